/* What the preview says of one step: where it stands, its phases with what is shown in each, and the author's cues.
 * Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PREVIEW_STEP_H
#define UNKNOT_VIEW_SCREENS_PREVIEW_STEP_H

#include "view/screens/preview.h"

/* How long the row of the ladder is that begins with segment `first`, in ms as planned. */
int64_t preview_step_ms(const struct plan *p, size_t first);

/* Rows of all that there is to say in `cols` columns of the row of the ladder that begins with segment `first`. */
int preview_step_rows(const struct preview_model *m, size_t first, int cols);

/* Draws it; where `r` has too few rows, each phase keeps one. */
void preview_step_draw(struct canvas *c, struct rect r, const struct preview_model *m, size_t first);

#endif
