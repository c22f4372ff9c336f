#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prose.h"

static void wraps(const char *text, int cells, const char *want)
{
	struct buf out = {0};

	prose_wrap(text, cells, &out);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void lines_break_at_words(void **state)
{
	(void)state;
	wraps("one two three\nfour five\n", 9, "one two\nthree\nfour five\n");
	wraps("  one two three", 9, "  one two\n  three");
	wraps("\n\nx", 9, "\n\nx");
}

/* What stands in columns goes on under the last of them. */
static void columns_stay(void **state)
{
	(void)state;
	wraps("sound  ok  a b c d e f g h\n", 24, "sound  ok  a b c d e f g\n           h\n");
	wraps("T2  id  name of it\n", 16, "T2  id  name of\n        it\n");
	/* one beyond the half is none */
	wraps("one two  three four\n", 14, "one two  three\nfour\n");
}

static void elsewhere_nothing_breaks(void **state)
{
	FILE *f = tmpfile();

	(void)state;
	assert_non_null(f);
	wraps("one two three\n", 0, "one two three\n");
	assert_int_equal(prose_width(f), 0);
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_at_words),
		cmocka_unit_test(columns_stay),
		cmocka_unit_test(elsewhere_nothing_breaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
