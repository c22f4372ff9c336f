/* Random events and time jumps against what must always hold. The seed is fixed, so a failure
 * repeats. UNKNOT_LONG=1 plays a million events, else 100,000. */
#include "unit/player_fixture.h"

#include <stdio.h>

#include "player_once.h"

enum { EVENTS_SHORT = 100000, EVENTS_LONG = 1000000, EVENTS_A_SESSION = 400, SAVES = 40 };

static uint64_t seed = 20260713;

static uint32_t random32(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33);
}

static int64_t below(int64_t n)
{
	return (int64_t)(random32() % (uint32_t)n);
}

static void random_step(struct play *t)
{
	static struct place places[3];
	struct step *s;
	switch (below(8)) {
	case 0:
		play_walk(t, 1000 + below(150000));
		break;
	case 1:
		play_say(t, "A word.", 500 + below(4000), below(2));
		break;
	case 2:
		play_step(t, STEP_RATE)->measure = (enum measure)below(4);
		break;
	case 3:
		s = play_step(t, STEP_BREATHE);
		s->length = fixture_ms(1000 + below(40000));
		break;
	default:
		s = play_hold(t, (int)below(3), 10000 + below(50000), 60000);
		if (below(2))
			s->for_.hi = s->for_.lo = fixture_ms(s->for_.lo.ms), s->for_.elastic = false;
		s->find = fixture_ms(below(3) * 5000);
		s->ease = fixture_ms(below(3) * 2500);
		s->rest = fixture_ms(below(3) * 5000);
		s->legs = below(2) ? LEGS_BOTH : LEGS_RIGHT;
		if (!below(4))
			t->places[s - t->steps].site = &t->own[below(FIXTURE_OWN)];
		if (below(3))
			break;
		for (int i = 0; i < 3; i++)
			places[i].site = &t->atlas.site[i];
		s->places = places;
		s->nplaces = 3;
		s->pick = (enum pick)below(4);
		break;
	}
}

/* Step `old` in the routine of `u`, with other figures now and then. */
static void copy_step(struct play *u, const struct step *old)
{
	static struct place places[3];
	struct step *s = play_step(u, old->kind);
	struct place *one = &u->places[s - u->steps];
	int n = s->n;
	*s = *old;
	s->n = n;
	if (!below(10))
		s->id = below(2) ? "one" : NULL;
	if (s->kind != STEP_HOLD)
		return;
	if (!below(3))
		s->find = fixture_ms(below(3) * 5000);
	if (!below(3))
		s->ease = fixture_ms(below(3) * 2500);
	if (!below(3))
		s->rest = fixture_ms(below(8) * 5000);
	if (!below(2))
		s->for_.lo = s->for_.hi = fixture_ms(10000 + below(100000)), s->for_.elastic = false;
	for (int i = 0; i < 3; i++)
		places[i].site = &u->atlas.site[i];
	if (s->nplaces == 3) {
		s->places = places;
		return;
	}
	const struct site *was = old->places->site;
	s->places = one;
	one->site = was->index < SITES_BUILT_IN ? &u->atlas.site[was->index] : &u->own[was->id[4] == 'b'];
	if (!below(12))
		one->site = &u->atlas.site[below(3)];
}

/* The routine of `t` after an author has been at it: steps put in, taken out, changed; own places in another order. */
static struct play *edited(const struct play *t)
{
	struct play *u = play_new();
	u->atlas.limits = t->atlas.limits;
	u->own[0].index = SITES_BUILT_IN + (int)below(2);
	u->own[1].index = SITES_BUILT_IN * 2 + 1 - u->own[0].index;
	for (size_t i = 0; i < t->routine.nsteps && u->routine.nsteps < 30; i++) {
		if (!below(8))
			random_step(u);
		if (below(8))
			copy_step(u, &t->steps[i]);
	}
	if (!u->routine.nsteps)
		random_step(u);
	return u;
}

static struct play *random_session(void)
{
	static const int32_t speeds[] = {500, 1000, 1000, 1000, 1333, 1500, 4000, 7777, 60000, 240000};
	struct play *t = play_new();
	struct player_past past;
	t->atlas.limits.tool_stretch = 90000 + below(200000);
	for (int64_t n = 1 + below(24); n > 0; n--)
		random_step(t);
	for (int i = 0; i < 3; i++)
		for (int leg = 0; leg < 2; leg++) {
			t->who.place[i][leg].presses = (int)below(3);
			t->who.place[i][leg].held_ms = below(200000);
		}
	if (!below(3))
		t->who.minutes_ms = 60000 + below(600000);
	if (!below(3)) /* a plan that knows less than the player: its caps must hold alone */
		t->plan = plan_compile(&t->routine, &t->atlas,
				       &(struct person){.press_most = INT64_MAX, .pressure_most = 10}, NULL);
	else
		t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	past = (struct player_past){.segment = (int)below(4) * (int)below(2),
				    .pain_before = (int)below(12) - 1,
				    .active_ms = below(600000),
				    .stretch_ms = below(300000)};
	t->p = player_new(t->plan, &t->who,
			  (struct player_options){.speed_milli = speeds[below(10)],
						  .hands_free = below(2),
						  .ask_pain = below(2),
						  .past = below(3) ? NULL : &past});
	return t;
}

static struct player_event random_event(const struct watch *t)
{
	enum player_event_kind k = (enum player_event_kind)below(PLAYER_EVENTS);
	/* what ends a session comes seldom, else no session gets anywhere */
	if ((k == EV_INTERRUPT && below(50)) || (k == EV_QUIT && below(10)))
		k = EV_TICK;
	if ((k == EV_SKIP || k == EV_JUMP) && below(3))
		k = EV_TICK;
	enum player_state s = watch_look(t).state;
	if ((s == PLAYER_STOPPED || s == PLAYER_AFTER_STOP || s == PLAYER_NUMB) && below(2))
		k = EV_ANSWER;
	if (k == EV_STOP && below(4))
		k = EV_GO_ON;
	int value = k == EV_JUMP      ? (int)below((int64_t)t->plan->nsegments + 2) - 1
		    : k == EV_ANSWER  ? (int)below(6) - 1
		    : k == EV_SUSPEND ? (int)below(below(10) ? 100000 : 2000000)
				      : (int)below(13) - 1;
	return (struct player_event){k, value};
}

static void random_time(struct watch *t)
{
	struct mono d = player_deadline(t->p);
	switch (below(80)) {
	case 0:
		t->now =
			mono_add_ms(t->now, below(below(10) ? 12000 : 4000000)); /* more than the half hour */
		break;
	case 1:
	case 2:
		t->now = mono_add_ms(t->now, below(30000));
		break;
	case 3:
	case 4:
		t->now = mono_add_ns(t->now, below(2000000000));
		break;
	case 5:
	case 6:
		break;
	default:
		if (d.ns - t->now.ns < 60000 * NS_PER_MS) /* not the half hour of a pause */
			t->now = below(4) ? d : mono_add_ns(d, below(300000000));
		break;
	}
}

/* A session and its routine as it was edited in pauses, newest last. */
struct saves {
	struct play *t, *saved[SAVES];
	int n;
};

static int reloads;

/* A save that is undone is as if it had not been: where it led to, the next one leads to. */
static enum player_reloaded save_and_undo(struct watch *w, const struct play *to)
{
	struct player *stood = player_copy(w->p);
	struct plan *own = w->own;
	const struct plan *plan = w->plan;
	const struct routine *routine = w->routine;
	const struct atlas *atlas = w->atlas;
	enum player_reloaded how;

	w->own = NULL; /* its plan is the copy's too */
	how = watch_reload(w, &to->routine, &to->atlas);
	player_restore(w->p, stood);
	player_free(stood);
	plan_free(w->own);
	w->own = own;
	w->plan = plan;
	w->routine = routine;
	w->atlas = atlas;
	return how;
}

/* Now and then the file was saved in a pause: the session stands where it stood, or further on. */
static void save_in_a_pause(struct watch *w, struct saves *v)
{
	struct player_snapshot s = watch_look(w);
	int presses = w->p->presses_begun, begun = w->p->press.on;
	if (s.state != PLAYER_PAUSED || v->n == SAVES || below(12))
		return;
	struct play *to = v->saved[v->n] = edited(v->n ? v->saved[v->n - 1] : v->t);
	v->n++;
	reloads++;
	enum player_reloaded first = save_and_undo(w, to);
	enum player_reloaded how = watch_reload(w, &to->routine, &to->atlas);
	assert_int_equal(how, first);
	struct player_snapshot now = watch_look(w);
	assert_int_equal(now.state, PLAYER_PAUSED);
	assert_int_equal(w->p->presses_begun, presses); /* nothing begins in a pause */
	assert_true(now.session_ms == s.session_ms && now.stood_ns == s.stood_ns);
	assert_true(now.held_ms[0] == s.held_ms[0] && now.held_ms[1] == s.held_ms[1]);
	if (now.segment == (int)w->plan->nsegments && now.under != PLAYER_WALK)
		assert_int_equal(now.total_left_ms, 0);
	if (begun && how == RELOADED_HERE && w->p->press.on)
		assert_true(now.sore_before == s.sore_before || w->p->fresh);
	watch_take(w, (struct player_event){EV_TICK, 0});
	watch_state(w);
}

static void what_must_always_hold(void **state)
{
	(void)state;
	int all = getenv("UNKNOT_LONG") ? EVENTS_LONG : EVENTS_SHORT;
	int sessions = 0, ended = 0, holds = 0;
	int reached[PLAYER_STATES] = {0};
	static struct watch w;
	for (int n = 0; n < all; sessions++) {
		struct play *t = random_session();
		struct saves v = {.t = t};

		watch_begin(&w, &t->routine, &t->atlas, &t->who, t->plan, t->p, t->now);
		for (int i = 0; i < EVENTS_A_SESSION && watch_look(&w).state < PLAYER_SUMMARY + (i < 20);
		     i++, n++) {
			reached[watch_look(&w).state]++;
			random_time(&w);
			watch_take(&w, (struct player_event){EV_TICK, 0});
			save_in_a_pause(&w, &v);
			watch_event(&w, random_event(&w));
		}
		reached[watch_look(&w).state]++;
		ended += w.ends;
		holds += w.holds;
		play_free(v.t);
		plan_free(w.own);
		while (v.n > 0)
			play_free(v.saved[--v.n]);
	}
	for (int i = PLAYER_PAIN; i < PLAYER_STATES; i++)
		if (reached[i] < 20)
			fail_msg("only %d steps in %s", reached[i], player_state_name((enum player_state)i));
	assert_true(ended > sessions / 2 && holds > sessions && reloads > sessions / 4);
	print_message("%d events, %d sessions, %d ended, %d presses, %d saves\n", all, sessions, ended, holds,
		      reloads);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_must_always_hold)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
