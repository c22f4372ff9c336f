/* The safety questions: which there are, what an answer means, for how long, and who may give it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/screening.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)
#define NOW  (100 * DAY + 12 * HOUR)

enum { ELSEWHERE, T1, H1, C1, MOST = 8 };

struct story {
	struct screening_row rows[MOST];
	struct record r;
};

static void row(struct story *s, int64_t ms, const char *page, unsigned yes, bool by_script)
{
	s->rows[s->r.nscreenings++] =
		(struct screening_row){.when = {ms, 0}, .page = page, .yes = yes, .by_script = by_script};
	s->r.screenings = s->rows;
}

static struct screening fold(const struct story *s, int64_t now, bool person_here)
{
	return screening_fold(&s->r, (struct wall){now, 0}, person_here);
}

static void there_are_seventeen(void **state)
{
	size_t n;
	const struct question *q = screening_questions(&n);
	unsigned asked = 0;

	(void)state;
	assert_int_equal(n, 17);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(q[i].n, i + 1);
		assert_int_equal(q[i].urgency, i < 5    ? URGENCY_EMERGENCY
					       : i < 10 ? URGENCY_CLINICIAN
							: URGENCY_ASK_FIRST);
		assert_true(strlen(q[i].text) > 10);
	}
	for (enum screening_page p = 0; p < WHOLE_LIST; p++) { /* each on one page */
		assert_int_equal(asked & screening_page_mask(p), 0);
		asked |= screening_page_mask(p);
	}
	assert_int_equal(asked, (1U << 18) - 2);
}

/* To the millisecond, and a clock put back by less than that changes nothing. */
static void an_answer_holds_for_thirty_days(void **state)
{
	struct story s = {0};
	int64_t last = screening_until((struct wall){NOW, 0}).ms;

	(void)state;
	for (enum screening_page p = 0; p < WHOLE_LIST; p++)
		assert_false(fold(&s, NOW, true).page[p].current);
	row(&s, NOW, "clinician", 0, false);
	assert_true(fold(&s, NOW, true).page[PAGE_CLINICIAN].current);
	assert_false(fold(&s, NOW, true).page[PAGE_EMERGENCY].current);
	assert_int_equal(last, NOW + 30 * DAY - 1);
	assert_true(fold(&s, last, true).page[PAGE_CLINICIAN].current);
	assert_false(fold(&s, last + 1, true).page[PAGE_CLINICIAN].current);
	assert_true(fold(&s, NOW - 30 * DAY + 1, true).page[PAGE_CLINICIAN].current);
	assert_false(fold(&s, NOW - 30 * DAY, true).page[PAGE_CLINICIAN].current);
}

static void something_changed_ends_it(void **state)
{
	struct story s = {0};

	(void)state;
	row(&s, NOW, "emergency", 0, false);
	row(&s, NOW, "ask-first", 1U << 11, false);
	row(&s, NOW + 1, "today", 0, false);
	assert_true(fold(&s, NOW + 2, true).page[PAGE_EMERGENCY].current);
	row(&s, NOW + 2, "today", SCREENING_CHANGED, false);
	assert_false(fold(&s, NOW + 3, true).page[PAGE_EMERGENCY].current);
	assert_false(fold(&s, NOW + 3, false).page[PAGE_EMERGENCY].current);
	row(&s, NOW + 3, "emergency", 0, true); /* a script does not answer that away */
	assert_false(fold(&s, NOW + 4, false).page[PAGE_EMERGENCY].current);
	row(&s, NOW + 4, "emergency", 0, false);
	assert_true(fold(&s, NOW + 5, true).page[PAGE_EMERGENCY].current);
	assert_false(fold(&s, NOW + 5, true).page[PAGE_ASK_FIRST].current);
	assert_true(screening_gentle(&(struct screening){.ask_first = 1U << 11}));
	assert_int_equal(fold(&s, NOW + 5, true).ask_first, 1U << 11); /* until it is answered anew */
}

static void a_script_answers_for_scripts(void **state)
{
	struct story s = {0};

	(void)state;
	row(&s, NOW, "clinician", 0, false);
	row(&s, NOW + 1, "clinician", 0, true);
	assert_true(fold(&s, NOW + 2, false).page[PAGE_CLINICIAN].current);
	assert_false(fold(&s, NOW + 2, true).page[PAGE_CLINICIAN].current); /* asks all the same */
	row(&s, NOW + 2, "clinician", 0, false);
	assert_true(fold(&s, NOW + 3, true).page[PAGE_CLINICIAN].current);
}

/* Each yes of the two upper tiers stands, for anybody and however old, until it was checked. */
static void a_yes_stands_until_checked(void **state)
{
	(void)state;
	for (int n = 1; n <= 10; n++) {
		struct story s = {0};

		row(&s, NOW, n <= 5 ? "emergency" : "clinician", 1U << n, false);
		assert_int_equal(fold(&s, NOW + 90 * DAY, true).standing, 1U << n);
		assert_int_equal(fold(&s, NOW, false).standing, 1U << n);
		row(&s, NOW + 1, n <= 5 ? "emergency" : "clinician", 0, true);
		row(&s, NOW + 2, "checked", 0, true);
		assert_int_equal(fold(&s, NOW + 3, false).standing, 1U << n);
		row(&s, NOW + 3, "checked", 1U << n, false);
		assert_int_equal(fold(&s, NOW + 4, true).standing, 0);
		row(&s, NOW + 5, n <= 5 ? "emergency" : "clinician", 1U << n, false);
		assert_int_equal(fold(&s, NOW + 6, true).standing, 1U << n);
	}
}

/* What was checked is answered; but after a yes to the fall the rest of its page was not asked. */
static void what_was_checked_is_answered(void **state)
{
	struct story s = {0};

	(void)state;
	row(&s, NOW, "clinician", 1U << 8, false);
	row(&s, NOW, "emergency", 1U << 1, false);
	row(&s, NOW + 1, "checked", 1U << 8 | 1U << 1, false);
	assert_true(fold(&s, NOW + 2, true).page[PAGE_CLINICIAN].current);
	assert_false(fold(&s, NOW + 2, true).page[PAGE_EMERGENCY].current);
}

/* The first release asked 1-5 and 9 on one page. */
static void old_records_are_read(void **state)
{
	struct story s = {0};

	(void)state;
	row(&s, NOW, "emergency", 1U << 9, false);
	assert_int_equal(fold(&s, NOW, true).standing, 1U << 9);
	row(&s, NOW + 1, "emergency", 0, false); /* its way of saying that it had been checked */
	assert_int_equal(fold(&s, NOW + 2, true).standing, 0);
	assert_true(fold(&s, NOW + 2, true).page[PAGE_EMERGENCY].current);
	assert_false(fold(&s, NOW + 2, true).page[PAGE_CLINICIAN].current);
	row(&s, NOW + 3, "a page of a later release", 0xffffffff, false);
	assert_int_equal(fold(&s, NOW + 4, true).standing, 0);
}

static void numb_afterwards(void **state)
{
	struct story s = {0};
	struct session_row session = {.ended = {NOW, 0}, .numb_after = 1};

	(void)state;
	s.r.sessions = &session;
	s.r.nsessions = 1;
	assert_true(fold(&s, NOW + DAY, true).numb);
	row(&s, NOW - 1, "checked", 0, false);
	assert_true(fold(&s, NOW + DAY, true).numb);
	row(&s, NOW + 1, "checked", 0, true);
	assert_true(fold(&s, NOW + DAY, true).numb);
	row(&s, NOW + 2, "checked", 0, false);
	assert_false(fold(&s, NOW + DAY, true).numb);
	s.r.nscreenings = 0;
	session.rehearsal = true;
	assert_false(fold(&s, NOW + DAY, true).numb);
	session.rehearsal = false;
	session.numb_after = 0;
	assert_false(fold(&s, NOW + DAY, true).numb);
}

/* The calf page speaks of the day: a journey is over, but a swollen calf stands. */
static void calves_are_of_the_day(void **state)
{
	struct story s = {0};

	(void)state;
	row(&s, NOW, "calf", 1U << 13, false);
	assert_int_equal(fold(&s, NOW + HOUR, true).ask_first, 1U << 13);
	assert_true(fold(&s, NOW + HOUR, true).page[PAGE_CALF].current);
	row(&s, NOW + 1, "calf", 0, true); /* by a script: takes nothing back */
	assert_int_equal(fold(&s, NOW + HOUR, false).ask_first, 1U << 13);
	assert_int_equal(fold(&s, NOW + 15 * HOUR, true).ask_first, 1U << 13); /* three in the morning */
	assert_int_equal(fold(&s, NOW + 16 * HOUR, true).ask_first, 0);
	assert_false(fold(&s, NOW + 16 * HOUR, false).page[PAGE_CALF].current);
	row(&s, NOW + 2, "calf", 1U << 9, false);
	assert_int_equal(fold(&s, NOW + 16 * HOUR, true).standing, 1U << 9);
}

static struct atlas atlas(void)
{
	struct atlas a = {.limits.gentle_pressure = 4};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){.index = i, .id = "elsewhere", .code = "X"};
	a.site[T1].id = "thigh-inner-upper";
	a.site[H1].id = "buttock-lower";
	a.site[C1].id = "calf-inner";
	a.site[C1].ask_calf = true;
	return a;
}

static struct person person(unsigned ask_first)
{
	struct atlas a = atlas();
	struct screening s = {.ask_first = ask_first};
	struct person who = plan_person_neutral();

	screening_apply(&s, &a, &who);
	return who;
}

static void each_ask_first_is_gentle(void **state)
{
	struct person who = person(0);

	(void)state;
	assert_int_equal(who.pressure_most, 10);
	assert_true(who.press_most == INT64_MAX);
	for (int n = 11; n <= 17; n++) {
		who = person(1U << n);
		assert_int_equal(who.pressure_most, 4);
		assert_int_equal(who.press_most, 60000);
		assert_int_equal(who.no_calf, n == 13);
		assert_int_equal(who.no_sit_bone, n == 16);
		for (int leg = 0; leg < 2; leg++) {
			assert_int_equal(who.place[C1][leg].closed, n == 13 ? CLOSED_ANSWER : OPEN);
			assert_int_equal(who.place[T1][leg].closed, n == 16 ? CLOSED_ANSWER : OPEN);
			assert_int_equal(who.place[H1][leg].closed, n == 16 ? CLOSED_ANSWER : OPEN);
			assert_int_equal(who.place[ELSEWHERE][leg].closed, OPEN);
		}
	}
}

/* It lowers, and never raises. */
static void gentle_is_a_ceiling(void **state)
{
	struct atlas a = atlas();
	struct screening s = {.ask_first = 1U << 12};
	struct person who = plan_person_neutral();

	(void)state;
	who.pressure_most = 3;
	who.press_most = 30000;
	screening_apply(&s, &a, &who);
	assert_int_equal(who.pressure_most, 3);
	assert_int_equal(who.press_most, 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_seventeen),
		cmocka_unit_test(an_answer_holds_for_thirty_days),
		cmocka_unit_test(something_changed_ends_it),
		cmocka_unit_test(a_script_answers_for_scripts),
		cmocka_unit_test(a_yes_stands_until_checked),
		cmocka_unit_test(what_was_checked_is_answered),
		cmocka_unit_test(old_records_are_read),
		cmocka_unit_test(numb_afterwards),
		cmocka_unit_test(calves_are_of_the_day),
		cmocka_unit_test(each_ask_first_is_gentle),
		cmocka_unit_test(gentle_is_a_ceiling),
	};

	return cmocka_run_group_tests_name("screening", tests, NULL, NULL);
}
