/* The keys of the preview, and how it keeps the place when the file is saved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/keymap.h"
#include "core/plan_keep.h"
#include "view/ladder.h"
#include "view/screens/preview.h"
#include "view_fixture.h"

/* Its rows: walk, breathe, four presses (left T2, left T4, right T2, right T4), stretch, walk. */
enum { WALK, BREATHE, LEFT_T2, LEFT_T4, RIGHT_T2, RIGHT_T4, STRETCH, LAST_WALK, ROWS };

static struct fixture before, now;

static int make(void **state)
{
	(void)state;
	fixture_init(&before);
	fixture_init(&now);
	return 0;
}

static struct segment *row(struct fixture *f, int n)
{
	return &f->segment[ladder_segment(&f->plan, (size_t)n)];
}

/* What the author wrote in the step of a row. */
static struct step *written(struct fixture *f, int n)
{
	return &f->step[row(f, n)->step_n - 1];
}

/* Takes the first step away, as an author does. */
static void without_first(struct fixture *f)
{
	f->plan.segments++;
	f->plan.nsegments--;
}

static int kept(int chosen)
{
	return ladder_keep(&before.plan, chosen, &now.plan);
}

static void nothing_has_changed(void **state)
{
	(void)state;
	for (int i = 0; i < ROWS; i++)
		assert_int_equal(kept(i), i);
}

static void a_step_is_found_by_its_content(void **state)
{
	(void)state;
	without_first(&now);
	for (int i = 1; i < ROWS; i++)
		assert_int_equal(kept(i), i - 1);
}

/* The id stays when all else of a step has changed. */
static void an_id_comes_before_content(void **state)
{
	(void)state;
	row(&before, BREATHE)->id = "calm";
	row(&now, LAST_WALK)->id = "calm";
	assert_int_equal(kept(BREATHE), LAST_WALK);
	row(&now, LAST_WALK)->leg = LEG_LEFT; /* the same step on another leg */
	assert_int_equal(kept(BREATHE), BREATHE);
}

static void the_same_step_again_stays_the_second(void **state)
{
	(void)state;
	written(&before, WALK)->say = written(&before, LAST_WALK)->say = "Walk.";
	written(&now, WALK)->say = written(&now, LAST_WALK)->say = "Walk.";
	assert_int_equal(kept(WALK), WALK);
	assert_int_equal(kept(LAST_WALK), LAST_WALK);
	without_first(&now); /* only one is left */
	assert_int_equal(kept(LAST_WALK), LAST_WALK - 1);
}

static void other_words_at_a_place_are_the_same_place(void **state)
{
	(void)state;
	now.step[2].say = "Lean in.";
	without_first(&now);
	assert_int_equal(kept(RIGHT_T2), RIGHT_T2 - 1);
}

/* A walk has no words but what is said of it. Where one is put in or taken out nobody knows which it was. */
static void a_walk_that_is_said_otherwise_is_the_same_walk(void **state)
{
	(void)state;
	written(&before, WALK)->say = "Walk.";
	written(&now, WALK)->say = "Walk slowly.";
	written(&now, LAST_WALK)->say = "Walk on.";
	assert_int_equal(plan_keep(&before.plan, ladder_segment(&before.plan, WALK), &now.plan),
			 ladder_segment(&now.plan, WALK));
	assert_int_equal(plan_keep(&before.plan, ladder_segment(&before.plan, LAST_WALK), &now.plan),
			 ladder_segment(&now.plan, LAST_WALK));
	now.plan.nsegments = ladder_segment(&now.plan, LAST_WALK);
	assert_int_equal(plan_keep(&before.plan, ladder_segment(&before.plan, WALK), &now.plan), -1);
}

static void what_is_gone_leaves_its_number(void **state)
{
	(void)state;
	written(&now, STRETCH)->text = "Something else.";
	assert_int_equal(kept(STRETCH), STRETCH);
	now.plan.nsegments = ladder_segment(&now.plan, 3);
	assert_int_equal(kept(STRETCH), 2);
	now.plan.nsegments = 0;
	assert_int_equal(kept(STRETCH), 0);
	assert_int_equal(ladder_keep(NULL, 0, &before.plan), 0);
}

/* ---- keys ---- */

static struct preview_model model(void)
{
	return (struct preview_model){.plan = &now.plan, .heard_ms = -1, .speed = PREVIEW_SPEED};
}

static enum preview_choice press(struct preview_model *m, uint32_t key)
{
	enum preview_choice choice;

	assert_true(preview_key(m, key, &choice));
	return choice;
}

/* What a window of that size shows. */
static void show(struct preview_model m, int cols, int rows, struct buf *out)
{
	struct canvas *c = canvas_new(cols, rows, TIER_ASCII);

	m.name = "mine.yaml";
	m.set = &now.set;
	m.who = &now.who;
	m.diag = diag_new();
	buf_clear(out);
	preview_draw(c, &m);
	canvas_text_dump(c, out);
	diag_free(m.diag);
	canvas_free(c);
}

/* Where nothing can be heard it does not look as if something was. */
static void no_device_is_told(void **state)
{
	struct preview_model m = model();
	struct buf out = {0};

	(void)state;
	m.heard_ms = 1000;
	show(m, 100, 30, &out);
	assert_non_null(strstr(out.p, "you hear 0:01"));
	assert_non_null(strstr(out.p, "silence"));
	now.set.muted = true;
	show(m, 100, 30, &out);
	now.set.muted = false;
	assert_null(strstr(out.p, "you hear"));
	assert_non_null(strstr(out.p, "muted (m): 0:01 of "));
	m.soundless = true;
	show(m, 100, 30, &out);
	assert_null(strstr(out.p, "you hear"));
	assert_null(strstr(out.p, "silence"));
	assert_non_null(strstr(out.p, "no sound here: 'unknot doctor'"));
	buf_free(&out);
}

/* The breath takes what the step leaves; a text that is too long does not hide the phases after it. */
static void a_step_is_told_before_it_breathes(void **state)
{
	struct preview_model m = model();
	struct buf out = {0};

	(void)state;
	m.selected = LEFT_T2;
	for (int rows = 16; rows <= 60; rows++) {
		show(m, 60, rows, &out);
		bool whole = strstr(out.p, "Rest 0:10: Rest. Take the weight off.") != NULL;

		assert_true(whole || strstr(out.p, "..."));
		if (strstr(out.p, "long-out"))
			assert_true(whole && strstr(out.p, "once.\n"));
		if (rows >= 20)
			assert_true(whole && strstr(out.p, "Hold 1:00, aim for 4 to 6 of 10"));
	}
	assert_non_null(strstr(out.p, "long-out 4-6, 6 breaths"));
	m.selected = WALK;
	show(m, 60, 60, &out);
	assert_null(strstr(out.p, "long-out"));
	buf_free(&out);
}

/* Beside the time that is held stands the one that was written. */
static void a_time_that_breaths_changed_is_told(void **state)
{
	struct preview_model m = model();
	struct press *press = &now.plan.presses[row(&now, LEFT_T2)->press];
	struct buf out = {0};

	(void)state;
	m.selected = LEFT_T2;
	press->written_ms = 57000;
	show(m, 79, 40, &out);
	press->written_ms = 0;
	assert_non_null(strstr(out.p, "Hold 1:00 (whole breaths, not 0:57), aim"));
	show(m, 79, 40, &out);
	assert_non_null(strstr(out.p, "Hold 1:00, aim"));
	buf_free(&out);
}

/* What the author placed in a step is seen where it comes; what the program says by itself and what is dropped is
 * not. */
static void cues_are_told_with_their_moments(void **state)
{
	struct preview_model m = model();
	int hold = now.plan.presses[row(&now, LEFT_T2)->press].hold;
	struct step_cue written_cues[] = {{.at = {.line = 20, .col = 5}}, {.at = {.line = 22, .col = 5}}};
	struct cue cues[] = {
		{hold, 500, .say = "Hold", .origin = {.line = 12, .col = 3}},
		{hold, 30000, .say = "Soften", .shown = "Soften the foot", .origin = written_cues[0].at},
		{hold, 30000, .sound = SOUND_HALF, .origin = written_cues[0].at},
		{hold, 50000, .say = "Nearly there", .origin = written_cues[1].at},
		{hold, 55000, .say = "Gone", .origin = written_cues[1].at, .state = CUE_DROPPED},
		{hold + 5, 55000, .say = "Elsewhere", .origin = written_cues[1].at},
	};
	struct step *step = written(&now, LEFT_T2);
	struct buf out = {0};

	(void)state;
	step->cues = written_cues;
	step->ncues = 2;
	now.plan.cues = cues;
	now.plan.ncues = sizeof cues / sizeof *cues;
	m.selected = LEFT_T2;
	show(m, 120, 40, &out);
	assert_non_null(strstr(out.p, "  0:30 Soften the foot"));
	assert_non_null(strstr(out.p, "  0:30 sound: half"));
	assert_non_null(strstr(out.p, "  0:50 spoken: Nearly there"));
	assert_null(strstr(out.p, "spoken: Hold"));
	assert_null(strstr(out.p, "Gone"));
	assert_null(strstr(out.p, "Elsewhere"));
	buf_free(&out);
}

/* In a wide window the step has a narrow column: the title of its block goes on in a second row. */
static void a_long_title_of_a_block_is_read_whole(void **state)
{
	static const int sizes[][2] = {{120, 40}, {100, 30}, {80, 24}};
	struct preview_model m = model();
	struct buf out = {0};

	(void)state;
	row(&now, WALK)->title = "Warm the legs thoroughly";
	m.selected = WALK;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		show(m, sizes[i][0], sizes[i][1], &out);
		assert_non_null(strstr(out.p, "thoroughly"));
		assert_non_null(strstr(out.p, "Walk 1:00"));
	}
	show(m, 40, 12, &out); /* no room for a second row */
	assert_non_null(strstr(out.p, "step 1 of"));
	buf_free(&out);
}

static void steps_are_walked_heard_and_played(void **state)
{
	struct preview_model m = model();

	(void)state;
	assert_int_equal(press(&m, KEYCODE_DOWN), PREVIEW_NONE);
	assert_int_equal(m.selected, 1);
	press(&m, KEYCODE_END);
	assert_int_equal(m.selected, ROWS - 1);
	assert_int_equal(press(&m, KEYCODE_SPACE), PREVIEW_HEAR);
	assert_int_equal(press(&m, KEYCODE_ENTER), PREVIEW_PLAY);
	assert_int_equal(press(&m, 'q'), PREVIEW_QUIT);
}

static void speeds_end_at_their_ends(void **state)
{
	struct preview_model m = model();

	(void)state;
	assert_int_equal(preview_speeds[m.speed], 1000);
	for (int i = 0; i < 20; i++)
		press(&m, '+');
	assert_int_equal(preview_speeds[m.speed], 240000);
	for (int i = 0; i < 20; i++)
		press(&m, '-');
	assert_int_equal(preview_speeds[m.speed], 500);
}

static void a_page_is_left_for_the_plan(void **state)
{
	struct preview_model m = model();

	(void)state;
	press(&m, 'e');
	assert_int_equal(m.page, PREVIEW_FAULTS);
	assert_int_equal(press(&m, KEYCODE_ENTER), PREVIEW_NONE);
	assert_int_equal(m.page, PREVIEW_PLAN);
	press(&m, '?');
	press(&m, KEYCODE_DOWN);
	assert_int_equal(m.top, 1);
	assert_int_equal(m.selected, 0);
	assert_int_equal(press(&m, 'q'), PREVIEW_NONE);
	assert_int_equal(m.page, PREVIEW_PLAN);
}

static void without_a_plan_nothing_is_played(void **state)
{
	struct preview_model m = model();
	enum preview_choice choice;

	(void)state;
	m.plan = NULL;
	assert_false(preview_key(&m, KEYCODE_ENTER, &choice));
	assert_false(preview_key(&m, KEYCODE_SPACE, &choice));
	assert_int_equal(press(&m, 'q'), PREVIEW_QUIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nothing_has_changed, make),
		cmocka_unit_test_setup(a_step_is_found_by_its_content, make),
		cmocka_unit_test_setup(an_id_comes_before_content, make),
		cmocka_unit_test_setup(the_same_step_again_stays_the_second, make),
		cmocka_unit_test_setup(other_words_at_a_place_are_the_same_place, make),
		cmocka_unit_test_setup(a_walk_that_is_said_otherwise_is_the_same_walk, make),
		cmocka_unit_test_setup(what_is_gone_leaves_its_number, make),
		cmocka_unit_test_setup(steps_are_walked_heard_and_played, make),
		cmocka_unit_test_setup(no_device_is_told, make),
		cmocka_unit_test_setup(a_step_is_told_before_it_breathes, make),
		cmocka_unit_test_setup(a_time_that_breaths_changed_is_told, make),
		cmocka_unit_test_setup(cues_are_told_with_their_moments, make),
		cmocka_unit_test_setup(a_long_title_of_a_block_is_read_whole, make),
		cmocka_unit_test_setup(speeds_end_at_their_ends, make),
		cmocka_unit_test_setup(a_page_is_left_for_the_plan, make),
		cmocka_unit_test_setup(without_a_plan_nothing_is_played, make),
	};

	return cmocka_run_group_tests_name("preview", tests, NULL, NULL);
}
