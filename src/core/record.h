/* The record: what happened, as rows. io/history stores and reads them; folds (caps, today,
 * progress) are arithmetic over them. Nothing derived is a row. Strings of rows that were read
 * live in the record's arena; strings of rows that are handed over are copied by the taker. */
#ifndef UNKNOT_CORE_RECORD_H
#define UNKNOT_CORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/duration.h"
#include "core/atlas.h"

enum session_outcome {
	SESSION_OPEN,
	SESSION_DONE,
	SESSION_ENDED_EARLY,
	SESSION_STOPPED,
	SESSION_INTERRUPTED
};
enum hold_outcome { HOLD_RELEASED, HOLD_FULL, HOLD_EASED_OFF, HOLD_STOPPED, HOLD_SKIPPED, HOLD_INTERRUPTED };
enum stop_why { WHY_NONE, WHY_SHARP, WHY_NUMB, WHY_TOO_SORE, WHY_OTHER };

/* `open`, `done`, `ended-early`, ...; `released`, ...; `none`, `sharp`, ...: the words of the database
 * and, but for `open` and `none` (null there), of the JSON. The inverses give false for an unknown
 * word. */
const char *session_outcome_name(enum session_outcome o);
bool session_outcome_by_name(const char *name, enum session_outcome *out);
const char *hold_outcome_name(enum hold_outcome o);
bool hold_outcome_by_name(const char *name, enum hold_outcome *out);
const char *stop_why_name(enum stop_why w);
bool stop_why_by_name(const char *name, enum stop_why *out);

/* How a session ended, in a person's words, translated: "done", "ended early". */
const char *session_outcome_text(enum session_outcome o);

enum { RATING_UNKNOWN = -1 };

/* One play-through. `id` is 32 hex digits, unique over machines. */
struct session_row {
	char id[33];
	const char *routine, *title;
	uint64_t plan_hash;
	bool rehearsal;
	bool ended_by_choice;
	struct wall started, ended; /* ended.ms 0 while open */
	enum session_outcome outcome;
	int64_t planned_ms, active_ms;
	int pain_before, pain_after; /* 0-10, RATING_UNKNOWN */
	int segment;                 /* where an open session is: index into its plan */
	enum leg leg;
	int64_t at_ms;  /* plan time there */
	int numb_after; /* "numb or weak over ten minutes?": 0 no, 1 yes, -1 not asked */
};

/* One press. */
struct hold_row {
	char session[33];
	int n; /* in its session, from 0 */
	const char *site;
	enum leg leg;
	struct wall when; /* start of the press */
	int64_t planned_ms, held_ms;
	int64_t tool_ms; /* find to the end of rest, as it went */
	enum hold_outcome outcome;
	enum stop_why why;
	int sore_before, sore_after; /* 0-10, RATING_UNKNOWN */
	int twitches;
	bool rehearsal; /* of its session */
};

/* One digit given, at the moment it was given. */
struct rating_row {
	char session[33];
	int hold;         /* n of the hold, -1 for none */
	const char *what; /* "sore", "pain-before", "pain-after", "back", "leg", "reach", "stands" */
	int value;
	struct wall when;
};

/* An answered screening page. */
struct screening_row {
	struct wall when;
	const char *page; /* "emergency", "clinician", "ask-first", "today", "calf", "checked": core/screening.h */
	unsigned yes;     /* bit n: question n answered yes; 0 none apply; of "today" bit 0: something changed */
	bool by_script;   /* `screening --none-apply`: the next interactive start asks anyway */
};

/* A next-morning answer: how sore, 0-10, and whether there is a bruise, and where: places as
 * "SITE left" or "SITE right", with commas between; "" where no place was named. The newest answer stands:
 * a bruise that it does not name has gone. */
struct checkin_row {
	struct wall when;
	int soreness;
	bool bruise;
	const char *where; /* NULL is as "" */
};

/* What a person chose, dated; of one `what` the newest stands. "target": days a week, "2" to "7";
 * "rest": a day planned for rest, "YYYY-MM-DD" of its caps_day(), and "no-rest" takes it back; "tool":
 * "towel", "soft-ball", "medium-ball" or "hard-ball". Words that are not known are kept and mean
 * nothing. */
struct choice_row {
	struct wall when;
	const char *what, *value;
};

/* Made with mem_calloc(); its arrays and strings live in its arena. */
struct record {
	struct arena *arena;
	struct session_row *sessions; /* oldest first */
	size_t nsessions;
	struct hold_row *holds; /* oldest first */
	size_t nholds;
	struct screening_row *screenings; /* oldest first */
	size_t nscreenings;
	struct rating_row *ratings; /* oldest first */
	size_t nratings;
	struct checkin_row *checkins; /* oldest first */
	size_t ncheckins;
	struct choice_row *choices; /* oldest first */
	size_t nchoices;
};

void record_free(struct record *r); /* NULL does nothing */

/* Whether an answer goes from one machine to another: only what closes the gate there too, a person's yes in
 * the two upper tiers. That nothing applies, or that it was checked, opens it where it was said. */
bool record_screening_travels(const struct screening_row *s);

/* Puts rows that were read in their order, whatever order they came in: sessions by their start, holds by
 * their session and number, all others by their moment. Tells holds what their session knows, and drops
 * holds that have none. */
void record_sort(struct record *r);

/* The session of that id, NULL if there is none. `*hint` (begin with 0) remembers where it was found:
 * rows are oldest first, so going through holds or ratings finds the next one near. */
const struct session_row *record_session(const struct record *r, const char *id, size_t *hint);

/* The JSON of product.md ("history"), told field by field in README.md: sessions oldest first with their
 * holds. load/record_load reads it back, and nothing is lost but answers of the safety questions that were
 * all no. `csv` is one hold a line with a head line; `text` a line a session for a person, under one that names the
 * columns. */
struct buf;
void record_json(const struct record *r, struct buf *out);
void record_csv(const struct record *r, struct buf *out);
void record_text(const struct record *r, struct buf *out);

#endif
