/* Where the player is in its plan: on to what follows, skip, back, jump, swapped legs. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/player_state.h"

static int count(const struct player *p)
{
	return (int)p->plan->nsegments;
}

/* What follows: the rest of a press before all else, then the first thing that was not done. */
int player_following(const struct player *p)
{
	if (p->segment >= count(p))
		return count(p);
	int n = p->segment + 1, press = p->plan->segments[p->segment].press;
	if (p->by_keys && (press < 0 || n >= count(p) || p->plan->segments[n].press != press))
		n = 0;
	while (n < count(p) && (p->done[n] || n == p->segment))
		n++;
	return n;
}

/* Where a press begins, for a segment that lies inside one. */
static int press_start(const struct player *p, int n)
{
	int press = n < count(p) ? p->plan->segments[n].press : -1;
	while (press >= 0 && n > 0 && p->plan->segments[n - 1].press == press)
		n--;
	return n;
}

static int press_after(const struct player *p, int n)
{
	int press = p->plan->segments[n].press;
	while (n < count(p) && p->plan->segments[n].press == press)
		n++;
	return n;
}

static void walk_first(struct player *p, int n)
{
	player_cues_cancel(p, false);
	p->segment = p->press.on ? press_start(p, n) : n;
	for (int i = p->segment; i < n; i++)
		p->done[i] = false;
	p->fresh = true;
	p->elapsed_u = 0;
	p->state = PLAYER_WALK;
	p->walk_from_u = p->u;
	p->walk_ms = p->plan->atlas->limits.stand_min;
	player_clock_start(p);
	player_tell(p, NOTICE_WALK_PUT_IN, 0);
	player_sound(p, SOUND_REST, CUE_NEXT, NULL);
}

void player_walk_over(struct player *p)
{
	player_settle(p);
	player_enter(p, p->segment);
}

/* A press that has had its share or is closed is passed over, and said. */
static int pass_over(struct player *p, int n)
{
	while (n < count(p) && p->plan->segments[n].press >= 0) {
		int press = p->plan->segments[n].press;
		if (p->press.on && p->press.index == press)
			return n;
		enum notice why = player_press_refused(p, press);
		if (why == NOTICE_NONE)
			return n;
		int after = press_after(p, n);
		memset(p->done + n, true, (size_t)(after - n) * sizeof *p->done);
		p->segment = after - 1;
		player_tell(p, why, 0);
		n = player_following(p);
	}
	return n;
}

/* Where an open session is: kept, so that it can go on after a crash. */
void player_tell_position(struct player *p)
{
	struct effect *e = player_emit(p, FX_POSITION);
	e->session = (struct session_row){
		.segment = e->segment,
		.leg = e->leg,
		.at_ms = e->at_ms,
		.active_ms = p->u / UNITS_PER_MS,
		.planned_ms = p->plan->planned_ms,
		.pain_before = p->pain_before,
		.pain_after = p->pain_after,
		.numb_after = p->numb_after,
	};
}

static void start_segment(struct player *p, const struct segment *s)
{
	p->state = PLAYER_RUN;
	p->elapsed_u = 0;
	p->from_u = p->u;
	p->len_ms = s->for_ms;
	if (s->phase == PHASE_HOLD && p->press.on)
		p->len_ms = player_hold_length(p);
	player_clock_start(p);
	player_emit(p, FX_SEGMENT);
	player_tell_position(p);
	player_cues_begin(p);
}

/* Begins segment `n`, or what the caps put in its place. */
void player_enter(struct player *p, int n)
{
	player_settle(p);
	n = pass_over(p, n);
	p->fresh = false;
	p->begun = true;
	const struct segment *s = n < count(p) ? &p->plan->segments[n] : NULL;
	if (p->ahead.segment >= 0 && p->ahead.segment != n)
		player_cues_cancel(p, true);
	if (s && s->press >= 0 && (s->phase == PHASE_HOLD || !p->press.on) &&
	    player_needs_walk(p, s->press, 0)) {
		walk_first(p, n);
		return;
	}
	p->segment = n;
	if (!s) {
		player_steps_over(p, SESSION_DONE);
		return;
	}
	if (s->press >= 0 && !p->press.on) {
		p->presses_begun++;
		player_press_begin(p, s->press);
	}
	start_segment(p, s);
}

/* Ends the press if segment `n` does not belong to it. */
static void press_done(struct player *p, int n)
{
	if (!p->press.on || (n < count(p) && p->plan->segments[n].press == p->press.index))
		return;
	player_press_end(p, player_press_outcome(p), WHY_NONE);
}

/* On to what follows; two holds in a row without a key first ask whether anybody is there. Nobody presses in a
 * rehearsal. */
void player_go_next(struct player *p)
{
	p->done[p->segment] = true;
	int n = player_following(p);
	bool ends = p->press.on && (n >= count(p) || p->plan->segments[n].press != p->press.index);
	press_done(p, n);
	if (ends && p->untouched >= UNTOUCHED_MOST && !p->o.hands_free && !p->o.rehearsal && n < count(p)) {
		p->untouched = 0;
		player_cues_cancel(p, false);
		p->segment = n;
		p->fresh = true;
		p->elapsed_u = 0;
		player_pause(p, PAUSE_STILL_THERE);
		return;
	}
	player_enter(p, n);
}

/* The segment ends here: by its time, or because the person goes on. */
void player_end_segment(struct player *p)
{
	if (player_elapsed_u(p, p->u) < p->len_ms * UNITS_PER_MS)
		player_cues_cancel(p, false);
	player_hold_time(p);
	player_go_next(p);
}

/* By choice, in the midst of it. */
void player_leave_press(struct player *p)
{
	const struct segment *s = player_segment(p);
	/* also back in the hold, for the thirty seconds more */
	bool held = s && (s->phase == PHASE_EASE || s->phase == PHASE_REST || p->press.more_had);
	enum hold_outcome how = player_press_outcome(p);
	player_press_end(p, held || how != HOLD_FULL ? how : HOLD_SKIPPED, WHY_NONE);
}

/* Goes to segment `n`; while paused, stays there paused. */
void player_place(struct player *p, int n)
{
	p->elapsed_u = 0;
	p->from_u = p->u;
	if (p->state != PLAYER_PAUSED) {
		player_enter(p, n);
		return;
	}
	p->segment = n;
	p->fresh = true;
	p->pause_under = PLAYER_RUN;
	p->changed++;
}

/* Everything before `n` counts as passed, everything from there on is to be played. */
static void mark_from(struct player *p, int n)
{
	for (int i = 0; i < count(p); i++)
		p->done[i] = i < n;
	p->by_keys = false;
}

void player_skip(struct player *p)
{
	int from = p->segment, to;
	if (from >= count(p)) /* paused behind the last press */
		return;
	player_cues_cancel(p, true);
	player_hold_time(p);
	p->press.nearby &= p->press.on;
	if (p->press.on || (p->fresh && p->plan->segments[from].press >= 0)) {
		to = press_after(p, from);
		player_leave_press(p);
	} else {
		to = (int)plan_step_next(p->plan, (size_t)from);
	}
	for (int i = from; i < to; i++)
		p->done[i] = true;
	player_tell(p, NOTICE_SKIPPED, 0);
	p->segment = to - 1;
	player_place(p, player_following(p));
}

/* To the start of the segment, or twice quickly to the one before. One inside another press means
 * the start of that press. */
void player_back(struct player *p)
{
	int from = p->segment, to = p->segment;
	bool twice = p->back_at.ns && p->now.ns - p->back_at.ns <= TWICE_MS * NS_PER_MS;
	p->back_at = p->now;
	if ((twice || to >= count(p)) && to > 0)
		to--;
	bool same = p->press.on && p->plan->segments[to].press == p->press.index;
	if (!same)
		to = press_start(p, to);
	player_cues_cancel(p, true);
	player_hold_time(p);
	if (!same && p->press.on)
		player_leave_press(p);
	p->press.nearby &= p->press.on;
	for (int i = to; i <= from && i < count(p); i++)
		p->done[i] = false;
	player_tell(p, NOTICE_BACK, 0);
	player_place(p, to);
}

void player_jump(struct player *p, int n)
{
	if (n < 0 || n >= count(p))
		return;
	player_cues_cancel(p, true);
	player_hold_time(p);
	if (p->press.on)
		player_leave_press(p);
	p->press.nearby = false;
	n = press_start(p, n);
	mark_from(p, n);
	player_place(p, n);
}

enum { NESTED_MOST = 64 };

/* The legs that a step brings into play by itself. */
static enum legs own_legs(const struct step *s, bool inside)
{
	if (s->legs_given || s->kind == STEP_LEGS)
		return s->legs;
	return s->kind == STEP_HOLD && !inside ? LEGS_BOTH : LEGS_NONE;
}

/* Whether a step says of its legs one of `which`, a set of bits; `inside` another that says them. */
static bool names_legs(const struct step *steps, size_t n, unsigned which, bool inside, int depth)
{
	for (size_t i = 0; i < n && depth < NESTED_MOST; i++) {
		const struct step *s = &steps[i];
		const struct routine *used = s->kind == STEP_USE ? s->use : NULL;
		enum legs legs = own_legs(s, inside);
		bool in = inside || legs != LEGS_NONE;
		if (which >> legs & 1 || names_legs(s->steps, s->nsteps, which, in, depth + 1) ||
		    (used && names_legs(used->steps, used->nsteps, which, in, depth + 1)))
			return true;
	}
	return false;
}

static bool worse_comes_first(const struct player *p)
{
	const struct routine *r = p->plan->routine;
	return p->who.legs == PRESS_BOTH && r->press == PRESS_BOTH &&
	       names_legs(r->steps, r->nsteps, 1U << LEGS_WORSE_FIRST, false, 0);
}

/* Whether there are two legs whose order is not the author's own word. */
static bool can_swap(const struct player *p)
{
	const unsigned which = 1U << LEGS_BOTH | 1U << LEGS_RIGHT_FIRST | 1U << LEGS_WORSE_FIRST |
			       1U << LEGS_WORSE | 1U << LEGS_OTHER;
	const struct routine *r = p->plan->routine;
	return p->who.legs == PRESS_BOTH && r->press == PRESS_BOTH &&
	       names_legs(r->steps, r->nsteps, which, false, 0);
}

/* The mean of what is known of a leg's places; less than any rating if nothing is. */
static double mean_sore(const struct person *who, bool right)
{
	int sum = 0, n = 0;
	for (int i = 0; i < SITE_MOST; i++)
		if (who->place[i][right].sore >= 0) {
			sum += who->place[i][right].sore;
			n++;
		}
	return n ? (double)sum / n : -1;
}

/* Says which leg comes first, if a rating is the reason; where nothing is known the left does, and
 * there is nothing to say. */
static void tell_worse_leg(struct player *p)
{
	bool right = p->who.worse == LEG_RIGHT;
	if (!p->who.swapped && worse_comes_first(p) && mean_sore(&p->who, right) > mean_sore(&p->who, !right))
		player_tell(p, NOTICE_WORSE_LEG, (int)p->who.worse);
}

void player_begin(struct player *p)
{
	int n = p->start;
	n = n < 0 ? 0 : n > count(p) ? count(p) : n;
	n = press_start(p, n);
	mark_from(p, n);
	p->state = PLAYER_RUN;
	if (p->goes_on)
		player_emit(p, FX_REPLAN); /* what was closed since lies ahead no more */
	else
		tell_worse_leg(p);
	player_enter(p, n);
}

void player_swap(struct player *p)
{
	const struct segment *s = player_segment(p);
	if (p->press.on && (p->fresh || s->phase != PHASE_REST)) {
		player_tell(p, NOTICE_NO_SWAP_NOW, 0);
		return;
	}
	if (!can_swap(p)) {
		player_tell(p, NOTICE_NOTHING_TO_SWAP, 0);
		return;
	}
	p->who.swapped = !p->who.swapped;
	p->by_keys = true;
	player_tell(p, NOTICE_SWAPPED, 0);
	player_emit(p, FX_REPLAN);
}

static int by_key(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Which segments of the new plan were passed in the old one. */
static bool *carry_done(const struct player *p, const struct plan *plan)
{
	bool *done = mem_calloc(plan->nsegments + 1, sizeof *done);
	uint64_t *keys = mem_calloc(p->plan->nsegments + 1, sizeof *keys);
	size_t n = 0;
	for (size_t i = 0; i < p->plan->nsegments; i++)
		if (p->done[i])
			keys[n++] = p->plan->segments[i].key;
	qsort(keys, n, sizeof *keys, by_key);
	for (size_t i = 0; i < plan->nsegments; i++)
		done[i] = bsearch(&plan->segments[i].key, keys, n, sizeof *keys, by_key) != NULL;
	free(keys);
	return done;
}

/* The current segment in the new plan; if it is no longer there, the first later one that is. Once the
 * legs were swapped what lies behind may be anywhere: the first one that is not done. */
static int find_place(const struct player *p, const struct plan *plan, const bool *done, bool *same)
{
	size_t i = (size_t)p->segment, old = p->plan->nsegments, n = 0;
	int at = i < old && !p->done[i] ? plan_find(plan, p->plan->segments[i].key) : -1;
	*same = at >= 0 || i >= old;
	if (at >= 0)
		return at;
	if (p->by_keys) {
		while (n < plan->nsegments && done[n])
			n++;
		return (int)n;
	}
	for (i++; i < old && at < 0; i++)
		at = p->done[i] ? -1 : plan_find(plan, p->plan->segments[i].key);
	return at >= 0 ? at : (int)plan->nsegments;
}

void player_replan(struct player *p, const struct plan *plan)
{
	bool same;
	if (p->state == PLAYER_RUN || p->state == PLAYER_ASK || p->press.on)
		player_cues_cancel(p, false);
	bool *done = carry_done(p, plan);
	int n = find_place(p, plan, done, &same);
	bool gone = !same && p->begun && p->outcome == SESSION_OPEN;
	if (gone && p->press.on)
		player_leave_press(p);
	free(p->done);
	p->done = done;
	p->plan = plan;
	player_cues_index(p);
	p->segment = n;
	for (int i = 0; i < n && !p->by_keys; i++)
		p->done[i] = true;
	p->notice_segment = n;
	if (p->press.on)
		p->press.index = plan->segments[n].press;
	if (gone) {
		p->fresh = true;
		if (p->state == PLAYER_WAIT || p->state == PLAYER_REFIND)
			p->state = PLAYER_RUN;
	} else if (n < count(p) && p->begun && !p->fresh) {
		player_cues_resume(p);
	}
	p->changed++;
}
