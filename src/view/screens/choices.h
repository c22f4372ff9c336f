/* The week as the person wants it: how many days, which tool, which days are for rest; below that what is open
 * and what opens. What is chosen here is a dated row of the record, and nothing else. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_CHOICES_H
#define UNKNOT_VIEW_SCREENS_CHOICES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/duration.h"
#include "core/progress.h"
#include "core/record.h"
#include "view/canvas.h"

/* The rows: the target, the tool, and the days that may still be planned, today to Sunday. */
struct choices_model {
	struct progress progress; /* the caller's fold; shows each choice at once */
	int selected;             /* 0 to begin with; the screen's */
	int day;                  /* of the row of rest days, 0 Monday; the screen's: choices_open() */
	char value[DAY_TEXT];     /* of the last choice handed out */
};

struct choices_model choices_open(const struct progress *p);

enum choices_choice {
	CHOICES_NONE,
	CHOICES_CHOSEN, /* `*row` is to be recorded: history_choice(); `when` is the taker's to fill */
	CHOICES_BACK
};

/* Takes a key. False if it means nothing here. `row->value` lives in the model until the next key. */
bool choices_key(struct choices_model *m, uint32_t key, enum choices_choice *choice, struct choice_row *row);
void choices_draw(struct canvas *c, const struct choices_model *m);

#endif
