/* The keys of a routine file: one table that drives reading, the hints for unknown keys, the schema
 * for editors and the reference. Pure. */
#ifndef UNKNOT_LOAD_ROUTINE_KEYS_H
#define UNKNOT_LOAD_ROUTINE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/atlas.h"
#include "core/routine.h"

/* Where a key may stand, as a bit: in a step of a kind, or in one of the other maps. */
#define IN_STEP(kind) (UINT32_C(1) << (kind))
#define IN_STEPS (IN_STEP(STEP_KINDS) - 1) /* every kind of step */
#define IN_TOP (UINT32_C(1) << 24)
#define IN_DEFAULTS (UINT32_C(1) << 25)
#define IN_SITE (UINT32_C(1) << 26)
#define IN_BREATH (UINT32_C(1) << 27)
#define IN_CUE (UINT32_C(1) << 28)

/* What stands after a key. Each is read by one case of load_value() and described by one case of
 * the schema. */
enum value_type {
	VALUE_VERSION, VALUE_TITLE, VALUE_TEXT, VALUE_NOTE, VALUE_LANGUAGE, VALUE_NEEDS, VALUE_TAGS,
	VALUE_BREATH, VALUE_PRESSURE, VALUE_PRESS, VALUE_BREATHS, VALUE_SITES, VALUE_DEFAULTS,
	VALUE_STEPS, VALUE_LENGTH, VALUE_LENGTH_OR_ZERO, VALUE_RANGE, VALUE_YES_NO, VALUE_COUNT,
	VALUE_PLACES, VALUE_INSTEAD, VALUE_LEGS, VALUE_STYLE, VALUE_DEFAULT_STYLE, VALUE_PICK,
	VALUE_MEASURE, VALUE_USE, VALUE_CUES, VALUE_AT, VALUE_SOUND, VALUE_ID, VALUE_SAY, VALUE_SPEAK,
	VALUE_PART, VALUE_ALONG, VALUE_ACROSS, VALUE_SECONDS
};

struct key {
	const char *name;
	uint32_t where;
	enum value_type type;
	size_t offset; /* of the field in the struct that `where` fills; 0 if the type knows */
	bool required;     /* by the map; the key that names a step is found before the rest */
	const char *help; /* a sentence, marked for translation */
};

enum { KEYS_MOST = 96 };

/* The whole table, in the order in which keys are read: what others refer to comes first. */
const struct key *routine_keys(size_t *n);

/* The row of a key at a place, or NULL. */
const struct key *routine_key(uint32_t where, const char *name);

/* The key that is legal at a place and that people often call `word`: `pressure` for `aim`; with 0 as
 * the place, the step they mean: `hold` for `press`. NULL if none is known. */
const char *routine_key_meant(uint32_t where, const char *word);

/* Whether any place knows a key of this name (`n` bytes). */
bool routine_key_known(const char *name, size_t n);

/* Whether what stands after this key is free text, in which a colon is likely to be meant. */
bool routine_key_is_text(const char *name, size_t n);

/* Whether times and doses depend on a value of this type. */
bool routine_value_counts(enum value_type t);

enum { KEY_NAMES_MOST = 64 };

/* The names that are legal at a place, for hints. Returns their count. */
size_t routine_key_names(uint32_t where, const char *out[KEY_NAMES_MOST]);

/* The tags that have a meaning, in the order of their bits (core/routine.h). Returns their count. */
size_t routine_tags(const char *out[KEY_NAMES_MOST]);

/* The legal words of a type that takes one of a few, in the order of its enum; 0 for other types.
 * `*first` (may be NULL) is the value of the enum that the first word stands for. */
size_t routine_words(enum value_type type, const char *out[KEY_NAMES_MOST], int *first);

#endif
