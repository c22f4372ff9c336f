/* Questions, waiting, stop, the end of a session and all that may cut one short. */
#include "player_fixture.h"

static const struct player_options interactive = {.speed_milli = 1000};
static const struct player_options asking = {.speed_milli = 1000, .ask_pain = true};

static struct play *two_presses(struct player_options o)
{
	struct play *t = play_new();
	play_hold(t, 0, 30000, 60000);
	play_hold(t, 1, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, o);
	return t;
}

static struct play *stopped(enum stop_why why)
{
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 12000);
	play_event(t, EV_STOP, 0);
	if (why != WHY_NONE)
		play_event(t, EV_ANSWER, (int)why);
	return t;
}

static const struct session_row *end(const struct play *t)
{
	return &play_last(t, FX_END)->session;
}

static void pain_passes_by_itself(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	assert_int_equal(play_last(t, FX_CUE_DUE)->sound, SOUND_RATE);
	play_ms(t, 14999);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	assert_int_equal(play_look(t).asked_ms, 14999);
	assert_int_equal(play_look(t).session_ms, 0);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).pain_before, RATING_UNKNOWN);
	play_free(t);
}

static void a_digit_is_kept_and_can_be_mended(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	play_event(t, EV_RATE, 7);
	play_ms(t, 1999);
	play_event(t, EV_EASIER, 0);
	assert_int_equal(play_look(t).rating, 6);
	play_ms(t, 1999);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).pain_before, 6);
	assert_string_equal(play_last(t, FX_RATING)->what, "pain-before");
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_ANSWER, 1);
	play_event(t, EV_RATE, 4);
	assert_string_equal(play_last(t, FX_RATING)->what, "pain-after");
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(end(t)->pain_before, 6);
	assert_int_equal(end(t)->pain_after, 4);
	play_free(t);
}

static void hands_free_questions_pass_after_three_seconds_of_plan_time(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_step(t, STEP_RATE)->measure = MEASURE_REACH;
	play_walk(t, 20000);
	play_begin(t, (struct player_options){.speed_milli = 2000, .ask_pain = true, .hands_free = true});
	play_ms(t, 1499);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	play_ms(t, 1 + 10000);
	assert_int_equal(play_look(t).state, PLAYER_ASK);
	assert_int_equal(play_look(t).phase, PHASE_RATE);
	play_ms(t, 1500);
	assert_int_equal(play_look(t).segment, 2);
	assert_int_equal(play_look(t).session_ms, 20000); /* the clock stood */
	play_ms(t, 10000 + 1500);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(end(t)->outcome, SESSION_DONE);
	assert_int_equal(play_count(t, FX_RATING), 0);
	play_ms(t, 5000); /* real */
	assert_int_equal(play_look(t).state, PLAYER_ENDED);
	play_free(t);
}

static void a_rate_step_stops_the_clock(void **state)
{
	(void)state;
	static const char *const words[] = {"back", "leg", "reach", "stands"};
	for (enum measure m = MEASURE_BACK; m <= MEASURE_STANDS; m++) {
		struct play *t = play_new();
		play_step(t, STEP_RATE)->measure = m;
		play_walk(t, 20000);
		play_begin(t, interactive);
		assert_int_equal(play_look(t).state, PLAYER_ASK);
		assert_int_equal(play_last(t, FX_CUE_DUE)->phase, PHASE_RATE); /* its line */
		assert_non_null(play_last(t, FX_CUE_DUE)->say);
		play_ms(t, 10000);
		play_event(t, EV_RATE, 3);
		assert_string_equal(play_last(t, FX_RATING)->what, words[m]);
		play_ms(t, 2000);
		assert_int_equal(play_look(t).state, PLAYER_RUN);
		assert_int_equal(play_look(t).session_ms, 0);
		play_free(t);
	}
}

static void a_find_waits_and_asks_again(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_ms(t, 4000);
	assert_int_equal(play_look(t).state, PLAYER_WAIT);
	size_t asked = play_count(t, FX_CUE_DUE);
	play_ms(t, 14999);
	assert_int_equal(play_count(t, FX_CUE_DUE), asked);
	play_ms(t, 1);
	assert_int_equal(play_count(t, FX_CUE_DUE), asked + 1);
	assert_int_equal(play_last(t, FX_CUE_DUE)->sound, SOUND_FIND);
	assert_null(play_last(t, FX_CUE_DUE)->say); /* the state speaks: view/spoken.h */
	assert_int_equal(play_look(t).asked_again, 1);
	play_ms(t, 30000);
	assert_int_equal(play_count(t, FX_CUE_DUE), asked + 3);
	play_event(t, EV_RATE, 5);
	assert_int_equal(play_look(t).phase, PHASE_SINK);
	play_free(t);
}

static void a_say_that_waits_waits_but_not_hands_free(void **state)
{
	(void)state;
	for (int free = 0; free < 2; free++) {
		struct play *t = play_new();
		play_say(t, "Tell me when you sit.", 3000, true);
		play_walk(t, 20000);
		play_begin(t, (struct player_options){.speed_milli = 1000, .hands_free = free});
		play_ms(t, 3000);
		assert_int_equal(play_look(t).state, free ? PLAYER_RUN : PLAYER_WAIT);
		if (!free)
			play_event(t, EV_GO_ON, 0);
		assert_int_equal(play_look(t).phase, PHASE_WALK);
		play_free(t);
	}
}

static void stop_ends_the_press_in_every_phase(void **state)
{
	(void)state;
	for (enum phase ph = PHASE_FIND; ph <= PHASE_REST; ph++) {
		struct play *t = two_presses(interactive);
		play_to_phase(t, ph);
		play_ms(t, 1000);
		play_event(t, EV_STOP, 0);
		assert_int_equal(play_look(t).state, PLAYER_STOPPED);
		assert_int_equal(play_count(t, FX_STOP), 1);
		assert_true(play_count(t, FX_CANCEL) >= 1);
		int64_t held = play_look(t).held_ms[0];
		play_ms(t, 20000);
		assert_int_equal(play_look(t).held_ms[0], held);
		assert_int_equal(play_count(t, FX_HOLD), 0);
		play_event(t, EV_ANSWER, WHY_OTHER);
		assert_int_equal(play_count(t, FX_HOLD), 1);
		assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_STOPPED);
		assert_int_equal(play_last(t, FX_HOLD)->hold.why, WHY_OTHER);
		play_free(t);
	}
}

static void stop_outside_a_press_pauses(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 20000);
	play_begin(t, interactive);
	play_event(t, EV_STOP, 0);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	assert_int_equal(play_count(t, FX_STOP), 0);
	play_free(t);
}

static void too_sore_goes_on_with_the_next(void **state)
{
	(void)state;
	struct play *t = stopped(WHY_TOO_SORE);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).site->index, 1);
	const struct hold_row *h = &play_last(t, FX_HOLD)->hold;
	assert_int_equal(h->held_ms, 12000);
	assert_int_equal(h->why, WHY_TOO_SORE);
	assert_int_equal(player_person(t->p).place[0][0].closed, OPEN);
	play_free(t);
}

/* A cramp, throbbing, feeling faint: the place stays open, and there is a way out. */
static void something_else_offers_next_or_end(void **state)
{
	(void)state;
	for (int end = 0; end < 2; end++) {
		struct play *t = stopped(WHY_OTHER);
		assert_int_equal(play_look(t).state, PLAYER_AFTER_STOP);
		assert_false(play_look(t).nearby_offered);
		assert_false(play_told(t, NOTICE_PLACE_CLOSED));
		assert_int_equal(player_person(t->p).place[0][0].closed, OPEN);
		play_event(t, EV_ANSWER, end ? AFTER_END : AFTER_NEXT);
		assert_int_equal(play_look(t).state, end ? PLAYER_SUMMARY : PLAYER_RUN);
		assert_int_equal(play_look(t).site ? play_look(t).site->index : -1, end ? -1 : 1);
		play_free(t);
	}
}

/* What was told goes with what it was told of, well before its four seconds are over. */
static void a_notice_goes_with_its_state(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).notice, NOTICE_PAUSED_EASE_OFF);
	play_event(t, EV_STOP, 0);
	assert_int_equal(play_look(t).notice, NOTICE_NONE);
	play_event(t, EV_ANSWER, WHY_SHARP);
	assert_int_equal(play_look(t).notice, NOTICE_PLACE_CLOSED);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).notice, NOTICE_NONE);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_RATE, 9);
	play_event(t, EV_TICK, 0);
	assert_int_equal(play_look(t).notice, NOTICE_EASE_OFF);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_ANSWER, 1);
	assert_int_equal(play_look(t).notice, NOTICE_NONE);
	play_free(t);
}

static void a_gap_is_told_until_it_is_over(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	t->now = mono_add_ms(player_deadline(t->p), 3000);
	play_event(t, EV_TICK, 0);
	assert_int_equal(play_look(t).notice, NOTICE_GAP);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).notice, NOTICE_NONE);
	play_free(t);
}

static void left_out_is_told_in_the_step_that_follows_only(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_SKIP, 0);
	assert_int_equal(play_look(t).notice, NOTICE_SKIPPED);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_event(t, EV_GO_ON, 0); /* found, in less than the time of a notice */
	assert_int_equal(play_look(t).notice, NOTICE_NONE);
	play_free(t);
}

static void a_one_and_a_nought_are_a_ten(void **state)
{
	static const struct {
		int first, ms, then, kept;
	} rows[] = {{1, 1000, 0, 10}, {1, 1001, 0, 0}, {2, 500, 0, 0}, {1, 500, 1, 1}, {0, 500, 1, 1}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = two_presses(asking);
		play_event(t, EV_RATE, rows[i].first);
		play_ms(t, rows[i].ms);
		play_event(t, EV_RATE, rows[i].then);
		assert_int_equal(play_look(t).pain_before, rows[i].kept);
		assert_int_equal(play_last(t, FX_RATING)->value, rows[i].kept);
		play_free(t);
	}
	struct play *t = two_presses(asking); /* an arrow's nought is none */
	play_event(t, EV_RATE, 1);
	play_event(t, EV_EASIER, 0);
	assert_int_equal(play_look(t).pain_before, 0);
	play_event(t, EV_RATE, 1);
	play_event(t, EV_GO_ON, 0);
	play_to_phase(t, PHASE_FIND);
	play_event(t, EV_RATE, 0); /* another question */
	assert_int_equal(play_look(t).sore_now, 0);
	play_free(t);
}

static void the_one_of_a_ten_does_not_stand(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_RATE, 6);
	play_event(t, EV_RATE, 1);
	assert_true(play_look(t).released);
	play_event(t, EV_RATE, 0);
	assert_false(play_look(t).released);
	assert_int_equal(play_look(t).sore_now, 10);
	assert_int_equal(play_look(t).sore_before, 6);
	assert_int_equal(play_look(t).notice, NOTICE_EASE_OFF);
	play_free(t);
	t = two_presses(interactive);
	play_to_phase(t, PHASE_FIND);
	play_ms(t, 30000);
	assert_int_equal(play_look(t).state, PLAYER_WAIT);
	play_event(t, EV_RATE, 1);
	assert_int_equal(play_look(t).phase, PHASE_SINK);
	play_event(t, EV_RATE, 0);
	assert_int_equal(play_look(t).sore_before, 10);
	play_free(t);
}

static void sharp_and_numb_close_the_place(void **state)
{
	(void)state;
	static const enum stop_why whys[] = {WHY_SHARP, WHY_NUMB};
	for (size_t i = 0; i < 2; i++) {
		struct play *t = stopped(whys[i]);
		assert_int_equal(play_look(t).state, PLAYER_AFTER_STOP);
		assert_true(play_look(t).nearby_offered);
		assert_true(play_told(t, NOTICE_PLACE_CLOSED));
		assert_int_equal(player_person(t->p).place[0][0].closed, CLOSED_TODAY);
		assert_int_equal(player_person(t->p).place[0][1].closed, OPEN); /* the other leg is not */
		play_event(t, EV_ANSWER, AFTER_NEXT);
		assert_int_equal(play_look(t).site->index, 1);
		play_free(t);
	}
}

static void a_closed_place_is_not_pressed_again(void **state)
{
	(void)state;
	for (int replans = 0; replans < 2; replans++) {
		struct play *t = play_new();
		t->replans = replans;
		play_hold(t, 0, 30000, 30000);
		play_hold(t, 0, 30000, 30000);
		play_walk(t, 30000);
		play_begin(t, interactive);
		play_to_phase(t, PHASE_HOLD);
		play_event(t, EV_STOP, 0);
		play_event(t, EV_ANSWER, WHY_SHARP);
		play_event(t, EV_ANSWER, AFTER_NEXT);
		assert_int_equal(play_look(t).phase, PHASE_WALK);
		assert_int_equal(play_count(t, FX_HOLD), 1);
		play_free(t);
	}
}

/* How often a line that begins so was spoken since so many effects. */
static int spoken(const struct play *t, size_t since, const char *begins)
{
	int n = 0;
	for (size_t i = since; i < t->nfx; i++)
		n += t->fx[i].kind == FX_CUE && t->fx[i].say &&
		     !strncmp(t->fx[i].say, begins, strlen(begins));
	return n;
}

static void five_centimetres_beside_once(void **state)
{
	(void)state;
	struct play *t = stopped(WHY_SHARP);
	size_t before = t->nfx;
	play_event(t, EV_ANSWER, AFTER_NEARBY);
	play_ms(t, 2000);
	assert_int_equal(spoken(t, before, "Move the tool five centimetres to the side."), 1);
	assert_int_equal(spoken(t, before, "Left leg, a place."), 0); /* it would lead back to the spot */
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_RUN);
	assert_int_equal(s.phase, PHASE_FIND);
	assert_int_equal(s.site->index, 0);
	assert_true(s.nearby);
	assert_int_equal(s.pressure.lo, 3);
	assert_int_equal(s.pressure.hi, 3);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_STOP, 0);
	play_event(t, EV_ANSWER, WHY_SHARP);
	assert_int_equal(play_look(t).state, PLAYER_AFTER_STOP);
	assert_false(play_look(t).nearby_offered);
	play_event(t, EV_ANSWER, AFTER_NEARBY); /* not offered */
	assert_int_equal(play_look(t).state, PLAYER_AFTER_STOP);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).site->index, 1);
	assert_false(play_look(t).nearby);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	play_free(t);
}

static void numb_is_asked_after_such_a_session_only(void **state)
{
	(void)state;
	static const struct {
		enum stop_why why;
		int answer, kept;
	} rows[] = {{WHY_SHARP, 1, 1}, {WHY_NUMB, 0, 0}, {WHY_NUMB, -1, -1}, {WHY_TOO_SORE, -2, -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct play *t = stopped(rows[i].why);
		play_event(t, EV_QUIT, 0);
		play_event(t, EV_ANSWER, 1);
		if (rows[i].answer > -2) {
			assert_int_equal(play_look(t).state, PLAYER_NUMB);
			play_event(t, EV_ANSWER, 1); /* sooner than it can be read */
			assert_int_equal(play_look(t).state, PLAYER_NUMB);
			play_ms(t, 700);
			play_event(t, rows[i].answer < 0 ? EV_QUIT : EV_ANSWER, rows[i].answer);
		}
		assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
		assert_int_equal(end(t)->numb_after, rows[i].kept);
		play_free(t);
	}
}

static void ending_after_a_stop_is_stopped(void **state)
{
	(void)state;
	struct play *t = stopped(WHY_NUMB);
	play_event(t, EV_ANSWER, AFTER_END);
	play_ms(t, 700);
	play_event(t, EV_ANSWER, 0);
	assert_int_equal(end(t)->outcome, SESSION_STOPPED);
	assert_true(end(t)->ended_by_choice);
	play_free(t);

	t = stopped(WHY_NONE); /* leaving without a reason keeps the press */
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_ANSWER, 1);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_STOPPED);
	assert_int_equal(play_look(t).state, PLAYER_NUMB); /* it may have been a stop sign */
	play_event(t, EV_QUIT, 0);
	assert_int_equal(end(t)->outcome, SESSION_STOPPED);
	play_free(t);
}

static void quit_asks_and_keeps_what_was_done(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	play_to_phase(t, PHASE_REST);
	play_ms(t, 10000);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 8000);
	play_event(t, EV_QUIT, 0);
	assert_int_equal(play_look(t).under, PLAYER_RUN);
	play_ms(t, 5000);
	play_event(t, EV_ANSWER, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_int_equal(play_look(t).elapsed_ms, 8000);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_ANSWER, 1);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	play_event(t, EV_QUIT, 0); /* no patience for the question */
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(end(t)->outcome, SESSION_ENDED_EARLY);
	assert_true(end(t)->ended_by_choice);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_SKIPPED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 8000);
	assert_int_equal(play_look(t).nresults, 2);
	play_free(t);
}

static void a_long_question_in_a_hold_finds_again(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_QUIT, 0);
	play_ms(t, 10000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).state, PLAYER_REFIND);
	play_free(t);
}

static void quit_before_anything_asks_no_pain_after(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_ANSWER, 1);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(end(t)->outcome, SESSION_ENDED_EARLY);
	assert_int_equal(end(t)->active_ms, 0);
	play_free(t);
}

static void stopping_after_a_block_counts_whole(void **state)
{
	(void)state;
	for (int in_next = 0; in_next < 2; in_next++) {
		struct play *t = play_new();
		struct step *block = play_step(t, STEP_BLOCK);
		block->text = "First part";
		block->steps = t->steps + 1;
		block->nsteps = 2;
		play_walk(t, 20000);
		play_walk(t, 20000);
		struct step *rest = play_walk(t, 20000);
		t->steps[1].id = "a";
		struct step outer[2] = {*block, *rest};
		t->routine.steps = outer;
		t->routine.nsteps = 2;
		play_begin(t, interactive);
		play_ms(t, in_next ? 45000 : 35000);
		play_event(t, EV_QUIT, 0);
		play_event(t, EV_ANSWER, 1);
		assert_int_equal(end(t)->outcome, in_next ? SESSION_DONE : SESSION_ENDED_EARLY);
		play_free(t);
	}
}

static void interrupts_end_at_once(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 7000);
	play_event(t, EV_INTERRUPT, 0);
	assert_int_equal(play_look(t).state, PLAYER_ENDED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_INTERRUPTED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 7000);
	assert_int_equal(end(t)->outcome, SESSION_INTERRUPTED);
	assert_false(end(t)->ended_by_choice);
	play_free(t);

	t = two_presses(asking); /* the second Ctrl-C: the person's own choice */
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_INTERRUPT, 0);
	assert_int_equal(end(t)->outcome, SESSION_ENDED_EARLY);
	assert_int_equal(play_count(t, FX_END), 1);
	play_free(t);

	t = two_presses(asking); /* over a stop: it stays one */
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_STOP, 0);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_INTERRUPT, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_STOPPED);
	assert_int_equal(end(t)->outcome, SESSION_STOPPED);
	play_free(t);

	t = stopped(WHY_NONE);
	play_event(t, EV_INTERRUPT, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_STOPPED);
	play_free(t);
}

static void a_sleep_ends_the_press_and_pauses(void **state)
{
	(void)state;
	struct play *t = two_presses(interactive);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 9000);
	play_event(t, EV_SUSPEND, 60000);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_PAUSED);
	assert_int_equal(s.pause_why, PAUSE_SUSPEND);
	const struct hold_row *h = &play_last(t, FX_HOLD)->hold;
	assert_int_equal(h->outcome, HOLD_INTERRUPTED);
	assert_int_equal(h->held_ms, 9000);
	assert_int_equal(s.site->index, 1); /* what comes next */
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	assert_int_equal(play_look(t).site->index, 1);
	play_free(t);

	t = play_new(); /* outside a press it only pauses */
	play_walk(t, 20000);
	play_begin(t, interactive);
	play_ms(t, 5000);
	play_event(t, EV_SUSPEND, 60000);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).elapsed_ms, 5000);
	play_free(t);

	t = two_presses(interactive); /* sleep and pause add up to half an hour: forgotten */
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 600000);
	play_event(t, EV_SUSPEND, 1199999);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	play_free(t);

	t = stopped(WHY_SHARP); /* while a stop is being dealt with there is nothing to cut */
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_SUSPEND, 60000);
	assert_int_equal(play_look(t).state, PLAYER_QUIT);
	play_event(t, EV_ANSWER, 0);
	assert_int_equal(play_look(t).state, PLAYER_AFTER_STOP);
	play_free(t);

	t = two_presses(interactive); /* the question whether to end gives way to it */
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_QUIT, 0);
	play_event(t, EV_SUSPEND, 60000);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	assert_int_equal(play_count(t, FX_PAUSE), 1);
	assert_int_equal(play_count(t, FX_HOLD), 1);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_free(t);

	t = two_presses(interactive); /* a sleep of half an hour is a forgotten pause */
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_SUSPEND, 1800000);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(end(t)->outcome, SESSION_INTERRUPTED);
	play_free(t);
}

static void a_forgotten_pause_ends_honestly(void **state)
{
	(void)state;
	struct play *t = two_presses(asking);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 9000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 1800000 - 1);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	play_ms(t, 1);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_true(play_told(t, NOTICE_FORGOTTEN));
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_INTERRUPTED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 9000);
	assert_int_equal(end(t)->outcome, SESSION_INTERRUPTED);
	assert_false(end(t)->ended_by_choice);
	play_free(t);
}

static void nobody_waits_for_ever(void **state)
{
	(void)state;
	static const enum player_state states[] = {PLAYER_WAIT, PLAYER_STOPPED, PLAYER_AFTER_STOP,
						   PLAYER_QUIT};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct play *t = states[i] == PLAYER_WAIT || states[i] == PLAYER_QUIT
					 ? two_presses(interactive)
				 : states[i] == PLAYER_STOPPED ? stopped(WHY_NONE)
							       : stopped(WHY_SHARP);
		if (states[i] == PLAYER_QUIT)
			play_event(t, EV_QUIT, 0);
		if (states[i] == PLAYER_WAIT)
			play_ms(t, 4000);
		assert_int_equal(play_look(t).state, states[i]);
		play_ms(t, 1800000);
		assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
		assert_int_equal(end(t)->outcome, SESSION_INTERRUPTED);
		play_free(t);
	}
}

static struct play *no_finds(int holds)
{
	struct play *t = play_new();
	for (int i = 0; i < holds; i++)
		play_hold(t, i % 3, 30000, 30000)->find = (struct length){.given = true};
	play_walk(t, 30000);
	return t;
}

static void two_untouched_holds_ask_whether_anybody_is_there(void **state)
{
	(void)state;
	struct play *t = no_finds(3);
	play_begin(t, interactive);
	play_ms(t, 2 * 45000 - 1);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_ms(t, 1);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_PAUSED);
	assert_int_equal(s.pause_why, PAUSE_STILL_THERE);
	assert_true(play_told(t, NOTICE_STILL_THERE));
	assert_false(s.stoppable); /* no press runs that the stop key could end */
	play_event(t, EV_STOP, 0);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	assert_int_equal(play_count(t, FX_SEGMENT), 6);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_count(t, FX_SEGMENT), 7);
	play_ms(t, 45000);
	assert_int_equal(play_look(t).phase, PHASE_WALK);
	assert_int_equal(play_look(t).state, PLAYER_RUN); /* counting began anew */
	play_free(t);

	t = no_finds(3); /* any key will do */
	play_begin(t, interactive);
	play_ms(t, 60000);
	play_event(t, EV_TWITCH, 0);
	play_ms(t, 60000);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_free(t);

	t = no_finds(3); /* in a rehearsal nobody presses */
	play_begin(t, (struct player_options){.speed_milli = 1000, .rehearsal = true});
	play_ms(t, 2 * 45000);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_free(t);

	t = no_finds(3); /* hands-free nobody is asked */
	play_begin(t, (struct player_options){.hands_free = true});
	play_ms(t, 120000);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_free(t);
}

static void the_summary_waits_for_enter(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_walk(t, 1000);
	play_begin(t, interactive);
	play_ms(t, 1000);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(play_last(t, FX_CUE_DUE)->sound, SOUND_DONE);
	play_ms(t, 10000000);
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	play_event(t, EV_GO_ON, 0);
	assert_int_equal(play_look(t).state, PLAYER_ENDED);
	assert_int_equal(play_count(t, FX_END), 1);
	play_free(t);
}

static void rehearsals_are_marked(void **state)
{
	(void)state;
	struct play *t = no_finds(1);
	play_begin(t, (struct player_options){.speed_milli = 2000, .hands_free = true});
	play_ms(t, 100000);
	assert_true(end(t)->rehearsal);
	assert_true(play_last(t, FX_HOLD)->hold.rehearsal);
	assert_int_equal(end(t)->active_ms, end(t)->planned_ms);
	play_free(t);
}

/* A walk of twenty seconds and a hold, for somebody who is walking already. */
static struct play *walking(void)
{
	struct play *t = play_new();
	play_walk(t, 20000);
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	t->who.pain_walking = true;
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .ask_pain = true});
	return t;
}

static void pain_is_asked_in_the_first_walk(void **state)
{
	(void)state;
	struct play *t = walking();
	assert_true(t->plan->asks_pain);
	play_event(t, EV_START, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_ms(t, 12000);
	assert_non_null(play_look(t).said);
	assert_non_null(strstr(play_look(t).said, "hurt"));
	play_event(t, EV_RATE, 1);
	play_event(t, EV_RATE, 0);
	assert_int_equal(play_look(t).pain_before, 10);
	play_event(t, EV_RATE, 6);
	assert_int_equal(play_look(t).pain_before, 6);
	assert_string_equal(play_last(t, FX_RATING)->what, "pain-before");
	assert_int_equal(play_last(t, FX_RATING)->hold.n, -1);
	play_ms(t, 10000);
	assert_int_equal(play_look(t).phase, PHASE_FIND);
	play_event(t, EV_RATE, 7);
	assert_int_equal(play_look(t).pain_before, 6); /* from here on it is the spot */
	assert_int_equal(play_look(t).sore_before, 7);
	play_free(t);
}

/* A walk too short for the question: it comes before the steps, as always. */
static void a_short_walk_asks_before_it(void **state)
{
	(void)state;
	struct play *t = walking();
	plan_free(t->plan);
	player_free(t->p);
	t->steps[0].length = fixture_ms(3000);
	t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	t->p = player_new(t->plan, &t->who, (struct player_options){.speed_milli = 1000, .ask_pain = true});
	assert_false(t->plan->asks_pain);
	play_event(t, EV_START, 0);
	assert_int_equal(play_look(t).state, PLAYER_PAIN);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pain_passes_by_itself),
		cmocka_unit_test(a_digit_is_kept_and_can_be_mended),
		cmocka_unit_test(hands_free_questions_pass_after_three_seconds_of_plan_time),
		cmocka_unit_test(a_rate_step_stops_the_clock),
		cmocka_unit_test(a_find_waits_and_asks_again),
		cmocka_unit_test(a_say_that_waits_waits_but_not_hands_free),
		cmocka_unit_test(stop_ends_the_press_in_every_phase),
		cmocka_unit_test(stop_outside_a_press_pauses),
		cmocka_unit_test(too_sore_goes_on_with_the_next),
		cmocka_unit_test(something_else_offers_next_or_end),
		cmocka_unit_test(a_notice_goes_with_its_state),
		cmocka_unit_test(a_gap_is_told_until_it_is_over),
		cmocka_unit_test(left_out_is_told_in_the_step_that_follows_only),
		cmocka_unit_test(a_one_and_a_nought_are_a_ten),
		cmocka_unit_test(the_one_of_a_ten_does_not_stand),
		cmocka_unit_test(sharp_and_numb_close_the_place),
		cmocka_unit_test(a_closed_place_is_not_pressed_again),
		cmocka_unit_test(five_centimetres_beside_once),
		cmocka_unit_test(numb_is_asked_after_such_a_session_only),
		cmocka_unit_test(ending_after_a_stop_is_stopped),
		cmocka_unit_test(quit_asks_and_keeps_what_was_done),
		cmocka_unit_test(a_long_question_in_a_hold_finds_again),
		cmocka_unit_test(quit_before_anything_asks_no_pain_after),
		cmocka_unit_test(stopping_after_a_block_counts_whole),
		cmocka_unit_test(interrupts_end_at_once),
		cmocka_unit_test(a_sleep_ends_the_press_and_pauses),
		cmocka_unit_test(a_forgotten_pause_ends_honestly),
		cmocka_unit_test(nobody_waits_for_ever),
		cmocka_unit_test(two_untouched_holds_ask_whether_anybody_is_there),
		cmocka_unit_test(the_summary_waits_for_enter),
		cmocka_unit_test(rehearsals_are_marked),
		cmocka_unit_test(pain_is_asked_in_the_first_walk),
		cmocka_unit_test(a_short_walk_asks_before_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
