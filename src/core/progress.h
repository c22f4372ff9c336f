/* Progress: what the record makes of the game (product.md, "The game"; reasons: domain.md 7). Arithmetic
 * over rows, nothing of it stored: the same rows give the same progress, in whatever order and however often
 * merged. Rehearsals count for nothing. What is earned hangs on showing up, never on how hard, how sore, how
 * long or how often a day. Pure.
 *
 * A place is **tended** by a press that was begun, however it ended; not by one that was skipped. */
#ifndef UNKNOT_CORE_PROGRESS_H
#define UNKNOT_CORE_PROGRESS_H

#include "core/chosen.h"
#include "core/found.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/stop_signs.h"

enum {
	PROGRESS_LOOPS = 8,      /* a day, in all */
	PROGRESS_RECENT = 5,     /* days with a rating that are looked back on */
	PROGRESS_QUIET_DAYS = 3, /* one low rating may be chance, and so may two */
	PROGRESS_QUIET = 2,      /* where a spot counts as let go, too */
	PROGRESS_SORE = 5,       /* past the upper end of what a gentle press aims at */
	PROGRESS_SKIPS = 2,      /* in reserve, a week */
	PROGRESS_GAP_DAYS = 7    /* away so long, and it is a return */
};

/* A place on one leg, by the ratings at find alone, the first of each day: what a place is like before it is
 * pressed. Ratings after a press are same-day loosening, which fades within the hour.
 *
 *   unknown  never tended, never rated
 *   quiet    at most 2 on each of the last three days with a rating
 *   easing   come down by 2 or more: from the highest there ever was if it is at most 4 now, from the highest
 *            of the last five days with a rating if it is still 5 or more. (Halved is no other thing: where
 *            it is not a fall of 2, it is within the scale's error.)
 *   sore     has been 5 or more, and has not come down
 *   found    all else: tended and never rated, or never over 4 with nothing more to tell
 *
 * It goes back as it goes forward. A higher last rating never brings a place nearer to quiet. */
struct place_story {
	enum stage stage;
	int first, best, worst, last; /* ratings; RATING_UNKNOWN */
	int64_t first_day, last_day;  /* caps_day() of the first and the last one */
	int64_t tended_day;           /* INT64_MIN: never */
	int recent[PROGRESS_RECENT];  /* one a day, the newest last */
	int nrecent;
	int early[FOUND_ENDS]; /* of the first days, the oldest first */
	int days;              /* with a rating */
	int signs;             /* stops of the last four weeks that are stop signs (core/stop_signs.h) */
	bool known;            /* tended or rated */
};

/* A day of the week's trail. The days that the target leaves over pass first; then a skip spends itself for
 * each that passes, while there are any. Days before the first session ever cost nothing. */
enum trail_step {
	TRAIL_TO_COME,
	TRAIL_TODAY,  /* today, and nothing done yet */
	TRAIL_TENDED, /* showed up: tended a place, or finished a session without a press */
	TRAIL_REST,   /* a rest day that was planned no later than on itself: kept */
	TRAIL_SKIP,   /* a skip spent itself */
	TRAIL_PASSED  /* not needed for the target, or gone by */
};

/* Monday to Sunday by caps_day(). */
struct trail {
	enum trail_step step[WEEK_DAYS];
	bool rest[WEEK_DAYS]; /* planned, whatever became of it */
	int today;            /* 0 Monday */
	int target;           /* days, 2 to 7 */
	int kept;             /* days up to today that count: tended, or planned rest */
	int skips;            /* left */
	bool reached;         /* kept is the target, or more */
};

/* Skills, not ranks: each is done once its days or sessions are there, and is never lost. None needs a spot
 * to be sore, a breath to be exact or a press to be long; where a press is stopped or eased off, it counts as
 * much as one with all its ratings. */
enum skill {
	SKILL_MAP,    /* know the map: half of the 22 places known */
	SKILL_FIND,   /* find a spot: on five days a spot was found and rated, or a stop heeded */
	SKILL_SCALE,  /* read the scale: on five days one was rated before and after, or the rating led to
	                 easing off or stopping */
	SKILL_BREATH, /* easy breather: seven days with a session; what over-breathing slow breaths bring at
	                 first is nearly gone after a week of them (domain.md 4) */
	SKILL_SITTER, /* long sitter: six clean sessions, which open the long sitting (core/caps.h) */
	SKILLS
};
struct skill_state {
	int have, need; /* have is at most need */
};
const char *skill_name(enum skill s); /* "know the map", translated */
const char *skill_how(enum skill s);  /* what it takes, one sentence, translated */

/* Why the next session should be one level lighter. */
enum lighter {
	LIGHTER_NO,
	LIGHTER_BRUISE,   /* one of the last two check-ins tells of a bruise: it has hardly gone */
	LIGHTER_SORE,     /* the last two mornings asked about, a week apart at most, were over 3 */
	LIGHTER_TOO_SORE, /* a press of the last session was stopped as too sore */
	LIGHTER_BACK      /* a return after a gap */
};

/* "lighter" as a sentence to the person, translated; "" for LIGHTER_NO, and where `why` of today says it. */
const char *lighter_text(enum lighter l);

struct progress {
	int64_t day;                                 /* caps_day() of now */
	struct place_story place[SITES_BUILT_IN][2]; /* [site->index][leg == LEG_RIGHT] */
	int loops_today;                             /* at most PROGRESS_LOOPS */
	int64_t loops;                               /* ever */
	bool enough;                                 /* today's loops are full: the muscles need the rest */
	int64_t days;                                /* with a session, ever */
	int64_t last_day;                            /* of them; INT64_MIN: none */
	int64_t long_day;                            /* of the last long sitting; INT64_MIN: none */
	struct trail trail;
	enum tool tool;
	bool rest_tomorrow; /* planned */
	bool back;          /* welcome back: the last session was PROGRESS_GAP_DAYS ago or more */
	enum lighter lighter;
	struct stop_signs signs; /* `place` is 2 * site->index, and one more on the right leg */
	struct skill_state skill[SKILLS];
	int clean,
		clean_opener; /* clean sessions, and those that pressed the place that opens the deep one */
	/* The rest is the fold's own. */
	struct progress_work {
		int64_t first_day;           /* with a session */
		int64_t day;                 /* of the last row */
		uint32_t tended;             /* on it: a bit a place */
		int64_t loops_before;        /* of earlier days */
		bool came[WEEK_DAYS];        /* this week */
		char session[33];            /* of the last press */
		int64_t tool_ms;             /* in it, so far */
		int64_t tool_deep;           /* over which it is a long one */
		bool too_sore;               /* in it */
		int64_t find_day, scale_day; /* the last that counted */
		enum lighter by_mornings;
	} work;
};

/* Linear in the rows that are in order (core/record_order.h). `now` says which day it is. */
struct progress progress_fold(const struct record *r, const struct atlas *a, struct wall now);

/* The same with one press more, which is not on an earlier day than any before: the summary's "now". `s` NULL
 * or a routine's own place: the day counts, no place. */
void progress_press(struct progress *p, const struct site *s, const struct hold_row *h);

/* The same with a session more that was finished at `when`. */
void progress_finish(struct progress *p, struct wall when);

/* The same with another choice made now: `day` 0 is this week's Monday, and today or later. */
void progress_choose_target(struct progress *p, int target);
void progress_choose_rest(struct progress *p, int day, bool rest);

/* How sore a place was when found, at first and lately. */
struct found place_story_found(const struct place_story *s);

/* What is to be told of stops, as sentences (core/stop_signs.h); nothing where nothing is. */
void progress_signs_text(struct buf *out, const struct progress *p, const struct atlas *a);

#endif
