/* The pictures of the README: real routines, played by the real player with an injected clock, drawn on a
 * canvas and written as SVG. Each must equal the file in tests/golden/pictures, so that no picture goes
 * stale; UPDATE_GOLDEN=1 writes them (`make pictures`). Run in the project's folder. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/today.h"
#include "played.h"
#include "view/screens/home.h"
#include "view/screens/picker.h"

#define FOLDER "tests/golden/pictures/"

/* ---- the pictures ---- */

static void hold(struct canvas *c)
{
	struct played s;

	played_begin(&s, "out-of-the-car");
	played_until(&s, 1, PHASE_HOLD);
	played_event(&s, EV_RATE, 4);
	played_pass(&s, 16200);
	played_draw(c, &s);
	played_end(&s);
}

static void find(struct canvas *c)
{
	struct played s;

	played_begin(&s, "daily");
	played_until(&s, 2, PHASE_FIND);
	played_pass(&s, 4000);
	played_draw(c, &s);
	played_end(&s);
}

static void summary(struct canvas *c)
{
	struct played s;

	played_begin(&s, "out-of-the-car");
	played_until(&s, 0, PHASES);
	played_draw(c, &s);
	played_end(&s);
}

static const char *const all[] = {"first-sitting", "daily",          "out-of-the-car",    "two-minute-ease",
				  "evening",       "below-the-knee", "hips-and-sit-bone", "long-chair"};
enum { ALL = sizeof all / sizeof *all };

/* The cards of all shipped routines. */
struct shelf {
	struct opened o[ALL];
	struct card cards[ALL];
	struct person who;
};

static void open_shelf(struct shelf *s)
{
	for (int i = 0; i < ALL; i++) {
		s->o[i] = played_open(all[i]);
		s->who = somebody(s->o[i].atlas);
		s->cards[i] = (struct card){
			all[i], plan_compile(s->o[i].routine, s->o[i].atlas, &s->who, NULL), NULL};
	}
}

static void close_shelf(struct shelf *s)
{
	for (int i = 0; i < ALL; i++) {
		plan_free((struct plan *)s->cards[i].plan);
		opened_free(&s->o[i]);
	}
}

/* Somebody in the third week. */
static struct progress weeks(const struct atlas *a, struct wall now)
{
	static const struct {
		int days_ago;
		const char *code;
		enum leg leg;
		int sore;
	} told[] = {{17, "T2", LEG_LEFT, 7},  {17, "T4", LEG_RIGHT, 6}, {15, "T4", LEG_LEFT, 5},
		    {15, "T2", LEG_RIGHT, 6}, {9, "T2", LEG_LEFT, 5},   {9, "T1", LEG_RIGHT, 2},
		    {9, "C1", LEG_LEFT, 3},   {8, "T4", LEG_RIGHT, 4},  {8, "T1", LEG_RIGHT, 2},
		    {5, "T1", LEG_RIGHT, 1},  {5, "C1", LEG_RIGHT, 2},  {5, "T1", LEG_LEFT, 4},
		    {3, "T2", LEG_LEFT, 3},   {3, "T3", LEG_RIGHT, 6},  {3, "C2", LEG_LEFT, 5},
		    {3, "C1", LEG_RIGHT, 1},  {1, "C1", LEG_RIGHT, 2},  {1, "H1", LEG_LEFT, 4}};
	enum { TOLD = sizeof told / sizeof *told };
	struct hold_row holds[TOLD];
	struct choice_row choices[] = {{{now.ms - INT64_C(86400000) * 6, 0}, "target", "5"},
				       {{now.ms - INT64_C(86400000) * 4, 0}, "rest", "2025-11-20"}};
	struct record r = {.holds = holds, .nholds = TOLD, .choices = choices, .nchoices = 2};

	for (int i = 0; i < TOLD; i++)
		holds[i] = (struct hold_row){.n = i,
					     .site = atlas_site(a, told[i].code)->id,
					     .leg = told[i].leg,
					     .when = {now.ms - told[i].days_ago * INT64_C(86400000) + i, 0},
					     .held_ms = 60000,
					     .sore_before = told[i].sore,
					     .sore_after = RATING_UNKNOWN};
	return progress_fold(&r, a, now);
}

static void home(struct canvas *c)
{
	static struct shelf s;
	static struct session_row rows[4];
	static struct record record = {.sessions = rows, .nsessions = 4};
	const struct wall now = {INT64_C(1763800000000), 0};
	struct today today = {.routine = "daily",
			      .why = "The everyday routine: a few places on each leg, then a walk.",
			      .tomorrow = false};
	struct view_settings set = {.motion = true, .breath_sound = true, .voice = true, .volume = 100};

	open_shelf(&s);
	for (int i = 0; i < 4; i++)
		rows[i] = (struct session_row){.title = i == 2  ? "Out of the Car"
							: i < 2 ? "First Sitting"
								: "Daily Back-of-Leg",
					       .started = {now.ms - (5 - i) * INT64_C(86400000), 0},
					       .outcome = SESSION_DONE,
					       .pain_before = 5 - i / 2,
					       .pain_after = 3 - i / 2};
	struct progress p = weeks(s.o[0].atlas, now);

	for (int i = 0; i < 2 * SITES_BUILT_IN; i++)
		s.who.place[i / 2][i % 2] = (struct place_state){
			.sore = -1, .last_day = INT64_MIN, .stage = p.place[i / 2][i % 2].stage};
	struct home_model m = {.cards = s.cards,
			       .progress = &p,
			       .ncards = ALL,
			       .today = &today,
			       .record = &record,
			       .atlas = s.o[0].atlas,
			       .who = &s.who,
			       .now = now,
			       .set = &set};

	home_draw(c, &m);
	close_shelf(&s);
}

static void picker(struct canvas *c)
{
	static struct shelf s;
	struct view_settings set = {.motion = true, .breath_sound = true, .voice = true, .volume = 100};

	open_shelf(&s);
	struct picker_model m = {s.cards, ALL, s.o[1].atlas, &s.who, &set, 1};

	picker_draw(c, &m);
	close_shelf(&s);
}

static const struct picture {
	const char *name;
	int cols, rows;
	enum ground ground;
	void (*draw)(struct canvas *c);
} pictures[] = {
	{"hold", 100, 34, GROUND_DARK, hold},      {"find", 80, 24, GROUND_LIGHT, find},
	{"home", 100, 30, GROUND_DARK, home},      {"summary", 110, 30, GROUND_DARK, summary},
	{"picker", 110, 30, GROUND_LIGHT, picker},
};

static bool same_file(const char *path, const struct buf *want)
{
	struct buf got = {0};
	char bytes[4096];
	FILE *f = fopen(path, "rb");
	bool same;

	for (size_t n; f && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(&got, bytes, n);
	if (f)
		fclose(f);
	same = got.n == want->n && memcmp(buf_str(&got), buf_str(want), got.n) == 0;
	buf_free(&got);
	return same;
}

static void write_file(const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(buf_str(text), 1, text->n, f), text->n);
	assert_int_equal(fclose(f), 0);
}

static void each_is_what_the_program_draws(void **state)
{
	int stale = 0;

	(void)state;
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
		const struct picture *p = &pictures[i];
		struct canvas *c = canvas_new(p->cols, p->rows, TIER_BRAILLE);
		struct theme theme = {DEPTH_TRUE, p->ground, PALETTE_USUAL};
		struct buf svg = {0};
		char path[128];

		snprintf(path, sizeof path, FOLDER "%s.svg", p->name);
		p->draw(c);
		canvas_svg(c, &theme, &svg);
		if (getenv("UPDATE_GOLDEN"))
			write_file(path, &svg);
		else if (!same_file(path, &svg))
			print_error("%s is not what is drawn: make pictures\n", path), stale++;
		buf_free(&svg);
		canvas_free(c);
	}
	assert_int_equal(stale, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_what_the_program_draws)};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
