/* A walk: footprints across the screen, one after the other as its time passes. Pure. */
#ifndef UNKNOT_VIEW_FOOTPRINTS_H
#define UNKNOT_VIEW_FOOTPRINTS_H

#include <stdint.h>

#include "view/canvas.h"

/* Draws them in `r` (nothing below 12x3); `part` of `whole` is behind. */
void footprints_draw(struct canvas *c, struct rect r, int64_t part, int64_t whole);

#endif
