/* A question with a yes and a no, on a page of its own. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_ASK_H
#define UNKNOT_VIEW_SCREENS_ASK_H

#include <stdint.h>

#include "view/canvas.h"

struct ask_model {
	const char *title, *text;
	const char *yes, *no; /* labels of Enter and n */
};

enum ask_choice { ASK_NONE, ASK_YES, ASK_NO, ASK_BACK };

enum ask_choice ask_key(const struct ask_model *m, uint32_t key);
void ask_draw(struct canvas *c, const struct ask_model *m);

#endif
