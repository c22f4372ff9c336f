/* The shipped routines: no error, no warning, the lengths they promise, the places they press. Run in
 * the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/plan.h"
#include "io/catalog.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"

struct shipped {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
	struct routine *routine;
	struct plan *plan;
};

static struct shipped open_for(const char *id, const struct person *who)
{
	struct shipped s = {.arena = arena_new(), .diag = diag_new()};
	struct routine_load *load;
	struct file f;
	struct err e;
	char path[128];

	s.atlas = atlas_built_in(s.arena);
	snprintf(path, sizeof path, "routines/%s.yaml", id);
	if (!catalog_read(path, ROUTINE_BYTES_MOST, &f, &e))
		fail_msg("%s", e.text);
	load = routine_load_begin(s.arena, s.atlas, s.diag, path, f.bytes, f.n);
	diag_keep(s.diag, f.bytes);
	free(f.path);
	s.routine = routine_load_finish(load);
	assert_non_null(s.routine);
	s.plan = plan_compile(s.routine, s.atlas, who, s.diag);
	return s;
}

static struct shipped open_shipped(const char *id)
{
	struct person neutral = plan_person_neutral();

	return open_for(id, &neutral);
}

static void close_shipped(struct shipped *s)
{
	plan_free(s->plan);
	diag_free(s->diag);
	arena_free(s->arena);
}

/* domain.md 8: lengths in seconds, presses on the left and on the right leg, and the time spent
 * there. */
static const struct promise {
	const char *id;
	int shortest, planned;
	int presses[2], pressed[2];
	unsigned tags;
	bool asks_calf, asks_nerve;
} promises[] = {
	{"first-sitting", 540, 540, {2, 2}, {80, 80}, 0, false, false},
	{"daily", 480, 1190, {5, 5}, {300, 300}, TAG_DAILY, true, false},
	{"out-of-the-car", 165, 300, {2, 1}, {80, 40}, TAG_RELIEF | TAG_DRIVING, true, false},
	{"two-minute-ease", 120, 120, {1, 0}, {60, 0}, TAG_RELIEF, false, false},
	{"up-from-the-desk", 210, 330, {2, 1}, {120, 60}, TAG_RELIEF | TAG_SITTING, false, false},
	{"after-the-run", 165, 305, {1, 1}, {60, 60}, TAG_RELIEF | TAG_RUNNING, false, false},
	{"long-chair", 4440, 4440, {13, 13}, {960, 960}, TAG_DEEP, true, false},
	{"below-the-knee", 690, 690, {3, 3}, {180, 180}, TAG_RUNNING, true, false},
	{"hips-and-sit-bone", 720, 720, {3, 3}, {150, 150}, TAG_SITTING, false, true},
	{"evening", 900, 900, {2, 2}, {180, 180}, TAG_EVENING, false, false},
};
enum { SHIPPED = sizeof promises / sizeof *promises };

static void test_strict(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct shipped s = open_shipped(promises[i].id);
		struct buf out = {0};

		diag_text(s.diag, &out, false);
		if (diag_count(s.diag, DIAG_ERROR) + diag_count(s.diag, DIAG_WARNING))
			fail_msg("%s", buf_str(&out));
		buf_free(&out);
		close_shipped(&s);
	}
}

static void test_promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		const struct promise *p = &promises[i];
		struct shipped s = open_shipped(p->id);

		assert_string_equal(s.routine->id, p->id);
		assert_int_equal(s.plan->shortest_ms, p->shortest * 1000);
		assert_int_equal(s.plan->planned_ms, p->planned * 1000);
		assert_int_equal(s.routine->tag_bits, p->tags);
		assert_int_equal(s.plan->ask_calf, p->asks_calf);
		assert_int_equal(s.plan->ask_nerve, p->asks_nerve);
		for (int leg = 0; leg < 2; leg++) {
			assert_int_equal(s.plan->leg[leg].presses, p->presses[leg]);
			assert_int_equal(s.plan->leg[leg].ms, p->pressed[leg] * 1000);
		}
		assert_int_equal(s.plan->nleft_out, 0);
		close_shipped(&s);
	}
}

/* The places of the neutral plan, in order, by code. */
static void places(const char *id, const char *expected)
{
	struct shipped s = open_shipped(id);
	struct buf out = {0};

	for (size_t i = 0; i < s.plan->npresses; i++)
		buf_addf(&out, "%s%c%s", i ? " " : "", s.plan->presses[i].leg == LEG_LEFT ? 'l' : 'r',
			 s.plan->presses[i].site->code);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
	close_shipped(&s);
}

static void test_places(void **state)
{
	(void)state;
	places("first-sitting", "lT2 lT4 rT2 rT4");
	places("daily", "lT1 lT2 lT4 lC1 rT1 rT2 rT4 rC1 lT1 rT1");
	places("out-of-the-car", "lT2 lT4 rT2");
	places("two-minute-ease", "lT2");
	places("up-from-the-desk", "lT2 lT4 rT2");
	places("after-the-run", "lT3 rT3");
	places("long-chair", "lT1 lT6 lT2 lT5 lT3 lT4 rT1 rT6 rT2 rT5 rT3 rT4 lC1 lC2 lC3 rC1 rC2 rC3 "
			     "lH1 lT1 rH1 rT1 lT1 lT6 rT1 rT6");
	places("below-the-knee", "lC1 lC2 lC3 rC1 rC2 rC3");
	places("hips-and-sit-bone", "lH1 lT1 lH2 rH1 rT1 rH2");
	places("evening", "lT2 lT4 rT2 rT4");
}

/* The deep place is closed at first: its stand-in takes the same time. */
static void test_hips_before_the_deep_place_opens(void **state)
{
	struct person who = plan_person_neutral();
	struct shipped s;

	(void)state;
	who.place[7][0].closed = who.place[7][1].closed = CLOSED_LOCKED;
	s = open_for("hips-and-sit-bone", &who);
	assert_int_equal(s.plan->planned_ms, 720000);
	assert_int_equal(s.plan->npresses, 6);
	assert_string_equal(s.plan->presses[2].site->code, "T5");
	assert_string_equal(s.plan->presses[5].site->code, "T5");
	assert_false(s.plan->ask_nerve);
	close_shipped(&s);
}

/* Yesterday's places give way to the others of their pair. */
static void test_daily_takes_turns(void **state)
{
	struct person who = plan_person_neutral();
	struct shipped s;

	(void)state;
	for (int leg = 0; leg < 2; leg++) {
		who.place[1][leg].last_day = 20000; /* T2 */
		who.place[8][leg].last_day = 20000; /* C1 */
	}
	s = open_for("daily", &who);
	assert_int_equal(s.plan->planned_ms, 1190000);
	assert_string_equal(s.plan->presses[1].site->code, "T3");
	assert_string_equal(s.plan->presses[3].site->code, "C2");
	close_shipped(&s);
}

/* Whoever is sorer on the right begins there, for as long. */
static void test_relief_follows_the_worse_leg(void **state)
{
	struct person who = plan_person_neutral();
	struct shipped s;

	(void)state;
	who.worse = LEG_RIGHT;
	who.place[3][1].sore = 7; /* T4 on the right */
	s = open_for("two-minute-ease", &who);
	assert_int_equal(s.plan->planned_ms, 120000);
	assert_int_equal(s.plan->presses[0].leg, LEG_RIGHT);
	assert_string_equal(s.plan->presses[0].site->code, "T4");
	close_shipped(&s);
}

/* What a person must be told before anything is pressed. */
static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHIPPED; i++) {
		struct shipped s = open_shipped(promises[i].id);
		const struct segment *last = &s.plan->segments[s.plan->nsegments - 1];

		assert_non_null(s.routine->suits);
		assert_non_null(s.routine->not_for);
		assert_non_null(s.routine->about);
		assert_true(s.routine->nneeds > 0);
		assert_true(s.routine->pressure.given && s.routine->pressure.hi <= 6);
		assert_int_equal(last->phase, PHASE_WALK);
		for (size_t k = 0; k < s.plan->nsegments; k++)
			assert_null(strpbrk(s.plan->segments[k].text ? s.plan->segments[k].text : "", "<>"));
		close_shipped(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strict),
		cmocka_unit_test(test_promises),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_hips_before_the_deep_place_opens),
		cmocka_unit_test(test_daily_takes_turns),
		cmocka_unit_test(test_relief_follows_the_worse_leg),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
