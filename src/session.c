#include "session_state.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/speech_estimate.h"
#include "go_on.h"
#include "io/clock.h"
#include "io/log.h"
#include "me.h"
#include "view/answers.h"
#include "view/spoken.h"

/* A second Ctrl-C within this time leaves. */
enum { INTERRUPT_MS = 2000 };

bool session_rehearsal(const struct session *s)
{
	return s->o.rehearsal || s->o.speed_milli != 1000;
}

struct play_model session_model(struct session *s)
{
	return (struct play_model){.plan = s->plan,
				   .snap = player_snapshot(s->player, clock_mono()),
				   .before = &s->before,
				   .who = &s->person,
				   .set = s->o.set,
				   .progress = session_rehearsal(s) ? NULL : &s->progress,
				   .saved = s->saved.n ? s->saved.p : NULL,
				   .saved_style = s->saved_style};
}

/* ---- effects ---- */

/* A session has its row from the first thing that happens in it: one that is left before it begins leaves none. */
static void record_begin(struct session *s)
{
	if (s->recorded)
		return;
	s->recorded = true;
	history_begin(s->o.history, &s->row);
}

static void record_hold(struct session *s, const struct effect *e)
{
	struct hold_row hold = e->hold;

	record_begin(s);
	memcpy(hold.session, s->row.id, sizeof hold.session);
	hold.when = clock_wall();
	hold.when.ms -= (clock_mono().ns - e->began.ns) / NS_PER_MS;
	history_hold(s->o.history, &hold);
}

static void record_rating(struct session *s, const struct effect *e)
{
	struct rating_row r = {.hold = e->hold.n, .what = e->what, .value = e->value};

	record_begin(s);
	memcpy(r.session, s->row.id, sizeof r.session);
	r.when = clock_wall();
	history_rating(s->o.history, &r);
}

static void record_end(struct session *s, const struct effect *e)
{
	s->ended = true;
	s->row.outcome = e->session.outcome;
	s->row.ended_by_choice = e->session.ended_by_choice;
	s->row.active_ms = e->session.active_ms;
	s->row.pain_before = e->session.pain_before;
	s->row.pain_after = e->session.pain_after;
	s->row.segment = e->session.segment;
	s->row.leg = e->session.leg;
	s->row.at_ms = e->session.at_ms;
	s->row.numb_after = e->session.numb_after;
	s->row.ended = clock_wall();
	if (s->row.active_ms > 0 || s->row.pain_before != RATING_UNKNOWN)
		record_begin(s);
	if (s->recorded)
		history_end(s->o.history, &s->row);
	history_unlock(s->o.history); /* a summary left on a screen holds nobody */
}

/* How long a line may take that no plan has reckoned with. */
static int64_t takes_ms(const struct session *s, const char *line)
{
	return speech_estimate(line, s->routine.routine->language);
}

static void sound(struct session *s, const struct effect *e)
{
	struct speaker *to = s->o.speaker;

	if (e->kind == FX_BREATH)
		speaker_breath(to, e->breath, e->length_ms, e->due, e->leg);
	else if (e->kind == FX_CANCEL)
		speaker_cancel(to);
	else if (e->sound != SOUND_NONE)
		speaker_cue(to, e->cue_id, e->sound, e->due, e->leg);
	if (e->kind == FX_CUE && e->say && s->o.speed_milli <= SPEED_MUTE)
		speaker_say(to, e->cue_id, e->say, e->say_ms ? e->say_ms : takes_ms(s, e->say), e->cue_kind,
			    e->due, e->leg);
}

/* Says a line now, in the time that it takes. */
static void say(struct session *s, const struct buf *line, enum cue_kind kind)
{
	if (line->n && s->o.speed_milli <= SPEED_MUTE)
		speaker_say(s->o.speaker, 0, line->p, speech_estimate(line->p, s->routine.routine->language),
			    kind, clock_mono(), LEG_NONE);
}

static void say_effect(struct session *s, const struct effect *e)
{
	struct play_model m = session_model(s);
	struct buf line = {0};
	enum cue_kind kind = spoken_effect(e, &m, &line);

	say(s, &line, kind);
	buf_free(&line);
}

/* A state that was entered speaks, once; one that asks again does so again. */
static void say_state(struct session *s)
{
	struct play_model m = session_model(s);
	struct buf line = {0};
	enum cue_kind kind;

	if (m.snap.state == s->told_state && m.snap.asked_again == s->told_again)
		return;
	s->told_state = m.snap.state;
	s->told_again = m.snap.asked_again;
	kind = spoken_state(&m, &line);
	say(s, &line, kind);
	buf_free(&line);
}

/* The one switch that says where each effect goes. The event log and, in plain mode, the transcript
 * see them all. */
static void dispatch_effect(struct session *s, const struct effect *e)
{
	event_log_effect(s->log, e);
	switch (e->kind) {
	case FX_CUE:
	case FX_BREATH:
	case FX_CANCEL:
		sound(s, e);
		break;
	case FX_HOLD:
		record_hold(s, e);
		break;
	case FX_RATING:
		record_rating(s, e);
		break;
	case FX_POSITION:
		s->row.segment = e->session.segment;
		s->row.leg = e->session.leg;
		s->row.at_ms = e->session.at_ms;
		s->row.active_ms = e->session.active_ms;
		record_begin(s);
		history_position(s->o.history, &s->row);
		break;
	case FX_END:
		record_end(s, e);
		break;
	case FX_NOTICE:
		say_effect(s, e);
		break;
	case FX_SEGMENT:
	case FX_CUE_DUE:
	case FX_PAUSE:
	case FX_RESUME:
	case FX_STOP:
	case FX_REPLAN:
	case EFFECT_KINDS:
		break;
	}
	if (s->o.plain) {
		struct play_model m = session_model(s);

		transcript_effect(&s->told, e, &m, &s->lines);
	}
}

void session_replan(struct session *s)
{
	struct plan *old = s->plan;

	s->person = player_person(s->player);
	s->plan = plan_compile(s->routine.routine, s->routine.atlas, &s->person, NULL);
	player_replan(s->player, s->plan);
	s->person.played = NULL; /* it goes with the old plan */
	plan_free(old);
}

/* Gives the player one event and does everything that follows from it. Effects point into the plan, so
 * it is compiled again only when all of them are out. */
static void step(struct session *s, struct player_event ev)
{
	struct mono now = clock_mono();
	struct effects fx;
	bool again = false;

	if (ev.kind != EV_TICK)
		session_stands_here(s);
	do {
		fx.n = 0;
		fx.more = false;
		player_step(s->player, ev, now, &fx);
		for (int i = 0; i < fx.n; i++) {
			dispatch_effect(s, &fx.e[i]);
			again |= fx.e[i].kind == FX_REPLAN;
		}
		ev = (struct player_event){EV_TICK, 0};
	} while (fx.more);
	if (again)
		session_replan(s);
	say_state(s);
	if (s->o.plain) {
		struct play_model m = session_model(s);

		transcript_step(&s->told, &m, &s->lines);
	}
}

/* ---- beginning and ending ---- */

/* A session that goes on is the same one: its row is open again. */
static void reopen(struct session *s, const struct session_row *row)
{
	s->row = *row;
	s->row.routine = s->routine.routine->id;
	s->row.title = s->routine.routine->title;
	s->row.outcome = SESSION_OPEN;
	s->row.ended = (struct wall){0};
	s->recorded = true;
	history_end(s->o.history, &s->row);
}

static void fill_row(struct session *s)
{
	const struct routine *r = s->routine.routine;

	history_new_id(s->row.id);
	s->row.routine = r->id;
	s->row.title = r->title;
	s->row.plan_hash = s->plan->hash;
	s->row.rehearsal = session_rehearsal(s);
	s->row.started = clock_wall();
	s->row.outcome = SESSION_OPEN;
	s->row.planned_ms = s->plan->planned_ms;
	s->row.pain_before = s->row.pain_after = RATING_UNKNOWN;
	s->row.numb_after = -1;
}

/* What a crash or a pulled plug left open is closed with what was done. The lock is ours: nobody is
 * in the middle of it. */
static void close_left_open(struct history *h, const struct record *rows, const struct session_row *but)
{
	for (size_t i = 0; i < rows->nsessions; i++) {
		struct session_row row = rows->sessions[i];

		if (row.outcome != SESSION_OPEN || &rows->sessions[i] == but)
			continue;
		row.outcome = SESSION_INTERRUPTED;
		row.ended = row.started;
		row.ended.ms += row.active_ms;
		history_end(h, &row);
	}
}

void session_keep(struct history *h, const struct session_row *cut_off)
{
	struct session_row row = *cut_off;

	row.outcome = SESSION_ENDED_EARLY;
	row.ended_by_choice = true;
	if (!row.ended.ms) {
		row.ended = row.started;
		row.ended.ms += row.active_ms;
	}
	history_end(h, &row);
}

/* A session from its beginning. */
static void make_new(struct session *s, struct player_options po)
{
	s->before = s->person;
	s->plan = plan_compile(s->routine.routine, s->routine.atlas, &s->person, NULL);
	s->player = player_new(s->plan, &s->person, po);
	fill_row(s);
}

/* One that was cut off, from where it was. The plan is the session's own from now on. */
static void make_again(struct session *s, struct go_on *g, struct player_options po)
{
	po.past = &g->past;
	s->before = g->before;
	s->person = g->person;
	s->plan = g->plan;
	g->plan = NULL;
	s->player = player_new(s->plan, &s->person, po);
	reopen(s, g->row);
}

/* Who tries a routine at another speed is told of no more than they would press. */
static int ceiling(const struct session *s, const struct record *known)
{
	struct person who = plan_person_neutral();

	me_from_rows(&who, known, s->routine.atlas, s->o.level, clock_wall());
	return who.pressure_most;
}

/* What the record knows decides. It is read here, under the lock: what was read before may be older than a
 * session that another unknot has played since. */
static void make(struct session *s, struct player_options po)
{
	struct err why = {""};
	struct record *rows = history_read_today(s->o.history, clock_wall(), &why);
	bool keeps = history_state(s->o.history) == HISTORY_OK;
	const struct record *known;
	struct go_on g = {0};

	if (why.text[0])
		log_line("%s", why.text);
	s->person = plan_person_neutral();
	s->person.legs = s->o.legs;
	s->person.minutes_ms = s->o.minutes_ms;
	s->person.pain_walking = s->o.pain_walking;
	if (s->o.go_on && !session_rehearsal(s))
		g = go_on_look(rows, &s->routine, s->o.level, clock_wall());
	known = keeps || !s->o.answers ? rows : s->o.answers;
	if (!session_rehearsal(s))
		s->progress = me_from_rows(&s->person, known, s->routine.atlas, s->o.level, clock_wall());
	else if (!s->o.rehearsal)
		s->person.pressure_most = ceiling(s, known);
	close_left_open(s->o.history, rows, g.fits ? g.row : NULL);
	if (g.fits)
		make_again(s, &g, po);
	else
		make_new(s, po);
	go_on_free(&g);
	record_free(rows);
}

struct session *session_begin(struct opened *routine, const struct session_options *o, struct err *e)
{
	struct session *s = mem_calloc(1, sizeof *s);
	struct player_options po = {.speed_milli = o->speed_milli,
				    .hands_free = o->hands_free,
				    /* too quick to be pressed to: it is looked over */
				    .find_passes = o->find_passes || o->speed_milli > SPEED_MUTE,
				    .ask_pain = !o->rehearsal,
				    .rehearsal = o->rehearsal};
	struct player_past from = {.segment = o->from, .pain_before = RATING_UNKNOWN};

	po.past = o->rehearsal ? &from : NULL;
	s->routine = *routine;
	*routine = (struct opened){0};
	s->o = *o;
	s->began = clock_mono();
	s->log = event_log_open(o->events, s->began, e);
	if (!s->log) {
		opened_free(&s->routine);
		free(s);
		return NULL;
	}
	make(s, po);
	s->reread = o->paths ? reread_new(o->paths, &s->routine, o->gate) : NULL;
	s->slept_ms = clock_slept_ms();
	s->interrupted = (struct mono){0};
	log_line("session %s: %s, plan %016llx", s->row.id, s->row.routine,
		 (unsigned long long)s->row.plan_hash);
	if (o->speed_milli <= SPEED_SILENT)
		speaker_start(o->speaker, s->routine.routine->language);
	transcript_init(&s->told);
	if (o->plain) {
		struct play_model m = session_model(s);

		transcript_begin(&s->told, &m, &s->lines);
	}
	step(s, (struct player_event){EV_START, 0});
	return s;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	if (!s->ended)
		step(s, (struct player_event){EV_INTERRUPT, 0});
	s->o.set->record_notice = NULL;
	player_free(s->player);
	plan_free(s->plan);
	event_log_close(s->log);
	opened_free(&s->routine);
	buf_free(&s->lines);
	session_forget_saved(s);
	free(s);
}

bool session_ended(const struct session *s)
{
	return player_snapshot(s->player, clock_mono()).state == PLAYER_ENDED;
}

enum exit_code session_exit_code(const struct session *s)
{
	if (s->left)
		return EXIT_SIGNAL + SIGINT;
	switch (s->row.outcome) {
	case SESSION_OPEN:
	case SESSION_DONE:
		return EXIT_DONE;
	case SESSION_ENDED_EARLY:
	case SESSION_STOPPED:
	case SESSION_INTERRUPTED:
		break;
	}
	return EXIT_EARLY;
}

/* ---- what comes in ---- */

void session_event(struct session *s, struct player_event ev)
{
	step(s, ev);
}

enum player_event_kind session_event_of(enum action a)
{
	switch (a) {
	case ACT_GO_ON:
		return EV_GO_ON;
	case ACT_PAUSE:
		return EV_PAUSE;
	case ACT_STOP:
		return EV_STOP;
	case ACT_SKIP:
		return EV_SKIP;
	case ACT_BACK:
		return EV_BACK;
	case ACT_RATE:
		return EV_RATE;
	case ACT_SORER:
		return EV_SORER;
	case ACT_EASIER:
		return EV_EASIER;
	case ACT_TWITCH:
		return EV_TWITCH;
	case ACT_MORE:
		return EV_MORE;
	case ACT_LESS:
		return EV_LESS;
	case ACT_SWAP:
		return EV_SWAP;
	case ACT_QUIT:
		return EV_QUIT;
	case ACT_NONE:
	case ACT_JUMP:
	case ACT_MUTE:
	case ACT_VOICE:
	case ACT_BREATH_SOUND:
	case ACT_QUIETER:
	case ACT_LOUDER:
	case ACT_HELP:
	case ACT_INTERRUPT:
	case ACTIONS:
		break;
	}
	return EV_TICK;
}

bool session_key(struct session *s, uint32_t key)
{
	struct player_snapshot snap = player_snapshot(s->player, clock_mono());
	struct player_event ev = {EV_TICK, 0};
	enum action a;

	event_log_key(s->log, key, &snap);
	if (answers_key(&snap, key, &ev)) {
		step(s, ev);
		return true;
	}
	a = keymap_action(key, &ev.value);
	if (speaker_action(s->o.speaker, a)) {
		speaker_show(s->o.speaker, s->o.set);
		if (s->o.plain)
			transcript_sound(a, s->o.set, &s->lines);
		return true;
	}
	if (a == ACT_INTERRUPT) {
		session_interrupt(s, true);
		return true;
	}
	ev.kind = session_event_of(a);
	if (ev.kind == EV_TICK)
		return false;
	step(s, ev);
	return true;
}

void session_interrupt(struct session *s, bool ask)
{
	struct mono now = clock_mono();
	bool again = !ask || (s->interrupted.ns && now.ns - s->interrupted.ns < INTERRUPT_MS * NS_PER_MS);

	s->interrupted = now;
	s->left = again;
	step(s, (struct player_event){again ? EV_INTERRUPT : EV_QUIT, 0});
}

void session_pause(struct session *s)
{
	enum player_state state = player_snapshot(s->player, clock_mono()).state;

	if (state == PLAYER_RUN || state == PLAYER_WAIT || state == PLAYER_WALK || state == PLAYER_REFIND)
		step(s, (struct player_event){EV_PAUSE, 0});
}

/* Trouble with a file is told once, on the status line or as a line; the session goes on. */
static void tell_trouble(struct session *s, const char *text)
{
	log_line("%s", text);
	if (s->o.set->record_notice)
		return;
	err_set(&s->trouble, "%s", text);
	s->o.set->record_notice = s->trouble.text;
	if (s->o.plain)
		buf_addf(&s->lines, "%s\n", text);
}

static void take_facts(struct session *s)
{
	struct history_fact f;
	const char *trouble = event_log_trouble(s->log);

	if (trouble)
		tell_trouble(s, trouble);

	while (history_next_fact(s->o.history, &f)) {
		if (f.saved && f.hold >= 0)
			event_log_saved(s->log, f.hold);
		if (!f.saved)
			tell_trouble(s, f.why.text);
	}
	speaker_facts(s->o.speaker);
	speaker_show(s->o.speaker, s->o.set);
	if (s->o.plain && s->o.set->sound_notice && !s->sound_told) {
		s->sound_told = true;
		buf_addf(&s->lines, "%s\n", s->o.set->sound_notice);
	}
}

bool session_tick(struct session *s)
{
	int64_t slept = clock_slept_ms(), more = slept - s->slept_ms;

	take_facts(s);
	s->slept_ms = slept;
	if (more > 2000)
		step(s, (struct player_event){EV_SUSPEND, (int)(more < INT32_MAX ? more : INT32_MAX)});
	else
		step(s, (struct player_event){EV_TICK, 0});
	return session_take_saved(s);
}

struct mono session_deadline(const struct session *s)
{
	struct mono until = player_deadline(s->player);

	return session_paused(s) ? mono_min(until, reread_deadline(s->reread)) : until;
}

struct buf *session_lines(struct session *s)
{
	return &s->lines;
}

void session_fds(const struct session *s, int fds[SESSION_FDS])
{
	fds[0] = history_fd(s->o.history);
	speaker_fds(s->o.speaker, fds + 1);
	fds[3] = session_paused(s) ? reread_fd(s->reread) : -1;
}
