/* Quick relief: which routine, and when there may be another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/relief.h"

enum { MINUTE = 60000, HOUR = 60 * MINUTE, PLANS = 6, ROWS = 8 };

static const char *const tags[][2] = {
	{"relief", "sitting"}, {"relief", "driving"}, {"relief", NULL}, {"daily", NULL}};

/* A shelf of routines: kind (a row of `tags`), shortest and planned length in seconds. */
struct shelf {
	struct routine r[PLANS];
	struct plan p[PLANS];
	struct relief_routine list[PLANS];
	size_t n;
};

static void put(struct shelf *s, const char *id, int kind, int shortest_s, int planned_s)
{
	size_t i = s->n++;

	s->r[i] = (struct routine){.id = id,
				   .tags = (const char **)tags[kind],
				   .ntags = tags[kind][1] ? 2 : 1,
				   .tag_bits = kind < 3 ? TAG_RELIEF : TAG_DAILY};
	s->p[i] = (struct plan){
		.routine = &s->r[i], .shortest_ms = shortest_s * 1000, .planned_ms = planned_s * 1000};
	s->list[i] = (struct relief_routine){id, &s->p[i]};
}

/* The one chosen, by name, with its time where that is not what there is; "none". */
static const char *chosen(const struct shelf *s, enum relief_after after, int minutes)
{
	static char longer[64];
	int64_t give;
	int i = relief_choose(s->list, s->n, after, (int64_t)minutes * MINUTE, &give);

	if (i < 0)
		return "none";
	snprintf(longer, sizeof longer, "%s, %lld s", s->list[i].id, (long long)give / 1000);
	return give == (int64_t)minutes * MINUTE ? s->list[i].id : longer;
}

static void the_one_that_is_meant_for_it(void **state)
{
	struct shelf s = {0};

	(void)state;
	put(&s, "daily", 3, 60, 120);
	put(&s, "general", 2, 120, 120);
	put(&s, "desk", 0, 150, 330);
	put(&s, "car", 1, 165, 300);
	assert_string_equal(chosen(&s, AFTER_SITTING, 0), "desk");
	assert_string_equal(chosen(&s, AFTER_DRIVING, 0), "car");
	assert_string_equal(chosen(&s, AFTER_RUNNING, 0), "general");
}

static void what_fits_the_time(void **state)
{
	struct shelf s = {0};

	(void)state;
	put(&s, "general", 2, 120, 120);
	put(&s, "desk", 0, 150, 330);
	put(&s, "long desk", 0, 400, 600);
	put(&s, "car", 1, 165, 300);
	assert_string_equal(chosen(&s, AFTER_SITTING, 3), "desk");    /* cut down to it */
	assert_string_equal(chosen(&s, AFTER_SITTING, 2), "general"); /* none for it is so short */
	assert_string_equal(chosen(&s, AFTER_SITTING, 8), "desk");
	assert_string_equal(chosen(&s, AFTER_SITTING, 10), "long desk"); /* the time is there to be used */
	assert_string_equal(chosen(&s, AFTER_SITTING, 1), "general, 120 s"); /* none is as short */
	assert_string_equal(chosen(&s, AFTER_RUNNING, 1), "general, 120 s");
	/* no stand-in: calves are asked about first */
	assert_string_equal(chosen(&s, AFTER_DRIVING, 2), "car, 165 s");
	assert_string_equal(chosen(&s, AFTER_DRIVING, 3), "car");
}

static void nothing_to_choose_from(void **state)
{
	struct shelf s = {0};

	(void)state;
	assert_string_equal(chosen(&s, AFTER_SITTING, 0), "none");
	put(&s, "daily", 3, 60, 120);
	put(&s, "broken", 0, 1, 1);
	s.list[1].plan = NULL;
	assert_string_equal(chosen(&s, AFTER_SITTING, 5), "none");
}

/* ---- how often ---- */

struct story {
	struct session_row sessions[ROWS];
	struct hold_row holds[ROWS];
	struct record r;
};

/* 2026-11-23, a Monday, at so many minutes after midnight UTC. */
static struct wall at(int minutes)
{
	return (struct wall){INT64_C(1795392000000) + (int64_t)minutes * MINUTE, 0};
}

static struct hold_row *played(struct story *s, const char *routine, int minutes)
{
	size_t i = s->r.nsessions++;

	s->sessions[i] =
		(struct session_row){.routine = routine, .started = at(minutes), .outcome = SESSION_DONE};
	snprintf(s->sessions[i].id, sizeof s->sessions[i].id, "%zu", i);
	s->holds[i] = (struct hold_row){.when = at(minutes), .held_ms = 40000};
	memcpy(s->holds[i].session, s->sessions[i].id, sizeof s->holds[i].session);
	s->r.nholds++;
	s->r.sessions = s->sessions;
	s->r.holds = s->holds;
	return &s->holds[i];
}

static struct relief_today told(const struct story *s, int minutes)
{
	static const char *const ids[] = {"car", "general"};

	return relief_today(&s->r, ids, 2, at(minutes));
}

static void two_hours_apart(void **state)
{
	struct story s = {0};
	struct buf out = {0};
	struct relief_today t;

	(void)state;
	assert_int_equal(told(&s, 600).time, RELIEF_NOW);
	played(&s, "car", 600);
	t = told(&s, 601);
	assert_int_equal(t.time, RELIEF_LATER);
	assert_int_equal(t.had, 1);
	assert_int_equal(t.again.ms, at(720).ms);
	relief_advice(&t, &out);
	assert_non_null(strstr(buf_str(&out), "from 12:00 on"));
	assert_int_equal(told(&s, 719).time, RELIEF_LATER);
	assert_int_equal(told(&s, 720).time, RELIEF_NOW);
	buf_free(&out);
}

static void three_a_day(void **state)
{
	struct story s = {0};
	struct buf out = {0};
	struct relief_today t;

	(void)state;
	played(&s, "car", 600);
	played(&s, "general", 800);
	played(&s, "car", 1000);
	t = told(&s, 1300);
	assert_int_equal(t.time, RELIEF_ENOUGH);
	assert_int_equal(t.had, 3);
	relief_advice(&t, &out);
	assert_non_null(strstr(buf_str(&out), "keeps coming back"));
	assert_int_equal(told(&s, 24 * 60 + 239).time, RELIEF_ENOUGH); /* the day ends at four */
	assert_int_equal(told(&s, 24 * 60 + 240).time, RELIEF_NOW);
	buf_free(&out);
}

static void what_is_none(void **state)
{
	struct story s = {0};

	(void)state;
	played(&s, "daily", 600);            /* not tagged relief */
	played(&s, "car", 600)->held_ms = 0; /* ended before a press */
	played(&s, "car", 600)->rehearsal = true;
	played(&s, "gone", 600); /* nobody knows it any more */
	assert_int_equal(told(&s, 601).time, RELIEF_NOW);
	assert_int_equal(told(&s, 601).had, 0);
}

static void names_are_tags(void **state)
{
	enum relief_after a;

	(void)state;
	for (int i = 0; i < RELIEF_AFTERS; i++) {
		assert_true(relief_after_by_name(relief_after_name((enum relief_after)i), &a));
		assert_int_equal(a, i);
	}
	assert_false(relief_after_by_name("swimming", &a));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_one_that_is_meant_for_it),
		cmocka_unit_test(what_fits_the_time),
		cmocka_unit_test(nothing_to_choose_from),
		cmocka_unit_test(two_hours_apart),
		cmocka_unit_test(three_a_day),
		cmocka_unit_test(what_is_none),
		cmocka_unit_test(names_are_tags),
	};

	return cmocka_run_group_tests_name("relief", tests, NULL, NULL);
}
