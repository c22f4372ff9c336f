/* The shipped atlas broken in a thousand ways, the same ones in every run: there is an atlas, whole and right, or
 * an error with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "atlas_once.h"
#include "mutate.h"

enum { ROUNDS = 1000, CHANGES_MOST = 3 };

extern const unsigned char atlas_yaml[];
extern const size_t atlas_yaml_size;

static const char *const words[] = {": ",     "- ",   "[",         "]",   "{",    "}",     "\"",
				    "'",      "\t",   "&a ",       "*a",  "!x ",  "---\n", "\n  ",
				    "1",      "..",   "-",         "0.5", "45s",  "9999h", "\n    ",
				    "part: ", "calf", "boxes: []", "|\n", "\377", "<<: ",  "yes",
				    "1e9",    "nan",  "sites:\n",  "T1"};

static void broken_atlases(void **state)
{
	uint64_t dice = 8;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buf b = {0};

		buf_add(&b, (const char *)atlas_yaml, atlas_yaml_size);
		for (size_t k = 0; k <= mutate_below(&dice, CHANGES_MOST); k++)
			mutate(&b, &dice, words, sizeof words / sizeof *words);
		atlas_once(buf_str(&b), b.n);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(broken_atlases)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
