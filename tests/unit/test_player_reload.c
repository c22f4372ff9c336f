/* The routine is edited while the session stands, and read again. */
#include "player_fixture.h"

static const struct player_options interactive = {.speed_milli = 1000};

/* A say, three presses on the left (sites 0, 1, 2) and a walk. */
static struct play *three(void)
{
	struct play *t = play_new();
	play_say(t, "Sit down.", 5000, false);
	for (int i = 0; i < 3; i++)
		play_hold(t, i, 40000, 40000);
	play_walk(t, 60000);
	return t;
}

static struct play *paused_in(struct play *t, int site, enum phase phase, int64_t ms)
{
	play_begin(t, interactive);
	do
		play_to_phase(t, phase);
	while (play_look(t).site != &t->atlas.site[site] && (play_ms(t, 1000), true));
	play_ms(t, ms);
	play_event(t, EV_PAUSE, 0);
	return t;
}

/* The segment that a session stands at. */
static const struct segment *at(const struct play *t)
{
	return &t->plan->segments[play_look(t).segment];
}

static void ends(struct play *t, struct play *u)
{
	for (int i = 0; i < 20000 && play_look(t).state != PLAYER_SUMMARY; i++) {
		struct player_snapshot s = play_look(t);
		if (s.state == PLAYER_PAUSED || s.state == PLAYER_WAIT)
			play_event(t, EV_GO_ON, 0);
		t->now = player_deadline(t->p);
		if (t->now.ns != MONO_NEVER.ns)
			play_event(t, EV_TICK, 0);
	}
	assert_int_equal(play_look(t).state, PLAYER_SUMMARY);
	assert_int_equal(play_look(t).outcome, SESSION_DONE);
	play_free(t);
	play_free(u);
}

static void a_save_that_changes_nothing_changes_nothing(void **state)
{
	(void)state;
	for (int ms = 0; ms < 200000; ms += 3777) {
		struct play *t = three(), *plain = three(), *u = three();
		struct play *both[] = {t, plain};
		for (int i = 0; i < 2; i++) {
			play_begin(both[i], (struct player_options){.hands_free = true});
			play_ms(both[i], ms);
			play_event(both[i], EV_PAUSE, 0);
			if (i == 0)
				assert_int_equal(play_reload(t, u), RELOADED_HERE);
			play_ms(both[i], 1000);
			play_event(both[i], EV_PAUSE, 0);
			play_ms(both[i], 400000);
		}
		assert_int_equal(play_count(t, FX_SEGMENT), play_count(plain, FX_SEGMENT));
		assert_int_equal(play_count(t, FX_HOLD), play_count(plain, FX_HOLD));
		assert_int_equal(play_count(t, FX_CUE_DUE), play_count(plain, FX_CUE_DUE));
		assert_int_equal(play_last(t, FX_END)->due.ns, play_last(plain, FX_END)->due.ns);
		play_free(t);
		play_free(plain);
		play_free(u);
	}
}

static void what_is_put_in_before_moves_the_step_and_is_passed(void **state)
{
	(void)state;
	struct play *t = paused_in(three(), 1, PHASE_HOLD, 15000), *u = play_new();
	play_walk(u, 30000);
	play_say(u, "Sit down.", 5000, false);
	play_say(u, "Breathe.", 5000, false);
	for (int i = 0; i < 3; i++)
		play_hold(u, i, 40000, 40000);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.state, PLAYER_PAUSED);
	assert_int_equal(s.phase, PHASE_HOLD);
	assert_ptr_equal(s.site, &u->atlas.site[1]);
	assert_int_equal(s.elapsed_ms, 15000);
	assert_int_equal(s.press, 2);
	/* 25 s of the hold, ease and rest, and one more press; no walk any more */
	assert_int_equal(s.total_left_ms, 25000 + 15000 + 65000);
	play_event(t, EV_TICK, 0); /* hands out what came of it */
	assert_int_equal(play_last(t, FX_POSITION)->session.segment, s.segment);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	play_ms(t, 25000 + 1);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	play_to_phase(t, PHASE_FIND);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 40000);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	ends(t, u);
}

static void after_ten_seconds_a_find_comes_first(void **state)
{
	(void)state;
	struct play *t = paused_in(three(), 0, PHASE_HOLD, 15000), *u = three();
	play_ms(t, 12000);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_REFIND);
	play_ms(t, 5001);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_in_range(play_look(t).elapsed_ms, 15000, 15002);
	ends(t, u);
}

/* A hold that is longer now goes on for longer; a shorter one is over when the session goes on. */
static void the_length_is_the_authors_new_one(void **state)
{
	static const int64_t lengths[] = {60000, 20000, 10000};
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct play *t = paused_in(three(), 0, PHASE_HOLD, 15000), *u = three();
		u->steps[1].for_.lo = u->steps[1].for_.hi = fixture_ms(lengths[i]);
		assert_int_equal(play_reload(t, u), RELOADED_HERE);
		assert_int_equal(play_look(t).left_ms, lengths[i] > 15000 ? lengths[i] - 15000 : 0);
		play_event(t, EV_PAUSE, 0);
		play_to_phase(t, PHASE_FIND);
		assert_int_equal(play_last(t, FX_HOLD)->hold.planned_ms, lengths[i]);
		assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms,
				 lengths[i] > 15000 ? lengths[i] : 15000);
		ends(t, u);
	}
}

/* What the person asked for stands where the author changed something else. */
static void a_breath_more_stays(void **state)
{
	(void)state;
	struct play *t = three(), *u = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_MORE, 0);
	play_event(t, EV_PAUSE, 0);
	u->steps[2].for_.lo = u->steps[2].for_.hi = fixture_ms(30000);
	play_reload(t, u);
	assert_int_equal(play_look(t).length_ms, 50000);
	play_free(t);
	play_free(u);
}

static void another_place_in_the_step_begins_it_anew(void **state)
{
	(void)state;
	struct play *t = three(), *u = three();
	t->steps[2].id = u->steps[2].id = "second";
	u->places[2].site = &u->atlas.site[0];
	paused_in(t, 1, PHASE_HOLD, 15000);
	assert_int_equal(play_reload(t, u), RELOADED_ANEW);
	play_event(t, EV_TICK, 0);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	assert_string_equal(play_last(t, FX_HOLD)->hold.site, "thigh-outer-middle");
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 15000);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	assert_int_equal(at(t)->phase, PHASE_FIND);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).state, PLAYER_RUN);
	assert_ptr_equal(play_look(t).site, &u->atlas.site[0]);
	ends(t, u);
}

static void a_step_that_is_gone_gives_way_to_what_follows(void **state)
{
	(void)state;
	struct play *t = paused_in(three(), 1, PHASE_HOLD, 15000), *u = play_new();
	play_say(u, "Sit down.", 5000, false);
	play_hold(u, 0, 40000, 40000);
	play_say(u, "In its stead.", 5000, false);
	play_hold(u, 2, 40000, 40000);
	assert_int_equal(play_reload(t, u), RELOADED_ON);
	assert_string_equal(at(t)->step->text, "In its stead.");
	play_event(t, EV_TICK, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_SKIPPED);
	ends(t, u);
}

static void nothing_left_ends_it(void **state)
{
	(void)state;
	struct play *t = paused_in(three(), 2, PHASE_HOLD, 15000), *u = play_new();
	play_say(u, "Sit down.", 5000, false);
	play_hold(u, 0, 40000, 40000);
	assert_int_equal(play_reload(t, u), RELOADED_OVER);
	assert_int_equal(play_look(t).total_left_ms, 0);
	assert_int_equal(play_look(t).state, PLAYER_PAUSED);
	ends(t, u);
}

static void the_end_of_a_press_that_is_gone_is_over(void **state)
{
	(void)state;
	struct play *t = paused_in(three(), 0, PHASE_REST, 2000), *u = three();
	u->steps[1].ease = u->steps[1].rest = fixture_ms(0);
	assert_int_equal(play_reload(t, u), RELOADED_ON);
	assert_ptr_equal(at(t)->site, &u->atlas.site[1]);
	play_event(t, EV_TICK, 0);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_FULL);
	ends(t, u);
}

/* A rest so long that the press would pass the time on the tool: it is over where it is. */
static void a_press_that_has_no_room_any_more_is_over(void **state)
{
	(void)state;
	for (int rest = 60000; rest <= 80000; rest += 20000) {
		struct play *t = three(), *u = three();
		t->atlas.limits.tool_stretch = u->atlas.limits.tool_stretch = 100000;
		paused_in(t, 0, PHASE_HOLD, 15000);
		u->steps[1].rest = fixture_ms(rest);
		assert_int_equal(play_reload(t, u), rest == 60000 ? RELOADED_HERE : RELOADED_ON);
		play_event(t, EV_TICK, 0);
		assert_int_equal(play_count(t, FX_HOLD), rest == 60000 ? 0 : 1);
		if (rest ==
		    60000) /* 25 s are gone, ease and rest take 65: of the 10 left, what ends with a breath */
			assert_int_equal(play_look(t).left_ms, 5000);
		play_free(t);
		play_free(u);
	}
}

/* The find is gone: the hold begins, in the same press. */
static void an_earlier_phase_that_is_gone_leads_to_the_next(void **state)
{
	(void)state;
	struct play *t = three(), *u = three();
	play_begin(t, interactive);
	play_to_phase(t, PHASE_FIND);
	play_event(t, EV_RATE, 6);
	play_event(t, EV_PAUSE, 0);
	u->steps[1].find = fixture_ms(0);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_look(t).phase, PHASE_HOLD);
	assert_int_equal(play_look(t).sore_before, 6);
	assert_int_equal(play_count(t, FX_HOLD), 0);
	ends(t, u);
}

/* Three presses of a place are its share, however often the file is saved. */
static void caps_count_what_was_done_before(void **state)
{
	(void)state;
	struct play *t = play_new(), *u = play_new();
	for (int i = 0; i < 3; i++)
		play_hold(t, 0, 20000, 20000);
	for (int i = 0; i < 6; i++)
		play_hold(u, 0, 20000, 20000);
	play_begin(t, interactive);
	for (int i = 0; i < 2; i++) {
		play_to_phase(t, PHASE_HOLD);
		play_to_phase(t, PHASE_REST);
	}
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	assert_int_equal(play_look(t).press, 3);
	play_event(t, EV_PAUSE, 0);
	for (int i = 0; i < 1000 && play_look(t).state != PLAYER_SUMMARY; i++) {
		if (play_look(t).state == PLAYER_WAIT)
			play_event(t, EV_GO_ON, 0);
		t->now = player_deadline(t->p);
		play_event(t, EV_TICK, 0);
	}
	assert_int_equal(play_count(t, FX_HOLD), 3);
	play_free(t);
	play_free(u);
}

/* A routine's own places are numbered anew when one is put in before them. */
static void own_places_are_known_by_their_ids(void **state)
{
	(void)state;
	struct play *t = play_new(), *u = play_new();
	play_hold(t, 0, 20000, 20000);
	t->places[0].site = &t->own[0];
	play_hold(t, 0, 20000, 20000);
	u->own[0].index = SITES_BUILT_IN + 1;
	u->own[1].index = SITES_BUILT_IN;
	play_hold(u, 0, 20000, 20000);
	u->places[0].site = &u->own[0];
	play_hold(u, 0, 20000, 20000);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_FIND);
	play_event(t, EV_RATE, 5);
	play_to_phase(t, PHASE_HOLD);
	play_ms(t, 21000);
	play_to_phase(t, PHASE_FIND);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	struct person who = player_person(t->p);
	assert_int_equal(who.place[SITES_BUILT_IN + 1][0].presses, 1);
	assert_int_equal(who.place[SITES_BUILT_IN + 1][0].held_ms, 20000);
	assert_int_equal(who.place[SITES_BUILT_IN + 1][0].sore, 5);
	assert_int_equal(who.place[SITES_BUILT_IN][0].presses, 0);
	assert_int_equal(who.place[SITES_BUILT_IN][0].sore, -1);
	ends(t, u);
}

/* A step that picks has picked: its press stays where it was begun. */
static void a_pick_that_was_made_stands(void **state)
{
	(void)state;
	struct play *t[2];
	static struct place places[2][2];
	for (int i = 0; i < 2; i++) {
		t[i] = three();
		for (int k = 0; k < 2; k++)
			places[i][k].site = &t[i]->atlas.site[k + 1];
		t[i]->steps[1].id = "pick";
		t[i]->steps[1].pick = PICK_FIRST;
		t[i]->steps[1].places = places[i];
		t[i]->steps[1].nplaces = 2;
	}
	paused_in(t[0], 1, PHASE_HOLD, 15000);
	places[1][0].site = &t[1]->atlas.site[2]; /* the author has turned them round */
	places[1][1].site = &t[1]->atlas.site[1];
	assert_int_equal(play_reload(t[0], t[1]), RELOADED_HERE);
	assert_ptr_equal(play_look(t[0]).site, &t[1]->atlas.site[1]);
	assert_int_equal(play_look(t[0]).elapsed_ms, 15000);
	play_free(t[0]);
	play_free(t[1]);
}

/* Once the legs were swapped what was done stays done, wherever it lies. */
static void swapped_legs_stay_swapped(void **state)
{
	(void)state;
	struct play *t = play_new(), *u = play_new();
	struct play *both[] = {t, u};
	for (int i = 0; i < 2; i++) {
		struct step *s = play_hold(both[i], 0, 20000, 20000);
		s->legs = LEGS_BOTH;
		play_walk(both[i], 10000 + i * 10000);
		play_hold(both[i], 1, 20000, 20000)->legs = LEGS_BOTH;
	}
	play_begin(t, interactive);
	play_to_phase(t, PHASE_REST); /* left */
	play_event(t, EV_SWAP, 0);
	play_to_phase(t, PHASE_FIND);
	assert_int_equal(play_look(t).leg, LEG_RIGHT);
	play_to_phase(t, PHASE_WALK);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	assert_int_equal(at(t)->phase, PHASE_WALK);
	assert_int_equal(play_look(t).left_ms, 20000);
	play_event(t, EV_PAUSE, 0);
	play_to_phase(t, PHASE_FIND);
	assert_int_equal(play_look(t).leg, LEG_RIGHT);
	for (int i = 0; i < 1000 && play_look(t).state != PLAYER_SUMMARY; i++) {
		if (play_look(t).state == PLAYER_WAIT || play_look(t).state == PLAYER_PAUSED)
			play_event(t, EV_GO_ON, 0);
		t->now = player_deadline(t->p);
		play_event(t, EV_TICK, 0);
	}
	assert_int_equal(play_count(t, FX_HOLD), 4);
	play_free(t);
	play_free(u);
}

/* A say, then presses on the left in this order; a walk. */
static struct play *in_order(const int *sites, int n)
{
	struct play *t = play_new();
	play_say(t, "Sit down.", 5000, false);
	for (int i = 0; i < n; i++)
		play_hold(t, sites[i], 40000, 40000);
	play_walk(t, 60000);
	return t;
}

/* Nothing that was still to come is lost because it lies before the press in progress now: it is next. */
static void a_press_that_is_moved_to_before_is_still_to_come(void **state)
{
	(void)state;
	struct play *t = in_order((int[]){0, 1, 2}, 3), *u = in_order((int[]){2, 0, 1}, 3);
	paused_in(t, 0, PHASE_HOLD, 15000);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	struct player_snapshot s = play_look(t);
	assert_int_equal(s.press, 2);
	assert_true(s.done[0]); /* the say */
	assert_false(s.done[t->plan->presses[0].hold]);
	/* 25 s of the hold, ease and rest, two presses, and the walk */
	assert_int_equal(s.total_left_ms, 25000 + 15000 + 2 * 65000 + 60000);
	assert_ptr_equal(t->plan->segments[s.next].site, &u->atlas.site[2]);
	play_event(t, EV_PAUSE, 0);
	for (int i = 2; i >= 1; i--) {
		play_to_phase(t, PHASE_EASE);
		play_to_phase(t, PHASE_FIND);
		assert_ptr_equal(play_look(t).site, &u->atlas.site[i]);
	}
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_count(t, FX_HOLD), 3);
	ends(t, u);
}

/* Of a step with an id and several places the press goes on that is at the same place. */
static void places_of_a_step_are_told_apart(void **state)
{
	(void)state;
	struct play *t[2];
	static struct place places[2][2];
	for (int i = 0; i < 2; i++) {
		t[i] = play_new();
		for (int k = 0; k < 2; k++)
			places[i][k].site = &t[i]->atlas.site[i ? 1 - k : k];
		struct step *s = play_hold(t[i], 0, 40000, 40000);
		s->id = "both";
		s->places = places[i];
		s->nplaces = 2;
		play_walk(t[i], 60000);
	}
	paused_in(t[0], 0, PHASE_HOLD, 15000);
	assert_int_equal(play_reload(t[0], t[1]), RELOADED_HERE);
	assert_ptr_equal(play_look(t[0]).site, &t[1]->atlas.site[0]);
	assert_int_equal(play_look(t[0]).elapsed_ms, 15000);
	play_event(t[0], EV_PAUSE, 0);
	play_to_phase(t[0], PHASE_EASE);
	play_to_phase(t[0], PHASE_FIND);
	assert_ptr_equal(play_look(t[0]).site, &t[1]->atlas.site[1]);
	play_to_phase(t[0], PHASE_WALK);
	assert_int_equal(play_count(t[0], FX_HOLD), 2);
	ends(t[0], t[1]);
}

/* Where the press in progress is gone the session goes on with what was moved. */
static void what_was_moved_comes_before_the_end(void **state)
{
	(void)state;
	struct play *t = in_order((int[]){0, 1, 2}, 3), *u = play_new();
	play_hold(u, 2, 40000, 40000);
	play_hold(u, 0, 40000, 40000);
	paused_in(t, 1, PHASE_HOLD, 15000);
	assert_int_equal(play_reload(t, u), RELOADED_ON);
	assert_ptr_equal(at(t)->site, &u->atlas.site[2]);
	ends(t, u);
}

/* One that was put in is passed, though another of its place was to come; so is one that is closed now. */
static void what_is_put_in_or_closed_does_not_come(void **state)
{
	(void)state;
	struct play *t = in_order((int[]){0, 1, 0}, 3), *u = in_order((int[]){0, 0, 1, 0}, 4);
	paused_in(t, 1, PHASE_HOLD, 15000);
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	play_event(t, EV_PAUSE, 0);
	play_to_phase(t, PHASE_EASE);
	play_to_phase(t, PHASE_FIND);
	assert_int_equal(play_look(t).press, 4);
	ends(t, u);

	t = in_order((int[]){0, 1, 2}, 3), u = in_order((int[]){2, 0, 1}, 3);
	play_begin(t, interactive);
	play_to_phase(t, PHASE_HOLD);
	play_event(t, EV_PAUSE, 0);
	t->p->who.place[2][0].closed = CLOSED_TODAY;
	assert_int_equal(play_reload(t, u), RELOADED_HERE);
	play_event(t, EV_PAUSE, 0);
	play_to_phase(t, PHASE_EASE);
	play_to_phase(t, PHASE_FIND);
	assert_ptr_equal(play_look(t).site, &u->atlas.site[1]);
	play_to_phase(t, PHASE_WALK);
	assert_int_equal(play_count(t, FX_HOLD), 2);
	ends(t, u);
}

/* The same once more, from where it stood before the save that is undone. */
static enum player_reloaded reload_again(struct play *t, const struct player *stood, const struct play *to)
{
	player_restore(t->p, stood);
	return play_reload(t, to);
}

/* A save is undone within the pause: the press that it took out is in progress again, with all that was held, and
 * however often it is saved no cap is passed. */
static void a_save_that_is_undone_changes_nothing(void **state)
{
	(void)state;
	for (int id = 0; id < 2; id++) {
		struct play *t = three(), *u = three(), *gone = play_new();
		t->steps[2].id = u->steps[2].id = id ? "second" : NULL;
		play_say(gone, "Sit down.", 5000, false);
		play_hold(gone, 0, 40000, 40000);
		play_hold(gone, 2, 40000, 40000);
		paused_in(t, 1, PHASE_HOLD, 15000);
		struct player *stood = player_copy(t->p);
		struct plan *plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
		stood->plan = plan;
		for (int i = 0; i < 5; i++) {
			assert_int_equal(reload_again(t, stood, gone), RELOADED_ON);
			play_ms(t, 1000);
			assert_int_equal(play_last(t, FX_HOLD)->hold.n, 1);
			assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 15000);
			assert_int_equal(reload_again(t, stood, u), RELOADED_HERE);
			play_ms(t, 1000);
		}
		struct player_snapshot s = play_look(t);
		assert_int_equal(s.state, PLAYER_PAUSED);
		assert_true(s.stoppable);
		assert_ptr_equal(s.site, &u->atlas.site[1]);
		assert_int_equal(s.elapsed_ms, 15000);
		assert_int_equal(s.left_ms, 25000);
		assert_int_equal(s.nresults, 1);
		player_free(stood);
		plan_free(plan);
		play_event(t, EV_GO_ON, 0);
		play_to_phase(t, PHASE_EASE);
		play_to_phase(t, PHASE_FIND);
		assert_int_equal(play_last(t, FX_HOLD)->hold.n, 1); /* in the stead of the row before */
		assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 40000);
		assert_int_equal(player_person(t->p).place[1][0].presses, 1);
		assert_int_equal(player_person(t->p).place[1][0].held_ms, 40000);
		ends(t, u);
		play_free(gone);
	}
}

/* The stop key ends the press that is back, and counts what was held. */
static void what_is_back_can_be_stopped(void **state)
{
	(void)state;
	struct play *t = three(), *u = three(), *gone = play_new();
	play_say(gone, "Sit down.", 5000, false);
	paused_in(t, 1, PHASE_HOLD, 15000);
	struct player *stood = player_copy(t->p);
	struct plan *plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	stood->plan = plan;
	assert_int_equal(reload_again(t, stood, gone), RELOADED_OVER);
	assert_int_equal(reload_again(t, stood, u), RELOADED_HERE);
	play_event(t, EV_STOP, 0);
	assert_int_equal(play_look(t).state, PLAYER_STOPPED);
	play_event(t, EV_ANSWER, WHY_SHARP);
	assert_int_equal(play_last(t, FX_HOLD)->hold.outcome, HOLD_STOPPED);
	assert_int_equal(play_last(t, FX_HOLD)->hold.held_ms, 15000);
	assert_int_equal(player_person(t->p).place[1][0].closed, CLOSED_TODAY);
	player_free(stood);
	plan_free(plan);
	play_free(t);
	play_free(u);
	play_free(gone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_save_that_changes_nothing_changes_nothing),
		cmocka_unit_test(what_is_put_in_before_moves_the_step_and_is_passed),
		cmocka_unit_test(after_ten_seconds_a_find_comes_first),
		cmocka_unit_test(the_length_is_the_authors_new_one),
		cmocka_unit_test(a_breath_more_stays),
		cmocka_unit_test(another_place_in_the_step_begins_it_anew),
		cmocka_unit_test(a_step_that_is_gone_gives_way_to_what_follows),
		cmocka_unit_test(nothing_left_ends_it),
		cmocka_unit_test(the_end_of_a_press_that_is_gone_is_over),
		cmocka_unit_test(a_press_that_has_no_room_any_more_is_over),
		cmocka_unit_test(an_earlier_phase_that_is_gone_leads_to_the_next),
		cmocka_unit_test(caps_count_what_was_done_before),
		cmocka_unit_test(own_places_are_known_by_their_ids),
		cmocka_unit_test(a_pick_that_was_made_stands),
		cmocka_unit_test(swapped_legs_stay_swapped),
		cmocka_unit_test(a_press_that_is_moved_to_before_is_still_to_come),
		cmocka_unit_test(places_of_a_step_are_told_apart),
		cmocka_unit_test(what_was_moved_comes_before_the_end),
		cmocka_unit_test(what_is_put_in_or_closed_does_not_come),
		cmocka_unit_test(a_save_that_is_undone_changes_nothing),
		cmocka_unit_test(what_is_back_can_be_stopped),
	};
	return cmocka_run_group_tests_name("player_reload", tests, NULL, NULL);
}
