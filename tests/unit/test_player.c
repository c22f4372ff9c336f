/* The table of the player: every event in every state, and a session from start to end. */
#include "player_fixture.h"

/* A session for the walk over the table: a walk, a press, a walk, a question, a press, a walk. */
static struct play *session(bool tool_is_short)
{
	struct play *t = play_new();
	play_walk(t, 20000);
	play_hold(t, 0, 30000, 60000);
	play_walk(t, 30000);
	play_step(t, STEP_RATE)->measure = MEASURE_BACK;
	play_hold(t, 1, 30000, 30000);
	play_walk(t, 30000);
	if (tool_is_short)
		t->atlas.limits.tool_stretch = 100000;
	return t;
}

static void to_hold(struct play *t)
{
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 3000);
}

static void to_stop(struct play *t)
{
	to_hold(t);
	play_event(t, EV_STOP, 0);
}

/* Brings a session to a state; what it lies over is a hold wherever it may be one. */
static struct play *bring_to(enum player_state state)
{
	struct play *t = session(state == PLAYER_WALK);
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .ask_pain = true});
	if (state == PLAYER_READY)
		return t;
	play_event(t, EV_START, 0);
	switch (state) {
	case PLAYER_RUN:
		to_hold(t);
		break;
	case PLAYER_WAIT:
		play_to_phase(t, PHASE_FIND);
		play_ms(t, 4000);
		break;
	case PLAYER_ASK:
		while (play_look(t).state != PLAYER_ASK)
			play_event(t, EV_SKIP, 0);
		break;
	case PLAYER_WALK:
		play_to_phase(t, PHASE_EASE);
		play_ms(t, 46000);
		play_event(t, EV_GO_ON, 0);
		break;
	case PLAYER_PAUSED:
		to_hold(t);
		play_event(t, EV_PAUSE, 0);
		break;
	case PLAYER_REFIND:
		to_hold(t);
		play_event(t, EV_PAUSE, 0);
		play_ms(t, 10000);
		play_event(t, EV_PAUSE, 0);
		break;
	case PLAYER_STOPPED:
		to_stop(t);
		break;
	case PLAYER_AFTER_STOP:
		to_stop(t);
		play_event(t, EV_ANSWER, WHY_SHARP);
		break;
	case PLAYER_NUMB:
		to_stop(t);
		play_event(t, EV_ANSWER, WHY_NUMB);
		play_event(t, EV_ANSWER, AFTER_END);
		play_event(t, EV_GO_ON, 0);
		play_ms(t, 700); /* so long it takes to be read */
		break;
	case PLAYER_QUIT:
		to_hold(t);
		play_event(t, EV_QUIT, 0);
		break;
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
		play_event(t, EV_QUIT, 0);
		play_event(t, EV_ANSWER, 1);
		if (state == PLAYER_ENDED)
			play_event(t, EV_GO_ON, 0);
		break;
	case PLAYER_READY:
	case PLAYER_PAIN:
	case PLAYER_STATES:
		break;
	}
	return t;
}

/* The state that follows, by state and event; "." where nothing at all happens. The value of the
 * events: 5 of 10, segment 0, answer 1, a sleep of 5 s. */
static const char *const follows[PLAYER_STATES][PLAYER_EVENTS] = {
#define IN(state) [PLAYER_##state] =
	/* tick start go-on pause stop skip back jump rate sorer easier twitch more less swap answer quit interrupt
	   suspend */
	/* clang-format off */
	IN(READY) {".", "pain", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "ended", "ended", "."},
	IN(PAIN) {".", ".", "run", ".", ".", "run", ".", ".", "pain", "pain", "pain", ".", ".", ".", "pain", ".", "quit", "ended", "."},
	IN(RUN) {".", ".", "run", "paused", "stopped", "run", "run", "run", "run", "run", "run", "run", "run", "run", "run", ".", "quit", "ended", "paused"},
	IN(WAIT) {".", ".", "run", "paused", "stopped", "run", "run", "run", "run", "run", "run", "wait", ".", ".", "wait", ".", "quit", "ended", "paused"},
	IN(ASK) {".", ".", "run", "paused", ".", "run", "ask", "run", "ask", "ask", "ask", ".", ".", ".", "ask", ".", "quit", "ended", "paused"},
	IN(WALK) {".", ".", "walk", "paused", "paused", "run", ".", "run", ".", ".", ".", ".", "walk", ".", "walk", ".", "quit", "ended", "paused"},
	IN(PAUSED) {".", ".", "run", "run", "stopped", "paused", "paused", "paused", "paused", "paused", "paused", ".", ".", ".", "paused", ".", "quit", "ended", "paused"},
	IN(REFIND) {".", ".", "run", "paused", "stopped", "run", "run", "run", "refind", "refind", "refind", "refind", ".", ".", "refind", ".", "quit", "ended", "paused"},
	IN(STOPPED) {".", ".", "stopped", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "after-stop", "quit", "ended", "."},
	IN(AFTER_STOP) {".", ".", "run", ".", ".", "run", ".", ".", ".", ".", ".", ".", ".", ".", ".", "run", "quit", "ended", "."},
	IN(NUMB) {".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "summary", "summary", "ended", "."},
	IN(QUIT) {".", ".", "run", ".", "stopped", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "pain", ".", "ended", "paused"},
	IN(SUMMARY) {".", ".", "ended", ".", ".", "ended", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "ended", "ended", "."},
	IN(ENDED) {".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", ".", "."},
/* clang-format on */
#undef IN
};

static int value_of(enum player_event_kind k)
{
	return k == EV_RATE ? 5 : k == EV_ANSWER ? 1 : k == EV_SUSPEND ? 5000 : 0;
}

static void every_cell_of_the_table(void **unused)
{
	(void)unused;
	for (enum player_state s = 0; s < PLAYER_STATES; s++)
		for (enum player_event_kind k = 0; k < PLAYER_EVENTS; k++) {
			struct play *t = bring_to(s);
			assert_string_equal(player_state_name(play_look(t).state), player_state_name(s));
			size_t before = t->nfx;
			uint64_t changed = play_look(t).changed;
			play_event(t, k, value_of(k));
			struct player_snapshot now = play_look(t);
			const char *want = follows[s][k];
			bool nothing = !strcmp(want, ".");
			if (strcmp(player_state_name(now.state), nothing ? player_state_name(s) : want))
				fail_msg("%s in %s leads to %s", player_event_name(k), player_state_name(s),
					 player_state_name(now.state));
			if (nothing ? t->nfx != before || now.changed != changed : now.changed == changed)
				fail_msg("%s in %s: %s", player_event_name(k), player_state_name(s),
					 nothing ? "something happens" : "nothing happens");
			play_free(t);
		}
}

static void states_and_events_have_names(void **unused)
{
	(void)unused;
	for (enum player_state s = 0; s < PLAYER_STATES; s++)
		for (enum player_state o = 0; o < s; o++)
			assert_string_not_equal(player_state_name(s), player_state_name(o));
	for (enum player_event_kind k = 0; k < PLAYER_EVENTS; k++)
		for (enum player_event_kind o = 0; o < k; o++)
			assert_string_not_equal(player_event_name(k), player_event_name(o));
}

static void values_out_of_range_do_nothing(void **unused)
{
	(void)unused;
	static const struct {
		enum player_state state;
		enum player_event_kind kind;
		int value;
	} rows[] = {
		{PLAYER_PAIN, EV_RATE, 11},      {PLAYER_PAIN, EV_RATE, -1},
		{PLAYER_RUN, EV_RATE, 11},       {PLAYER_RUN, EV_JUMP, -1},
		{PLAYER_RUN, EV_JUMP, 1000},     {PLAYER_STOPPED, EV_ANSWER, 9},
		{PLAYER_STOPPED, EV_ANSWER, -1}, {PLAYER_AFTER_STOP, EV_ANSWER, 3},
		{PLAYER_NUMB, EV_ANSWER, 2},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = bring_to(rows[i].state);
		size_t before = t->nfx;
		play_event(t, rows[i].kind, rows[i].value);
		assert_int_equal(t->nfx, before);
		assert_int_equal(play_look(t).state, rows[i].state);
		play_event(t, (enum player_event_kind)PLAYER_EVENTS, 0);
		assert_int_equal(t->nfx, before);
		play_free(t);
	}
}

static void hands_free_from_start_to_end(void **unused)
{
	(void)unused;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.hands_free = true, .ask_pain = true});
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	play_ms(t, 3000);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(t->plan->planned_ms, 105000);
	play_ms(t, 105000 - 1);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	assert_true(play_look(t).after);
	play_ms(t, 3000);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	play_ms(t, 5000);
	assert_int_equal(play_look(t).state, PLAYER_ENDED);

	const struct effect *e = play_last(t, FX_END);
	assert_int_equal(e->session.outcome, SESSION_DONE);
	assert_int_equal(e->session.active_ms, 105000);
	assert_true(e->session.ended_by_choice);
	assert_int_equal(e->session.pain_before, RATING_UNKNOWN);
	assert_int_equal(e->session.numb_after, -1);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	const struct hold_row *h = &play_last(t, FX_HOLD)->hold;
	assert_int_equal(h->n, 0);
	assert_string_equal(h->site, "thigh-inner-upper");
	assert_int_equal(h->planned_ms, 30000);
	assert_int_equal(h->held_ms, 30000);
	assert_int_equal(h->tool_ms, 55000);
	assert_int_equal(h->outcome, HOLD_FULL);
	assert_int_equal(h->sore_before, RATING_UNKNOWN);
	assert_int_equal(play_count(t, FX_SEGMENT), t->plan->nsegments);
	assert_int_equal(play_look(t).held_ms[0], 30000);
	assert_int_equal(play_look(t).held_ms[1], 0);
	play_free(t);
}

static void segments_begin_when_the_plan_says(void **unused)
{
	(void)unused;
	struct play *t = session(false);
	play_begin(t, (struct player_options){.hands_free = true});
	struct mono start = t->now;
	play_ms(t, 600000);
	size_t n = 0;
	int64_t asked = 0;
	for (size_t i = 0; i < t->nfx; i++) {
		if (t->fx[i].kind != FX_SEGMENT)
			continue;
		const struct segment *s = &t->plan->segments[n];
		assert_int_equal(t->fx[i].segment, n++);
		assert_int_equal(t->fx[i].at_ms, s->at_ms);
		assert_int_equal(t->fx[i].due.ns - start.ns, (s->at_ms + asked) * NS_PER_MS);
		if (s->phase == PHASE_RATE)
			asked += 3000;
	}
	assert_int_equal(n, t->plan->nsegments);
	play_free(t);
}

/* More than one step has room for: the rest comes with the next, nothing is lost. */
static void effects_that_overflow_come_later(void **unused)
{
	(void)unused;
	struct play *t = play_new();
	for (int i = 0; i < 30; i++)
		play_walk(t, 50);
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .hands_free = true});
	struct effects out = {0};
	player_step(t->p, (struct player_event){EV_START, 0}, t->now, &out);
	t->now = mono_add_ms(t->now, 1500);
	int n = 0, rounds = 0;
	for (size_t i = 0; i < (size_t)out.n; i++)
		n += out.e[i].kind == FX_SEGMENT;
	do {
		out = (struct effects){0};
		player_step(t->p, (struct player_event){EV_TICK, 0}, t->now, &out);
		assert_int_equal(out.more, player_deadline(t->p).ns == t->now.ns);
		for (int i = 0; i < out.n; i++)
			n += out.e[i].kind == FX_SEGMENT;
		rounds++;
	} while (out.more);
	assert_true(rounds > 1);
	assert_int_equal(n, 30);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_of_the_table),
		cmocka_unit_test(states_and_events_have_names),
		cmocka_unit_test(values_out_of_range_do_nothing),
		cmocka_unit_test(hands_free_from_start_to_end),
		cmocka_unit_test(segments_begin_when_the_plan_says),
		cmocka_unit_test(effects_that_overflow_come_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
