/* The ladder: a plan as the list of things to do, one row a press, a walk, a stretch on one leg.
 * Step bar, jump list, picker and plain mode count in these rows. Pure. */
#ifndef UNKNOT_VIEW_LADDER_H
#define UNKNOT_VIEW_LADDER_H

#include <stddef.h>

#include "core/plan.h"
#include "view/canvas.h"

/* The first segment of the row after the one that holds segment `n`; nsegments after the last. */
size_t ladder_next(const struct plan *p, size_t n);

/* Number of rows; the row that holds a segment (the number of rows for one past the end). */
size_t ladder_rows(const struct plan *p);
size_t ladder_row(const struct plan *p, int segment);

/* The first segment of a row. */
size_t ladder_segment(const struct plan *p, size_t row);

/* "step 7 of 9, left leg" for the row that holds a segment. */
void ladder_where(const struct plan *p, int segment, char *out, size_t size);

/* The row of `now` that stands for `row` of `old`, in which the routine was before it was saved (core/plan_keep.h):
 * else one of the same number, or the last. `old` may be NULL. */
int ladder_keep(const struct plan *old, int row, const struct plan *now);

/* Draws as many rows as fit `r`, so that `selected` is among them (-1: none, the current one is).
 * `segment` is the current one, -1 for none: then a last row tells how many more there are. */
void ladder_draw(struct canvas *c, struct rect r, const struct plan *p, int segment, int selected);

/* The same of a session: `done` tells of each segment whether it is passed, wherever it lies. NULL: what lies before
 * the current one is. */
void ladder_draw_played(struct canvas *c, struct rect r, const struct plan *p, int segment, const bool *done,
			int selected);

#endif
