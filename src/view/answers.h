/* The single keys that answer a question of the player: one table that the screens and the lines
 * of plain mode show and that keys are held against. Pure. */
#ifndef UNKNOT_VIEW_ANSWERS_H
#define UNKNOT_VIEW_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/player.h"

struct answer {
	uint32_t key, also;  /* the key shown, and one more that does the same (0: none) */
	const char *shown;   /* "1", "y" */
	const char *label;   /* N_(): "sharp or electric" */
	enum player_event_kind kind;
	int value;
};

/* The answers that the state of `s` takes; their count in `*n`, 0 where it asks nothing of this
 * kind (the digits of a rating are keymap.h's). */
const struct answer *answers_of(const struct player_snapshot *s, size_t *n);

/* The label, translated. */
const char *answer_label(const struct answer *a);

/* Whether `key` answers the question of `s`; then `*ev` is what to give the player. Ask this
 * before keymap_action(). */
bool answers_key(const struct player_snapshot *s, uint32_t key, struct player_event *ev);

#endif
