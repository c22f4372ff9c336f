/* The view model: a snapshot and a plan turned into strings and fractions that are ready to show.
 * The snapshot holds numbers, the view model words; the rules of the session are in core and not
 * here. All text is translated. Strings that begin with `const char *` point into the plan or a
 * table; the others are held by value, cut at a whole character with an ellipsis. Pure. */
#ifndef UNKNOT_VIEW_VIEW_MODEL_H
#define UNKNOT_VIEW_VIEW_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/plan.h"
#include "core/player.h"
#include "view/answers.h"
#include "view/knot.h"
#include "view/theme.h"

/* How things are shown and what the sound is at. Owned by the caller; a screen only reads it. */
struct legmap_memo;
struct view_settings {
	struct legmap_memo *memo; /* what was drawn of the map, kept for the next frame; NULL */
	bool mirror;              /* the legs as in a mirror; else seen from behind */
	bool motion;              /* false: nothing moves but figures and bars */
	bool muted, breath_sound, voice;
	int volume;                /* per cent */
	const char *sound_notice;  /* one sentence for the status line ("No sound device..."); NULL */
	const char *record_notice; /* one sentence for the status line (no space...), before that of the
	                             sound; NULL */
};

struct play_memo;
struct progress;

/* Everything that a screen of the session reads. All pointers outlive the drawing. */
struct play_model {
	const struct plan *plan;
	struct player_snapshot snap;
	const struct person *before; /* as it was when the session began (map of the summary) */
	const struct person *who;    /* as it is now: player_person(); the map's states */
	const struct view_settings *set;
	struct play_memo *memo; /* what the screen keeps from frame to frame; NULL */
	const struct progress *progress; /* as it was when the session began; NULL: the summary tells of none */
	const char *saved; /* while paused: what came of the routine being saved, in sentences; NULL */
	enum style saved_style;
};

enum { VM_LINE = 192, VM_KEYS = 8 };

/* A key that matters now, as footers show it. */
struct vm_key {
	const char *shown, *label; /* "Space", "pause" */
};

/* One step of the step bar. */
struct vm_tick {
	enum leg leg;
	enum { TICK_DONE, TICK_NOW, TICK_TO_COME } state;
};
enum { VM_TICKS = 240 };

struct view_model {
	const char *title;       /* of the routine */
	char step[VM_LINE];      /* "step 4 of 9" */
	char left[VM_LINE];      /* "3:12 left" */
	char phase[VM_LINE];     /* "Hold", "Find the spot", "Paused" */
	const struct site *site; /* the place this is about; NULL where it is about none */
	enum leg leg;
	char leg_word[VM_LINE]; /* "left leg"; "" for no leg */
	const char *where;      /* "outer thigh, half way down"; the block's title; "" */
	const char *muscle;     /* "biceps femoris, long head"; "" */
	char text[2 * VM_LINE]; /* what to do, as sentences */
	char hint[2 * VM_LINE]; /* how: how hard, how to get there, what is fine; may be "" */
	bool hint_matters;      /* it is to be seen before there is air around things, */
	bool care;              /* and before all but what is now */
	bool text_matters;      /* it says to take the weight off, which comes before all but the question */
	enum style hint_style;
	char big[16];              /* what the big digits show: "42", "1:30"; "" for none */
	bool counting;             /* whether `big` counts down now */
	int64_t part_ms, whole_ms; /* of the current segment, for a bar */
	int64_t session_ms, session_whole_ms;
	bool paced;
	const char *breath;   /* "breathe out"; "as it comes" while the pacer rests; "" */
	char breath_left[16]; /* seconds left of the breath phase: "4" */
	enum breath_phase breath_phase;
	int fullness;  /* 0 .. 1000 */
	bool pressing; /* find to ease of a press: the knot is shown */
	struct knot knot;
	int arrived;      /* how far the eye has been led to what is new, 0 .. 1000 */
	bool phase_opens; /* it is a place that is new */
	bool closeup;     /* show where to look for the spot */
	bool walking;
	int rep, reps;                /* of a counted movement, from 1; 0 0 */
	char reps_text[VM_LINE];      /* "4 of 10, set 1 of 3" */
	int ripple;                   /* of the spot that just let go, 0 .. 1000 */
	char turns_text[VM_LINE];     /* "breath 3 of 6"; "" */
	char target[VM_LINE];         /* "aim for 4 to 6 of 10"; "" */
	int target_lo, target_hi;     /* 0 0 for none */
	int sore_first, sore_last;    /* ratings to show on the scale; RATING_UNKNOWN */
	char sore[VM_LINE];           /* "sore 6, now 4"; "" */
	const struct site *next_site; /* NULL: what comes next is no place */
	enum leg next_leg;
	char next[VM_LINE];       /* "Next: right leg, inner thigh, low down"; "" while something is wrong */
	char notice[2 * VM_LINE]; /* "" for none */
	enum style notice_style;
	char status[VM_LINE];         /* sound: "muted", "no sound: ..."; "" when all is as usual */
	bool rehearses; /* `status` tells that nobody is to press, and gives way late */
	char question[2 * VM_LINE];   /* "" when nothing is asked */
	bool scale;                   /* the question is answered on the scale 0-10 */
	int rating;                   /* digit given, RATING_UNKNOWN */
	const struct answer *answers; /* single keys that answer it */
	size_t nanswers;
	struct vm_key keys[VM_KEYS];
	size_t nkeys;
	struct vm_tick ticks[VM_TICKS]; /* the step bar: the rows of the ladder, as far as they go */
	size_t nticks;
};

/* Whether it looks different in a moment without input, besides figures that count. */
bool view_model_moves(const struct play_model *m);

/* Of the summary: how far what the session changed has come to be what it is now, 0 .. 1000. */
int view_model_settled(const struct play_model *m);

void view_model_make(struct view_model *vm, const struct play_model *m);

/* The snapshot in the steps in which words change: time in whole seconds, what only moves left out. While
 * it stays the same for a plan, a person and settings, view_model_move() makes the whole of a model new. */
struct player_snapshot view_model_still(const struct play_model *m);

/* Sets what moves: `fullness`, `knot`, `arrived`, `ripple`, `part_ms`, `whole_ms`. */
void view_model_move(struct view_model *vm, const struct play_model *m);

/* A line in `out` (size `n`), cut at a whole character with an ellipsis if it does not fit. */
void vm_format(char *out, size_t n, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
