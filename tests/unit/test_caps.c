/* What has been pressed lately: windows, shares, locks, the worse leg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/caps.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

enum { T2, H1, H2, MOST = 64 };

static struct atlas atlas(void)
{
	struct atlas a = {.limits = {.press_min = 10000,
				     .press_max = 120000,
				     .presses_most = 3,
				     .place_ms = 300000,
				     .tool_deep = 30 * 60000}};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){.index = i, .id = "elsewhere", .code = "X"};
	a.site[T2].id = "thigh-outer-middle";
	a.site[H1].id = "buttock-lower";
	a.site[H2].id = "buttock-deep";
	a.site[H2].locked = true;
	return a;
}

/* A record in the making. */
struct story {
	struct session_row sessions[MOST];
	struct hold_row holds[MOST];
	struct checkin_row checkins[MOST];
	struct record r;
};

/* Moments are local hours of a day; `offset_h` east of Greenwich. */
static struct wall local(int day, double hour, int offset_h)
{
	return (struct wall){day * DAY + (int64_t)(hour * (double)HOUR) - offset_h * HOUR, offset_h * 3600};
}

static struct session_row *session(struct story *s, const char *id, struct wall when)
{
	struct session_row *row = &s->sessions[s->r.nsessions++];

	*row = (struct session_row){.routine = "daily",
				    .title = "Daily",
				    .ended_by_choice = true,
				    .started = when,
				    .ended = {when.ms + 20 * MINUTE, when.offset_s},
				    .outcome = SESSION_DONE};
	snprintf(row->id, sizeof row->id, "%s", id);
	s->r.sessions = s->sessions;
	return row;
}

static struct hold_row *hold(struct story *s, const char *id, const char *site, enum leg leg,
			     struct wall when)
{
	struct hold_row *h = &s->holds[s->r.nholds++];

	*h = (struct hold_row){.site = site,
			       .leg = leg,
			       .when = when,
			       .planned_ms = 60000,
			       .held_ms = 60000,
			       .tool_ms = 90000,
			       .outcome = HOLD_FULL,
			       .sore_before = RATING_UNKNOWN,
			       .sore_after = RATING_UNKNOWN};
	snprintf(h->session, sizeof h->session, "%s", id);
	s->r.holds = s->holds;
	return h;
}

static void checkin(struct story *s, struct wall when, int soreness, bool bruise)
{
	s->checkins[s->r.ncheckins++] = (struct checkin_row){when, soreness, bruise, NULL};
	s->r.checkins = s->checkins;
}

static struct place_state state_of(const struct story *s, int site, enum leg leg, struct wall now)
{
	static struct person who;
	struct atlas a = atlas();

	caps_fold(&s->r, &a, now, &who);
	return who.place[site][leg == LEG_RIGHT];
}

static void test_empty(void **state)
{
	struct story s = {0};
	struct place_state p = state_of(&s, T2, LEG_LEFT, local(100, 9, 0));

	(void)state;
	assert_int_equal(p.closed, OPEN);
	assert_int_equal(p.sore, RATING_UNKNOWN);
	assert_int_equal(p.presses, 0);
	assert_true(p.last_day == INT64_MIN);
	assert_int_equal(state_of(&s, H2, LEG_LEFT, local(100, 9, 0)).closed, CLOSED_LOCKED);
	assert_int_equal(state_of(&s, H2, LEG_RIGHT, local(100, 9, 0)).closed, CLOSED_LOCKED);
}

/* One press at 05:00 of day 100 counts until 04:00 of day 101, and for twelve hours at least. */
static void test_window(void **state)
{
	struct story s = {0};

	(void)state;
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 5, 1));
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 23, 1)).presses, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 3.99, 1)).presses, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 4, 1)).presses, 0);
	assert_int_equal(state_of(&s, T2, LEG_RIGHT, local(100, 23, 1)).presses, 0);

	s.holds[0].when = local(100, 23, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 11, 1)).presses,
			 1); /* twelve hours to the ms */
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 11.01, 1)).presses, 0);

	s.holds[0].when = local(100, 3.5, 1); /* still the day before */
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 15.5, 1)).presses, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 15.6, 1)).presses, 0);
}

/* The day is the one that was lived: a change of the clocks or a flight moves no press out of it. */
static void test_days_without_a_zone(void **state)
{
	struct story s = {0};

	(void)state;
	/* 04:30 summer time; the clocks go back by an hour next night; 03:30 winter time is 24 hours on. */
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 4.5, 2));
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 3.5, 1)).presses, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 4, 1)).presses, 0);
	/* Ten in the morning in Auckland, on landing in Los Angeles it is that morning again. */
	s.holds[0].when = local(100, 10, 13);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 7, -8)).presses, 1);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 7, -8)).presses, 0);
	/* A clock put back by two hours, and one that was a year ahead. */
	s.holds[0].when = local(100, 12, 0);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 10, 0)).presses, 1);
	s.holds[0].when = local(465, 12, 0);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 10, 0)).presses, 0);
}

static void test_share_by_presses(void **state)
{
	struct story s = {0};
	struct wall now = local(100, 20, 0);

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, OPEN);
		hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 9 + i, 0));
	}
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, CLOSED_SHARE);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).held_ms, 180000);
	assert_int_equal(state_of(&s, T2, LEG_RIGHT, now).closed, OPEN);
	assert_int_equal(state_of(&s, H1, LEG_LEFT, now).closed, OPEN);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(101, 20, 0)).closed, OPEN);
	s.holds[2].held_ms = 0; /* skipped before it began: no press */
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, OPEN);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).presses, 2);
	s.holds[2].held_ms = 9999; /* stopped too soon to be one: its time counts, stopping costs no press */
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).presses, 2);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).held_ms, 129999);
	s.holds[2].held_ms = 10000;
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).presses, 3);
}

static void test_share_by_time(void **state)
{
	struct story s = {0};
	struct wall now = local(100, 20, 0);

	(void)state;
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 9, 0))->held_ms = 170000;
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 10, 0))->held_ms = 120000;
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, OPEN); /* ten seconds are left */
	s.holds[1].held_ms++;
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, CLOSED_SHARE);
}

static void test_rehearsals_are_ignored(void **state)
{
	struct story s = {0};
	struct wall now = local(100, 20, 0);
	struct hold_row *h;

	(void)state;
	for (int i = 0; i < 5; i++)
		hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 9, 0))->rehearsal = true;
	h = hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(100, 10, 0));
	h->rehearsal = true;
	h->outcome = HOLD_STOPPED;
	h->why = WHY_SHARP;
	h->sore_before = 9;
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).closed, OPEN);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).presses, 0);
	assert_int_equal(state_of(&s, T2, LEG_LEFT, now).sore, RATING_UNKNOWN);
	hold(&s, "b", "thigh-outer-middle", LEG_LEFT, local(100, 11, 0))->sore_before = 1;
	h = hold(&s, "c", "thigh-outer-middle", LEG_RIGHT, local(100, 12, 0));
	h->rehearsal = true;
	h->sore_before = 9;
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
}

static void test_stops_close_for_today(void **state)
{
	static const struct {
		enum stop_why why;
		enum closed closed;
	} cases[] = {{WHY_SHARP, CLOSED_TODAY},
		     {WHY_NUMB, CLOSED_TODAY},
		     {WHY_TOO_SORE, OPEN},
		     {WHY_OTHER, OPEN},
		     {WHY_NONE, OPEN}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct story s = {0};
		struct hold_row *h = hold(&s, "a", "thigh-outer-middle", LEG_RIGHT, local(100, 9, 0));

		h->outcome = HOLD_STOPPED;
		h->why = cases[i].why;
		h->held_ms = 0; /* stopped in the first moment: closes all the same */
		assert_int_equal(state_of(&s, T2, LEG_RIGHT, local(100, 21, 0)).closed, cases[i].closed);
		assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 21, 0)).closed, OPEN);
		assert_int_equal(state_of(&s, T2, LEG_RIGHT, local(101, 21.1, 0)).closed, OPEN);
	}
}

static void test_last_rating_and_day(void **state)
{
	struct story s = {0};
	struct hold_row *h = hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(90, 9, 0));

	(void)state;
	h->sore_before = 7;
	h->sore_after = 4;
	hold(&s, "b", "thigh-outer-middle", LEG_LEFT, local(92, 2, 0)); /* not rated; counts for day 91 */
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 9, 0)).sore, 4);
	assert_true(state_of(&s, T2, LEG_LEFT, local(100, 9, 0)).last_day == 91);
	assert_false(state_of(&s, T2, LEG_LEFT, local(100, 9, 0)).sore_now);
	hold(&s, "c", "thigh-outer-middle", LEG_LEFT, local(93, 9, 0))->sore_before = 5;
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 9, 0)).sore, 5);
}

static void test_unknown_places(void **state)
{
	struct story s = {0};

	(void)state;
	hold(&s, "a", "my-own-place", LEG_LEFT, local(100, 9, 0));
	hold(&s, "a", "", LEG_LEFT, local(100, 9, 0));
	hold(&s, "a", "thigh-outer-middle", LEG_NONE, local(100, 9, 0));
	assert_int_equal(state_of(&s, T2, LEG_LEFT, local(100, 9, 0)).presses, 0);
}

/* Holds of a session, rated left and right; negative is not rated. */
static void rated(struct story *s, const char *id, int day, int left, int right)
{
	hold(s, id, "thigh-outer-middle", LEG_LEFT, local(day, 9, 0))->sore_before = left;
	hold(s, id, "thigh-outer-middle", LEG_RIGHT, local(day, 9.1, 0))->sore_before = right;
}

static void test_worse_leg(void **state)
{
	struct story s = {0};

	(void)state;
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT); /* unknown */
	rated(&s, "a", 90, 5, 5);
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT); /* equal */
	rated(&s, "b", 91, 5, 6);
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
	/* Means, not sums: the left leg has one hold more. */
	hold(&s, "b", "buttock-lower", LEG_LEFT, local(91, 9.2, 0))->sore_before = 4;
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
	rated(&s, "c", 92, 9, 0);
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
	/* Three sessions on, what was before is forgotten; those without a rating are none of them. */
	rated(&s, "d", 93, 3, 4);
	rated(&s, "e", 94, 3, 4);
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
	rated(&s, "f", 95, 3, 4);
	rated(&s, "g", 96, RATING_UNKNOWN, RATING_UNKNOWN);
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
}

/* A leg that a press was sharp or numb on is not the one to press more, however sore it is. */
static void test_a_numb_leg_is_not_the_worse_one(void **state)
{
	struct story s = {0};
	struct hold_row *h;

	(void)state;
	rated(&s, "a", 90, 2, 8);
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
	h = hold(&s, "b", "buttock-lower", LEG_RIGHT, local(91, 9, 0));
	h->why = WHY_TOO_SORE;
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
	h->why = WHY_NUMB; /* not rated: there was no time for it */
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
	h->why = WHY_SHARP;
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
	hold(&s, "b", "buttock-lower", LEG_LEFT, local(91, 9.1, 0))->why = WHY_SHARP;
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT); /* both: as ever */
	rated(&s, "c", 92, 3, 4);
	rated(&s, "d", 93, 3, 4);
	rated(&s, "e", 94, 3, 4);
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT); /* three sessions on */
}

/* Who has only ever pressed the right leg has not got a worse left one. */
static void test_worse_leg_of_one(void **state)
{
	struct story s = {0};

	(void)state;
	hold(&s, "a", "thigh-outer-middle", LEG_RIGHT, local(90, 9, 0))->sore_before = 1;
	assert_int_equal(caps_worse_leg(&s.r), LEG_RIGHT);
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(90, 9.2, 0))->sore_before = 2;
	assert_int_equal(caps_worse_leg(&s.r), LEG_LEFT);
}

/* A session of `day` that pressed the lower buttock, and the answer of the next morning. */
static struct session_row *clean_day(struct story *s, const char *id, int day)
{
	struct session_row *row = session(s, id, local(day, 18, 0));

	hold(s, id, "buttock-lower", LEG_LEFT, local(day, 18.1, 0));
	checkin(s, local(day + 1, 8, 0), 3, false);
	return row;
}

static void test_clean_sessions(void **state)
{
	struct story s = {0};
	struct session_row *row = clean_day(&s, "a", 90);

	(void)state;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 1);
	assert_int_equal(caps_clean_sessions(&s.r, "buttock-lower"), 1);
	assert_int_equal(caps_clean_sessions(&s.r, "thigh-outer-middle"), 0);
	s.checkins[0].soreness = 4;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	s.checkins[0] = (struct checkin_row){local(91, 8, 0), 1, true, NULL};
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	row->ended = local(90, 10, 0);
	s.checkins[0] = (struct checkin_row){local(90, 23.9, 0), 1, false, NULL}; /* the same day */
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	row->ended = local(91, 3, 0);
	s.checkins[0].when = local(91, 8.9, 0); /* a later day, but not six hours on */
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	s.checkins[0].when = local(91, 9, 0);
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 1);
	row->ended = local(90, 18.5, 0);
	s.checkins[0].when = local(91, 8, 0);
	row->outcome = SESSION_ENDED_EARLY;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 1);
	row->outcome = SESSION_STOPPED;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	row->outcome = SESSION_DONE;
	row->ended_by_choice = false;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	row->ended_by_choice = true;
	row->rehearsal = true;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	row->rehearsal = false;
	s.holds[0].held_ms = 0;
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
	s.holds[0].held_ms = 1;
	s.r.ncheckins = 0; /* a morning nobody was asked about proves nothing */
	assert_int_equal(caps_clean_sessions(&s.r, NULL), 0);
}

static void test_clean_on_the_thigh(void **state)
{
	struct story s = {0};
	struct session_row *row = clean_day(&s, "a", 90);

	(void)state;
	assert_int_equal(caps_clean_thigh(&s.r), 0);
	hold(&s, "a", "thigh-outer-middle", LEG_LEFT, local(90, 18.2, 0));
	assert_int_equal(caps_clean_thigh(&s.r), 1);
	row->outcome = SESSION_STOPPED;
	assert_int_equal(caps_clean_thigh(&s.r), 0);
}

static void test_deep_place_opens(void **state)
{
	struct story s = {0};

	(void)state;
	clean_day(&s, "a", 90);
	clean_day(&s, "b", 92);
	assert_int_equal(state_of(&s, H2, LEG_LEFT, local(100, 9, 0)).closed, CLOSED_LOCKED);
	clean_day(&s, "c", 94);
	assert_int_equal(state_of(&s, H2, LEG_LEFT, local(100, 9, 0)).closed, OPEN);
	assert_int_equal(state_of(&s, H2, LEG_RIGHT, local(100, 9, 0)).closed, OPEN);
}

static void test_deep_routine(void **state)
{
	static const char *const ids[] = {"a", "b", "c", "d", "e", "f"};
	struct story s = {0};
	struct atlas a = atlas();
	struct wall sunday = local(101, 10, 0), monday = local(102, 10, 0); /* 1970-04-12 and 13 */

	(void)state;
	for (int i = 0; i < 6; i++) {
		assert_non_null(caps_deep_locked(&s.r, &a, sunday));
		clean_day(&s, ids[i], 80 + 2 * i);
	}
	assert_null(caps_deep_locked(&s.r, &a, sunday));

	/* Long on the tool on Monday: not again for 72 hours, nor in that week. */
	hold(&s, "long", "thigh-outer-middle", LEG_LEFT, monday)->tool_ms = 20 * MINUTE;
	hold(&s, "long", "thigh-outer-middle", LEG_RIGHT, monday)->tool_ms = 10 * MINUTE;
	assert_null(caps_deep_locked(&s.r, &a, local(103, 10, 0))); /* half an hour is not over it */
	s.holds[s.r.nholds - 1].tool_ms++;
	assert_non_null(caps_deep_locked(&s.r, &a, local(105, 9.9, 0)));
	assert_non_null(caps_deep_locked(&s.r, &a, local(105, 10.1, 0)));
	assert_string_not_equal(caps_deep_locked(&s.r, &a, local(105, 9.9, 0)),
				caps_deep_locked(&s.r, &a, local(105, 10.1, 0)));
	assert_non_null(caps_deep_locked(&s.r, &a, local(108, 23, 0))); /* Sunday */
	assert_null(caps_deep_locked(&s.r, &a, local(109, 10, 0)));     /* Monday again */

	/* On a Sunday it is the 72 hours that last longer. */
	s.holds[s.r.nholds - 2].when = s.holds[s.r.nholds - 1].when = sunday;
	assert_non_null(caps_deep_locked(&s.r, &a, local(103, 10, 0)));
	assert_null(caps_deep_locked(&s.r, &a, local(104, 10, 0)));
	s.holds[s.r.nholds - 1].rehearsal = s.holds[s.r.nholds - 2].rehearsal = true;
	assert_null(caps_deep_locked(&s.r, &a, local(103, 10, 0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_window),
		cmocka_unit_test(test_days_without_a_zone),
		cmocka_unit_test(test_share_by_presses),
		cmocka_unit_test(test_share_by_time),
		cmocka_unit_test(test_rehearsals_are_ignored),
		cmocka_unit_test(test_stops_close_for_today),
		cmocka_unit_test(test_last_rating_and_day),
		cmocka_unit_test(test_unknown_places),
		cmocka_unit_test(test_worse_leg),
		cmocka_unit_test(test_a_numb_leg_is_not_the_worse_one),
		cmocka_unit_test(test_worse_leg_of_one),
		cmocka_unit_test(test_clean_sessions),
		cmocka_unit_test(test_clean_on_the_thigh),
		cmocka_unit_test(test_deep_place_opens),
		cmocka_unit_test(test_deep_routine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
