/* First sittings until three are done, then the daily routine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/today.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)

static struct session_row first(int64_t day)
{
	return (struct session_row){.routine = "first-sitting",
				    .outcome = SESSION_DONE,
				    .started = {day * DAY + 9 * HOUR, 0},
				    .ended = {day * DAY + 9 * HOUR + 540000, 0}};
}

static struct today on(struct session_row *rows, size_t n, int64_t day, int64_t hour)
{
	struct record r = {.sessions = rows, .nsessions = n};

	return today_choose(&r, (struct wall){day * DAY + hour * HOUR, 0});
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_first_sittings),
		cmocka_unit_test(test_what_does_not_count),
		cmocka_unit_test(test_one_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
