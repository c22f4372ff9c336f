/* What the files of the plan share while one is compiled; nobody else includes it. */
#ifndef UNKNOT_CORE_PLAN_BUILD_H
#define UNKNOT_CORE_PLAN_BUILD_H

#include "core/plan.h"
#include "core/unroll.h"

/* A container that says, sounds or cues something: it does so where its first segment begins. */
struct scope {
	const struct step *step;
	size_t first, end; /* its segments */
};

/* What was done so far to one place. */
struct tally {
	const struct site *site;
	struct {
		int presses;        /* in the plan */
		int ahead;          /* of these, not yet begun */
		int64_t ahead_ms;   /* and their length */
		int64_t written_ms; /* the same as their author wrote it */
		int64_t more_ms;    /* by which these may be lengthened */
		unsigned taken;     /* bit n: a pick of kind n took it */
	} leg[2];
};

/* What is given up when time is short, on both legs alike. */
struct cut {
	uint64_t key;    /* unroll_at.pair of an optional step, or press.pair of an elastic hold */
	int64_t most_ms; /* of the hold; 0: the step is dropped */
	bool one_leg;    /* the step is for one leg only */
};

struct cuts {
	int64_t rest_most; /* ms, ceiling on the rest of a hold; INT64_MAX: as written */
	struct cut *cut;   /* by key */
	size_t n;
};

/* What may be given up, once for both legs of a `legs` around it: an optional step at one of its turns, or
 * breaths of an elastic hold. */
struct spare {
	uint64_t key;  /* of its cut */
	uint64_t like; /* the same in what does the same, for whichever leg */
	unsigned legs; /* bit n: for leg n */
	int mate;      /* that does the same on the other leg and goes with it; -1 */
	bool earlier;  /* of two mates the first: the last stands for both */
	/* a step */
	bool dropped;
	int64_t own_ms; /* without the optional steps in it */
	/* a hold: whole breaths of `cycle_ms` between `lower_ms` and `full_ms`, as many as `most_ms` allows */
	int64_t cycle_ms, lower_ms, full_ms, most_ms;
};

/* The steps of a routine that may be dropped, in its order. */
struct spares {
	struct spare *s;
	size_t *open; /* containers that are open now */
	size_t n, nopen, room, room_open;
};

/* A plan in the making; its arrays move into the plan's arena at the end. */
struct build {
	struct plan *plan;
	const struct person *who;
	const struct cuts *cuts; /* NULL: nothing is given up */
	int dropped;             /* depth + 1 of the container that is being passed over; 0 */
	struct spares *spares;   /* to be found; NULL */
	struct segment *segments;
	struct press *presses;
	struct left_out *left_out;
	struct tally *tally;
	struct scope *scopes;
	size_t nsegments, npresses, nleft_out, ntally, nscopes;
	size_t room_segments, room_presses, room_left_out, room_tally, room_scopes;
};

/* The tally of a place, made if there is none. Good until the next call. */
struct tally *plan_tally(struct build *b, const struct site *site);

/* Which place of a hold to press on a leg. */
struct choice {
	const struct site *site;    /* NULL: none */
	const struct site *wanted;  /* that is not open, if `site` is taken in its stead or none is */
	enum closed why;
};

/* Place `ordinal` of the list, or its stead; for a pick, the one that it takes. */
struct choice plan_choose(struct build *b, const struct unroll_at *at, const struct hold_figures *f,
			  enum leg leg, size_t ordinal);

/* The most that one press on a place may take: its own cap, the general one, the person's. */
int64_t plan_press_most(const struct atlas *a, const struct person *who, const struct site *site);

/* What is known of a place on a leg; of one that cannot be, nothing. */
struct place_state plan_place_state(const struct person *who, const struct site *site, enum leg leg);

/* The press as the played plan had it, if it began before where that has come to; NULL. */
const struct press *plan_played(const struct person *who, uint64_t unit);

/* Everything but words and cues, giving up what `cuts` says (NULL: nothing); `spares` (may be NULL) gets
 * what more could be. */
struct plan *plan_lay_out(const struct routine *r, const struct atlas *a, const struct person *who,
			  const struct cuts *cuts, struct spares *spares);

/* What is to be given up for `who`, in the arena; NULL: nothing. */
const struct cuts *plan_fit(const struct routine *r, const struct atlas *a, const struct person *who,
			    struct arena *arena);

/* What is given up of the thing with this key; NULL. */
const struct cut *plan_cut(const struct cuts *c, uint64_t key);

/* Whether this turn is passed over for want of time; tells so in the plan. */
bool plan_drops(struct build *b, const struct unroll_at *at);

/* Notes what the turn just taken, which took `ms`, could save. */
void plan_note_spare(struct build *b, const struct unroll_at *at, int64_t ms);

/* Adds to what the plan leaves out, once. */
void plan_leave_out(struct build *b, struct left_out l);

/* What placeholders stand for; zero figures have no meaning. */
struct words {
	enum leg leg;
	const struct site *site;
	int64_t lo_ms, hi_ms, lo_breaths, hi_breaths;
};

struct words plan_words_of(const struct plan *p, const struct segment *s);

/* `text` with its placeholders filled, in the arena; NULL gives NULL. */
const char *plan_fill(struct arena *a, const char *text, const struct words *w);

/* Gives every segment what it shows and speaks. */
void plan_words(struct plan *p, const struct scope *scopes, size_t nscopes);

/* Makes the cues and settles which of them give way; `d` may be NULL. */
void plan_cues(struct plan *p, const struct scope *scopes, size_t nscopes, struct diag *d);

/* Last segment + 1 of the thing to do that begins at `first`. */
size_t plan_unit_end(const struct plan *p, size_t first);

#endif
