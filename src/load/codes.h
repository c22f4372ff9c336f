/* The codes of what the loader says, with a line on each: for unknot(5) and for the test that each
 * has a case. Codes are a promise: tools match on them. */
#ifndef UNKNOT_LOAD_CODES_H
#define UNKNOT_LOAD_CODES_H

#include <stddef.h>

/* The kinds of text in which a code can stand: a routine, one that another uses, an atlas, a sound pack, the
 * settings. */
enum { IN_ROUTINE = 1, IN_USED = 2, IN_ATLAS = 4, IN_PACK = 8, IN_CONFIG = 16 };

struct load_code {
	const char *name;
	unsigned in;         /* a bit for each kind; 0: said by who opens files, not by who reads them */
	const char *meaning; /* marked for translation */
};

/* The table, in alphabetical order. */
const struct load_code *load_codes(size_t *n);

/* What others than the loader say, for the reference alone, in alphabetical order: the limits (a test holds
 * it against their table), the plan and the sounds, and the readers of the atlas, settings and packs. */
const struct load_code *load_codes_beyond(size_t *n);

/* The kinds in which a code of either table can stand; 0 if there is none of that name, too. */
unsigned load_code_in(const char *name);

#endif
