/* Enter reads on: down the page, on to the next one, and after the last one back. */
#include "view/screens/learn.h"

#include <stdint.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "core/learn.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/screens/parts.h"

enum { INDENT = 2, TEXT_LEAST = 34, TEXT_MOST = 78, GAP = 3 };

static const struct learn_page *page_of(const struct learn_model *m)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	return &p[m->page >= 0 && m->page < (int)n ? m->page : 0];
}

static int pages(void)
{
	size_t n;

	learn_pages(&n);
	return (int)n;
}

struct learn_model learn_open(const struct atlas *a, const struct view_settings *set, const char *id)
{
	const struct learn_page *p = id ? learn_find(id) : NULL;
	size_t n;

	return (struct learn_model){.atlas = a,
				    .set = set,
				    .page = p ? (int)(p - learn_pages(&n)) : 0,
				    .open = p != NULL,
				    .direct = p != NULL};
}

/* ---- keys ---- */

static void turn(struct learn_model *m, int by)
{
	int to = m->page + by;

	if (to < 0 || to >= pages())
		return;
	m->page = to;
	m->top = 0;
}

static void leave_page(struct learn_model *m, bool *back)
{
	*back = m->direct;
	m->open = m->direct;
	m->top = 0;
}

static void read_on(struct learn_model *m, bool *back)
{
	if (m->top < m->last)
		m->top += m->rows > 2 ? m->rows - 1 : 1;
	else if (m->page + 1 < pages())
		turn(m, 1);
	else
		leave_page(m, back);
}

static bool page_key(struct learn_model *m, uint32_t key, bool *back)
{
	if (key == KEYCODE_ENTER || key == KEYCODE_SPACE)
		read_on(m, back);
	else if (key == KEYCODE_RIGHT || key == 'n')
		turn(m, 1);
	else if (key == KEYCODE_LEFT || key == 'p')
		turn(m, -1);
	else if (key == KEYCODE_ESC || key == KEYCODE_BACKSPACE || key == 'x')
		leave_page(m, back);
	else
		return parts_move(key, &m->top, m->last + 1, m->rows > 2 ? m->rows - 1 : 1);
	return true;
}

static bool list_key(struct learn_model *m, uint32_t key, bool *back)
{
	if (key == KEYCODE_ENTER || key == KEYCODE_RIGHT || key == KEYCODE_SPACE)
		m->open = true;
	else if (key == KEYCODE_ESC || key == KEYCODE_LEFT || key == KEYCODE_BACKSPACE)
		*back = true;
	else
		return parts_move(key, &m->page, pages(), 5);
	m->top = 0;
	return true;
}

bool learn_key(struct learn_model *m, uint32_t key, bool *back)
{
	*back = key == 'q';
	return *back || (m->open ? page_key(m, key, back) : list_key(m, key, back));
}

/* ---- a page ---- */

/* A page that is drawn item by item, some of it above or below what is seen. */
struct scroll {
	struct canvas *c;
	struct rect r;
	int at; /* the line to draw next, from the top of what is seen */
};

static void add_text(struct scroll *s, int indent, enum style style, const char *text)
{
	int w = s->r.w - indent, rows = parts_rows(text, w, INT16_MAX);

	canvas_wrap(s->c, (struct rect){s->r.x + indent, s->r.y + s->at, w, rows}, style, text);
	s->at += rows;
}

static void add_scale(struct scroll *s)
{
	enum { AIM_LO = 3, AIM_HI = 6, ROWS = 2 }; /* gentle and standard: domain.md 1.3 */

	if (s->r.w < SCALE_COLS)
		return;
	parts_scale(s->c, (struct rect){s->r.x, s->r.y + s->at, s->r.w, ROWS}, AIM_LO, AIM_HI, RATING_UNKNOWN,
		    RATING_UNKNOWN);
	s->at += ROWS;
}

/* Its figure on the map, its name, and why. A name that fits begins the first line of all. */
static void add_zone(struct scroll *s, const struct learn_item *it)
{
	struct buf both = {0};
	int y = s->r.y + s->at, w = s->r.w - INDENT;

	canvas_printf(s->c, s->r.x, y, STYLE_STRONG, "%d", it->figure);
	buf_addf(&both, it->more ? "%s: %s" : "%s", it->text, it->more);
	add_text(s, INDENT, text_width(it->text) < w ? STYLE_PLAIN : STYLE_ZONE, buf_str(&both));
	if (text_width(it->text) < w)
		canvas_text(s->c, s->r.x + INDENT, y, STYLE_ZONE, it->text);
	buf_free(&both);
}

static void add_item(struct scroll *s, const struct learn_item *it)
{
	s->at += it->apart;
	switch (it->kind) {
	case LEARN_TEXT:
		add_text(s, 0, STYLE_PLAIN, it->text);
		break;
	case LEARN_LEAD:
		add_text(s, 0, STYLE_STRONG, it->text);
		break;
	case LEARN_POINT:
		canvas_glyph(s->c, s->r.x, s->r.y + s->at, GLYPH_DASH, STYLE_KEY);
		add_text(s, INDENT, STYLE_PLAIN, it->text);
		break;
	case LEARN_SCALE:
		add_scale(s);
		break;
	case LEARN_ZONES:
		add_zone(s, it);
		break;
	}
}

/* Draws the whole page shifted up by `top`, in `r` as far as it is seen there; `rows` is how many that is when
 * it is drawn. Returns how many lines it has. */
static int add_page(struct canvas *c, struct rect r, int rows, const struct learn_model *m, bool title,
		    int top)
{
	struct learn_item items[LEARN_ITEMS];
	const struct learn_page *p = page_of(m);
	size_t n = learn_items(p, m->atlas, items);
	struct rect old = canvas_clip(c, r);
	struct scroll s = {c, r, -top};

	if (title) {
		add_text(&s, 0, STYLE_TITLE, _(p->title));
		s.at += rows > 5;
	}
	for (size_t i = 0; i < n; i++)
		add_item(&s, &items[i]);
	c->clip = old;
	return s.at + top;
}

/* With marks where there is more; the last column is theirs. */
static void draw_text(struct canvas *c, struct rect r, struct learn_model *m, bool title)
{
	struct rect text = {r.x, r.y, r.w > 4 ? r.w - 2 : r.w, r.h};
	int lines = add_page(c, (struct rect){text.x, text.y, text.w, 0}, r.h, m, title, 0);

	m->rows = r.h;
	m->last = lines > r.h ? lines - r.h : 0;
	m->top = m->top > m->last ? m->last : m->top < 0 ? 0 : m->top;
	add_page(c, text, r.h, m, title, m->top);
	if (m->top > 0 && r.h > 1)
		canvas_glyph(c, r.x + r.w - 1, r.y, GLYPH_UP, STYLE_KEY);
	if (m->top < m->last && r.h > 0)
		canvas_glyph(c, r.x + r.w - 1, r.y + r.h - 1, GLYPH_DOWN, STYLE_KEY);
}

static void draw_map(struct canvas *c, struct rect r, const struct learn_model *m)
{
	struct legmap map = legmap_of(m->atlas, NULL);

	map.zones = true;
	map.mirror = m->set->mirror;
	map.memo = m->set->memo;
	parts_map(c, r, &map);
}

/* ---- the list ---- */

static void draw_list(struct canvas *c, struct rect r, const struct learn_model *m)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);
	int top = parts_top(m->page, (int)n, r.h);

	for (int y = 0; y < r.h && top + y < (int)n; y++) {
		bool selected = top + y == m->page;
		enum style style = selected ? STYLE_SELECTED : STYLE_PLAIN;

		if (selected) {
			canvas_fill(c, (struct rect){r.x, r.y + y, r.w, 1}, ' ', style);
			canvas_glyph(c, r.x, r.y + y, GLYPH_POINTER, style);
		}
		canvas_text_in(c, r.x + INDENT, r.y + y, r.w - INDENT - 2, style, _(p[top + y].title));
	}
	if (top > 0 && r.h > 1)
		canvas_glyph(c, r.x + r.w - 1, r.y, GLYPH_UP, STYLE_KEY);
	if (top + r.h < (int)n && r.h > 0)
		canvas_glyph(c, r.x + r.w - 1, r.y + r.h - 1, GLYPH_DOWN, STYLE_KEY);
}

/* As wide as the longest title wants. */
static int list_cols(void)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);
	int widest = 0;

	for (size_t i = 0; i < n; i++) {
		int w = text_width(_(p[i].title));

		widest = w > widest ? w : widest;
	}
	return INDENT + (widest < 40 ? widest : 40) + 2;
}

/* ---- the screen ---- */

/* The list with the chosen page under it, where it is too narrow for both beside each other. */
static void draw_stacked(struct canvas *c, struct rect r, struct learn_model *m, bool title)
{
	enum { LIST, GAP1, TEXT, ROWS };
	struct band b[ROWS] = {
		[LIST] = {pages() < r.h ? pages() : r.h, pages(), 0, {0}},
		[GAP1] = {1, 1, 3, {0}},
		[TEXT] = {6, 999, 2, {0}},
	};

	layout_rows(r, b, ROWS);
	draw_list(c, b[LIST].r, m);
	if (b[TEXT].r.h)
		draw_text(c, b[TEXT].r, m, title);
}

/* List, text and map beside each other, as many as there is room for; what the page is about goes last. */
static void draw_body(struct canvas *c, struct rect r, struct learn_model *m, bool title)
{
	enum { LIST, GAP1, TEXT, GAP2, MAP, COLUMNS };
	int list = m->open ? 0 : list_cols(), before = list ? list + GAP : 0;
	int map = learn_has_zones(page_of(m)) && m->atlas ? parts_map_cols(r.h, r.w - before - TEXT_LEAST - 1)
							  : 0;
	struct band b[COLUMNS] = {
		[LIST] = {list < r.w ? list : r.w, list, 1, {0}},
		[GAP1] = {list ? GAP : 0, GAP, 5, {0}},
		[TEXT] = {TEXT_LEAST < r.w || list ? TEXT_LEAST : r.w, TEXT_MOST, list ? 2 : 0, {0}},
		[GAP2] = {map ? 1 : 0, GAP, 6, {0}},
		[MAP] = {map, map, 3, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (list && b[TEXT].r.w)
		draw_list(c, b[LIST].r, m);
	else if (list)
		draw_stacked(c, r, m, title);
	if (b[TEXT].r.w)
		draw_text(c, b[TEXT].r, m, title);
	if (b[MAP].r.w)
		draw_map(c, b[MAP].r, m);
}

static size_t list_keys(struct vm_key *keys)
{
	size_t n = 0;

	keys[n++] = parts_key(ACT_GO_ON, _("read"));
	keys[n++] = (struct vm_key){"\xe2\x86\x91 \xe2\x86\x93", _("pages")};
	keys[n++] = (struct vm_key){"Esc", _("back")};
	return n;
}

static size_t page_keys(struct vm_key *keys, const struct learn_model *m)
{
	bool more = m->top < m->last, next = m->page + 1 < pages();
	size_t n = 0;

	keys[n++] = parts_key(ACT_GO_ON, more ? _("more") : next ? _("next") : _("back"));
	keys[n++] = (struct vm_key){"Esc", _("back")};
	keys[n++] = (struct vm_key){"\xe2\x86\x90 \xe2\x86\x92", _("pages")};
	if (m->last > 0)
		keys[n++] = (struct vm_key){"\xe2\x86\x91 \xe2\x86\x93", _("scroll")};
	return n;
}

void learn_draw(struct canvas *c, struct learn_model *m)
{
	struct parts_frame f = parts_frame(c, 9);
	struct vm_key keys[4];
	char where[VM_LINE];

	draw_body(c, f.body, m, !m->open || !f.head.h);
	vm_format(where, sizeof where, _("page %d of %d"), m->page + 1, pages());
	parts_head(c, f.head, m->open ? _(page_of(m)->title) : _("Learn"), m->open ? where : NULL, NULL);
	parts_keys(c, f.keys, keys, m->open ? page_keys(keys, m) : list_keys(keys));
}
