/* The cues of a plan: the sound and the line each segment begins with, counts, changes of leg, and
 * the author's own; then which of them give way where two would be spoken at once. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/ear.h"
#include "core/plan_build.h"
#include "core/speech_estimate.h"

enum {
	CUES_MOST = 100000,
	AFTER_SOUND_MS = 500,  /* a line waits for the sound before it ... */
	ROOM_FOR_SOUND = 2500, /* ... in a segment at least so long */
	COUNT_FROM = 3,        /* three, two, one */
	COUNT_NEEDS_MS = 8000, /* a press shorter than this is not counted out */
	LEG_BEFORE_MS = 1000   /* a change of leg in a long walk is told so long before its end */
};

/* A cue in the making. */
struct draft {
	struct cue cue;
	int64_t len;   /* of the time that is taken on the voice; 0 for a sound */
	int64_t until; /* where the time it belongs to ends: it may move up to there */
	bool fixed;    /* means nothing at another moment: never moved */
	bool authors;  /* written by the author, so `check` tells what became of it */
	bool settles;  /* takes part in settling: lines, counts */
	bool pain;     /* asks pain now */
	size_t order;
};

struct cue_build {
	struct plan *plan;
	struct diag *diag;
	struct draft *drafts;
	size_t n, room;
};

/* Adds a cue `at` ms into the plan, in segment `s`. */
static struct draft *add(struct cue_build *b, const struct segment *s, int64_t at, enum cue_kind kind)
{
	struct draft *d;

	if (b->n >= CUES_MOST)
		return NULL;
	mem_grow((void **)&b->drafts, b->n, &b->room, sizeof *b->drafts);
	d = &b->drafts[b->n];
	*d = (struct draft){
		.cue = {.segment = s->n,
			.offset_ms = at - s->at_ms,
			.at_ms = at,
			.kind = kind,
			.leg = s->leg,
			.origin = s->step->at},
		.until = s->at_ms + s->for_ms,
		.order = b->n++,
	};
	return d;
}

static void add_sound(struct cue_build *b, const struct segment *s, int64_t at, enum cue_kind kind,
		      enum sound sound)
{
	struct draft *d = sound == SOUND_NONE ? NULL : add(b, s, at, kind);

	if (d)
		d->cue.sound = sound;
}

/* Ticks that count: they give way to more urgent lines and never move. */
static void add_tick(struct cue_build *b, const struct segment *s, int64_t at, enum sound sound)
{
	struct draft *d = add(b, s, at, CUE_COUNT);

	if (d) {
		d->cue.sound = sound;
		d->fixed = d->settles = true;
	}
}

static const char *for_ear(const struct plan *p, const char *say)
{
	struct buf out = {0};

	ear_text(say, p->routine->language, &out);
	if (strcmp(buf_str(&out), say) != 0)
		say = arena_strndup(p->arena, buf_str(&out), out.n);
	buf_free(&out);
	return say;
}

static struct draft *add_line(struct cue_build *b, const struct segment *s, int64_t at, enum cue_kind kind,
			      const char *say)
{
	struct draft *d = say && *say ? add(b, s, at, kind) : NULL;

	if (d) {
		d->cue.say = for_ear(b->plan, say);
		d->cue.for_ms = speech_estimate(d->cue.say, b->plan->routine->language);
		d->len = s->phase == PHASE_RATE ? 0 : d->cue.for_ms; /* the clock stands in a `rate` */
		d->settles = true;
	}
	return d;
}

/* Where the time ends to which a line at the start of a thing to do belongs: with the press, or with
 * the step. */
static int64_t unit_until(const struct plan *p, size_t first)
{
	const struct segment *s = &p->segments[first];
	const struct segment *last = &p->segments[plan_unit_end(p, first) - 1];

	if (s->press >= 0)
		last = &p->segments[p->presses[s->press].hold];
	return last->at_ms + last->for_ms;
}

static void warn_long(struct cue_build *b, struct span at, int64_t takes, int64_t room)
{
	if (b->diag && takes > room)
		diag_add(b->diag, DIAG_WARNING, "speech-long", at,
			 _("spoken, this line takes up to %lld s, longer than the %lld s it stands in: it "
			   "would "
			   "run into what comes next"),
			 (long long)(takes + 999) / 1000, (long long)room / 1000);
}

static int64_t line_offset(const struct segment *s)
{
	return s->for_ms >= ROOM_FOR_SOUND && s->sound != SOUND_NONE ? AFTER_SOUND_MS : 0;
}

/* How long an author's line may take: in a press until the hold begins, where the next one is said. */
static int64_t prompt_room(const struct plan *p, const struct segment *s)
{
	const struct segment *hold = s->press >= 0 ? &p->segments[p->presses[s->press].hold] : s;

	return hold->n > s->n ? hold->at_ms - s->at_ms : unit_until(p, (size_t)s->n) - s->at_ms;
}

/* The line that a segment begins with. */
static void add_prompt(struct cue_build *b, const struct segment *s, bool opens, bool changes_leg)
{
	const char *say = s->speak ? s->speak : s->text;
	enum cue_kind kind = changes_leg ? CUE_LEG : CUE_NEXT;
	bool safety = s->phase == PHASE_HOLD && s->press == 0 && !s->step->say;
	struct draft *d = add_line(b, s, s->at_ms + line_offset(s), safety ? CUE_STOP : kind, say);

	if (!d || !opens)
		return;
	d->until = unit_until(b->plan, (size_t)s->n);
	d->authors = s->step->say || s->step->speak || s->phase == PHASE_SAY;
	if (s->step->say)
		d->cue.origin = s->step->say_at;
	if (d->authors && s->phase != PHASE_RATE)
		warn_long(b, d->cue.origin, d->len, prompt_room(b->plan, s));
}

/* Half time, and three, two, one before the end. */
static void add_counts(struct cue_build *b, const struct segment *s)
{
	int64_t end = s->at_ms + s->for_ms;

	if (s->for_ms < COUNT_NEEDS_MS)
		return;
	add_tick(b, s, s->at_ms + s->for_ms / 2, SOUND_HALF);
	for (int i = COUNT_FROM; i > 0; i--)
		add_tick(b, s, end - i * 1000, SOUND_COUNT);
}

/* A soft beat for each repetition but the first, which the step's own sound begins. It goes on under
 * a line: a beat with gaps is none. */
static void add_beats(struct cue_build *b, const struct segment *s)
{
	for (int i = 1; i < s->reps && s->each_ms > 0; i++)
		add_sound(b, s, s->at_ms + i * s->each_ms, CUE_COUNT, SOUND_COUNT);
}

/* Which leg the segments before `n` were for, if the one at `n` is for the other one; else none. */
static enum leg leg_before(const struct plan *p, size_t n)
{
	for (size_t i = n; i-- > 0;)
		if (p->segments[i].leg != LEG_NONE)
			return p->segments[i].leg == p->segments[n].leg ? LEG_NONE : p->segments[i].leg;
	return LEG_NONE;
}

/* The change to the leg of segment `n` is told in the rest before it and takes no time: in the rest of
 * a hold its own line says so; before the end of a walk or a rest a line is put in; else only the
 * sound tells, since what comes next names its leg. */
static void add_leg_change(struct cue_build *b, size_t n)
{
	const struct segment *s = &b->plan->segments[n], *before = s - 1;
	const char *say = s->leg == LEG_LEFT ? _("Next, the left leg.") : _("Next, the right leg.");
	int64_t takes = speech_estimate(say, b->plan->routine->language) + LEG_BEFORE_MS;
	size_t from = b->n;

	if (before->phase == PHASE_REST && before->press >= 0) {
		add_sound(b, before, before->at_ms + line_offset(before), CUE_LEG, SOUND_OTHER_LEG);
	} else if ((before->phase == PHASE_REST || before->phase == PHASE_WALK) && before->for_ms >= takes) {
		int64_t at = before->at_ms + before->for_ms - takes;

		add_sound(b, before, at, CUE_LEG, SOUND_OTHER_LEG);
		add_line(b, before, at + AFTER_SOUND_MS, CUE_LEG, say);
	} else {
		add_sound(b, s, s->at_ms, CUE_LEG, SOUND_OTHER_LEG);
	}
	for (size_t i = from; i < b->n; i++)
		b->drafts[i].cue.leg = s->leg;
}

/* Where in the plan an author's cue is due; false if it is not reached. */
static bool cue_due(const struct step_cue *c, int64_t start, int64_t length, int64_t *at)
{
	int64_t offset = 0;

	switch (c->when) {
	case CUE_AT:
		offset = c->ms;
		break;
	case CUE_HALF:
		offset = length / 2;
		break;
	case CUE_BEFORE_END:
		offset = length - c->ms;
		break;
	}
	*at = start + (offset < 0 ? 0 : offset > length ? length : offset);
	return offset >= 0 && offset < length;
}

/* The segment of [first, end) that is played at `at`. */
static const struct segment *segment_at(const struct plan *p, size_t first, size_t end, int64_t at)
{
	size_t n = first;

	while (n + 1 < end && p->segments[n].at_ms + p->segments[n].for_ms <= at)
		n++;
	return &p->segments[n];
}

/* A hold lasts longer than the press that its cues are counted in. */
static void note_unreached(struct cue_build *b, const struct step_cue *c, bool press, int64_t length)
{
	if (b->diag)
		diag_add(b->diag, DIAG_NOTE, "cue-dropped", c->at,
			 press ? _("this cue is dropped: the press lasts %lld s, so its moment does not come")
			       : _("this cue is dropped: its step lasts %lld s, so its moment does not come"),
			 (long long)length / 1000);
}

/* One author's cue over segments [first, end), counted from `start` over `length`. */
static void add_own(struct cue_build *b, const struct step_cue *c, size_t first, size_t end, int64_t start,
		    int64_t length)
{
	int64_t at;
	bool due = cue_due(c, start, length, &at);
	const struct segment *s = segment_at(b->plan, first, end, at);
	struct words w = plan_words_of(b->plan, s);
	const char *shown = plan_fill(b->plan->arena, c->say, &w);
	const char *say = c->speak ? plan_fill(b->plan->arena, c->speak, &w) : shown;
	struct draft *d;
	size_t from = b->n;

	add_sound(b, s, at, CUE_CHEER, c->sound);
	d = add_line(b, s, at, CUE_CHEER, say);
	if (d && due)
		warn_long(b, c->at, d->len, start + length - at);
	if (!d && shown && (d = add(b, s, at, CUE_CHEER)))
		d->cue.say = "";
	if (d && due)
		d->cue.shown = shown;
	for (size_t i = from; i < b->n; i++) {
		b->drafts[i].authors = true;
		b->drafts[i].until = start + length;
		b->drafts[i].cue.origin = c->at;
		b->drafts[i].cue.state = due ? CUE_KEPT : CUE_DROPPED;
		b->drafts[i].settles &= due;
	}
	if (!due)
		note_unreached(b, c, s->press >= 0, length);
}

/* The author's cues of the step whose segments are [first, end): from the start of the press in a
 * hold, else from its own. */
static void add_step_cues(struct cue_build *b, const struct step *step, size_t first, size_t end)
{
	const struct segment *s = &b->plan->segments[first], *last = &b->plan->segments[end - 1];
	int64_t start = s->at_ms, length = last->at_ms + last->for_ms - start;

	if (step->kind == STEP_HOLD) {
		const struct segment *hold = &b->plan->segments[b->plan->presses[s->press].hold];

		start = hold->at_ms;
		length = hold->for_ms;
		first = (size_t)hold->n;
		end = first + 1;
	}
	for (size_t i = 0; i < step->ncues; i++)
		add_own(b, &step->cues[i], first, end, start, length);
}

/* The question that else comes before the first step: where somebody walks already, behind the line of the walk. */
static void add_pain(struct cue_build *b)
{
	const struct segment *s = b->plan->segments;
	bool asks = b->plan->asks_pain && b->plan->nsegments &&
		    (s->phase == PHASE_WALK || s->phase == PHASE_BREATHE);
	const char *asked = _("How much does it hurt now, from 0 to 10?");
	const char *say = _("How much does it hurt now, from 0 to 10? A digit answers; t is ten.");
	struct draft *d = asks ? add_line(b, s, s->at_ms + line_offset(s), CUE_LEG, say) : NULL;

	b->plan->asks_pain = d;
	if (!d)
		return;
	d->cue.shown = asked;
	d->pain = true;
}

static void add_segment(struct cue_build *b, size_t n)
{
	const struct plan *p = b->plan;
	const struct segment *s = &p->segments[n];
	bool opens = !n || p->segments[n - 1].unit != s->unit;
	bool changes = s->press >= 0 && s->phase == PHASE_REST && n + 1 < p->nsegments &&
		       p->segments[n + 1].press == s->press + 1 && p->segments[n + 1].leg != s->leg;

	if (opens && s->leg != LEG_NONE && leg_before(p, n) != LEG_NONE)
		add_leg_change(b, n);
	add_sound(b, s, s->at_ms, CUE_NEXT, s->sound);
	add_prompt(b, s, opens, changes);
	if (s->phase == PHASE_HOLD)
		add_counts(b, s);
	if (s->phase == PHASE_MOVE)
		add_beats(b, s);
	if (opens && s->step->ncues)
		add_step_cues(b, s->step, n, plan_unit_end(p, n));
}

static int by_urgency(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	if (x->settles != y->settles)
		return x->settles ? -1 : 1;
	if (x->cue.kind != y->cue.kind)
		return x->cue.kind < y->cue.kind ? -1 : 1;
	if (x->cue.at_ms != y->cue.at_ms)
		return x->cue.at_ms < y->cue.at_ms ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* In time; so the cues of a segment stand together. */
static int by_time(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	if (x->cue.at_ms != y->cue.at_ms)
		return x->cue.at_ms < y->cue.at_ms ? -1 : 1;
	if (x->cue.segment != y->cue.segment)
		return x->cue.segment < y->cue.segment ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* A stretch of time in which the voice is taken; a tick has no length. */
struct taken {
	int64_t from, to;
};

/* The first moment from `t` on at which `len` ms are free among `n` stretches in order. */
static int64_t first_free(const struct taken *v, size_t n, int64_t t, int64_t len)
{
	for (size_t i = 0; i < n && v[i].from < t + len; i++)
		if (t < v[i].to || (t < v[i].from && v[i].from < t + len))
			t = v[i].to;
	return t;
}

static void note_settled(struct cue_build *b, const struct draft *d)
{
	if (!b->diag || !d->authors || d->cue.state == CUE_KEPT)
		return;
	if (d->cue.state == CUE_MOVED)
		diag_add(b->diag, DIAG_NOTE, "cue-moved", d->cue.origin,
			 _("this line is spoken %.1f s later, since something more urgent is said at its "
			   "moment"),
			 (double)(d->cue.at_ms -
				  (b->plan->segments[d->cue.segment].at_ms + d->cue.offset_ms)) /
				 1000);
	else
		diag_add(b->diag, DIAG_NOTE, "cue-dropped", d->cue.origin,
			 _("this line is not spoken, since something more urgent is said at its moment"));
}

/* Where `d` is heard, among what is taken already and not before `earliest`. */
static void settle_one(struct cue_build *b, struct draft *d, const struct taken *v, size_t n,
		       int64_t earliest)
{
	int64_t wanted = d->cue.at_ms;
	int64_t at = first_free(v, n, earliest > wanted ? earliest : wanted, d->len);

	if (at != wanted && (d->fixed || at + d->len > d->until)) {
		d->cue.state = CUE_DROPPED;
	} else if (at != wanted) {
		d->cue.state = CUE_MOVED;
		d->cue.at_ms = at;
	}
	note_settled(b, d);
}

/* Settles the drafts of one kind against all more urgent ones; adds them to the stretches taken. */
static size_t settle_kind(struct cue_build *b, struct draft *d, size_t nd, struct taken *v, size_t n)
{
	struct taken *mine = mem_calloc(nd + 1, sizeof *mine), *old = mem_calloc(n + 1, sizeof *old);
	size_t nmine = 0, from = 0, i = 0, k = 0, all = 0;
	int64_t earliest = 0;

	for (size_t j = 0; j < nd; j++) {
		while (from < n && v[from].to <= d[j].cue.at_ms && v[from].from < d[j].cue.at_ms)
			from++;
		settle_one(b, &d[j], v + from, n - from, d[j].fixed ? 0 : earliest);
		if (d[j].cue.state == CUE_DROPPED)
			continue;
		if (!d[j].fixed)
			earliest = d[j].cue.at_ms + d[j].len;
		mine[nmine++] = (struct taken){d[j].cue.at_ms, d[j].cue.at_ms + d[j].len};
	}
	if (n)
		memcpy(old, v, n * sizeof *old);
	while (i < n || k < nmine)
		v[all++] = k == nmine || (i < n && old[i].from <= mine[k].from) ? old[i++] : mine[k++];
	free(mine);
	free(old);
	return all;
}

/* Most urgent first: what comes later moves to where it fits, or is dropped. */
static void settle(struct cue_build *b)
{
	struct taken *v = mem_calloc(b->n + 1, sizeof *v);
	size_t n = 0;

	if (b->n)
		qsort(b->drafts, b->n, sizeof *b->drafts, by_urgency);
	for (size_t i = 0, end; i < b->n && b->drafts[i].settles; i = end) {
		for (end = i; end < b->n && b->drafts[end].settles &&
			      b->drafts[end].cue.kind == b->drafts[i].cue.kind;)
			end++;
		n = settle_kind(b, b->drafts + i, end - i, v, n);
	}
	free(v);
}

/* A line that has moved belongs to the segment in which it is now spoken. */
static void reseat(const struct plan *p, struct cue *c)
{
	const struct segment *s;

	if (c->state != CUE_MOVED)
		return;
	s = segment_at(p, (size_t)c->segment, p->nsegments, c->at_ms);
	c->segment = s->n;
	c->offset_ms = c->at_ms - s->at_ms;
}

void plan_cues(struct plan *p, const struct scope *scopes, size_t nscopes, struct diag *d)
{
	struct cue_build b = {.plan = p, .diag = d};

	for (size_t i = 0; i < p->nsegments; i++)
		add_segment(&b, i);
	for (size_t i = 0; i < nscopes; i++)
		if (scopes[i].first < scopes[i].end)
			add_step_cues(&b, scopes[i].step, scopes[i].first, scopes[i].end);
	add_pain(&b);
	settle(&b);
	for (size_t i = 0; i < b.n; i++) {
		p->asks_pain &= !b.drafts[i].pain || b.drafts[i].cue.state != CUE_DROPPED;
		reseat(p, &b.drafts[i].cue);
	}
	if (b.n)
		qsort(b.drafts, b.n, sizeof *b.drafts, by_time);
	p->ncues = b.n;
	p->cues = arena_array(p->arena, b.n + 1, sizeof *p->cues);
	for (size_t i = 0; i < b.n; i++)
		p->cues[i] = b.drafts[i].cue;
	free(b.drafts);
}
