/* Plots on a canvas: lines over time with a band behind them, and a calendar of weeks. In dots where the
 * tier has them, in half cells, or in characters. They know figures and styles and no meaning. Pure. */
#ifndef UNKNOT_VIEW_PLOT_H
#define UNKNOT_VIEW_PLOT_H

#include "view/canvas.h"

struct plot_point {
	int64_t x;
	int y; /* tenths */
};

struct plot {
	int64_t x_lo, x_hi;
	int y_lo, y_hi;       /* tenths; y_lo < y_hi */
	int y_step;           /* from one figure of the axis to the next, tenths; twice it where there is less room */
	int band_lo, band_hi; /* shaded behind the line; none where band_lo >= band_hi */
	const char *band_text; /* written in the band where the line leaves room; NULL */
	const struct plot_point *points; /* by x; those that share a column are drawn as their mean */
	size_t n;
	int64_t gap; /* no line over more x than this */
	enum style style;
	const char *end; /* written after the last point; NULL */
	const struct plot_label {
		int64_t x;
		char text[8];
	} *labels; /* under the axis */
	size_t nlabels;
};

/* Draws into all of `r`: figures at the left, labels in the last row if there are any. Nothing in less than
 * 12 columns and 2 rows. */
void plot_draw(struct canvas *c, struct rect r, const struct plot *p);

/* The columns that the figures of the axis take, at the left of what is drawn. */
enum { PLOT_AXIS = 3 };

/* A row of bars, one a cell, as high as values of 0 to 10, each in its style. The scale is always the same, and
 * values two points apart differ in height. */
void plot_spark(struct canvas *c, int x, int y, const int *values, const enum style *styles, size_t n);

/* A day of a calendar. */
struct plot_day {
	int64_t day;
	enum glyph glyph;
	enum style style;
};

/* Weeks as columns, days as rows from Monday, the months above: 8 rows; in 7 without the months. `last` is the last day shown, `days`
 * by day; as many weeks as fit, at most `weeks`. */
struct plot_calendar {
	const struct plot_day *days;
	size_t n;
	int64_t last;
	int weeks;
};
enum { PLOT_CALENDAR_ROWS = 8 };
void plot_calendar(struct canvas *c, struct rect r, const struct plot_calendar *p);

/* Columns that so many weeks take, names of days and all. */
int plot_calendar_cols(int weeks);

/* Labels for the months from `from` to `to` (days since 1970-01-01), as many as have room in `cols` columns;
 * January is told by its year, and a month that begins with its second half not at all. Returns how many, at most `most`. */
size_t plot_months(struct plot_label *out, size_t most, int64_t from, int64_t to, int cols);

/* "Nov", translated; 1 to 12 */
const char *plot_month(int month);

#endif
