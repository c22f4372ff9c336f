/* The model: `shown` is what the terminal shows, cell by cell, with pens in place of styles and
 * levels. A pen is a distinct SGR sequence: many styles share one where colours are few, and a
 * change of style that changes no pen costs nothing. */
#include "view/paint.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEVELS = 16, PLAIN_PEN = 0, NO_PEN = 0xffff, FIRST_WIDE = 0x1100 };

struct shown {
	uint32_t ch, mark;
	uint16_t pen;
};

struct pen {
	char sgr[THEME_SGR];
	uint8_t n;
	bool on_blank; /* a blank shows it */
};

struct paint {
	struct paint_ability able;
	int cols, rows;
	struct shown *shown;
	struct cell *last; /* the canvas that gave `shown`: what has not changed here is passed over fast */
	bool valid;        /* false: what the terminal shows is not known */
	struct pen *pens;
	size_t pen_count, pen_cap;
	uint16_t pen_of[STYLES][LEVELS]; /* NO_PEN: not asked for yet */

	/* While a frame is made: */
	struct buf *out;
	bool begun;
	int x, y; /* the cursor; x is -1 where it is not known */
	uint16_t pen;
};

static uint16_t pen_find(struct paint *p, enum style s, int level)
{
	struct pen pen = {0};

	pen.n = (uint8_t)theme_sgr(&p->able.theme, s, level, pen.sgr);
	for (size_t i = 0; i < p->pen_count; i++)
		if (p->pens[i].n == pen.n && memcmp(p->pens[i].sgr, pen.sgr, pen.n) == 0)
			return (uint16_t)i;
	pen.on_blank = theme_shows_on_blank(&p->able.theme, s);
	mem_grow((void **)&p->pens, p->pen_count, &p->pen_cap, sizeof *p->pens);
	p->pens[p->pen_count] = pen;
	return (uint16_t)p->pen_count++;
}

static uint16_t pen_of(struct paint *p, unsigned style, unsigned level)
{
	uint16_t *pen = &p->pen_of[style][level];

	assert(style < STYLES && level < LEVELS);
	if (*pen == NO_PEN)
		*pen = pen_find(p, (enum style)style, (int)level);
	return *pen;
}

struct paint *paint_new(struct paint_ability a)
{
	struct paint *p = mem_calloc(1, sizeof *p);

	p->able = a;
	memset(p->pen_of, 0xff, sizeof p->pen_of);
	pen_of(p, STYLE_PLAIN, 0); /* PLAIN_PEN is the first */
	return p;
}

void paint_free(struct paint *p)
{
	if (!p)
		return;
	free(p->shown);
	free(p->last);
	free(p->pens);
	free(p);
}

void paint_invalidate(struct paint *p)
{
	p->valid = false;
}

/* What a cell of the canvas will look like, in a row that may be written up to `end`. Half of a
 * wide character alone is a blank. */
static struct shown shown_of(struct paint *p, const struct cell *row, int x, int end)
{
	const struct cell *cell = &row[x];
	struct shown s = {cell->ch, cell->mark, pen_of(p, cell->style, cell->level)};

	if (s.ch == 0 && (x == 0 || text_cp_width(row[x - 1].ch) != 2))
		s.ch = ' ';
	if (x + 1 == end && text_cp_width(s.ch) == 2)
		s.ch = ' ';
	if (s.ch == ' ' && s.mark == 0 && !p->pens[s.pen].on_blank)
		s.pen = PLAIN_PEN;
	return s;
}

static bool same(struct shown a, struct shown b)
{
	return a.ch == b.ch && a.mark == b.mark && a.pen == b.pen;
}

static void add_number(struct buf *out, int n)
{
	char digits[12];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out, digits + at, sizeof digits - at);
}

static void begin(struct paint *p)
{
	if (p->begun)
		return;
	p->begun = true;
	if (p->able.sync)
		buf_adds(p->out, "\033[?2026h");
}

static void set_pen(struct paint *p, uint16_t pen)
{
	if (p->pen == pen)
		return;
	if (pen == PLAIN_PEN)
		buf_adds(p->out, "\033[m");
	else
		buf_add(p->out, p->pens[pen].sgr, p->pens[pen].n);
	p->pen = pen;
}

static void add_char(struct buf *out, uint32_t ch)
{
	char utf8[5];

	if (ch < 0x80)
		buf_addc(out, (char)ch);
	else
		buf_add(out, utf8, (size_t)utf8_encode(utf8, ch));
}

/* Writing the unchanged cells up to `x` again moves the cursor too. Whether that is no longer than
 * "\033[nC" would be, and needs no change of pen. */
static bool cheap_to_rewrite(const struct paint *p, const struct shown *row, int x)
{
	enum { MOVE = 4 };
	int cost = 0;

	for (int i = p->x; i < x && cost <= MOVE; i++) {
		if (row[i].pen != p->pen || row[i].mark || row[i].ch < ' ' || row[i].ch >= FIRST_WIDE)
			return false;
		cost += row[i].ch < 0x80 ? 1 : row[i].ch < 0x800 ? 2 : 3;
	}
	return cost <= MOVE;
}

static void move_to(struct paint *p, const struct shown *row, int x, int y)
{
	struct buf *out = p->out;

	if (p->x == x && p->y == y)
		return;
	if (p->y == y && p->x >= 0 && p->x < x) {
		if (cheap_to_rewrite(p, row, x)) {
			for (int i = p->x; i < x; i++)
				add_char(out, row[i].ch);
		} else {
			buf_adds(out, "\033[");
			if (x - p->x > 1)
				add_number(out, x - p->x);
			buf_addc(out, 'C');
		}
	} else {
		buf_adds(out, "\033[");
		add_number(out, y + 1);
		if (x > 0) {
			buf_addc(out, ';');
			add_number(out, x + 1);
		}
		buf_addc(out, 'H');
	}
	p->x = x;
	p->y = y;
}

/* Writes one cell. Where terminals differ (the last column, wide characters, accents) the cursor
 * counts as lost, and the next cell begins with a move. */
static void write_cell(struct paint *p, struct shown s, int width)
{
	set_pen(p, s.pen);
	add_char(p->out, s.ch);
	if (s.mark)
		add_char(p->out, s.mark);
	p->x = width == 2 || s.mark || p->x + 1 >= p->cols ? -1 : p->x + 1;
}

static void paint_cell(struct paint *p, const struct cell *cells, int x, int y, int end)
{
	struct shown *row = p->shown + (size_t)y * (size_t)p->cols;
	struct shown s = shown_of(p, cells, x, end);

	if (same(s, row[x]))
		return;
	if (s.ch != 0) { /* else the left half is written before it and covers it */
		begin(p);
		move_to(p, row, x, y);
	}
	row[x] = s;
	if (s.ch != 0)
		write_cell(p, s, s.ch >= FIRST_WIDE ? text_cp_width(s.ch) : 1);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->ch == b->ch && a->mark == b->mark && a->style == b->style && a->level == b->level;
}

static void paint_row(struct paint *p, const struct cell *cells, int y)
{
	struct cell *last = p->last + (size_t)y * (size_t)p->cols;
	size_t size = (size_t)p->cols * sizeof *cells;
	int end = p->able.wrap_glitch && y == p->rows - 1 ? p->cols - 1 : p->cols;

	if (memcmp(cells, last, size) == 0)
		return;
	for (int x = 0; x < end; x++)
		if (!same_cell(&cells[x], &last[x]))
			paint_cell(p, cells, x, y, end);
	memcpy(last, cells, size);
}

/* A screen of another size, or one that is not known, begins from a cleared one. */
static void start_over(struct paint *p, const struct canvas *c)
{
	size_t n = (size_t)c->cols * (size_t)c->rows;

	if (c->cols != p->cols || c->rows != p->rows || !p->shown) {
		p->shown = mem_realloc(p->shown, n, sizeof *p->shown);
		p->last = mem_realloc(p->last, n, sizeof *p->last);
	}
	p->cols = c->cols;
	p->rows = c->rows;
	memset(p->last, 0, n * sizeof *p->last);
	for (size_t i = 0; i < n; i++) {
		p->shown[i] = (struct shown){' ', 0, PLAIN_PEN};
		p->last[i].ch = ' ';
	}
	begin(p);
	buf_adds(p->out, "\033[?25l\033[m\033[H\033[2J");
	p->x = p->y = 0;
	p->pen = PLAIN_PEN;
	p->valid = true;
}

bool paint_frame(struct paint *p, const struct canvas *c, struct buf *out)
{
	p->out = out;
	p->begun = false;
	if (!p->valid || c->cols != p->cols || c->rows != p->rows)
		start_over(p, c);
	for (int y = 0; y < c->rows; y++)
		paint_row(p, c->cells + (size_t)y * (size_t)c->cols, y);
	set_pen(p, PLAIN_PEN);
	if (p->begun && p->able.sync)
		buf_adds(out, "\033[?2026l");
	p->out = NULL;
	return p->begun;
}
