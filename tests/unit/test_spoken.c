/* What the voice says beside the plan: every state that asks something of a person speaks, and no notice that
 * matters is only seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/spoken.h"
#include "view_scenes.h"

static struct fixture f;
static struct buf out;

static enum cue_kind in_state(enum player_state state, int segment)
{
	struct player_snapshot s = fixture_snapshot(&f, state, segment);
	struct play_model m = fixture_model(&f, s);

	buf_clear(&out);
	return spoken_state(&m, &out);
}

static enum cue_kind of_notice(enum notice n, int value)
{
	struct player_snapshot s = scene_hold(&f);
	struct play_model m = fixture_model(&f, s);
	struct effect e = {.kind = FX_NOTICE, .notice = n, .value = value};

	buf_clear(&out);
	return spoken_effect(&e, &m, &out);
}

static void states_that_ask_speak(void **state)
{
	(void)state;
	assert_int_equal(in_state(PLAYER_STOPPED, SEG_HOLD), CUE_STOP);
	assert_string_equal(out.p,
			    "Take the weight off. Stopping is always right. Good that you stopped. What was "
			    "it? 1: sharp or electric. 2: numb or tingling. 3: too sore. 4: something else.");
	assert_int_equal(in_state(PLAYER_NUMB, SEG_STRETCH), CUE_STOP);
	assert_string_equal(out.p, "A numb or weak foot or leg for over ten minutes? y: yes. n: no.");
	assert_int_equal(in_state(PLAYER_PAIN, 0), CUE_NEXT);
	assert_string_equal(out.p,
			    "How sore do you feel now, 0 to 10? A digit answers, t is ten; Enter goes on.");
	assert_int_equal(in_state(PLAYER_PAUSED, SEG_HOLD), CUE_STOP);
	assert_string_equal(out.p, "Paused. Ease off the tool. The time waits for you.");
	in_state(PLAYER_WAIT, SEG_FIND);
	assert_string_equal(out.p, "Found it? A digit says how sore it is; Enter goes on.");
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_WAIT, SEG_FIND);

	s.asked_ms = 15000; /* once more */
	s.nearby = true;
	struct play_model m = fixture_model(&f, s);

	buf_clear(&out);
	spoken_state(&m, &out);
	assert_non_null(strstr(out.p, "five centimetres to the side"));
	in_state(PLAYER_RUN, SEG_HOLD); /* the plan speaks */
	assert_int_equal(out.n, 0);
}

static void notices_speak_by_their_weight(void **state)
{
	(void)state;
	assert_int_equal(of_notice(NOTICE_EASE_OFF, 1), CUE_STOP);
	assert_string_equal(out.p, "That is a lot. Ease off until it is a dull ache you can breathe with.");
	assert_int_equal(of_notice(NOTICE_LET_GO, 0), CUE_CHEER);
	assert_string_equal(out.p, "It let go.");
	of_notice(NOTICE_MORE_OFFERED, 30);
	assert_string_equal(out.p, "Not yet? plus gives it 30 seconds more, gently.");
	of_notice(NOTICE_SKIPPED, 0); /* the next step speaks */
	assert_int_equal(out.n, 0);
}

static int setup(void **state)
{
	(void)state;
	fixture_init(&f);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	buf_free(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(states_that_ask_speak, setup, teardown),
		cmocka_unit_test_setup_teardown(notices_speak_by_their_weight, setup, teardown),
	};

	return cmocka_run_group_tests_name("spoken", tests, NULL, NULL);
}
