#include "audio/material.h"

#include <string.h>

#include "base/mem.h"

enum {
	CUE_SWELL_MS = 4000,   /* of a breath sound that an author uses as a cue */
	TAIL = MIXER_RATE / 12 /* fade of a breath file that is longer than its phase */
};

struct mixer_sound material_cue(const struct sound_bank *b, enum sound s, enum leg leg)
{
	struct mixer_sound m = {.kind = ENGINE_CUES, .leg = leg};

	m.pcm = sound_bank_get(b, s, &m.length);
	if (!m.pcm && (s == SOUND_BREATH_IN || s == SOUND_BREATH_OUT)) {
		m.phase = s == SOUND_BREATH_IN ? BREATH_IN : BREATH_OUT;
		m.length = mixer_frames(CUE_SWELL_MS * NS_PER_MS).n;
	}
	return m;
}

/* A copy of the first `n` frames that dies away at its end. */
static float *cut(const float *pcm, int64_t n)
{
	float *out = mem_calloc((size_t)n, sizeof *out);
	int64_t tail = n < TAIL ? n : TAIL;

	memcpy(out, pcm, (size_t)n * sizeof *out);
	for (int64_t i = 0; i < tail; i++)
		out[n - 1 - i] *= (float)i / (float)tail;
	return out;
}

static enum sound breath_sound(enum breath_phase p)
{
	switch (p) {
	case BREATH_IN:
	case BREATH_SIP:
		return SOUND_BREATH_IN;
	case BREATH_TOP:
		return SOUND_BREATH_TOP;
	case BREATH_OUT:
		return SOUND_BREATH_OUT;
	case BREATH_NONE:
	case BREATH_BOTTOM:
		break;
	}
	return SOUND_NONE;
}

struct mixer_sound material_breath(const struct sound_bank *b, enum breath_phase p, int64_t length,
				   enum leg leg)
{
	struct mixer_sound m = {.kind = ENGINE_BREATH, .phase = p, .leg = leg};
	int64_t count;

	m.pcm = sound_bank_get(b, breath_sound(p), &count);
	m.length = m.pcm && count < length ? count : length;
	if (m.pcm && count > length)
		m.pcm = m.owned = cut(m.pcm, length);
	return m;
}
