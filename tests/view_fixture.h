/* A small plan, a person and snapshots for the tests of the view, built by hand: what screens show
 * does not hang on how a routine is worded or compiled. */
#ifndef UNKNOT_TESTS_VIEW_FIXTURE_H
#define UNKNOT_TESTS_VIEW_FIXTURE_H

#include <string.h>

#include "core/plan.h"
#include "core/player.h"
#include "core/progress.h"
#include "view/view_model.h"

struct fixture {
	struct atlas atlas;
	struct routine routine;
	struct step step[8];
	struct segment segment[40];
	struct press press[4];
	struct plan plan;
	struct person before, who;
	struct view_settings set;
	struct player_result result[4];
	struct progress progress; /* of somebody in the second week; on a Saturday */
};

static const struct wall fixture_now = {INT64_C(1763800000000), 0};

static const char *const fixture_needs[] = {"firm chair", "tennis ball"};

#define SITE(i, c, n, mu, p, al, ac)                                                                         \
	{                                                                                                    \
		.index = i, .id = n, .code = c, .name = n, .muscle = mu, .part = p, .along = al,             \
		.along_lo = al - 0.06, .along_hi = al + 0.06, .across = ac,                                  \
		.reach = "Ball under the middle of the thigh, on its outer half.",                           \
		.spreads_to = "back of the thigh, back of the knee", .press_max_ms = 120000                  \
	}

static inline void fixture_atlas(struct atlas *a)
{
	static const struct site sites[SITES_BUILT_IN] = {
		SITE(0, "T1", "inner thigh, high up", "semitendinosus", PART_THIGH, 0.28, -0.3),
		SITE(1, "T2", "outer thigh, half way down", "biceps femoris, long head", PART_THIGH, 0.48,
		     0.4),
		SITE(2, "T3", "outer thigh, low down", "biceps femoris", PART_THIGH, 0.70, 0.5),
		SITE(3, "T4", "inner thigh, low down", "semimembranosus", PART_THIGH, 0.70, -0.4),
		SITE(4, "T5", "inner back edge of the thigh", "adductor magnus", PART_THIGH, 0.38, -0.8),
		SITE(5, "T6", "inner thigh, half way down", "semitendinosus", PART_THIGH, 0.50, -0.35),
		SITE(6, "H1", "lower buttock", "gluteus maximus", PART_BUTTOCK, 0.86, -0.2),
		SITE(7, "H2", "deep in the buttock", "piriformis", PART_BUTTOCK, 0.55, 0.3),
		SITE(8, "C1", "inner calf", "gastrocnemius, inner head", PART_CALF, 0.33, -0.4),
		SITE(9, "C2", "outer calf", "gastrocnemius, outer head", PART_CALF, 0.28, 0.4),
		SITE(10, "C3", "low calf", "soleus", PART_CALF, 0.62, 0.1),
	};

	memset(a, 0, sizeof *a);
	memcpy(a->site, sites, sizeof sites);
	a->nzones = 2;
	a->zone[0] = (struct zone){.id = "N1",
				   .name = "hollow of the knee",
				   .nboxes = 2,
				   .box = {{PART_THIGH, 0.88, 1, -1, 1}, {PART_CALF, 0, 0.12, -1, 1}}};
	a->zone[1] = (struct zone){
		.id = "N2", .name = "under the buttock", .nboxes = 1, .box = {{PART_THIGH, 0, 0.15, 0, 1}}};
}

#undef SITE

static const struct breath fixture_breath = {.in = 4000, .out = 6000};

static inline struct segment *fixture_add(struct fixture *f, int step, enum phase phase, int64_t ms)
{
	int n = (int)f->plan.nsegments++;
	struct segment *s = &f->segment[n];

	s->n = n;
	s->key = (uint64_t)n + 1;
	s->step = &f->step[step];
	s->step_n = step + 1;
	s->phase = phase;
	s->press = -1;
	s->at_ms = f->plan.planned_ms;
	s->for_ms = s->shortest_ms = s->longest_ms = ms;
	s->pressure = (struct pressure){4, 6, true, {0}};
	f->plan.planned_ms += ms;
	return s;
}

static inline void fixture_press(struct fixture *f, int step, int site, enum leg leg)
{
	static const char *const texts[] = {
		("Ball under the middle of the thigh, on its outer half. Look for a sore spot, 4 to 6 out of "
		 "10."),
		"Breathe out and sink in slowly.",
		"Hold still for 6 breaths. A dull ache is fine. Sharp, tingling or numb: stop at once.",
		"Ease off slowly.",
		"Rest. Take the weight off.",
	};
	static const enum phase phases[] = {PHASE_FIND, PHASE_SINK, PHASE_HOLD, PHASE_EASE, PHASE_REST};
	static const int64_t ms[] = {9000, 6000, 60000, 5000, 10000};
	int k = (int)f->plan.npresses++, first = (int)f->plan.nsegments;

	for (int i = 0; i < 5; i++) {
		struct segment *s = fixture_add(f, step, phases[i], ms[i]);

		s->leg = leg;
		s->text = texts[i];
		s->site = &f->atlas.site[site];
		s->press = k;
		s->waits = phases[i] == PHASE_FIND;
		s->breath = fixture_breath;
		s->breaths = phases[i] == PHASE_HOLD ? 6 : 0;
	}
	f->press[k] = (struct press){.step = &f->step[step],
				     .site = &f->atlas.site[site],
				     .leg = leg,
				     .k = 1,
				     .of = 1,
				     .find = first,
				     .sink = first + 1,
				     .hold = first + 2,
				     .ease = first + 3,
				     .rest = first + 4,
				     .lower_ms = 60000,
				     .upper_ms = 60000};
	f->plan.leg[leg == LEG_RIGHT].presses++;
	f->plan.leg[leg == LEG_RIGHT].ms += 60000;
}

static inline void fixture_person(struct person *who)
{
	memset(who, 0, sizeof *who);
	who->worse = LEG_LEFT;
	who->pressure_most = 10;
	who->press_most = INT64_MAX;
	for (int i = 0; i < SITE_MOST; i++) {
		for (int leg = 0; leg < 2; leg++)
			who->place[i][leg] = (struct place_state){.sore = -1, .last_day = INT64_MIN};
	}
}

static inline enum stage fixture_stage(int sore)
{
	return sore < 0 ? STAGE_FOUND : sore <= 2 ? STAGE_QUIET : sore <= 4 ? STAGE_EASING : STAGE_SORE;
}

static inline void fixture_rate(struct person *who, int site, enum leg leg, int sore)
{
	who->place[site][leg == LEG_RIGHT].sore = sore;
	who->place[site][leg == LEG_RIGHT].presses = 1;
	who->place[site][leg == LEG_RIGHT].last_day = 20000;
	who->place[site][leg == LEG_RIGHT].stage = fixture_stage(sore);
}

/* Presses on some days, so many days back; a target and a rest day. */
static inline void fixture_progress(struct fixture *f)
{
	static const struct {
		int days_ago, site;
		enum leg leg;
		int sore;
	} told[] = {{11, 1, LEG_LEFT, 8},  {11, 3, LEG_RIGHT, 6}, {9, 0, LEG_RIGHT, 2}, {9, 1, LEG_LEFT, 8},
		    {8, 1, LEG_LEFT, 7}, {8, 3, LEG_RIGHT, 5},  {8, 0, LEG_RIGHT, 1},  {5, 1, LEG_LEFT, 6},  {5, 8, LEG_LEFT, -1},
		    {5, 0, LEG_RIGHT, 2},  {2, 3, LEG_RIGHT, 4},  {2, 1, LEG_LEFT, 5},  {2, 4, LEG_RIGHT, 6},
		    {2, 9, LEG_LEFT, 3},   {2, 10, LEG_RIGHT, 5}, {0, 4, LEG_RIGHT, 6}, {0, 9, LEG_LEFT, 3}};
	struct hold_row holds[sizeof told / sizeof *told];
	struct choice_row choices[] = {{{fixture_now.ms - 11 * 86400000LL, 0}, "target", "4"},
				       {{fixture_now.ms - 2 * 86400000LL, 0}, "rest", "2025-11-21"}};
	struct record r = {.holds = holds, .nholds = sizeof told / sizeof *told, .choices = choices, .nchoices = 2};

	for (size_t i = 0; i < r.nholds; i++)
		holds[i] = (struct hold_row){.n = (int)i,
					     .site = f->atlas.site[told[i].site].id,
					     .leg = told[i].leg,
					     .when = {fixture_now.ms - told[i].days_ago * 86400000LL + (int)i, 0},
					     .held_ms = 60000,
					     .sore_before = told[i].sore,
					     .sore_after = RATING_UNKNOWN};
	f->progress = progress_fold(&r, &f->atlas, fixture_now);
}

/* The map by it, as home has it. */
static inline void fixture_stages(struct fixture *f)
{
	for (int i = 0; i < 2 * SITES_BUILT_IN; i++)
		f->before.place[i / 2][i % 2].stage = f->who.place[i / 2][i % 2].stage =
			f->progress.place[i / 2][i % 2].stage;
}

/* A walk, a breath, four presses on two places, a stretch and a walk. */
static inline void fixture_init(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	fixture_atlas(&f->atlas);
	f->routine.id = "out-of-the-car";
	f->routine.title = "Out of the car";
	f->routine.about = "A few quiet minutes on a firm chair after a drive.";
	f->routine.suits = "Anyone stiff from sitting behind a wheel.";
	f->routine.not_for = "Calf pain, or a journey of more than four hours with a swollen leg.";
	f->routine.needs = (const char **)(uintptr_t)fixture_needs;
	f->routine.nneeds = 2;
	f->plan.routine = &f->routine;
	f->plan.atlas = &f->atlas;
	f->plan.segments = f->segment;
	f->plan.presses = f->press;
	f->step[0].kind = f->step[5].kind = STEP_WALK;
	f->step[1].kind = STEP_BREATHE;
	f->step[4].kind = STEP_STRETCH;
	fixture_add(f, 0, PHASE_WALK, 60000)->text = "Walk around the car. Let the arms swing.";
	struct segment *b = fixture_add(f, 1, PHASE_BREATHE, 30000);
	b->text = "Breathe in for 4, out for 6: small and quiet, through the nose.";
	b->breath = fixture_breath;
	b->breaths = 3;
	fixture_press(f, 2, 1, LEG_LEFT);
	fixture_press(f, 3, 3, LEG_LEFT);
	fixture_press(f, 2, 1, LEG_RIGHT);
	fixture_press(f, 3, 3, LEG_RIGHT);
	struct segment *s = fixture_add(f, 4, PHASE_STRETCH, 20000);
	s->text = "Sit tall and reach for the toes, without bouncing.";
	s->leg = LEG_LEFT;
	fixture_add(f, 5, PHASE_WALK, 45000)->text = "Walk on. Wait a little before you lift the bags.";
	f->plan.shortest_ms = f->plan.longest_ms = f->plan.planned_ms;
	fixture_person(&f->before);
	fixture_rate(&f->before, 1, LEG_LEFT, 6);
	fixture_rate(&f->before, 0, LEG_RIGHT, 2);
	fixture_rate(&f->before, 3, LEG_RIGHT, 4);
	f->before.place[8][0].presses = 1;
	f->who = f->before;
	fixture_progress(f);
	f->set = (struct view_settings){.motion = true, .breath_sound = true, .voice = true, .volume = 100};
}

static inline struct player_snapshot fixture_snapshot(const struct fixture *f, enum player_state state,
						      int segment)
{
	const struct segment *s = &f->segment[segment];
	struct player_snapshot p = {.state = state, .under = state, .speed_milli = 1000, .segment = segment};

	p.next = state == PLAYER_PAIN || state == PLAYER_WALK ? segment
		 : s->press >= 0                              ? f->press[s->press].rest + 1
							      : segment + 1;
	p.phase = s->phase;
	p.leg = s->leg;
	p.site = s->site;
	p.press = s->press + 1;
	p.stoppable = s->press >= 0;
	p.presses = (int)f->plan.npresses;
	p.elapsed_ms = s->for_ms / 3;
	p.length_ms = s->for_ms;
	p.left_ms = p.length_ms - p.elapsed_ms;
	p.session_ms = s->at_ms + p.elapsed_ms;
	p.session_length_ms = f->plan.planned_ms;
	p.total_left_ms = p.session_length_ms - p.session_ms;
	p.pressure = s->pressure;
	if (s->breaths > 0 && state == PLAYER_RUN) {
		p.breaths = s->breaths;
		p.breath = breath_at(&s->breath, p.elapsed_ms + 5500, s->breaths);
		p.turns_all = s->phase == PHASE_HOLD ? (int)s->breaths : 0;
		p.turns = p.turns_all ? (int)p.breath.cycle : 0;
	}
	p.sore_before = p.sore_now = p.last_sore = RATING_UNKNOWN;
	p.pain_before = p.pain_after = p.rating = RATING_UNKNOWN;
	p.worse = LEG_LEFT;
	p.entered_ms = 10000;
	p.let_go_ms = -1;
	return p;
}

static inline struct play_model fixture_model(const struct fixture *f, struct player_snapshot snap)
{
	return (struct play_model){
		.plan = &f->plan, .snap = snap, .before = &f->before, .who = &f->who, .set = &f->set};
}

#endif
