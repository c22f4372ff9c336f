/* What the record makes of the game: places, loops, the week's trail, skills, one lighter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/progress.h"
#include "story.h"

static struct progress fold(const struct story *s, struct wall now)
{
	struct atlas a = story_atlas();

	return progress_fold(&s->r, &a, now);
}

/* A place on the left leg rated so on one day after the other, -1 for a press without a rating. */
static struct place_story rated(const int *ratings, int n)
{
	static struct story s;

	memset(&s, 0, sizeof s);
	for (int i = 0; i < n; i++)
		story_hold(&s, "a", i, 0, LEG_LEFT, story_at(100 + i, 9, 0))->sore_before = ratings[i];
	return fold(&s, story_at(200, 9, 0)).place[0][0];
}

static void test_nobody_yet(void **state)
{
	struct story s = {0};
	struct progress p = fold(&s, story_at(100, 9, 0));

	(void)state;
	assert_int_equal(p.place[0][0].stage, STAGE_UNKNOWN);
	assert_int_equal(p.loops_today, 0);
	assert_int_equal(p.trail.target, TARGET_USUAL);
	assert_int_equal(p.trail.skips, PROGRESS_SKIPS); /* the days before one began cost nothing */
	assert_int_equal(p.trail.kept, 0);
	assert_int_equal(p.lighter, LIGHTER_NO);
	assert_false(p.back);
	assert_int_equal(p.tool, TOOL_SOFT);
}

static void test_stages(void **state)
{
	static const struct {
		int n, ratings[8];
		enum stage stage;
	} cases[] = {
		{1, {-1}, STAGE_FOUND},
		{1, {4}, STAGE_FOUND},
		{1, {0}, STAGE_FOUND}, /* one low rating may be chance */
		{2, {2, 1}, STAGE_FOUND},
		{3, {2, 1, 2}, STAGE_QUIET},
		{1, {5}, STAGE_SORE},
		{2, {5, 4}, STAGE_SORE}, /* the scale cannot tell one point */
		{2, {6, 4}, STAGE_EASING},
		{2, {8, 6}, STAGE_EASING},
		{3, {6, 4, 2}, STAGE_EASING},
		{5, {6, 4, 2, 2, 2}, STAGE_QUIET},
		{6, {6, 4, 2, 2, 2, 4}, STAGE_EASING}, /* and back */
		{6, {6, 4, 2, 2, 2, 6}, STAGE_SORE},
		{6, {9, 6, 6, 6, 6, 6}, STAGE_SORE}, /* long at 6 is no easing any more */
		{5, {9, 6, 6, 6, 6}, STAGE_EASING},
		{6, {6, 3, 3, 3, 3, 3}, STAGE_EASING},
		{3, {4, 3, 4}, STAGE_FOUND},
		{2, {6, -1}, STAGE_SORE},
		{4, {2, 2, -1, 2}, STAGE_QUIET}, /* a day without a rating says nothing */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum stage stage = rated(cases[i].ratings, cases[i].n).stage;

		if (stage != cases[i].stage)
			fail_msg("case %zu: stage %d", i, (int)stage);
	}
}

/* For every story of three days: a higher last rating is no nearer to quiet. */
static void test_sorer_is_no_nearer_to_quiet(void **state)
{
	static const int order[STAGES] = {
		[STAGE_SORE] = 0, [STAGE_FOUND] = 1, [STAGE_EASING] = 1, [STAGE_QUIET] = 2};

	(void)state;
	for (int a = 0; a <= 10; a++) {
		for (int b = 0; b <= 10; b++) {
			int was = 2, easing = 1;

			for (int c = 0; c <= 10; c++) {
				enum stage now = rated((int[]){a, b, c}, 3).stage;

				assert_true(order[now] <= was);
				assert_true(easing || now != STAGE_EASING || c <= 2);
				was = order[now];
			}
		}
	}
}

static void test_story_of_a_place(void **state)
{
	struct place_story s = rated((int[]){6, 5, 7, -1, 2, 3}, 6);

	(void)state;
	assert_int_equal(s.first, 6);
	assert_int_equal(s.worst, 7);
	assert_int_equal(s.best, 2);
	assert_int_equal(s.last, 3);
	assert_int_equal(s.last_day - s.first_day, 5);
}

/* The first three days that have a rating beside the last three, however many lie between. */
static void test_found_at_first_and_lately(void **state)
{
	struct place_story s = rated((int[]){9, 6, 7, -1, 3, 8, 8, 2, 3, 4}, 10);
	struct found f = place_story_found(&s);

	(void)state;
	assert_int_equal(f.days, 9);
	assert_int_equal(f.start, 7);
	assert_int_equal(f.now, 3);
	s = rated((int[]){-1}, 1);
	f = place_story_found(&s);
	assert_int_equal(f.now, RATING_UNKNOWN);
	s = rated((int[]){8, 2}, 2);
	f = place_story_found(&s);
	assert_int_equal(f.now, 2);
	assert_int_equal(found_fall(&f), 0);
}

/* A stop sign counts at its place, on its leg, for four weeks. */
static void test_stop_signs(void **state)
{
	struct story s = {0};
	struct atlas a = story_atlas();
	struct progress p;
	struct buf told = {0};

	(void)state;
	a.site[2].name = "low down";
	for (int i = 0; i < 3; i++) {
		struct hold_row *h = story_hold(&s, "a", i, 2, LEG_RIGHT, story_at(100 + i, 9, 0));

		h->outcome = HOLD_STOPPED;
		h->why = i % 2 ? WHY_NUMB : WHY_SHARP;
	}
	p = progress_fold(&s.r, &a, story_at(102, 10, 0));
	assert_int_equal(stop_signs_why(&p.signs), STOP_SIGNS_AT_PLACE);
	assert_int_equal(p.signs.place, 5);
	progress_signs_text(&told, &p, &a);
	assert_non_null(strstr(buf_str(&told), "3 of 3 presses"));
	assert_non_null(strstr(buf_str(&told), "right, low down"));
	p = progress_fold(&s.r, &a, story_at(127, 10, 0));
	assert_int_equal(stop_signs_why(&p.signs), STOP_SIGNS_AT_PLACE);
	p = progress_fold(&s.r, &a, story_at(128, 10, 0));
	assert_int_equal(stop_signs_why(&p.signs), STOP_SIGNS_NONE);
	buf_free(&told);
}

/* What a press loosened on one day is not what the place was like: the first rating of a day stands. */
static void test_first_of_a_day(void **state)
{
	struct story s = {0};

	(void)state;
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(100, 9, 0))->sore_before = 7;
	story_hold(&s, "a", 1, 0, LEG_LEFT, story_at(100, 9.5, 0))->sore_before = 3;
	assert_int_equal(fold(&s, story_at(100, 10, 0)).place[0][0].last, 7);
	assert_int_equal(fold(&s, story_at(100, 10, 0)).place[0][1].stage, STAGE_UNKNOWN);
}

static void test_loops(void **state)
{
	struct story s = {0};
	struct wall now = story_at(100, 20, 0);
	enum hold_outcome outcomes[] = {HOLD_RELEASED, HOLD_FULL, HOLD_EASED_OFF, HOLD_STOPPED,
					HOLD_INTERRUPTED};

	(void)state;
	for (int i = 0; i < 5; i++) { /* however it ended, a place is one loop */
		story_hold(&s, "a", i, i, LEG_LEFT, story_at(100, 9, 0))->outcome = outcomes[i];
		assert_int_equal(fold(&s, now).loops_today, i + 1);
	}
	story_hold(&s, "a", 5, 5, LEG_LEFT, story_at(100, 9, 0))->outcome = HOLD_SKIPPED;
	story_hold(&s, "b", 0, 0, LEG_LEFT, story_at(100, 15, 0)); /* again */
	story_hold(&s, "b", 1, 6, LEG_LEFT, story_at(100, 15, 0))->rehearsal = true;
	assert_int_equal(fold(&s, now).loops_today, 5);
	assert_false(fold(&s, now).enough);
	for (int i = 0; i < 5; i++)
		story_hold(&s, "c", i, i, LEG_RIGHT, story_at(100, 16, 0));
	assert_int_equal(fold(&s, now).loops_today, PROGRESS_LOOPS);
	assert_true(fold(&s, now).enough);
	assert_int_equal(fold(&s, story_at(101, 3.9, 0)).loops_today, PROGRESS_LOOPS);
	assert_int_equal(fold(&s, story_at(101, 4, 0)).loops_today, 0);
	assert_int_equal(fold(&s, story_at(101, 4, 0)).loops, PROGRESS_LOOPS);
	story_hold(&s, "d", 0, 0, LEG_LEFT, story_at(101, 9, 0));
	assert_int_equal(fold(&s, story_at(101, 9, 0)).loops, PROGRESS_LOOPS + 1);
}

/* Day 102 is a Monday: 1970-04-13. */
enum { MONDAY = 102 };

static void expect_trail(const struct progress *p, const char *steps)
{
	static const char marks[] = {[TRAIL_TO_COME] = '.', [TRAIL_TODAY] = 'o', [TRAIL_TENDED] = 'X',
				     [TRAIL_REST] = 'r',    [TRAIL_SKIP] = 's',  [TRAIL_PASSED] = '-'};
	char got[WEEK_DAYS + 1] = "";

	for (int i = 0; i < WEEK_DAYS; i++)
		got[i] = marks[p->trail.step[i]];
	assert_string_equal(got, steps);
}

static void test_trail(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	story_hold(&s, "z", 0, 0, LEG_LEFT, story_at(MONDAY - 1, 9, 0)); /* last week's */
	story_choice(&s, story_at(MONDAY - 1, 9, 0), "target", "6");
	p = fold(&s, story_at(MONDAY, 9, 0));
	expect_trail(&p, "o......");
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(MONDAY, 9, 0));
	p = fold(&s, story_at(MONDAY + 1, 3, 0)); /* still Monday */
	expect_trail(&p, "X......");
	assert_int_equal(p.trail.today, 0);
	p = fold(&s, story_at(MONDAY + 4, 9, 0)); /* one day was over, two skips went for the others */
	expect_trail(&p, "X-sso..");
	assert_int_equal(p.trail.skips, 0);
	assert_int_equal(p.trail.kept, 1);
	p = fold(&s, story_at(MONDAY + 6, 9, 0)); /* no more to spend, and nothing is lost */
	expect_trail(&p, "X-ss--o");
	assert_int_equal(p.trail.kept, 1);
	story_choice(&s, story_at(MONDAY + 1, 9, 0), "rest", "1970-04-15");
	story_choice(&s, story_at(MONDAY + 4, 9, 0), "rest", "1970-04-14"); /* too late to plan it */
	p = fold(&s, story_at(MONDAY + 6, 9, 0));
	expect_trail(&p, "X-rss-o");
	assert_int_equal(p.trail.kept, 2);
	story_choice(&s, story_at(MONDAY + 2, 20, 0), "no-rest", "1970-04-15");
	p = fold(&s, story_at(MONDAY + 6, 9, 0));
	expect_trail(&p, "X-ss--o");
}

static void test_trail_reached(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	for (int i = 0; i < 3; i++)
		story_hold(&s, "a", i, 0, LEG_LEFT, story_at(MONDAY + i, 9, 0));
	p = fold(&s, story_at(MONDAY + 2, 9, 0));
	assert_true(p.trail.reached);
	p = fold(&s, story_at(MONDAY + 7, 9, 0)); /* the next week begins */
	assert_false(p.trail.reached);
	expect_trail(&p, "o......");
	story_choice(&s, story_at(MONDAY + 2, 9, 0), "target", "4");
	story_choice(&s, story_at(MONDAY + 2, 10, 0), "target", "9"); /* no such week */
	p = fold(&s, story_at(MONDAY + 2, 9, 0));
	assert_int_equal(p.trail.target, 4);
	assert_false(p.trail.reached);
	story_choice(&s, story_at(MONDAY + 2, 9, 0), "rest", "1970-04-16");
	p = fold(&s, story_at(MONDAY + 2, 9, 0));
	assert_false(p.trail.reached); /* tomorrow's rest is not kept yet */
	assert_true(p.rest_tomorrow);
	p = fold(&s, story_at(MONDAY + 3, 9, 0));
	assert_true(p.trail.reached);
}

/* A week of who began in its middle. */
static void test_days_before_the_first(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	story_choice(&s, story_at(MONDAY, 9, 0), "target", "7");
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(MONDAY + 3, 9, 0));
	p = fold(&s, story_at(MONDAY + 5, 9, 0));
	expect_trail(&p, "---Xso.");
}

/* A session without a press is one of the day's, if it was finished. */
static void test_days_without_a_press(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	story_session(&s, "a", story_at(MONDAY, 9, 0));
	story_session(&s, "b", story_at(MONDAY + 1, 9, 0))->outcome = SESSION_ENDED_EARLY;
	story_session(&s, "c", story_at(MONDAY + 2, 9, 0))->rehearsal = true;
	p = fold(&s, story_at(MONDAY + 2, 9, 0));
	expect_trail(&p, "X-o....");
	assert_int_equal(p.days, 1);
	assert_int_equal(p.loops, 0);
}

static void test_welcome_back(void **state)
{
	struct story s = {0};

	(void)state;
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(100, 9, 0));
	assert_false(fold(&s, story_at(106, 9, 0)).back);
	assert_true(fold(&s, story_at(107, 9, 0)).back);
	assert_int_equal(fold(&s, story_at(107, 9, 0)).lighter, LIGHTER_BACK);
	story_hold(&s, "b", 0, 0, LEG_LEFT, story_at(107, 10, 0));
	assert_false(fold(&s, story_at(107, 11, 0)).back);
	assert_int_equal(fold(&s, story_at(107, 11, 0)).lighter, LIGHTER_NO);
}

static void test_one_lighter(void **state)
{
	struct story s = {0};
	struct wall now = story_at(110, 9, 0);
	struct hold_row *h = story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(105, 9, 0));

	(void)state;
	h->outcome = HOLD_STOPPED;
	h->why = WHY_TOO_SORE;
	story_hold(&s, "a", 1, 1, LEG_LEFT, story_at(105, 9.1, 0));
	assert_int_equal(fold(&s, now).lighter, LIGHTER_TOO_SORE);
	story_hold(&s, "b", 0, 0, LEG_LEFT, story_at(106, 9, 0));
	assert_int_equal(fold(&s, now).lighter, LIGHTER_NO); /* that was the next one */
	story_checkin(&s, story_at(106, 8, 0), 4, false);
	assert_int_equal(fold(&s, now).lighter, LIGHTER_NO);
	story_checkin(&s, story_at(107, 8, 0), 4, false);
	assert_int_equal(fold(&s, now).lighter, LIGHTER_SORE);
	story_checkin(&s, story_at(107, 9, 0), 3, false); /* a later answer of that day */
	assert_int_equal(fold(&s, now).lighter, LIGHTER_NO);
	story_checkin(&s, story_at(108, 8, 0), 1, true);
	assert_int_equal(fold(&s, now).lighter, LIGHTER_BRUISE);
	story_checkin(&s, story_at(109, 8, 0), 1, false);
	assert_int_equal(fold(&s, now).lighter, LIGHTER_BRUISE); /* it has only just gone */
	story_checkin(&s, story_at(110, 8, 0), 1, false);
	assert_int_equal(fold(&s, now).lighter, LIGHTER_NO);
}

static void test_skills(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	for (int i = 0; i < 7; i++) {
		struct hold_row *h = story_hold(&s, "a", i, i, LEG_LEFT, story_at(100 + i, 9, 0));

		h->sore_before = i < 4 ? 0 : RATING_UNKNOWN; /* nothing need be sore */
		h->sore_after = i < 3 ? 0 : RATING_UNKNOWN;
		h->outcome = i == 4 ? HOLD_STOPPED : i == 3 ? HOLD_EASED_OFF : HOLD_FULL;
	}
	p = fold(&s, story_at(107, 9, 0));
	assert_int_equal(p.skill[SKILL_MAP].have, 7);
	assert_int_equal(p.skill[SKILL_FIND].have, 5);
	assert_int_equal(p.skill[SKILL_SCALE].have, 5);
	assert_int_equal(p.skill[SKILL_BREATH].have, 7);
	assert_int_equal(p.skill[SKILL_SITTER].have, 0);
	for (int i = 0; i < 7; i++)
		story_hold(&s, "b", i, i, LEG_RIGHT, story_at(106, 10, 0))->sore_before = 1;
	p = fold(&s, story_at(107, 9, 0));
	for (int i = 0; i < SKILLS; i++)
		assert_true(p.skill[i].have <= p.skill[i].need);
	assert_int_equal(p.skill[SKILL_MAP].have, p.skill[SKILL_MAP].need);
	assert_int_equal(p.skill[SKILL_FIND].have, 5);
}

/* The long sitter's skill and the lock of the long sitting are one count. */
static void test_long_sitter(void **state)
{
	struct story s = {0};
	struct atlas a = story_atlas();

	(void)state;
	for (int i = 0; i < CAPS_CLEAN_FOR_DEEP; i++) {
		char id[16];

		snprintf(id, sizeof id, "%d", i);
		assert_non_null(caps_deep_locked(&s.r, &a, story_at(190, 9, 0)));
		assert_int_equal(fold(&s, story_at(190, 9, 0)).skill[SKILL_SITTER].have, i);
		story_session(&s, id, story_at(100 + 2 * i, 9, 0));
		story_hold(&s, id, 0, i % 2, LEG_LEFT, story_at(100 + 2 * i, 9, 0));
		story_checkin(&s, story_at(101 + 2 * i, 9, 0), 3, false);
	}
	assert_null(caps_deep_locked(&s.r, &a, story_at(190, 9, 0)));
	assert_int_equal(fold(&s, story_at(190, 9, 0)).skill[SKILL_SITTER].have, CAPS_CLEAN_FOR_DEEP);
	assert_int_equal(fold(&s, story_at(190, 9, 0)).clean_opener, 3);
}

/* The day is the one that was lived: a change of the clocks, a flight, four in the morning. */
static void test_days_without_a_zone(void **state)
{
	struct story s = {0};
	struct progress p;

	(void)state;
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(MONDAY, 10, 13)); /* Auckland */
	story_hold(&s, "b", 0, 0, LEG_LEFT, story_at(MONDAY + 1, 5, 13));
	story_hold(&s, "c", 0, 0, LEG_LEFT,
		   story_at(MONDAY, 9, -8)); /* Los Angeles, later, and that Monday */
	story_hold(&s, "d", 0, 0, LEG_LEFT, story_at(MONDAY + 2, 3.9, -8)); /* Tuesday's night */
	p = fold(&s, story_at(MONDAY + 2, 4, -8));
	expect_trail(&p, "XXo....");
	assert_int_equal(p.loops, 2);
	assert_int_equal(p.days, 2);
}

/* The summary's "now" is the fold of the record with the session in it. */
static void test_a_press_more(void **state)
{
	struct story s = {0};
	struct wall now = story_at(MONDAY + 3, 9, 0);
	struct atlas a = story_atlas();
	struct progress before, after;
	struct hold_row *h;

	(void)state;
	for (int i = 0; i < 3; i++)
		story_hold(&s, "a", i, i, LEG_LEFT, story_at(MONDAY + i, 9, 0))->sore_before = 6;
	before = fold(&s, now);
	h = story_hold(&s, "b", 0, 0, LEG_LEFT, now);
	h->sore_before = 3;
	after = fold(&s, now);
	progress_press(&before, &a.site[0], h);
	assert_true(story_same(&before, &after));
	assert_int_equal(after.place[0][0].stage, STAGE_EASING);
	assert_int_equal(after.loops_today, 1);
	story_session(&s, "c", now);
	progress_finish(&after, now);
	assert_true(story_same(&before, &after));
	progress_press(&after, NULL, h); /* a place of a routine's own is none of the map's */
	assert_int_equal(after.loops_today, 1);
}

static void test_dates(void **state)
{
	static const char *const bad[] = {"",           "1970-04-1",   "1970-4-13",  "1970-02-30",
					  "1970-13-01", "1970-04-13x", "0000-01-01", "1970/04/13",
					  "1970-00-10", "1970-01-00"};
	char text[DAY_TEXT];
	int64_t day;

	(void)state;
	for (int64_t d = -400; d < 800000; d += 37) {
		assert_true(day_parse(day_format(text, d), &day));
		assert_int_equal(day, d);
	}
	assert_true(day_parse("2024-02-29", &day));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(day_parse(bad[i], &day));
}

static void test_tools(void **state)
{
	struct story s = {0};

	(void)state;
	story_choice(&s, story_at(100, 9, 0), "tool", "hard-ball");
	story_choice(&s, story_at(101, 9, 0), "tool", "hammer");
	assert_int_equal(fold(&s, story_at(102, 9, 0)).tool, TOOL_HARD);
	story_choice(&s, story_at(101, 10, 0), "tool", tool_name(TOOL_TOWEL));
	assert_int_equal(fold(&s, story_at(102, 9, 0)).tool, TOOL_TOWEL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody_yet),
		cmocka_unit_test(test_stages),
		cmocka_unit_test(test_sorer_is_no_nearer_to_quiet),
		cmocka_unit_test(test_story_of_a_place),
		cmocka_unit_test(test_found_at_first_and_lately),
		cmocka_unit_test(test_stop_signs),
		cmocka_unit_test(test_first_of_a_day),
		cmocka_unit_test(test_loops),
		cmocka_unit_test(test_trail),
		cmocka_unit_test(test_trail_reached),
		cmocka_unit_test(test_days_before_the_first),
		cmocka_unit_test(test_days_without_a_press),
		cmocka_unit_test(test_welcome_back),
		cmocka_unit_test(test_one_lighter),
		cmocka_unit_test(test_skills),
		cmocka_unit_test(test_long_sitter),
		cmocka_unit_test(test_days_without_a_zone),
		cmocka_unit_test(test_a_press_more),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_tools),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
