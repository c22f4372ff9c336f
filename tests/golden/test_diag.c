/* Wrong routines beside their exact diagnostics: tests/golden/diag/NAME.yaml and NAME.txt, for some
 * also NAME.json. UPDATE_GOLDEN=1 writes what is said now. Run in the project's folder. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/limits_report.h"
#include "load/atlas_load.h"
#include "load/codes.h"
#include "load/routine_load.h"

#define FOLDER "tests/golden/diag/"

enum { CASES_MOST = 256 };

static struct arena *arena; /* of the group */
static const struct atlas *atlas;
static char *cases[CASES_MOST];
static size_t ncases;

/* The bytes of a file in the folder, owned by the caller; NULL if there is none. */
static char *slurp(const char *name, size_t *n)
{
	char *path = arena_printf(arena, FOLDER "%s", name), *bytes = mem_calloc(1, (1 << 20) + 2);
	FILE *f = fopen(path, "rb");

	if (!f) {
		free(bytes);
		return NULL;
	}
	*n = fread(bytes, 1, (1 << 20) + 1, f);
	fclose(f);
	return bytes;
}

static void spit(const char *name, const struct buf *text)
{
	FILE *f = fopen(arena_printf(arena, FOLDER "%s", name), "wb");

	assert_non_null(f);
	fwrite(buf_str(text), 1, text->n, f);
	assert_int_equal(fclose(f), 0);
}

static void give_used(struct routine_load *l)
{
	const char *from, *use;

	while (routine_load_wants(l, &from, &use)) {
		size_t n;
		const char *path = arena_printf(arena, "%s%s", use, strstr(use, ".yaml") ? "" : ".yaml");
		char *bytes = slurp(path, &n);

		if (bytes)
			routine_load_give(l, path, bytes, n);
		else
			routine_load_missing(l, arena_printf(arena, "there is no routine \"%s\"", use));
		free(bytes);
	}
}

static struct diag *check(const char *yaml)
{
	struct diag *d = diag_new();
	struct arena *a = arena_new();
	struct routine_load *l;
	size_t n;
	char *bytes = slurp(yaml, &n);

	assert_non_null(bytes);
	l = routine_load_begin(a, atlas, d, yaml, bytes, n);
	give_used(l);
	routine_load_finish(l);
	free(bytes);
	arena_free(a);
	return d;
}

static void compare(const char *name, const struct buf *got, bool must)
{
	size_t n;
	char *want = slurp(name, &n);

	if (getenv("UPDATE_GOLDEN") && (want || must))
		spit(name, got);
	else if (want && strcmp(want, buf_str(got)))
		fail_msg("%s differs; now it is:\n%s", name, buf_str(got));
	else if (!want && must)
		fail_msg("there is no %s", name);
	free(want);
}

static void each_says_what_is_beside_it(void **state)
{
	(void)state;
	assert_true(ncases > 40);
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(arena_printf(arena, "%s.yaml", cases[i]));
		struct buf text = {0}, json = {0};

		diag_text(d, &text, false);
		diag_json(d, &json);
		compare(arena_printf(arena, "%s.txt", cases[i]), &text, true);
		compare(arena_printf(arena, "%s.json", cases[i]), &json, false);
		buf_free(&text);
		buf_free(&json);
		diag_free(d);
	}
}

/* Whether some case brings this code. */
static bool has_case(const char *code)
{
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(arena_printf(arena, "%s.yaml", cases[i]));
		const struct diag_entry *e;
		bool found = false;

		for (size_t k = 0; !found && (e = diag_at(d, k)); k++)
			found = !strcmp(e->code, code);
		diag_free(d);
		if (found)
			return true;
	}
	return false;
}

static void every_code_of_the_loader_has_a_case(void **state)
{
	size_t n;
	const struct load_code *codes = load_codes(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || strcmp(codes[i - 1].name, codes[i].name) < 0);
		if (!has_case(codes[i].name))
			fail_msg("no case brings [%s]", codes[i].name);
	}
}

#define LIMIT_CODE(id, code, severity) code,

static bool in_table(const char *code)
{
	static const char *const limits[] = {LIMITS(LIMIT_CODE)};
	size_t n;
	const struct load_code *codes = load_codes(&n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(codes[i].name, code))
			return true;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (!strcmp(limits[i], code))
			return true;
	return false;
}

static void every_code_is_in_a_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(arena_printf(arena, "%s.yaml", cases[i]));
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++)
			if (!in_table(e->code))
				fail_msg("%s: [%s] is in no table", cases[i], e->code);
		diag_free(d);
	}
}

/* A replacement put over its span takes the fault away, or at least brings another. */
static void replacements_mend(void **state)
{
	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(arena_printf(arena, "%s.yaml", cases[i]));
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++)
			if (e->replacement) {
				size_t n;
				const char *line = diag_line(d, e->at.source, e->at.line, &n);

				assert_int_equal(e->at.line, e->at.end_line);
				assert_true(e->at.end_col > e->at.col);
				assert_null(memmem(line, n, e->replacement, strlen(e->replacement) + 1));
				assert_false(strlen(e->replacement) == e->at.end_col - e->at.col &&
					     !memcmp(line + e->at.col - 1, e->replacement,
						     strlen(e->replacement)));
			}
		diag_free(d);
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int set_up(void **state)
{
	DIR *dir = opendir(FOLDER);
	struct dirent *entry;

	(void)state;
	if (!dir)
		return -1;
	arena = arena_new();
	atlas = atlas_built_in(arena);
	while ((entry = readdir(dir)) && ncases < CASES_MOST) {
		size_t n = strlen(entry->d_name);

		/* what others use is no case of its own */
		if (n > 5 && !strcmp(entry->d_name + n - 5, ".yaml") && strncmp(entry->d_name, "used-", 5))
			cases[ncases++] = arena_strndup(arena, entry->d_name, n - 5);
	}
	closedir(dir);
	qsort(cases, ncases, sizeof *cases, by_name);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_says_what_is_beside_it),
		cmocka_unit_test(every_code_of_the_loader_has_a_case),
		cmocka_unit_test(every_code_is_in_a_table),
		cmocka_unit_test(replacements_mend),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
