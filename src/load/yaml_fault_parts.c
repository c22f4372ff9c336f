#include "load/yaml_fault_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_text.h"

bool fault_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_';
}

bool fault_has_key(const struct line *l, const char *word)
{
	return l->key == strlen(word) && !memcmp(l->p + l->body, word, l->key);
}

struct line fault_line(struct diag *d, uint16_t source, uint32_t number)
{
	struct line l = {.number = number};
	size_t i = 0;

	l.p = diag_line(d, source, number, &l.n);
	while (l.n && (l.p[l.n - 1] == ' ' || l.p[l.n - 1] == '\t'))
		l.n--;
	while (i < l.n && l.p[i] == ' ')
		i++;
	l.indent = i;
	while (i + 1 < l.n && l.p[i] == '-' && l.p[i + 1] == ' ')
		for (i++; i < l.n && l.p[i] == ' ';)
			i++;
	l.body = i;
	while (i < l.n && fault_is_word(l.p[i]))
		i++;
	if (i < l.n && l.p[i] == ':' && i > l.body) {
		l.key = i - l.body;
		for (i++; i < l.n && l.p[i] == ' ';)
			i++;
		l.value = i;
	} else {
		l.value = l.body;
	}
	return l;
}

static bool holds_something(const struct line *l)
{
	return l->n > l->indent && l->p[l->indent] != '#';
}

struct line fault_line_before(struct diag *d, uint16_t source, uint32_t number)
{
	struct line l = {0};

	while (number > 1) {
		l = fault_line(d, source, --number);
		if (holds_something(&l))
			return l;
	}
	return (struct line){.p = ""};
}

struct line fault_line_below(struct diag *d, uint16_t source, uint32_t number)
{
	struct line l = {0};

	while (++number <= diag_lines(d, source)) {
		l = fault_line(d, source, number);
		if (holds_something(&l))
			return l;
	}
	return (struct line){.p = ""};
}

struct line fault_line_around(const struct reader *r, const struct line *l)
{
	struct line up = *l;

	while (up.number && up.indent >= l->indent)
		up = fault_line_before(r->d, r->source, up.number);
	return up;
}

uint32_t fault_column(const struct line *l, size_t byte)
{
	size_t inside =
		byte < l->n ? byte : l->n; /* a fault may stand right behind the last byte of a file */
	const char *p = l->p, *end = l->p + inside;
	uint32_t col = 1, cp;

	for (; p < end; col++)
		if (!utf8_next(&p, end, &cp))
			p++;
	return col + (uint32_t)(byte - inside);
}

size_t fault_byte(const struct line *l, uint32_t col)
{
	const char *p = l->p, *end = l->p + l->n;
	uint32_t cp;

	for (uint32_t c = 1; c < col && p < end; c++)
		if (!utf8_next(&p, end, &cp))
			p++;
	return (size_t)(p - l->p);
}

struct span fault_span(const struct reader *r, const struct line *l, size_t from, size_t to)
{
	return (struct span){r->source, l->number, fault_column(l, from), l->number,
			     fault_column(l, to > from ? to : from + 1)};
}

bool fault_showable(const struct line *l, size_t from)
{
	const char *p = l->p + from, *end = l->p + l->n;
	uint32_t cp;

	if (l->n - from > FAULT_SHOWN_MOST)
		return false;
	while (utf8_next(&p, end, &cp))
		if (cp == '\t' || yaml_text_control(cp))
			return false;
	return p == end;
}

bool fault_says(const struct reader *r, const char *words)
{
	return strstr(r->f->problem, words) != NULL;
}

struct diag_entry *fault_report(struct reader *r, const char *code, struct span at, const char *message)
{
	return diag_add(r->d, DIAG_ERROR, code, at, _("%s; the reading ends here"), message);
}
