/* Which frame of the stream will be heard when. A device takes sound ahead of time and libao cannot
 * be asked how far, so the answer is estimated: right after a write that had to wait, the buffer is
 * full, and the next frame will be heard one buffer later. A thread that woke late makes that look
 * later than it is, never earlier, so the earliest of the last writes is believed; and because two
 * cues must keep their distance to the sample, the belief stands until it is off by more than
 * anyone can hear. All zero is a fresh timeline. Pure. */
#ifndef UNKNOT_AUDIO_TIMELINE_H
#define UNKNOT_AUDIO_TIMELINE_H

#include "audio/mixer.h"
#include "base/duration.h"

enum { TIMELINE_WRITES = 64 };

struct timeline {
	int64_t zero_ns;                  /* when frame 0 would have been heard */
	int64_t seen[TIMELINE_WRITES];    /* the same as each of the last writes had it */
	int64_t writes;
};

/* A write has returned at `now`; `next` is the first frame not yet handed over, `buffer_ns` what
 * the device holds. */
void timeline_wrote(struct timeline *t, struct mono now, struct frames next, int64_t buffer_ns);

/* The frame that is heard at `when`, and when a frame is heard. Before the first write: nonsense. */
struct frames timeline_frame(const struct timeline *t, struct mono when);
struct mono timeline_heard(const struct timeline *t, struct frames f);

#endif
