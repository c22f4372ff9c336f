/* The picker: the routines at the left, the chosen one's page beside them, its places on the map in
 * their order. */
#include "view/screens/picker.h"

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
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
	parts_more(c, r, top, (int)m->ncards, m->selected);
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
	enum { GAP = 3, PAGE_COLS = 36 };
	int list = list_cols(m), map = parts_map_cols(r.h, r.w - list - 2 * GAP - PAGE_COLS);
	struct band b[COLUMNS] = {
		[LIST] = {r.w < list ? r.w : list, list, 1, {0}},
		[GAP1] = {GAP, GAP, 3, {0}},
		[PAGE] = {PAGE_COLS, 60, 4, {0}},
		[GAP2] = {map ? GAP : 0, GAP, 5, {0}},
		[MAP] = {map, map, 6, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (b[PAGE].r.w) {
		draw_list(c, b[LIST].r, m);
		card_draw(c, b[PAGE].r, card);
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
		struct legmap legs = parts_order_map(card->plan, m->atlas, m->who, m->set);

		parts_map(c, b[MAP].r, &legs);
	}
}

void picker_draw(struct canvas *c, const struct picker_model *m)
{
	struct vm_key keys[] = {
		parts_key(ACT_GO_ON, _("begin")), {"Esc", _("back")}, parts_key(ACT_HELP, NULL)};
	struct parts_frame f = parts_frame(c, 9);
	bool any = m->ncards > 0 && m->selected >= 0 && m->selected < (int)m->ncards;
	size_t first = any && m->cards[m->selected].plan ? 0 : 1; /* one that does not read is not begun */

	parts_head(c, f.head, _("Routines"), NULL, NULL);
	if (any)
		draw_body(c, f.body, m);
	else
		canvas_wrap(c, f.body, STYLE_DIM,
			    _("No routine was found. Put one into your routines folder; "
			      "unknot check FILE tells whether it is right."));
	parts_keys(c, f.keys, keys + first, 3 - first);
}
