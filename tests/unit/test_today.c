/* Which routine today holds: each reason, and what comes before what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/today.h"
#include "story.h"

enum { MIDDLE = 1, LOWER = 2, ELSEWHERE = 3, MONDAY = 102, HOLDS = 4, FIRST_MS = 40000 };

/* A session of so many holds of so long; its row. */
static struct session_row *play(struct story *s, const char *routine, int64_t day, int64_t held_ms, int site)
{
	struct session_row *row;
	char id[24];

	snprintf(id, sizeof id, "%d-%d", (int)day, (int)s->r.nsessions);
	row = story_session(s, id, story_at(day, 9, 0));
	row->routine = routine;
	for (int i = 0; i < HOLDS; i++)
		story_hold(s, id, i, site, i % 2 ? LEG_RIGHT : LEG_LEFT, row->started)->held_ms = held_ms;
	return row;
}

static struct session_row *first(struct story *s, int64_t day)
{
	return play(s, "first-sitting", day, FIRST_MS, ELSEWHERE);
}

/* Somebody who has done the three first sittings, long enough ago not to matter. */
static struct story somebody(void)
{
	struct story s = {0};

	for (int i = 0; i < 3; i++)
		first(&s, 80 + 2 * i);
	return s;
}

static struct today on_at(const struct story *s, int64_t day, double hour)
{
	struct atlas a = story_atlas();
	struct record r = s->r;
	struct progress p;

	r.sessions = (struct session_row *)(uintptr_t)s->sessions;
	r.holds = (struct hold_row *)(uintptr_t)s->holds;
	r.checkins = (struct checkin_row *)(uintptr_t)s->checkins;
	r.choices = (struct choice_row *)(uintptr_t)s->choices;
	p = progress_fold(&r, &a, story_at(day, hour, 0));
	return today_choose(&r, &p, story_at(day, hour, 0));
}

/* What is chosen in the morning of a day; what holds for every choice is looked at. */
static struct today on(const struct story *s, int64_t day)
{
	struct today t = on_at(s, day, 10);

	assert_true(t.why && t.why[0]);
	assert_true(today_reason_name(t.reason)[0]);
	assert_true(!t.rest || t.tomorrow);
	assert_int_equal(t.rest, t.instead != NULL);
	return t;
}

static void expect(const struct story *s, int64_t day, enum today_reason reason, const char *routine,
		   bool rest)
{
	struct today t = on(s, day);

	assert_int_equal(t.reason, reason);
	assert_string_equal(t.routine, routine);
	assert_int_equal(t.rest, rest);
}

static void test_three_first_sittings(void **state)
{
	struct story s = {0};

	(void)state;
	expect(&s, 100, TODAY_FIRST, "first-sitting", false);
	first(&s, 100);
	expect(&s, 102, TODAY_SECOND, "first-sitting", false);
	first(&s, 102);
	expect(&s, 104, TODAY_THIRD, "first-sitting", false);
	first(&s, 104);
	expect(&s, 109, TODAY_DAILY, "daily", false);
}

static void test_what_is_no_first_sitting(void **state)
{
	struct story s = {0};

	(void)state;
	first(&s, 100)->rehearsal = true;
	for (int i = 0; i < HOLDS; i++)
		s.holds[i].rehearsal = true;
	first(&s, 101)->outcome = SESSION_STOPPED;
	play(&s, "daily", 102, FIRST_MS, ELSEWHERE);
	first(&s, 103)->outcome = SESSION_OPEN;
	play(&s, "first-sitting", 104, 0, ELSEWHERE); /* skipped through */
	expect(&s, 109, TODAY_NOT_YET, "first-sitting", false);
	assert_string_equal(today_reason_name(TODAY_NOT_YET), "not-yet");
}

/* Three sessions of any routine that pressed the thigh and left an easy morning have taught what first sittings
 * teach; two have not, nor have any number with sore mornings or none asked about. */
static void test_who_has_learnt_elsewhere(void **state)
{
	struct story s = {0};

	(void)state;
	for (int i = 0; i < 3; i++)
		play(&s, "out-of-the-car", 90 + 2 * i, FIRST_MS, MIDDLE);
	expect(&s, 97, TODAY_NOT_YET, "first-sitting", false);
	story_checkin(&s, story_at(91, 8, 0), 1, false);
	story_checkin(&s, story_at(93, 8, 0), 3, false);
	story_checkin(&s, story_at(95, 8, 0), 4, false);
	expect(&s, 97, TODAY_NOT_YET, "first-sitting", false);
	s.checkins[2].soreness = 2;
	expect(&s, 97, TODAY_TURN_LOWER, "daily", false);
	expect(&s, 110, TODAY_BACK, "daily", false);
	for (int i = 0; i < 3 * HOLDS; i++)
		s.holds[i].site = story_sites[ELSEWHERE];
	expect(&s, 97, TODAY_NOT_YET, "first-sitting", false);
	first(&s, 97);
	expect(&s, 99, TODAY_SECOND, "first-sitting", false);
}

/* The day ends at four in the morning. */
static void test_one_a_day(void **state)
{
	struct story s = {0};

	(void)state;
	first(&s, 100);
	assert_int_equal(on_at(&s, 100, 20).reason, TODAY_SHARE);
	assert_true(on_at(&s, 100, 20).tomorrow);
	assert_false(on_at(&s, 100, 20).rest);
	assert_int_equal(on_at(&s, 101, 3.9).reason, TODAY_SHARE);
	assert_int_equal(on_at(&s, 101, 4).reason, TODAY_UNASKED);
}

/* A minute or two of relief leave the routine due; one that was ended early counts for what was held. */
static void test_what_was_held_counts(void **state)
{
	struct story s = somebody();

	(void)state;
	play(&s, "two-minute-ease", 90, 30000, ELSEWHERE);
	assert_int_equal(on(&s, 90).reason, TODAY_DAILY);
	s = somebody();
	play(&s, "daily", 90, 37500, ELSEWHERE)->outcome = SESSION_ENDED_EARLY;
	assert_int_equal(on(&s, 90).reason, TODAY_SHARE);
}

static void test_every_other_day_unasked(void **state)
{
	struct story s = somebody();

	(void)state;
	play(&s, "daily", 90, FIRST_MS, ELSEWHERE);
	expect(&s, 91, TODAY_UNASKED, "daily", true);
	expect(&s, 92, TODAY_DAILY, "daily", false);
	story_checkin(&s, story_at(90, 8, 0), 1, false); /* yesterday's answer is none of today's */
	expect(&s, 91, TODAY_UNASKED, "daily", true);
}

static void test_what_the_morning_says(void **state)
{
	static const struct {
		int soreness;
		bool bruise;
		enum today_reason after, later; /* pressed yesterday; the day before */
	} cases[] = {
		{0, false, TODAY_DAILY, TODAY_DAILY},
		{2, false, TODAY_DAILY, TODAY_DAILY},
		{3, false, TODAY_STILL_SORE, TODAY_DAILY},
		{4, false, TODAY_SORE, TODAY_SORE},
		{10, false, TODAY_SORE, TODAY_SORE},
		{0, true, TODAY_BRUISE, TODAY_DAILY}, /* the place itself rests on */
		{4, true, TODAY_SORE, TODAY_SORE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct story s = somebody();

		play(&s, "daily", 90, FIRST_MS, ELSEWHERE);
		story_checkin(&s, story_at(91, 8, 0), cases[i].soreness, cases[i].bruise);
		assert_int_equal(on(&s, 91).reason, cases[i].after);
		s.checkins[0].when = story_at(92, 8, 0);
		assert_int_equal(on(&s, 92).reason, cases[i].later);
	}
}

static void test_planned_rest(void **state)
{
	struct story s = somebody();

	(void)state;
	story_choice(&s, story_at(MONDAY, 9, 0), "rest", "1970-04-14");
	assert_int_equal(on(&s, MONDAY).reason, TODAY_BACK);
	expect(&s, MONDAY + 1, TODAY_PLANNED_REST, "daily", true);
	assert_int_equal(on(&s, MONDAY + 2).reason, TODAY_BACK);
	s = (struct story){0}; /* also before any first sitting */
	story_choice(&s, story_at(MONDAY, 9, 0), "rest", "1970-04-13");
	expect(&s, MONDAY, TODAY_PLANNED_REST, "first-sitting", true);
}

static void test_target(void **state)
{
	struct story s = somebody();

	(void)state;
	story_choice(&s, story_at(MONDAY, 8, 0), "target", "2");
	play(&s, "daily", MONDAY, FIRST_MS, ELSEWHERE);
	assert_int_equal(on(&s, MONDAY + 2).reason, TODAY_DAILY);
	play(&s, "daily", MONDAY + 2, FIRST_MS, ELSEWHERE);
	expect(&s, MONDAY + 4, TODAY_TARGET, "daily", true);
	assert_int_equal(on(&s, MONDAY + 7).reason, TODAY_DAILY);
	story_checkin(&s, story_at(MONDAY + 4, 8, 0), 5, false); /* what the body says comes first */
	assert_int_equal(on(&s, MONDAY + 4).reason, TODAY_SORE);
}

static void test_turns(void **state)
{
	struct story s = somebody();

	(void)state;
	play(&s, "daily", 90, FIRST_MS, MIDDLE);
	expect(&s, 92, TODAY_TURN_LOWER, "daily", false);
	play(&s, "daily", 92, FIRST_MS, LOWER);
	expect(&s, 95, TODAY_TURN_MIDDLE, "daily", false);
	play(&s, "daily", 92, FIRST_MS, MIDDLE);
	expect(&s, 95, TODAY_DAILY, "daily", false); /* both had theirs */
}

static void test_back(void **state)
{
	struct story s = somebody();

	(void)state;
	expect(&s, 84 + 6, TODAY_DAILY, "daily", false);
	expect(&s, 84 + 7, TODAY_BACK, "daily", false);
	s.r.nsessions = 1; /* after one first sitting: the second */
	s.r.nholds = HOLDS;
	expect(&s, 100, TODAY_BACK, "first-sitting", false);
}

static void test_the_day_after_a_long_one(void **state)
{
	struct story s = somebody();

	(void)state;
	play(&s, "long-chair", 90, 90000, ELSEWHERE);
	for (size_t i = s.r.nholds - HOLDS; i < s.r.nholds; i++)
		s.holds[i].tool_ms = 8 * 60000; /* 32 minutes */
	story_checkin(&s, story_at(91, 8, 0), 1, false);
	expect(&s, 91, TODAY_AFTER_LONG, "evening", false);
	story_checkin(&s, story_at(92, 8, 0), 1, false);
	expect(&s, 92, TODAY_DAILY, "daily", false);
	s.checkins[0].soreness = 4;
	s.r.ncheckins = 1;
	expect(&s, 91, TODAY_SORE, "daily", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_first_sittings),
		cmocka_unit_test(test_what_is_no_first_sitting),
		cmocka_unit_test(test_who_has_learnt_elsewhere),
		cmocka_unit_test(test_one_a_day),
		cmocka_unit_test(test_what_was_held_counts),
		cmocka_unit_test(test_every_other_day_unasked),
		cmocka_unit_test(test_what_the_morning_says),
		cmocka_unit_test(test_planned_rest),
		cmocka_unit_test(test_target),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_the_day_after_a_long_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
