#include "load/yaml_blanks.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"
#include "load/yaml_text.h"

/* Those that were found, and the copy without them. */
struct mending {
	const struct yaml_words *words;
	uint16_t source;
	const char *copied; /* up to here */
	struct buf out;
	struct span first;
	uint32_t cp;
	size_t wide;               /* characters of the first run, from its first odd one to its last */
	bool last;                 /* the first run ends its line or stands before a comment */
	size_t runs;               /* what stands together counts once */
	struct yaml_lines further; /* the lines of the others */
	uint32_t line;             /* the last one counted */
	bool list;                 /* the line above is a key that a list can follow, or an item of that */
	uint32_t body;             /* the column of the key above, behind its dash */
	const char *indent;        /* one that was mended, and its bytes; NULL */
	size_t nindent;
	size_t block; /* a text of lines goes on while they are indented more; SIZE_MAX: there is none */
};

/* A line on its way. */
struct now {
	const char *p;
	size_t n;
	uint32_t number;
};

static bool is_zero_wide(uint32_t cp)
{
	return cp == 0x200b || cp == 0xfeff;
}

/* The bytes of a blank or of what looks like one. */
static size_t blank_at(const struct now *l, size_t i, uint32_t *odd)
{
	*odd = 0;
	if (i >= l->n)
		return 0;
	return l->p[i] == ' ' ? 1 : yaml_text_odd_blank(l->p + i, l->n - i, odd);
}

/* Past all blanks, ordinary or odd. */
static size_t past(const struct now *l, size_t i)
{
	uint32_t odd;
	size_t n;

	while ((n = blank_at(l, i, &odd)))
		i += n;
	return i;
}

static uint32_t column(const struct now *l, size_t byte)
{
	struct line all = {.p = l->p, .n = l->n};

	return fault_column(&all, byte);
}

static void count_run(struct mending *m, const struct now *l, size_t from, size_t to, uint32_t cp, bool last)
{
	if (!m->runs++) {
		m->first = (struct span){m->source, l->number, column(l, from), l->number, column(l, to)};
		m->cp = cp;
		m->wide = m->first.end_col - m->first.col;
		m->last = last;
	} else if (l->number != m->line) {
		yaml_lines_add(&m->further, l->number);
	}
	m->line = l->number;
}

/* Mends what stands from one byte to another, all of it blanks of some kind. */
static void mend(struct mending *m, const struct now *l, size_t from, size_t to, bool last)
{
	size_t first = to, end = from, n;
	uint32_t odd, cp = 0;

	for (size_t i = from; i < to; i += n) {
		n = blank_at(l, i, &odd);
		if (!odd)
			continue;
		if (first == to) {
			first = i;
			cp = odd;
		}
		end = i + n;
	}
	if (first == to)
		return;
	count_run(m, l, first, end, cp, last);
	buf_add(&m->out, m->copied, (size_t)(l->p + first - m->copied));
	for (size_t i = first; i < end; i += blank_at(l, i, &odd))
		buf_addc(&m->out, ' ');
	m->copied = l->p + end;
}

/* Whether blanks of this kind indent a line as far as it looks: a column for each of them. */
static bool is_narrow(const struct now *l, size_t to, bool wide_too)
{
	uint32_t odd;

	for (size_t i = 0; i < to; i += blank_at(l, i, &odd))
		if (blank_at(l, i, &odd) && odd &&
		    (is_zero_wide(odd) || (!wide_too && odd != 0xa0 && odd != 0x202f)))
			return false;
	return true;
}

static void mend_indent(struct mending *m, const struct now *l, size_t indent)
{
	size_t before = m->runs;
	bool like = m->indent && indent >= m->nindent && !memcmp(m->indent, l->p, m->nindent);

	/* further in than the keys it stands among it is one too many, and no blank is missing */
	if (!is_narrow(l, indent, m->list || like) || (!m->list && column(l, indent) > m->body))
		return;
	mend(m, l, 0, indent, false);
	if (m->runs > before && !like) {
		m->indent = l->p;
		m->nindent = indent;
	}
}

/* The value of a key that takes no text, from byte `i` on: before it, behind a comma or a bracket, and at its end. */
static void mend_value(struct mending *m, const struct now *l, size_t i)
{
	size_t end;

	if (i < l->n && strchr("\"'|>#", l->p[i]))
		return;
	for (; i < l->n; i++) {
		uint32_t odd;

		if (!blank_at(l, i, &odd))
			continue;
		end = past(l, i);
		if (end == l->n || l->p[end] == '#' || strchr(",[", l->p[i - 1]) || strchr("],", l->p[end]))
			mend(m, l, i, end, end == l->n || l->p[end] == '#');
		if (end < l->n && l->p[end] == '#')
			return;
		i = end - 1;
	}
}

/* Behind the dashes of items: `- - `. */
static size_t past_dashes(const struct now *l, size_t i)
{
	uint32_t odd;

	while (i < l->n && l->p[i] == '-' && blank_at(l, i + 1, &odd))
		i = past(l, i + 1);
	return i;
}

/* `indent` and `body` as of a struct line, blanks of any kind counted. */
static void mend_key(struct mending *m, const struct now *l, size_t indent, size_t body, size_t colon)
{
	bool text = m->words->text(l->p + body, colon - body);
	size_t value = past(l, colon + 1);
	uint32_t odd;

	mend_indent(m, l, indent);
	for (size_t i = indent; i < body; i++)
		if (l->p[i] == '-')
			mend(m, l, i + 1, past(l, i + 1), false);
	blank_at(l, colon + 1, &odd);
	if (!text || odd)
		mend(m, l, colon + 1, value, value == l->n || l->p[value] == '#');
	if (!text)
		mend_value(m, l, value);
	m->list = !text && value == l->n;
	m->body = column(l, body);
	if (value < l->n && strchr("|>", l->p[value]))
		m->block = indent;
}

static void mend_line(struct mending *m, const struct now *l)
{
	size_t indent = past(l, 0), body = past_dashes(l, indent), colon = body;
	uint32_t odd;

	if (indent == l->n || l->p[indent] == '#' || (m->block < indent && m->block != SIZE_MAX))
		return;
	m->block = SIZE_MAX;
	while (colon < l->n && fault_is_word(l->p[colon]))
		colon++;
	if (colon < l->n && l->p[colon] == ':' && (colon + 1 == l->n || blank_at(l, colon + 1, &odd)) &&
	    m->words->key(l->p + body, colon - body)) {
		mend_key(m, l, indent, body, colon);
		return;
	}
	m->list &= body > indent;
	if (!m->list)
		return;
	mend_indent(m, l, indent);
	for (size_t i = indent; i < body; i++)
		if (l->p[i] == '-')
			mend(m, l, i + 1, past(l, i + 1), false);
}

static void tell_many(struct mending *m, struct diag *d, struct diag_entry *e)
{
	struct buf lines = {0};

	yaml_lines_write(&m->further, &lines);
	if (!m->further.n)
		diag_hint(d, e, "%s", _("write ordinary blanks instead, here and further on in this line"));
	else
		diag_hint(d, e,
			  n_("write ordinary blanks instead, here and in line %s",
			     "write ordinary blanks instead, here and in lines %s", (int)m->further.n),
			  buf_str(&lines));
	buf_free(&lines);
}

static void tell(struct mending *m, struct diag *d)
{
	struct diag_entry *e;
	struct buf blanks = {0};
	char message[160];

	yaml_text_tell_blank(message, sizeof message, m->cp);
	e = diag_add(d, DIAG_ERROR, "character", m->first, "%s", message);
	if (m->runs > 1) {
		tell_many(m, d, e);
		return;
	}
	if (m->last || is_zero_wide(m->cp)) {
		diag_hint(d, e, "%s", _("take it away"));
	} else {
		diag_hint(d, e,
			  n_("write %d ordinary blank instead", "write %d ordinary blanks instead",
			     (int)m->wide),
			  (int)m->wide);
		buf_addf(&blanks, "%*s", (int)m->wide, "");
	}
	diag_replace(d, e, buf_str(&blanks));
	buf_free(&blanks);
}

/* Whether there is more than plain ASCII: most files are done with here. */
static bool has_odd(const char *p, const char *end)
{
	while ((p += text_plain(p, (size_t)(end - p))) < end && (unsigned char)*p < 0x80)
		p++;
	return p < end;
}

void yaml_blanks_mend(struct arena *a, struct diag *d, uint16_t source, const struct yaml_words *words,
		      const char **bytes, size_t *n)
{
	struct mending m = {.words = words, .source = source, .copied = *bytes, .block = SIZE_MAX};
	const char *end = *bytes + *n;
	struct now l = {.p = *bytes};

	if (!has_odd(*bytes, end))
		return;
	for (l.number = 1; l.p < end; l.number++) {
		const char *next = memchr(l.p, '\n', (size_t)(end - l.p));

		l.n = (size_t)((next ? next : end) - l.p);
		while (l.n && (l.p[l.n - 1] == ' ' || l.p[l.n - 1] == '\t' || l.p[l.n - 1] == '\r'))
			l.n--;
		mend_line(&m, &l);
		l.p = next ? next + 1 : end;
	}
	if (m.runs) {
		buf_add(&m.out, m.copied, (size_t)(end - m.copied));
		*bytes = arena_strndup(a, buf_str(&m.out), m.out.n);
		*n = m.out.n;
		tell(&m, d);
	}
	buf_free(&m.out);
}
