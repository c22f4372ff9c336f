/* What a right file becomes; what a wrong one brings stands in tests/golden/diag. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"

#define HEAD "unknot: 1\ntitle: Try\nabout: A try.\nsuits: Anyone.\nnot-for: Nobody.\n"
#define WALK "  - walk: 60s\n"

struct fixture {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
	struct routine_load *load;
	struct routine *r;
};

static struct fixture begin(const char *path, const char *text)
{
	struct fixture f = {.arena = arena_new(), .diag = diag_new()};

	f.atlas = atlas_built_in(f.arena);
	f.load = routine_load_begin(f.arena, f.atlas, f.diag, path, text, strlen(text));
	return f;
}

static void done(struct fixture *f)
{
	diag_free(f->diag);
	arena_free(f->arena);
}

/* Loads a file that must be right. */
static struct fixture load(const char *text)
{
	struct fixture f = begin("folder/try.yaml", text);

	f.r = routine_load_finish(f.load);
	if (diag_count(f.diag, DIAG_ERROR)) {
		struct buf out = {0};

		diag_text(f.diag, &out, false);
		fail_msg("%s", buf_str(&out));
	}
	assert_non_null(f.r);
	return f;
}

static void top_level(void **state)
{
	struct fixture f = load(
		"\357\273\277unknot: 1\ntitle: 12:30\nabout: >\n  Two\n  lines.\n\nsuits: no\nnot-for: |\n"
		"  One\n  two\nauthor: A\nlicence: CC0\nlanguage: no\nneeds: [chair, ball]\n"
		"tags: [daily, mine, part]\nbreath: box\npressure: 3..5\npress: left\n"
		"defaults: {find: 0s, ease: 1s, rest: 2 breaths, for: 4..6 breaths, style: slow-knee}\n"
		"steps:\n" WALK);
	const struct routine *r = f.r;

	(void)state;
	assert_string_equal(r->id, "try");
	assert_string_equal(r->path, "folder/try.yaml");
	assert_string_equal(r->title, "12:30");
	assert_int_equal(r->title_at.line, 2);
	assert_int_equal(r->title_at.col, 8);
	assert_string_equal(r->about, "Two lines.");
	assert_string_equal(r->not_for, "One two");
	assert_string_equal(r->language, "no");
	assert_int_equal(r->nneeds, 2);
	assert_string_equal(r->needs[1], "ball");
	assert_int_equal(r->tag_bits, TAG_DAILY | TAG_PART);
	assert_int_equal(r->breath.breath.top, 4000);
	assert_true(r->breath.given);
	assert_int_equal(r->pressure.hi, 5);
	assert_int_equal(r->press, PRESS_LEFT);
	assert_true(r->defaults.find.given);
	assert_int_equal(r->defaults.find.ms, 0);
	assert_int_equal(r->defaults.rest.breaths, 2);
	assert_true(r->defaults.for_.elastic);
	assert_int_equal(r->defaults.for_.hi.breaths, 6);
	assert_int_equal(r->defaults.style, STYLE_SLOW_KNEE);
	assert_true(r->defaults.style_given);
	done(&f);
}

static void defaults(void **state)
{
	struct fixture f = load(HEAD "steps:\n" WALK);

	(void)state;
	assert_string_equal(f.r->language, "en");
	assert_false(f.r->breath.given);
	assert_int_equal(f.r->breath.breath.out, 6000);
	assert_int_equal(f.r->pressure.lo, 4);
	assert_int_equal(f.r->press, PRESS_BOTH);
	assert_false(f.r->defaults.find.given);
	assert_int_equal(diag_count(f.diag, DIAG_WARNING), 0);
	done(&f);
}

static void holds(void **state)
{
	struct fixture f =
		load(HEAD "steps:\n"
			  "  - hold: [t2, Thigh-Inner-Lower]\n"
			  "    for: 30s..90s\n    find: 10s\n    ease: 0s\n    rest: 1m30s\n"
			  "    legs: worse first\n    pressure: 5\n    breath: 2+1-7\n    style: still\n"
			  "    pick: sorest\n    instead: T3\n    optional: true\n    sound: count\n"
			  "    say: Lean to the <leg> side.\n    speak: \"\"\n    note: n\n    id: first\n"
			  "    cues:\n      - {at: half, say: Half., speak: Half way.}\n"
			  "      - {at: -10s, sound: let-go}\n      - {at: 0s, say: Now.}\n" WALK);
	const struct step *s = &f.r->steps[0];

	(void)state;
	assert_int_equal(f.r->nsteps, 2);
	assert_int_equal(s->kind, STEP_HOLD);
	assert_int_equal(s->n, 1);
	assert_string_equal(s->path, "steps[0]");
	assert_int_equal(s->at.line, 7);
	assert_int_equal(s->at.col, 5);
	assert_int_equal(s->nplaces, 2);
	assert_string_equal(s->places[0].site->id, "thigh-outer-middle");
	assert_string_equal(s->places[1].site->code, "T4");
	assert_int_equal(s->places[1].at.col, 16);
	assert_true(s->for_.given && s->for_.elastic);
	assert_int_equal(s->for_.lo.ms, 30000);
	assert_int_equal(s->for_.hi.ms, 90000);
	assert_true(s->ease.given);
	assert_int_equal(s->ease.ms, 0);
	assert_int_equal(s->rest.ms, 90000);
	assert_int_equal(s->legs, LEGS_WORSE_FIRST);
	assert_int_equal(s->pressure.lo, 5);
	assert_int_equal(s->pressure.hi, 5);
	assert_int_equal(s->breath.breath.sip, 1000);
	assert_int_equal(s->breath.breath.out, 7000);
	assert_int_equal(s->pick, PICK_SOREST);
	assert_string_equal(s->instead.site->code, "T3");
	assert_true(s->optional);
	assert_int_equal(s->sound, SOUND_COUNT);
	assert_string_equal(s->say, "Lean to the <leg> side.");
	assert_string_equal(s->speak, "");
	assert_string_equal(s->id, "first");
	assert_int_equal(s->ncues, 3);
	assert_int_equal(s->cues[0].when, CUE_HALF);
	assert_string_equal(s->cues[0].speak, "Half way.");
	assert_int_equal(s->cues[1].when, CUE_BEFORE_END);
	assert_int_equal(s->cues[1].ms, 10000);
	assert_int_equal(s->cues[1].sound, SOUND_LET_GO);
	assert_int_equal(s->cues[2].when, CUE_AT);
	done(&f);
}

static void other_steps(void **state)
{
	struct fixture f =
		load(HEAD "steps:\n"
			  "  - stretch: Reach.\n    times: 2\n    legs: both\n    for: 3 breaths\n"
			  "  - move: Circle.\n    reps: 10\n    each: 2s\n    sets: 3\n    pause: 20s\n"
			  "  - breathe: 6 breaths\n    breath: {in: 3.5, out: 5}\n"
			  "  - rate: stands\n"
			  "  - rest: 1:30\n"
			  "  - say: Wait here.\n    wait: yes\n    for: 5s\n"
			  "  - walk: 60s\n    say: Go.\n");
	const struct step *s = f.r->steps;

	(void)state;
	assert_int_equal(s[0].times, 2);
	assert_int_equal(s[0].legs, LEGS_BOTH);
	assert_int_equal(s[0].for_.lo.breaths, 3);
	assert_string_equal(s[0].text, "Reach.");
	assert_int_equal(s[1].reps, 10);
	assert_int_equal(s[1].each.ms, 2000);
	assert_int_equal(s[1].sets, 3);
	assert_int_equal(s[1].pause.ms, 20000);
	assert_int_equal(s[1].legs, LEGS_NONE);
	assert_int_equal(s[2].length.breaths, 6);
	assert_int_equal(s[2].breath.breath.in, 3500);
	assert_int_equal(s[3].measure, MEASURE_STANDS);
	assert_int_equal(s[4].length.ms, 90000);
	assert_true(s[5].wait);
	assert_string_equal(s[5].text, "Wait here.");
	assert_null(s[5].say);
	assert_int_equal(s[5].for_.lo.ms, 5000);
	assert_int_equal(s[6].kind, STEP_WALK);
	assert_string_equal(s[6].say, "Go.");
	done(&f);
}

/* Steps count in document order, containers too; a key that could name a step is a detail of an
 * earlier one. */
static void nesting_and_order(void **state)
{
	struct fixture f = load(HEAD "steps:\n"
				     "  - say: Hold on.\n    hold: T2\n    rest: 20s\n    legs: right\n"
				     "  - legs: both\n    steps:\n      - repeat: 2\n        steps:\n"
				     "          - stretch: The <leg> one.\n"
				     "  - block: End\n    steps:\n      - walk: 60s\n");
	const struct step *s = f.r->steps;

	(void)state;
	assert_int_equal(s[0].kind, STEP_HOLD);
	assert_string_equal(s[0].say, "Hold on.");
	assert_int_equal(s[0].rest.ms, 20000);
	assert_int_equal(s[0].legs, LEGS_RIGHT);
	assert_int_equal(s[1].kind, STEP_LEGS);
	assert_int_equal(s[1].steps[0].count, 2);
	assert_int_equal(s[1].steps[0].steps[0].n, 4);
	assert_string_equal(s[1].steps[0].steps[0].path, "steps[1].steps[0].steps[0]");
	assert_string_equal(s[2].text, "End");
	assert_int_equal(s[2].steps[0].n, 6);
	assert_int_equal(f.r->step_count, 6);
	done(&f);
}

static void own_places_and_patterns(void **state)
{
	struct fixture f = load(
		HEAD
		"breaths:\n  slow: 5-8\n  slower: {in: 6, out: 10}\n"
		"sites:\n  edge:\n    name: outer edge, low\n    part: calf\n    along: 0.4\n"
		"    across: 0.6\n    muscle: soleus\n"
		"breath: slower\nsteps:\n  - hold: EDGE\n    breath: slow\n    say: On the <muscle>.\n" WALK);
	const struct site *s = f.r->sites[0];

	(void)state;
	assert_int_equal(f.r->breath.breath.out, 10000);
	assert_int_equal(f.r->steps[0].breath.breath.in, 5000);
	assert_ptr_equal(f.r->steps[0].places[0].site, s);
	assert_int_equal(s->index, SITES_BUILT_IN);
	assert_null(s->code);
	assert_int_equal(s->part, PART_CALF);
	assert_true(s->along > 0.39 && s->along < 0.41);
	assert_true(s->ask_calf);
	assert_int_equal(s->press_max_ms, 120000);
	assert_int_equal(f.r->own_places[0].at.line, 10);
	assert_int_equal(diag_count(f.diag, DIAG_WARNING), 0);
	done(&f);
}

/* Aliases give the same values again; steps count each time. */
static void aliases(void **state)
{
	struct fixture f = load(HEAD "steps:\n  - hold: &places [T2, T3]\n    for: &long 30s\n"
				     "  - hold: *places\n    for: *long\n" WALK);

	(void)state;
	assert_int_equal(f.r->steps[1].nplaces, 2);
	assert_int_equal(f.r->steps[1].for_.lo.ms, 30000);
	assert_int_equal(f.r->step_count, 3);
	done(&f);
}

static void give(struct fixture *f, const char *want, const char *path, const char *text)
{
	const char *from, *use;

	assert_true(routine_load_wants(f->load, &from, &use));
	assert_string_equal(use, want);
	if (text)
		routine_load_give(f->load, path, text, strlen(text));
	else
		routine_load_missing(f->load, "it is not there");
}

static void used_files(void **state)
{
	struct fixture f =
		begin("main.yaml", HEAD "steps:\n  - use: one\n  - use: folder/two\n  - use: one\n" WALK);
	const char *from, *use,
		*part = HEAD "tags: [part]\nsites:\n  own: {name: n, part: thigh, along: 0.5, across: 0.5}\n"
			     "steps:\n  - hold: own\n";

	(void)state;
	give(&f, "one", "one.yaml", part);
	give(&f, "folder/two", "folder/two.yaml", part);
	give(&f, "one", "one.yaml", part);
	assert_false(routine_load_wants(f.load, &from, &use));
	f.r = routine_load_finish(f.load);
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 0);
	assert_non_null(f.r->steps[0].use);
	assert_ptr_equal(f.r->steps[0].use, f.r->steps[2].use);
	assert_string_equal(f.r->steps[1].use->id, "two");
	/* places of different files are told apart by their index */
	assert_int_not_equal(f.r->steps[0].use->sites[0]->index, f.r->steps[1].use->sites[0]->index);
	done(&f);
}

static void used_file_that_is_missing(void **state)
{
	struct fixture f = begin("main.yaml", HEAD "steps:\n  - use: one\n" WALK);

	(void)state;
	give(&f, "one", NULL, NULL);
	f.r = routine_load_finish(f.load);
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 1);
	assert_string_equal(diag_at(f.diag, 0)->message, "it is not there");
	assert_string_equal(diag_at(f.diag, 0)->path, "steps[0].use");
	done(&f);
}

static void circles_end(void **state)
{
	struct fixture f = begin("a.yaml", HEAD "steps:\n  - use: b\n" WALK);

	(void)state;
	give(&f, "b", "b.yaml", HEAD "steps:\n  - use: c\n" WALK);
	give(&f, "c", "c.yaml", HEAD "steps:\n  - use: a\n  - use: c\n" WALK);
	give(&f, "a", "a.yaml", HEAD "steps:\n" WALK);
	give(&f, "c", "c.yaml", HEAD "steps:\n" WALK);
	f.r = routine_load_finish(f.load);
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 2);
	assert_string_equal(diag_at(f.diag, 0)->code, "circle");
	assert_string_equal(diag_at(f.diag, 1)->code, "circle");
	done(&f);
}

/* Each of 64 files uses the next twice: without memory that is 2^64 visits. */
static void many_files(void **state)
{
	struct fixture f =
		begin("f0.yaml",
		      HEAD "steps:\n  - legs: both\n    steps:\n      - use: f1\n      - use: f1\n" WALK);
	const char *from, *use;
	int files = 0;

	(void)state;
	while (routine_load_wants(f.load, &from, &use)) {
		int n = atoi(use + 1);
		const char *text =
			arena_printf(f.arena, HEAD "steps:\n  - use: f%d\n  - use: f%d\n" WALK, n + 1, n + 1);
		char path[32];

		snprintf(path, sizeof path, "%s.yaml", use);
		routine_load_give(f.load, path, text, strlen(text));
		assert_true(++files < 1000);
	}
	f.r = routine_load_finish(f.load);
	assert_true(diag_count(f.diag, DIAG_ERROR) >= 1);
	assert_string_equal(diag_at(f.diag, 0)->code, "use");
	done(&f);
}

static void nothing_to_play(void **state)
{
	static const char *const texts[] = {"",          "x",         "- a",
					    "unknot: 1", "steps: []", HEAD "steps:\n  - hold: T99\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct fixture f = begin("t.yaml", texts[i]);

		assert_null(routine_load_finish(f.load));
		assert_true(diag_count(f.diag, DIAG_ERROR) > 0);
		done(&f);
	}
}

/* More steps than could ever be played are refused before they take memory. */
static void too_many_steps(void **state)
{
	struct buf b = {0};
	struct fixture f;

	(void)state;
	buf_adds(&b, HEAD "steps:\n");
	for (int i = 0; i < 60000; i++)
		buf_adds(&b, WALK);
	f = begin("t.yaml", b.p);
	assert_null(routine_load_finish(f.load));
	assert_string_equal(diag_at(f.diag, 0)->code, "size");
	assert_true(arena_size(f.arena) < 12 << 20);
	done(&f);
	buf_free(&b);
}

/* A fault in every line is told up to the most that is printed; the rest is counted. */
static void many_faults(void **state)
{
	struct buf b = {0}, out = {0};
	struct fixture f;

	(void)state;
	for (int i = 0; i < 50000; i++)
		buf_addf(&b, "key%d: 1\n", i);
	f = begin("t.yaml", b.p);
	assert_null(routine_load_finish(f.load));
	assert_true(diag_count(f.diag, DIAG_ERROR) >= 50000);
	diag_text(f.diag, &out, false);
	assert_true(out.n < 50 * 300);
	assert_non_null(strstr(out.p, "more\n"));
	done(&f);
	buf_free(&b);
	buf_free(&out);
}

static void long_words(void **state)
{
	static const char *const before[] = {
		"",         "steps:\n  - ",     "steps:\n  - hold: ", "steps:\n  - walk: ",
		"breath: ", "pressure: ",       "breaths:\n  ",       "sites:\n  ",
		"needs: ",  "steps:\n  - hold:"};

	(void)state;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		for (int colon = 0; colon < 2; colon++) {
			struct buf b = {0}, out = {0};
			struct fixture f;

			buf_addf(&b, "unknot: 1\n%s", before[i]);
			for (int k = 0; k < 20000; k++)
				buf_adds(&b, "1a-ü ");
			buf_adds(&b, colon ? "x:\n" : "x\n");
			f = begin("t.yaml", b.p);
			assert_null(routine_load_finish(f.load));
			diag_json(f.diag, &out);
			assert_true(out.n < 20000);
			assert_true(utf8_valid(out.p, out.n, NULL));
			done(&f);
			buf_free(&b);
			buf_free(&out);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(top_level),
		cmocka_unit_test(defaults),
		cmocka_unit_test(holds),
		cmocka_unit_test(other_steps),
		cmocka_unit_test(nesting_and_order),
		cmocka_unit_test(own_places_and_patterns),
		cmocka_unit_test(aliases),
		cmocka_unit_test(used_files),
		cmocka_unit_test(used_file_that_is_missing),
		cmocka_unit_test(circles_end),
		cmocka_unit_test(many_files),
		cmocka_unit_test(nothing_to_play),
		cmocka_unit_test(too_many_steps),
		cmocka_unit_test(many_faults),
		cmocka_unit_test(long_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
