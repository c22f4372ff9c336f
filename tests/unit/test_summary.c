/* The summary's progress: the record's, with this session in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/screens/play.h"
#include "view/summary.h"
#include "view_scenes.h"

static struct fixture f;

static struct play_model over(enum session_outcome o)
{
	fixture_init(&f);
	struct play_model m = fixture_model(&f, scene_over(&f, o));

	m.progress = &f.progress;
	return m;
}

static void places_of_the_session_count_once(void **state)
{
	struct play_model m = over(SESSION_DONE);
	struct progress after;

	(void)state;
	assert_true(summary_progress(&after, &m));
	assert_int_equal(f.progress.loops_today, 2);
	assert_int_equal(after.loops_today, 6); /* four places, a stopped one among them */
	assert_int_equal(after.trail.step[after.trail.today], TRAIL_TENDED);
	f.result[2].outcome = HOLD_SKIPPED;
	f.result[3] = f.result[1];
	assert_true(summary_progress(&after, &m));
	assert_int_equal(after.loops_today, 4);
	assert_int_equal(after.place[1][0].last, 6);
}

static void it_is_told(void **state)
{
	struct play_model m = over(SESSION_STOPPED);
	struct summary t;

	(void)state;
	summary_make(&t, &m);
	assert_string_equal(t.loops, "6 loops today");
	assert_non_null(strstr(t.week, "This week: 4 days kept"));
}

/* No loops before the morning; none of a rehearsal. */
static void where_nothing_is_told(void **state)
{
	struct play_model m = over(SESSION_DONE);
	struct summary t;

	(void)state;
	f.routine.tag_bits = TAG_EVENING;
	summary_make(&t, &m);
	assert_string_equal(t.loops, "");
	assert_string_equal(t.week, "");
	f.routine.tag_bits = 0;
	m.progress = NULL;
	summary_make(&t, &m);
	assert_string_equal(t.loops, "");
}

/* A session without a press is a day's step all the same. */
static void without_a_press(void **state)
{
	struct play_model m = over(SESSION_DONE);
	struct progress after;

	(void)state;
	f.progress.work.came[f.progress.trail.today] = false;
	f.progress.last_day--;
	m.snap.nresults = 0;
	assert_true(summary_progress(&after, &m));
	assert_int_equal(after.trail.step[after.trail.today], TRAIL_TENDED);
	m.snap.outcome = SESSION_ENDED_EARLY; /* nothing of it counts, and nothing is lost */
	f.progress.trail.step[f.progress.trail.today] = TRAIL_TODAY;
	assert_true(summary_progress(&after, &m));
	assert_int_equal(after.trail.step[after.trail.today], TRAIL_TODAY);
}

/* A rehearsal is left with no word of what counts, at any speed. */
static void a_rehearsal_counts_nowhere(void **state)
{
	struct play_model m = over(SESSION_ENDED_EARLY);
	struct summary t;

	(void)state;
	summary_make(&t, &m);
	assert_non_null(strstr(t.head, "counts whole"));
	m.snap.rehearsal = true;
	summary_make(&t, &m);
	assert_non_null(strstr(t.head, "counts nowhere"));
	m.snap.speed_milli = 2000;
	summary_make(&t, &m);
	assert_non_null(strstr(t.head, "counts nowhere"));
}

/* Two points are what the scale can tell, here as in the history; one is not. */
static void a_fall_is_called_one_from_two_points_on(void **state)
{
	struct play_model m = over(SESSION_DONE);
	struct summary t;

	(void)state;
	for (size_t i = 0; i < m.snap.nresults; i++)
		f.result[i].why = WHY_NONE;
	for (int fall = -3; fall <= 3; fall++) {
		m.snap.pain_before = 5;
		m.snap.pain_after = 5 - fall;
		summary_make(&t, &m);
		assert_int_equal(!strstr(t.words, "the scale cannot tell one point"),
				 abs(fall) >= SCALE_ERROR);
		assert_int_equal(!!strstr(t.words, "two points or more"), fall >= SCALE_ERROR);
	}
}

/* A stop sign in a session brings up those before it, once they are many; in the evening too. */
static void many_stop_signs_are_told(void **state)
{
	struct play_model m = over(SESSION_STOPPED);
	struct summary t;

	(void)state;
	summary_make(&t, &m);
	assert_true(t.care);
	assert_null(strstr(t.words, "a physiotherapist or a doctor"));
	f.progress.signs = (struct stop_signs){.presses = 9, .stops = 5, .last = 0x1f, .nlast = 9};
	summary_make(&t, &m);
	assert_non_null(strstr(t.words, "a physiotherapist or a doctor"));
	f.routine.tag_bits = TAG_EVENING;
	summary_make(&t, &m);
	assert_non_null(strstr(t.words, "a physiotherapist or a doctor"));
	m.progress = NULL;
	summary_make(&t, &m);
	assert_null(strstr(t.words, "a physiotherapist or a doctor"));
}

/* The cells that differ between two moments of the summary. */
static int differs(const struct play_model *a, const struct play_model *b)
{
	struct canvas *x = canvas_new(120, 40, TIER_BRAILLE), *y = canvas_new(120, 40, TIER_BRAILLE);
	struct buf one = {0}, two = {0};
	int n = 0;

	play_draw(x, a);
	play_draw(y, b);
	canvas_text_dump(x, &one);
	canvas_text_dump(y, &two);
	for (size_t i = 0; i < one.n && i < two.n; i++)
		n += one.p[i] != two.p[i];
	buf_free(&one);
	buf_free(&two);
	canvas_free(x);
	canvas_free(y);
	return n;
}

/* The places, the step of the trail and the loops come to be what they are; without motion they are at once. */
static void what_changed_is_seen_to_change(void **state)
{
	struct play_model m = over(SESSION_DONE), later;

	(void)state;
	f.progress.trail.step[f.progress.trail.today] = TRAIL_TODAY;
	m.snap.entered_ms = 0;
	assert_int_equal(view_model_settled(&m), 0);
	assert_true(view_model_moves(&m));
	later = m;
	later.snap.entered_ms = 1000;
	assert_true(view_model_settled(&later) > 300 && view_model_settled(&later) < 1000);
	assert_true(differs(&m, &later) > 5);
	later.snap.entered_ms = 1600;
	assert_int_equal(view_model_settled(&later), 1000);
	assert_false(view_model_moves(&later));
	assert_true(differs(&m, &later) > 5);
	f.set.motion = false;
	assert_false(view_model_moves(&m));
	assert_int_equal(differs(&m, &later), 0);
	f.set.motion = true;
	m.progress = NULL; /* a rehearsal tells of none */
	assert_false(view_model_moves(&m));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_changed_is_seen_to_change),
		cmocka_unit_test(places_of_the_session_count_once),
		cmocka_unit_test(it_is_told),
		cmocka_unit_test(where_nothing_is_told),
		cmocka_unit_test(without_a_press),
		cmocka_unit_test(a_rehearsal_counts_nowhere),
		cmocka_unit_test(a_fall_is_called_one_from_two_points_on),
		cmocka_unit_test(many_stop_signs_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
