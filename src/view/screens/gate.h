/* The gate on a screen: a page at a time, questions with a key each. What was not read to its end is not
 * answered, and neither is a page by a key that is held down. Pure: time comes with the key. */
#ifndef UNKNOT_VIEW_SCREENS_GATE_H
#define UNKNOT_VIEW_SCREENS_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/duration.h"
#include "view/canvas.h"
#include "view/gate_page.h"

/* Why the last key did nothing, if it did not. */
enum gate_unheard { GATE_HEARD, GATE_TOO_SOON, GATE_NO_SUCH_KEY };

struct gate_model {
	enum gate at;
	struct gate_page page;
	unsigned marks;    /* what is marked so far */
	unsigned value;    /* the answer, once GATE_ANSWERED */
	struct mono quiet; /* since when no answering key has come */
	enum gate_unheard unheard;
	int top, last;     /* first line shown where not all fits, and its highest; -1 before it was drawn */
};

/* The page of `g`, nothing marked. */
void gate_open(struct gate_model *m, enum gate g, const struct gate_about *about, struct mono now);

/* Takes a key. GATE_MARKED if it changed what is seen: a key that answers nothing is told so there. */
enum gate_choice gate_key(struct gate_model *m, uint32_t key, struct mono now);
void gate_draw(struct canvas *c, struct gate_model *m);

#endif
