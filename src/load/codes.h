/* The codes of what the loader says, with a line on each: for unknot(5) and for the test that each
 * has a case. Codes are a promise: tools match on them. */
#ifndef UNKNOT_LOAD_CODES_H
#define UNKNOT_LOAD_CODES_H

#include <stddef.h>

struct load_code {
	const char *name;
	const char *meaning; /* marked for translation */
};

/* The table, in alphabetical order. */
const struct load_code *load_codes(size_t *n);

/* What others than the loader say, for the reference alone, in alphabetical order: the limits (a test holds
 * it against their table), the plan and the sounds, and the readers of the atlas, settings and packs. */
const struct load_code *load_codes_beyond(size_t *n);

#endif
