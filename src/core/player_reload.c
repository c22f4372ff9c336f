/* The routine was edited while the session stood: the player goes over to its new plan. */
#include "core/player_state.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/plan_keep.h"

/* Where the session goes on in the new plan. */
struct spot {
	int n;
	enum player_reloaded how;
	bool pressing; /* the press in progress is this one still */
	bool running;  /* the segment is the one that ran */
};

static bool is_site(const struct site *a, const struct site *b)
{
	return !strcmp(a->id, b->id);
}

/* A step that picks its place has picked it: the press stays where it was begun, if that is still in the list. */
static void pin(struct plan *plan, int press, const struct site *site)
{
	struct press *x = &plan->presses[press];
	const struct site *there = NULL;

	for (size_t i = 0; x->step->pick != PICK_NONE && i < x->step->nplaces; i++)
		if (is_site(x->step->places[i].site, site))
			there = x->step->places[i].site;
	if (!there)
		return;
	x->site = there;
	for (size_t i = 0; i < plan->nsegments; i++)
		if (plan->segments[i].press == press)
			plan->segments[i].site = there;
}

/* The segment of the press of row `row` that has come as far as the one that runs; -1: all of it is over. */
static int same_phase(const struct player *p, const struct plan *plan, int row)
{
	enum phase phase = player_segment(p)->phase;
	int press = plan->segments[row].press;

	for (int n = row; n < (int)plan->nsegments && plan->segments[n].press == press; n++)
		if (plan->segments[n].phase >= phase)
			return n;
	return -1;
}

static struct spot behind(const struct plan *plan, int row)
{
	int n = (int)plan_row_next(plan, (size_t)row);

	return (struct spot){n, n < (int)plan->nsegments ? RELOADED_ON : RELOADED_OVER, false, false};
}

static struct spot in_press(const struct player *p, struct plan *plan, int row)
{
	int press = plan->segments[row].press, n;

	pin(plan, press, p->press.site);
	if (!is_site(plan->presses[press].site, p->press.site))
		return (struct spot){row, RELOADED_ANEW, false, false};
	n = same_phase(p, plan, row);
	if (n < 0 || !player_press_ends_in_time(p, plan, n))
		return behind(plan, row);
	return (struct spot){n, RELOADED_HERE, true,
			     !p->fresh && plan->segments[n].phase == player_segment(p)->phase};
}

/* In the row that stands for the one where the session is. */
static struct spot in_row(const struct player *p, struct plan *plan, int row)
{
	size_t first = plan_row_start(p->plan, (size_t)p->segment);
	int n = row + p->segment - (int)first;
	bool press = plan->segments[row].press >= 0;

	if (p->press.on && press)
		return in_press(p, plan, row);
	if (p->press.on || press != (player_segment(p)->press >= 0))
		return (struct spot){row, RELOADED_ANEW, false, false};
	if (n >= (int)plan_row_next(plan, (size_t)row) || plan->segments[n].phase != player_segment(p)->phase)
		return (struct spot){row, p->fresh ? RELOADED_HERE : RELOADED_ANEW, false, false};
	return (struct spot){n, RELOADED_HERE, false, !p->fresh};
}

/* What is gone leaves its place in the order: the session goes on behind what came before it. */
static struct spot find_spot(const struct player *p, struct plan *plan)
{
	size_t i = (size_t)p->segment;
	int row = i < p->plan->nsegments ? plan_keep(p->plan, i, plan) : -1;

	if (row >= 0)
		return in_row(p, plan, row);
	for (i = plan_row_start(p->plan, i); i > 0;) {
		i = plan_row_start(p->plan, i - 1);
		row = plan_keep(p->plan, i, plan);
		if (row >= 0)
			return behind(plan, row);
	}
	return (struct spot){0, plan->nsegments ? RELOADED_ON : RELOADED_OVER, false, false};
}

/* Which segments of the new plan are passed: all before `n`, or once things were moved those of rows that were
 * passed, wherever they lie. */
static bool *carry_done(const struct player *p, const struct plan *plan, int n)
{
	bool *done = mem_calloc(plan->nsegments + 1, sizeof *done);

	for (int i = 0; i < n && !p->by_keys; i++)
		done[i] = true;
	for (size_t i = 0; p->by_keys && i < p->plan->nsegments; i = plan_row_next(p->plan, i)) {
		int row = p->done[plan_row_next(p->plan, i) - 1] ? plan_keep(p->plan, i, plan) : -1;

		for (size_t k = (size_t)row; row >= 0 && k < plan_row_next(plan, (size_t)row); k++)
			done[k] = true;
	}
	return done;
}

/* A press that was still to come, and was moved to before `n`, is so still. True if there is any. */
static bool bring_back(const struct player *p, const struct plan *plan, int n, bool *done)
{
	size_t from = plan_row_next(p->plan, (size_t)p->segment), most = p->plan->nsegments;
	bool any = false;

	for (size_t i = from; i < most; i = plan_row_next(p->plan, i)) {
		int row = p->done[i] ? -1 : plan_keep_press(p->plan, i, plan);
		size_t end = row < 0 ? 0 : plan_row_next(plan, (size_t)row);

		if (row < 0 || end > (size_t)n)
			continue;
		memset(done + row, false, end - (size_t)row);
		any = true;
	}
	return any;
}

/* The done of the new plan; the spot, if it is not a step's own, is the first thing that is left. */
static void take_done(struct player *p, const struct plan *plan, struct spot *to)
{
	bool *done = carry_done(p, plan, to->n);
	bool its_own = to->how == RELOADED_HERE || to->how == RELOADED_ANEW;
	size_t most = plan->nsegments;

	p->by_keys |= !p->by_keys && bring_back(p, plan, to->n, done);
	if (p->by_keys && !its_own)
		for (to->n = 0; to->n < (int)most && done[to->n]; to->n++)
			;
	for (size_t i = plan_row_start(plan, (size_t)to->n); p->by_keys && its_own && i < most; i++)
		if (plan_row_start(plan, i) == plan_row_start(plan, (size_t)to->n))
			done[i] = i < (size_t)to->n;
	if (to->how == RELOADED_OVER && to->n < (int)most)
		to->how = RELOADED_ON;
	free(p->done);
	p->done = done;
}

/* ---- places ---- */

/* The place with the id of `site` in the new plan; itself if it is not in it. */
static const struct site *site_there(const struct plan *plan, const struct site *site)
{
	if (site->index < SITES_BUILT_IN)
		return &plan->atlas->site[site->index];
	for (size_t i = 0; i < plan->npresses; i++)
		if (is_site(plan->presses[i].site, site))
			return plan->presses[i].site;
	return site;
}

/* What this session has done to a place of the routine's own, from its results. */
static void know_own(struct player *p, const struct site *site)
{
	for (size_t i = 0; i < p->nresults; i++) {
		const struct player_result *r = &p->results[i];
		int leg = r->leg == LEG_RIGHT;
		int sore = r->sore_after != RATING_UNKNOWN ? r->sore_after : r->sore_before;
		struct place_state *place = &p->who.place[site->index][leg];

		if (!is_site(r->site, site))
			continue;
		p->had[site->index][leg].held_u += r->held_ms * UNITS_PER_MS;
		p->had[site->index][leg].presses += r->held_ms >= p->plan->atlas->limits.press_min;
		if (sore != RATING_UNKNOWN)
			place->sore = sore, place->sore_now = true;
		if (r->outcome == HOLD_STOPPED && (r->why == WHY_SHARP || r->why == WHY_NUMB))
			place->closed = CLOSED_TODAY;
	}
}

/* A routine's own places are numbered in the order of its file: what is known of them goes by their ids. */
static void carry_places(struct player *p, const struct plan *plan)
{
	struct person nobody = plan_person_neutral();
	bool known[SITE_MOST] = {false};

	for (int i = SITES_BUILT_IN; i < SITE_MOST; i++) {
		memcpy(p->who.place[i], nobody.place[i], sizeof nobody.place[i]);
		memset(p->had[i], 0, sizeof p->had[i]);
	}
	for (size_t i = 0; i < p->nresults; i++)
		p->results[i].site = site_there(plan, p->results[i].site);
	for (size_t i = 0; i < plan->npresses; i++) {
		const struct site *site = plan->presses[i].site;

		if (site->index >= SITES_BUILT_IN && !known[site->index])
			know_own(p, site);
		known[site->index] = true;
	}
}

/* ---- the change ---- */

/* How long the segment that ran runs now: as the new plan has it, but what the person has made of its length stands
 * if the author has not touched it. */
static void refit(struct player *p, int64_t was_ms)
{
	const struct segment *s = player_segment(p);
	int64_t len = s->for_ms == was_ms ? p->len_ms : s->for_ms;

	if (p->press.ends_with_breath && len > p->len_ms)
		len = p->len_ms;
	p->len_ms = p->press.on ? player_press_fit(p, len) : len;
	if (p->len_ms < player_elapsed_up_ms(p))
		p->len_ms = player_elapsed_up_ms(p);
	if (p->pause_under == PLAYER_WAIT && !s->waits)
		p->pause_under = PLAYER_RUN;
	if (p->pause_under == PLAYER_WAIT)
		p->elapsed_u = p->len_ms * UNITS_PER_MS;
	player_cues_resume(p);
}

/* At the beginning of the segment. A walk that was put in before a press stays only before that one. */
static void stand_anew(struct player *p, bool same)
{
	p->fresh = true;
	p->elapsed_u = 0;
	if (p->pause_under != PLAYER_WALK || !same)
		p->pause_under = PLAYER_RUN;
}

enum player_reloaded player_reload(struct player *p, struct plan *plan)
{
	const struct segment *old = player_segment(p);
	int64_t was_ms = old ? old->for_ms : 0;
	struct spot to;

	assert(p->state == PLAYER_PAUSED);
	player_hold_time(p);
	to = find_spot(p, plan);
	if (p->press.on && !to.pressing)
		player_leave_press(p);
	p->press.nearby &= p->press.on || to.how == RELOADED_HERE;
	take_done(p, plan, &to);
	p->plan = plan;
	player_cues_index(p);
	p->segment = p->notice_segment = to.n;
	carry_places(p, plan);
	if (p->press.on)
		player_press_moved(p);
	if (to.running)
		refit(p, was_ms);
	else
		stand_anew(p, to.how == RELOADED_HERE);
	p->one = false;
	p->back_at = (struct mono){0};
	player_tell_position(p);
	return to.n < (int)plan->nsegments ? to.how : RELOADED_OVER;
}

/* ---- saved once more ---- */

static void *copy_of(const void *items, size_t n, size_t size)
{
	void *copy = mem_calloc(n + 1, size);

	if (n)
		memcpy(copy, items, n * size);
	return copy;
}

/* All of it but what lies ahead in the queue: there is nothing. */
static void fill(struct player *p, const struct player *from)
{
	size_t segments = from->plan->nsegments, cues = from->plan->ncues;

	*p = *from;
	p->done = copy_of(from->done, segments + 1, sizeof *p->done);
	p->cue_order = copy_of(from->cue_order, cues, sizeof *p->cue_order);
	p->cue_first = copy_of(from->cue_first, segments + 2, sizeof *p->cue_first);
	p->cue_id = copy_of(from->cue_id, cues, sizeof *p->cue_id);
	p->results = copy_of(from->results, from->nresults, sizeof *p->results);
	p->results_cap = from->nresults;
	p->queue = NULL;
	p->nqueue = p->queue_cap = p->queue_head = 0;
}

struct player *player_copy(const struct player *p)
{
	struct player *copy = mem_calloc(1, sizeof *copy);

	assert(p->state == PLAYER_PAUSED && p->queue_head == p->nqueue);
	fill(copy, p);
	return copy;
}

/* Time has gone on meanwhile, and what is shown is another thing than before. */
void player_restore(struct player *p, const struct player *kept)
{
	struct player was = *p;

	assert(p->state == PLAYER_PAUSED);
	fill(p, kept);
	p->now = was.now;
	p->step_now = was.step_now;
	p->last_cue_id = was.last_cue_id;
	p->changed = was.changed + 1;
	player_release(&was);
}
