/* What has been pressed lately: the fold behind the caps of product.md. Counts, per place and leg,
 * over all sessions since 04:00 local or the last 12 hours, whichever reaches further back.
 * Rehearsals do not count. Pure. */
#ifndef UNKNOT_CORE_CAPS_H
#define UNKNOT_CORE_CAPS_H

#include "core/plan.h"
#include "core/record.h"

/* The day that a moment belongs to, counted from 1970-01-01: for the body it begins at 04:00 local. */
int64_t caps_day(struct wall t);

/* Whether `now` is a morning after `then`: a later such day, and six hours or more after it. */
bool caps_next_morning(struct wall then, struct wall now);
/* The Monday of a day's week. */
int64_t caps_monday(int64_t day);

/* Clean sessions on this place open the deep one; so many of them, and so many of any for a long sitting. */
#define CAPS_OPENER "buttock-lower"
enum { CAPS_CLEAN_FOR_LOCKED = 3, CAPS_CLEAN_FOR_DEEP = 6 };

/* No day that is lived lasts as long, not even around the world: moments further apart are of two days. */
enum { CAPS_DAY_MOST_MS = 72 * 3600000 };

/* Fills `who->place` from the record: presses, held time, last rating, last day, and closes places
 * that had their share, that a sharp, electric or numb stop closed today, or that are locked (H2,
 * until the clean sessions of product.md are on record). Places of the atlas only. */
void caps_fold(const struct record *r, const struct atlas *a, struct wall now, struct person *who);

/* The worse leg by the record: the higher mean of sore_before over the last three sessions (no
 * rehearsal), left if equal or unknown. One that a press was stopped on as sharp or numb in these is not
 * the one to be pressed more: then it is the other. */
enum leg caps_worse_leg(const struct record *r);

/* Sessions on record that count as clean: pressed something, ended by choice, next-morning soreness
 * at most 3, no bruise. One whose morning was never asked about is none. With `site` only those
 * that pressed that place; NULL for all. */
int caps_clean_sessions(const struct record *r, const char *site);

/* Of those, the ones that pressed a place of the thigh, which is where everybody begins. */
int caps_clean_thigh(const struct record *r);

/* Whether a `deep` routine may start (6 clean sessions; once a week, 72 h after the last session
 * that was as long on the tool): a translated sentence with the reason if not, NULL if it may. */
const char *caps_deep_locked(const struct record *r, const struct atlas *a, struct wall now);

#endif
