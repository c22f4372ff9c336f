/* Quick relief, against the routines that there are: whether there may be another today. */
#ifndef UNKNOT_RELIEFS_H
#define UNKNOT_RELIEFS_H

#include "base/text.h"
#include "core/record.h"
#include "io/paths.h"

/* Says in `out` why there may be none now, in whole sentences; nothing if there may. Reads the routines of the search
 * path, if the record has any session of today. */
void reliefs_advice(const struct paths *paths, const struct record *rows, struct wall now, struct buf *out);

#endif
