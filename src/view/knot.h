/* The knot: a rope with a knot in it that comes undone turn by turn and runs straight when the
 * spot lets go. Pure. */
#ifndef UNKNOT_VIEW_KNOT_H
#define UNKNOT_VIEW_KNOT_H

#include <stdbool.h>

#include "view/canvas.h"

/* Draws the rope in `r` (at least 8x1): `turns` of `turns_all` undone; `released`: straight. One
 * row, and every tier but Braille, is drawn as glyphs, three rows and more as a rope of dots. */
void knot_draw(struct canvas *c, struct rect r, int turns, int turns_all, bool released);

#endif
