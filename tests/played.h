/* A session of a shipped routine, played by the real player with an injected clock: for pictures and tests
 * of whole frames. Run in the project's folder. */
#ifndef UNKNOT_TESTS_PLAYED_H
#define UNKNOT_TESTS_PLAYED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "open_routine.h"
#include "view/screens/play.h"

/* Somebody who has pressed some places before. */
static inline struct person somebody(const struct atlas *a)
{
	static const struct {
		const char *code;
		int left, right;
	} known[] = {{"T1", 2, 3}, {"T2", 6, 5}, {"T3", -1, 4}, {"T4", 4, 2}, {"C1", 5, 2}};
	struct person who = plan_person_neutral();

	who.pressure_most = a->limits.gentle_pressure;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct place_state *p = who.place[atlas_site(a, known[i].code)->index];

		p[0].sore = known[i].left;
		p[1].sore = known[i].right;
		p[0].last_day = p[1].last_day = 20000;
		for (int leg = 0; leg < 2; leg++)
			p[leg].stage = p[leg].sore < 0    ? STAGE_FOUND
				       : p[leg].sore <= 2 ? STAGE_QUIET
				       : p[leg].sore <= 4 ? STAGE_EASING
							  : STAGE_SORE;
	}
	return who;
}

/* A session of a shipped routine. */
struct played {
	struct opened routine;
	struct person before, who;
	struct plan *plan;
	struct player *player;
	struct mono now;
	struct view_settings set;
};

static inline struct opened played_open(const char *id)
{
	struct paths none = {0};
	char path[128];
	struct opened o;

	snprintf(path, sizeof path, "routines/%s.yaml", id);
	o = routine_open(&none, path, NULL);
	assert_true(opened_ok(&o));
	return o;
}

static inline void played_event(struct played *s, enum player_event_kind kind, int value)
{
	struct effects out;
	bool again = false;

	do {
		out = (struct effects){0};
		player_step(s->player, (struct player_event){kind, value}, s->now, &out);
		for (int i = 0; i < out.n; i++)
			again |= out.e[i].kind == FX_REPLAN;
		kind = EV_TICK;
	} while (out.more);
	if (again) {
		struct person who = player_person(s->player);
		struct plan *plan = plan_compile(s->routine.routine, s->routine.atlas, &who, NULL);

		player_replan(s->player, plan);
		plan_free(s->plan);
		s->plan = plan;
		s->who = who;
	}
}

static inline struct player_snapshot played_look(const struct played *s)
{
	return player_snapshot(s->player, s->now);
}

static inline void played_pass(struct played *s, int64_t ms)
{
	struct mono end = mono_add_ms(s->now, ms);

	for (struct mono d; (d = player_deadline(s->player)).ns <= end.ns;) {
		s->now = d;
		played_event(s, EV_TICK, 0);
	}
	s->now = end;
	played_event(s, EV_TICK, 0);
}

static inline void played_begin(struct played *s, const char *id)
{
	*s = (struct played){.routine = played_open(id), .now = {INT64_C(1000000000)}};
	s->set = (struct view_settings){.motion = true, .breath_sound = true, .voice = true, .volume = 100};
	s->before = s->who = somebody(s->routine.atlas);
	s->plan = plan_compile(s->routine.routine, s->routine.atlas, &s->who, NULL);
	s->player =
		player_new(s->plan, &s->who, (struct player_options){.speed_milli = 1000, .ask_pain = true});
	played_event(s, EV_START, 0);
	played_event(s, EV_RATE, 5);
	played_pass(s, 3000);
}

static inline void played_end(struct played *s)
{
	player_free(s->player);
	plan_free(s->plan);
	opened_free(&s->routine);
}

/* Goes on, as somebody would, until a phase of the n-th press begins. */
static inline void played_until(struct played *s, int press, enum phase phase)
{
	for (int i = 0; i < 100000; i++) {
		struct player_snapshot snap = played_look(s);

		if (snap.state == PLAYER_RUN && snap.press == press && snap.phase == phase)
			return;
		if (snap.state == PLAYER_WAIT)
			played_event(s, EV_RATE, 6 - snap.press % 2);
		else if (snap.state == PLAYER_SUMMARY)
			return;
		else if (snap.state == PLAYER_PAIN)
			played_event(s, EV_RATE, 3);
		if (snap.state == PLAYER_RUN && snap.phase == PHASE_REST && snap.sore_now > 3)
			played_event(s, EV_RATE, snap.press == 3 ? 5 : 2 + snap.press % 2);
		played_pass(s, 1000);
	}
	fail_msg("the press never came");
}

static inline void played_draw(struct canvas *c, const struct played *s)
{
	struct play_model m = {
		.plan = s->plan, .snap = played_look(s), .before = &s->before, .who = &s->who, .set = &s->set};

	play_draw(c, &m);
}

#endif
