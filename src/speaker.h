/* The sound as the program uses it: the engine, its sounds, and what is remembered of volume and
 * mute. Started when first needed, so that nothing of it stands before the first frame. */
#ifndef UNKNOT_SPEAKER_H
#define UNKNOT_SPEAKER_H

#include <stdbool.h>

#include "audio/engine.h"
#include "core/keymap.h"
#include "io/paths.h"
#include "view/view_model.h"

struct speaker;

/* Knows where sounds are and reads what was remembered; starts nothing. `mute` is for this run. */
struct speaker *speaker_new(const struct paths *paths, bool mute);

/* The engine, started at the first call. */
struct engine *speaker_engine(struct speaker *s);

/* The engine if it was started, else NULL. */
struct engine *speaker_running(struct speaker *s);

/* Takes one of the sound keys (mute, breath sounds, volume); false for any other action. */
bool speaker_action(struct speaker *s, enum action a);

/* Takes what the engine has to say. */
void speaker_facts(struct speaker *s);

/* How it stands, for the status line. */
void speaker_show(const struct speaker *s, struct view_settings *set);

/* Writes what is to be remembered and stops the engine. False: the engine is stuck in
 * its device and the process must leave with _exit(). */
bool speaker_free(struct speaker *s);

#endif
