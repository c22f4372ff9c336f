/* The routine as its author wrote it: steps, values and where each stood in the file. Made by
 * load/routine_load, read by core/limits and core/plan, never changed. A routine, all its
 * strings and the routines that it uses live in one arena. */
#ifndef UNKNOT_CORE_ROUTINE_H
#define UNKNOT_CORE_ROUTINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "core/atlas.h"
#include "core/breath.h"
#include "core/sound_event.h"

/* A length as written: `ms` if `breaths` is 0, else that many cycles of the pattern in force. */
struct length {
	int64_t ms;
	int32_t breaths;
	bool given; /* false: the default below serves */
	struct span at;
};

/* `hi` equals `lo` in a fixed one. */
struct length_range {
	struct length lo, hi;
	bool elastic;
	bool given;
	struct span at;
};

struct pressure {
	int lo, hi; /* 0-10 scale */
	bool given;
	struct span at;
};

struct pattern {
	struct breath breath;
	bool given;
	struct span at;
};

enum step_kind {
	STEP_HOLD, STEP_STRETCH, STEP_MOVE, STEP_WALK, STEP_BREATHE, STEP_RATE, STEP_USE,
	STEP_REPEAT, STEP_BLOCK, STEP_LEGS, STEP_REST, STEP_SAY,
	STEP_KINDS
};

/* The key that names the step: "hold". */
const char *step_kind_name(enum step_kind k);

/* Which legs, in which order. LEGS_NONE: once, for no leg. LEGS_OTHER is the leg that is not the
 * worse one. */
enum legs {
	LEGS_NONE, LEGS_BOTH, LEGS_RIGHT_FIRST, LEGS_WORSE_FIRST, LEGS_LEFT, LEGS_RIGHT, LEGS_WORSE,
	LEGS_OTHER
};

/* `worse first`. LEGS_NONE has no word. */
const char *legs_name(enum legs l);

enum press_legs { PRESS_BOTH, PRESS_LEFT, PRESS_RIGHT };
enum hold_style { STYLE_STILL, STYLE_SLOW_KNEE };
enum pick { PICK_NONE, PICK_FIRST, PICK_SOREST, PICK_TURNS };
enum measure { MEASURE_BACK, MEASURE_LEG, MEASURE_REACH, MEASURE_STANDS };

/* The word of a `rate` step, and of its ratings on record: "back". */
const char *measure_name(enum measure m);

/* A place of a hold, with the span of its word. */
struct place {
	const struct site *site;
	struct span at;
};

enum cue_when { CUE_AT, CUE_HALF, CUE_BEFORE_END };

/* An author's cue inside a step. */
struct step_cue {
	enum cue_when when;
	int64_t ms; /* from the start (CUE_AT) or before the end (CUE_BEFORE_END) */
	const char *say, *speak; /* NULL if not given; "" in `speak` is silence */
	enum sound sound;
	struct span at;
};

struct step {
	enum step_kind kind;
	int n;                /* number in document order from 1, containers counted; the same in
	                         every use of a file */
	struct span at;       /* the key that names it */
	struct span value_at; /* its value */
	const char *path;     /* "steps[2].steps[0]" */

	/* every step */
	const char *say, *speak, *id; /* NULL if not given */
	struct span say_at;
	bool optional;
	enum sound sound;
	struct step_cue *cues;
	size_t ncues;

	/* by kind; what a kind has no use for is zero */
	const char *text;             /* stretch, move, block (title), say */
	struct place *places;         /* hold */
	size_t nplaces;
	enum pick pick;               /* hold */
	struct place instead;         /* hold; site NULL if none */
	enum hold_style style;        /* hold */
	bool style_given;
	struct length_range for_;     /* hold; stretch, move, say: lo */
	struct length find, ease, rest; /* hold; their defaults are resolved by plan and limits */
	struct pressure pressure;     /* hold */
	struct pattern breath;        /* hold, stretch, breathe */
	enum legs legs;               /* hold (default both), stretch, move, legs, use */
	bool legs_given;
	struct span legs_at;
	struct length length;         /* walk, breathe, rest: the value itself */
	int times;                    /* stretch: 1 */
	int reps, sets;               /* move; reps 0: `for` is used */
	struct length each, pause;    /* move */
	bool wait;                    /* say */
	enum measure measure;         /* rate */
	int count;                    /* repeat */
	struct step *steps;           /* repeat, block, legs */
	size_t nsteps;
	const struct routine *use;    /* use */
};

struct hold_defaults {
	struct length find, ease, rest;
	struct length_range for_;
	enum hold_style style;
	bool style_given;
};

enum routine_tag {
	TAG_DAILY = 1, TAG_RELIEF = 2, TAG_DRIVING = 4, TAG_DEEP = 8, TAG_EVENING = 16, TAG_PART = 32,
	TAG_SITTING = 64, TAG_RUNNING = 128 /* beside relief */
};

struct routine {
	const char *id;   /* the file's name without folder and ending */
	const char *path; /* as given; "-" for stdin */
	uint16_t source;  /* of the struct diag it was loaded with */
	const char *title, *about, *suits, *not_for, *author, *licence, *language;
	struct span title_at;
	const char **needs, **tags;
	size_t nneeds, ntags;
	unsigned tag_bits; /* enum routine_tag */
	struct span tags_at;
	struct pattern breath;      /* given: or long-out */
	struct pressure pressure;   /* given: or 4..6 */
	enum press_legs press;
	struct site **sites;        /* the author's own; index from SITES_BUILT_IN */
	struct place *own_places;   /* the same, with spans, for limits */
	size_t nsites;
	struct hold_defaults defaults;
	struct step *steps;
	size_t nsteps;
	int step_count;             /* all steps, containers counted */
};

/* What holds where nothing is written: find 15 s, for 60 s, ease 5 s, rest 10 s, long-out,
 * 4..6 (format.md). */
extern const struct hold_defaults routine_hold_defaults;
extern const struct breath routine_breath_default;
extern const struct pressure routine_pressure_default;

/* A length in ms under a pattern. */
int64_t length_ms(const struct length *l, const struct breath *b);

#endif
