/* Reads a routine: YAML bytes in, a struct routine and diagnostics out. Pure: files that `use`
 * names are asked for and handed in by the caller. The key table in routine_keys.c drives parsing,
 * hints, schema and reference. */
#ifndef UNKNOT_LOAD_ROUTINE_LOAD_H
#define UNKNOT_LOAD_ROUTINE_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "core/routine.h"

struct routine_load;

/* Begins with the main file: its path as shown, its bytes, which must stay as long as `d` is used. The
 * arena takes the routine and all it uses. */
struct routine_load *routine_load_begin(struct arena *a, const struct atlas *atlas, struct diag *d,
					const char *path, const char *bytes, size_t n);

/* The next file that a `use` names and nobody has handed in: `*from` the path of the file that
 * names it, `*use` its value. False when there is none. */
bool routine_load_wants(struct routine_load *l, const char **from, const char **use);

/* Hands in what was wanted; `path` as resolved (the same path twice is read once). The bytes must stay
 * like those of the main file. */
void routine_load_give(struct routine_load *l, const char *path, const char *bytes, size_t n);

/* Says that it cannot be had, in the words of `why`. */
void routine_load_missing(struct routine_load *l, const char *why);

/* Finishes and frees `l`: links what is used, checks circles and limits (core/limits.h). NULL if
 * there is no routine at all (empty file, no steps); with errors in `d` it must not be played. */
struct routine *routine_load_finish(struct routine_load *l);

struct buf;
/* The JSON schema for editors (`check --schema`). */
void routine_schema(const struct atlas *atlas, struct buf *out);

#endif
