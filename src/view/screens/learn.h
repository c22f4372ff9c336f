/* Learn: the list of its pages, the chosen one beside it where there is room, and a page alone. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_LEARN_H
#define UNKNOT_VIEW_SCREENS_LEARN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/atlas.h"
#include "view/canvas.h"
#include "view/view_model.h"

struct learn_model {
	const struct atlas *atlas;
	const struct view_settings *set;
	int page;       /* the screen's, as all below: the page that is shown or chosen */
	bool open;      /* it has the screen to itself; else the list */
	bool direct;    /* it was opened from elsewhere: "back" leads there and not to the list */
	int top;        /* first line shown of it */
	int last, rows; /* of the last drawing: the highest first line there is, lines shown */
};

/* At the list, or with `id` at that page; an id that is none opens the list. */
struct learn_model learn_open(const struct atlas *a, const struct view_settings *set, const char *id);

/* Takes a key; `*back` is set when learn is left. False if it means nothing. */
bool learn_key(struct learn_model *m, uint32_t key, bool *back);
void learn_draw(struct canvas *c, struct learn_model *m);

#endif
