/* The jump list: the steps of the session, to go to one. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_JUMP_H
#define UNKNOT_VIEW_SCREENS_JUMP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/plan.h"
#include "view/canvas.h"

struct jump_model {
	const struct plan *plan;
	int segment;  /* where the player is */
	const bool *done; /* of each segment whether it is passed; NULL: all before that are */
	int selected; /* a row; the screen's */
	bool pressing; /* a press runs: the stop keys stop it, whatever lies over it */
};

enum jump_choice { JUMP_NONE, JUMP_TO, JUMP_BACK };

/* Begins with the row of `segment` selected. */
struct jump_model jump_open(const struct plan *p, int segment, const bool *done, bool pressing);

/* Takes a key; with JUMP_TO `*segment` is the value for EV_JUMP. False if it means nothing. */
bool jump_key(struct jump_model *m, uint32_t key, enum jump_choice *choice, int *segment);
void jump_draw(struct canvas *c, const struct jump_model *m);

#endif
