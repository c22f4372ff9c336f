/* A plot is worked out in a raster of its own, so that a line and the band behind it never share a cell:
 * dots of both would read as one. */
#include "view/plot.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { WEEK = 7, DAY_NAME = 4, WEEK_COLS = 2, LABEL_ROOM = 5, DAYS_MOST = 100000, LATE = 15 };

/* The raster of a plot: cells of the canvas, each of so many steps. */
struct raster {
	struct rect r;
	int sx, sy;    /* steps of a cell */
	uint8_t *bits; /* of the line, in Braille's order; a cell each */
	const struct plot *p;
	struct plot_point last; /* as the line has it */
};

static struct raster raster_new(const struct canvas *c, struct rect r, const struct plot *p)
{
	static const int steps[][2] = {[TIER_ASCII] = {1, 1}, [TIER_BLOCK] = {1, 2}, [TIER_BRAILLE] = {2, 4}};

	return (struct raster){.r = r,
			       .sx = steps[c->tier][0],
			       .sy = steps[c->tier][1],
			       .bits = mem_calloc((size_t)r.w * (size_t)r.h, 1),
			       .p = p};
}

static int scaled(int64_t v, int64_t lo, int64_t hi, int steps)
{
	double at = hi > lo ? ((double)v - (double)lo) / ((double)hi - (double)lo) : 0.5;

	return (int)(at * (steps - 1) + 0.5);
}

static int column(const struct raster *a, int64_t x)
{
	return scaled(x, a->p->x_lo, a->p->x_hi, a->r.w * a->sx);
}

static int line_row(const struct raster *a, int y)
{
	return a->r.h * a->sy - 1 - scaled(y, a->p->y_lo, a->p->y_hi, a->r.h * a->sy);
}

/* The dots that a step of the raster is. */
static uint8_t step_bits(const struct raster *a, int x, int y)
{
	if (a->sx == 2)
		return canvas_dot_bit(x, y);
	if (a->sy == 2)
		return y % 2 ? 0xe4 : 0x1b; /* the lower and the upper half */
	return 0xff;
}

static void set(struct raster *a, int x, int y)
{
	int cx = x / a->sx, cy = y / a->sy;

	if (x >= 0 && y >= 0 && cx < a->r.w && cy < a->r.h)
		a->bits[cy * a->r.w + cx] |= step_bits(a, x, y);
}

/* Two dots thick where dots are small. */
static void pen(struct raster *a, int x, int y)
{
	int thick = a->sx;

	for (int j = 0; j < thick; j++)
		for (int i = 0; i < thick; i++)
			set(a, x + i, y + j);
}

static void stroke(struct raster *a, int x0, int y0, int x1, int y1)
{
	int dx = abs(x1 - x0), dy = abs(y1 - y0), steps = dx > dy ? dx : dy;

	for (int i = 0; i <= steps; i++) {
		double t = steps ? (double)i / steps : 0;

		pen(a, x0 + (int)(t * (x1 - x0) + (x1 >= x0 ? 0.5 : -0.5)),
		    y0 + (int)(t * (y1 - y0) + (y1 >= y0 ? 0.5 : -0.5)));
	}
}

/* Takes the points from `*i` on that share a column; their mean. */
static struct plot_point next_point(const struct raster *a, size_t *i)
{
	const struct plot *p = a->p;
	int64_t sum = 0;
	int n = 0, col = column(a, p->points[*i].x);
	struct plot_point at = p->points[*i];

	do {
		sum += p->points[(*i)++].y;
		n++;
	} while (*i < p->n && column(a, p->points[*i].x) == col);
	at.y = (int)(sum / n);
	at.x = p->points[*i - 1].x;
	return at;
}

static void lay_line(struct raster *a)
{
	struct plot_point from = {0, 0};

	for (size_t i = 0; i < a->p->n;) {
		bool first = i == 0;
		struct plot_point to = next_point(a, &i);

		if (first || to.x - from.x > a->p->gap)
			from = to;
		stroke(a, column(a, from.x), line_row(a, from.y), column(a, to.x), line_row(a, to.y));
		from = a->last = to;
	}
}

/* The band's dots in a cell: a sparse field, and a closer row of dots at its edges. */
static uint8_t band_bits(const struct raster *a, int cy)
{
	int top = line_row(a, a->p->band_hi), bottom = line_row(a, a->p->band_lo);
	uint8_t bits = 0;

	for (int k = 0; k < 4; k++) {
		int y = cy * 4 + k;

		if (y < top || y > bottom)
			continue;
		if (y == top || y == bottom)
			bits |= canvas_dot_bit(0, k) | canvas_dot_bit(1, k);
		else if (k % 2 == 0)
			bits |= canvas_dot_bit(k / 2, k);
	}
	return bits;
}

static void draw_band(struct canvas *c, const struct raster *a, int x, int y)
{
	int middle = y * a->sy + (a->sy - 1) / 2;

	if (a->sx == 2)
		canvas_dots(c, a->r.x + x, a->r.y + y, band_bits(a, y), STYLE_TRACK, 15);
	else if (middle >= line_row(a, a->p->band_hi) && middle <= line_row(a, a->p->band_lo))
		canvas_glyph(c, a->r.x + x, a->r.y + y, a->sy == 2 ? GLYPH_HATCH : GLYPH_TRACK, STYLE_TRACK);
}

static void draw_cells(struct canvas *c, const struct raster *a)
{
	bool band = a->p->band_lo < a->p->band_hi;

	for (int y = 0; y < a->r.h; y++) {
		for (int x = 0; x < a->r.w; x++) {
			uint8_t bits = a->bits[y * a->r.w + x];

			if (bits && a->sy > 1)
				canvas_dots(c, a->r.x + x, a->r.y + y, bits, a->p->style, 15);
			else if (bits)
				canvas_glyph(c, a->r.x + x, a->r.y + y, GLYPH_STEP_DONE, a->p->style);
			else if (band)
				draw_band(c, a, x, y);
		}
	}
}

/* Whether the line keeps out of so many cells of a row. */
static bool is_free(const struct raster *a, int x, int y, int w)
{
	for (int i = 0; i < w; i++)
		if (a->bits[y * a->r.w + x + i])
			return false;
	return true;
}

/* As far to the right as it can be, with air around it. */
static void draw_band_text(struct canvas *c, const struct raster *a)
{
	const struct plot *p = a->p;
	int w = p->band_text ? text_width(p->band_text) + 2 : 0;

	if (!w || p->band_lo >= p->band_hi)
		return;
	int top = line_row(a, p->band_hi) / a->sy, bottom = line_row(a, p->band_lo) / a->sy;

	for (int y = top + 1; y < bottom; y++) {
		for (int x = a->r.w - w; x >= 0; x--) {
			if (!is_free(a, x, y, w))
				continue;
			canvas_fill(c, (struct rect){a->r.x + x, a->r.y + y, w, 1}, ' ', STYLE_PLAIN);
			canvas_text(c, a->r.x + x + 1, a->r.y + y, STYLE_DIM, p->band_text);
			return;
		}
	}
}

/* Where the line has come to: the eye is to land there. */
static void draw_end(struct canvas *c, const struct raster *a)
{
	const struct plot_point *last = &a->last;
	int x = a->r.x + column(a, last->x) / a->sx, y = a->r.y + line_row(a, last->y) / a->sy;

	canvas_glyph(c, x, y, GLYPH_SORE, a->p->style);
	if (a->p->end)
		canvas_printf(c, x + 1, y, a->p->style, " %s ", a->p->end);
}

/* The figures of the axis, where the rows of two do not meet. */
static void draw_figures(struct canvas *c, const struct raster *a)
{
	const struct plot *p = a->p;
	int step = p->y_step;

	while (step > 0 && step < p->y_hi - p->y_lo && (int64_t)(a->r.h - 1) * step < p->y_hi - p->y_lo)
		step *= 2;
	for (int y = p->y_lo; step > 0 && y <= p->y_hi; y += step) {
		char text[12];

		snprintf(text, sizeof text, "%d", y / 10);
		canvas_text_right(c, a->r.x - PLOT_AXIS, a->r.y + line_row(a, y) / a->sy, PLOT_AXIS - 1,
				  STYLE_DIM, text);
	}
}

static void draw_labels(struct canvas *c, const struct raster *a)
{
	int free_from = a->r.x;

	for (size_t i = 0; i < a->p->nlabels; i++) {
		const struct plot_label *l = &a->p->labels[i];
		int x = a->r.x + column(a, l->x) / a->sx;

		if (x < free_from || x + text_width(l->text) > a->r.x + a->r.w)
			continue;
		free_from = x + canvas_text(c, x, a->r.y + a->r.h, STYLE_DIM, l->text) + 1;
	}
}

void plot_draw(struct canvas *c, struct rect r, const struct plot *p)
{
	int end = p->end ? text_width(p->end) + 2 : 0, labels = p->nlabels > 0;
	struct rect in = {r.x + PLOT_AXIS, r.y, r.w - PLOT_AXIS - end, r.h - labels};

	if (r.w < 12 || in.h < 1 || in.w < 4)
		return;
	struct raster a = raster_new(c, in, p);
	struct rect old = canvas_clip(c, r);

	lay_line(&a);
	draw_cells(c, &a);
	draw_band_text(c, &a);
	if (p->n)
		draw_end(c, &a);
	draw_figures(c, &a);
	draw_labels(c, &a);
	c->clip = old;
	free(a.bits);
}

/* Two points apart are never one height. */
static enum glyph level_of(int value)
{
	enum { HIGHEST = GLYPH_LEVEL_8 - GLYPH_LEVEL_1, TOP = 10 };
	int v = value < 0 ? 0 : value > TOP ? TOP : value;

	return (enum glyph)(GLYPH_LEVEL_1 + v * HIGHEST / TOP);
}

void plot_spark(struct canvas *c, int x, int y, const int *values, const enum style *styles, size_t n)
{
	for (size_t i = 0; i < n; i++)
		canvas_glyph(c, x + (int)i, y, level_of(values[i]), styles[i]);
}

/* ---- calendar ---- */

const char *plot_month(int month)
{
	static const char *const names[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
					    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

	return month >= 1 && month <= 12 ? _(names[month - 1]) : "";
}

static struct wall_fields date(int64_t day)
{
	return wall_fields((struct wall){day * INT64_C(86400000), 0});
}

size_t plot_months(struct plot_label *out, size_t most, int64_t from, int64_t to, int cols)
{
	static const int steps[] = {1, 2, 3, 6, 12};
	int64_t months = (to - from) / 30 + 1;
	int step = 12;
	size_t n = 0;

	for (size_t i = 5; i-- > 0;)
		if (months / steps[i] * LABEL_ROOM < cols)
			step = steps[i];
	if (to - from > DAYS_MOST) /* a clock that was far off: no axis helps there */
		return 0;
	for (int64_t day = from; day <= to && n < most; day++) {
		struct wall_fields f = date(day);

		if (f.day != 1 && (day != from || f.day > LATE))
			continue;
		if ((f.month - 1) % step)
			continue;
		out[n].x = day;
		if (f.month == 1)
			snprintf(out[n].text, sizeof out->text, "%d", f.year);
		else
			snprintf(out[n].text, sizeof out->text, "%s", plot_month(f.month));
		n++;
	}
	return n;
}

int plot_calendar_cols(int weeks)
{
	return DAY_NAME + WEEK_COLS * weeks;
}

static const struct plot_day *find_day(const struct plot_calendar *p, int64_t day)
{
	size_t lo = 0, hi = p->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (p->days[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < p->n && p->days[lo].day == day ? &p->days[lo] : NULL;
}

static void draw_week(struct canvas *c, const struct plot_calendar *p, int x, int y, int64_t monday)
{
	for (int i = 0; i < WEEK && monday + i <= p->last; i++) {
		const struct plot_day *d = find_day(p, monday + i);

		canvas_glyph(c, x, y + i, d ? d->glyph : GLYPH_TRACK, d ? d->style : STYLE_TRACK);
	}
}

static void draw_day_names(struct canvas *c, int x, int y)
{
	static const char *const names[WEEK] = {N_("Mon"), "", N_("Wed"), "", N_("Fri"), "", N_("Sun")};

	for (int i = 0; i < WEEK; i++)
		if (names[i][0])
			canvas_text_in(c, x, y + i, DAY_NAME - 1, STYLE_DIM, _(names[i]));
}

void plot_calendar(struct canvas *c, struct rect r, const struct plot_calendar *p)
{
	enum { LABELS = 64 };
	int fit = (r.w - DAY_NAME + WEEK_COLS - 1) / WEEK_COLS, weeks = fit < p->weeks ? fit : p->weeks;
	int64_t since = (p->last + 3) % WEEK, monday = p->last - (since < 0 ? since + WEEK : since);
	int64_t first = monday - (int64_t)WEEK * (weeks - 1);
	struct plot_label label[LABELS];
	int free_from = r.x;
	size_t n;

	bool months = r.h >= PLOT_CALENDAR_ROWS;

	if (r.h < WEEK || weeks < 1)
		return;
	draw_day_names(c, r.x, r.y + months);
	for (int i = 0; i < weeks; i++)
		draw_week(c, p, r.x + DAY_NAME + WEEK_COLS * i, r.y + months, first + (int64_t)WEEK * i);
	n = months ? plot_months(label, LABELS, first, monday + WEEK - 1, WEEK_COLS * weeks + LABEL_ROOM) : 0;
	for (size_t i = 0; i < n; i++) {
		int x = r.x + DAY_NAME + WEEK_COLS * (int)((label[i].x - first) / WEEK);

		if (x < free_from || x + text_width(label[i].text) > r.x + r.w)
			continue;
		free_from = x + canvas_text(c, x, r.y, STYLE_DIM, label[i].text) + 1;
	}
}
