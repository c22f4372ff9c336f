#include "load/yaml_fault.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"
#include "load/yaml_text.h"

/* ---- the slips: each looks whether it is the one, and tells of it ---- */

/* The column in which a line was to begin, going by the text above it; `item`: it begins with "- ". */
static uint32_t column_meant(const struct reader *r, bool item)
{
	enum { DEEPER = 2 };
	const struct line *above = &r->before;
	struct line up = *above;

	if (above->key && (above->value >= above->n || strchr("|>", above->p[above->value])))
		return fault_column(above, above->body) + DEEPER;
	while (item && up.number && up.body == up.indent)
		up = fault_line_before(r->d, r->source, up.number);
	return item && up.number ? fault_column(&up, up.indent) : fault_column(above, above->body);
}

/* Offers the blanks that let the line begin in a column, for what stands from `i` to `to` or for all that stands
 * before its text. */
static struct diag_entry *offer_blanks(struct reader *r, size_t i, size_t to, uint32_t col, const char *code,
				       const char *message)
{
	const struct line *l = &r->at;
	size_t text = to, blanks;
	struct diag_entry *e;

	while (text < l->n && (l->p[text] == ' ' || l->p[text] == '\t'))
		text++;
	if (memchr(l->p + to, '\t', text - to) || col - 1 < i + text - to) {
		i = 0;
		to = text;
	}
	blanks = col - 1 - i - (text - to);
	e = fault_report(r, code, fault_span(r, l, i, to), message);
	if (blanks)
		diag_hint(r->d, e,
			  n_("write %d blank instead, so that the line begins in column %u",
			     "write %d blanks instead, so that the line begins in column %u", (int)blanks),
			  (int)blanks, (unsigned)col);
	else
		diag_hint(r->d, e, _("take it away, so that the line begins in column %u"), (unsigned)col);
	if (blanks < FAULT_SHOWN_MOST) {
		struct buf all = {0};

		buf_addf(&all, "%*s", (int)blanks, "");
		diag_replace(r->d, e, buf_str(&all));
		buf_free(&all);
	}
	return e;
}

static bool is_item_at(const struct line *l, size_t text)
{
	return text + 1 < l->n && l->p[text] == '-' && l->p[text + 1] == ' ';
}

static struct diag_entry *tab_indents(struct reader *r, size_t i, size_t to)
{
	size_t text = to;

	while (text < r->at.n && (r->at.p[text] == ' ' || r->at.p[text] == '\t'))
		text++;
	return offer_blanks(r, i, to, column_meant(r, is_item_at(&r->at, text)), "tab",
			    _("a tab stands here, and only blanks may indent a line"));
}

static struct diag_entry *tab(struct reader *r)
{
	size_t i = fault_byte(&r->at, r->f->at.col), to = i;
	struct diag_entry *e;

	while (to < r->at.n && r->at.p[to] == '\t')
		to++;
	if (to == i && !fault_says(r, "tab character"))
		return NULL;
	if (to > i && i == r->at.indent)
		return tab_indents(r, i, to);
	e = fault_report(r, "tab", fault_span(r, &r->at, i, to),
			 _("a tab stands here, and only blanks may indent a line"));
	diag_hint(r->d, e, "%s", _("write blanks instead"));
	return e;
}

/* Whether a known key stands here, behind the dash of an item or without. */
static bool is_key_at(const struct reader *r, const struct line *l, size_t text)
{
	size_t end;

	if (is_item_at(l, text))
		for (text++; text < l->n && l->p[text] == ' ';)
			text++;
	for (end = text; end < l->n && fault_is_word(l->p[end]);)
		end++;
	return end < l->n && l->p[end] == ':' && r->words->key(l->p + text, end - text);
}

/* What only looks like a blank, before a key: libyaml takes it for the first letter of it. */
static struct diag_entry *odd_indent(struct reader *r, const struct line *l)
{
	size_t n, to = l->indent, text = to;
	struct reader here = *r;
	bool narrow = true; /* each as wide as a blank */
	uint32_t cp = 0, odd = 0;
	char message[160];

	for (; text < l->n; text += n) {
		n = l->p[text] == ' ' ? 1 : yaml_text_odd_blank(l->p + text, l->n - text, &cp);
		if (!n)
			break;
		if (n == 1)
			continue;
		odd = odd ? odd : cp;
		narrow &= cp == 0xa0;
		to = text + n;
	}
	if (!odd || !is_key_at(r, l, text))
		return NULL;
	here.at = *l;
	here.before = fault_line_before(r->d, r->source, l->number);
	yaml_text_tell_blank(message, sizeof message, odd);
	return offer_blanks(&here, l->indent, to,
			    narrow ? fault_column(l, text) : column_meant(&here, is_item_at(l, text)),
			    "character", message);
}

static struct diag_entry *odd_indents(struct reader *r)
{
	struct diag_entry *e = odd_indent(r, &r->before);

	return e ? e : odd_indent(r, &r->at);
}

/* Whether a line has a known key and no blank after its colon. */
static bool lacks_blank(const struct reader *r, const struct line *l)
{
	return l->key && l->value < l->n && l->value == l->body + l->key + 1 && fault_showable(l, l->body) &&
	       r->words->key(l->p + l->body, l->key);
}

/* Whether what stands right after the colon is a no-break space. */
static bool is_odd_after_colon(const struct line *l)
{
	return l->value + 1 < l->n && !memcmp(l->p + l->value, "\302\240", 2);
}

/* Says what to write, and which lines below have the same fault: who has left out one blank has left out more. */
static void hint_blanks(struct reader *r, struct diag_entry *e, const struct line *l, bool odd)
{
	struct line below = fault_line_below(r->d, r->source, l->number);
	struct buf fixed = {0}, names = {0};
	struct yaml_lines lines = {0};

	for (; below.number; below = fault_line_below(r->d, r->source, below.number))
		if (lacks_blank(r, &below) && is_odd_after_colon(&below) == odd)
			yaml_lines_add(&lines, below.number);
	yaml_lines_write(&lines, &names);
	buf_addf(&fixed, "%.*s: %.*s", (int)l->key, l->p + l->body, (int)(l->n - l->value - (odd ? 2 : 0)),
		 l->p + l->value + (odd ? 2 : 0));
	if (lines.n)
		diag_hint(r->d, e,
			  n_("did you mean \"%s\"? the same goes for line %s",
			     "did you mean \"%s\"? the same goes for lines %s", (int)lines.n),
			  buf_str(&fixed), buf_str(&names));
	else
		diag_hint(r->d, e, _("did you mean \"%s\"?"), buf_str(&fixed));
	diag_replace(r->d, e, buf_str(&fixed));
	buf_free(&fixed);
	buf_free(&names);
}

/* `for:60s`, also with a no-break space after the colon. Of several such lines the first: they are one text to
 * libyaml, which gives up below it. */
static struct diag_entry *no_blank_after_colon(struct reader *r, const struct line *at)
{
	struct line l = *at, up = l;
	struct diag_entry *e;
	bool odd;

	while (lacks_blank(r, &up) && up.body == at->body) {
		l = up;
		if (up.body > up.indent)
			break;
		up = fault_line_before(r->d, r->source, up.number);
	}
	if (!lacks_blank(r, &l))
		return NULL;
	odd = is_odd_after_colon(&l);
	e = fault_report(
		r, odd ? "character" : "space", fault_span(r, &l, l.body, l.n),
		odd ? _("the blank after the colon is a no-break space, which YAML does not take for one")
		    : _("a blank is missing after the colon"));
	hint_blanks(r, e, &l, odd);
	return e;
}

static struct diag_entry *no_blank_after_dash(struct reader *r, const struct line *l)
{
	const char *p = l->p + l->body;
	struct diag_entry *e;

	if (l->key < 2 || *p != '-' || !r->words->key(p + 1, l->key - 1))
		return NULL;
	e = fault_report(r, "space", fault_span(r, l, l->body, l->body + 1),
			 _("a blank is missing after the dash"));
	diag_hint(r->d, e, "%s", _("write \"- \""));
	diag_replace(r->d, e, "- ");
	return e;
}

static struct diag_entry *no_blank(struct reader *r)
{
	const struct line *lines[] = {&r->context, &r->before, &r->at};
	struct diag_entry *e = NULL;

	for (size_t i = 0; i < sizeof lines / sizeof *lines && !e; i++) {
		e = no_blank_after_dash(r, lines[i]);
		if (!e && (fault_says(r, "expected ':'") || fault_says(r, "mapping values")))
			e = no_blank_after_colon(r, lines[i]);
	}
	return e;
}

/* The bytes of what only looks like the dash of a list, before a key; 0 if nothing does. */
static size_t odd_mark(const struct reader *r, const struct line *l, size_t *mark)
{
	size_t n = l->indent < l->n ? yaml_text_odd_mark(l->p + l->indent, l->n - l->indent, mark) : 0;
	size_t end = l->indent + n;

	while (n && end < l->n && fault_is_word(l->p[end]))
		end++;
	return n && r->words->key(l->p + l->indent + n, end - l->indent - n) ? n : 0;
}

static bool is_steps(const struct line *l)
{
	return l->key == strlen("steps") && !memcmp(l->p + l->body, "steps", l->key) &&
	       (l->value >= l->n || l->p[l->value] == '#');
}

/* The line below `steps:` if it begins no item and libyaml gave up among the keys it began; of several the outermost.
 * Its number is 0 if there is none. */
static struct line dashless(const struct reader *r)
{
	struct line up = r->at, found = {.p = ""};

	while (r->words->steps && (up = fault_line_around(r, &up)).number) {
		struct line first = fault_line_below(r->d, r->source, up.number);

		if (is_steps(&up) && first.number < r->at.number && first.indent > up.indent &&
		    first.body == first.indent)
			found = first;
	}
	return found;
}

/* `– walk: 60s`, `1. walk: 60s` where no list of steps is, or not in its column: libyaml gives up there or at the first
 * key below it. */
static struct diag_entry *odd_dash(struct reader *r)
{
	size_t mark = 0, n;
	const struct line around = r->at.n ? fault_line_around(r, &r->at) : r->at;
	const struct line *l = odd_mark(r, &r->at, &mark) ? &r->at : &around;
	struct line below;
	uint32_t from, wide;
	struct diag_entry *e;
	char message[160], dash[16];

	n = odd_mark(r, l, &mark);
	if (!n || !r->words->steps || l->p[l->indent] == '*')
		return NULL;
	from = fault_column(l, l->indent);
	wide = fault_column(l, l->indent + n) - from;
	if (l->p[l->indent] == '-' && mark == 1)
		snprintf(message, sizeof message, "%s",
			 _("the blank after the dash is a no-break space, which YAML does not take for one"));
	else
		snprintf(message, sizeof message, _("\"%.*s\" is not the plain \"-\" that begins a step"),
			 (int)mark, l->p + l->indent);
	/* a key below that lines up with the step has to go on doing so */
	below = fault_line_below(r->d, r->source, l->number);
	if (wide >= sizeof dash || below.indent + 1 != from + wide)
		wide = 2;
	snprintf(dash, sizeof dash, "%-*s", (int)wide, "-");
	e = fault_report(r, "character", fault_span(r, l, l->indent, l->indent + n), message);
	diag_hint(r->d, e, _("write \"%s\""), dash);
	diag_replace(r->d, e, dash);
	return e;
}

/* Steps whose dashes are all missing, or the first: libyaml gives up at a key of one, or at the first dash. */
static struct diag_entry *no_dashes(struct reader *r)
{
	const struct line first = dashless(r);
	struct diag_entry *e;

	if (!first.key || !r->words->key(first.p + first.body, first.key))
		return NULL;
	e = fault_report(r, "steps", fault_span(r, &first, first.body, first.n), _("`steps` takes a list"));
	diag_hint(r->d, e, _("put \"- \" before `%.*s`, and before each step that follows"), (int)first.key,
		  first.p + first.body);
	return e;
}

/* `* walk: 60s`: a list as it is written elsewhere. */
static struct diag_entry *star_for_dash(struct reader *r)
{
	const struct line *l = &r->at;
	struct diag_entry *e;
	size_t i = l->indent, end = i + 2;

	if (i + 2 >= l->n || l->p[i] != '*' || l->p[i + 1] != ' ')
		return NULL;
	while (end < l->n && fault_is_word(l->p[end]))
		end++;
	if (!r->words->key(l->p + i + 2, end - i - 2))
		return NULL;
	if (!r->words->steps) {
		e = fault_report(r, "start", fault_span(r, l, i, i + 1),
				 _("a key stands here behind a \"*\""));
		diag_hint(r->d, e, "%s", _("take it away"));
		return e;
	}
	e = fault_report(r, "start", fault_span(r, l, i, i + 1),
			 _("a step begins with \"-\", not with \"*\""));
	diag_hint(r->d, e, "%s", _("write \"- \""));
	diag_replace(r->d, e, "-");
	return e;
}

/* Whether a line opens or closes a block of code as Markdown has it. */
static bool is_fence(const struct line *l)
{
	const char *p = l->p + l->indent;

	return l->n - l->indent >= 3 && (!memcmp(p, "```", 3) || !memcmp(p, "~~~", 3));
}

/* "```yaml": the file was taken out of a page with the fence that stood round it. */
static struct diag_entry *fence(struct reader *r)
{
	const struct line above = fault_text_begin(r);
	const struct line *l = is_fence(&r->at) ? &r->at : is_fence(&r->context) ? &r->context : &above;
	struct line other = *l;
	struct diag_entry *e;

	if (!is_fence(l))
		return NULL;
	do
		other = fault_line_below(r->d, r->source, other.number);
	while (other.number && !is_fence(&other));
	e = fault_report(r, "syntax", fault_span(r, l, l->indent, l->n),
			 r->words->steps ? _("this line is from a page of text and no part of the routine")
					 : _("this line is from a page of text and no part of the file"));
	if (other.number)
		diag_hint(r->d, e, _("take it away, and line %u, which closes it"), (unsigned)other.number);
	else
		diag_hint(r->d, e, "%s", _("take it away"));
	return e;
}

/* The bytes of the signs with which mail quotes a line, and of the blank behind them; 0 if it quotes none. */
static size_t mail_quote(const struct line *l)
{
	size_t n = 0;

	while (n < l->n && l->p[n] == '>')
		for (n++; n + 1 < l->n && l->p[n] == ' ' && l->p[n + 1] == '>';)
			n++;
	return n && n < l->n && l->p[n] == ' ' ? n + 1 : n;
}

/* `> unknot: 1`: the file was taken out of a mail that quotes it. */
static struct diag_entry *quoted_mail(struct reader *r)
{
	const struct line at = r->at, below = fault_line_below(r->d, r->source, at.number);
	struct line first = at, up = at;
	struct diag_entry *e;
	char prefix[16];
	size_t n;

	if (!mail_quote(&at) || (!mail_quote(&below) && !mail_quote(&r->before)))
		return NULL;
	for (; up.number && mail_quote(&up); up = fault_line_before(r->d, r->source, up.number))
		first = up;
	n = mail_quote(&first);
	if (n >= sizeof prefix)
		return NULL;
	snprintf(prefix, sizeof prefix, "%.*s", (int)n, first.p);
	e = fault_report(r, "start", fault_span(r, &first, 0, n),
			 _("this line is quoted as in a mail, and only the text behind that is YAML"));
	diag_hint(r->d, e, _("take the \"%s\" away, here and from each line that begins with it"), prefix);
	return e;
}

static struct diag_entry *bad_quote(struct reader *r)
{
	const struct line *l = &r->at;
	size_t gave_up = fault_byte(l, r->f->at.col), open = fault_byte(&r->context, r->f->context_at.col);
	char c = l->value < l->n ? l->p[l->value] : '\0';
	struct diag_entry *e;

	if (fault_says(r, "escape")) {
		e = fault_report(
			r, "quote", fault_span(r, l, gave_up, gave_up + 1),
			_("a backslash in double quotes begins an escape, and there is none like this"));
		diag_hint(r->d, e, "%s", _("write \\\\ for a backslash, or use single quotes"));
		return e;
	}
	if (r->f->context && strstr(r->f->context, "quoted scalar")) {
		e = fault_report(r, "quote", fault_span(r, &r->context, open, open + 1),
				 _("this quote is never closed"));
		diag_hint(r->d, e, _("write another %c where the text ends"),
			  open < r->context.n ? r->context.p[open] : '"');
		return e;
	}
	if ((c != '"' && c != '\'') || gave_up <= l->value + 1 || !fault_says(r, "did not find expected"))
		return NULL;
	e = fault_report(r, "quote", fault_span(r, l, gave_up, l->n),
			 _("text stands after the closing quote"));
	diag_hint(r->d, e, "%s",
		  c == '"' ? _("put the quotes around the whole text; inside them \" is written \\\"")
			   : _("put double quotes around the whole text"));
	return e;
}

/* `- steps:` in the first column. */
static bool is_top_key(const struct reader *r, const struct line *l)
{
	return !l->indent && l->value >= l->n && r->words->steps && fault_has_key(l, "steps");
}

/* `steps: walk`, and then the list of steps. */
static struct diag_entry *value_before_list(struct reader *r)
{
	static const char *const lists[] = {"steps", "cues", "needs", "tags"};
	const struct line *l = &r->at, *above = &r->before;
	struct diag_entry *e;
	char message[160];
	bool takes_list = false;

	if (l->body == l->indent || !above->key || above->value >= above->n || above->p[above->value] == '#')
		return NULL;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		takes_list |= strlen(lists[i]) == above->key &&
			      !memcmp(lists[i], above->p + above->body, above->key);
	if (!takes_list)
		return NULL;
	if (is_top_key(r, l)) {
		e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body),
				 _("a dash before a key of the whole file makes a list of it"));
		diag_hint(r->d, e, "%s", _("take the \"- \" away"));
		return e;
	}
	snprintf(message, sizeof message, _("`%.*s` has a value here, and a list below it"), (int)above->key,
		 above->p + above->body);
	e = fault_report(r, "indent", fault_span(r, above, above->value, above->n), message);
	diag_hint(r->d, e, "%s", _("take it away: the list is the value"));
	return e;
}

/* The nearest line above with the dash of a list that a dash in the column of `l` may be meant to go on: of all
 * lists still open there the one with the nearest column. Its number is 0 if there is none. */
static struct line list_meant(const struct reader *r, const struct line *l)
{
	struct line up = fault_line_before(r->d, r->source, l->number), meant = {.number = 0};
	size_t low = SIZE_MAX, best = SIZE_MAX;

	for (; up.number && low; up = fault_line_before(r->d, r->source, up.number)) {
		size_t off = up.indent > l->indent ? up.indent - l->indent : l->indent - up.indent;

		if (up.indent < low && up.body > up.indent && off < best) {
			best = off;
			meant = up;
		}
		if (up.indent < low)
			low = up.indent;
	}
	return meant;
}

/* A dash that lines up with no other. */
static struct diag_entry *dash_astray(struct reader *r)
{
	const struct line *l = &r->at;
	struct line like, below;
	struct diag_entry *e;
	unsigned col;

	if ((!fault_says(r, "expected key") && !fault_says(r, "'-' indicator") &&
	     !fault_says(r, "<document start>")) ||
	    l->body == l->indent || fault_byte(l, r->f->at.col) != l->indent)
		return NULL;
	like = list_meant(r, l);
	if (!like.number)
		return NULL;
	col = (unsigned)fault_column(&like, like.indent);
	below = fault_line(r->d, r->source, l->number + 1);
	e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
			 _("this line lines up with nothing above it"));
	if (below.key && below.indent == l->body && below.body == below.indent)
		diag_hint(r->d, e, _("let it begin in column %u, and the keys below it in column %u"), col,
			  col + (unsigned)(l->body - l->indent));
	else
		diag_hint(r->d, e, _("let it begin in column %u"), col);
	diag_relate(r->d, e, fault_span(r, &like, like.indent, like.indent + 1), "%s",
		    _("the list it could go on has its dashes in this column"));
	return e;
}

/* A line without a dash in the column of those of a list. */
static struct diag_entry *among_dashes(struct reader *r)
{
	const struct line *l = &r->at;
	unsigned col = (unsigned)fault_column(&r->before, r->before.body);
	struct diag_entry *e;
	bool detail, step = r->words->steps && fault_names_step(l, &detail);

	if (!fault_says(r, "'-' indicator") || l->body > l->indent || l->indent + 1 != r->f->context_at.col ||
	    fault_byte(l, r->f->at.col) != l->indent)
		return NULL;
	e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
			 _("this line stands in the column of the dashes, and has none"));
	if (step && !detail)
		diag_hint(r->d, e, "%s", _("put \"- \" before it"));
	else
		diag_hint(r->d, e,
			  _("put \"- \" before it if it begins an item; if it belongs to the one above, let "
			    "it begin "
			    "in column %u"),
			  col);
	diag_relate(r->d, e, r->f->context_at, "%s",
		    _("the list it could go on begins here, each \"- \" in one column"));
	return e;
}

static struct diag_entry *bad_indent(struct reader *r)
{
	const struct line *l = &r->at, *above = &r->before;
	const struct line begin = fault_text_begin(r);
	bool deeper = fault_says(r, "mapping values") && l->key && l->indent > begin.indent,
	     astray = (fault_says(r, "expected key") || fault_says(r, "'-' indicator")) &&
		      fault_byte(l, r->f->at.col) == l->indent;
	struct diag_entry *e;

	if (deeper) {
		const struct line list = l->body > l->indent ? list_meant(r, l) : (struct line){.number = 0};

		e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
				 _("this line is indented too far and so counts as more of the line above"));
		diag_hint(r->d, e, _("let it begin in column %u"),
			  list.number ? (unsigned)fault_column(&list, list.indent)
				      : (unsigned)fault_column(&begin, begin.body));
		return e;
	}
	if (!astray)
		return NULL;
	e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
			 _("this line lines up with nothing above it"));
	if (!fault_says(r, "'-'") && above->indent > l->indent && l->indent + 1 > r->f->context_at.col)
		diag_hint(r->d, e, _("let it begin in column %u like the line above, or in column %u"),
			  (unsigned)fault_column(above, above->body), (unsigned)r->f->context_at.col);
	if (fault_says(r, "'-'") && l->body == l->indent)
		diag_hint(r->d, e, _("let it begin in column %u"),
			  (unsigned)fault_column(above, above->body));
	if (r->f->context_at.line)
		diag_relate(r->d, e, r->f->context_at,
			    fault_says(r, "'-'")
				    ? _("the list it could go on begins here, each \"- \" in one column")
				    : _("the keys it could go on with begin here, all in one column"));
	return e;
}

/* The file begins further in than it goes on: libyaml takes its map for ended. */
static struct diag_entry *indented_begin(struct reader *r)
{
	const struct line *l = &r->at, begin = fault_line_below(r->d, r->source, 0);
	struct line up = r->before, down = *l, last = begin;
	struct diag_entry *e;
	size_t above = 0, below = 0;

	if (!fault_says(r, "<document start>") || !l->key || l->body > l->indent || !begin.key ||
	    begin.indent <= l->indent)
		return NULL;
	for (; up.number; up = fault_line_before(r->d, r->source, up.number))
		if (up.indent == begin.indent && above++ == 0)
			last = up;
	for (; down.number; down = fault_line_below(r->d, r->source, down.number))
		below += down.indent == l->indent;
	if (above > below) {
		e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
				 _("this line does not begin in the column of the keys above it"));
		diag_hint(r->d, e, _("let it begin in column %u"),
			  (unsigned)fault_column(&begin, begin.indent));
		return e;
	}
	e = fault_report(r, "indent", fault_span(r, &begin, begin.indent, begin.body + begin.key),
			 _("the file begins further in than it goes on"));
	if (last.number == begin.number)
		diag_hint(r->d, e, _("let it begin in column %u, as the keys below do"),
			  (unsigned)fault_column(l, l->indent));
	else
		diag_hint(r->d, e,
			  n_("take %d blank away before it, and before each line down to %u",
			     "take %d blanks away before it, and before each line down to %u",
			     (int)(begin.indent - l->indent)),
			  (int)(begin.indent - l->indent), (unsigned)r->before.number);
	return e;
}

/* A line with two colons, and no key that is known: prose. */
static bool has_two_colons(const struct line *l)
{
	size_t colons = 0;

	for (size_t i = l->body; i + 1 < l->n; i++)
		colons += l->p[i] == ':' && l->p[i + 1] == ' ';
	return colons > 1;
}

static struct diag_entry *other(struct reader *r)
{
	struct diag_entry *e;
	char message[200];

	if (fault_says(r, "mapping values") && has_two_colons(&r->at)) {
		e = fault_report(r, "colon", fault_span(r, &r->at, r->at.body, r->at.n),
				 _("a line holds one key with its colon, and here is a second colon"));
		diag_hint(r->d, e, "%s",
			  _("put quotes around what is text, and each other key on a line of its own"));
		return e;
	}
	snprintf(message, sizeof message, _("this is not YAML (%s)"), r->f->problem);
	e = fault_report(r, "syntax", r->f->at, message);
	if (r->f->context && r->f->context_at.line &&
	    (r->f->context_at.line != r->f->at.line || r->f->context_at.col != r->f->at.col))
		diag_relate(r->d, e, r->f->context_at, "%s", _("what it belongs to begins here"));
	return e;
}

uint32_t yaml_fault_report(struct diag *d, const struct yaml_fault *f, const struct yaml_words *words)
{
	/* from the surest sign to the least */
	static struct diag_entry *(*const slips[])(struct reader *) = {tab,
								       odd_indents,
								       no_blank,
								       fault_tight_items,
								       quoted_mail,
								       bad_quote,
								       star_for_dash,
								       odd_dash,
								       no_dashes,
								       fence,
								       fault_comment_in_list,
								       fault_comma_too_many,
								       fault_odd_start,
								       fault_second_colon,
								       fault_open_bracket,
								       fault_no_steps,
								       fault_key_astray,
								       fault_key_among_dashes,
								       fault_steps_astray,
								       value_before_list,
								       fault_list_under_value,
								       fault_no_colon_above,
								       dash_astray,
								       indented_begin,
								       among_dashes,
								       bad_indent,
								       fault_no_colon,
								       fault_heading,
								       other};
	struct reader r = {.d = d, .f = f, .words = words, .source = f->at.source};
	struct diag_entry *e = NULL;

	r.at = fault_line(d, r.source, f->at.line);
	r.context = fault_line(d, r.source, f->context_at.line);
	r.before = fault_line_before(d, r.source, f->at.line);
	for (size_t i = 0; i < sizeof slips / sizeof *slips && !e; i++)
		e = slips[i](&r);
	return r.trusted ? r.trusted : e->at.line;
}
