/* How sessions begin and end: what stands before one, going on with one that was cut off, quick relief. */
#include <stdio.h>
#include <string.h>

#include "app_state.h"
#include "base/i18n.h"
#include "io/clock.h"
#include "reliefs.h"
#include "view/ladder.h"

static bool rehearsal(const struct app *app)
{
	return app->a->rehearsal || app->a->o->speed_milli != 1000;
}

static void drop_waiting(struct app *app)
{
	opened_free(&app->waiting);
	app->go_on = app->eases = false;
}

/* It does not begin now, and why. */
static void not_now(struct app *app, const char *title, const char *why)
{
	drop_waiting(app);
	app->code = EXIT_NOT_NOW;
	app_message(app, title, why, STYLE_WARN);
}

static void begin_session(struct app *app)
{
	const struct options *o = app->a->o;
	struct session_options so = {.speed_milli = o->speed_milli,
				     .hands_free = o->hands_free || app->a->config->hands_free,
				     .find_passes = !app->a->config->find_waits,
				     .legs = o->legs,
				     .minutes_ms = app->minutes_ms,
				     .events = o->events,
				     .history = app->a->history,
				     .paths = app->a->paths,
				     .gate = rehearsal(app) ? NULL : &app->gate.keeper,
				     .level = app->a->config->level,
				     .answers = app->shelf.rows,
				     .speaker = app->speaker,
				     .set = &app->set,
				     .go_on = app->go_on,
				     .rehearsal = app->a->rehearsal,
				     .from = app->a->from,
				     .pain_walking = app->eases};
	struct err e = {""};

	if (!history_lock(app->a->history, &e)) {
		not_now(app, _("Not now"), e.text);
		return;
	}
	app->session = session_begin(&app->waiting, &so, &e);
	drop_waiting(app);
	if (app->session) {
		app->kept = play_memo_new();
		app_push(app, SCREEN_PLAY);
		return;
	}
	app->code = EXIT_ENVIRONMENT;
	app_message(app, _("This cannot be played"), e.text, STYLE_STOP);
}

/* The questions, then the session. */
static void through_the_gate(struct app *app)
{
	if (app_gate_begin(&app->gate, app->a, &app->shelf, &app->waiting) == WAY_THROUGH) {
		begin_session(app);
	} else {
		app_drop_keys(app);
		app_push(app, SCREEN_GATE);
	}
}

/* A session of the same routine that was cut off and still fits: whether to go on is asked. */
static bool ask_to_go_on(struct app *app)
{
	struct go_on g = go_on_look(app->shelf.rows, &app->waiting, app->a->config->level, clock_wall());
	char where[80];
	bool asks;

	if (g.fits) {
		ladder_where(g.plan, g.row->segment, where, sizeof where);
		snprintf(app->ask_text, sizeof app->ask_text, _("This session was cut off at %s."), where);
		app->ask = (struct ask_model){_("Go on where it was?"), app->ask_text, _("go on there"),
					      _("begin anew")};
		app_drop_keys(app);
		app_push(app, SCREEN_ASK);
	}
	asks = g.fits;
	go_on_free(&g);
	return asks;
}

void app_asked(struct app *app, bool go_on)
{
	const struct session_row *cut_off = resume_session(app->shelf.rows);

	app_drop_keys(app);
	app_pop(app);
	app->done = false;
	app->go_on = go_on;
	if (!go_on && cut_off)
		session_keep(app->a->history, cut_off);
	through_the_gate(app);
}

void app_play(struct app *app, struct opened *routine)
{
	struct buf why = {0};
	struct err e;

	app->waiting = *routine;
	*routine = (struct opened){0};
	if (rehearsal(app)) {
		begin_session(app);
		return;
	}
	if (history_busy(app->a->history, &e))
		buf_adds(&why, e.text);
	else if (!app->go_on)
		gatekeeper_not_yet(app->a->paths, &app->waiting, app->shelf.rows, clock_wall(), &why);
	if (why.n)
		not_now(app, _("Not yet"), buf_str(&why));
	else if (app->go_on || !ask_to_go_on(app))
		through_the_gate(app);
	buf_free(&why);
}

/* What stands before a session is judged on what is known now, not when home was opened. */
static void look_again(struct app *app)
{
	shelf_reread(&app->shelf, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
}

static void play_named(struct app *app, const char *name, const char *problem)
{
	struct opened o = routine_open(app->a->paths, name, NULL);

	if (opened_ok(&o)) {
		look_again(app);
		app_play(app, &o);
		return;
	}
	opened_free(&o);
	drop_waiting(app);
	app_message(app, _("This cannot be played"), problem ? problem : name, STYLE_STOP);
}

void app_play_card(struct app *app, size_t i)
{
	play_named(app, app->shelf.cards[i].id, app->shelf.cards[i].problem);
}

/* ---- one that was cut off ---- */

void app_resume(struct app *app)
{
	app->go_on = true;
	play_named(app, app->home.open->routine, NULL);
}

void app_keep(struct app *app)
{
	session_keep(app->a->history, app->home.open);
	shelf_refresh(&app->shelf, app->a->paths, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
	app->dirty = true;
}

/* ---- quick relief ---- */

void app_relief(struct app *app)
{
	struct buf why = {0};

	relief_page_close(&app->relief);
	app->relief = relief_page_open(app->shelf.cards, app->shelf.ncards, app->minutes_ms, &app->shelf.who);
	reliefs_advice(app->a->paths, app->shelf.rows, clock_wall(), &why);
	if (why.n && !rehearsal(app) &&
	    !shelf_closed(&app->shelf)) { /* the gate says more than a rest does */
		not_now(app, _("Not yet"), buf_str(&why));
	} else if (app->a->o->after_given && app->relief.card[app->a->o->after] >= 0) {
		app->relief.selected = (int)app->a->o->after;
		app_relief_begin(app);
	} else {
		app_push(app, SCREEN_RELIEF);
	}
	buf_free(&why);
}

void app_relief_begin(struct app *app)
{
	if (app->depth && app_top(app) == SCREEN_RELIEF)
		app_pop(app);
	app->done = false;
	app->eases = true;
	app->minutes_ms = app->relief.give_ms[app->relief.selected];
	app_play_card(app, (size_t)app->relief.card[app->relief.selected]);
}

/* ---- the gate, home, the end ---- */

/* Back to where the session was to begin; home tells what the answers mean for today. */
static void leave_gate(struct app *app)
{
	app->code = EXIT_NOT_NOW;
	drop_waiting(app);
	app_pop(app);
	if (!app->from_home)
		return;
	if (app->gate.answered) {
		shelf_refresh(&app->shelf, app->a->paths, app->a->history);
		home_fill(app->a, &app->shelf, &app->set, &app->home);
	}
	app->code = EXIT_DONE;
}

void app_gate_went(struct app *app, enum gate_way way)
{
	switch (way) {
	case WAY_STAYS:
	case WAY_CHANGED:
		break;
	case WAY_ON:
		app_drop_keys(app);
		break;
	case WAY_THROUGH:
		app_drop_keys(app);
		if (!app->waiting.routine) { /* the morning was asked after, and home is next */
			leave_gate(app);
			break;
		}
		app_pop(app);
		app->done = false;
		begin_session(app);
		break;
	case WAY_LEFT:
		leave_gate(app);
		break;
	}
}

void app_home(struct app *app)
{
	home_fill(app->a, &app->shelf, &app->set, &app->home);
	app_push(app, SCREEN_HOME);
	if (app_gate_morning(&app->gate, app->a, &app->shelf) == WAY_ON)
		app_push(app, SCREEN_GATE);
}

void app_session_over(struct app *app)
{
	enum exit_code code = session_exit_code(app->session);

	session_free(app->session);
	app->session = NULL;
	play_memo_free(app->kept);
	app->kept = NULL;
	history_unlock(app->a->history);
	app->set.record_notice = app_notice(app->a);
	while (app->depth && app_top(app) != SCREEN_PLAY)
		app_pop(app);
	if (!app->from_home || code > EXIT_SIGNAL) {
		app_leave(app, code);
		return;
	}
	app_pop(app);
	shelf_refresh(&app->shelf, app->a->paths, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
}
