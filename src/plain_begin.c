/* How a session begins in plain mode: what stands before it, in lines. */
#include "plain_begin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "core/country.h"
#include "go_on.h"
#include "io/clock.h"
#include "io/term.h"
#include "keep.h"
#include "plain.h"
#include "session.h"
#include "view/ladder.h"

static bool person_here(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool plain_asked(const struct options *o)
{
	const char *accessible = getenv("ACCESSIBLE");

	return o->plain || (accessible && *accessible && strcmp(accessible, "0") != 0);
}

bool plain_wanted(const struct options *o)
{
	return plain_asked(o) || !person_here() || !term_usable();
}

/* Nobody is there to be asked: what would answer it. */
static void cannot_ask(enum gate gate)
{
	if (gate == GATE_ASK_CALF)
		fputs(_("unknot: a calf that is pressed and a long drive bring a question about a clot, "
			"once a day. It is asked when the routine is begun on a terminal; a script answers "
			"it "
			"with 'unknot screening --none-apply'.\n"),
		      stderr);
	else
		fputs(_("unknot: the safety questions come before the first press. Answer them on a terminal "
			"with "
			"'unknot screening', or from a script with 'unknot screening --none-apply': that "
			"holds for "
			"30 days, and about calves for the day.\n"),
		      stderr);
}

/* What stands before a session in plain mode: lock and gate. EXIT_DONE lets it begin; `k` is the gate as it was gone
 * through. */
static enum exit_code pass_gate(const struct app_options *a, const struct opened *r, struct record *rows,
				bool go_on, struct gatekeeper *k)
{
	struct buf why = {0};
	enum gate gate;

	*k = (struct gatekeeper){.history = a->history,
				 .rows = rows,
				 .atlas = r->atlas,
				 .routine = r->routine,
				 .legs = a->o->legs,
				 .level = a->config->level,
				 .call = country_to_call(a->config->country),
				 .start = {.person_here = person_here()}};
	if (a->o->speed_milli != 1000)
		return EXIT_DONE;
	if (!go_on)
		gatekeeper_not_yet(a->paths, r, rows, clock_wall(), &why);
	if (why.n) {
		fprintf(stderr, "unknot: %s\n", buf_str(&why));
		buf_free(&why);
		return EXIT_NOT_NOW;
	}
	if (person_here())
		return plain_gate(k) == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
	gate = gatekeeper_next(k);
	plain_advice(k, gate, &why);
	fputs(buf_str(&why), stderr);
	buf_free(&why);
	if (gate_asks(gate))
		cannot_ask(gate);
	return gate == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
}

/* Whether a session of this routine that was cut off is gone on with, where somebody is there to say; one that is
 * not is closed. False if the person leaves. */
static bool ask_to_go_on(const struct app_options *a, const struct opened *r, const struct record *rows,
			 bool *go_on)
{
	struct go_on g;
	char where[80], question[200];
	int answer = 0;

	*go_on = false;
	if (a->o->speed_milli != 1000 || !person_here())
		return true;
	g = go_on_look(rows, r, a->config->level, clock_wall());
	if (g.fits) {
		ladder_where(g.plan, g.row->segment, where, sizeof where);
		snprintf(question, sizeof question,
			 _("This session was cut off at %s. Enter goes on there, n begins anew, q leaves."),
			 where);
		answer = plain_ask(question);
		*go_on = answer > 0;
		if (answer == 0)
			session_keep(a->history, g.row);
	}
	go_on_free(&g);
	return answer >= 0;
}

enum exit_code plain_begin(const struct app_options *a, struct opened *r)
{
	const struct options *o = a->o;
	const struct paths *paths = a->paths;
	struct history *h = a->history;
	bool hands_free = o->hands_free || a->config->hands_free;
	struct view_settings set = {0};
	struct err e = {""};
	struct record *rows = history_read_today(h, clock_wall(), &e);
	struct speaker *speaker = speaker_new(paths, a->config, o->mute, o->no_voice);
	struct gatekeeper gate;
	struct session_options so = {.speed_milli = o->speed_milli,
				     .hands_free = hands_free,
				     .find_passes = !a->config->find_waits,
				     .legs = o->legs,
				     .minutes_ms = o->minutes_ms,
				     .events = o->events,
				     .history = h,
				     .paths = paths,
				     .gate = o->speed_milli == 1000 ? &gate : NULL,
				     .level = a->config->level,
				     .pain_walking = a->relief,
				     .answers = rows,
				     .speaker = speaker,
				     .set = &set,
				     .plain = true};
	enum exit_code code = EXIT_DONE;
	struct session *s = NULL;

	if (a->record_notice)
		fprintf(stderr, "unknot: %s\n", a->record_notice);
	if (!history_lock(h, &e) || !ask_to_go_on(a, r, rows, &so.go_on))
		code = EXIT_NOT_NOW;
	if (code == EXIT_DONE)
		code = pass_gate(a, r, rows, so.go_on, &gate);
	if (code == EXIT_DONE && !(s = session_begin(r, &so, &e)))
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
