/* Reads packs of sounds into a bank. Any thread. */
#ifndef UNKNOT_SOUNDS_H
#define UNKNOT_SOUNDS_H

#include "audio/sound.h"
#include "base/err.h"
#include "io/paths.h"

/* The pack of that name (a folder in a folder of sounds, the person's own first); what it lacks comes from the
 * packs named "default". What cannot be read is left out; `*first` tells the first of it, "" if there is none.
 * Never NULL. */
struct sound_bank *sounds_read(const struct paths *paths, const char *pack, struct err *first);

#endif
