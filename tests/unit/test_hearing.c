/* What of a step is handed to the speaker, and when. The speaker here only writes down what it is given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "hearing.h"
#include "view_fixture.h"

enum { LEFT_PRESS = 2, PRESS_END = 7, WALK = 0, LATER_WALK = 23 };

static char told[2048];
static struct mono began;
static int cancelled;

static void tell(const char *what, struct mono due)
{
	size_t n = strlen(told);

	snprintf(told + n, sizeof told - n, "%s@%lld ", what, (long long)((due.ns - began.ns) / NS_PER_MS));
}

void speaker_start(struct speaker *s, const char *language)
{
	(void)s;
	tell(language ? language : "start", began);
}

void speaker_cue(struct speaker *s, uint32_t id, enum sound sound, struct mono due, enum leg leg)
{
	(void)s;
	(void)id;
	(void)leg;
	tell(sound_name(sound), due);
}

void speaker_breath(struct speaker *s, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg)
{
	char what[32];

	(void)s;
	(void)leg;
	snprintf(what, sizeof what, "%s%lld", p == BREATH_IN ? "in" : "out", (long long)length_ms);
	tell(what, due);
}

void speaker_say(struct speaker *s, uint32_t id, const char *text, int64_t slot_ms, enum cue_kind kind,
		 struct mono due, enum leg leg)
{
	(void)s;
	(void)id;
	(void)slot_ms;
	(void)kind;
	(void)leg;
	tell(text, due);
}

void speaker_cancel(struct speaker *s)
{
	(void)s;
	cancelled++;
}

static struct fixture f;
static struct cue cues[5];

static void add_cue(int segment, int64_t offset_ms, enum sound sound, const char *say, enum cue_state state)
{
	cues[f.plan.ncues++] = (struct cue){.segment = segment,
					    .offset_ms = offset_ms,
					    .at_ms = f.segment[segment].at_ms + offset_ms,
					    .sound = sound,
					    .say = say,
					    .state = state,
					    .for_ms = 1000};
}

static int make(void **state)
{
	(void)state;
	fixture_init(&f);
	f.routine.language = "fr";
	f.plan.cues = cues;
	add_cue(WALK, 0, SOUND_START, "walk", CUE_KEPT);
	add_cue(LEFT_PRESS, 0, SOUND_FIND, "find", CUE_KEPT);
	add_cue(LEFT_PRESS + 1, 0, SOUND_SINK, "sink", CUE_DROPPED);
	add_cue(LEFT_PRESS + 2, 0, SOUND_NONE, "hold", CUE_MOVED);
	add_cue(PRESS_END, 0, SOUND_FIND, "next", CUE_KEPT);
	told[0] = '\0';
	cancelled = 0;
	return 0;
}

/* Hears it all, waking only when it says so; returns how often it woke. */
static int hear_out(struct hearing *h)
{
	int turns = 0;

	for (struct mono now = began; h->plan; now = hearing_deadline(h)) {
		assert_true(now.ns < MONO_NEVER.ns);
		hearing_tick(h, NULL, now);
		assert_true(++turns < 100);
	}
	return turns;
}

static void a_press_sounds_in_its_own_time(void **state)
{
	struct hearing h;

	(void)state;
	began = (struct mono){5000 * NS_PER_MS};
	h = hearing_begin(NULL, &f.plan, LEFT_PRESS, PRESS_END, began);
	began = h.began;
	hear_out(&h);
	/* find 9 s, sink 6 s, then six breaths; what was dropped, and what is of the next step, is not heard */
	assert_string_equal(
		told, "fr@0 find@0 find@0 hold@15000 in4000@15000 out6000@19000 in4000@25000 "
		      "out6000@29000 in4000@35000 out6000@39000 in4000@45000 out6000@49000 in4000@55000 "
		      "out6000@59000 in4000@65000 out6000@69000 ");
	assert_int_equal(hearing_ms(&h, began), -1);
	assert_int_equal(cancelled, 0);
}

static void it_is_handed_over_a_little_ahead(void **state)
{
	struct hearing h;

	(void)state;
	h = hearing_begin(NULL, &f.plan, LEFT_PRESS, PRESS_END, (struct mono){0});
	began = h.began;
	told[0] = '\0';
	hearing_tick(&h, NULL, mono_add_ms(began, 14749));
	assert_string_equal(told, "find@0 find@0 ");
	assert_int_equal(hearing_deadline(&h).ns, mono_add_ms(began, 14750).ns);
	hearing_tick(&h, NULL, mono_add_ms(began, 14750));
	assert_string_equal(told, "find@0 find@0 hold@15000 in4000@15000 ");
	assert_int_equal(hearing_ms(&h, mono_add_ms(began, 14750)), 14750);
}

static void silence_is_at_once(void **state)
{
	struct hearing h;

	(void)state;
	h = hearing_begin(NULL, &f.plan, LATER_WALK, LATER_WALK + 1, (struct mono){0});
	hearing_stop(&h, NULL);
	assert_int_equal(cancelled, 1);
	assert_int_equal(hearing_deadline(&h).ns, MONO_NEVER.ns);
	hearing_stop(&h, NULL); /* nothing to silence */
	assert_int_equal(cancelled, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_press_sounds_in_its_own_time, make),
		cmocka_unit_test_setup(it_is_handed_over_a_little_ahead, make),
		cmocka_unit_test_setup(silence_is_at_once, make),
	};

	return cmocka_run_group_tests_name("hearing", tests, NULL, NULL);
}
