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

struct config {
	enum config_theme theme;
	enum config_sync sync;
	bool motion;     /* things move: breath, rope, rings */
	bool mirror;     /* legs as in a mirror; else seen from behind */
	bool hands_free;
	bool find_waits; /* a find waits for the person after its time */
};

/* What holds where nothing is written. */
extern const struct config config_default;

enum config_key { CONFIG_THEME, CONFIG_MOTION, CONFIG_MIRROR, CONFIG_HANDS_FREE, CONFIG_FIND, CONFIG_SYNC, CONFIG_KEYS };

enum { CONFIG_WORDS = 8 };

struct config_row {
	const char *name;
	const char *words[CONFIG_WORDS]; /* the values it takes, the default first; NULL ends the list */
	const char *help;                /* one sentence */
};

/* The row of a key, 0 .. CONFIG_KEYS - 1. */
const struct config_row *config_row(enum config_key k);

/* Sets a key to the word of that number. */
void config_set(struct config *c, enum config_key k, int word);

#endif
