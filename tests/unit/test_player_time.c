/* Time: exact to the millisecond at any speed, pauses that do not count, gaps. */
#include "player_fixture.h"

static const struct player_options interactive = {.speed_milli = 1000};

/* A small generator with a fixed seed: the same jitter in every run. */
static uint32_t next_random(uint32_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 17;
	return *x ^= *x << 5;
}

/* Two hours of plan: 60 rounds of a walk, a press of a place and a say. */
static struct play *two_hours(void)
{
	struct play *t = play_new();
	t->atlas.limits.presses_most = 1000;
	t->atlas.limits.place_ms = INT64_C(100000000);
	for (int i = 0; i < 15; i++) {
		play_walk(t, 140001);
		play_hold(t, i % 3, 30000, 60000);
		play_say(t, "Well done so far.", 2333, false);
		play_walk(t, 252666);
	}
	return t;
}

static void a_two_hour_plan_ends_on_the_exact_millisecond(void **state)
{
	(void)state;
	static const int32_t speeds[] = {500, 1000, 1001, 1500, 3333, 60000, 240000};
	for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
		struct play *t = two_hours();
		play_begin(t, (struct player_options){.speed_milli = speeds[i], .hands_free = true});
		assert_int_equal(t->plan->planned_ms, 15 * (140001 + 85000 + 2333 + 252666));
		assert_int_equal(t->plan->planned_ms, 7200000);
		struct mono start = t->now;
		uint32_t seed = 7;
		while (play_look(t).state != PLAYER_SUMMARY) {
			/* steps come late and between, as they do in life */
			struct mono d = player_deadline(t->p);
			t->now = mono_add_ns(d, next_random(&seed) % 200000000);
			play_event(t, EV_TICK, 0);
		}
		const struct effect *end = play_last(t, FX_END);
		int64_t exact = (INT64_C(7200000) * UNITS_PER_MS + speeds[i] - 1) / speeds[i];
		assert_int_equal(end->due.ns - start.ns, exact);
		assert_int_equal(end->session.active_ms, 7200000);
		size_t n = 0;
		for (size_t k = 0; k < t->nfx; k++)
			if (t->fx[k].kind == FX_SEGMENT) {
				int64_t u = t->plan->segments[n++].at_ms * UNITS_PER_MS;
				assert_int_equal(t->fx[k].due.ns - start.ns, (u + speeds[i] - 1) / speeds[i]);
			}
		assert_int_equal(n, t->plan->nsegments);
		play_free(t);
	}
}

static void a_thousand_pauses_lose_nothing(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 1800000);
	play_begin(t, interactive);
	uint32_t seed = 99;
	int64_t paused = 0;
	struct mono start = t->now;
	for (int i = 0; i < 1000; i++) {
		play_ns(t, 1 + next_random(&seed) % 900000000);
		play_event(t, EV_PAUSE, 0);
		int64_t ns = next_random(&seed) % 3000000000u;
		play_ns(t, ns);
		paused += ns;
		play_event(t, EV_PAUSE, 0);
	}
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.stood_ns, paused);
	assert_int_equal(s.session_ms, (t->now.ns - start.ns - paused) / NS_PER_MS);
	while (play_look(t).state == PLAYER_RUN) {
		t->now = player_deadline(t->p);
		play_event(t, EV_TICK, 0);
	}
	assert_int_equal(play_last(t, FX_END)->due.ns - start.ns - paused, INT64_C(1800000) * NS_PER_MS);
	play_free(t);
}

static void paused_time_is_not_held_time(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 20000);
	play_event(t, EV_PAUSE, 0);
	assert_true(play_told(t, NOTICE_PAUSED_EASE_OFF));
	play_ms(t, 9999);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN); /* not yet ten seconds */
	play_ms(t, 10000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 10000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).state, PLAYER_REFIND);
	assert_int_equal(play_look(t).elapsed_ms, 30000);
	play_ms(t, 5000);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).elapsed_ms, 30000);
	play_ms(t, 30000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	const struct hold_row *h = &play_last(t, FX_HOLD)->hold;
	assert_int_equal(h->held_ms, 60000);
	assert_int_equal(h->tool_ms, 10000 + 60000 + 5000 + 15000);
	play_free(t);
}

static void a_pause_while_resting_needs_no_find(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 60000);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_free(t);
}

static void a_gap_pauses_where_something_was_due(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_walk(t, 20000);
	play_begin(t, interactive);
	play_ms(t, 5000);
	struct mono due = player_deadline(t->p);
	t->now = mono_add_ms(due, 2001);
	play_event(t, EV_GO_ON, 0); /* pressed by somebody who saw the old screen */
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_PAUSED);
	assert_int_equal(s.pause_why, PAUSE_GAP);
	assert_true(play_told(t, NOTICE_GAP));
	assert_int_equal(s.segment, 0);
	assert_int_equal(play_count(t, FX_SEGMENT), 1);
	int64_t left = s.left_ms;
	assert_int_equal(left, 20000 - (due.ns - INT64_C(1000000000)) / NS_PER_MS);
	play_ms(t, 1000);
	play_event(t, EV_GO_ON, 0);
	play_ms(t, left - 1);
	assert_int_equal(play_look(t).segment, 0);
	play_ms(t, 1);
	assert_int_equal(play_look(t).segment, 1);
	play_free(t);
}

static void stop_works_in_the_step_of_a_gap(void **state)
{
	(void)state;
	static const struct {
		enum player_event_kind kind;
		enum player_state then;
	} rows[] = {{EV_STOP, PLAYER_STOPPED},
		    {EV_QUIT, PLAYER_QUIT},
		    {EV_INTERRUPT, PLAYER_ENDED},
		    {EV_SUSPEND, PLAYER_PAUSED}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = play_new();
		play_hold(t, 0, 60000, 60000);
		play_begin(t, interactive);
		play_to_phase(t, PHASE_HOLD);
		t->now = mono_add_ms(t->now, 600000);
		play_event(t, rows[i].kind, 600000);
		assert_int_equal(play_look(t).state, rows[i].then);
		play_free(t);
	}
}

static void a_small_gap_runs_every_boundary_in_order(void **state)
{
	(void)state;
	struct play *t = play_new();
	for (int i = 0; i < 5; i++)
		play_walk(t, 400);
	play_walk(t, 20000);
	play_begin(t, interactive);
	struct mono start = t->now;
	t->now = mono_add_ms(t->now, 1999);
	play_event(t, EV_TICK, 0);
	int n = 0;
	for (size_t i = 0; i < t->nfx; i++)
		if (t->fx[i].kind == FX_SEGMENT) {
			assert_int_equal(t->fx[i].segment, n);
			assert_int_equal(t->fx[i].due.ns - start.ns, n * 400 * NS_PER_MS);
			n++;
		}
	assert_int_equal(n, 5);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_free(t);
}

static void the_deadline_is_exact_and_never_past(void **state)
{
	(void)state;
	struct play *t = play_new();
	t->steps[0].cues = NULL;
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.speed_milli = 3000, .hands_free = true});
	while (play_look(t).state != PLAYER_ENDED) {
		struct mono d = player_deadline(t->p);
		uint64_t changed = play_look(t).changed;
		size_t effects = t->nfx;
		assert_true(d.ns >= t->now.ns);
		if (d.ns > t->now.ns + 1) { /* just before it nothing happens */
			t->now = (struct mono){d.ns - 1};
			play_event(t, EV_TICK, 0);
			assert_int_equal(t->nfx, effects);
			assert_int_equal(play_look(t).changed, changed);
		}
		t->now = d;
		play_event(t, EV_TICK, 0);
		assert_true(play_look(t).changed > changed || t->nfx > effects);
	}
	assert_int_equal(player_deadline(t->p).ns, MONO_NEVER.ns);
	play_free(t);
}

static void time_never_runs_backwards(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_begin(t, interactive);
	play_ms(t, 5000);
	t->now = (struct mono){t->now.ns - 3000 * NS_PER_MS};
	struct effects out = {0};
	player_step(t->p, (struct player_event){EV_TICK, 0}, t->now, &out);
	assert_int_equal(player_snapshot(t->p, t->now).session_ms, 5000);
	play_free(t);
}

static void the_snapshot_runs_between_steps_but_not_past_what_is_due(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_walk(t, 20000);
	play_begin(t, interactive);
	play_ms(t, 15000);
	int64_t left = player_snapshot(t->p, mono_add_ms(t->now, 100)).left_ms;
	assert_int_equal(left, 4900);
	assert_true(player_snapshot(t->p, mono_add_ms(t->now, 60000)).left_ms >= 0);
	assert_int_equal(player_snapshot(t->p, mono_add_ms(t->now, 60000)).segment, 0);
	play_free(t);
}

static void time_left_and_played_make_the_whole(void **state)
{
	(void)state;
	struct play *t = two_hours();
	play_begin(t, (struct player_options){.hands_free = true});
	for (int i = 0; i < 500 && play_look(t).state == PLAYER_RUN; i++) {
		struct player_snapshot s = play_look(t);
		assert_in_range(s.session_length_ms, 7199999, 7200000);
		assert_int_equal(s.session_ms + s.total_left_ms, s.session_length_ms);
		play_ms(t, 14321);
	}
	play_free(t);
}

/* What a screen eases into view: since when it shows what it does, in real time. */
static void what_is_new_is_known(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.speed_milli = 2000});
	play_ms(t, 400);
	assert_int_equal(play_look(t).entered_ms, 400);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).entered_ms, 0);
	play_ms(t, 250);
	assert_int_equal(play_look(t).entered_ms, 250);
	play_event(t, EV_PAUSE, 0);
	play_to_phase(t, PHASE_HOLD);
	assert_int_equal(play_look(t).entered_ms, 0);
	play_ms(t, 1000);
	play_event(t, EV_RATE, 7);
	assert_int_equal(play_look(t).entered_ms, 1000);
	assert_int_equal(play_look(t).let_go_ms, -1);
	play_ms(t, 100);
	play_event(t, EV_RATE, 2);
	assert_int_equal(play_look(t).let_go_ms, 0);
	play_ms(t, 300);
	assert_int_equal(play_look(t).let_go_ms, 300);
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_look(t).let_go_ms, -1);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_two_hour_plan_ends_on_the_exact_millisecond),
		cmocka_unit_test(a_thousand_pauses_lose_nothing),
		cmocka_unit_test(paused_time_is_not_held_time),
		cmocka_unit_test(a_pause_while_resting_needs_no_find),
		cmocka_unit_test(a_gap_pauses_where_something_was_due),
		cmocka_unit_test(stop_works_in_the_step_of_a_gap),
		cmocka_unit_test(a_small_gap_runs_every_boundary_in_order),
		cmocka_unit_test(the_deadline_is_exact_and_never_past),
		cmocka_unit_test(time_never_runs_backwards),
		cmocka_unit_test(the_snapshot_runs_between_steps_but_not_past_what_is_due),
		cmocka_unit_test(time_left_and_played_make_the_whole),
		cmocka_unit_test(what_is_new_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
