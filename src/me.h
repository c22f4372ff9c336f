/* The person who sits here, as the record tells. */
#ifndef UNKNOT_ME_H
#define UNKNOT_ME_H

#include "core/plan.h"
#include "core/progress.h"
#include "core/record.h"
#include "core/today.h"
#include "io/paths.h"

/* Fills `who` (already neutral) from rows that were read; gives the progress that they make. `level` is the person's
 * choice, 1 to 3 (core/config.h): at most 4, 6 or 7 of 10. */
struct progress me_from_rows(struct person *who, const struct record *rows, const struct atlas *a, int level,
			     struct wall now);

/* What today holds, by rows that were read. */
struct today me_today(const struct record *rows, struct wall now);

/* The same as me_from_rows(), looking into the record on disk. A record that cannot be read leaves `who` neutral and
 * says so on stderr. */
void me_from_record(struct person *who, const struct paths *paths, const struct atlas *a, int level);

#endif
