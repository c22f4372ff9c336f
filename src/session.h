/* A session being played: the player bound to the record, the sound and the event log. Screen and
 * plain mode drive the same one; what a person sees is made from session_model() or, in plain mode,
 * collected as lines. */
#ifndef UNKNOT_SESSION_H
#define UNKNOT_SESSION_H

#include <stdbool.h>

#include "base/text.h"
#include "commands.h"
#include "core/keymap.h"
#include "core/player.h"
#include "gatekeeper.h"
#include "io/history.h"
#include "open_routine.h"
#include "speaker.h"
#include "view/view_model.h"

struct session;

struct session_options {
	int32_t speed_milli;
	bool hands_free, find_passes;
	enum press_legs legs;
	int64_t minutes_ms; /* the time there is; 0: as long as it takes */
	const char *events; /* file to write what happens to; NULL */
	struct history *history;
	const struct paths *paths; /* the routine is read again when it is saved in a pause; NULL: never */
	const struct gatekeeper *gate; /* as it was gone through; NULL: nothing stood before */
	const struct record *answers; /* with the answers of the gate, where the record cannot keep them; NULL */
	struct speaker *speaker;
	struct view_settings *set; /* what the sound keys change is shown here */
	bool plain;                /* collect lines for session_lines() */
	int level;                 /* of the person (me.h) */
	bool pain_walking;         /* pain now is asked in the first walk */
	bool go_on;                /* with the session that was cut off, if its plan still fits (go_on.h) */
	bool rehearsal;            /* at any speed: from segment `from` on, and no pain asked */
	int from;
};

/* Begins a session of a routine (its own from now on: freed with the session, or at once if this
 * fails). The caller holds history_lock(). NULL with a message if the event file cannot be written. */
struct session *session_begin(struct opened *routine, const struct session_options *o, struct err *e);

/* Closes a session that was cut off with what was done of it: the person's choice. */
void session_keep(struct history *h, const struct session_row *cut_off);

/* Frees it. A session that has not ended is recorded as interrupted. NULL does nothing. */
void session_free(struct session *s);

/* Gives the player an event now. */
void session_event(struct session *s, struct player_event ev);

/* The event an action gives the player; EV_TICK for one that is none of the player's. */
enum player_event_kind session_event_of(enum action a);

/* Takes a key: an answer, an action, or one of the sound keys. False if it means nothing here or is
 * one for the loop (help, jump list). */
bool session_key(struct session *s, uint32_t key);

/* Ctrl-C: asks; again within 2 s it leaves, and at once where nobody can be asked. */
void session_interrupt(struct session *s, bool ask);

/* Pauses what runs, before the program is stopped; a pause already begun stays one. */
void session_pause(struct session *s);

/* Runs whatever is due now, takes facts of record and sound, notices a sleep of the machine; in a pause, that the
 * routine was saved. True if it was: then model and plan are others. */
bool session_tick(struct session *s);

/* The plan as it was before the newest save of this pause, good until the next call that changes the session; NULL for
 * none. */
const struct plan *session_plan_before(const struct session *s);

/* When session_tick() has something to do without input. */
struct mono session_deadline(const struct session *s);

/* All that a screen may show of it, as of now. Good until the next call that changes it. */
struct play_model session_model(struct session *s);

/* Lines said since the last call (plain mode); emptied by the caller. */
struct buf *session_lines(struct session *s);

/* Descriptors that become readable when record, sound or voice have facts, or in a pause a file
 * was saved; -1 for none. */
enum { SESSION_FDS = 4 };
void session_fds(const struct session *s, int fds[SESSION_FDS]);

/* Over: nothing more will happen. `summary`: the result is being shown. */
bool session_ended(const struct session *s);
enum exit_code session_exit_code(const struct session *s);

#endif
