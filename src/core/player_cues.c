/* What the player hands out: effects, cues and breath sounds, ahead of time and when due. */
#include "core/player_state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

struct effect *player_emit(struct player *p, enum effect_kind kind)
{
	const struct segment *s = p->begun ? player_segment(p) : NULL;
	mem_grow((void **)&p->queue, p->nqueue, &p->queue_cap, sizeof *p->queue);
	struct effect *e = &p->queue[p->nqueue++];
	*e = (struct effect){.kind = kind, .due = p->now, .segment = -1, .began = p->press.began};
	if (s) {
		int64_t in = player_elapsed_ms(p);
		e->segment = p->segment;
		e->at_ms = s->at_ms + (in < s->for_ms ? in : s->for_ms);
		e->leg = s->leg;
		e->site = s->site;
		e->phase = s->phase;
	} else {
		e->at_ms = p->ended_at_ms;
	}
	p->changed++;
	return e;
}

void player_tell(struct player *p, enum notice n, int value)
{
	struct effect *e = player_emit(p, FX_NOTICE);
	e->notice = p->notice = n;
	e->value = p->notice_value = value;
	p->notice_at = p->now;
	p->notice_new = true;
}

void player_sound(struct player *p, enum sound s, enum cue_kind kind, const char *say)
{
	uint32_t id = ++p->last_cue_id;
	for (enum effect_kind k = FX_CUE; k <= FX_CUE_DUE; k++) {
		struct effect *e = player_emit(p, k);
		e->cue_id = id;
		e->sound = s;
		e->say = say;
		e->cue_kind = kind;
	}
}

/* Sorts the cues of the plan by segment; within one they keep the plan's order, which is by time. */
void player_cues_index(struct player *p)
{
	const struct plan *plan = p->plan;
	p->cue_first = mem_realloc(p->cue_first, plan->nsegments + 2, sizeof *p->cue_first);
	p->cue_order = mem_realloc(p->cue_order, plan->ncues + 1, sizeof *p->cue_order);
	p->cue_id = mem_realloc(p->cue_id, plan->ncues + 1, sizeof *p->cue_id);
	memset(p->cue_first, 0, (plan->nsegments + 2) * sizeof *p->cue_first);
	memset(p->cue_id, 0, (plan->ncues + 1) * sizeof *p->cue_id);
	for (size_t i = 0; i < plan->ncues; i++)
		p->cue_first[plan->cues[i].segment + 2]++;
	for (size_t i = 2; i < plan->nsegments + 2; i++)
		p->cue_first[i] += p->cue_first[i - 1];
	for (size_t i = 0; i < plan->ncues; i++)
		p->cue_order[p->cue_first[plan->cues[i].segment + 1]++] = i;
	p->cursor.segment = p->ahead.segment = -1;
}

static const struct cue *cue_at(const struct player *p, size_t i)
{
	return &p->plan->cues[p->cue_order[i]];
}

const char *player_said(const struct player *p, int64_t elapsed_ms)
{
	const char *said = NULL;
	if (p->segment < 0 || (size_t)p->segment >= p->plan->nsegments)
		return NULL;
	for (size_t i = p->cue_first[p->segment]; i < p->cue_first[p->segment + 1]; i++)
		if (cue_at(p, i)->shown && cue_at(p, i)->offset_ms <= elapsed_ms)
			said = cue_at(p, i)->shown;
	return said;
}

int64_t player_breaths(const struct player *p, int segment)
{
	const struct segment *s = &p->plan->segments[segment];
	int64_t cycle = breath_cycle(&s->breath);
	if (s->phase != PHASE_HOLD || segment != p->segment || cycle <= 0)
		return s->breaths;
	return p->len_ms / cycle;
}

/* The first breath phase that begins at or after `in_ms` of the segment. */
static int64_t breath_from(const struct player *p, int segment, int64_t in_ms)
{
	const struct segment *s = &p->plan->segments[segment];
	int64_t cycles = player_breaths(p, segment);
	int64_t b = in_ms - s->paced_from_ms;
	if (cycles <= 0)
		return INT64_MAX;
	return b <= 0 ? 0 : breath_next(&s->breath, b - 1, cycles);
}

static struct cursor cursor_at(const struct player *p, int segment)
{
	size_t first = p->cue_first[segment];
	return (struct cursor){segment, first, first, breath_from(p, segment, 0)};
}

static size_t cues_end(const struct player *p, const struct cursor *c)
{
	return p->cue_first[c->segment + 1];
}

void player_cues_begin(struct player *p)
{
	if (p->ahead.segment == p->segment) {
		p->cursor = p->ahead;
	} else {
		p->cursor = cursor_at(p, p->segment);
		for (size_t i = p->cursor.issue; i < cues_end(p, &p->cursor); i++)
			p->cue_id[i] = 0;
	}
	p->ahead.segment = -1;
}

/* Of the current segment at its present time: what lies behind does not come again. */
void player_cues_resume(struct player *p)
{
	int64_t elapsed = player_elapsed_ms(p);
	struct cursor c = cursor_at(p, p->segment);
	while (c.fire < cues_end(p, &c) && cue_at(p, c.fire)->offset_ms <= elapsed)
		c.fire++;
	for (size_t i = c.fire; i < cues_end(p, &c); i++)
		p->cue_id[i] = 0;
	c.issue = c.fire;
	c.breath = breath_from(p, p->segment, player_elapsed_up_ms(p));
	p->cursor = c;
	p->ahead.segment = -1;
}

const char *player_nearby_line(void)
{
	return _("Move the tool five centimetres to the side. Gently now: three out of ten at most.");
}

/* What a cue says now: beside a place that was stopped the plan's line would lead back to the spot. */
static const char *say_of(const struct player *p, const struct cue *c)
{
	const struct segment *s = &p->plan->segments[c->segment];
	bool opens = !c->segment || s[-1].unit != s->unit;

	if (!p->press.nearby || s->unit != p->stopped_unit || !opens || c->kind != CUE_NEXT || !c->say ||
	    !*c->say)
		return c->say;
	return player_nearby_line();
}

void player_line_again(struct player *p)
{
	const struct segment *s = player_segment(p);
	const struct cue *line = NULL;
	int64_t elapsed = player_elapsed_ms(p), free_to = p->len_ms;
	if (p->state != PLAYER_RUN || p->fresh || !s)
		return;
	for (size_t i = p->cue_first[p->segment]; i < p->cue_first[p->segment + 1]; i++) {
		const struct cue *c = cue_at(p, i);
		if (!c->say || !*c->say || c->state == CUE_DROPPED)
			continue;
		if (c->offset_ms > elapsed) {
			free_to = c->offset_ms;
			break;
		}
		if (c->kind == CUE_NEXT)
			line = c;
	}
	if (line && elapsed + line->for_ms <= free_to)
		player_sound(p, SOUND_NONE, CUE_NEXT, say_of(p, line));
}

static bool handed_over(const struct player *p, const struct cursor *c)
{
	for (size_t i = c->fire; c->segment >= 0 && i < c->issue; i++)
		if (p->cue_id[i] && p->cue_id[i] != CUE_LATE)
			return true;
	return false;
}

static void take_back(struct player *p, struct cursor *c)
{
	if (c->segment < 0)
		return;
	for (size_t i = c->fire; i < c->issue; i++)
		p->cue_id[i] = 0;
	c->issue = c->fire;
}

static bool pending(const struct player *p)
{
	return handed_over(p, &p->cursor) || handed_over(p, &p->ahead) || p->breath_until.ns > p->now.ns;
}

static void breath_again(struct player *p, int64_t from_ms)
{
	if (p->cursor.segment >= 0)
		p->cursor.breath = breath_from(p, p->cursor.segment, from_ms);
}

/* What was handed over and has not sounded must not; it is handed over again if it still comes. */
void player_cues_cancel(struct player *p, bool always)
{
	if (!always && !pending(p))
		return;
	player_emit(p, FX_CANCEL);
	take_back(p, &p->cursor);
	take_back(p, &p->ahead);
	p->ahead.segment = -1;
	p->breath_until = (struct mono){0};
	breath_again(p, player_elapsed_up_ms(p));
}

void player_cues_moved(struct player *p)
{
	if (pending(p))
		player_cues_cancel(p, true);
	else
		breath_again(p, player_elapsed_ms(p) + 1);
}

/* Play time of a moment in the current segment, or in the one that follows its firm end. */
static int64_t moment(const struct player *p, int segment, int64_t in_ms)
{
	int64_t begin = segment == p->segment ? p->from_u - p->elapsed_u : player_end_u(p);
	return begin + in_ms * UNITS_PER_MS;
}

static int64_t length_of(const struct player *p, int segment)
{
	return segment == p->segment ? p->len_ms : p->plan->segments[segment].for_ms;
}

/* A cue that lies at the end of its segment or past it is not reached, but in one of no length. */
static bool reached(const struct player *p, const struct cue *c)
{
	int64_t len = length_of(p, c->segment);
	return c->state != CUE_DROPPED && (c->offset_ms < len || (c->offset_ms == 0 && len == 0));
}

static size_t skip_unreached(const struct player *p, const struct cursor *c, size_t i)
{
	while (i < cues_end(p, c) && !reached(p, cue_at(p, i)))
		i++;
	return i;
}

static int64_t look_ahead_ns(const struct player *p)
{
	return p->o.speed_milli > LOOK_AHEAD_SPEED ? 0 : LOOK_AHEAD_MS * NS_PER_MS;
}

static void consider(const struct player *p, struct due *best, enum due_kind kind, int64_t u,
		     int64_t early_ns)
{
	struct mono at = {player_real(p, u).ns - early_ns};
	if (at.ns < p->now.ns)
		at = p->now;
	if (at.ns < best->at.ns)
		*best = (struct due){kind, at, u};
}

static void cursor_due(const struct player *p, const struct cursor *c, bool ahead, struct due *best)
{
	const struct segment *s = &p->plan->segments[c->segment];
	size_t i = skip_unreached(p, c, c->issue);
	if (i < cues_end(p, c))
		consider(p, best, ahead ? DUE_AHEAD_ISSUE : DUE_ISSUE,
			 moment(p, c->segment, cue_at(p, i)->offset_ms), look_ahead_ns(p));
	bool audible = p->o.speed_milli <= BREATH_SPEED && c->breath != INT64_MAX;
	if (audible && c->breath + s->paced_from_ms < length_of(p, c->segment))
		consider(p, best, ahead ? DUE_AHEAD_BREATH : DUE_BREATH,
			 moment(p, c->segment, c->breath + s->paced_from_ms), look_ahead_ns(p));
	size_t f = skip_unreached(p, c, c->fire);
	if (!ahead && f < c->issue)
		consider(p, best, DUE_FIRE, moment(p, c->segment, cue_at(p, f)->offset_ms), 0);
}

/* The segment that will follow, if it is known already and nothing comes between. */
static struct cursor ahead_cursor(const struct player *p)
{
	if (p->ahead.segment >= 0)
		return p->ahead;
	int n = player_following(p);
	if (!player_end_firm(p) || !look_ahead_ns(p) || n >= (int)p->plan->nsegments)
		return (struct cursor){.segment = -1};
	const struct segment *s = &p->plan->segments[n];
	bool new_press = s->press >= 0 && (!p->press.on || p->press.index != s->press);
	if (new_press && player_press_refused(p, s->press))
		return (struct cursor){.segment = -1};
	int64_t left = p->len_ms - player_elapsed_ms(p);
	if ((new_press || s->phase == PHASE_HOLD) && player_needs_walk(p, s->press, left))
		return (struct cursor){.segment = -1};
	return cursor_at(p, n);
}

struct due player_cues_due(const struct player *p)
{
	struct due best = {DUE_NOTHING, MONO_NEVER, 0};
	if (p->fresh)
		return best;
	if (p->cursor.segment == p->segment)
		cursor_due(p, &p->cursor, false, &best);
	if (player_real(p, player_end_u(p)).ns - look_ahead_ns(p) >= best.at.ns)
		return best;
	struct cursor ahead = ahead_cursor(p);
	if (ahead.segment >= 0)
		cursor_due(p, &ahead, true, &best);
	return best;
}

static void fill(struct player *p, struct effect *e, const struct cue *c, uint32_t id, int64_t u)
{
	const struct segment *s = &p->plan->segments[c->segment];
	e->due = player_real(p, u);
	e->at_ms = c->at_ms;
	e->segment = c->segment;
	e->leg = c->leg ? c->leg : s->leg;
	e->site = s->site;
	e->phase = s->phase;
	e->cue_id = id;
	e->sound = c->sound;
	e->say = say_of(p, c);
	e->say_ms = e->say == c->say ? c->for_ms * 1000 / p->o.speed_milli : 0;
	e->shown = c->shown;
	e->cue_kind = c->kind;
}

static void issue(struct player *p, struct cursor *c, int64_t u)
{
	size_t i = skip_unreached(p, c, c->issue);
	c->issue = i + 1;
	if (player_real(p, u).ns + LATE_MS * NS_PER_MS < p->step_now.ns) {
		p->cue_id[i] = CUE_LATE;
		return;
	}
	p->cue_id[i] = ++p->last_cue_id;
	fill(p, player_emit(p, FX_CUE), cue_at(p, i), p->cue_id[i], u);
}

static void fire(struct player *p, int64_t u)
{
	size_t i = skip_unreached(p, &p->cursor, p->cursor.fire);
	uint32_t id = p->cue_id[i];
	p->cursor.fire = i + 1;
	if (id && id != CUE_LATE)
		fill(p, player_emit(p, FX_CUE_DUE), cue_at(p, i), id, u);
}

static void breathe(struct player *p, struct cursor *c, int64_t u)
{
	const struct segment *s = &p->plan->segments[c->segment];
	int64_t cycles = player_breaths(p, c->segment);
	struct breath_now b = breath_at(&s->breath, c->breath, cycles);
	bool late = player_real(p, u).ns + LATE_MS * NS_PER_MS < p->step_now.ns;
	int64_t at = c->breath;
	c->breath = breath_next(&s->breath, at, cycles);
	if (late)
		return;
	struct effect *e = player_emit(p, FX_BREATH);
	e->due = player_real(p, u);
	e->at_ms = s->at_ms + s->paced_from_ms + at;
	e->segment = c->segment;
	e->leg = s->leg;
	e->site = s->site;
	e->phase = s->phase;
	e->breath = b.phase;
	e->length_ms = b.length_ms * 1000 / p->o.speed_milli;
	p->breath_until = e->due;
}

void player_cues_on_due(struct player *p, struct due d)
{
	if (d.kind == DUE_AHEAD_ISSUE || d.kind == DUE_AHEAD_BREATH)
		if (p->ahead.segment < 0) {
			p->ahead = ahead_cursor(p);
			if (p->ahead.segment < 0) /* it will not follow after all */
				return;
			for (size_t i = p->ahead.issue; i < cues_end(p, &p->ahead); i++)
				p->cue_id[i] = 0;
		}
	switch (d.kind) {
	case DUE_ISSUE:
		issue(p, &p->cursor, d.u);
		break;
	case DUE_AHEAD_ISSUE:
		issue(p, &p->ahead, d.u);
		break;
	case DUE_BREATH:
		breathe(p, &p->cursor, d.u);
		break;
	case DUE_AHEAD_BREATH:
		breathe(p, &p->ahead, d.u);
		break;
	case DUE_FIRE:
		fire(p, d.u);
		break;
	case DUE_NOTHING:
	case DUE_NOTICE_OVER:
	case DUE_END:
	case DUE_ASK_AGAIN:
	case DUE_PASS:
	case DUE_LEAVE:
	case DUE_FORGOTTEN:
		break;
	}
}
