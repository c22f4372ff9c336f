/* On, skip, back, jump, swapped legs and a plan compiled again. */
#include "player_fixture.h"

static const struct player_options interactive = {.speed_milli = 1000};

/* A walk, three presses of the places 0 1 2 on the left leg, a walk. */
static struct play *three(void)
{
	struct play *t = play_new();
	play_walk(t, 20000);
	for (int i = 0; i < 3; i++)
		play_hold(t, i, 30000, 30000);
	play_walk(t, 30000);
	return t;
}

static int site_now(const struct play *t)
{
	struct player_snapshot s = play_look(t);
	return s.site ? s.site->index : -1;
}

static void enter_goes_on_at_once(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_ms(t, 5000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_SINK);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	play_free(t);
}

static void skip_ends_the_press_as_skipped(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 8000);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_SKIPPED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 8000);
	assert_int_equal(site_now(t), 1);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	assert_int_equal(play_look(t).press, 2);
	assert_int_equal(play_look(t).presses, 3);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SKIP, 0); /* the hold was done: only its rest is skipped */
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_FULL);
	assert_int_equal(site_now(t), 2);
	play_free(t);
}

static void skipping_everything_ends_the_session(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(play_look(t).state, PLAYER_RUN);
		play_event(t, EV_SKIP, 0);
	}
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(play_look(t).total_left_ms, 0);
	play_free(t);
}

static void back_begins_the_segment_again(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_ms(t, 15000);
	play_event(t, EV_BACK, 0);
	assert_int_equal(play_look(t).segment, 0);
	assert_int_equal(play_look(t).elapsed_ms, 0);
	assert_int_equal(play_look(t).total_left_ms, t->plan->planned_ms);
	play_free(t);
}

static void back_twice_quickly_goes_to_the_one_before(void **state)
{
	(void)state;
	static const struct {
		int64_t apart_ms;
		bool before;
	} rows[] = {{2000, true}, {2001, false}};
	for (size_t i = 0; i < 2; i++) {
		struct play *t = three();
		play_begin(t, interactive);
		play_to_phase(t, PHASE_FIND);
		play_ms(t, 1000);
		int here = play_look(t).segment;
		play_event(t, EV_BACK, 0);
		assert_int_equal(play_look(t).segment, here);
		assert_int_equal(play_count(t, FX_HOLD), 0);
		play_ms(t, rows[i].apart_ms);
		play_event(t, EV_BACK, 0);
		assert_int_equal(play_look(t).segment, rows[i].before ? here - 1 : here);
		assert_int_equal(play_count(t, FX_HOLD), rows[i].before); /* the press was left */
		play_free(t);
	}
}

static void back_into_an_earlier_press_begins_it_whole(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_REST);
	play_ms(t, 10000);
	assert_int_equal(site_now(t), 1);
	play_event(t, EV_BACK, 0);
	play_event(t, EV_BACK, 0);
	assert_int_equal(site_now(t), 0);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_free(t);
}

static void back_in_a_hold_never_passes_the_cap_of_a_press(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 60000, 60000);
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	for (int i = 0; i < 10; i++) {
		if (play_look(t).phase != PHASE_HOLD)
			break;
		play_ms(t, 25000);
		play_event(t, EV_BACK, 0);
	}
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	assert_in_range(play_last(t, FX_HOLD)->hold.held_ms, 100000, 120000);
	play_free(t);
}

static void jump_goes_there(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 5000);
	const struct press *third = &t->plan->presses[2];
	play_event(t, EV_JUMP, third->hold); /* into a press means its start */
	assert_int_equal(play_look(t).segment, third->find);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_SKIPPED);
	play_event(t, EV_JUMP, 0);
	assert_int_equal(play_look(t).segment, 0);
	play_event(t, EV_SKIP, 0); /* everything after it is to be played again */
	assert_int_equal(site_now(t), 0);
	play_free(t);
}

static void moving_while_paused_stays_paused(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_event(t, EV_PAUSE, 0);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	assert_int_equal(site_now(t), 0);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(site_now(t), 1);
	assert_int_equal(play_count(t, FX_SEGMENT), 1);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	assert_int_equal(site_now(t), 1);
	play_ms(t, 4000);
	assert_int_equal(play_look(t).state, PLAYER_WAIT);
	play_free(t);
}

static void a_session_goes_on_where_it_was(void **state)
{
	(void)state;
	struct play *t = three();
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	const struct player_result had = {.site = &t->atlas.site[0],
					  .leg = LEG_LEFT,
					  .outcome = HOLD_RELEASED,
					  .sore_before = 6,
					  .sore_after = 3,
					  .held_ms = 30000};
	const struct player_past past = {.segment = t->plan->presses[1].hold,
					 .pain_before = 5,
					 .active_ms = 81000,
					 .stretch_ms = 45000,
					 .results = &had,
					 .nresults = 1};
	t->p = player_new(t->plan, &t->who,
			  (struct player_options){.speed_milli = 1000, .ask_pain = true, .past = &past});
	play_event(t, EV_START, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN); /* pain before was asked once */
	assert_int_equal(play_look(t).pain_before, 5);
	assert_int_equal(play_look(t).held_ms[0], 30000);
	assert_int_equal(play_look(t).session_ms, 81000);
	assert_int_equal(play_count(t, FX_REPLAN), 1);
	assert_int_equal(play_look(t).segment, t->plan->presses[1].find);
	const struct effect *e = play_last(t, FX_POSITION);
	assert_int_equal(e->session.segment, t->plan->presses[1].find);
	assert_int_equal(e->session.leg, LEG_LEFT);
	assert_int_equal(e->session.at_ms, t->plan->segments[e->session.segment].at_ms);
	assert_int_equal(e->session.active_ms, 81000);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.n, 1); /* the first press has its row */
	assert_int_equal(play_look(t).nresults, 2);
	play_free(t);
}

/* A list on both legs: 0 and 1 left, then 0 and 1 right. */
static struct play *both_legs(void)
{
	struct play *t = play_new();
	play_walk(t, 20000);
	struct step *s = play_step(t, STEP_LEGS);
	s->legs = LEGS_BOTH;
	s->steps = &t->steps[2];
	for (int i = 0; i < 2; i++) {
		struct step *h = play_hold(t, i, 30000, 30000);
		h->legs_given = false;
		h->legs = LEGS_BOTH;
		s->nsteps++;
	}
	struct step *walk = play_walk(t, 30000);
	static struct step outer[3];
	outer[0] = t->steps[0];
	outer[1] = *s;
	outer[2] = *walk;
	t->routine.steps = outer;
	t->routine.nsteps = 3;
	return t;
}

static void the_order_of_legs_can_be_swapped_before_they_begin(void **state)
{
	(void)state;
	struct play *t = both_legs();
	play_begin(t, interactive);
	assert_int_equal(t->plan->npresses, 4);
	play_ms(t, 5000);
	play_event(t, EV_SWAP, 0);
	assert_true(play_told(t, NOTICE_SWAPPED));
	assert_int_equal(play_look(t).elapsed_ms, 5000);
	static const enum leg want[] = {LEG_RIGHT, LEG_RIGHT, LEG_LEFT, LEG_LEFT};
	for (int i = 0; i < 4; i++) {
		play_event(t, EV_SKIP, 0);
		assert_int_equal(play_look(t).leg, want[i]);
	}
	play_free(t);
}

/* In the midst of a leg: what is done stays done, nothing is lost and nothing comes twice. */
static void swapping_in_the_middle_loses_nothing(void **state)
{
	(void)state;
	struct play *t = both_legs();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_SWAP, 0);
	assert_true(play_told(t, NOTICE_NO_SWAP_NOW));
	assert_false(play_told(t, NOTICE_SWAPPED));
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SWAP, 0);
	assert_true(play_told(t, NOTICE_SWAPPED));
	assert_int_equal(play_look(t).phase, PHASE_REST);
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_count(t, FX_HOLD), 4);
	int n = 0;
	static const struct {
		int site;
		enum leg leg;
	} want[] = {{0, LEG_LEFT}, {0, LEG_RIGHT}, {1, LEG_RIGHT}, {1, LEG_LEFT}};
	for (size_t i = 0; i < t->nfx; i++)
		if (t->fx[i].kind == FX_HOLD) {
			assert_string_equal(t->fx[i].hold.site, t->atlas.site[want[n].site].id);
			assert_int_equal(t->fx[i].hold.leg, want[n].leg);
			n++;
		}
	play_free(t);
}

/* The worse leg and the other one change places too: whoever sits there may know better. */
static void the_worse_leg_is_swapped_with_the_other(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000)->legs = LEGS_WORSE;
	play_hold(t, 1, 30000, 30000)->legs = LEGS_OTHER;
	play_walk(t, 30000);
	play_begin(t, interactive);
	assert_int_equal(play_look(t).leg, LEG_LEFT);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SWAP, 0);
	assert_true(play_told(t, NOTICE_SWAPPED));
	play_to_phase(t, PHASE_HOLD);
	assert_int_equal(play_look(t).leg, LEG_RIGHT);
	assert_string_equal(play_look(t).site->id, t->atlas.site[0].id);
	play_to_phase(t, PHASE_REST);
	play_to_phase(t, PHASE_HOLD);
	assert_int_equal(play_look(t).leg, LEG_LEFT);
	assert_string_equal(play_look(t).site->id, t->atlas.site[1].id);
	play_to_phase(t, PHASE_WALK);
	play_free(t);
}

static void legs_that_the_author_names_are_not_swapped(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 30000);
	play_hold(t, 0, 30000, 30000)->legs = LEGS_RIGHT;
	play_walk(t, 30000);
	play_begin(t, interactive);
	play_event(t, EV_SWAP, 0);
	assert_true(play_told(t, NOTICE_NOTHING_TO_SWAP));
	assert_false(play_told(t, NOTICE_SWAPPED));
	play_free(t);
}

/* Back into a press whose leg comes second now: it is ended before the other leg goes on. */
static void after_a_swap_a_press_is_still_played_whole(void **state)
{
	(void)state;
	struct play *t = both_legs();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SWAP, 0);
	play_event(t, EV_BACK, 0);
	play_event(t, EV_BACK, 0);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_ms(t, 5000);
	assert_int_equal(play_look(t).phase, PHASE_REST);
	assert_int_equal(play_look(t).leg, LEG_LEFT);
	play_ms(t, 10000);
	assert_int_equal(play_look(t).leg, LEG_RIGHT);
	play_free(t);
}

/* A stop, too, where what comes next stands before it in the swapped plan: the place may still be tried
 * 5 cm beside. */
static void after_a_swap_a_stopped_press_can_be_tried_nearby(void **state)
{
	(void)state;
	struct play *t = both_legs();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SWAP, 0);
	play_event(t, EV_STOP, 0);
	play_event(t, EV_ANSWER, WHY_SHARP);
	assert_true(play_look(t).nearby_offered);
	play_event(t, EV_ANSWER, AFTER_NEARBY);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).leg, LEG_LEFT);
	assert_int_equal(site_now(t), 0);
	assert_true(play_look(t).nearby);
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_count(t, FX_HOLD), 5);
	play_free(t);
}

/* Three places are rated, then the sorest is pressed once more. */
static void a_rating_decides_a_later_pick(void **state)
{
	(void)state;
	static const int ratings[] = {4, 6, 5};
	struct play *t = play_new();
	for (int i = 0; i < 3; i++)
		play_hold(t, i, 30000, 30000);
	static struct place places[3];
	for (int i = 0; i < 3; i++)
		places[i].site = &t->atlas.site[i];
	struct step *s = play_hold(t, 0, 30000, 30000);
	s->places = places;
	s->nplaces = 3;
	s->pick = PICK_SOREST;
	play_walk(t, 30000);
	play_begin(t, interactive);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(site_now(t), i);
		size_t before = play_count(t, FX_REPLAN);
		play_event(t, EV_RATE, ratings[i]);
		assert_int_equal(play_count(t, FX_REPLAN), before + 1);
		play_event(t, EV_SKIP, 0);
	}
	assert_int_equal(site_now(t), 1);
	assert_int_equal(play_look(t).press, 4);
	play_event(t, EV_RATE, 1); /* it is being pressed: it stays */
	assert_int_equal(site_now(t), 1);
	play_free(t);
}

static void ratings_without_a_pick_need_no_new_plan(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_FIND);
	play_event(t, EV_RATE, 4);
	assert_int_equal(play_count(t, FX_REPLAN), 0);
	struct person who = player_person(t->p);
	assert_int_equal(who.place[0][0].sore, 4);
	assert_true(who.place[0][0].sore_now);
	play_free(t);
}

static void a_new_plan_in_the_midst_changes_nothing_that_runs(void **state)
{
	(void)state;
	for (int ms = 0; ms < 130000; ms += 3777) {
		struct play *t = three(), *u = three();
		play_begin(t, (struct player_options){.hands_free = true});
		play_begin(u, (struct player_options){.hands_free = true});
		play_ms(t, ms);
		play_ms(u, ms);
		play_replan(u);
		play_ms(t, 300000 - ms);
		play_ms(u, 300000 - ms);
		assert_int_equal(play_count(t, FX_SEGMENT), play_count(u, FX_SEGMENT));
		assert_int_equal(play_count(t, FX_HOLD), play_count(u, FX_HOLD));
		assert_int_equal(play_count(t, FX_CUE_DUE), play_count(u, FX_CUE_DUE));
		assert_int_equal(play_last(t, FX_END)->due.ns, play_last(u, FX_END)->due.ns);
		play_free(t);
		play_free(u);
	}
}

/* A plan without what was running: the press is over, the session goes on with what is left. */
static void a_plan_that_lost_the_place_goes_on_behind_it(void **state)
{
	(void)state;
	struct play *t = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 5000);
	struct person who = t->who;
	who.place[0][0].closed = CLOSED_TODAY;
	struct plan *plan = plan_compile(&t->routine, &t->atlas, &who, NULL);
	player_replan(t->p, plan);
	plan_free(t->plan);
	t->plan = plan;
	play_event(t, EV_TICK, 0);
	assert_int_equal(site_now(t), 1);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 5000);
	play_free(t);
}

/* Half a minute for what takes longer: an optional press is dropped, an elastic one shortened, and neither
 * comes back when legs are swapped or a place closes in the middle. */
static void a_session_that_was_fitted_stays_so(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 60000)->legs = LEGS_BOTH;
	struct step *dropped = play_hold(t, 1, 30000, 30000);
	dropped->legs = LEGS_BOTH;
	dropped->optional = true;
	play_hold(t, 2, 30000, 60000)->legs = LEGS_BOTH;
	play_walk(t, 30000);
	t->who.minutes_ms = 290000; /* 2 x 85 + 2 x 85 + 30 = 370 without it, 290 with 40 s holds */
	play_begin(t, (struct player_options){.speed_milli = 1000});
	assert_int_equal(t->plan->planned_ms, 290000);
	play_event(t, EV_SWAP, 0);
	assert_int_equal(t->plan->planned_ms, 290000);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_RATE, 3);
	play_to_phase(t, PHASE_REST);
	play_event(t, EV_SWAP, 0);
	assert_int_equal(t->plan->planned_ms, 290000);
	assert_int_equal(t->plan->npresses, 4);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_STOP, 0);
	play_event(t, EV_ANSWER, WHY_SHARP); /* closes the place: the plan is made again */
	play_event(t, EV_ANSWER, AFTER_NEXT);
	for (size_t i = 0; i < t->plan->npresses; i++) {
		assert_int_equal(t->plan->presses[i].upper_ms, 40000);
		assert_ptr_not_equal(t->plan->presses[i].step, dropped);
	}
	assert_true(t->plan->planned_ms <= 290000);
	play_free(t);
}

static void which_leg_comes_first_is_said_where_a_rating_tells(void **state)
{
	(void)state;
	static const struct {
		enum legs legs;
		int left, right;
		bool said;
	} rows[] = {{LEGS_WORSE_FIRST, 3, 5, true},
		    {LEGS_WORSE_FIRST, -1, 5, true},
		    {LEGS_WORSE_FIRST, -1, -1, false},
		    {LEGS_WORSE_FIRST, 5, 5, false},
		    {LEGS_BOTH, 3, 5, false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = both_legs();
		((struct step *)t->routine.steps)[1].legs = rows[i].legs;
		t->who.worse = LEG_RIGHT;
		t->who.place[0][0].sore = rows[i].left;
		t->who.place[0][1].sore = rows[i].right;
		play_begin(t, interactive);
		assert_int_equal(play_told(t, NOTICE_WORSE_LEG), rows[i].said);
		play_free(t);
	}
}

static void an_empty_plan_is_over_at_once(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_begin(t, interactive);
	assert_int_equal(t->plan->nsegments, 0);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enter_goes_on_at_once),
		cmocka_unit_test(skip_ends_the_press_as_skipped),
		cmocka_unit_test(skipping_everything_ends_the_session),
		cmocka_unit_test(back_begins_the_segment_again),
		cmocka_unit_test(back_twice_quickly_goes_to_the_one_before),
		cmocka_unit_test(back_into_an_earlier_press_begins_it_whole),
		cmocka_unit_test(back_in_a_hold_never_passes_the_cap_of_a_press),
		cmocka_unit_test(jump_goes_there),
		cmocka_unit_test(moving_while_paused_stays_paused),
		cmocka_unit_test(a_session_goes_on_where_it_was),
		cmocka_unit_test(the_order_of_legs_can_be_swapped_before_they_begin),
		cmocka_unit_test(swapping_in_the_middle_loses_nothing),
		cmocka_unit_test(the_worse_leg_is_swapped_with_the_other),
		cmocka_unit_test(legs_that_the_author_names_are_not_swapped),
		cmocka_unit_test(after_a_swap_a_press_is_still_played_whole),
		cmocka_unit_test(after_a_swap_a_stopped_press_can_be_tried_nearby),
		cmocka_unit_test(a_rating_decides_a_later_pick),
		cmocka_unit_test(ratings_without_a_pick_need_no_new_plan),
		cmocka_unit_test(a_new_plan_in_the_midst_changes_nothing_that_runs),
		cmocka_unit_test(a_plan_that_lost_the_place_goes_on_behind_it),
		cmocka_unit_test(a_session_that_was_fitted_stays_so),
		cmocka_unit_test(which_leg_comes_first_is_said_where_a_rating_tells),
		cmocka_unit_test(an_empty_plan_is_over_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
