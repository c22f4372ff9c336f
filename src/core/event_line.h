/* The lines of `--events FILE` (product.md, "Command line"): one JSON object each, the same keys
 * in every line, null where one has no meaning. Pure: the caller writes them out at once.
 *
 * `at` is plan seconds as in `show`, untouched by speed or pause; `due` and `t` are when it was due
 * and when it happened, in real seconds since `began`. A `key` line also holds the key, a `cue`
 * what is said, a `saved` the number of the hold, an `end` the outcome. */
#ifndef UNKNOT_CORE_EVENT_LINE_H
#define UNKNOT_CORE_EVENT_LINE_H

#include <stdint.h>

#include "base/text.h"
#include "core/player.h"

/* Appends the line of an effect that happened at `t`; nothing for effects that have none (a cue has
 * its line when it sounds, not when it is handed over). */
void event_line_effect(struct buf *out, const struct effect *e, struct mono began, struct mono t);

/* Appends the line of a key pressed at `t` while the player showed `s`. */
void event_line_key(struct buf *out, uint32_t key, const struct player_snapshot *s, struct mono began,
		    struct mono t);

/* Appends the line of hold number `hold`, whose commit has returned at `t`. */
void event_line_saved(struct buf *out, int hold, struct mono began, struct mono t);

#endif
