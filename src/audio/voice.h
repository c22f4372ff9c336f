/* A voice: a line of text into sound, through libespeak-ng, which is loaded when the first voice is opened.
 * The library has one state for the whole process, so there is one voice at a time, used by one thread. */
#ifndef UNKNOT_AUDIO_VOICE_H
#define UNKNOT_AUDIO_VOICE_H

#include <stdint.h>

#include "base/err.h"

/* Words a minute, and the pitch of espeak-ng: its own range and defaults (speak_lib.h, espeak_PARAMETER). */
enum { VOICE_RATE = 175, VOICE_RATE_LEAST = 80, VOICE_RATE_MOST = 450, VOICE_PITCH = 50, VOICE_PITCH_MOST = 100 };

struct voice_options {
	const char *language; /* BCP 47: "en", "pt-BR"; NULL: English */
	const char *name;     /* of a voice of espeak-ng, in the place of the language's own; NULL or "" */
	int rate, pitch;
};

/* A line at the mixer's rate, mono; its silence at both ends is cut off. */
struct voice_line {
	float *frames; /* free(3) */
	int64_t count;
};

struct voice;

/* NULL with one sentence that says what would bring a voice. May take 20 ms. */
struct voice *voice_open(const struct voice_options *o, struct err *e);
void voice_close(struct voice *v); /* NULL does nothing */

/* Speaks `text` into `line`. What takes longer than `slot_ms` (0: any time) is spoken faster, at most a quarter
 * faster than the voice's rate or, for a slow voice, than VOICE_RATE; false if it does not fit even so, or nothing is to be heard of it: `line` is empty then. The
 * library's sound of a line depends on the lines before it: the same lines in the same order in a fresh
 * process give the same sound. */
bool voice_say(struct voice *v, const char *text, int64_t slot_ms, struct voice_line *line);

/* What it is, for people: "espeak-ng 1.51, voice en". The voice's own. */
const char *voice_about(const struct voice *v);

#endif
