/* The grid as a picture. Braille, blocks and lines are drawn as shapes, so that it looks the same
 * with any font; the rest is text. */
#include <string.h>

#include "view/canvas.h"

/* Of a cell, in pixels; even, and the height by four, so that all shapes fall on whole pixels. */
enum { CELL_W = 10, CELL_H = 20, MARGIN = 10, FONT = 16, BASELINE = 15 };

struct svg {
	struct buf *out;
	enum ground ground;
	int32_t paper, ink;
};

static void add_rect(struct svg *v, int x, int y, int w, int h, int32_t rgb)
{
	buf_addf(v->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y, w, h,
		 (unsigned)rgb);
}

static void add_braille(struct svg *v, int x, int y, uint32_t bits, int32_t rgb)
{
	static const uint8_t order[8][2] = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}};

	for (int i = 0; i < 8; i++)
		if (bits >> i & 1)
			buf_addf(v->out, "<circle cx=\"%g\" cy=\"%g\" r=\"1.9\" fill=\"#%06x\"/>\n",
				 x + 2.5 + 5 * order[i][0], y + 2.5 + 5 * order[i][1], (unsigned)rgb);
}

/* Whether `ch` is a block that is drawn here. */
static bool add_block(struct svg *v, int x, int y, uint32_t ch, int32_t rgb)
{
	switch (ch) {
	case 0x2580:
		add_rect(v, x, y, CELL_W, CELL_H / 2, rgb);
		return true;
	case 0x2584:
		add_rect(v, x, y + CELL_H / 2, CELL_W, CELL_H / 2, rgb);
		return true;
	case 0x2588:
		add_rect(v, x, y, CELL_W, CELL_H, rgb);
		return true;
	case 0x258c:
		add_rect(v, x, y, CELL_W / 2, CELL_H, rgb);
		return true;
	case 0x2590:
		add_rect(v, x + CELL_W / 2, y, CELL_W / 2, CELL_H, rgb);
		return true;
	default:
		return false;
	}
}

/* Whether `ch` is a line, drawn as a path through the middle of its cell. */
static bool add_line(struct svg *v, int x, int y, uint32_t ch, int32_t rgb)
{
	static const struct {
		uint32_t ch;
		const char *path; /* from the middle; see CELL_W and CELL_H */
	} lines[] = {
		{0x2500, "m-5 0h10"},         {0x2502, "m0-10v20"},        {0x250c, "m5 0h-5v10"},
		{0x2510, "m-5 0h5v10"},       {0x2514, "m5 0h-5v-10"},     {0x2518, "m-5 0h5v-10"},
		{0x256d, "m5 0q-5 0-5 5v5"},  {0x256e, "m-5 0q5 0 5 5v5"}, {0x2570, "m5 0q-5 0-5-5v-5"},
		{0x256f, "m-5 0q5 0 5-5v-5"}, {0x251c, "m0-10v20m0-10h5"}, {0x2524, "m0-10v20m0-10h-5"},
		{0x2571, "m-5 10l10-20"},
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i].ch != ch)
			continue;
		buf_addf(v->out, "<path d=\"M%d %d%s\" stroke=\"#%06x\" fill=\"none\"/>\n", x + CELL_W / 2,
			 y + CELL_H / 2, lines[i].path, (unsigned)rgb);
		return true;
	}
	return false;
}

static void add_escaped(struct buf *out, uint32_t ch)
{
	char utf8[5];

	if (ch == '&')
		buf_adds(out, "&amp;");
	else if (ch == '<')
		buf_adds(out, "&lt;");
	else if (ch)
		buf_add(out, utf8, (size_t)utf8_encode(utf8, ch));
}

static void add_cell(struct svg *v, int x, int y, const struct cell *cell)
{
	struct theme_look look = theme_look(v->ground, (enum style)cell->style, cell->level);
	int32_t fg = look.fg < 0 ? v->ink : look.fg;

	if (look.bg >= 0)
		add_rect(v, x, y, CELL_W, CELL_H, look.bg);
	if (cell->ch == ' ' || cell->ch == 0)
		return;
	if (cell->ch >= 0x2800 && cell->ch <= 0x28ff) {
		add_braille(v, x, y, cell->ch & 0xff, fg);
		return;
	}
	if (add_block(v, x, y, cell->ch, fg) || add_line(v, x, y, cell->ch, fg))
		return;
	buf_addf(v->out, "<text x=\"%d\" y=\"%d\" fill=\"#%06x\"%s>", x, y + BASELINE, (unsigned)fg,
		 look.attrs & LOOK_BOLD ? " font-weight=\"bold\"" : "");
	add_escaped(v->out, cell->ch);
	add_escaped(v->out, cell->mark);
	buf_adds(v->out, "</text>\n");
}

void canvas_svg(const struct canvas *c, enum ground g, struct buf *out)
{
	bool light = g == GROUND_LIGHT;
	struct svg v = {out, light ? GROUND_LIGHT : GROUND_DARK, light ? 0xfbfaf7 : 0x14171c,
			light ? 0x22262b : 0xd9dce1};
	int w = c->cols * CELL_W + 2 * MARGIN, h = c->rows * CELL_H + 2 * MARGIN;

	buf_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		 "font-family=\"DejaVu Sans Mono, monospace\" font-size=\"%d\">\n",
		 w, h, w, h, FONT);
	add_rect(&v, 0, 0, w, h, v.paper);
	for (int y = 0; y < c->rows; y++)
		for (int x = 0; x < c->cols; x++)
			add_cell(&v, MARGIN + x * CELL_W, MARGIN + y * CELL_H,
				 &c->cells[(size_t)y * (size_t)c->cols + (size_t)x]);
	buf_adds(out, "</svg>\n");
}
