/* The transcript: plain mode. Effects and snapshots in, whole lines out: append-only, no cursor
 * movement, sparse. It says what to do, where, which leg, how long, how to breathe; half way, the
 * last seconds, the change of leg; questions and how to answer them; notices; the summary. The
 * words are those of the screen. Pure. */
#ifndef UNKNOT_VIEW_TRANSCRIPT_H
#define UNKNOT_VIEW_TRANSCRIPT_H

#include <stdbool.h>

#include "base/text.h"
#include "core/keymap.h"
#include "core/player.h"
#include "view/gate_page.h"
#include "view/view_model.h"

struct transcript {
	bool begun;
	enum player_state state; /* last told */
	int told_segment;        /* whose last seconds have been told; -1 */
	enum leg leg;
	bool summary_told;
};

void transcript_init(struct transcript *t); /* all zero but what may not be */

/* Title, planned length, what it needs, for whom not; which keys there are. */
void transcript_begin(struct transcript *t, const struct play_model *m, struct buf *out);

/* Call for each effect of a step, with the model as it is after the step. */
void transcript_effect(struct transcript *t, const struct effect *e, const struct play_model *m,
		       struct buf *out);

/* Call once after each step (and tick): tells what changed since the last call. */
void transcript_step(struct transcript *t, const struct play_model *m, struct buf *out);

/* All keys, and the steps to jump to, numbered from 1; what a key of the sound has done. */
void transcript_keys(struct buf *out);
void transcript_steps(const struct play_model *m, struct buf *out);
void transcript_sound(enum action a, const struct view_settings *set, struct buf *out);

/* A page of the gate and how to answer it; what is marked on it now. */
void transcript_gate(const struct gate_page *p, struct buf *out);
void transcript_marks(const struct gate_page *p, unsigned marks, struct buf *out);

#endif
