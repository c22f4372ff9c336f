#include <stdio.h>

#include "app.h"
#include "base/i18n.h"
#include "configured.h"
#include "io/clock.h"
#include "io/log.h"
#include "keep.h"
#include "me.h"
#include "minutes.h"
#include "plain_begin.h"

static struct opened open_named(const struct options *o, const struct paths *paths, struct history *h)
{
	struct err e;
	struct record *rows;
	struct opened r;
	struct today today;

	if (o->nargs)
		return routine_open(paths, o->args[0], NULL);
	rows = history_read(h, &e);
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
		struct record *rows = history_read(h, &e);

		me_from_rows(&who, rows, r->atlas, level, clock_wall());
		record_free(rows);
	}
	who.legs = o->legs;
	who.minutes_ms = o->minutes_ms;
	return minutes_enough(r, &who);
}

enum exit_code cmd_play(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""}, slip;
	struct history *h = history_open(paths.history, &e);
	struct config config = configured_read(&paths, &slip);
	struct app_options a = {.o = o,
				.paths = &paths,
				.history = h,
				.record_notice = e.text[0] ? e.text : NULL,
				.config = &config,
				.config_notice = slip.text[0] ? slip.text : NULL};
	struct opened r = open_named(o, &paths, h);
	bool plain = plain_wanted(o);
	enum exit_code code = EXIT_INPUT;

	log_open(paths.log);
	if (!opened_ok(&r)) {
		opened_complain(&r);
	} else if (!time_enough(o, &r, h, config.level)) {
		code = EXIT_INPUT;
	} else if (plain) {
		if (e.text[0])
			fprintf(stderr, "unknot: %s\n", e.text);
		code = plain_begin(&a, &r);
	} else {
		code = app_run(&a, &r);
	}
	opened_free(&r);
	code = keep_record(h, code);
	log_close();
	paths_free(&paths);
	return code;
}
