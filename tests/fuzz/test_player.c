/* Random events and time jumps against what must always hold. The seed is fixed, so a failure
 * repeats. UNKNOT_LONG=1 plays a million events, else 200,000. */
#include "unit/player_fixture.h"

#include <stdio.h>

enum { EVENTS_SHORT = 200000, EVENTS_LONG = 1000000, EVENTS_A_SESSION = 400, IDS = 20000, SAVES = 40 };

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

/* What is known of a session from its effects alone. */
struct watch {
	struct play *t;
	enum { ID_NEW, ID_HANDED_OVER, ID_SOUNDED } id[IDS];
	struct mono due[IDS];
	uint32_t settled; /* no cue below it is still to sound */
	size_t seen;      /* effects looked at */
	int holds, ends;
	int64_t held_ms;
	struct {
		int presses;
		int64_t held_ms;
	} had[SITES_BUILT_IN + FIXTURE_OWN][2]; /* [number()] */
	struct play *saved[SAVES];              /* the routine as it was edited, newest last */
	int saves;
	struct mono started;
	int64_t began_u; /* play time that an earlier run had */
	uint64_t steps;
};

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

static void watch_cue(struct watch *w, const struct effect *e)
{
	assert_in_range(e->cue_id, 1, IDS - 1);
	if (e->kind == FX_CUE) {
		assert_int_equal(w->id[e->cue_id], ID_NEW);
		w->id[e->cue_id] = ID_HANDED_OVER;
		w->due[e->cue_id] = e->due;
	} else { /* handed over, not taken back, not sounded before */
		assert_int_equal(w->id[e->cue_id], ID_HANDED_OVER);
		w->id[e->cue_id] = ID_SOUNDED;
	}
}

/* Of a place, whatever its number in the routine as it is now. */
static int number(const struct site *s)
{
	return s->index < SITES_BUILT_IN ? s->index : SITES_BUILT_IN + (s->id[4] == 'b');
}

static void watch_hold(struct watch *w, const struct effect *e)
{
	const struct hold_row *h = &e->hold;
	const struct limits *l = &w->t->atlas.limits;
	int leg = h->leg == LEG_RIGHT, site = number(e->site);
	assert_int_equal(h->n, w->holds++);
	assert_true(h->held_ms >= 0 && h->held_ms <= l->press_max && h->held_ms <= h->tool_ms);
	w->had[site][leg].presses += h->held_ms >= l->press_min;
	w->had[site][leg].held_ms += h->held_ms;
	w->held_ms += h->held_ms;
	const struct place_state *day = &w->t->who.place[site][leg];
	if (h->held_ms >= l->press_min) {
		assert_true(day->presses + w->had[site][leg].presses <= l->presses_most);
		assert_true(day->held_ms + w->had[site][leg].held_ms <= l->place_ms);
	}
}

/* A cue that was handed over sounds when it is due, or is taken back before. */
static void watch_silence(struct watch *w)
{
	for (uint32_t i = w->settled; i <= w->t->p->last_cue_id; i++) {
		if (w->id[i] == ID_HANDED_OVER)
			assert_true(w->due[i].ns > w->t->now.ns);
		else if (i == w->settled)
			w->settled++;
	}
}

static void watch_effects(struct watch *w)
{
	struct play *t = w->t;
	for (; w->seen < t->nfx; w->seen++) {
		const struct effect *e = &t->fx[w->seen];
		bool ahead = e->kind == FX_CUE || e->kind == FX_BREATH;
		assert_in_range(e->kind, 0, EFFECT_KINDS - 1);
		assert_true(e->due.ns <= t->now.ns + (ahead ? 250 * NS_PER_MS : 0));
		assert_true(e->at_ms >= 0 && e->segment >= -1);
		assert_int_equal(w->ends, 0); /* nothing comes after the end */
		if (e->kind == FX_CUE || e->kind == FX_CUE_DUE)
			watch_cue(w, e);
		for (uint32_t i = 0; e->kind == FX_CANCEL && i <= w->t->p->last_cue_id; i++)
			if (w->id[i] == ID_HANDED_OVER)
				w->id[i] = ID_SOUNDED;
		if (e->kind == FX_HOLD)
			watch_hold(w, e);
		if (e->kind == FX_END) {
			w->ends++;
			assert_int_not_equal(e->session.outcome, SESSION_OPEN);
			assert_int_equal(w->holds, t->p->presses_begun);
		}
	}
	watch_silence(w);
}

static void assert_near(int64_t a, int64_t b, int64_t tolerance)
{
	if (a < b - tolerance || a > b + tolerance)
		fail_msg("%lld is not within %lld of %lld", (long long)a, (long long)tolerance, (long long)b);
}

static void watch_time(struct watch *w, const struct player_snapshot *s)
{
	const struct player *p = w->t->p;
	if (s->state == PLAYER_READY || s->state == PLAYER_ENDED)
		return;
	/* played and stood make all that passed; each stop of the clock may round by 1 ns */
	int64_t passed = w->t->now.ns - w->started.ns;
	int64_t played = (p->u - w->began_u) / p->o.speed_milli;
	assert_near(played + s->stood_ns, passed, 2 * (int64_t)w->steps + 2);
}

static void watch_state(struct watch *w)
{
	struct player_snapshot s = play_look(w->t);
	const struct player *p = w->t->p;
	assert_in_range(s.state, 0, PLAYER_STATES - 1);
	bool runs = s.state == PLAYER_RUN || s.state == PLAYER_WAIT || s.state == PLAYER_WALK ||
		    s.state == PLAYER_REFIND;
	assert_int_equal(p->runs, runs);
	assert_in_range(s.segment, 0, (int)w->t->plan->nsegments);
	assert_true(s.left_ms >= 0 && s.total_left_ms >= 0 && s.session_ms >= 0 && s.elapsed_ms >= 0);
	assert_true(s.next >= 0 && s.next <= (int)w->t->plan->nsegments);
	if (s.state == PLAYER_RUN && !p->fresh)
		assert_true(s.elapsed_ms <= s.length_ms);
	if (s.state == PLAYER_RUN && s.phase == PHASE_HOLD && player_in_hold(p)) {
		int64_t stretch = (p->stretch_u + p->u - p->settled_u) / UNITS_PER_MS;
		assert_true(stretch <= w->t->atlas.limits.tool_stretch);
	}
	assert_true(player_deadline(p).ns >= w->t->now.ns);
	if (!p->press.on) /* each row is rounded down */
		assert_near(s.held_ms[0] + s.held_ms[1], w->held_ms, w->holds);
	watch_time(w, &s);
}

static bool goes_back(enum player_event_kind k)
{
	/* back and jump; more time in a hold; a swapped leg; 5 cm beside; a sleep or Enter that
	 * brings a walk, and the find after it */
	return k == EV_BACK || k == EV_JUMP || k == EV_MORE || k == EV_SWAP || k == EV_ANSWER;
}

static struct player_event random_event(const struct play *t)
{
	enum player_event_kind k = (enum player_event_kind)below(PLAYER_EVENTS);
	/* what ends a session comes seldom, else no session gets anywhere */
	if ((k == EV_INTERRUPT && below(50)) || (k == EV_QUIT && below(10)))
		k = EV_TICK;
	if ((k == EV_SKIP || k == EV_JUMP) && below(3))
		k = EV_TICK;
	enum player_state s = play_look(t).state;
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

static void random_time(struct play *t)
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

/* Now and then the file was saved in a pause: the session stands where it stood, or further on. */
static bool save_in_a_pause(struct watch *w)
{
	struct play *t = w->t;
	struct player_snapshot s = play_look(t);
	int presses = t->p->presses_begun, begun = t->p->press.on;
	if (s.state != PLAYER_PAUSED || w->saves == SAVES || below(12))
		return false;
	w->saved[w->saves] = edited(w->saves ? w->saved[w->saves - 1] : t);
	enum player_reloaded how = play_reload(t, w->saved[w->saves++]);
	struct player_snapshot now = play_look(t);
	assert_int_equal(now.state, PLAYER_PAUSED);
	assert_int_equal(t->p->presses_begun, presses); /* nothing begins in a pause */
	assert_true(now.session_ms == s.session_ms && now.stood_ns == s.stood_ns);
	assert_true(now.held_ms[0] == s.held_ms[0] && now.held_ms[1] == s.held_ms[1]);
	if (now.segment == (int)t->plan->nsegments && now.under != PLAYER_WALK)
		assert_int_equal(now.total_left_ms, 0);
	if (begun && how == RELOADED_HERE && t->p->press.on)
		assert_true(now.sore_before == s.sore_before || t->p->fresh);
	play_event(t, EV_TICK, 0);
	watch_effects(w);
	watch_state(w);
	return true;
}

static int reloads;

static void play_random_event(struct watch *w)
{
	struct play *t = w->t;
	random_time(t);
	play_event(t, EV_TICK, 0);
	watch_effects(w);
	reloads += save_in_a_pause(w);
	if (play_look(t).state == PLAYER_READY)
		w->started = t->now;
	bool pressed =
		t->p->press.on && t->p->outcome == SESSION_OPEN && play_look(t).state != PLAYER_STOPPED;
	int before = play_look(t).segment;
	bool by_keys = t->p->by_keys;
	struct player_event ev = random_event(t);
	size_t from = t->nfx;
	play_event(t, ev.kind, ev.value);
	bool replanned = false;
	for (size_t i = from; i < t->nfx; i++)
		replanned |= t->fx[i].kind == FX_REPLAN;
	w->steps++;
	watch_effects(w);
	enum player_state now = play_look(t).state;
	if (ev.kind == EV_STOP && pressed)
		assert_int_equal(now, PLAYER_STOPPED);
	if (play_look(t).segment < before && !goes_back(ev.kind) && now != PLAYER_WALK && !by_keys)
		assert_true(replanned);
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
		memset(&w, 0, sizeof w);
		w.t = random_session();
		w.started = w.t->now;
		w.began_u = w.t->p->u;
		play_event(w.t, EV_START, 0);
		for (int i = 0; i < EVENTS_A_SESSION && play_look(w.t).state < PLAYER_SUMMARY + (i < 20);
		     i++, n++) {
			reached[play_look(w.t).state]++;
			play_random_event(&w);
		}
		reached[play_look(w.t).state]++;
		ended += w.ends;
		holds += w.holds;
		play_free(w.t);
		while (w.saves > 0)
			play_free(w.saved[--w.saves]);
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
