#include "core/learn.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

enum { COLS_LEAST = 20, INDENT = 2, PAGES_MOST = 32 };

const struct learn_page *learn_find(const char *id)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	for (size_t i = 0; i < n; i++)
		if (text_same(p[i].id, id))
			return &p[i];
	return NULL;
}

const char *learn_guess(const char *id)
{
	const char *ids[PAGES_MOST];
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	for (size_t i = 0; i < n && i < PAGES_MOST; i++)
		ids[i] = p[i].id;
	return text_nearest(id, ids, n < PAGES_MOST ? n : PAGES_MOST);
}

bool learn_has_zones(const struct learn_page *p)
{
	for (int i = 0; i < LEARN_LINES && p->line[i].text; i++)
		if (p->line[i].kind == LEARN_ZONES)
			return true;
	return false;
}

/* Lists hang together, and so do a list and the line that heads it. */
static bool stands_apart(const struct learn_page *p, int i)
{
	enum learn_kind kind = p->line[i].kind, before = i > 0 ? p->line[i - 1].kind : LEARN_TEXT;

	if (i == 0 || (kind == LEARN_POINT && (before == LEARN_POINT || before == LEARN_LEAD)))
		return false;
	return kind != LEARN_ZONES;
}

size_t learn_items(const struct learn_page *p, const struct atlas *a, struct learn_item out[LEARN_ITEMS])
{
	size_t n = 0;

	for (int i = 0; i < LEARN_LINES && p->line[i].text; i++) {
		const struct learn_line *l = &p->line[i];

		if (l->kind != LEARN_ZONES) {
			out[n++] = (struct learn_item){.kind = l->kind,
						       .apart = stands_apart(p, i),
						       .text = *l->text ? _(l->text) : ""};
			continue;
		}
		for (int z = 0; a && z < a->nzones && n < LEARN_ITEMS; z++)
			out[n++] = (struct learn_item){.kind = LEARN_ZONES,
						       .figure = z + 1,
						       .text = _(a->zone[z].name),
						       .more = a->zone[z].why ? _(a->zone[z].why) : NULL};
	}
	return n;
}

/* Wraps `text` after `first`, and later lines under its end. */
static void add_wrapped(struct buf *out, const char *first, const char *text, int cols)
{
	int indent = text_width(first);

	for (const char *lead = first; *text; lead = "") {
		struct text_line line;

		text_wrap(text, cols - indent, &line, 1);
		buf_addf(out, "%*s%.*s\n", indent, lead, (int)line.n, line.p);
		text = line.p + line.n;
		text += strspn(text, " \n");
	}
}

static void add_item(struct buf *out, const struct learn_item *it, int cols)
{
	struct buf text = {0};
	char first[16];

	buf_adds(&text, it->text);
	if (it->more)
		buf_addf(&text, ": %s", it->more);
	if (it->figure)
		snprintf(first, sizeof first, "%*d ", INDENT + 1, it->figure);
	else
		snprintf(first, sizeof first, "%*s", 2 * INDENT, it->kind == LEARN_POINT ? "- " : "");
	if (it->kind != LEARN_POINT && !it->figure)
		first[INDENT] = '\0';
	if (it->apart)
		buf_adds(out, "\n");
	add_wrapped(out, first, buf_str(&text), cols);
	buf_free(&text);
}

void learn_text(const struct learn_page *p, const struct atlas *a, int cols, struct buf *out)
{
	struct learn_item items[LEARN_ITEMS];
	size_t n = learn_items(p, a, items);

	cols = cols > COLS_LEAST ? cols : COLS_LEAST;
	add_wrapped(out, "", _(p->title), cols);
	buf_adds(out, "\n");
	for (size_t i = 0; i < n; i++)
		if (items[i].kind != LEARN_SCALE)
			add_item(out, &items[i], cols);
}

void learn_contents(int cols, struct buf *out)
{
	enum { ID_COLS = 10 };
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	cols = cols > COLS_LEAST ? cols : COLS_LEAST;
	add_wrapped(out, "", _("Short pages. 'unknot learn PAGE' reads one of them:"), cols);
	buf_adds(out, "\n");
	for (size_t i = 0; i < n; i++) {
		char id[32];

		snprintf(id, sizeof id, "  %-*s ", ID_COLS, p[i].id);
		add_wrapped(out, cols < 3 * ID_COLS ? "  " : id, cols < 3 * ID_COLS ? p[i].id : _(p[i].title),
			    cols);
	}
}
