#include "core/sound_event.h"

#include <string.h>

#define SOUND_NAME(id, name) name,
static const char *const names[SOUND_COUNT_OF] = {"", SOUND_EVENTS(SOUND_NAME)};

const char *sound_name(enum sound s)
{
	return names[s];
}

enum sound sound_by_name(const char *name)
{
	for (int i = 1; i < SOUND_COUNT_OF; i++)
		if (!strcmp(names[i], name))
			return (enum sound)i;
	return SOUND_NONE;
}
