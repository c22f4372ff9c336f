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

/* A source is so many bytes and not one more: whoever reads past them is caught. */
static char *slurp_source(const char *name, size_t *n)
{
	char *bytes = slurp(name, n);

	return bytes ? mem_realloc(bytes, *n + (*n == 0), 1) : NULL;
}

static void spit(const char *name, const struct buf *text)
{
	FILE *f = fopen(arena_printf(arena, FOLDER "%s", name), "wb");

	assert_non_null(f);
	fwrite(buf_str(text), 1, text->n, f);
	assert_int_equal(fclose(f), 0);
}

static void give_used(struct routine_load *l, struct diag *d)
{
	const char *from, *use;

	while (routine_load_wants(l, &from, &use)) {
		size_t n;
		const char *path = arena_printf(arena, "%s%s", use, strstr(use, ".yaml") ? "" : ".yaml");
		char *bytes = slurp_source(path, &n);

		if (bytes)
			diag_keep(d, bytes);
		if (bytes)
			routine_load_give(l, path, bytes, n);
		else
			routine_load_missing(l, arena_printf(arena, "there is no routine \"%s\"", use));
	}
}

static struct diag *check_bytes(const char *yaml, const char *bytes, size_t n)
{
	struct diag *d = diag_new();
	struct arena *a = arena_new();
	struct routine_load *l = routine_load_begin(a, atlas, d, yaml, bytes, n);

	give_used(l, d);
	routine_load_finish(l);
	arena_free(a);
	return d;
}

static struct diag *check(const char *yaml)
{
	size_t n;
	char *bytes = slurp_source(yaml, &n);
	struct diag *d;

	assert_non_null(bytes);
	d = check_bytes(yaml, bytes, n);
	diag_keep(d, bytes);
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

static void every_limit_has_a_case(void **state)
{
	static const char *const limits[] = {LIMITS(LIMIT_CODE)};

	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (!has_case(limits[i]))
			fail_msg("no case brings [%s]", limits[i]);
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

/* The byte of the main file at a line and a column. */
static size_t byte_at(const struct diag *d, const char *bytes, uint32_t line, uint32_t col)
{
	size_t n;
	const char *p = bytes, *row = diag_line(d, 0, line, &n);
	const char *q = row, *end = row + n;
	uint32_t cp;

	for (uint32_t i = 1; i < line; i++)
		p = strchr(p, '\n') + 1;
	for (uint32_t i = 1; i < col; i++)
		if (!utf8_next(&q, end, &cp))
			q++;
	return (size_t)(p - bytes) + (size_t)(q - row);
}

/* `yaml` with a replacement put over its span. */
static void mend(const struct diag *d, const char *yaml, const struct diag_entry *e, struct buf *out)
{
	size_t n;
	char *bytes = slurp(yaml, &n);

	buf_add(out, bytes, byte_at(d, bytes, e->at.line, e->at.col));
	buf_adds(out, e->replacement);
	buf_adds(out, bytes + byte_at(d, bytes, e->at.end_line, e->at.end_col));
	free(bytes);
}

static bool has_fault(struct diag *d, const struct diag_entry *like)
{
	const struct diag_entry *e;

	for (size_t i = 0; (e = diag_at(d, i)); i++)
		if (!strcmp(e->code, like->code) && e->at.line == like->at.line && e->at.col == like->at.col)
			return true;
	return false;
}

/* What is offered as a replacement takes the fault away. */
static void replacements_mend(void **state)
{
	size_t mended = 0;

	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		const char *yaml = arena_printf(arena, "%s.yaml", cases[i]);
		struct diag *d = check(yaml);
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++) {
			struct diag *again;
			struct buf text = {0};

			if (!e->replacement || e->at.source)
				continue;
			mend(d, yaml, e, &text);
			again = check_bytes(yaml, text.p, text.n);
			if (has_fault(again, e))
				fail_msg("%s:%u: \"%s\" does not mend it", yaml, e->at.line, e->replacement);
			diag_free(again);
			buf_free(&text);
			mended++;
		}
		diag_free(d);
	}
	assert_true(mended > 40);
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
		cmocka_unit_test(every_limit_has_a_case),
		cmocka_unit_test(every_code_is_in_a_table),
		cmocka_unit_test(replacements_mend),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
