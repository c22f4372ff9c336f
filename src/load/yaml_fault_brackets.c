/* Lists and maps in brackets. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"

/* Where a # cuts off a list that its line closes: `[#daily]`; 0 for nowhere. */
static size_t cut_off(const struct line *l)
{
	size_t i = l->value;

	if (!l->key || i >= l->n || l->p[i] != '[' || !memchr(l->p + i, '#', l->n - i) ||
	    l->p[l->n - 1] != ']')
		return 0;
	for (i++; i < l->n && !strchr("]\"'", l->p[i]); i++)
		if (l->p[i] == '#' && strchr("[ ,", l->p[i - 1]))
			return i;
	return 0;
}

struct diag_entry *fault_comment_in_list(struct reader *r)
{
	enum { FAR = 8 };
	struct line l = r->at;
	struct diag_entry *e;
	struct buf quoted = {0};
	size_t hash = 0, end;

	if (!fault_says(r, "',' or") && !fault_says(r, "node content"))
		return NULL;
	for (int i = 0; i < FAR && l.number && !(hash = cut_off(&l)); i++)
		l = fault_line_before(r->d, r->source, l.number);
	if (!hash || !fault_showable(&l, hash))
		return NULL;
	for (end = hash; !strchr(",] ", l.p[end]);)
		end++;
	e = fault_report(r, "bracket", fault_span(r, &l, hash, end),
			 _("# begins a comment here, up to the end of the line"));
	buf_addf(&quoted, "\"%.*s\"", (int)(end - hash), l.p + hash);
	diag_hint(r->d, e, _("did you mean \"%.*s\", or %s with the quotes?"), (int)(end - hash - 1),
		  l.p + hash + 1, buf_str(&quoted));
	buf_free(&quoted);
	return e;
}

struct diag_entry *fault_comma_too_many(struct reader *r)
{
	size_t at = fault_byte(&r->at, r->f->at.col), before = at;
	struct diag_entry *e;

	if (!fault_says(r, "node content") || at >= r->at.n || r->at.p[at] != ',')
		return NULL;
	while (before && r->at.p[before - 1] == ' ')
		before--;
	if (!before || !strchr("[{,", r->at.p[before - 1]))
		return NULL;
	e = fault_report(r, "bracket", fault_span(r, &r->at, at, at + 1), _("a comma too many stands here"));
	diag_hint(r->d, e, "%s", _("take it away"));
	return e;
}

/* Where a `;` stands between the value that begins last before a byte and that byte; SIZE_MAX for nowhere. */
static size_t semicolon_before(const struct line *l, size_t open, size_t at)
{
	while (at > open + 1 && !strchr(",[{\"'", l->p[at - 1]))
		if (l->p[--at] == ';')
			return at;
	return SIZE_MAX;
}

/* Whether another one stands behind a byte, before the bracket closes. */
static bool semicolon_behind(const struct line *l, size_t at)
{
	while (at < l->n && !strchr(";]}\"'", l->p[at]))
		at++;
	return at < l->n && l->p[at] == ';';
}

/* `{in: 4 out: 6}`, `{in: 4; out: 6}`: two entries that nothing, or no comma, parts. */
static struct diag_entry *comma_missing(struct reader *r)
{
	const struct line *l = &r->at;
	size_t at = fault_byte(l, r->f->at.col), word = at,
	       semicolon = semicolon_before(l, fault_byte(&r->context, r->f->context_at.col), at);
	struct diag_entry *e;

	if (semicolon != SIZE_MAX) {
		e = fault_report(r, "bracket", fault_span(r, l, semicolon, semicolon + 1),
				 _("a \";\" stands here, and a comma parts what stands in brackets"));
		if (semicolon_behind(l, at))
			diag_hint(r->d, e, "%s", _("write \",\" instead, here and further on in this line"));
		else {
			diag_hint(r->d, e, "%s", _("write \",\""));
			diag_replace(r->d, e, ",");
		}
		return e;
	}
	/* in a map libyaml gives up at the colon of a key */
	while (l->p[at] == ':' && word && fault_is_word(l->p[word - 1]))
		word--;
	if (word && l->p[word - 1] == ' ' && r->words->key(l->p + word, at - word))
		return fault_report(r, "bracket", fault_span(r, l, word, at),
				    _("a comma is missing before this, or quotes around the text"));
	return fault_report(r, "bracket", r->f->at,
			    _("a comma is missing before this, or quotes around the text"));
}

struct diag_entry *fault_open_bracket(struct reader *r)
{
	struct diag_entry *e;
	struct span at = r->f->context_at;

	if (!fault_says(r, "',' or"))
		return NULL;
	if (r->at.number == r->context.number &&
	    memchr(r->at.p + fault_byte(&r->at, r->f->at.col), fault_says(r, "']'") ? ']' : '}',
		   r->at.n - fault_byte(&r->at, r->f->at.col)))
		return comma_missing(r);
	e = fault_report(r, "bracket", at,
			 fault_says(r, "']'") ? _("this [ is never closed with ]")
					      : _("this { is never closed with }"));
	diag_relate(r->d, e, r->f->at, "%s", _("up to here nothing closed it"));
	return e;
}

struct diag_entry *fault_heading(struct reader *r)
{
	const struct line begin = fault_line_below(r->d, r->source, 0);
	struct diag_entry *e;

	if (!fault_says(r, "<document start>") || begin.indent >= begin.n || begin.p[begin.indent] != '[' ||
	    begin.p[begin.n - 1] != ']')
		return NULL;
	e = fault_report(r, "bracket", fault_span(r, &begin, begin.indent, begin.n),
			 _("a heading in brackets is no part of such a file"));
	diag_hint(r->d, e, "%s", _("take it out; each line is a key, a colon, a blank and its value"));
	return e;
}
