#include "hearing.h"

#include "core/speech_estimate.h"

/* What sounds is handed over ahead, as in a session. The first sounds have to be read, and the voice to begin. */
enum { AHEAD_MS = 250, LEAD_MS = 300 };

static int64_t ends_ms(const struct hearing *h)
{
	const struct segment *last = &h->plan->segments[h->end - 1];

	return last->at_ms + last->for_ms;
}

/* The moment that a planned one comes at. */
static struct mono moment(const struct hearing *h, int64_t at_ms)
{
	return mono_add_ms(h->began, at_ms - h->plan->segments[h->first].at_ms);
}

struct hearing hearing_begin(struct speaker *s, const struct plan *p, size_t first, size_t end,
			     struct mono now)
{
	struct hearing h = {
		.plan = p, .first = first, .end = end, .paced = first, .began = mono_add_ms(now, LEAD_MS)};

	while (h.cue < p->ncues && p->cues[h.cue].segment < (int)first)
		h.cue++;
	speaker_start(s, p->routine->language);
	return h;
}

static bool has_cue(const struct hearing *h)
{
	return h->cue < h->plan->ncues && h->plan->cues[h->cue].segment < (int)h->end;
}

static void give_cue(const struct hearing *h, struct speaker *s)
{
	const struct cue *c = &h->plan->cues[h->cue];
	struct mono due = moment(h, c->at_ms);

	if (c->state == CUE_DROPPED)
		return;
	if (c->sound != SOUND_NONE)
		speaker_cue(s, (uint32_t)h->cue + 1, c->sound, due, c->leg);
	if (c->say)
		speaker_say(s, (uint32_t)h->cue + 1, c->say,
			    c->for_ms ? c->for_ms : speech_estimate(c->say, h->plan->routine->language),
			    c->kind, due, c->leg);
}

/* Where the next phase of a breath begins, as planned; INT64_MAX after the last. Passes over segments that are
 * not paced. */
static int64_t breath_ms(struct hearing *h)
{
	while (h->paced < h->end && (!h->plan->segments[h->paced].breaths || h->paced_ms == INT64_MAX)) {
		h->paced++;
		h->paced_ms = 0;
	}
	if (h->paced >= h->end)
		return INT64_MAX;
	return h->plan->segments[h->paced].at_ms + h->plan->segments[h->paced].paced_from_ms + h->paced_ms;
}

static void give_breath(struct hearing *h, struct speaker *s, int64_t at_ms)
{
	const struct segment *g = &h->plan->segments[h->paced];
	struct breath_now b = breath_at(&g->breath, h->paced_ms, g->breaths);

	if (b.phase != BREATH_NONE)
		speaker_breath(s, b.phase, b.length_ms, moment(h, at_ms), g->leg);
	h->paced_ms = breath_next(&g->breath, h->paced_ms, g->breaths);
}

/* When the next thing is handed over. */
static struct mono next(struct hearing *h)
{
	struct mono cue = has_cue(h) ? moment(h, h->plan->cues[h->cue].at_ms) : MONO_NEVER;
	int64_t breath = breath_ms(h);
	struct mono due = breath == INT64_MAX ? cue : mono_min(cue, moment(h, breath));

	return due.ns == MONO_NEVER.ns ? due : (struct mono){due.ns - AHEAD_MS * NS_PER_MS};
}

void hearing_tick(struct hearing *h, struct speaker *s, struct mono now)
{
	if (!h->plan)
		return;
	struct mono soon = mono_add_ms(now, AHEAD_MS);

	while (has_cue(h) && moment(h, h->plan->cues[h->cue].at_ms).ns <= soon.ns) {
		give_cue(h, s);
		h->cue++;
	}
	for (int64_t at = breath_ms(h); at != INT64_MAX && moment(h, at).ns <= soon.ns; at = breath_ms(h))
		give_breath(h, s, at);
	if (now.ns >= moment(h, ends_ms(h)).ns)
		*h = (struct hearing){0};
}

struct mono hearing_deadline(const struct hearing *h)
{
	struct hearing look = *h;

	return h->plan ? mono_min(next(&look), moment(h, ends_ms(h))) : MONO_NEVER;
}

void hearing_stop(struct hearing *h, struct speaker *s)
{
	if (h->plan)
		speaker_cancel(s);
	*h = (struct hearing){0};
}

int64_t hearing_ms(const struct hearing *h, struct mono now)
{
	if (!h->plan)
		return -1;
	return now.ns > h->began.ns ? (now.ns - h->began.ns) / NS_PER_MS : 0;
}
