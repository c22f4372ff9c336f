#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/routine.h"

static void legs_have_different_words(void **state)
{
	(void)state;
	assert_string_equal(legs_name(LEGS_WORSE_FIRST), "worse first");
	for (int i = LEGS_NONE; i <= LEGS_OTHER; i++)
		for (int k = LEGS_NONE; k < i; k++)
			assert_string_not_equal(legs_name((enum legs)i), legs_name((enum legs)k));
}

static void kinds_have_different_words(void **state)
{
	(void)state;
	for (int i = 0; i < STEP_KINDS; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(step_kind_name((enum step_kind)i),
						step_kind_name((enum step_kind)k));
}

static void a_length_in_breaths_follows_the_pattern(void **state)
{
	struct breath slow = {.in = 4000, .out = 8000};

	(void)state;
	assert_int_equal(length_ms(&(struct length){.ms = 45000}, &slow), 45000);
	assert_int_equal(length_ms(&(struct length){.breaths = 6}, &slow), 72000);
	assert_int_equal(length_ms(&(struct length){.breaths = 6}, &routine_breath_default), 60000);
}

static void defaults_are_those_of_the_format(void **state)
{
	const struct hold_defaults *d = &routine_hold_defaults;

	(void)state;
	assert_int_equal(d->find.ms, 15000);
	assert_int_equal(d->for_.lo.ms, 60000);
	assert_int_equal(d->for_.hi.ms, 60000);
	assert_false(d->for_.elastic);
	assert_int_equal(d->ease.ms, 5000);
	assert_int_equal(d->rest.ms, 10000);
	assert_int_equal(routine_pressure_default.lo, 4);
	assert_int_equal(routine_pressure_default.hi, 6);
	assert_int_equal(breath_cycle(&routine_breath_default), 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(legs_have_different_words),
		cmocka_unit_test(kinds_have_different_words),
		cmocka_unit_test(a_length_in_breaths_follows_the_pattern),
		cmocka_unit_test(defaults_are_those_of_the_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
