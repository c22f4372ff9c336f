/* What home and picker show: the routines there are, compiled for this person, and the record. */
#ifndef UNKNOT_APP_SHELF_H
#define UNKNOT_APP_SHELF_H

#include "app.h"
#include "core/record.h"
#include "core/today.h"
#include "view/screens/card.h"
#include "view/screens/choices.h"
#include "view/screens/home.h"

struct shelf {
	int level; /* of the person (me.h) */
	struct record *rows;
	struct arena *arena;       /* of the atlas */
	const struct atlas *atlas;
	struct person who;
	struct progress progress;
	struct today today;
	struct buf bruised; /* places that rest until a bruise has gone, as a sentence */
	struct opened *opened;     /* one for each card */
	struct card *cards;
	size_t ncards;
	const struct session_row *cut_off; /* in `rows`, what may go on or be kept; NULL */
	bool fits;                         /* it may go on */
	char where[80];                    /* where it was */
	bool busy;                         /* another unknot on this machine is in the middle of it */
};

/* Reads the record and, if `routines`, opens all routines of the search path but parts. */
void shelf_open(struct shelf *s, const struct paths *paths, struct history *h, int level, bool routines);

/* Reads the record again, which another unknot may have added to; rows read before are gone. */
void shelf_reread(struct shelf *s, struct history *h);

/* The same with all that was ever rated, for looking back. */
void shelf_read_whole(struct shelf *s, struct history *h);

/* Reads the record again and what follows from it for today, after a choice; the routines stay as they are. */
void shelf_refold(struct shelf *s, struct history *h);

/* Takes a key of the page of the week. Each choice is put on record as it is made; on the way back, which is told
 * in `*back`, the record is folded again. False if the key means nothing. */
bool shelf_week_key(struct shelf *s, struct history *h, struct choices_model *week, uint32_t key, bool *back);

/* All of it again, after a session. */
void shelf_refresh(struct shelf *s, const struct paths *paths, struct history *h);
void shelf_free(struct shelf *s);

/* Whether an answer to the safety questions keeps all presses closed. */
bool shelf_closed(const struct shelf *s);

/* Fills the home screen from it; the selected row is kept. */
void home_fill(const struct app_options *a, const struct shelf *s, const struct view_settings *set,
	       struct home_model *home);

#endif
