/* What the moments of a session sound like, ready for the mixer: the sounds of a bank, or where it has none
 * for a breath a swell. Pure but for memory; frames are at the mixer's rate. */
#ifndef UNKNOT_AUDIO_MATERIAL_H
#define UNKNOT_AUDIO_MATERIAL_H

#include "audio/mixer.h"
#include "audio/sound.h"

/* A cue. It is lent by the bank; without `pcm` and length it is silent. */
struct mixer_sound material_cue(const struct sound_bank *b, enum sound s, enum leg leg);

/* A breath phase of `length` frames. A sound that is longer is cut, in a copy that goes with it. */
struct mixer_sound material_breath(const struct sound_bank *b, enum breath_phase p, int64_t length,
				   enum leg leg);

#endif
