/* The grid as text: golden files, and pictures for the README. */
#include "view/canvas.h"

static const struct cell *cell_at(const struct canvas *c, int x, int y)
{
	return &c->cells[(size_t)y * (size_t)c->cols + (size_t)x];
}

static void add_cell(struct buf *out, const struct cell *cell)
{
	char utf8[5];

	if (!cell->ch)
		return;
	buf_add(out, utf8, (size_t)utf8_encode(utf8, cell->ch));
	if (cell->mark)
		buf_add(out, utf8, (size_t)utf8_encode(utf8, cell->mark));
}

/* Blanks at the end of a line say nothing and get lost in editors. */
static void end_line(struct buf *out)
{
	while (out->n && out->p[out->n - 1] == ' ')
		out->p[--out->n] = '\0';
	buf_addc(out, '\n');
}

void canvas_text_dump(const struct canvas *c, struct buf *out)
{
	for (int y = 0; y < c->rows; y++) {
		for (int x = 0; x < c->cols; x++)
			add_cell(out, cell_at(c, x, y));
		end_line(out);
	}
}

void canvas_dump(const struct canvas *c, struct buf *out)
{
	canvas_text_dump(c, out);
	for (int x = 0; x < c->cols; x++)
		buf_addc(out, '-');
	buf_addc(out, '\n');
	for (int y = 0; y < c->rows; y++) {
		for (int x = 0; x < c->cols; x++)
			buf_addc(out, style_mark((enum style)cell_at(c, x, y)->style));
		end_line(out);
	}
}

/* The cells of a row up to the last one that shows something. */
static int row_end(const struct canvas *c, int y)
{
	int end = c->cols;

	while (end > 0 && cell_at(c, end - 1, y)->ch == ' ' && cell_at(c, end - 1, y)->style == STYLE_PLAIN)
		end--;
	return end;
}

static void add_styled(const struct theme *t, const struct cell *cell, struct buf *out)
{
	bool plain = cell->style == STYLE_PLAIN || t->depth == DEPTH_NONE;
	char sgr[THEME_SGR];

	if (!plain)
		buf_add(out, sgr, theme_sgr(t, (enum style)cell->style, cell->level, sgr));
	add_cell(out, cell);
	if (!plain)
		buf_adds(out, "\033[m");
}

void canvas_lines(const struct canvas *c, const struct theme *t, struct buf *out)
{
	for (int y = 0; y < c->rows; y++) {
		for (int x = 0, end = row_end(c, y); x < end; x++)
			add_styled(t, cell_at(c, x, y), out);
		buf_addc(out, '\n');
	}
}
