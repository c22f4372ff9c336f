/* The legs under the places of the map: outline, muscles, light and shade, hatched zones. Pure. */
#ifndef UNKNOT_VIEW_LEGMAP_LEGS_H
#define UNKNOT_VIEW_LEGMAP_LEGS_H

#include "view/legmap.h"

enum { CELL_W = 2, CELL_H = 4 }; /* dots of a cell; about square in most fonts */

/* Where the picture lies: its cells, and the middle of the body in dots from their left. */
struct legs_frame {
	struct rect r;
	double middle, scale_x, height; /* in dots; scale_x: dots a unit of x */
	bool mirror;
};

/* Draws the legs, or copies them from the memo of `m`. */
void legs_draw(struct canvas *c, const struct legmap *m, const struct legs_frame *f);

#endif
