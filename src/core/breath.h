/* Breath: patterns, their names, and where in a breath a moment is. Pure arithmetic on ms. */
#ifndef UNKNOT_CORE_BREATH_H
#define UNKNOT_CORE_BREATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A cycle: in, a second sip, hold at the top, out, hold at the bottom; ms each. All zero: no
 * pattern (natural breath). format.md bounds in and out to 1-20 s, a cycle to 2-60 s. */
struct breath {
	int32_t in, sip, top, out, bottom;
};

enum breath_phase { BREATH_NONE, BREATH_IN, BREATH_SIP, BREATH_TOP, BREATH_OUT, BREATH_BOTTOM };

struct breath_now {
	enum breath_phase phase; /* BREATH_NONE: nothing is paced at this moment */
	int64_t elapsed_ms;      /* of the phase */
	int64_t length_ms;       /* of the phase */
	int64_t cycle;           /* whole breaths done before this one */
	int32_t fullness;        /* 0 empty .. 1000 full, eased like a real breath */
};

/* Length of a cycle, ms. */
int64_t breath_cycle(const struct breath *b);

/* Whether breath is held anywhere in it: never while pressing. */
bool breath_holds(const struct breath *b);

/* Where `elapsed_ms` (>= 0) since the first in-breath lies, if `cycles` whole breaths are paced;
 * after them BREATH_NONE with fullness 0. */
struct breath_now breath_at(const struct breath *b, int64_t elapsed_ms, int64_t cycles);

/* Start of the phase that follows the one at `elapsed_ms`, in ms since the first in-breath;
 * INT64_MAX after the last. Phases of no length are passed over. */
int64_t breath_next(const struct breath *b, int64_t elapsed_ms, int64_t cycles);

/* The nearest whole number of breaths to `ms`; a half goes down; at least one (0 without a
 * pattern). */
int64_t breath_fit(const struct breath *b, int64_t ms);

/* The built-in pattern of that name (`easy`, `long-out`, `even`, `sigh`, `box`, `4-7-8`). */
bool breath_by_name(const char *name, struct breath *out);

/* Names of the built-in patterns, for messages and the schema; their count in `*n`. */
const char *const *breath_names(size_t *n);

/* Word of a phase for the screen, translated: "breathe in", "and a sip", "hold", "breathe out",
 * "rest". */
const char *breath_text(enum breath_phase p);

#endif
