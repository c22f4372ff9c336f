/* The plan: time to the millisecond, fitting to breaths, legs, picks, cues, keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_routine.h"
#include "plan_rules.h"

#define STEPS(m, into, ...)                                                                                  \
	do {                                                                                                 \
		struct step list[] = {__VA_ARGS__};                                                          \
		make_steps(m, into, list, sizeof list / sizeof *list);                                       \
	} while (0)

static struct plan *compile(const struct make *m)
{
	struct person who = plan_person_neutral();

	return plan_compile(m->routine, m->atlas, &who, NULL);
}

static void a_hold_goes_find_sink_hold_ease_rest(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, make_hold(&m, MAKE_T2, 60000, LEGS_LEFT));
	struct plan *p = compile(&m);
	static const struct {
		enum phase phase;
		int64_t at, length;
	} want[] = {{PHASE_FIND, 0, 9000},
		    {PHASE_SINK, 9000, 6000},
		    {PHASE_HOLD, 15000, 60000},
		    {PHASE_EASE, 75000, 5000},
		    {PHASE_REST, 80000, 10000}};

	plan_rules(p);
	assert_int_equal(p->nsegments, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(p->segments[i].phase, want[i].phase);
		assert_int_equal(p->segments[i].at_ms, want[i].at);
		assert_int_equal(p->segments[i].for_ms, want[i].length);
	}
	assert_true(p->segments[0].waits);
	assert_false(p->segments[1].waits);
	assert_int_equal(p->segments[2].breaths, 6);
	assert_int_equal(p->tool_ms, 90000);
	assert_int_equal(p->planned_ms, 90000);
	plan_free(p);
	make_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hold_goes_find_sink_hold_ease_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
