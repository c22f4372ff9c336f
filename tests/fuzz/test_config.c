/* Thousands of broken settings files, the same ones in every run: none may crash or hang, whatever is refused has
 * its place, and no setting leaves its range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config_once.h"
#include "mutate.h"

enum { ROUNDS = 4000, CHANGES_MOST = 5 };

static const char seed[] = "# Mine.\n"
			   "theme: dark\n"
			   "motion: none\n"
			   "level: 2\n"
			   "hands-free: true\n"
			   "voice: { on: yes, name: en+f3, rate: 150 }\n"
			   "gains:\n"
			   "  cues: -6\n"
			   "  breath: &b 3\n"
			   "  voice: *b\n"
			   "sounds: \"bells\"\n"
			   "driver: 'pulse'\n"
			   "? country\n"
			   ": gb\n";

static const char *const words[] = {
	": ",   "- ",   "[",     "]",      "{",    "}",     "\"",     "'",           "\t",
	"&a ",  "*a",   "!x ",   "---\n",  "../",  "\n  ",  "voice:", "gains: ",     "theme: ",
	"|\n",  "\377", "\\x00", "\\e[2J", "<<: ", "%YAML", "~",      "-2147483649", "99999999999999999999",
	"0x10", " 7",   "# "};

static void broken_settings(void **state)
{
	uint64_t dice = 8;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buf b = {0};

		buf_adds(&b, seed);
		for (size_t k = 0; k <= mutate_below(&dice, CHANGES_MOST); k++)
			mutate(&b, &dice, words, sizeof words / sizeof *words);
		config_once(buf_str(&b), b.n);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(broken_settings)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
