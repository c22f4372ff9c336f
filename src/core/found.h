/* How a place has changed: one rule for home, history, figures and report.
 *
 * What is compared is how sore a place was when it was found, the first rating of each day: ratings after a
 * press, and those of a place that was pressed earlier that day, are same-day loosening. The median of the
 * first three such days stands beside the median of the last three, which may share days while there are few.
 * Two points apart or more are a change, up as well as down; less is within the error of the scale (domain.md
 * 5). Up to three days tell nothing. Pure. */
#ifndef UNKNOT_CORE_FOUND_H
#define UNKNOT_CORE_FOUND_H

#include <stdbool.h>

enum {
	SCALE_ERROR = 2, /* points: from here on a difference of two ratings is one */
	FOUND_ENDS = 3   /* days that are looked at, at each end */
};

/* Whether two ratings, or two figures made of ratings, differ; `error` in their own unit. The one comparison
 * there is of this. */
bool scale_differs(int a, int b, int error);

struct found {
	int days;       /* with a rating */
	int start, now; /* 0 to 10; `start` is RATING_UNKNOWN while there are too few days to compare, and `now`
	                   is the last one there; both RATING_UNKNOWN where there is none */
};

/* Of the ratings of the first and the last `days` or FOUND_ENDS days, whichever is less, oldest first. */
struct found found_of(const int *first, const int *last, int days);

/* Points by which a place is less sore than it was, below 0 where it is more; 0 within the error. */
int found_fall(const struct found *f);

#endif
