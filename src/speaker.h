/* The sound as the program uses it: the engine, its sounds, and what is remembered of volume and
 * mute. Started when first needed, so that nothing of it stands before the first frame. */
#ifndef UNKNOT_SPEAKER_H
#define UNKNOT_SPEAKER_H

#include <stdbool.h>

#include "audio/engine.h"
#include "core/keymap.h"
#include "io/paths.h"
#include "view/view_model.h"

struct speaker; /* used by one thread */

/* Knows where sounds are and reads what was remembered; starts nothing. `mute` is for this run. */
struct speaker *speaker_new(const struct paths *paths, bool mute);

/* Begins to read the sounds and to open a device, on threads of their own. Once is enough. */
void speaker_start(struct speaker *s);

/* As engine.h's; what comes before the sounds are read is kept for them. Nothing happens if it was
 * never started. */
void speaker_cue(struct speaker *s, uint32_t id, enum sound sound, struct mono due, enum leg leg);
void speaker_breath(struct speaker *s, enum breath_phase p, int64_t length_ms, struct mono due, enum leg leg);
void speaker_cancel(struct speaker *s);

/* Readable when speaker_facts() has something to take; -1 if it was never started. */
int speaker_fd(const struct speaker *s);

/* Takes one of the sound keys (mute, breath sounds, volume); false for any other action. */
bool speaker_action(struct speaker *s, enum action a);

/* Takes what there is to take: sounds that are ready, what the engine has to say. */
void speaker_facts(struct speaker *s);

/* How it stands, for the status line. */
void speaker_show(const struct speaker *s, struct view_settings *set);

/* Writes what is to be remembered and stops the engine. False: the engine is stuck in
 * its device and the process must leave with _exit(). */
bool speaker_free(struct speaker *s);

#endif
