/* Paint: turns a canvas into bytes for a terminal, emitting only what changed since the last
 * frame. Owns a copy of what the terminal shows. Pure: bytes out, no file. */
#ifndef UNKNOT_VIEW_PAINT_H
#define UNKNOT_VIEW_PAINT_H

#include <stdbool.h>

#include "base/text.h"
#include "view/canvas.h"

/* What the terminal can do, as io/term found out. */
struct paint_ability {
	struct theme theme;
	bool sync;           /* synchronised output, mode 2026 */
	bool wrap_glitch;    /* the last cell of the screen must not be written (no xenl) */
};

struct paint;

struct paint *paint_new(struct paint_ability a);
void paint_free(struct paint *p); /* NULL does nothing */

/* Forgets what the terminal shows: the next frame repaints all. */
void paint_invalidate(struct paint *p);

/* Appends to `out` the bytes that turn what is shown into `c`; nothing if nothing changed. Begins
 * and ends with the cursor hidden and the style reset. Returns whether anything was appended. */
bool paint_frame(struct paint *p, const struct canvas *c, struct buf *out);

#endif
