/* The program on a real sound server: PulseAudio with a null sink of its own, recorded from its monitor. Cues
 * are found in the recording and held against the moments of --events. Takes a minute and more, so only with
 * UNKNOT_LONG=1, and where pulseaudio and parec are installed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "live.h"

enum { CUES = 40 };

static int setup(void **state)
{
	(void)state;
	if (chdir(getenv("HOME")) || (mkdir("run", 0700) && chmod("run", 0700)) || !live_home() ||
	    !write_beats("beats.yaml", CUES))
		return 1;
	return end_of(START("screening.log", getenv("UNKNOT"), "screening", "--none-apply"));
}

static pid_t play(void)
{
	return START("session.log", getenv("UNKNOT"), "play", "beats.yaml", "--plain", "--hands-free",
		     "--no-voice", "--events", "events");
}

static void read_heard(const char *path, struct moments *heard)
{
	FILE *f = fopen(path, "rb");
	int16_t frame[2];
	int64_t frames = 0, quiet = LIVE_QUIET;

	assert_non_null(f);
	heard->n = 0;
	while (fread(frame, sizeof frame, 1, f) == 1)
		hear(heard, frame, 1, &frames, &quiet);
	fclose(f);
}

static void read_beats(struct moments *due)
{
	FILE *f = fopen("events", "r");
	char line[1024];

	assert_non_null(f);
	due->n = 0;
	while (fgets(line, sizeof line, f))
		if (is_beat(line, &due->at[due->n]) && due->n < LIVE_MOST - 1)
			due->n++;
	fclose(f);
}

/* How many beats lie on an onset to the frame, after the best common shift. */
static int on_their_frames(void)
{
	static struct moments heard, due;

	read_heard("rec.raw", &heard);
	read_beats(&due);
	assert_int_equal(due.n, CUES);
	return on_frame(&heard, &due, best_shift(&heard, &due));
}

/* Both processors busy beside it. */
static void beats_keep_their_time(const char *driver)
{
	pid_t hogs[2];
	int same;

	assert_true(use_driver(driver));
	assert_true(start_server("rec.raw"));
	for (int i = 0; i < 2; i++)
		hogs[i] = START("hog.log", "sh", "-c", "while :; do :; done");
	assert_int_equal(end_of(play()), 0);
	for (int i = 0; i < 2; i++)
		stop(&hogs[i]);
	stop(&recorder);
	stop(&server);
	same = on_their_frames();
	print_message("%s: %d of %d beats on their frame\n", driver, same, CUES);
	assert_in_range(same, CUES * 9 / 10, CUES);
}

static void beats_through_alsa(void **state)
{
	(void)state;
	beats_keep_their_time("alsa");
}

static void beats_through_pulse(void **state)
{
	(void)state;
	beats_keep_their_time("pulse");
}

/* The server stands still in mid-session: the program still leaves when it is told to. */
static void a_server_that_hangs_holds_nobody(void **state)
{
	static const char *const drivers[] = {"alsa", "pulse"};

	(void)state;
	for (int d = 0; d < 2; d++) {
		pid_t session;

		assert_true(use_driver(drivers[d]));
		assert_true(start_server("rec.raw"));
		session = play();
		sleep(8);
		kill(server, SIGSTOP);
		sleep(2);
		kill(session, SIGTERM);
		alarm(20); /* else the test hangs as the program does */
		assert_int_equal(end_of(session), 128 + SIGTERM);
		alarm(0);
		stop(&recorder);
		stop(&server);
	}
}

/* The server dies and comes back: the session goes on to its end, and is heard again. */
static void sound_returns_with_the_server(void **state)
{
	static struct moments heard;
	pid_t session;

	(void)state;
	assert_true(use_driver("pulse"));
	assert_true(start_server("rec.raw"));
	session = play();
	sleep(12);
	stop(&recorder);
	stop(&server);
	sleep(2);
	assert_true(start_server("again.raw"));
	assert_int_equal(end_of(session), 0);
	stop(&recorder);
	stop(&server);
	read_heard("rec.raw", &heard);
	assert_in_range(heard.n, 4, LIVE_MOST);
	read_heard("again.raw", &heard);
	assert_in_range(heard.n, 4, LIVE_MOST);
}

static int teardown(void **state)
{
	(void)state;
	stop(&recorder);
	stop(&server);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(beats_through_alsa, teardown),
		cmocka_unit_test_teardown(beats_through_pulse, teardown),
		cmocka_unit_test_teardown(a_server_that_hangs_holds_nobody, teardown),
		cmocka_unit_test_teardown(sound_returns_with_the_server, teardown),
	};

	if (!getenv("UNKNOT_LONG") || !live_can()) {
		puts("skip live: it needs UNKNOT_LONG=1, pulseaudio, parec and pactl");
		return 0;
	}
	return cmocka_run_group_tests_name("live", tests, setup, NULL);
}
