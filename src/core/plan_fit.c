/* Fits a plan into the time that a person has (format.md, "Time, exactly"). Things are given up in this
 * order, and only as far as it takes:
 *
 * 1. the rest of holds, down to 10 s;
 * 2. optional steps, from the last, each time they come round; a container goes whole;
 * 3. breaths of elastic holds, one at a time off the longest (of equals the last), down to the lower end.
 *
 * What is then left over goes back in the reverse order: breaths, steps, whole seconds of rest. A fixed time
 * never shrinks. Both legs lose the same: what one step does on either leg counts as one thing, and so does
 * what two steps do that differ by nothing but their leg.
 *
 * Each state is tried on the plan itself, so that picks, caps and the day's share are what they will be. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/text.h"
#include "core/plan_build.h"

enum {
	REST_LEAST_S = 10,
	S_MS = 1000,
	TRIES_MOST =
		256 /* at putting a dropped step back: enough for any routine that is meant to be played */
};

struct fitting {
	const struct routine *routine;
	const struct atlas *atlas;
	const struct person *who;
	int64_t rest_most;
	struct spares steps;
	struct spare *holds; /* in the order of the plan */
	struct {
		size_t hold;
		int64_t full_ms;
	} * presses;   /* that are elastic */
	size_t *taken; /* holds that lost a breath, one after the other */
	struct cut *cut;
	size_t nholds, npresses, ntaken, room_holds, room_presses, room_taken, room_cut;
};

/* ---- what the files of the plan ask ---- */

static int by_key(const void *a, const void *b)
{
	uint64_t x = ((const struct cut *)a)->key, y = ((const struct cut *)b)->key;

	return (x > y) - (x < y);
}

const struct cut *plan_cut(const struct cuts *c, uint64_t key)
{
	struct cut wanted = {.key = key};

	return c && c->n ? bsearch(&wanted, c->cut, c->n, sizeof wanted, by_key) : NULL;
}

static void tell_dropped(struct build *b, const struct unroll_at *at, const struct cut *c)
{
	const struct step *s = at->step;
	enum leg legs[2];
	bool one = c->one_leg && unroll_step_legs(at, b->who, legs) == 1;

	plan_leave_out(b, (struct left_out){.step = s,
					    .site = s->nplaces == 1 ? s->places[0].site : NULL,
					    .leg = one ? legs[0] : LEG_NONE,
					    .why = CLOSED_TIME});
}

bool plan_drops(struct build *b, const struct unroll_at *at)
{
	const struct cut *c;

	if (b->dropped) {
		if (at->turn == TURN_CLOSE && at->depth + 1 == b->dropped)
			b->dropped = 0;
		return true;
	}
	if (!at->step->optional || at->turn == TURN_CLOSE)
		return false;
	c = plan_cut(b->cuts, at->pair);
	if (!c || c->most_ms)
		return false;
	tell_dropped(b, at, c);
	if (at->turn == TURN_OPEN)
		b->dropped = at->depth + 1;
	return true;
}

/* ---- what may be given up ---- */

static uint64_t add_length(uint64_t h, const struct length *l)
{
	int64_t parts[] = {l->given, l->ms, l->breaths};

	return text_hash(h, parts, sizeof parts);
}

/* What a step does, whichever leg it names: steps that an author wrote out for each leg are found again. */
static uint64_t likeness(uint64_t h, const struct step *s)
{
	int64_t parts[] = {(int)s->kind,
			   (int)s->pick,
			   s->times,
			   s->reps,
			   s->sets,
			   s->count,
			   (int)s->wait,
			   (int)s->measure,
			   (int)s->style,
			   s->for_.elastic,
			   breath_cycle(&s->breath.breath)};

	h = text_hash(h, parts, sizeof parts);
	h = text_hash(h, &s->use, sizeof s->use);
	h = add_length(add_length(h, &s->for_.lo), &s->for_.hi);
	h = add_length(add_length(h, &s->length), &s->each);
	h = add_length(add_length(add_length(h, &s->find), &s->ease), &s->rest);
	for (size_t i = 0; i < s->nplaces; i++)
		h = text_hash(h, &s->places[i].site->index, sizeof s->places[i].site->index);
	if (s->text && s->kind != STEP_BLOCK)
		h = text_hash(h, s->text, strlen(s->text));
	for (size_t i = 0; i < s->nsteps; i++)
		h = likeness(h, &s->steps[i]);
	return text_hash(h, &s->nsteps, sizeof s->nsteps);
}

static unsigned legs_of(const struct build *b, const struct unroll_at *at)
{
	enum leg legs[2];
	unsigned bits = 0;

	for (int i = unroll_step_legs(at, b->who, legs); i-- > 0;)
		bits |= 1U << legs[i];
	return bits;
}

/* The spare step of this turn, made when it is come to first. */
static size_t spare_of(struct spares *all, const struct unroll_at *at)
{
	for (size_t i = all->n; i-- > 0;)
		if (all->s[i].key == at->pair)
			return i;
	mem_grow((void **)&all->s, all->n, &all->room, sizeof *all->s);
	all->s[all->n] = (struct spare){
		.key = at->pair,
		.like = likeness(text_hash(TEXT_HASH, &at->routine, sizeof at->routine), at->step),
		.mate = -1};
	return all->n++;
}

void plan_note_spare(struct build *b, const struct unroll_at *at, int64_t ms)
{
	struct spares *all = b->spares;
	bool optional = at->step->optional;

	if (!all)
		return;
	if (at->turn == TURN_CLOSE) {
		all->nopen -= optional;
		return;
	}
	if (optional) {
		mem_grow((void **)&all->open, all->nopen, &all->room_open, sizeof *all->open);
		all->open[all->nopen++] = spare_of(all, at);
	}
	if (at->turn == TURN_OPEN)
		return;
	for (size_t i = 0; i < all->nopen; i++)
		all->s[all->open[i]].legs |= legs_of(b, at);
	if (all->nopen)
		all->s[all->open[all->nopen - 1]].own_ms += ms;
	all->nopen -= optional;
}

static unsigned left_right(const struct spare *s)
{
	return s->legs & (1U << LEG_LEFT | 1U << LEG_RIGHT);
}

/* The first on one leg goes with the first that is like it on the other, the second with the second. */
static void find_mates(struct spare *s, size_t n)
{
	const unsigned both = 1U << LEG_LEFT | 1U << LEG_RIGHT;

	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n && s[i].mate < 0 && left_right(&s[i]); k++)
			if (s[k].mate < 0 && s[k].like == s[i].like &&
			    left_right(&s[k]) == (both ^ left_right(&s[i]))) {
				s[i].mate = (int)k;
				s[k].mate = (int)i;
				s[i].earlier = true;
			}
}

/* ---- trying ---- */

static void add_cut(struct fitting *f, size_t n, const struct spare *s, int64_t most_ms)
{
	unsigned legs = left_right(s);

	mem_grow((void **)&f->cut, n, &f->room_cut, sizeof *f->cut);
	f->cut[n] = (struct cut){s->key, most_ms, legs == 1U << LEG_LEFT || legs == 1U << LEG_RIGHT};
}

/* What is given up now; good until the next call. */
static struct cuts cuts_now(struct fitting *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->steps.n; i++)
		if (f->steps.s[i].dropped)
			add_cut(f, n++, &f->steps.s[i], 0);
	for (size_t i = 0; i < f->nholds; i++)
		if (f->holds[i].most_ms < f->holds[i].full_ms)
			add_cut(f, n++, &f->holds[i], f->holds[i].most_ms);
	if (n)
		qsort(f->cut, n, sizeof *f->cut, by_key);
	return (struct cuts){f->rest_most, f->cut, n};
}

static int64_t planned_now(struct fitting *f)
{
	struct cuts c = cuts_now(f);
	struct plan *p = plan_lay_out(f->routine, f->atlas, f->who, &c, NULL);
	int64_t ms = p->planned_ms;

	plan_free(p);
	return ms;
}

static bool fits(struct fitting *f)
{
	return planned_now(f) <= f->who->minutes_ms;
}

/* ---- steps ---- */

static void drop(struct fitting *f, size_t i, bool dropped)
{
	struct spare *s = &f->steps.s[i];

	s->dropped = dropped;
	if (s->mate >= 0)
		f->steps.s[s->mate].dropped = dropped;
}

/* Leaves the first `keep` and drops the others. Mates go when it is the turn of the last of them. */
static void drop_from(struct fitting *f, size_t keep)
{
	for (size_t i = 0; i < f->steps.n; i++)
		if (!f->steps.s[i].earlier)
			drop(f, i, i >= keep);
}

/* As few as it takes, all if that is not enough. */
static void drop_steps(struct fitting *f)
{
	size_t keep = 0, not = f->steps.n;

	while (not -keep > 1) {
		size_t middle = keep + (not -keep) / 2;

		drop_from(f, middle);
		if (fits(f))
			keep = middle;
		else
			not = middle;
	}
	drop_from(f, keep);
}

static void put_steps_back(struct fitting *f)
{
	int64_t left = f->who->minutes_ms - planned_now(f);
	int tries = 0;

	for (size_t i = 0; i < f->steps.n && tries < TRIES_MOST; i++) {
		const struct spare *s = &f->steps.s[i];
		int64_t own = s->own_ms + (s->mate >= 0 ? f->steps.s[s->mate].own_ms : 0);

		if (!s->dropped || s->earlier || own > left)
			continue;
		tries++;
		drop(f, i, false);
		if (fits(f))
			left = f->who->minutes_ms - planned_now(f);
		else
			drop(f, i, true);
	}
}

/* ---- breaths ---- */

static size_t hold_of(struct fitting *f, const struct plan *p, const struct press *press)
{
	int64_t cycle = breath_cycle(&p->segments[press->hold].breath);
	int64_t parts[] = {cycle, press->lower_ms, press->step->pick == PICK_NONE ? press->site->index : 0};

	for (size_t i = f->nholds; i-- > 0;)
		if (f->holds[i].key == press->pair)
			return i;
	mem_grow((void **)&f->holds, f->nholds, &f->room_holds, sizeof *f->holds);
	f->holds[f->nholds] = (struct spare){
		.key = press->pair,
		.like = text_hash(likeness(TEXT_HASH, press->step), parts, sizeof parts),
		.mate = -1,
		.cycle_ms = cycle,
		.lower_ms = press->lower_ms,
	};
	return f->nholds++;
}

static void find_holds(struct fitting *f)
{
	struct cuts c = cuts_now(f);
	struct plan *p = plan_lay_out(f->routine, f->atlas, f->who, &c, NULL);

	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *press = &p->presses[i];
		struct spare *h;

		if (!press->elastic)
			continue;
		mem_grow((void **)&f->presses, f->npresses, &f->room_presses, sizeof *f->presses);
		f->presses[f->npresses].hold = hold_of(f, p, press);
		f->presses[f->npresses].full_ms = press->upper_ms;
		h = &f->holds[f->presses[f->npresses++].hold];
		h->legs |= 1U << press->leg;
		if (press->upper_ms > h->full_ms)
			h->full_ms = h->most_ms = press->upper_ms;
	}
	plan_free(p);
	find_mates(f->holds, f->nholds);
	for (size_t i = 0; i < f->nholds; i++) {
		struct spare *h = &f->holds[i], *mate = h->mate >= 0 ? &f->holds[h->mate] : h;

		if (mate->full_ms > h->full_ms)
			h->full_ms = h->most_ms = mate->full_ms;
	}
}

/* The hold that may lose a breath next; -1: none may. */
static int longest(const struct fitting *f)
{
	int best = -1;

	for (size_t i = 0; i < f->nholds; i++) {
		const struct spare *h = &f->holds[i];

		if (!h->earlier && h->most_ms - h->cycle_ms >= h->lower_ms &&
		    (best < 0 || h->most_ms >= f->holds[best].most_ms))
			best = (int)i;
	}
	return best;
}

/* What the breath that ends at `ms` of a hold takes, on both legs. */
static int64_t breath_takes(const struct fitting *f, size_t hold, int64_t ms)
{
	int64_t takes = 0;

	for (size_t i = 0; i < f->npresses; i++) {
		size_t own = f->presses[i].hold;

		if ((own == hold || f->holds[own].mate == (int)hold) && f->presses[i].full_ms >= ms)
			takes += f->holds[hold].cycle_ms;
	}
	return takes;
}

static void set_most(struct fitting *f, size_t hold, int64_t ms)
{
	struct spare *h = &f->holds[hold];

	h->most_ms = ms;
	if (h->mate >= 0)
		f->holds[h->mate].most_ms = ms;
}

static void take_breath(struct fitting *f, size_t hold)
{
	mem_grow((void **)&f->taken, f->ntaken, &f->room_taken, sizeof *f->taken);
	f->taken[f->ntaken++] = hold;
	set_most(f, hold, f->holds[hold].most_ms - f->holds[hold].cycle_ms);
}

/* Until it fits or there is none left; returns what is planned then. */
static int64_t take_breaths(struct fitting *f, int64_t planned)
{
	int64_t time = f->who->minutes_ms;

	while (planned > time && longest(f) >= 0) {
		for (int i = longest(f); planned > time && i >= 0; i = longest(f)) {
			planned -= breath_takes(f, (size_t)i, f->holds[i].most_ms);
			take_breath(f, (size_t)i);
		}
		planned = planned_now(f);
	}
	return planned;
}

static void give_breaths_back(struct fitting *f, int64_t planned)
{
	int64_t left = f->who->minutes_ms - planned;

	for (size_t i = f->ntaken; i-- > 0;) {
		size_t hold = f->taken[i];
		int64_t ms = f->holds[hold].most_ms + f->holds[hold].cycle_ms;
		int64_t takes = breath_takes(f, hold, ms);

		if (takes <= left) {
			set_most(f, hold, ms);
			left -= takes;
		}
	}
	take_breaths(f, planned_now(f));
}

/* ---- rests ---- */

static int64_t longest_rest_s(const struct plan *p)
{
	int64_t ms = 0;

	for (size_t i = 0; i < p->npresses; i++) {
		int rest = p->presses[i].rest;

		if (rest >= 0 && p->segments[rest].for_ms > ms)
			ms = p->segments[rest].for_ms;
	}
	return (ms + S_MS - 1) / S_MS;
}

/* The longest rests for which there is time, none above another that was written as long. */
static void give_rest_back(struct fitting *f, int64_t longest_s)
{
	int64_t good = REST_LEAST_S, bad = longest_s + 1;

	while (bad - good > 1) {
		int64_t middle = good + (bad - good) / 2;

		f->rest_most = middle * S_MS;
		if (fits(f))
			good = middle;
		else
			bad = middle;
	}
	f->rest_most = good * S_MS;
}

/* ---- the whole ---- */

static void give_up(struct fitting *f, int64_t longest_s)
{
	int64_t planned;

	f->rest_most = (int64_t)REST_LEAST_S * S_MS;
	find_mates(f->steps.s, f->steps.n);
	if (!fits(f)) {
		drop_steps(f);
		planned = planned_now(f);
		if (planned > f->who->minutes_ms) {
			find_holds(f);
			planned = take_breaths(f, planned);
			give_breaths_back(f, planned);
		}
		if (planned > f->who->minutes_ms)
			return;
		put_steps_back(f);
	}
	give_rest_back(f, longest_s);
}

static const struct cuts *keep(const struct cuts *c, struct arena *arena)
{
	struct cuts *kept = arena_alloc(arena, sizeof *kept);

	*kept = *c;
	kept->cut = arena_array(arena, c->n + 1, sizeof *kept->cut);
	for (size_t i = 0; i < c->n; i++)
		kept->cut[i] = c->cut[i];
	return kept;
}

static const struct cuts *fit(struct fitting *f, struct arena *arena)
{
	struct plan *whole = plan_lay_out(f->routine, f->atlas, f->who, NULL, NULL);
	bool enough = whole->planned_ms <= f->who->minutes_ms;
	int64_t longest_s = longest_rest_s(whole);
	struct cuts least = {.rest_most = (int64_t)REST_LEAST_S * S_MS};

	plan_free(whole);
	if (enough)
		return NULL;
	plan_free(plan_lay_out(f->routine, f->atlas, f->who, &least, &f->steps));
	give_up(f, longest_s);
	least = cuts_now(f);
	return keep(&least, arena);
}

const struct cuts *plan_fit(const struct routine *r, const struct atlas *a, const struct person *who,
			    struct arena *arena)
{
	struct fitting f = {.routine = r, .atlas = a, .who = who, .rest_most = INT64_MAX};
	const struct cuts *c;

	if (who->played)
		return who->played->cuts ? keep(who->played->cuts, arena) : NULL;
	if (who->minutes_ms <= 0)
		return NULL;
	c = fit(&f, arena);
	free(f.steps.s);
	free(f.steps.open);
	free(f.holds);
	free(f.presses);
	free(f.taken);
	free(f.cut);
	return c;
}

int64_t plan_shortest_possible(const struct routine *r, const struct atlas *a, const struct person *who)
{
	struct person hurried = *who;
	struct plan *p;
	int64_t ms;

	hurried.minutes_ms = 1;
	hurried.played = NULL;
	p = plan_without_words(r, a, &hurried);
	ms = p->planned_ms;
	plan_free(p);
	return ms;
}
