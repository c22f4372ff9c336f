/* Goes through a routine in the order it is done: containers opened, rounds repeated, one leg after
 * the other, used routines put in their place. The plan and the limits both stand on it, so that
 * what is judged is what is played. Pure. */
#ifndef UNKNOT_CORE_UNROLL_H
#define UNKNOT_CORE_UNROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/plan.h"
#include "core/routine.h"

/* A container (use, repeat, block, legs) is opened, then its steps have their turns, then it is
 * closed; other steps have one turn each time they are come to. */
enum unroll_turn { TURN_STEP, TURN_OPEN, TURN_CLOSE };

struct unroll_at {
	enum unroll_turn turn;
	const struct step *step;
	const struct step *own;        /* the main routine's step that it belongs to: itself or a `use` */
	const struct routine *routine; /* whose breath, pressure and defaults are in force */
	const struct step *block;      /* the innermost `block` around it; NULL */
	enum leg leg;                  /* of the `legs` around it; LEG_NONE outside one */
	bool optional;                 /* itself or a container around it */
	bool left_ok, right_ok;        /* which legs may be pressed */
	int depth;                     /* containers around it */
	uint64_t key;                  /* tells this turn from all others of the routine */
	uint64_t pair;                 /* the same, but alike for either leg of a `legs` around it */
};

/* Whether steps of this kind hold other steps. */
bool unroll_container(enum step_kind k);

/* Called for each turn; false ends the walk. */
typedef bool unroll_visit(void *context, const struct unroll_at *at);

/* Walks all of `r` for `who`; false if `visit` ended it, or if it did so by itself after 1,000,000
 * turns, containers counted. What lies over 64 deep (a circle) is passed over. limits_check() tells
 * the author of either. */
bool unroll(const struct routine *r, const struct person *who, unroll_visit *visit, void *context);

/* The legs of a step at its turn: what it names, else what lies around it, else its default. May be
 * one LEG_NONE: once, for no leg. */
int unroll_step_legs(const struct unroll_at *at, const struct person *who, enum leg out[2]);

/* The breath in force in a step of `r`. */
struct breath unroll_breath(const struct routine *r, const struct step *s);

/* The figures of a hold as written, defaults filled in; lengths in ms. */
struct hold_figures {
	struct breath breath;
	struct pressure pressure;
	int64_t find, ease, rest;
	int64_t lo, hi; /* of the press */
	bool elastic;
	enum hold_style style;
};
struct hold_figures unroll_hold(const struct routine *r, const struct step *s);

/* How long any other step lasts at its turn, on one leg; `text` is what a `say` shows. */
struct step_figures {
	int64_t each;      /* ms of one time or set */
	int64_t pause;     /* ms between */
	int times;         /* how often, at least once */
};
struct step_figures unroll_step(const struct routine *r, const struct step *s, const char *text);

#endif
