/* A page for a physiotherapist, as Markdown: what was pressed, how long, how sore it was said to be, what was
 * stopped and why, what was measured. It claims nothing. Pure; translated. */
#ifndef UNKNOT_VIEW_STATS_REPORT_H
#define UNKNOT_VIEW_STATS_REPORT_H

#include "core/atlas.h"
#include "core/stats.h"

/* `s` are figures of `r`. */
void stats_report(const struct stats *s, const struct record *r, const struct atlas *a, struct buf *out);

#endif
