/* The recipe of the default sounds: `make sounds` builds this and writes the files of sounds/default.
 *
 * Every sound is a few struck notes of one pentatonic scale (D E F# A B), so that whatever follows
 * whatever, it fits; soft in the attack, dying away, with no partial over about 1 kHz. What each says is
 * in its shape: rising asks or begins, falling lets go, two of the same mark a half, low and repeated warns.
 * Each is scaled to one loudness: -20 dBFS, as the RMS of its 10 ms blocks that lie within 20 dB of its
 * loudest. */
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/sound_event.h"

enum { RECIPE_RATE = 48000, RECIPE_BLOCK = RECIPE_RATE / 100, RECIPE_NOTES = 6, RECIPE_PARTIALS = 3 };

/* The notes, in Hz. */
#define D3  146.83
#define E3  164.81
#define FS3 185.00
#define A3  220.00
#define D4  293.66
#define E4  329.63
#define FS4 369.99
#define A4  440.00
#define B4  493.88
#define D5  587.33

struct partial {
	double ratio, level, life; /* of the note's pitch, level and decay */
};

enum timbre { BOWL, WOOD, REED };

static const double RECIPE_HIGHEST = 1100; /* Hz: partials over it are left out */

static const struct partial recipe_timbre[][RECIPE_PARTIALS] = {
	[BOWL] = {{1, 1, 1}, {2, 0.40, 0.6}, {3, 0.15, 0.35}},
	[WOOD] = {{1, 1, 1}, {2, 0.15, 0.3}, {4, 0.10, 0.15}},
	[REED] = {{1, 1, 1}, {3, 0.10, 0.8}, {5, 0.02, 0.8}},
};

struct note {
	double at, hz, level; /* seconds, Hz, 0..1; level 0 ends the list */
};

struct recipe {
	enum sound event;
	enum timbre timbre;
	double seconds, attack, decay; /* decay: to 1/e */
	struct note notes[RECIPE_NOTES];
};

static const struct recipe recipes[] = {
	{SOUND_START, BOWL, 2.0, .012, .45, {{0, A3, .8}, {.20, D4, .9}, {.40, FS4, 1}}},
	{SOUND_FIND, WOOD, 1.2, .012, .30, {{0, D4, .8}, {.17, A4, 1}}},
	{SOUND_SINK, BOWL, 1.6, .014, .40, {{0, A4, .9}, {.30, D4, 1}}},
	{SOUND_HOLD, BOWL, 2.2, .014, .60, {{0, D4, 1}, {0, D3, .8}}},
	{SOUND_HALF, WOOD, .9, .012, .18, {{0, A4, .9}, {.16, A4, 1}}},
	{SOUND_COUNT, WOOD, .4, .012, .09, {{0, E4, 1}}},
	{SOUND_LET_GO, BOWL, 2.0, .012, .45, {{0, D5, .8}, {.12, A4, .9}, {.24, FS4, 1}, {.36, D4, 1}}},
	{SOUND_EASE, BOWL, 1.6, .014, .40, {{0, E4, .8}, {.28, A3, 1}}},
	{SOUND_REST, REED, 2.0, .020, .60, {{0, A3, 1}, {0, E4, .7}}},
	{SOUND_OTHER_LEG, WOOD, 1.3, .012, .28, {{0, D4, .9}, {.17, A4, 1}, {.34, D4, .9}}},
	{SOUND_RATE, REED, 1.3, .012, .30, {{0, FS4, .7}, {.15, FS4, .7}, {.30, B4, 1}}},
	{SOUND_EASE_OFF, REED, 1.7, .014, .22, {{0, FS3, 1}, {.26, E3, 1}, {.52, FS3, 1}, {.78, E3, 1}}},
	{SOUND_STOP, BOWL, 1.4, .012, .30, {{0, D3, 1}, {0, A3, .6}, {.34, D3, 1}, {.34, A3, .6}}},
	{SOUND_DONE, BOWL, 2.8, .012, .60, {{0, D4, .8}, {.18, FS4, .85}, {.36, A4, .9}, {.54, D5, 1}}},
	{SOUND_LOOP, WOOD, .9, .012, .22, {{0, A4, .8}, {.09, D5, 1}}},
	{SOUND_BREATH_TOP, REED, .8, .030, .18, {{0, D5, 1}}},
};

enum { RECIPES = sizeof recipes / sizeof *recipes };

/* A partial begins at the crest of its wave, so that the very first frame is not zero: the sound
 * starts on the sample that it is placed at. */
static void add_partial(float *out, int frames, const struct recipe *r, const struct note *note,
			const struct partial *p)
{
	double hz = note->hz * p->ratio;
	int start = (int)(note->at * RECIPE_RATE);

	if (hz > RECIPE_HIGHEST)
		return;
	for (int i = start; i < frames; i++) {
		double t = (double)(i - start) / RECIPE_RATE, rise = (t + 1.0 / RECIPE_RATE) / r->attack;
		double level = note->level * p->level * exp(-t / (r->decay * p->life));

		out[i] += (float)(level * (rise < 1 ? rise : 1) * cos(2 * M_PI * hz * t));
	}
}

static double block_power(const float *frames, int from, int count)
{
	int n = count - from < RECIPE_BLOCK ? count - from : RECIPE_BLOCK;
	double sum = 0;

	for (int i = from; i < from + n; i++)
		sum += (double)frames[i] * frames[i];
	return sum / n;
}

/* Mean power over the blocks within 20 dB of the loudest. */
static double active_power(const float *frames, int count)
{
	double loudest = 0, sum = 0;
	int n = 0;

	for (int i = 0; i < count; i += RECIPE_BLOCK)
		loudest = fmax(loudest, block_power(frames, i, count));
	for (int i = 0; i < count; i += RECIPE_BLOCK) {
		double p = block_power(frames, i, count);

		if (p < loudest / 100)
			continue;
		sum += p;
		n++;
	}
	return n ? sum / n : 0;
}

/* The sound at 48 kHz, mono, for free(3); its frames in `*count`. */
static float *recipe_render(const struct recipe *r, int *count)
{
	int frames = (int)(r->seconds * RECIPE_RATE), fade = RECIPE_RATE / 5;
	float *out = calloc((size_t)frames, sizeof *out);
	double scale;

	if (!out)
		abort();
	for (const struct note *n = r->notes; n < r->notes + RECIPE_NOTES && n->level > 0; n++)
		for (int p = 0; p < RECIPE_PARTIALS; p++)
			add_partial(out, frames, r, n, &recipe_timbre[r->timbre][p]);
	for (int i = 0; i < fade; i++)
		out[frames - 1 - i] *= (float)(0.5 - 0.5 * cos(M_PI * i / fade));
	scale = 0.1 / sqrt(active_power(out, frames));
	for (int i = 0; i < frames; i++)
		out[i] *= (float)scale;
	*count = frames;
	return out;
}

static int write_sound(const char *folder, const struct recipe *r)
{
	SF_INFO info = {
		.samplerate = RECIPE_RATE, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
	double smallest = 1; /* FLAC's compression level: the highest */
	char path[4096];
	int count;
	float *frames = recipe_render(r, &count);
	SNDFILE *f;
	int ok;

	snprintf(path, sizeof path, "%s/%s.flac", folder, sound_name(r->event));
	f = sf_open(path, SFM_WRITE, &info);
	if (f)
		sf_command(f, SFC_SET_COMPRESSION_LEVEL, &smallest, sizeof smallest);
	ok = f && sf_writef_float(f, frames, count) == count;
	if (!ok)
		fprintf(stderr, "%s: %s\n", path, sf_strerror(f));
	if (f)
		ok = sf_close(f) == 0 && ok;
	free(frames);
	return ok;
}

int main(int argc, char **argv)
{
	int ok = argc == 2;

	if (!ok)
		fputs("usage: recipe FOLDER\n", stderr);
	for (int i = 0; ok && i < RECIPES; i++)
		ok = write_sound(argv[1], &recipes[i]);
	return !ok;
}
