/* The week's trail and the day's loops, as home and summary show them. Pure. */
#ifndef UNKNOT_VIEW_TRAIL_H
#define UNKNOT_VIEW_TRAIL_H

#include <stddef.h>

#include "core/progress.h"
#include "view/canvas.h"

/* Columns with the names of the days, and without. */
enum { TRAIL_COLS = 42, TRAIL_COLS_LEAST = 20, TRAIL_ROWS = 2 };

/* "Mon", translated; 0 is Monday. */
const char *trail_day(int day);

/* Seven steps in a row, today's marked; above them the days if `r` has a second row and TRAIL_COLS. Nothing
 * under TRAIL_COLS_LEAST. What was neither tended nor rested nor skipped looks like any other day. `walked`, 0 .. 1000:
 * how far the step to today has been gone, where there is room for a path; 1000: it stands there. */
void trail_draw(struct canvas *c, struct rect r, const struct trail *t, int walked);

/* "2 of 3 days, 2 skips in reserve": what is there, never what is missing. */
void trail_text(char *out, size_t n, const struct trail *t);

/* "2 of 3 days" */
void trail_text_short(char *out, size_t n, const struct trail *t);

/* The day's loops as a rope in coils, the first `coils` of them filled, and "3 loops today". */
void loops_draw(struct canvas *c, struct rect r, const struct progress *p, int coils);
void loops_text(char *out, size_t n, const struct progress *p);

#endif
