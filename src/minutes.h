/* Whether there is time for a routine (--minutes). */
#ifndef UNKNOT_MINUTES_H
#define UNKNOT_MINUTES_H

#include "core/plan.h"
#include "open_routine.h"

/* True if the routine can be fitted into who->minutes_ms, or if there is no end to the time; else says on
 * stderr how short it can be and what to do. The routine is one that opened_ok(). */
bool minutes_enough(const struct opened *r, const struct person *who);

#endif
