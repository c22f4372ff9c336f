/* The leg map: the back of both legs as a scalable outline filled with dots, muscles told apart,
 * the places at their atlas coordinates, no-press zones hatched. Pure. */
#ifndef UNKNOT_VIEW_LEGMAP_H
#define UNKNOT_VIEW_LEGMAP_H

#include <stdbool.h>

#include "core/atlas.h"
#include "view/canvas.h"
#include "view/places.h"

/* What was drawn of the legs, to be copied while it stays as it is: working out the relief of a large map
 * takes a hundred times as long as a frame may. Owned by whoever draws frames; one thread. */
struct legmap_memo;
struct legmap_memo *legmap_memo_new(void);
void legmap_memo_free(struct legmap_memo *m); /* NULL does nothing */

struct legmap {
	const struct person *who;           /* states of the places; NULL: all unknown */
	const struct site *site[SITE_MOST]; /* the places to draw */
	int nsites;
	char label[SITE_MOST][2];  /* a figure drawn in place of its state; [leg == LEG_RIGHT]; 0: none */
	bool label_looks;          /* those figures in the style of its state; else as what is now */
	const struct atlas *atlas; /* its zones are hatched; NULL: none */
	bool zones;                /* hatch the zones near `now`; without it all, with figures for places */
	bool mirror;
	const struct site *now;  /* the place being pressed; NULL */
	enum leg now_leg;        /* also without a place: that leg comes forward */
	int now_pulse;           /* 0 .. 1000: how wide its ring is, as the breath goes */
	int now_arrived;         /* 0 .. 1000: its ring comes in from afar, to lead the eye */
	int now_ripple;          /* 0 .. 1000: another goes out from it, since it let go; 1000 is gone */
	const struct person *was; /* how the places stood: those that changed settle into it; NULL: nothing moves */
	int settled;             /* 0 .. 1000: how far they have; 1000 is done */
	const struct site *next; /* the place that comes next; NULL */
	enum leg next_leg;
	struct legmap_memo *memo; /* NULL: nothing is kept */
};

/* A map with the places of the atlas, nothing chosen, nothing moving. */
struct legmap legmap_of(const struct atlas *a, const struct person *who);

enum { LEGMAP_ROWS_LEAST = 12, LEGMAP_ROWS_MOST = 60 };

/* Columns that a map of `rows` rows looks right in (the legs keep a person's proportions). */
int legmap_cols(int rows);

/* Draws legs and places in the middle of `r`, as large as fits; nothing if there is no room for them. With
 * `zones` and no `now` the zones are what is shown: all are hatched, each with its figure (1 is the first of
 * the atlas) in the place of the places. */
void legmap_draw(struct canvas *c, struct rect r, const struct legmap *m);

/* Draws what moves on top of that: the place being pressed and its ring. Nothing without such a place. */
void legmap_draw_now(struct canvas *c, struct rect r, const struct legmap *m);

/* The place being pressed and what lies round it, several times as large, in the middle of `r` and cut off
 * at its edges: where to look for the spot. Nothing without a place. */
void legmap_closeup(struct canvas *c, struct rect r, const struct legmap *m);

/* Where the middle of a place is drawn in `r`, in cells; false if it is not. For tests and for a
 * label beside it. */
bool legmap_spot(struct rect r, const struct legmap *m, const struct site *s, enum leg leg, int *x, int *y);

#endif
