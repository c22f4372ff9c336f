/* A routine built by hand, compiled and played with an injected clock: for the tests of the player. */
#ifndef UNKNOT_TESTS_PLAYER_FIXTURE_H
#define UNKNOT_TESTS_PLAYER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/player.h"
#include "core/player_state.h"

enum { FIXTURE_STEPS = 64 };

enum { FIXTURE_OWN = 2 };

/* Routine, atlas, person, plan and player of one test, and every effect so far. */
struct play {
	struct atlas atlas;
	struct routine routine;
	struct step steps[FIXTURE_STEPS];
	struct place places[FIXTURE_STEPS];
	struct site own[FIXTURE_OWN]; /* places of the routine's own */
	const struct play *edited;    /* holds the routine and atlas since they were read again; NULL: this */
	struct person who;
	struct plan *plan;
	struct player *p;
	struct mono now;
	struct effect *fx;
	size_t nfx, room_fx;
	bool replans; /* compile again when the player asks for it, as the program does */
};

static const struct breath fixture_breath = {.in = 4000, .out = 6000};

static inline struct play *play_new(void)
{
	static const char *const ids[] = {"thigh-inner-upper", "thigh-outer-middle", "thigh-outer-lower"};
	struct play *t = calloc(1, sizeof *t);
	for (int i = 0; i < SITES_BUILT_IN; i++)
		t->atlas.site[i] = (struct site){.index = i,
						 .id = i < 3 ? ids[i] : "elsewhere",
						 .code = "T",
						 .name = "a place",
						 .part = PART_THIGH,
						 .press_max_ms = 120000};
	for (int i = 0; i < FIXTURE_OWN; i++) {
		t->own[i] = t->atlas.site[0];
		t->own[i].index = SITES_BUILT_IN + i;
		t->own[i].id = i ? "own-b" : "own-a";
		t->own[i].code = NULL;
	}
	t->atlas.limits = (struct limits){.press_min = 10000,
					  .press_max = 120000,
					  .presses_most = 3,
					  .place_ms = 300000,
					  .tool_stretch = 900000,
					  .stand_min = 120000,
					  .total = 5400000,
					  .tool_deep = 1800000,
					  .last_walk = 30000,
					  .more = 30000,
					  .pressure_lo = 1,
					  .pressure_hi = 7,
					  .segments = 10000};
	t->routine = (struct routine){.id = "by-hand", .title = "By hand", .about = "", .language = "en"};
	t->routine.breath = (struct pattern){.breath = fixture_breath, .given = true};
	t->routine.pressure = (struct pressure){.lo = 4, .hi = 6, .given = true};
	t->routine.defaults = routine_hold_defaults;
	t->routine.steps = t->steps;
	t->who = plan_person_neutral();
	t->now = (struct mono){INT64_C(1000000000)};
	t->replans = true;
	return t;
}

static inline struct step *play_step(struct play *t, enum step_kind kind)
{
	assert_true(t->routine.nsteps < FIXTURE_STEPS);
	struct step *s = &t->steps[t->routine.nsteps++];
	*s = (struct step){.kind = kind, .n = (int)t->routine.nsteps, .path = "steps", .times = 1, .sets = 1};
	t->routine.step_count++;
	return s;
}

static inline struct length fixture_ms(int64_t ms)
{
	return (struct length){.ms = ms, .given = true};
}

/* A hold on the left leg: find 10 s (6 of them sink), `lo`..`hi`, ease 5 s, rest 10 s. */
static inline struct step *play_hold(struct play *t, int site, int64_t lo_ms, int64_t hi_ms)
{
	struct step *s = play_step(t, STEP_HOLD);
	t->places[s - t->steps] = (struct place){.site = &t->atlas.site[site]};
	s->places = &t->places[s - t->steps];
	s->nplaces = 1;
	s->find = fixture_ms(10000);
	s->ease = fixture_ms(5000);
	s->rest = fixture_ms(10000);
	s->for_ = (struct length_range){fixture_ms(lo_ms), fixture_ms(hi_ms), lo_ms != hi_ms, true, {0}};
	s->legs = LEGS_LEFT;
	s->legs_given = true;
	return s;
}

static inline struct step *play_walk(struct play *t, int64_t ms)
{
	struct step *s = play_step(t, STEP_WALK);
	s->length = fixture_ms(ms);
	return s;
}

static inline struct step *play_say(struct play *t, const char *text, int64_t ms, bool wait)
{
	struct step *s = play_step(t, STEP_SAY);
	s->text = text;
	s->for_.lo = s->for_.hi = fixture_ms(ms);
	s->for_.given = true;
	s->wait = wait;
	return s;
}

static inline void play_take(struct play *t, const struct effects *out)
{
	for (int i = 0; i < out->n; i++) {
		mem_grow((void **)&t->fx, t->nfx, &t->room_fx, sizeof *t->fx);
		t->fx[t->nfx++] = out->e[i];
	}
}

static inline void play_replan(struct play *t)
{
	struct person who = player_person(t->p);
	const struct play *from = t->edited ? t->edited : t;
	struct plan *plan = plan_compile(&from->routine, &from->atlas, &who, NULL);
	player_replan(t->p, plan);
	plan_free(t->plan);
	t->plan = plan;
}

/* Its routine was edited to be that of `to`, which outlives it, and is read again, as the program does. */
static inline enum player_reloaded play_reload(struct play *t, const struct play *to)
{
	struct person who = t->who;
	who.swapped = player_person(t->p).swapped;
	struct plan *plan = plan_without_words(&to->routine, &to->atlas, &who);
	enum player_reloaded how = player_reload(t->p, plan);
	plan_free(t->plan);
	t->plan = plan;
	t->edited = to;
	play_replan(t);
	return how;
}

static inline void play_event(struct play *t, enum player_event_kind kind, int value)
{
	struct effects out = {0};
	size_t from = t->nfx;
	player_step(t->p, (struct player_event){kind, value}, t->now, &out);
	play_take(t, &out);
	while (out.more) {
		out = (struct effects){0};
		player_step(t->p, (struct player_event){EV_TICK, 0}, t->now, &out);
		play_take(t, &out);
	}
	assert_true(player_deadline(t->p).ns >= t->now.ns);
	bool replan = false;
	for (size_t i = from; i < t->nfx; i++)
		replan |= t->fx[i].kind == FX_REPLAN;
	if (replan && t->replans)
		play_replan(t);
}

/* Lets `ns` pass, with a step at every deadline, as the program does. */
static inline void play_ns(struct play *t, int64_t ns)
{
	struct mono end = mono_add_ns(t->now, ns);
	for (struct mono d; (d = player_deadline(t->p)).ns <= end.ns;) {
		t->now = d;
		play_event(t, EV_TICK, 0);
	}
	t->now = end;
	play_event(t, EV_TICK, 0);
}

static inline void play_ms(struct play *t, int64_t ms)
{
	play_ns(t, ms * NS_PER_MS);
}

static inline void play_begin(struct play *t, struct player_options o)
{
	if (!o.speed_milli)
		o.speed_milli = 1000;
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->p = player_new(t->plan, &t->who, o);
	play_event(t, EV_START, 0);
}

static inline void play_free(struct play *t)
{
	player_free(t->p);
	plan_free(t->plan);
	free(t->fx);
	free(t);
}

static inline struct player_snapshot play_look(const struct play *t)
{
	return player_snapshot(t->p, t->now);
}

static inline size_t play_count(const struct play *t, enum effect_kind kind)
{
	size_t n = 0;
	for (size_t i = 0; i < t->nfx; i++)
		n += t->fx[i].kind == kind;
	return n;
}

/* The last effect of a kind; fails if there is none. */
static inline const struct effect *play_last(const struct play *t, enum effect_kind kind)
{
	for (size_t i = t->nfx; i-- > 0;)
		if (t->fx[i].kind == kind)
			return &t->fx[i];
	fail_msg("no effect of kind %d", (int)kind);
	return NULL;
}

static inline bool play_told(const struct play *t, enum notice n)
{
	for (size_t i = 0; i < t->nfx; i++)
		if (t->fx[i].kind == FX_NOTICE && t->fx[i].notice == n)
			return true;
	return false;
}

/* Goes on, with Enter where the player waits, until a phase begins. */
static inline void play_to_phase(struct play *t, enum phase phase)
{
	for (int i = 0; i < 100000; i++) {
		struct player_snapshot s = play_look(t);
		if (s.state == PLAYER_RUN && s.phase == phase && s.segment < (int)t->plan->nsegments)
			return;
		if (s.state == PLAYER_WAIT || s.state == PLAYER_PAIN || s.state == PLAYER_ASK) {
			play_event(t, EV_GO_ON, 0);
			continue;
		}
		t->now = player_deadline(t->p);
		play_event(t, EV_TICK, 0);
	}
	fail_msg("phase %s never began", phase_name(phase));
}

#endif
