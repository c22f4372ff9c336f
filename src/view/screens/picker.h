/* The picker: all routines with minutes, what they need, for whom and for whom not, the places on
 * the map, the ladder of steps. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PICKER_H
#define UNKNOT_VIEW_SCREENS_PICKER_H

#include <stdbool.h>
#include <stdint.h>

#include "view/canvas.h"
#include "view/screens/card.h"
#include "view/view_model.h"

struct picker_model {
	const struct card *cards;
	size_t ncards;
	const struct atlas *atlas;
	const struct person *who;
	const struct view_settings *set;
	int selected; /* the screen's */
};

enum picker_choice { PICKER_NONE, PICKER_PLAY, PICKER_BACK, PICKER_HELP, PICKER_QUIT };

/* Takes a key; PICKER_PLAY is for card `selected`, which has a plan. False if it means nothing. */
bool picker_key(struct picker_model *m, uint32_t key, enum picker_choice *choice);
void picker_draw(struct canvas *c, const struct picker_model *m);

#endif
