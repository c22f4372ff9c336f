/* Which routine today holds, and why, in one sentence. Pure. */
#ifndef UNKNOT_CORE_TODAY_H
#define UNKNOT_CORE_TODAY_H

#include "core/record.h"

struct today {
	const char *routine; /* an id on the search path */
	const char *why;     /* a translated sentence */
	bool tomorrow;       /* today has had its session: it is the next one */
};

/* First sittings until three are done (no rehearsal), then the daily routine; tomorrow's where the day has
 * had its share or the check-in says to rest. */
struct today today_choose(const struct record *r, struct wall now);

#endif
