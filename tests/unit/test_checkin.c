/* The next-morning check-in: when it is due, about what, and what its answers mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/caps.h"
#include "core/checkin.h"

#define MINUTE INT64_C(60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

enum { T1, T2, OTHER, MOST = 16, MINUTE_HELD = 60000 };

static struct atlas atlas(void)
{
	struct atlas a = {.limits = {.press_min = 10000, .presses_most = 3, .place_ms = 300000}};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){.index = i,
					  .code = "X",
					  .id = i == T1   ? "thigh-inner-upper"
						: i == T2 ? "thigh-outer-middle"
							  : "elsewhere"};
	return a;
}

struct story {
	struct hold_row holds[MOST];
	struct checkin_row checkins[MOST];
	struct record r;
};

static struct wall local(int day, int hour, int minute)
{
	return (struct wall){day * DAY + hour * HOUR + minute * MINUTE, 0};
}

static struct hold_row *press(struct story *s, int site, enum leg leg, struct wall when)
{
	static const char *const ids[] = {"thigh-inner-upper", "thigh-outer-middle", "my-own-place"};
	struct hold_row *h = &s->holds[s->r.nholds++];

	*h = (struct hold_row){.site = ids[site], .leg = leg, .when = when, .held_ms = MINUTE_HELD};
	s->r.holds = s->holds;
	return h;
}

static void answer(struct story *s, struct wall when, int soreness, const char *bruised)
{
	s->checkins[s->r.ncheckins++] = (struct checkin_row){
		.when = when, .soreness = soreness, .bruise = bruised != NULL, .where = bruised};
	s->r.checkins = s->checkins;
}

static struct person person(const struct story *s, struct wall now, int most)
{
	struct atlas a = atlas();
	struct person who = plan_person_neutral();

	who.pressure_most = most;
	caps_fold(&s->r, &a, now, &who);
	checkin_apply(&s->r, &a, now, &who);
	return who;
}

static void nothing_is_due_where_nothing_was_pressed(void **state)
{
	struct story s = {0};
	struct hold_row *h;

	(void)state;
	assert_false(checkin_due(&s.r, local(100, 9, 0)));
	h = press(&s, T1, LEG_LEFT, local(100, 9, 0));
	h->rehearsal = true;
	assert_false(checkin_due(&s.r, local(101, 9, 0)));
	h->rehearsal = false;
	h->held_ms = 0;
	assert_false(checkin_due(&s.r, local(101, 9, 0)));
	h->held_ms = 1000;
	assert_true(checkin_due(&s.r, local(101, 9, 0)));
}

/* A later day begins at four, and six hours must have passed since the press ended. */
static void due_on_a_later_day_six_hours_after(void **state)
{
	struct story s = {0};
	struct wall six;

	(void)state;
	press(&s, T1, LEG_LEFT, local(100, 20, 0));
	assert_false(checkin_due(&s.r, local(100, 23, 0)));
	assert_false(checkin_due(&s.r, local(101, 3, 59))); /* seven hours after, the same day */
	assert_true(checkin_due(&s.r, local(101, 4, 0)));
	assert_true(checkin_due(&s.r, local(120, 12, 0)));

	s = (struct story){0};
	press(&s, T1, LEG_LEFT, local(100, 23, 59)); /* until midnight */
	assert_false(checkin_due(&s.r, local(101, 4, 0)));
	six = local(101, 6, 0);
	six.ms--;
	assert_false(checkin_due(&s.r, six));
	six.ms++;
	assert_true(checkin_due(&s.r, six));
	assert_false(checkin_due(&s.r, local(99, 9, 0))); /* a clock put back */
}

static void due_once_unless_a_bruise_stands(void **state)
{
	struct story s = {0};

	(void)state;
	press(&s, T1, LEG_LEFT, local(100, 9, 0));
	answer(&s, local(100, 20, 0), 1, NULL); /* the same day: no morning after */
	assert_true(checkin_due(&s.r, local(101, 9, 0)));
	answer(&s, local(101, 9, 0), 1, NULL);
	assert_false(checkin_due(&s.r, local(101, 10, 0)));
	assert_false(checkin_due(&s.r, local(102, 9, 0)));
	press(&s, T1, LEG_LEFT, local(102, 9, 0));
	assert_true(checkin_due(&s.r, local(103, 9, 0)));
	answer(&s, local(103, 9, 0), 1, "thigh-inner-upper left");
	assert_false(checkin_due(&s.r, local(103, 20, 0)));
	assert_false(checkin_due(&s.r, local(104, 3, 0)));
	assert_true(checkin_due(&s.r, local(104, 4, 0)));
	answer(&s, local(104, 9, 0), 0, NULL);
	assert_false(checkin_due(&s.r, local(105, 9, 0)));
}

static void asks_about_the_last_day_and_what_is_bruised(void **state)
{
	struct story s = {0};
	struct atlas a = atlas();
	struct checkin_place p[CHECKIN_PLACES];
	char where[CHECKIN_WHERE];

	(void)state;
	press(&s, T2, LEG_LEFT, local(100, 9, 0));
	press(&s, T2, LEG_RIGHT, local(101, 9, 0));
	press(&s, T1, LEG_RIGHT, local(101, 20, 0));
	press(&s, OTHER, LEG_RIGHT, local(101, 20, 5));
	assert_int_equal(checkin_places(&s.r, &a, p), 2);
	assert_ptr_equal(p[0].site, &a.site[T1]);
	assert_int_equal(p[0].leg, LEG_RIGHT);
	assert_ptr_equal(p[1].site, &a.site[T2]);
	assert_string_equal(checkin_where(p, 2, 0, where), "");
	assert_string_equal(checkin_where(p, 2, 2, where), "thigh-outer-middle right");
	assert_string_equal(checkin_where(p, 2, 3, where),
			    "thigh-inner-upper right,thigh-outer-middle right");
	answer(&s, local(102, 9, 0), 1, "thigh-outer-middle left, nowhere right");
	assert_int_equal(checkin_places(&s.r, &a, p), 3);
	assert_int_equal(p[1].leg, LEG_LEFT);
}

static void soreness_sets_the_day(void **state)
{
	static const struct {
		int soreness;
		const char *bruise;
		int pressed; /* on that day; the answer is of day 101 */
		bool sore, rest;
		int lighter;
	} rows[] = {
		{0, NULL, 100, false, false, 0},    {2, NULL, 100, false, false, 0},
		{3, NULL, 100, false, true, 0},     {3, NULL, 99, false, false, 0},
		{1, "x left", 100, false, true, 0}, {1, "x left", 99, false, false, 0},
		{4, NULL, 100, true, true, 1},      {4, NULL, 99, true, true, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct story s = {0};
		struct checkin_day d;

		press(&s, T1, LEG_LEFT, local(rows[i].pressed, 9, 0));
		answer(&s, local(101, 9, 0), rows[i].soreness, rows[i].bruise);
		d = checkin_today(&s.r, local(101, 10, 0));
		assert_int_equal(d.soreness, rows[i].soreness);
		assert_int_equal(d.sore, rows[i].sore);
		assert_int_equal(d.rest, rows[i].rest);
		assert_int_equal(d.lighter, rows[i].lighter);
		d = checkin_today(&s.r, local(102, 10, 0)); /* it was yesterday's */
		assert_false(d.rest);
		assert_int_equal(d.lighter, 0);
	}
}

static void two_sore_mornings_drop_a_level(void **state)
{
	struct story s = {0};

	(void)state;
	answer(&s, local(101, 9, 0), 4, NULL);
	assert_int_equal(person(&s, local(102, 9, 0), 6).pressure_most, 6);
	answer(&s, local(103, 9, 0), 5, NULL);
	assert_int_equal(person(&s, local(103, 9, 0), 7).pressure_most, 4);
	assert_int_equal(person(&s, local(104, 9, 0), 7).pressure_most, 6);
	answer(&s, local(106, 9, 0), 3, NULL);
	assert_int_equal(person(&s, local(107, 9, 0), 7).pressure_most, 7);
}

static void lighter_goes_down_the_levels(void **state)
{
	(void)state;
	assert_int_equal(checkin_lighter(10, 1), 7);
	assert_int_equal(checkin_lighter(7, 1), 6);
	assert_int_equal(checkin_lighter(6, 1), 4);
	assert_int_equal(checkin_lighter(4, 1), 3);
	assert_int_equal(checkin_lighter(4, 2), 3);
	assert_int_equal(checkin_lighter(3, 1), 3);
	assert_int_equal(checkin_lighter(6, 0), 6);
}

/* It rests until an answer no longer names it, then is pressed one level lighter, once. */
static void a_bruise_rests_its_place(void **state)
{
	struct story s = {0};
	struct person who;

	(void)state;
	press(&s, T1, LEG_LEFT, local(100, 9, 0));
	answer(&s, local(101, 9, 0), 1, "thigh-inner-upper left,thigh-outer-middle right");
	who = person(&s, local(101, 9, 0), 6);
	assert_int_equal(who.place[T1][0].closed, CLOSED_BRUISE);
	assert_int_equal(who.place[T1][1].closed, OPEN);
	assert_int_equal(who.place[T2][1].closed, CLOSED_BRUISE);
	assert_int_equal(person(&s, local(130, 9, 0), 6).place[T1][0].closed, CLOSED_BRUISE);
	answer(&s, local(102, 9, 0), 1, "thigh-outer-middle right");
	who = person(&s, local(102, 9, 0), 6);
	assert_int_equal(who.place[T1][0].closed, OPEN);
	assert_int_equal(who.place[T1][0].pressure_most, 4);
	assert_int_equal(who.place[T1][1].pressure_most, 0);
	assert_int_equal(who.place[T2][1].closed, CLOSED_BRUISE);
	press(&s, T1, LEG_LEFT, local(103, 9, 0));
	who = person(&s, local(104, 9, 0), 6);
	assert_int_equal(who.place[T1][0].pressure_most, 0);
	answer(&s, local(104, 9, 0), 0, NULL);
	who = person(&s, local(104, 9, 0), 6);
	assert_int_equal(who.place[T2][1].closed, OPEN);
	assert_int_equal(who.place[T2][1].pressure_most, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_due_where_nothing_was_pressed),
		cmocka_unit_test(due_on_a_later_day_six_hours_after),
		cmocka_unit_test(due_once_unless_a_bruise_stands),
		cmocka_unit_test(asks_about_the_last_day_and_what_is_bruised),
		cmocka_unit_test(soreness_sets_the_day),
		cmocka_unit_test(two_sore_mornings_drop_a_level),
		cmocka_unit_test(lighter_goes_down_the_levels),
		cmocka_unit_test(a_bruise_rests_its_place),
	};

	return cmocka_run_group_tests_name("checkin", tests, NULL, NULL);
}
