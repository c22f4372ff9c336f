#include "app.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app_state.h"
#include "io/clock.h"
#include "io/log.h"
#include "keep.h"
#include "loop.h"
#include "view/legmap.h"

/* Frames a second while something moves. */
enum { FRAME_MS = 33 };

void app_push(struct app *app, enum screen s)
{
	if (app->depth < STACK)
		app->stack[app->depth++] = s;
	app->dirty = true;
}

void app_pop(struct app *app)
{
	app->depth--;
	app->dirty = true;
	if (!app->depth)
		app->done = true;
}

enum screen app_top(const struct app *app)
{
	return app->stack[app->depth - 1];
}

void app_message(struct app *app, const char *title, const char *text, enum style style)
{
	snprintf(app->message_text.text, sizeof app->message_text.text, "%s", text);
	app->message = (struct message_model){.title = title, .text = app->message_text.text, .style = style};
	app_push(app, SCREEN_MESSAGE);
}

void app_leave(struct app *app, enum exit_code code)
{
	app->code = code;
	app->done = true;
}

void app_drop_keys(struct app *app)
{
	uint32_t k;

	while (term_key(app->term, &k))
		if (k == KEYCODE_HANGUP)
			app_leave(app, EXIT_SIGNAL + SIGHUP);
}

/* ---- keys and signals ---- */

static void take_keys(struct app *app)
{
	uint32_t k;

	while (!app->done && term_key(app->term, &k))
		app_key(app, k);
}

static void take_signals(struct app *app)
{
	int got;

	while (!app->done && (got = term_signal(app->term))) {
		app->dirty = true;
		if (got == SIGINT) {
			app_ctrl_c(app);
		} else if (got == SIGTSTP) {
			/* A stopped program cannot pace anybody: it waits, off the tool. */
			if (app->session)
				session_pause(app->session);
			term_stop(app->term);
		} else if (got == SIGTERM || got == SIGHUP || got == SIGQUIT) {
			app_leave(app, (enum exit_code)(EXIT_SIGNAL + got));
		}
	}
}

/* ---- drawing ---- */

static void draw(struct app *app)
{
	struct play_model m;
	int cols, rows;

	term_size(app->term, &cols, &rows);
	if (cols != app->canvas->cols || rows != app->canvas->rows)
		canvas_resize(app->canvas, cols, rows);
	switch (app_top(app)) {
	case SCREEN_HOME:
		home_draw(app->canvas, &app->home);
		break;
	case SCREEN_PICKER:
		picker_draw(app->canvas, &app->picker);
		break;
	case SCREEN_PLAY:
		m = session_model(app->session);
		m.memo = app->kept;
		play_draw(app->canvas, &m);
		break;
	case SCREEN_JUMP:
		jump_draw(app->canvas, &app->jump);
		break;
	case SCREEN_HELP:
		help_draw(app->canvas, &app->help);
		break;
	case SCREEN_GATE:
		gate_draw(app->canvas, &app->gate.model);
		break;
	case SCREEN_WEEK:
		choices_draw(app->canvas, &app->week);
		break;
	case SCREEN_LEARN:
		learn_draw(app->canvas, &app->learn);
		break;
	case SCREEN_LOOKBACK:
		lookback_draw(app->canvas, &app->lookback);
		break;
	case SCREEN_RELIEF:
		relief_page_draw(app->canvas, &app->relief);
		break;
	case SCREEN_ASK:
		ask_draw(app->canvas, &app->ask);
		break;
	case SCREEN_MESSAGE:
		message_draw(app->canvas, &app->message);
		break;
	}
	app->dirty = !term_show(app->term, app->canvas);
}

/* When the screen will look different without input: the next frame while something moves, the
 * next whole second of a running count, or never. */
static struct mono next_frame(struct app *app, struct mono last)
{
	struct player_snapshot s;
	struct play_model m;
	int64_t ms;

	if (!app->session || app_top(app) != SCREEN_PLAY)
		return MONO_NEVER;
	m = session_model(app->session);
	s = m.snap;
	if (view_model_moves(&m))
		return mono_add_ms(last, FRAME_MS);
	if (s.state != PLAYER_RUN && s.state != PLAYER_WALK && s.state != PLAYER_REFIND)
		return s.notice == NOTICE_NONE ? MONO_NEVER : mono_add_ms(last, 1000);
	ms = (s.left_ms % 1000 + 1) * 1000 / s.speed_milli;
	return mono_add_ms(last, ms > FRAME_MS ? ms : FRAME_MS);
}

/* ---- the loop ---- */

/* Sleeps until then, and takes what came meanwhile. Only a descriptor that was ready is read: most
 * frames come of the time alone. */
static void take_what_comes(struct app *app, struct mono until)
{
	struct loop l = {.n = 0};
	int fds[SESSION_FDS] = {-1, -1, -1, -1};

	loop_add(&l, term_key_fd(app->term), POLLIN);
	loop_add(&l, term_signal_fd(app->term), POLLIN);
	loop_add(&l, term_write_fd(app->term), POLLOUT);
	if (app->session) {
		session_fds(app->session, fds);
		until = mono_min(until, session_deadline(app->session));
	}
	for (int i = 0; i < SESSION_FDS; i++)
		loop_add(&l, fds[i], POLLIN);
	loop_wait(&l, until);
	if (loop_ready(&l, term_write_fd(app->term)))
		term_flush(app->term);
	if (loop_ready(&l, term_signal_fd(app->term)))
		take_signals(app);
	if (loop_ready(&l, term_key_fd(app->term)) || term_key_due(app->term))
		take_keys(app);
}

static void tick(struct app *app)
{
	uint64_t before;

	if (!app->session)
		return;
	before = session_model(app->session).snap.changed;
	if (session_tick(app->session))
		app_plan_changed(app);
	if (session_ended(app->session))
		app_session_over(app);
	else
		app->dirty |= session_model(app->session).snap.changed != before;
}

static void run(struct app *app)
{
	struct mono next = MONO_NEVER; /* frame that nobody asks for; reckoned from the one before */

	while (!app->done) {
		struct mono now;
		bool free;

		tick(app);
		if (app->done)
			break;
		now = clock_mono();
		free = term_write_fd(app->term) < 0;
		if ((app->dirty || now.ns >= next.ns) && free) {
			draw(app);
			next = next_frame(app, now);
		}
		take_what_comes(app, free ? next : MONO_NEVER);
	}
}

/* One ladder down, whatever ended the loop. */
static enum exit_code shut(struct app *app)
{
	enum exit_code code;
	bool freed;

	session_free(app->session);
	play_memo_free(app->kept);
	opened_free(&app->waiting);
	freed = app->a->speaker || speaker_free(app->speaker);
	if (!app->a->term)
		term_close(app->term);
	canvas_free(app->canvas);
	legmap_memo_free(app->set.memo);
	relief_page_close(&app->relief);
	shelf_free(&app->shelf);
	stats_free(app->stats);
	code = app->code;
	if (!freed) {
		/* The sound thread is stuck in its device: no destructor may run beside it. */
		code = keep_record(app->a->history, code);
		log_close();
		_exit((int)code);
	}
	return code;
}

const char *app_notice(const struct app_options *a)
{
	return a->record_notice ? a->record_notice : a->config_notice;
}

struct term_options app_terminal(const struct app_options *a)
{
	const char *no_colour = getenv("NO_COLOR");
	struct term_options to = {
		.ascii = a->o->ascii, .no_colour = no_colour && *no_colour, .stderr_path = a->paths->log};

	switch (a->config->theme) {
	case THEME_AUTO:
		break;
	case THEME_DARK:
		to.ground = GROUND_DARK;
		break;
	case THEME_LIGHT:
		to.ground = GROUND_LIGHT;
		break;
	case THEME_HIGH_CONTRAST:
		to.palette = PALETTE_STRONG;
		break;
	case THEME_COLOUR_BLIND:
		to.palette = PALETTE_PLAIN;
		break;
	}
	switch (a->config->sync) {
	case SYNC_AUTO:
		break;
	case SYNC_YES:
		to.sync = 1;
		break;
	case SYNC_NO:
		to.sync = -1;
		break;
	}
	return to;
}

enum exit_code app_run(const struct app_options *a, struct opened *routine)
{
	struct app app = {
		.a = a,
		.from_home = !routine && !a->relief,
		.set = {.motion = a->config->motion, .mirror = a->config->mirror, .memo = legmap_memo_new()}};
	struct term_options to = app_terminal(a);
	struct err e = {""};
	int cols, rows;

	app.term = a->term ? a->term : term_open(&to, &e);
	if (!app.term) {
		fprintf(stderr, "unknot: %s\n", e.text);
		opened_free(routine ? routine : &app.waiting);
		legmap_memo_free(app.set.memo);
		return EXIT_ENVIRONMENT;
	}
	term_size(app.term, &cols, &rows);
	app.canvas = canvas_new(cols, rows, term_tier(app.term));
	app.speaker = a->speaker ? a->speaker : speaker_new(a->paths, a->config, a->o->mute, a->o->no_voice);
	app.set.record_notice = app_notice(a);
	speaker_show(app.speaker, &app.set);
	app.minutes_ms = a->o->minutes_ms;
	if (app.from_home) { /* ten years are read in a blink, but not before the first frame */
		app.home = (struct home_model){.opening = true, .set = &app.set};
		home_draw(app.canvas, &app.home);
		term_show(app.term, app.canvas);
	}
	shelf_open(&app.shelf, a->paths, a->history, a->config->level, !routine);
	if (routine)
		app_play(&app, routine);
	else if (a->relief)
		app_relief(&app);
	else
		app_home(&app);
	run(&app);
	return shut(&app);
}
