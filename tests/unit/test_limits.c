/* The limits: each is broken once, just kept once, and blamed on the right line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "make_routine.h"

#define STEPS(m, into, ...)                                                                                  \
	do {                                                                                                 \
		struct step list[] = {__VA_ARGS__};                                                          \
		make_steps(m, into, list, sizeof list / sizeof *list);                                       \
	} while (0)

/* "press-long@1 last-walk@3": the codes found, with their lines, in order of place. */
static const char *found(struct make *m)
{
	static char text[1000];
	struct diag *d = diag_new();
	const struct diag_entry *e;

	m->source = diag_source(d, "made.yaml", "", 0);
	text[0] = '\0';
	limits_check(m->routine, m->atlas, d);
	for (size_t i = 0; (e = diag_at(d, i)); i++) {
		size_t n = strlen(text);

		assert_non_null(strchr(e->message, ' '));
		snprintf(text + n, sizeof text - n, "%s%s@%u", n ? " " : "", e->code, e->at.line);
	}
	diag_free(d);
	make_end(m);
	return text;
}

static void a_plain_routine_is_silent(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step hold = make_hold(&m, MAKE_T2, 60000, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 30000);

	STEPS(&m, NULL, hold, walk);
	assert_string_equal(found(&m), "");
}

static const char *one_press(int site, int64_t ms)
{
	struct make m = make_begin();
	struct step hold = make_hold(&m, site, ms, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 30000);

	STEPS(&m, NULL, hold, walk);
	return found(&m);
}

static void a_press_has_its_lengths(void **state)
{
	(void)state;
	assert_string_equal(one_press(MAKE_T2, 9999), "press-short@1");
	assert_string_equal(one_press(MAKE_T2, 10000), "press-brief@1");
	assert_string_equal(one_press(MAKE_T2, 30000), "");
	assert_string_equal(one_press(MAKE_T2, 90000), "");
	assert_string_equal(one_press(MAKE_T2, 90001), "press-lengthy@1");
	assert_string_equal(one_press(MAKE_T2, 120000), "press-lengthy@1");
	assert_string_equal(one_press(MAKE_T2, 120001), "press-long@1");
	assert_string_equal(one_press(MAKE_H2, 30000), "");
	assert_string_equal(one_press(MAKE_H2, 30001), "press-long@1");
}

static void a_place_has_three_presses_a_leg(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step left = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT),
		    both = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH);
	struct step walk = make_timed(&m, STEP_WALK, 120000);
	STEPS(&m, NULL, left, both, both, walk, both, walk);

	/* sides are not looked at in a routine that breaks a limit */
	assert_string_equal(found(&m), "presses@5");
}

/* Two thigh places about a calf, perhaps with a walk before the last of them, which may be a pick. */
static const char *thigh_calf_thigh(bool walked, enum pick pick)
{
	struct make m = make_begin();
	struct step t1 = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
		    c1 = make_hold(&m, MAKE_C1, 60000, LEGS_BOTH),
		    between = make_timed(&m, walked ? STEP_WALK : STEP_REST, 30000),
		    t2 = make_hold(&m, MAKE_T2, 60000, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 30000);

	t2.pick = pick;
	STEPS(&m, NULL, t1, c1, between, t2, walk);
	return found(&m);
}

/* Chairs are moved more than need be. A walk between is a new beginning; what is picked may be anywhere. */
static void parts_stay_together(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step t1 = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
		    t2 = make_hold(&m, MAKE_T2, 60000, LEGS_BOTH),
		    c1 = make_hold(&m, MAKE_C1, 60000, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 30000);

	STEPS(&m, NULL, t1, t2, c1, walk);
	assert_string_equal(found(&m), "");
	assert_string_equal(thigh_calf_thigh(false, PICK_NONE), "order@4");
	assert_string_equal(thigh_calf_thigh(true, PICK_NONE), "");
	assert_string_equal(thigh_calf_thigh(false, PICK_FIRST), "");
}

/* Every candidate of a pick counts, a place once for all picks of a kind. */
static void a_pick_counts_each_candidate_once(void **state)
{
	(void)state;
	for (int extra = 0; extra < 2; extra++) {
		struct make m = make_begin();
		struct step twice = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
		struct step pick = make_hold(&m, MAKE_T2, 60000, LEGS_LEFT), turns;
		struct step walk = make_timed(&m, STEP_WALK, 120000);
		pick.places[1].site = &m.atlas->site[MAKE_T1];
		pick.nplaces = 2;
		pick.pick = PICK_SOREST;
		turns = pick;
		turns.n = 90, turns.at = make_span(&m, 90);
		turns.pick = extra ? PICK_TURNS : PICK_SOREST;
		STEPS(&m, NULL, twice, twice, walk, pick, pick, turns, walk);
		assert_string_equal(found(&m), extra ? "presses@90" : "");
	}
}

static void walking_that_may_be_left_out_counts_for_nothing(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step hold = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 60000);
	walk.optional = true;
	STEPS(&m, NULL, hold, walk);
	assert_string_equal(found(&m), "last-walk@2");
}

static void a_part_is_judged_step_by_step(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step hold = make_hold(&m, MAKE_T1, 5000, LEGS_LEFT);
	STEPS(&m, NULL, hold, hold, hold, hold);
	m.routine->tag_bits = TAG_PART;
	assert_string_equal(found(&m), "press-short@1");
}

/* What a used routine does is blamed on the `use`, but for its own values. */
static void a_use_is_blamed_as_one_step(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct routine *part = arena_alloc(m.arena, sizeof *part);
	struct step use = make_step(&m, STEP_USE), walk = make_timed(&m, STEP_WALK, 30000);
	struct step *inner = arena_array(m.arena, 4, sizeof *inner);
	for (int i = 0; i < 4; i++)
		inner[i] = make_hold(&m, MAKE_T1, i == 3 ? 9000 : 60000, LEGS_BOTH);
	part->steps = inner, part->nsteps = 4;
	use.use = part;
	STEPS(&m, NULL, use, walk);
	/* four presses on the left, then four on the right: one complaint each */
	assert_string_equal(found(&m), "presses@1 press-short@6");
}

static void nothing_to_judge_is_nothing_to_say(void **state)
{
	(void)state;
	struct make m = make_begin();
	assert_string_equal(found(&m), "");
}

/* A circle or a mountain of rounds ends with a word, not with the memory. */
static void no_routine_is_too_large_to_judge(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step use = make_step(&m, STEP_USE), walk = make_timed(&m, STEP_WALK, 30000);
	use.use = m.routine;
	STEPS(&m, NULL, use, use, walk);
	assert_string_equal(found(&m), "nesting@1");
	m = make_begin();
	struct step outer = make_step(&m, STEP_REPEAT), inner = make_step(&m, STEP_REPEAT);
	outer.count = inner.count = INT32_MAX;
	STEPS(&m, &outer, inner);
	STEPS(&m, NULL, outer);
	assert_string_equal(found(&m), "segments@2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_routine_is_silent),
		cmocka_unit_test(a_press_has_its_lengths),
		cmocka_unit_test(a_place_has_three_presses_a_leg),
		cmocka_unit_test(parts_stay_together),
		cmocka_unit_test(a_pick_counts_each_candidate_once),
		cmocka_unit_test(walking_that_may_be_left_out_counts_for_nothing),
		cmocka_unit_test(a_part_is_judged_step_by_step),
		cmocka_unit_test(a_use_is_blamed_as_one_step),
		cmocka_unit_test(nothing_to_judge_is_nothing_to_say),
		cmocka_unit_test(no_routine_is_too_large_to_judge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
