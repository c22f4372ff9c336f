#include "load/pack_load.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_text.h"
#include "load/yaml_tree.h"

enum key { KEY_VERSION, KEY_TITLE, KEY_ABOUT, KEY_SOUNDS, KEYS };

static const char *const keys[KEYS] = {"unknot-sounds", "title", "about", "sounds"};

static bool same(const char *word, const char *name, size_t n)
{
	return strlen(word) == n && !memcmp(word, name, n);
}

static bool is_key(const char *name, size_t n)
{
	for (int k = 0; k < KEYS; k++)
		if (same(keys[k], name, n))
			return true;
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		if (same(sound_name((enum sound)s), name, n))
			return true;
	return false;
}

static bool is_text(const char *name, size_t n)
{
	return same(keys[KEY_TITLE], name, n) || same(keys[KEY_ABOUT], name, n);
}

static const struct yaml_words words = {.key = is_key, .text = is_text};

struct reading {
	struct arena *arena;
	struct diag *d;
	struct pack *pack;
	bool version_meant; /* by a key that is not quite it, which was told */
};

/* An error about a word that is none of `words`, with a guess. */
static void unknown(struct reading *r, const char *code, const struct yaml_node *word, const char *message,
		    const char *const *legal, size_t n)
{
	struct diag_entry *e =
		diag_add(r->d, DIAG_ERROR, code, word->at, message, yaml_text_brief(r->arena, word->text));
	const char *near = text_nearest(word->text, legal, n);
	struct buf all = {0};

	diag_expect(r->d, e, legal, n);
	if (near) {
		diag_hint(r->d, e, _("did you mean \"%s\"?"), near);
		diag_replace(r->d, e, near);
		r->version_meant |= !strcmp(near, keys[KEY_VERSION]);
		return;
	}
	buf_list(&all, legal, n);
	diag_hint(r->d, e, _("it is one of: %s"), buf_str(&all));
	buf_free(&all);
}

static const char *read_text(struct reading *r, const struct yaml_node *n, const char *hint)
{
	if (n->kind == YAML_SCALAR)
		return arena_strdup(r->arena, n->text);
	diag_hint(r->d, diag_add(r->d, DIAG_ERROR, "type", n->at, _("this should be a line of text")), "%s",
		  hint);
	return NULL;
}

static void read_version(struct reading *r, const struct yaml_node *n)
{
	struct diag_entry *e;

	if (n->kind == YAML_SCALAR && !strcmp(n->text, "1"))
		return;
	e = diag_add(r->d, DIAG_ERROR, "version", n->at,
		     _("this unknot reads sound packs of version 1 only"));
	diag_hint(r->d, e, _("write: unknot-sounds: 1"));
}

static void read_sound(struct reading *r, const struct yaml_pair *p, const char *const *names, size_t n)
{
	enum sound s = sound_by_name(p->key->text);
	const char *file;
	struct diag_entry *e;

	if (s == SOUND_NONE) {
		unknown(r, "event", p->key, _("no moment of a session is called \"%s\""), names, n);
		return;
	}
	file = read_text(r, p->value, _("the name of one file, such as start.wav"));
	if (!file)
		return;
	if (pack_name_ok(file)) {
		r->pack->sound[s] = (struct pack_entry){file, p->value->at};
		return;
	}
	e = diag_add(
		r->d, DIAG_ERROR, "sound-name", p->value->at,
		_("a sound is the name of a file beside pack.yaml, so that no pack can reach elsewhere"));
	diag_hint(r->d, e, _("the name alone, such as start.wav"));
}

static void read_sounds(struct reading *r, const struct yaml_node *n)
{
	const char *names[SOUND_COUNT_OF];
	struct diag_entry *e;

	if (n->kind != YAML_MAP) {
		e = diag_add(r->d, DIAG_ERROR, "type", n->at,
			     n->kind == YAML_LIST ? _("`sounds` takes moments as keys, and this is a list")
						  : _("`sounds` takes moments as keys, each with its file"));
		diag_hint(r->d, e,
			  n->kind == YAML_LIST ? _("take the dashes away: start: start.wav")
					       : _("one a line: start: start.wav"));
		return;
	}
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		names[s - 1] = sound_name((enum sound)s);
	for (size_t i = 0; i < n->count; i++)
		read_sound(r, &n->pairs[i], names, SOUND_COUNT_OF - 1);
}

static enum key key_of(const char *word)
{
	int k = 0;

	while (k < KEYS && strcmp(keys[k], word))
		k++;
	return (enum key)k;
}

static void read_pair(struct reading *r, const struct yaml_pair *p)
{
	const char *quotes = _("if the text begins with [ or {, put quotes around it");

	switch (key_of(p->key->text)) {
	case KEY_VERSION:
		read_version(r, p->value);
		break;
	case KEY_TITLE:
		r->pack->title = read_text(r, p->value, quotes);
		break;
	case KEY_ABOUT:
		r->pack->about = read_text(r, p->value, quotes);
		break;
	case KEY_SOUNDS:
		read_sounds(r, p->value);
		break;
	case KEYS:
		if (sound_by_name(p->key->text) != SOUND_NONE) {
			diag_hint(r->d,
				  diag_add(r->d, DIAG_ERROR, "unknown-key", p->key->at,
					   _("`%s` is a moment, and those stand below `sounds`"),
					   p->key->text),
				  "%s", _("put it on a line below `sounds:`, indented"));
			break;
		}
		unknown(r, "unknown-key", p->key, _("a sound pack has no key \"%s\""), keys, KEYS);
		break;
	}
}

static bool has_key(const struct yaml_node *n, enum key k)
{
	for (size_t i = 0; i < n->count; i++)
		if (key_of(n->pairs[i].key->text) == k)
			return true;
	return false;
}

struct pack *pack_load(struct arena *a, struct diag *d, uint16_t source, const char *bytes, size_t n)
{
	struct reading r = {.arena = a, .d = d, .pack = arena_alloc(a, sizeof *r.pack)};
	bool cut = false;
	const struct yaml_node *top = yaml_tree(a, a, d, source, bytes, n, &words, &cut);

	if (!top)
		return NULL;
	if (top->kind != YAML_MAP) {
		diag_add(d, DIAG_ERROR, "type", top->at, _("a sound pack begins with unknot-sounds: 1"));
		return NULL;
	}
	for (size_t i = 0; i < top->count; i++)
		read_pair(&r, &top->pairs[i]);
	if (!cut && !r.version_meant && !has_key(top, KEY_VERSION))
		diag_hint(d,
			  diag_add(d, DIAG_ERROR, "version", top->at,
				   _("the pack does not say that it is one")),
			  "%s", _("write as its first line: unknot-sounds: 1"));
	return r.pack;
}

bool pack_is_one(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	bool cut, pack = false, other = false;
	const struct yaml_node *top =
		yaml_tree(a, a, d, diag_source(d, "", bytes, n), bytes, n, &words, &cut);

	for (size_t i = 0; top && top->kind == YAML_MAP && i < top->count; i++) {
		enum key k = key_of(top->pairs[i].key->text);

		pack |= k == KEY_VERSION || k == KEY_SOUNDS;
		other |= !strcmp(top->pairs[i].key->text, "unknot") ||
			 !strcmp(top->pairs[i].key->text, "steps");
	}
	diag_free(d);
	arena_free(a);
	return pack && !other;
}
