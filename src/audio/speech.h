/* Speech: a thread that turns lines into sound before they are due, with the voice of audio/voice. The
 * thread and the voice begin with the first line that is asked for. Lines go in, spoken ones come back
 * through a descriptor, in order. All functions are called from one thread. */
#ifndef UNKNOT_AUDIO_SPEECH_H
#define UNKNOT_AUDIO_SPEECH_H

#include <stdbool.h>
#include <stdint.h>

#include "audio/voice.h"
#include "base/duration.h"
#include "core/atlas.h"

struct speech;

/* `o` is copied. Nothing is loaded yet. */
struct speech *speech_new(const struct voice_options *o);

/* Asks for a line that is due at `due` and may last `slot_ms` (0: any time). */
void speech_ask(struct speech *s, uint32_t id, const char *text, int64_t slot_ms, struct mono due,
		enum leg leg);

/* Forgets what was asked for and what has not been taken. */
void speech_cancel(struct speech *s);

struct spoken {
	uint32_t id;
	struct mono due;
	enum leg leg;
	int64_t slot_ms;        /* as it was asked for */
	struct voice_line line; /* the caller's to free; empty: it did not fit, or there is no voice */
};

int speech_fd(const struct speech *s); /* readable while there is something to take */
bool speech_next(struct speech *s, struct spoken *out);

/* Why there is no voice, one sentence; "" while there is one or nothing was asked for. */
const char *speech_trouble(struct speech *s);

/* Ends the thread, which may take as long as one line, but at most `ms`. False: it hangs, nothing was
 * freed, and the process must leave with _exit(). */
bool speech_free(struct speech *s, int64_t ms);

#endif
