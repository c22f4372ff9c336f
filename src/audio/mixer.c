#include "audio/mixer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/render.h"
#include "base/mem.h"

enum {
	BLOCK = 480,
	RAMP = MIXER_RATE / 125, /* 8 ms: long enough not to click, too short to be heard as a fade */
	SPEECH_RAMP = MIXER_RATE * 80 / 1000,
	DUCK_DB = -9,
	OFF_DB = -60
};

/* The limiter leaves what is under KNEE alone and bends the rest so that nothing passes CEILING. */
static const float KNEE = 0.7f, CEILING = 0.89f;

/* Equal power: the squares of each pair add up to one. */
static const float MIDDLE = 0.70710678f, NEAR_SIDE = 0.95105652f, FAR_SIDE = 0.30901699f;

struct ramp {
	float now, target;
	int64_t left; /* frames until it gets there */
};

struct voice {
	bool used;
	struct mixer_sound sound;
	int64_t start; /* frame of the stream */
	float left, right;
	struct ramp fade;
};

struct begun {
	uint32_t id;
	int64_t at;
};

struct mixer {
	int64_t now;
	bool mono;
	struct voice voices[MIXER_VOICES];
	float volume;
	bool mute;
	struct ramp master, gain[ENGINE_KINDS], duck;
	struct begun begun[MIXER_VOICES];
	int nbegun;
	float bus[ENGINE_KINDS][BLOCK * MIXER_CHANNELS];
};

struct frames mixer_frames(int64_t ns)
{
	int64_t twice = ns * 6 * 2 + 125000; /* 48 kHz: 6 frames in 125,000 ns */

	return (struct frames){twice / 250000 - (twice % 250000 < 0)};
}

int64_t mixer_ns(struct frames f)
{
	return f.n * 125000 / 6;
}

static void ramp_to(struct ramp *r, float target, int64_t frames)
{
	if (r->target == target)
		return;
	r->target = target;
	r->left = frames;
}

static void ramp_settle(struct ramp *r)
{
	r->now = r->target;
	r->left = 0;
}

/* The level of the next frame. */
static float ramp_step(struct ramp *r)
{
	if (r->left > 0) {
		r->now += (r->target - r->now) / (float)r->left;
		if (--r->left == 0)
			r->now = r->target;
	}
	return r->now;
}

static float level(int db)
{
	return db <= OFF_DB ? 0 : powf(10, (float)db / 20);
}

struct mixer *mixer_new(bool mono)
{
	struct mixer *m = mem_calloc(1, sizeof *m);
	const struct ramp full = {1, 1, 0};

	m->mono = mono;
	m->volume = 1;
	m->master = m->duck = full;
	for (int k = 0; k < ENGINE_KINDS; k++)
		m->gain[k] = full;
	return m;
}

static void voice_end(struct voice *v)
{
	free(v->sound.owned);
	*v = (struct voice){0};
}

void mixer_free(struct mixer *m)
{
	if (!m)
		return;
	for (int i = 0; i < MIXER_VOICES; i++)
		voice_end(&m->voices[i]);
	free(m);
}

struct frames mixer_now(const struct mixer *m)
{
	return (struct frames){m->now};
}

/* A free voice, or the one that began first. */
static struct voice *voice_for(struct mixer *m)
{
	struct voice *oldest = m->voices;

	for (struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++) {
		if (!v->used)
			return v;
		if (v->start < oldest->start)
			oldest = v;
	}
	voice_end(oldest);
	return oldest;
}

/* Nobody understands two lines at once: the one before ramps out. */
static void make_way(struct mixer *m, int64_t at)
{
	for (struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++)
		if (v->used && v->sound.kind == ENGINE_VOICE && v->start < at)
			ramp_to(&v->fade, 0, SPEECH_RAMP);
}

void mixer_play(struct mixer *m, struct frames at, const struct mixer_sound *s)
{
	struct voice *v;
	bool late = at.n < m->now;
	bool midway = late && !s->pcm;

	if (s->kind == ENGINE_VOICE)
		make_way(m, at.n);
	v = voice_for(m);
	*v = (struct voice){.used = true, .sound = *s, .start = late && !midway ? m->now : at.n};
	v->left = m->mono || s->leg == LEG_NONE ? MIDDLE : s->leg == LEG_LEFT ? NEAR_SIDE : FAR_SIDE;
	v->right = m->mono || s->leg == LEG_NONE ? MIDDLE : s->leg == LEG_RIGHT ? NEAR_SIDE : FAR_SIDE;
	v->fade = (struct ramp){midway ? 0 : 1, 1, midway ? RAMP : 0};
}

void mixer_cancel(struct mixer *m)
{
	for (struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++) {
		if (v->used && v->start >= m->now)
			voice_end(v);
		else if (v->used)
			ramp_to(&v->fade, 0, v->sound.kind == ENGINE_VOICE ? SPEECH_RAMP : RAMP);
	}
}

void mixer_mute(struct mixer *m, bool mute)
{
	m->mute = mute;
	ramp_to(&m->master, mute ? 0 : m->volume, RAMP);
}

void mixer_volume(struct mixer *m, int db)
{
	m->volume = level(db);
	mixer_mute(m, m->mute);
}

void mixer_gain(struct mixer *m, enum engine_kind k, int db)
{
	ramp_to(&m->gain[k], level(db), RAMP);
}

void mixer_settle(struct mixer *m)
{
	ramp_settle(&m->master);
	ramp_settle(&m->duck);
	for (int k = 0; k < ENGINE_KINDS; k++)
		ramp_settle(&m->gain[k]);
}

bool mixer_idle(const struct mixer *m)
{
	for (int i = 0; i < MIXER_VOICES; i++)
		if (m->voices[i].used)
			return false;
	return true;
}

static void note_begun(struct mixer *m, const struct voice *v)
{
	if (v->sound.id && m->nbegun < MIXER_VOICES)
		m->begun[m->nbegun++] = (struct begun){v->sound.id, v->start};
}

/* Passes over what of the voice lies in the next `n` frames. */
static void voice_skip(struct mixer *m, struct voice *v, int64_t n)
{
	if (v->start >= m->now + n)
		return;
	if (v->start >= m->now)
		note_begun(m, v);
	ramp_settle(&v->fade);
	if (v->start + v->sound.length <= m->now + n || v->fade.now == 0)
		voice_end(v);
}

void mixer_skip(struct mixer *m, struct frames n)
{
	for (struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++)
		if (v->used)
			voice_skip(m, v, n.n);
	m->now += n.n;
	mixer_settle(m);
}

static void add(float *bus, const float *pcm, int64_t n, struct voice *v)
{
	const bool steady = v->fade.left == 0;
	float fade = v->fade.now;

	for (int64_t i = 0; i < n; i++) {
		float s = pcm[i] * (steady ? fade : ramp_step(&v->fade));

		bus[2 * i] += s * v->left;
		bus[2 * i + 1] += s * v->right;
	}
}

/* Adds what of the voice lies in the next `n` frames; ends it if that was the last of it. */
static void voice_mix(struct mixer *m, struct voice *v, int64_t n)
{
	int64_t into = v->start > m->now ? v->start - m->now : 0;
	int64_t from = m->now + into - v->start;
	int64_t count = n - into < v->sound.length - from ? n - into : v->sound.length - from;
	float swell[BLOCK];
	const float *pcm = v->sound.pcm ? v->sound.pcm + from : swell;

	if (into >= n)
		return;
	if (count > 0 && !v->sound.pcm)
		render_breath(swell, from, count, v->sound.phase, v->sound.length);
	if (count > 0)
		add(m->bus[v->sound.kind] + into * MIXER_CHANNELS, pcm, count, v);
	if (from == 0)
		note_begun(m, v);
	if (from + count >= v->sound.length || (v->fade.target == 0 && v->fade.left == 0))
		voice_end(v);
}

/* Speech ducks the breath, beginning early enough to be down when it starts. */
static void duck(struct mixer *m)
{
	bool heard = m->gain[ENGINE_VOICE].target > 0, speaks = false;

	for (const struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++)
		speaks |=
			heard && v->used && v->sound.kind == ENGINE_VOICE && v->start <= m->now + SPEECH_RAMP;
	ramp_to(&m->duck, speaks ? level(DUCK_DB) : 1, SPEECH_RAMP);
}

/* Without a branch, so that compilers do four at once. */
static float limit(float x)
{
	float size = fabsf(x), under = size < KNEE ? size : KNEE;
	float over = (size - under) / (CEILING - KNEE);

	return copysignf(under + (CEILING - KNEE) * over / (1 + over), x);
}

static int16_t sample(float x)
{
	float scaled = limit(x) * 32767;

	return (int16_t)(scaled + copysignf(0.5f, scaled));
}

/* The levels of the next frame, by kind. */
static void step_levels(struct mixer *m, float of[ENGINE_KINDS])
{
	float master = ramp_step(&m->master), ducked = ramp_step(&m->duck);

	for (int k = 0; k < ENGINE_KINDS; k++)
		of[k] = ramp_step(&m->gain[k]) * master;
	of[ENGINE_BREATH] *= ducked;
}

static bool levels_rest(const struct mixer *m)
{
	int64_t left = m->master.left + m->duck.left;

	for (int k = 0; k < ENGINE_KINDS; k++)
		left += m->gain[k].left;
	return left == 0;
}

static void mix_voices(struct mixer *m, int64_t n)
{
	for (int k = 0; k < ENGINE_KINDS; k++)
		memset(m->bus[k], 0, (size_t)n * MIXER_CHANNELS * sizeof **m->bus);
	for (struct voice *v = m->voices; v < m->voices + MIXER_VOICES; v++)
		if (v->used)
			voice_mix(m, v, n);
}

static void block(struct mixer *m, int16_t *out, int64_t n)
{
	float of[ENGINE_KINDS];
	bool rest;

	duck(m);
	mix_voices(m, n);
	rest = levels_rest(m);
	for (int64_t i = 0, end; i < n * MIXER_CHANNELS; i = end) {
		step_levels(m, of);
		end = rest ? n * MIXER_CHANNELS : i + MIXER_CHANNELS;
		for (int64_t j = i; j < end; j++)
			out[j] = sample(m->bus[ENGINE_CUES][j] * of[ENGINE_CUES] +
					m->bus[ENGINE_BREATH][j] * of[ENGINE_BREATH] +
					m->bus[ENGINE_VOICE][j] * of[ENGINE_VOICE]);
	}
	m->now += n;
}

void mixer_render(struct mixer *m, int16_t *out, int64_t n)
{
	while (n > 0) {
		int64_t part = n < BLOCK ? n : BLOCK;

		if (mixer_idle(m)) {
			memset(out, 0, (size_t)part * MIXER_CHANNELS * sizeof *out);
			mixer_skip(m, (struct frames){part});
		} else {
			block(m, out, part);
		}
		out += part * MIXER_CHANNELS;
		n -= part;
	}
}

bool mixer_begun(struct mixer *m, uint32_t *id, struct frames *at)
{
	if (!m->nbegun)
		return false;
	*id = m->begun[0].id;
	at->n = m->begun[0].at;
	memmove(m->begun, m->begun + 1, (size_t)--m->nbegun * sizeof *m->begun);
	return true;
}
