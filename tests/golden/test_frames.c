/* A frame that is drawn on what the frame before left is the frame that would be drawn anew: sessions of
 * shipped routines with any keys at any moment, at sizes and tiers that change. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/caps.h"
#include "played.h"
#include "view/legmap.h"

static uint32_t dice;

static int roll(int sides)
{
	dice = dice * 1664525u + 1013904223u;
	return (int)(dice >> 8) % sides;
}

static void any_event(struct played *s)
{
	static const enum player_event_kind kinds[] = {
		EV_GO_ON, EV_GO_ON, EV_RATE,   EV_RATE, EV_PAUSE, EV_PAUSE, EV_SKIP,   EV_BACK,
		EV_MORE,  EV_LESS,  EV_TWITCH, EV_SWAP, EV_SORER, EV_STOP,  EV_ANSWER,
	};
	enum player_event_kind kind = kinds[roll(sizeof kinds / sizeof *kinds)];

	if (played_look(s).state == PLAYER_STOPPED)
		played_event(s, EV_ANSWER, WHY_OTHER);
	else
		played_event(s, kind, kind == EV_ANSWER ? AFTER_NEXT : roll(8));
}

static void any_settings(struct played *s, struct canvas *anew, struct canvas *kept)
{
	static const struct {
		int cols, rows;
	} sizes[] = {{80, 24}, {40, 12}, {200, 60}, {120, 40}, {20, 4}};
	int size = roll(5);

	canvas_resize(anew, sizes[size].cols, sizes[size].rows);
	canvas_resize(kept, sizes[size].cols, sizes[size].rows);
	anew->tier = kept->tier = roll(3) ? TIER_BRAILLE : (enum tier)roll(3);
	s->set.mirror = roll(4) == 0;
	s->set.motion = roll(4) != 0;
	s->set.muted = roll(4) == 0;
	s->set.sound_notice = roll(4) == 0 ? "No sound device." : NULL;
}

/* Help or another screen has been in front of the session. */
static void another_screen(struct canvas *c)
{
	canvas_clear(c);
	canvas_fill(c, canvas_rect(c), '#', STYLE_WARN);
}

static void play(const char *id, int frames)
{
	struct canvas *anew = canvas_new(80, 24, TIER_BRAILLE), *kept = canvas_new(80, 24, TIER_BRAILLE);
	struct play_memo *memo = play_memo_new();
	struct played s;

	played_begin(&s, id);
	s.set.memo = legmap_memo_new();
	for (int i = 0; i < frames && played_look(&s).state != PLAYER_ENDED; i++) {
		struct play_model m = {.plan = s.plan,
				       .snap = played_look(&s),
				       .before = &s.before,
				       .who = &s.who,
				       .set = &s.set};

		play_draw(anew, &m);
		m.memo = memo;
		play_draw(kept, &m);
		for (int n = 0; n < anew->rows; n++)
			assert_memory_equal(anew->cells + n * anew->cols, kept->cells + n * anew->cols,
					    (size_t)anew->cols * sizeof *anew->cells);
		played_pass(&s, roll(4) ? 33 : roll(1800));
		if (roll(12) == 0)
			any_event(&s);
		if (roll(30) == 0)
			any_settings(&s, anew, kept);
		if (roll(20) == 0)
			another_screen(kept);
	}
	legmap_memo_free(s.set.memo);
	played_end(&s);
	play_memo_free(memo);
	canvas_free(anew);
	canvas_free(kept);
}

static void a_kept_frame_is_the_frame(void **state)
{
	(void)state;
	for (int i = 0; i < 6; i++) {
		dice = (uint32_t)i;
		play(i % 3 == 0 ? "daily" : i % 3 == 1 ? "out-of-the-car" : "hips-and-sit-bone", 600);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_kept_frame_is_the_frame)};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
