#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "io/clock.h"

static void the_monotonic_clock_does_not_go_back(void **state)
{
	struct mono last = clock_mono();

	(void)state;
	assert_true(last.ns > 0);
	for (int i = 0; i < 10000; i++) {
		struct mono now = clock_mono();

		assert_true(now.ns >= last.ns);
		last = now;
	}
}

static void waking_machines_sleep_no_more(void **state)
{
	int64_t first = clock_slept_ms();

	(void)state;
	assert_true(first >= 0);
	for (int i = 0; i < 1000; i++)
		assert_in_range(clock_slept_ms() - first + 1, 0, 2);
}

static void the_wall_clock_knows_its_zone(void **state)
{
	struct wall before, after;
	int64_t seconds;

	(void)state;
	setenv("TZ", "XXX-03:30", 1); /* three and a half hours east */
	tzset();
	before = clock_wall();
	seconds = (int64_t)time(NULL);
	after = clock_wall();
	assert_int_equal(before.offset_s, 3 * 3600 + 1800);
	/* time(2) may lag behind by a tick */
	assert_true(before.ms / 1000 - 1 <= seconds && seconds <= after.ms / 1000);
	setenv("TZ", "XXX5", 1);
	tzset();
	assert_int_equal(clock_wall().offset_s, -5 * 3600);
}

static void a_sleep_into_the_past_returns(void **state)
{
	struct mono start = clock_mono();

	(void)state;
	clock_sleep_until((struct mono){0});
	clock_sleep_until(start);
	clock_sleep_until(mono_add_ms(start, 2));
	assert_true(clock_mono().ns >= mono_add_ms(start, 2).ns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_monotonic_clock_does_not_go_back),
		cmocka_unit_test(waking_machines_sleep_no_more),
		cmocka_unit_test(the_wall_clock_knows_its_zone),
		cmocka_unit_test(a_sleep_into_the_past_returns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
