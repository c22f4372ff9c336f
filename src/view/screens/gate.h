/* The gate: the emergency page, a question at a time, and the page of advice after a yes. Any yes
 * decides: no more is asked. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_GATE_H
#define UNKNOT_VIEW_SCREENS_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/screening.h"
#include "view/canvas.h"

/* All zero to begin with; `advice` GATE_EMERGENCY or GATE_CLINICIAN shows the page of advice. */
struct gate_model {
	size_t at;    /* question asked */
	unsigned yes; /* as screening_row.yes: bit `question.n` */
	enum gate advice;
	int top, last; /* first line shown where not all fits, and its highest; the screen's */
};

enum gate_choice {
	GATE_NONE,
	GATE_ANSWERED, /* all answered, or one yes: `yes` is to be recorded */
	GATE_LEAVE     /* the person leaves without an answer, or has read the advice */
};

/* Takes a key. False if it means nothing. */
bool gate_key(struct gate_model *m, uint32_t key, enum gate_choice *choice);
void gate_draw(struct canvas *c, struct gate_model *m);

#endif
