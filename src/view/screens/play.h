/* The screen of a session, in every state of the player. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PLAY_H
#define UNKNOT_VIEW_SCREENS_PLAY_H

#include "view/canvas.h"
#include "view/view_model.h"

/* What the frame before had: its words and what of it does not move. Most frames of a breath change only
 * what moves, at a fifth of the cost. Owned by whoever draws frames; one thread. */
struct play_memo *play_memo_new(void);
void play_memo_free(struct play_memo *p); /* NULL does nothing */

/* Draws the state that the snapshot is in; PLAYER_SUMMARY and PLAYER_ENDED as summary_draw(). The
 * canvas need not be cleared, and with a memo needs not be the same. */
void play_draw(struct canvas *c, const struct play_model *m);

/* What was done, each spot "6 → 3", time on each leg, in honest words. */
void summary_draw(struct canvas *c, const struct play_model *m);

#endif
