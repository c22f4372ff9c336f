#include "core/pack.h"

#include <string.h>

enum { NAME_MOST = 100 };

bool pack_name_ok(const char *name)
{
	size_t n = strlen(name);

	if (!n || n > NAME_MOST || name[0] == '.')
		return false;
	for (const char *p = name; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f || *p == '/' || *p == '\\')
			return false;
	return true;
}

enum sound pack_stand_in(enum sound s)
{
	switch (s) {
	case SOUND_FIND:
	case SOUND_HOLD:
	case SOUND_RATE:
	case SOUND_OTHER_LEG:
	case SOUND_DONE:
		return SOUND_START;
	case SOUND_SINK:
		return SOUND_HOLD;
	case SOUND_HALF:
		return SOUND_COUNT;
	case SOUND_LET_GO:
	case SOUND_REST:
		return SOUND_EASE;
	case SOUND_LOOP:
		return SOUND_DONE;
	case SOUND_EASE_OFF:
		return SOUND_STOP;
	case SOUND_NONE:
	case SOUND_START:
	case SOUND_COUNT:
	case SOUND_EASE:
	case SOUND_STOP:
	case SOUND_BREATH_IN:
	case SOUND_BREATH_TOP:
	case SOUND_BREATH_OUT:
	case SOUND_COUNT_OF:
		break;
	}
	return SOUND_NONE;
}
