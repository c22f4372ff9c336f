/* The knot: a rope wound round itself, a turn for each breath of the hold. With each out-breath a turn comes
 * undone, and when the spot lets go the rope runs straight. Pure. */
#ifndef UNKNOT_VIEW_KNOT_H
#define UNKNOT_VIEW_KNOT_H

#include <stdbool.h>

#include "view/canvas.h"

struct knot {
	int turns, turns_all; /* undone, and all of it */
	int undone;           /* of the turn that is coming undone, 0 .. 1000 */
	bool released;
	int straight;         /* once released: how far it has run straight, 0 .. 1000 */
};

/* Turns that are left, in thousandths. */
int knot_left(const struct knot *k);

/* Draws the rope in `r` (at least 8x1). One row, and every tier but Braille, is drawn as glyphs, three rows
 * and more as a rope of dots. */
void knot_draw(struct canvas *c, struct rect r, const struct knot *k);

#endif
