/* The mixer: voices into 16-bit stereo at 48 kHz, in floats, with every change of level ramped.
 * Pure and deterministic: the engine feeds a device with it, an export a file. Audio time (struct
 * frames) is made here alone. A mixer owns what `owned` gave it; sounds it was lent must
 * outlive their voices. One thread. */
#ifndef UNKNOT_AUDIO_MIXER_H
#define UNKNOT_AUDIO_MIXER_H

#include <stdbool.h>
#include <stdint.h>

#include "audio/engine.h"

enum { MIXER_RATE = 48000, MIXER_CHANNELS = 2, MIXER_VOICES = 48 };

/* A count of frames, or a place in the stream counted from its start. */
struct frames {
	int64_t n;
};

struct frames mixer_frames(int64_t ns); /* to the nearest frame */
int64_t mixer_ns(struct frames f);

/* What is to be heard: frames at the mixer's rate, mono, or (pcm NULL) the swell of a breath. */
struct mixer_sound {
	uint32_t id; /* reported by mixer_begun(); 0 is not */
	enum engine_kind kind;
	const float *pcm;
	int64_t length; /* frames */
	float *owned;   /* free(3)d when the voice ends; NULL for a sound that is lent */
	enum breath_phase phase;
	enum leg leg; /* leans to its side */
};

struct mixer;

struct mixer *mixer_new(bool mono);
void mixer_free(struct mixer *m); /* NULL does nothing */

/* Where the stream is: the next frame that mixer_render() makes. */
struct frames mixer_now(const struct mixer *m);

/* Begins a voice at frame `at`. A place already passed: at once; a breath then comes in where it
 * would be by now. When all voices are taken the one that began first gives way. A line that is spoken ramps out for the next. */
void mixer_play(struct mixer *m, struct frames at, const struct mixer_sound *s);

/* What has begun ramps out (speech in 80 ms, the rest in 8), what has not is forgotten. */
void mixer_cancel(struct mixer *m);

/* Levels in dB; -60 and below is off. They ramp; mixer_settle() jumps. */
void mixer_mute(struct mixer *m, bool mute);
void mixer_volume(struct mixer *m, int db);
void mixer_gain(struct mixer *m, enum engine_kind k, int db);
void mixer_settle(struct mixer *m);

/* Makes the next `n` frames, interleaved. Peaks stay under -1 dBFS. */
void mixer_render(struct mixer *m, int16_t *out, int64_t n);

/* Whether nothing sounds or waits to. */
bool mixer_idle(const struct mixer *m);

/* Passes over the next `n` frames, which nobody would hear: what begins in them has begun, what ends has
 * ended, levels are where they were going. */
void mixer_skip(struct mixer *m, struct frames n);

/* Takes the next voice with an id that began in what was rendered or passed over; false when there is none. */
bool mixer_begun(struct mixer *m, uint32_t *id, struct frames *at);

#endif
