/* A press: letting go, ratings, easing off, longer and shorter, caps. */
#include "player_fixture.h"

static const struct player_options interactive = {.speed_milli = 1000};

/* One press of `lo`..`hi` and a last walk, brought to its hold. */
static struct play *in_hold(int64_t lo_ms, int64_t hi_ms)
{
	struct play *t = play_new();
	play_hold(t, 0, lo_ms, hi_ms);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	return t;
}

static const struct hold_row *row(const struct play *t)
{
	return &play_last(t, FX_HOLD)->hold;
}

static void elastic_ends_with_the_breath_once_let_go(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_ms(t, 34000);
	assert_true(play_look(t).elastic && play_look(t).lower_passed);
	play_event(t, EV_GO_ON, 0);
	assert_true(play_look(t).ends_with_breath && play_look(t).released);
	assert_int_equal(play_look(t).notice, NOTICE_ENDS_WITH_BREATH);
	assert_int_equal(play_look(t).length_ms, 40000);
	play_ms(t, 6000 - 1);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	play_ms(t, 1);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->held_ms, 40000);
	assert_int_equal(row(t)->planned_ms, 60000);
	assert_int_equal(row(t)->outcome, HOLD_RELEASED);
	play_free(t);
}

static void pressed_again_it_ends_now(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_ms(t, 34000);
	play_event(t, EV_GO_ON, 0);
	play_ms(t, 1000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->held_ms, 35000);
	play_free(t);
}

static void before_the_lower_figure_it_ends_there(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_ms(t, 3000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).notice, NOTICE_ENDS_AT_LOWER);
	play_ms(t, 27000 - 1);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	play_ms(t, 1);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_free(t);
}

static void untouched_it_runs_to_its_upper_end(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_ms(t, 60000 - 1);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	play_ms(t, 1 + 15000);
	assert_int_equal(row(t)->held_ms, 60000);
	assert_int_equal(row(t)->outcome, HOLD_FULL);
	play_free(t);
}

static void a_fixed_hold_ends_with_the_breath_too(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	assert_false(play_look(t).elastic);
	play_ms(t, 12000);
	play_event(t, EV_GO_ON, 0);
	play_ms(t, 8000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->held_ms, 20000);
	assert_int_equal(row(t)->outcome, HOLD_RELEASED);
	play_free(t);
}

/* Released: halved, fallen by two, or at most two. */
static void what_counts_as_released(void **state)
{
	(void)state;
	static const struct {
		int before, after;
		bool released;
	} rows[] = {
		{6, 4, true}, {6, 5, false}, {6, 6, false}, {3, 2, true},  {4, 3, false}, {5, 3, true},
		{7, 5, true}, {7, 6, false}, {2, 2, true},  {3, 3, false}, {1, 0, true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = play_new();
		play_hold(t, 0, 30000, 30000);
		play_walk(t, 30000);
		play_begin(t, interactive);
		play_event(t, EV_RATE, rows[i].before);
		play_to_phase(t, PHASE_REST);
		play_event(t, EV_RATE, rows[i].after);
		assert_int_equal(play_look(t).released, rows[i].released);
		play_ms(t, 10000);
		assert_int_equal(row(t)->outcome, rows[i].released ? HOLD_RELEASED : HOLD_FULL);
		assert_int_equal(row(t)->sore_before, rows[i].before);
		assert_int_equal(row(t)->sore_after, rows[i].after);
		assert_int_equal(play_told(t, NOTICE_ANOTHER_DAY), !rows[i].released);
		play_free(t);
	}
}

static void the_last_rating_while_finding_is_the_one_before(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_RATE, 3);
	play_event(t, EV_SORER, 0);
	play_event(t, EV_SORER, 0);
	play_event(t, EV_EASIER, 0);
	assert_int_equal(play_look(t).sore_before, 4);
	play_ms(t, 4000);
	assert_int_equal(play_look(t).phase, PHASE_SINK); /* rated, so the find does not wait */
	play_event(t, EV_RATE, 6);
	assert_int_equal(play_look(t).sore_before, 6);
	assert_false(play_look(t).released);
	assert_int_equal(play_count(t, FX_RATING), 5);
	assert_string_equal(play_last(t, FX_RATING)->what, "sore");
	assert_int_equal(play_last(t, FX_RATING)->value, 6);
	play_free(t);
}

static void the_first_digit_in_a_hold_is_the_one_before(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_event(t, EV_RATE, 6);
	assert_int_equal(play_look(t).sore_before, 6);
	assert_false(play_look(t).released);
	play_event(t, EV_RATE, 4);
	assert_true(play_look(t).released);
	assert_int_equal(play_look(t).phase, PHASE_HOLD); /* the person says when it ends */
	play_free(t);
}

static void arrows_begin_in_the_middle_whatever_was_another_day(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 60000);
	play_event(t, EV_SORER, 0);
	assert_int_equal(play_look(t).sore_now, 5);
	play_free(t);

	t = play_new();
	t->who.place[0][0].sore = 10;
	play_hold(t, 0, 30000, 30000);
	play_begin(t, interactive);
	play_event(t, EV_SORER, 0);
	assert_int_equal(play_look(t).sore_now, 5);
	play_event(t, EV_SORER, 0);
	assert_int_equal(play_look(t).sore_now, 6);
	play_event(t, EV_EASIER, 0);
	assert_int_equal(play_look(t).sore_now, 5);
	play_free(t);
}

/* The aim of the fixture's presses is 4 to 6. */
static void more_than_the_aim_is_told_before_it_is_a_lot(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_begin(t, interactive);
	play_event(t, EV_RATE, 6);
	assert_false(play_told(t, NOTICE_LIGHTER));
	play_event(t, EV_RATE, 7);
	assert_true(play_told(t, NOTICE_LIGHTER));
	assert_false(play_told(t, NOTICE_EASE_OFF));
	assert_false(play_look(t).eased_off);
	play_free(t);
}

/* What asks for less is read into the hold that it is about, and no further. */
static void to_press_less_outlasts_the_phase(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_RATE, 7);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_event(t, EV_GO_ON, 0);
	assert_int_not_equal(play_look(t).phase, PHASE_FIND);
	assert_int_equal(play_look(t).notice, NOTICE_LIGHTER);
	play_event(t, EV_SKIP, 0);
	assert_int_not_equal(play_look(t).notice, NOTICE_LIGHTER);
	play_free(t);
}

static void a_rise_by_two_says_ease_off_then_ends_the_hold(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_RATE, 4);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 10000);
	play_event(t, EV_RATE, 5);
	assert_false(play_told(t, NOTICE_EASE_OFF));
	play_event(t, EV_RATE, 6);
	assert_true(play_look(t).eased_off);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	const struct effect *cue = play_last(t, FX_CUE_DUE);
	assert_int_equal(cue->sound, SOUND_EASE_OFF);
	assert_int_equal(cue->cue_kind, CUE_STOP);
	play_ms(t, 5000);
	play_event(t, EV_RATE, 6);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->outcome, HOLD_EASED_OFF);
	assert_int_equal(row(t)->held_ms, 15000);
	play_free(t);
}

static void over_seven_says_ease_off_even_while_finding(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_RATE, 7);
	assert_false(play_look(t).eased_off);
	play_event(t, EV_RATE, 8);
	assert_true(play_look(t).eased_off);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_event(t, EV_RATE, 9);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->outcome, HOLD_EASED_OFF);
	assert_int_equal(row(t)->held_ms, 0);
	play_free(t);
}

static void rated_too_sore_twice_in_a_pause_it_ends_when_it_goes_on(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	play_ms(t, 5000);
	play_event(t, EV_PAUSE, 0);
	play_event(t, EV_RATE, 8);
	play_event(t, EV_RATE, 9);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 15000);
	assert_int_equal(row(t)->outcome, HOLD_EASED_OFF);
	assert_int_equal(row(t)->held_ms, 5000);
	play_free(t);
}

static void thirty_seconds_more_once(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	play_ms(t, 60000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	assert_true(play_look(t).more_offered);
	assert_true(play_told(t, NOTICE_MORE_OFFERED));
	play_ms(t, 2000);
	play_event(t, EV_MORE, 0);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.phase, PHASE_HOLD);
	assert_int_equal(s.elapsed_ms, 60000);
	assert_int_equal(s.length_ms, 90000);
	assert_int_equal(s.pressure.hi, 3);
	assert_int_equal(s.breaths, 9);
	play_ms(t, 30000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	assert_false(play_look(t).more_offered);
	play_ms(t, 15000);
	assert_int_equal(row(t)->held_ms, 90000);
	assert_int_equal(row(t)->tool_ms, 10000 + 60000 + 2000 + 30000 + 15000);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	play_free(t);
}

static void leaving_in_the_seconds_more_keeps_the_whole_hold(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	play_ms(t, 62000);
	play_event(t, EV_MORE, 0);
	play_ms(t, 5000);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(row(t)->outcome, HOLD_FULL);
	assert_int_equal(row(t)->held_ms, 65000);
	play_free(t);
}

static void more_is_not_offered_where_it_should_not_be(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000); /* let go */
	play_event(t, EV_GO_ON, 0);
	play_to_phase(t, PHASE_EASE);
	assert_false(play_look(t).more_offered);
	play_free(t);

	t = in_hold(100000, 100000); /* 130 s would pass the cap of one press */
	play_to_phase(t, PHASE_EASE);
	assert_false(play_look(t).more_offered);
	play_free(t);

	t = play_new(); /* nobody to ask */
	play_hold(t, 0, 60000, 60000);
	play_begin(t, (struct player_options){.hands_free = true});
	play_to_phase(t, PHASE_EASE);
	assert_false(play_look(t).more_offered);
	play_free(t);

	t = play_new(); /* the day's share of the place has no room */
	t->who.place[0][0].held_ms = 230000;
	t->who.place[0][0].presses = 2;
	play_hold(t, 0, 60000, 60000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_EASE);
	assert_false(play_look(t).more_offered);
	play_free(t);

	t = in_hold(60000, 60000); /* withdrawn once it has let go */
	play_event(t, EV_RATE, 6);
	play_to_phase(t, PHASE_EASE);
	assert_true(play_look(t).more_offered);
	play_event(t, EV_RATE, 3);
	assert_false(play_look(t).more_offered);
	play_free(t);
}

/* What is spent in the ease before `+` is pressed counts too. */
static void more_that_no_longer_fits_is_not_given(void **state)
{
	(void)state;
	for (int late = 0; late < 2; late++) {
		struct play *t = play_new();
		t->atlas.limits.tool_stretch = 10000 + 60000 + 30000 + 15000;
		play_hold(t, 0, 60000, 60000);
		play_walk(t, 30000);
		play_begin(t, interactive);
		play_event(t, EV_RATE, 5); /* so that the find does not wait */
		play_to_phase(t, PHASE_EASE);
		assert_true(play_look(t).more_offered);
		play_ms(t, late);
		play_event(t, EV_MORE, 0);
		assert_int_equal(play_look(t).phase, late ? PHASE_EASE : PHASE_HOLD);
		assert_int_equal(play_told(t, NOTICE_CAP), late);
		assert_false(play_look(t).more_offered);
		play_free(t);
	}
}

/* Five seconds of finding again are five seconds on the tool. */
static void finding_again_comes_off_the_hold_where_the_tool_has_no_room(void **state)
{
	(void)state;
	struct play *t = play_new();
	t->atlas.limits.tool_stretch = 85000;
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.hands_free = true});
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 20000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 10000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 5000);
	assert_int_equal(play_look(t).length_ms, 55000);
	play_ms(t, 60000);
	assert_int_equal(row(t)->held_ms, 55000);
	assert_int_equal(row(t)->tool_ms, 85000);
	play_free(t);
}

static void a_breath_more_or_less_in_a_hold(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 70000);
	assert_int_equal(play_look(t).breaths, 7);
	play_event(t, EV_LESS, 0);
	play_event(t, EV_LESS, 0);
	assert_int_equal(play_look(t).length_ms, 50000);
	play_ms(t, 41000);
	play_event(t, EV_LESS, 0); /* the breath that is being drawn stays */
	assert_int_equal(play_look(t).length_ms, 50000);
	play_ms(t, 9000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_free(t);
}

static void plus_never_passes_a_cap(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	for (int i = 0; i < 20; i++)
		play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 120000);
	assert_true(play_told(t, NOTICE_CAP));
	play_ms(t, 120000);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_free(t);

	t = play_new(); /* the share of the day */
	t->who.place[0][0].held_ms = 220000;
	play_hold(t, 0, 60000, 60000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	for (int i = 0; i < 20; i++)
		play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 80000);
	play_free(t);

	t = play_new(); /* to the millisecond */
	t->who.place[0][0].held_ms = 220001;
	play_hold(t, 0, 60000, 60000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	for (int i = 0; i < 20; i++)
		play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 70000);
	play_free(t);

	t = play_new(); /* the time on the tool */
	t->atlas.limits.tool_stretch = 110000;
	play_hold(t, 0, 60000, 60000);
	play_begin(t, (struct player_options){.hands_free = true});
	play_to_phase(t, PHASE_HOLD);
	for (int i = 0; i < 20; i++)
		play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 80000); /* 10 + 80 + 5 + 10 = 105 s */
	play_free(t);
}

static void ten_seconds_elsewhere(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_MORE, 0);
	assert_int_equal(play_look(t).length_ms, 30000);
	assert_int_equal(play_look(t).total_left_ms, 60000);
	play_ms(t, 15000);
	play_event(t, EV_LESS, 0);
	assert_int_equal(play_look(t).left_ms, 5000);
	play_event(t, EV_LESS, 0); /* nothing is left of it */
	assert_int_equal(play_look(t).segment, 1);
	assert_int_equal(play_look(t).elapsed_ms, 0);
	play_free(t);
}

static void a_place_that_had_its_share_is_passed_over(void **state)
{
	(void)state;
	struct play *t = play_new();
	for (int i = 0; i < 4; i++)
		play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	struct person as_planned = t->who;
	t->plan = plan_compile(&t->routine, &t->atlas, &as_planned, NULL);
	t->who.place[0][0].presses = 1; /* known to the player, not to this plan */
	size_t presses = t->plan->npresses;
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .hands_free = true});
	play_event(t, EV_START, 0);
	play_ms(t, 600000);
	assert_true(presses > 2);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	assert_true(play_told(t, NOTICE_SHARE_HAD));
	assert_int_equal(play_last(t, FX_END)->session.outcome, SESSION_DONE);
	play_free(t);
}

static void a_range_gives_way_to_the_share_of_the_day(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 90000);
	play_walk(t, 30000);
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->who.place[0][0].held_ms = 235000;
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .hands_free = true});
	play_event(t, EV_START, 0);
	play_ms(t, 600000);
	assert_int_equal(row(t)->held_ms, 60000); /* whole breaths within 65 s */
	play_free(t);
}

static void two_minutes_of_walking_are_put_in(void **state)
{
	(void)state;
	struct play *t = play_new();
	t->atlas.limits.tool_stretch = 150000;
	play_hold(t, 0, 60000, 60000); /* 85 s each on the tool */
	play_hold(t, 1, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.hands_free = true});
	int64_t length = play_look(t).session_length_ms;
	play_ms(t, 85000);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_WALK);
	assert_int_equal(s.left_ms, 120000);
	assert_int_equal(s.session_length_ms, length + 120000);
	assert_true(play_told(t, NOTICE_WALK_PUT_IN));
	assert_int_equal(play_count(t, FX_HOLD), 1);
	play_event(t, EV_GO_ON, 0); /* it cannot be cut short */
	play_ms(t, 120000 - 1);
	assert_int_equal(play_look(t).state, PLAYER_WALK);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_ms(t, 85000 + 30000);
	assert_int_equal(play_last(t, FX_END)->session.active_ms, length + 120000);
	play_free(t);
}

static void the_time_on_the_tool_may_be_used_up_but_not_passed(void **state)
{
	(void)state;
	for (int over = 0; over < 2; over++) {
		struct play *t = play_new();
		t->atlas.limits.tool_stretch = 170000 - over; /* two presses of 85 s */
		play_hold(t, 0, 60000, 60000);
		play_hold(t, 1, 60000, 60000);
		play_walk(t, 30000);
		play_begin(t, (struct player_options){.hands_free = true});
		play_ms(t, 600000);
		assert_int_equal(play_told(t, NOTICE_WALK_PUT_IN), over);
		play_free(t);
	}
}

static void walking_of_its_own_counts_if_unbroken(void **state)
{
	(void)state;
	static const struct {
		int64_t first, second;
		bool broken, put_in;
	} rows[] = {{60000, 60000, false, false}, {60000, 60000, true, true}, {60000, 59999, false, true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = play_new();
		t->atlas.limits.tool_stretch = 150000;
		play_hold(t, 0, 60000, 60000);
		play_walk(t, rows[i].first);
		if (rows[i].broken)
			play_say(t, "Sit for a moment.", 2000, false);
		play_walk(t, rows[i].second);
		play_hold(t, 1, 60000, 60000);
		play_begin(t, (struct player_options){.hands_free = true});
		play_ms(t, 600000);
		assert_int_equal(play_told(t, NOTICE_WALK_PUT_IN), rows[i].put_in);
		play_free(t);
	}
}

/* Waiting in a find takes time on the tool: the walk comes before the hold, then the find again. */
static void a_long_find_puts_the_walk_before_its_hold(void **state)
{
	(void)state;
	struct play *t = play_new();
	t->atlas.limits.tool_stretch = 150000;
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_ms(t, 100000);
	assert_int_equal(play_look(t).state, PLAYER_WAIT);
	play_event(t, EV_GO_ON, 0);
	play_ms(t, 6000);
	assert_int_equal(play_look(t).state, PLAYER_WALK);
	play_ms(t, 120000);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 75000);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	assert_int_equal(row(t)->held_ms, 60000);
	play_free(t);
}

static void twitches_are_counted_and_nothing_else(void **state)
{
	(void)state;
	struct play *t = in_hold(30000, 30000);
	play_event(t, EV_TWITCH, 0);
	play_event(t, EV_TWITCH, 0);
	assert_int_equal(play_look(t).twitches, 2);
	play_ms(t, 45000);
	assert_int_equal(row(t)->twitches, 2);
	assert_int_equal(row(t)->outcome, HOLD_FULL);
	size_t before = t->nfx;
	play_event(t, EV_TWITCH, 0); /* walking */
	play_event(t, EV_RATE, 3);
	assert_int_equal(t->nfx, before);
	play_free(t);
}

static void the_knot_turns_with_the_out_breaths(void **state)
{
	(void)state;
	struct play *t = in_hold(60000, 60000);
	assert_int_equal(play_look(t).turns_all, 6);
	assert_int_equal(play_look(t).turns, 0);
	assert_int_equal(play_look(t).breath.phase, BREATH_IN);
	play_ms(t, 4000);
	assert_int_equal(play_look(t).breath.phase, BREATH_OUT);
	play_ms(t, 6000);
	assert_int_equal(play_look(t).turns, 1);
	play_free(t);
}

/* A find waits for the person, unless the settings let it pass; what a `say` waits for it still does. */
static void a_find_may_pass(void **state)
{
	(void)state;
	for (int passes = 0; passes < 2; passes++) {
		struct play *t = play_new();
		play_hold(t, 0, 30000, 30000);
		play_say(t, "Ready?", 3000, true);
		play_begin(t, (struct player_options){.speed_milli = 1000, .find_passes = passes});
		play_ms(t, 10500);
		assert_int_equal(play_look(t).state, passes ? PLAYER_RUN : PLAYER_WAIT);
		assert_int_equal(play_look(t).phase, passes ? PHASE_HOLD : PHASE_FIND);
		play_to_phase(t, PHASE_SAY);
		play_ms(t, 4000);
		assert_int_equal(play_look(t).state, PLAYER_WAIT);
		play_free(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elastic_ends_with_the_breath_once_let_go),
		cmocka_unit_test(pressed_again_it_ends_now),
		cmocka_unit_test(before_the_lower_figure_it_ends_there),
		cmocka_unit_test(untouched_it_runs_to_its_upper_end),
		cmocka_unit_test(a_fixed_hold_ends_with_the_breath_too),
		cmocka_unit_test(what_counts_as_released),
		cmocka_unit_test(the_last_rating_while_finding_is_the_one_before),
		cmocka_unit_test(the_first_digit_in_a_hold_is_the_one_before),
		cmocka_unit_test(arrows_begin_in_the_middle_whatever_was_another_day),
		cmocka_unit_test(more_than_the_aim_is_told_before_it_is_a_lot),
		cmocka_unit_test(to_press_less_outlasts_the_phase),
		cmocka_unit_test(a_rise_by_two_says_ease_off_then_ends_the_hold),
		cmocka_unit_test(over_seven_says_ease_off_even_while_finding),
		cmocka_unit_test(rated_too_sore_twice_in_a_pause_it_ends_when_it_goes_on),
		cmocka_unit_test(thirty_seconds_more_once),
		cmocka_unit_test(leaving_in_the_seconds_more_keeps_the_whole_hold),
		cmocka_unit_test(more_is_not_offered_where_it_should_not_be),
		cmocka_unit_test(more_that_no_longer_fits_is_not_given),
		cmocka_unit_test(finding_again_comes_off_the_hold_where_the_tool_has_no_room),
		cmocka_unit_test(a_breath_more_or_less_in_a_hold),
		cmocka_unit_test(plus_never_passes_a_cap),
		cmocka_unit_test(ten_seconds_elsewhere),
		cmocka_unit_test(a_place_that_had_its_share_is_passed_over),
		cmocka_unit_test(a_range_gives_way_to_the_share_of_the_day),
		cmocka_unit_test(two_minutes_of_walking_are_put_in),
		cmocka_unit_test(the_time_on_the_tool_may_be_used_up_but_not_passed),
		cmocka_unit_test(walking_of_its_own_counts_if_unbroken),
		cmocka_unit_test(a_long_find_puts_the_walk_before_its_hold),
		cmocka_unit_test(twitches_are_counted_and_nothing_else),
		cmocka_unit_test(the_knot_turns_with_the_out_breaths),
		cmocka_unit_test(a_find_may_pass),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
