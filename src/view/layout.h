/* Layout: the rules by which a screen's parts share its room. A screen lists bands from top to
 * bottom; what finds no room is left out by rank, the rest grows. All sizes between 1x1 and
 * 1000x1000 go through the same rules. Pure. */
#ifndef UNKNOT_VIEW_LAYOUT_H
#define UNKNOT_VIEW_LAYOUT_H

#include <stddef.h>

#include "view/canvas.h"

struct band {
	int least, most; /* rows (or columns); it is left out rather than smaller than `least` */
	int rank;        /* 0 .. 99: 0 goes last; the highest is left out first and grows last */
	struct rect r;   /* out: where; h (or w) 0 if left out */
};

/* Shares the rows of `r` among bands from top to bottom. Room that no band wants stays below. */
void layout_rows(struct rect r, struct band *b, size_t n);

/* The same for columns, from left to right. */
void layout_cols(struct rect r, struct band *b, size_t n);

/* `r` with `dx` columns off at both sides and `dy` rows off at top and bottom, never negative. */
struct rect layout_inset(struct rect r, int dx, int dy);

/* `w` x `h` (or less) in the middle of `r`. */
struct rect layout_middle(struct rect r, int w, int h);

#endif
