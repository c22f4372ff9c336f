/* Who goes through the gate: core/gate.h bound to the person's record and the routine that is to be played.
 * Screen and plain mode drive the same one. */
#ifndef UNKNOT_GATEKEEPER_H
#define UNKNOT_GATEKEEPER_H

#include "io/history.h"
#include "open_routine.h"
#include "view/gate_page.h"

struct gatekeeper {
	struct history *history;
	struct record *rows;         /* the caller's; answers are added to it */
	const struct atlas *atlas;
	const struct routine *routine; /* that is to be played; NULL: the screening alone */
	enum press_legs legs;
	int level;                   /* config.level */
	const char *call;            /* country_to_call() */
	struct gate_start start;     /* as core/gate.h says; `session`, `calf` and `nerve` are set here */
};

/* Why a routine may not be begun yet, whatever is answered: the long sitting's lock, quick relief's two hours. Whole
 * sentences in `out`, nothing if it may. */
void gatekeeper_not_yet(const struct paths *paths, const struct opened *r, const struct record *rows, struct wall now,
			struct buf *out);

/* What comes next, as things are now. */
enum gate gatekeeper_next(struct gatekeeper *k);

/* What its page is about. */
struct gate_about gatekeeper_about(const struct gatekeeper *k);

/* Hands an answer to the record and adds it to `rows`. False if the person rests today. */
bool gatekeeper_answer(struct gatekeeper *k, enum gate g, unsigned value);

#endif
