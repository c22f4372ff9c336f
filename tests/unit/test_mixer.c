#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/mixer.h"

enum { SECOND = MIXER_RATE, RAMP = 384 };

static int16_t out[10 * SECOND * 2];
static float flat[10 * SECOND]; /* a sound of one level: what the mixer does to it is what is seen */

static int make_flat(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof flat / sizeof *flat; i++)
		flat[i] = 0.25f;
	return 0;
}

static struct mixer_sound sound(enum engine_kind kind, int64_t length, enum leg leg)
{
	return (struct mixer_sound){.id = 1, .kind = kind, .pcm = flat, .length = length, .leg = leg};
}

static int left(int64_t i)
{
	return out[2 * i];
}

static int right(int64_t i)
{
	return out[2 * i + 1];
}

static int64_t first_sound(int64_t n)
{
	for (int64_t i = 0; i < n; i++)
		if (left(i) || right(i))
			return i;
	return -1;
}

/* The largest step between two frames, as a part of full scale. */
static double steepest(int64_t from, int64_t n)
{
	int most = 0;

	for (int64_t i = from + 1; i < from + n; i++) {
		most = abs(left(i) - left(i - 1)) > most ? abs(left(i) - left(i - 1)) : most;
		most = abs(right(i) - right(i - 1)) > most ? abs(right(i) - right(i - 1)) : most;
	}
	return most / 32767.0;
}

static void frames_and_time(void **state)
{
	(void)state;
	assert_int_equal(mixer_frames(1000000000).n, 48000);
	assert_int_equal(mixer_frames(0).n, 0);
	assert_int_equal(mixer_frames(10416).n, 0); /* half a frame is 10416.67 ns */
	assert_int_equal(mixer_frames(10417).n, 1);
	assert_int_equal(mixer_frames(-1000000000).n, -48000);
	assert_int_equal(mixer_frames(-10416).n, 0);
	assert_int_equal(mixer_frames(-10418).n, -1);
	for (int64_t f = 0; f < 1000000; f += 997)
		assert_int_equal(mixer_frames(mixer_ns((struct frames){f})).n, f);
	assert_int_equal(mixer_frames(INT64_C(1000000000) * 3600 * 24 * 365).n,
			 INT64_C(48000) * 3600 * 24 * 365);
}

static void a_voice_begins_and_ends_on_its_frame(void **state)
{
	(void)state;
	static const int64_t places[] = {0, 1, 479, 480, 481, 12345};

	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		struct mixer *m = mixer_new(false);
		struct mixer_sound s = sound(ENGINE_CUES, 1000, LEG_NONE);
		struct frames at;
		uint32_t id;

		mixer_play(m, (struct frames){places[p]}, &s);
		assert_false(mixer_idle(m));
		for (int64_t done = 0; done < 20000; done += 777) /* in chunks that meet nothing */
			mixer_render(m, out + 2 * done, 777);
		assert_int_equal(first_sound(20000), places[p]);
		assert_int_not_equal(left(places[p] + 999), 0);
		assert_int_equal(left(places[p] + 1000), 0);
		assert_true(mixer_begun(m, &id, &at));
		assert_int_equal(id, 1);
		assert_int_equal(at.n, places[p]);
		assert_false(mixer_begun(m, &id, &at));
		assert_true(mixer_idle(m));
		mixer_free(m);
	}
}

static void a_late_voice_begins_at_once(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = sound(ENGINE_CUES, 1000, LEG_NONE);
	struct frames at;
	uint32_t id;

	mixer_render(m, out, 5000);
	mixer_play(m, (struct frames){2000}, &s);
	mixer_render(m, out, 2000);
	assert_int_equal(first_sound(2000), 0);
	assert_int_not_equal(left(999), 0);
	assert_int_equal(left(1000), 0);
	assert_true(mixer_begun(m, &id, &at));
	assert_int_equal(at.n, 5000);
	mixer_free(m);
}

static void a_late_breath_comes_in_midway_without_a_click(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = {.kind = ENGINE_BREATH, .phase = BREATH_OUT, .length = 2 * SECOND};

	mixer_render(m, out, SECOND);
	mixer_play(m, (struct frames){0}, &s);
	mixer_render(m, out, 2 * SECOND);
	assert_true(abs(left(0)) < 33);
	assert_true(steepest(0, 2 * SECOND) < 0.02);
	assert_int_not_equal(left(SECOND / 2), 0);
	for (int64_t i = SECOND; i < 2 * SECOND; i++) /* it ends when it would have */
		assert_int_equal(left(i), 0);
	assert_true(mixer_idle(m));
	mixer_free(m);
}

static void legs_lean_to_their_side_with_equal_power(void **state)
{
	(void)state;
	static const enum leg legs[] = {LEG_NONE, LEG_LEFT, LEG_RIGHT};
	double power[3];

	for (int i = 0; i < 3; i++) {
		struct mixer *m = mixer_new(false);
		struct mixer_sound s = sound(ENGINE_CUES, 100, legs[i]);

		mixer_play(m, (struct frames){0}, &s);
		mixer_render(m, out, 100);
		power[i] = (double)left(50) * left(50) + (double)right(50) * right(50);
		if (legs[i] == LEG_NONE)
			assert_int_equal(left(50), right(50));
		if (legs[i] == LEG_LEFT)
			assert_true(left(50) > 2 * right(50) && right(50) > 0);
		if (legs[i] == LEG_RIGHT)
			assert_true(right(50) > 2 * left(50) && left(50) > 0);
		mixer_free(m);
	}
	assert_true(fabs(power[1] / power[0] - 1) < 0.001 && fabs(power[2] / power[0] - 1) < 0.001);
}

static void mono_does_not_lean(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(true);
	struct mixer_sound s = sound(ENGINE_CUES, 100, LEG_LEFT);

	mixer_play(m, (struct frames){0}, &s);
	mixer_render(m, out, 100);
	assert_int_equal(left(50), right(50));
	assert_int_not_equal(left(50), 0);
	mixer_free(m);
}

/* Every change of level takes 8 ms and arrives exactly. */
static void changes_ramp(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = sound(ENGINE_CUES, 9 * SECOND, LEG_NONE);
	int full, less;

	mixer_play(m, (struct frames){0}, &s);
	mixer_render(m, out, SECOND);
	full = left(SECOND - 1);
	assert_int_equal(full, lrintf(0.25f * 0.70710678f * 32767));

	mixer_volume(m, -20);
	mixer_render(m, out, SECOND);
	less = left(SECOND - 1);
	assert_in_range(less, full / 10 - 1, full / 10 + 1);
	assert_true(steepest(0, SECOND) < 0.001);
	assert_true(left(RAMP / 2) < full && left(RAMP / 2) > less);
	assert_int_equal(left(RAMP), less);

	mixer_mute(m, true);
	mixer_render(m, out, SECOND);
	assert_true(steepest(0, SECOND) < 0.001);
	assert_int_equal(left(RAMP), 0);

	mixer_volume(m, 0); /* a change while muted is not heard until after */
	mixer_render(m, out, SECOND);
	assert_int_equal(first_sound(SECOND), -1);
	mixer_mute(m, false);
	mixer_render(m, out, SECOND);
	assert_true(steepest(0, SECOND) < 0.001);
	assert_int_equal(left(RAMP), full);

	mixer_gain(m, ENGINE_CUES, -60);
	mixer_render(m, out, SECOND);
	assert_true(steepest(0, SECOND) < 0.001);
	assert_int_equal(left(RAMP), 0);
	mixer_free(m);
}

static void gains_are_of_their_kind_alone(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = sound(ENGINE_CUES, SECOND, LEG_NONE);

	mixer_gain(m, ENGINE_BREATH, -60);
	mixer_gain(m, ENGINE_VOICE, -60);
	mixer_settle(m);
	mixer_play(m, (struct frames){0}, &s);
	mixer_render(m, out, 100);
	assert_int_equal(left(50), lrintf(0.25f * 0.70710678f * 32767));
	mixer_free(m);
}

static void cancel_ramps_out_and_forgets(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound now = sound(ENGINE_CUES, 9 * SECOND, LEG_LEFT),
			   later = sound(ENGINE_CUES, 1000, LEG_NONE);
	struct frames at;
	uint32_t id;

	later.id = 2;
	later.pcm = later.owned = malloc(1000 * sizeof(float)); /* the leak checker watches it */
	memcpy(later.owned, flat, 1000 * sizeof(float));
	mixer_play(m, (struct frames){0}, &now);
	mixer_play(m, (struct frames){SECOND}, &later);
	mixer_render(m, out, 1000);
	mixer_cancel(m);
	mixer_render(m, out, 2 * SECOND);
	assert_true(left(0) > 0);
	assert_true(steepest(0, 2 * SECOND) < 0.001);
	for (int64_t i = RAMP; i < 2 * SECOND; i++)
		assert_int_equal(left(i), 0);
	assert_true(mixer_idle(m));
	assert_true(mixer_begun(m, &id, &at));
	assert_int_equal(id, 1);
	assert_false(mixer_begun(m, &id, &at));
	mixer_free(m);
}

static void speech_ducks_the_breath(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound breath = sound(ENGINE_BREATH, 9 * SECOND, LEG_NONE);
	struct mixer_sound speech = sound(ENGINE_VOICE, SECOND, LEG_NONE);
	static float nothing[SECOND];
	int full;

	speech.pcm = nothing; /* so that the breath alone is seen */
	mixer_play(m, (struct frames){0}, &breath);
	mixer_play(m, (struct frames){SECOND}, &speech);
	mixer_render(m, out, 4 * SECOND);
	full = left(100);
	assert_int_equal(left(SECOND - SECOND / 10), full);
	assert_in_range(left(SECOND + SECOND / 10), (int)(full * 0.35), (int)(full * 0.36)); /* -9 dB */
	assert_true(steepest(0, 4 * SECOND) < 0.0005);
	assert_int_equal(left(2 * SECOND + SECOND / 5), full);
	mixer_free(m);
}

static void cancelled_speech_takes_its_time(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = sound(ENGINE_VOICE, 9 * SECOND, LEG_NONE);

	mixer_play(m, (struct frames){0}, &s);
	mixer_render(m, out, 1000);
	mixer_cancel(m);
	mixer_render(m, out, SECOND);
	assert_true(left(SECOND * 40 / 1000) > 0);
	assert_int_equal(left(SECOND * 80 / 1000), 0);
	mixer_free(m);
}

static void loud_sums_bend_and_never_clip(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(true);
	struct mixer_sound s = sound(ENGINE_CUES, 8 * SECOND, LEG_NONE);
	int before = 0;

	for (int i = 0; i < 30; i++) { /* 0.18, 0.35, 0.53 .. 5.3 */
		mixer_play(m, mixer_now(m), &s);
		mixer_render(m, out, 10);
		assert_true(left(9) > before);
		assert_true(left(9) <= 29204); /* -1 dBFS */
		before = left(9);
		if (i < 3)
			assert_int_equal(left(9), lrint((i + 1) * 0.25 * 0.70710678 * 32767));
	}
	mixer_free(m);
}

static void voices_that_are_too_many_replace_the_oldest(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);

	for (uint32_t i = 1; i <= MIXER_VOICES + 5; i++) {
		struct mixer_sound s = sound(ENGINE_CUES, SECOND, LEG_NONE);
		struct frames at;
		uint32_t id;

		s.id = i;
		mixer_play(m, mixer_now(m), &s);
		mixer_render(m, out, 10);
		assert_true(mixer_begun(m, &id, &at));
		assert_int_equal(id, i);
	}
	mixer_free(m);
}

/* A cue whose sound is missing still has its moment. */
static void nothing_to_hear_is_reported_too(void **state)
{
	(void)state;
	struct mixer *m = mixer_new(false);
	struct mixer_sound s = {.id = 7};
	struct frames at;
	uint32_t id;

	mixer_play(m, (struct frames){500}, &s);
	mixer_render(m, out, 500);
	assert_false(mixer_begun(m, &id, &at));
	mixer_render(m, out, 1);
	assert_true(mixer_begun(m, &id, &at));
	assert_int_equal(id, 7);
	assert_int_equal(at.n, 500);
	assert_true(mixer_idle(m));
	mixer_free(m);
}

/* Time passed over is time all the same: what is heard after it, what began in it, what has ended. */
static void passed_over_is_not_lost(void **state)
{
	(void)state;
	static int16_t heard[2 * SECOND];
	static const struct {
		int64_t at;
		int64_t length;
	} sounds[] = {{0, 1000},
		      {2000, SECOND / 2 - 2001},
		      {4000, SECOND / 2},
		      {SECOND / 2, 3000},
		      {SECOND / 2 + 1, 3000}};
	enum { SOUNDS = sizeof sounds / sizeof *sounds };

	for (int skip = 0; skip < 2; skip++) {
		struct mixer *m = mixer_new(false);
		struct frames at;
		uint32_t id;

		for (size_t i = 0; i < SOUNDS; i++) {
			struct mixer_sound s = sound(ENGINE_CUES, sounds[i].length, LEG_RIGHT);

			s.id = (uint32_t)i + 1;
			mixer_play(m, (struct frames){sounds[i].at}, &s);
		}
		mixer_gain(m, ENGINE_CUES, -12);
		if (skip)
			mixer_skip(m, (struct frames){SECOND / 2});
		else
			mixer_render(m, out, SECOND / 2);
		for (uint32_t i = 0; i < 3; i++) {
			assert_true(mixer_begun(m, &id, &at));
			assert_int_equal(id, i + 1);
			assert_int_equal(at.n, sounds[i].at);
		}
		assert_false(mixer_begun(m, &id, &at));
		mixer_render(m, skip ? heard : out, SECOND / 2);
		mixer_free(m);
	}
	assert_memory_equal(heard, out, SECOND / 2 * 2 * sizeof *out);
	assert_int_not_equal(left(1000), 0);
}

/* The same sounds give the same bytes however the stream is cut: two exports are equal. */
static void chunks_do_not_matter(void **state)
{
	(void)state;
	static int16_t other[2 * SECOND * 2];
	struct mixer *m[2] = {mixer_new(false), mixer_new(false)};

	for (int i = 0; i < 2; i++) {
		struct mixer_sound breath = {
			.kind = ENGINE_BREATH, .phase = BREATH_IN, .length = SECOND, .leg = LEG_LEFT};
		struct mixer_sound cue = sound(ENGINE_CUES, 5000, LEG_RIGHT);

		mixer_play(m[i], (struct frames){100}, &breath);
		mixer_play(m[i], (struct frames){20000}, &cue);
	}
	mixer_render(m[0], out, 2 * SECOND);
	for (int64_t at = 0, n; at < 2 * SECOND; at += n) {
		n = 1 + at % 1013;
		n = at + n > 2 * SECOND ? 2 * SECOND - at : n;
		mixer_render(m[1], other + 2 * at, n);
	}
	assert_memory_equal(out, other, sizeof other);
	mixer_free(m[0]);
	mixer_free(m[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_and_time),
		cmocka_unit_test(a_voice_begins_and_ends_on_its_frame),
		cmocka_unit_test(a_late_voice_begins_at_once),
		cmocka_unit_test(a_late_breath_comes_in_midway_without_a_click),
		cmocka_unit_test(legs_lean_to_their_side_with_equal_power),
		cmocka_unit_test(mono_does_not_lean),
		cmocka_unit_test(changes_ramp),
		cmocka_unit_test(gains_are_of_their_kind_alone),
		cmocka_unit_test(cancel_ramps_out_and_forgets),
		cmocka_unit_test(speech_ducks_the_breath),
		cmocka_unit_test(cancelled_speech_takes_its_time),
		cmocka_unit_test(loud_sums_bend_and_never_clip),
		cmocka_unit_test(voices_that_are_too_many_replace_the_oldest),
		cmocka_unit_test(nothing_to_hear_is_reported_too),
		cmocka_unit_test(passed_over_is_not_lost),
		cmocka_unit_test(chunks_do_not_matter),
	};
	return cmocka_run_group_tests(tests, make_flat, NULL);
}
