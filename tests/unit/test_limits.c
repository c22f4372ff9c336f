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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_routine_is_silent),
		cmocka_unit_test(a_press_has_its_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
