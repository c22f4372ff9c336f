/* A session that was cut off, by a crash, a kill or a closed lid, and may go on. Pure: rows and `now` come
 * in. product.md, "A session": up to two hours later, and only if the plan is unchanged. */
#ifndef UNKNOT_CORE_RESUME_H
#define UNKNOT_CORE_RESUME_H

#include "core/player.h"
#include "core/record.h"

/* The newest session if it was cut off: neither ended by the person nor a rehearsal, and something of it
 * was done. NULL if there is none; one that another was played after is past. */
const struct session_row *resume_session(const struct record *r);

/* Whether no more than two hours have passed since it was last heard of. */
bool resume_in_time(const struct record *r, const struct session_row *s, struct wall now);

/* The record as it was without that session; its arrays live in `a`, the rows' strings in `r`. */
struct record resume_without(const struct record *r, const struct session_row *s, struct arena *a);

/* Tells `who` how sore the session found its places. */
void resume_ratings(const struct record *r, const struct session_row *s, const struct atlas *atlas,
		    struct person *who);

/* Whether `plan` leads where the session was: its segment with that leg at that time, and every place that was
 * pressed is known. */
bool resume_fits(const struct plan *plan, const struct record *r, const struct session_row *s);

/* What a player needs to go on with a plan that fits; the results live in `a`. */
struct player_past resume_past(const struct record *r, const struct session_row *s, const struct plan *plan,
			       struct arena *a);

#endif
