#include "view/stats_plot.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/caps.h"
#include "view/plot.h"
#include "view/stats_words.h"

enum { CALENDAR_LEAST = 13, CALENDAR_MOST = 106 };
enum { WEEK = 7, WEEKS_LEAST = 8, GAP_WEEKS = 5, RATING_TOP = 100, LABELS = 64, TWO_POINTS = 20 };

struct stats_view stats_view_of(const struct stats *s, int weeks)
{
	struct stats_view v = {s->weeks, s->nweeks, 0, 0};
	int64_t least;

	if (!s->nweeks)
		return v;
	v.to = s->weeks[s->nweeks - 1].day;
	while (weeks && v.n > 1 && v.weeks->day <= v.to - (int64_t)WEEK * weeks) {
		v.weeks++;
		v.n--;
	}
	v.from = v.weeks->day;
	least = v.from + (int64_t)WEEK * (WEEKS_LEAST - 1);
	v.to = v.to > least ? v.to : least;
	return v;
}

enum style stats_plot_style(enum stats_series k)
{
	switch (k) {
	case SERIES_BEFORE:
	case SERIES_BACK:
	case SERIES_LEG:
		return STYLE_NOW;
	case SERIES_AFTER:
	case SERIES_LOOSER:
		return STYLE_BREATH;
	case SERIES_REACH:
	case SERIES_STANDS:
	case SERIES:
		break;
	}
	return STYLE_BAR;
}

static int up_to(int v, int step)
{
	return (v + step - 1) / step * step;
}

/* From 0 to what is reached, and below 0 where something is. */
static void fit_axis(struct plot *p, enum stats_series k)
{
	int lo = 0, hi = 0;

	for (size_t i = 0; i < p->n; i++) {
		lo = p->points[i].y < lo ? p->points[i].y : lo;
		hi = p->points[i].y > hi ? p->points[i].y : hi;
	}
	p->y_step = TWO_POINTS;
	p->y_lo = -up_to(-lo, TWO_POINTS);
	p->y_hi = k == SERIES_LOOSER  ? up_to(hi > 40 ? hi : 40, TWO_POINTS)
		  : k == SERIES_REACH ? up_to(hi > 60 ? hi : 60, TWO_POINTS)
				      : RATING_TOP;
}

/* Round where it began; what is looser the same day is held against nothing. */
static void set_band(struct plot *p, enum stats_series k, const struct stats_change *c)
{
	int middle = k == SERIES_LOOSER ? 0 : c->start, error = stats_error(k);

	p->band_lo = middle - error > p->y_lo ? middle - error : p->y_lo;
	p->band_hi = middle + error < p->y_hi ? middle + error : p->y_hi;
	p->band_text = k == SERIES_LOOSER ? NULL : _("error of measuring");
}

static size_t take_points(const struct stats_view *v, enum stats_series k, struct plot_point *out)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++)
		if (v->weeks[i].value[k] != STATS_NONE)
			out[n++] = (struct plot_point){v->weeks[i].day, v->weeks[i].value[k]};
	return n;
}

void stats_plot(struct canvas *c, struct rect r, const struct stats_view *v, enum stats_series k, bool months)
{
	struct plot_point *points = mem_calloc(v->n, sizeof *points);
	struct stats_change change = stats_change_of(v->weeks, v->n, k);
	struct plot p = {.x_lo = v->from,
			 .x_hi = v->to,
			 .points = points,
			 .n = take_points(v, k, points),
			 .gap = (int64_t)WEEK * GAP_WEEKS,
			 .style = stats_plot_style(k)};
	struct plot_label labels[LABELS];
	char end[WORDS_TENTHS];

	if (p.n) {
		fit_axis(&p, k);
		set_band(&p, k, &change);
		p.end = words_tenths(end, points[p.n - 1].y);
		p.labels = labels;
		if (months)
			p.nlabels = plot_months(labels, LABELS, v->from, v->to, r.w - PLOT_AXIS);
		plot_draw(c, r, &p);
	}
	free(points);
}

/* ---- calendar ---- */

/* What a day shows, the first that holds. */
static const struct {
	enum glyph glyph;
	enum style style;
	const char *text;
} marks[] = {
	{GLYPH_STEP_DONE, STYLE_BAR, N_("a session")},
	{GLYPH_FOUND, STYLE_FOUND, N_("planned rest")},
	{GLYPH_STEP, STYLE_DIM, N_("a morning's answer")},
	{GLYPH_CROSS, STYLE_WARN, N_("a bruise")},
};
enum { MARKS = sizeof marks / sizeof *marks };

static int mark_of(const struct stats_span *d)
{
	if (d->bruise)
		return 3;
	if (d->sessions || d->presses)
		return 0;
	return d->rest ? 1 : 2;
}

/* A young record is not lost among empty weeks. */
static int calendar_weeks(const struct stats *s)
{
	int64_t weeks = (caps_monday(s->to) - caps_monday(s->from)) / WEEK + 1;

	return weeks < CALENDAR_LEAST ? CALENDAR_LEAST : weeks < CALENDAR_MOST ? (int)weeks : CALENDAR_MOST;
}

void stats_calendar(struct canvas *c, struct rect r, const struct stats *s)
{
	struct plot_day *days = mem_calloc(s->ndays, sizeof *days);
	struct plot_calendar p = {days, s->ndays, s->to, calendar_weeks(s)};

	for (size_t i = 0; i < s->ndays; i++) {
		int m = mark_of(&s->days[i]);

		days[i] = (struct plot_day){s->days[i].day, marks[m].glyph, marks[m].style};
	}
	plot_calendar(c, r, &p);
	free(days);
}

void stats_calendar_legend(struct canvas *c, struct rect r)
{
	int x = r.x, y = r.y;

	for (int i = 0; i < MARKS; i++) {
		int w = 2 + text_width(_(marks[i].text));

		if (x > r.x && x + w > r.x + r.w) {
			x = r.x;
			y++;
		}
		if (y >= r.y + r.h)
			return;
		canvas_glyph(c, x, y, marks[i].glyph, marks[i].style);
		x += 2 + canvas_text_in(c, x + 2, y, r.x + r.w - x - 2, STYLE_DIM, _(marks[i].text)) + 3;
	}
}
