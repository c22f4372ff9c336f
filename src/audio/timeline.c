#include "audio/timeline.h"

static const int64_t STALL_NS = 100 * NS_PER_MS; /* so much later than believed: the device stood still */
static const int64_t SLACK_NS = 5 * NS_PER_MS;   /* under what an ear notices between sound and screen */

static int64_t earliest(const struct timeline *t)
{
	int64_t n = t->writes < TIMELINE_WRITES ? t->writes : TIMELINE_WRITES, least = t->seen[0];

	for (int64_t i = 1; i < n; i++)
		if (t->seen[i] < least)
			least = t->seen[i];
	return least;
}

void timeline_wrote(struct timeline *t, struct mono now, struct frames next, int64_t buffer_ns)
{
	int64_t seen = now.ns + buffer_ns - mixer_ns(next), believed;

	if (t->writes && seen > t->zero_ns + STALL_NS)
		t->writes = 0;
	t->seen[t->writes++ % TIMELINE_WRITES] = seen;
	believed = earliest(t);
	if (t->writes == 1 || believed > t->zero_ns + SLACK_NS || believed < t->zero_ns - SLACK_NS)
		t->zero_ns = believed;
}

struct frames timeline_frame(const struct timeline *t, struct mono when)
{
	return mixer_frames(when.ns - t->zero_ns);
}

struct mono timeline_heard(const struct timeline *t, struct frames f)
{
	return (struct mono){t->zero_ns + mixer_ns(f)};
}
