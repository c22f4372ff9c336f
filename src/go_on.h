/* Whether a routine's session that was cut off may go on, and with what. */
#ifndef UNKNOT_GO_ON_H
#define UNKNOT_GO_ON_H

#include "core/resume.h"
#include "open_routine.h"

/* Released with go_on_free(). `row` lies in the record it was found in. */
struct go_on {
	const struct session_row *row; /* NULL: nothing was cut off */
	bool fits;                     /* it is not too old, and the routine's plan is what it was */
	/* where it fits */
	struct plan *plan;    /* as it would be played on */
	struct person before; /* as the record was before that session */
	struct person person; /* as it is now */
	struct player_past past;
	struct arena *arena;
};

/* Looks at the record for `r`, for somebody of that level (me.h). A routine that was not the one is no fit. */
struct go_on go_on_look(const struct record *rows, const struct opened *r, int level, struct wall now);
void go_on_free(struct go_on *g);

#endif
