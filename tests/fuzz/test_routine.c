/* Thousands of broken routines, the same ones in every run: none may crash, hang or bring a diagnostic
 * without a place. Run in the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mutate.h"
#include "routine_once.h"

enum { ROUNDS = 3000, CHANGES_MOST = 6 };

/* Every construct in a few lines, so that most mutations hit something. */
static const char *const seeds[] = {
	"unknot: 1\ntitle: Try\nabout: A try.\nsuits: All.\nnot-for: None.\nneeds: [chair]\ntags: [daily]\n"
	"breath: long-out\npressure: 4..6\npress: both\nbreaths:\n  slow: 5-8\n  map: {in: 4, out: 6}\n"
	"sites:\n  own: {name: n, part: thigh, along: 0.5, across: 0.5, muscle: m}\n"
	"defaults: {find: 10s, for: 30s..60s}\nsteps:\n  - walk: 60s\n  - hold: [T2, own]\n    for: 4..6 "
	"breaths\n"
	"    pick: turns\n    instead: T3\n    breath: slow\n    say: The <leg>, <site>.\n    cues:\n"
	"      - at: half\n        say: Half.\n      - at: -10s\n        sound: count\n  - walk: 60s\n",
	"unknot: 1\ntitle: Try\nabout: A try.\nsteps:\n  - legs: worse first\n    steps:\n      - hold: C1\n"
	"        for: 30s\n      - stretch: Reach.\n        times: 2\n  - repeat: 2\n    steps:\n      - "
	"move: Circle.\n"
	"        reps: 8\n        sets: 2\n  - block: End\n    steps:\n      - rate: back\n      - say: "
	"Rest.\n"
	"        wait: yes\n  - use: other\n  - breathe: 6 breaths\n  - rest: 30s\n  - walk: 60s\n",
	"unknot: 1\ntitle: &t Try\nabout: *t\nsteps: &s\n  - hold: &p [T1, T2]\n    say: \"Lean: \\\"on\\\" "
	"it\"\n"
	"  - hold: *p\n    note: |\n      One\n      two\n  - walk: 1m30s # end\n",
};

static const char *const words[] = {
	": ",
	" # ",
	"- ",
	"[",
	"]",
	"{",
	"}",
	"\"",
	"'",
	"\t",
	"&a ",
	"*a",
	"!x ",
	"<<: ",
	"---\n",
	"%",
	"\302\240",
	"\342\200\223",
	"..",
	"\n  ",
	"\n    ",
	"60s",
	"60",
	"6 breaths",
	"0s",
	"9999999h",
	"steps:\n",
	"hold: ",
	"legs: both\n",
	"use: fuzz",
	"<leg>",
	"|\n",
	">\n",
	"? ",
	"\357\273\277",
	"\377",
	"-1",
	"1e9",
	"4-4-4-4",
};

static void mutations_do_no_harm(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *atlas = atlas_built_in(arena);
	uint64_t random = 20261122;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct buf b = {0};
		size_t changes = 1 + mutate_below(&random, CHANGES_MOST);

		buf_adds(&b, seeds[(size_t)i % (sizeof seeds / sizeof *seeds)]);
		while (changes--)
			mutate(&b, &random, words, sizeof words / sizeof *words);
		routine_once(atlas, buf_str(&b), b.n);
		buf_free(&b);
	}
	arena_free(arena);
}

/* Every beginning of a file is a file that an editor may have saved. */
static void beginnings_do_no_harm(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *atlas = atlas_built_in(arena);

	(void)state;
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		for (size_t n = 0; n <= strlen(seeds[i]); n++)
			routine_once(atlas, seeds[i], n);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mutations_do_no_harm),
		cmocka_unit_test(beginnings_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
