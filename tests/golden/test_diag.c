/* Wrong files beside their exact diagnostics, as `unknot check` tells them: tests/golden/diag/NAME.yaml and
 * NAME.txt, for some also NAME.json; routines there, other kinds of file each in its folder. In used/ stands what
 * is said of the routine NAME.yaml when another, right one uses it. UPDATE_GOLDEN=1 writes what is said now. Run in
 * the project's folder. */
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
#include "core/plan.h"
#include "load/atlas_load.h"
#include "load/codes.h"
#include "load/config_load.h"
#include "load/pack_load.h"
#include "load/routine_load.h"

#define FOLDER "tests/golden/diag/"

enum { CASES_MOST = 512, CODES_MOST = 256 };

/* A kind of file: where its cases stand, what they end in, what reads one, what may be said in it. */
struct kind {
	const char *folder, *ending;
	void (*read)(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n);
	unsigned in, in_used; /* in the file itself, in those it names (load/codes.h) */
	unsigned here;        /* the one of these that the folder is for, in a word */
	const char *word;
};

struct one {
	const struct kind *kind;
	const char *path; /* "pack/tab.yaml" */
	const char *name; /* the same without its ending */
};

static struct arena *arena; /* of the group */
static const struct atlas *atlas;
static struct one cases[CASES_MOST];
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
			routine_load_missing(l,
					     arena_printf(arena,
							  "There is no routine \"%s\". \"unknot list\" shows "
							  "those there are.",
							  use));
	}
}

static void read_routine(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	struct routine_load *l = routine_load_begin(a, atlas, d, path, bytes, n);
	struct person who = plan_person_neutral();
	struct routine *r;

	give_used(l, d);
	r = routine_load_finish(l);
	if (r && !diag_count(d, DIAG_ERROR))
		plan_free(plan_compile(r, atlas, &who, d));
}

/* used/NAME.txt has no text beside it: it is that of the routine NAME, used by this one. */
static void read_used(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	const char *name = strchr(path, '/') + 1;
	struct buf text = {0};

	(void)bytes;
	(void)n;
	buf_addf(&text,
		 "unknot: 1\ntitle: Uses another\nabout: It is right.\nsuits: Anybody.\nnot-for: Nobody.\n"
		 "steps:\n  - use: %.*s\n  - walk: 60s\n",
		 (int)strcspn(name, "."), name);
	diag_keep(d, text.p);
	read_routine(a, d, "uses-it.yaml", text.p, text.n);
}

static void read_atlas(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	atlas_load(a, d, path, bytes, n);
}

static void read_pack(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	pack_load(a, d, diag_source(d, path, bytes, n), bytes, n);
}

static void read_config(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	config_load(a, d, diag_source(d, path, bytes, n), bytes, n);
}

static const struct kind kinds[] = {
	{"", ".yaml", read_routine, IN_ROUTINE, IN_USED, IN_ROUTINE, "a routine"},
	{"used/", ".txt", read_used, IN_ROUTINE, IN_USED, IN_USED, "a routine that another uses"},
	{"atlas/", ".yaml", read_atlas, IN_ATLAS, 0, IN_ATLAS, "an atlas"},
	{"pack/", ".yaml", read_pack, IN_PACK, 0, IN_PACK, "a sound pack"},
	{"config/", ".yaml", read_config, IN_CONFIG, 0, IN_CONFIG, "the settings"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static struct diag *check_bytes(const struct one *c, const char *bytes, size_t n)
{
	struct diag *d = diag_new();
	struct arena *a = arena_new();

	c->kind->read(a, d, c->path, bytes, n);
	arena_free(a);
	return d;
}

static struct diag *check(const struct one *c)
{
	size_t n;
	char *bytes = slurp_source(c->path, &n);
	struct diag *d;

	assert_non_null(bytes);
	d = check_bytes(c, bytes, n);
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
		struct diag *d = check(&cases[i]);
		struct buf text = {0}, json = {0};

		diag_text(d, &text, false);
		diag_json(d, &json);
		compare(arena_printf(arena, "%s.txt", cases[i].name), &text, true);
		compare(arena_printf(arena, "%s.json", cases[i].name), &json, false);
		buf_free(&text);
		buf_free(&json);
		diag_free(d);
	}
}

/* What a code is said in. */
static unsigned said_in(const struct one *c, const struct diag_entry *e)
{
	return e->at.source ? c->kind->in_used : c->kind->in;
}

/* The codes that the cases bring, and in which kinds of text. */
static struct brought {
	const char *code;
	unsigned in;
} brought[CODES_MOST];
static size_t nbrought;

static struct brought *brought_of(const char *code)
{
	for (size_t i = 0; i < nbrought; i++)
		if (!strcmp(brought[i].code, code))
			return &brought[i];
	assert_true(nbrought < CODES_MOST);
	brought[nbrought] = (struct brought){arena_strdup(arena, code), 0};
	return &brought[nbrought++];
}

static void note_brought(void)
{
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(&cases[i]);
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++)
			brought_of(e->code)->in |= said_in(&cases[i], e);
		diag_free(d);
	}
}

/* In each kind of text that the table says. */
static void have_cases(const struct load_code *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned lacking = codes[i].in & ~brought_of(codes[i].name)->in;

		assert_true(i == 0 || strcmp(codes[i - 1].name, codes[i].name) < 0);
		for (size_t k = 0; k < KINDS; k++)
			if (lacking & kinds[k].here)
				fail_msg("no case brings [%s] in %s", codes[i].name, kinds[k].word);
	}
}

static void every_code_has_a_case_where_it_can_stand(void **state)
{
	size_t n;
	const struct load_code *codes = load_codes(&n);

	(void)state;
	note_brought();
	have_cases(codes, n);
	codes = load_codes_beyond(&n);
	have_cases(codes, n);
}

#define LIMIT_CODE(id, code, severity) code,

static void every_limit_is_in_the_table(void **state)
{
	static const char *const limits[] = {LIMITS(LIMIT_CODE)};

	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (!(load_code_in(limits[i]) & IN_ROUTINE))
			fail_msg("[%s] is in no table", limits[i]);
}

static void no_code_stands_where_no_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(&cases[i]);
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++)
			if (!(load_code_in(e->code) & said_in(&cases[i], e)))
				fail_msg("%s: [%s] is not said to stand there", cases[i].path, e->code);
		diag_free(d);
	}
}

/* The byte of the main file at a line and a column. */
static size_t byte_at(const struct diag *d, const char *bytes, uint32_t line, uint32_t col)
{
	size_t n;
	const char *p = strncmp(bytes, "\357\273\277", 3) ? bytes : bytes + 3;
	const char *row = diag_line(d, 0, line, &n);
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
		const char *yaml = cases[i].path;
		struct diag *d = check(&cases[i]);
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++) {
			struct diag *again;
			struct buf text = {0};

			if (!e->replacement || e->at.source)
				continue;
			mend(d, yaml, e, &text);
			again = check_bytes(&cases[i], text.p, text.n);
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

/* Does what a hint with a column says: a line of its own at the end, or this line begun there. False if it says
 * nothing of the kind. */
static bool obey(const struct diag *d, const char *yaml, const struct diag_entry *e, struct buf *out)
{
	static const char *const begin = "begin the line in column", *const let = "let it begin in column",
				 *const add = "add `";
	const char *column = e->hint ? strstr(e->hint, " column ") : NULL, *dash = NULL;
	size_t n, from, blanks;
	char *bytes, *line;

	if (!column || (strncmp(e->hint, begin, strlen(begin)) && strncmp(e->hint, let, strlen(let)) &&
			strncmp(e->hint, add, strlen(add))))
		return false;
	blanks = strtoul(column + 8, NULL, 10) - 1;
	bytes = slurp(yaml, &n);
	from = byte_at(d, bytes, e->at.line, 1);
	line = bytes + from + strspn(bytes + from, " ");
	if (!strncmp(e->hint, add, strlen(add))) {
		buf_addf(out, "%s%*s%.*s\n", bytes, (int)blanks, "", (int)strcspn(e->hint + 5, "`"),
			 e->hint + 5);
	} else {
		dash = strchr(e->hint, '"');
		buf_add(out, bytes, from);
		buf_addf(out, "%*s%.*s%s", (int)blanks, "", dash ? (int)strcspn(dash + 1, ":") : 0,
			 dash ? dash + 1 : "", dash ? strchr(line, ':') : line);
	}
	free(bytes);
	return true;
}

/* A column that a hint names is where it is right. */
static void columns_mend(void **state)
{
	size_t mended = 0;

	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		struct diag *d = check(&cases[i]);
		const struct diag_entry *e;

		for (size_t k = 0; (e = diag_at(d, k)); k++) {
			struct buf text = {0};
			struct diag *again;
			const struct diag_entry *left;

			if (e->at.source || !obey(d, cases[i].path, e, &text))
				continue;
			again = check_bytes(&cases[i], text.p, text.n);
			for (size_t m = 0; (left = diag_at(again, m)); m++)
				if (left->at.line == e->at.line)
					fail_msg("%s:%u: \"%s\" does not mend it: %s", cases[i].path,
						 e->at.line, e->hint, left->message);
			diag_free(again);
			buf_free(&text);
			mended++;
		}
		diag_free(d);
	}
	assert_true(mended > 10);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct one *)a)->name, ((const struct one *)b)->name);
}

static bool find_cases(const struct kind *k)
{
	DIR *dir = opendir(arena_printf(arena, FOLDER "%s", k->folder));
	struct dirent *entry;
	size_t end = strlen(k->ending);

	while (dir && (entry = readdir(dir)) && ncases < CASES_MOST) {
		const char *file = entry->d_name;
		size_t n = strlen(file);

		/* what others use is no case of its own */
		if (n > end && !strcmp(file + n - end, k->ending) && strncmp(file, "used-", 5) != 0)
			cases[ncases++] =
				(struct one){k, arena_printf(arena, "%s%s", k->folder, file),
					     arena_printf(arena, "%s%.*s", k->folder, (int)(n - end), file)};
	}
	return dir && closedir(dir) == 0 && ncases < CASES_MOST;
}

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	atlas = atlas_built_in(arena);
	for (size_t k = 0; k < KINDS; k++)
		if (!find_cases(&kinds[k]))
			return -1;
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
		cmocka_unit_test(every_code_has_a_case_where_it_can_stand),
		cmocka_unit_test(every_limit_is_in_the_table),
		cmocka_unit_test(no_code_stands_where_no_table_says),
		cmocka_unit_test(replacements_mend),
		cmocka_unit_test(columns_mend),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
