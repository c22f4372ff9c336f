/* What only looks like the "-" of a step where one belongs: a bullet or a number, as a word processor or a page has
 * it. YAML takes it for text, and what is then said is of keys and columns. Pure. */
#ifndef UNKNOT_LOAD_YAML_MARKS_H
#define UNKNOT_LOAD_YAML_MARKS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

/* Looks for them where the dashes of a list below `steps:` stand, or its first one. If there are any, they are told of
 * as one slip, and `*bytes` becomes a copy in the arena with a "-" and blanks for each, so that the reading goes on and
 * every line and column stays. Returns the line of the first, 0 for none. */
uint32_t yaml_marks_mend(struct arena *a, struct diag *d, uint16_t source, const char **bytes, size_t *n);

#endif
