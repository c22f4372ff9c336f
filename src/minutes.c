#include "minutes.h"

#include <stdio.h>

#include "base/duration.h"
#include "base/i18n.h"

enum { S_MS = 1000 };

bool minutes_enough(const struct opened *r, const struct person *who)
{
	int64_t shortest = who->minutes_ms ? plan_shortest_possible(r->routine, r->atlas, who) : 0;
	char has[DURATION_TEXT], needs[DURATION_TEXT];

	if (shortest <= who->minutes_ms)
		return true;
	/* up to a whole second, so that what is told is enough */
	duration_spell(needs, (shortest + S_MS - 1) / S_MS * S_MS);
	fprintf(stderr,
		_("unknot: \"%s\" takes at least %s, and --minutes leaves it %s: give it %s, or choose a "
		  "shorter routine\n"),
		r->routine->id, needs, duration_spell(has, who->minutes_ms), needs);
	return false;
}
