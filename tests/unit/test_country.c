/* Whom to call: a wrong number is worse than none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/country.h"

static void test_known(void **state)
{
	(void)state;
	assert_string_equal(country_to_call("gb"), "999");
	assert_string_equal(country_to_call("US"), "911");
	assert_string_equal(country_to_call("de"), "112");
	assert_string_equal(country_to_call("Au"), "000");
}

/* Nothing is guessed from a name that is only like one. */
static void test_unknown(void **state)
{
	static const char *const codes[] = {"", "g", "gbr", "uk", "zz", "112"};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		assert_null(country_number(codes[i]));
		assert_string_equal(country_to_call(codes[i]), "112, 911, 999 or your local number");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_unknown),
	};

	return cmocka_run_group_tests_name("country", tests, NULL, NULL);
}
