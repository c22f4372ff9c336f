/* Inside of a session: what its files (session*.c) share. session.c binds the player to record, sound and event log,
 * session_saved.c takes up a routine that is edited while it is paused. */
#ifndef UNKNOT_SESSION_STATE_H
#define UNKNOT_SESSION_STATE_H

#include "core/progress.h"
#include "event_log.h"
#include "reread.h"
#include "session.h"
#include "view/transcript.h"

/* No sound above the one speed, no voice above the other: it would be noise (product.md, "Rehearsal"). */
enum { SPEED_SILENT = 4000, SPEED_MUTE = 1500 };

struct session {
	struct opened routine;
	struct session_options o;
	struct person before;     /* as the record had it when the session began */
	struct person person;     /* as it is now */
	struct progress progress; /* as the record had it */
	struct plan *plan;
	struct player *player;
	struct session_row row;
	struct mono began;
	struct mono interrupted; /* the last Ctrl-C */
	int64_t slept_ms;        /* clock_slept_ms() when last looked at */
	struct event_log *log;
	bool recorded;                /* has its row */
	bool ended;                   /* is over */
	bool left;                    /* by Ctrl-C or a signal */
	bool sound_told;              /* plain mode has said why there is none */
	struct err trouble;           /* why a file could not be written */
	enum player_state told_state; /* by the voice */
	int told_again;               /* and how often it had asked by then */
	struct transcript told;
	struct buf lines;
	struct reread *reread;  /* NULL: its files are not looked at */
	struct opened *earlier; /* the routine as it was before a save: results may be at places of its own */
	size_t nearlier, room_earlier;
	struct buf saved; /* what came of the newest save in this pause */
	enum style saved_style;
	struct player *stood;   /* as it was before the first save of this pause; NULL: none came */
	struct plan **plans;    /* the one of before that save, and of before each later one */
	size_t nplans, room_plans;
};

/* session.c */
bool session_rehearsal(const struct session *s);
/* What is known has changed: the plan is compiled again for the person as the player knows it. */
void session_replan(struct session *s);

/* session_saved.c */
bool session_paused(const struct session *s);
bool session_take_saved(struct session *s); /* true if there is something to show of it */
/* Something else has happened: the next save is looked up from here. */
void session_stands_here(struct session *s);
void session_forget_saved(struct session *s);

#endif
