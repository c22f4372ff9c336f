/* The one table of limits, and how a broken one is reported; for limits*.c alone. */
#ifndef UNKNOT_CORE_LIMITS_REPORT_H
#define UNKNOT_CORE_LIMITS_REPORT_H

#include "core/limits.h"

/* Name, code and severity of every limit (format.md "Limits"). */
#define LIMITS(X)                                                                                            \
	X(PRESS_SHORT, "press-short", DIAG_ERROR)     /* under 10 s */                                       \
	X(PRESS_LONG, "press-long", DIAG_ERROR)       /* over 120 s, or the place's own cap */               \
	X(PRESS_BRIEF, "press-brief", DIAG_WARNING)   /* under 30 s */                                       \
	X(PRESS_LENGTHY, "press-lengthy", DIAG_WARNING) /* over 90 s */                                      \
	X(PRESSES, "presses", DIAG_ERROR)             /* over 3 on a place of a leg */                       \
	X(PLACE_TIME, "place-time", DIAG_ERROR)       /* over 5 min on it */                                 \
	X(TOOL_STRETCH, "tool-stretch", DIAG_ERROR)   /* over 15 min without 2 min of walking */             \
	X(TOTAL, "total", DIAG_ERROR)                 /* over 90 min */                                      \
	X(DEEP, "deep", DIAG_ERROR)                   /* over 30 min on the tool without `deep` */           \
	X(PRESSURE_HIGH, "pressure-high", DIAG_WARNING) /* over 6 */                                         \
	X(BREATH_HOLD, "breath-hold", DIAG_ERROR)     /* top or bottom while pressing */                     \
	X(ZONE, "zone", DIAG_ERROR)                   /* a place in a no-press zone */                       \
	X(NERVE_LINE, "nerve-line", DIAG_WARNING)     /* a place on the nerve line */                        \
	X(DRIVING_CALF, "driving-calf", DIAG_ERROR)   /* a calf place after a drive */                       \
	X(LAST_WALK, "last-walk", DIAG_ERROR)         /* under 30 s of walking after the last press */       \
	X(SEGMENTS, "segments", DIAG_ERROR)           /* over 10,000 */                                      \
	X(NESTING, "nesting", DIAG_ERROR)             /* steps over 16 deep */                               \
	X(PAUSE, "pause", DIAG_WARNING)               /* ease and rest under 10 s */                         \
	X(DAILY_PLACES, "daily-places", DIAG_WARNING) /* over 4 a leg in a `daily` */                        \
	X(SIDES, "sides", DIAG_WARNING)               /* one leg is pressed longer */                        \
	X(ROUNDS, "rounds", DIAG_WARNING)             /* over 4 rounds of 4-7-8 */                           \
	X(ORDER, "order", DIAG_NOTE)                  /* back to a part that was left */

#define LIMIT_ENUM(id, code, severity) LIMIT_##id,
enum limit { LIMITS(LIMIT_ENUM) LIMIT_COUNT };
#undef LIMIT_ENUM

/* What is broken, where: `step`, and `key` the value's in it, make its path (both may be NULL). */
struct diag_entry *limits_report(struct diag *d, enum limit l, struct span at, const struct step *step,
				 const char *key, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Judges what takes more than one step: doses over the session, walking, length, sides. */
void limits_whole(const struct routine *r, const struct atlas *a, struct diag *d);

#endif
