/* Characters that only look like a blank (a no-break space, a thin one) where YAML needs one: it takes them for
 * letters, and what is then said is of a key or a place that nobody sees a fault in. Pure. */
#ifndef UNKNOT_LOAD_YAML_BLANKS_H
#define UNKNOT_LOAD_YAML_BLANKS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "load/yaml_tree.h"

/* Looks for them in the indent of lines, after dashes and the colons of keys, and round values that are no text. If
 * there are any, they are told of as one slip, and `*bytes` becomes a copy in the arena with an ordinary blank for
 * each, so that the reading goes on and every line and column stays. */
void yaml_blanks_mend(struct arena *a, struct diag *d, uint16_t source, const struct yaml_words *words,
		      const char **bytes, size_t *n);

#endif
