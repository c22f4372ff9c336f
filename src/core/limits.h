/* The limits of the body on what a routine may ask (format.md "Limits", domain.md 9). Judged as
 * written: ranges at the lower end for minima and at the upper for maxima, every candidate of a
 * pick, for the neutral person. Pure. */
#ifndef UNKNOT_CORE_LIMITS_H
#define UNKNOT_CORE_LIMITS_H

#include "base/diag.h"
#include "core/routine.h"

/* Adds an error for each limit the routine breaks and a warning for each it strains, at the value
 * or step that does it. Codes: see the table in limits_report.h. A `part` is only judged step by step. */
void limits_check(const struct routine *r, const struct atlas *a, struct diag *d);

/* Only what a value or a step breaks by itself: for a routine of which a part could not be read, so
 * that sums over it would be wrong. A `use` may lack its routine here. */
void limits_check_values(const struct routine *r, const struct atlas *a, struct diag *d);

#endif
