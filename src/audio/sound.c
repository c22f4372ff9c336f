#include "audio/sound.h"

#include <math.h>
#include <samplerate.h>
#include <stdlib.h>
#include <string.h>

#include "audio/mixer.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/pack.h"

enum { EDGE = MIXER_RATE / 200 };

static const float HEARD = 1.0f / 16384; /* two steps of 16 bits, one after the pan to a side */
static const float CLICK = 0.001f;       /* -60 dBFS: an end louder than this would be heard as a click */

struct sound_bank {
	struct {
		float *frames;
		int64_t count;
	} sound[SOUND_COUNT_OF];
};

struct sound_bank *sound_bank_new(void)
{
	return mem_calloc(1, sizeof(struct sound_bank));
}

void sound_bank_free(struct sound_bank *b)
{
	if (!b)
		return;
	for (int i = 0; i < SOUND_COUNT_OF; i++)
		free(b->sound[i].frames);
	free(b);
}

static float *to_mono(const float *frames, int64_t count, int channels)
{
	float *mono = mem_calloc((size_t)count, sizeof *mono);

	for (int64_t i = 0; i < count; i++) {
		for (int c = 0; c < channels; c++)
			mono[i] += frames[i * channels + c];
		mono[i] /= (float)channels;
	}
	return mono;
}

/* Replaces `*frames` by the same sound at the mixer's rate. */
static bool resample(float **frames, int64_t *count, int rate, bool speech, struct err *e)
{
	double ratio = (double)MIXER_RATE / rate;
	long room = (long)ceil((double)*count * ratio) + 1;
	float *out = mem_calloc((size_t)room, sizeof *out);
	SRC_DATA d = {.data_in = *frames,
		      .data_out = out,
		      .input_frames = (long)*count,
		      .output_frames = room,
		      .src_ratio = ratio};
	/* espeak-ng has nothing where the two differ, and a line is wanted at once */
	int failed = src_simple(&d, speech ? SRC_SINC_FASTEST : SRC_SINC_MEDIUM_QUALITY, 1);

	free(*frames);
	*frames = out;
	*count = d.output_frames_gen;
	return !failed || err_set(e, _("the sound cannot be brought from %d Hz to %d Hz: %s"), rate,
				  MIXER_RATE, src_strerror(failed));
}

static void soften_ends(float *frames, int64_t count)
{
	int64_t edge = count / 2 < EDGE ? count / 2 : EDGE;
	bool head = count && fabsf(frames[0]) > CLICK, tail = count && fabsf(frames[count - 1]) > CLICK;

	for (int64_t i = 0; i < edge; i++) {
		float rise = (float)(i + 1) / (float)(edge + 1);

		if (head)
			frames[i] *= rise;
		if (tail)
			frames[count - 1 - i] *= rise;
	}
}

/* Frames at the head that 16 bits would have as zero are not there: a sound begins with its first frame. */
static void trim_head(float *frames, int64_t *count)
{
	int64_t from = 0;

	while (from < *count && fabsf(frames[from]) < HEARD)
		from++;
	if (from == *count) /* silence is silence */
		return;
	memmove(frames, frames + from, (size_t)(*count - from) * sizeof *frames);
	*count -= from;
}

bool sound_fit(float **frames, int64_t *count, int rate, bool speech, struct err *e)
{
	if (*count && rate != MIXER_RATE && !resample(frames, count, rate, speech, e))
		return false;
	soften_ends(*frames, *count);
	trim_head(*frames, count);
	return true;
}

bool sound_bank_put(struct sound_bank *b, enum sound s, const float *frames, int64_t count, int channels,
		    int rate, struct err *e)
{
	float *mono = to_mono(frames, count, channels);

	if (!sound_fit(&mono, &count, rate, false, e)) {
		free(mono);
		return false;
	}
	free(b->sound[s].frames);
	b->sound[s].frames = mono;
	b->sound[s].count = count;
	return true;
}

bool sound_bank_has(const struct sound_bank *b, enum sound s)
{
	return b->sound[s].frames;
}

const float *sound_bank_get(const struct sound_bank *b, enum sound s, int64_t *count)
{
	while (s != SOUND_NONE && !b->sound[s].frames)
		s = pack_stand_in(s);
	*count = b->sound[s].count;
	return b->sound[s].frames;
}
