/* Limits over the whole session, judged along the unrolled routine for the neutral person. Each is
 * blamed on the step that passes it; a step of a used routine on the `use`. */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/limits_report.h"
#include "core/plan.h"
#include "core/unroll.h"

/* The dose of one place on one leg, every candidate of a pick counted. */
struct dose {
	const struct site *site;
	enum leg leg;
	int presses;
	int64_t ms;
	unsigned picks; /* bit n: a pick of kind n has named it on this leg */
};

/* The press whose pause is still to be judged by what follows. */
struct pending {
	const struct step *step; /* NULL: none */
	enum leg leg;
	int64_t pause_ms;
};

/* How the places of a leg are reached: on the chair, or with the leg up for a calf. */
struct set_up {
	bool calf;
	int changes; /* since the last walk; -1: nothing pressed yet */
};

struct whole {
	const struct routine *routine;
	const struct atlas *atlas;
	const struct limits *limits;
	struct diag *diag;
	struct person who;
	bool part; /* only steps are judged, and sizes */
	struct dose *doses;
	size_t ndoses, room_doses;
	int64_t total_ms, tool_ms;
	int64_t stretch_ms;   /* on the tool since the last two minutes of walking */
	int64_t unbroken_ms;  /* of walking, up to now */
	int64_t last_walk_ms; /* walked since the last press */
	bool pressed, stretch_told;
	struct pending pending;
	struct set_up set_up[2]; /* left, right */
	bool order_told;
	int64_t rounds; /* of 4-7-8 */
	int segments;
	const struct step *last; /* the main routine's step that was come to last */
	bool names_worse;        /* a step is for the worse leg or the other one */
};

/* Whether adding `ms` passes `most` just now. */
static bool passes(int64_t *sum, int64_t ms, int64_t most)
{
	bool before = *sum <= most;

	*sum += ms;
	return before && *sum > most;
}

static void add_total(struct whole *w, const struct unroll_at *at, int64_t ms)
{
	char most[DURATION_TEXT];

	if (passes(&w->total_ms, ms, w->limits->total) && !w->part)
		limits_report(w->diag, LIMIT_TOTAL, at->own->at, at->own, NULL,
			      _("with this step the routine lasts over %s, and so long a sitting does more "
				"harm than good"),
			      duration_spell(most, w->limits->total));
}

static void add_tool(struct whole *w, const struct unroll_at *at, int64_t ms)
{
	bool deep = w->routine->tag_bits & TAG_DEEP;
	char most[DURATION_TEXT], stand[DURATION_TEXT];

	if (passes(&w->tool_ms, ms, w->limits->tool_deep) && !w->part && !deep)
		diag_hint(w->diag,
			  limits_report(w->diag, LIMIT_DEEP, at->own->at, at->own, NULL,
					_("with this step the routine is over %s on the tool, which only "
					  "practised legs "
					  "should have, and at most once a week"),
					duration_spell(most, w->limits->tool_deep)),
			  "%s", _("give it the tag `deep`, or make it shorter"));
	if (!passes(&w->stretch_ms, ms, w->limits->tool_stretch) || w->part || w->stretch_told)
		return;
	duration_spell(stand, w->limits->stand_min);
	diag_hint(w->diag,
		  limits_report(w->diag, LIMIT_TOOL_STRETCH, at->own->at, at->own, NULL,
				_("with this step a person is over %s on the tool without %s of walking, and "
				  "a leg needs "
				  "its blood back"),
				duration_spell(most, w->limits->tool_stretch), stand),
		  _("put `- walk: %s` before it"), stand);
	w->stretch_told = true;
}

static struct dose *dose_of(struct whole *w, const struct site *site, enum leg leg)
{
	for (size_t i = 0; i < w->ndoses; i++)
		if (w->doses[i].site == site && w->doses[i].leg == leg)
			return &w->doses[i];
	mem_grow((void **)&w->doses, w->ndoses, &w->room_doses, sizeof *w->doses);
	w->doses[w->ndoses] = (struct dose){.site = site, .leg = leg};
	return &w->doses[w->ndoses++];
}

static void add_dose(struct whole *w, const struct unroll_at *at, const struct site *site, enum leg leg,
		     int64_t ms)
{
	struct dose *dose = dose_of(w, site, leg);
	unsigned pick = 1u << at->step->pick;
	char most[DURATION_TEXT];

	if (at->step->pick != PICK_NONE && dose->picks & pick)
		return;
	dose->picks |= pick;
	if (++dose->presses == w->limits->presses_most + 1 && !w->part)
		limits_report(w->diag, LIMIT_PRESSES, at->own->at, at->own, NULL,
			      _("this is press %d on \"%s\" of the %s leg, and more than %d in a session "
				"only make a "
				"spot sore"),
			      dose->presses, site->id, leg_text(leg), w->limits->presses_most);
	if (passes(&dose->ms, ms, w->limits->place_ms) && !w->part)
		limits_report(w->diag, LIMIT_PLACE_TIME, at->own->at, at->own, NULL,
			      _("with this step \"%s\" of the %s leg is pressed for over %s, the most a spot "
				"should "
				"have in a day"),
			      site->id, leg_text(leg), duration_spell(most, w->limits->place_ms));
}

/* `leg` is put to work again. */
static void judge_pause(struct whole *w, enum leg leg)
{
	struct pending p = w->pending;
	char least[DURATION_TEXT];

	w->pending.step = NULL;
	if (!p.step || p.leg != leg || p.pause_ms >= w->limits->pause_warn)
		return;
	limits_report(
		w->diag, LIMIT_PAUSE, p.step->at, p.step, NULL,
		_("`ease` and `rest` together are under %s before the same leg goes on, which is too short "
		  "for the blood to come back"),
		duration_spell(least, w->limits->pause_warn));
}

static void add_press(struct whole *w, const struct unroll_at *at, const struct hold_figures *f, enum leg leg)
{
	judge_pause(w, leg);
	w->pending = (struct pending){at->step, leg, f->ease + f->rest};
	w->pressed = true;
	w->last_walk_ms = 0;
	w->unbroken_ms = 0;
	add_tool(w, at, f->find + f->hi + f->ease + f->rest);
	add_total(w, at, f->find + f->hi + f->ease + f->rest);
	w->segments += 1 + (f->find > 0) + (f->find > f->breath.out) + (f->ease > 0) + (f->rest > 0);
}

/* Who goes from the thigh to the calf and back moves chairs twice. A place that is picked on the day may be anywhere. */
static void judge_order(struct whole *w, const struct unroll_at *at, const struct site *site, enum leg leg)
{
	struct set_up *up = &w->set_up[leg == LEG_RIGHT];
	bool calf = site->part == PART_CALF;

	if (at->step->pick != PICK_NONE)
		return;
	if (up->changes < 0 || calf != up->calf)
		up->changes++;
	up->calf = calf;
	if (up->changes < 2 || w->order_told || w->part)
		return;
	w->order_told = true;
	limits_report(
		w->diag, LIMIT_ORDER, at->own->at, at->own, NULL,
		_("this goes back between thigh and calf, and each time the leg is moved to another chair: "
		  "the places of one part together need that once"));
}

static void forget_order(struct whole *w)
{
	w->set_up[0].changes = w->set_up[1].changes = -1;
}

static void judge_calf(struct whole *w, const struct unroll_at *at, const struct place *p)
{
	bool own = at->routine == w->routine;

	if (!p->site || !p->site->ask_calf || !(w->routine->tag_bits & TAG_DRIVING))
		return;
	limits_report(
		w->diag, LIMIT_DRIVING_CALF, own ? p->at : at->own->at, at->own, own ? "hold" : NULL,
		_("a calf is not pressed after a drive (the tag `driving`): long sitting can leave a clot in "
		  "it"));
}

/* A press that is too long is told as that. The sums count as much of it as may be, so that what only
 * breaks because of it is not told beside it. */
static int64_t press_counted(const struct whole *w, const struct step *s, int64_t ms)
{
	int64_t most = w->limits->press_max;

	for (size_t i = 0; i < s->nplaces; i++)
		if (s->places[i].site->press_max_ms && s->places[i].site->press_max_ms < most)
			most = s->places[i].site->press_max_ms;
	return ms < most ? ms : most;
}

static void add_hold(struct whole *w, const struct unroll_at *at)
{
	const struct step *s = at->step;
	struct hold_figures f = unroll_hold(at->routine, s);
	enum leg legs[2];
	int n = unroll_step_legs(at, &w->who, legs);

	f.hi = press_counted(w, s, f.hi);
	for (size_t i = 0; i < s->nplaces; i++)
		judge_calf(w, at, &s->places[i]);
	judge_calf(w, at, &s->instead);
	for (int k = 0; k < n; k++) {
		if (legs[k] == LEG_LEFT ? !at->left_ok : !at->right_ok)
			continue;
		for (size_t i = 0; i < s->nplaces; i++) {
			if (i == 0 || s->pick == PICK_NONE)
				add_press(w, at, &f, legs[k]);
			judge_order(w, at, s->places[i].site, legs[k]);
			add_dose(w, at, s->places[i].site, legs[k], f.hi);
		}
	}
}

static void add_walk(struct whole *w, int64_t ms)
{
	w->pending.step = NULL;
	forget_order(w);
	w->unbroken_ms += ms;
	w->last_walk_ms += ms;
	if (w->unbroken_ms >= w->limits->stand_min) {
		w->stretch_ms = 0;
		w->stretch_told = false;
	}
}

/* What a step that is no hold, of `ms` in all, does for the rest of the legs. What may be left out
 * counts for nothing. */
static void add_recovery(struct whole *w, const struct unroll_at *at, enum leg leg, int64_t ms)
{
	enum step_kind k = at->step->kind;

	if (k == STEP_MOVE || k == STEP_STRETCH)
		judge_pause(w, leg == LEG_NONE ? w->pending.leg : leg);
	if (k != STEP_WALK && ms)
		w->unbroken_ms = 0;
	if (at->optional)
		return;
	if (k == STEP_WALK)
		add_walk(w, ms);
	if (k == STEP_REST || k == STEP_BREATHE)
		w->pending.pause_ms += ms;
}

static void add_rounds(struct whole *w, const struct unroll_at *at, int64_t ms)
{
	static const struct breath round = {.in = 4000, .top = 7000, .out = 8000};
	struct breath b = unroll_breath(at->routine, at->step);

	if (at->step->kind != STEP_BREATHE && at->step->kind != STEP_STRETCH)
		return;
	if (memcmp(&b, &round, sizeof b) != 0)
		return;
	if (passes(&w->rounds, ms / breath_cycle(&b), w->limits->rounds_478))
		limits_report(w->diag, LIMIT_ROUNDS, at->own->at, at->own, NULL,
			      _("over %d rounds of 4-7-8 make many people light-headed"),
			      w->limits->rounds_478);
}

/* Segments of a step that is no hold, as the plan makes them. */
static int segments_of(const struct step_figures *f, const struct step *s)
{
	return f->each > 0 || s->kind == STEP_RATE ? f->times + (f->pause > 0 ? f->times - 1 : 0) : 0;
}

static void add_other(struct whole *w, const struct unroll_at *at)
{
	struct step_figures f = unroll_step(at->routine, at->step, at->step->text ? at->step->text : "");
	enum leg legs[2];
	int n = unroll_step_legs(at, &w->who, legs);
	int64_t ms;

	if (f.times > w->limits->segments)
		f.times = w->limits->segments + 1;
	ms = n * (f.times * f.each + (f.times - 1) * f.pause);
	w->segments += n * segments_of(&f, at->step);
	add_total(w, at, ms);
	add_rounds(w, at, ms);
	add_recovery(w, at, n ? legs[0] : LEG_NONE, ms);
}

static bool turn(void *context, const struct unroll_at *at)
{
	struct whole *w = context;

	w->last = at->own;
	w->names_worse |= at->step->legs == LEGS_WORSE || at->step->legs == LEGS_OTHER;
	if (at->depth >= w->limits->depth) {
		limits_report(w->diag, LIMIT_NESTING, at->step->at, at->step, NULL,
			      _("steps are nested over %d deep here, more than anyone can follow"),
			      w->limits->depth);
		return false;
	}
	if (at->turn != TURN_STEP)
		return true;
	if (at->step->kind == STEP_HOLD)
		add_hold(w, at);
	else
		add_other(w, at);
	return w->segments <= w->limits->segments;
}

/* A walk is added as the last step, in the column of the last one; one that is there is made to count. */
static void hint_last_walk(struct whole *w, struct diag_entry *e, const struct step *last, const char *least)
{
	uint32_t column = diag_dash(w->diag, last->at);
	bool walk = last->kind == STEP_WALK, brief = walk && last->length.ms < w->limits->last_walk;

	if (walk && last->optional && brief)
		diag_hint(w->diag, e, _("at least %s, and take `optional` away"), least);
	else if (walk && last->optional)
		diag_hint(w->diag, e, "%s", _("take `optional` away from it"));
	else if (walk)
		diag_hint(w->diag, e, _("at least %s"), least);
	else if (column)
		diag_hint(w->diag, e, _("add `- walk: %s` as the last step, in column %u"), least,
			  (unsigned)column);
	else
		diag_hint(w->diag, e, _("add `- walk: %s` as the last step"), least);
}

static void judge_last_walk(struct whole *w)
{
	const struct step *s = &w->routine->steps[w->routine->nsteps - 1];
	bool too_short = s->kind == STEP_WALK && !s->optional;
	char least[DURATION_TEXT];
	struct diag_entry *e;

	if (w->part || !w->pressed || w->last_walk_ms >= w->limits->last_walk)
		return;
	duration_spell(least, w->limits->last_walk);
	e = limits_report(
		w->diag, LIMIT_LAST_WALK, too_short ? s->value_at : s->at, s, too_short ? "walk" : NULL,
		_("a routine that presses ends with at least %s of walking, so that the blood moves "
		  "before anyone hurries off"),
		least);
	hint_last_walk(w, e, s, least);
}

/* Over four places a leg are more than people keep up day after day. */
static void judge_daily(struct whole *w, const struct plan *p)
{
	for (int leg = 0; leg < 2; leg++) {
		int places = 0;

		for (size_t i = 0; i < p->npresses; i++) {
			const struct press *press = &p->presses[i];
			const struct step *own = p->segments[press->hold].own;

			if ((press->leg == LEG_RIGHT) != leg || press->k > 1 ||
			    ++places != w->limits->daily_places + 1)
				continue;
			limits_report(w->diag, LIMIT_DAILY_PLACES, own->at, own, NULL,
				      _("with this step an everyday routine presses over %d places a leg, "
					"more than "
					"most people keep up"),
				      w->limits->daily_places);
		}
	}
}

static int64_t pressed_ms(const struct plan *p, const struct site *site, enum leg leg)
{
	int64_t ms = 0;

	for (size_t i = 0; i < p->npresses; i++)
		if (p->presses[i].site == site && p->presses[i].leg == leg)
			ms += p->presses[i].upper_ms;
	return ms;
}

/* The place that is pressed first in some steps; NULL if none is. */
static const struct site *first_place(const struct step *steps, size_t n)
{
	const struct site *first = NULL;

	for (size_t i = 0; i < n && !first; i++)
		first = steps[i].nplaces ? steps[i].places[0].site
					 : first_place(steps[i].steps, steps[i].nsteps);
	return first;
}

/* The second of two steps in one list that are for the same leg and begin with the same place; NULL if there are
 * none. */
static const struct step *leg_again(const struct step *steps, size_t n)
{
	const struct step *seen[2] = {NULL, NULL}, *again;

	for (size_t i = 0; i < n; i++) {
		const struct step *s = &steps[i];
		bool one = s->kind == STEP_LEGS && (s->legs == LEGS_LEFT || s->legs == LEGS_RIGHT);
		const struct step **first = &seen[s->legs == LEGS_RIGHT];

		if (!one) {
			again = leg_again(s->steps, s->nsteps);
			if (again)
				return again;
		} else if (!*first) {
			*first = s;
		} else if (first_place(s->steps, s->nsteps) ==
			   first_place((*first)->steps, (*first)->nsteps)) {
			return s;
		}
	}
	return NULL;
}

/* `legs: left` over the left half and over the right one: a copy in which the word was not changed. */
static void judge_one_leg(struct whole *w)
{
	const struct step *again =
		w->routine->press == PRESS_BOTH ? leg_again(w->routine->steps, w->routine->nsteps) : NULL;
	const char *word;
	struct diag_entry *e;

	if (!again)
		return;
	word = legs_name(again->legs);
	e = limits_report(w->diag, LIMIT_SIDES, again->at, again, NULL,
			  _("this is for the %s leg again, and the other leg is never pressed"), word);
	diag_hint(w->diag, e,
		  _("write legs: %s here; if only one leg is meant, write press: %s at the top of the file"),
		  legs_name(again->legs == LEGS_LEFT ? LEGS_RIGHT : LEGS_LEFT), word);
}

/* Unequal sides are meant where only one leg is pressed, or where the worse one is named. */
static void judge_sides(struct whole *w, const struct plan *p)
{
	if ((!p->leg[0].ms || !p->leg[1].ms) && !w->names_worse)
		judge_one_leg(w);
	if (!p->leg[0].ms || !p->leg[1].ms || p->leg[0].ms == p->leg[1].ms || w->names_worse)
		return;
	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *press = &p->presses[i];
		const struct step *own = p->segments[press->hold].own;

		if (pressed_ms(p, press->site, LEG_LEFT) == pressed_ms(p, press->site, LEG_RIGHT))
			continue;
		limits_report(w->diag, LIMIT_SIDES, own->at, own, NULL,
			      _("the left leg is pressed for %lld s and the right for %lld s; uneven sides "
				"are easily "
				"a slip"),
			      (long long)p->leg[0].ms / 1000, (long long)p->leg[1].ms / 1000);
		return;
	}
}

/* What is judged on the plan as the neutral person gets it. */
static void judge_plan(struct whole *w)
{
	bool daily = w->routine->tag_bits & TAG_DAILY;
	struct plan *p;

	if (w->part || !w->pressed || (w->names_worse && !daily))
		return;
	p = plan_without_words(w->routine, w->atlas, &w->who);
	if (daily)
		judge_daily(w, p);
	judge_sides(w, p);
	plan_free(p);
}

void limits_whole(const struct routine *r, const struct atlas *a, struct diag *d)
{
	struct whole w = {
		.routine = r,
		.atlas = a,
		.limits = &a->limits,
		.diag = d,
		.who = plan_person_neutral(),
		.part = r->tag_bits & TAG_PART,
	};
	size_t errors = diag_count(d, DIAG_ERROR);
	bool whole;

	forget_order(&w);
	whole = r->nsteps && unroll(r, &w.who, turn, &w);

	if (whole)
		judge_last_walk(&w);
	else if (r->nsteps && diag_count(d, DIAG_ERROR) == errors)
		limits_report(
			d, LIMIT_SEGMENTS, w.last->at, w.last, NULL,
			_("with this step the routine has over %d moments, more than a session can hold"),
			w.limits->segments);
	if (whole && diag_count(d, DIAG_ERROR) == errors)
		judge_plan(&w);
	free(w.doses);
}
