/* The plan: a routine compiled for a person into flat segments, presses and cues. `play`, `show`,
 * `check` and `export` all read the same one (format.md, "Time, exactly" and "The compiled plan").
 * A plan owns all that is in it; free it with plan_free(). It does not change after plan_compile(). The
 * routine and the atlas must outlive it. */
#ifndef UNKNOT_CORE_PLAN_H
#define UNKNOT_CORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/text.h"
#include "core/routine.h"

enum phase {
	PHASE_FIND,
	PHASE_SINK,
	PHASE_HOLD,
	PHASE_EASE,
	PHASE_REST,
	PHASE_SAY,
	PHASE_MOVE,
	PHASE_STRETCH,
	PHASE_WALK,
	PHASE_BREATHE,
	PHASE_RATE,
	PHASES
};

/* The word of the format: "find". */
const char *phase_name(enum phase p);

/* Why a place cannot be pressed now. */
enum closed {
	OPEN,
	CLOSED_LOCKED, /* not opened yet (H2) */
	CLOSED_TODAY,  /* sharp, electric or numb there today */
	CLOSED_SHARE,  /* has had its presses or its time for the day */
	CLOSED_BRUISE, /* rests until the bruise has gone */
	CLOSED_ANSWER, /* an answer to the safety questions rules it out */
	CLOSED_TIME    /* never of a place: why a step is left out, see person.minutes_ms */
};

/* How a place stands by the person's own record (core/progress.h). */
enum stage { STAGE_UNKNOWN, STAGE_FOUND, STAGE_SORE, STAGE_EASING, STAGE_QUIET, STAGES };

/* What is known of one place on one leg when a plan is made. */
struct place_state {
	enum closed closed;
	enum stage stage;  /* when the session began; nothing of a plan hangs on it */
	int sore;          /* last rating known, 0-10; -1 unknown */
	bool sore_now;     /* that rating is of this session */
	int presses;       /* today, by the caps' day */
	int64_t held_ms;   /* today */
	int64_t last_day;  /* caps_day() of the last press; INT64_MIN never */
	int pressure_most; /* ceiling there, under the person's; 0 for none */
};

/* Whom the plan is for. The neutral person (plan_person_neutral()) is what show, check and export
 * use: left worse, nothing closed, no rating, no ceiling. */
struct person {
	enum leg worse;
	enum press_legs legs;                   /* narrows the routine's `press` (--legs) */
	bool swapped;                           /* the order of the legs turned round (key s) */
	bool pain_walking;                      /* pain now is asked in the first walk, not before it */
	int pressure_most;                      /* ceiling of the level or of gentle mode; 10 for none */
	int64_t press_most;                     /* ms, ceiling on one press; INT64_MAX for none */
	bool no_calf;                           /* no place on a calf, an author's own neither */
	bool no_sit_bone;                       /* of an author's own places none that high on the thigh */
	int64_t minutes_ms;                     /* the time there is (--minutes); 0: as long as it takes */
	struct place_state place[SITE_MOST][2]; /* [site->index][leg == LEG_RIGHT] */
	/* In mid-session: the plan that is being played, which of its segments are behind (once the
	   legs were swapped not the first ones), and the one that runs, -1 for none. A press that has
	   begun is compiled as it was (its pick, a closed place too), and is taken to be counted in
	   `place` already. What was given up for want of time stays given up, and no more is:
	   `minutes_ms` is not looked at. NULL before the first step. The new plan holds no pointer into
	   these. */
	const struct plan *played;
	const bool *played_done;
	int played_at;
};

struct person plan_person_neutral(void);

struct segment {
	int n;         /* number from 0: its index */
	uint64_t key;  /* tells the same moment in a plan compiled again from the same
	                          routine: step, round, leg, place ordinal, phase */
	uint64_t unit; /* the same in all segments of one thing to do: a press, or a step on
	                          one leg */
	const struct step *step;
	const struct step *own; /* the routine's own step: `step`, or the `use` it came by */
	int step_n;             /* own->n */
	const char *id;         /* of the step, or NULL */
	uint32_t line;          /* of the step in its file */
	enum phase phase;
	enum leg leg;
	const struct site *site; /* presses; else NULL */
	int press;               /* index into presses; -1 */
	int64_t at_ms;           /* planned start */
	int64_t for_ms;          /* planned length */
	int64_t shortest_ms;
	int64_t longest_ms; /* with the +30 s that could be offered */
	bool waits;         /* may last until a person answers: find, say with wait, rate */
	bool optional;
	int64_t breaths;          /* whole breaths paced in for_ms; 0 none */
	int64_t paced_from_ms;    /* where in the segment the first in-breath begins */
	struct breath breath;     /* all zero: nothing is paced */
	struct pressure pressure; /* presses: target under the person's ceiling */
	enum hold_style style;
	const char *text;     /* shown, placeholders filled */
	const char *speak;    /* spoken; NULL: as shown; "": silence */
	const char *opening;  /* what the containers say that begin with it, in `text` too; NULL */
	const char *title;    /* of the block it lies in; NULL */
	enum measure measure; /* rate */
	int reps, set, sets;  /* move */
	int64_t each_ms;
	enum sound sound; /* at its start: the author's, or the event of the phase; it is among
	                          the cues, like all that sounds but the breath */
};

/* One hold on one place: the segments of its phases, -1 where it has none. */
struct press {
	const struct step *step;
	const struct site *site;
	enum leg leg;
	uint64_t pair; /* the same in the press that the same turn of a step makes on the other leg */
	int k, of;     /* press k of `of` on that place and leg in this plan, from 1 */
	int find, sink, hold, ease, rest;
	int64_t lower_ms, upper_ms; /* of the hold; equal in a fixed one */
	bool elastic;
	int64_t written_ms; /* its fixed time, where whole breaths made another of it; else 0 */
	int64_t more_ms; /* the +30 s fitted to whole breaths; 0 where it may not be offered */
};

enum cue_kind { CUE_STOP, CUE_NEXT, CUE_LEG, CUE_COUNT, CUE_CHEER };
enum cue_state { CUE_KEPT, CUE_MOVED, CUE_DROPPED };
const char *cue_kind_name(enum cue_kind k);
const char *cue_state_name(enum cue_state s);

struct cue {
	int segment;
	int64_t offset_ms; /* from the start of its segment */
	int64_t at_ms;     /* from the start of the plan, as planned */
	enum sound sound;  /* SOUND_NONE if it speaks only */
	const char *say;   /* spoken text, "" for one that is only shown; NULL if it sounds only */
	const char *shown; /* what the screen shows of an author's cue that is reached; NULL */
	enum cue_kind kind;
	enum cue_state state;
	int64_t for_ms; /* how long the line may take; 0 for a sound */
	enum leg leg;
	struct span origin; /* of the author's cue or step, for check */
};

/* A place or step that the person's plan leaves out, and why. */
struct left_out {
	const struct step *step;
	const struct site *site;    /* NULL: a whole step */
	enum leg leg;               /* LEG_NONE: both alike, or for no leg; only for want of time */
	enum closed why;            /* OPEN: the leg may not be pressed */
	const struct site *instead; /* taken in its stead; NULL */
};

struct cuts;

struct plan {
	struct arena *arena; /* texts, cues and cuts */
	const struct routine *routine;
	const struct atlas *atlas;
	struct segment *segments;
	size_t nsegments;
	struct press *presses;
	size_t npresses;
	struct cue *cues; /* by at_ms, then segment, then order of writing: those of a segment stand
	                     together */
	size_t ncues;
	struct left_out *left_out;
	size_t nleft_out;
	const struct cuts *cuts; /* what was given up to keep within person.minutes_ms; NULL: nothing */
	int64_t shortest_ms, planned_ms, longest_ms;
	int64_t tool_ms, tool_stretch_ms; /* on the tool: all, the longest without a walk */
	struct {
		int presses;
		int64_t ms;
	} leg[2];                 /* [0] left */
	bool asks_pain;           /* its first segment asks pain now by a line */
	bool ask_calf, ask_nerve; /* presses a calf or is a driving routine; presses H2 */
	uint64_t hash;            /* of everything that play depends on */
};

/* Compiles `r` for `who`. Never fails: what breaks a limit was diagnosed by limits_check(), and
 * what is over the segment limit is cut off there. `d` (may be NULL) gets notes and warnings that
 * only a plan can know: a spoken line that does not fit, a cue that moved or was dropped. */
struct plan *plan_compile(const struct routine *r, const struct atlas *a, const struct person *who,
			  struct diag *d);

/* The same without texts and cues, for who only looks at times and places. */
struct plan *plan_without_words(const struct routine *r, const struct atlas *a, const struct person *who);

/* How short it can be for `who`, ms. With at least that in person.minutes_ms a plan keeps within them; with
 * less it is as short as this. What is given up, in which order, tells plan_fit.c. */
int64_t plan_shortest_possible(const struct routine *r, const struct atlas *a, const struct person *who);

void plan_free(struct plan *p); /* NULL does nothing */

/* The JSON of format.md, "The compiled plan". */
void plan_json(const struct plan *p, struct buf *out);

/* A card of Markdown for paper, to take to a physiotherapist: what in which order, how long, how hard, how to
 * get to each place, when to stop, and room to note ratings by hand. `who` is whom `p` was compiled for: where
 * the order hangs on their worse leg the card says so. */
void plan_card(const struct plan *p, const struct person *who, struct buf *out);

/* The same for a person to read: a line a step with times, legs and places, and the totals. */
void plan_text(const struct plan *p, struct buf *out);

/* Whether one leg alone is pressed because there is no time for the other; `*only` is it. */
bool plan_time_for_one_leg(const struct plan *p, enum leg *only);

/* Appends how often and how long each: "3 x 10, 3s each" of a move, "2 x 30s" of a stretch; nothing for what is
 * done once. */
void plan_counts(const struct segment *s, struct buf *out);

/* Appends how often a counted movement is made, for an ear: "10 times"; nothing for what is not counted. */
void plan_times(const struct segment *s, struct buf *out);

/* Whether thirty seconds more may be offered in it: the longest counts them. */
bool plan_offers_more(const struct plan *p);

/* "Left out on the left leg: PLACE, which has had its share today. Instead: PLACE." or "Left out, since
 * time is short: STEP.", no line end. */
void plan_left_out_line(const struct left_out *l, struct buf *out);

/* All of them, a line each with its end, but for the leg that the person chose not to press: nobody should
 * wonder where a place went. */
void plan_left_out_lines(const struct plan *p, struct buf *out);

/* The first segment of the thing to do that holds segment `n` (where `p` goes back to), and of the
 * next one (where `n` skips to); nsegments after the last. A thing to do is one press, or one other
 * step on one leg. */
size_t plan_step_start(const struct plan *p, size_t n);
size_t plan_step_next(const struct plan *p, size_t n);

/* Index of the segment with this key, or -1. */
int plan_find(const struct plan *p, uint64_t key);

#endif
