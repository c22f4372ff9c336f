/* Keys that lack their colon: `hold T2`, `for = 45s`. libyaml takes them for text, and gives up at the next key. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_fault_parts.h"

/* What stands where a key should, taken apart. Offsets are bytes of its line. */
struct bare {
	char name[32]; /* the key, in small letters */
	bool capital;  /* it is not written like that */
	size_t key;    /* bytes of the word */
	size_t rest;   /* what stands after it and what was put for the colon */
	size_t end;    /* of that, without a comment */
};

/* The bytes of what people put where the colon belongs. */
static size_t sign_for_colon(const char *p, size_t n)
{
	static const char *const signs[] = {"=", ";", "\357\274\232"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (n >= strlen(signs[i]) && !memcmp(p, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static size_t past_blanks(const struct line *l, size_t i)
{
	while (i < l->n && l->p[i] == ' ')
		i++;
	return i;
}

/* Whether a text stands in quotes as a whole. */
static bool is_quoted(const char *p, size_t n)
{
	return n > 1 && (*p == '"' || *p == '\'') && p[n - 1] == *p && !memchr(p + 1, *p, n - 2) &&
	       !memchr(p, '\\', n);
}

/* Whether a word is a known key, in small letters, which `*b` holds then. */
static bool is_key(const struct reader *r, const char *p, size_t n, struct bare *b)
{
	if (!n || n >= sizeof b->name)
		return false;
	for (size_t i = 0; i < n; i++)
		b->name[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i];
	b->name[n] = '\0';
	b->capital = memcmp(b->name, p, n) != 0;
	return r->words->key(b->name, n);
}

/* Whether a line begins with a known key and no colon. */
static bool is_bare(const struct reader *r, const struct line *l, struct bare *b)
{
	size_t word = l->body, sign, i;

	while (word < l->n && fault_is_word(l->p[word]))
		word++;
	if (l->key || !is_key(r, l->p + l->body, word - l->body, b))
		return false;
	i = past_blanks(l, word);
	sign = sign_for_colon(l->p + i, l->n - i);
	if (i == word && !sign && i < l->n)
		return false;
	b->key = word - l->body;
	b->rest = b->end = past_blanks(l, i + sign);
	while (b->end < l->n && (l->p[b->end] != '#' || l->p[b->end - 1] != ' '))
		b->end++;
	if (is_quoted(l->p + b->rest, l->n - b->rest))
		b->end = l->n;
	while (b->end > b->rest && l->p[b->end - 1] == ' ')
		b->end--;
	return true;
}

/* Whether the rest of the line can be the value of the key as it stands: a sentence is none for `rest`. */
static bool is_value(const struct reader *r, const struct line *l, const struct bare *b)
{
	enum { LENGTH_MOST = 24 };
	const char *p = l->p + b->rest;
	size_t n = b->end - b->rest;

	if (is_quoted(p, n) || (n > 1 && *p == '[' && memchr(p, ']', n) == p + n - 1))
		return true;
	if (!n || strchr("\"'*&!@%[]{}>|?`-#,", *p) || p[n - 1] == ':')
		return false;
	for (size_t i = 0; i + 1 < n; i++)
		if (p[i] == ':' && p[i + 1] == ' ')
			return false;
	/* a step that begins with a capital may as well be a sentence: `Move the chair back.` */
	return (r->words->text(b->name, b->key) && (!b->capital || !l->body)) ||
	       (*p >= '0' && *p <= '9' && n <= LENGTH_MOST) || !memchr(p, ' ', n);
}

/* Tells of a key without its colon; NULL if the line begins with none, or with what may as well be a sentence. */
static struct diag_entry *colon_missing(struct reader *r, const struct line *l)
{
	struct diag_entry *e;
	struct buf mended = {0};
	struct bare b;
	bool alone;

	if (!is_bare(r, l, &b) || !fault_showable(l, l->body))
		return NULL;
	alone = b.rest == b.end;
	if (!alone && !is_value(r, l, &b))
		return NULL;
	e = fault_report(r, "syntax", fault_span(r, l, l->body, alone ? l->body + b.key : b.end),
			 _("a colon is missing after this key"));
	buf_addf(&mended, "%s:%s%.*s", b.name, alone ? "" : " ", (int)(b.end - b.rest), l->p + b.rest);
	diag_hint(r->d, e, alone ? _("write \"%s\"") : _("did you mean \"%s\"?"), buf_str(&mended));
	diag_replace(r->d, e, buf_str(&mended));
	buf_free(&mended);
	return e;
}

struct line fault_text_begin(const struct reader *r)
{
	struct line up = r->before, first = up;

	while (up.number && !up.key && up.body == up.indent) {
		first = up;
		up = fault_line_before(r->d, r->source, up.number);
	}
	/* what stands below a key without a value is text if the key takes one */
	if (!up.number || (up.key && up.value >= up.n && !r->words->text(up.p + up.body, up.key)))
		return first;
	return up;
}

/* Whether libyaml gave up at a key below a text: as more of that text or, where a comment ended it, as what stands
 * in no map, or behind the end of the file. */
static bool goes_on(const struct reader *r, const struct line *l)
{
	size_t gave_up = fault_byte(l, r->f->at.col);

	if (!l->key)
		return false;
	if (fault_says(r, "mapping values"))
		return gave_up == l->body + l->key;
	if (fault_says(r, "<document start>"))
		return gave_up == l->indent && l->indent == l->body && l->indent == r->before.body;
	return fault_says(r, "'-' indicator") && gave_up == l->indent && l->indent == l->body &&
	       l->indent == r->before.body && r->before.body > r->before.indent;
}

/* Whether a line is a key and its value in quotes: `"say: Ready?"`. */
static bool is_quoted_pair(const struct reader *r, const struct line *l)
{
	const char *p = l->p + l->body;
	size_t n = l->n - l->body, key = 1;

	while (key < n && fault_is_word(p[key]))
		key++;
	return is_quoted(p, n) && key + 1 < n && p[key] == ':' && p[key + 1] == ' ' &&
	       r->words->key(p + 1, key - 1);
}

/* Whether a line is an item of the list under this key. */
static bool is_item_of(const struct reader *r, const struct line *l, const char *key)
{
	struct line up = fault_line_before(r->d, r->source, l->number);

	while (up.number && (up.indent > l->indent || (up.indent == l->indent && up.body > up.indent)))
		up = fault_line_before(r->d, r->source, up.number);
	return l->body > l->indent && fault_has_key(&up, key);
}

/* What to do about an item without a key, which has keys below it. */
static void hint_item(struct reader *r, struct diag_entry *e, const struct line *l)
{
	int n = (int)(l->n - l->body);
	bool shown = fault_showable(l, l->body);

	if (shown && is_quoted_pair(r, l))
		diag_hint(r->d, e, _("take the quotes away: %.*s"), n - 2, l->p + l->body + 1);
	else if (shown && is_item_of(r, l, "cues"))
		diag_hint(r->d, e, _("write the moment behind at:, like at: %.*s"), n, l->p + l->body);
	else if (is_item_of(r, l, "sites"))
		diag_hint(r->d, e,
			  _("take the \"- \" away and write a colon after the id, with its keys further in "
			    "below it"));
	else if (l->body > l->indent && r->words->steps)
		diag_hint(r->d, e, "%s", _("write what it is and a colon before it, like \"stretch: \""));
	else
		diag_hint(r->d, e, "%s", _("write a key and a colon before it"));
}

struct diag_entry *fault_no_colon_above(struct reader *r)
{
	const struct line *l = &r->at;
	struct line above;
	struct diag_entry *e;
	struct bare b;

	if (!goes_on(r, l))
		return NULL;
	above = fault_text_begin(r);
	if (!above.number || above.key)
		return NULL;
	e = colon_missing(r, &above);
	if (e)
		return e;
	e = fault_report(
		r, "syntax", fault_span(r, &above, above.body, above.n),
		_("no key with a colon begins this line, so that the key below counts as more of it"));
	if (is_bare(r, &above, &b) && !b.capital)
		diag_hint(r->d, e, _("if `%s` is the key, write a colon after it"), b.name);
	else
		hint_item(r, e, &above);
	return e;
}

struct diag_entry *fault_no_colon(struct reader *r)
{
	const struct line *l = &r->context;
	struct diag_entry *e;

	if (!fault_says(r, "expected ':'"))
		return NULL;
	e = colon_missing(r, l);
	if (e)
		return e;
	if (l->n - l->body >= 2 && (!memcmp(l->p + l->body, "//", 2) || !memcmp(l->p + l->body, "/*", 2))) {
		e = fault_report(r, "syntax", fault_span(r, l, l->body, l->body + 2),
				 _("a comment begins with #"));
		diag_hint(r->d, e, "%s", _("write \"# \""));
		diag_replace(r->d, e, "# ");
		return e;
	}
	e = fault_report(r, "syntax", fault_span(r, l, l->body, l->n),
			 _("this is neither a key with a colon nor an item of a list"));
	diag_hint(r->d, e, "%s",
		  _("write a key and a colon before it, or indent it to go on with the text above"));
	return e;
}
