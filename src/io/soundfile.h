/* Reads sound files through libsndfile (the only file that sees it): WAV, FLAC, OGG, any rate. */
#ifndef UNKNOT_IO_SOUNDFILE_H
#define UNKNOT_IO_SOUNDFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct pcm {
	float *frames;  /* interleaved, `count * channels` samples, -1..1 */
	int64_t count;
	int channels;   /* 1 or 2 */
	int rate;       /* Hz */
};

/* At most 30 s and 8 channels (mixed down to 2); false with a message. `p->frames` is the caller's
 * to free. */
bool soundfile_read(const char *path, struct pcm *p, struct err *e);

#endif
