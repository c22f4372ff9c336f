/* The canvas: a grid of cells that screens draw on. A cell holds a character, a style and a level,
 * not colours. All drawing is clipped to a rectangle; nothing outside the grid can be touched.
 * Coordinates count from 0 at the top left. A canvas is owned by whoever made it. Pure. */
#ifndef UNKNOT_VIEW_CANVAS_H
#define UNKNOT_VIEW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "view/theme.h"

struct cell {
	uint32_t ch;           /* 0: the right half of a wide character */
	uint32_t mark;         /* one combining character on it, or 0 */
	uint16_t style, level; /* wide enough to leave no padding: rows are compared as bytes */
};

struct rect {
	int x, y, w, h;
};

struct canvas {
	int cols, rows;
	enum tier tier;
	struct rect clip;
	struct cell *cells; /* rows * cols */
	uint8_t *dots;      /* rows * cols: canvas_dot()'s raster of each cell, in Braille's order */
	unsigned cleared;   /* how often: another number, and somebody else has drawn on it */
};

struct canvas *canvas_new(int cols, int rows, enum tier tier);
void canvas_free(struct canvas *c); /* NULL does nothing */
/* Another size; what was drawn is gone. */
void canvas_resize(struct canvas *c, int cols, int rows);
void canvas_clear(struct canvas *c); /* blanks in STYLE_PLAIN, clip to the whole */

struct rect canvas_rect(const struct canvas *c);
/* Clips all later drawing to `r` (inside the old clip); returns the old clip to put back. */
struct rect canvas_clip(struct canvas *c, struct rect r);

void canvas_put(struct canvas *c, int x, int y, uint32_t ch, enum style s, int level);
void canvas_glyph(struct canvas *c, int x, int y, enum glyph g, enum style s);

/* The same for a character that is known to take one cell and to be of the tier: a third of the cost. */
void canvas_put_narrow(struct canvas *c, int x, int y, uint32_t ch, enum style s, int level);

/* Text at x, y, cut without an ellipsis at the clip's edge. Returns the cells it took. In the ASCII
 * tier characters that are not ASCII are spelled with ASCII look-alikes. Control characters are not
 * drawn. */
int canvas_text(struct canvas *c, int x, int y, enum style s, const char *text);
int canvas_printf(struct canvas *c, int x, int y, enum style s, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* Text in at most `w` cells, cut at a character with an ellipsis if it does not fit. */
int canvas_text_in(struct canvas *c, int x, int y, int w, enum style s, const char *text);

/* Text ending at x + w - 1; text in the middle of w cells. */
int canvas_text_right(struct canvas *c, int x, int y, int w, enum style s, const char *text);
int canvas_text_mid(struct canvas *c, int x, int y, int w, enum style s, const char *text);

/* Text wrapped at blanks into `r`, the last line with an ellipsis if more would follow. Returns the
 * rows it took. */
int canvas_wrap(struct canvas *c, struct rect r, enum style s, const char *text);

void canvas_fill(struct canvas *c, struct rect r, uint32_t ch, enum style s);
void canvas_box(struct canvas *c, struct rect r, enum style s, const char *title);

/* A bar of `w` cells, `part` of `whole` filled, in steps of half a cell where the tier has them. */
void canvas_bar(struct canvas *c, int x, int y, int w, int64_t part, int64_t whole, enum style s);

/* Sets a dot of the 2x4 raster of a cell (Braille tier; block tier sees 2x2 quadrants and draws
 * halves and shades, which every console font has; ASCII tier a density character): dx in 0 .. 2*cols-1, dy in 0 .. 4*rows-1. The last style and the highest
 * level of a cell win. Dots add up in a cell until canvas_clear(). */
void canvas_dot(struct canvas *c, int dx, int dy, enum style s, int level);

/* The same for all dots of a cell at once: `bits` in Braille's order. */
void canvas_dots(struct canvas *c, int x, int y, uint8_t bits, enum style s, int level);

/* The bit of a dot in its cell; only the last bit of dx and the last two of dy count. */
uint8_t canvas_dot_bit(int dx, int dy);

/* Takes a dot away again, and nothing else: a cell that holds no dots is left alone. */
void canvas_undot(struct canvas *c, int dx, int dy);

/* Copies all of `from` to x, y, dots and all; blanks are copied too. */
void canvas_copy(struct canvas *c, int x, int y, const struct canvas *from);

/* Big digits: a text of 0-9 and ':' in figures 3 rows high (3x3 or so cells each). Returns the
 * width in cells; with `c` NULL only measures. */
int canvas_digits(struct canvas *c, int x, int y, enum style s, const char *text);

/* The same, 5 rows high (6 cells a figure), for screens with room. */
int canvas_digits_tall(struct canvas *c, int x, int y, enum style s, const char *text);

/* The grid as golden files have it: the rows of text, a line of dashes, the rows of style marks. */
void canvas_dump(const struct canvas *c, struct buf *out);

/* The grid as text alone. */
void canvas_text_dump(const struct canvas *c, struct buf *out);

/* The grid as lines for a terminal that scrolls: styles as the theme has them, blanks at the end of a line
 * left out. */
void canvas_lines(const struct canvas *c, const struct theme *t, struct buf *out);

/* An SVG picture of it in truecolour (README pictures), on a dark or a light ground; dark if the theme does
 * not know. */
void canvas_svg(const struct canvas *c, const struct theme *t, struct buf *out);

#endif
