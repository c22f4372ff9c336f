#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"

struct source {
	const char *name, *text;
	size_t n;
	uint32_t *lines; /* byte where each line begins */
	size_t nlines;
};

enum { KEPT_MOST = 2000 /* entries; a hostile file could bring a million */ };

struct diag {
	struct arena *arena;
	struct source *sources;
	size_t nsources, cap_sources;
	char **kept;
	size_t nkept, cap_kept;
	struct diag_entry *entries;
	size_t nentries, cap_entries;
	struct diag_entry spare;
	size_t total[DIAG_NOTE + 1]; /* those that were not kept counted too */
	struct {
		uint16_t source;
		uint32_t line, col;
		const char *p;
	} walked; /* where diag_from() was last */
	bool sorted;
	int cols;         /* of a terminal; 0: lines may be as long as they are */
	const char *home; /* named as ~; or NULL */
};

struct span span_join(struct span a, struct span b)
{
	a.end_line = b.end_line;
	a.end_col = b.end_col;
	return a;
}

struct diag *diag_new(void)
{
	struct diag *d = mem_calloc(1, sizeof *d);

	d->arena = arena_new();
	return d;
}

void diag_free(struct diag *d)
{
	if (!d)
		return;
	arena_free(d->arena);
	for (size_t i = 0; i < d->nkept; i++)
		free(d->kept[i]);
	free(d->kept);
	free(d->sources);
	free(d->entries);
	free(d);
}

static void index_lines(struct diag *d, struct source *s)
{
	const char *p, *end = s->text + s->n;
	size_t count = 1;

	assert(s->n < UINT32_MAX);
	for (p = s->text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		count++;
	s->lines = arena_array(d->arena, count, sizeof *s->lines);
	s->nlines = 1;
	for (p = s->text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		s->lines[s->nlines++] = (uint32_t)(p + 1 - s->text);
}

uint16_t diag_source(struct diag *d, const char *name, const char *text, size_t n)
{
	struct source *s;

	assert(d->nsources < UINT16_MAX);
	if (n >= 3 && !memcmp(text, "\357\273\277", 3)) {
		text += 3;
		n -= 3;
	}
	mem_grow((void **)&d->sources, d->nsources, &d->cap_sources, sizeof *d->sources);
	s = &d->sources[d->nsources];
	s->name = arena_strdup(d->arena, name);
	s->text = text;
	s->n = n;
	index_lines(d, s);
	return (uint16_t)d->nsources++;
}

void diag_keep(struct diag *d, char *text)
{
	mem_grow((void **)&d->kept, d->nkept, &d->cap_kept, sizeof *d->kept);
	d->kept[d->nkept++] = text;
}

const char *diag_source_name(const struct diag *d, uint16_t source)
{
	return d->sources[source].name;
}

uint32_t diag_lines(const struct diag *d, uint16_t source)
{
	return (uint32_t)d->sources[source].nlines;
}

const char *diag_line(const struct diag *d, uint16_t source, uint32_t line, size_t *n)
{
	const struct source *s = &d->sources[source];
	size_t from, to;

	*n = 0;
	if (!line || line > s->nlines)
		return "";
	from = s->lines[line - 1];
	to = line < s->nlines ? s->lines[line] - 1 : s->n;
	if (to > from && s->text[to - 1] == '\r')
		to--;
	*n = to - from;
	return s->text + from;
}

uint32_t diag_dash(const struct diag *d, struct span at)
{
	enum { LINES_MOST = 200 /* a hostile file must not take its time */ };
	uint32_t above = at.line > LINES_MOST ? at.line - LINES_MOST : 0;

	for (uint32_t line = at.line; line > above; line--) {
		size_t n, i = 0;
		const char *p = diag_line(d, at.source, line, &n);

		while (i < n && i + 1 < at.col && (p[i] == ' ' || p[i] == '-'))
			i++;
		if (i == n || p[i] == '#')
			continue;
		if (i + 1 < at.col)
			return 0;
		while (i > 0 && p[i - 1] != '-')
			i--;
		if (i)
			return (uint32_t)i;
	}
	return 0;
}

/* Steps over one character of the text; a byte that begins none counts as one. */
static uint32_t step(const char **p, const char *end)
{
	uint32_t cp;

	if (utf8_next(p, end, &cp))
		return cp;
	++*p;
	return 0xfffd;
}

const char *diag_from(struct diag *d, uint16_t source, uint32_t line, uint32_t col, size_t *left)
{
	size_t n;
	const char *p = diag_line(d, source, line, &n), *end = p + n;
	uint32_t c = 1;

	if (d->walked.p && d->walked.source == source && d->walked.line == line && d->walked.col <= col) {
		p = d->walked.p;
		c = d->walked.col;
	}
	for (; c < col && p < end; c++)
		step(&p, end);
	d->walked.source = source;
	d->walked.line = line;
	d->walked.col = c;
	d->walked.p = p;
	*left = (size_t)(end - p);
	return p;
}

void diag_locate(const struct diag *d, uint16_t source, size_t byte, uint32_t *line, uint32_t *col)
{
	const struct source *s = &d->sources[source];
	size_t lo = 0, hi = s->nlines;
	const char *p, *at;

	if (byte > s->n)
		byte = s->n;
	while (hi - lo > 1) {
		size_t mid = (lo + hi) / 2;

		if (s->lines[mid] <= byte)
			lo = mid;
		else
			hi = mid;
	}
	*line = (uint32_t)lo + 1;
	*col = 1;
	at = s->text + byte;
	for (p = s->text + s->lines[lo]; p < at; ++*col)
		step(&p, s->text + s->n);
}

static bool same_place(const struct diag_entry *e, const char *code, struct span at)
{
	return e->at.source == at.source && e->at.line == at.line && e->at.col == at.col &&
	       !strcmp(e->code, code);
}

/* A message is a line, whatever the text has that it tells of. */
static char *one_line(char *text)
{
	for (char *p = text; (p = strchr(p, '\n'));)
		*p = ' ';
	return text;
}

struct diag_entry *diag_add(struct diag *d, enum diag_severity severity, const char *code, struct span at,
			    const char *fmt, ...)
{
	struct diag_entry *e = NULL;
	va_list ap;

	assert(at.source < d->nsources);
	/* A cascade repeats itself nearby: the last few are enough to look at. */
	for (size_t i = d->nentries; i-- > 0 && d->nentries - i <= 64;)
		if (same_place(&d->entries[i], code, at))
			e = &d->spare;
	if (!e)
		d->total[severity]++;
	if (!e && d->nentries == KEPT_MOST)
		e = &d->spare;
	if (!e) {
		mem_grow((void **)&d->entries, d->nentries, &d->cap_entries, sizeof *d->entries);
		e = &d->entries[d->nentries];
	}
	if (at.end_line < at.line || (at.end_line == at.line && at.end_col < at.col)) {
		at.end_line = at.line;
		at.end_col = at.col;
	}
	*e = (struct diag_entry){.severity = severity, .at = at, .code = code, .order = d->nentries};
	e->message = "";
	if (e == &d->spare)
		return e;
	d->nentries++;
	va_start(ap, fmt);
	e->message = one_line(arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
	d->sorted = false;
	return e;
}

void diag_hint(struct diag *d, struct diag_entry *e, const char *fmt, ...)
{
	va_list ap;

	if (e == &d->spare)
		return;
	va_start(ap, fmt);
	e->hint = one_line(arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

void diag_replace(struct diag *d, struct diag_entry *e, const char *text)
{
	if (e == &d->spare)
		return;
	e->replacement = arena_strdup(d->arena, text);
}

void diag_path(struct diag *d, struct diag_entry *e, const char *path)
{
	if (e == &d->spare)
		return;
	e->path = arena_strdup(d->arena, path);
}

void diag_expect(struct diag *d, struct diag_entry *e, const char *const *words, size_t n)
{
	if (e == &d->spare)
		return;
	e->expected = arena_array(d->arena, n, sizeof *e->expected);
	for (size_t i = 0; i < n; i++)
		e->expected[i] = arena_strdup(d->arena, words[i]);
	e->nexpected = n;
}

void diag_relate(struct diag *d, struct diag_entry *e, struct span at, const char *fmt, ...)
{
	struct diag_related *more;
	va_list ap;

	if (e == &d->spare)
		return;
	more = arena_array(d->arena, e->nrelated + 1, sizeof *more);
	if (e->nrelated)
		memcpy(more, e->related, e->nrelated * sizeof *more);
	va_start(ap, fmt);
	more[e->nrelated] = (struct diag_related){at, one_line(arena_vprintf(d->arena, fmt, ap))};
	va_end(ap);
	e->related = more;
	e->nrelated++;
}

size_t diag_count(const struct diag *d, enum diag_severity severity)
{
	return d->total[severity];
}

static size_t total(const struct diag *d)
{
	return d->total[DIAG_ERROR] + d->total[DIAG_WARNING] + d->total[DIAG_NOTE];
}

#define COMPARE(a, b)                                                                                        \
	if ((a) != (b))                                                                                      \
	return (a) < (b) ? -1 : 1

static int compare(const void *pa, const void *pb)
{
	const struct diag_entry *a = pa, *b = pb;

	COMPARE(a->at.source, b->at.source);
	COMPARE(a->at.line, b->at.line);
	COMPARE(a->at.col, b->at.col);
	COMPARE(a->order, b->order);
	return 0;
}

const struct diag_entry *diag_at(struct diag *d, size_t i)
{
	if (!d->sorted && d->nentries)
		qsort(d->entries, d->nentries, sizeof *d->entries, compare);
	d->sorted = true;
	return i < d->nentries ? &d->entries[i] : NULL;
}

enum { TAB = 8, EXCERPT = 160 /* cells of a line that are shown */ };

/* Cells of one character where the excerpt stands; a tab runs to the next stop. */
static int cells(uint32_t cp, int column)
{
	if (cp == '\t')
		return TAB - column % TAB;
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return 1;
	return text_cp_width(cp);
}

/* The line as a terminal can show it: tabs as blanks, control characters as `?`. Stops at
 * EXCERPT cells. Counts the cells before columns `from` and `to` (code points from 1). */
static void excerpt(struct buf *out, const char *p, size_t n, uint32_t from, uint32_t to, int *at_from,
		    int *at_to)
{
	const char *end = p + n;
	int column = 0;
	uint32_t k = 1;

	*at_from = *at_to = -1;
	for (; p < end && column < EXCERPT; k++) {
		const char *start = p;
		uint32_t cp = step(&p, end);
		int w = cells(cp, column);

		if (k == from)
			*at_from = column;
		if (k == to)
			*at_to = column;
		column += w;
		if (cp == '\t')
			while (w--)
				buf_addc(out, ' ');
		else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xfffd)
			buf_addc(out, '?');
		else
			buf_add(out, start, (size_t)(p - start));
	}
	if (*at_from < 0)
		*at_from = column;
	if (*at_to < 0)
		*at_to = column;
}

const char *diag_severity_name(enum diag_severity s)
{
	switch (s) {
	case DIAG_ERROR:
		return "error";
	case DIAG_WARNING:
		return "warning";
	case DIAG_NOTE:
		return "note";
	}
	return "error";
}

static const char *severity_sgr(enum diag_severity s)
{
	return s == DIAG_ERROR ? "\033[1;31m" : s == DIAG_WARNING ? "\033[1;35m" : "\033[1;36m";
}

bool diag_excerpt(const struct diag *d, struct span at, struct buf *out, int *from, int *to)
{
	size_t n;
	const char *line = diag_line(d, at.source, at.line, &n);

	if (at.line)
		excerpt(out, line, n, at.col, at.end_line > at.line ? UINT32_MAX : at.end_col, from, to);
	return at.line > 0;
}

enum { PREFIX = 8, HINT_LEAST = 24, HINT_LINES = 64 };

/* The hint beside the caret, whose line has taken `used` cells. Where it is too long for a terminal it goes on under
 * its beginning, or has lines of its own. */
static void add_hint(const struct diag *d, struct buf *out, const char *hint, int used, bool colour)
{
	struct text_line lines[HINT_LINES];
	bool own = d->cols - used - 1 < HINT_LEAST;
	int column = own ? PREFIX + 4 : used + 1;
	size_t n = d->cols ? text_wrap(hint, d->cols - column, lines, HINT_LINES) : 1;

	if (!d->cols || n > HINT_LINES || used + 1 + text_width(hint) <= d->cols) {
		buf_addf(out, " %s", hint);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (i || own)
			buf_addf(out, "%s\n      | %s%*s", colour ? "\033[0m" : "",
				 colour ? "\033[1;32m" : "", column - PREFIX, "");
		else
			buf_addc(out, ' ');
		buf_add(out, lines[i].p, lines[i].n);
	}
}

/* The line, and where the caret goes under it; cut on a narrow terminal, if the caret is seen all the same. */
static void add_line(struct diag *d, struct buf *out, struct span at, int *from, int *to)
{
	static const char more[] = "...";
	struct buf line = {0};
	int room = d->cols - PREFIX, dots = (int)sizeof more - 1;

	diag_excerpt(d, at, &line, from, to);
	if (d->cols && *to < room - dots && text_width(buf_str(&line)) > room) {
		buf_add(out, line.p, text_fit(line.p, room - dots));
		buf_adds(out, more);
	} else {
		buf_adds(out, buf_str(&line));
	}
	buf_free(&line);
}

static void add_excerpt(struct diag *d, struct buf *out, struct span at, const char *hint, bool colour)
{
	int from, to;

	if (!at.line)
		return;
	buf_addf(out, "%5u | ", (unsigned)at.line);
	add_line(d, out, at, &from, &to);
	buf_adds(out, "\n      | ");
	for (int i = 0; i < from; i++)
		buf_addc(out, ' ');
	buf_adds(out, colour ? "\033[1;32m^" : "^");
	for (int i = from + 1; i < to; i++)
		buf_addc(out, '~');
	if (hint)
		add_hint(d, out, hint, PREFIX + (to > from ? to : from + 1), colour);
	buf_adds(out, colour ? "\033[0m\n" : "\n");
}

/* `name:line:col: ` or `name: ` where no place is known. A file's name may hold anything, newlines too. */
static void add_place(struct diag *d, struct buf *out, struct span at)
{
	const char *name = diag_source_name(d, at.source);
	size_t n = d->home ? strlen(d->home) : 0, from;

	if (n > 1 && !strncmp(name, d->home, n) && name[n] == '/') {
		buf_addc(out, '~');
		name += n;
	}
	from = out->n;
	buf_adds(out, name);
	text_clean(out->p + from, out->n - from, false);
	if (at.line)
		buf_addf(out, ":%u:%u", (unsigned)at.line, (unsigned)at.col);
	buf_adds(out, ": ");
}

/* Where, how bad, what. On a terminal that is too narrow for it, it goes on under itself, further in: that breaks
 * between words, which the terminal would not. */
static void add_head(struct diag *d, struct buf *out, struct span at, enum diag_severity s,
		     const char *message, bool colour)
{
	enum { DEEPER = 4, MOST = 32 };
	struct text_line lines[MOST];
	struct buf head = {0};
	size_t place, word, n = 1;

	add_place(d, &head, at);
	place = head.n;
	buf_addf(&head, "%s:", diag_severity_name(s));
	word = head.n;
	buf_addf(&head, " %s", message);
	lines[0] = (struct text_line){buf_str(&head), head.n, 0};
	if (d->cols > 2 * DEEPER && text_width(buf_str(&head)) > d->cols)
		n = text_wrap(buf_str(&head), d->cols - DEEPER, lines, MOST);
	if (n > MOST) { /* whole, however the terminal breaks it */
		lines[0] = (struct text_line){buf_str(&head), head.n, 0};
		n = 1;
	}
	for (size_t i = 0; i < n; i++) {
		size_t told = colour && !i && lines[i].n >= word ? word : 0;

		if (told)
			buf_addf(out, "%.*s%s%.*s\033[0m", (int)place, head.p, severity_sgr(s),
				 (int)(word - place), head.p + place);
		buf_addf(out, "%*s%.*s\n", i ? DEEPER : 0, "", (int)(lines[i].n - told), lines[i].p + told);
	}
	buf_free(&head);
}

static void add_entry(struct diag *d, struct buf *out, const struct diag_entry *e, bool colour)
{
	struct buf message = {0};

	buf_addf(&message, "%s [%s]", e->message, e->code);
	add_head(d, out, e->at, e->severity, buf_str(&message), colour);
	buf_free(&message);
	add_excerpt(d, out, e->at, e->hint, colour);
	if (!e->at.line && e->hint) {
		buf_adds(out, "      |");
		add_hint(d, out, e->hint, PREFIX - 1, false);
		buf_addc(out, '\n');
	}
	for (size_t i = 0; i < e->nrelated; i++) {
		add_head(d, out, e->related[i].at, DIAG_NOTE, e->related[i].message, colour);
		add_excerpt(d, out, e->related[i].at, NULL, colour);
	}
}

void diag_terminal(struct diag *d, int cols, const char *home)
{
	d->cols = cols;
	d->home = home;
}

void diag_text(struct diag *d, struct buf *out, bool colour)
{
	const struct diag_entry *e;
	size_t i;

	for (i = 0; i < DIAG_MOST && (e = diag_at(d, i)); i++)
		add_entry(d, out, e, colour);
	if (total(d) > i)
		buf_addf(out, n_("and %zu more\n", "and %zu more\n", total(d) - i), total(d) - i);
}

static void json_place(struct json *j, struct diag *d, struct span at)
{
	json_key(j, "file");
	json_string(j, diag_source_name(d, at.source));
	json_key(j, "line");
	json_int(j, at.line);
	json_key(j, "column");
	json_int(j, at.col);
}

static void json_words(struct json *j, const struct diag_entry *e)
{
	json_key(j, "expected");
	json_flat(j, '[');
	for (size_t i = 0; i < e->nexpected; i++)
		json_string(j, e->expected[i]);
	json_end(j);
}

static void json_entry(struct json *j, struct diag *d, const struct diag_entry *e)
{
	json_object(j);
	json_place(j, d, e->at);
	json_key(j, "end_line");
	json_int(j, e->at.end_line);
	json_key(j, "end_column");
	json_int(j, e->at.end_col);
	json_key(j, "severity");
	json_string(j, diag_severity_name(e->severity));
	json_key(j, "code");
	json_string(j, e->code);
	json_key(j, "message");
	json_string(j, e->message);
	json_key(j, "hint");
	json_string(j, e->hint);
	json_words(j, e);
	json_key(j, "replacement");
	json_string(j, e->replacement);
	json_key(j, "path");
	json_string(j, e->path);
	json_key(j, "related");
	json_array(j);
	for (size_t i = 0; i < e->nrelated; i++) {
		json_object(j);
		json_place(j, d, e->related[i].at);
		json_key(j, "message");
		json_string(j, e->related[i].message);
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

void diag_json(struct diag *d, struct buf *out)
{
	struct json j = json_to(out, true);
	const struct diag_entry *e;
	size_t i;

	json_object(&j);
	json_key(&j, "diagnostics");
	json_array(&j);
	for (i = 0; i < DIAG_MOST && (e = diag_at(d, i)); i++)
		json_entry(&j, d, e);
	json_end(&j);
	json_key(&j, "errors");
	json_int(&j, (int64_t)diag_count(d, DIAG_ERROR));
	json_key(&j, "warnings");
	json_int(&j, (int64_t)diag_count(d, DIAG_WARNING));
	json_key(&j, "more");
	json_int(&j, (int64_t)(total(d) - i));
	json_end(&j);
}
