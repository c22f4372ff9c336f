/* The sound engine: one thread that makes every libao call, mixes in floats, and places sounds by
 * frame at the moment they are due. The caller never waits for it: commands go into a queue, facts
 * come back through a descriptor. All functions but the thread itself are called from one thread. */
#ifndef UNKNOT_AUDIO_ENGINE_H
#define UNKNOT_AUDIO_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/duration.h"
#include "base/err.h"
#include "core/atlas.h"
#include "core/breath.h"
#include "core/sound_event.h"

struct engine;
struct sound_bank; /* audio/sound.h: decoded sounds at the engine's rate, one for each event */

enum engine_kind { ENGINE_CUES, ENGINE_BREATH, ENGINE_VOICE, ENGINE_KINDS };

struct engine_options {
	const char *driver;   /* the person's choice of libao driver, "silent", or NULL: alsa, pulse, any */
	bool mono;
	bool mute;
	int volume_db;        /* 0 .. -60 */
	const struct sound_bank *bank; /* outlives the engine */
};

/* Starts the thread and returns at once; libao is loaded and a device opened on the thread. Never
 * NULL: without a device it runs paced and silent. While muted no device is opened. */
struct engine *engine_start(const struct engine_options *o);

/* The same on devices of the caller's kind: how tests listen, block and fail. */
struct device_ops;
struct engine *engine_start_on(const struct engine_options *o, const struct device_ops *devices);

/* Hand over: a cue or breath sound due at `due`, leaning to its leg. A late cue sounds at once, one
 * over half a second late (the device stood still) not at all; a late breath comes in midway.
 * `id`, not 0, tells cues apart in facts. The seam for speech: PCM at the engine's rate, mono, taken over. */
void engine_cue(struct engine *e, uint32_t id, enum sound s, struct mono due, enum leg leg);
void engine_breath(struct engine *e, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg);
void engine_speech(struct engine *e, uint32_t id, float *frames, int64_t count, struct mono due, enum leg leg);

/* Everything handed over that has not sounded must not; what sounds ramps out. */
void engine_cancel(struct engine *e);

void engine_mute(struct engine *e, bool mute);
void engine_volume(struct engine *e, int db);             /* 0 .. -60 */
void engine_gain(struct engine *e, enum engine_kind k, int db); /* 6 .. -60; -60 is off */

enum engine_fact_kind {
	ENGINE_DEVICE, /* a device was opened: `text` names the driver */
	ENGINE_SILENT, /* no sound can be had: `text` says why and what would help, one sentence */
	ENGINE_LOST,   /* the device failed in mid-session; it is tried again every few seconds */
	ENGINE_SOUNDED /* the first frame of cue `id` was handed to the device, meant for `when` */
};

struct engine_fact {
	enum engine_fact_kind kind;
	uint32_t id;
	struct mono when;
	char text[200];
};

int engine_fd(const struct engine *e);
bool engine_next_fact(struct engine *e, struct engine_fact *out);

/* Ends the thread, waiting at most `ms`. True: it ended and `e` is freed. False: it is stuck in the
 * device; nothing was freed, and the process must leave with _exit() after restoring the terminal,
 * because destructors of libraries would race with it. */
bool engine_stop(struct engine *e, int64_t ms);

#endif
