/* A session watched from outside, and what must hold after each event whatever the events are. Shared by the
 * random sessions of `make check` and by the fuzzer of keys, which plays shipped routines (keys_once.h). */
#ifndef UNKNOT_TESTS_FUZZ_PLAYER_ONCE_H
#define UNKNOT_TESTS_FUZZ_PLAYER_ONCE_H

#include "core/player.h"
#include "core/player_state.h"
#include "must.h"

enum { WATCH_IDS = 20000 };

/* A session and what is known of it from its effects alone. Nothing of it is the watch's but `own`, which whoever
 * began it frees. */
struct watch {
	const struct routine *routine;
	const struct atlas *atlas;
	const struct person *who; /* as they sat down */
	const struct plan *plan;
	struct plan *own; /* the plan, once it was compiled again; NULL */
	struct player *p;
	struct mono now;
	enum { ID_NEW, ID_HANDED_OVER, ID_SOUNDED } id[WATCH_IDS];
	struct mono due[WATCH_IDS];
	uint32_t last_id; /* the highest seen */
	uint32_t settled; /* no cue below it is still to sound */
	int holds, ends;
	bool asked;     /* for another plan, and not yet given one */
	bool replanned; /* by the last event */
	int64_t held_ms;
	struct {
		int presses;
		int64_t held_ms;
	} had[SITE_MOST][2];
	const char *owns[SITE_MOST]; /* ids of the routine's own places, as they come */
	struct mono started;
	int64_t began_u; /* play time that an earlier run had */
	int64_t u;       /* the furthest play time so far */
	uint64_t steps;
};

static inline struct player_snapshot watch_look(const struct watch *w)
{
	return player_snapshot(w->p, w->now);
}

static inline void watch_cue(struct watch *w, const struct effect *e)
{
	must(e->cue_id >= 1 && e->cue_id < WATCH_IDS);
	if (e->kind == FX_CUE) {
		must(w->id[e->cue_id] == ID_NEW);
		w->id[e->cue_id] = ID_HANDED_OVER;
		w->last_id = e->cue_id > w->last_id ? e->cue_id : w->last_id;
		w->due[e->cue_id] = e->due;
	} else { /* handed over, not taken back, not sounded before */
		must(w->id[e->cue_id] == ID_HANDED_OVER);
		w->id[e->cue_id] = ID_SOUNDED;
	}
}

/* Of a place, whatever its number in the routine as it is now. */
static inline int watch_number(struct watch *w, const struct site *s)
{
	int i = s->index;

	if (i < SITES_BUILT_IN)
		return i;
	for (i = 0; w->owns[i] && strcmp(w->owns[i], s->id) != 0; i++)
		must(i < SITE_MOST - SITES_BUILT_IN - 1);
	w->owns[i] = s->id;
	return SITES_BUILT_IN + i;
}

/* No press and no day of a place is longer than it may be. */
static inline void watch_hold(struct watch *w, const struct effect *e)
{
	const struct hold_row *h = &e->hold;
	const struct limits *l = &w->atlas->limits;
	int leg = h->leg == LEG_RIGHT, place = watch_number(w, e->site);

	must(h->n == w->holds++);
	must(h->held_ms >= 0 && h->held_ms <= l->press_max && h->held_ms <= h->tool_ms);
	must(!e->site->press_max_ms || h->held_ms <= e->site->press_max_ms);
	w->had[place][leg].presses += h->held_ms >= l->press_min;
	w->had[place][leg].held_ms += h->held_ms;
	w->held_ms += h->held_ms;
	const struct place_state *day = &w->who->place[place][leg];
	if (h->held_ms >= l->press_min) {
		must(day->presses + w->had[place][leg].presses <= l->presses_most);
		must(day->held_ms + w->had[place][leg].held_ms <= l->place_ms);
	}
}

/* A cue that was handed over sounds when it is due, or is taken back before. */
static inline void watch_silence(struct watch *w)
{
	for (uint32_t i = w->settled; i <= w->p->last_cue_id; i++) {
		if (w->id[i] == ID_HANDED_OVER)
			must(w->due[i].ns > w->now.ns);
		else if (i == w->settled)
			w->settled++;
	}
}

static inline void watch_effect(struct watch *w, const struct effect *e)
{
	bool ahead = e->kind == FX_CUE || e->kind == FX_BREATH;

	must((int)e->kind >= 0 && e->kind < EFFECT_KINDS);
	must(e->due.ns <= w->now.ns + (ahead ? 250 * NS_PER_MS : 0));
	must(e->at_ms >= 0 && e->segment >= -1);
	must(w->ends == 0); /* nothing comes after the end */
	if (e->kind == FX_CUE || e->kind == FX_CUE_DUE)
		watch_cue(w, e);
	for (uint32_t i = w->settled; e->kind == FX_CANCEL && i <= w->p->last_cue_id; i++)
		if (w->id[i] == ID_HANDED_OVER)
			w->id[i] = ID_SOUNDED;
	if (e->kind == FX_HOLD)
		watch_hold(w, e);
	if (e->kind == FX_END) {
		w->ends++;
		must(e->session.outcome != SESSION_OPEN);
		must(w->holds == w->p->presses_begun);
	}
	w->asked |= e->kind == FX_REPLAN;
}

/* Another plan for what is known now, as the program makes it. */
static inline void watch_replan(struct watch *w)
{
	struct person who = player_person(w->p);
	struct plan *plan = plan_compile(w->routine, w->atlas, &who, NULL);

	player_replan(w->p, plan);
	plan_free(w->own);
	w->plan = w->own = plan;
}

/* Its routine was edited to be this one, and is read again in a pause, as the program does. */
static inline enum player_reloaded watch_reload(struct watch *w, const struct routine *routine,
						const struct atlas *atlas)
{
	struct person who = *w->who;
	enum player_reloaded how;
	struct plan *laid;

	who.swapped = player_person(w->p).swapped;
	laid = plan_without_words(routine, atlas, &who);
	how = player_reload(w->p, laid);
	plan_free(w->own);
	w->plan = w->own = laid;
	w->routine = routine;
	w->atlas = atlas;
	watch_replan(w);
	return how;
}

static inline void watch_step(struct watch *w, struct player_event ev)
{
	struct effects out;

	do {
		out.n = 0;
		out.more = false;
		player_step(w->p, ev, w->now, &out);
		for (int i = 0; i < out.n; i++)
			watch_effect(w, &out.e[i]);
		ev = (struct player_event){EV_TICK, 0};
	} while (out.more);
	watch_silence(w);
	must(player_deadline(w->p).ns >= w->now.ns);
}

/* One event and all that comes of it. A press that another plan takes away has its row in the step after. */
static inline void watch_take(struct watch *w, struct player_event ev)
{
	w->replanned = w->asked = false;
	watch_step(w, ev);
	while (w->asked) {
		w->asked = false;
		w->replanned = true;
		watch_replan(w);
		watch_step(w, (struct player_event){EV_TICK, 0});
	}
}

static inline void watch_near(int64_t a, int64_t b, int64_t tolerance)
{
	must(a >= b - tolerance && a <= b + tolerance);
}

static inline void watch_time(struct watch *w, const struct player_snapshot *s)
{
	const struct player *p = w->p;

	if (s->state == PLAYER_READY || s->state == PLAYER_ENDED)
		return;
	must(p->u >= w->u - p->o.speed_milli); /* it never runs back, but by the 1 ns it may round */
	w->u = p->u;
	/* played and stood make all that passed; each stop of the clock may round by 1 ns */
	int64_t passed = w->now.ns - w->started.ns;
	int64_t played = (p->u - w->began_u) / p->o.speed_milli;
	watch_near(played + s->stood_ns, passed, 2 * (int64_t)w->steps + 2);
}

static inline void watch_state(struct watch *w)
{
	struct player_snapshot s = watch_look(w);
	const struct player *p = w->p;
	bool runs = s.state == PLAYER_RUN || s.state == PLAYER_WAIT || s.state == PLAYER_WALK ||
		    s.state == PLAYER_REFIND;

	must((int)s.state >= 0 && s.state < PLAYER_STATES);
	must(p->runs == runs);
	must(s.segment >= 0 && s.segment <= (int)w->plan->nsegments);
	must(s.left_ms >= 0 && s.total_left_ms >= 0 && s.session_ms >= 0 && s.elapsed_ms >= 0);
	must(s.next >= 0 && s.next <= (int)w->plan->nsegments);
	if (s.state == PLAYER_RUN && !p->fresh)
		must(s.elapsed_ms <= s.length_ms);
	if (s.state == PLAYER_RUN && s.phase == PHASE_HOLD && player_in_hold(p)) {
		int64_t stretch = (p->stretch_u + p->u - p->settled_u) / UNITS_PER_MS;

		must(stretch <= w->atlas->limits.tool_stretch);
	}
	must(player_deadline(p).ns >= w->now.ns);
	if (!p->press.on) /* each row is rounded down */
		watch_near(s.held_ms[0] + s.held_ms[1], w->held_ms, w->holds);
	watch_time(w, &s);
}

static inline bool goes_back(enum player_event_kind k)
{
	/* back and jump; more time in a hold; a swapped leg; 5 cm beside; a sleep or Enter that
	 * brings a walk, and the find after it */
	return k == EV_BACK || k == EV_JUMP || k == EV_MORE || k == EV_SWAP || k == EV_ANSWER;
}

/* Begins to watch a session that has not begun, and begins it. `w` is all 0 the first time; it may be used again. */
static inline void watch_begin(struct watch *w, const struct routine *routine, const struct atlas *atlas,
			       const struct person *who, const struct plan *plan, struct player *p,
			       struct mono now)
{
	memset(w->id, 0, (w->last_id + 1) * sizeof *w->id); /* all of them are many */
	memset(w->had, 0, sizeof w->had);
	memset(w->owns, 0, sizeof w->owns);
	w->routine = routine, w->atlas = atlas, w->who = who;
	w->plan = plan, w->own = NULL, w->p = p, w->now = w->started = now;
	w->last_id = w->settled = 0;
	w->holds = w->ends = 0;
	w->held_ms = 0;
	w->began_u = w->u = p->u;
	w->steps = 0;
	watch_take(w, (struct player_event){EV_START, 0});
}

/* An event at `now`, after all that was due before it. Stop ends a press in this very step. */
static inline void watch_event(struct watch *w, struct player_event ev)
{
	watch_take(w, (struct player_event){EV_TICK, 0});
	if (w->p->state == PLAYER_READY)
		w->started = w->now;
	bool pressed = w->p->press.on && w->p->outcome == SESSION_OPEN && w->p->state != PLAYER_STOPPED;
	int before = w->p->segment;
	bool by_keys = w->p->by_keys;
	watch_take(w, ev);
	w->steps++;
	enum player_state now = w->p->state;
	if (ev.kind == EV_STOP && pressed)
		must(now == PLAYER_STOPPED);
	if (w->p->segment < before && !goes_back(ev.kind) && now != PLAYER_WALK && !by_keys)
		must(w->replanned);
	watch_state(w);
}

#endif
