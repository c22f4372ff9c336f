/* First sittings until three are done, then the daily routine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/today.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)

enum { HOLDS = 4, FIRST_MS = 40000 };

static struct session_row first(int64_t day)
{
	struct session_row s = {.routine = "first-sitting",
				.outcome = SESSION_DONE,
				.started = {day * DAY + 9 * HOUR, 0},
				.ended = {day * DAY + 9 * HOUR + 540000, 0}};

	snprintf(s.id, sizeof s.id, "%d", (int)day);
	return s;
}

/* What is chosen where each session held four places for so long. */
static struct today having_held(struct session_row *rows, size_t n, int64_t held_ms, int64_t day,
				int64_t hour)
{
	struct hold_row holds[16 * HOLDS] = {0};
	struct record r = {.sessions = rows, .nsessions = n, .holds = holds, .nholds = n * HOLDS};

	for (size_t i = 0; i < r.nholds; i++) {
		const struct session_row *s = &rows[i / HOLDS];

		holds[i] = (struct hold_row){.site = "thigh-outer-middle",
					     .when = s->started,
					     .held_ms = held_ms,
					     .rehearsal = s->rehearsal};
		memcpy(holds[i].session, s->id, sizeof s->id);
	}
	return today_choose(&r, (struct wall){day * DAY + hour * HOUR, 0});
}

static struct today on(struct session_row *rows, size_t n, int64_t day, int64_t hour)
{
	return having_held(rows, n, FIRST_MS, day, hour);
}

static void test_three_first_sittings(void **state)
{
	struct session_row rows[] = {first(100), first(102), first(103)};
	const char *said = "";

	(void)state;
	for (size_t n = 0; n < 3; n++) {
		struct today t = on(rows, n, 110, 9);

		assert_string_equal(t.routine, "first-sitting");
		assert_string_not_equal(t.why, said);
		said = t.why;
	}
	assert_string_equal(on(rows, 3, 110, 9).routine, "daily");
	assert_string_not_equal(on(rows, 3, 110, 9).why, said);
}

static void test_what_does_not_count(void **state)
{
	struct session_row rows[] = {first(100), first(101), first(102), first(103), first(104)};

	(void)state;
	rows[0].rehearsal = true;
	rows[1].outcome = SESSION_STOPPED;
	rows[2].routine = "daily";
	rows[3].outcome = SESSION_OPEN;
	assert_string_equal(on(rows, 5, 110, 9).routine, "first-sitting");
	assert_string_equal(on(rows, 5, 110, 9).why, on(rows + 4, 1, 110, 9).why);
}

/* The day ends at four in the morning. */
static void test_one_a_day(void **state)
{
	struct session_row row = first(100);
	const char *fresh = on(&row, 1, 110, 9).why;

	(void)state;
	assert_string_not_equal(on(&row, 1, 100, 20).why, fresh);
	assert_true(on(&row, 1, 100, 20).tomorrow);
	assert_false(on(&row, 1, 101, 4).tomorrow);
	assert_string_not_equal(on(&row, 1, 101, 3).why, fresh);
	assert_string_equal(on(&row, 1, 101, 4).why, fresh);
	row.rehearsal = true;
	assert_string_equal(on(&row, 1, 100, 20).why, on(NULL, 0, 100, 20).why);
}

/* A session that was skipped through is none; a minute or two of relief leave the routine due; one that was
 * ended early counts for what was held. */
static void test_what_was_held_counts(void **state)
{
	struct session_row rows[] = {first(98), first(99), first(100)};

	(void)state;
	assert_string_equal(having_held(rows, 3, 0, 110, 9).why, on(NULL, 0, 110, 9).why);
	assert_false(having_held(rows, 3, 0, 100, 12).tomorrow);
	rows[2].routine = "two-minute-ease";
	assert_false(having_held(rows + 2, 1, 30000, 100, 12).tomorrow);
	assert_true(having_held(rows + 2, 1, 40000, 100, 12).tomorrow);
	rows[2].outcome = SESSION_ENDED_EARLY;
	assert_true(having_held(rows + 2, 1, 40000, 100, 12).tomorrow);
}

/* Sore from the last time: the day is for rest, and the next one not. */
static void test_a_sore_morning_rests(void **state)
{
	struct checkin_row c = {.when = {101 * DAY + 9 * HOUR, 0}, .soreness = 4};
	struct record r = {.checkins = &c, .ncheckins = 1};

	(void)state;
	assert_true(today_choose(&r, (struct wall){101 * DAY + 10 * HOUR, 0}).tomorrow);
	assert_false(today_choose(&r, (struct wall){102 * DAY + 10 * HOUR, 0}).tomorrow);
	c.soreness = 3;
	assert_false(today_choose(&r, (struct wall){101 * DAY + 10 * HOUR, 0}).tomorrow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_first_sittings),
		cmocka_unit_test(test_what_does_not_count),
		cmocka_unit_test(test_one_a_day),
		cmocka_unit_test(test_what_was_held_counts),
		cmocka_unit_test(test_a_sore_morning_rests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
