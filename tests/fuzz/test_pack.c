/* Thousands of broken packs, the same ones in every run: none may crash or hang, whatever is refused
 * has its place, and no name that gets through reaches outside the pack's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/pack_load.h"
#include "mutate.h"

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

static void check(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct pack *p = pack_load(a, d, diag_source(d, "pack.yaml", bytes, n), bytes, n);
	const struct diag_entry *e;

	for (size_t i = 0; (e = diag_at(d, i)); i++) {
		assert_true(e->at.line >= 1 && e->at.col >= 1);
		assert_true(e->message && *e->message && e->code && *e->code);
	}
	assert_true(p || diag_count(d, DIAG_ERROR));
	for (int s = 0; p && s < SOUND_COUNT_OF; s++) {
		const char *file = p->sound[s].file;

		if (file && (strchr(file, '/') || file[0] == '.' || !*file || strlen(file) > 100))
			fail_msg("\"%s\" got through", file);
	}
	diag_free(d);
	arena_free(a);
}

static void broken_packs(void **state)
{
	(void)state;
	uint64_t dice = 8;

	for (int round = 0; round < ROUNDS; round++) {
		struct buf b = {0};

		buf_adds(&b, seed);
		for (size_t k = 0; k <= mutate_below(&dice, CHANGES_MOST); k++)
			mutate(&b, &dice, words, sizeof words / sizeof *words);
		check(buf_str(&b), b.n);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(broken_packs)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
