#include "me.h"

#include <stdio.h>

#include "base/i18n.h"
#include "core/caps.h"
#include "core/checkin.h"
#include "core/screening.h"
#include "io/clock.h"
#include "io/history.h"
#include "load/atlas_load.h"

/* Level 2; the first and the last are limits of the atlas (domain.md 1.3). */
enum { STANDARD_PRESSURE = 6 };

struct progress me_from_rows(struct person *who, const struct record *rows, const struct atlas *a, int level,
			     struct wall now)
{
	struct screening answers = screening_fold(rows, now, true);
	struct progress p = progress_fold(rows, a, now);

	caps_fold(rows, a, now, who);
	who->worse = caps_worse_leg(rows);
	/* Level 1, gentle, is where everybody begins; a higher one is the person's choice (product.md, "The game"). */
	who->pressure_most = level <= 1   ? a->limits.gentle_pressure
			     : level == 2 ? STANDARD_PRESSURE
					  : a->limits.pressure_hi;
	/* the other reasons to go lighter are what mornings and bruises say: checkin_apply() has those */
	if (p.lighter == LIGHTER_TOO_SORE || p.lighter == LIGHTER_BACK)
		who->pressure_most = checkin_lighter(who->pressure_most, 1);
	checkin_apply(rows, a, now, who);
	screening_apply(&answers, a, who);
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++)
			who->place[i][leg].stage = p.place[i][leg].stage;
	return p;
}

struct today me_today(const struct record *rows, struct wall now)
{
	struct arena *arena = arena_new();
	struct progress p = progress_fold(rows, atlas_built_in(arena), now);
	struct today t = today_choose(rows, &p, now);

	arena_free(arena);
	return t;
}

void me_from_record(struct person *who, const struct paths *paths, const struct atlas *a, int level)
{
	struct err e = {""};
	struct history *h = history_look(paths->history, &e);
	struct record *rows = history_read_today(h, clock_wall(), &e);
	struct screening answers;

	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	me_from_rows(who, rows, a, level, clock_wall());
	answers = screening_fold(rows, clock_wall(), true);
	if (screening_closes(&answers))
		fputs(_("unknot: an answer to the safety questions comes first: until it is checked, this is "
			"to "
			"read and not to press by ('unknot today' tells where to turn)\n"),
		      stderr);
	record_free(rows);
	history_close(h, 0);
}
