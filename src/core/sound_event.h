/* The moments that have a sound (sound.md, "Events"). One table: name in packs and routines. */
#ifndef UNKNOT_CORE_SOUND_EVENT_H
#define UNKNOT_CORE_SOUND_EVENT_H

#define SOUND_EVENTS(X) \
	X(START, "start") X(FIND, "find") X(SINK, "sink") X(HOLD, "hold") X(HALF, "half") \
	X(COUNT, "count") X(LET_GO, "let-go") X(EASE, "ease") X(REST, "rest") \
	X(OTHER_LEG, "other-leg") X(RATE, "rate") X(EASE_OFF, "ease-off") X(STOP, "stop") \
	X(DONE, "done") X(LOOP, "loop") X(BREATH_IN, "breath-in") X(BREATH_TOP, "breath-top") \
	X(BREATH_OUT, "breath-out")

#define SOUND_ENUM(id, name) SOUND_##id,
enum sound { SOUND_NONE, SOUND_EVENTS(SOUND_ENUM) SOUND_COUNT_OF };
#undef SOUND_ENUM

/* "other-leg"; "" for SOUND_NONE. */
const char *sound_name(enum sound s);

/* SOUND_NONE if there is no event of that name. */
enum sound sound_by_name(const char *name);

#endif
