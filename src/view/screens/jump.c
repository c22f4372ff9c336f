#include "view/screens/jump.h"

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/screens/parts.h"

struct jump_model jump_open(const struct plan *p, int segment, const bool *done, bool pressing)
{
	size_t row = ladder_row(p, segment), rows = ladder_rows(p);

	return (struct jump_model){p, segment, done, (int)(row < rows || rows == 0 ? row : rows - 1),
				   pressing};
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
	struct vm_key keys[] = {
		parts_key(ACT_GO_ON, _("go there")), {"q", _("back")}, parts_key(ACT_STOP, NULL)};
	struct parts_frame f = parts_frame(c, 9);

	f.body.w = f.body.w < 76 ? f.body.w : 76;
	parts_head(c, f.head, _("Jump to a step"), NULL, NULL);
	ladder_draw_played(c, f.body, m->plan, m->segment, m->done, m->selected);
	parts_keys(c, f.keys, keys, m->pressing ? 3 : 2);
}
