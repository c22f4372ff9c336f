/* The figures of the record as plots: a series week by week with the band of measuring error round where it
 * began, and the calendar. Pure. */
#ifndef UNKNOT_VIEW_STATS_PLOT_H
#define UNKNOT_VIEW_STATS_PLOT_H

#include "core/stats.h"
#include "view/canvas.h"

/* Weeks that a plot shows, oldest first; `from` and `to` are its first and last Monday, also where the weeks
 * have no value. */
struct stats_view {
	const struct stats_span *weeks;
	size_t n;
	int64_t from, to;
};

/* The newest `weeks` weeks; 0 for all of them. A young record has room at its right. */
struct stats_view stats_view_of(const struct stats *s, int weeks);

/* Draws a series into all of `r`, with the months under it if `months`. Nothing where no week has a
 * value. */
void stats_plot(struct canvas *c, struct rect r, const struct stats_view *v, enum stats_series k, bool months);

/* The style that a series is drawn in. */
enum style stats_plot_style(enum stats_series k);

/* The weeks of the record, the last ones that fit: days with a session, planned rest, a morning's answer. */
void stats_calendar(struct canvas *c, struct rect r, const struct stats *s);

/* What its marks mean, in a row, or one a row where `r` has rows for it. */
void stats_calendar_legend(struct canvas *c, struct rect r);

#endif
