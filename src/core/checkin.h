/* The next-morning check-in (product.md, "A session"; domain.md 1.3, 3.4): when it is due, what it asks
 * about, and what its answers mean for the day. Arithmetic over the record. Pure.
 *
 * A bruise closes its place until an answer no longer names it. Days of rest are advice: who is sore may
 * play all the same, and gets a lower ceiling. */
#ifndef UNKNOT_CORE_CHECKIN_H
#define UNKNOT_CORE_CHECKIN_H

#include "core/plan.h"
#include "core/record.h"

/* At the first start on a later day (caps_day()), six hours or more after the last press, that has not
 * been asked about; and once a day while a bruise stands. */
bool checkin_due(const struct record *r, struct wall now);

struct checkin_place {
	const struct site *site;
	enum leg leg;
};

enum { CHECKIN_PLACES = SITES_BUILT_IN * 2, CHECKIN_WHERE = 1024 };

/* The places to ask about: pressed on the last day that had a press, or bruised by the newest answer.
 * In the order of the atlas, left before right; places of the atlas only. Returns how many. */
size_t checkin_places(const struct record *r, const struct atlas *a,
		      struct checkin_place out[CHECKIN_PLACES]);

/* The `where` of a row: those places whose bit is in `marks`. Returns `out`. */
const char *checkin_where(const struct checkin_place *places, size_t n, unsigned marks,
			  char out[CHECKIN_WHERE]);

/* What the answers mean today. */
struct checkin_day {
	int soreness; /* of the newest answer; RATING_UNKNOWN if there is none */
	bool sore;    /* today's answer was over 3: skip a day */
	bool rest;    /* that, or it was over 2 or there is a bruise, and yesterday had a press */
	int lighter;  /* levels under the person's own */
};
struct checkin_day checkin_today(const struct record *r, struct wall now);

/* The pressure ceiling that many levels under `pressure`: 7, 6, 4, 3, and never less. */
int checkin_lighter(int pressure, int levels);

/* Lowers `who->pressure_most`, closes bruised places, and puts a ceiling one level lower on a place whose
 * bruise has gone, until it has been pressed again. Call after caps_fold() and when pressure_most is set. */
void checkin_apply(const struct record *r, const struct atlas *a, struct wall now, struct person *who);

#endif
