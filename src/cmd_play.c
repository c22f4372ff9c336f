#include <stdio.h>

#include "base/i18n.h"
#include "io/clock.h"
#include "me.h"
#include "minutes.h"
#include "plain_begin.h"
#include "start.h"

static struct opened open_named(const struct options *o, const struct paths *paths, struct history *h)
{
	struct err e;
	struct record *rows;
	struct opened r;
	struct today today;

	if (o->nargs)
		return routine_open(paths, o->args[0], NULL);
	rows = history_read_today(h, clock_wall(), &e);
	today = me_today(rows, clock_wall());
	r = routine_open(paths, today.routine, NULL);
	record_free(rows);
	return r;
}

/* Whether the time is enough, for the person as the session will know them. */
static bool time_enough(const struct options *o, const struct opened *r, struct history *h, int level)
{
	struct person who = plan_person_neutral();
	struct err e;

	if (o->minutes_ms && o->speed_milli == 1000) {
		struct record *rows = history_read_today(h, clock_wall(), &e);

		me_from_rows(&who, rows, r->atlas, level, clock_wall());
		record_free(rows);
	}
	who.legs = o->legs;
	who.minutes_ms = o->minutes_ms;
	return minutes_enough(r, &who);
}

enum exit_code cmd_play(const struct options *o)
{
	struct start s;
	struct opened r;
	enum exit_code code = EXIT_INPUT;

	start_open(&s, o);
	r = open_named(o, &s.paths, s.a.history);
	if (!opened_ok(&r)) {
		opened_complain(&r);
	} else if (!time_enough(o, &r, s.a.history, s.config.level)) {
		code = EXIT_INPUT;
	} else {
		code = plain_wanted(o) ? plain_begin(&s.a, &r) : app_run(&s.a, &r);
	}
	opened_free(&r);
	return start_close(&s, code);
}
