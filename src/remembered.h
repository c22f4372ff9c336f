/* What the program remembers by itself between runs (state.yaml in the state folder): volume, mute,
 * breath sounds, voice. It never writes the person's config. */
#ifndef UNKNOT_REMEMBERED_H
#define UNKNOT_REMEMBERED_H

#include <stdbool.h>

#include "io/paths.h"

struct remembered {
	int volume; /* per cent */
	bool mute, breath, voice;
};

/* Full volume, sound, breath sounds and voice on, where nothing is kept or it cannot be read. */
struct remembered remembered_read(const struct paths *paths);

/* Replaces the file as a whole; one that cannot be written is left as it was, with a line in the log. */
void remembered_write(const struct paths *paths, const struct remembered *r);

#endif
