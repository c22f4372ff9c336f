/* Time of the player: the play clock, what is due next, and what a due moment does. */
#include "core/player_state.h"

#include <assert.h>

static int64_t ceil_div(int64_t a, int64_t b)
{
	return a / b + (a % b > 0);
}

int64_t player_units_at(const struct player *p, struct mono t)
{
	if (!p->runs)
		return p->anchor_u;
	return p->anchor_u + (t.ns - p->anchor.ns) * p->o.speed_milli;
}

struct mono player_real(const struct player *p, int64_t u)
{
	assert(p->runs);
	return mono_add_ns(p->anchor, ceil_div(u - p->anchor_u, p->o.speed_milli));
}

int64_t player_scaled_ns(const struct player *p, int64_t plan_ms)
{
	return ceil_div(plan_ms * UNITS_PER_MS, p->o.speed_milli);
}

void player_clock_start(struct player *p)
{
	if (p->runs)
		return;
	p->stood_ns += p->now.ns - p->anchor.ns;
	p->anchor = p->now;
	p->runs = true;
}

void player_clock_stop(struct player *p)
{
	if (!p->runs)
		return;
	p->anchor = p->now;
	p->anchor_u = p->u;
	p->runs = false;
}

/* Books the play time since the last call to what it was spent on. Called before any change of
 * state, segment or speed of booking. */
void player_settle(struct player *p)
{
	int64_t d = p->u - p->settled_u;
	const struct segment *s = player_segment(p);
	bool segment_runs = p->state == PLAYER_RUN || p->state == PLAYER_WAIT;
	bool walks = p->state == PLAYER_WALK || (segment_runs && s && s->phase == PHASE_WALK);

	if (d <= 0)
		return;
	p->settled_u = p->u;
	if (p->press.on && (segment_runs || p->state == PLAYER_REFIND)) {
		p->press.tool_u += d;
		p->stretch_u += d;
		if (segment_runs && s && s->phase == PHASE_HOLD)
			p->press.held_u += d;
	}
	p->walked_u = walks ? p->walked_u + d : 0;
	if (p->walked_u >= p->plan->atlas->limits.stand_min * UNITS_PER_MS)
		p->stretch_u = 0;
}

int64_t player_elapsed_u(const struct player *p, int64_t u)
{
	bool segment_runs = p->state == PLAYER_RUN || p->state == PLAYER_WAIT;
	return segment_runs ? p->elapsed_u + (u - p->from_u) : p->elapsed_u;
}

int64_t player_elapsed_ms(const struct player *p)
{
	return player_elapsed_u(p, p->u) / UNITS_PER_MS;
}

int64_t player_elapsed_up_ms(const struct player *p)
{
	return ceil_div(player_elapsed_u(p, p->u), UNITS_PER_MS);
}

int64_t player_end_u(const struct player *p)
{
	if (p->state == PLAYER_WALK || p->state == PLAYER_REFIND)
		return p->walk_from_u + p->walk_ms * UNITS_PER_MS;
	return p->from_u - p->elapsed_u + p->len_ms * UNITS_PER_MS;
}

bool player_end_firm(const struct player *p)
{
	const struct segment *s = player_segment(p);
	if (p->state != PLAYER_RUN || !s || s->phase == PHASE_RATE)
		return false;
	return !s->waits || p->o.hands_free || (p->o.find_passes && s->phase == PHASE_FIND) ||
	       (p->press.on && p->press.rated_in_find);
}

static void sooner(struct due *best, enum due_kind kind, struct mono at, int64_t u)
{
	if (at.ns < best->at.ns)
		*best = (struct due){kind, at, u};
}

void player_since_now(struct player *p)
{
	p->since = p->now;
	p->slept_ns = 0;
}

/* Leaves the segment's time where it is, so that the state may change. */
void player_hold_time(struct player *p)
{
	player_settle(p);
	p->elapsed_u = player_elapsed_u(p, p->u);
	p->from_u = p->u;
}

/* When the question that was put passes by itself. */
static struct mono pass_at(const struct player *p)
{
	if (p->o.hands_free)
		return mono_add_ns(p->since, player_scaled_ns(p, ASK_HANDS_FREE_MS));
	struct mono t = mono_add_ms(p->since, ASK_MS);
	return p->digit_at.ns ? mono_min(t, mono_add_ms(p->digit_at, ASK_SETTLE_MS)) : t;
}

static void state_due(const struct player *p, struct due *best)
{
	struct mono forgotten = {p->since.ns + FORGOTTEN_MS * NS_PER_MS - p->slept_ns};
	switch (p->state) {
	case PLAYER_RUN:
	case PLAYER_WALK:
	case PLAYER_REFIND:
		if (p->fresh && p->state == PLAYER_RUN)
			sooner(best, DUE_END, p->now, p->u);
		else
			sooner(best, DUE_END, player_real(p, player_end_u(p)), player_end_u(p));
		break;
	case PLAYER_WAIT:
		sooner(best, DUE_FORGOTTEN, forgotten, 0);
		sooner(best, DUE_ASK_AGAIN, p->ask_due, 0);
		break;
	case PLAYER_PAIN:
	case PLAYER_ASK:
		sooner(best, DUE_PASS, pass_at(p), 0);
		break;
	case PLAYER_PAUSED:
	case PLAYER_STOPPED:
	case PLAYER_AFTER_STOP:
	case PLAYER_NUMB:
	case PLAYER_QUIT:
		sooner(best, DUE_FORGOTTEN, forgotten, 0);
		break;
	case PLAYER_SUMMARY:
		if (p->o.hands_free)
			sooner(best, DUE_LEAVE, mono_add_ms(p->since, SUMMARY_MS), 0);
		break;
	case PLAYER_READY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
}

/* What is handed over comes before what sounds, and both before the end of the segment, where
 * they are due at the same moment. */
struct due player_next_due(const struct player *p)
{
	struct due best = {DUE_NOTHING, MONO_NEVER, 0};
	if (p->state == PLAYER_RUN)
		best = player_cues_due(p);
	if (p->notice)
		sooner(&best, DUE_NOTICE_OVER, mono_add_ms(p->notice_at, NOTICE_MS), 0);
	state_due(p, &best);
	if (best.at.ns < p->now.ns)
		best.at = p->now;
	return best;
}

static void segment_time_over(struct player *p)
{
	const struct segment *s = player_segment(p);
	if (p->fresh) { /* compiled again, and the segment that ran is gone */
		player_enter(p, p->segment);
		return;
	}
	if (s->phase == PHASE_RATE) {
		player_ask(p, PLAYER_ASK);
		return;
	}
	if (!player_end_firm(p)) {
		player_settle(p);
		p->elapsed_u = p->len_ms * UNITS_PER_MS;
		p->from_u = p->u;
		p->state = PLAYER_WAIT;
		player_since_now(p);
		p->ask_due = mono_add_ms(p->now, ASK_MS);
		return;
	}
	if (s->phase == PHASE_HOLD)
		player_hold_over(p);
	player_end_segment(p);
}

void player_refind_over(struct player *p)
{
	player_settle(p);
	p->state = PLAYER_RUN;
	p->from_u = p->u;
	player_hold_trim(p);
	player_line_again(p);
}

static void time_over(struct player *p)
{
	if (p->state == PLAYER_WALK)
		player_walk_over(p);
	else if (p->state == PLAYER_REFIND)
		player_refind_over(p);
	else
		segment_time_over(p);
}

static void ask_again(struct player *p)
{
	const struct segment *s = player_segment(p);
	p->ask_due = mono_add_ms(p->now, ASK_MS);
	p->asked_again++;
	player_sound(p, s->sound, CUE_NEXT, NULL);
}

void player_on_due(struct player *p, struct due d)
{
	p->now = d.at;
	p->u = d.kind == DUE_END || d.kind == DUE_FIRE ? d.u : player_units_at(p, d.at);
	switch (d.kind) {
	case DUE_ISSUE:
	case DUE_FIRE:
	case DUE_BREATH:
	case DUE_AHEAD_ISSUE:
	case DUE_AHEAD_BREATH:
		player_cues_on_due(p, d);
		break;
	case DUE_NOTICE_OVER:
		p->notice = NOTICE_NONE;
		p->changed++;
		break;
	case DUE_END:
		time_over(p);
		p->changed++;
		break;
	case DUE_ASK_AGAIN:
		ask_again(p);
		break;
	case DUE_PASS:
		player_pass(p);
		break;
	case DUE_LEAVE:
		p->state = PLAYER_ENDED;
		p->changed++;
		break;
	case DUE_FORGOTTEN:
		player_forgotten(p);
		break;
	case DUE_NOTHING:
		break;
	}
}
