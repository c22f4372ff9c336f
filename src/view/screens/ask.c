#include "view/screens/ask.h"

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/screens/parts.h"
#include "view/view_model.h"

enum ask_choice ask_key(const struct ask_model *m, uint32_t key)
{
	(void)m;
	if (key == KEYCODE_ENTER || key == 'y')
		return ASK_YES;
	if (key == 'n')
		return ASK_NO;
	return key == KEYCODE_ESC || key == 'q' ? ASK_BACK : ASK_NONE;
}

void ask_draw(struct canvas *c, const struct ask_model *m)
{
	struct vm_key keys[] = {parts_key(ACT_GO_ON, m->yes), {"n", m->no}, {"Esc", _("back")}};

	parts_page(c, m->title, STYLE_TITLE, m->text, 0, keys, 3);
}
