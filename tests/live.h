/* A real sound server for the tests and measures that need one: PulseAudio with a null sink of its own, recorded
 * from its monitor; a routine of beats, and how they lie in what was heard. Works in the folder it is run in. */
#ifndef UNKNOT_TESTS_LIVE_H
#define UNKNOT_TESTS_LIVE_H

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	LIVE_RATE = 48000,
	LIVE_QUIET = LIVE_RATE / 20, /* frames of silence before an onset */
	LIVE_MOST = 4000,            /* beats and onsets */
	LIVE_STEP_S = 60             /* of one walk with its beats */
};

static pid_t server, recorder;

/* Starts a program with its output in a file, or into a pipe of that name; all else goes nowhere. */
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

static bool live_can(void)
{
	return system("command -v pulseaudio parec pactl >/dev/null 2>&1") == 0;
}

static bool write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	return f && fputs(text, f) >= 0 && fclose(f) == 0;
}

/* A home where ALSA's default is the server. */
static bool live_home(void)
{
	return setenv("PULSE_SINK", "bench", 1) == 0 &&
	       write_file(".asoundrc", "pcm.!default { type pulse }\nctl.!default { type pulse }\n");
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

static bool use_driver(const char *driver)
{
	char text[128];

	snprintf(text, sizeof text,
		 "mkdir -p \"$XDG_CONFIG_HOME/unknot\" && "
		 "echo 'driver: %s' >\"$XDG_CONFIG_HOME/unknot/config.yaml\"",
		 driver);
	return system(text) == 0;
}

/* Walks of a minute with a soft beat every half second, of `beats` beats in all; the first stands at 6 s. */
static bool write_beats(const char *path, int beats)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return false;
	fputs("unknot: 1\ntitle: Beats\nabout: Cues in a row.\nsuits: A clock.\nnot-for: Anybody.\nsteps:\n", f);
	for (int from = 0; from < beats; from += 2 * (LIVE_STEP_S - 10)) {
		int n = beats - from < 2 * (LIVE_STEP_S - 10) ? beats - from : 2 * (LIVE_STEP_S - 10);

		fprintf(f, "  - walk: %ds\n    say: Count.\n    speak: \"\"\n    cues:\n", n / 2 + 10);
		for (int i = 0; i < n; i++)
			fprintf(f, "      - { at: %.1fs, sound: count }\n", 6 + i / 2.);
	}
	return fclose(f) == 0;
}

/* Moments in frames: of the recording, or of the session. */
struct moments {
	int64_t at[LIVE_MOST];
	int n;
};

/* The onsets in a stretch of a recording: frames that sound after silence. `*frames` had come before, with
 * `*quiet` of silence at their end. */
static void hear(struct moments *heard, const int16_t *frame, size_t n, int64_t *frames, int64_t *quiet)
{
	for (size_t i = 0; i < n; i++, ++*frames, frame += 2) {
		if (!frame[0] && !frame[1]) {
			++*quiet;
			continue;
		}
		if (*quiet >= LIVE_QUIET && heard->n < LIVE_MOST)
			heard->at[heard->n++] = *frames;
		*quiet = 0;
	}
}

/* How far an onset lies behind a beat that was moved `by`, in frames: of the nearest one. */
static int64_t behind(const struct moments *heard, int64_t at)
{
	int64_t nearest = INT64_MAX / 2;

	for (int k = 0; k < heard->n; k++)
		if (llabs(heard->at[k] - at) < llabs(nearest))
			nearest = heard->at[k] - at;
	return nearest;
}

/* How many beats lie on an onset to the frame, when moved `by`. */
static int on_frame(const struct moments *heard, const struct moments *due, int64_t by)
{
	int n = 0;

	for (int i = 0; i < due->n; i++)
		n += llabs(behind(heard, due->at[i] + by)) <= 1;
	return n;
}

/* The common shift from beats to onsets with which most lie on their frame: one of the first beats is one of the
 * first onsets. */
static int64_t best_shift(const struct moments *heard, const struct moments *due)
{
	enum { FIRST_ONSETS = 60, FIRST_BEATS = 3 };
	int64_t best = 0;
	int most = -1;

	for (int k = 0; k < heard->n && k < FIRST_ONSETS; k++)
		for (int i = 0; i < due->n && i < FIRST_BEATS; i++) {
			int64_t by = heard->at[k] - due->at[i];
			int n = on_frame(heard, due, by);

			if (n > most) {
				most = n;
				best = by;
			}
		}
	return best;
}

/* Whether an event is a beat; when it was due. */
static bool is_beat(const char *line, int64_t *due)
{
	const char *at = strstr(line, "\"due\": ");

	if (!at || !strstr(line, "\"event\": \"cue\"") || !strstr(line, "\"sound\": \"count\""))
		return false;
	*due = (int64_t)(strtod(at + 7, NULL) * LIVE_RATE + 0.5);
	return true;
}

#endif
