/* What is wrong with a file, on a screen: as `check` says it, wrapped, and excerpts moved so that the caret is
 * seen. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PREVIEW_FAULTS_H
#define UNKNOT_VIEW_SCREENS_PREVIEW_FAULTS_H

#include "view/canvas.h"
#include "view/screens/preview.h"

/* Lines that it takes at a width; one where nothing is wrong. */
int preview_faults_lines(const struct preview_model *m, int cols);

/* Draws them from line `top` on, with a mark where there are more below. */
void preview_faults_draw(struct canvas *c, struct rect r, const struct preview_model *m, int top);

#endif
