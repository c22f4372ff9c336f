/* Figures of the record: pain day by day and week by week, places, doses, stops, what was measured.
 * A fold that knows no clock: one record gives one answer, in whatever order its rows stand, so that the
 * records of two machines merged give the same. Rehearsals are left out. Nothing here says what
 * worked: it counts what was answered and what came before what. Pure.
 *
 * Ratings and their medians are in tenths: 45 is 4.5. */
#ifndef UNKNOT_CORE_STATS_H
#define UNKNOT_CORE_STATS_H

#include <limits.h>

#include "base/text.h"
#include "core/found.h"
#include "core/record.h"
#include "core/stop_signs.h"

enum { STATS_NONE = INT_MIN };

/* What is followed over time. `looser`: by how much pain was less after a session than before it; below 0
 * where it was more. It often fades within the hour, so it is never one line with the others. `reach` is in
 * hand widths from the floor: less is further. */
enum stats_series {
	SERIES_BEFORE,
	SERIES_AFTER,
	SERIES_LOOSER,
	SERIES_BACK,
	SERIES_LEG,
	SERIES_REACH,
	SERIES_STANDS,
	SERIES
};

/* "before", "after", "looser", "back", ...: the words of the JSON. */
const char *stats_series_name(enum stats_series s);

/* The least change that is more than the error of measuring, in tenths. Two points of a rating; two hand
 * widths of the reach: 4.5 cm is over half a hand, and each answer is rounded to a whole one. */
int stats_error(enum stats_series s);

/* A day, which begins at 04:00 (caps_day()), or a week, by its Monday. */
struct stats_span {
	int64_t day;
	int sessions; /* ended ones */
	int presses;
	int64_t held_ms;
	int value[SERIES]; /* medians; STATS_NONE */
	int soreness;      /* the median of the mornings' answers; STATS_NONE */
	bool bruise;
	bool rest; /* days only: planned for rest */
};

/* The first weeks that have a value beside the last ones: as many at both ends, at most four. */
struct stats_change {
	int start, now;    /* medians of those weeks; `now` STATS_NONE with one week */
	int64_t start_day; /* Monday of the first week */
	int64_t now_day;   /* Monday of the last week */
	int weeks;         /* at each end */
	bool real;         /* at least stats_error() apart */
};

/* How sore a place was when it was found, the first time of a day (core/found.h). */
struct stats_rating {
	int64_t day;
	int before, after; /* 0 .. 10, `after` RATING_UNKNOWN */
};

struct stats_place {
	const char *site; /* its id, in the record's arena */
	enum leg leg;
	int presses, stops;
	int64_t held_ms;
	int64_t first_day, last_day;        /* of the presses; INT64_MIN where none began its hold */
	const struct stats_rating *ratings; /* oldest first */
	size_t nratings;
	size_t best;        /* index of the least sore one, of equals the first */
	struct found found; /* at first and lately */
	int rated;          /* sessions that pressed it and tell pain before and after */
	int drops;          /* of those: pain fell by two points or more */
	int64_t fall;       /* points that it fell by in all of those */
};

/* A tool, from the day it was chosen. */
struct stats_tool {
	int64_t day;
	const char *value; /* in the record's arena */
};

/* Made by stats_of(); all but the texts lives in its arena. */
struct stats {
	struct arena *arena;
	int64_t from, to; /* first and last day looked at; INT64_MIN both where there is nothing */
	int sessions;     /* ended ones */
	int ended[SESSION_INTERRUPTED + 1];
	int64_t active_ms;
	int presses;                        /* holds that began */
	int outcomes[HOLD_INTERRUPTED + 1]; /* of those: they add up */
	int early[HOLD_INTERRUPTED + 1];    /* of those that ended before their hold began: no presses */
	int stops[WHY_OTHER + 1];
	int64_t held_ms, tool_ms;
	int rated, drops; /* as of a place, over all sessions that pressed something */
	int64_t fall;
	struct stop_signs signs; /* looked back from `to`, from before `from` too */
	const char *signs_site;  /* of its place, in the record's arena; NULL without a press */
	enum leg signs_leg;
	int checkins, bruises;
	int soreness;            /* median of the mornings; STATS_NONE */
	struct stats_span *days; /* days with something, oldest first */
	size_t ndays;
	struct stats_span *weeks; /* weeks with something, oldest first */
	size_t nweeks;
	struct stats_change change[SERIES];
	struct stats_place *places; /* by site, then leg */
	size_t nplaces;
	struct stats_tool *tools; /* oldest first; the first may be older than `from` */
	size_t ntools;
	const char *target; /* days a week, as it was last chosen; NULL */
};

/* The day of the newest row; INT64_MIN if there is none. */
int64_t stats_newest(const struct record *r);

/* The figures of the days `from` to `to`; INT64_MIN for the first day there is, INT64_MAX for the last. A
 * session belongs to the day it began, all of it. The record must outlive them. Linear where the rows stand
 * in order of time. Free with stats_free(). */
struct stats *stats_of(const struct record *r, int64_t from, int64_t to);
void stats_free(struct stats *s); /* NULL does nothing */

/* The change over some weeks, oldest first: all of `s->weeks` gives `s->change`. */
struct stats_change stats_change_of(const struct stats_span *weeks, size_t n, enum stats_series k);

/* Whether a place is told of as one that came before greater falls in pain: STATS_SIDE sessions or more that
 * tell pain before and after with it and as many without, and at least a point between their means. Gives the
 * means, in tenths, where there are as many, whatever the gap; STATS_NONE both where there are not. */
enum { STATS_SIDE = 20 };
bool stats_before_falls(const struct stats *s, const struct stats_place *p, int *with, int *without);

/* All of it, for scripts; `csv` is a day a line with a head line. */
void stats_json(const struct stats *s, struct buf *out);
void stats_csv(const struct stats *s, struct buf *out);

#endif
