#include "player_fixture.h"

static void hands_free_from_start_to_end(void **state)
{
	(void)state;
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
	assert_int_equal(play_count(t, FX_HOLD), 1);
	const struct hold_row *h = &play_last(t, FX_HOLD)->hold;
	assert_int_equal(h->held_ms, 30000);
	assert_int_equal(h->tool_ms, 55000);
	assert_int_equal(h->outcome, HOLD_FULL);
	assert_int_equal(play_count(t, FX_SEGMENT), t->plan->nsegments);
	play_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_free_from_start_to_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
