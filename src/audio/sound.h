/* The sounds of a pack, decoded and at the mixer's rate, one for each event. A bank owns its sounds;
 * it is filled once, then only read, and outlives whoever plays from it. */
#ifndef UNKNOT_AUDIO_SOUND_H
#define UNKNOT_AUDIO_SOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/sound_event.h"

/* Brings mono sound in `*frames` (malloc'd, replaced) from `rate` Hz to the mixer's rate and fades its ends
 * over 5 ms if they would click; zeros at its head are cut off, so that it begins with its first frame.
 * `speech`: quicker, and right for what has nothing above 10 kHz. False if it cannot be resampled; `*frames`
 * is still to be freed. */
bool sound_fit(float **frames, int64_t *count, int rate, bool speech, struct err *e);

struct sound_bank;

struct sound_bank *sound_bank_new(void);
void sound_bank_free(struct sound_bank *b); /* NULL does nothing */

/* Takes a copy of a sound for an event, in place of one it had: `count` frames of `channels`
 * interleaved, `rate` Hz. Mixed to mono (the engine leans it to a side), resampled to the mixer's
 * rate, its ends faded over 5 ms if they would click. False if it cannot be resampled. */
bool sound_bank_put(struct sound_bank *b, enum sound s, const float *frames, int64_t count, int channels,
		    int rate, struct err *e);

/* Whether the event has a sound of its own. */
bool sound_bank_has(const struct sound_bank *b, enum sound s);

/* What to play for an event: its own sound, else that of the one that stands in for it
 * (core/pack.h). NULL: silence, or for breath the swell of audio/render. */
const float *sound_bank_get(const struct sound_bank *b, enum sound s, int64_t *count);

#endif
