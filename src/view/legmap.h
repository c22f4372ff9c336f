/* The leg map: the back of both legs as a scalable outline filled with dots, muscles told apart,
 * the places at their atlas coordinates, no-press zones hatched. Pure. */
#ifndef UNKNOT_VIEW_LEGMAP_H
#define UNKNOT_VIEW_LEGMAP_H

#include <stdbool.h>

#include "core/atlas.h"
#include "view/canvas.h"
#include "view/places.h"

struct legmap {
	const struct person *who;  /* states of the places; NULL: all unknown */
	const struct site *site[SITE_MOST]; /* the places to draw */
	int nsites;
	char label[SITE_MOST][2];  /* a figure drawn in place of its state; [leg == LEG_RIGHT]; 0: none */
	const struct atlas *atlas; /* its zones are hatched; NULL: none */
	bool zones;                /* hatch the zones near `now` */
	bool mirror;
	const struct site *now;    /* the place being pressed; NULL */
	enum leg now_leg;          /* also without a place: that leg comes forward */
	int now_pulse;             /* 0 .. 1000: how wide its ring is, as the breath goes */
	const struct site *next;   /* the place that comes next; NULL */
	enum leg next_leg;
};

/* A map with the places of the atlas, nothing chosen. */
struct legmap legmap_of(const struct atlas *a, const struct person *who);

enum { LEGMAP_ROWS_LEAST = 12 };

/* Columns that a map of `rows` rows looks right in (the legs keep a person's proportions). */
int legmap_cols(int rows);

/* Draws it in the middle of `r`, as large as fits; nothing if there is no room for it. */
void legmap_draw(struct canvas *c, struct rect r, const struct legmap *m);

/* Where the middle of a place is drawn in `r`, in cells; false if it is not. For tests and for a
 * label beside it. */
bool legmap_spot(struct rect r, const struct legmap *m, const struct site *s, enum leg leg, int *x, int *y);

#endif
