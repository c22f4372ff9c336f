#include "view/screens/preview_faults.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Lines ready to be drawn. */
struct faults {
	struct fault {
		char *text;
		enum style style;
	} * line;
	size_t n, cap;
	int cols;
};

static void add_line(struct faults *f, enum style style, const char *text, size_t n)
{
	void *items = f->line;

	mem_grow(&items, f->n + 1, &f->cap, sizeof *f->line);
	f->line = items;
	f->line[f->n++] = (struct fault){mem_strndup(text, n), style};
}

static void add_wrapped(struct faults *f, enum style style, const char *text)
{
	enum { MOST = 32 };
	struct text_line lines[MOST];
	size_t n = text_wrap(text, f->cols, lines, MOST);

	for (size_t i = 0; i < n && i < MOST; i++)
		add_line(f, style, lines[i].p, lines[i].n);
}

static enum style style_of(enum diag_severity s)
{
	switch (s) {
	case DIAG_ERROR:
		return STYLE_STOP;
	case DIAG_WARNING:
		return STYLE_WARN;
	case DIAG_NOTE:
		break;
	}
	return STYLE_DIM;
}

/* Blanks in place of the end of a word, unless it goes on past `most` cells. Returns the cells. */
static int add_blanks(struct buf *out, const char *text, int most)
{
	const char *blank = strchr(text, ' ');
	int cells = blank ? text_width(text) - text_width(blank) : most + 1;

	if (cells > most)
		return 0;
	buf_addf(out, "%*s", cells, "");
	return cells;
}

/* The characters of `text` from cell `from` on, as many as `cols` have room for; an ellipsis where it goes on. The
 * ones from cell `matters` on stay. */
static void add_window(struct buf *out, const char *text, int from, int matters, int cols)
{
	static const char more[] = "\xe2\x80\xa6";
	bool cut;

	if (from > 0) {
		int blanks;

		text += text_fit(text, from + 1);
		buf_adds(out, more);
		blanks = add_blanks(out, text, matters - from - 1);
		text += text_fit(text, blanks);
		cols -= 1 + blanks;
	}
	cut = text_width(text) > cols;
	buf_add(out, text, text_fit(text, cut ? cols - 1 : cols));
	if (cut)
		buf_adds(out, more);
}

/* The line and the caret under it, moved to the left where the caret would not be seen; the hint beside it, or
 * under it where it would be cut. */
static void add_excerpt(struct faults *f, struct diag *d, struct span at, const char *hint, enum style style)
{
	enum { LINE_COLS = 6, AHEAD = 12 };
	struct buf text = {0}, line = {0};
	int from = 0, to = 0, left = 0, room = f->cols - LINE_COLS;

	if (diag_excerpt(d, at, &text, &from, &to) && room > 0) {
		to = to > from ? to : from + 1;
		if (to > room && from > AHEAD)
			left = to - from + AHEAD < room ? to - room + 1 : from - AHEAD;
		buf_addf(&line, "%4u  ", (unsigned)at.line);
		add_window(&line, buf_str(&text), left, from, room);
		add_line(f, STYLE_PLAIN, line.p, line.n);
		buf_clear(&line);
		buf_addf(&line, "%*s^", LINE_COLS + from - left, "");
		for (int i = from + 1; i < to && i < left + room; i++)
			buf_addc(&line, '~');
		if (hint && text_width(buf_str(&line)) + 1 + text_width(hint) <= f->cols) {
			buf_addf(&line, " %s", hint);
			hint = NULL;
		}
		add_line(f, style, line.p, line.n);
	}
	if (hint)
		add_wrapped(f, style, hint);
	buf_free(&text);
	buf_free(&line);
}

/* A file is named where it is not the one that is being written. */
static void add_place(struct buf *out, const struct preview_model *m, struct span at)
{
	if (strcmp(diag_source_name(m->diag, at.source), m->name) != 0 && at.source)
		buf_addf(out, "%s:", diag_source_name(m->diag, at.source));
	if (at.line)
		buf_addf(out, "%u:%u: ", (unsigned)at.line, (unsigned)at.col);
}

static void add_entry(struct faults *f, const struct preview_model *m, const struct diag_entry *e)
{
	struct buf line = {0};

	add_place(&line, m, e->at);
	buf_addf(&line, "%s: %s", diag_severity_name(e->severity), e->message);
	add_wrapped(f, style_of(e->severity), buf_str(&line));
	add_excerpt(f, m->diag, e->at, e->hint, STYLE_KEY);
	for (size_t i = 0; i < e->nrelated; i++) {
		buf_clear(&line);
		add_place(&line, m, e->related[i].at);
		buf_addf(&line, "%s: %s", diag_severity_name(DIAG_NOTE), e->related[i].message);
		add_wrapped(f, STYLE_DIM, buf_str(&line));
		add_excerpt(f, m->diag, e->related[i].at, NULL, STYLE_KEY);
	}
	buf_free(&line);
}

/* Those of one severity: where little has room, errors come before all else. */
static void add_entries(struct faults *f, const struct preview_model *m, enum diag_severity severity)
{
	int all = (int)diag_count(m->diag, severity), n = 0;
	const struct diag_entry *e;
	char more[VM_LINE];

	for (size_t i = 0; n < DIAG_MOST && (e = diag_at(m->diag, i)); i++) {
		if (e->severity == severity) {
			add_entry(f, m, e);
			n++;
		}
	}
	if (n == all)
		return;
	vm_format(more, sizeof more, n_("and %d more", "and %d more", all - n), all - n);
	add_wrapped(f, STYLE_DIM, more);
}

static void add_summary(struct faults *f, const struct preview_model *m)
{
	int errors = (int)diag_count(m->diag, DIAG_ERROR), warnings = (int)diag_count(m->diag, DIAG_WARNING);
	char line[VM_LINE];

	if (errors && m->plan)
		vm_format(line, sizeof line,
			  n_("%d error. The plan stays as it last was right.",
			     "%d errors. The plan stays as it last was right.", errors),
			  errors);
	else if (errors)
		vm_format(line, sizeof line, n_("%d error.", "%d errors.", errors), errors);
	else if (warnings)
		vm_format(line, sizeof line, n_("%d warning.", "%d warnings.", warnings), warnings);
	else
		vm_format(line, sizeof line, "%s", _("Nothing is wrong with it."));
	add_wrapped(f, errors ? STYLE_STOP : warnings ? STYLE_WARN : STYLE_GOOD, line);
}

static struct faults faults_of(const struct preview_model *m, int cols)
{
	struct faults f = {.cols = cols > 0 ? cols : 1};

	add_summary(&f, m);
	add_entries(&f, m, DIAG_ERROR);
	add_entries(&f, m, DIAG_WARNING);
	add_entries(&f, m, DIAG_NOTE);
	return f;
}

static void faults_free(struct faults *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->line[i].text);
	free(f->line);
}

int preview_faults_lines(const struct preview_model *m, int cols)
{
	struct faults f = faults_of(m, cols);
	int n = (int)f.n;

	faults_free(&f);
	return n;
}

void preview_faults_draw(struct canvas *c, struct rect r, const struct preview_model *m, int top)
{
	struct faults f = faults_of(m, r.w);
	bool more = top + r.h < (int)f.n && r.h > 0 && r.w > 2;

	for (int y = 0; f.line && y < r.h && top + y < (int)f.n; y++)
		canvas_text_in(c, r.x, r.y + y, more && y == r.h - 1 ? r.w - 2 : r.w, f.line[top + y].style,
			       f.line[top + y].text);
	if (more)
		canvas_glyph(c, r.x + r.w - 1, r.y + r.h - 1, GLYPH_DOWN, STYLE_KEY);
	faults_free(&f);
}
