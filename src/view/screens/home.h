/* The home screen: what today holds and why, an unfinished session, the routines, the last
 * sessions, the map. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_HOME_H
#define UNKNOT_VIEW_SCREENS_HOME_H

#include <stdbool.h>
#include <stdint.h>

#include "core/record.h"
#include "core/today.h"
#include "view/canvas.h"
#include "view/screens/card.h"
#include "view/view_model.h"

/* Owned by the caller, who fills it and may change all but `selected`, which is the screen's (0 to
 * begin with). All pointers outlive it. */
struct home_model {
	const struct card *cards;
	size_t ncards;
	const struct today *today;
	const struct record *record; /* NULL or empty: nothing played yet */
	const struct session_row *open; /* an unfinished session that can go on, or NULL */
	const char *open_where;      /* "step 7, left leg"; NULL with `open` NULL */
	bool open_fits;              /* false: the plan changed or it is too old: only "keep what was done" */
	const struct atlas *atlas;
	const struct person *who;    /* states of the places */
	const struct progress *progress; /* the week's trail, today's loops; NULL: not shown */
	struct wall now;
	const struct view_settings *set;
	const char *notice;          /* one sentence under the head, or NULL */
	int selected;
	bool opening;                /* the record is being read: nothing but the frame is known */
};

enum home_choice {
	HOME_NONE,
	HOME_GO_ON,   /* the open session */
	HOME_KEEP,    /* close the open session with what was done */
	HOME_PLAY,    /* card `*card` */
	HOME_PICKER,  /* all routines, with `*card` selected */
	HOME_WEEK,    /* target, tool and rest days: screens/choices.h */
	HOME_RELIEF,
	HOME_LOOKBACK,
	HOME_LEARN,
	HOME_HELP,
	HOME_QUIT
};

/* Takes a key. False if it means nothing here. */
bool home_key(struct home_model *m, uint32_t key, enum home_choice *choice, size_t *card);
void home_draw(struct canvas *c, const struct home_model *m);

#endif
