/* A message that fills the screen: an error or a notice, and what to do. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_MESSAGE_H
#define UNKNOT_VIEW_SCREENS_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "view/canvas.h"

struct message_model {
	const char *title, *text; /* newlines in `text` begin a paragraph */
	enum style style;         /* STYLE_STOP for an error, STYLE_WARN, STYLE_TITLE */
	int top;                  /* first line shown; the screen's */
};

/* Takes a key; `*back` is set when the page is left. False if it means nothing. */
bool message_key(struct message_model *m, uint32_t key, bool *back);
void message_draw(struct canvas *c, struct message_model *m);

#endif
