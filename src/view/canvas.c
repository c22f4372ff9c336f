#include "view/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct cell blank = {' ', 0, STYLE_PLAIN, 0};

struct canvas *canvas_new(int cols, int rows, enum tier tier)
{
	struct canvas *c = mem_calloc(1, sizeof *c);

	c->tier = tier;
	canvas_resize(c, cols, rows);
	return c;
}

void canvas_free(struct canvas *c)
{
	if (!c)
		return;
	free(c->cells);
	free(c->dots);
	free(c);
}

void canvas_resize(struct canvas *c, int cols, int rows)
{
	size_t n;

	c->cols = cols < 1 ? 1 : cols;
	c->rows = rows < 1 ? 1 : rows;
	n = (size_t)c->cols * (size_t)c->rows;
	c->cells = mem_realloc(c->cells, n, sizeof *c->cells);
	c->dots = mem_realloc(c->dots, n, sizeof *c->dots);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	size_t n = (size_t)c->cols * (size_t)c->rows;

	for (size_t i = 0; i < n; i++)
		c->cells[i] = blank;
	memset(c->dots, 0, n);
	c->clip = canvas_rect(c);
	c->cleared++;
}

struct rect canvas_rect(const struct canvas *c)
{
	return (struct rect){0, 0, c->cols, c->rows};
}

/* Where two stretches overlap: its start, and its length in `*len`. */
static int overlap(int a, int a_len, int b, int b_len, int *len)
{
	int64_t start = a > b ? a : b, end = (int64_t)a + a_len, end_b = (int64_t)b + b_len;

	if (end_b < end)
		end = end_b;
	*len = end > start ? (int)(end - start) : 0;
	return (int)start;
}

struct rect canvas_clip(struct canvas *c, struct rect r)
{
	struct rect old = c->clip;

	c->clip.x = overlap(old.x, old.w, r.x, r.w, &c->clip.w);
	c->clip.y = overlap(old.y, old.h, r.y, r.h, &c->clip.h);
	return old;
}

void canvas_copy(struct canvas *c, int x, int y, const struct canvas *from)
{
	int w, h, left = overlap(c->clip.x, c->clip.w, x, from->cols, &w),
		  top = overlap(c->clip.y, c->clip.h, y, from->rows, &h);

	for (int row = top; w > 0 && row < top + h; row++) {
		size_t to = (size_t)row * (size_t)c->cols + (size_t)left;
		size_t at = (size_t)(row - y) * (size_t)from->cols + (size_t)(left - x);

		memcpy(c->cells + to, from->cells + at, (size_t)w * sizeof *c->cells);
		memcpy(c->dots + to, from->dots + at, (size_t)w);
	}
}

/* Nearest ASCII for what texts use. */
static const struct {
	uint32_t from, to; /* a range of code points */
	char ascii;
} alikes[] = {
	{0xa0, 0xa0, ' '},      {0xa9, 0xa9, 'c'},     {0xab, 0xab, '"'},     {0xb0, 0xb0, 'o'},
	{0xb1, 0xb1, '+'},      {0xb2, 0xb2, '2'},     {0xb3, 0xb3, '3'},     {0xb7, 0xb7, '.'},
	{0xbb, 0xbb, '"'},      {0xc0, 0xc6, 'A'},     {0xc7, 0xc7, 'C'},     {0xc8, 0xcb, 'E'},
	{0xcc, 0xcf, 'I'},      {0xd1, 0xd1, 'N'},     {0xd2, 0xd6, 'O'},     {0xd7, 0xd7, 'x'},
	{0xd8, 0xd8, 'O'},      {0xd9, 0xdc, 'U'},     {0xdd, 0xdd, 'Y'},     {0xdf, 0xdf, 's'},
	{0xe0, 0xe6, 'a'},      {0xe7, 0xe7, 'c'},     {0xe8, 0xeb, 'e'},     {0xec, 0xef, 'i'},
	{0xf1, 0xf1, 'n'},      {0xf2, 0xf6, 'o'},     {0xf8, 0xf8, 'o'},     {0xf9, 0xfc, 'u'},
	{0xfd, 0xfd, 'y'},      {0xff, 0xff, 'y'},     {0x2002, 0x200a, ' '}, {0x2010, 0x2015, '-'},
	{0x2018, 0x201b, '\''}, {0x201c, 0x201f, '"'}, {0x2022, 0x2022, '*'}, {0x2026, 0x2026, '.'},
	{0x2032, 0x2032, '\''}, {0x2033, 0x2033, '"'}, {0x2190, 0x2190, '<'}, {0x2191, 0x2191, '^'},
	{0x2192, 0x2192, '>'},  {0x2193, 0x2193, 'v'}, {0x2212, 0x2212, '-'}, {0x221e, 0x221e, '8'},
	{0x2248, 0x2248, '~'},  {0x2264, 0x2264, '<'}, {0x2265, 0x2265, '>'}, {0x2500, 0x2501, '-'},
	{0x2502, 0x2503, '|'},  {0x2504, 0x257f, '+'}, {0x2580, 0x2593, '#'}, {0x25b6, 0x25ba, '>'},
	{0x25cb, 0x25cb, 'o'},  {0x25cf, 0x25cf, '*'}, {0x2713, 0x2714, 'v'}, {0x2717, 0x2718, 'x'},
};

static uint32_t to_ascii(uint32_t ch)
{
	if (ch < 0x7f)
		return ch;
	for (size_t i = 0; i < sizeof alikes / sizeof *alikes; i++)
		if (ch >= alikes[i].from && ch <= alikes[i].to)
			return (uint32_t)alikes[i].ascii;
	return '?';
}

static bool in_clip(const struct canvas *c, int x, int y)
{
	return x >= c->clip.x && x - c->clip.x < c->clip.w && y >= c->clip.y && y - c->clip.y < c->clip.h;
}

/* Sets one cell; half of a wide character that it cuts becomes a blank. */
static void set_cell(struct canvas *c, int x, int y, struct cell cell)
{
	size_t i = (size_t)y * (size_t)c->cols + (size_t)x;

	if (c->cells[i].ch == 0 && cell.ch != 0 && x > 0)
		c->cells[i - 1].ch = ' ';
	if (x + 1 < c->cols && c->cells[i + 1].ch == 0)
		c->cells[i + 1].ch = ' ';
	c->cells[i] = cell;
	c->dots[i] = 0;
}

static uint16_t in_levels(int level)
{
	return (uint16_t)(level < 0 ? 0 : level > 15 ? 15 : level);
}

/* A character that is not ASCII: spelled as ASCII, wide and whole, or of one cell. */
static void put_other(struct canvas *c, int x, int y, struct cell cell)
{
	int w = text_cp_width(cell.ch);
	bool first = in_clip(c, x, y), second = w == 2 && in_clip(c, x + 1, y);
	struct cell blank_half = {' ', 0, cell.style, cell.level};

	if (!w)
		return;
	if (c->tier == TIER_ASCII)
		cell.ch = to_ascii(cell.ch);
	else if (w == 2 && !(first && second))
		cell.ch = ' ';
	else if (w == 2)
		blank_half.ch = 0;
	if (first)
		set_cell(c, x, y, cell);
	if (second)
		set_cell(c, x + 1, y, blank_half);
}

void canvas_put_narrow(struct canvas *c, int x, int y, uint32_t ch, enum style s, int level)
{
	if (in_clip(c, x, y))
		set_cell(c, x, y, (struct cell){ch, 0, (uint16_t)s, in_levels(level)});
}

void canvas_put(struct canvas *c, int x, int y, uint32_t ch, enum style s, int level)
{
	if (ch < ' ' || ch >= 0x7f)
		put_other(c, x, y, (struct cell){ch, 0, (uint16_t)s, in_levels(level)});
	else
		canvas_put_narrow(c, x, y, ch, s, level);
}

void canvas_glyph(struct canvas *c, int x, int y, enum glyph g, enum style s)
{
	canvas_text(c, x, y, s, theme_glyph(c->tier, g));
}

/* Characters of no width that are no accent: direction, joining, variation. They change how a
 * terminal draws other cells, so they are left out. */
static bool is_invisible(uint32_t ch)
{
	return ch < 0x20 || (ch >= 0x7f && ch < 0xa0) || ch == 0xad || ch == 0x61c || ch == 0x180e ||
	       (ch >= 0x200b && ch <= 0x200f) || (ch >= 0x2028 && ch <= 0x202e) ||
	       (ch >= 0x2060 && ch <= 0x206f) || (ch >= 0xfe00 && ch <= 0xfe0f) || ch == 0xfeff ||
	       (ch >= 0xe0000 && ch <= 0xe0fff);
}

static void add_mark(struct canvas *c, int x, int y, uint32_t mark)
{
	struct cell *cell;

	if (c->tier == TIER_ASCII || !in_clip(c, x, y))
		return;
	cell = &c->cells[(size_t)y * (size_t)c->cols + (size_t)x];
	if (cell->ch == 0 && x > 0)
		cell--;
	if (!cell->mark)
		cell->mark = mark;
}

static int put_text(struct canvas *c, int x, int y, enum style s, const char *text, size_t n)
{
	const char *end = text + n;
	int start = x;

	while (text < end) {
		uint32_t ch = (unsigned char)*text;

		if (ch >= ' ' && ch < 0x7f) {
			canvas_put(c, x++, y, ch, s, 15);
			text++;
			continue;
		}
		if (!utf8_next(&text, end, &ch)) {
			text++;
			ch = 0xfffd;
		}
		if (is_invisible(ch))
			continue;
		if (text_cp_width(ch) == 0) {
			if (x > start)
				add_mark(c, x - 1, y, ch);
			continue;
		}
		canvas_put(c, x, y, ch, s, 15);
		x += text_cp_width(ch);
	}
	return x - start;
}

int canvas_text(struct canvas *c, int x, int y, enum style s, const char *text)
{
	return put_text(c, x, y, s, text, strlen(text));
}

int canvas_printf(struct canvas *c, int x, int y, enum style s, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;
	int w;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	w = canvas_text(c, x, y, s, buf_str(&b));
	buf_free(&b);
	return w;
}

/* The start of a text in `w` cells, always with the ellipsis that says there is more. */
static int put_cut(struct canvas *c, int x, int y, int w, enum style s, const char *text, size_t n)
{
	const char *dots = theme_glyph(c->tier, GLYPH_ELLIPSIS);
	int room = w - text_width(dots), took = 0;

	if (room > 0) {
		size_t fit = text_fit(text, room);

		fit = fit < n ? fit : n;
		while (fit && text[fit - 1] == ' ')
			fit--;
		took = put_text(c, x, y, s, text, fit);
	}
	return took + put_text(c, x + took, y, s, dots, text_fit(dots, w - took));
}

int canvas_text_in(struct canvas *c, int x, int y, int w, enum style s, const char *text)
{
	if (w <= 0)
		return 0;
	return text_width(text) <= w ? canvas_text(c, x, y, s, text)
				     : put_cut(c, x, y, w, s, text, strlen(text));
}

int canvas_text_right(struct canvas *c, int x, int y, int w, enum style s, const char *text)
{
	int room = w - text_width(text);

	return canvas_text_in(c, x + (room > 0 ? room : 0), y, w, s, text);
}

int canvas_text_mid(struct canvas *c, int x, int y, int w, enum style s, const char *text)
{
	int room = w - text_width(text);

	return canvas_text_in(c, x + (room > 0 ? room / 2 : 0), y, w, s, text);
}

int canvas_wrap(struct canvas *c, struct rect r, enum style s, const char *text)
{
	enum { LINES = 128 };
	struct text_line lines[LINES];
	size_t room = r.h < 0 ? 0 : r.h > LINES ? LINES : (size_t)r.h, n;

	if (!room || r.w <= 0)
		return 0;
	n = text_wrap(text, r.w, lines, room);
	for (size_t i = 0; i < n && i < room; i++) {
		int y = r.y + (int)i;

		if (i + 1 == room && n > room)
			put_cut(c, r.x, y, r.w, s, lines[i].p, strcspn(lines[i].p, "\n"));
		else
			put_text(c, r.x, y, s, lines[i].p, lines[i].n);
	}
	return (int)(n < room ? n : room);
}
