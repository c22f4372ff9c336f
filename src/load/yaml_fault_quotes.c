/* Values that need quotes, or that seem to and are keys or items which belong on lines of their own. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"
#include "load/yaml_text.h"

/* Offers the rest of a line in quotes, unless quoting it would need more thought. */
static void offer_quotes(struct reader *r, struct diag_entry *e, const struct line *l, size_t from)
{
	struct buf quoted = {0};
	struct line inner = *l;
	size_t first, last;

	if (yaml_text_curly(l->p + from, l->n - from, &first, &last)) {
		diag_hint(r->d, e, "%s", _("these quotes are curly; write plain ones, \" and \""));
		from += first;
		inner.n -= last;
		l = &inner;
	} else {
		diag_hint(r->d, e, "%s", _("put quotes around the text"));
	}
	if (!fault_showable(l, from) || memchr(l->p + from, '"', l->n - from) ||
	    memchr(l->p + from, '\\', l->n - from) || memchr(l->p + from, '#', l->n - from))
		return;
	buf_addf(&quoted, "\"%.*s\"", (int)(l->n - from), l->p + from);
	diag_replace(r->d, e, buf_str(&quoted));
	buf_free(&quoted);
}

/* Whether the key of a line is one of these. */
static bool is_one_of(const struct line *l, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fault_has_key(l, names[i]))
			return true;
	return false;
}

/* Whether keys stand below the key of a line, or below names below it; one that nobody knows may be such a name. */
static bool takes_keys(const struct reader *r, const struct line *l)
{
	static const char *const maps[] = {"defaults", "sites", "breaths", "breath",
					   "voice",    "gains", "sounds",  "limits"};

	return is_one_of(l, maps, sizeof maps / sizeof *maps) || !r->words->key(l->p + l->body, l->key);
}

/* `at: - 10s`, which is so long before the end; NULL if it is no such thing. */
static struct diag_entry *minus_apart(struct reader *r, const struct line *l)
{
	static const char *const moment = "at";
	struct diag_entry *e;
	struct buf meant = {0};
	size_t time = l->value + 1, end;

	while (time < l->n && l->p[time] == ' ')
		time++;
	for (end = time; end < l->n && l->p[end] != ' ';)
		end++;
	if (!is_one_of(l, &moment, 1) || time == end || l->p[time] < '0' || l->p[time] > '9' ||
	    !fault_showable(l, time))
		return NULL;
	e = fault_report(r, "start", fault_span(r, l, l->value, end),
			 _("a blank stands between the \"-\" and its time"));
	buf_addf(&meant, "-%.*s", (int)(end - time), l->p + time);
	diag_hint(r->d, e, _("did you mean \"%s\"?"), buf_str(&meant));
	diag_replace(r->d, e, buf_str(&meant));
	buf_free(&meant);
	return e;
}

/* `needs: - chair`. */
static struct diag_entry *item_beside_key(struct reader *r)
{
	static const char *const lists[] = {"steps", "cues", "needs", "tags", "hold"};
	const struct line *l = &r->at;
	struct diag_entry *e;

	e = minus_apart(r, l);
	if (e)
		return e;
	if (!is_one_of(l, lists, sizeof lists / sizeof *lists)) {
		e = fault_report(r, "start", fault_span(r, l, l->value, l->value + 1),
				 _("a \"-\" begins an item of a list, and no list can stand here"));
		diag_hint(r->d, e, "%s", _("take it away"));
		return e;
	}
	e = fault_report(r, "start", fault_span(r, l, l->value, l->n),
			 _("an item of a list begins a line, and cannot stand beside its key"));
	diag_hint(r->d, e,
		  _("put each item on a line of its own below `%.*s:`, indented, with \"- \" before it"),
		  (int)l->key, l->p + l->body);
	return e;
}

/* `move: Bridge reps: 10`: a figure behind a key in the text of an exercise is seldom part of it; NULL if the rest is
 * text. */
static struct diag_entry *key_in_exercise(struct reader *r, size_t word, size_t colon)
{
	static const char *const exercises[] = {"move", "stretch"};
	const struct line *l = &r->at;
	size_t next = colon + 1;
	struct diag_entry *e;
	char message[160];

	while (next < l->n && l->p[next] == ' ')
		next++;
	if (word <= l->value || l->p[word - 1] != ' ' || next == l->n || l->p[next] < '0' ||
	    l->p[next] > '9' || !is_one_of(l, exercises, sizeof exercises / sizeof *exercises) ||
	    !r->words->key(l->p + word, colon - word) || r->words->text(l->p + word, colon - word))
		return NULL;
	snprintf(message, sizeof message, _("`%.*s` is a second key on this line"), (int)(colon - word),
		 l->p + word);
	e = fault_report(r, "two-keys", fault_span(r, l, word, colon + 1), message);
	diag_hint(r->d, e,
		  _("put it on a line of its own, right under `%.*s`, and so each key behind it; quotes "
		    "would make "
		    "it text"),
		  (int)l->key, l->p + l->body);
	return e;
}

/* The bytes of a known key that a text begins with, before a colon or the end of the line. */
static size_t key_at(const struct reader *r, const struct line *l, size_t at)
{
	size_t end = at;

	while (end < l->n && fault_is_word(l->p[end]))
		end++;
	return (end == l->n || l->p[end] == ':') && r->words->key(l->p + at, end - at) ? end - at : 0;
}

/* `defaults: for: 60s`, `hold: for: 60s`, `legs: both: steps:`: where no text belongs, no quotes help. */
static struct diag_entry *keys_in_value(struct reader *r, size_t colon)
{
	const struct line *l = &r->at;
	size_t next = colon + 1, inner = l->key ? key_at(r, l, l->value) : 0, key;
	const char *name = l->p + l->body;
	struct diag_entry *e;

	while (next < l->n && l->p[next] == ' ')
		next++;
	key = next < l->n ? key_at(r, l, next) : 0;
	if (!l->key || r->words->text(name, l->key) || (!inner && !r->words->key(name, l->key)))
		return NULL;
	if (takes_keys(r, l)) {
		e = fault_report(r, "two-keys", fault_span(r, l, l->value, l->n),
				 _("a key with its value stands here beside another key"));
		diag_hint(r->d, e, _("put it on a line of its own, indented below `%.*s:`"), (int)l->key,
			  name);
	} else if (inner && colon == l->value + inner) {
		e = fault_report(r, "two-keys", fault_span(r, l, l->value, colon + 1),
				 _("another key stands here, where the value of the first one belongs"));
		diag_hint(r->d, e,
			  _("write the value of `%.*s` in its place, and put `%.*s:` on a line of its own, "
			    "right "
			    "under it"),
			  (int)l->key, name, (int)inner, l->p + l->value);
	} else if (key) {
		e = fault_report(r, "two-keys", fault_span(r, l, colon, next + key),
				 _("another key stands here behind a value"));
		diag_hint(r->d, e,
			  _("take this colon away, and put `%.*s:` on a line of its own, right under `%.*s`"),
			  (int)key, l->p + next, (int)l->key, name);
	} else {
		e = fault_report(r, "colon", fault_span(r, l, colon, colon + 1),
				 _("a colon stands here in a value, and this one is no text"));
		diag_hint(r->d, e, "%s", _("write one value here; another key belongs on a line of its own"));
	}
	return e;
}

/* The bytes of `[ ] ` or `[x] ` at the start of an item, as lists to tick off have it; 0 for none. */
static size_t box_at(const struct line *l)
{
	const char *p = l->p + l->body;
	size_t n = l->n - l->body, box = n > 1 && p[1] == ']'                          ? 2
					 : n > 2 && p[2] == ']' && strchr(" xX", p[1]) ? 3
										       : 0;

	return box && !l->key && l->body > l->indent && box < n && p[box] == ' ' ? box + 1 : 0;
}

static struct diag_entry *box_to_tick(struct reader *r, size_t box)
{
	const struct line *l = &r->at;
	struct diag_entry *e = fault_report(r, "start", fault_span(r, l, l->body, l->body + box),
					    _("a box to tick is no part of a step"));

	diag_hint(r->d, e, "%s", _("take it away"));
	return e;
}

struct diag_entry *fault_odd_start(struct reader *r)
{
	const struct line *l = &r->at;
	char c = l->value < l->n ? l->p[l->value] : '\0';
	size_t gave_up = fault_byte(l, r->f->at.col);
	char message[160];
	struct diag_entry *e;

	if (fault_says(r, "cannot start any token") && gave_up > l->value && gave_up < l->n) {
		snprintf(message, sizeof message, _("a text that begins with %c needs quotes around it"),
			 l->p[gave_up]);
		e = fault_report(r, "start", fault_span(r, l, gave_up, gave_up + 1), message);
		diag_hint(r->d, e, "%s", _("put quotes around the text"));
		return e;
	}
	if (!c || !strchr("*&!@%[{>|?`-", c) || gave_up < l->value)
		return NULL;
	/* an open bracket that was never closed is another matter */
	if ((c == '[' || c == '{') && !memchr(l->p, c == '[' ? ']' : '}', gave_up))
		return NULL;
	if (c == '-' && gave_up != l->value)
		return NULL;
	if (c == '[' && box_at(l))
		return box_to_tick(r, box_at(l));
	if (c == '-' && l->key && !r->words->text(l->p + l->body, l->key) &&
	    r->words->key(l->p + l->body, l->key))
		return item_beside_key(r);
	snprintf(message, sizeof message, _("a text that begins with %c needs quotes around it"), c);
	e = fault_report(r, "start", fault_span(r, l, l->value, l->n), message);
	offer_quotes(r, e, l, l->value);
	return e;
}

/* `block: First part:`: a colon that ends the line behind a value; NULL if a key is what it ends. */
static struct diag_entry *colon_at_end(struct reader *r, size_t colon)
{
	static const char *const names[] = {"block", "title", "move", "stretch", "name"};
	const struct line *l = &r->at;
	size_t behind = colon + 1;
	struct diag_entry *e;

	while (behind < l->n && l->p[behind] == ' ')
		behind++;
	if ((behind < l->n && l->p[behind] != '#') || !l->key || key_at(r, l, l->value) ||
	    !r->words->key(l->p + l->body, l->key) || takes_keys(r, l))
		return NULL;
	if (r->words->text(l->p + l->body, l->key) && !is_one_of(l, names, sizeof names / sizeof *names)) {
		e = fault_report(r, "colon", fault_span(r, l, colon, colon + 1),
				 _("a colon ends this text, which makes a key of it"));
		diag_hint(r->d, e, "%s",
			  _("take it away; if it belongs to the text, put quotes around that"));
		return e;
	}
	e = fault_report(r, "colon", fault_span(r, l, colon, colon + 1), _("a colon too many stands here"));
	diag_hint(r->d, e, "%s", _("take it away"));
	diag_replace(r->d, e, "");
	return e;
}

/* What to do about a second key on a line, `word` up to `colon`. */
static void hint_own_line(struct reader *r, struct diag_entry *e, size_t word, size_t colon)
{
	const struct line *l = &r->at;
	struct line second = *l;
	bool detail;

	second.indent = second.body = word;
	second.key = colon - word;
	if (r->words->steps && l->body > l->indent && fault_names_step(&second, &detail) && !detail)
		diag_hint(r->d, e,
			  _("it is a step of its own: put it on the next line, with \"- \" before it in "
			    "column %u"),
			  (unsigned)fault_column(l, l->indent));
	else
		diag_hint(r->d, e, _("put it on a line of its own, right under `%.*s`"), (int)l->key,
			  l->p + l->body);
}

struct diag_entry *fault_second_colon(struct reader *r)
{
	const struct line *l = &r->at;
	size_t colon = fault_byte(l, r->f->at.col), word = colon;
	char message[160];
	struct diag_entry *e;

	if (!fault_says(r, "mapping values") || colon <= l->value || (!l->key && l->body == l->indent))
		return NULL;
	while (word > l->value && fault_is_word(l->p[word - 1]))
		word--;
	if (l->key && word > l->value && r->words->key(l->p + word, colon - word) &&
	    !r->words->text(l->p + l->body, l->key)) {
		snprintf(message, sizeof message, _("`%.*s` is a second key on this line"),
			 (int)(colon - word), l->p + word);
		e = fault_report(r, "two-keys", fault_span(r, l, word, colon + 1), message);
		hint_own_line(r, e, word, colon);
		return e;
	}
	e = colon_at_end(r, colon);
	if (!e)
		e = keys_in_value(r, colon);
	if (!e)
		e = key_in_exercise(r, word, colon);
	if (e)
		return e;
	e = fault_report(r, "colon", fault_span(r, l, l->value, l->n),
			 _("a text with a colon and a blank in it needs quotes around it"));
	offer_quotes(r, e, l, l->value);
	return e;
}
