#include "load/yaml_marks.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"
#include "load/yaml_text.h"

/* Those that were found, and the copy without them. */
struct marking {
	struct diag *d;
	uint16_t source;
	const char *copied; /* up to here */
	struct buf out;
	struct line first;         /* p is NULL: none yet */
	struct yaml_lines further; /* the lines of the others */
	size_t text; /* where the step begins behind the mark of the line above; 0: there was none */
	size_t wide; /* of the first mark whose step has a key below, which has to go on lining up with it; 0: none */
	size_t dash[YAML_DEPTH_MOST]; /* where the dashes of the lists of steps stand that are open here */
	int depth;
	size_t under; /* where the `steps` stands whose list has yet to begin; SIZE_MAX: there is none */
	size_t block; /* a text of lines goes on while they are indented more; SIZE_MAX: there is none */
	char quote;   /* the one that a text over several lines ends with; 0: there is none */
};

/* The bytes of such a mark and of the blanks behind it. Those of "*" and of a no-break space behind a plain dash are
 * another matter. */
static size_t mark_at(const struct line *l, size_t *mark)
{
	const char *p = l->p + l->indent;
	size_t n = *p == '*' ? 0 : yaml_text_odd_mark(p, l->n - l->indent, mark);

	return n && *p == '-' && *mark == 1 ? 0 : n;
}

static bool is_dash(const struct line *l)
{
	return l->p[l->indent] == '-' && (l->indent + 1 == l->n || strchr(" \t\302", l->p[l->indent + 1]));
}

/* A "-" for the first character, and a blank for each of the others. */
static void mend(struct marking *m, const struct line *l, size_t n)
{
	const char *p = l->p + l->indent, *end = p + n;
	uint32_t cp;

	buf_add(&m->out, m->copied, (size_t)(p - m->copied));
	for (m->text = l->indent; p < end && utf8_next(&p, end, &cp); m->text++)
		buf_addc(&m->out, m->text == l->indent ? '-' : ' ');
	m->copied = end;
	if (m->first.p)
		yaml_lines_add(&m->further, l->number);
	else
		m->first = *l;
}

/* What a line says of those below it: `i` is where its key stands, or its text. */
static void look_below(struct marking *m, const struct line *l, size_t i)
{
	size_t key = i, value;

	while (key < l->n && fault_is_word(l->p[key]))
		key++;
	value = key < l->n && l->p[key] == ':' ? key + 1 : i;
	while (value < l->n && l->p[value] == ' ')
		value++;
	if (value > key && (value == l->n || l->p[value] == '#')) {
		if (key - i == strlen("steps") && !memcmp(l->p + i, "steps", key - i))
			m->under = i;
	} else if (value < l->n && strchr("|>", l->p[value])) {
		m->block = i;
	} else if (value < l->n && strchr("\"'", l->p[value]) &&
		   !memchr(l->p + value + 1, l->p[value], l->n - value - 1)) {
		m->quote = l->p[value];
	}
}

/* Whether a line stands among the dashes of a list of steps, or as the first of one. */
static bool is_listed(struct marking *m, const struct line *l, bool item)
{
	if (m->under != SIZE_MAX && item && l->indent >= m->under && m->depth < YAML_DEPTH_MOST)
		m->dash[m->depth++] = l->indent;
	m->under = SIZE_MAX;
	while (m->depth && l->indent < m->dash[m->depth - 1])
		m->depth--;
	return m->depth && m->dash[m->depth - 1] == l->indent;
}

static void mend_line(struct marking *m, const struct line *l)
{
	enum { WIDE_MOST = 8 };
	size_t mark, n, body = l->indent;

	if (l->indent == l->n)
		return;
	if (m->depth && m->text == l->indent && m->text && !m->wide)
		m->wide = m->text - m->dash[m->depth - 1];
	m->text = 0;
	if (m->wide > WIDE_MOST)
		m->wide = 0;
	if (m->block != SIZE_MAX && l->indent > m->block)
		return;
	m->block = SIZE_MAX;
	if (m->quote) {
		if (memchr(l->p, m->quote, l->n))
			m->quote = 0;
		return;
	}
	if (strchr("#\t", l->p[l->indent])) /* a tab that indents is told of by itself */
		return;
	n = mark_at(l, &mark);
	if (is_listed(m, l, n || is_dash(l)) && n) {
		mend(m, l, n);
		body += n;
	}
	while (body + 1 < l->n && l->p[body] == '-' && l->p[body + 1] == ' ')
		for (body++; body < l->n && l->p[body] == ' ';)
			body++;
	look_below(m, l, body);
}

static void tell(struct marking *m)
{
	const struct line *l = &m->first;
	size_t mark = 0, n = mark_at(l, &mark);
	char message[160], dash[16];
	struct buf lines = {0};
	struct diag_entry *e;

	snprintf(message, sizeof message, _("\"%.*s\" is not the plain \"-\" that begins a step"), (int)mark,
		 l->p + l->indent);
	snprintf(dash, sizeof dash, "%-*s", (int)(m->wide ? m->wide : 2), "-");
	e = diag_add(m->d, DIAG_ERROR, "character",
		     (struct span){m->source, l->number, fault_column(l, l->indent), l->number,
				   fault_column(l, l->indent + n)},
		     "%s", message);
	if (m->further.n) {
		yaml_lines_write(&m->further, &lines);
		diag_hint(m->d, e,
			  n_("write \"%s\" instead, here and in line %s",
			     "write \"%s\" instead, here and in lines %s", (int)m->further.n),
			  dash, buf_str(&lines));
		buf_free(&lines);
		return;
	}
	diag_hint(m->d, e, _("write \"%s\""), dash);
	diag_replace(m->d, e, dash);
}

/* Whether any line begins as one with such a mark could: nearly no file has one, and those are not read twice. It knows
 * how the marks of yaml_text_odd_mark() begin, since to ask for each line costs 2 % of the reading. */
static bool may_have_any(const char *bytes, size_t n)
{
	const char *end = bytes + n, *p = bytes;

	while (p && p < end) {
		unsigned char c, behind;

		while (p < end && *p == ' ')
			p++;
		c = p < end ? (unsigned char)*p : 0;
		behind = p + 1 < end ? (unsigned char)p[1] : 0;
		if (c >= 0x80 || c == '+' || (c == '-' && (behind >= 0x80 || behind == '-')) ||
		    (behind && strchr("\t.)0123456789", behind)))
			return true;
		p = memchr(p, '\n', (size_t)(end - p));
		if (p)
			p++;
	}
	return false;
}

uint32_t yaml_marks_mend(struct arena *a, struct diag *d, uint16_t source, const char **bytes, size_t *n)
{
	struct marking m = {.d = d, .source = source, .copied = *bytes, .under = SIZE_MAX, .block = SIZE_MAX};
	const char *end = *bytes + *n, *next;
	struct line l = {.number = 1};

	if (!may_have_any(*bytes, *n))
		return 0;
	for (l.p = *bytes; l.p < end; l.p = next, l.number++) {
		const char *stop = memchr(l.p, '\n', (size_t)(end - l.p));

		next = stop ? stop + 1 : end;
		l.n = (size_t)((stop ? stop : end) - l.p);
		while (l.n && strchr(" \t\r", l.p[l.n - 1]))
			l.n--;
		for (l.indent = 0; l.indent < l.n && l.p[l.indent] == ' ';)
			l.indent++;
		mend_line(&m, &l);
	}
	if (m.first.p) {
		buf_add(&m.out, m.copied, (size_t)(end - m.copied));
		tell(&m);
		*bytes = arena_strndup(a, buf_str(&m.out), m.out.n);
		*n = m.out.n;
	}
	buf_free(&m.out);
	return m.first.p ? m.first.number : 0;
}
