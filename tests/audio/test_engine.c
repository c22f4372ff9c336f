/* The engine on devices of the test's own: one that keeps time like a card and remembers what it
 * was given, and the ways a device fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/device.h"
#include "audio/engine.h"
#include "audio/mixer.h"
#include "audio/sound.h"
#include "base/mem.h"
#include "io/clock.h"

enum { CHUNK = 960, BUFFER_MS = 80, KEPT = 6 * MIXER_RATE };

/* What the device double does, and what it saw. The engine's thread writes, the test reads after
 * engine_stop() or through the semaphores; the rest is atomic. */
static struct {
	_Atomic bool refuses; /* open fails */
	_Atomic bool breaks;  /* the next write fails */
	_Atomic bool blocks;  /* the next write waits for `let_go` */
	_Atomic bool rushes;  /* takes all at once, as a driver without a device does */
	_Atomic bool jitters; /* wakes late at random */
	sem_t let_go, blocked;
	_Atomic int opened, closed, writes;
	_Atomic bool signals_open; /* SIGINT could reach the thread */
	struct mono start;
	int64_t taken; /* frames */
	int16_t heard[KEPT * MIXER_CHANNELS];
	uint32_t dice;
} dev;

static struct device *dev_open(const char *driver, struct err *e)
{
	struct device *d;
	sigset_t blocked;

	(void)driver;
	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	dev.signals_open = !sigismember(&blocked, SIGINT);
	if (dev.refuses) {
		err_set(e, "There is no card.");
		return NULL;
	}
	d = mem_calloc(1, sizeof *d);
	d->buffer_ms = BUFFER_MS;
	strcpy(d->name, "double");
	extern const struct device_ops dev_ops;
	d->ops = &dev_ops;
	dev.opened++;
	dev.start = MONO_NEVER;
	return d;
}

static int64_t dev_wants(struct device *d, struct mono now)
{
	(void)d;
	(void)now;
	return CHUNK;
}

/* Like a card with a buffer of 80 ms: returns when all is in the buffer. */
static bool dev_write(struct device *d, const int16_t *frames, int64_t n)
{
	(void)d;
	dev.writes++;
	if (dev.breaks)
		return false;
	if (dev.blocks) {
		sem_post(&dev.blocked);
		sem_wait(&dev.let_go);
		dev.start = MONO_NEVER;
	}
	if (dev.start.ns == MONO_NEVER.ns)
		dev.start = mono_add_ns(clock_mono(), -mixer_ns((struct frames){dev.taken}));
	if (dev.taken + n <= KEPT)
		memcpy(dev.heard + dev.taken * MIXER_CHANNELS, frames,
		       (size_t)n * MIXER_CHANNELS * sizeof *frames);
	dev.taken += n;
	if (!dev.rushes) {
		int64_t full = mixer_ns((struct frames){dev.taken}) - BUFFER_MS * NS_PER_MS;

		dev.dice = dev.dice * 1664525u + 1013904223u;
		full += dev.jitters ? (int64_t)(dev.dice >> 16) * 150 : 0; /* up to 9.8 ms */
		clock_sleep_until(mono_add_ns(dev.start, full));
	}
	return true;
}

static void dev_close(struct device *d)
{
	dev.closed++;
	free(d);
}

const struct device_ops dev_ops = {dev_open, dev_wants, dev_write, dev_close};

static struct sound_bank *bank;
static const struct mono at_once = {0};

static struct engine *start(bool mute)
{
	struct engine_options o = {.bank = bank, .mute = mute};

	return engine_start_on(&o, &dev_ops);
}

/* Waits for the next fact of this kind; others are passed over. */
static struct engine_fact expect(struct engine *e, enum engine_fact_kind kind)
{
	struct pollfd p = {engine_fd(e), POLLIN, 0};
	struct engine_fact f;

	for (;;) {
		while (engine_next_fact(e, &f))
			if (f.kind == kind)
				return f;
		if (poll(&p, 1, 10000) != 1)
			fail_msg("no fact of kind %d came", kind);
	}
}

static int set_up(void **state)
{
	(void)state;
	struct err e;
	float click[480];

	memset(&dev, 0, sizeof dev);
	sem_init(&dev.let_go, 0, 0);
	sem_init(&dev.blocked, 0, 0);
	for (int i = 0; i < 480; i++)
		click[i] = i % 2 ? -0.0009f : 0.0009f; /* so low that the bank leaves it as it is */
	bank = sound_bank_new();
	return !sound_bank_put(bank, SOUND_COUNT, click, 480, 1, MIXER_RATE, &e);
}

static int tear_down(void **state)
{
	(void)state;
	sound_bank_free(bank);
	sem_destroy(&dev.let_go);
	sem_destroy(&dev.blocked);
	return 0;
}

/* Frames at which a sound begins after at least 10 ms of silence. */
static int onsets(int64_t *at, int most)
{
	int64_t quiet = 480;
	int n = 0;

	for (int64_t i = 0; i < dev.taken && i < KEPT; i++) {
		if (!dev.heard[2 * i] && !dev.heard[2 * i + 1]) {
			quiet++;
			continue;
		}
		if (quiet >= 480 && n < most)
			at[n++] = i;
		quiet = 0;
	}
	return n;
}

/* Spacings that no chunk divides, on a device that wakes its writer late at random. */
static void cues_keep_their_distance_to_the_sample(void **state)
{
	(void)state;
	static const int64_t ms[] = {0, 137, 301, 442, 610, 777, 951, 1103};
	enum { N = sizeof ms / sizeof *ms };
	struct engine *e;
	struct mono first;
	int64_t at[N + 1];

	dev.jitters = true;
	e = start(false);
	expect(e, ENGINE_DEVICE);
	first = mono_add_ms(clock_mono(), 800); /* time enough to know the device */
	for (uint32_t i = 0; i < N; i++)
		engine_cue(e, i + 1, SOUND_COUNT, mono_add_ms(first, ms[i]), LEG_NONE);
	for (uint32_t i = 0; i < N; i++) {
		struct engine_fact f = expect(e, ENGINE_SOUNDED);

		assert_int_equal(f.id, i + 1);
		assert_true(llabs(f.when.ns - mono_add_ms(first, ms[i]).ns) < NS_PER_MS);
	}
	assert_true(engine_stop(e, 5000));
	assert_int_equal(onsets(at, N + 1), N);
	for (int i = 1; i < N; i++)
		assert_in_range(at[i] - at[0], ms[i] * 48 - 1, ms[i] * 48 + 1);
	/* and they are heard when they were due */
	assert_true(llabs(mono_add_ns(dev.start, mixer_ns((struct frames){at[0]})).ns - first.ns) <
		    15 * NS_PER_MS);
}

static void a_left_cue_leans_left(void **state)
{
	(void)state;
	struct engine *e = start(false);
	int64_t at[2];

	engine_cue(e, 1, SOUND_COUNT, at_once, LEG_LEFT); /* due long ago: not played */
	engine_cue(e, 2, SOUND_COUNT, mono_add_ms(clock_mono(), 100), LEG_LEFT);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 2);
	assert_true(engine_stop(e, 5000));
	assert_int_equal(onsets(at, 2), 1);
	assert_true(abs(dev.heard[2 * at[0]]) > 2 * abs(dev.heard[2 * at[0] + 1]));
}

static void a_cancelled_cue_is_not_heard(void **state)
{
	(void)state;
	struct engine *e = start(false);
	int64_t at[2];

	expect(e, ENGINE_DEVICE);
	for (uint32_t i = 1; i <= 20; i++)
		engine_cue(e, i, SOUND_COUNT, mono_add_ms(clock_mono(), 250), LEG_NONE);
	engine_cancel(e);
	engine_cue(e, 99, SOUND_COUNT, mono_add_ms(clock_mono(), 300), LEG_NONE);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 99);
	assert_true(engine_stop(e, 5000));
	assert_int_equal(onsets(at, 2), 1);
}

static void a_breath_sounds_and_ramps_out_on_cancel(void **state)
{
	(void)state;
	struct engine *e = start(false);
	int64_t at[2], last = 0, begun;

	expect(e, ENGINE_DEVICE);
	engine_breath(e, BREATH_OUT, 4000, mono_add_ms(clock_mono(), 120), LEG_NONE);
	engine_cue(e, 1, SOUND_COUNT, mono_add_ms(clock_mono(), 700), LEG_NONE);
	expect(e, ENGINE_SOUNDED);
	engine_cancel(e);
	engine_cue(e, 2, SOUND_COUNT, mono_add_ms(clock_mono(), 400), LEG_NONE);
	expect(e, ENGINE_SOUNDED);
	assert_true(engine_stop(e, 5000));
	assert_true(onsets(at, 2) >= 2);
	begun = at[0];
	for (int64_t i = begun + 1; i < dev.taken; i++) {
		assert_true(abs(dev.heard[2 * i] - dev.heard[2 * i - 2]) < 700);
		if (i < at[1] && dev.heard[2 * i])
			last = i;
	}
	assert_in_range(last - begun, MIXER_RATE / 3, MIXER_RATE); /* not its four seconds */
}

static void mute_is_silence_on_the_same_path(void **state)
{
	(void)state;
	struct engine *e = start(true);
	struct mono due = mono_add_ms(clock_mono(), 50);
	struct engine_fact f;

	engine_cue(e, 5, SOUND_STOP, due, LEG_NONE); /* the bank has none: it has its moment all the same */
	f = expect(e, ENGINE_SOUNDED);
	assert_int_equal(f.id, 5);
	assert_true(llabs(f.when.ns - due.ns) < NS_PER_MS);
	assert_int_equal(dev.opened, 0); /* no device is touched */
	engine_mute(e, false);
	engine_cue(e, 6, SOUND_COUNT, mono_add_ms(clock_mono(), 150), LEG_NONE);
	expect(e, ENGINE_DEVICE);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 6);
	assert_true(engine_stop(e, 5000));
	assert_int_equal(onsets((int64_t[2]){0}, 2), 1);
	assert_int_equal(dev.opened, 1);
	assert_int_equal(dev.closed, 1);
}

static void without_a_device_the_session_goes_on(void **state)
{
	(void)state;
	struct engine *e;
	struct engine_fact f;
	struct mono due;

	dev.refuses = true;
	e = start(false);
	assert_string_equal(expect(e, ENGINE_SILENT).text, "There is no card.");
	for (uint32_t i = 1; i <= 5; i++) {
		due = mono_add_ms(clock_mono(), i == 3 ? 1500 : 30); /* asleep for that long */
		engine_cue(e, i, SOUND_COUNT, due, LEG_NONE);
		f = expect(e, ENGINE_SOUNDED);
		assert_int_equal(f.id, i);
		assert_true(llabs(f.when.ns - due.ns) < NS_PER_MS);
	}
	assert_true(engine_stop(e, 1000));
	assert_int_equal(dev.opened, 0);
}

static void a_lost_device_is_told_and_the_cues_go_on(void **state)
{
	(void)state;
	struct engine *e = start(false);

	expect(e, ENGINE_DEVICE);
	dev.breaks = true;
	expect(e, ENGINE_LOST);
	dev.breaks = false;
	engine_cue(e, 1, SOUND_COUNT, mono_add_ms(clock_mono(), 50), LEG_NONE);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 1);
	assert_int_equal(dev.opened, 1);
	engine_breath(e, BREATH_IN, 20000, clock_mono(), LEG_NONE); /* something to come back for */
	expect(e, ENGINE_DEVICE);
	assert_int_equal(dev.opened, 2);
	assert_true(engine_stop(e, 5000));
	assert_int_equal(dev.closed, 2);
}

static void a_driver_that_keeps_no_time_is_given_up(void **state)
{
	(void)state;
	struct engine *e;

	dev.rushes = true;
	e = start(false);
	assert_non_null(strstr(expect(e, ENGINE_SILENT).text, "\"double\""));
	engine_cue(e, 1, SOUND_COUNT, mono_add_ms(clock_mono(), 50), LEG_NONE);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 1);
	assert_true(engine_stop(e, 1000));
}

static void stopping_does_not_wait_for_a_device_that_blocks(void **state)
{
	(void)state;
	struct engine *e = start(false);
	struct mono before;

	expect(e, ENGINE_DEVICE);
	dev.blocks = true;
	sem_wait(&dev.blocked);
	for (uint32_t i = 1; i < 2000; i++) { /* handing over never waits, and is bounded */
		engine_cue(e, i, SOUND_COUNT, clock_mono(), LEG_NONE);
		engine_speech(e, i, mem_calloc(100, sizeof(float)), 100, clock_mono(), LEG_NONE);
	}
	engine_cancel(e);
	before = clock_mono();
	assert_false(engine_stop(e, 100));
	assert_in_range(clock_mono().ns - before.ns, 100 * NS_PER_MS, 1000 * NS_PER_MS);
	assert_int_equal(dev.closed, 0);
	dev.blocks = false; /* the program would leave here; the test lets it end */
	sem_post(&dev.let_go);
	assert_true(engine_stop(e, 5000));
}

static void after_a_stall_old_cues_are_dropped(void **state)
{
	(void)state;
	struct engine *e = start(false);
	struct mono due;

	expect(e, ENGINE_DEVICE);
	dev.blocks = true;
	sem_wait(&dev.blocked);
	due = mono_add_ms(clock_mono(), -600);
	engine_cue(e, 1, SOUND_COUNT, due, LEG_NONE);
	engine_cue(e, 2, SOUND_COUNT, mono_add_ms(due, 900), LEG_NONE);
	dev.blocks = false;
	sem_post(&dev.let_go);
	assert_int_equal(expect(e, ENGINE_SOUNDED).id, 2);
	assert_true(engine_stop(e, 5000));
}

static void no_signal_reaches_its_thread(void **state)
{
	(void)state;
	struct engine *e = start(false);
	sigset_t mine;

	expect(e, ENGINE_DEVICE);
	assert_false(dev.signals_open);
	pthread_sigmask(SIG_SETMASK, NULL, &mine);
	assert_false(sigismember(&mine, SIGINT)); /* and the caller's are as they were */
	assert_true(engine_stop(e, 5000));
}

/* A session's worth of everything at random, for the thread sanitizer. */
static void everything_at_once(void **state)
{
	(void)state;
	struct engine *e;
	struct engine_fact f;
	uint32_t x = 3;

	dev.jitters = true;
	e = start(false);
	for (uint32_t i = 1; i < 3000; i++) {
		struct mono due = mono_add_ms(clock_mono(), (int64_t)(x >> 8) % 300 - 20);
		enum leg leg = (enum leg)((x >> 4) % 3);

		x = x * 1664525u + 1013904223u;
		switch ((x >> 16) % 9) {
		case 0:
			engine_cancel(e);
			break;
		case 1:
			engine_mute(e, (x >> 24) & 1);
			break;
		case 2:
			engine_volume(e, -(int)((x >> 20) % 61));
			break;
		case 3:
			engine_gain(e, (enum engine_kind)((x >> 20) % ENGINE_KINDS), -(int)((x >> 24) % 61));
			break;
		case 4:
			engine_breath(e, (enum breath_phase)((x >> 20) % 6), 1000, due, leg);
			break;
		case 5:
			engine_speech(e, i, mem_calloc(4800, sizeof(float)), 4800, due, leg);
			break;
		case 6:
			while (engine_next_fact(e, &f))
				assert_true(f.kind == ENGINE_DEVICE || f.kind == ENGINE_SOUNDED ||
					    f.kind == ENGINE_LOST);
			break;
		default:
			engine_cue(e, i, (enum sound)(1 + (x >> 20) % (SOUND_COUNT_OF - 1)), due, leg);
			break;
		}
		dev.breaks = i > 2000 && i < 2200;
		clock_sleep_until(mono_add_ns(clock_mono(), 300000)); /* a second in all */
	}
	assert_true(engine_stop(e, 5000));
	assert_int_equal(dev.opened, dev.closed);
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		EACH(cues_keep_their_distance_to_the_sample),
		EACH(a_left_cue_leans_left),
		EACH(a_cancelled_cue_is_not_heard),
		EACH(a_breath_sounds_and_ramps_out_on_cancel),
		EACH(mute_is_silence_on_the_same_path),
		EACH(without_a_device_the_session_goes_on),
		EACH(a_lost_device_is_told_and_the_cues_go_on),
		EACH(a_driver_that_keeps_no_time_is_given_up),
		EACH(stopping_does_not_wait_for_a_device_that_blocks),
		EACH(after_a_stall_old_cues_are_dropped),
		EACH(no_signal_reaches_its_thread),
		EACH(everything_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
