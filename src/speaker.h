/* The sound as the program uses it: the engine, its sounds, and what is remembered of volume and
 * mute. Started when first needed, so that nothing of it stands before the first frame. */
#ifndef UNKNOT_SPEAKER_H
#define UNKNOT_SPEAKER_H

#include <stdbool.h>

#include "audio/engine.h"
#include "core/config.h"
#include "core/keymap.h"
#include "core/plan.h"
#include "io/paths.h"
#include "view/view_model.h"

struct speaker; /* used by one thread */

/* Knows where sounds are and reads what was remembered; starts nothing. `mute` and `no_voice` are for this
 * run. `config` outlives it. */
struct speaker *speaker_new(const struct paths *paths, const struct config *config, bool mute, bool no_voice);

/* Begins to read the sounds and to open a device, on threads of their own. Once is enough; the language of
 * the voice (BCP 47, or NULL) is that of the last call. */
void speaker_start(struct speaker *s, const char *language);

/* As engine.h's; what comes before the sounds are read is kept for them. Nothing happens if it was
 * never started. */
void speaker_cue(struct speaker *s, uint32_t id, enum sound sound, struct mono due, enum leg leg);
void speaker_breath(struct speaker *s, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg);
void speaker_cancel(struct speaker *s);

/* Speaks a line, due at `due`, that may take `slot_ms` (0: any time). While a line is spoken another of lesser
 * urgency is left out; one as urgent, or more, takes its place. */
void speaker_say(struct speaker *s, uint32_t id, const char *text, int64_t slot_ms, enum cue_kind kind,
		 struct mono due, enum leg leg);

/* Readable when speaker_facts() has something to take: sounds and engine, voice; -1 for what was never
 * started. */
void speaker_fds(const struct speaker *s, int fds[2]);

/* Takes one of the sound keys (mute, voice, breath sounds, volume); false for any other action. */
bool speaker_action(struct speaker *s, enum action a);

/* Takes what there is to take: sounds that are ready, what the engine has to say. */
void speaker_facts(struct speaker *s);

/* Whether it was tried, and no device takes sound. */
bool speaker_soundless(const struct speaker *s);

/* How it stands, for the status line. */
void speaker_show(const struct speaker *s, struct view_settings *set);

/* Writes what is to be remembered and stops the engine. False: the engine is stuck in
 * its device and the process must leave with _exit(). */
bool speaker_free(struct speaker *s);

#endif
