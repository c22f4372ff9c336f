/* Time. Three kinds that do not convert: struct mono (a clock that never jumps, made only in
 * io/clock and tests), struct wall (the calendar, made only in io/clock and tests) and frames
 * (audio, made in audio/mixer). Lengths are whole milliseconds in an int64_t named ..._ms. */
#ifndef UNKNOT_BASE_DURATION_H
#define UNKNOT_BASE_DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mono {
	int64_t ns; /* nanoseconds since some fixed moment; never negative */
};

struct wall {
	int64_t ms;       /* milliseconds since 1970-01-01T00:00:00Z */
	int32_t offset_s; /* local time minus UTC at that moment, seconds */
};

#define MONO_NEVER ((struct mono){INT64_MAX})
#define NS_PER_MS  INT64_C(1000000)

static inline struct mono mono_add_ns(struct mono t, int64_t ns)
{
	return (struct mono){t.ns == INT64_MAX ? INT64_MAX : t.ns + ns};
}

static inline struct mono mono_add_ms(struct mono t, int64_t ms)
{
	return mono_add_ns(t, ms * NS_PER_MS);
}

static inline struct mono mono_min(struct mono a, struct mono b)
{
	return a.ns < b.ns ? a : b;
}

enum duration_error {
	DURATION_OK,
	DURATION_BARE,    /* a number without a unit */
	DURATION_UNIT,    /* a unit that is not h, m, s */
	DURATION_SYNTAX,  /* not a duration at all */
	DURATION_TOO_LONG /* over 24 hours */
};

/* Reads a duration as format.md spells it: `45s` `2m` `1m30s` `1h` `1.5s` `1:30` (m:ss). The
 * whole of the `n` bytes must be one. On success `*ms` is the length in milliseconds. Breaths are
 * not read here: how long one is depends on the pattern in force. */
enum duration_error duration_parse(const char *s, size_t n, int64_t *ms);

enum { DURATION_TEXT = 24 }; /* room for any text of this file, NUL included */

/* `3:12`, `1:02:05`: what a person reads on a clock. Rounds down to the second; negative is 0. */
char *duration_clock(char out[DURATION_TEXT], int64_t ms);

/* `45s`, `1m30s`, `1.5s`: what duration_parse() reads back to the same figure. */
char *duration_spell(char out[DURATION_TEXT], int64_t ms);

enum { WALL_TEXT = 36 };

/* RFC 3339 with offset: `2026-11-22T10:25:54+01:00`. Whole seconds. */
char *wall_format(char out[WALL_TEXT], struct wall t);

/* The same with thousandths where there are any (`2026-11-22T10:25:54.031+01:00`): what wall_parse()
 * reads back to the same moment. */
char *wall_stamp(char out[WALL_TEXT], struct wall t);

/* Reads the whole of `s` as RFC 3339 with a `T`, at most three decimals, and an offset of whole minutes
 * or `Z`. Years 1970 to 2199. False if it is none, or no day of the calendar. */
bool wall_parse(const char *s, struct wall *out);

/* The local calendar day as days since 1970-01-01, where a day begins `start_h` hours after
 * midnight (the day of the caps begins at 04:00). */
int64_t wall_day(struct wall t, int start_h);

/* Such a day as `YYYY-MM-DD`, and read back. False for what is none, or no day of the calendar. Years 1 to
 * 9999. */
enum { DAY_TEXT = 16 };
char *day_format(char out[DAY_TEXT], int64_t day);
bool day_parse(const char *s, int64_t *day);

/* Year, month 1-12, day 1-31, hour, minute, second of local time. */
struct wall_fields {
	int year, month, day, hour, minute, second;
};
struct wall_fields wall_fields(struct wall t);

#endif
