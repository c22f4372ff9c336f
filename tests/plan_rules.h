/* What must hold in every plan, whatever the routine and the person. For cmocka tests. */
#ifndef UNKNOT_TESTS_PLAN_RULES_H
#define UNKNOT_TESTS_PLAN_RULES_H

#include "core/plan.h"

static inline void rules_of_segments(const struct plan *p)
{
	int64_t at = 0, shortest = 0, longest = 0;

	for (size_t i = 0; i < p->nsegments; i++) {
		const struct segment *s = &p->segments[i];

		assert_int_equal(s->n, i);
		assert_true(s->at_ms == at);
		assert_true(s->for_ms > 0 || s->phase == PHASE_RATE);
		assert_true(s->shortest_ms <= s->for_ms && s->for_ms <= s->longest_ms);
		assert_non_null(s->text);
		assert_null(strchr(s->text, '<'));
		assert_int_equal(s->site != NULL, s->press >= 0);
		assert_true(s->paced_from_ms + s->breaths * breath_cycle(&s->breath) <= s->for_ms);
		assert_true(plan_step_start(p, i) <= i);
		assert_true(plan_step_next(p, i) > i);
		at += s->for_ms;
		shortest += s->shortest_ms;
		longest += s->longest_ms;
	}
	assert_true(at == p->planned_ms && shortest == p->shortest_ms && longest == p->longest_ms);
}

static inline void rules_of_presses(const struct plan *p)
{
	int64_t tool = 0;

	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *press = &p->presses[i];
		const struct segment *hold = &p->segments[press->hold];

		assert_true(press->lower_ms > 0 && press->lower_ms <= press->upper_ms);
		assert_true(press->upper_ms + press->more_ms <= press->site->press_max_ms);
		assert_true(hold->for_ms == press->upper_ms);
		assert_int_equal(hold->press, i);
		assert_int_equal(press->elastic, press->lower_ms < press->upper_ms);
		if (hold->breaths)
			assert_true(hold->for_ms == hold->breaths * breath_cycle(&hold->breath));
		assert_in_range(press->k, 1, press->of);
	}
	for (size_t i = 0; i < p->nsegments; i++)
		tool += p->segments[i].press >= 0 ? p->segments[i].for_ms : 0;
	assert_true(tool == p->tool_ms && p->tool_stretch_ms <= tool);
}

/* No two lines are spoken at once. */
static inline void rules_of_cues(const struct plan *p)
{
	int64_t spoken_to = 0;

	for (size_t i = 0; i < p->ncues; i++) {
		const struct cue *c = &p->cues[i];

		assert_in_range(c->segment, 0, p->nsegments - 1);
		assert_true(c->at_ms == p->segments[c->segment].at_ms + c->offset_ms);
		assert_true(c->at_ms <= p->planned_ms);
		assert_true(!i || p->cues[i - 1].at_ms <= c->at_ms);
		assert_true(!i || p->cues[i - 1].segment <= c->segment);
		assert_true((c->sound != SOUND_NONE) != (c->say != NULL));
		assert_int_equal(c->for_ms > 0, c->say != NULL);
		if (!c->say || c->state == CUE_DROPPED || p->segments[c->segment].phase == PHASE_RATE)
			continue;
		assert_true(c->at_ms >= spoken_to);
		spoken_to = c->at_ms + c->for_ms;
	}
}

/* Keys tell segments apart; looked at in small plans, since each is compared with each. */
static inline void rules_of_keys(const struct plan *p)
{
	for (size_t i = 0; i < p->nsegments && p->nsegments < 500; i++)
		assert_int_equal(plan_find(p, p->segments[i].key), i);
}

static inline void plan_rules(const struct plan *p)
{
	rules_of_segments(p);
	rules_of_presses(p);
	rules_of_cues(p);
	rules_of_keys(p);
}

#endif
