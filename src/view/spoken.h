/* What the voice says beside the lines of the plan: questions, what went wrong, what was done about it. With
 * eyes closed nobody should have to guess. Texts for the ear. Pure. */
#ifndef UNKNOT_VIEW_SPOKEN_H
#define UNKNOT_VIEW_SPOKEN_H

#include "base/text.h"
#include "view/view_model.h"

/* Adds what is said when a state is entered; nothing for those whose steps speak for themselves. Returns how
 * urgent it is. */
enum cue_kind spoken_state(const struct play_model *m, struct buf *out);

/* Adds what is said of an effect: of a notice what it tells. */
enum cue_kind spoken_effect(const struct effect *e, const struct play_model *m, struct buf *out);

#endif
