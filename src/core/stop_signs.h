/* Presses that were stopped because they felt sharp, electric, numb or tingling (domain.md 3.3): when there
 * are so many that somebody should look at it. One that is too sore, or stopped for another reason, is none.
 * Whoever folds over presses feeds them in, in order of time. Pure.
 *
 * It is to be told of where one place on one leg has three such stops in the last four weeks, or where a
 * third or more of the last twenty presses ended so, six presses at least. */
#ifndef UNKNOT_CORE_STOP_SIGNS_H
#define UNKNOT_CORE_STOP_SIGNS_H

#include "core/record.h"

enum {
	STOP_SIGNS_DAYS = 28,   /* what "lately" is: today and the 27 days before it */
	STOP_SIGNS_PRESSES = 20, /* looked back on, however long ago they are */
	STOP_SIGNS_LEAST = 6,   /* with fewer, a third says nothing */
	STOP_SIGNS_PART = 3,    /* one of so many */
	STOP_SIGNS_PLACE = 3    /* at one place, lately */
};

/* Begins all zero. */
struct stop_signs {
	int presses, stops;     /* lately; a press counts once its hold began or it was stopped */
	uint32_t last;          /* of the last STOP_SIGNS_PRESSES, a bit each: ended so */
	int nlast;
	int places;             /* with STOP_SIGNS_PLACE or more, lately */
	int most;               /* at the place with the most, lately */
	int place;              /* the caller's number of that one, of equals the later; of use where `most` is over 0 */
};

/* Whether a press ended so. */
bool stop_sign(const struct hold_row *h);

/* One press more. `at` are the stop signs of its place on its leg within those days, kept by the caller for each
 * (begin with 0), and `place` the caller's number of it; NULL for a place that is not told apart. `day` is its
 * day, `today` the day that is looked back from. */
void stop_signs_press(struct stop_signs *s, const struct hold_row *h, int *at, int place, int64_t day,
		      int64_t today);

/* Of the last presses, how many ended so. */
int stop_signs_of_last(const struct stop_signs *s);

/* Whether it is to be told of, and by which of the two. */
enum stop_signs_why { STOP_SIGNS_NONE, STOP_SIGNS_AT_PLACE, STOP_SIGNS_SHARE };
enum stop_signs_why stop_signs_why(const struct stop_signs *s);

/* "In the last four weeks 14 of 30 presses were stopped as sharp, electric, numb or tingling, 5 of them here: ...",
 * and what to do about it: sentences, translated. `leg` and `place`, translated, are those of `s->place`. Nothing
 * where nothing is to be told. */
struct buf;
void stop_signs_text(struct buf *out, const struct stop_signs *s, enum leg leg, const char *place);

#endif
