/* Reads packs of sounds into a bank. Any thread. */
#ifndef UNKNOT_SOUNDS_H
#define UNKNOT_SOUNDS_H

#include <stdatomic.h>

#include "audio/sound.h"
#include "base/diag.h"
#include "base/err.h"
#include "core/pack.h"
#include "io/paths.h"

/* The pack of that name (a folder in a folder of sounds, the person's own first); what it lacks comes from the
 * packs named "default". What cannot be read is left out; `*first` tells the first of it, and how many more there are
 * with what tells them, "" if there is none. Between two files it looks at `stop` (NULL: never), and leaves the rest
 * unread once that is set. Never NULL. */
struct sound_bank *sounds_read(const struct paths *paths, const char *pack, const atomic_bool *stop, struct err *first);

/* Takes out of a pack in `folder` what is a link to elsewhere, with a diagnostic for each. */
void sounds_confine(struct pack *p, const char *folder, struct diag *d);

#endif
