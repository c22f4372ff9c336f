/* What a change of a place is: one rule, and the same wherever it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/found.h"
#include "core/progress.h"
#include "core/stats.h"
#include "record_year.h"

static struct found of(const int *v, int n)
{
	return found_of(v, v + (n < FOUND_ENDS ? 0 : n - FOUND_ENDS), n);
}

static void two_points_are_a_change_and_less_is_none(void **state)
{
	(void)state;
	assert_false(scale_differs(5, 5, SCALE_ERROR));
	assert_false(scale_differs(5, 4, SCALE_ERROR));
	assert_true(scale_differs(5, 3, SCALE_ERROR));
	assert_true(scale_differs(3, 5, SCALE_ERROR));
	assert_false(scale_differs(55, 36, 10 * SCALE_ERROR));
}

static void medians_of_three_days(void **state)
{
	static const struct {
		int n, v[6], start, now, fall;
	} cases[] = {
		{0, {0}, RATING_UNKNOWN, RATING_UNKNOWN, 0},
		{1, {7}, RATING_UNKNOWN, 7, 0},
		{3, {8, 5, 1}, RATING_UNKNOWN, 1, 0}, /* the same three at both ends */
		{4, {8, 6, 4, 2}, 6, 4, 2},
		{4, {9, 5, 5, 1}, 5, 5, 0}, /* one day is no story */
		{6, {6, 8, 7, 3, 1, 2}, 7, 2, 5},
		{6, {6, 6, 6, 5, 5, 5}, 6, 5, 0},
		{6, {2, 3, 2, 4, 5, 4}, 2, 4, -2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct found f = of(cases[i].v, cases[i].n);

		assert_int_equal(f.days, cases[i].n);
		assert_int_equal(f.start, cases[i].start);
		assert_int_equal(f.now, cases[i].now);
		assert_int_equal(found_fall(&f), cases[i].fall);
	}
}

static struct atlas atlas_of_the_year(void)
{
	struct atlas a = {.limits = {.tool_deep = 30 * 60000}};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){
			.index = i, .id = i < YEAR_PLACES ? year_places[i].site : "none", .code = ""};
	return a;
}

/* Home folds progress, history and report fold figures. */
static void home_and_history_tell_the_same(void **state)
{
	static struct record_year y;
	struct atlas a = atlas_of_the_year();
	int changed = 0;

	(void)state;
	for (int days = 3; days <= YEAR_DAYS; days += 40) {
		record_year_init(&y, days);
		struct stats *s = stats_of(&y.r, INT64_MIN, INT64_MAX);
		struct progress p = progress_fold(&y.r, &a, year_at(days - 1, 1380));

		assert_int_equal(p.signs.last, s->signs.last);
		for (size_t i = 0; i < s->nplaces; i++) {
			int site = 0;

			while (strcmp(a.site[site].id, s->places[i].site) != 0)
				site++;
			struct found at_home =
				place_story_found(&p.place[site][s->places[i].leg == LEG_RIGHT]);

			assert_int_equal(at_home.days, s->places[i].found.days);
			assert_int_equal(at_home.start, s->places[i].found.start);
			assert_int_equal(at_home.now, s->places[i].found.now);
			changed += found_fall(&at_home) != 0;
		}
		stats_free(s);
	}
	assert_true(changed > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_points_are_a_change_and_less_is_none),
		cmocka_unit_test(medians_of_three_days),
		cmocka_unit_test(home_and_history_tell_the_same),
	};

	return cmocka_run_group_tests_name("found", tests, NULL, NULL);
}
