/* A plan that is fitted into the time there is: what gives way, in which order, how far, on both legs alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "make_routine.h"
#include "plan_rules.h"

#define STEPS(m, into, ...)                                                                                  \
	do {                                                                                                 \
		struct step list[] = {__VA_ARGS__};                                                          \
		make_steps(m, into, list, sizeof list / sizeof *list);                                       \
	} while (0)

static struct plan *fit(const struct make *m, int64_t seconds)
{
	struct person who = plan_person_neutral();
	struct plan *p;

	who.minutes_ms = seconds * 1000;
	p = plan_compile(m->routine, m->atlas, &who, NULL);
	plan_rules(p);
	return p;
}

static int64_t shortest_s(const struct make *m)
{
	struct person who = plan_person_neutral();

	return plan_shortest_possible(m->routine, m->atlas, &who) / 1000;
}

/* "LT1:60/10 walk30 RT2:50/10" : presses with the seconds of hold and rest, other segments with theirs. */
static const char *shape(const struct plan *p)
{
	static char text[4000];
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < p->nsegments; i++) {
		const struct segment *s = &p->segments[i];
		const struct press *press = s->press >= 0 ? &p->presses[s->press] : NULL;
		const char *gap = n ? " " : "";

		if (press && s->phase == PHASE_HOLD)
			n += (size_t)snprintf(
				text + n, sizeof text - n, "%s%c%s:%g/%g", gap,
				s->leg == LEG_LEFT ? 'L' : 'R', s->site->code, (double)s->for_ms / 1000,
				press->rest < 0 ? 0 : (double)p->segments[press->rest].for_ms / 1000);
		else if (!press)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%g", gap, phase_name(s->phase),
					      (double)s->for_ms / 1000);
	}
	return text;
}

/* The plan for so many seconds is of this length and shape. */
static void check_fit(const struct make *m, int64_t seconds, int64_t planned_s, const char *wanted)
{
	struct plan *p = fit(m, seconds);

	assert_string_equal(shape(p), wanted);
	assert_int_equal(p->planned_ms, planned_s * 1000);
	plan_free(p);
}

static struct step optional(struct step s)
{
	s.optional = true;
	return s;
}

static struct step elastic(struct make *m, int site, int64_t lo_s, int64_t hi_s, enum legs legs)
{
	struct step s = make_hold(m, site, lo_s * 1000, legs);

	s.for_.hi = make_ms(hi_s * 1000);
	s.for_.elastic = true;
	return s;
}

static struct step walk(struct make *m, int64_t seconds)
{
	return make_timed(m, STEP_WALK, seconds * 1000);
}

static struct step container(struct make *m, enum step_kind kind, enum legs legs)
{
	struct step s = make_step(m, kind);

	s.legs = legs;
	s.legs_given = kind == STEP_LEGS;
	return s;
}

/* ---- each rule ---- */

/* 15 + 60 + 5 + 25, 15 + 60 + 5 + 5, 20, 30: 105 + 85 + 50 = 240 s. */
static void rests_of_holds_go_down_to_ten_seconds(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step a = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT),
		    b = make_hold(&m, MAKE_T2, 60000, LEGS_LEFT);
	a.rest = make_ms(25000);
	b.rest = make_ms(5000);
	STEPS(&m, NULL, a, b, make_timed(&m, STEP_REST, 20000), walk(&m, 30));

	check_fit(&m, 0, 240, "LT1:60/25 LT2:60/5 rest20 walk30"); /* no end to the time */
	check_fit(&m, 240, 240, "LT1:60/25 LT2:60/5 rest20 walk30");
	check_fit(&m, 239, 239, "LT1:60/24 LT2:60/5 rest20 walk30");
	check_fit(&m, 225, 225, "LT1:60/10 LT2:60/5 rest20 walk30");
	assert_int_equal(shortest_s(&m), 225);
	check_fit(&m, 224, 225, "LT1:60/10 LT2:60/5 rest20 walk30"); /* no less, and no error */
	make_end(&m);
}

/* One figure for all, in whole seconds: of 210 + 60 s five less are asked for, and two rests give three each. */
static void rests_shrink_alike(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step a = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH);
	a.rest = make_ms(25000);
	STEPS(&m, NULL, a, walk(&m, 60));

	check_fit(&m, 265, 264, "LT1:60/22 RT1:60/22 walk60");
	make_end(&m);
}

/* 90 + 20 + 90 + 30 + 60 + 30 = 320 s. */
static void optional_steps_drop_from_the_last(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 60000, LEGS_LEFT), optional(make_timed(&m, STEP_REST, 20000)),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_LEFT)), walk(&m, 30), optional(walk(&m, 60)),
	      walk(&m, 30));

	check_fit(&m, 320, 320, "LT1:60/10 rest20 LT2:60/10 walk30 walk60 walk30");
	check_fit(&m, 319, 260, "LT1:60/10 rest20 LT2:60/10 walk30 walk30");
	check_fit(&m, 260, 260, "LT1:60/10 rest20 LT2:60/10 walk30 walk30");
	/* without the walk and the press 170; a minute of walking fits into what is left over */
	check_fit(&m, 259, 230, "LT1:60/10 rest20 walk30 walk60 walk30");
	check_fit(&m, 229, 170, "LT1:60/10 rest20 walk30 walk30");
	check_fit(&m, 169, 150, "LT1:60/10 walk30 walk30");
	assert_int_equal(shortest_s(&m), 150);
	make_end(&m);
}

/* T2 on one leg is T2 on the other: 4 x 90 + 30 = 390 s, and without it 210. */
static void both_legs_lose_the_same_step(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step legs = container(&m, STEP_LEGS, LEGS_BOTH);
	STEPS(&m, &legs, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_BOTH)));
	STEPS(&m, NULL, legs, walk(&m, 30));

	check_fit(&m, 389, 210, "LT1:60/10 RT1:60/10 walk30");
	check_fit(&m, 300, 210, "LT1:60/10 RT1:60/10 walk30"); /* not even where one leg's would fit */
	make_end(&m);
}

/* The same, written out for each leg. */
static void steps_written_out_for_each_leg_go_together(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step left = container(&m, STEP_LEGS, LEGS_LEFT), right = container(&m, STEP_LEGS, LEGS_RIGHT);
	struct step first = container(&m, STEP_BLOCK, LEGS_NONE), second = first;
	STEPS(&m, &left, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_BOTH)));
	STEPS(&m, &right, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_BOTH)));
	STEPS(&m, &first, left);
	STEPS(&m, &second, right);
	first.text = "Left thigh", second.text = "Right thigh";
	STEPS(&m, NULL, first, second, walk(&m, 30));

	check_fit(&m, 389, 210, "LT1:60/10 RT1:60/10 walk30");
	make_end(&m);

	m = make_begin();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 30, 90, LEGS_LEFT), elastic(&m, MAKE_T1, 30, 90, LEGS_RIGHT),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_LEFT)),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_RIGHT)), walk(&m, 30));
	check_fit(&m, 440, 270, "LT1:90/10 RT1:90/10 walk30");
	check_fit(&m, 269, 250, "LT1:80/10 RT1:80/10 walk30");
	make_end(&m);
}

/* A whole block for each leg, and something between: the last is the right block, and the left one goes
 * with it. 105 + 20 + 105 + 30 = 260 s. */
static void blocks_written_out_for_each_leg_go_together(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step left = container(&m, STEP_LEGS, LEGS_LEFT), right = container(&m, STEP_LEGS, LEGS_RIGHT);
	struct step first = container(&m, STEP_BLOCK, LEGS_NONE), second = first;
	struct step hold = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH);
	STEPS(&m, &left, hold);
	STEPS(&m, &right, hold);
	STEPS(&m, &first, left, walk(&m, 15));
	STEPS(&m, &second, right, walk(&m, 15));
	first.text = "Left thigh", second.text = "Right thigh";
	STEPS(&m, NULL, optional(first), optional(make_timed(&m, STEP_REST, 20000)), optional(second),
	      walk(&m, 30));

	check_fit(&m, 259, 50, "rest20 walk30");
	check_fit(&m, 49, 30, "walk30");
	make_end(&m);
}

/* A container that is optional goes whole; what is optional in it goes before it. */
static void containers_go_whole_and_after_what_is_in_them(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step block = container(&m, STEP_BLOCK, LEGS_NONE);
	STEPS(&m, &block, walk(&m, 40), optional(make_timed(&m, STEP_REST, 10000)),
	      make_timed(&m, STEP_REST, 20000));
	block.optional = true;
	block.text = "In the middle";
	STEPS(&m, NULL, walk(&m, 60), block, walk(&m, 30));

	check_fit(&m, 160, 160, "walk60 walk40 rest10 rest20 walk30");
	check_fit(&m, 159, 150, "walk60 walk40 rest20 walk30");
	check_fit(&m, 149, 90, "walk60 walk30");
	struct plan *p = fit(&m, 149);
	assert_int_equal(p->nleft_out, 1); /* what it held is not told beside it */
	assert_ptr_equal(p->left_out[0].step, &m.routine->steps[1]);
	plan_free(p);
	make_end(&m);
}

/* The last round first. */
static void rounds_drop_from_the_last(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step repeat = container(&m, STEP_REPEAT, LEGS_NONE);
	repeat.count = 3;
	STEPS(&m, &repeat, walk(&m, 40), optional(make_timed(&m, STEP_REST, 10000)));
	STEPS(&m, NULL, repeat);

	check_fit(&m, 149, 140, "walk40 rest10 walk40 rest10 walk40");
	check_fit(&m, 139, 130, "walk40 rest10 walk40 walk40");
	make_end(&m);
}

/* In breaths of 10 s. T1 9 and T2 6 on both legs: 2 x 120 + 2 x 90 + 60 = 480 s. */
static void breaths_come_off_the_longest_elastic_hold(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 30, 90, LEGS_BOTH), elastic(&m, MAKE_T2, 30, 60, LEGS_BOTH),
	      walk(&m, 60));

	check_fit(&m, 479, 460, "LT1:80/10 RT1:80/10 LT2:60/10 RT2:60/10 walk60");
	check_fit(&m, 460, 460, "LT1:80/10 RT1:80/10 LT2:60/10 RT2:60/10 walk60");
	check_fit(&m, 420, 420, "LT1:60/10 RT1:60/10 LT2:60/10 RT2:60/10 walk60");
	check_fit(&m, 419, 400, "LT1:60/10 RT1:60/10 LT2:50/10 RT2:50/10 walk60"); /* of equals the last */
	check_fit(&m, 399, 380, "LT1:50/10 RT1:50/10 LT2:50/10 RT2:50/10 walk60");
	check_fit(&m, 300, 300, "LT1:30/10 RT1:30/10 LT2:30/10 RT2:30/10 walk60");
	assert_int_equal(shortest_s(&m), 300);
	struct plan *p = fit(&m, 300);
	assert_false(p->presses[0].elastic);
	plan_free(p);
	p = fit(&m, 320);
	assert_true(p->presses[0].elastic); /* 30 to 40 s */
	assert_int_equal(p->presses[0].lower_ms, 30000);
	assert_false(p->presses[2].elastic);
	plan_free(p);
	make_end(&m);
}

/* A range of 25 to 58 s is 3 to 5 breaths of 10 s; nothing between is ever planned. */
static void what_comes_off_are_whole_breaths(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 25, 58, LEGS_LEFT), walk(&m, 60));

	for (int64_t s = 120; s < 141; s++) {
		struct plan *p = fit(&m, s);

		assert_int_equal(p->planned_ms, s / 10 * 10000);
		assert_int_equal(p->segments[p->presses[0].hold].breaths, (s - 90) / 10);
		plan_free(p);
	}
	assert_int_equal(shortest_s(&m), 120);
	make_end(&m);
}

static void fixed_times_never_shrink(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step breaths = make_hold(&m, MAKE_T2, 0, LEGS_RIGHT);
	struct step stretch = make_timed(&m, STEP_STRETCH, 30000);
	breaths.for_.lo = breaths.for_.hi = (struct length){.breaths = 6, .given = true};
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 60000, LEGS_LEFT), breaths, stretch,
	      make_timed(&m, STEP_BREATHE, 60000), make_timed(&m, STEP_REST, 60000), walk(&m, 60));

	check_fit(&m, 1, 390, "LT1:60/10 RT2:60/10 stretch30 breathe60 rest60 walk60");
	make_end(&m);
}

/* ---- the order, and what goes back ---- */

/* Rests 30 s, then the stretch 40 s, then breaths: 2 x (15 + 90 + 5 + 25) + 40 + 30 = 340 s. */
static void rests_go_before_steps_and_steps_before_breaths(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step hold = elastic(&m, MAKE_T1, 30, 90, LEGS_BOTH);
	struct step stretch = make_timed(&m, STEP_STRETCH, 40000);
	hold.rest = make_ms(25000);
	STEPS(&m, NULL, hold, optional(stretch), walk(&m, 30));

	check_fit(&m, 310, 310, "LT1:90/10 RT1:90/10 stretch40 walk30");
	/* 31 s less: without the stretch the rests are as written, and a second is left over */
	check_fit(&m, 309, 300, "LT1:90/25 RT1:90/25 walk30");
	check_fit(&m, 270, 270, "LT1:90/10 RT1:90/10 walk30");
	/* a breath of each gives 20 s, of which 19 are not needed: nine go to each rest */
	check_fit(&m, 269, 268, "LT1:80/19 RT1:80/19 walk30");
	check_fit(&m, 250, 250, "LT1:80/10 RT1:80/10 walk30");
	assert_int_equal(shortest_s(&m), 150);
	make_end(&m);
}

/* 60 + 180 + 30 + 30 = 300 s; with 100 s less both go, and the smaller comes back. */
static void what_is_left_over_brings_steps_back(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, walk(&m, 60), optional(make_timed(&m, STEP_REST, 180000)),
	      optional(make_timed(&m, STEP_BREATHE, 30000)), walk(&m, 30));

	check_fit(&m, 270, 270, "walk60 rest180 walk30");
	check_fit(&m, 200, 120, "walk60 breathe30 walk30");
	check_fit(&m, 119, 90, "walk60 walk30");
	make_end(&m);
}

/* T1 on both legs and T4 on one, from 90 s: 2 x 120 + 120 + 40 = 400 s. 25 s less: T4 (10), T1 (20), and T4's
 * breath goes back. */
static void breaths_go_back_before_anything_else(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 30, 90, LEGS_BOTH), elastic(&m, MAKE_T4, 30, 90, LEGS_LEFT),
	      walk(&m, 40));

	check_fit(&m, 390, 390, "LT1:90/10 RT1:90/10 LT4:80/10 walk40");
	check_fit(&m, 380, 380, "LT1:80/10 RT1:80/10 LT4:90/10 walk40");
	check_fit(&m, 375, 370, "LT1:80/10 RT1:80/10 LT4:80/10 walk40");
	make_end(&m);
}

/* The left T1 has had four of its five minutes today, so that its upper breaths are not there to be given:
 * 90 + 120 + 2 x 110 + 30 = 460 s. 15 s less: T1 gives 10, T4 on both legs 20, and T1's goes back. */
static void a_breath_takes_what_it_takes_on_either_leg(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct person who = plan_person_neutral();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 30, 90, LEGS_BOTH), elastic(&m, MAKE_T4, 30, 80, LEGS_BOTH),
	      walk(&m, 30));
	who.place[MAKE_T1][0].held_ms = 240000;
	who.minutes_ms = 445000;
	struct plan *p = plan_compile(m.routine, m.atlas, &who, NULL);

	assert_string_equal(shape(p), "LT1:60/10 RT1:90/10 LT4:70/10 RT4:70/10 walk30");
	plan_free(p);
	make_end(&m);

	/* written out for each leg, it is the longer one that gives */
	m = make_begin();
	STEPS(&m, NULL, elastic(&m, MAKE_T1, 30, 90, LEGS_RIGHT), elastic(&m, MAKE_T1, 30, 90, LEGS_LEFT),
	      walk(&m, 30));
	who.minutes_ms = 235000;
	p = plan_compile(m.routine, m.atlas, &who, NULL);
	assert_string_equal(shape(p), "RT1:80/10 LT1:60/10 walk30");
	plan_free(p);
	make_end(&m);
}

/* A pick that is dropped takes no place: the next one gets it. */
static void picks_are_made_among_what_stays(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step first = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT), second;
	first.places[1].site = &m.atlas->site[MAKE_T2];
	first.nplaces = 2;
	first.pick = PICK_FIRST;
	second = first;
	STEPS(&m, NULL, optional(first), second, walk(&m, 30));

	check_fit(&m, 210, 210, "LT1:60/10 LT2:60/10 walk30");
	check_fit(&m, 209, 120, "LT1:60/10 walk30");
	make_end(&m);
}

/* ---- in mid-session ---- */

/* T1 both, T2 both optional, T4 both elastic: 2 x 90 + 2 x 90 + 2 x 120 + 60 = 660 s in seven minutes. */
static struct make half_dropped(void)
{
	struct make m = make_begin();
	struct step legs = container(&m, STEP_LEGS, LEGS_BOTH);
	STEPS(&m, &legs, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH),
	      optional(make_hold(&m, MAKE_T2, 60000, LEGS_BOTH)), elastic(&m, MAKE_T4, 30, 90, LEGS_BOTH));
	STEPS(&m, NULL, legs, walk(&m, 60));
	return m;
}

static void a_plan_made_again_gives_nothing_back(void **state)
{
	(void)state;
	struct make m = half_dropped();
	struct person who = plan_person_neutral();
	bool done[64] = {true, true, true, true, true};
	struct plan *p, *q;
	check_fit(&m, 420, 420, "LT1:60/10 LT4:60/10 RT1:60/10 RT4:60/10 walk60");
	who.minutes_ms = 420000;
	p = plan_compile(m.routine, m.atlas, &who, NULL);
	who.played = p;
	who.played_done = done;
	who.played_at = 5;
	/* a place closes: ninety seconds are free, and nobody is surprised by what to do with them */
	who.place[MAKE_T1][1].closed = CLOSED_TODAY;
	q = plan_compile(m.routine, m.atlas, &who, NULL);
	plan_rules(q);
	assert_string_equal(shape(q), "LT1:60/10 LT4:60/10 RT4:60/10 walk60");
	plan_free(p);
	/* and once more from that one, with the legs swapped */
	who.played = q;
	who.swapped = true;
	who.place[MAKE_T1][1].closed = OPEN;
	p = plan_compile(m.routine, m.atlas, &who, NULL);
	assert_string_equal(shape(p), "RT1:60/10 RT4:60/10 LT1:60/10 LT4:60/10 walk60");
	plan_free(q);
	plan_rules(p);
	plan_free(p);
	make_end(&m);
}

/* Before the first step the order of the legs changes nothing in what is given up. */
static void swapped_legs_give_up_the_same(void **state)
{
	(void)state;
	struct make m = half_dropped();
	struct person who = plan_person_neutral();
	struct plan *p;
	who.minutes_ms = 410000;
	who.swapped = true;
	p = plan_compile(m.routine, m.atlas, &who, NULL);
	assert_string_equal(shape(p), "RT1:60/10 RT4:50/10 LT1:60/10 LT4:50/10 walk60");
	plan_free(p);
	make_end(&m);
}

/* ---- what is told ---- */

static const char *told(const struct plan *p)
{
	static char text[1000];
	struct buf out = {0};

	for (size_t i = 0; i < p->nleft_out; i++) {
		buf_adds(&out, i ? "\n" : "");
		plan_left_out_line(&p->left_out[i], &out);
	}
	snprintf(text, sizeof text, "%s", buf_str(&out));
	buf_free(&out);
	return text;
}

static void what_is_left_out_is_told(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step legs = container(&m, STEP_LEGS, LEGS_BOTH),
		    pick = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH);
	struct step other = optional(make_hold(&m, MAKE_T2, 60000, LEGS_RIGHT));
	struct step stretch = make_timed(&m, STEP_STRETCH, 20000), question = make_step(&m, STEP_RATE);
	struct person who = plan_person_neutral();
	struct buf json = {0};
	pick.places[1].site = &m.atlas->site[MAKE_T4];
	pick.nplaces = 2;
	pick.pick = PICK_SOREST;
	stretch.legs = LEGS_BOTH, stretch.legs_given = true;
	STEPS(&m, &legs, pick, stretch);
	legs.optional = true;
	STEPS(&m, NULL, walk(&m, 60), optional(make_hold(&m, MAKE_H2, 30000, LEGS_BOTH)), other, legs,
	      optional(walk(&m, 45)), optional(question), walk(&m, 30));
	who.minutes_ms = 95000;
	who.place[MAKE_H2][0].closed = CLOSED_LOCKED; /* nobody asks for it now */
	struct plan *p = plan_compile(m.routine, m.atlas, &who, NULL);

	assert_string_equal(shape(p), "walk60 rate0 walk30"); /* what takes no time comes back */
	assert_string_equal(told(p),
			    "Left out on both legs, since time is short: deep in the buttock.\n"
			    "Left out on the right leg, since time is short: outer thigh, half way down.\n"
			    "Left out, since time is short: inner thigh, high up or inner thigh, low down, "
			    "Something to do.\n"
			    "Left out, since time is short: a walk.");
	assert_int_equal(p->left_out[0].why, CLOSED_TIME);
	assert_false(p->ask_nerve);
	plan_json(p, &json);
	assert_non_null(strstr(json.p, "{\"line\": 3, \"leg\": \"right\", \"site\": \"thigh-outer-middle\", "
				       "\"why\": \"time\", \"instead\": null}"));
	buf_free(&json);
	plan_free(p);
	make_end(&m);
}

/* ---- any routine ---- */

static unsigned upto(unsigned *seed, unsigned n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static struct step any_hold(struct make *m, unsigned *seed)
{
	static const int sites[] = {MAKE_T1, MAKE_T2, MAKE_T4, MAKE_C1};
	static const enum legs legs[] = {LEGS_BOTH, LEGS_WORSE_FIRST, LEGS_LEFT};
	struct step s;
	int64_t lo = 10 + upto(seed, 50);

	s = elastic(m, sites[upto(seed, 4)], lo, lo + upto(seed, 60), legs[upto(seed, 3)]);
	s.for_.elastic = upto(seed, 2);
	if (!s.for_.elastic)
		s.for_.hi = s.for_.lo;
	s.rest = make_ms((int64_t)upto(seed, 30) * 1000);
	if (upto(seed, 3) == 0)
		s.breath = (struct pattern){.breath = {.in = 3000, .out = 4500}, .given = true};
	if (upto(seed, 4) == 0) {
		s.places[1].site = &m->atlas->site[MAKE_T2];
		s.nplaces = 2;
		s.pick = upto(seed, 2) ? PICK_NONE : PICK_SOREST;
	}
	return s;
}

static struct step any_step(struct make *m, unsigned *seed, int depth)
{
	static const enum step_kind kinds[] = {STEP_WALK, STEP_STRETCH, STEP_REST, STEP_BREATHE};
	static const enum step_kind containers[] = {STEP_BLOCK, STEP_LEGS, STEP_REPEAT};
	struct step s, inside[3];
	unsigned what = upto(seed, depth < 3 ? 8 : 6), n;

	if (what < 3) {
		s = any_hold(m, seed);
	} else if (what < 6) {
		s = make_timed(m, kinds[upto(seed, 4)], 1000 + (int64_t)upto(seed, 60) * 1000);
	} else {
		s = container(m, containers[upto(seed, depth ? 1 : 3)], LEGS_BOTH);
		s.count = 2;
		n = upto(seed, 3) + 1;
		for (unsigned i = 0; i < n; i++)
			inside[i] = any_step(m, seed, depth + 1);
		make_steps(m, &s, inside, n);
	}
	s.optional = upto(seed, 3) == 0;
	return s;
}

static struct make any_routine(unsigned seed)
{
	struct make m = make_begin();
	struct step steps[7];
	unsigned n = upto(&seed, 6) + 1;

	for (unsigned i = 0; i < n; i++)
		steps[i] = any_step(&m, &seed, 0);
	steps[n] = walk(&m, 120);
	make_steps(&m, NULL, steps, n + 1);
	return m;
}

static int count(const struct plan *p, const struct step *s, enum leg leg)
{
	int n = 0;

	for (size_t i = 0; i < p->nsegments; i++)
		n += p->segments[i].step == s && p->segments[i].leg == leg;
	return n;
}

/* What is there is as in the whole plan, but for rests and for elastic holds in whole breaths; what is not
 * optional is there. */
static void check_against(const struct plan *p, const struct plan *whole)
{
	for (size_t i = 0; i < whole->nsegments; i++) {
		const struct segment *w = &whole->segments[i];
		int at = plan_find(p, w->key);
		const struct segment *s = at >= 0 ? &p->segments[at] : NULL;

		assert_true(s || w->optional);
		if (!s || s->for_ms == w->for_ms)
			continue;
		if (s->phase == PHASE_REST)
			assert_true(s->press >= 0 && s->for_ms >= 10000 && s->for_ms < w->for_ms);
		else
			assert_true(s->phase == PHASE_HOLD && whole->presses[w->press].elastic &&
				    s->for_ms >= whole->presses[w->press].lower_ms && s->for_ms < w->for_ms);
	}
}

/* The same steps of `legs: both` stay on both legs, and as long. */
static void check_legs(const struct plan *p)
{
	for (size_t i = 0; i < p->npresses; i++)
		for (size_t k = 0; k < i; k++)
			if (p->presses[i].pair == p->presses[k].pair)
				assert_true(p->presses[i].upper_ms == p->presses[k].upper_ms);
	for (size_t i = 0; i < p->nsegments; i++)
		if (p->segments[i].press >= 0 && p->segments[i].step->legs != LEGS_LEFT)
			assert_int_equal(count(p, p->segments[i].step, LEG_LEFT),
					 count(p, p->segments[i].step, LEG_RIGHT));
}

static void check_any(const struct make *m)
{
	struct plan *whole = fit(m, 0);
	struct person who = plan_person_neutral();
	int64_t shortest = plan_shortest_possible(m->routine, m->atlas, &who), before = 0;

	assert_true(shortest <= whole->planned_ms);
	for (int64_t k = 0; k <= 12; k++) {
		struct plan *p;

		who.minutes_ms = shortest + (whole->planned_ms - shortest) * k / 12 + (k & 1);
		p = plan_compile(m->routine, m->atlas, &who, NULL);
		plan_rules(p);
		check_against(p, whole);
		check_legs(p);
		assert_true(p->planned_ms <= who.minutes_ms || who.minutes_ms <= shortest);
		assert_true(p->planned_ms >= before);
		assert_true(p->segments[p->nsegments - 1].phase == PHASE_WALK);
		assert_true(p->tool_stretch_ms <= whole->tool_stretch_ms);
		before = p->planned_ms;
		plan_free(p);
	}
	assert_true(before == whole->planned_ms);
	plan_free(whole);
}

static void any_routine_is_fitted(void **state)
{
	(void)state;
	int clean = 0;

	for (unsigned seed = 1; seed <= 300; seed++) {
		struct make m = any_routine(seed);
		struct diag *d = diag_new();

		m.source = diag_source(d, "made.yaml", "", 0);
		limits_check(m.routine, m.atlas, d);
		if (!diag_count(d, DIAG_ERROR)) {
			clean++;
			check_any(&m);
		}
		diag_free(d);
		make_end(&m);
	}
	/* else the maker of routines is broken, not the plan */
	assert_in_range(clean, 100, 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rests_of_holds_go_down_to_ten_seconds),
		cmocka_unit_test(rests_shrink_alike),
		cmocka_unit_test(optional_steps_drop_from_the_last),
		cmocka_unit_test(both_legs_lose_the_same_step),
		cmocka_unit_test(steps_written_out_for_each_leg_go_together),
		cmocka_unit_test(blocks_written_out_for_each_leg_go_together),
		cmocka_unit_test(containers_go_whole_and_after_what_is_in_them),
		cmocka_unit_test(rounds_drop_from_the_last),
		cmocka_unit_test(breaths_come_off_the_longest_elastic_hold),
		cmocka_unit_test(what_comes_off_are_whole_breaths),
		cmocka_unit_test(fixed_times_never_shrink),
		cmocka_unit_test(rests_go_before_steps_and_steps_before_breaths),
		cmocka_unit_test(what_is_left_over_brings_steps_back),
		cmocka_unit_test(breaths_go_back_before_anything_else),
		cmocka_unit_test(a_breath_takes_what_it_takes_on_either_leg),
		cmocka_unit_test(picks_are_made_among_what_stays),
		cmocka_unit_test(a_plan_made_again_gives_nothing_back),
		cmocka_unit_test(swapped_legs_give_up_the_same),
		cmocka_unit_test(what_is_left_out_is_told),
		cmocka_unit_test(any_routine_is_fitted),
	};

	return cmocka_run_group_tests_name("plan_fit", tests, NULL, NULL);
}
