/* A session that was cut off: which one, how long it may go on, and what it goes on with. */
#include "player_fixture.h"

#include <stdio.h>

#include "core/resume.h"

#define ID "00000000000000000000000000000001"

enum { MINUTE = 60000, HOUR = 60 * MINUTE };

static const int64_t began = INT64_C(1763800000000);

/* A walk, two holds on the left, a walk, and a session of it that a crash left open in the second. */
struct story {
	struct play *t;
	struct session_row sessions[2];
	struct hold_row holds[3];
	struct rating_row ratings[2];
	struct record r;
};

static struct story story(void)
{
	struct story s = {.t = play_new()};

	play_walk(s.t, 20000);
	play_hold(s.t, 0, 30000, 30000);
	play_hold(s.t, 1, 30000, 30000);
	play_walk(s.t, 30000);
	s.t->plan = plan_compile(&s.t->routine, &s.t->atlas, &s.t->who, NULL);
	s.sessions[0] = (struct session_row){.id = ID,
					     .routine = "by-hand",
					     .plan_hash = s.t->plan->hash,
					     .started = {began, 0},
					     .segment = s.t->plan->presses[1].hold,
					     .leg = LEG_LEFT,
					     .at_ms = s.t->plan->segments[s.t->plan->presses[1].hold].at_ms,
					     .active_ms = 2 * MINUTE,
					     .pain_before = RATING_UNKNOWN,
					     .pain_after = RATING_UNKNOWN};
	s.holds[0] = (struct hold_row){.session = ID,
				       .site = "thigh-inner-upper",
				       .leg = LEG_LEFT,
				       .when = {began + MINUTE, 0},
				       .held_ms = 30000,
				       .tool_ms = 50000,
				       .outcome = HOLD_RELEASED,
				       .sore_before = 6,
				       .sore_after = 3};
	s.ratings[0] = (struct rating_row){ID, -1, "pain-before", 5, {began + 1000, 0}};
	return s;
}

/* The rows as they lie now: a copy of the story would point into the old one. */
static const struct record *rows(struct story *s)
{
	s->r.sessions = s->sessions;
	s->r.holds = s->holds;
	s->r.ratings = s->ratings;
	return &s->r;
}

static struct story cut_off(void)
{
	struct story s = story();

	s.r.nsessions = s.r.nholds = s.r.nratings = 1;
	return s;
}

static void the_newest_that_was_cut_off(void **state)
{
	struct story s = cut_off();
	struct record none = {0};

	(void)state;
	assert_null(resume_session(&none));
	assert_ptr_equal(resume_session(rows(&s)), &s.sessions[0]);
	s.sessions[0].outcome = SESSION_INTERRUPTED;
	assert_ptr_equal(resume_session(rows(&s)), &s.sessions[0]);
	s.sessions[0].ended_by_choice = true; /* "keep what was done" was answered */
	assert_null(resume_session(rows(&s)));
	play_free(s.t);
}

static void what_is_over_stays_over(void **state)
{
	static const enum session_outcome over[] = {SESSION_DONE, SESSION_ENDED_EARLY, SESSION_STOPPED};
	struct story s = cut_off();

	(void)state;
	for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
		s.sessions[0].outcome = over[i];
		assert_null(resume_session(rows(&s)));
	}
	play_free(s.t);
}

static void one_played_since_makes_it_past(void **state)
{
	struct story s = cut_off();

	(void)state;
	s.sessions[1] =
		(struct session_row){.id = "2", .started = {began + HOUR, 0}, .outcome = SESSION_DONE};
	s.r.nsessions = 2;
	assert_null(resume_session(rows(&s)));
	s.sessions[1].rehearsal = true; /* which is nothing to the person's days */
	assert_ptr_equal(resume_session(rows(&s)), &s.sessions[0]);
	s.sessions[0].rehearsal = true;
	assert_null(resume_session(rows(&s)));
	play_free(s.t);
}

static void nothing_done_is_nothing_to_go_on_with(void **state)
{
	struct story s = cut_off();

	(void)state;
	s.r.nholds = 0;
	assert_non_null(resume_session(rows(&s)));
	s.sessions[0].segment = 0;
	assert_null(resume_session(rows(&s)));
	play_free(s.t);
}

static void two_hours_to_the_millisecond(void **state)
{
	struct story s = cut_off();
	int64_t last = began + 2 * MINUTE; /* played so far; the hold and the rating are older */

	(void)state;
	assert_true(resume_in_time(rows(&s), s.sessions, (struct wall){last + 2 * HOUR, 0}));
	assert_false(resume_in_time(rows(&s), s.sessions, (struct wall){last + 2 * HOUR + 1, 0}));
	s.ratings[1] = (struct rating_row){ID, 1, "sore", 5, {began + HOUR, 0}}; /* after a long pause */
	s.r.nratings = 2;
	assert_true(resume_in_time(rows(&s), s.sessions, (struct wall){began + 3 * HOUR, 0}));
	assert_false(resume_in_time(rows(&s), s.sessions, (struct wall){began + 3 * HOUR + 1, 0}));
	play_free(s.t);
}

static void a_plan_fits_where_its_segment_does(void **state)
{
	struct story s = cut_off();
	struct session_row *row = &s.sessions[0];

	(void)state;
	assert_true(resume_fits(s.t->plan, rows(&s), row));
	row->at_ms += s.t->plan->segments[row->segment].for_ms;
	assert_true(resume_fits(s.t->plan, rows(&s), row));
	row->at_ms++;
	assert_false(resume_fits(s.t->plan, rows(&s), row));
	row->at_ms = s.t->plan->segments[row->segment].at_ms;
	row->leg = LEG_RIGHT;
	assert_false(resume_fits(s.t->plan, rows(&s), row));
	row->leg = LEG_LEFT;
	s.holds[0].site = "of-another-routine";
	assert_false(resume_fits(s.t->plan, rows(&s), row));
	row->segment = (int)s.t->plan->nsegments; /* all was done */
	assert_false(resume_fits(s.t->plan, rows(&s), row));
	play_free(s.t);
}

static void it_goes_on_with_what_was_done(void **state)
{
	struct story s = cut_off();
	struct arena *a = arena_new();
	struct person who = plan_person_neutral();
	struct player_past past = resume_past(rows(&s), s.sessions, s.t->plan, a);

	(void)state;
	assert_int_equal(past.segment, s.t->plan->presses[1].hold);
	assert_int_equal(past.pain_before, 5);
	assert_int_equal(past.active_ms, 2 * MINUTE);
	assert_int_equal(past.stretch_ms, 50000);
	assert_int_equal(past.nresults, 1);
	assert_string_equal(past.results[0].site->id, "thigh-inner-upper");
	assert_int_equal(past.results[0].sore_after, 3);
	resume_ratings(rows(&s), s.sessions, &s.t->atlas, &who);
	assert_int_equal(who.place[0][0].sore, 3);
	assert_true(who.place[0][0].sore_now);
	assert_false(who.place[0][1].sore_now);
	arena_free(a);
	play_free(s.t);
}

/* Two minutes without a press between are a walk; up to now there may have been none. */
static void time_on_the_tool_is_counted_back_to_a_walk(void **state)
{
	struct story s = cut_off();
	struct arena *a = arena_new();

	(void)state;
	s.holds[1] = s.holds[0];
	s.holds[1].when.ms += 50000 + 119999;
	s.r.nholds = 2;
	assert_int_equal(resume_past(rows(&s), s.sessions, s.t->plan, a).stretch_ms, 100000);
	s.holds[1].when.ms++;
	assert_int_equal(resume_past(rows(&s), s.sessions, s.t->plan, a).stretch_ms, 50000);
	arena_free(a);
	play_free(s.t);
}

static void the_record_without_it(void **state)
{
	struct story s = cut_off();
	struct arena *a = arena_new();
	struct record w;

	(void)state;
	s.sessions[1] = (struct session_row){.id = "2"};
	snprintf(s.holds[1].session, sizeof s.holds[1].session, "2");
	s.r.nsessions = s.r.nholds = 2;
	w = resume_without(rows(&s), s.sessions, a);
	assert_int_equal(w.nsessions, 1);
	assert_string_equal(w.sessions[0].id, "2");
	assert_int_equal(w.nholds, 1);
	assert_string_equal(w.holds[0].session, "2");
	arena_free(a);
	play_free(s.t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_that_was_cut_off),
		cmocka_unit_test(what_is_over_stays_over),
		cmocka_unit_test(one_played_since_makes_it_past),
		cmocka_unit_test(nothing_done_is_nothing_to_go_on_with),
		cmocka_unit_test(two_hours_to_the_millisecond),
		cmocka_unit_test(a_plan_fits_where_its_segment_does),
		cmocka_unit_test(it_goes_on_with_what_was_done),
		cmocka_unit_test(time_on_the_tool_is_counted_back_to_a_walk),
		cmocka_unit_test(the_record_without_it),
	};

	return cmocka_run_group_tests_name("resume", tests, NULL, NULL);
}
