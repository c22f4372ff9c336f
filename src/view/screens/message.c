#include "view/screens/message.h"

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/screens/parts.h"

bool message_key(struct message_model *m, uint32_t key, bool *back)
{
	*back = key == KEYCODE_ENTER || key == KEYCODE_ESC || key == 'q' || key == KEYCODE_SPACE;
	return *back || parts_move(key, &m->top, INT16_MAX, 10);
}

void message_draw(struct canvas *c, struct message_model *m)
{
	struct vm_key keys[] = {parts_key(ACT_GO_ON, _("go on"))};
	int last = parts_page(c, m->title, m->style, m->text, m->top, keys, 1);

	m->top = m->top > last ? last : m->top;
}
