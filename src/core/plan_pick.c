/* Which places a hold presses: picks, steads, and what a person's body has had for the day. */
#include <string.h>

#include "base/mem.h"
#include "core/plan_build.h"

struct tally *plan_tally(struct build *b, const struct site *site)
{
	for (size_t i = 0; i < b->ntally; i++)
		if (b->tally[i].site == site)
			return &b->tally[i];
	mem_grow((void **)&b->tally, b->ntally, &b->room_tally, sizeof *b->tally);
	b->tally[b->ntally] = (struct tally){.site = site};
	return &b->tally[b->ntally++];
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t plan_press_most(const struct atlas *a, const struct person *who, const struct site *site)
{
	int64_t most = least(a->limits.press_max, who->press_most);

	return site->press_max_ms > 0 ? least(most, site->press_max_ms) : most;
}

struct place_state plan_place_state(const struct person *who, const struct site *site, enum leg leg)
{
	if (site->index < 0 || site->index >= SITE_MOST)
		return (struct place_state){.sore = -1, .last_day = INT64_MIN};
	return who->place[site->index][leg == LEG_RIGHT];
}

/* Whether the day still has room for a press. What is planned before it counts as written, as the
 * limits judge it, so that fitting to breaths leaves nothing out; it is fitted into the room there is. */
static bool has_room(struct build *b, const struct hold_figures *f, const struct site *site, enum leg leg)
{
	const struct limits *l = &b->plan->atlas->limits;
	struct place_state s = plan_place_state(b->who, site, leg);
	const struct tally *t = plan_tally(b, site);
	int side = leg == LEG_RIGHT;
	int64_t needed = least(f->lo, plan_press_most(b->plan->atlas, b->who, site));

	return s.presses + t->leg[side].ahead < l->presses_most &&
	       s.held_ms + t->leg[side].written_ms + needed <= l->place_ms &&
	       s.held_ms + t->leg[side].ahead_ms + l->press_min <= l->place_ms;
}

/* An author's own place that is as near to the sit bone as the atlas's upper one. */
static bool own_by_sit_bone(const struct atlas *a, const struct site *site)
{
	const struct site *upper = atlas_site(a, "thigh-inner-upper");

	return !site->code && site->part == PART_THIGH && upper && site->along <= upper->along_hi;
}

static enum closed closed_now(struct build *b, const struct hold_figures *f, const struct site *site,
			      enum leg leg)
{
	enum closed c = plan_place_state(b->who, site, leg).closed;

	if ((b->who->no_calf && site->ask_calf) ||
	    (b->who->no_sit_bone && own_by_sit_bone(b->plan->atlas, site)))
		return CLOSED_ANSWER;
	return c != OPEN ? c : has_room(b, f, site, leg) ? OPEN : CLOSED_SHARE;
}

/* Whether `a` is to be picked rather than `b`, which stands earlier in the list. */
static bool picked_before(enum pick kind, const struct place_state *a, const struct place_state *b)
{
	switch (kind) {
	case PICK_SOREST:
		if (a->sore_now != b->sore_now)
			return a->sore_now;
		return a->sore > b->sore;
	case PICK_TURNS:
		return a->last_day < b->last_day;
	case PICK_FIRST:
	case PICK_NONE:
		break;
	}
	return false;
}

static struct choice pick(struct build *b, const struct unroll_at *at, const struct hold_figures *f,
			  enum leg leg)
{
	enum pick kind = at->step->pick;
	struct choice best = {0};
	struct place_state known = {0};

	for (size_t i = 0; i < at->step->nplaces; i++) {
		const struct site *site = at->step->places[i].site;
		struct place_state s = plan_place_state(b->who, site, leg);
		enum closed why;

		if (plan_tally(b, site)->leg[leg == LEG_RIGHT].taken & 1u << kind)
			continue;
		why = closed_now(b, f, site, leg);
		if (why != OPEN) {
			if (!best.site && !best.wanted)
				best.wanted = site, best.why = why;
		} else if (!best.site || picked_before(kind, &s, &known)) {
			best = (struct choice){.site = site};
			known = s;
		}
	}
	return best;
}

const struct press *plan_played(const struct person *who, uint64_t unit)
{
	for (size_t i = 0; who->played && i < who->played->npresses; i++) {
		const struct press *press = &who->played->presses[i];
		int first = press->find >= 0 ? press->find : press->sink >= 0 ? press->sink : press->hold;

		if (who->played->segments[first].unit == unit)
			return who->played_done[first] || first == who->played_at ? press : NULL;
	}
	return NULL;
}

struct choice plan_choose(struct build *b, const struct unroll_at *at, const struct hold_figures *f,
			  enum leg leg, size_t ordinal)
{
	const struct site *stead = at->step->instead.site;
	struct choice c;

	if (at->step->pick != PICK_NONE) {
		c = pick(b, at, f, leg);
	} else {
		c.wanted = at->step->places[ordinal].site;
		c.why = closed_now(b, f, c.wanted, leg);
		c.site = c.why == OPEN ? c.wanted : NULL;
	}
	if (!c.site && c.wanted && stead && closed_now(b, f, stead, leg) == OPEN)
		c.site = stead;
	return c;
}
