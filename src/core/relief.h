/* Quick relief: which routine, and whether there may be another today (product.md, "Command line"; domain.md 6 and
 * routine 4). Pure. */
#ifndef UNKNOT_CORE_RELIEF_H
#define UNKNOT_CORE_RELIEF_H

#include "core/plan.h"
#include "core/record.h"

/* What it is for. The names are also the tags by which routines say so. */
enum relief_after { AFTER_SITTING, AFTER_DRIVING, AFTER_RUNNING, RELIEF_AFTERS };

const char *relief_after_name(enum relief_after a); /* "sitting" */
bool relief_after_by_name(const char *name, enum relief_after *out);

/* A routine with its plan for this person, as it is without a limit of time. */
struct relief_routine {
	const char *id;
	const struct plan *plan; /* NULL: it cannot be played */
};

/* Index of the routine for it: tagged `relief` and for this; where none is, tagged `relief` and for nothing in
 * particular (after driving there is no such stand-in: calves are asked about first). Of several the one that fits
 * `minutes_ms` (0: any) best; without a limit, or if none is as short as that, the shortest. `*give_ms` is the time to
 * give it: `minutes_ms`, or what the shortest takes where that is more. -1 if there is no routine at all. */
int relief_choose(const struct relief_routine *list, size_t n, enum relief_after after, int64_t minutes_ms,
		  int64_t *give_ms);

enum relief_time {
	RELIEF_NOW,
	RELIEF_LATER, /* the last one is less than two hours past */
	RELIEF_ENOUGH /* three today */
};

struct relief_today {
	enum relief_time time;
	int had;           /* today */
	struct wall again; /* RELIEF_LATER: from when on */
};

/* Counts the sessions of these routines, which are all that are tagged `relief`, that pressed something; rehearsals
 * do not count. */
struct relief_today relief_today(const struct record *r, const char *const *ids, size_t n, struct wall now);

/* What it means, as whole translated sentences; "" for RELIEF_NOW. */
void relief_advice(const struct relief_today *t, struct buf *out);

#endif
