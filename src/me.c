#include "me.h"

#include <stdio.h>

#include "core/caps.h"
#include "core/checkin.h"
#include "core/screening.h"
#include "io/clock.h"
#include "io/history.h"

void me_from_rows(struct person *who, const struct record *rows, const struct atlas *a, struct wall now)
{
	struct screening answers = screening_fold(rows, now, true);

	caps_fold(rows, a, now, who);
	who->worse = caps_worse_leg(rows);
	/* Level 1, gentle, is where everybody begins (product.md, "The game"); a higher one is the
	 * person's choice, and there is nothing yet to choose it with. */
	who->pressure_most = a->limits.gentle_pressure;
	checkin_apply(rows, a, now, who);
	screening_apply(&answers, a, who);
}

void me_from_record(struct person *who, const struct paths *paths, const struct atlas *a)
{
	struct err e = {""};
	struct history *h = history_open(paths->history, &e);
	struct record *rows = history_read(h, &e);

	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	me_from_rows(who, rows, a, clock_wall());
	record_free(rows);
	history_close(h, 0);
}
