#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/render.h"

enum { RATE = 48000, LENGTH = 4 * RATE };

static float whole[LENGTH];

static double rms(const float *f, int64_t from, int64_t n)
{
	double sum = 0;

	for (int64_t i = from; i < from + n; i++)
		sum += (double)f[i] * f[i];
	return sqrt(sum / (double)n);
}

static void a_breath_in_rises_and_a_breath_out_falls(void **state)
{
	(void)state;
	double part[8];

	render_breath(whole, 0, LENGTH, BREATH_IN, LENGTH);
	for (int i = 0; i < 8; i++)
		part[i] = rms(whole, i * (LENGTH / 8), LENGTH / 8);
	assert_true(part[0] < part[2] && part[2] < part[5]);
	assert_true(part[5] > 4 * part[0]);
	assert_true(part[7] < part[5]);

	render_breath(whole, 0, LENGTH, BREATH_OUT, LENGTH);
	for (int i = 0; i < 8; i++)
		part[i] = rms(whole, i * (LENGTH / 8), LENGTH / 8);
	assert_true(part[1] > part[4] && part[4] > part[6] && part[6] > part[7]);
	assert_true(part[1] > 4 * part[7]);
}

static void its_ends_are_silent_and_its_level_is_low(void **state)
{
	(void)state;
	static const enum breath_phase phases[] = {BREATH_IN, BREATH_SIP, BREATH_OUT};

	for (size_t p = 0; p < 3; p++) {
		double sum = 0, peak = 0;

		render_breath(whole, 0, LENGTH, phases[p], LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			sum += whole[i];
			peak = fmax(peak, fabsf(whole[i]));
		}
		assert_true(fabsf(whole[0]) < 0.001f && fabsf(whole[LENGTH - 1]) < 0.001f);
		assert_true(fabs(sum / LENGTH) < 0.001);
		assert_true(peak < 0.12);
		assert_true(rms(whole, 0, LENGTH) > 0.008);
		for (int i = 1; i < LENGTH; i++) /* no step that would click */
			assert_true(fabsf(whole[i] - whole[i - 1]) < 0.02f);
	}
}

static void pieces_are_the_whole(void **state)
{
	(void)state;
	float piece[977];

	render_breath(whole, 0, LENGTH, BREATH_OUT, LENGTH);
	for (int64_t at = 0; at < LENGTH; at += 977) {
		int64_t n = LENGTH - at < 977 ? LENGTH - at : 977;

		render_breath(piece, at, n, BREATH_OUT, LENGTH);
		assert_memory_equal(piece, whole + at, (size_t)n * sizeof *piece);
	}
}

static void outside_its_phase_is_silence(void **state)
{
	(void)state;
	static const float none[200];
	float got[200];

	render_breath(got, -200, 200, BREATH_IN, 1000);
	assert_memory_equal(got, none, sizeof got);
	render_breath(got, 1000, 200, BREATH_IN, 1000);
	assert_memory_equal(got, none, sizeof got);
	render_breath(got, 900, 200, BREATH_OUT, 1000);
	assert_memory_equal(got + 100, none, 100 * sizeof *got);
	for (int p = BREATH_NONE; p <= BREATH_BOTTOM; p++) {
		if (p == BREATH_IN || p == BREATH_SIP || p == BREATH_OUT)
			continue;
		render_breath(got, 300, 200, (enum breath_phase)p, 1000);
		assert_memory_equal(got, none, sizeof got);
	}
	render_breath(got, 0, 200, BREATH_IN, 0);
	assert_memory_equal(got, none, sizeof got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_breath_in_rises_and_a_breath_out_falls),
		cmocka_unit_test(its_ends_are_silent_and_its_level_is_low),
		cmocka_unit_test(pieces_are_the_whole),
		cmocka_unit_test(outside_its_phase_is_silence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
