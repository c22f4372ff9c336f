/* Cues and breath sounds: handed over ahead, sounding once and on time, taken back. */
#include "player_fixture.h"

static struct play *walk_with_cues(struct step_cue *cues, size_t n, struct player_options o)
{
	struct play *t = play_new();
	struct step *s = play_walk(t, 20000);
	s->cues = cues;
	s->ncues = n;
	play_walk(t, 20000);
	play_begin(t, o);
	return t;
}

static struct step_cue sounds_at(int64_t ms)
{
	return (struct step_cue){.when = CUE_AT, .ms = ms, .sound = SOUND_LOOP};
}

static const struct effect *nth(const struct play *t, enum effect_kind kind, enum sound sound, int n)
{
	for (size_t i = 0; i < t->nfx; i++)
		if (t->fx[i].kind == kind && t->fx[i].sound == sound && n-- == 0)
			return &t->fx[i];
	return NULL;
}

static void handed_over_a_quarter_second_ahead(void **state)
{
	(void)state;
	struct step_cue cue = sounds_at(10000);
	struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
	struct mono start = t->now;
	play_ms(t, 9749);
	assert_null(nth(t, FX_CUE, SOUND_LOOP, 0));
	play_ms(t, 1);
	const struct effect *e = nth(t, FX_CUE, SOUND_LOOP, 0);
	assert_non_null(e);
	assert_int_equal(e->due.ns - start.ns, 10000 * NS_PER_MS);
	assert_int_equal(e->at_ms, 10000);
	uint32_t id = e->cue_id;
	play_ms(t, 249);
	assert_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 0));
	play_ms(t, 1);
	e = nth(t, FX_CUE_DUE, SOUND_LOOP, 0);
	assert_non_null(e);
	assert_int_equal(e->cue_id, id);
	assert_int_equal(e->due.ns - start.ns, 10000 * NS_PER_MS);
	play_ms(t, 20000);
	assert_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 1));
	play_free(t);
}

static void the_next_segment_is_handed_over_ahead_too(void **state)
{
	(void)state;
	struct play *t = walk_with_cues(NULL, 0, (struct player_options){.speed_milli = 1000});
	play_ms(t, 19749);
	assert_null(nth(t, FX_CUE, SOUND_START, 1));
	play_ms(t, 1);
	const struct effect *e = nth(t, FX_CUE, SOUND_START, 1);
	assert_non_null(e);
	assert_int_equal(e->segment, 1);
	assert_int_equal(e->at_ms, 20000);
	assert_int_equal(play_look(t).segment, 0);
	play_ms(t, 250);
	assert_non_null(nth(t, FX_CUE_DUE, SOUND_START, 1));
	assert_int_equal(play_look(t).segment, 1);
	play_free(t);
}

/* What comes after a question, or after a find that waits, is not known ahead. */
static void nothing_is_handed_over_past_a_wait(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_begin(t, (struct player_options){.speed_milli = 1000});
	play_ms(t, 3999);
	assert_null(nth(t, FX_CUE, SOUND_SINK, 0));
	play_ms(t, 2000);
	assert_null(nth(t, FX_CUE, SOUND_SINK, 0));
	play_event(t, EV_GO_ON, 0);
	assert_non_null(nth(t, FX_CUE_DUE, SOUND_SINK, 0));
	play_free(t);
}

static void above_four_times_there_is_no_look_ahead(void **state)
{
	(void)state;
	for (int fast = 0; fast < 2; fast++) {
		struct step_cue cue = sounds_at(10000);
		struct play *t =
			walk_with_cues(&cue, 1, (struct player_options){.speed_milli = fast ? 4001 : 4000});
		while (!nth(t, FX_CUE, SOUND_LOOP, 0)) {
			t->now = player_deadline(t->p);
			play_event(t, EV_TICK, 0);
		}
		int64_t ahead = nth(t, FX_CUE, SOUND_LOOP, 0)->due.ns - t->now.ns;
		assert_int_equal(ahead, fast ? 0 : 250 * NS_PER_MS);
		play_free(t);
	}
}

static void a_pause_takes_back_and_hands_over_again(void **state)
{
	(void)state;
	struct step_cue cue = sounds_at(10000);
	struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
	play_ms(t, 9900);
	uint32_t first = nth(t, FX_CUE, SOUND_LOOP, 0)->cue_id;
	size_t cancelled = play_count(t, FX_CANCEL);
	play_event(t, EV_PAUSE, 0);
	assert_int_equal(play_count(t, FX_CANCEL), cancelled + 1);
	play_ms(t, 5000);
	play_event(t, EV_PAUSE, 0);
	const struct effect *again = nth(t, FX_CUE, SOUND_LOOP, 1);
	assert_non_null(again);
	assert_int_not_equal(again->cue_id, first);
	assert_int_equal(again->due.ns, t->now.ns + 100 * NS_PER_MS);
	uint32_t second = again->cue_id;
	play_ms(t, 10000);
	assert_int_equal(nth(t, FX_CUE_DUE, SOUND_LOOP, 0)->cue_id, second);
	assert_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 1));
	play_free(t);
}

/* The walk that is put in is known before it begins: what it puts off is not handed over. */
static void nothing_is_handed_over_past_a_walk_that_is_put_in(void **state)
{
	(void)state;
	for (int short_of = 0; short_of < 300; short_of += 50) {
		struct play *t = play_new();
		t->atlas.limits.tool_stretch = 170000 - short_of;
		play_hold(t, 0, 60000, 60000);
		play_hold(t, 1, 60000, 60000);
		play_begin(t, (struct player_options){.speed_milli = 1000, .hands_free = true});
		play_ms(t, 84900);
		bool second = nth(t, FX_CUE, SOUND_FIND, 1) != NULL;
		assert_int_equal(second, short_of == 0);
		play_ms(t, 100);
		assert_int_equal(play_look(t).state, short_of ? PLAYER_WALK : PLAYER_RUN);
		play_free(t);
	}
}

static void what_changes_the_future_takes_back(void **state)
{
	(void)state;
	static const enum player_event_kind kinds[] = {EV_PAUSE, EV_SKIP, EV_BACK, EV_QUIT,
						       EV_GO_ON, EV_MORE, EV_STOP, EV_JUMP};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct play *t = play_new();
		play_hold(t, 0, 30000, 30000);
		play_walk(t, 30000);
		play_walk(t, 30000);
		play_begin(t, (struct player_options){.speed_milli = 1000});
		play_to_phase(t, PHASE_EASE);
		play_event(t, EV_RATE, 2); /* so that `+` lengthens the ease */
		play_ms(t, 4800);          /* the rest is handed over */
		assert_non_null(nth(t, FX_CUE, SOUND_REST, 0));
		assert_null(nth(t, FX_CUE_DUE, SOUND_REST, 0));
		size_t n = t->nfx, cancels = play_count(t, FX_CANCEL);
		play_event(t, kinds[i], 0);
		assert_int_equal(play_count(t, FX_CANCEL), cancels + 1);
		assert_true(n < t->nfx);
		play_free(t);
	}
}

static void late_cues_are_dropped_boundaries_are_not(void **state)
{
	(void)state;
	static const struct {
		int64_t late_ms;
		bool sounds;
	} rows[] = {{250, true}, {251, false}};
	for (size_t i = 0; i < 2; i++) {
		struct step_cue cue = sounds_at(10000);
		struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
		play_ms(t, 9000);
		t->now = mono_add_ms(t->now, 1000 + rows[i].late_ms);
		play_event(t, EV_TICK, 0);
		assert_int_equal(nth(t, FX_CUE_DUE, SOUND_LOOP, 0) != NULL, rows[i].sounds);
		assert_int_equal(nth(t, FX_CUE, SOUND_LOOP, 0) != NULL, rows[i].sounds);
		play_free(t);
	}
}

/* One that was handed over in time has sounded, however late the step comes that tells it. */
static void a_cue_handed_over_in_time_is_told_late(void **state)
{
	(void)state;
	struct step_cue cue = sounds_at(10000);
	struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
	play_ms(t, 9800);
	t->now = mono_add_ms(t->now, 1200);
	play_event(t, EV_TICK, 0);
	assert_non_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 0));
	play_free(t);
}

static void cues_that_are_not_reached_do_not_sound(void **state)
{
	(void)state;
	struct step_cue cue = sounds_at(15000);
	struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
	play_ms(t, 10000);
	play_event(t, EV_LESS, 0);
	play_ms(t, 20000);
	assert_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 0));
	play_free(t);
}

static void back_lets_a_cue_sound_again(void **state)
{
	(void)state;
	struct step_cue cue = sounds_at(10000);
	struct play *t = walk_with_cues(&cue, 1, (struct player_options){.speed_milli = 1000});
	play_ms(t, 11000);
	play_event(t, EV_BACK, 0);
	play_ms(t, 11000);
	assert_non_null(nth(t, FX_CUE_DUE, SOUND_LOOP, 1));
	assert_int_not_equal(nth(t, FX_CUE_DUE, SOUND_LOOP, 0)->cue_id,
			     nth(t, FX_CUE_DUE, SOUND_LOOP, 1)->cue_id);
	play_free(t);
}

static struct play *breathing(int32_t speed)
{
	struct play *t = play_new();
	struct step *s = play_step(t, STEP_BREATHE);
	s->length = fixture_ms(25000); /* two breaths and five quiet seconds */
	play_walk(t, 20000);
	play_begin(t, (struct player_options){.speed_milli = speed});
	return t;
}

static void breath_phases_follow_the_pacer(void **state)
{
	(void)state;
	struct play *t = breathing(1000);
	struct mono start = t->now;
	play_ms(t, 45000);
	static const struct {
		enum breath_phase phase;
		int64_t at, length;
	} rows[] = {{BREATH_IN, 0, 4000},
		    {BREATH_OUT, 4000, 6000},
		    {BREATH_IN, 10000, 4000},
		    {BREATH_OUT, 14000, 6000}};
	size_t n = 0;
	for (size_t i = 0; i < t->nfx; i++)
		if (t->fx[i].kind == FX_BREATH) {
			assert_true(n < 4);
			assert_int_equal(t->fx[i].breath, rows[n].phase);
			assert_int_equal(t->fx[i].due.ns - start.ns, rows[n].at * NS_PER_MS);
			assert_int_equal(t->fx[i].length_ms, rows[n].length);
			n++;
		}
	assert_int_equal(n, 4);
	play_free(t);
}

static void breath_is_silent_above_one_and_a_half(void **state)
{
	(void)state;
	static const struct {
		int32_t speed;
		size_t breaths;
	} rows[] = {{500, 4}, {1500, 4}, {1501, 0}, {240000, 0}};
	for (size_t i = 0; i < 4; i++) {
		struct play *t = breathing(rows[i].speed);
		play_ms(t, 100000);
		assert_int_equal(play_count(t, FX_BREATH), rows[i].breaths);
		if (rows[i].breaths)
			assert_int_equal(play_last(t, FX_BREATH)->length_ms, 6000000 / rows[i].speed);
		play_free(t);
	}
}

static void breath_goes_on_after_a_pause_and_a_longer_hold(void **state)
{
	(void)state;
	struct play *t = play_new();
	play_hold(t, 0, 30000, 30000);
	play_walk(t, 30000);
	play_begin(t, (struct player_options){.speed_milli = 1000});
	play_to_phase(t, PHASE_HOLD);
	size_t before = play_count(t, FX_BREATH);
	play_ms(t, 1000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 2000);
	play_event(t, EV_PAUSE, 0);
	play_ms(t, 24500); /* in the last out-breath: all phases are handed over */
	play_event(t, EV_MORE, 0);
	play_ms(t, 14500);
	assert_int_equal(play_look(t).phase, PHASE_EASE);
	/* one more cycle; the phase that began with the hold was handed over before it */
	assert_int_equal(play_count(t, FX_BREATH) - before, 7);
	play_free(t);
}

/* What an author's cue says is shown from then on, spoken or not, until the next one or the end. */
static void what_a_cue_says_is_shown(void **state)
{
	(void)state;
	struct step_cue cues[] = {
		{.when = CUE_AT, .ms = 4000, .say = "Turn round at the door."},
		{.when = CUE_AT, .ms = 10000, .say = "Quietly.", .speak = ""},
		{.when = CUE_AT, .ms = 12000, .speak = "Only heard."},
		{.when = CUE_AT, .ms = 90000, .say = "Never reached."},
	};
	struct play *t = walk_with_cues(cues, 4, (struct player_options){.speed_milli = 1000});
	play_ms(t, 3999);
	assert_null(play_look(t).said);
	play_ms(t, 1);
	assert_string_equal(play_look(t).said, "Turn round at the door.");
	play_ms(t, 5999);
	assert_string_equal(play_look(t).said, "Turn round at the door.");
	play_ms(t, 1);
	assert_string_equal(play_look(t).said, "Quietly.");
	assert_string_equal(play_last(t, FX_CUE_DUE)->shown, "Quietly.");
	assert_string_equal(play_last(t, FX_CUE_DUE)->say, "");
	play_ms(t, 3000);
	assert_string_equal(play_look(t).said, "Quietly.");
	play_event(t, EV_SKIP, 0);
	assert_null(play_look(t).said);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(handed_over_a_quarter_second_ahead),
		cmocka_unit_test(the_next_segment_is_handed_over_ahead_too),
		cmocka_unit_test(nothing_is_handed_over_past_a_wait),
		cmocka_unit_test(above_four_times_there_is_no_look_ahead),
		cmocka_unit_test(a_pause_takes_back_and_hands_over_again),
		cmocka_unit_test(nothing_is_handed_over_past_a_walk_that_is_put_in),
		cmocka_unit_test(what_changes_the_future_takes_back),
		cmocka_unit_test(late_cues_are_dropped_boundaries_are_not),
		cmocka_unit_test(a_cue_handed_over_in_time_is_told_late),
		cmocka_unit_test(cues_that_are_not_reached_do_not_sound),
		cmocka_unit_test(back_lets_a_cue_sound_again),
		cmocka_unit_test(breath_phases_follow_the_pacer),
		cmocka_unit_test(breath_is_silent_above_one_and_a_half),
		cmocka_unit_test(breath_goes_on_after_a_pause_and_a_longer_hold),
		cmocka_unit_test(what_a_cue_says_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
