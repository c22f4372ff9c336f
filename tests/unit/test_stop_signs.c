/* When stops that felt sharp, electric, numb or tingling are to be told of, and what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "core/stop_signs.h"

enum { TODAY = 100, PLACES = 22 };

struct told {
	struct stop_signs s;
	int at[PLACES];
};

static void press(struct told *t, int place, int64_t day, enum hold_outcome o, enum stop_why why)
{
	struct hold_row h = {.held_ms = 20000, .outcome = o, .why = why};

	stop_signs_press(&t->s, &h, &t->at[place], place, day, TODAY);
}

static void good(struct told *t, int n)
{
	for (int i = 0; i < n; i++)
		press(t, 0, TODAY - 1, HOLD_FULL, WHY_NONE);
}

static void sign(struct told *t, int place, int64_t day)
{
	press(t, place, day, HOLD_STOPPED, day % 2 ? WHY_SHARP : WHY_NUMB);
}

static void three_at_one_place_in_four_weeks(void **state)
{
	struct told t = {0};

	(void)state;
	good(&t, 40);
	sign(&t, 3, TODAY - 27);
	sign(&t, 4, TODAY - 2);
	sign(&t, 3, TODAY - 1);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_NONE);
	sign(&t, 3, TODAY);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_AT_PLACE);
	assert_int_equal(t.s.place, 3);
	assert_int_equal(t.s.most, 3);
	assert_int_equal(t.s.places, 1);
	assert_int_equal(t.s.presses, 44);
	assert_int_equal(t.s.stops, 4);
}

static void what_is_older_counts_for_no_place(void **state)
{
	struct told t = {0};

	(void)state;
	for (int i = 0; i < 3; i++)
		sign(&t, 3, TODAY - STOP_SIGNS_DAYS);
	good(&t, 20);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_NONE);
	assert_int_equal(t.s.stops, 0);
}

static void a_third_of_the_last_ones(void **state)
{
	struct told t = {0};

	(void)state;
	sign(&t, 1, TODAY - 40);
	sign(&t, 2, TODAY - 40);
	good(&t, 3);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_NONE); /* five are too few */
	good(&t, 1);
	assert_int_equal(stop_signs_of_last(&t.s), 2);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_SHARE); /* 2 of 6 */
	good(&t, 1);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_NONE);
	good(&t, STOP_SIGNS_PRESSES);
	assert_int_equal(t.s.nlast, STOP_SIGNS_PRESSES);
	assert_int_equal(stop_signs_of_last(&t.s), 0);
}

static void what_is_no_sign(void **state)
{
	struct told t = {0};
	struct hold_row skipped = {.outcome = HOLD_SKIPPED},
			found = {.outcome = HOLD_STOPPED, .why = WHY_NUMB};

	(void)state;
	for (int i = 0; i < 10; i++) {
		press(&t, 1, TODAY, HOLD_STOPPED, WHY_TOO_SORE);
		press(&t, 1, TODAY, HOLD_STOPPED, WHY_OTHER);
		press(&t, 1, TODAY, HOLD_STOPPED, WHY_NONE);
		stop_signs_press(&t.s, &skipped, &t.at[1], 1, TODAY, TODAY);
	}
	assert_int_equal(t.s.presses, 30);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_NONE);
	/* one that was stopped while the spot was being found is a press; a place of a routine's own has no number */
	for (int i = 0; i < 10; i++)
		stop_signs_press(&t.s, &found, NULL, 0, TODAY, TODAY);
	assert_int_equal(t.s.places, 0);
	assert_int_equal(stop_signs_why(&t.s), STOP_SIGNS_SHARE);
}

static void it_is_said_calmly(void **state)
{
	struct told t = {0};
	struct buf out = {0};

	(void)state;
	stop_signs_text(&out, &t.s, LEG_LEFT, "calf");
	assert_string_equal(buf_str(&out), "");
	good(&t, 4);
	sign(&t, 1, TODAY);
	sign(&t, 2, TODAY);
	stop_signs_text(&out, &t.s, LEG_LEFT, "calf");
	assert_non_null(strstr(buf_str(&out), "Of the last 6 presses 2 were stopped"));
	assert_non_null(strstr(buf_str(&out), "a physiotherapist or a doctor"));
	buf_clear(&out);
	sign(&t, 2, TODAY);
	sign(&t, 2, TODAY);
	stop_signs_text(&out, &t.s, LEG_LEFT, "calf");
	assert_non_null(strstr(buf_str(&out), "4 of 8 presses"));
	assert_non_null(strstr(buf_str(&out), "3 of them here: left, calf."));
	assert_non_null(strstr(buf_str(&out), "leave that place out"));
	buf_clear(&out);
	for (int i = 0; i < 3; i++)
		sign(&t, 5, TODAY);
	stop_signs_text(&out, &t.s, LEG_LEFT, "calf");
	assert_non_null(strstr(buf_str(&out), "2 places had three or more"));
	assert_int_equal(t.s.place, 5); /* of equals the later one */
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_at_one_place_in_four_weeks),
		cmocka_unit_test(what_is_older_counts_for_no_place),
		cmocka_unit_test(a_third_of_the_last_ones),
		cmocka_unit_test(what_is_no_sign),
		cmocka_unit_test(it_is_said_calmly),
	};

	return cmocka_run_group_tests_name("stop signs", tests, NULL, NULL);
}
