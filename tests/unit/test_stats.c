/* Figures of the record, by hand and by properties: one record, one answer, in whatever order its rows
 * stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/caps.h"
#include "core/stats.h"
#include "record_year.h"

/* Monday 2026-01-05 */
#define MONDAY INT64_C(20458)

static struct wall on(int64_t day, int hour)
{
	return (struct wall){(MONDAY + day) * INT64_C(86400000) + hour * INT64_C(3600000), 0};
}

static struct session_row session(const char *id, int64_t day, int before, int after)
{
	struct session_row s = {.routine = "daily",
				.title = "Daily",
				.started = on(day, 19),
				.outcome = SESSION_DONE,
				.active_ms = 600000,
				.pain_before = before,
				.pain_after = after};

	snprintf(s.id, sizeof s.id, "%s", id);
	return s;
}

static struct hold_row hold(const char *id, int n, int64_t day, enum leg leg, int before, int after)
{
	struct hold_row h = {.n = n,
			     .site = "calf-low",
			     .leg = leg,
			     .when = on(day, 19),
			     .held_ms = 60000,
			     .tool_ms = 80000,
			     .outcome = HOLD_FULL,
			     .sore_before = before,
			     .sore_after = after};

	snprintf(h.session, sizeof h.session, "%s", id);
	return h;
}

static void nothing_gives_nothing(void **state)
{
	struct record none = {0};
	struct stats *s = stats_of(&none, INT64_MIN, INT64_MAX);

	(void)state;
	assert_int_equal(stats_newest(&none), INT64_MIN);
	assert_int_equal(s->ndays + s->nweeks + s->nplaces + s->ntools, 0);
	assert_int_equal(s->change[SERIES_BEFORE].start, STATS_NONE);
	assert_int_equal(s->soreness, STATS_NONE);
	assert_null(s->target);
	stats_free(s);
}

static void weeks_begin_on_monday(void **state)
{
	char text[DAY_TEXT];

	(void)state;
	for (int i = 0; i < 7; i++)
		assert_int_equal(caps_monday(MONDAY + i), MONDAY);
	assert_int_equal(caps_monday(MONDAY - 1), MONDAY - 7);
	assert_int_equal(caps_monday(-4), -10); /* 1969-12-28, a Sunday */
	assert_string_equal(day_format(text, MONDAY), "2026-01-05");
}

/* Two sessions in one week, two on one day of the next; one rehearsal; one at two in the night, which is the
 * day before. */
static void medians_of_days_and_weeks(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4), session("b", 2, 7, 7), session("c", 8, 5, 3),
				     session("d", 8, 4, 4), session("e", 9, 0, 0), session("f", 0, 3, 2)};
	struct record r = {.sessions = rows, .nsessions = 6};

	(void)state;
	rows[4].rehearsal = true;
	rows[5].started = on(15, 2);
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);

	assert_int_equal(s->sessions, 5);
	assert_int_equal(s->ndays, 4);
	assert_int_equal(s->days[2].day, MONDAY + 8);
	assert_int_equal(s->days[2].value[SERIES_BEFORE], 45);
	assert_int_equal(s->days[2].value[SERIES_AFTER], 35);
	assert_int_equal(s->days[3].day, MONDAY + 14);
	assert_int_equal(s->nweeks, 3);
	assert_int_equal(s->weeks[0].day, MONDAY);
	assert_int_equal(s->weeks[0].value[SERIES_BEFORE], 65);
	assert_int_equal(s->weeks[0].value[SERIES_LOOSER], 10);
	assert_int_equal(s->weeks[1].sessions, 2);
	assert_int_equal(s->weeks[1].value[SERIES_BACK], STATS_NONE);
	assert_int_equal(s->from, MONDAY);
	assert_int_equal(s->to, MONDAY + 14);
	stats_free(s);
}

/* Week by week 6, 5, 5, 4: two weeks at each end, 5.5 and 4.5. With a fifth week of 3 the ends are 5.5
 * and 3.5, which is two points and real. */
static void a_change_within_the_error_is_none(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 6), session("b", 7, 5, 5), session("c", 14, 5, 5),
				     session("d", 28, 4, 4), session("e", 35, 3, 3)};
	struct record r = {.sessions = rows, .nsessions = 1};
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);

	(void)state;
	assert_int_equal(s->change[SERIES_BEFORE].start, 60);
	assert_int_equal(s->change[SERIES_BEFORE].now, STATS_NONE);
	assert_false(s->change[SERIES_BEFORE].real);
	stats_free(s);
	r.nsessions = 4;
	s = stats_of(&r, INT64_MIN, INT64_MAX);
	assert_int_equal(s->change[SERIES_BEFORE].weeks, 2);
	assert_int_equal(s->change[SERIES_BEFORE].start, 55);
	assert_int_equal(s->change[SERIES_BEFORE].now, 45);
	assert_false(s->change[SERIES_BEFORE].real);
	assert_int_equal(s->change[SERIES_BEFORE].now_day, MONDAY + 28);
	stats_free(s);
	r.nsessions = 5;
	s = stats_of(&r, INT64_MIN, INT64_MAX);
	assert_int_equal(s->change[SERIES_BEFORE].now, 35);
	assert_true(s->change[SERIES_BEFORE].real);
	stats_free(s);
}

static void places_and_what_came_before(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4), session("b", 2, 5, 4),
				     session("c", 9, 4, RATING_UNKNOWN)};
	struct hold_row holds[] = {hold("a", 0, 0, LEG_LEFT, 6, 4),
				   hold("a", 1, 0, LEG_LEFT, 5, 3),
				   hold("a", 2, 0, LEG_RIGHT, RATING_UNKNOWN, 2),
				   hold("b", 0, 2, LEG_LEFT, 2, 2),
				   hold("c", 0, 9, LEG_LEFT, 3, RATING_UNKNOWN),
				   hold("gone", 0, 9, LEG_LEFT, 9, 9)};
	struct record r = {.sessions = rows, .nsessions = 3, .holds = holds, .nholds = 6};

	(void)state;
	holds[3].outcome = HOLD_STOPPED;
	holds[3].why = WHY_SHARP;
	holds[3].held_ms = 0;
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);
	const struct stats_place *left = &s->places[0], *right = &s->places[1];

	assert_int_equal(s->nplaces, 2);
	assert_int_equal(left->leg, LEG_LEFT);
	assert_int_equal(left->presses, 3);
	assert_int_equal(left->stops, 1);
	assert_int_equal(left->held_ms, 180000);
	assert_int_equal(left->first_day, MONDAY);
	assert_int_equal(left->last_day, MONDAY + 9);
	assert_int_equal(left->nratings, 3); /* the first of a day stands */
	assert_int_equal(left->ratings[0].before, 6);
	assert_int_equal(left->ratings[2].before, 3);
	assert_int_equal(left->best, 1);
	assert_int_equal(left->found.days, 3);
	assert_int_equal(left->found.now, 3);
	assert_int_equal(left->rated, 1); /* twice in "a"; nothing began in "b"; "c" has no rating after */
	assert_int_equal(left->drops, 1);
	assert_int_equal(right->nratings, 0);
	assert_int_equal(right->rated, 1);
	assert_int_equal(s->rated, 1);
	assert_int_equal(s->presses, 4);
	assert_int_equal(s->outcomes[HOLD_STOPPED], 0);
	assert_int_equal(s->early[HOLD_STOPPED], 1);
	assert_int_equal(s->stops[WHY_SHARP], 1);
	assert_int_equal(s->signs.stops, 1);
	assert_int_equal(s->signs.presses, 5);
	assert_string_equal(s->signs_site, "calf-low");
	assert_int_equal(s->signs_leg, LEG_LEFT);
	assert_int_equal(s->tool_ms, 5 * 80000);
	stats_free(s);
}

/* `with` sessions that pressed the left calf and `without` that pressed the right one, and by how much pain fell in
 * each. */
static bool before_falls(int with, int fall_with, int without, int fall_without, int *a, int *b)
{
	static struct session_row rows[64];
	static struct hold_row holds[64];
	struct record r = {.sessions = rows, .nsessions = (size_t)(with + without), .holds = holds};
	char id[16];

	r.nholds = r.nsessions;
	for (int i = 0; i < with + without; i++) {
		bool left = i < with;

		snprintf(id, sizeof id, "%03d", i);
		rows[i] = session(id, i, 6, 6 - (left ? fall_with : fall_without));
		holds[i] = hold(id, 0, i, left ? LEG_LEFT : LEG_RIGHT, 5, 5);
	}
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);
	bool told = stats_before_falls(s, &s->places[0], a, b);

	stats_free(s);
	return told;
}

/* Few sessions, or a small gap, are noise. */
static void falls_are_told_of_many_sessions_alone(void **state)
{
	int with, without;

	(void)state;
	assert_true(before_falls(20, 3, 20, 2, &with, &without));
	assert_int_equal(with, 30);
	assert_int_equal(without, 20);
	assert_false(before_falls(19, 6, 30, 0, &with, &without));
	assert_int_equal(with, STATS_NONE);
	assert_false(before_falls(30, 6, 19, 0, &with, &without));
	assert_int_equal(without, STATS_NONE);
	assert_false(before_falls(20, 2, 20, 2, &with, &without));
	assert_int_equal(with, 20);
	assert_false(before_falls(20, 1, 20, 3, &with, &without));
	assert_true(before_falls(20, -1, 20, -2, &with, &without));
	assert_int_equal(with, -10);
}

/* Four weeks are four weeks in the page of one week too. */
static void stop_signs_look_back_from_the_end(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4), session("b", 20, 6, 4)};
	struct hold_row holds[] = {hold("a", 0, 0, LEG_LEFT, 6, 4), hold("b", 0, 20, LEG_LEFT, 6, 4)};
	struct record r = {.sessions = rows, .nsessions = 2, .holds = holds, .nholds = 2};
	struct stats *s;

	(void)state;
	holds[0].outcome = HOLD_STOPPED;
	holds[0].why = WHY_NUMB;
	s = stats_of(&r, MONDAY + 14, MONDAY + 20);
	assert_int_equal(s->presses, 1);
	assert_int_equal(s->signs.presses, 2);
	assert_int_equal(s->signs.stops, 1);
	stats_free(s);
}

static void measures_go_with_their_session(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4), session("b", 7, 5, 4)};
	struct rating_row ratings[] = {{.session = "b", .what = "reach", .value = 2, .when = on(7, 19)},
				       {.session = "a", .what = "reach", .value = 4, .when = on(0, 19)},
				       {.session = "a", .what = "stands", .value = 11, .when = on(0, 19)},
				       {.session = "no", .what = "reach", .value = 9, .when = on(0, 19)}};
	struct record r = {.sessions = rows, .nsessions = 2, .ratings = ratings, .nratings = 4};
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);

	(void)state;
	assert_int_equal(s->weeks[0].value[SERIES_REACH], 40);
	assert_int_equal(s->weeks[1].value[SERIES_REACH], 20);
	assert_int_equal(s->weeks[0].value[SERIES_STANDS], STATS_NONE);
	assert_true(s->change[SERIES_REACH].real);
	stats_free(s);
}

static void choices_stand_until_the_next(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4), session("b", 20, 5, 4)};
	struct choice_row choices[] = {{on(10, 9), "tool", "soft-ball"},    {on(0, 8), "tool", "towel"},
				       {on(12, 9), "tool", "soft-ball"},    {on(0, 9), "target", "4"},
				       {on(1, 9), "rest", "2026-01-08"},    {on(1, 9), "rest", "2026-01-09"},
				       {on(2, 9), "no-rest", "2026-01-08"}, {on(3, 9), "rest", "tomorrow"},
				       {on(8, 9), "rest", "2026-01-06"}};
	struct record r = {.sessions = rows, .nsessions = 2, .choices = choices, .nchoices = 9};
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);

	(void)state;
	assert_int_equal(s->ntools, 2);
	assert_string_equal(s->tools[0].value, "towel");
	assert_string_equal(s->tools[1].value, "soft-ball");
	assert_int_equal(s->tools[1].day, MONDAY + 10);
	assert_string_equal(s->target, "4");
	assert_int_equal(s->ndays, 3);
	assert_int_equal(s->days[1].day, MONDAY + 4);
	assert_true(s->days[1].rest);
	stats_free(s);
	s = stats_of(&r, MONDAY + 11, INT64_MAX);
	assert_int_equal(s->ntools, 1);
	assert_string_equal(s->tools[0].value, "soft-ball");
	assert_int_equal(s->sessions, 1);
	stats_free(s);
	s = stats_of(&r, MONDAY, MONDAY + 9);
	assert_int_equal(s->ntools, 1);
	assert_string_equal(s->tools[0].value, "towel");
	assert_int_equal(s->to, MONDAY + 9);
	stats_free(s);
}

static void mornings(void **state)
{
	struct checkin_row mornings[] = {
		{on(1, 7), 1, false, ""}, {on(3, 7), 4, true, ""}, {on(4, 7), -1, false, NULL}};
	struct record r = {.checkins = mornings, .ncheckins = 3};
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);

	(void)state;
	assert_int_equal(s->checkins, 3);
	assert_int_equal(s->bruises, 1);
	assert_int_equal(s->soreness, 25);
	assert_int_equal(s->days[1].soreness, 40);
	assert_true(s->days[1].bruise);
	assert_int_equal(s->weeks[0].soreness, 25);
	stats_free(s);
}

static void swap(char *a, char *b, size_t size)
{
	char keep[sizeof(struct session_row)];

	memcpy(keep, a, size);
	memcpy(a, b, size);
	memcpy(b, keep, size);
}

static void shuffle(struct record_year *y, void *rows, size_t n, size_t size)
{
	for (size_t i = n; i > 1; i--)
		swap((char *)rows + (i - 1) * size, (char *)rows + (size_t)year_random(y, (int)i) * size,
		     size);
}

static void order_does_not_matter(void **state)
{
	static struct record_year y;
	struct buf first = {0}, other = {0};
	struct stats *s;

	(void)state;
	record_year_init(&y, YEAR_DAYS);
	s = stats_of(&y.r, INT64_MIN, INT64_MAX);
	assert_in_range(s->sessions, 200, YEAR_SESSIONS);
	assert_true(s->change[SERIES_BEFORE].real);
	stats_json(s, &first);
	stats_csv(s, &first);
	stats_free(s);
	for (int round = 0; round < 20; round++) {
		y.seed = (uint64_t)round + 1;
		shuffle(&y, y.session, y.r.nsessions, sizeof *y.session);
		shuffle(&y, y.hold, y.r.nholds, sizeof *y.hold);
		shuffle(&y, y.rating, y.r.nratings, sizeof *y.rating);
		shuffle(&y, y.checkin, y.r.ncheckins, sizeof *y.checkin);
		shuffle(&y, y.choice, y.r.nchoices, sizeof *y.choice);
		s = stats_of(&y.r, INT64_MIN, INT64_MAX);
		stats_json(s, &other);
		stats_csv(s, &other);
		assert_string_equal(buf_str(&first), buf_str(&other));
		buf_free(&other);
		stats_free(s);
	}
	buf_free(&first);
}

/* Of the whole, no window has more than its parts. */
static void windows_add_up(void **state)
{
	static struct record_year y;
	int sessions = 0, presses = 0, checkins = 0;
	int64_t held = 0;
	struct stats *whole;

	(void)state;
	record_year_init(&y, YEAR_DAYS);
	whole = stats_of(&y.r, INT64_MIN, INT64_MAX);
	for (int64_t day = whole->from; day <= whole->to; day += 29) {
		struct stats *part = stats_of(&y.r, day, day + 28);

		sessions += part->sessions;
		presses += part->presses;
		checkins += part->checkins;
		held += part->held_ms;
		stats_free(part);
	}
	assert_int_equal(sessions, whole->sessions);
	assert_int_equal(presses, whole->presses);
	assert_int_equal(checkins, whole->checkins);
	assert_int_equal(held, whole->held_ms);
	stats_free(whole);
}

static void json_and_csv(void **state)
{
	struct session_row rows[] = {session("a", 0, 6, 4)};
	struct hold_row holds[] = {hold("a", 0, 0, LEG_RIGHT, 6, 4)};
	struct record r = {.sessions = rows, .nsessions = 1, .holds = holds, .nholds = 1};
	struct stats *s = stats_of(&r, INT64_MIN, INT64_MAX);
	struct buf out = {0};

	(void)state;
	stats_json(s, &out);
	assert_non_null(strstr(buf_str(&out), "\"from\": \"2026-01-05\""));
	assert_non_null(strstr(buf_str(&out),
			       "{\"site\": \"calf-low\", \"leg\": \"right\", \"presses\": 1, \"held_s\": 60, "
			       "\"stops\": 0, \"pressed_last\": \"2026-01-05\", \"first\": 6, "));
	assert_non_null(strstr(buf_str(&out),
			       "{\"what\": \"looser\", \"from\": \"2026-01-05\", \"to\": "
			       "\"2026-01-05\", \"weeks\": 1, \"start\": 2, \"now\": null, \"error\": 2, "
			       "\"beyond_error\": false}"));
	buf_clear(&out);
	stats_csv(s, &out);
	assert_string_equal(
		buf_str(&out),
		"day,sessions,presses,held_s,before,after,looser,back,leg,reach,stands,soreness,bruise,rest\n"
		"2026-01-05,1,1,60,6,4,2,,,,,,false,false\n");
	buf_free(&out);
	stats_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(weeks_begin_on_monday),
		cmocka_unit_test(medians_of_days_and_weeks),
		cmocka_unit_test(a_change_within_the_error_is_none),
		cmocka_unit_test(places_and_what_came_before),
		cmocka_unit_test(falls_are_told_of_many_sessions_alone),
		cmocka_unit_test(stop_signs_look_back_from_the_end),
		cmocka_unit_test(measures_go_with_their_session),
		cmocka_unit_test(choices_stand_until_the_next),
		cmocka_unit_test(mornings),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(windows_add_up),
		cmocka_unit_test(json_and_csv),
	};

	return cmocka_run_group_tests_name("stats", tests, NULL, NULL);
}
