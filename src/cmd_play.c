#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "base/i18n.h"
#include "configured.h"
#include "core/caps.h"
#include "core/country.h"
#include "io/clock.h"
#include "io/log.h"
#include "io/term.h"
#include "keep.h"
#include "me.h"
#include "minutes.h"
#include "plain.h"
#include "session.h"

static bool person_here(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool wants_plain(const struct options *o)
{
	const char *accessible = getenv("ACCESSIBLE");

	return o->plain || (accessible && *accessible && *accessible != '0') || !person_here() ||
	       !term_usable();
}

/* Nobody is there to be asked: what would answer it. */
static void cannot_ask(void)
{
	fputs(_("unknot: the safety questions come before the first press. Answer them on a terminal with "
		"'unknot screening', or from a script with 'unknot screening --none-apply': that holds for "
		"30 days, and about calves for the day.\n"),
	      stderr);
}

/* What stands before a session in plain mode: lock and gate. EXIT_DONE lets it begin. */
static enum exit_code pass_gate(const struct app_options *a, const struct opened *r, struct record *rows)
{
	struct gatekeeper k = {.history = a->history,
			       .rows = rows,
			       .atlas = r->atlas,
			       .routine = r->routine,
			       .legs = a->o->legs,
			       .call = country_to_call(a->config->country),
			       .start = {.person_here = person_here()}};
	const char *locked =
		r->routine->tag_bits & TAG_DEEP ? caps_deep_locked(rows, r->atlas, clock_wall()) : NULL;
	struct buf why = {0};
	enum gate gate;

	if (a->o->speed_milli != 1000)
		return EXIT_DONE;
	if (locked) {
		fprintf(stderr, "unknot: %s\n", locked);
		return EXIT_NOT_NOW;
	}
	if (person_here())
		return plain_gate(&k) == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
	gate = gatekeeper_next(&k);
	plain_advice(&k, gate, &why);
	fputs(buf_str(&why), stderr);
	buf_free(&why);
	if (gate_asks(gate))
		cannot_ask();
	return gate == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
}

static enum exit_code play_plain(const struct app_options *a, struct opened *r)
{
	const struct options *o = a->o;
	const struct paths *paths = a->paths;
	struct history *h = a->history;
	bool hands_free = o->hands_free || a->config->hands_free;
	struct view_settings set = {0};
	struct err e = {""};
	struct record *rows = history_read(h, &e);
	struct speaker *speaker = speaker_new(paths, a->config, o->mute, o->no_voice);
	struct session_options so = {.speed_milli = o->speed_milli,
				     .hands_free = hands_free,
				     .find_passes = !a->config->find_waits,
				     .legs = o->legs,
				     .minutes_ms = o->minutes_ms,
				     .events = o->events,
				     .history = h,
				     .answers = rows,
				     .speaker = speaker,
				     .set = &set,
				     .plain = true};
	enum exit_code code = pass_gate(a, r, rows);
	struct session *s = NULL;

	if (code == EXIT_DONE && !history_lock(h, &e))
		code = EXIT_NOT_NOW;
	else if (code == EXIT_DONE && !(s = session_begin(r, &so, &e)))
		code = EXIT_ENVIRONMENT;
	if (s)
		code = plain_play(s, hands_free);
	else if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	session_free(s);
	record_free(rows);
	if (!speaker_free(speaker)) {
		code = keep_record(h, code);
		_exit((int)code);
	}
	return code;
}

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
static bool time_enough(const struct options *o, const struct opened *r, struct history *h)
{
	struct person who = plan_person_neutral();
	struct err e;

	if (o->minutes_ms && o->speed_milli == 1000) {
		struct record *rows = history_read(h, &e);

		me_from_rows(&who, rows, r->atlas, clock_wall());
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
	bool plain = wants_plain(o);
	enum exit_code code = EXIT_INPUT;

	log_open(paths.log);
	if (!opened_ok(&r)) {
		opened_complain(&r);
	} else if (!time_enough(o, &r, h)) {
		code = EXIT_INPUT;
	} else if (plain) {
		if (e.text[0])
			fprintf(stderr, "unknot: %s\n", e.text);
		code = play_plain(&a, &r);
	} else {
		code = app_run(&a, &r);
	}
	opened_free(&r);
	code = keep_record(h, code);
	log_close();
	paths_free(&paths);
	return code;
}
