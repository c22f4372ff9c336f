/* A routine as lists show it: home and picker. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_CARD_H
#define UNKNOT_VIEW_SCREENS_CARD_H

#include "core/plan.h"
#include "view/canvas.h"

struct card {
	const char *id;          /* as `unknot play ID` takes it */
	const struct plan *plan; /* its plan for this person, with its routine; NULL if it cannot be played */
	const char *problem;     /* why it cannot, as a sentence; NULL if it can */
};

/* The routine's title, or the id where it could not be read. */
const char *card_title(const struct card *c);

/* "17 min"; "" without a plan. */
void card_minutes(char *out, size_t n, const struct card *c);

/* Its page: what it is about, what it needs, for whom and for whom not, its steps; or why it cannot
 * be played. What does not fit below is left out. */
void card_draw(struct canvas *c, struct rect r, const struct card *card);

#endif
