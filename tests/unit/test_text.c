/* Text that is plain ASCII takes a shorter way; what comes out is the same. And what a terminal may be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

/* Each byte in each place of a run, the run at each distance from the end of what may be read. */
static void plain_ends_at_each_byte_that_is_not(void **state)
{
	(void)state;
	for (size_t n = 0; n <= 20; n++)
		for (size_t at = 0; at < n; at++)
			for (int c = 0; c < 256; c++) {
				char *p = malloc(n); /* exact, so that a sanitizer sees a byte too many */
				bool plain = c >= 0x20 && c < 0x7f;

				memset(p, '~', n);
				p[at] = (char)c;
				assert_int_equal(text_plain(p, n), plain ? n : at);
				free(p);
			}
	assert_int_equal(text_plain("", 0), 0);
}

static void width_counts_cells(void **state)
{
	static const struct {
		const char *text;
		int cells;
	} some[] = {
		{"", 0},
		{"Sit tall, let the arms hang.", 28},
		{"Oberschenkelr\303\274ckseite", 21},
		{"u\314\210ber", 4},
		{"lean \346\244\205\345\255\220 back", 14},
		{"a line\nand a tab\tbetween", 22},
		{"\377 is one", 8},
	};

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		assert_int_equal(text_width(some[i].text), some[i].cells);
}

/* What steers a terminal does not pass, whole or as the rest of a sequence that was cut. */
static void what_steers_a_terminal_is_cleaned(void **state)
{
	static const struct {
		const char *text, *clean, *lines;
	} some[] = {
		{"Sit tall", "Sit tall", "Sit tall"},
		{"a\033[31mb\177\tc", "a?[31mb??c", "a?[31mb??c"},
		{"one\ntwo", "one?two", "one\ntwo"},
		{"r\303\274cken \346\244\205", "r\303\274cken \346\244\205", "r\303\274cken \346\244\205"},
		{"\302\2331m\302\240", "??1m\302\240", "??1m\302\240"},
		{"\2331m\346\244", "?1m??", "?1m??"},
	};
	char text[32];

	(void)state;
	text_clean(NULL, 0, true);
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		strcpy(text, some[i].text);
		text_clean(text, strlen(text), false);
		assert_string_equal(text, some[i].clean);
		strcpy(text, some[i].text);
		text_clean(text, strlen(text), true);
		assert_string_equal(text, some[i].lines);
	}
	strcpy(text, "\001\001");
	text_clean(text, 1, false);
	assert_string_equal(text, "?\001");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_ends_at_each_byte_that_is_not),
		cmocka_unit_test(width_counts_cells),
		cmocka_unit_test(what_steers_a_terminal_is_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
