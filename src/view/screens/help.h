/* The help page: the keys, from the keymap table, and the few things to know. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_HELP_H
#define UNKNOT_VIEW_SCREENS_HELP_H

#include <stdbool.h>
#include <stdint.h>

#include "view/canvas.h"

struct help_model {
	bool home; /* opened from there: its keys come before those of a session */
	int top;   /* first line shown; the screen's */
};

/* Takes a key; `*back` is set when the page is left. False if it means nothing. */
bool help_key(struct help_model *m, uint32_t key, bool *back);
void help_draw(struct canvas *c, struct help_model *m);

#endif
