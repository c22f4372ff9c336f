/* Inside of the program on a screen: what its files (app*.c) share. app.c owns the loop and the stack, app_keys.c
 * what keys do on each screen, app_begin.c how sessions begin and end. */
#ifndef UNKNOT_APP_STATE_H
#define UNKNOT_APP_STATE_H

#include "app.h"
#include "app_gate.h"
#include "app_shelf.h"
#include "core/stats.h"
#include "go_on.h"
#include "io/term.h"
#include "session.h"
#include "speaker.h"
#include "view/screens/ask.h"
#include "view/screens/help.h"
#include "view/screens/jump.h"
#include "view/screens/learn.h"
#include "view/screens/lookback.h"
#include "view/screens/message.h"
#include "view/screens/picker.h"
#include "view/screens/play.h"
#include "view/screens/relief_page.h"

enum screen {
	SCREEN_HOME,
	SCREEN_PICKER,
	SCREEN_PLAY,
	SCREEN_JUMP,
	SCREEN_HELP,
	SCREEN_GATE,
	SCREEN_MESSAGE,
	SCREEN_WEEK,
	SCREEN_LEARN,
	SCREEN_LOOKBACK,
	SCREEN_RELIEF,
	SCREEN_ASK /* whether to go on with a session that was cut off */
};

enum { STACK = 8 };

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
	struct learn_model learn;
	struct lookback_model lookback;
	struct relief_page relief;
	struct ask_model ask;
	struct err message_text;
	char ask_text[160];
	struct stats *stats; /* of the page that looks back */

	struct session *session;
	struct play_memo *kept; /* of the frames of the session */
	struct opened waiting;  /* the routine that the gate stands before */
	bool go_on;             /* it is to go on where it was cut off */
	bool eases;             /* it is for quick relief */
	int64_t minutes_ms;     /* the time there is for it; 0: as long as it takes */
	bool from_home;         /* where a session returns to */
	struct mono last_ctrl_c;
	bool dirty; /* something to draw */
	bool done;
	enum exit_code code;
};

/* app.c */
void app_push(struct app *app, enum screen s);
void app_pop(struct app *app); /* leaving the last one ends the program */
enum screen app_top(const struct app *app);
void app_leave(struct app *app, enum exit_code code);
void app_message(struct app *app, const char *title, const char *text, enum style style);
/* What was typed ahead, or by a key held down, answers no question that was not read yet. */
void app_drop_keys(struct app *app);

/* app_keys.c */
void app_key(struct app *app, uint32_t k);
void app_ctrl_c(struct app *app);
void app_plan_changed(struct app *app); /* the routine was saved, and the session read it again */

/* app_begin.c */
void app_home(struct app *app);                           /* fills it, and asks after the night where due */
void app_play(struct app *app, struct opened *routine);   /* taken over: plays it if nothing stands before it */
void app_play_card(struct app *app, size_t i);
void app_resume(struct app *app);                         /* the session that home shows as cut off */
void app_keep(struct app *app);                           /* closes it with what was done */
void app_relief(struct app *app);                         /* asks what for, or begins at once */
void app_relief_begin(struct app *app);                   /* what was chosen there */
void app_asked(struct app *app, bool go_on);              /* the answer to SCREEN_ASK */
void app_gate_went(struct app *app, enum gate_way way);
void app_session_over(struct app *app);

#endif
