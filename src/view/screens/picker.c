/* The picker: the routines at the left, the chosen one's page beside them, its places on the map in
 * their order. */
#include "view/screens/picker.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/screens/parts.h"

bool picker_key(struct picker_model *m, uint32_t key, enum picker_choice *choice)
{
	*choice = PICKER_NONE;
	if (m->selected >= (int)m->ncards)
		m->selected = m->ncards ? (int)m->ncards - 1 : 0;
	if (key == KEYCODE_ENTER && m->ncards > 0) {
		*choice = m->cards[m->selected].plan ? PICKER_PLAY : PICKER_NONE;
		return true;
	}
	if (key == KEYCODE_ESC || key == KEYCODE_LEFT || key == KEYCODE_BACKSPACE)
		*choice = PICKER_BACK;
	else if (key == '?')
		*choice = PICKER_HELP;
	else if (key == 'q')
		*choice = PICKER_QUIT;
	else
		return parts_move(key, &m->selected, (int)m->ncards, 5);
	return true;
}

static void draw_list(struct canvas *c, struct rect r, const struct picker_model *m)
{
	int top = parts_top(m->selected, (int)m->ncards, r.h);

	for (int y = 0; y < r.h && top + y < (int)m->ncards; y++) {
		const struct card *card = &m->cards[top + y];
		bool selected = top + y == m->selected;
		enum style style = selected ? STYLE_SELECTED : card->plan ? STYLE_PLAIN : STYLE_WARN;
		char minutes[VM_LINE];
		int room = r.w - 2;

		card_minutes(minutes, sizeof minutes, card);
		if (selected)
			canvas_fill(c, (struct rect){r.x, r.y + y, r.w, 1}, ' ', style);
		if (selected)
			canvas_glyph(c, r.x, r.y + y, GLYPH_POINTER, style);
		if (r.w >= 24) {
			canvas_text_right(c, r.x, r.y + y, r.w - 1, selected ? style : STYLE_DIM, minutes);
			room -= 8;
		}
		canvas_text_in(c, r.x + 2, r.y + y, room, style, card_title(card));
	}
}

static void join(struct buf *out, const char **words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(out, ", ");
		buf_adds(out, words[i]);
	}
}

/* A label and a text under it; returns the rows taken. */
static int draw_part(struct canvas *c, struct rect r, const char *label, const char *text)
{
	enum { LABEL_COLS = 9 };

	if (!text || !text[0] || r.h < 1)
		return 0;
	canvas_text_in(c, r.x, r.y, LABEL_COLS - 1, STYLE_KEY, label);
	return canvas_wrap(c, (struct rect){r.x + LABEL_COLS, r.y, r.w - LABEL_COLS, r.h < 3 ? r.h : 3},
			   STYLE_PLAIN, text);
}

static struct rect below(struct rect r, int rows)
{
	rows = rows < r.h ? rows : r.h;
	return (struct rect){r.x, r.y + rows, r.w, r.h - rows};
}

static void draw_times(struct canvas *c, struct rect r, const struct plan *p)
{
	char line[VM_LINE], whole[DURATION_TEXT], left[DURATION_TEXT], right[DURATION_TEXT];

	duration_clock(whole, p->planned_ms);
	duration_clock(left, p->leg[0].ms);
	duration_clock(right, p->leg[1].ms);
	if (p->npresses)
		vm_format(line, sizeof line, _("%s in all; left leg %s, right leg %s held"), whole, left,
			  right);
	else
		vm_format(line, sizeof line, _("%s in all"), whole);
	canvas_text_in(c, r.x, r.y, r.w, STYLE_DIM, line);
}

static void draw_page(struct canvas *c, struct rect r, const struct card *card)
{
	const struct routine *t = card->plan ? card->plan->routine : NULL;
	struct buf needs = {0};

	if (r.h < 1)
		return;
	canvas_text_in(c, r.x, r.y, r.w, STYLE_TITLE, card_title(card));
	r = below(r, 1);
	if (!t) {
		canvas_wrap(c, r, STYLE_WARN, card->problem ? card->problem : "");
		return;
	}
	if (r.h > 0)
		draw_times(c, r, card->plan);
	r = below(r, 2);
	r = below(r,
		  canvas_wrap(c, (struct rect){r.x, r.y, r.w, r.h < 3 ? r.h : 3}, STYLE_PLAIN, t->about) + 1);
	join(&needs, t->needs, t->nneeds);
	r = below(r, draw_part(c, r, _("Needs"), buf_str(&needs)));
	r = below(r, draw_part(c, r, _("For"), t->suits));
	r = below(r, draw_part(c, r, _("Not for"), t->not_for) + 1);
	buf_free(&needs);
	ladder_draw(c, r, card->plan, -1, -1);
}

/* The places of the plan with the order they come in on each leg. */
static struct legmap map_of(const struct picker_model *m, const struct plan *p)
{
	struct legmap map = legmap_of(m->atlas, m->who);
	int order[3] = {0};

	map.mirror = m->set->mirror;
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

/* As wide as the longest title wants, within bounds. */
static int list_cols(const struct picker_model *m)
{
	int widest = 12;

	for (size_t i = 0; i < m->ncards; i++) {
		int w = text_width(card_title(&m->cards[i]));

		widest = w > widest ? w : widest;
	}
	return (widest < 30 ? widest : 30) + 11;
}

static void draw_body(struct canvas *c, struct rect r, const struct picker_model *m)
{
	enum { LIST, GAP1, PAGE, GAP2, MAP, COLUMNS };
	const struct card *card = &m->cards[m->selected];
	int map = r.h > LEGMAP_ROWS_LEAST ? parts_map_cols(r.h) : 0, list = list_cols(m);
	struct band b[COLUMNS] = {
		[LIST] = {r.w < list ? r.w : list, list, 1, {0}},
		[GAP1] = {3, 3, 3, {0}},
		[PAGE] = {30, 60, 4, {0}},
		[GAP2] = {map ? 3 : 0, 3, 5, {0}},
		[MAP] = {map, map, 6, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (b[PAGE].r.w) {
		draw_list(c, b[LIST].r, m);
		draw_page(c, b[PAGE].r, card);
	} else {
		const char *about = card->plan ? card->plan->routine->about : card->problem;
		int rows = parts_rows(about, r.w, 3);
		struct band v[] = {{1, 999, 0, {0}}, {1, 1, 3, {0}}, {rows ? rows : 0, rows, 2, {0}}};

		v[0].most = (int)m->ncards;
		layout_rows(r, v, 3);
		draw_list(c, v[0].r, m);
		canvas_wrap(c, v[2].r, card->plan ? STYLE_DIM : STYLE_WARN, about ? about : "");
	}
	if (b[MAP].r.w && card->plan && m->atlas) {
		struct legmap legs = map_of(m, card->plan);

		parts_map(c, b[MAP].r, &legs);
	}
}

void picker_draw(struct canvas *c, const struct picker_model *m)
{
	struct vm_key keys[] = {
		parts_key(ACT_GO_ON, _("begin")), {"Esc", _("back")}, parts_key(ACT_HELP, NULL)};
	struct parts_frame f = parts_frame(c, 9);

	parts_head(c, f.head, _("Routines"), NULL, NULL);
	if (m->ncards > 0 && m->selected >= 0 && m->selected < (int)m->ncards)
		draw_body(c, f.body, m);
	else
		canvas_wrap(c, f.body, STYLE_DIM,
			    _("No routine was found. Put one into your routines folder; "
			      "unknot check FILE tells whether it is right."));
	parts_keys(c, f.keys, keys, 3);
}
