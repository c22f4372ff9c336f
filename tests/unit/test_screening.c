/* The first gate: who may press, who is asked, who is sent for help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/screening.h"

static struct screening_row answer(int64_t ms, unsigned yes, bool by_script)
{
	return (struct screening_row){
		.when = {ms, 0}, .page = SCREENING_PAGE, .yes = yes, .by_script = by_script};
}

static enum gate gate(struct screening_row *rows, size_t n, bool person_here)
{
	struct record r = {.screenings = rows, .nscreenings = n};

	return screening_gate(&r, person_here);
}

static void test_questions(void **state)
{
	static const int numbers[] = {1, 2, 3, 4, 5, 9};
	size_t n;
	const struct question *q = screening_questions(&n);

	(void)state;
	assert_int_equal(n, 6);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(q[i].n, numbers[i]);
		assert_int_equal(q[i].emergency, q[i].n <= 5);
		assert_int_equal(q[i].text[strlen(q[i].text) - 1], '?');
	}
}

static void test_never_answered(void **state)
{
	struct screening_row other = answer(1, 0, false);

	(void)state;
	other.page = "full";
	assert_int_equal(gate(NULL, 0, true), GATE_ASK);
	assert_int_equal(gate(NULL, 0, false), GATE_ASK);
	assert_int_equal(gate(&other, 1, true), GATE_ASK);
}

static void test_each_yes(void **state)
{
	size_t n;
	const struct question *q = screening_questions(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct screening_row a = answer(1, 1U << q[i].n, false);
		enum gate want = q[i].emergency ? GATE_EMERGENCY : GATE_CLINICIAN;

		assert_int_equal(gate(&a, 1, true), want);
		assert_int_equal(gate(&a, 1, false), want);
	}
	{
		struct screening_row both = answer(1, 1U << 9 | 1U << 2, false), none = answer(1, 0, false);

		assert_int_equal(gate(&both, 1, true), GATE_EMERGENCY);
		assert_int_equal(gate(&none, 1, true), GATE_OPEN);
		assert_int_equal(gate(&none, 1, false), GATE_OPEN);
	}
}

static void test_newest_decides(void **state)
{
	struct screening_row rows[] = {answer(1, 1U << 2, false), answer(2, 0, false),
				       answer(3, 1U << 9, false)};

	(void)state;
	assert_int_equal(gate(rows, 2, true), GATE_OPEN);
	assert_int_equal(gate(rows, 3, true), GATE_CLINICIAN);
}

static void test_scripts(void **state)
{
	struct screening_row script = answer(1, 0, true);
	struct screening_row after_yes[] = {answer(1, 1U << 4, false), answer(2, 0, true)};
	struct screening_row after_none[] = {answer(1, 0, false), answer(2, 0, true), answer(3, 0, false)};

	(void)state;
	assert_int_equal(gate(&script, 1, false), GATE_OPEN);
	assert_int_equal(gate(&script, 1, true), GATE_ASK);
	/* What a person answered with yes, a script cannot take back; a person is asked again. */
	assert_int_equal(gate(after_yes, 2, false), GATE_EMERGENCY);
	assert_int_equal(gate(after_yes, 2, true), GATE_ASK);
	assert_int_equal(gate(after_none, 2, true), GATE_ASK);
	assert_int_equal(gate(after_none, 3, true), GATE_OPEN);
}

static void test_numb_afterwards(void **state)
{
	struct screening_row rows[] = {answer(1000, 0, false), answer(9000, 0, true),
				       answer(10000, 0, false)};
	struct session_row s = {.ended = {5000, 0}, .numb_after = 1};
	struct record r = {.screenings = rows, .nscreenings = 1, .sessions = &s, .nsessions = 1};

	(void)state;
	assert_int_equal(screening_gate(&r, true), GATE_CLINICIAN);
	r.nscreenings = 2; /* a script cannot clear that either */
	assert_int_equal(screening_gate(&r, false), GATE_CLINICIAN);
	r.nscreenings = 3; /* the page was answered afterwards */
	assert_int_equal(screening_gate(&r, true), GATE_OPEN);
	r.nscreenings = 1;
	s.rehearsal = true;
	assert_int_equal(screening_gate(&r, true), GATE_OPEN);
	s.rehearsal = false;
	s.numb_after = 0;
	assert_int_equal(screening_gate(&r, true), GATE_OPEN);
}

static void test_advice(void **state)
{
	(void)state;
	assert_null(screening_advice(GATE_OPEN));
	assert_non_null(strstr(screening_advice(GATE_ASK), "unknot screening"));
	assert_non_null(strstr(screening_advice(GATE_EMERGENCY), "112, 911, 999 or your local number"));
	assert_non_null(strstr(screening_advice(GATE_CLINICIAN), "doctor"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_questions), cmocka_unit_test(test_never_answered),
		cmocka_unit_test(test_each_yes),  cmocka_unit_test(test_newest_decides),
		cmocka_unit_test(test_scripts),   cmocka_unit_test(test_numb_afterwards),
		cmocka_unit_test(test_advice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
