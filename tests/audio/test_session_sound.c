/* A whole session with all that can be heard, at a person's random keys, on a device that blocks, fails and
 * comes back at random: what the thread sanitizer is to look at. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/device.h"
#include "audio/engine.h"
#include "io/clock.h"

static struct device *double_open(const char *driver, struct err *e);
static int64_t double_wants(struct device *d, struct mono now);
static bool double_write(struct device *d, const int16_t *frames, int64_t n);
static void double_close(struct device *d);

static const struct device_ops moody = {double_open, double_wants, double_write, double_close};

/* The speaker as it is, but for its device. */
#define engine_start(o) engine_start_on((o), &moody)
#include "../../src/speaker.c"
#undef engine_start

#include "audio/mixer.h"
#include "session.h"

static _Atomic int opened, failed, lost, blocked;
static _Atomic int64_t played;

static int roll(unsigned *dice, int sides)
{
	*dice = *dice * 1664525u + 1013904223u;
	return (int)(*dice >> 8) % sides;
}

static unsigned moods = 11; /* the audio thread's alone */

static struct device *double_open(const char *driver, struct err *e)
{
	struct device *d;

	(void)driver;
	if (opened && roll(&moods, 3) == 0) { /* a first failure is for good */
		failed++;
		err_set(e, "It will not open.");
		return NULL;
	}
	opened++;
	d = calloc(1, sizeof *d);
	d->ops = &moody;
	d->buffer_ms = 40;
	strcpy(d->name, "moody");
	return d;
}

static int64_t double_wants(struct device *d, struct mono now)
{
	(void)d;
	(void)now;
	return MIXER_RATE / 50;
}

static bool double_write(struct device *d, const int16_t *frames, int64_t n)
{
	bool blocks = roll(&moods, 50) == 0;

	(void)d;
	for (int64_t i = 0; i < 2 * n; i++)
		played += frames[i] != 0;
	blocked += blocks;
	usleep(blocks ? 300000 : 18000);
	if (roll(&moods, 40) == 0) {
		lost++;
		return false;
	}
	return true;
}

static void double_close(struct device *d)
{
	free(d);
}

static void any_key(struct session *s, unsigned *dice)
{
	static const char keys[] = "   mmvvb[]nnxp123yn55+-w";

	session_key(s, (uint32_t)keys[roll(dice, sizeof keys - 1)]);
}

/* Until it ends, or for so long. */
static void live_through(struct session *s, unsigned seed, int64_t ms)
{
	struct mono end = mono_add_ms(clock_mono(), ms);
	unsigned dice = seed;

	while (clock_mono().ns < end.ns && !session_ended(s)) {
		struct pollfd wait[SESSION_FDS];
		int fds[SESSION_FDS];

		session_fds(s, fds);
		for (int i = 0; i < SESSION_FDS; i++)
			wait[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
		poll(wait, SESSION_FDS, roll(&dice, 30));
		session_tick(s);
		if (roll(&dice, 25) == 0)
			any_key(s, &dice);
		buf_clear(session_lines(s));
	}
}

static void random_keys_on_a_moody_device(void **state)
{
	int64_t ms = getenv("UNKNOT_LONG") ? 20000 : 5000;
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_open(paths.history, &e);

	(void)state;
	for (unsigned seed = 1; seed <= 3; seed++) {
		struct opened r =
			routine_open(&paths, seed == 2 ? "out-of-the-car" : "two-minute-ease", NULL);
		struct speaker *speaker = speaker_new(&paths, &config_default, false, false);
		struct view_settings set = {0};
		struct session_options o = {.speed_milli = seed == 3 ? 1000 : 1500,
					    .hands_free = true,
					    .find_passes = true,
					    .history = h,
					    .speaker = speaker,
					    .set = &set,
					    .plain = true};
		struct session *s;

		assert_true(opened_ok(&r));
		assert_true(history_lock(h, &e));
		s = session_begin(&r, &o, &e);
		assert_non_null(s);
		live_through(s, seed, ms);
		session_free(s);
		history_unlock(h);
		/* a device that blocks may hold it for longer than a person waits; then it is left behind */
		for (int i = 0; i < 50 && !speaker_free(speaker); i++)
			usleep(20000);
	}
	assert_true(history_close(h, 5000));
	paths_free(&paths);
	assert_true(opened > 0 && played > 0);
	print_message("opened %d, would not %d, lost %d, blocked %d\n", opened, failed, lost, blocked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(random_keys_on_a_moody_device)};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("session_sound", tests, NULL, NULL);
}
