/* The breath pattern of a step as a curve, for the preview: always in the same measure of time, so that a longer
 * breath is longer. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PREVIEW_BREATH_H
#define UNKNOT_VIEW_SCREENS_PREVIEW_BREATH_H

#include "core/plan.h"
#include "view/canvas.h"

enum { PREVIEW_BREATH_ROWS = 3 }; /* its name and figures, the curve */

/* Rows for the pattern of the step at segment `first`; 0 if its breath is not paced. */
int preview_breath_rows(const struct plan *p, size_t first);

/* Draws it, where `r` has the rows for it. */
void preview_breath_draw(struct canvas *c, struct rect r, const struct plan *p, size_t first);

#endif
