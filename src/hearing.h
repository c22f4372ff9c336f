/* One step of a plan as it is heard: its sounds, its voice and its breath, in their own time, without a session. */
#ifndef UNKNOT_HEARING_H
#define UNKNOT_HEARING_H

#include <stdbool.h>

#include "core/plan.h"
#include "speaker.h"

/* All zero: nothing is heard. Holds pointers into the plan, which must outlive it. */
struct hearing {
	const struct plan *plan; /* NULL: nothing */
	size_t first, end;       /* its segments */
	struct mono began;       /* when the first of them begins */
	size_t cue;              /* the next that is handed over */
	size_t paced;            /* the segment whose breath is next, and where in it */
	int64_t paced_ms;
};

/* Begins with a step, from segment `first` up to `end`; the sound is started if it was not. */
struct hearing hearing_begin(struct speaker *s, const struct plan *p, size_t first, size_t end,
			     struct mono now);

/* Hands over what is due soon, and ends when the step does. */
void hearing_tick(struct hearing *h, struct speaker *s, struct mono now);

/* When hearing_tick() has something to do. */
struct mono hearing_deadline(const struct hearing *h);

/* Silence. */
void hearing_stop(struct hearing *h, struct speaker *s);

/* How far it is; -1 if nothing is heard. */
int64_t hearing_ms(const struct hearing *h, struct mono now);

#endif
