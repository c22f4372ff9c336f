/* Diagnostics: what an author's file gets wrong, where, what would be legal, what to do.
 * A struct diag collects them over one or more files and renders them as text (the form
 * compilers print, with the line and a caret) or JSON (format.md, "Diagnostics").
 * Entries and all their strings live as long as the struct diag; the text of a source must. One
 * thread. */
#ifndef UNKNOT_BASE_DIAG_H
#define UNKNOT_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* A stretch of source text. Lines and columns count from 1, columns in code points (a tab is
 * one); the end is exclusive. `source` is what diag_source() returned. */
struct span {
	uint16_t source;
	uint32_t line, col;
	uint32_t end_line, end_col;
};

/* From the start of `a` to the end of `b`. */
struct span span_join(struct span a, struct span b);

enum diag_severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

/* "error": the word that editors look for, not translated. */
const char *diag_severity_name(enum diag_severity s);

enum { DIAG_MOST = 50 }; /* diagnostics printed for a run; more are counted */

struct diag_related {
	struct span at;
	const char *message;
};

struct diag_entry {
	enum diag_severity severity;
	struct span at;
	const char *code;        /* a stable word: "site", "duplicate-key" */
	const char *message;     /* a clause, no full stop, with its reason in one clause */
	const char *hint;        /* beside the caret: what to do; NULL for none */
	const char *replacement; /* text that mends it if put over the span; NULL for none */
	const char *path;        /* steps[2].steps[0].for; NULL for none */
	const char **expected;   /* what would be legal here */
	size_t nexpected;
	struct diag_related *related; /* other places that explain it */
	size_t nrelated;
	size_t order; /* of adding: settles ties when sorted by place */
};

struct diag;

struct diag *diag_new(void);
void diag_free(struct diag *d); /* NULL does nothing */

/* Names a file. Returns its number for spans. The text may hold anything, NUL and bad UTF-8 included;
 * it is not copied, and the excerpts of diag_text() are from it. A byte order mark before it is none of its
 * characters, and bytes are counted from behind it. */
uint16_t diag_source(struct diag *d, const char *name, const char *text, size_t n);

/* Gives `d` the text of a source that has nobody else to keep it: diag_free() calls free() on it. */
void diag_keep(struct diag *d, char *text);

/* What stands in a source from a column of a line on (a byte that begins no character counts as one); `*left` bytes to
 * the end of the line. Asked from left to right, a long line is walked once, not for each column. */
const char *diag_from(struct diag *d, uint16_t source, uint32_t line, uint32_t col, size_t *left);

/* The name of a source. */
const char *diag_source_name(const struct diag *d, uint16_t source);

/* Turns a byte offset into line and column of a source. */
void diag_locate(const struct diag *d, uint16_t source, size_t byte, uint32_t *line, uint32_t *col);

/* How many lines a source has; one that is empty has one. */
uint32_t diag_lines(const struct diag *d, uint16_t source);

/* The bytes of a line of the source (for "did you mean" on raw text), `*n` of them, no end after them: an
 * empty line may lie at the very end of the source. */
const char *diag_line(const struct diag *d, uint16_t source, uint32_t line, size_t *n);

/* The column of the "-" that begins the list item whose keys begin in the column of `at`, on its line or above
 * it; 0 if there is none near. */
uint32_t diag_dash(const struct diag *d, struct span at);

/* Adds an entry and returns it for hint, expected and so on; the pointer is good until the next
 * diag_add(). A repeat of the same code at the same place is dropped into a spare entry that is
 * never printed. A line end in what is said becomes a blank. */
struct diag_entry *diag_add(struct diag *d, enum diag_severity severity, const char *code, struct span at,
			    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Setters on the entry just added; each copies its text. */
void diag_hint(struct diag *d, struct diag_entry *e, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void diag_replace(struct diag *d, struct diag_entry *e, const char *text);
void diag_path(struct diag *d, struct diag_entry *e, const char *path);
void diag_expect(struct diag *d, struct diag_entry *e, const char *const *words, size_t n);
void diag_relate(struct diag *d, struct diag_entry *e, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

size_t diag_count(const struct diag *d, enum diag_severity severity);

/* Entry `i` of the run, sorted by source, place and order of adding; NULL past the end. */
const struct diag_entry *diag_at(struct diag *d, size_t i);

/* Appends the line of a place as a terminal can show it, without its end; the cells before the span and up to
 * its end in `*from` and `*to`. False, and nothing done, for a place in no line. */
bool diag_excerpt(const struct diag *d, struct span at, struct buf *out, int *from, int *to);

/* Appends all entries (at most DIAG_MOST, errors and warnings alike) as text, with excerpts;
 * `colour` adds SGR for a terminal. */
void diag_text(struct diag *d, struct buf *out, bool colour);

/* The text is for a terminal of `cols` cells (0: any, as for what reads it): messages and hints are broken between
 * words to stay in it, and a line of the file is cut; files in the folder `home` (NULL for none) are named from ~/. */
void diag_terminal(struct diag *d, int cols, const char *home);

/* Appends the JSON form of format.md. */
void diag_json(struct diag *d, struct buf *out);

#endif
