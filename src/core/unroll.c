#include "core/unroll.h"

#include "base/text.h"

enum { DEEPEST = 64, TURNS_MOST = 100000, DAY_MS = 86400000 };

/* What holds where nothing is written (format.md, "Steps"). */
enum {
	STRETCH_MS = 20000,
	MOVE_MS = 30000,
	REP_MS = 3000,
	SET_PAUSE_MS = 30000,
	SAY_MS = 2000,      /* a `say`, and so much more ... */
	SAY_COLUMN_MS = 70, /* ... for each column, up to a whole second */
	SAY_WHOLE_MS = 1000
};

struct walker {
	const struct routine *main;
	const struct person *who;
	unroll_visit *visit;
	void *context;
	int turns;
};

/* The worse of the legs that may be pressed: the one, where the other may not be. Swapped legs change
 * places here too. */
static enum leg worse_of(const struct unroll_at *at, const struct person *who)
{
	if (at->left_ok != at->right_ok)
		return at->left_ok ? LEG_LEFT : LEG_RIGHT;
	return who->swapped ? leg_other(who->worse) : who->worse;
}

/* The legs that `l` names, in order, only `around` if that is not LEG_NONE; their count. */
static int legs_of(enum legs l, const struct unroll_at *at, const struct person *who, enum leg out[2])
{
	enum leg first = LEG_NONE, second = LEG_NONE, worse = worse_of(at, who), around = at->leg;
	int n = 0;

	switch (l) {
	case LEGS_NONE:
		out[0] = around;
		return 1;
	case LEGS_BOTH:
		first = who->swapped ? LEG_RIGHT : LEG_LEFT, second = leg_other(first);
		break;
	case LEGS_RIGHT_FIRST:
		first = who->swapped ? LEG_LEFT : LEG_RIGHT, second = leg_other(first);
		break;
	case LEGS_WORSE_FIRST:
		first = worse, second = leg_other(worse);
		break;
	case LEGS_LEFT:
		first = LEG_LEFT;
		break;
	case LEGS_RIGHT:
		first = LEG_RIGHT;
		break;
	case LEGS_WORSE:
		first = worse;
		break;
	case LEGS_OTHER:
		first = leg_other(worse);
		break;
	}
	if (around == LEG_NONE || around == first)
		out[n++] = first;
	if (second != LEG_NONE && (around == LEG_NONE || around == second))
		out[n++] = second;
	return n;
}

int unroll_step_legs(const struct unroll_at *at, const struct person *who, enum leg out[2])
{
	enum legs l = at->step->legs_given ? at->step->legs : LEGS_NONE;

	if (at->step->kind == STEP_HOLD && l == LEGS_NONE)
		l = LEGS_BOTH;
	return legs_of(l, at, who, out);
}

bool unroll_container(enum step_kind k)
{
	return k == STEP_USE || k == STEP_REPEAT || k == STEP_BLOCK || k == STEP_LEGS;
}

static uint64_t key_of(uint64_t around, const struct step *s, int round, enum leg leg)
{
	int parts[] = {s->n, round, (int)leg};

	return text_hash(around, parts, sizeof parts);
}

static bool walk(struct walker *w, struct unroll_at around, const struct step *steps, size_t n);

/* Opens a `legs`, or a `use` that names legs: its steps whole on one leg, then on the other. */
static bool walk_legs(struct walker *w, struct unroll_at at, const struct step *steps, size_t n)
{
	enum leg legs[2];
	int count = legs_of(at.step->legs, &at, w->who, legs);

	for (int i = 0; i < count; i++) {
		struct unroll_at in = at;

		in.leg = legs[i];
		in.key = key_of(at.key, at.step, 0, legs[i]);
		in.pair = key_of(at.pair, at.step, 0, LEG_NONE);
		if (!walk(w, in, steps, n))
			return false;
	}
	return true;
}

static bool walk_use(struct walker *w, struct unroll_at at)
{
	const struct routine *used = at.step->use;

	if (!used)
		return true;
	at.routine = used;
	at.left_ok &= used->press != PRESS_RIGHT;
	at.right_ok &= used->press != PRESS_LEFT;
	if (at.step->legs_given)
		return walk_legs(w, at, used->steps, used->nsteps);
	return walk(w, at, used->steps, used->nsteps);
}

static bool walk_repeat(struct walker *w, struct unroll_at at)
{
	for (int round = 0; round < at.step->count; round++) {
		struct unroll_at in = at;

		if (++w->turns > TURNS_MOST)
			return false;
		in.key = key_of(at.key, at.step, round, LEG_NONE);
		in.pair = key_of(at.pair, at.step, round, LEG_NONE);
		if (!walk(w, in, at.step->steps, at.step->nsteps))
			return false;
	}
	return true;
}

/* What a container holds. */
static bool walk_inside(struct walker *w, struct unroll_at at)
{
	const struct step *s = at.step;

	switch (s->kind) {
	case STEP_USE:
		return walk_use(w, at);
	case STEP_REPEAT:
		return walk_repeat(w, at);
	case STEP_BLOCK:
		at.block = s;
		return walk(w, at, s->steps, s->nsteps);
	case STEP_LEGS:
		return walk_legs(w, at, s->steps, s->nsteps);
	case STEP_HOLD:
	case STEP_STRETCH:
	case STEP_MOVE:
	case STEP_WALK:
	case STEP_BREATHE:
	case STEP_RATE:
	case STEP_REST:
	case STEP_SAY:
	case STEP_KINDS:
		break;
	}
	return true;
}

static bool walk_step(struct walker *w, struct unroll_at at)
{
	struct unroll_at inside = at;

	if (!unroll_container(at.step->kind))
		return w->visit(w->context, &at);
	at.turn = TURN_OPEN;
	if (!w->visit(w->context, &at))
		return false;
	inside.depth++;
	if (!walk_inside(w, inside))
		return false;
	at.turn = TURN_CLOSE;
	return w->visit(w->context, &at);
}

/* The steps of one container, `around` telling what lies around them. */
static bool walk(struct walker *w, struct unroll_at around, const struct step *steps, size_t n)
{
	if (around.depth > DEEPEST)
		return true;
	for (size_t i = 0; i < n; i++) {
		struct unroll_at at = around;

		if (++w->turns > TURNS_MOST)
			return false;
		at.step = &steps[i];
		if (at.routine == w->main)
			at.own = at.step;
		at.optional |= at.step->optional;
		at.key = key_of(around.key, at.step, 0, LEG_NONE);
		at.pair = key_of(around.pair, at.step, 0, LEG_NONE);
		if (!walk_step(w, at))
			return false;
	}
	return true;
}

bool unroll(const struct routine *r, const struct person *who, unroll_visit *visit, void *context)
{
	struct walker w = {.main = r, .who = who, .visit = visit, .context = context};
	struct unroll_at at = {
		.routine = r,
		.left_ok = r->press != PRESS_RIGHT && who->legs != PRESS_RIGHT,
		.right_ok = r->press != PRESS_LEFT && who->legs != PRESS_LEFT,
		.key = TEXT_HASH,
		.pair = TEXT_HASH,
	};

	return walk(&w, at, r->steps, r->nsteps);
}

struct breath unroll_breath(const struct routine *r, const struct step *s)
{
	return s->breath.given   ? s->breath.breath
	       : r->breath.given ? r->breath.breath
				 : routine_breath_default;
}

/* No single length is over a day, so that no sum can overflow; the limits refuse far less. */
static int64_t bounded(int64_t ms)
{
	return ms > DAY_MS ? DAY_MS : ms;
}

/* The first of a step's own, its routine's and the format's length that is there, in ms. */
static int64_t resolved(const struct length *own, const struct length *routines, const struct length *formats,
			const struct breath *b)
{
	return bounded(length_ms(own->given ? own : routines->given ? routines : formats, b));
}

struct hold_figures unroll_hold(const struct routine *r, const struct step *s)
{
	const struct hold_defaults *mine = &r->defaults, *all = &routine_hold_defaults;
	const struct length_range *for_ = s->for_.given      ? &s->for_
					  : mine->for_.given ? &mine->for_
							     : &all->for_;
	struct hold_figures f = {
		.breath = unroll_breath(r, s),
		.pressure = s->pressure.given   ? s->pressure
			    : r->pressure.given ? r->pressure
						: routine_pressure_default,
		.elastic = for_->elastic,
		.style = s->style_given      ? s->style
			 : mine->style_given ? mine->style
					     : all->style,
	};

	f.find = resolved(&s->find, &mine->find, &all->find, &f.breath);
	f.ease = resolved(&s->ease, &mine->ease, &all->ease, &f.breath);
	f.rest = resolved(&s->rest, &mine->rest, &all->rest, &f.breath);
	f.lo = bounded(length_ms(&for_->lo, &f.breath));
	f.hi = for_->elastic ? bounded(length_ms(&for_->hi, &f.breath)) : f.lo;
	return f;
}

static int64_t or_else(const struct length *l, const struct breath *b, int64_t ms)
{
	return bounded(l->given ? length_ms(l, b) : ms);
}

static int at_least_one(int n)
{
	return n < 1 ? 1 : n;
}

/* What it takes to read a line, whatever the voice: up to a whole second. */
static int64_t say_ms(const char *text)
{
	int64_t ms = SAY_MS + (int64_t)SAY_COLUMN_MS * text_width(text);

	return (ms + SAY_WHOLE_MS - 1) / SAY_WHOLE_MS * SAY_WHOLE_MS;
}

struct step_figures unroll_step(const struct routine *r, const struct step *s, const char *text)
{
	struct breath b = unroll_breath(r, s);
	const struct length *for_ = &s->for_.lo;
	struct step_figures f = {.times = 1};
	switch (s->kind) {
	case STEP_STRETCH:
		f.each = or_else(for_, &b, STRETCH_MS);
		f.times = at_least_one(s->times);
		break;
	case STEP_MOVE:
		f.each = s->reps > 0 ? bounded(s->reps * or_else(&s->each, &b, REP_MS))
				     : or_else(for_, &b, MOVE_MS);
		f.times = at_least_one(s->sets);
		f.pause = or_else(&s->pause, &b, SET_PAUSE_MS);
		break;
	case STEP_WALK:
	case STEP_BREATHE:
	case STEP_REST:
		f.each = bounded(length_ms(&s->length, &b));
		break;
	case STEP_SAY:
		f.each = or_else(for_, &b, say_ms(text));
		break;
	case STEP_RATE:
	case STEP_HOLD:
	case STEP_USE:
	case STEP_REPEAT:
	case STEP_BLOCK:
	case STEP_LEGS:
	case STEP_KINDS:
		break;
	}
	return f;
}
