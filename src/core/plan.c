/* Compiles a routine into flat segments and presses. The words are given in plan_words.c, the cues
 * in plan_cues.c, the choice of places in plan_pick.c. */
#include "core/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "core/plan_build.h"

/* The table of phases: word, the sound at its start. */
#define PHASE_TABLE(X)                                                                                       \
	X(FIND, "find", SOUND_FIND)                                                                          \
	X(SINK, "sink", SOUND_SINK)                                                                          \
	X(HOLD, "hold", SOUND_HOLD)                                                                          \
	X(EASE, "ease", SOUND_EASE)                                                                          \
	X(REST, "rest", SOUND_REST)                                                                          \
	X(SAY, "say", SOUND_START)                                                                           \
	X(MOVE, "move", SOUND_START)                                                                         \
	X(STRETCH, "stretch", SOUND_START)                                                                   \
	X(WALK, "walk", SOUND_START)                                                                         \
	X(BREATHE, "breathe", SOUND_START)                                                                   \
	X(RATE, "rate", SOUND_RATE)

struct phase_row {
	const char *name;
	enum sound sound;
};

#define PHASE_ROW(id, word, event) [PHASE_##id] = {word, event},
static const struct phase_row phases[PHASES] = {PHASE_TABLE(PHASE_ROW)};

const char *phase_name(enum phase p)
{
	return phases[p].name;
}

const char *cue_kind_name(enum cue_kind k)
{
	static const char *const names[] = {"stop", "next", "leg", "count", "cheer"};

	return names[k];
}

const char *cue_state_name(enum cue_state s)
{
	static const char *const names[] = {"kept", "moved", "dropped"};

	return names[s];
}

struct person plan_person_neutral(void)
{
	struct person who = {.worse = LEG_LEFT, .pressure_most = 10, .press_most = INT64_MAX};

	for (int i = 0; i < SITE_MOST; i++)
		for (int leg = 0; leg < 2; leg++)
			who.place[i][leg] = (struct place_state){.sore = -1, .last_day = INT64_MIN};
	return who;
}

static bool has_room(const struct build *b, size_t more)
{
	return b->nsegments + more <= (size_t)b->plan->atlas->limits.segments;
}

/* The same segment has the same keys in every plan of a routine. */
static uint64_t unit_key(uint64_t turn, enum leg leg, size_t ordinal)
{
	int parts[] = {(int)leg, (int)ordinal};

	return text_hash(turn, parts, sizeof parts);
}

static uint64_t segment_key(uint64_t unit, enum phase phase, int nth)
{
	int parts[] = {(int)phase, nth};

	return text_hash(unit, parts, sizeof parts);
}

/* Adds a segment of `ms`, fixed, for `leg`; a segment that takes no time and waits for nobody is
 * left out (NULL). The caller has seen to it that there is room. */
static struct segment *add(struct build *b, const struct unroll_at *at, uint64_t unit, enum phase phase,
			   int nth, enum leg leg, int64_t ms)
{
	struct segment *s;

	if (ms <= 0 && phase != PHASE_RATE)
		return NULL;
	mem_grow((void **)&b->segments, b->nsegments, &b->room_segments, sizeof *b->segments);
	s = &b->segments[b->nsegments];
	*s = (struct segment){
		.n = (int)b->nsegments++,
		.key = segment_key(unit, phase, nth),
		.unit = unit,
		.step = at->step,
		.own = at->own,
		.step_n = at->own->n,
		.id = at->step->id,
		.line = at->own->at.line,
		.phase = phase,
		.leg = leg,
		.press = -1,
		.at_ms = b->plan->planned_ms,
		.for_ms = ms,
		.shortest_ms = ms,
		.longest_ms = ms,
		.optional = at->optional,
		.title = at->block ? at->block->text : NULL,
		.sound = phases[phase].sound,
	};
	b->plan->planned_ms += ms;
	return s;
}

/* Paces the whole breaths that fit; what is left over is quiet. */
static void pace(struct segment *s, const struct breath *breath)
{
	int64_t cycle = breath_cycle(breath);

	s->breaths = cycle > 0 ? s->for_ms / cycle : 0;
	if (s->breaths)
		s->breath = *breath;
}

/* How long a press is, in whole breaths; `breaths` is 0 if one alone would pass the cap. */
struct fit {
	int64_t lower, upper, breaths;
};

static struct fit fit_fixed(const struct breath *breath, int64_t ms, int64_t most)
{
	int64_t cycle = breath_cycle(breath), n = breath_fit(breath, ms);

	if (cycle <= 0 || cycle > most) {
		int64_t plain = ms < most ? ms : most;

		return (struct fit){plain, plain, 0};
	}
	if (n * cycle > most)
		n = most / cycle;
	return (struct fit){n * cycle, n * cycle, n};
}

/* A range's lower end rounds up, its upper end down; where they cross, the nearest. */
static struct fit fit_range(const struct breath *breath, int64_t lo, int64_t hi, int64_t most)
{
	int64_t cycle = breath_cycle(breath);

	if (hi > most)
		hi = most;
	if (lo > hi || cycle <= 0 || cycle > most)
		return fit_fixed(breath, hi, most);
	int64_t up = (lo + cycle - 1) / cycle, down = hi / cycle;
	if (up <= down)
		return (struct fit){up * cycle, down * cycle, down};
	bool lower_is_near = lo - down * cycle <= up * cycle - hi;
	if (up * cycle > most || (lower_is_near && down > 0))
		return fit_fixed(breath, down * cycle, most);
	return fit_fixed(breath, up * cycle, most);
}

/* A press that is to be made: `played` as it was begun, else NULL. */
struct slot {
	enum leg leg;
	const struct site *site;
	uint64_t unit, pair;
	const struct press *played;
};

static struct fit fit_press(struct build *b, const struct hold_figures *f, const struct slot *at)
{
	const struct site *site = at->site;
	enum leg leg = at->leg;
	const struct cut *cut = plan_cut(b->cuts, at->pair);
	int64_t hi = cut && cut->most_ms < f->hi ? cut->most_ms : f->hi;
	int64_t most = plan_press_most(b->plan->atlas, b->who, site);
	int64_t room = b->plan->atlas->limits.place_ms - plan_place_state(b->who, site, leg).held_ms -
		       plan_tally(b, site)->leg[leg == LEG_RIGHT].ahead_ms;

	if (room < most)
		most = room;
	return f->elastic ? fit_range(&f->breath, f->lo, hi, most) : fit_fixed(&f->breath, f->lo, most);
}

/* What the author wrote, if the breath alone made another time of it: not a ceiling or a full day. */
static int64_t written_before(const struct hold_figures *f, struct fit fit)
{
	int64_t moved = f->hi > fit.upper ? f->hi - fit.upper : fit.upper - f->hi;

	return !f->elastic && fit.breaths && moved * 2 <= breath_cycle(&f->breath) && moved ? f->hi : 0;
}

static struct fit fit_as_played(const struct plan *plan, const struct press *p)
{
	return (struct fit){p->lower_ms, p->upper_ms, plan->segments[p->hold].breaths};
}

static struct pressure under_ceiling(struct pressure p, int most)
{
	if (p.hi > most)
		p.hi = most;
	if (p.lo > p.hi)
		p.lo = p.hi;
	return p;
}

/* Makes a segment part of the press being built. */
static int belongs(struct build *b, struct segment *s, const struct hold_figures *f)
{
	const struct press *p = &b->presses[b->npresses];

	if (!s)
		return -1;
	int most_there = plan_place_state(b->who, p->site, p->leg).pressure_most;

	s->press = (int)b->npresses;
	s->site = p->site;
	s->style = f->style;
	s->pressure = under_ceiling(f->pressure, b->who->pressure_most);
	if (most_there > 0)
		s->pressure = under_ceiling(s->pressure, most_there);
	return s->n;
}

/* Find, and as its end the sink: its last out-breath, or all of a shorter find. The in-breath before
 * it is paced where it fits. */
static void add_find(struct build *b, const struct unroll_at *at, uint64_t unit, const struct hold_figures *f)
{
	struct press *p = &b->presses[b->npresses];
	int64_t sink_ms = f->find < f->breath.out ? f->find : f->breath.out;
	struct segment *find = add(b, at, unit, PHASE_FIND, 0, p->leg, f->find - sink_ms), *sink;
	int32_t in = f->breath.in + f->breath.sip;

	p->find = belongs(b, find, f);
	if (find) {
		find->waits = true;
		if (in <= find->for_ms) {
			find->breath = (struct breath){.in = f->breath.in, .sip = f->breath.sip};
			find->breaths = 1;
			find->paced_from_ms = find->for_ms - in;
		}
	}
	sink = add(b, at, unit, PHASE_SINK, 0, p->leg, sink_ms);
	p->sink = belongs(b, sink, f);
	if (sink) {
		sink->breath = (struct breath){.out = (int32_t)sink_ms};
		sink->breaths = 1;
	}
}

static void count_press(struct build *b, const struct press *p, int64_t written_ms, bool behind)
{
	struct tally *t = plan_tally(b, p->site);
	int leg = p->leg == LEG_RIGHT;

	t->leg[leg].presses++;
	t->leg[leg].taken |= 1u << p->step->pick;
	if (!behind) {
		t->leg[leg].ahead++;
		t->leg[leg].ahead_ms += p->upper_ms;
		t->leg[leg].written_ms += written_ms;
	}
}

/* Less where time is short, but no less than it takes. */
static int64_t rest_of(const struct build *b, const struct hold_figures *f)
{
	return b->cuts && b->cuts->rest_most < f->rest ? b->cuts->rest_most : f->rest;
}

static void add_press(struct build *b, const struct unroll_at *at, const struct hold_figures *f,
		      const struct slot *slot)
{
	struct fit fit = slot->played ? fit_as_played(b->who->played, slot->played) : fit_press(b, f, slot);
	enum leg leg = slot->leg;
	uint64_t unit = slot->unit;
	struct press *p;
	struct segment *hold;

	if (fit.upper <= 0)
		return;
	mem_grow((void **)&b->presses, b->npresses, &b->room_presses, sizeof *b->presses);
	p = &b->presses[b->npresses];
	*p = (struct press){
		.step = at->step,
		.site = slot->site,
		.leg = leg,
		.pair = slot->pair,
		.lower_ms = fit.lower,
		.upper_ms = fit.upper,
		.elastic = fit.lower < fit.upper,
		.written_ms = written_before(f, fit),
	};
	add_find(b, at, unit, f);
	hold = add(b, at, unit, PHASE_HOLD, 0, leg, fit.upper);
	p->hold = belongs(b, hold, f);
	hold->shortest_ms = fit.lower;
	hold->breaths = fit.breaths;
	if (fit.breaths)
		hold->breath = f->breath;
	p->ease = belongs(b, add(b, at, unit, PHASE_EASE, 0, leg, f->ease), f);
	p->rest = belongs(b, add(b, at, unit, PHASE_REST, 0, leg, rest_of(b, f)), f);
	count_press(b, p, f->hi, slot->played != NULL);
	p->k = plan_tally(b, p->site)->leg[leg == LEG_RIGHT].presses;
	b->npresses++;
}

/* A place that rests is told once, in however many steps it stands. */
void plan_leave_out(struct build *b, struct left_out l)
{
	bool rests = l.why != OPEN && l.why != CLOSED_TIME;

	for (size_t i = 0; i < b->nleft_out; i++) {
		const struct left_out *o = &b->left_out[i];

		if ((rests || o->step == l.step) && o->leg == l.leg && o->site == l.site &&
		    o->instead == l.instead && o->why == l.why)
			return;
	}
	mem_grow((void **)&b->left_out, b->nleft_out, &b->room_left_out, sizeof *b->left_out);
	b->left_out[b->nleft_out++] = l;
}

static void leave_out(struct build *b, const struct step *step, enum leg leg, struct choice c)
{
	plan_leave_out(b,
		       (struct left_out){
			       .step = step, .site = c.wanted, .leg = leg, .why = c.why, .instead = c.site});
}

static bool press_on_leg(struct build *b, const struct unroll_at *at, const struct hold_figures *f,
			 enum leg leg)
{
	size_t slots = at->step->pick != PICK_NONE ? 1 : at->step->nplaces;

	for (size_t i = 0; i < slots; i++) {
		uint64_t unit = unit_key(at->key, leg, i);
		const struct press *played = plan_played(b->who, unit);
		struct choice c = {.site = played ? played->site : NULL};
		struct slot slot = {leg, NULL, unit, unit_key(at->pair, LEG_NONE, i), played};

		if (!has_room(b, PHASE_REST + 1))
			return false;
		if (!played)
			c = plan_choose(b, at, f, leg, i);
		if (c.wanted && c.wanted != c.site && !played)
			leave_out(b, at->step, leg, c);
		slot.site = c.site;
		if (c.site)
			add_press(b, at, f, &slot);
	}
	return true;
}

static bool add_hold(struct build *b, const struct unroll_at *at)
{
	struct hold_figures f = unroll_hold(at->routine, at->step);
	enum leg legs[2];
	int n = unroll_step_legs(at, b->who, legs);

	for (int i = 0; i < n; i++)
		if (legs[i] == LEG_LEFT ? !at->left_ok : !at->right_ok)
			leave_out(b, at->step, legs[i], (struct choice){0});
		else if (!press_on_leg(b, at, &f, legs[i]))
			return false;
	return true;
}

/* What a segment of a step that is no hold holds besides its length. */
static void furnish(struct segment *s, const struct unroll_at *at, int set, int sets)
{
	const struct step *step = at->step;
	struct breath breath = unroll_breath(at->routine, step);

	if (s->phase == PHASE_STRETCH || s->phase == PHASE_BREATHE)
		pace(s, &breath);
	s->waits = step->kind == STEP_RATE || step->wait;
	s->measure = step->measure;
	s->set = set;
	s->sets = sets;
	if (step->kind == STEP_MOVE && step->reps > 0) {
		s->reps = step->reps;
		s->each_ms = s->for_ms / step->reps;
	}
}

static enum phase phase_of(enum step_kind k)
{
	switch (k) {
	case STEP_STRETCH:
		return PHASE_STRETCH;
	case STEP_MOVE:
		return PHASE_MOVE;
	case STEP_WALK:
		return PHASE_WALK;
	case STEP_BREATHE:
		return PHASE_BREATHE;
	case STEP_RATE:
		return PHASE_RATE;
	case STEP_SAY:
		return PHASE_SAY;
	case STEP_REST:
	case STEP_HOLD:
	case STEP_USE:
	case STEP_REPEAT:
	case STEP_BLOCK:
	case STEP_LEGS:
	case STEP_KINDS:
		break;
	}
	return PHASE_REST;
}

/* A walk, a breath or a rest is for no leg, also where one leg's turn is. */
static bool has_leg(enum phase p)
{
	return p != PHASE_WALK && p != PHASE_BREATHE && p != PHASE_REST;
}

static bool add_other(struct build *b, const struct unroll_at *at)
{
	enum phase phase = phase_of(at->step->kind);
	enum leg legs[2];
	int n = unroll_step_legs(at, b->who, legs);

	for (int i = 0; i < n; i++) {
		enum leg leg = has_leg(phase) ? legs[i] : LEG_NONE;
		uint64_t unit = unit_key(at->key, leg, 0);
		const char *text = plan_fill(b->plan->arena, at->step->text, &(struct words){.leg = leg});
		struct step_figures f = unroll_step(at->routine, at->step, text);

		for (int k = 0; k < f.times; k++) {
			struct segment *s;

			if (!has_room(b, 2))
				return false;
			if (k)
				add(b, at, unit, PHASE_REST, k, leg, f.pause);
			s = add(b, at, unit, phase, k, leg, f.each);
			if (s)
				furnish(s, at, k + 1, f.times);
		}
	}
	return true;
}

static void open_scope(struct build *b, const struct step *s)
{
	if (!s->say && !s->speak && !s->ncues && s->sound == SOUND_NONE)
		return;
	mem_grow((void **)&b->scopes, b->nscopes, &b->room_scopes, sizeof *b->scopes);
	b->scopes[b->nscopes++] = (struct scope){.step = s, .first = b->nsegments, .end = SIZE_MAX};
}

static void close_scope(struct build *b, const struct step *s)
{
	for (size_t i = b->nscopes; i-- > 0;)
		if (b->scopes[i].step == s && b->scopes[i].end == SIZE_MAX) {
			b->scopes[i].end = b->nsegments;
			return;
		}
}

static bool take_turn(struct build *b, const struct unroll_at *at)
{
	switch (at->turn) {
	case TURN_OPEN:
		open_scope(b, at->step);
		return true;
	case TURN_CLOSE:
		close_scope(b, at->step);
		return true;
	case TURN_STEP:
		break;
	}
	return at->step->kind == STEP_HOLD ? add_hold(b, at) : add_other(b, at);
}

static bool compile_turn(void *context, const struct unroll_at *at)
{
	struct build *b = context;
	int64_t before = b->plan->planned_ms;
	bool go_on;

	if (plan_drops(b, at))
		return true;
	go_on = take_turn(b, at);
	plan_note_spare(b, at, b->plan->planned_ms - before);
	return go_on;
}

/* By how much a press may be lengthened if its place has `ahead` still to come: never past a cap. */
static int64_t more_for(struct build *b, const struct press *p, int64_t ahead)
{
	const struct limits *l = &b->plan->atlas->limits;
	const struct breath *breath = &b->segments[p->hold].breath;
	int64_t more = breath_fit(breath, l->more) * breath_cycle(breath);
	int64_t held = plan_place_state(b->who, p->site, p->leg).held_ms;
	bool fits = p->upper_ms + more <= plan_press_most(b->plan->atlas, b->who, p->site);

	return fits && held + ahead + more <= l->place_ms ? more : 0;
}

/* What needs all presses: which of how many each is, and where thirty seconds more may be offered. */
static void finish_presses(struct build *b)
{
	for (size_t i = 0; i < b->npresses; i++) {
		struct press *p = &b->presses[i];
		struct tally *t = plan_tally(b, p->site);
		int leg = p->leg == LEG_RIGHT;

		p->of = t->leg[leg].presses;
		p->more_ms = more_for(b, p, t->leg[leg].ahead_ms + t->leg[leg].more_ms);
		t->leg[leg].more_ms += p->more_ms;
		b->segments[p->hold].longest_ms += p->more_ms;
		b->plan->leg[leg].presses++;
		b->plan->leg[leg].ms += p->upper_ms;
		b->plan->ask_calf |= p->site->ask_calf;
		b->plan->ask_nerve |= p->site->ask_nerve;
	}
}

/* Walking without a break up to the end of `s`; a walk that may be left out neither adds nor breaks. */
static int64_t walked_to(const struct segment *s, int64_t before)
{
	if (s->phase == PHASE_WALK)
		return s->optional ? before : before + s->for_ms;
	return s->for_ms ? 0 : before;
}

static void total_up(struct plan *p)
{
	int64_t stretch = 0, walked = 0;

	for (size_t i = 0; i < p->nsegments; i++) {
		struct segment *s = &p->segments[i];

		if (s->optional)
			s->shortest_ms = 0;
		p->shortest_ms += s->shortest_ms;
		p->longest_ms += s->longest_ms;
		walked = walked_to(s, walked);
		if (walked >= p->atlas->limits.stand_min)
			stretch = 0;
		if (s->press < 0)
			continue;
		p->tool_ms += s->for_ms;
		stretch += s->for_ms;
		if (stretch > p->tool_stretch_ms)
			p->tool_stretch_ms = stretch;
	}
}

/* Times, places and legs, but no words: a session may go on in another language. */
static uint64_t hash_of(const struct plan *p)
{
	uint64_t h = TEXT_HASH;

	for (size_t i = 0; i < p->nsegments; i++) {
		const struct segment *s = &p->segments[i];
		int64_t parts[] = {(int64_t)s->key, s->at_ms,       s->for_ms,        s->shortest_ms,
				   s->longest_ms,   s->breaths,     s->breath.in,     s->breath.sip,
				   s->breath.top,   s->breath.out,  s->breath.bottom, s->paced_from_ms,
				   s->pressure.lo,  s->pressure.hi, (int)s->style,    (int)s->leg,
				   s->waits};

		h = text_hash(h, parts, sizeof parts);
		if (s->site)
			h = text_hash(h, s->site->id, strlen(s->site->id));
	}
	return h;
}

/* Everything but words and cues; the scopes stay in `b`. */
static struct plan *lay_out(struct build *b, const struct routine *r, const struct atlas *a,
			    const struct person *who, struct arena *arena, const struct cuts *cuts,
			    struct spares *spares)
{
	struct plan *p = arena_alloc(arena, sizeof *p);

	*b = (struct build){.plan = p, .who = who, .cuts = cuts, .spares = spares};
	*p = (struct plan){.arena = arena,
			   .routine = r,
			   .atlas = a,
			   .cuts = cuts,
			   .ask_calf = r->tag_bits & TAG_DRIVING,
			   .asks_pain = who->pain_walking};
	unroll(r, who, compile_turn, b);
	finish_presses(b);
	p->nsegments = b->nsegments;
	p->segments = b->segments;
	p->npresses = b->npresses;
	p->presses = b->presses;
	p->nleft_out = b->nleft_out;
	p->left_out = b->left_out;
	total_up(p);
	p->hash = hash_of(p);
	for (size_t i = 0; i < b->nscopes; i++)
		if (b->scopes[i].end > b->nsegments)
			b->scopes[i].end = b->nsegments;
	free(b->tally);
	return p;
}

struct plan *plan_lay_out(const struct routine *r, const struct atlas *a, const struct person *who,
			  const struct cuts *cuts, struct spares *spares)
{
	struct build b;
	struct plan *p = lay_out(&b, r, a, who, arena_new(), cuts, spares);

	free(b.scopes);
	return p;
}

/* The same, keeping within the person's time. */
static struct plan *fit_in(struct build *b, const struct routine *r, const struct atlas *a,
			   const struct person *who)
{
	struct arena *arena = arena_new();

	return lay_out(b, r, a, who, arena, plan_fit(r, a, who, arena), NULL);
}

struct plan *plan_compile(const struct routine *r, const struct atlas *a, const struct person *who,
			  struct diag *d)
{
	struct build b;
	struct plan *p = fit_in(&b, r, a, who);

	plan_words(p, b.scopes, b.nscopes);
	plan_cues(p, b.scopes, b.nscopes, d);
	free(b.scopes);
	return p;
}

struct plan *plan_without_words(const struct routine *r, const struct atlas *a, const struct person *who)
{
	struct build b;
	struct plan *p = fit_in(&b, r, a, who);

	free(b.scopes);
	return p;
}

void plan_free(struct plan *p)
{
	if (!p)
		return;
	free(p->segments);
	free(p->presses);
	free(p->left_out);
	arena_free(p->arena);
}

size_t plan_unit_end(const struct plan *p, size_t first)
{
	size_t n = first;

	while (n < p->nsegments && p->segments[n].unit == p->segments[first].unit)
		n++;
	return n;
}

size_t plan_step_start(const struct plan *p, size_t n)
{
	if (n >= p->nsegments)
		n = p->nsegments - (p->nsegments > 0);
	while (n > 0 && p->segments[n - 1].unit == p->segments[n].unit)
		n--;
	return n;
}

size_t plan_step_next(const struct plan *p, size_t n)
{
	return n >= p->nsegments ? p->nsegments : plan_unit_end(p, n);
}

int plan_find(const struct plan *p, uint64_t key)
{
	for (size_t i = 0; i < p->nsegments; i++)
		if (p->segments[i].key == key)
			return (int)i;
	return -1;
}
