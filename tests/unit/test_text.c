/* Text that is plain ASCII takes a shorter way; what comes out is the same. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_ends_at_each_byte_that_is_not),
		cmocka_unit_test(width_counts_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
