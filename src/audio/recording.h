/* A recording: a plan as sound, through the same mixer as a session, from its first frame to the last, and the
 * sound that ends a session. Waits take their planned time. Frames are at the mixer's rate, stereo, 16 bits. The same plan, bank and options,
 * with a fresh voice, give the same bytes. */
#ifndef UNKNOT_AUDIO_RECORDING_H
#define UNKNOT_AUDIO_RECORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "audio/sound.h"
#include "audio/voice.h"
#include "core/plan.h"

struct recording_options {
	const struct plan *plan;
	const struct sound_bank *bank;
	struct voice *voice; /* fresh; NULL: nothing is spoken */
	bool without[3];     /* what is left out, by enum engine_kind */
	int gain_db[3];      /* likewise */
	bool mono;
};

struct recording;

/* What `o` points to outlives it. */
struct recording *recording_new(const struct recording_options *o);
void recording_free(struct recording *r); /* NULL does nothing */

/* Makes at most `n` frames into `out`; fewer at the end, then 0. */
int64_t recording_next(struct recording *r, int16_t *out, int64_t n);

/* Frames made so far, and about how many there will be: what rings on comes on top. */
int64_t recording_made(const struct recording *r);
int64_t recording_planned(const struct recording *r);

/* Lines that did not fit into their time and were left out. */
int recording_unspoken(const struct recording *r);

/* The first of these; NULL if there is none. Of the plan. */
const struct cue *recording_first_unspoken(const struct recording *r);

#endif
