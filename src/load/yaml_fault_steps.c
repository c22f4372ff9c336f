/* Steps that lost their place: a list that no `steps:` begins, and a key that left the step it belongs to. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/routine.h"
#include "load/routine_keys.h"
#include "load/yaml_fault_parts.h"

enum { NAME_MOST = 32 /* bytes of a key */ };

static bool is_item(const struct line *l)
{
	return l->body > l->indent;
}

/* The bytes of the word that a line begins with, behind its dash. */
static size_t word_of(const struct line *l)
{
	size_t end = l->body;

	while (end < l->n && fault_is_word(l->p[end]))
		end++;
	return end - l->body;
}

static bool begins_with(const struct line *l, const char *word)
{
	return word_of(l) == strlen(word) && !memcmp(l->p + l->body, word, strlen(word));
}

/* Whether a line is an item that names a step. */
static bool is_step(const struct line *l)
{
	for (int k = 0; is_item(l) && k < STEP_KINDS; k++)
		if (begins_with(l, step_kind_name((enum step_kind)k)))
			return true;
	return false;
}

/* Whether a `steps` stands at the top of the file, with its colon or without. */
static bool has_steps(const struct reader *r)
{
	struct line l = fault_line_below(r->d, r->source, 0);

	for (; l.number; l = fault_line_below(r->d, r->source, l.number))
		if (!l.indent && !is_item(&l) && begins_with(&l, "steps"))
			return true;
	return false;
}

struct diag_entry *fault_no_steps(struct reader *r)
{
	struct line first = r->at, begin;
	struct diag_entry *e;

	if (!r->words->steps || (!fault_says(r, "mapping values") && !fault_says(r, "expected key")))
		return NULL;
	/* below a text all of the list counts as more of it, up to the first colon */
	if (fault_says(r, "mapping values") && (begin = fault_text_begin(r)).number && begin.key)
		first = fault_line_below(r->d, r->source, begin.number);
	if (!is_step(&first) || has_steps(r))
		return NULL;
	e = fault_report(r, "steps", fault_span(r, &first, first.indent, first.body + word_of(&first)),
			 _("a list of steps begins here, and no `steps:` stands above it"));
	diag_hint(
		r->d, e, "%s",
		_("write steps: on a line of its own above it, in column 1, and the list indented below it"));
	return e;
}
