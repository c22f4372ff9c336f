/* The program on a real sound server: PulseAudio with a null sink of its own, recorded from its monitor. Cues
 * are found in the recording and held against the moments of --events. Takes a minute and more, so only with
 * UNKNOT_LONG=1, and where pulseaudio and parec are installed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RATE = 48000, QUIET = RATE / 20, MOST = 200, CUES = 40 };

static pid_t server, recorder;

static pid_t start(const char *const *args, const char *out)
{
	pid_t child = fork();

	if (child == 0) {
		int to = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600), none = open("/dev/null", O_RDWR);

		dup2(none, 0);
		dup2(to, 1);
		dup2(none, 2);
		execvp(args[0], (char *const *)args);
		_exit(99);
	}
	return child;
}

#define START(out, ...) start((const char *const[]){__VA_ARGS__, NULL}, out)

static int end_of(pid_t child)
{
	int status = 0;

	if (child <= 0 || waitpid(child, &status, 0) != child)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void stop(pid_t *child)
{
	if (*child > 0) {
		kill(*child, SIGCONT);
		kill(*child, SIGKILL);
		end_of(*child);
	}
	*child = 0;
}

static bool start_server(const char *recording)
{
	server = START("server.log", "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "-L",
		       "module-native-protocol-unix", "-L",
		       "module-null-sink sink_name=bench rate=48000 channels=2 format=s16le");
	for (int i = 0; i < 100; i++) {
		if (system("pactl info >pactl.log 2>&1") == 0) {
			recorder = START(recording, "parec", "-d", "bench.monitor", "--format=s16le",
					 "--rate=48000", "--channels=2", "--latency-msec=10", "--raw");
			sleep(2); /* it begins late */
			return true;
		}
		usleep(100000);
	}
	return false;
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* A walk with a soft beat every half second, and a home where ALSA's default is the server. */
static int setup(void **state)
{
	char yaml[4096];
	size_t n;

	(void)state;
	if (chdir(getenv("HOME")) || (mkdir("run", 0700) && chmod("run", 0700)))
		return 1;
	n = (size_t)snprintf(
		yaml, sizeof yaml,
		"unknot: 1\ntitle: Beats\nabout: Cues in a row.\nsuits: A clock.\nnot-for: Anybody.\nsteps:\n"
		"  - walk: 30s\n    say: Count.\n    speak: \"\"\n    cues:\n");
	for (int i = 0; i < CUES; i++)
		n += (size_t)snprintf(yaml + n, sizeof yaml - n, "      - { at: %.1fs, sound: count }\n",
				      6 + i / 2.);
	write_file("beats.yaml", yaml);
	write_file(".asoundrc", "pcm.!default { type pulse }\nctl.!default { type pulse }\n");
	setenv("PULSE_SINK", "bench", 1);
	return end_of(START("screening.log", getenv("UNKNOT"), "screening", "--none-apply"));
}

static pid_t play(void)
{
	return START("session.log", getenv("UNKNOT"), "play", "beats.yaml", "--plain", "--hands-free",
		     "--no-voice", "--events", "events");
}

static void use_driver(const char *driver)
{
	char text[64];

	snprintf(text, sizeof text, "driver: %s\n", driver);
	system("mkdir -p \"$XDG_CONFIG_HOME/unknot\"");
	snprintf(text, sizeof text, "echo 'driver: %s' >\"$XDG_CONFIG_HOME/unknot/config.yaml\"", driver);
	assert_int_equal(system(text), 0);
}

/* Onsets in a recording: frames that sound after silence. */
static int onsets(const char *path, int64_t at[MOST])
{
	FILE *f = fopen(path, "rb");
	int16_t frame[2];
	int64_t quiet = QUIET;
	int n = 0;

	assert_non_null(f);
	for (int64_t i = 0; fread(frame, sizeof frame, 1, f) == 1; i++) {
		if (!frame[0] && !frame[1]) {
			quiet++;
			continue;
		}
		if (quiet >= QUIET && n < MOST)
			at[n++] = i;
		quiet = 0;
	}
	fclose(f);
	return n;
}

/* Moments, in frames, at which the beats were due. */
static int beats(int64_t at[MOST])
{
	FILE *f = fopen("events", "r");
	char line[1024];
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		double due;

		if (!strstr(line, "\"event\": \"cue\"") || !strstr(line, "\"sound\": \"count\""))
			continue;
		assert_int_equal(sscanf(strstr(line, "\"due\": "), "\"due\": %lf", &due), 1);
		if (n < MOST)
			at[n++] = llround(due * RATE);
	}
	fclose(f);
	return n;
}

/* How many beats lie on an onset to the frame, after the best common shift. */
static int on_their_frames(void)
{
	static int64_t heard[MOST], due[MOST];
	int nheard = onsets("rec.raw", heard), ndue = beats(due), best = 0;

	assert_int_equal(ndue, CUES);
	for (int shift = 0; shift < nheard; shift++) {
		for (int from = 0; from < 3; from++) { /* one of the first beats is that onset */
			int64_t by = heard[shift] - due[from];
			int same = 0;

			for (int i = 0; i < ndue; i++)
				for (int k = 0; k < nheard; k++)
					same += llabs(heard[k] - due[i] - by) <= 1;
			best = same > best ? same : best;
		}
	}
	return best;
}

/* Both processors busy beside it. */
static void beats_keep_their_time(const char *driver)
{
	pid_t hogs[2];
	int same;

	use_driver(driver);
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

		use_driver(drivers[d]);
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
	static int64_t heard[MOST];
	pid_t session;

	(void)state;
	use_driver("pulse");
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
	assert_in_range(onsets("rec.raw", heard), 4, MOST);
	assert_in_range(onsets("again.raw", heard), 4, MOST);
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

	if (!getenv("UNKNOT_LONG") || system("command -v pulseaudio parec pactl >/dev/null 2>&1") != 0) {
		puts("skip live: it needs UNKNOT_LONG=1, pulseaudio, parec and pactl");
		return 0;
	}
	return cmocka_run_group_tests_name("live", tests, setup, NULL);
}
