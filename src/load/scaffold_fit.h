/* How much of a scaffold fits into its time; for scaffold.c alone. */
#ifndef UNKNOT_LOAD_SCAFFOLD_FIT_H
#define UNKNOT_LOAD_SCAFFOLD_FIT_H

#include "load/scaffold.h"

enum {
	SCAFFOLD_BREATH_S = 10,     /* one of long-out, the pattern that holds where none is written */
	SCAFFOLD_BREATHS_LEAST = 3, /* half a minute: what was tried and found to help begins there */
	SCAFFOLD_EASE_S = 5         /* the format's own */
};

/* Figures in seconds. */
struct scaffold_fit {
	int walk, breathe, legs, slots, breaths, find, rest, stretch, last_walk;
	bool split;       /* a walk after each leg */
	int64_t total_ms; /* planned */
};

/* Breaths of a press on this place, where `breaths` are wanted. */
int scaffold_breaths(const struct site *site, int breaths);

/* As much as fits. False if nothing does: `total_ms` is then the least there can be. */
bool scaffold_fit(const struct scaffold *s, const struct atlas *a, struct scaffold_fit *f);

#endif
