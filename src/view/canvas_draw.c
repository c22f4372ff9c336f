/* Shapes: fills, boxes, bars, dots and figures. */
#include <string.h>

#include "view/canvas.h"

void canvas_fill(struct canvas *c, struct rect r, uint32_t ch, enum style s)
{
	struct rect old = canvas_clip(c, r);
	struct rect in = c->clip;

	for (int y = in.y; y < in.y + in.h; y++)
		for (int x = in.x; x < in.x + in.w; x++)
			canvas_put(c, x, y, ch, s, 15);
	c->clip = old;
}

void canvas_box(struct canvas *c, struct rect r, enum style s, const char *title)
{
	int right = r.x + r.w - 1, bottom = r.y + r.h - 1;

	if (r.w < 2 || r.h < 2)
		return;
	for (int x = r.x + 1; x < right; x++) {
		canvas_glyph(c, x, r.y, GLYPH_H, s);
		canvas_glyph(c, x, bottom, GLYPH_H, s);
	}
	for (int y = r.y + 1; y < bottom; y++) {
		canvas_glyph(c, r.x, y, GLYPH_V, s);
		canvas_glyph(c, right, y, GLYPH_V, s);
	}
	canvas_glyph(c, r.x, r.y, GLYPH_TL, s);
	canvas_glyph(c, right, r.y, GLYPH_TR, s);
	canvas_glyph(c, r.x, bottom, GLYPH_BL, s);
	canvas_glyph(c, right, bottom, GLYPH_BR, s);
	if (title && *title && r.w > 6) {
		int w = canvas_text_in(c, r.x + 2, r.y, r.w - 5, STYLE_TITLE, title);

		canvas_put(c, r.x + 1, r.y, ' ', s, 15);
		canvas_put(c, r.x + 2 + w, r.y, ' ', s, 15);
	}
}

void canvas_bar(struct canvas *c, int x, int y, int w, int64_t part, int64_t whole, enum style s)
{
	int halves;

	if (w <= 0)
		return;
	if (part < 0 || whole <= 0)
		part = 0;
	halves = whole <= 0 ? 0 : part >= whole ? 2 * w : (int)((double)part / (double)whole * 2 * w);
	for (int i = 0; i < w; i++) {
		int here = halves - 2 * i;

		if (here >= 2)
			canvas_glyph(c, x + i, y, GLYPH_BAR, s);
		else if (here == 1)
			canvas_glyph(c, x + i, y, GLYPH_BAR_HALF, s);
		else
			canvas_glyph(c, x + i, y, GLYPH_TRACK, STYLE_TRACK);
	}
}

/* Bits of the raster as Braille numbers them: column, then row
 * (https://www.unicode.org/charts/PDF/U2800.pdf). */
static const uint8_t dot_bit[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

/* Halves where the quadrants make one, else a shade as dense as the quadrants that are set:
 * bits upper left, upper right, lower left, lower right. */
static const uint16_t quadrants[16] = {
	' ',    0x2591, 0x2591, 0x2580, 0x2591, 0x258c, 0x2592, 0x2593,
	0x2591, 0x2592, 0x2590, 0x2593, 0x2584, 0x2593, 0x2593, 0x2588,
};

static const uint8_t quadrant_mask[4] = {0x03, 0x18, 0x44, 0xa0};

static uint32_t block_shape(uint8_t dots)
{
	unsigned set = 0;

	for (unsigned i = 0; i < 4; i++)
		set |= dots & quadrant_mask[i] ? 1U << i : 0;
	return quadrants[set];
}

/* By the number of dots; thin strokes by where they lie. */
static uint32_t ascii_shape(uint8_t dots)
{
	static const char density[] = " .:-=+*#@";
	int n = 0;

	for (unsigned d = dots; d; d &= d - 1)
		n++;
	if (n <= 2 && !(dots & 0xe4))
		return n == 2 && dots & 0x18 && dots & 0x03 ? '"' : '\'';
	if (n <= 2 && !(dots & 0x1b))
		return n == 2 && dots & 0x44 && dots & 0xa0 ? '_' : '.';
	if (n >= 3 && n <= 4 && (!(dots & 0xb8) || !(dots & 0x47)))
		return '|';
	return (uint32_t)density[n];
}

static uint32_t dots_shape(enum tier t, uint8_t dots)
{
	switch (t) {
	case TIER_BRAILLE:
		return 0x2800U | dots;
	case TIER_BLOCK:
		return block_shape(dots);
	case TIER_ASCII:
		break;
	}
	return ascii_shape(dots);
}

uint8_t canvas_dot_bit(int dx, int dy)
{
	return dot_bit[dx & 1][dy & 3];
}

/* Where a cell is, if it is inside of the clip. */
static bool cell_index(const struct canvas *c, int x, int y, size_t *i)
{
	if (x < c->clip.x || x - c->clip.x >= c->clip.w || y < c->clip.y || y - c->clip.y >= c->clip.h)
		return false;
	*i = (size_t)y * (size_t)c->cols + (size_t)x;
	return true;
}

void canvas_undot(struct canvas *c, int dx, int dy)
{
	size_t i;
	uint8_t left;

	if (!cell_index(c, dx >> 1, dy >> 2, &i) || !c->dots[i])
		return;
	left = c->dots[i] & (uint8_t)~canvas_dot_bit(dx, dy);
	c->dots[i] = left;
	if (left)
		c->cells[i].ch = dots_shape(c->tier, left);
	else
		canvas_put(c, dx >> 1, dy >> 2, ' ', STYLE_PLAIN, 0);
}

void canvas_dots(struct canvas *c, int x, int y, uint8_t bits, enum style s, int level)
{
	size_t i;
	uint8_t old;

	if (!bits || !cell_index(c, x, y, &i))
		return;
	old = c->dots[i];
	if (!old) { /* also mends a wide character that it cuts */
		canvas_put_narrow(c, x, y, dots_shape(c->tier, bits), s, level);
	} else {
		struct cell *cell = &c->cells[i];

		cell->ch = dots_shape(c->tier, old | bits);
		cell->style = (uint16_t)s;
		cell->level = (uint16_t)(level > 15 ? 15 : level > cell->level ? level : cell->level);
	}
	c->dots[i] = old | bits;
}

void canvas_dot(struct canvas *c, int dx, int dy, enum style s, int level)
{
	canvas_dots(c, dx >> 1, dy >> 2, canvas_dot_bit(dx, dy), s, level);
}

/* Figures as pixels, one bit each, the leftmost the highest; two rows of pixels share a row of
 * cells (half blocks), so that a pixel is about square. The last entry is the colon. */
enum { COLON = 10, FIGURES };

struct figures {
	int width, colon_width, height; /* in pixels; colon_width is the width of ':' */
	uint8_t bits[FIGURES][10];
};

static const struct figures small = {4,
				     1,
				     6,
				     {
					     {0x6, 0x9, 0x9, 0x9, 0x9, 0x6},
					     {0x2, 0x6, 0x2, 0x2, 0x2, 0x7},
					     {0x6, 0x9, 0x1, 0x6, 0x8, 0xf},
					     {0xe, 0x1, 0x6, 0x1, 0x1, 0xe},
					     {0x9, 0x9, 0x9, 0xf, 0x1, 0x1},
					     {0xf, 0x8, 0xe, 0x1, 0x1, 0xe},
					     {0x6, 0x8, 0xe, 0x9, 0x9, 0x6},
					     {0xf, 0x1, 0x2, 0x4, 0x4, 0x4},
					     {0x6, 0x9, 0x6, 0x9, 0x9, 0x6},
					     {0x6, 0x9, 0x9, 0x7, 0x1, 0x6},
					     {0x0, 0x1, 0x0, 0x0, 0x1, 0x0},
				     }};

static const struct figures tall = {6,
				    2,
				    10,
				    {
					    {0x1e, 0x3f, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x3f, 0x1e},
					    {0x0c, 0x1c, 0x3c, 0x0c, 0x0c, 0x0c, 0x0c, 0x0c, 0x3f, 0x3f},
					    {0x1e, 0x3f, 0x33, 0x03, 0x07, 0x0e, 0x1c, 0x38, 0x3f, 0x3f},
					    {0x3e, 0x3f, 0x03, 0x03, 0x1e, 0x1e, 0x03, 0x03, 0x3f, 0x3e},
					    {0x06, 0x0e, 0x1e, 0x36, 0x36, 0x3f, 0x3f, 0x06, 0x06, 0x06},
					    {0x3f, 0x3f, 0x30, 0x3e, 0x3f, 0x03, 0x03, 0x33, 0x3f, 0x1e},
					    {0x1e, 0x3e, 0x30, 0x30, 0x3e, 0x3f, 0x33, 0x33, 0x3f, 0x1e},
					    {0x3f, 0x3f, 0x03, 0x03, 0x06, 0x06, 0x0c, 0x0c, 0x18, 0x18},
					    {0x1e, 0x3f, 0x33, 0x33, 0x1e, 0x1e, 0x33, 0x33, 0x3f, 0x1e},
					    {0x1e, 0x3f, 0x33, 0x33, 0x3f, 0x1f, 0x03, 0x03, 0x1f, 0x1e},
					    {0x0, 0x0, 0x3, 0x3, 0x0, 0x0, 0x3, 0x3, 0x0, 0x0},
				    }};

/* In ASCII three rows do better as the seven strokes of a pocket calculator. */
static const char *const strokes[FIGURES][3] = {
	{" _ ", "| |", "|_|"}, {"   ", "  |", "  |"}, {" _ ", " _|", "|_ "}, {" _ ", " _|", " _|"},
	{"   ", "|_|", "  |"}, {" _ ", "|_ ", " _|"}, {" _ ", "|_ ", "|_|"}, {" _ ", "  |", "  |"},
	{" _ ", "|_|", "|_|"}, {" _ ", "|_|", " _|"}, {" ", ".", "."},
};

static int figure_of(char ch)
{
	return ch >= '0' && ch <= '9' ? ch - '0' : ch == ':' ? COLON : -1;
}

static void draw_figure(struct canvas *c, int x, int y, enum style s, const struct figures *f, int n)
{
	static const uint16_t shape[] = {' ', 0x2580, 0x2584, 0x2588}; /* none, upper, lower, both */
	int width = n == COLON ? f->colon_width : f->width;

	for (int row = 0; row < f->height / 2; row++) {
		for (int col = 0; col < width; col++) {
			unsigned up = f->bits[n][2 * row] >> (width - 1 - col) & 1U;
			unsigned down = f->bits[n][2 * row + 1] >> (width - 1 - col) & 1U;

			if (c->tier == TIER_ASCII)
				canvas_put(c, x + col, y + row, up || down ? '#' : ' ', s, 15);
			else
				canvas_put_narrow(c, x + col, y + row, shape[up | down << 1], s, 15);
		}
	}
}

static int draw_figures(struct canvas *c, int x, int y, enum style s, const struct figures *f,
			const char *text)
{
	int start = x;

	for (; *text; text++) {
		int n = figure_of(*text);

		if (n < 0)
			continue;
		if (c)
			draw_figure(c, x, y, s, f, n);
		x += (n == COLON ? f->colon_width : f->width) + 1;
	}
	return x > start ? x - start - 1 : 0;
}

int canvas_digits_tall(struct canvas *c, int x, int y, enum style s, const char *text)
{
	return draw_figures(c, x, y, s, &tall, text);
}

/* ASCII figures are a cell narrower but take the same room, so that a layout need not know the
 * tier. */
int canvas_digits(struct canvas *c, int x, int y, enum style s, const char *text)
{
	int at = x;

	if (!c || c->tier != TIER_ASCII)
		return draw_figures(c, x, y, s, &small, text);
	for (; *text; text++) {
		int n = figure_of(*text);

		if (n < 0)
			continue;
		for (int row = 0; row < 3; row++)
			canvas_text(c, at, y + row, s, strokes[n][row]);
		at += (n == COLON ? small.colon_width : small.width) + 1;
	}
	return at > x ? at - x - 1 : 0;
}
