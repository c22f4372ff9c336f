/* The placeholders in texts of a routine: `<leg>`, and what people write for them. */
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"

static const struct {
	const char *name;
	unsigned bit;
} fills[] = {{"<leg>", FILL_LEG},
	     {"<site>", FILL_SITE},
	     {"<muscle>", FILL_MUSCLE},
	     {"<time>", FILL_TIME},
	     {"<breaths>", FILL_BREATHS}};

enum { FILLS = sizeof fills / sizeof *fills };

/* Where a word stands in the lines of a text; the whole text if escapes or breaks hide it. */
static struct span find_word(struct routine_load *l, struct span at, const char *word)
{
	uint32_t col = at.col;

	for (uint32_t line = at.line; line <= at.end_line; line++, col = 1) {
		size_t left;
		const char *p = diag_from(l->d, at.source, line, col, &left),
			   *found = memmem(p, left, word, strlen(word));

		if (!found)
			continue;
		for (uint32_t cp; p < found; col++)
			if (!utf8_next(&p, found, &cp))
				p++;
		return (struct span){at.source, line, col, line, col + (uint32_t)strlen(word)};
	}
	return at;
}

/* `<Leg>` and `<side>` mean what is there; else all that is. */
static void hint_fills(struct routine_load *l, struct diag_entry *e, const char *word,
		       const char *const *names, size_t n)
{
	static const char *const others[][2] = {{"<side>", "<leg>"},     {"<place>", "<site>"},
						{"<name>", "<site>"},    {"<spot>", "<site>"},
						{"<seconds>", "<time>"}, {"<bein>", "<leg>"}};
	const char *meant = text_meaning(others, sizeof others / sizeof *others, word);
	struct buf all = {0};

	load_guess(l, e, meant ? meant : word, names, n);
	buf_list(&all, names, n);
	if (!e->hint && n)
		diag_hint(l->d, e, _("one of: %s"), buf_str(&all));
	buf_free(&all);
}

static void check_fill(struct routine_load *l, const struct yaml_node *v, const char *word, unsigned legal)
{
	const char *names[FILLS];
	unsigned bit = 0;
	size_t n = 0;
	struct diag_entry *e;
	struct span at;

	for (int i = 0; i < FILLS; i++) {
		if (!strcmp(fills[i].name, word))
			bit = fills[i].bit;
		if (legal & fills[i].bit)
			names[n++] = fills[i].name;
	}
	if (bit & legal)
		return;
	at = find_word(l, v->at, word);
	if (bit) {
		e = load_error(l, "placeholder", at, _("%s has no meaning here"), word);
		diag_expect(l->d, e, names, n);
	} else {
		e = load_error(l, "placeholder", at, _("there is nothing that could be filled in for %s"),
			       word);
		hint_fills(l, e, word, names, n);
	}
}

/* A placeholder as other programs write it, at the start of a text: `{leg}`, `[leg]`, `< leg >`, `&lt;leg&gt;`. Its number
 * and its bytes; FILLS if there is none. */
static size_t foreign_fill(const char *p, size_t *n)
{
	static const char *const around[][2] = {
		{"{{", "}}"}, {"{", "}"}, {"[", "]"}, {"<", ">"}, {"&lt;", "&gt;"}};

	for (size_t a = 0; a < sizeof around / sizeof *around; a++) {
		size_t open = strlen(around[a][0]), close = strlen(around[a][1]);
		const char *word = p + open, *end;

		if (strncmp(p, around[a][0], open) != 0)
			continue;
		word += strspn(word, " ");
		for (size_t i = 0; i < FILLS; i++) {
			size_t letters = strlen(fills[i].name) - 2;

			end = word + letters;
			if (strncasecmp(word, fills[i].name + 1, letters) != 0)
				continue;
			end += strspn(end, " ");
			*n = (size_t)(end - p) + close;
			if (!strncmp(end, around[a][1], close) && strncmp(p, fills[i].name, *n) != 0)
				return i;
		}
	}
	return FILLS;
}

/* One of a text is enough: it would be shown and spoken as it stands. */
static void warn_foreign(struct routine_load *l, const struct yaml_node *v, unsigned legal)
{
	for (const char *p = v->text; (p = strpbrk(p, "<{[&")); p++) {
		size_t n, i = foreign_fill(p, &n);
		const char *word;
		struct span at;
		struct diag_entry *e;

		/* `<Leg>` is told of as what cannot be filled in */
		if (i == FILLS || (*p == '<' && p[1] != ' ' && p[n - 2] != ' '))
			continue;
		word = arena_strndup(l->arena, p, n);
		at = find_word(l, v->at, word);
		e = load_warning(l, "placeholder", at, _("%s is shown and spoken as it stands"), word);
		if (legal & fills[i].bit)
			diag_hint(l->d, e, _("if it is to be filled in, write %s"), fills[i].name);
		else
			diag_hint(l->d, e, _("nothing can be filled in for %s here"), fills[i].name);
		return;
	}
}

bool load_may_fill(const struct yaml_node *v)
{
	return strpbrk(v->text, "<{[&");
}

/* `<word>`: letters between the signs, so that "3 < 4" is left alone. */
void load_check_fills(struct routine_load *l, const struct yaml_node *v, unsigned legal)
{
	if (v->kind != YAML_SCALAR || v->bad)
		return;
	warn_foreign(l, v, legal);
	for (const char *p = strchr(v->text, '<'); p; p = strchr(p + 1, '<')) {
		size_t n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

		if (n && n < 32 && p[1 + n] == '>')
			check_fill(l, v, arena_strndup(l->arena, p, n + 2), legal);
	}
}
