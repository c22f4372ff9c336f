/* From numbers to words: what each state shows, which keys it names, and that nothing is cut inside
 * of a character. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "core/keymap.h"
#include "view/summary.h"
#include "view_scenes.h"

static struct fixture f;
static struct view_model vm;

static void make(struct player_snapshot s)
{
	struct play_model m = fixture_model(&f, s);

	view_model_make(&vm, &m);
}

static int setup(void **state)
{
	(void)state;
	fixture_init(&f);
	return 0;
}

static bool has_key(const char *shown)
{
	for (size_t i = 0; i < vm.nkeys; i++) {
		if (strcmp(vm.keys[i].shown, shown) == 0)
			return true;
	}
	return false;
}

static const char *key_label(const char *shown)
{
	for (size_t i = 0; i < vm.nkeys; i++) {
		if (strcmp(vm.keys[i].shown, shown) == 0)
			return vm.keys[i].label;
	}
	return "";
}

static void a_hold_says_where_how_long_and_what_next(void **state)
{
	(void)state;
	make(scene_hold(&f));
	assert_string_equal(vm.title, "Out of the car");
	assert_string_equal(vm.phase, "Hold");
	assert_string_equal(vm.leg_word, "left leg");
	assert_string_equal(vm.where, "outer thigh, half way down");
	assert_string_equal(vm.muscle, "biceps femoris, long head");
	assert_string_equal(vm.big, "40");
	assert_string_equal(vm.step, "step 3 of 8");
	assert_string_equal(vm.left, "6:30 left");
	assert_string_equal(vm.next, "Next: left leg: inner thigh, low down");
	assert_string_equal(vm.target, "aim for 4 to 6 of 10");
	assert_string_equal(vm.sore, "sore 6, now 4");
	assert_string_equal(vm.turns_text, "breath 3 of 6");
	assert_string_equal(vm.breath, "breathe out");
	assert_true(vm.paced && vm.pressing);
	assert_string_equal(key_label("Enter"), "it has let go");
	assert_string_equal(vm.keys[0].shown, "x"); /* never dropped from a footer */
}

static void seconds_round_up_and_long_ones_are_a_clock(void **state)
{
	struct player_snapshot s = scene_hold(&f);

	(void)state;
	s.left_ms = 1;
	make(s);
	assert_string_equal(vm.big, "1");
	s.left_ms = 0;
	make(s);
	assert_string_equal(vm.big, "0");
	s.left_ms = 99001;
	make(s);
	assert_string_equal(vm.big, "1:40");
	s.left_ms = INT64_MAX / 2;
	make(s);
	assert_true(strlen(vm.big) < sizeof vm.big);
}

static void the_stop_key_is_named_wherever_it_works(void **state)
{
	static const enum player_state live[] = {PLAYER_RUN, PLAYER_WAIT, PLAYER_REFIND, PLAYER_PAUSED,
						 PLAYER_WALK};

	(void)state;
	for (size_t i = 0; i < sizeof live / sizeof *live; i++) {
		make(fixture_snapshot(&f, live[i], SEG_HOLD));
		assert_string_equal(vm.keys[0].shown, "x");
		assert_string_equal(vm.keys[0].label, "stop");
	}
	make(fixture_snapshot(&f, PLAYER_PAUSED, SEG_STRETCH)); /* nothing is there to be stopped */
	assert_false(has_key("x"));
}

static void a_pause_between_sets_names_the_set(void **state)
{
	struct segment *rest = &f.segment[SEG_STRETCH], *next = rest + 1;

	(void)state;
	rest->phase = PHASE_REST;
	next->phase = PHASE_MOVE;
	next->step = rest->step;
	next->leg = rest->leg;
	next->set = 2;
	next->sets = 3;
	next->text = "Lift the heel.";
	make(fixture_snapshot(&f, PLAYER_RUN, SEG_STRETCH));
	assert_string_equal(vm.next, "Next: set 2 of 3, left leg: Lift the heel.");
}

static void keys_follow_the_state(void **state)
{
	struct player_snapshot s = scene_hold(&f);

	(void)state;
	s.ends_with_breath = true;
	make(s);
	assert_string_equal(key_label("Enter"), "end now");
	assert_false(has_key("+"));
	s.more_offered = true;
	make(s);
	assert_string_equal(key_label("+"), "30 s more");
	make(fixture_snapshot(&f, PLAYER_RUN, SEG_FIND));
	assert_string_equal(key_label("Enter"), "found it");
	make(fixture_snapshot(&f, PLAYER_PAUSED, SEG_HOLD));
	assert_string_equal(key_label("Space"), "go on");
	make(fixture_snapshot(&f, PLAYER_PAIN, 0));
	assert_true(vm.scale);
	assert_false(has_key("x"));
	assert_true(has_key("0-9 t"));
}

/* "Lean in" is not to stand above "ease off". */
static void what_is_too_much_has_no_other_words_beside_it(void **state)
{
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_RUN, SEG_HOLD);

	(void)state;
	make(s);
	assert_true(vm.text[0]);
	s.notice = NOTICE_EASE_OFF;
	make(s);
	assert_false(vm.text[0]);
	assert_true(vm.notice[0]);
	s.notice = NOTICE_LIGHTER;
	make(s);
	assert_false(vm.text[0]);
	s.notice = NOTICE_RATED;
	make(s);
	assert_true(vm.text[0]);
}

static void questions_bring_their_answers(void **state)
{
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_STOPPED, SEG_HOLD);
	struct player_event ev;

	(void)state;
	make(s);
	assert_int_equal(vm.nanswers, 4);
	assert_true(vm.question[0]);
	for (size_t i = 0; i < vm.nanswers; i++) {
		assert_true(answers_key(&s, vm.answers[i].key, &ev));
		assert_int_equal(ev.kind, EV_ANSWER);
		assert_int_equal(ev.value, vm.answers[i].value);
	}
	assert_false(answers_key(&s, 'n', &ev)); /* it skips while a press runs, and is pressed by habit */
	assert_false(answers_key(&s, 's', &ev));
	assert_false(answers_key(&s, '9', &ev));
	/* Esc carries on, but over a press it is left to stop that */
	s.state = PLAYER_QUIT;
	assert_true(s.press);
	assert_true(answers_key(&s, 'n', &ev));
	assert_false(answers_key(&s, KEYCODE_ESC, &ev));
	s.press = 0;
	assert_true(answers_key(&s, KEYCODE_ESC, &ev));
	assert_int_equal(ev.value, 0);
	s = fixture_snapshot(&f, PLAYER_STOPPED, SEG_HOLD);
	s.state = PLAYER_AFTER_STOP;
	make(s);
	assert_int_equal(vm.nanswers, 2);
	assert_true(answers_key(&s, '2', &ev));
	assert_int_equal(ev.value, AFTER_END);
	assert_false(answers_key(&s, 'c', &ev));
	assert_string_equal(vm.hint, ""); /* something else: nothing was numb */
	s.nearby_offered = true;
	f.result[0].why = WHY_NUMB;
	s.results = f.result;
	s.nresults = 1;
	make(s);
	assert_int_equal(vm.nanswers, 3);
	for (int i = 0; i < 3; i++) { /* the gentle one first */
		static const enum after_stop order[] = {AFTER_NEXT, AFTER_END, AFTER_NEARBY};

		assert_true(answers_key(&s, '1' + (uint32_t)i, &ev));
		assert_int_equal(ev.value, order[i]);
	}
	assert_non_null(strstr(vm.text, "once the feeling has quite gone"));
	assert_non_null(strstr(vm.hint, "more than ten minutes"));
	s.state = PLAYER_QUIT;
	assert_true(answers_key(&s, 'n', &ev));
	assert_int_equal(ev.value, 0);
	s.state = PLAYER_RUN;
	assert_false(answers_key(&s, 'y', &ev));
}

static void what_is_beside_the_step_names_no_place(void **state)
{
	static const enum player_state beside[] = {PLAYER_PAIN, PLAYER_WALK, PLAYER_NUMB, PLAYER_ASK};

	(void)state;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		make(fixture_snapshot(&f, beside[i], SEG_HOLD));
		assert_null(vm.site);
		assert_string_equal(vm.leg_word, "");
		assert_string_equal(vm.target, "");
	}
}

static void something_is_always_named_as_next(void **state)
{
	(void)state;
	for (int i = 0; i <= (int)f.plan.nsegments; i++) {
		struct player_snapshot s =
			fixture_snapshot(&f, PLAYER_RUN, i < (int)f.plan.nsegments ? i : i - 1);

		s.segment = i;
		make(s);
		assert_true(strlen(vm.next) > strlen("Next: "));
	}
}

static void every_notice_has_words(void **state)
{
	struct player_snapshot s = scene_hold(&f);

	(void)state;
	for (enum notice n = NOTICE_NONE; n < NOTICES; n++) {
		s.notice = n;
		s.notice_value = 7;
		make(s);
		assert_int_equal(vm.notice[0] != '\0', n != NOTICE_NONE);
		assert_null(strchr(vm.notice, '%'));
	}
	s.notice = NOTICE_RATED;
	make(s);
	assert_non_null(strstr(vm.notice, "7"));
}

static void an_authors_hold_keeps_the_stop_signs(void **state)
{
	(void)state;
	f.step[2].say = "Let the knee fall out.";
	f.segment[SEG_HOLD].text = f.step[2].say;
	make(scene_hold(&f));
	assert_non_null(strstr(vm.text, "Let the knee fall out."));
	assert_non_null(strstr(vm.text, "Sharp"));
}

static void long_words_are_cut_between_characters(void **state)
{
	char out[12];

	(void)state;
	vm_format(out, sizeof out, "%s", "short");
	assert_string_equal(out, "short");
	for (size_t pad = 0; pad < 12; pad++) {
		char text[64] = "";

		memset(text, 'a', pad);
		strcpy(text + pad, "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xc3\xa9\xe2\x82\xac");
		vm_format(out, sizeof out, "%s", text);
		assert_true(utf8_valid(out, strlen(out), NULL));
		assert_string_equal(out + strlen(out) - 3, "\xe2\x80\xa6");
	}
	vm_format(out, 3, "%s", "too long");
	assert_true(strlen(out) < 3);
}

static void a_plan_longer_than_the_bar_counts_right(void **state)
{
	static struct segment many[1000];
	static struct step steps[1000];

	(void)state;
	for (int i = 0; i < 1000; i++)
		many[i] = (struct segment){
			.n = i, .step = &steps[i], .step_n = i, .phase = PHASE_WALK, .press = -1};
	f.plan.segments = many;
	f.plan.nsegments = 1000;
	struct player_snapshot s = {.state = PLAYER_RUN, .segment = 700, .next = 701};

	make(s);
	assert_string_equal(vm.step, "step 701 of 1000");
	assert_int_equal(vm.nticks, VM_TICKS);
}

static void the_status_line_tells_what_is_off(void **state)
{
	(void)state;
	make(scene_hold(&f));
	assert_string_equal(vm.status, "");
	f.set.volume = 90;
	make(scene_hold(&f));
	assert_string_equal(vm.status, "volume 90 of 100");
	f.set.breath_sound = false;
	make(scene_hold(&f));
	assert_string_equal(vm.status, "breath sounds off: b turns them on");
	f.set.volume = 0;
	make(scene_hold(&f));
	assert_string_equal(vm.status, "volume at nothing: ] turns it up");
	f.set.muted = true;
	make(scene_hold(&f));
	assert_string_equal(vm.status, "sound off: m turns it on");
	f.set.sound_notice = "No sound device.";
	make(scene_hold(&f));
	assert_string_equal(vm.status, "No sound device.");
	struct player_snapshot fast = scene_hold(&f);

	fast.speed_milli = 60000;
	fast.rehearsal = true;
	make(fast);
	assert_string_equal(vm.status, "a rehearsal: watch, but do not press");
}

/* What was left out before its hold counts as no spot pressed. */
static void the_summary_counts_what_was_pressed(void **state)
{
	struct player_snapshot s = scene_over(&f, SESSION_DONE);
	struct play_model m = fixture_model(&f, s);
	struct summary t;

	(void)state;
	summary_make(&t, &m);
	assert_string_equal(t.time, "4 spots pressed, 2 let go");
	assert_string_equal(t.pain, "How sore you feel: 5 before, 3 now");
	f.result[3].site = f.result[2].site; /* a second try at one spot, which let go */
	summary_make(&t, &m);
	assert_string_equal(t.time, "3 spots pressed, 2 let go");
	f.result[1] = f.result[0];
	summary_make(&t, &m);
	assert_string_equal(t.time, "2 spots pressed, 2 let go");
	for (int i = 0; i < 4; i++)
		f.result[i] = (struct player_result){.site = &f.atlas.site[1], .outcome = HOLD_SKIPPED};
	m.snap.held_ms[0] = m.snap.held_ms[1] = 0;
	summary_make(&t, &m);
	assert_string_equal(t.time, "");
	assert_string_equal(t.legs, "");
	assert_non_null(strstr(t.head, "Nothing was pressed"));
	assert_string_equal(t.words, ""); /* nor can anything be looser for it */
}

static void what_is_left_out_is_said_before_it_begins(void **state)
{
	struct left_out left[] = {
		{.site = &f.atlas.site[1], .leg = LEG_LEFT, .why = CLOSED_SHARE},
		{.site = &f.atlas.site[1], .leg = LEG_RIGHT, .why = OPEN}, /* chosen: nothing to say */
		{.site = &f.atlas.site[3], .leg = LEG_LEFT, .why = CLOSED_TODAY},
	};
	struct player_snapshot s = fixture_snapshot(&f, PLAYER_PAIN, 0);
	struct play_model m = fixture_model(&f, s);

	(void)state;
	f.routine.nneeds = 0;
	f.routine.not_for = NULL;
	view_model_make(&vm, &m);
	assert_string_equal(vm.text, "");
	f.plan.left_out = left;
	f.plan.nleft_out = 2;
	view_model_make(&vm, &m);
	assert_string_equal(vm.hint,
			    "Left out on the left leg: outer thigh, half way down, which has had its "
			    "share today.");
	f.routine.nneeds = 2;
	f.routine.not_for = "Anybody.";
	view_model_make(&vm, &m);
	assert_string_equal(vm.hint,
			    "Left out on the left leg: outer thigh, half way down, which has had its "
			    "share today. You need: firm chair, tennis ball.");
	assert_string_equal(vm.text, "Not today if this is you: Anybody.");
	f.plan.nleft_out = 3;
	view_model_make(&vm, &m);
	assert_non_null(strstr(vm.hint, "today. And 1 more place."));
	m.snap.after = true;
	view_model_make(&vm, &m);
	assert_string_equal(vm.text, "");
}

/* Beside the places that rest, and counted apart. */
static void what_there_is_no_time_for_is_said_before_it_begins(void **state)
{
	struct step walk = {.kind = STEP_WALK}, stretch = {.kind = STEP_STRETCH, .text = "Seated reach"};
	struct left_out left[] = {
		{.step = &walk, .why = CLOSED_TIME},
		{.site = &f.atlas.site[1], .leg = LEG_LEFT, .why = CLOSED_TODAY},
		{.step = &stretch, .why = CLOSED_TIME},
	};
	struct play_model m = fixture_model(&f, fixture_snapshot(&f, PLAYER_PAIN, 0));

	(void)state;
	f.routine.nneeds = 0;
	f.plan.left_out = left;
	f.plan.nleft_out = 1;
	view_model_make(&vm, &m);
	assert_string_equal(vm.hint, "Left out, since time is short: a walk.");
	f.plan.nleft_out = 3;
	view_model_make(&vm, &m);
	assert_string_equal(vm.hint,
			    "Left out on the left leg: outer thigh, half way down, which rests today. "
			    "Left out, since time is short: a walk. And 1 more step.");
}

/* In a hold an author's cue takes the place of the hint; a pause has a text of its own. */
static void what_the_author_says_is_shown(void **state)
{
	struct player_snapshot s = scene_hold(&f);
	struct play_model m;

	(void)state;
	s.said = "Let the weight of the leg do the work.";
	m = fixture_model(&f, s);
	view_model_make(&vm, &m);
	assert_string_equal(vm.hint, s.said);
	assert_true(vm.hint_matters);
	assert_int_equal(vm.hint_style, STYLE_TITLE);
	m.snap.state = PLAYER_PAUSED;
	view_model_make(&vm, &m);
	assert_string_not_equal(vm.hint, s.said);
}

/* A change within the error of the scale is not called one. */
static void the_summary_does_not_flatter(void **state)
{
	struct player_snapshot s = scene_over(&f, SESSION_DONE);
	struct play_model m = fixture_model(&f, s);
	struct summary t;

	(void)state;
	m.snap.nresults = 2; /* the third was stopped, and its words would come first */
	m.snap.pain_after = m.snap.pain_before - 1;
	summary_make(&t, &m);
	assert_non_null(strstr(t.words, "About the same"));
	m.snap.pain_after = m.snap.pain_before + 2;
	summary_make(&t, &m);
	assert_non_null(strstr(t.words, "Sorer than before"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_hold_says_where_how_long_and_what_next, setup),
		cmocka_unit_test_setup(seconds_round_up_and_long_ones_are_a_clock, setup),
		cmocka_unit_test_setup(the_stop_key_is_named_wherever_it_works, setup),
		cmocka_unit_test_setup(a_pause_between_sets_names_the_set, setup),
		cmocka_unit_test_setup(keys_follow_the_state, setup),
		cmocka_unit_test_setup(what_is_too_much_has_no_other_words_beside_it, setup),
		cmocka_unit_test_setup(questions_bring_their_answers, setup),
		cmocka_unit_test_setup(what_is_beside_the_step_names_no_place, setup),
		cmocka_unit_test_setup(something_is_always_named_as_next, setup),
		cmocka_unit_test_setup(every_notice_has_words, setup),
		cmocka_unit_test_setup(an_authors_hold_keeps_the_stop_signs, setup),
		cmocka_unit_test(long_words_are_cut_between_characters),
		cmocka_unit_test_setup(the_status_line_tells_what_is_off, setup),
		cmocka_unit_test_setup(the_summary_counts_what_was_pressed, setup),
		cmocka_unit_test_setup(what_is_left_out_is_said_before_it_begins, setup),
		cmocka_unit_test_setup(what_there_is_no_time_for_is_said_before_it_begins, setup),
		cmocka_unit_test_setup(what_the_author_says_is_shown, setup),
		cmocka_unit_test_setup(the_summary_does_not_flatter, setup),
		cmocka_unit_test_setup(a_plan_longer_than_the_bar_counts_right, setup),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("view_model", tests, NULL, NULL);
}
