/* Steps that lost their place: a list that no `steps:` begins, and a key that left the step it belongs to. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/routine.h"
#include "load/routine_keys.h"
#include "load/yaml_fault_parts.h"
#include "load/yaml_text.h"

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

static int kind_of(const struct line *l)
{
	for (int k = 0; k < STEP_KINDS; k++)
		if (begins_with(l, step_kind_name((enum step_kind)k)))
			return k;
	return STEP_KINDS;
}

bool fault_names_step(const struct line *l, bool *detail)
{
	int kind = kind_of(l);

	*detail = kind == STEP_REST || kind == STEP_SAY || kind == STEP_LEGS;
	return kind != STEP_KINDS;
}

bool fault_is_step(const struct line *l)
{
	return is_item(l) && kind_of(l) != STEP_KINDS;
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
	if (!fault_is_step(&first) || has_steps(r))
		return NULL;
	e = fault_report(r, "steps", fault_span(r, &first, first.indent, first.body + word_of(&first)),
			 _("a list of steps begins here, and no `steps:` stands above it"));
	diag_hint(
		r->d, e, "%s",
		_("write steps: on a line of its own above it, in column 1, and the list indented below it"));
	return e;
}

/* ---- keys that left their step ---- */

/* Whether a key can only have been meant for a step: at the top of a file it has no place. */
static bool is_detail(const struct line *l)
{
	char name[NAME_MOST];

	if (!l->key || is_item(l) || l->key >= sizeof name)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)l->key, l->p + l->body);
	return routine_key(IN_STEPS, name) && (l->indent || !routine_key(IN_TOP, name));
}

/* The item above a line that `l` goes on with: by its dash another one of the list, by its column another key of
 * the step. Its number is 0 if none is there. */
static struct line gone_on_with(const struct reader *r, const struct line *above, const struct line *l)
{
	struct line up = fault_line_before(r->d, r->source, above->number);

	for (; up.number && up.indent > above->indent; up = fault_line_before(r->d, r->source, up.number))
		if (is_item(&up) && (is_item(l) ? up.indent : up.body) == l->indent)
			return up;
	return (struct line){.p = ""};
}

/* Tells of the first of some keys that left their steps, by name of the others. */
static struct diag_entry *tell_astray(struct reader *r, const struct line *first, const struct line *step,
				      const struct yaml_lines *further)
{
	unsigned col = (unsigned)fault_column(step, step->body);
	struct buf lines = {0};
	struct diag_entry *e;

	e = fault_report(r, "indent", fault_span(r, first, first->body, first->body + first->key),
			 _("this line is a key of the step above it, and does not line up with the step"));
	yaml_lines_write(further, &lines);
	if (further->n)
		diag_hint(r->d, e,
			  n_("let it begin in column %u, and so line %s",
			     "let it begin in column %u, and so lines %s", (int)further->n),
			  col, buf_str(&lines));
	else
		diag_hint(r->d, e, _("let it begin in column %u"), col);
	buf_free(&lines);
	diag_relate(r->d, e, fault_span(r, step, step->body, step->body + word_of(step)), "%s",
		    _("the keys of the step begin in this column"));
	return e;
}

struct diag_entry *fault_key_astray(struct reader *r)
{
	struct line last = fault_text_begin(r), first = last, up = last, step;
	struct yaml_lines further = {0};

	if (!r->words->steps || !fault_says(r, "mapping values") || r->at.indent <= last.indent)
		return NULL;
	while (is_detail(&up) && up.indent == last.indent) {
		first = up;
		up = fault_line_before(r->d, r->source, up.number);
	}
	step = gone_on_with(r, &first, &r->at);
	if (!is_detail(&last) || !step.number)
		return NULL;
	for (up = first; up.number < last.number;) {
		up = fault_line_below(r->d, r->source, up.number);
		yaml_lines_add(&further, up.number);
	}
	return tell_astray(r, &first, &step, &further);
}

/* Whether a key can only be one of the step that `step` begins, and no step that lost its dash. */
static bool belongs_to(const struct line *step, const struct line *l)
{
	int kind = kind_of(step), own = kind_of(l);
	char name[NAME_MOST];

	if (!l->key || is_item(l) || l->key >= sizeof name || begins_with(l, "steps") ||
	    (own != STEP_KINDS && own != STEP_LEGS))
		return false;
	snprintf(name, sizeof name, "%.*s", (int)l->key, l->p + l->body);
	return routine_key(kind == STEP_KINDS ? IN_STEPS : IN_STEP(kind), name);
}

/* The item of a list in whose column `l` stands, with the keys of it between them; its number is 0 if none is there. */
static struct line item_above(const struct reader *r, const struct line *l)
{
	struct line up = fault_line_before(r->d, r->source, l->number);

	while (up.number && (up.indent > l->indent || (up.indent == l->indent && !is_item(&up))))
		up = fault_line_before(r->d, r->source, up.number);
	return up.indent == l->indent ? up : (struct line){.p = ""};
}

struct diag_entry *fault_key_among_dashes(struct reader *r)
{
	const bool below = fault_says(r, "expected key") && is_item(&r->at);
	struct line first = r->at, up = r->before, step, now;
	struct yaml_lines further = {0};

	if (!r->words->steps || (!below && (!fault_says(r, "'-' indicator") || is_item(&r->at))))
		return NULL;
	for (; below && up.number && up.indent >= r->at.indent && (up.indent > r->at.indent || !is_item(&up));
	     up = fault_line_before(r->d, r->source, up.number))
		if (up.indent == r->at.indent)
			first = up;
	step = item_above(r, &first);
	if (!step.number || !belongs_to(&step, &first))
		return NULL;
	now = step;
	for (up = fault_line_below(r->d, r->source, first.number); up.number && up.indent >= first.indent;
	     up = fault_line_below(r->d, r->source, up.number)) {
		if (up.indent > first.indent)
			continue;
		if (is_item(&up))
			now = up;
		else if (now.body == step.body && belongs_to(&now, &up))
			yaml_lines_add(&further, up.number);
		else
			break;
	}
	return tell_astray(r, &first, &step, &further);
}

/* Whether a step holds others under a `steps` of its own. */
static bool holds_steps(const struct line *l)
{
	int kind = kind_of(l);

	return is_item(l) && (kind == STEP_REPEAT || kind == STEP_BLOCK || kind == STEP_LEGS);
}

struct diag_entry *fault_steps_astray(struct reader *r)
{
	const struct line *l = &r->at;
	struct line up = r->before;
	struct diag_entry *e;
	char message[160];

	if (!r->words->steps || !fault_says(r, "'-' indicator") || is_item(l) || !begins_with(l, "steps"))
		return NULL;
	while (up.number && up.indent > l->indent)
		up = fault_line_before(r->d, r->source, up.number);
	if (!holds_steps(&up) || up.body <= l->indent)
		return NULL;
	snprintf(message, sizeof message, _("this `steps` does not line up with `%.*s`, which it belongs to"),
		 (int)word_of(&up), up.p + up.body);
	e = fault_report(r, "indent", fault_span(r, l, l->body, l->body + word_of(l)), message);
	diag_hint(r->d, e, _("let it begin in column %u"), (unsigned)fault_column(&up, up.body));
	diag_relate(r->d, e, fault_span(r, &up, up.body, up.body + word_of(&up)), "%s",
		    _("the keys of the step begin in this column"));
	/* the step would be told to lack what stands here */
	r->trusted = up.number;
	return e;
}

/* ---- a list under a key that has its value ---- */

/* Whether the list that `l` begins can only be the steps of the step that `key` is a key of: by its name, or under a
 * name that nobody knows. */
static bool takes_steps(const struct reader *r, const struct line *key, const struct line *l)
{
	struct line step = is_item(key) ? *key : fault_line_around(r, key);

	if (step.body != key->body || begins_with(key, "steps"))
		return false;
	return holds_steps(&step) || (is_item(&step) && kind_of(&step) == STEP_KINDS && fault_is_step(l) &&
				      !r->words->key(step.p + step.body, word_of(&step)));
}

/* `- repeat: 2` with its steps right under it: indented less or as much as the key libyaml gives up at the list, and
 * further in it takes that for more of the value, up to the first colon. NULL if it is no such thing. */
static struct diag_entry *list_without_steps(struct reader *r)
{
	const bool swallowed = fault_says(r, "mapping values");
	const struct line begin = swallowed ? fault_text_begin(r) : r->before;
	const struct line l = swallowed ? fault_line_below(r->d, r->source, begin.number) : r->at;
	unsigned col = (unsigned)fault_column(&begin, begin.body);
	struct diag_entry *e;

	if ((!swallowed && !fault_says(r, "expected key")) || !begin.key || begin.value >= begin.n ||
	    !is_item(&l) || l.number > r->at.number || l.indent < begin.body || !takes_steps(r, &begin, &l))
		return NULL;
	e = fault_report(r, "indent", fault_span(r, &l, l.indent, l.body + word_of(&l)),
			 _("a list stands here under a key that has its value already"));
	if (l.indent > begin.body)
		diag_hint(r->d, e, _("write a line with steps: before it, in column %u"), col);
	else
		diag_hint(
			r->d, e,
			_("write a line with steps: before it, in column %u, and indent the list below that"),
			col);
	return e;
}

struct diag_entry *fault_list_under_value(struct reader *r)
{
	const struct line *l = &r->at, *above = &r->before;
	struct diag_entry *e = r->words->steps ? list_without_steps(r) : NULL;
	uint32_t dash = 0, col;

	if (e)
		return e;
	if (!fault_says(r, "expected key") || !is_item(l) || !above->key || above->value >= above->n ||
	    l->indent < above->body)
		return NULL;
	if (r->f->context_at.line)
		dash = diag_dash(r->d, r->f->context_at);
	col = dash ? dash : fault_column(above, above->indent);
	if (col == fault_column(l, l->indent) ||
	    (r->words->steps && l->indent == above->body && l->key && r->words->key(l->p + l->body, l->key) &&
	     !fault_is_step(l))) {
		e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body),
				 _("a \"-\" begins an item of a list, and keys stand here"));
		diag_hint(r->d, e, "%s", _("take it away"));
		return e;
	}
	e = fault_report(r, "indent", fault_span(r, l, l->indent, l->body + l->key),
			 _("a list stands here under a key that has its value already"));
	diag_hint(r->d, e, _("let it begin in column %u"), (unsigned)col);
	return e;
}

/* ---- dashes without their blank ---- */

static bool is_tight(const struct line *l)
{
	return l->indent + 1 < l->n && l->p[l->indent] == '-' && !strchr(" -", l->p[l->indent + 1]);
}

struct diag_entry *fault_tight_items(struct reader *r)
{
	struct line up = is_tight(&r->context) ? r->context : r->at, first = {.p = ""};
	size_t n = 0, indent = up.indent;
	struct diag_entry *e;

	if (!is_tight(&up) || !fault_says(r, "expected ':'"))
		return NULL;
	for (; up.number && up.indent == indent && up.p[indent] == '-';
	     up = fault_line_before(r->d, r->source, up.number))
		if (is_tight(&up)) {
			first = up;
			n++;
		}
	if (!up.key || up.value < up.n || up.body > indent || !r->words->key(up.p + up.body, up.key) ||
	    r->words->text(up.p + up.body, up.key))
		return NULL;
	up = fault_line_below(r->d, r->source, first.number);
	e = fault_report(r, "space", fault_span(r, &first, indent, indent + 1),
			 _("a blank is missing after the dash"));
	if (n > 1 || (is_tight(&up) && up.indent == indent)) {
		diag_hint(r->d, e, "%s", _("write \"- \" here, and before each item below"));
		return e;
	}
	diag_hint(r->d, e, "%s", _("write \"- \""));
	diag_replace(r->d, e, "- ");
	return e;
}
