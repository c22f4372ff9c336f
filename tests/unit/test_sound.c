#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/mixer.h"
#include "audio/sound.h"

enum { MOST = 2 * 96000 };

static float wave[MOST * 2];

/* A tone of 500 Hz for a second, `level` in the left channel and half of it in the right, that
 * begins and ends at zero. */
static void make_tone(int rate, int channels, float level)
{
	for (int i = 0; i < rate; i++)
		for (int c = 0; c < channels; c++)
			wave[i * channels + c] =
				level / (float)(c + 1) * (float)sin(2 * M_PI * 500 * i / rate);
}

/* How much of 500 Hz is in it: the amplitude. */
static double tone_of(const float *f, int64_t from, int64_t n)
{
	double s = 0, c = 0;

	for (int64_t i = from; i < from + n; i++) {
		s += f[i] * sin(2 * M_PI * 500 * (double)i / MIXER_RATE);
		c += f[i] * cos(2 * M_PI * 500 * (double)i / MIXER_RATE);
	}
	return 2 * sqrt(s * s + c * c) / (double)n;
}

static void any_rate_becomes_the_mixers(void **state)
{
	(void)state;
	static const int rates[] = {8000, 22050, 44100, 48000, 96000};

	for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
		struct sound_bank *b = sound_bank_new();
		struct err e;
		int64_t n;
		const float *f;

		make_tone(rates[r], 1, 0.5f);
		assert_true(sound_bank_put(b, SOUND_START, wave, rates[r], 1, rates[r], &e));
		f = sound_bank_get(b, SOUND_START, &n);
		assert_in_range(n, MIXER_RATE - 20, MIXER_RATE + 20);
		assert_true(fabs(tone_of(f, MIXER_RATE / 4, MIXER_RATE / 2) - 0.5) < 0.005);
		sound_bank_free(b);
	}
}

static void channels_become_one(void **state)
{
	(void)state;
	struct sound_bank *b = sound_bank_new();
	struct err e;
	int64_t n;
	const float *f;

	make_tone(MIXER_RATE, 2, 0.4f);
	assert_true(sound_bank_put(b, SOUND_START, wave, MIXER_RATE, 2, MIXER_RATE, &e));
	f = sound_bank_get(b, SOUND_START, &n);
	assert_int_equal(n, MIXER_RATE - 1); /* its first frame is nothing */
	assert_true(fabs(tone_of(f, 0, n) - 0.3) < 0.001);
	sound_bank_free(b);
}

static void ends_that_would_click_are_faded_and_others_left(void **state)
{
	(void)state;
	struct sound_bank *b = sound_bank_new();
	struct err e;
	int64_t n;
	const float *f;

	for (int i = 0; i < 4800; i++)
		wave[i] = 0.5f;
	assert_true(sound_bank_put(b, SOUND_START, wave, 4800, 1, MIXER_RATE, &e));
	f = sound_bank_get(b, SOUND_START, &n);
	assert_true(fabsf(f[0]) < 0.003f && fabsf(f[n - 1]) < 0.003f);
	assert_true(f[240] == 0.5f && f[n - 241] == 0.5f);
	for (int64_t i = 1; i < n; i++)
		assert_true(fabsf(f[i] - f[i - 1]) < 0.003f);

	wave[0] = wave[4799] = 0.0009f;
	assert_true(sound_bank_put(b, SOUND_START, wave, 4800, 1, MIXER_RATE, &e));
	f = sound_bank_get(b, SOUND_START, &n);
	assert_memory_equal(f, wave, 4800 * sizeof *f);
	sound_bank_free(b);
}

static void very_short_sounds(void **state)
{
	(void)state;
	static const int rates[] = {4000, 44100, 48000, 192000};

	wave[0] = wave[1] = wave[2] = 0.9f;
	for (size_t r = 0; r < 4; r++)
		for (int64_t count = 0; count <= 3; count++) {
			struct sound_bank *b = sound_bank_new();
			struct err e;
			int64_t n;

			assert_true(sound_bank_put(b, SOUND_COUNT, wave, count, 1, rates[r], &e));
			assert_non_null(sound_bank_get(b, SOUND_COUNT, &n));
			assert_in_range(n, 0, 60);
			sound_bank_free(b);
		}
}

static void what_is_missing_has_a_stand_in_or_is_silent(void **state)
{
	(void)state;
	struct sound_bank *b = sound_bank_new();
	struct err e;
	int64_t n, count;

	make_tone(MIXER_RATE, 1, 0.5f);
	assert_null(sound_bank_get(b, SOUND_HALF, &n));
	assert_int_equal(n, 0);
	assert_true(sound_bank_put(b, SOUND_COUNT, wave, 100, 1, MIXER_RATE, &e));
	assert_ptr_equal(sound_bank_get(b, SOUND_HALF, &n), sound_bank_get(b, SOUND_COUNT, &count));
	assert_int_equal(n, 99); /* its first frame is nothing */
	assert_false(sound_bank_has(b, SOUND_HALF));
	assert_true(sound_bank_has(b, SOUND_COUNT));
	assert_null(sound_bank_get(b, SOUND_STOP, &n));

	assert_true(sound_bank_put(b, SOUND_HALF, wave, 200, 1, MIXER_RATE, &e));
	assert_non_null(sound_bank_get(b, SOUND_HALF, &n));
	assert_int_equal(n, 199);
	assert_null(sound_bank_get(b, SOUND_NONE, &n));
	sound_bank_free(b);
	sound_bank_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_rate_becomes_the_mixers),
		cmocka_unit_test(channels_become_one),
		cmocka_unit_test(ends_that_would_click_are_faded_and_others_left),
		cmocka_unit_test(very_short_sounds),
		cmocka_unit_test(what_is_missing_has_a_stand_in_or_is_silent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
