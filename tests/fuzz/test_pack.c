/* Thousands of broken packs, the same ones in every run: none may crash or hang, whatever is refused
 * has its place, and no name that gets through reaches outside the pack's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mutate.h"
#include "pack_once.h"

enum { ROUNDS = 4000, CHANGES_MOST = 5 };

static const char seed[] = "# A pack.\n"
			   "unknot-sounds: 1\n"
			   "title: &t Mine\n"
			   "about: \"Recorded \\u00e0 la maison\"\n"
			   "sounds:\n"
			   "  start: gong.wav # low\n"
			   "  find: *t\n"
			   "  let-go: 'a b.flac'\n"
			   "  ? stop\n"
			   "  : stop.ogg\n";

static const char *const words[] = {": ",    "- ",    "[",      "]",    "{",         "}",      "\"",
				    "'",     "\t",    "&a ",    "*a",   "!x ",       "---",    "../",
				    "/etc/", "\\",    ".",      "\n  ", "sounds:\n", "stop: ", "|\n",
				    "\377",  "\\x00", "\\e[2J", "<<: ", "%YAML",     "~"};

static void broken_packs(void **state)
{
	(void)state;
	uint64_t dice = 8;

	for (int round = 0; round < ROUNDS; round++) {
		struct buf b = {0};

		buf_adds(&b, seed);
		for (size_t k = 0; k <= mutate_below(&dice, CHANGES_MOST); k++)
			mutate(&b, &dice, words, sizeof words / sizeof *words);
		pack_once(buf_str(&b), b.n);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(broken_packs)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
