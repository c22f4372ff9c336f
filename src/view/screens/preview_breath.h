/* Breath patterns as curves, for the preview: all in the same measure of time, so that a longer breath is
 * longer. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PREVIEW_BREATH_H
#define UNKNOT_VIEW_SCREENS_PREVIEW_BREATH_H

#include "core/plan.h"
#include "view/canvas.h"

enum { PREVIEW_BREATH_ROWS = 3 }; /* of one pattern: its name and figures, the curve */

/* Rows for the patterns of a plan, at most `most` of them; 0 if it has none. That of the step at segment `first`
 * comes first. */
int preview_breath_rows(const struct plan *p, size_t first, int most);

/* Draws as many as `r` has rows for. The one of the step at `first` is lit. */
void preview_breath_draw(struct canvas *c, struct rect r, const struct plan *p, size_t first);

#endif
