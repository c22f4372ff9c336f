/* The breath pacer: a form that swells and sinks with the breath, the phase in a word, the seconds
 * left of it. Pure. */
#ifndef UNKNOT_VIEW_PACER_H
#define UNKNOT_VIEW_PACER_H

#include "view/canvas.h"

/* Draws it in `r`: `fullness` 0 .. 1000, `word` "breathe out", `left` "4". From 5 rows a round form
 * with the word under it; fewer: a bar with the word. */
void pacer_draw(struct canvas *c, struct rect r, int fullness, const char *word, const char *left);

/* The step of the form that a fullness is drawn as: for the same one it looks the same. */
int pacer_step(struct rect r, int fullness);

#endif
