/* Breath: patterns by name, phases on the exact millisecond, fitting to whole breaths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/breath.h"

static struct breath named(const char *name)
{
	struct breath b;

	assert_true(breath_by_name(name, &b));
	return b;
}

static void the_six_patterns_have_the_figures_of_the_format(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct breath b;
		bool holds;
	} want[] = {
		{"easy", {3000, 0, 0, 4000, 0}, false},     {"long-out", {4000, 0, 0, 6000, 0}, false},
		{"even", {5000, 0, 0, 5000, 0}, false},     {"sigh", {2000, 1000, 0, 7000, 0}, false},
		{"box", {4000, 0, 4000, 4000, 4000}, true}, {"4-7-8", {4000, 0, 7000, 8000, 0}, true},
	};
	size_t n;
	const char *const *names = breath_names(&n);

	assert_int_equal(n, sizeof want / sizeof *want);
	for (size_t i = 0; i < n; i++) {
		struct breath b = named(want[i].name);
		assert_string_equal(names[i], want[i].name);
		assert_memory_equal(&b, &want[i].b, sizeof b);
		assert_int_equal(breath_holds(&b), want[i].holds);
	}
	struct breath untouched = {1, 2, 3, 4, 5}, same = untouched;
	assert_false(breath_by_name("Long-out", &untouched));
	assert_false(breath_by_name("", &untouched));
	assert_memory_equal(&untouched, &same, sizeof same);
}

static void phases_change_on_their_millisecond(void **state)
{
	(void)state;
	struct breath b = named("sigh");
	struct breath_now now = breath_at(&b, 0, 2);

	assert_int_equal(now.phase, BREATH_IN);
	assert_int_equal(now.length_ms, 2000);
	assert_int_equal(breath_at(&b, 1999, 2).phase, BREATH_IN);
	now = breath_at(&b, 2000, 2);
	assert_int_equal(now.phase, BREATH_SIP);
	assert_int_equal(now.elapsed_ms, 0);
	now = breath_at(&b, 3000, 2); /* no hold at the top: straight into the out-breath */
	assert_int_equal(now.phase, BREATH_OUT);
	assert_int_equal(now.length_ms, 7000);
	now = breath_at(&b, 19999, 2);
	assert_int_equal(now.phase, BREATH_OUT);
	assert_int_equal(now.cycle, 1);
	assert_int_equal(now.elapsed_ms, 6999);
	now = breath_at(&b, 20000, 2);
	assert_int_equal(now.phase, BREATH_NONE);
	assert_int_equal(now.fullness, 0);
}

static void lungs_fill_and_empty_without_a_jump(void **state)
{
	(void)state;
	size_t n;
	const char *const *names = breath_names(&n);

	for (size_t i = 0; i < n; i++) {
		struct breath b = named(names[i]);
		int32_t last = 0, most = 0;
		for (int64_t t = 0; t <= 2 * breath_cycle(&b); t++) {
			int32_t f = breath_at(&b, t, 2).fullness;
			assert_in_range(f, 0, 1000);
			assert_in_range(f - last + 2, 0, 4); /* under 0.2 % in a millisecond */
			last = f;
			most = f > most ? f : most;
		}
		assert_int_equal(most, 1000);
	}
	struct breath sigh = named("sigh");
	int32_t before = breath_at(&sigh, 2000, 1).fullness;
	assert_in_range(before, 600, 900); /* the sip has something left to fill, and is seen */
	assert_int_equal(breath_at(&sigh, 3000, 1).fullness, 1000);
}

static void next_walks_every_phase_that_has_a_length(void **state)
{
	(void)state;
	struct breath b = named("sigh");
	static const int64_t want[] = {2000, 3000, 10000, 12000, 13000};
	int64_t t = 0;

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		t = breath_next(&b, t, 2);
		assert_int_equal(t, want[i]);
	}
	assert_int_equal(breath_next(&b, t, 2), INT64_MAX);
	assert_int_equal(breath_next(&b, 2500, 2), 3000);
	assert_int_equal(breath_next(&b, 50000, 2), INT64_MAX);
}

static void a_length_is_fitted_to_the_nearest_whole_breath(void **state)
{
	(void)state;
	struct breath b = named("long-out");

	assert_int_equal(breath_fit(&b, 60000), 6);
	assert_int_equal(breath_fit(&b, 64999), 6);
	assert_int_equal(breath_fit(&b, 65000), 6); /* a half goes down */
	assert_int_equal(breath_fit(&b, 65001), 7);
	assert_int_equal(breath_fit(&b, 1), 1);
	assert_int_equal(breath_fit(&b, 0), 1);
}

static void no_pattern_paces_nothing(void **state)
{
	(void)state;
	struct breath none = {0};

	assert_int_equal(breath_cycle(&none), 0);
	assert_int_equal(breath_at(&none, 5, 3).phase, BREATH_NONE);
	assert_int_equal(breath_next(&none, 5, 3), INT64_MAX);
	assert_int_equal(breath_fit(&none, 60000), 0);
	struct breath b = named("even");
	assert_int_equal(breath_at(&b, 0, 0).phase, BREATH_NONE);
}

static void every_phase_has_a_word(void **state)
{
	(void)state;
	assert_string_equal(breath_text(BREATH_NONE), "");
	assert_string_equal(breath_text(BREATH_IN), "breathe in");
	assert_string_equal(breath_text(BREATH_SIP), "and a sip");
	assert_string_equal(breath_text(BREATH_TOP), "hold");
	assert_string_equal(breath_text(BREATH_OUT), "breathe out");
	assert_string_equal(breath_text(BREATH_BOTTOM), "rest");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_six_patterns_have_the_figures_of_the_format),
		cmocka_unit_test(phases_change_on_their_millisecond),
		cmocka_unit_test(lungs_fill_and_empty_without_a_jump),
		cmocka_unit_test(next_walks_every_phase_that_has_a_length),
		cmocka_unit_test(a_length_is_fitted_to_the_nearest_whole_breath),
		cmocka_unit_test(no_pattern_paces_nothing),
		cmocka_unit_test(every_phase_has_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
