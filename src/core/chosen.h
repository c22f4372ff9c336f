/* What the person chose, by the dated rows of the record. Pure. */
#ifndef UNKNOT_CORE_CHOSEN_H
#define UNKNOT_CORE_CHOSEN_H

#include "core/record.h"

enum {
	WEEK_DAYS = 7,
	TARGET_LEAST = 2,
	TARGET_MOST = 7,
	TARGET_USUAL =
		3 /* every other day, with one to spare: what suits legs that nobody asked in the morning
	                    (domain.md 1.3) */
};

/* From soft to hard. */
enum tool { TOOL_TOWEL, TOOL_SOFT, TOOL_MEDIUM, TOOL_HARD, TOOLS };
const char *tool_name(enum tool t); /* the word of the row: "soft-ball" */
const char *tool_text(enum tool t); /* "soft ball", translated */

struct chosen {
	int target;           /* days a week, TARGET_USUAL where none was chosen */
	enum tool tool;       /* TOOL_SOFT where none was chosen: level 1 is for a soft tool */
	bool rest[WEEK_DAYS]; /* planned, of the week of `now`, Monday first */
	bool rest_tomorrow;   /* Monday's on a Sunday */
};

/* Of each thing the newest row stands; what is no known word, or no figure that can be, is passed over. A
 * row about a day counts if it was made no later than on that day: what was done in a week that has passed
 * cannot be planned any more. */
struct chosen chosen_fold(const struct record *r, struct wall now);

#endif
