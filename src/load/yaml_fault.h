/* Turns what libyaml says about text that is not YAML into what its author should know: most faults
 * are one of a dozen slips, and libyaml tells of them lines later and in its own terms. Pure. */
#ifndef UNKNOT_LOAD_YAML_FAULT_H
#define UNKNOT_LOAD_YAML_FAULT_H

#include <stdbool.h>

#include "base/diag.h"
#include "load/yaml_tree.h"

struct yaml_fault {
	const char *problem;    /* libyaml's words; never NULL */
	struct span at;         /* where it gave up */
	const char *context;    /* what it was reading, in its words; NULL */
	struct span context_at; /* where that began */
};

/* Adds one error for the fault, saying that the reading ended there. Returns the line from which
 * nothing can be trusted: that of the slip, which may stand above `at`. */
uint32_t yaml_fault_report(struct diag *d, const struct yaml_fault *f, const struct yaml_words *words);

#endif
