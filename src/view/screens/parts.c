#include "view/screens/parts.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "view/layout.h"
#include "view/legmap.h"

static bool some(const char *s)
{
	return s && s[0];
}

struct parts_frame parts_frame(struct canvas *c, int least)
{
	enum { HEAD, GAP1, BODY, GAP2, KEYS, ROWS };
	int most = c->rows > 1 ? c->rows - 1 : 1;
	struct band b[ROWS] = {
		[HEAD] = {1, 1, 5, {0}},
		[GAP1] = {1, 1, 8, {0}},
		[BODY] = {least < most ? least : most, 9999, 0, {0}},
		[GAP2] = {1, 1, 9, {0}},
		[KEYS] = {1, 1, 1, {0}},
	};

	canvas_clear(c);
	layout_rows(layout_inset(canvas_rect(c), c->cols >= 60 ? 1 : 0, 0), b, ROWS);
	return (struct parts_frame){b[HEAD].r, b[BODY].r, b[KEYS].r};
}

void parts_head(struct canvas *c, struct rect r, const char *title, const char *more, const char *right)
{
	static const char name[] = "unknot";
	int x = r.x, room = r.w;

	if (r.h < 1)
		return;
	if (some(right) && text_width(right) + 8 <= room) {
		canvas_text_right(c, r.x, r.y, r.w, STYLE_STRONG, right);
		room -= text_width(right) + 2;
	}
	if (some(more) && text_width(more) + text_width(title) + (int)sizeof name + 4 <= room) {
		canvas_text_right(c, r.x, r.y, room, STYLE_DIM, more);
		room -= text_width(more) + 2;
	}
	if (room >= (int)sizeof name + 2 + text_width(title)) {
		x += canvas_text(c, x, r.y, STYLE_KEY, name);
		if (some(title)) {
			canvas_glyph(c, x + 1, r.y, GLYPH_DOT, STYLE_DIM);
			x += 3;
		}
	}
	if (some(title))
		canvas_text_in(c, x, r.y, r.x + room - x, STYLE_TITLE, title);
}

static int key_width(const struct vm_key *k)
{
	return text_width(k->shown) + 1 + text_width(k->label);
}

void parts_keys(struct canvas *c, struct rect r, const struct vm_key *keys, size_t n)
{
	enum { GAP = 3 };
	int x = r.x, y = r.y, all = 0, gap;

	if (r.h < 1)
		return;
	for (size_t i = 0; i < n; i++)
		all += key_width(&keys[i]) + GAP;
	gap = all - GAP <= r.w * r.h ? GAP : GAP - 1; /* closer together, one more may fit */
	for (size_t i = 0; i < n; i++) {
		int w = key_width(&keys[i]);
		bool fits = x + w <= r.x + r.w;

		if (!fits && y + 1 < r.y + r.h && x > r.x && w <= r.w) {
			x = r.x;
			y++;
			fits = true;
		}
		if (!fits && i > 0)
			continue;
		x += canvas_text_in(c, x, y, r.x + r.w - x, STYLE_KEY, keys[i].shown) + 1;
		x += canvas_text_in(c, x, y, r.x + r.w - x, STYLE_DIM, keys[i].label);
		x += gap;
	}
}

enum style parts_leg_style(enum leg leg)
{
	switch (leg) {
	case LEG_LEFT:
		return STYLE_LEFT;
	case LEG_RIGHT:
		return STYLE_RIGHT;
	case LEG_NONE:
		break;
	}
	return STYLE_PLAIN;
}

static void draw_tick(struct canvas *c, int x, int y, const struct vm_tick *t)
{
	switch (t->state) {
	case TICK_DONE:
		canvas_glyph(c, x, y, GLYPH_STEP_DONE,
			     t->leg == LEG_NONE ? STYLE_BAR : parts_leg_style(t->leg));
		break;
	case TICK_NOW:
		canvas_glyph(c, x, y, GLYPH_STEP_NOW, STYLE_NOW);
		break;
	case TICK_TO_COME:
		canvas_glyph(c, x, y, GLYPH_STEP, t->leg == LEG_NONE ? STYLE_DIM : parts_leg_style(t->leg));
		break;
	}
}

/* Glyphs with lines between them while there is room, then glyphs alone, then a plain bar. */
void parts_steps(struct canvas *c, struct rect r, const struct view_model *vm)
{
	enum { GAP_MOST = 30 };
	int n = (int)vm->nticks, span;

	if (n == 0 || r.w < 1 || r.h < 1)
		return;
	if (n > r.w || n == VM_TICKS) {
		canvas_bar(c, r.x, r.y, r.w, vm->session_ms, vm->session_whole_ms, STYLE_BAR);
		return;
	}
	span = (n - 1) * (1 + GAP_MOST);
	span = span < r.w - 1 ? span : r.w - 1;
	for (int i = 0; i < n; i++) {
		int x = r.x + (n > 1 ? span * i / (n - 1) : 0),
		    next = r.x + (n > 1 ? span * (i + 1) / (n - 1) : 0);

		draw_tick(c, x, r.y, &vm->ticks[i]);
		while (++x < next && i + 1 < n)
			canvas_glyph(c, x, r.y, GLYPH_H,
				     vm->ticks[i].state == TICK_DONE ? STYLE_BAR : STYLE_TRACK);
	}
}

enum { FIGURE_COLS = 3 }; /* from one figure of the scale to the next */

/* Under the figures: the band to aim for, and where the last rating is. */
static void draw_scale_marks(struct canvas *c, int x, int y, int lo, int hi, int last)
{
	int from = x + FIGURE_COLS * lo, cols = FIGURE_COLS * (hi - lo) + FIGURE_COLS;
	const char *aim = _("aim here");

	canvas_text(c, x + 1, y, STYLE_DIM, _("none"));
	canvas_text_right(c, x, y, FIGURE_COLS * 10, STYLE_DIM, _("worst"));
	canvas_text(c, x + FIGURE_COLS * 10 + 1, y, STYLE_KEY, "t");
	if (hi > 0 && last == RATING_UNKNOWN && text_width(aim) < cols)
		canvas_text_mid(c, from, y, cols, STYLE_GOOD, aim);
	else
		for (int i = 0; hi > 0 && i < cols; i++)
			canvas_glyph(c, from + i, y, GLYPH_LINE, STYLE_GOOD);
	if (last != RATING_UNKNOWN)
		canvas_glyph(c, x + FIGURE_COLS * last + 1, y, GLYPH_HERE, STYLE_NOW);
}

void parts_scale(struct canvas *c, struct rect r, int lo, int hi, int first, int last)
{
	if (r.w < SCALE_COLS || r.h < 1)
		return;
	for (int v = 0; v <= 10; v++) {
		enum style s = v == last                      ? STYLE_NOW
			       : v == first                   ? STYLE_STRONG
			       : hi > 0 && v >= lo && v <= hi ? STYLE_GOOD
							      : STYLE_DIM;
		int x = r.x + FIGURE_COLS * v;

		canvas_printf(c, x + 1, r.y, s, "%d", v);
		if (v != last)
			continue;
		canvas_put(c, x, r.y, '[', s, 15);
		canvas_put(c, x + (v > 9 ? 3 : 2), r.y, ']', s, 15);
	}
	if (r.h > 1)
		draw_scale_marks(c, r.x, r.y + 1, lo, hi, last);
}

/* The rows of the legs, under their labels: as many as are not too wide. */
static int map_rows(int rows, int cols)
{
	while (rows >= LEGMAP_ROWS_LEAST && legmap_cols(rows) > cols)
		rows--;
	return rows;
}

int parts_map_cols(int rows, int room)
{
	rows = map_rows(rows - 1, room);
	return rows >= LEGMAP_ROWS_LEAST ? legmap_cols(rows) : 0;
}

bool parts_map_good(int room)
{
	enum { GOOD_ROWS = 20 };

	return room >= legmap_cols(GOOD_ROWS);
}

struct legmap parts_order_map(const struct plan *p, const struct atlas *a, const struct person *who,
			      const struct view_settings *set)
{
	struct legmap map = legmap_of(a, who);
	int order[3] = {0};

	map.mirror = set->mirror;
	map.memo = set->memo;
	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *press = &p->presses[i];
		char *label = &map.label[press->site->index][press->leg == LEG_RIGHT];

		if (!*label && ++order[press->leg] <= 9)
			*label = (char)('0' + order[press->leg]);
		if (press->site->index >= SITES_BUILT_IN && map.nsites < SITE_MOST)
			map.site[map.nsites++] = press->site;
	}
	return map;
}

/* Where the legs are, under their labels. */
static struct rect legs_rect(struct rect r)
{
	return (struct rect){r.x, r.y + 1, r.w, map_rows(r.h - 1, r.w)};
}

void parts_map(struct canvas *c, struct rect r, const struct legmap *m)
{
	struct rect legs = legs_rect(r);
	enum leg first = m->mirror ? LEG_RIGHT : LEG_LEFT, second = leg_other(first);
	int half = r.w / 2;

	if (legs.h < LEGMAP_ROWS_LEAST)
		return;
	canvas_text_mid(c, r.x, r.y, half,
			m->now_leg == first ? STYLE_NOW : STYLE_LEFT + (first == LEG_RIGHT), leg_text(first));
	canvas_text_mid(c, r.x + r.w - half, r.y, half,
			m->now_leg == second ? STYLE_NOW : STYLE_LEFT + (second == LEG_RIGHT),
			leg_text(second));
	legmap_draw(c, legs, m);
}

void parts_map_now(struct canvas *c, struct rect r, const struct legmap *m)
{
	legmap_draw_now(c, legs_rect(r), m);
}

int parts_rows(const char *text, int cols, int most)
{
	if (!some(text) || cols < 1)
		return 0;
	int rows = (int)text_wrap(text, cols, NULL, 0);

	return rows < most ? rows : most;
}

int parts_top(int selected, int n, int rows)
{
	int top = selected - rows / 2;

	if (top > n - rows)
		top = n - rows;
	return top > 0 ? top : 0;
}

void parts_more(struct canvas *c, struct rect r, int top, int n, int selected)
{
	int last = top + r.h - 1;

	if (r.h < 2 || r.w < 2)
		return;
	if (top > 0)
		canvas_glyph(c, r.x + 1, r.y, GLYPH_UP, top == selected ? STYLE_SELECTED : STYLE_KEY);
	if (last + 1 < n)
		canvas_glyph(c, r.x + 1, r.y + r.h - 1, GLYPH_DOWN,
			     last == selected ? STYLE_SELECTED : STYLE_KEY);
}

struct rect parts_below(struct rect r, int rows)
{
	rows = rows < r.h ? rows : r.h;
	return (struct rect){r.x, r.y + rows, r.w, r.h - rows};
}

bool parts_move(uint32_t key, int *selected, int n, int page)
{
	int to = *selected;

	if (key == KEYCODE_UP || key == 'k')
		to--;
	else if (key == KEYCODE_DOWN || key == 'j')
		to++;
	else if (key == KEYCODE_PAGE_UP)
		to -= page;
	else if (key == KEYCODE_PAGE_DOWN)
		to += page;
	else if (key == KEYCODE_HOME)
		to = 0;
	else if (key == KEYCODE_END)
		to = n - 1;
	else
		return false;
	*selected = to >= n ? (n > 0 ? n - 1 : 0) : to < 0 ? 0 : to;
	return true;
}

/* A last column is kept free for the mark that there is more. */
int parts_lines(struct canvas *c, struct rect r, enum style style, const char *text, int top)
{
	int w = r.w > 4 ? r.w - 2 : r.w;
	size_t n = text_wrap(text, w, NULL, 0);
	struct text_line *lines = mem_calloc(n + 1, sizeof *lines);

	text_wrap(text, w, lines, n);
	int last = (int)n > r.h ? (int)n - r.h : 0;

	top = top > last ? last : top < 0 ? 0 : top;
	for (int y = 0; y < r.h && top + y < (int)n; y++) {
		char *line = mem_strndup(lines[top + y].p, lines[top + y].n);

		canvas_text_in(c, r.x, r.y + y, w, style, line);
		free(line);
	}
	free(lines);
	if (top < last && r.h > 0 && w < r.w)
		canvas_glyph(c, r.x + r.w - 1, r.y + r.h - 1, GLYPH_DOWN, STYLE_KEY);
	return last;
}

int parts_page(struct canvas *c, const char *title, enum style style, const char *text, int top,
	       const struct vm_key *keys, size_t nkeys)
{
	struct parts_frame f = parts_frame(c, 4);

	canvas_text_in(c, f.head.x, f.head.y, f.head.h ? f.head.w : 0, style, title);
	parts_keys(c, f.keys, keys, nkeys);
	f.body.w = f.body.w < 78 ? f.body.w : 78;
	return parts_lines(c, f.body, STYLE_PLAIN, text, top);
}

struct vm_key parts_key(enum action a, const char *label)
{
	const struct binding *b = keymap_of(a);

	return (struct vm_key){b ? _(b->shown) : "", label ? label : b ? _(b->label) : ""};
}
