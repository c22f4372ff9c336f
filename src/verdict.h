/* What `check` says of a routine, for every command that says it. */
#ifndef UNKNOT_VERDICT_H
#define UNKNOT_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/plan.h"
#include "open_routine.h"

struct verdict {
	bool good;
	size_t errors, warnings;
	uint32_t line; /* of the first error in the file itself; 0 for none */
};

/* Opens a routine, compiles it for nobody in particular, and prints what is wrong, or a line that all is well. With
 * `all` nothing is printed and the diagnostics go there. `strict`: a warning is as bad as an error. */
struct verdict verdict_routine(const struct paths *paths, const char *name, bool strict, struct diag *all);

/* Prints what is wrong with one file, and a line that all is well where it is `good` and has a plan. */
void verdict_print(struct opened *o, const struct plan *plan, bool good);

#endif
