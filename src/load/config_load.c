#include "load/config_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_text.h"
#include "load/yaml_tree.h"

/* Tells the words that would be right. */
static void expect(struct diag *d, struct diag_entry *e, const char *const *words, size_t n)
{
	struct buf all = {0};

	diag_expect(d, e, words, n);
	buf_list(&all, words, n);
	diag_hint(d, e, _("it is one of: %s"), buf_str(&all));
	buf_free(&all);
}

/* An error about a word that is none of `words`, and what was likely meant (NULL: nothing); the first `skip` bytes of
 * all of these stand in the file elsewhere. */
static void refuse(struct diag *d, const char *code, struct span at, const char *word, const char *message,
		   const char *near, const char *const *words, size_t n, size_t skip)
{
	struct diag_entry *e = diag_add(d, DIAG_ERROR, code, at, "%s", message);

	expect(d, e, words, n);
	if (!near)
		return;
	diag_hint(d, e, _("did you mean \"%s\"?"), near);
	if (!strncmp(near, word, skip))
		diag_replace(d, e, near + skip);
}

static size_t words_of(enum config_key k)
{
	size_t n = 0;

	while (n < CONFIG_WORDS && config_row(k)->words[n])
		n++;
	return n;
}

static size_t number_of(enum config_key k, const char *text)
{
	const char *const *words = config_row(k)->words;
	size_t n = words_of(k), i = 0;

	while (i < n && strcmp(words[i], text))
		i++;
	return i;
}

static bool is_switch(enum config_key k)
{
	return number_of(k, "yes") < words_of(k);
}

/* What a word was likely meant for that is none of a key's: `on` is nearer to no by its letters. */
static const char *likely(enum config_key k, const char *text)
{
	const char *meant = is_switch(k) ? yaml_text_yes_no(text) : NULL;

	return meant ? meant : text_nearest(text, config_row(k)->words, words_of(k));
}

/* The number of a word among the values of a key; their count if it is none. A switch takes true and false
 * too. */
static size_t find_word(enum config_key k, const char *text)
{
	if (is_switch(k) && (!strcmp(text, "true") || !strcmp(text, "false")))
		text = yaml_text_yes_no(text);
	return number_of(k, text);
}

/* A whole number and nothing else. */
static bool is_number(const char *text, long *n)
{
	char *end;

	*n = strtol(text, &end, 10);
	return end != text && !*end;
}

/* `-6 dB`, `160 wpm`: offers the number without its unit, if it is one of those that may stand here. */
static void hint_unit(struct diag *d, struct diag_entry *e, const struct config_row *row, const char *text)
{
	char *unit, number[16];
	long n = strtol(text, &unit, 10);

	if (unit == text || n < row->least || n > row->most || !unit[strspn(unit, " ")] ||
	    strpbrk(unit, "0123456789.,"))
		return;
	snprintf(number, sizeof number, "%ld", n);
	diag_hint(d, e, _("did you mean \"%s\"?"), number);
	diag_replace(d, e, number);
}

static void read_number(struct diag *d, enum config_key k, const struct yaml_node *v, struct config *c)
{
	const struct config_row *row = config_row(k);
	long n;

	if (is_number(v->text, &n) && n >= row->least && n <= row->most) {
		config_set(c, k, (int)n);
		return;
	}
	hint_unit(d,
		  diag_add(d, DIAG_ERROR, "setting", v->at,
			   row->least == GAIN_LEAST ? _("`%s` takes a whole number of dB, from %d to %d")
						    : _("`%s` takes a whole number from %d to %d"),
			   row->name, row->least, row->most),
		  row, v->text);
}

static void read_name(struct arena *a, struct diag *d, enum config_key k, const struct yaml_node *v,
		      struct config *c)
{
	if (!config_set_name(c, k, v->text))
		diag_hint(d,
			  diag_add(d, DIAG_ERROR, "setting", v->at, _("`%s` cannot be \"%s\""),
				   config_row(k)->name, yaml_text_brief(a, v->text)),
			  "%s",
			  k == CONFIG_COUNTRY
				  ? _("it is two letters, as in gb; a country whose number is not known here "
				      "is left out, and the local number is named instead")
				  : _("it is a name of letters, figures, -, _, . and +, and no path"));
}

static void read_value(struct arena *a, struct diag *d, enum config_key k, const struct yaml_node *v,
		       struct config *c)
{
	const struct config_row *row = config_row(k);
	struct diag_entry *e;
	size_t word;

	if (v->bad)
		return;
	if (v->kind != YAML_SCALAR) {
		e = diag_add(d, DIAG_ERROR, "type", v->at, _("`%s` takes one word"), row->name);
		if (row->words[0])
			expect(d, e, row->words, words_of(k));
		return;
	}
	if (!row->words[0]) {
		if (row->least < row->most)
			read_number(d, k, v, c);
		else
			read_name(a, d, k, v, c);
		return;
	}
	word = find_word(k, v->text);
	if (word < words_of(k))
		config_set(c, k, (int)word);
	else
		refuse(d, "setting", v->at, v->text,
		       arena_printf(a, _("`%s` cannot be \"%s\""), row->name, yaml_text_brief(a, v->text)),
		       likely(k, v->text), row->words, words_of(k), 0);
}

/* Whether keys are written in a map under this one: "voice" for "voice.rate". */
static bool has_map(const char *key)
{
	size_t n = strlen(key);

	for (enum config_key k = 0; k < CONFIG_KEYS; k++)
		if (!strncmp(config_row(k)->name, key, n) && config_row(k)->name[n] == '.')
			return true;
	return false;
}

/* The setting that a name was meant for: by another word for it, or by its letters; NULL for none. */
static const char *meant_setting(const char *name, const char *const names[CONFIG_KEYS])
{
	static const char *const others[][2] = {{"voice.speed", "voice.rate"},
						{"voice.volume", "gains.voice"},
						{"voice.gain", "gains.voice"},
						{"voice.enabled", "voice.on"},
						{"voice.language", "voice.name"},
						{"colors", "theme"},
						{"colours", "theme"},
						{"animation", "motion"},
						{"gains.sounds", "gains.cues"}};
	const char *meant = text_meaning(others, sizeof others / sizeof *others, name);

	return meant ? meant : text_nearest(name, names, CONFIG_KEYS);
}

/* One of a map's pairs; `in` is its key, or NULL at the top. */
static void read_pair(struct arena *a, struct diag *d, const char *in, const struct yaml_pair *p,
		      struct config *c)
{
	const char *names[CONFIG_KEYS];
	const char *name = in ? arena_printf(a, "%s.%s", in, p->key->text) : p->key->text;

	if (!in && has_map(name)) {
		if (p->value->kind != YAML_MAP && !p->value->bad)
			diag_hint(d,
				  diag_add(d, DIAG_ERROR, "type", p->value->at,
					   _("`%s` takes keys with values"), name),
				  "%s",
				  !strcmp(name, "gains") ? _("as in gains: { voice: -3 }")
				  : p->value->kind == YAML_SCALAR && yaml_text_yes_no(p->value->text)
					  ? arena_printf(a, _("as in voice: { on: %s }"),
							 yaml_text_yes_no(p->value->text))
					  : _("as in voice: { rate: 160 }"));
		for (size_t i = 0; p->value->kind == YAML_MAP && i < p->value->count; i++)
			read_pair(a, d, name, &p->value->pairs[i], c);
		return;
	}
	for (enum config_key k = 0; k < CONFIG_KEYS; k++) {
		names[k] = config_row(k)->name;
		if (!strcmp(names[k], name)) {
			read_value(a, d, k, p->value, c);
			return;
		}
	}
	refuse(d, "unknown-key", p->key->at, name,
	       arena_printf(a, _("there is no setting \"%s\""), yaml_text_brief(a, name)),
	       meant_setting(name, names), names, CONFIG_KEYS, in ? strlen(in) + 1 : 0);
}

static bool is_setting(const char *name)
{
	for (enum config_key k = 0; k < CONFIG_KEYS; k++)
		if (!strcmp(config_row(k)->name, name))
			return true;
	return false;
}

/* Settings that stand beside the key of their map, as `voice:` with `rate: 175` in the same column: how many follow
 * pair `i`. If there are any, that is diagnosed. */
static size_t refuse_beside(struct arena *a, struct diag *d, const struct yaml_node *top, size_t i)
{
	const struct yaml_pair *p = &top->pairs[i];
	struct diag_entry *e;
	size_t n = 0;

	if (!has_map(p->key->text) || p->value->kind != YAML_SCALAR || p->value->n || p->value->bad)
		return 0;
	while (i + n + 1 < top->count && !is_setting(p[n + 1].key->text) &&
	       is_setting(arena_printf(a, "%s.%s", p->key->text, p[n + 1].key->text)))
		n++;
	if (!n)
		return 0;
	e = diag_add(d, DIAG_ERROR, "type", p->key->at,
		     _("the keys of `%s` stand beside it, and not below it"), p->key->text);
	yaml_text_hint_indent(d, e, p[1].key->at, p[n].key->at);
	return n;
}

/* Whether a key of this name may stand at the top or in one of the maps. */
static bool is_key(const char *name, size_t n)
{
	for (enum config_key k = 0; k < CONFIG_KEYS; k++) {
		const char *row = config_row(k)->name, *dot = strchr(row, '.');
		size_t first = dot ? (size_t)(dot - row) : strlen(row);

		if ((first == n && !memcmp(row, name, n)) ||
		    (dot && strlen(dot + 1) == n && !memcmp(dot + 1, name, n)))
			return true;
	}
	return false;
}

/* None is. */
static bool is_text(const char *name, size_t n)
{
	(void)name;
	(void)n;
	return false;
}

static const struct yaml_words words_of_file = {.key = is_key, .text = is_text, .may_be_empty = true};

/* Whether there is anything but blanks, tabs and comments, and the mark that some editors begin a file with. */
static bool says_something(const char *bytes, size_t n)
{
	size_t i = n >= 3 && !memcmp(bytes, "\357\273\277", 3) ? 3 : 0;

	for (; i < n; i++) {
		if (bytes[i] == '#')
			while (i + 1 < n && bytes[i + 1] != '\n' && bytes[i + 1] != '\r')
				i++;
		else if (!bytes[i] || !strchr(" \t\r\n", bytes[i]))
			return true;
	}
	return false;
}

struct config config_load(struct arena *a, struct diag *d, uint16_t source, const char *bytes, size_t n)
{
	struct config c = config_default;
	bool cut = false;
	const struct yaml_node *top =
		says_something(bytes, n) ? yaml_tree(a, a, d, source, bytes, n, &words_of_file, &cut) : NULL;

	if (!top)
		return c;
	if (top->kind != YAML_MAP) {
		diag_hint(d, diag_add(d, DIAG_ERROR, "type", top->at, _("settings are keys with values")),
			  "%s", _("one a line: theme: dark"));
		return c;
	}
	for (size_t i = 0; i < top->count; i++) {
		size_t beside = refuse_beside(a, d, top, i);

		if (!beside)
			read_pair(a, d, NULL, &top->pairs[i], &c);
		i += beside;
	}
	return c;
}
