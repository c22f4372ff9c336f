/* The grid as a picture. Braille, blocks and lines are drawn as shapes, so that it looks the same
 * with any font; the rest is text. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "view/canvas.h"

/* Of a cell, in pixels; even, and the height by four, so that all shapes fall on whole pixels. */
enum { CELL_W = 10, CELL_H = 20, MARGIN = 10, FONT = 16, BASELINE = 15 };

struct svg {
	struct buf *out;
	struct theme theme;
	int32_t paper, ink;
};

/* How a cell looks on the picture: colours of its own for all. */
struct ink {
	int32_t fg, bg;
	bool bold, underline;
};

static struct ink ink_of(const struct svg *v, const struct cell *cell)
{
	struct theme_look look = theme_look(&v->theme, (enum style)cell->style, cell->level);
	int32_t fg = look.fg < 0 ? v->ink : look.fg, bg = look.bg < 0 ? v->paper : look.bg;
	bool reverse = look.attrs & LOOK_REVERSE;

	return (struct ink){reverse ? bg : fg, reverse ? fg : bg, look.attrs & LOOK_BOLD,
			    look.attrs & LOOK_UNDERLINE};
}

static void add_rect(struct svg *v, int x, int y, int w, int h, int32_t rgb)
{
	buf_addf(v->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y, w, h,
		 (unsigned)rgb);
}

static bool is_braille(const struct cell *cell)
{
	return cell->ch > 0x2800 && cell->ch <= 0x28ff;
}

/* Dots are lines of no length with round ends: a few bytes each. */
static void add_dots(struct svg *v, int x, int y, uint32_t bits)
{
	static const uint8_t order[8][2] = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}};

	for (int i = 0; i < 8; i++)
		if (bits >> i & 1)
			buf_addf(v->out, "M%d %dh0", x + 2 + 5 * order[i][0], y + 2 + 5 * order[i][1]);
}

/* Cells of one colour together, in the order of their first. */
static void add_braille(struct svg *v, const struct canvas *c)
{
	size_t n = (size_t)c->cols * (size_t)c->rows;
	bool *drawn = mem_calloc(n, sizeof *drawn);

	for (size_t i = 0; i < n; i++) {
		int32_t fg = ink_of(v, &c->cells[i]).fg;

		if (drawn[i] || !is_braille(&c->cells[i]))
			continue;
		buf_adds(v->out, "<path d=\"");
		for (size_t k = i; k < n; k++) {
			const struct cell *cell = &c->cells[k];

			if (!is_braille(cell) || ink_of(v, cell).fg != fg)
				continue;
			drawn[k] = true;
			add_dots(v, MARGIN + (int)(k % (size_t)c->cols) * CELL_W,
				 MARGIN + (int)(k / (size_t)c->cols) * CELL_H, cell->ch & 0xff);
		}
		buf_addf(v->out, "\" stroke=\"#%06x\" stroke-width=\"3.8\" stroke-linecap=\"round\"/>\n",
			 (unsigned)fg);
	}
	free(drawn);
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
		{0x2500, "m-5 0h10"},         {0x2502, "m0-10v20"},         {0x250c, "m5 0h-5v10"},
		{0x2510, "m-5 0h5v10"},       {0x2514, "m5 0h-5v-10"},      {0x2518, "m-5 0h5v-10"},
		{0x256d, "m5 0q-5 0-5 5v5"},  {0x256e, "m-5 0q5 0 5 5v5"},  {0x2570, "m5 0q-5 0-5-5v-5"},
		{0x256f, "m-5 0q5 0 5-5v-5"}, {0x251c, "m0-10v20m0-10h5"},  {0x2524, "m0-10v20m0-10h-5"},
		{0x2571, "m-5 10l10-20"},     {0x2501, "m-5 0h10m0 1h-10"}, {0x2578, "m-5 0h5m0 1h-5"},
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

/* Cells from `x` on that are letters in one ink; stretched to their cells, whatever the font. */
static int add_text(struct svg *v, const struct cell *row, int x, int y, int cols)
{
	struct ink ink = ink_of(v, &row[x]);
	int end = x, last = x;

	for (; end < cols; end++) {
		struct ink other = ink_of(v, &row[end]);

		if (row[end].ch >= 0x2500 && row[end].ch <= 0x28ff)
			break;
		if (row[end].ch != ' ' && (other.fg != ink.fg || other.bold != ink.bold))
			break;
		if (row[end].ch != ' ')
			last = end;
	}
	buf_addf(v->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s>", MARGIN + x * CELL_W,
		 MARGIN + y * CELL_H + BASELINE, (last + 1 - x) * CELL_W, (unsigned)ink.fg,
		 ink.bold ? " font-weight=\"bold\"" : "");
	for (int i = x; i <= last; i++) {
		add_escaped(v->out, row[i].ch);
		add_escaped(v->out, row[i].mark);
	}
	buf_adds(v->out, "</text>\n");
	return last + 1;
}

/* Grounds of the cells' own, each run of one colour a rectangle. */
static void add_grounds(struct svg *v, const struct cell *row, int y, int cols)
{
	for (int x = 0, end; x < cols; x = end) {
		int32_t bg = ink_of(v, &row[x]).bg;

		for (end = x + 1; end < cols && ink_of(v, &row[end]).bg == bg;)
			end++;
		if (bg != v->paper)
			add_rect(v, MARGIN + x * CELL_W, MARGIN + y * CELL_H, (end - x) * CELL_W, CELL_H, bg);
	}
}

static void add_row(struct svg *v, const struct cell *row, int y, int cols)
{
	add_grounds(v, row, y, cols);
	for (int x = 0; x < cols;) {
		struct ink ink = ink_of(v, &row[x]);
		int px = MARGIN + x * CELL_W, py = MARGIN + y * CELL_H;

		if (row[x].ch == ' ' || row[x].ch == 0 || is_braille(&row[x]) || row[x].ch == 0x2800 ||
		    add_block(v, px, py, row[x].ch, ink.fg) || add_line(v, px, py, row[x].ch, ink.fg))
			x++;
		else
			x = add_text(v, row, x, y, cols);
	}
}

void canvas_svg(const struct canvas *c, const struct theme *t, struct buf *out)
{
	bool light = t->ground == GROUND_LIGHT;
	struct svg v = {out, *t, light ? 0xfbfaf7 : 0x14171c, light ? 0x22262b : 0xd9dce1};
	int w = c->cols * CELL_W + 2 * MARGIN, h = c->rows * CELL_H + 2 * MARGIN;

	v.theme.ground = light ? GROUND_LIGHT : GROUND_DARK;
	buf_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		 "font-family=\"DejaVu Sans Mono, monospace\" font-size=\"%d\" xml:space=\"preserve\">\n",
		 w, h, w, h, FONT);
	add_rect(&v, 0, 0, w, h, v.paper);
	add_braille(&v, c);
	for (int y = 0; y < c->rows; y++)
		add_row(&v, &c->cells[(size_t)y * (size_t)c->cols], y, c->cols);
	buf_adds(out, "</svg>\n");
}
