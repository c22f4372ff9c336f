/* The program on a real sound server beside the least that plays there at all.
 *
 *   live DRIVER SECONDS HOGS UNKNOT SOUND
 *
 * Works in $HOME. PulseAudio runs with a null sink that is recorded; as many HOGS keep a processor each busy. UNKNOT
 * plays beats in lines through DRIVER (alsa, pulse), then SOUND (sound.c) streams as long through the same one. Prints
 *
 *   beats= on_frame= missed=  those due, on their frame after one common shift, and with no onset in 100 ms
 *   spacing_us= spacing_max_us=   how far beats are off that frame, 99th percentile and largest
 *   screen_ms= screen_p99_ms=     between a beat's sound and its line of --events, median and 99th percentile:
 *                                 the clock of the recording is known to the server's 10 ms
 *   cpu_ms_min= theirs_ms_min=    of the whole program, and of SOUND
 */
#include <math.h>
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include "live.h"

enum { HOGS_MOST = 16, CHUNK = 4096, NEAR = LIVE_RATE / 10 };

static struct moments heard, due;
static double shown[LIVE_MOST];  /* when a beat's line came, s */
static double origin = INFINITY; /* when the recording's first frame was heard, s */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Frame n was heard at origin + n / rate; what comes late only says that it was no later. */
static void *listen_to(void *path)
{
	static int16_t frame[2 * CHUNK];
	int fd = open(path, O_RDONLY);
	int64_t frames = 0, quiet = LIVE_QUIET;
	size_t kept = 0; /* bytes of a frame that is not whole yet */
	ssize_t got;

	while ((got = read(fd, (char *)frame + kept, sizeof frame - kept)) > 0) {
		size_t bytes = kept + (size_t)got;

		hear(&heard, frame, bytes / sizeof(int16_t[2]), &frames, &quiet);
		origin = fmin(origin, now() - (double)frames / LIVE_RATE);
		kept = bytes % sizeof(int16_t[2]);
		memmove(frame, (char *)frame + bytes - kept, kept);
	}
	close(fd);
	return NULL;
}

static void *watch_events(void *path)
{
	FILE *f = fopen(path, "r");
	char line[1024];

	while (f && fgets(line, sizeof line, f)) {
		shown[due.n] = now();
		if (due.n < LIVE_MOST - 1 && is_beat(line, &due.at[due.n]))
			due.n++;
	}
	if (f)
		fclose(f);
	return NULL;
}

/* CPU of a program until its end, ms; -1 if it failed. */
static double cpu_of(pid_t child)
{
	struct rusage u;
	int status;

	if (wait4(child, &status, 0, &u) != child || !WIFEXITED(status) || WEXITSTATUS(status))
		return -1;
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print_beats(void)
{
	static double off[LIVE_MOST], screen[LIVE_MOST];
	int64_t by = best_shift(&heard, &due);
	int n = 0, missed = 0, on = on_frame(&heard, &due, by);

	for (int i = 0; i < due.n; i++) {
		int64_t late = behind(&heard, due.at[i] + by);

		if (llabs(late) > NEAR) {
			missed++;
			continue;
		}
		off[n] = fabs((double)late) * 1e6 / LIVE_RATE;
		screen[n++] = fabs(origin + (double)(due.at[i] + by + late) / LIVE_RATE - shown[i]) * 1e3;
	}
	printf("beats=%d on_frame=%d missed=%d ", due.n, on, missed);
	if (!n)
		return;
	qsort(off, (size_t)n, sizeof *off, by_size);
	qsort(screen, (size_t)n, sizeof *screen, by_size);
	printf("spacing_us=%.0f spacing_max_us=%.0f screen_ms=%.2f screen_p99_ms=%.2f ", off[n * 99 / 100],
	       off[n - 1], screen[n / 2], screen[n * 99 / 100]);
}

static bool begin(const char *driver, int beats, const char *unknot)
{
	if (chdir(getenv("HOME")) || (mkdir("run", 0700) && chmod("run", 0700)))
		return false;
	unlink("heard");
	unlink("events");
	return mkfifo("heard", 0600) == 0 && mkfifo("events", 0600) == 0 &&
	       setenv("XDG_RUNTIME_DIR", realpath("run", NULL), 1) == 0 && live_home() &&
	       use_driver(driver) && write_beats("beats.yaml", beats) &&
	       end_of(START("screening.log", unknot, "screening", "--none-apply")) == 0;
}

int main(int argc, char **argv)
{
	pthread_t ear, eye;
	pid_t hog[HOGS_MOST];
	int hogs;
	double from, ours, theirs, seconds;

	if (argc != 6)
		return fputs("usage: see the head of live.c\n", stderr), 2;
	if (!live_can())
		return fputs("  (it needs pulseaudio, parec and pactl)\n", stderr), 1;
	hogs = atoi(argv[3]) < HOGS_MOST ? atoi(argv[3]) : HOGS_MOST;
	if (!begin(argv[1], 2 * atoi(argv[2]) < LIVE_MOST - 1 ? 2 * atoi(argv[2]) : LIVE_MOST - 1, argv[4]))
		return 1;
	pthread_create(&ear, NULL, listen_to, "heard");
	pthread_create(&eye, NULL, watch_events, "events");
	if (!start_server("heard"))
		return 1;
	for (int i = 0; i < hogs; i++)
		hog[i] = START("hog.log", "sh", "-c", "while :; do :; done");
	from = now();
	ours = cpu_of(START("session.log", argv[4], "play", "beats.yaml", "--plain", "--hands-free",
			    "--no-voice", "--events", "events"));
	seconds = now() - from;
	stop(&recorder);
	pthread_join(ear, NULL);
	pthread_join(eye, NULL);
	theirs = cpu_of(START("sound.log", argv[5], "live", argv[1], argv[2]));
	for (int i = 0; i < hogs; i++)
		stop(&hog[i]);
	stop(&server);
	if (ours < 0 || !heard.n)
		return fputs(ours < 0 ? "  (the session failed)\n" : "  (nothing was recorded)\n", stderr), 1;
	print_beats();
	printf("cpu_ms_min=%.1f ", ours * 60 / seconds);
	if (theirs > 0)
		printf("theirs_ms_min=%.1f", theirs * 60 / atoi(argv[2]));
	putchar('\n');
	return 0;
}
