/* Writes the first text of a routine of one's own from three answers: for when, which places, how long. Pure: answers
 * in, YAML out. What it writes passes `check --strict` and is planned within the time that was given. */
#ifndef UNKNOT_LOAD_SCAFFOLD_H
#define UNKNOT_LOAD_SCAFFOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "core/atlas.h"

enum scaffold_when {
	WHEN_DAILY,
	WHEN_EVENING,
	WHEN_SITTING,
	WHEN_DRIVING,
	WHEN_RUNNING,
	WHEN_ANY,
	SCAFFOLD_WHENS
};

const char *scaffold_when_name(enum scaffold_when w); /* "evening": the word of the option */
const char *scaffold_when_text(enum scaffold_when w); /* what it means, for who is asked */
bool scaffold_when_by_name(const char *name, enum scaffold_when *out);

struct scaffold {
	const char *id; /* a name that scaffold_name() takes */
	enum scaffold_when when;
	const struct site *place[SITES_BUILT_IN]; /* each once */
	size_t nplaces;                           /* at least one */
	int64_t minutes_ms;                       /* the time there is */
};

/* Whether `id` may be a routine's name, and with .yaml a file's: letters, digits, - and _, a letter or a digit first, 60
 * columns at most, and no name that means something else. False with a message. */
bool scaffold_name(const char *id, struct err *e);

/* Reads places by id or code, parted by commas or blanks, once each. False with a message that guesses. */
bool scaffold_places(const char *text, const struct atlas *a, struct scaffold *s, struct err *e);

/* Whether its places may be pressed at that time: no calf after a drive. False with a message. */
bool scaffold_suits(const struct scaffold *s, struct err *e);

/* What came of the answers. */
struct scaffold_made {
	int64_t planned_ms; /* what it is planned to last */
	int slots;          /* so many places a leg each time, of `nplaces` */
	int legs;           /* 1: the worse one alone */
};

/* Appends the routine, and tells in `made` what fitted. Places that do not all fit take turns. False with a
 * message where no routine can be: too little time, or places that do not suit. */
bool scaffold_write(const struct scaffold *s, const struct atlas *a, struct buf *out,
		    struct scaffold_made *made, struct err *e);

/* Appends a copy of a routine's text with a line that says `from` where it comes: under the line for editors, if it
 * begins with one. */
void scaffold_copy(const char *text, size_t n, const char *from, struct buf *out);

#endif
