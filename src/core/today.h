/* Which routine today holds, and why, in one sentence. Pure. */
#ifndef UNKNOT_CORE_TODAY_H
#define UNKNOT_CORE_TODAY_H

#include "core/progress.h"
#include "core/record.h"

enum today_reason {
	TODAY_FIRST, /* first sittings until three are done, or three clean sessions have pressed the thigh */
	TODAY_SECOND,
	TODAY_THIRD,
	TODAY_NOT_YET,      /* none of them, after sessions of other routines: why they come first all the same */
	TODAY_DAILY,        /* the everyday routine */
	TODAY_TURN_MIDDLE,  /* of the places that take turns in it, it is this one's: outer thigh, middle */
	TODAY_TURN_LOWER,   /* outer thigh, lower */
	TODAY_BACK,         /* a return after a gap */
	TODAY_AFTER_LONG,   /* the day after a long sitting: only something gentle */
	TODAY_SHARE,        /* today has had its session */
	TODAY_PLANNED_REST, /* a rest day, by choice */
	TODAY_SORE,         /* this morning was over 3 */
	TODAY_BRUISE,       /* a bruise, and pressed yesterday */
	TODAY_STILL_SORE,   /* this morning was 3, and pressed yesterday */
	TODAY_UNASKED,      /* pressed yesterday, and how the legs are now was not said */
	TODAY_TARGET,       /* the week has its days */
	TODAY_REASONS
};

struct today {
	const char *routine; /* an id on the search path */
	const char *why;     /* a translated sentence */
	bool tomorrow;       /* it is the next one, not for today: today has had its session, or is for rest */
	enum today_reason reason;
	bool rest;           /* today is for rest */
	const char *instead; /* on such a day: what is good for the legs all the same, a sentence; else NULL */
};

/* Rest comes before a routine, a choice of the person's before a rule, what the body said before what the
 * week says. The answer of this morning is the newest check-in, if it is of today. `p` is the fold of the
 * same rows at `now`. */
struct today today_choose(const struct record *r, const struct progress *p, struct wall now);

/* "second-sitting", "sore": the word of the JSON of `unknot today`. */
const char *today_reason_name(enum today_reason reason);

#endif
