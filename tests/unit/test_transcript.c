/* Plain mode: a session told in lines, nothing but text and line ends, each thing once. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/transcript.h"
#include "view_scenes.h"

static struct fixture f;
static struct transcript t;
static struct buf out;

static int setup(void **state)
{
	(void)state;
	fixture_init(&f);
	transcript_init(&t);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	buf_free(&out);
	return 0;
}

static bool says(const char *what)
{
	return strstr(buf_str(&out), what) != NULL;
}

static int times(const char *what)
{
	int n = 0;

	for (const char *p = buf_str(&out); (p = strstr(p, what)); p++)
		n++;
	return n;
}

/* Whole lines of printable text. */
static void check_lines(void)
{
	const char *s = buf_str(&out);

	for (; *s; s++)
		assert_true((unsigned char)*s >= ' ' || *s == '\n');
	assert_true(out.n == 0 || s[-1] == '\n');
}

static void enter(struct player_snapshot s)
{
	struct play_model m = fixture_model(&f, s);

	transcript_step(&t, &m, &out);
	check_lines();
}

static void effect(struct effect e, struct player_snapshot s)
{
	struct play_model m = fixture_model(&f, s);

	transcript_effect(&t, &e, &m, &out);
	check_lines();
}

static void segment(int n)
{
	effect((struct effect){.kind = FX_SEGMENT, .segment = n}, fixture_snapshot(&f, PLAYER_RUN, n));
}

static void it_begins_with_what_there_is_to_know(void **state)
{
	struct play_model m = fixture_model(&f, fixture_snapshot(&f, PLAYER_READY, 0));

	(void)state;
	transcript_begin(&t, &m, &out);
	check_lines();
	assert_true(says("Out of the car: 8 minutes 35 seconds."));
	assert_true(says("You need: firm chair, tennis ball."));
	assert_true(says("Not for: Calf pain"));
	assert_true(says("  x: "));
	size_t n = out.n;

	transcript_begin(&t, &m, &out);
	assert_int_equal(out.n, n);
	assert_false(says("rehearsal"));
	out.n = 0;
	transcript_init(&t);
	m.snap.speed_milli = 60000;
	transcript_begin(&t, &m, &out);
	assert_true(says("do not press"));
}

static void a_press_says_where_how_long_and_how_to_breathe(void **state)
{
	(void)state;
	segment(SEG_FIND);
	assert_true(says("Step 3 of 8, left leg: outer thigh, half way down (biceps femoris, long head)."));
	assert_true(says("Find the spot, 9 seconds."));
	segment(SEG_HOLD);
	assert_true(says("Hold, 1 minute, 6 breaths: in for 4, out for 6; aim for 4 to 6 of 10."));
	segment(SEG_EASE);
	segment(SEG_REST);
	assert_int_equal(times("Step 3 of 8"), 1);
	assert_false(says("Now the"));
}

static void what_is_left_out_is_said(void **state)
{
	struct step walk = {.kind = STEP_WALK};
	struct left_out left[] = {
		{.site = &f.atlas.site[1], .leg = LEG_LEFT, .why = CLOSED_SHARE},
		{.site = &f.atlas.site[1], .leg = LEG_RIGHT, .why = OPEN},
		{.step = &walk, .why = CLOSED_TIME},
	};
	struct play_model m = fixture_model(&f, fixture_snapshot(&f, PLAYER_READY, 0));

	(void)state;
	f.plan.left_out = left;
	f.plan.nleft_out = 3;
	transcript_begin(&t, &m, &out);
	check_lines();
	assert_true(says("Left out on the left leg: outer thigh, half way down, which has had its share"));
	assert_false(says("on the right leg"));
	assert_true(says("Left out, since time is short: a walk."));
}

/* Beside a place that was stopped: told where to, and the lighter target. */
static void five_centimetres_away_is_said(void **state)
{
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_RUN, SEG_FIND);

	(void)state;
	s.nearby = true;
	effect((struct effect){.kind = FX_SEGMENT, .segment = SEG_FIND}, s);
	assert_int_equal(times("5 cm"), 1);
	s = fixture_snapshot(&f, PLAYER_RUN, SEG_HOLD);
	s.nearby = true;
	s.pressure.lo = s.pressure.hi = 3;
	effect((struct effect){.kind = FX_SEGMENT, .segment = SEG_HOLD}, s);
	assert_int_equal(times("5 cm"), 1);
	assert_true(says("; aim for 3 of 10."));
}

static void a_change_of_leg_is_told(void **state)
{
	(void)state;
	segment(SEG_FIND);
	segment(f.press[2].find);
	assert_int_equal(times("Now the right leg."), 1);
}

static void a_counted_movement_tells_how_often(void **state)
{
	struct segment *move = &f.segment[SEG_STRETCH];

	(void)state;
	move->phase = PHASE_MOVE;
	move->breaths = 0;
	move->for_ms = 40000;
	move->reps = 10;
	move->set = move->sets = 1;
	segment(SEG_STRETCH);
	assert_true(says("Move, 40 seconds, 10 times. "));
	move->set = 2;
	move->sets = 3;
	segment(SEG_STRETCH);
	assert_true(says("Move, 40 seconds, 10 times, set 2 of 3. "));
}

static void half_way_and_the_last_seconds_once(void **state)
{
	struct player_snapshot s = scene_hold(&f);

	(void)state;
	segment(SEG_HOLD);
	effect((struct effect){.kind = FX_CUE_DUE, .segment = SEG_HOLD, .sound = SOUND_HALF}, s);
	assert_int_equal(times("Half way."), 1);
	enter(s);
	assert_false(says("left."));
	s.left_ms = 9600;
	enter(s);
	s.left_ms = 5000;
	enter(s);
	assert_int_equal(times(" left.\n"), 1);
	assert_true(says("10 seconds left."));
	s.segment = SEG_REST; /* ten seconds long: too short for it */
	s.length_ms = 10000;
	enter(s);
	assert_int_equal(times(" left.\n"), 1);
}

static void lines_of_the_author_come_once(void **state)
{
	struct effect e = {.kind = FX_CUE_DUE,
			   .segment = SEG_HOLD,
			   .say = "Let the weight do the work.",
			   .shown = "Let the weight do the work."};

	(void)state;
	effect(e, scene_hold(&f));
	assert_int_equal(times("Let the weight do the work."), 1);
	out.n = 0;
	struct player_snapshot again = scene_hold(&f);

	again.elapsed_ms = f.segment[SEG_HOLD].for_ms; /* back for the thirty seconds more */
	effect((struct effect){.kind = FX_SEGMENT, .segment = SEG_HOLD}, again);
	assert_int_equal(out.n, 0);
	segment(SEG_HOLD);
	e.say = f.segment[SEG_HOLD].text; /* told with the segment */
	e.shown = NULL;
	effect(e, scene_hold(&f));
	assert_int_equal(times("Hold still"), 1);
}

static void questions_say_how_to_answer(void **state)
{
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_STOPPED, SEG_HOLD);

	(void)state;
	enter(fixture_snapshot(&f, PLAYER_PAIN, 0));
	assert_true(says("How sore do you feel now, 0 to 10?\nA digit answers"));
	enter(s);
	assert_true(says("  1  sharp or electric\n  2  numb or tingling\n"));
	enter(s);
	assert_int_equal(times("sharp or electric"), 1);
	s.state = PLAYER_AFTER_STOP;
	enter(s);
	assert_true(says("What now?\n  1  go on to the next place\n  2  end the session\n"));
	assert_int_equal(times("ten minutes"), 0);
	s = scene_snapshot(&f, "after-stop");
	t.state = PLAYER_STOPPED;
	enter(s);
	assert_true(says("quite gone.\nA foot numb or weak for more than ten minutes"));
	assert_true(says("  2  end the session\n  3  try 5 cm away, at 3 of 10\n"));
	enter(fixture_snapshot(&f, PLAYER_PAUSED, SEG_HOLD));
	assert_true(says("Ease off the tool."));
	enter(fixture_snapshot(&f, PLAYER_QUIT, SEG_HOLD));
	assert_true(says("  y  end it\n"));
	enter(fixture_snapshot(&f, PLAYER_NUMB, SEG_HOLD));
	assert_true(says("no more sessions until a clinician"));
}

static void a_finished_hold_and_a_notice(void **state)
{
	struct effect e = {
		.kind = FX_HOLD,
		.segment = SEG_REST,
		.site = &f.atlas.site[1],
		.hold = {.leg = LEG_LEFT, .outcome = HOLD_RELEASED, .sore_before = 6, .sore_after = 3}};

	(void)state;
	effect(e, scene_hold(&f));
	assert_true(says("Done: left leg, outer thigh, half way down, let go; sore 6 before, 3 now.\n"));
	effect((struct effect){.kind = FX_NOTICE, .notice = NOTICE_MORE_OFFERED, .value = 30},
	       scene_hold(&f));
	assert_true(says("+ gives it 30 seconds more"));
	out.n = 0;
	effect((struct effect){.kind = FX_NOTICE, .notice = NOTICE_EASE_OFF, .value = 1}, scene_hold(&f));
	effect((struct effect){.kind = FX_NOTICE, .notice = NOTICE_EASE_OFF, .value = 2}, scene_hold(&f));
	assert_int_equal(times("That is a lot."), 1);
	assert_int_equal(times("this press ends here"), 1);
}

static void the_summary_is_told_once(void **state)
{
	struct player_snapshot s = scene_over(&f, SESSION_DONE);

	(void)state;
	enter(s);
	assert_true(says("4 spots pressed, 2 let go\n"));
	assert_true(says("  left leg, outer thigh, half way down: sore 6, now 3; let go\n"));
	assert_true(says("How sore you feel: 5 before, 3 now\n"));
	assert_true(says("Enter leaves.\n"));
	s.state = PLAYER_ENDED;
	enter(s);
	assert_int_equal(times("4 spots pressed"), 1);
}

/* What a stop sign asks for comes before what the day brought. */
static void the_summary_minds_a_stop_sign(void **state)
{
	struct player_snapshot s = scene_over(&f, SESSION_DONE);

	(void)state;
	s.numb_after = 0;
	enter(s);
	assert_true(says("press no more, and see a clinician today."));
	transcript_init(&t);
	out.n = 0;
	s.numb_after = 1;
	enter(s);
	assert_true(says("No more sessions for now"));
	assert_true(says("needs a clinician, the same day"));
	transcript_init(&t);
	out.n = 0;
	s.nresults = 2; /* none of them stopped */
	s.numb_after = -1;
	enter(s);
	assert_false(says("clinician"));
	assert_true(says("Looser now often fades within the hour"));
}

/* Effects of every kind with figures out of range: lines or nothing. */
static void odd_effects_tell_nothing_wrong(void **state)
{
	(void)state;
	for (enum effect_kind k = FX_SEGMENT; k < EFFECT_KINDS; k++) {
		for (int n = -1; n <= (int)f.plan.nsegments + 1; n++) {
			effect((struct effect){.kind = k, .segment = n, .notice = NOTICE_GAP, .say = ""},
			       scene_hold(&f));
			effect((struct effect){.kind = k, .segment = n, .sound = SOUND_HALF}, scene_hold(&f));
		}
	}
	for (enum player_state s = PLAYER_READY; s < PLAYER_STATES; s++)
		enter(fixture_snapshot(&f, s, SEG_HOLD));
}

static void the_gate_in_lines(void **state)
{
	struct gate_page page;
	struct gate_about about = {.call = "112"};

	(void)state;
	for (enum gate g = GATE_ASK_FALL; g < GATES; g++) {
		gate_page(&page, g, &about);
		transcript_gate(&page, &out);
	}
	assert_true(says("y for yes, n for no"));
	assert_true(says("1: new numbness or tingling"));
	assert_true(says("7: kidney disease"));
	assert_true(says("Enter for none of these"));
	assert_true(says("Call 112 now"));
	gate_page(&page, GATE_ASK_EMERGENCY, &about);
	transcript_marks(&page, page.bit[1] | page.bit[3], &out);
	assert_true(says("Marked: 2, 4. Enter: these apply."));
	transcript_marks(&page, 0, &out);
	assert_true(says("Nothing is marked. Enter: none of these."));
	check_lines();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_begins_with_what_there_is_to_know, setup, teardown),
		cmocka_unit_test_setup_teardown(a_press_says_where_how_long_and_how_to_breathe, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_is_left_out_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(five_centimetres_away_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(a_change_of_leg_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_counted_movement_tells_how_often, setup, teardown),
		cmocka_unit_test_setup_teardown(half_way_and_the_last_seconds_once, setup, teardown),
		cmocka_unit_test_setup_teardown(lines_of_the_author_come_once, setup, teardown),
		cmocka_unit_test_setup_teardown(questions_say_how_to_answer, setup, teardown),
		cmocka_unit_test_setup_teardown(a_finished_hold_and_a_notice, setup, teardown),
		cmocka_unit_test_setup_teardown(the_summary_is_told_once, setup, teardown),
		cmocka_unit_test_setup_teardown(the_summary_minds_a_stop_sign, setup, teardown),
		cmocka_unit_test_setup_teardown(odd_effects_tell_nothing_wrong, setup, teardown),
		cmocka_unit_test_setup_teardown(the_gate_in_lines, setup, teardown),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("transcript", tests, NULL, NULL);
}
