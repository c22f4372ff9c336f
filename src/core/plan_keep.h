/* Finding a thing to do again, in the plan of a routine whose file was edited. Keys do not tell: a step that
 * was put in before it changes them all. Pure. */
#ifndef UNKNOT_CORE_PLAN_KEEP_H
#define UNKNOT_CORE_PLAN_KEEP_H

#include "core/plan.h"

/* A row is a thing to do as it is listed: one press, one other step on one leg, however often. The first
 * segment of the row that holds segment `n`, and of the one after it; nsegments after the last. */
size_t plan_row_start(const struct plan *p, size_t n);
size_t plan_row_next(const struct plan *p, size_t n);

/* The first segment of the row of `now` that stands for the one of `old` that holds segment `n`: the step of the
 * same id at the same place, else the step of the same id, else the one of the same content, else the same place, else
 * (where there are as many as before) the same deed with other words, each time with the same leg and, if it comes
 * more than once, the one that comes as often before, or the last. -1 if there is none. */
int plan_keep(const struct plan *old, size_t n, const struct plan *now);

/* The same for a press whose place comes as often in both, on its leg: none was put in or taken out, so that it can
 * only have been moved. -1 for every other row. */
int plan_keep_press(const struct plan *old, size_t n, const struct plan *now);

#endif
