#include "load/config_load.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_tree.h"

/* An error about a word that is none of `words`, with a guess. */
static void refuse(struct diag *d, const char *code, const struct yaml_node *word, const char *message,
		   const char *const *words, size_t n)
{
	struct diag_entry *e = diag_add(d, DIAG_ERROR, code, word->at, "%s", message);
	const char *near = text_nearest(word->text, words, n);
	struct buf all = {0};

	diag_expect(d, e, words, n);
	for (size_t i = 0; i < n; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", words[i]);
	if (near) {
		diag_hint(d, e, _("did you mean \"%s\"?"), near);
		diag_replace(d, e, near);
	} else {
		diag_hint(d, e, _("it is one of: %s"), buf_str(&all));
	}
	buf_free(&all);
}

static size_t words_of(enum config_key k)
{
	size_t n = 0;

	while (n < CONFIG_WORDS && config_row(k)->words[n])
		n++;
	return n;
}

/* The number of a word among the values of a key; their count if it is none. A switch takes true and false
 * too. */
static size_t find_word(enum config_key k, const char *text)
{
	const char *const *words = config_row(k)->words;
	bool yes_no = !strcmp(words[0], "no") || !strcmp(words[0], "yes");
	size_t n = words_of(k), i = 0;

	if (yes_no && (!strcmp(text, "true") || !strcmp(text, "false")))
		text = *text == 't' ? "yes" : "no";
	while (i < n && strcmp(words[i], text))
		i++;
	return i;
}

static void read_value(struct arena *a, struct diag *d, enum config_key k, const struct yaml_node *v,
		       struct config *c)
{
	const struct config_row *row = config_row(k);
	size_t word;

	if (v->bad)
		return;
	if (v->kind != YAML_SCALAR) {
		diag_add(d, DIAG_ERROR, "type", v->at, _("`%s` takes one word"), row->name);
		return;
	}
	word = find_word(k, v->text);
	if (word < words_of(k))
		config_set(c, k, (int)word);
	else
		refuse(d, "setting", v, arena_printf(a, _("`%s` cannot be \"%.60s\""), row->name, v->text),
		       row->words, words_of(k));
}

static void read_pair(struct arena *a, struct diag *d, const struct yaml_pair *p, struct config *c)
{
	const char *names[CONFIG_KEYS];

	for (enum config_key k = 0; k < CONFIG_KEYS; k++) {
		names[k] = config_row(k)->name;
		if (!strcmp(names[k], p->key->text)) {
			read_value(a, d, k, p->value, c);
			return;
		}
	}
	refuse(d, "unknown-key", p->key, arena_printf(a, _("there is no setting \"%.60s\""), p->key->text),
	       names, CONFIG_KEYS);
}

/* Whether there is anything but blanks and comments. */
static bool says_something(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes[i] == '#')
			while (i + 1 < n && bytes[i + 1] != '\n')
				i++;
		else if (!strchr(" \t\r\n", bytes[i]))
			return true;
	}
	return false;
}

struct config config_load(struct arena *a, struct diag *d, uint16_t source, const char *bytes, size_t n)
{
	struct config c = config_default;
	bool cut = false;
	const struct yaml_node *top =
		says_something(bytes, n) ? yaml_tree(a, a, d, source, bytes, n, &cut) : NULL;

	if (!top)
		return c;
	if (top->kind != YAML_MAP) {
		diag_hint(d, diag_add(d, DIAG_ERROR, "type", top->at, _("settings are keys with values")),
			  "%s", _("one a line: theme: dark"));
		return c;
	}
	for (size_t i = 0; i < top->count; i++)
		read_pair(a, d, &top->pairs[i], &c);
	return c;
}
