/* What keys do on each screen. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/keymap.h"
#include "io/clock.h"
#include "view/ladder.h"

enum { CTRL_C_MS = 2000 };

static void show_help(struct app *app)
{
	app->help = (struct help_model){.home = !app->session};
	app_push(app, SCREEN_HELP);
}

/* The list of pages, or one of them. */
static void show_learn(struct app *app, const char *page)
{
	app->learn = learn_open(app->shelf.atlas, &app->set, page);
	app_push(app, SCREEN_LEARN);
}

static void look_back(struct app *app)
{
	stats_free(app->stats);
	shelf_read_whole(&app->shelf, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
	app->stats = stats_of(app->shelf.rows, INT64_MIN, INT64_MAX);
	app->lookback = (struct lookback_model){.stats = app->stats,
						.record = app->shelf.rows,
						.atlas = app->shelf.atlas,
						.who = &app->shelf.who,
						.set = &app->set};
	app_push(app, SCREEN_LOOKBACK);
}

/* The routines as they are now: one may just have been mended in another window. */
static void show_routines(struct app *app, size_t card)
{
	char *id = card < app->shelf.ncards ? mem_strdup(app->shelf.cards[card].id) : NULL;
	size_t i = 0;

	shelf_refresh(&app->shelf, app->a->paths, app->a->history);
	home_fill(app->a, &app->shelf, &app->set, &app->home);
	while (id && i < app->shelf.ncards && strcmp(app->shelf.cards[i].id, id) != 0)
		i++;
	free(id);
	app->picker = (struct picker_model){app->shelf.cards, app->shelf.ncards,
					    app->shelf.atlas, &app->shelf.who,
					    &app->set,        i < app->shelf.ncards ? (int)i : 0};
	app_push(app, SCREEN_PICKER);
}

static void home_screen_key(struct app *app, uint32_t key)
{
	enum home_choice choice;
	size_t card = 0;

	if (!home_key(&app->home, key, &choice, &card))
		return;
	app->dirty = true;
	switch (choice) {
	case HOME_PLAY:
		app_play_card(app, card);
		break;
	case HOME_PICKER:
		show_routines(app, card);
		break;
	case HOME_HELP:
		show_help(app);
		break;
	case HOME_WEEK:
		app->week = choices_open(&app->shelf.progress);
		app_push(app, SCREEN_WEEK);
		break;
	case HOME_QUIT:
		app_leave(app, EXIT_DONE);
		break;
	case HOME_LEARN:
		show_learn(app, NULL);
		break;
	case HOME_LOOKBACK:
		look_back(app);
		break;
	case HOME_RELIEF:
		app_relief(app);
		break;
	case HOME_GO_ON:
		app_resume(app);
		break;
	case HOME_KEEP:
		app_keep(app);
		break;
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
		app_pop(app);
		app_play_card(app, (size_t)app->picker.selected);
		break;
	case PICKER_BACK:
		app_pop(app);
		break;
	case PICKER_HELP:
		show_help(app);
		break;
	case PICKER_QUIT:
		app_leave(app, EXIT_DONE);
		break;
	case PICKER_NONE:
		break;
	}
}

/* What there is to read where the session stands; NULL while it should be followed. */
static const char *learn_page_of(const struct app *app)
{
	switch (session_model(app->session).snap.state) {
	case PLAYER_PAIN:
	case PLAYER_ASK:
		return "scale";
	case PLAYER_STOPPED:
	case PLAYER_AFTER_STOP:
		return "stop";
	case PLAYER_NUMB:
		return "soreness";
	case PLAYER_WALK:
		return "walking";
	case PLAYER_WAIT:
		return "spot";
	case PLAYER_PAUSED:
		return "idea";
	case PLAYER_READY:
	case PLAYER_RUN:
	case PLAYER_REFIND:
	case PLAYER_QUIT:
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
	return NULL;
}

static void show_steps(struct app *app)
{
	struct play_model m = session_model(app->session);

	app->jump = jump_open(m.plan, m.snap.segment, m.snap.done, m.snap.press > 0);
}

static void play_screen_key(struct app *app, uint32_t key)
{
	int value;

	app->dirty = true;
	if (key == 'l' && learn_page_of(app)) {
		show_learn(app, learn_page_of(app));
		return;
	}
	if (session_key(app->session, key))
		return;
	if (keymap_action(key, &value) == ACT_HELP) {
		show_help(app);
	} else if (keymap_action(key, &value) == ACT_JUMP) {
		show_steps(app);
		app_push(app, SCREEN_JUMP);
	}
}

/* What was chosen stays so: the same row if nothing could be read, else the one that stands for it now. */
static void keep_chosen(struct app *app)
{
	const struct plan *was = app->jump.plan;
	int row = app->jump.selected;

	show_steps(app);
	if (app->jump.plan != was)
		row = ladder_keep(session_plan_before(app->session), row, app->jump.plan);
	app->jump.selected = row;
}

void app_plan_changed(struct app *app)
{
	if (app_top(app) == SCREEN_JUMP)
		keep_chosen(app);
	app->dirty = true;
}

/* The stop keys work at once, whatever lies over a press. */
static bool stop_through(struct app *app, uint32_t key)
{
	int value;
	struct player_snapshot s;

	if (!app->session || app_top(app) == SCREEN_PLAY || keymap_action(key, &value) != ACT_STOP)
		return false;
	s = session_model(app->session).snap;
	if (!s.press)
		return false;
	while (app_top(app) != SCREEN_PLAY)
		app_pop(app);
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
	app_pop(app);
	if (choice == JUMP_TO)
		session_event(app->session, (struct player_event){EV_JUMP, segment});
}

static void gate_screen_key(struct app *app, uint32_t key)
{
	enum gate_way way = app_gate_key(&app->gate, key);

	if (way == WAY_STAYS)
		return;
	app_gate_went(app, way);
	app->dirty = true;
}

static void lookback_screen_key(struct app *app, uint32_t key)
{
	enum lookback_choice choice;

	if (!lookback_key(&app->lookback, key, &choice))
		return;
	app->dirty = true;
	switch (choice) {
	case LOOKBACK_BACK:
		app_pop(app);
		break;
	case LOOKBACK_HELP:
		show_help(app);
		break;
	case LOOKBACK_NONE:
		break;
	}
}

static void relief_screen_key(struct app *app, uint32_t key)
{
	enum relief_page_choice choice;

	if (!relief_page_key(&app->relief, key, &choice))
		return;
	app->dirty = true;
	if (choice == RELIEF_BACK)
		app_pop(app);
	else if (choice == RELIEF_PLAY)
		app_relief_begin(app);
}

static void ask_screen_key(struct app *app, uint32_t key)
{
	switch (ask_key(&app->ask, key)) {
	case ASK_NONE:
		return;
	case ASK_BACK:
		opened_free(&app->waiting);
		app->code = EXIT_NOT_NOW;
		app_pop(app);
		break;
	case ASK_YES:
	case ASK_NO:
		app_asked(app, ask_key(&app->ask, key) == ASK_YES);
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
	app_pop(app);
}

/* Ctrl-C outside a session: a second one within two seconds leaves. */
void app_ctrl_c(struct app *app)
{
	struct mono now = clock_mono();

	app->dirty = true;
	if (app->session) {
		while (app_top(app) != SCREEN_PLAY)
			app_pop(app);
		session_interrupt(app->session, true);
		return;
	}
	if (app->last_ctrl_c.ns && now.ns - app->last_ctrl_c.ns < CTRL_C_MS * NS_PER_MS)
		app_leave(app, EXIT_SIGNAL + SIGINT);
	app->last_ctrl_c = now;
	app->home.notice = _("Press Ctrl-C again, or q, to leave.");
}

void app_key(struct app *app, uint32_t k)
{
	bool back = false;

	if (k == KEYCODE_RESIZE) {
		app->dirty = true;
	} else if (k == KEYCODE_CTRL_C) {
		app_ctrl_c(app);
	} else if (k == KEYCODE_HANGUP) {
		app_leave(app, EXIT_SIGNAL + SIGHUP);
	} else if (!stop_through(app, k)) {
		switch (app_top(app)) {
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
		case SCREEN_LEARN:
			app->dirty |= learn_key(&app->learn, k, &back);
			break;
		case SCREEN_LOOKBACK:
			lookback_screen_key(app, k);
			break;
		case SCREEN_RELIEF:
			relief_screen_key(app, k);
			break;
		case SCREEN_ASK:
			ask_screen_key(app, k);
			break;
		case SCREEN_MESSAGE:
			app->dirty |= message_key(&app->message, k, &back);
			break;
		}
	}
	if (back)
		app_pop(app);
}
