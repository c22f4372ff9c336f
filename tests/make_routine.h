/* Routines made by hand for unit tests of core, which may not read YAML: an atlas with a few places
 * and terse makers of steps. Everything lives in the arena given to make_begin(). */
#ifndef UNKNOT_TESTS_MAKE_ROUTINE_H
#define UNKNOT_TESTS_MAKE_ROUTINE_H

#include "base/arena.h"
#include "core/plan.h"

struct make {
	struct arena *arena;
	struct atlas *atlas;
	struct routine *routine;
	int n;             /* steps made */
	uint16_t source;
};

enum { MAKE_T1, MAKE_T2, MAKE_T4, MAKE_H2, MAKE_C1, MAKE_SITES };

static inline struct make make_begin(void)
{
	static const struct site sites[MAKE_SITES] = {
		{.id = "thigh-inner-upper", .code = "T1", .name = "inner thigh, high up", .part = PART_THIGH,
		 .along = 0.28, .across = -0.3},
		{.id = "thigh-outer-middle", .code = "T2", .name = "outer thigh, half way down",
		 .muscle = "biceps femoris", .part = PART_THIGH, .along = 0.48, .across = 0.4,
		 .reach = "Ball under the middle of the thigh."},
		{.id = "thigh-inner-lower", .code = "T4", .name = "inner thigh, low down", .part = PART_THIGH,
		 .along = 0.7, .across = -0.4},
		{.id = "buttock-deep", .code = "H2", .name = "deep in the buttock", .part = PART_BUTTOCK,
		 .along = 0.5, .across = 0.3, .press_max_ms = 30000, .ask_nerve = true, .locked = true},
		{.id = "calf-inner", .code = "C1", .name = "inner calf, upper half", .part = PART_CALF,
		 .along = 0.33, .across = -0.4, .ask_calf = true},
	};
	struct make m = {.arena = arena_new()};

	m.atlas = arena_alloc(m.arena, sizeof *m.atlas);
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		m.atlas->site[i] = sites[i < MAKE_SITES ? i : 0];
		m.atlas->site[i].index = i;
		if (!m.atlas->site[i].press_max_ms)
			m.atlas->site[i].press_max_ms = 120000;
	}
	m.atlas->zone[0] = (struct zone){.id = "N1", .name = "hollow of the knee", .why = "nerves lie there",
					 .box = {{PART_THIGH, 0.88, 1, -1, 1}}, .nboxes = 1};
	m.atlas->nzones = 1;
	m.atlas->limits = (struct limits){
		.press_min = 10000, .press_max = 120000, .press_warn_lo = 30000, .press_warn_hi = 90000,
		.presses_most = 3, .place_ms = 300000, .tool_stretch = 900000, .stand_min = 120000,
		.total = 5400000, .tool_deep = 1800000, .last_walk = 30000, .pause_warn = 10000, .more = 30000,
		.pressure_lo = 1, .pressure_hi = 7, .pressure_warn = 6, .gentle_pressure = 4,
		.daily_places = 4, .segments = 10000, .depth = 16, .rounds_478 = 4,
		.nerve_lo = -0.1, .nerve_hi = 0.15,
	};
	m.routine = arena_alloc(m.arena, sizeof *m.routine);
	m.routine->id = "made", m.routine->path = "made.yaml", m.routine->title = "Made by hand";
	m.routine->suits = "Anyone.", m.routine->not_for = "Nobody.", m.routine->language = "en";
	return m;
}

static inline void make_end(struct make *m)
{
	arena_free(m->arena);
}

/* The span of step n: line n, from column 1. */
static inline struct span make_span(const struct make *m, int line)
{
	return (struct span){.source = m->source, .line = (uint32_t)line, .col = 1, .end_line = (uint32_t)line,
			     .end_col = 5};
}

static inline struct length make_ms(int64_t ms)
{
	return (struct length){.ms = ms, .given = true};
}

static inline struct step make_step(struct make *m, enum step_kind kind)
{
	m->n++;
	return (struct step){.kind = kind, .n = m->n, .at = make_span(m, m->n), .value_at = make_span(m, m->n),
			     .times = 1, .sets = 1};
}

/* A hold on one place for `ms`, on the legs named; find, ease and rest by default 15, 5 and 10 s. */
static inline struct step make_hold(struct make *m, int site, int64_t ms, enum legs legs)
{
	struct step s = make_step(m, STEP_HOLD);

	s.places = arena_array(m->arena, 4, sizeof *s.places);
	s.places[0].site = &m->atlas->site[site];
	s.places[0].at = s.at;
	s.nplaces = 1;
	s.for_ = (struct length_range){.lo = make_ms(ms), .hi = make_ms(ms), .given = true, .at = s.at};
	s.legs = legs;
	s.legs_given = true;
	return s;
}

static inline struct step make_timed(struct make *m, enum step_kind kind, int64_t ms)
{
	struct step s = make_step(m, kind);

	s.length = make_ms(ms);
	if (ms > 0)
		s.for_.lo = make_ms(ms);
	s.text = "Something to do";
	return s;
}

/* Puts `n` steps into the container, or with NULL into the routine. A step that is put in twice gets
 * a number and a line of its own. */
static inline void make_steps(struct make *m, struct step *into, const struct step *steps, size_t n)
{
	struct step *copy = arena_array(m->arena, n, sizeof *copy);

	for (size_t i = 0; i < n; i++) {
		copy[i] = steps[i];
		for (size_t k = 0; k < i; k++)
			if (copy[k].n == steps[i].n) {
				copy[i].n = ++m->n;
				copy[i].at = make_span(m, m->n);
				break;
			}
	}
	if (into) {
		into->steps = copy, into->nsteps = n;
	} else {
		m->routine->steps = copy, m->routine->nsteps = n;
		m->routine->step_count = m->n;
	}
}

#endif
