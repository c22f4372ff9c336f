#include "view/screens/jump.h"

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/screens/parts.h"

struct jump_model jump_open(const struct plan *p, int segment)
{
	size_t row = ladder_row(p, segment), rows = ladder_rows(p);

	return (struct jump_model){p, segment, (int)(row < rows || rows == 0 ? row : rows - 1)};
}

bool jump_key(struct jump_model *m, uint32_t key, enum jump_choice *choice, int *segment)
{
	int rows = (int)ladder_rows(m->plan);

	*choice = JUMP_NONE;
	if (key == KEYCODE_ESC || key == 'q' || key == 'x') {
		*choice = JUMP_BACK;
		return true;
	}
	if (key == KEYCODE_ENTER && rows > 0) {
		*choice = JUMP_TO;
		*segment = (int)ladder_segment(m->plan, (size_t)m->selected);
		return true;
	}
	return parts_move(key, &m->selected, rows, 10);
}

void jump_draw(struct canvas *c, const struct jump_model *m)
{
	enum { HEAD, GAP, LIST, KEYS, ROWS };
	struct rect all = layout_inset(canvas_rect(c), c->cols >= 60 ? 1 : 0, 0);
	struct vm_key keys[] = {parts_key(ACT_GO_ON, _("go there")), {"Esc", _("back")}};
	struct band b[ROWS] = {{1, 1, 2, {0}}, {1, 1, 4, {0}}, {1, 999, 0, {0}}, {1, 1, 1, {0}}};

	canvas_clear(c);
	layout_rows(all, b, ROWS);
	b[LIST].r.w = b[LIST].r.w < 76 ? b[LIST].r.w : 76;
	if (b[HEAD].r.h)
		parts_head(c, b[HEAD].r, _("Jump to a step"), NULL, NULL);
	ladder_draw(c, b[LIST].r, m->plan, m->segment, m->selected);
	if (b[KEYS].r.h)
		parts_keys(c, b[KEYS].r, keys, 2);
}
