/* The person's settings: config.yaml, which unknot reads and never writes. One table of keys feeds the
 * loader, its messages and the documents. Pure. */
#ifndef UNKNOT_CORE_CONFIG_H
#define UNKNOT_CORE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

/* Colours: those that hold on any ground, or on a dark or a light one; strong ones; ones that all eyes tell
 * apart. */
enum config_theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_HIGH_CONTRAST, THEME_COLOUR_BLIND };

/* Frames held back until they are whole: where the terminal is known to do it, always, never. */
enum config_sync { SYNC_AUTO, SYNC_YES, SYNC_NO };

/* Gains in dB; -60 is off. */
enum { GAIN_LEAST = -60, GAIN_MOST = 6, CONFIG_TEXT = 48 };

struct config {
	enum config_theme theme;
	enum config_sync sync;
	bool motion; /* things move: breath, rope, rings */
	bool mirror; /* legs as in a mirror; else seen from behind */
	int level;   /* 1 gentle, 2 standard, 3 firm: what pressure a plan may ask for */
	bool hands_free;
	bool find_waits; /* a find waits for the person after its time */
	bool voice;
	char voice_name[CONFIG_TEXT]; /* of espeak-ng; "": the language's own */
	int voice_rate, voice_pitch;  /* words a minute; espeak-ng's 0 .. 100 */
	int cues_db, breath_db, voice_db;
	bool mono;                 /* no leaning to the side of a leg */
	char driver[CONFIG_TEXT];  /* of libao; "": the best there is */
	char sounds[CONFIG_TEXT];  /* the pack: a folder in a folder of sounds */
	char country[CONFIG_TEXT]; /* core/country.h; "": not told */
};

/* What holds where nothing is written. */
extern const struct config config_default;

enum config_key {
	CONFIG_THEME,
	CONFIG_MOTION,
	CONFIG_MIRROR,
	CONFIG_LEVEL,
	CONFIG_HANDS_FREE,
	CONFIG_FIND,
	CONFIG_SYNC,
	CONFIG_VOICE,
	CONFIG_VOICE_NAME,
	CONFIG_VOICE_RATE,
	CONFIG_VOICE_PITCH,
	CONFIG_CUES_DB,
	CONFIG_BREATH_DB,
	CONFIG_VOICE_DB,
	CONFIG_MONO,
	CONFIG_DRIVER,
	CONFIG_SOUNDS,
	CONFIG_COUNTRY,
	CONFIG_KEYS
};

enum { CONFIG_WORDS = 8 };

struct config_row {
	const char *name; /* "theme"; "voice.rate" for a key in a map */
	const char
		*words[CONFIG_WORDS]; /* the values it takes, the default first; NULL ends the list; none: */
	const char *help;             /* one sentence */
	int least, most; /* words none: a number between these; both 0: a name of letters, figures, - _ . + */
};

/* The row of a key, 0 .. CONFIG_KEYS - 1. */
const struct config_row *config_row(enum config_key k);

/* Sets a key to the word of that number, or to the number. */
void config_set(struct config *c, enum config_key k, int value);

/* Sets a key that takes a name. False, and nothing is set, if it cannot be one:
 * that of a country must be known to core/country.h. */
bool config_set_name(struct config *c, enum config_key k, const char *name);

#endif
