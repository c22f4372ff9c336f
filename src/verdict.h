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
	bool routine; /* it is one; not an atlas, settings or a pack */
	size_t errors, warnings;
	uint32_t line; /* of the first error in the file itself; 0 for none */
};

/* Opens a routine, compiles it for nobody in particular, and prints what is wrong, or a line that all is well. With
 * `all` nothing is printed and the diagnostics go there. `strict`: a warning is as bad as an error. */
struct verdict verdict_routine(const struct paths *paths, const char *name, bool strict, struct diag *all);

/* The same of a file that may be an atlas, settings or a pack of sounds: it is told by its name, or its first key. */
struct verdict verdict_file(const struct paths *paths, const char *name, bool strict, struct diag *all);

/* The verdict on what was opened. Where the diagnostics are its own it is printed: what is wrong, and a line that all is
 * well where there is a plan. */
struct verdict verdict_end(struct opened *o, const struct plan *plan, bool strict);

#endif
