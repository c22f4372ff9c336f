/* What a screen may show of the player. */
#include "core/player_state.h"

static int64_t min64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t max64(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* First segment of the next thing to do: after this press, or of another step or leg. */
static int next_thing(const struct player *p)
{
	int n = player_following(p), most = (int)p->plan->nsegments;
	const struct segment *s = player_segment(p);
	if (p->fresh || !p->begun)
		return p->segment;
	if (p->by_keys && s) /* it may lie before this one */
		n = 0;
	for (; s && n < most; n++) {
		const struct segment *t = &p->plan->segments[n];
		bool same = s->press >= 0 ? t->press == s->press : t->step == s->step && t->leg == s->leg;
		if (!p->done[n] && !same)
			break;
	}
	return n;
}

/* Planned time of what is still to come after the current segment. */
static int64_t ahead_ms(const struct player *p)
{
	int64_t ms = 0;
	int most = (int)p->plan->nsegments;
	for (int n = p->by_keys ? 0 : p->segment + 1; n < most; n++)
		if (!p->done[n] && n != p->segment)
			ms += p->plan->segments[n].for_ms;
	return ms;
}

static void show_time(const struct player *p, int64_t u, struct player_snapshot *s)
{
	const struct segment *g = player_segment(p);
	int64_t ahead = p->outcome == SESSION_OPEN ? ahead_ms(p) : 0;
	enum player_state under = s->under;
	bool walks = under == PLAYER_WALK || under == PLAYER_REFIND;
	s->elapsed_ms = player_elapsed_u(p, u) / UNITS_PER_MS;
	s->length_ms = p->begun && !p->fresh ? p->len_ms : g ? g->for_ms : 0;
	s->at_ms = p->begun && g ? g->at_ms + min64(s->elapsed_ms, g->for_ms) : p->ended_at_ms;
	if (g && p->outcome == SESSION_OPEN)
		s->total_left_ms = ahead + max64(0, s->length_ms - s->elapsed_ms);
	if (walks) {
		int64_t walked = (u - p->walk_from_u) / UNITS_PER_MS;
		s->total_left_ms += max64(0, p->walk_ms - walked);
		if (under == PLAYER_WALK) {
			s->elapsed_ms = walked;
			s->length_ms = p->walk_ms;
		}
	}
	s->left_ms = max64(0, s->length_ms - s->elapsed_ms);
	s->session_ms = u / UNITS_PER_MS;
	s->session_length_ms = s->session_ms + s->total_left_ms;
}

static struct breath_now breath_of(const struct player *p, const struct segment *g, int64_t elapsed_ms)
{
	int64_t in = elapsed_ms - g->paced_from_ms;
	if (in < 0 || breath_cycle(&g->breath) <= 0)
		return (struct breath_now){.phase = BREATH_NONE};
	return breath_at(&g->breath, in, player_breaths(p, p->segment));
}

static void show_segment(const struct player *p, struct player_snapshot *s)
{
	const struct segment *g = player_segment(p);
	if (!g)
		return;
	s->phase = g->phase;
	s->leg = g->leg;
	s->site = g->site;
	s->pressure = g->pressure;
	s->breaths = p->begun && !p->fresh ? player_breaths(p, p->segment) : g->breaths;
	bool runs = p->begun && !p->fresh && s->under != PLAYER_REFIND && s->under != PLAYER_WALK;
	if (runs) {
		s->breath = breath_of(p, g, s->elapsed_ms);
		s->said = player_said(p, s->elapsed_ms);
	}
	if (g->press >= 0) {
		s->press = g->press + 1;
		s->presses = (int)p->plan->npresses;
		s->last_sore = p->who.place[g->site->index][g->leg == LEG_RIGHT].sore;
	}
}

static void show_press(const struct player *p, struct player_snapshot *s)
{
	const struct live_press *x = &p->press;
	const struct segment *g = player_segment(p);
	if (!x->on || !g || p->fresh)
		return;
	int64_t cycle = breath_cycle(&g->breath);
	bool hold = g->phase == PHASE_HOLD;
	bool more_taken = x->more_had && !x->more_offered && hold;
	s->elastic = x->elastic;
	s->lower_passed = hold ? s->elapsed_ms >= x->lower_ms : x->held_u >= x->lower_ms * UNITS_PER_MS;
	s->ends_with_breath = x->ends_with_breath && hold;
	s->more_offered = x->more_offered;
	s->eased_off = x->eased_off > 0;
	s->nearby = x->nearby;
	if (x->nearby || more_taken)
		s->pressure.lo = s->pressure.hi = NEARBY_PRESSURE;
	if (hold && cycle > 0) {
		s->turns_all = (int)s->breaths;
		s->turns = s->breath.phase == BREATH_NONE ? s->turns_all : (int)s->breath.cycle;
	}
	s->released = x->released;
	s->sore_before = x->sore_before;
	s->sore_now = x->sore_now;
	s->twitches = x->twitches;
}

static void show_state(const struct player *p, struct player_snapshot *s)
{
	s->state = s->under = p->state;
	if (p->state == PLAYER_QUIT)
		s->under = p->quit_under;
	if (s->under == PLAYER_PAUSED)
		s->under = p->pause_under;
	if (p->state == PLAYER_STOPPED)
		s->under = PLAYER_RUN;
	s->pause_why = p->pause_why;
	s->after = p->after;
	s->hands_free = p->o.hands_free;
	s->speed_milli = p->o.speed_milli;
	s->rehearsal = p->o.rehearsal;
	s->segment = p->segment;
	s->stoppable = p->press.on;
	s->next = next_thing(p);
}

struct player_snapshot player_snapshot(const struct player *p, struct mono now)
{
	struct player_snapshot s = {
		.sore_before = RATING_UNKNOWN,
		.sore_now = RATING_UNKNOWN,
		.last_sore = RATING_UNKNOWN,
		.pain_before = p->pain_before,
		.pain_after = p->pain_after,
		.rating = p->rating,
		.asked_again = p->asked_again,
		.notice = p->notice,
		.notice_value = p->notice_value,
		.worse = p->who.worse,
		.done = p->done,
		.results = p->results,
		.nresults = p->nresults,
		.outcome = p->outcome,
		.numb_after = p->numb_after,
		.nearby_offered = p->nearby_offered,
		.changed = p->changed,
	};
	now = now.ns < p->now.ns ? p->now : mono_min(now, player_next_due(p).at);
	int64_t u = player_units_at(p, now);
	show_state(p, &s);
	show_time(p, u, &s);
	show_segment(p, &s);
	show_press(p, &s);
	int64_t asked = now.ns - p->since.ns;
	s.asked_ms = p->state == PLAYER_PAIN || p->state == PLAYER_ASK || p->state == PLAYER_WAIT
			     ? asked / NS_PER_MS
			     : 0;
	s.entered_ms = (now.ns - p->entered.ns) / NS_PER_MS;
	s.let_go_ms = p->let_go.ns ? (now.ns - p->let_go.ns) / NS_PER_MS : -1;
	int64_t live = player_in_hold(p) && u > p->settled_u && p->runs && p->state != PLAYER_REFIND
			       ? u - p->settled_u
			       : 0;
	for (int leg = 0; leg < 2; leg++) {
		bool mine = p->press.on && (p->press.leg == LEG_RIGHT) == leg;
		s.held_ms[leg] = (p->held_u[leg] + (mine ? p->press.held_u + live : 0)) / UNITS_PER_MS;
	}
	s.stood_ns = p->stood_ns + (p->runs || p->state == PLAYER_READY ? 0 : now.ns - p->anchor.ns);
	return s;
}
