/* The gate: what is asked before a session, in which order, and which rows the answers make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/gate.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)
#define NOW  (100 * DAY + 9 * HOUR)

enum { MOST = 24 };

struct story {
	struct screening_row rows[MOST];
	struct checkin_row checkins[MOST];
	char where[MOST][CHECKIN_WHERE];
	struct record r;
	struct atlas a;
	int64_t now;
	struct gate_start start;
};

static struct story begin(bool person_here)
{
	struct story s = {.now = NOW, .start = {.person_here = person_here, .session = true}};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		s.a.site[i] =
			(struct site){.index = i, .id = i ? "elsewhere" : "thigh-inner-upper", .code = "X"};
	return s;
}

static enum gate next(struct story *s)
{
	s->r.screenings = s->rows;
	s->r.checkins = s->checkins;
	return gate_next(&s->r, (struct wall){s->now, 0}, &s->start);
}

static void keep(struct story *s, const struct gate_row *row)
{
	if (row->kind == GATE_ROW_SCREENING)
		s->rows[s->r.nscreenings++] = row->screening;
	if (row->kind == GATE_ROW_CHECKIN) {
		size_t i = s->r.ncheckins++;

		s->checkins[i] = row->checkin;
		strcpy(s->where[i], row->where);
		s->checkins[i].where = s->where[i];
	}
}

/* The gate must be at `g`; it is answered. */
static void answer(struct story *s, enum gate g, unsigned value)
{
	struct gate_row row;

	assert_int_equal(next(s), g);
	gate_answer(&s->start, g, value, &s->r, &s->a, (struct wall){s->now++, 0}, &row);
	keep(s, &row);
}

static void answer_whole(struct story *s)
{
	answer(s, GATE_ASK_FALL, 0);
	answer(s, GATE_ASK_EMERGENCY, 0);
	answer(s, GATE_ASK_CLINICIAN, 0);
	answer(s, GATE_ASK_FIRST, 0);
}

/* Another start, so much later. */
static void again(struct story *s, int64_t later)
{
	s->now += later;
	s->start = (struct gate_start){.person_here = s->start.person_here, .session = true};
}

static void the_whole_list_first_and_the_fall_before_all(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer(&s, GATE_ASK_FALL, 0);
	assert_int_equal(s.r.nscreenings, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	answer(&s, GATE_ASK_CLINICIAN, 0);
	answer(&s, GATE_ASK_FIRST, 0);
	assert_int_equal(next(&s), GATE_OPEN); /* the line was answered with it */
	assert_int_equal(s.r.nscreenings, 3);
	assert_string_equal(s.rows[0].page, "emergency");
	assert_string_equal(s.rows[1].page, "clinician");
	assert_string_equal(s.rows[2].page, "ask-first");
	assert_false(s.rows[0].by_script);
}

static void left_half_way_it_begins_again(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer(&s, GATE_ASK_FALL, 0);
	again(&s, 1);
	answer(&s, GATE_ASK_FALL, 0); /* the fall alone is no page */
	answer(&s, GATE_ASK_EMERGENCY, 0);
	again(&s, 1);
	answer(&s, GATE_ASK_CLINICIAN, 0);
	answer(&s, GATE_ASK_FIRST, 0);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
}

static void one_line_each_session_and_all_after_thirty_days(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer_whole(&s);
	again(&s, HOUR);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, 1); /* each session */
	answer(&s, GATE_ASK_TODAY, 0);
	again(&s, 30 * DAY);
	assert_int_equal(next(&s), GATE_ASK_FALL);
}

static void something_changed_asks_all(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer_whole(&s);
	again(&s, HOUR);
	answer(&s, GATE_ASK_TODAY, 1);
	answer(&s, GATE_ASK_FALL, 0);
	again(&s, 0); /* left there: it is still to be asked */
	answer_whole(&s);
	assert_int_equal(next(&s), GATE_OPEN);
}

static void a_yes_closes_until_it_was_checked(void **state)
{
	static const struct {
		enum gate page;
		int n;
		enum gate closed;
	} rows[] = {
		{GATE_ASK_FALL, 1, GATE_EMERGENCY},      {GATE_ASK_EMERGENCY, 2, GATE_EMERGENCY},
		{GATE_ASK_EMERGENCY, 3, GATE_EMERGENCY}, {GATE_ASK_EMERGENCY, 4, GATE_EMERGENCY},
		{GATE_ASK_EMERGENCY, 5, GATE_EMERGENCY}, {GATE_ASK_CLINICIAN, 6, GATE_CLINICIAN},
		{GATE_ASK_CLINICIAN, 7, GATE_CLINICIAN}, {GATE_ASK_CLINICIAN, 8, GATE_CLINICIAN},
		{GATE_ASK_CLINICIAN, 9, GATE_CLINICIAN}, {GATE_ASK_CLINICIAN, 10, GATE_CLINICIAN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct story s = begin(true);

		for (enum gate g = GATE_ASK_FALL; g < rows[i].page; g++)
			answer(&s, g, 0);
		answer(&s, rows[i].page, rows[i].page == GATE_ASK_FALL ? 1 : 1U << rows[i].n);
		assert_int_equal(next(&s), rows[i].closed);
		again(&s, 60 * DAY);
		assert_int_equal(next(&s), rows[i].closed);
		/* `unknot screening`: not yet, then yes */
		s.start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
		answer(&s, GATE_ASK_CHECKED, 0);
		assert_int_equal(next(&s), rows[i].closed);
		s.start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
		answer(&s, GATE_ASK_CHECKED, 1);
		assert_string_equal(s.rows[s.r.nscreenings - 1].page, "checked");
		assert_int_equal(s.rows[s.r.nscreenings - 1].yes, 1U << rows[i].n);
		assert_int_equal(next(&s), GATE_ASK_FALL); /* all of it is over thirty days old */
	}
}

/* Cancer at any time does not go away: what was checked is not asked again at once. */
static void what_was_checked_is_not_asked_again_at_once(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer(&s, GATE_ASK_FALL, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	answer(&s, GATE_ASK_CLINICIAN, 1U << 8);
	s.start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
	answer(&s, GATE_ASK_CHECKED, 1);
	answer(&s, GATE_ASK_FIRST, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, 0);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
}

/* That somebody looked at a sign of an emergency does not say that it has gone: it is asked once more, though current. */
static void signs_of_an_emergency_are_asked_once_more(void **state)
{
	(void)state;
	for (unsigned still = 0; still < 2; still++) {
		struct story s = begin(true);

		answer(&s, GATE_ASK_FALL, 0);
		answer(&s, GATE_ASK_EMERGENCY, 1U << 3);
		s.start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
		answer(&s, GATE_ASK_CHECKED, 1);
		answer(&s, GATE_ASK_FALL, 0);
		answer(&s, GATE_ASK_EMERGENCY, still << 3);
		assert_int_equal(next(&s), still ? GATE_EMERGENCY : GATE_ASK_CLINICIAN);
	}
}

static void an_emergency_goes_before_a_clinician(void **state)
{
	struct story s = begin(true);
	struct session_row numb = {.ended = {NOW, 0}, .numb_after = 1};

	(void)state;
	answer(&s, GATE_ASK_FALL, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	s.r.sessions = &numb;
	s.r.nsessions = 1;
	assert_int_equal(next(&s), GATE_NUMB);
	s.rows[s.r.nscreenings++] = (struct screening_row){.when = {NOW, 0}, .page = "calf", .yes = 1U << 9};
	assert_int_equal(next(&s), GATE_CLINICIAN);
	s.rows[s.r.nscreenings++] =
		(struct screening_row){.when = {NOW, 0}, .page = "emergency", .yes = 1U << 9 | 1U << 2};
	assert_int_equal(next(&s), GATE_EMERGENCY);
	s.rows[s.r.nscreenings++] = (struct screening_row){.when = {NOW + 1, 0}, .page = "checked"};
	assert_int_equal(next(&s), GATE_ASK_CLINICIAN);
}

static void ask_first_is_told_once(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer(&s, GATE_ASK_FALL, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	answer(&s, GATE_ASK_CLINICIAN, 0);
	answer(&s, GATE_ASK_FIRST, 1U << 12);
	answer(&s, GATE_TELL_GENTLE, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, HOUR);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
}

/* Before each plan that presses a calf or is for after a drive, and before no other. */
static void the_calf_question_where_a_calf_is(void **state)
{
	struct story s = begin(true);

	(void)state;
	s.start.calf = true;
	answer_whole(&s);
	answer(&s, GATE_ASK_CALF, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, 1);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, 1);
	s.start.calf = true;
	answer(&s, GATE_ASK_TODAY, 0);
	answer(&s, GATE_ASK_CALF, 1U << 13);
	answer(&s, GATE_TELL_GENTLE, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, 1);
	s.start.calf = true;
	answer(&s, GATE_ASK_TODAY, 0);
	answer(&s, GATE_ASK_CALF, 1U << 9);
	assert_int_equal(next(&s), GATE_CLINICIAN);
}

static void the_nerve_notice_is_last(void **state)
{
	struct story s = begin(true);

	(void)state;
	s.start.nerve = s.start.calf = true;
	answer_whole(&s);
	answer(&s, GATE_ASK_CALF, 0);
	answer(&s, GATE_TELL_NERVE, 0);
	assert_int_equal(next(&s), GATE_OPEN);
}

/* Nobody to ask: what is not answered stays shut; the line, the check-in and notices are for persons. */
static void without_a_person(void **state)
{
	struct story s = begin(false);
	struct hold_row hold = {
		.site = "thigh-inner-upper", .leg = LEG_LEFT, .when = {NOW - DAY, 0}, .held_ms = 1};

	(void)state;
	s.r.holds = &hold;
	s.r.nholds = 1;
	s.start.calf = s.start.nerve = true;
	assert_int_equal(next(&s), GATE_ASK_FALL);
	for (enum screening_page p = 0; p < WHOLE_LIST; p++)
		s.rows[s.r.nscreenings++] = (struct screening_row){
			.when = {NOW, 0}, .page = screening_page_name(p), .by_script = true};
	assert_int_equal(next(&s), GATE_ASK_CALF);
	s.rows[s.r.nscreenings++] =
		(struct screening_row){.when = {NOW, 0}, .page = "calf", .by_script = true};
	assert_int_equal(next(&s), GATE_OPEN);
	s.now += DAY;
	assert_int_equal(next(&s), GATE_ASK_CALF);
	s.start.calf = false;
	assert_int_equal(next(&s), GATE_OPEN);
	s.start.person_here = true; /* the next interactive start asks all the same */
	assert_int_equal(next(&s), GATE_ASK_FALL);
}

static void the_check_in_is_after_the_screening(void **state)
{
	struct story s = begin(true);
	struct hold_row hold = {
		.site = "thigh-inner-upper", .leg = LEG_LEFT, .when = {NOW - DAY, 0}, .held_ms = 1};

	(void)state;
	s.r.holds = &hold;
	s.r.nholds = 1;
	answer_whole(&s);
	answer(&s, GATE_ASK_SORE, GATE_LEFT_OUT);
	assert_int_equal(next(&s), GATE_OPEN);
	assert_int_equal(s.r.ncheckins, 0);
	again(&s, 1); /* left out: asked again */
	answer(&s, GATE_ASK_TODAY, 0);
	answer(&s, GATE_ASK_SORE, 2);
	answer(&s, GATE_ASK_BRUISE, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	assert_int_equal(s.r.ncheckins, 1);
	assert_int_equal(s.checkins[0].soreness, 2);
	assert_false(s.checkins[0].bruise);
	assert_string_equal(s.checkins[0].where, "");
	again(&s, 1);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_OPEN);
}

/* A day of rest is advice: it can be played through, and is said at each start of that day. */
static void a_sore_morning_is_told(void **state)
{
	struct story s = begin(true);
	struct hold_row hold = {
		.site = "thigh-inner-upper", .leg = LEG_LEFT, .when = {NOW - DAY, 0}, .held_ms = 1};
	struct gate_row row;

	(void)state;
	s.r.holds = &hold;
	s.r.nholds = 1;
	s.start.nerve = true;
	answer_whole(&s);
	answer(&s, GATE_ASK_SORE, 5);
	answer(&s, GATE_ASK_BRUISE, 1);
	assert_true(s.checkins[0].bruise);
	assert_string_equal(s.checkins[0].where, "thigh-inner-upper left");
	gate_answer(&s.start, GATE_TELL_REST, 0, &s.r, &s.a, (struct wall){s.now, 0}, &row);
	assert_int_equal(row.kind, GATE_ROW_CHOICE);
	assert_string_equal(row.choice.what, "rest");
	assert_string_equal(row.choice.value, "1970-04-11");
	answer(&s, GATE_TELL_REST, 1);
	answer(&s, GATE_TELL_NERVE, 0);
	assert_int_equal(next(&s), GATE_OPEN);
	again(&s, HOUR);
	answer(&s, GATE_ASK_TODAY, 0);
	assert_int_equal(next(&s), GATE_TELL_REST);
	again(&s, DAY); /* the bruise stands */
	answer(&s, GATE_ASK_TODAY, 0);
	answer(&s, GATE_ASK_SORE, 0);
	answer(&s, GATE_ASK_BRUISE, 2); /* somewhere else */
	assert_true(s.checkins[1].bruise);
	assert_string_equal(s.checkins[1].where, "");
}

static void back(struct story *s, enum gate from, enum gate to)
{
	assert_int_equal(next(s), from);
	assert_int_equal(gate_before(&s->start, from), to);
	gate_back(&s->start, from);
}

/* One can go back, and the new answer counts. */
static void an_answer_can_be_mended(void **state)
{
	struct story s = begin(true);
	struct hold_row hold = {
		.site = "thigh-inner-upper", .leg = LEG_LEFT, .when = {NOW - DAY, 0}, .held_ms = 1};

	(void)state;
	s.r.holds = &hold;
	s.r.nholds = 1;
	assert_int_equal(gate_before(&s.start, GATE_ASK_FALL), GATE_OPEN);
	assert_int_equal(gate_before(&s.start, GATE_ASK_FIRST), GATE_OPEN);
	answer(&s, GATE_ASK_FALL, 0);
	back(&s, GATE_ASK_EMERGENCY, GATE_ASK_FALL);
	answer(&s, GATE_ASK_FALL, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	answer(&s, GATE_ASK_CLINICIAN, 0);
	back(&s, GATE_ASK_FIRST, GATE_ASK_CLINICIAN);
	back(&s, GATE_ASK_CLINICIAN, GATE_ASK_EMERGENCY);
	back(&s, GATE_ASK_EMERGENCY, GATE_ASK_FALL);
	answer_whole(&s);
	answer(&s, GATE_ASK_SORE, 5);
	back(&s, GATE_ASK_BRUISE, GATE_ASK_SORE);
	answer(&s, GATE_ASK_SORE, 1);
	answer(&s, GATE_ASK_BRUISE, 0);
	assert_int_equal(s.checkins[0].soreness, 1);
	assert_int_equal(next(&s), GATE_OPEN);
	s.start.whole = true;
	s.start.done = 0;
	answer(&s, GATE_ASK_FALL, 0);
	answer(&s, GATE_ASK_EMERGENCY, 0);
	back(&s, GATE_ASK_CLINICIAN, GATE_ASK_EMERGENCY);
	answer(&s, GATE_ASK_EMERGENCY, 1U << 3);
	assert_int_equal(next(&s), GATE_EMERGENCY);
}

/* `unknot screening` goes through the list whatever is current, and through nothing else. */
static void the_command_asks_the_whole_list(void **state)
{
	struct story s = begin(true);

	(void)state;
	answer_whole(&s);
	s.start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
	answer_whole(&s);
	assert_int_equal(next(&s), GATE_OPEN);
	assert_int_equal(s.r.nscreenings, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_list_first_and_the_fall_before_all),
		cmocka_unit_test(left_half_way_it_begins_again),
		cmocka_unit_test(one_line_each_session_and_all_after_thirty_days),
		cmocka_unit_test(something_changed_asks_all),
		cmocka_unit_test(a_yes_closes_until_it_was_checked),
		cmocka_unit_test(what_was_checked_is_not_asked_again_at_once),
		cmocka_unit_test(signs_of_an_emergency_are_asked_once_more),
		cmocka_unit_test(an_emergency_goes_before_a_clinician),
		cmocka_unit_test(ask_first_is_told_once),
		cmocka_unit_test(the_calf_question_where_a_calf_is),
		cmocka_unit_test(the_nerve_notice_is_last),
		cmocka_unit_test(without_a_person),
		cmocka_unit_test(the_check_in_is_after_the_screening),
		cmocka_unit_test(a_sore_morning_is_told),
		cmocka_unit_test(an_answer_can_be_mended),
		cmocka_unit_test(the_command_asks_the_whole_list),
	};

	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
