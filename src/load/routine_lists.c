/* Lists of texts of a routine: what it needs, and its tags. */
#include <string.h>

#include "base/i18n.h"
#include "load/routine_keys.h"
#include "load/routine_parts.h"

enum {
	GUESSED_MOST = 200, /* the longest value that is made a list of in a hint */
	SLIP_MOST = 40,     /* the longest tag that is taken for a slip */
	LOOKED_AT = 100     /* tags of a routine: to compare is slow */
};

/* The word behind the # that ends a line, `tags: #daily`; NULL if it is no word. */
static const char *comment_on(struct routine_load *l, uint32_t line)
{
	size_t n, word = 0;
	const char *p = diag_line(l->d, l->file->r->source, line, &n), *hash = memchr(p, '#', n);

	if (!hash)
		return NULL;
	n -= (size_t)(hash + 1 - p);
	while (word < n && ((hash[1 + word] >= 'a' && hash[1 + word] <= 'z') || hash[1 + word] == '-'))
		word++;
	return word && word == n && n <= SLIP_MOST ? arena_strndup(l->arena, hash + 1, n) : NULL;
}

bool load_texts(struct routine_load *l, const char *name, const struct yaml_node *v, const char ***out,
		size_t *n)
{
	bool ok = true;

	if (v->bad)
		return false;
	if (v->kind != YAML_LIST) {
		struct diag_entry *e = load_error(l, "type", v->at, _("`%s` takes a list"), name);

		if (v->kind == YAML_SCALAR && v->n && v->n <= GUESSED_MOST && !strpbrk(v->text, "[]{}\""))
			load_did_you_mean(l, e,
					  arena_printf(l->arena, "[%s]",
						       arena_replace(l->arena, v->text, " - ", ", ")));
		else if (v->kind == YAML_SCALAR && !v->n && comment_on(l, v->at.line))
			diag_hint(l->d, e, _("# begins a comment, up to the end of the line: write %s: [%s]"),
				  name, comment_on(l, v->at.line));
		return false;
	}
	*out = arena_array(l->arena, v->count, sizeof **out);
	for (size_t i = 0; i < v->count; i++) {
		size_t mark = load_down_item(l, i);
		const char *text = load_text(l, name, v->items[i]);

		if (text)
			(*out)[(*n)++] = text;
		ok &= text != NULL;
		load_up(l, mark);
	}
	return ok;
}

/* Whether `tag` holds `word` between blanks. */
static bool holds_word(const char *tag, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = tag; (at = strcasestr(at, word)); at++)
		if ((at == tag || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

/* A tag of the author's own, unless it is all but one with a meaning: what `driving` keeps off a calf must not be
 * lost by a slip. */
static void warn_slip(struct routine_load *l, const struct yaml_node *v, const char *const *names, size_t n)
{
	size_t t = 0;
	struct diag_entry *e;

	if (v->n > SLIP_MOST)
		return;
	while (t < n && text_distance(v->text, names[t]) != 1 && !holds_word(v->text, names[t]))
		t++;
	if (t == n)
		return;
	e = load_warning(l, "tags", v->at, _("the tag \"%s\" has no meaning"), load_brief(l, v->text));
	if (strchr(v->text, ' '))
		diag_hint(l->d, e, "%s", _("put a comma between two tags"));
	else
		load_did_you_mean(l, e, names[t]);
}

bool load_tags(struct routine_load *l, const char *name, const struct yaml_node *v, struct routine *r)
{
	const char *names[KEY_NAMES_MOST];
	size_t n = routine_tags(names);
	bool ok = load_texts(l, name, v, &r->tags, &r->ntags);

	r->tags_at = v->at;
	for (size_t i = 0; i < r->ntags; i++) {
		size_t t = 0;

		while (t < n && !text_same(r->tags[i], names[t]))
			t++;
		if (t < n) {
			r->tags[i] = names[t];
			r->tag_bits |= 1U << t;
		} else if (ok && i < LOOKED_AT) {
			warn_slip(l, v->items[i], names, n);
		}
	}
	return ok;
}
