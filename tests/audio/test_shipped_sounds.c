/* The shipped pack: what pack.yaml promises is there, the files are what the recipe makes, and they
 * keep the limits of a sound that is heard for an hour. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audio/mixer.h"
#include "io/catalog.h"
#include "io/soundfile.h"
#include "load/pack_load.h"

#define main recipe_main
#include "../../sounds/recipe.c"
#undef main

static struct pcm shipped[SOUND_COUNT_OF];

static int read_pack(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct buf said = {0};
	struct file f;
	struct err e = {""};
	struct pack *p;

	if (!catalog_read("sounds/default/pack.yaml", PACK_BYTES_MOST, &f, &e))
		fail_msg("%s (run from the top of the repository)", e.text);
	p = pack_load(a, d, diag_source(d, f.path, f.bytes, f.n), f.bytes, f.n);
	diag_text(d, &said, false);
	assert_string_equal(buf_str(&said), "");
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++) {
		char path[256];

		if (!p->sound[s].file)
			continue;
		snprintf(path, sizeof path, "sounds/default/%s", p->sound[s].file);
		if (!soundfile_read(path, &shipped[s], &e))
			fail_msg("%s", e.text);
	}
	buf_free(&said);
	file_free(&f);
	diag_free(d);
	arena_free(a);
	return 0;
}

static int free_pack(void **state)
{
	(void)state;
	for (int s = 0; s < SOUND_COUNT_OF; s++)
		free(shipped[s].frames);
	return 0;
}

/* Breath is made while it plays; every other moment has a file. */
static void every_event_sounds(void **state)
{
	(void)state;
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++) {
		if (s == SOUND_BREATH_IN || s == SOUND_BREATH_OUT)
			assert_null(shipped[s].frames);
		else if (!shipped[s].frames)
			fail_msg("%s has no sound", sound_name((enum sound)s));
	}
}

/* Within one step of 16 bits: the last place of sin and exp is the machine's own. */
static void the_files_are_the_recipes(void **state)
{
	(void)state;
	assert_int_equal(RECIPES, SOUND_COUNT_OF - 3);
	for (int r = 0; r < RECIPES; r++) {
		const struct pcm *p = &shipped[recipes[r].event];
		int count;
		float *made = recipe_render(&recipes[r], &count);

		assert_int_equal(p->rate, RECIPE_RATE);
		assert_int_equal(p->channels, 1);
		assert_int_equal(p->count, count);
		for (int i = 0; i < count; i++)
			if (fabsf(p->frames[i] - made[i]) > 1.6f / 32768)
				fail_msg("%s differs at frame %d: run make sounds",
					 sound_name(recipes[r].event), i);
		free(made);
	}
}

static double decibels(double level)
{
	return 20 * log10(level);
}

static void each_keeps_the_limits(void **state)
{
	(void)state;
	double quietest = 0, loudest = -200;

	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++) {
		const struct pcm *p = &shipped[s];
		double peak = 0, sum = 0, rms;

		if (!p->frames)
			continue;
		for (int64_t i = 0; i < p->count; i++) {
			peak = fmax(peak, fabsf(p->frames[i]));
			sum += p->frames[i];
		}
		rms = decibels(sqrt(active_power(p->frames, (int)p->count)));
		quietest = fmin(quietest, rms);
		loudest = fmax(loudest, rms);
		assert_true(decibels(peak) < -3);
		assert_true(decibels(fabs(sum / (double)p->count)) < -60);
		assert_true(decibels(fabsf(p->frames[0])) < -60);
		assert_true(decibels(fabsf(p->frames[p->count - 1]) + 1e-9) < -60);
		assert_true(p->count <= 3 * RECIPE_RATE);
		/* It starts on the frame it is placed at, leaning either way. */
		assert_true(fabsf(p->frames[0]) > 5.0f / 32768);
	}
	assert_true(loudest - quietest < 3);
}

/* Share of the power over `hz`, by a one-pole filter run four times. */
static double share_over(const struct pcm *p, double hz)
{
	double a = exp(-2 * M_PI * hz / p->rate), stage[4] = {0}, over = 0, all = 0;

	for (int64_t i = 0; i < p->count; i++) {
		double x = p->frames[i];

		all += x * x;
		for (int k = 0; k < 4; k++) {
			stage[k] += (1 - a) * (x - stage[k]);
			x -= stage[k];
		}
		over += x * x;
	}
	return over / all;
}

static void none_is_shrill(void **state)
{
	(void)state;
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		if (shipped[s].frames)
			assert_true(share_over(&shipped[s], 2000) < 0.03);
}

/* How alike two sounds are, 0 to 1: the shape of their loudness and pitch over the first second.
 * Pitch is told by zero crossings. */
static void shape(const struct pcm *p, double loud[20], double pitch[20])
{
	enum { PART = RECIPE_RATE / 20 };

	for (int k = 0; k < 20; k++) {
		loud[k] = pitch[k] = 0;
		for (int64_t i = k * PART + 1; i < (k + 1) * PART && i < p->count; i++) {
			loud[k] += fabs(p->frames[i]) / PART;
			pitch[k] += (p->frames[i] < 0) != (p->frames[i - 1] < 0);
		}
	}
}

static void no_two_are_alike(void **state)
{
	(void)state;
	for (int a = 1; a < SOUND_COUNT_OF; a++)
		for (int b = a + 1; b < SOUND_COUNT_OF; b++) {
			double loud[2][20], pitch[2][20], differ = 0;

			if (!shipped[a].frames || !shipped[b].frames)
				continue;
			shape(&shipped[a], loud[0], pitch[0]);
			shape(&shipped[b], loud[1], pitch[1]);
			for (int k = 0; k < 20; k++) /* a tone, or 3 dB, in a twentieth of a second */
				differ += fabs(pitch[0][k] - pitch[1][k]) >
						  0.12 * fmax(pitch[0][k], pitch[1][k]) ||
					  fabs(decibels((loud[0][k] + 1e-4) / (loud[1][k] + 1e-4))) > 3;
			if (differ < 5)
				fail_msg("%s and %s differ in %.0f of 20 moments", sound_name((enum sound)a),
					 sound_name((enum sound)b), differ);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_event_sounds),    cmocka_unit_test(the_files_are_the_recipes),
		cmocka_unit_test(each_keeps_the_limits), cmocka_unit_test(none_is_shrill),
		cmocka_unit_test(no_two_are_alike),
	};
	return cmocka_run_group_tests(tests, read_pack, free_pack);
}
