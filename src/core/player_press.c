/* A press as it is played: caps, ratings, letting go, longer and shorter, and its row at the end. */
#include "core/player_state.h"

#include "base/mem.h"

const struct segment *player_segment(const struct player *p)
{
	return p->segment >= 0 && p->segment < (int)p->plan->nsegments ? &p->plan->segments[p->segment]
								       : NULL;
}

bool player_in_hold(const struct player *p)
{
	const struct segment *s = player_segment(p);
	return p->press.on && !p->fresh && s && s->phase == PHASE_HOLD;
}

static int side(enum leg leg)
{
	return leg == LEG_RIGHT;
}

static int64_t phase_ms(const struct player *p, int segment)
{
	return segment < 0 ? 0 : p->plan->segments[segment].for_ms;
}

static int64_t min64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* What the place may still be held today, ms, this press included; `held_u` is what this press has
 * had already. */
static int64_t room_ms(const struct player *p, const struct site *site, enum leg leg, int64_t held_u)
{
	const struct limits *l = &p->plan->atlas->limits;
	int64_t day_u = p->who.place[site->index][side(leg)].held_ms * UNITS_PER_MS +
			p->had[site->index][side(leg)].held_u + held_u;
	int64_t day = l->place_ms - (day_u + UNITS_PER_MS - 1) / UNITS_PER_MS;
	int64_t once = min64(l->press_max, min64(site->press_max_ms, p->who.press_most));
	return min64(day, once - (held_u + UNITS_PER_MS - 1) / UNITS_PER_MS);
}

/* What is left of the time on the tool before a walk is due, ms. */
static int64_t tool_room_ms(const struct player *p)
{
	int64_t live = 0;
	if (p->press.on && p->u > p->settled_u)
		live = p->u - p->settled_u;
	return p->plan->atlas->limits.tool_stretch - (p->stretch_u + live + UNITS_PER_MS - 1) / UNITS_PER_MS;
}

/* Why a press does not start: NOTICE_NONE if it may. */
enum notice player_press_refused(const struct player *p, int press)
{
	const struct press *x = &p->plan->presses[press];
	const struct place_state *place = &p->who.place[x->site->index][side(x->leg)];
	bool nearby = p->press.nearby && !p->press.on;
	int presses = place->presses + p->had[x->site->index][side(x->leg)].presses;
	if (place->closed != OPEN && place->closed != CLOSED_SHARE && !nearby)
		return NOTICE_PLACE_CLOSED;
	if (presses >= p->plan->atlas->limits.presses_most || room_ms(p, x->site, x->leg, 0) < x->lower_ms)
		return NOTICE_SHARE_HAD;
	return NOTICE_NONE;
}

/* Whether the press (or, of the one in progress, its hold) would pass the time on the tool. A range
 * counts with its lower end: it gives way first. `later_ms`: if it began so much later. */
bool player_needs_walk(const struct player *p, int press, int64_t later_ms)
{
	const struct press *x = &p->plan->presses[press];
	int64_t need = x->lower_ms + phase_ms(p, x->ease) + phase_ms(p, x->rest);
	if (!p->press.on || p->press.index != press)
		need += phase_ms(p, x->find) + phase_ms(p, x->sink);
	if (p->press.on)
		need += later_ms;
	return p->stretch_u > 0 && need > tool_room_ms(p);
}

void player_press_begin(struct player *p, int press)
{
	const struct press *x = &p->plan->presses[press];
	bool nearby = p->press.nearby;
	p->press = (struct live_press){
		.on = true,
		.index = press,
		.site = x->site,
		.leg = x->leg,
		.began = p->now,
		.planned_ms = phase_ms(p, x->hold),
		.lower_ms = x->lower_ms,
		.elastic = x->elastic,
		.nearby = nearby,
		.sore_before = RATING_UNKNOWN,
		.sore_now = RATING_UNKNOWN,
		.sore_after = RATING_UNKNOWN,
	};
}

/* How long the hold runs: its upper end, less where a cap leaves no room, in whole breaths. */
int64_t player_hold_length(struct player *p)
{
	const struct press *x = &p->plan->presses[p->press.index];
	const struct segment *s = &p->plan->segments[x->hold];
	int64_t cycle = breath_cycle(&s->breath);
	int64_t room = room_ms(p, p->press.site, p->press.leg, p->press.held_u);
	int64_t after = phase_ms(p, x->ease) + phase_ms(p, x->rest);
	int64_t most = min64(room, tool_room_ms(p) - after);
	if (s->for_ms <= most)
		return s->for_ms;
	if (most <= 0)
		return 0;
	return cycle > 0 ? most / cycle * cycle : most;
}

/* Whether `more_ms` beyond the hold's present end pass no cap. */
bool player_hold_fits(const struct player *p, int64_t more_ms)
{
	const struct press *x = &p->plan->presses[p->press.index];
	int64_t after = phase_ms(p, x->ease) + phase_ms(p, x->rest);
	int64_t live = player_in_hold(p) && p->u > p->settled_u ? p->u - p->settled_u : 0;
	int64_t left = player_in_hold(p) ? p->len_ms - player_elapsed_ms(p) : 0;
	int64_t room = room_ms(p, p->press.site, p->press.leg, p->press.held_u + live);
	return left + more_ms <= room && left + more_ms + after <= tool_room_ms(p);
}

bool player_press_ends_in_time(const struct player *p, const struct plan *plan, int n)
{
	int press = plan->segments[n].press;
	int64_t after = 0;
	if (plan->segments[n].phase < PHASE_HOLD)
		return true; /* the hold looks for itself before it begins */
	for (n++; n < (int)plan->nsegments && plan->segments[n].press == press; n++)
		after += plan->segments[n].for_ms;
	return after <= tool_room_ms(p);
}

int64_t player_press_fit(const struct player *p, int64_t len_ms)
{
	const struct press *x = &p->plan->presses[p->press.index];
	const struct segment *s = player_segment(p);
	int64_t cycle = breath_cycle(&s->breath);
	int64_t room = tool_room_ms(p);
	if (s->phase < PHASE_HOLD)
		return len_ms;
	if (s->phase == PHASE_HOLD) {
		room -= phase_ms(p, x->ease);
		room = min64(room, room_ms(p, p->press.site, p->press.leg, p->press.held_u));
	}
	room -= s->phase == PHASE_REST ? 0 : phase_ms(p, x->rest);
	room += player_elapsed_ms(p);
	if (len_ms <= room)
		return len_ms;
	return s->phase == PHASE_HOLD && cycle > 0 ? room / cycle * cycle : room;
}

void player_press_moved(struct player *p)
{
	int press = p->plan->segments[p->segment].press;
	const struct press *x = &p->plan->presses[press];
	p->press.index = press;
	p->press.site = x->site;
	p->press.planned_ms = phase_ms(p, x->hold);
	p->press.lower_ms = x->lower_ms;
	p->press.elastic = x->elastic;
	p->press.more_offered &= x->more_ms > 0;
	if (p->press.sore_now == RATING_UNKNOWN)
		return;
	struct place_state *place = &p->who.place[x->site->index][side(x->leg)];
	place->sore = p->press.sore_now;
	place->sore_now = true;
}

static void set_length(struct player *p, int64_t len_ms)
{
	if (len_ms == p->len_ms)
		return;
	p->len_ms = len_ms;
	player_cues_moved(p);
}

/* Finding again took time on the tool: the hold gives it back where the cap leaves no room. */
void player_hold_trim(struct player *p)
{
	const struct press *x = &p->plan->presses[p->press.index];
	int64_t most = player_elapsed_ms(p) + tool_room_ms(p) - phase_ms(p, x->ease) - phase_ms(p, x->rest);
	if (player_in_hold(p) && p->len_ms > most)
		set_length(p, most > player_elapsed_ms(p) ? most : player_elapsed_ms(p));
}

enum hold_outcome player_press_outcome(const struct player *p)
{
	if (p->press.ended_eased)
		return HOLD_EASED_OFF;
	return p->press.released ? HOLD_RELEASED : HOLD_FULL;
}

static void keep_result(struct player *p, const struct hold_row *h)
{
	mem_grow((void **)&p->results, p->nresults, &p->results_cap, sizeof *p->results);
	p->results[p->nresults++] = (struct player_result){
		.site = p->press.site,
		.leg = h->leg,
		.outcome = h->outcome,
		.why = h->why,
		.sore_before = h->sore_before,
		.sore_after = h->sore_after,
		.held_ms = h->held_ms,
	};
}

static void count_press(struct player *p, enum hold_outcome how)
{
	int leg = side(p->press.leg);
	p->held_u[leg] += p->press.held_u;
	p->had[p->press.site->index][leg].held_u += p->press.held_u;
	p->had[p->press.site->index][leg].presses +=
		p->press.held_u >= p->plan->atlas->limits.press_min * UNITS_PER_MS;
	bool whole = how == HOLD_FULL || how == HOLD_RELEASED || how == HOLD_EASED_OFF;
	p->untouched = whole && !p->press.touched ? p->untouched + 1 : 0;
}

/* The press is over: its row goes out, once. */
void player_press_end(struct player *p, enum hold_outcome how, enum stop_why why)
{
	if (!p->press.on)
		return;
	player_settle(p);
	struct effect *e = player_emit(p, FX_HOLD);
	e->site = p->press.site;
	e->leg = p->press.leg;
	e->hold = (struct hold_row){
		.n = (int)p->nresults,
		.site = p->press.site->id,
		.leg = p->press.leg,
		.planned_ms = p->press.planned_ms,
		.held_ms = p->press.held_u / UNITS_PER_MS,
		.tool_ms = p->press.tool_u / UNITS_PER_MS,
		.outcome = how,
		.why = why,
		.sore_before = p->press.sore_before,
		.sore_after = p->press.sore_after,
		.twitches = p->press.twitches,
		.rehearsal = p->o.rehearsal,
	};
	keep_result(p, &e->hold);
	count_press(p, how);
	bool rated = p->press.sore_before != RATING_UNKNOWN && p->press.sore_after != RATING_UNKNOWN;
	if (how == HOLD_FULL && rated)
		player_tell(p, NOTICE_ANOTHER_DAY, 0);
	p->press = (struct live_press){0};
	p->one = false;
}

/* The hold has run to its end: thirty seconds more are offered once, if the place has not let go. */
void player_hold_over(struct player *p)
{
	const struct press *x = &p->plan->presses[p->press.index];
	if (p->o.hands_free || p->press.released || p->press.more_had || x->more_ms <= 0)
		return;
	if ((x->ease < 0 && x->rest < 0) || !player_hold_fits(p, x->more_ms))
		return;
	p->press.more_offered = p->press.more_had = true;
	player_tell(p, NOTICE_MORE_OFFERED, (int)(x->more_ms / MS_PER_S));
}

/* The thirty seconds more: back into the hold, where it had ended. */
static void take_more(struct player *p)
{
	const struct press *x = &p->plan->presses[p->press.index];
	int64_t had = p->press.held_u;
	p->press.more_offered = false;
	if (!player_hold_fits(p, x->more_ms)) { /* what was spent on the way here counts too */
		player_tell(p, NOTICE_CAP, 0);
		return;
	}
	player_cues_cancel(p, false);
	player_hold_time(p);
	p->segment = x->hold;
	p->done[x->hold] = false;
	if (x->ease >= 0)
		p->done[x->ease] = false;
	p->len_ms = had / UNITS_PER_MS + x->more_ms;
	p->elapsed_u = had;
	p->from_u = p->u;
	player_emit(p, FX_SEGMENT);
	player_cues_resume(p);
	player_tell(p, NOTICE_MORE_TAKEN, (int)(x->more_ms / MS_PER_S));
}

static void tell_let_go(struct player *p, enum notice n)
{
	if (!p->press.let_go_told)
		player_sound(p, SOUND_LET_GO, CUE_NEXT, NULL);
	p->press.let_go_told = true;
	player_tell(p, n, 0);
}

/* The end of the breath that is being drawn, ms of the segment. */
static int64_t breath_end(const struct player *p)
{
	const struct segment *s = player_segment(p);
	int64_t cycle = breath_cycle(&s->breath);
	int64_t elapsed = player_elapsed_up_ms(p);
	if (cycle <= 0)
		return elapsed;
	int64_t breaths = (elapsed - s->paced_from_ms + cycle - 1) / cycle;
	return s->paced_from_ms + (breaths > 0 ? breaths : 1) * cycle;
}

/* "It let go": ends with this breath, an elastic hold not before its lower figure; again, now. */
void player_let_go(struct player *p)
{
	if (p->press.ends_with_breath) {
		player_end_segment(p);
		return;
	}
	int64_t end = breath_end(p);
	bool early = p->press.elastic && end < p->press.lower_ms;
	if (early)
		end = p->press.lower_ms;
	p->press.released = true;
	p->press.ends_with_breath = true;
	set_length(p, min64(end, p->len_ms));
	tell_let_go(p, early ? NOTICE_ENDS_AT_LOWER : NOTICE_ENDS_WITH_BREATH);
}

static bool rating_released(const struct live_press *x, int value)
{
	int before = x->sore_before;
	return value <= 2 || value <= before - 2 || value * 2 <= before;
}

static void ease_off(struct player *p)
{
	p->press.eased_off++;
	player_tell(p, NOTICE_EASE_OFF, p->press.eased_off);
	player_sound(p, SOUND_EASE_OFF, CUE_STOP, NULL);
	if (p->press.eased_off < 2)
		return;
	p->press.ended_eased = true;
	p->press.released = false;
	if (p->state != PLAYER_PAUSED) /* then it ends when the session goes on */
		player_end_eased(p);
}

/* From wherever the press is to its ease. */
void player_end_eased(struct player *p)
{
	const struct press *x = &p->plan->presses[p->press.index];
	if (p->state == PLAYER_REFIND)
		p->state = PLAYER_RUN;
	player_cues_cancel(p, true);
	player_hold_time(p);
	for (int n = x->find >= 0 ? x->find : x->hold; n <= x->hold; n++)
		p->done[n] = true;
	player_go_next(p);
}

static void remember_sore(struct player *p, int value)
{
	struct place_state *place = &p->who.place[p->press.site->index][side(p->press.leg)];
	place->sore = value;
	place->sore_now = true;
	for (size_t i = (size_t)p->segment; i < p->plan->nsegments; i++) {
		const struct step *s = p->plan->segments[i].step;
		if (s && s->pick == PICK_SOREST) {
			player_emit(p, FX_REPLAN);
			return;
		}
	}
}

/* A digit in a press: how sore it is now. */
void player_rate_sore(struct player *p, int value)
{
	enum phase phase = player_segment(p)->phase;
	bool finding = phase == PHASE_FIND || phase == PHASE_SINK;
	bool pressing = finding || phase == PHASE_HOLD;
	bool first = p->press.sore_before == RATING_UNKNOWN && pressing;
	bool rise = !finding && pressing && !first && value >= p->press.sore_before + 2;
	struct effect *e = player_emit(p, FX_RATING);
	e->what = "sore";
	e->value = value;
	e->hold.n = (int)p->nresults;
	p->press.sore_now = value;
	p->press.rated_in_find |= finding;
	if (finding || first)
		p->press.sore_before = value;
	else
		p->press.sore_after = value;
	remember_sore(p, value);
	player_tell(p, NOTICE_RATED, value);
	if (pressing && (rise || value > 7)) {
		ease_off(p);
		return;
	}
	const struct segment *s = player_segment(p);
	if (pressing && s->pressure.hi > 0 && value > s->pressure.hi)
		player_tell(p, NOTICE_LIGHTER, s->pressure.hi);
	bool known = p->press.sore_before != RATING_UNKNOWN;
	if (!finding && known && !p->press.released && rating_released(&p->press, value)) {
		p->press.released = true;
		p->press.more_offered = false;
		tell_let_go(p, NOTICE_LET_GO);
	}
}

/* The digit 1 was the first of a ten: what followed from it does not stand. */
void player_unrate_one(struct player *p)
{
	p->press.sore_before = p->before_one.sore_before;
	p->press.sore_after = p->before_one.sore_after;
	p->press.released = p->before_one.released;
	p->press.more_offered = p->before_one.more_offered;
	p->press.let_go_told = p->before_one.let_go_told;
}

static void hold_longer(struct player *p)
{
	int64_t cycle = breath_cycle(&player_segment(p)->breath);
	int64_t step = cycle > 0 ? cycle : STEP_MS;
	if (!player_hold_fits(p, step)) {
		player_tell(p, NOTICE_CAP, 0);
		return;
	}
	p->press.ends_with_breath = false;
	set_length(p, p->len_ms + step);
	player_tell(p, NOTICE_ONE_MORE_BREATH, 0);
}

static void hold_shorter(struct player *p)
{
	int64_t cycle = breath_cycle(&player_segment(p)->breath);
	int64_t len = p->len_ms - (cycle > 0 ? cycle : STEP_MS);
	if (len < breath_end(p))
		return;
	set_length(p, len);
	player_tell(p, NOTICE_ONE_LESS_BREATH, 0);
}

/* `+`: the thirty seconds that are offered, a breath more in a hold, ten seconds elsewhere. */
void player_longer(struct player *p)
{
	if (p->press.on && p->press.more_offered) {
		take_more(p);
	} else if (player_in_hold(p)) {
		hold_longer(p);
	} else if (p->press.on && p->len_ms - player_elapsed_ms(p) + STEP_MS > tool_room_ms(p)) {
		player_tell(p, NOTICE_CAP, 0);
	} else {
		set_length(p, p->len_ms + STEP_MS);
		player_tell(p, NOTICE_TEN_MORE, 0);
	}
}

void player_shorter(struct player *p)
{
	if (player_in_hold(p)) {
		hold_shorter(p);
		return;
	}
	int64_t elapsed = player_elapsed_up_ms(p);
	int64_t len = p->len_ms - STEP_MS;
	set_length(p, len < elapsed ? elapsed : len);
	player_tell(p, NOTICE_TEN_LESS, 0);
}
