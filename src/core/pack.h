/* A sound pack: a folder with pack.yaml, which names a file of that folder for each event. Entries
 * and strings live in the arena it was loaded into (load/pack_load). */
#ifndef UNKNOT_CORE_PACK_H
#define UNKNOT_CORE_PACK_H

#include <stdbool.h>

#include "base/diag.h"
#include "core/sound_event.h"

struct pack {
	const char *title, *about; /* NULL if not given */
	struct pack_entry {
		const char *file;  /* NULL: the pack has none for this event */
		struct span at;
	} sound[SOUND_COUNT_OF];
};

/* Whether a name can be a file of the pack's own folder and of nowhere else: no folder in it, not
 * hidden, no control characters, at most 100 bytes. */
bool pack_name_ok(const char *name);

/* The event whose sound serves when `s` has none; SOUND_NONE: silence. No circles. */
enum sound pack_stand_in(enum sound s);

#endif
