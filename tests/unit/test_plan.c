/* The plan: time to the millisecond, fitting to breaths, legs, picks, cues, keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_routine.h"
#include "plan_rules.h"

#define STEPS(m, into, ...)                                                                                  \
	do {                                                                                                 \
		struct step list[] = {__VA_ARGS__};                                                          \
		make_steps(m, into, list, sizeof list / sizeof *list);                                       \
	} while (0)

static struct plan *compile_for(const struct make *m, const struct person *who, struct diag *d)
{
	struct plan *p = plan_compile(m->routine, m->atlas, who, d);

	plan_rules(p);
	return p;
}

static struct plan *compile(const struct make *m)
{
	struct person who = plan_person_neutral();

	return compile_for(m, &who, NULL);
}

/* "Lthigh-inner-upper R..." : the presses in order. */
static const char *presses(const struct plan *p)
{
	static char text[1000];

	text[0] = '\0';
	for (size_t i = 0; i < p->npresses; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%c%s", i ? " " : "",
			 p->presses[i].leg == LEG_LEFT ? 'L' : 'R', p->presses[i].site->code);
	return text;
}

/* The phases in order, with the seconds of each: "find9 sink6". */
static const char *phases(const struct plan *p)
{
	static char text[1000];

	text[0] = '\0';
	for (size_t i = 0; i < p->nsegments; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s%g", i ? " " : "",
			 phase_name(p->segments[i].phase), (double)p->segments[i].for_ms / 1000);
	return text;
}

static void a_hold_goes_find_sink_hold_ease_rest(void **state)
{
	(void)state;
	struct make m = make_begin();
	STEPS(&m, NULL, make_hold(&m, MAKE_T2, 60000, LEGS_LEFT));
	struct plan *p = compile(&m);

	assert_string_equal(phases(p), "find9 sink6 hold60 ease5 rest10");
	assert_true(p->segments[0].waits);
	assert_false(p->segments[1].waits);
	assert_int_equal(p->segments[2].breaths, 6);
	assert_int_equal(p->tool_ms, 90000);
	assert_int_equal(p->presses[0].rest, 4);
	plan_free(p);
	make_end(&m);
}

/* The in-breath before the sink is paced where it fits; all of a short find is the sink. */
static void the_sink_is_the_last_out_breath_of_find(void **state)
{
	(void)state;
	static const struct {
		int64_t find;
		const char *phases;
		int64_t in_at; /* -1: not paced */
	} cases[] = {
		{15000, "find9 sink6 hold60", 5000}, {10000, "find4 sink6 hold60", 0},
		{9000, "find3 sink6 hold60", -1},    {6000, "sink6 hold60", -1},
		{2500, "sink2.5 hold60", -1},        {0, "hold60", -1},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct make m = make_begin();
		struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
		s.find = make_ms(cases[i].find);
		s.ease = s.rest = make_ms(0);
		STEPS(&m, NULL, s);
		struct plan *p = compile(&m);

		assert_string_equal(phases(p), cases[i].phases);
		if (p->presses[0].find >= 0) {
			assert_int_equal(p->segments[0].breaths, cases[i].in_at >= 0);
			if (cases[i].in_at >= 0)
				assert_int_equal(p->segments[0].paced_from_ms, cases[i].in_at);
		}
		if (p->presses[0].sink >= 0) {
			const struct segment *sink = &p->segments[p->presses[0].sink];

			assert_int_equal(breath_at(&sink->breath, 0, 1).phase, BREATH_OUT);
			assert_int_equal(breath_cycle(&sink->breath), sink->for_ms);
		}
		plan_free(p);
		make_end(&m);
	}
}

/* Lower and upper length in seconds, and the thirty seconds more, of one press. */
static void fits(int site, const char *pattern, int64_t lo, int64_t hi, int64_t lower, int64_t upper,
		 int64_t more)
{
	struct make m = make_begin();
	struct step s = make_hold(&m, site, lo, LEGS_LEFT);

	s.for_.hi = make_ms(hi);
	s.for_.elastic = hi != lo;
	s.breath.given = breath_by_name(pattern, &s.breath.breath);
	STEPS(&m, NULL, s);
	struct plan *p = compile(&m);

	assert_int_equal(p->presses[0].lower_ms, lower);
	assert_int_equal(p->presses[0].upper_ms, upper);
	assert_int_equal(p->presses[0].more_ms, more);
	assert_int_equal(p->longest_ms - p->planned_ms, more);
	assert_int_equal(p->planned_ms - p->shortest_ms, upper - lower);
	plan_free(p);
	make_end(&m);
}

static void presses_are_fitted_to_whole_breaths(void **state)
{
	(void)state;
	fits(MAKE_T1, "long-out", 60000, 60000, 60000, 60000, 30000);
	fits(MAKE_T1, "long-out", 65000, 65000, 60000, 60000, 30000); /* a half goes down */
	fits(MAKE_T1, "long-out", 65001, 65001, 70000, 70000, 30000);
	fits(MAKE_T1, "easy", 60000, 60000, 63000, 63000, 28000);
	fits(MAKE_T1, "easy", 120000, 120000, 119000, 119000, 0); /* never past the cap */
	fits(MAKE_T1, "long-out", 90000, 90000, 90000, 90000, 30000);
	fits(MAKE_T1, "long-out", 100000, 100000, 100000, 100000, 0);
	fits(MAKE_H2, "easy", 30000, 30000, 28000, 28000, 0);
	fits(MAKE_T1, "long-out", 31000, 89000, 40000, 80000, 30000); /* up and down */
	fits(MAKE_T1, "long-out", 31000, 38000, 30000, 30000, 30000); /* crossed: the nearest */
	fits(MAKE_T1, "long-out", 32000, 39000, 40000, 40000, 30000);
	fits(MAKE_T1, "long-out", 32000, 38000, 30000, 30000, 30000);
	fits(MAKE_T1, "long-out", 35000, 45000, 40000, 40000, 30000);
	fits(MAKE_H2, "long-out", 20000, 60000, 20000, 30000, 0);
	fits(MAKE_T1, "long-out", 3000, 3000, 10000, 10000, 30000); /* at least one */
}

/* Thirty seconds more are offered on a place while its five minutes last. */
static void more_never_passes_the_five_minutes_of_a_place(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 90000, LEGS_LEFT);
	STEPS(&m, NULL, s, s, s);
	struct plan *p = compile(&m);

	assert_int_equal(p->presses[0].more_ms, 30000);
	assert_int_equal(p->presses[1].more_ms, 0);
	assert_int_equal(p->presses[2].k, 3);
	assert_int_equal(p->presses[0].of, 3);
	plan_free(p);
	make_end(&m);
}

static void a_list_is_done_whole_on_one_leg_then_on_the_other(void **state)
{
	(void)state;
	static const struct {
		enum legs legs;
		enum leg worse;
		bool swapped;
		const char *presses;
		enum press_legs only;
	} cases[] = {
		{LEGS_BOTH, LEG_LEFT, false, "LT1 LT2 RT1 RT2", PRESS_BOTH},
		{LEGS_BOTH, LEG_RIGHT, false, "LT1 LT2 RT1 RT2", PRESS_BOTH},
		{LEGS_BOTH, LEG_LEFT, true, "RT1 RT2 LT1 LT2", PRESS_BOTH},
		{LEGS_RIGHT_FIRST, LEG_LEFT, false, "RT1 RT2 LT1 LT2", PRESS_BOTH},
		{LEGS_WORSE_FIRST, LEG_RIGHT, false, "RT1 RT2 LT1 LT2", PRESS_BOTH},
		{LEGS_WORSE, LEG_RIGHT, false, "RT1 RT2", PRESS_BOTH},
		{LEGS_WORSE, LEG_RIGHT, true, "LT1 LT2", PRESS_BOTH},
		{LEGS_OTHER, LEG_RIGHT, false, "LT1 LT2", PRESS_BOTH},
		{LEGS_OTHER, LEG_RIGHT, true, "RT1 RT2", PRESS_BOTH},
		{LEGS_LEFT, LEG_RIGHT, false, "LT1 LT2", PRESS_BOTH},
		{LEGS_LEFT, LEG_RIGHT, true, "LT1 LT2", PRESS_BOTH},
		/* where one leg only may be pressed it is the worse one, whatever is known */
		{LEGS_WORSE, LEG_LEFT, false, "RT1 RT2", PRESS_RIGHT},
		{LEGS_OTHER, LEG_LEFT, false, "", PRESS_RIGHT},
		{LEGS_WORSE, LEG_RIGHT, false, "LT1 LT2", PRESS_LEFT},
		{LEGS_WORSE_FIRST, LEG_LEFT, false, "RT1 RT2", PRESS_RIGHT},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct make m = make_begin();
		struct step s = make_hold(&m, MAKE_T1, 60000, cases[i].legs);
		struct person who = plan_person_neutral();
		s.places[1].site = &m.atlas->site[MAKE_T2];
		s.nplaces = 2;
		STEPS(&m, NULL, s);
		who.worse = cases[i].worse;
		who.swapped = cases[i].swapped;
		who.legs = cases[i].only;
		struct plan *p = compile_for(&m, &who, NULL);

		assert_string_equal(presses(p), cases[i].presses);
		plan_free(p);
		make_end(&m);
	}
}

/* Keys name the same moment whichever leg comes first. */
static void keys_outlive_a_change_of_order(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step legs = make_step(&m, STEP_LEGS);
	struct person who = plan_person_neutral();
	struct step hold = make_hold(&m, MAKE_T1, 60000, LEGS_NONE);
	hold.legs_given = false;
	legs.legs = LEGS_BOTH;
	STEPS(&m, &legs, hold, make_timed(&m, STEP_STRETCH, 20000));
	STEPS(&m, NULL, legs, make_timed(&m, STEP_WALK, 30000));
	struct plan *p = compile_for(&m, &who, NULL);
	who.swapped = true;
	struct plan *q = compile_for(&m, &who, NULL);

	assert_string_equal(presses(p), "LT1 RT1");
	assert_string_equal(presses(q), "RT1 LT1");
	for (size_t i = 0; i < p->nsegments; i++) {
		int n = plan_find(q, p->segments[i].key);

		assert_in_range(n, 0, q->nsegments - 1);
		assert_int_equal(q->segments[n].leg, p->segments[i].leg);
		assert_int_equal(q->segments[n].phase, p->segments[i].phase);
	}
	assert_true(p->hash != q->hash);
	plan_free(p);
	plan_free(q);
	p = compile(&m);
	q = compile(&m);
	assert_true(p->hash == q->hash);
	assert_int_equal(plan_find(p, 12345), -1);
	plan_free(p);
	plan_free(q);
	make_end(&m);
}

/* What may not be pressed is left out and told; moves and stretches happen. */
static void a_leg_that_is_not_pressed_still_stretches(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step stretch = make_timed(&m, STEP_STRETCH, 20000);
	struct person who = plan_person_neutral();
	stretch.legs = LEGS_BOTH;
	stretch.legs_given = true;
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH), stretch);
	m.routine->press = PRESS_LEFT;
	struct plan *p = compile(&m);

	assert_string_equal(presses(p), "LT1");
	assert_int_equal(p->nleft_out, 1);
	assert_int_equal(p->left_out[0].leg, LEG_RIGHT);
	assert_int_equal(p->left_out[0].why, OPEN);
	assert_null(p->left_out[0].site);
	assert_int_equal(p->segments[p->nsegments - 1].leg, LEG_RIGHT);
	plan_free(p);
	m.routine->press = PRESS_BOTH;
	who.legs = PRESS_RIGHT;
	p = compile_for(&m, &who, NULL);
	assert_string_equal(presses(p), "RT1");
	plan_free(p);
	make_end(&m);
}

/* Three picks over T1, T2, T4 on the left. */
static const char *picked(enum pick kind, const struct person *who, const struct site *instead)
{
	static char text[1000];
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);

	s.places[1].site = &m.atlas->site[MAKE_T2];
	s.places[2].site = &m.atlas->site[MAKE_T4];
	s.nplaces = 3;
	s.pick = kind;
	s.instead.site = instead ? &m.atlas->site[instead->index] : NULL;
	STEPS(&m, NULL, s, s, s);
	struct plan *p = compile_for(&m, who, NULL);

	snprintf(text, sizeof text, "%s", presses(p));
	plan_free(p);
	make_end(&m);
	return text;
}

static void picks_take_each_place_once(void **state)
{
	(void)state;
	struct person who = plan_person_neutral();
	struct site c1 = {.index = MAKE_C1};

	assert_string_equal(picked(PICK_FIRST, &who, NULL), "LT1 LT2 LT4");
	who.place[MAKE_T4][0].sore = 7;
	who.place[MAKE_T2][0].sore = 3;
	who.place[MAKE_T1][1].sore = 9; /* of the other leg */
	assert_string_equal(picked(PICK_SOREST, &who, NULL), "LT4 LT2 LT1");
	who.place[MAKE_T2][0].sore_now = true; /* of this session: counts before an older one */
	assert_string_equal(picked(PICK_SOREST, &who, NULL), "LT2 LT4 LT1");
	who.place[MAKE_T1][0].last_day = 20;
	who.place[MAKE_T2][0].last_day = 10;
	assert_string_equal(picked(PICK_TURNS, &who, NULL), "LT4 LT2 LT1");
	who.place[MAKE_T2][0].closed = CLOSED_TODAY;
	assert_string_equal(picked(PICK_FIRST, &who, NULL), "LT1 LT4");
	assert_string_equal(picked(PICK_FIRST, &who, &c1), "LT1 LT4 LC1");
}

static void a_closed_place_gives_way_to_its_stead(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_H2, 30000, LEGS_BOTH);
	struct person who = plan_person_neutral();
	s.instead.site = &m.atlas->site[MAKE_T4];
	STEPS(&m, NULL, s);
	who.place[MAKE_H2][0].closed = CLOSED_LOCKED;
	struct plan *p = compile_for(&m, &who, NULL);

	assert_string_equal(presses(p), "LT4 RH2");
	assert_true(p->ask_nerve);
	assert_int_equal(p->nleft_out, 1);
	assert_string_equal(p->left_out[0].site->code, "H2");
	assert_string_equal(p->left_out[0].instead->code, "T4");
	assert_int_equal(p->left_out[0].why, CLOSED_LOCKED);
	plan_free(p);
	who.place[MAKE_T4][0].closed = CLOSED_TODAY;
	who.place[MAKE_H2][1].presses = 3; /* has had its share */
	p = compile_for(&m, &who, NULL);
	assert_string_equal(presses(p), "RT4");
	assert_false(p->ask_nerve);
	plan_free(p);
	make_end(&m);
}

static void the_day_s_share_is_never_passed(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT), elastic = s;
	struct person who = plan_person_neutral();
	elastic.for_.hi = make_ms(110000);
	elastic.for_.elastic = true;
	STEPS(&m, NULL, s, elastic, elastic);
	who.place[MAKE_T1][0] = (struct place_state){.sore = -1, .presses = 1, .held_ms = 150000};
	struct plan *p = compile_for(&m, &who, NULL);

	assert_string_equal(presses(p), "LT1 LT1"); /* with the one before: three */
	assert_int_equal(p->presses[1].upper_ms, 90000);
	assert_int_equal(p->presses[0].more_ms, 0);
	assert_int_equal(p->left_out[0].why, CLOSED_SHARE);
	plan_free(p);
	make_end(&m);
}

/* Three times 99 s keep the five minutes as written; in breaths of 36 s the last is fitted to what is
 * left, not left out. */
static void fitting_to_breaths_leaves_no_press_out(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 99000, LEGS_LEFT);
	s.breath = (struct pattern){.breath = {.in = 18000, .out = 18000}, .given = true};
	STEPS(&m, NULL, s, s, s);
	struct plan *p = compile(&m);

	assert_int_equal(p->npresses, 3);
	assert_int_equal(p->presses[0].upper_ms, 108000);
	assert_int_equal(p->presses[2].upper_ms, 72000);
	plan_free(p);
	make_end(&m);
}

static void a_person_has_ceilings(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct person who = plan_person_neutral();
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 90000, LEGS_LEFT));
	who.pressure_most = 4;
	who.press_most = 60000;
	struct plan *p = compile_for(&m, &who, NULL);

	assert_int_equal(p->segments[0].pressure.lo, 4);
	assert_int_equal(p->segments[0].pressure.hi, 4);
	assert_int_equal(p->presses[0].upper_ms, 60000);
	assert_int_equal(p->presses[0].more_ms, 0);
	plan_free(p);
	make_end(&m);
}

/* One place may have a lower one, and calves none at all. */
static void a_place_has_a_ceiling_of_its_own(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct person who = plan_person_neutral();
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 60000, LEGS_BOTH), make_hold(&m, MAKE_C1, 60000, LEGS_LEFT));
	who.pressure_most = 6;
	who.place[MAKE_T1][1].pressure_most = 3;
	who.no_calf = true;
	struct plan *p = compile_for(&m, &who, NULL);

	assert_int_equal(p->npresses, 2);
	assert_int_equal(p->segments[p->presses[0].hold].pressure.hi, 6);
	assert_int_equal(p->segments[p->presses[1].hold].pressure.hi, 3);
	assert_int_equal(p->segments[p->presses[1].hold].pressure.lo, 3);
	assert_false(p->ask_calf);
	assert_int_equal(p->nleft_out, 1);
	assert_int_equal(p->left_out[0].why, CLOSED_ANSWER);
	plan_free(p);
	make_end(&m);
}

/* An author's own place is judged by where it is. */
static void by_the_sit_bone_own_places_are_ruled_out_too(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct site high = m.atlas->site[MAKE_T1];
	struct site low;
	struct person who = plan_person_neutral();
	struct step a = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
	struct step b = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
	a.places[0].site = &high;
	high.index = SITES_BUILT_IN;
	high.id = high.name = "mine";
	high.code = NULL;
	low = high;
	low.index++;
	m.atlas->site[MAKE_T1].along_hi = 0.36;
	low.along = 0.5;
	b.places[0].site = &low;
	STEPS(&m, NULL, a, b);
	who.no_sit_bone = true;
	struct plan *p = compile_for(&m, &who, NULL);

	assert_int_equal(p->npresses, 1);
	assert_ptr_equal(p->presses[0].site, &low);
	assert_int_equal(p->left_out[0].why, CLOSED_ANSWER);
	plan_free(p);
	make_end(&m);
}

/* In mid-session what lies behind stays, whatever is known now. */
static void what_was_played_is_compiled_as_it_was(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
	struct person who = plan_person_neutral();
	s.places[1].site = &m.atlas->site[MAKE_T2];
	s.nplaces = 2;
	s.pick = PICK_SOREST;
	STEPS(&m, NULL, s, s);
	struct plan *p = compile_for(&m, &who, NULL);
	assert_string_equal(presses(p), "LT1 LT2");
	who.place[MAKE_T2][0] = (struct place_state){.sore = 9, .sore_now = true};
	who.place[MAKE_T1][0] = (struct place_state){.sore = 3, .presses = 3, .held_ms = 300000};
	who.played = p;
	bool done[16] = {true};
	who.played_done = done;
	who.played_at = -1;
	struct plan *q = compile_for(&m, &who, NULL);

	assert_string_equal(presses(q), "LT1 LT2");
	plan_free(q);
	done[0] = false;
	q = compile_for(&m, &who, NULL);
	assert_string_equal(presses(q), "LT2");
	plan_free(p);
	plan_free(q);
	make_end(&m);
}

static void other_steps_take_their_time(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step stretch = make_timed(&m, STEP_STRETCH, 0), move = make_timed(&m, STEP_MOVE, 0);
	struct step say = make_timed(&m, STEP_SAY, 0), rate = make_step(&m, STEP_RATE);
	struct step breathe = make_timed(&m, STEP_BREATHE, 25000), plain = make_timed(&m, STEP_MOVE, 0);
	stretch.times = 2;
	move.reps = 5, move.each = make_ms(2000), move.sets = 2;
	say.text = "0123456789012345678901234567890123456789012"; /* 43 columns: 5.01 s, so 6 */
	say.wait = true;
	rate.measure = MEASURE_REACH;
	STEPS(&m, NULL, stretch, move, plain, say, rate, breathe, make_timed(&m, STEP_REST, 7000));
	struct plan *p = compile(&m);

	assert_string_equal(phases(p),
			    "stretch20 stretch20 move10 rest30 move10 move30 say6 rate0 breathe25 rest7");
	assert_int_equal(p->segments[0].breaths, 2);
	assert_true(p->segments[6].waits && p->segments[7].waits && !p->segments[8].waits);
	assert_int_equal(p->segments[8].breaths, 2); /* what is left over is quiet */
	assert_int_equal(p->segments[4].set, 2);
	assert_int_equal(p->segments[4].each_ms, 2000);
	assert_int_equal(plan_step_start(p, 4), 2);
	assert_int_equal(plan_step_next(p, 2), 5);
	assert_int_equal(plan_step_next(p, 9), p->nsegments);
	plan_free(p);
	make_end(&m);
}

static void optional_steps_count_for_the_planned_time_only(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step block = make_step(&m, STEP_BLOCK), walk = make_timed(&m, STEP_WALK, 30000);
	block.text = "Second pass";
	block.optional = true;
	STEPS(&m, &block, make_hold(&m, MAKE_T1, 60000, LEGS_LEFT));
	STEPS(&m, NULL, block, walk);
	struct plan *p = compile(&m);

	assert_int_equal(p->planned_ms, 120000);
	assert_int_equal(p->shortest_ms, 30000);
	assert_int_equal(p->longest_ms, 150000);
	assert_string_equal(p->segments[0].title, "Second pass");
	assert_null(p->segments[5].title);
	plan_free(p);
	make_end(&m);
}

/* A used routine keeps its own breath, pressure and defaults, and counts as one step. */
static void a_used_routine_brings_its_own_figures(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct routine *part = arena_alloc(m.arena, sizeof *part);
	struct step use = make_step(&m, STEP_USE), *inner = arena_alloc(m.arena, sizeof *inner);
	*inner = make_hold(&m, MAKE_T1, 30000, LEGS_NONE);
	inner->legs_given = false;
	part->steps = inner, part->nsteps = 1;
	part->breath.given = breath_by_name("even", &part->breath.breath);
	part->pressure = (struct pressure){.lo = 2, .hi = 3, .given = true};
	part->defaults.find = make_ms(5000);
	use.use = part;
	use.legs = LEGS_RIGHT;
	use.legs_given = true;
	STEPS(&m, NULL, use, make_hold(&m, MAKE_T2, 30000, LEGS_RIGHT));
	struct plan *p = compile(&m);

	assert_string_equal(phases(p), "sink5 hold30 ease5 rest10 find9 sink6 hold30 ease5 rest10");
	assert_string_equal(presses(p), "RT1 RT2");
	assert_int_equal(p->segments[0].step_n, use.n);
	assert_int_equal(p->segments[0].pressure.hi, 3);
	assert_int_equal(p->segments[1].breath.out, 5000);
	assert_int_equal(p->segments[4].pressure.hi, 6);
	plan_free(p);
	make_end(&m);
}

static void the_tool_is_left_by_two_minutes_of_unbroken_walking(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step hold = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT),
		    minute = make_timed(&m, STEP_WALK, 60000);
	struct step maybe = make_timed(&m, STEP_WALK, 120000);
	maybe.optional = true;
	STEPS(&m, NULL, hold, minute, hold, minute, minute, hold, maybe);
	struct plan *p = compile(&m);

	assert_int_equal(p->tool_ms, 270000);
	assert_int_equal(p->tool_stretch_ms, 180000);
	plan_free(p);
	make_end(&m);
}

/* ---- words and cues ---- */

static void placeholders_are_filled(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T2, 60000, LEGS_RIGHT);
	s.say = "<leg>, <site>, <muscle>: <time>, <breaths>. A < b > c <x>";
	STEPS(&m, NULL, s);
	struct person who = plan_person_neutral();
	struct plan *p = plan_compile(m.routine, m.atlas, &who, NULL);
	static const char want[] =
		"right, outer thigh, half way down, biceps femoris: 60 seconds, 6 breaths. "
		"A < b > c <x>";

	assert_string_equal(p->segments[0].text, want);
	assert_string_equal(p->segments[2].text, want);  /* shown while it holds, too */
	assert_string_equal(p->segments[0].speak, want); /* it names the place itself */
	plan_free(p);
	make_end(&m);
}

static void prompts_tell_where_how_hard_how_long_and_what_is_fine(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step own = make_hold(&m, MAKE_T1, 60000, LEGS_RIGHT), silent = own;
	own.say = "Sink in.";
	silent.say = "Look here.", silent.speak = "";
	STEPS(&m, NULL, make_hold(&m, MAKE_T2, 60000, LEGS_LEFT), own, silent);
	struct plan *p = compile(&m);

	assert_string_equal(p->segments[0].speak,
			    "Left leg, outer thigh, half way down. Ball under the middle of "
			    "the thigh. Look for a sore spot, 4 to 6 out of 10.");
	assert_string_equal(p->segments[2].text,
			    "Hold still for 6 breaths. A dull ache is fine. Sharp, tingling or "
			    "numb: stop at once.");
	assert_string_equal(p->segments[4].text, "Rest, and change to the right leg.");
	assert_string_equal(p->segments[5].text, "Sink in.");
	assert_string_equal(p->segments[5].speak, "Right leg, inner thigh, high up. Sink in.");
	assert_string_equal(p->segments[10].speak, "");
	plan_free(p);
	make_end(&m);
}

/* The cues of a kind, with times and states: "half45 count72". */
static const char *cues(const struct plan *p, enum cue_kind kind)
{
	static char text[2000];

	text[0] = '\0';
	for (size_t i = 0; i < p->ncues; i++)
		if (p->cues[i].kind == kind)
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s@%g%s",
				 *text ? " " : "",
				 p->cues[i].say ? p->cues[i].say : sound_name(p->cues[i].sound),
				 (double)p->cues[i].at_ms / 1000,
				 p->cues[i].state == CUE_KEPT ? "" : cue_state_name(p->cues[i].state));
	return text;
}

static void a_press_is_counted_out(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_BOTH), walk = make_timed(&m, STEP_WALK, 60000);
	STEPS(&m, NULL, s, walk, make_hold(&m, MAKE_T2, 60000, LEGS_LEFT));
	struct plan *p = compile(&m);

	assert_string_equal(
		cues(p, CUE_COUNT),
		"half@45 count@72 count@73 count@74 half@135 count@162 count@163 count@164 half@285 "
		"count@312 count@313 count@314");
	/* in the rest before it, and before the end of the walk */
	assert_string_equal(cues(p, CUE_LEG), "Rest, and change to the right leg.@80.5 other-leg@80.5 "
					      "other-leg@236.896 Next, the left leg.@237.396");
	plan_free(p);
	make_end(&m);
}

static void authors_cues_give_way(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct diag *d = diag_new();
	struct step s = make_hold(&m, MAKE_T1, 60000, LEGS_LEFT);
	struct step_cue own[] = {
		{.when = CUE_AT, .ms = 1000, .say = "Early."},
		{.when = CUE_HALF, .say = "Half <leg>."},
		{.when = CUE_BEFORE_END, .ms = 10000, .say = "Nearly.", .sound = SOUND_LOOP},
		{.when = CUE_BEFORE_END, .ms = 3500, .say = "Too near the end of it all."},
		{.when = CUE_AT, .ms = 60000, .say = "Never."},
		{.when = CUE_BEFORE_END, .ms = 61000, .say = "Nor this."},
	};
	m.source = diag_source(d, "made.yaml", "", 0);
	for (int i = 0; i < 6; i++)
		own[i].at = make_span(&m, 10 + i);
	s.cues = own;
	s.ncues = 6;
	STEPS(&m, NULL, s);
	struct person who = plan_person_neutral();
	struct plan *p = compile_for(&m, &who, d);

	assert_string_equal(cues(p, CUE_CHEER),
			    "Nor this.@15dropped Early.@22.748moved Half left.@45 loop@65 Nearly.@65 "
			    "Too near the end of it all.@71.5dropped Never.@75dropped");
	assert_int_equal(diag_count(d, DIAG_NOTE), 4);
	assert_int_equal(diag_count(d, DIAG_WARNING), 0);
	assert_string_equal(diag_at(d, 0)->code, "cue-moved");
	assert_int_equal(diag_at(d, 0)->at.line, 10);
	assert_string_equal(diag_at(d, 1)->code, "cue-dropped");
	assert_int_equal(diag_at(d, 1)->at.line, 13);
	plan_free(p);
	diag_free(d);
	make_end(&m);
}

static void a_line_that_does_not_fit_is_told(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct diag *d = diag_new();
	struct step walk = make_timed(&m, STEP_WALK, 2000), next = make_timed(&m, STEP_REST, 9000);
	m.source = diag_source(d, "made.yaml", "", 0);
	walk.say = "This is far more than anyone can say in two short seconds.";
	walk.say_at = make_span(&m, 7);
	next.say = "Rest.";
	STEPS(&m, NULL, walk, next);
	struct person who = plan_person_neutral();
	struct plan *p = compile_for(&m, &who, d);

	assert_int_equal(diag_count(d, DIAG_WARNING), 1);
	assert_string_equal(diag_at(d, 1)->code, "speech-long");
	assert_int_equal(diag_at(d, 1)->at.line, 7);
	assert_string_equal(cues(p, CUE_NEXT),
			    "start@0 This is far more than anyone can say in two short seconds.@0 rest@2 "
			    "Rest.@4.384moved");
	plan_free(p);
	diag_free(d);
	make_end(&m);
}

/* A container speaks and cues where its first segment begins. */
static void a_block_speaks_first(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step block = make_step(&m, STEP_BLOCK), empty = make_step(&m, STEP_BLOCK);
	struct step_cue half = {.when = CUE_HALF, .say = "Half of it."};
	block.text = "Walks";
	block.say = "Now we walk";
	block.sound = SOUND_LOOP;
	block.cues = &half, block.ncues = 1;
	empty.say = "Nothing";
	STEPS(&m, &block, make_timed(&m, STEP_WALK, 10000), make_timed(&m, STEP_WALK, 30000));
	STEPS(&m, NULL, make_timed(&m, STEP_REST, 10000), block, empty);
	struct plan *p = compile(&m);

	assert_string_equal(p->segments[1].text, "Now we walk. Stand up slowly and walk.");
	assert_int_equal(p->segments[1].sound, SOUND_LOOP);
	assert_string_equal(cues(p, CUE_CHEER), "Half of it.@30");
	assert_int_equal(p->nsegments, 3);
	plan_free(p);
	make_end(&m);
}

static void beats_count_repetitions(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step move = make_timed(&m, STEP_MOVE, 0);
	move.reps = 4, move.each = make_ms(3000);
	STEPS(&m, NULL, move);
	struct plan *p = compile(&m);

	assert_string_equal(cues(p, CUE_COUNT), "count@3 count@6 count@9");
	plan_free(p);
	make_end(&m);
}

/* With the eyes closed nobody sees the screen count along. The author's own spoken line stands as it is. */
static void a_counted_movement_says_how_often(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step once = make_timed(&m, STEP_MOVE, 0), sets = make_timed(&m, STEP_MOVE, 0);
	struct step said = make_timed(&m, STEP_MOVE, 0), silent = make_timed(&m, STEP_MOVE, 0);
	once.text = "Cat-cow", once.reps = 1, once.legs = LEGS_LEFT, once.legs_given = true;
	sets.text = "Heel rises.", sets.reps = 10, sets.sets = 2;
	said.text = "Cat-cow", said.reps = 10, said.say = "On hands and knees.";
	silent.text = "Cat-cow", silent.reps = 10, silent.speak = "";
	STEPS(&m, NULL, once, sets, said, silent, make_timed(&m, STEP_MOVE, 30000));
	struct plan *p = compile(&m);

	assert_string_equal(p->segments[0].speak, "Left leg. Cat-cow. 1 time.");
	assert_string_equal(p->segments[0].text, "Cat-cow"); /* the screen has the figure beside it */
	assert_string_equal(p->segments[1].speak, "Heel rises. 10 times, 2 sets.");
	assert_string_equal(p->segments[3].speak, "Once more.");
	assert_string_equal(p->segments[4].speak, "Cat-cow. On hands and knees. 10 times.");
	assert_string_equal(p->segments[5].speak, "");
	assert_null(p->segments[6].speak);
	plan_free(p);
	make_end(&m);
}

/* ---- the plan as text ---- */

static void the_text_has_a_line_for_each_thing_to_do(void **state)
{
	(void)state;
	static const char want[] =
		"Made by hand\n"
		"\n"
		"   0:00  1:00  L  inner thigh, low down               hold 30s, 3 breaths\n"
		"\n"
		"  Out\n"
		"   1:00  0:30?    Stand up slowly and walk.\n"
		"\n"
		"Planned 1:30; 1:00 at the shortest, 1:30 at the longest. On the tool 1:00, at\n"
		"most 1:00 of it without standing up to walk. Left leg 1 press, 0:30; right leg 0\n"
		"presses, 0:00.\n"
		"Lines marked ? are dropped when time is short.\n"
		"Left out on the left leg: deep in the buttock, which has not opened yet.\n"
		"Instead: inner thigh, low down.\n";
	struct make m = make_begin();
	struct step s = make_hold(&m, MAKE_H2, 30000, LEGS_LEFT), block = make_step(&m, STEP_BLOCK);
	struct person who = plan_person_neutral();
	struct buf out = {0};
	s.instead.site = &m.atlas->site[MAKE_T4];
	block.text = "Out";
	block.optional = true;
	STEPS(&m, &block, make_timed(&m, STEP_WALK, 30000));
	STEPS(&m, NULL, s, block);
	who.place[MAKE_H2][0].closed = CLOSED_LOCKED;
	who.press_most = 30000;
	struct plan *p = compile_for(&m, &who, NULL);

	plan_text(p, &out);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
	plan_free(p);
	make_end(&m);
}

/* Who wrote 45 s should not wonder at 40; a ceiling is another matter, and told elsewhere. */
static void a_time_that_breaths_change_is_told_once(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct person who = plan_person_neutral();
	struct buf out = {0};
	STEPS(&m, NULL, make_hold(&m, MAKE_T1, 45000, LEGS_BOTH), make_hold(&m, MAKE_T4, 56000, LEGS_LEFT),
	      make_hold(&m, MAKE_T2, 30000, LEGS_LEFT));
	struct plan *p = compile_for(&m, &who, NULL);
	const char *told;

	assert_int_equal(p->npresses, 4);
	assert_int_equal(p->presses[0].written_ms, 45000);
	assert_int_equal(p->presses[3].written_ms, 0);
	plan_text(p, &out);
	told = strstr(buf_str(&out), "45s becomes");
	assert_non_null(told);
	assert_null(strstr(told + 1, "45s"));
	assert_non_null(strstr(told, "56s becomes"));
	plan_free(p);
	who.press_most = 20000;
	p = compile_for(&m, &who, NULL);
	assert_int_equal(p->presses[0].upper_ms, 20000);
	assert_int_equal(p->presses[0].written_ms, 0);
	plan_free(p);
	buf_free(&out);
	make_end(&m);
}

/* ---- sizes ---- */

static void a_plan_ends_at_its_ten_thousandth_segment(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct step repeat = make_step(&m, STEP_REPEAT), outer = make_step(&m, STEP_REPEAT);
	repeat.count = outer.count = 1000000;
	STEPS(&m, &repeat, make_hold(&m, MAKE_T1, 60000, LEGS_LEFT), make_timed(&m, STEP_WALK, 86400000));
	STEPS(&m, &outer, repeat);
	STEPS(&m, NULL, outer);
	struct plan *p = compile(&m);

	/* T1 has its three presses, then only walks follow */
	assert_int_equal(p->npresses, 3);
	assert_in_range(p->nsegments, 9990, 10000);
	plan_free(p);
	make_end(&m);
}

static void an_empty_routine_and_an_endless_one_end(void **state)
{
	(void)state;
	struct make m = make_begin();
	struct plan *p = compile(&m);
	struct step use = make_step(&m, STEP_USE);

	assert_int_equal(p->nsegments, 0);
	assert_int_equal(plan_step_start(p, 0), 0);
	assert_int_equal(plan_step_next(p, 0), 0);
	plan_free(p);
	use.use = m.routine; /* a circle */
	STEPS(&m, NULL, use, use, make_timed(&m, STEP_WALK, 1000));
	p = compile(&m);
	assert_true(p->nsegments <= 10000);
	plan_free(p);
	plan_free(NULL);
	make_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hold_goes_find_sink_hold_ease_rest),
		cmocka_unit_test(the_sink_is_the_last_out_breath_of_find),
		cmocka_unit_test(presses_are_fitted_to_whole_breaths),
		cmocka_unit_test(more_never_passes_the_five_minutes_of_a_place),
		cmocka_unit_test(a_list_is_done_whole_on_one_leg_then_on_the_other),
		cmocka_unit_test(keys_outlive_a_change_of_order),
		cmocka_unit_test(a_leg_that_is_not_pressed_still_stretches),
		cmocka_unit_test(picks_take_each_place_once),
		cmocka_unit_test(a_closed_place_gives_way_to_its_stead),
		cmocka_unit_test(the_day_s_share_is_never_passed),
		cmocka_unit_test(fitting_to_breaths_leaves_no_press_out),
		cmocka_unit_test(a_person_has_ceilings),
		cmocka_unit_test(a_place_has_a_ceiling_of_its_own),
		cmocka_unit_test(by_the_sit_bone_own_places_are_ruled_out_too),
		cmocka_unit_test(what_was_played_is_compiled_as_it_was),
		cmocka_unit_test(other_steps_take_their_time),
		cmocka_unit_test(optional_steps_count_for_the_planned_time_only),
		cmocka_unit_test(a_used_routine_brings_its_own_figures),
		cmocka_unit_test(the_tool_is_left_by_two_minutes_of_unbroken_walking),
		cmocka_unit_test(placeholders_are_filled),
		cmocka_unit_test(prompts_tell_where_how_hard_how_long_and_what_is_fine),
		cmocka_unit_test(a_press_is_counted_out),
		cmocka_unit_test(authors_cues_give_way),
		cmocka_unit_test(a_line_that_does_not_fit_is_told),
		cmocka_unit_test(a_block_speaks_first),
		cmocka_unit_test(beats_count_repetitions),
		cmocka_unit_test(a_counted_movement_says_how_often),
		cmocka_unit_test(the_text_has_a_line_for_each_thing_to_do),
		cmocka_unit_test(a_time_that_breaths_change_is_told_once),
		cmocka_unit_test(a_plan_ends_at_its_ten_thousandth_segment),
		cmocka_unit_test(an_empty_routine_and_an_endless_one_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
