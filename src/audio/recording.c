#include "audio/recording.h"

#include <stdlib.h>

#include "audio/material.h"
#include "base/mem.h"

enum {
	BLOCK = 480,
	RINGS_MOST = 10 * MIXER_RATE /* no sound of a pack rings on for longer */
};

struct recording {
	struct recording_options o;
	struct mixer *mixer;
	size_t cue; /* the next of the plan */
	struct {
		size_t segment;
		int64_t in_ms; /* of its first in-breath; INT64_MAX: no more in this segment */
	} breath;
	int64_t planned;
	bool done; /* the last sound is placed */
	int unspoken;
	const struct cue *first_unspoken;
};

static int64_t frame_of(int64_t ms)
{
	return mixer_frames(ms * NS_PER_MS).n;
}

struct recording *recording_new(const struct recording_options *o)
{
	struct recording *r = mem_calloc(1, sizeof *r);

	r->o = *o;
	r->mixer = mixer_new(o->mono);
	r->planned = frame_of(o->plan->planned_ms);
	for (int k = 0; k < ENGINE_KINDS; k++)
		mixer_gain(r->mixer, (enum engine_kind)k, o->gain_db[k]);
	mixer_settle(r->mixer);
	return r;
}

void recording_free(struct recording *r)
{
	if (!r)
		return;
	mixer_free(r->mixer);
	free(r);
}

static void play(struct recording *r, int64_t at, struct mixer_sound s)
{
	if (s.length > 0 && !r->o.without[s.kind])
		mixer_play(r->mixer, (struct frames){at}, &s);
	else
		free(s.owned);
}

static void say(struct recording *r, int64_t at, const struct cue *c)
{
	struct voice_line line;

	if (!r->o.voice || r->o.without[ENGINE_VOICE] || !*c->say)
		return;
	if (voice_say(r->o.voice, c->say, c->for_ms, &line))
		play(r, at,
		     (struct mixer_sound){.kind = ENGINE_VOICE,
					  .pcm = line.frames,
					  .owned = line.frames,
					  .length = line.count,
					  .leg = c->leg});
	else if (!r->unspoken++)
		r->first_unspoken = c;
}

/* Gives the mixer the cues that begin before `end`. */
static void place_cues(struct recording *r, int64_t end)
{
	const struct plan *p = r->o.plan;

	for (; r->cue < p->ncues && frame_of(p->cues[r->cue].at_ms) < end; r->cue++) {
		const struct cue *c = &p->cues[r->cue];
		int64_t at = frame_of(c->at_ms);

		if (c->state == CUE_DROPPED)
			continue;
		if (c->sound != SOUND_NONE)
			play(r, at, material_cue(r->o.bank, c->sound, c->leg));
		if (c->say)
			say(r, at, c);
	}
}

/* The breath phases likewise. */
static void place_breaths(struct recording *r, int64_t end)
{
	const struct plan *p = r->o.plan;

	while (r->breath.segment < p->nsegments) {
		const struct segment *s = &p->segments[r->breath.segment];
		int64_t in = r->breath.in_ms, from_ms = s->at_ms + s->paced_from_ms;
		struct breath_now now;

		if (s->breaths <= 0 || in == INT64_MAX || s->paced_from_ms + in >= s->for_ms) {
			r->breath.segment++;
			r->breath.in_ms = 0;
			continue;
		}
		if (frame_of(from_ms + in) >= end)
			return;
		now = breath_at(&s->breath, in, s->breaths);
		play(r, frame_of(from_ms + in),
		     material_breath(r->o.bank, now.phase, frame_of(now.length_ms), s->leg));
		r->breath.in_ms = breath_next(&s->breath, in, s->breaths);
	}
}

/* As after a session: a file does not just fall silent. */
static void place_done(struct recording *r)
{
	if (!r->done)
		play(r, r->planned, material_cue(r->o.bank, SOUND_DONE, LEG_NONE));
	r->done = true;
}

static bool over(const struct recording *r)
{
	int64_t now = mixer_now(r->mixer).n;

	return now >= r->planned && r->done && (mixer_idle(r->mixer) || now >= r->planned + RINGS_MOST);
}

int64_t recording_next(struct recording *r, int16_t *out, int64_t n)
{
	int64_t made = 0;

	while (made < n && !over(r)) {
		int64_t now = mixer_now(r->mixer).n, part = n - made < BLOCK ? n - made : BLOCK;

		if (now < r->planned && part > r->planned - now)
			part = r->planned - now;
		place_cues(r, now + part);
		place_breaths(r, now + part);
		if (now + part >= r->planned)
			place_done(r);
		mixer_render(r->mixer, out + made * MIXER_CHANNELS, part);
		made += part;
	}
	return made;
}

int64_t recording_made(const struct recording *r)
{
	return mixer_now(r->mixer).n;
}

int64_t recording_planned(const struct recording *r)
{
	return r->planned;
}

int recording_unspoken(const struct recording *r)
{
	return r->unspoken;
}

const struct cue *recording_first_unspoken(const struct recording *r)
{
	return r->first_unspoken;
}
