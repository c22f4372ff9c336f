#include "app.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_gate.h"
#include "app_shelf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/caps.h"
#include "io/clock.h"
#include "io/log.h"
#include "io/term.h"
#include "keep.h"
#include "loop.h"
#include "session.h"
#include "speaker.h"
#include "view/legmap.h"
#include "view/screens/help.h"
#include "view/screens/home.h"
#include "view/screens/jump.h"
#include "view/screens/message.h"
#include "view/screens/picker.h"
#include "view/screens/play.h"

/* Frames a second while something moves. */
enum { FRAME_MS = 33, STACK = 6, CTRL_C_MS = 2000 };

enum screen {
	SCREEN_HOME,
	SCREEN_PICKER,
	SCREEN_PLAY,
	SCREEN_JUMP,
	SCREEN_HELP,
	SCREEN_GATE,
	SCREEN_MESSAGE,
	SCREEN_WEEK
};

struct app {
	const struct app_options *a;
	struct term *term;
	struct canvas *canvas;
	struct speaker *speaker;
	struct view_settings set;
	struct shelf shelf;

	enum screen stack[STACK]; /* what is drawn is the last */
	int depth;
	struct home_model home;
	struct picker_model picker;
	struct jump_model jump;
	struct help_model help;
	struct app_gate gate;
	struct message_model message;
	struct choices_model week;
	struct err message_text;

	struct session *session;
	struct play_memo *kept; /* of the frames of the session */
	struct opened waiting;  /* the routine that the gate stands before */
	bool from_home;         /* where a session returns to */
	struct mono last_ctrl_c;
	bool dirty; /* something to draw */
	bool done;
	enum exit_code code;
};

static void push(struct app *app, enum screen s)
{
	if (app->depth < STACK)
		app->stack[app->depth++] = s;
	app->dirty = true;
}

/* Leaves the screen on top; leaving the last one ends the program. */
static void pop(struct app *app)
{
	app->depth--;
	app->dirty = true;
	if (!app->depth)
		app->done = true;
}

static enum screen top(const struct app *app)
{
	return app->stack[app->depth - 1];
}

static void show_message(struct app *app, const char *title, const char *text, enum style style)
{
	snprintf(app->message_text.text, sizeof app->message_text.text, "%s", text);
	app->message = (struct message_model){.title = title, .text = app->message_text.text, .style = style};
	push(app, SCREEN_MESSAGE);
}

static void leave(struct app *app, enum exit_code code)
{
	app->code = code;
	app->done = true;
}

/* ---- beginning a session: lock, gate, play ---- */

static bool rehearsal(const struct app *app)
{
	return app->a->o->speed_milli != 1000;
}

static void begin_session(struct app *app)
{
	const struct options *o = app->a->o;
	struct session_options so = {.speed_milli = o->speed_milli,
				     .hands_free = o->hands_free || app->a->config->hands_free,
				     .find_passes = !app->a->config->find_waits,
				     .legs = o->legs,
				     .events = o->events,
				     .history = app->a->history,
				     .answers = app->shelf.rows,
				     .speaker = app->speaker,
				     .set = &app->set};
	struct err e = {""};

	if (!history_lock(app->a->history, &e)) {
		opened_free(&app->waiting);
		app->code = EXIT_NOT_NOW;
		show_message(app, _("Not now"), e.text, STYLE_WARN);
		return;
	}
	app->session = session_begin(&app->waiting, &so, &e);
	if (app->session) {
		app->kept = play_memo_new();
		push(app, SCREEN_PLAY);
		return;
	}
	app->code = EXIT_ENVIRONMENT;
	show_message(app, _("This cannot be played"), e.text, STYLE_STOP);
}

/* What was typed ahead, or by a key held down, answers no question that was not read yet. */
static void drop_keys(struct app *app)
{
	uint32_t k;

	while (term_key(app->term, &k))
		if (k == KEYCODE_HANGUP)
			leave(app, EXIT_SIGNAL + SIGHUP);
}

/* Plays `routine` (taken over) if nothing stands before it. */
static void play(struct app *app, struct opened *routine)
{
	const char *locked = NULL;

	app->waiting = *routine;
	*routine = (struct opened){0};
	if (rehearsal(app)) {
		begin_session(app);
		return;
	}
	if (app->waiting.routine->tag_bits & TAG_DEEP)
		locked = caps_deep_locked(app->shelf.rows, app->shelf.atlas, clock_wall());
	if (locked) {
		opened_free(&app->waiting);
		app->code = EXIT_NOT_NOW;
		show_message(app, _("Not yet"), locked, STYLE_WARN);
	} else if (app_gate_begin(&app->gate, app->a, &app->shelf, &app->waiting) == WAY_THROUGH) {
		begin_session(app);
	} else {
		drop_keys(app);
		push(app, SCREEN_GATE);
	}
}

static void play_card(struct app *app, size_t i)
{
	struct opened o = routine_open(app->a->paths, app->shelf.cards[i].id, NULL);

	if (!opened_ok(&o)) {
		opened_free(&o);
		show_message(app, _("This cannot be played"), app->shelf.cards[i].problem, STYLE_STOP);
		return;
	}
	/* what stands before a session is judged on what is known now, not when home was opened */
	shelf_reread(&app->shelf, app->a->history);
	app->home.record = app->shelf.rows;
	play(app, &o);
}

/* The session is over: back to where it came from. */
static void end_session(struct app *app)
{
	enum exit_code code = session_exit_code(app->session);

	session_free(app->session);
	app->session = NULL;
	play_memo_free(app->kept);
	app->kept = NULL;
	history_unlock(app->a->history);
	app->set.record_notice = app_notice(app->a);
	while (app->depth && top(app) != SCREEN_PLAY)
		pop(app);
	if (!app->from_home || code > EXIT_SIGNAL) {
		leave(app, code);
		return;
	}
	pop(app);
	shelf_refresh(&app->shelf, app->a->paths, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
}

/* ---- keys ---- */

static void home_screen_key(struct app *app, uint32_t key)
{
	enum home_choice choice;
	size_t card = 0;

	if (!home_key(&app->home, key, &choice, &card))
		return;
	app->dirty = true;
	switch (choice) {
	case HOME_PLAY:
		play_card(app, card);
		break;
	case HOME_PICKER:
		app->picker = (struct picker_model){app->shelf.cards, app->shelf.ncards, app->shelf.atlas,
						    &app->shelf.who,  &app->set,         (int)card};
		push(app, SCREEN_PICKER);
		break;
	case HOME_HELP:
		app->help = (struct help_model){0};
		push(app, SCREEN_HELP);
		break;
	case HOME_WEEK:
		app->week = choices_open(&app->shelf.progress);
		push(app, SCREEN_WEEK);
		break;
	case HOME_QUIT:
		leave(app, EXIT_DONE);
		break;
	case HOME_GO_ON:
	case HOME_KEEP:
	case HOME_NONE:
		break;
	}
}

static void picker_screen_key(struct app *app, uint32_t key)
{
	enum picker_choice choice;

	if (!picker_key(&app->picker, key, &choice))
		return;
	app->dirty = true;
	switch (choice) {
	case PICKER_PLAY:
		pop(app);
		play_card(app, (size_t)app->picker.selected);
		break;
	case PICKER_BACK:
		pop(app);
		break;
	case PICKER_HELP:
		app->help = (struct help_model){0};
		push(app, SCREEN_HELP);
		break;
	case PICKER_QUIT:
		leave(app, EXIT_DONE);
		break;
	case PICKER_NONE:
		break;
	}
}

static void play_screen_key(struct app *app, uint32_t key)
{
	int value;

	app->dirty = true;
	if (session_key(app->session, key))
		return;
	if (keymap_action(key, &value) == ACT_HELP) {
		app->help = (struct help_model){0};
		push(app, SCREEN_HELP);
	} else if (keymap_action(key, &value) == ACT_JUMP) {
		struct play_model m = session_model(app->session);

		app->jump = jump_open(m.plan, m.snap.segment, m.snap.press > 0);
		push(app, SCREEN_JUMP);
	}
}

/* The stop keys work at once, whatever lies over a press. */
static bool stop_through(struct app *app, uint32_t key)
{
	int value;
	struct player_snapshot s;

	if (!app->session || top(app) == SCREEN_PLAY || keymap_action(key, &value) != ACT_STOP)
		return false;
	s = session_model(app->session).snap;
	if (!s.press)
		return false;
	while (top(app) != SCREEN_PLAY)
		pop(app);
	play_screen_key(app, key);
	return true;
}

static void jump_screen_key(struct app *app, uint32_t key)
{
	enum jump_choice choice;
	int segment;

	if (!jump_key(&app->jump, key, &choice, &segment))
		return;
	app->dirty = true;
	if (choice == JUMP_NONE)
		return;
	pop(app);
	if (choice == JUMP_TO)
		session_event(app->session, (struct player_event){EV_JUMP, segment});
}

/* Back to where the session was to begin; home tells what the answers mean for today. */
static void leave_gate(struct app *app)
{
	app->code = EXIT_NOT_NOW;
	opened_free(&app->waiting);
	pop(app);
	if (app->from_home && app->gate.answered) {
		shelf_refresh(&app->shelf, app->a->paths, app->a->history);
		home_fill(app->a, &app->shelf, &app->set, &app->home);
	}
}

static void gate_screen_key(struct app *app, uint32_t key)
{
	switch (app_gate_key(&app->gate, key)) {
	case WAY_STAYS:
		return;
	case WAY_CHANGED:
		break;
	case WAY_ON:
		drop_keys(app);
		break;
	case WAY_THROUGH:
		drop_keys(app);
		pop(app);
		app->done = false;
		begin_session(app);
		break;
	case WAY_LEFT:
		leave_gate(app);
		break;
	}
	app->dirty = true;
}

static void week_screen_key(struct app *app, uint32_t key)
{
	bool back = false;

	app->dirty |= shelf_week_key(&app->shelf, app->a->history, &app->week, key, &back);
	if (!back)
		return;
	home_fill(app->a, &app->shelf, &app->set, &app->home);
	pop(app);
}

/* Ctrl-C outside a session: a second one within two seconds leaves. */
static void ctrl_c(struct app *app)
{
	struct mono now = clock_mono();

	app->dirty = true;
	if (app->session) {
		while (top(app) != SCREEN_PLAY)
			pop(app);
		session_interrupt(app->session, true);
		return;
	}
	if (app->last_ctrl_c.ns && now.ns - app->last_ctrl_c.ns < CTRL_C_MS * NS_PER_MS)
		leave(app, EXIT_SIGNAL + SIGINT);
	app->last_ctrl_c = now;
	app->home.notice = _("Press Ctrl-C again, or q, to leave.");
}

static void key(struct app *app, uint32_t k)
{
	bool back = false;

	if (k == KEYCODE_RESIZE) {
		app->dirty = true;
	} else if (k == KEYCODE_CTRL_C) {
		ctrl_c(app);
	} else if (k == KEYCODE_HANGUP) {
		leave(app, EXIT_SIGNAL + SIGHUP);
	} else if (!stop_through(app, k)) {
		switch (top(app)) {
		case SCREEN_HOME:
			home_screen_key(app, k);
			break;
		case SCREEN_PICKER:
			picker_screen_key(app, k);
			break;
		case SCREEN_PLAY:
			play_screen_key(app, k);
			break;
		case SCREEN_JUMP:
			jump_screen_key(app, k);
			break;
		case SCREEN_GATE:
			gate_screen_key(app, k);
			break;
		case SCREEN_HELP:
			app->dirty |= help_key(&app->help, k, &back);
			break;
		case SCREEN_WEEK:
			week_screen_key(app, k);
			break;
		case SCREEN_MESSAGE:
			app->dirty |= message_key(&app->message, k, &back);
			break;
		}
	}
	if (back)
		pop(app);
}

static void take_keys(struct app *app)
{
	uint32_t k;

	while (!app->done && term_key(app->term, &k))
		key(app, k);
}

static void take_signals(struct app *app)
{
	int got;

	while (!app->done && (got = term_signal(app->term))) {
		app->dirty = true;
		if (got == SIGINT) {
			ctrl_c(app);
		} else if (got == SIGTSTP) {
			/* A stopped program cannot pace anybody: it waits, off the tool. */
			if (app->session)
				session_pause(app->session);
			term_stop(app->term);
		} else if (got == SIGTERM || got == SIGHUP || got == SIGQUIT) {
			leave(app, (enum exit_code)(EXIT_SIGNAL + got));
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
	switch (top(app)) {
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

	if (!app->session || top(app) != SCREEN_PLAY)
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
	int fds[SESSION_FDS] = {-1, -1, -1};

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
	session_tick(app->session);
	if (session_ended(app->session))
		end_session(app);
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
	freed = speaker_free(app->speaker);
	term_close(app->term);
	canvas_free(app->canvas);
	legmap_memo_free(app->set.memo);
	shelf_free(&app->shelf);
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

static struct term_options terminal_of(const struct app_options *a)
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
		.from_home = !routine,
		.set = {.motion = a->config->motion, .mirror = a->config->mirror, .memo = legmap_memo_new()}};
	struct term_options to = terminal_of(a);
	struct err e = {""};
	int cols, rows;

	app.term = term_open(&to, &e);
	if (!app.term) {
		fprintf(stderr, "unknot: %s\n", e.text);
		opened_free(routine ? routine : &app.waiting);
		legmap_memo_free(app.set.memo);
		return EXIT_ENVIRONMENT;
	}
	term_size(app.term, &cols, &rows);
	app.canvas = canvas_new(cols, rows, term_tier(app.term));
	app.speaker = speaker_new(a->paths, a->config, a->o->mute, a->o->no_voice);
	app.set.record_notice = app_notice(a);
	speaker_show(app.speaker, &app.set);
	shelf_open(&app.shelf, a->paths, a->history, app.from_home);
	if (routine) {
		play(&app, routine);
	} else {
		home_fill(a, &app.shelf, &app.set, &app.home);
		push(&app, SCREEN_HOME);
	}
	run(&app);
	return shut(&app);
}
