/* Runs a program in a pseudo-terminal and measures it from outside.
 *
 *   watch [-g COLSxROWS] [-k SECONDS:KEYS]... [-s SETTLE] [-t SECONDS] [-q KEYS] [-w MS] -- PROGRAM [ARG...]
 *
 * -k feeds KEYS at a time after the start (\n and \e are understood); -s waits before the window of
 * -t seconds in which running is measured; -q ends the program ("q"), SIGTERM follows after 2 s.
 * Without -t it ends at the first painted frame: the last byte before 300 ms (-w) without any.
 *
 * Prints "name=value" on one line. CPU is the program's own clock over all its threads, fork and exec
 * included (all_cpu_ms: until its end; others_ms_min: of all threads but the main one); writes are write(2) calls; wakes are voluntary context
 * switches of all threads; rss_kb is the peak.
 */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEYS_MOST = 16, TERM_MS = 2000, KILL_MS = 4000 };

struct keys {
	double at;
	const char *text;
};

static struct options {
	struct winsize size;
	struct keys keys[KEYS_MOST];
	int nkeys;
	double settle, window, quiet_ms;
	const char *quit;
	char **argv;
} o = {.size = {.ws_row = 24, .ws_col = 80}, .settle = 2, .quiet_ms = 300, .quit = "q"};

struct snapshot {
	double at, cpu, main_cpu;
	long wakes, writes, bytes;
};

static pid_t pid;
static clockid_t cpu_clock;
static int master;
static long bytes;
static double began;

static double seconds(clockid_t c)
{
	struct timespec t;

	return clock_gettime(c, &t) ? 0 : (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now(void)
{
	return seconds(CLOCK_MONOTONIC) - began;
}

static long field(const char *path, const char *name)
{
	char line[256];
	long v = 0;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, name, strlen(name)))
			v = atol(line + strlen(name));
	if (f)
		fclose(f);
	return v;
}

static struct snapshot look(void)
{
	struct snapshot s = {.at = now(), .cpu = seconds(cpu_clock), .bytes = bytes};
	char path[320];
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
	s.writes = field(path, "syscw:");
	snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", (int)pid, (int)pid);
	s.main_cpu = (double)field(path, "") / 1e9;
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	d = opendir(path);
	while (d && (e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, e->d_name);
		s.wakes += field(path, "voluntary_ctxt_switches:");
	}
	if (d)
		closedir(d);
	return s;
}

static void type(const char *keys)
{
	for (; *keys; keys++) {
		char c = *keys;

		if (c == '\\' && keys[1])
			c = *++keys == 'n' ? '\n' : *keys == 'e' ? '\033' : *keys;
		if (write(master, &c, 1) != 1)
			return;
	}
}

/* Takes what the program writes until `until`; true if there was something, false at the time. The
 * end of the program sets *ended. */
static bool take(double until, bool *ended)
{
	static char buf[65536];
	double left = until - now();
	struct pollfd p = {master, POLLIN, 0};
	ssize_t n;

	if (poll(&p, 1, left > 0 ? (int)(left * 1000) + 1 : 0) <= 0)
		return false;
	n = read(master, buf, sizeof buf);
	if (n <= 0)
		*ended = true;
	else
		bytes += n;
	return n > 0;
}

/* Goes on until `until`, feeding keys that are due. */
static void run_until(double until, bool *ended)
{
	static int fed;

	while (now() < until && !*ended) {
		double next = fed < o.nkeys && o.keys[fed].at < until ? o.keys[fed].at : until;

		take(next, ended);
		if (fed < o.nkeys && now() >= o.keys[fed].at)
			type(o.keys[fed++].text);
	}
}

static struct snapshot first_frame(bool *ended)
{
	struct snapshot frame = look();

	for (double quiet = 20; now() < quiet && !*ended;)
		if (take(quiet, ended)) {
			frame.at = now();
			frame.cpu = seconds(cpu_clock);
			quiet = frame.at + o.quiet_ms / 1e3;
		}
	frame.writes = look().writes;
	frame.bytes = bytes;
	return frame;
}

static void start(void)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	began = seconds(CLOCK_MONOTONIC);
	pid = forkpty(&master, NULL, NULL, &o.size);
	if (pid < 0) {
		perror("forkpty");
		exit(2);
	}
	if (!pid) {
		execvp(o.argv[0], o.argv);
		_exit(127);
	}
	clock_getcpuclockid(pid, &cpu_clock);
}

/* Ends the program, however; its status as a shell has it. */
static int finish(bool ended, struct rusage *use)
{
	double from = now();
	int status, signals = 0;

	type(o.quit);
	while (wait4(pid, &status, WNOHANG, use) == 0) {
		double late = (now() - from) * 1000;

		if (late > TERM_MS && !signals)
			signals = 1, kill(pid, SIGTERM);
		if (late > KILL_MS && signals == 1)
			signals = 2, kill(pid, SIGKILL);
		if (ended)
			usleep(1000);
		else
			take(now() + 0.005, &ended);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static double cpu_of(const struct rusage *use)
{
	return (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) * 1e3 +
	       (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec) / 1e3;
}

static void parse(int argc, char **argv)
{
	int c;
	char *end;

	while ((c = getopt(argc, argv, "+g:k:s:t:q:w:")) != -1) {
		if (c == 'g' && sscanf(optarg, "%hux%hu", &o.size.ws_col, &o.size.ws_row) == 2)
			continue;
		if (c == 'k' && o.nkeys < KEYS_MOST) {
			o.keys[o.nkeys].at = strtod(optarg, &end);
			o.keys[o.nkeys++].text = end + (*end == ':');
		} else if (c == 's') {
			o.settle = atof(optarg);
		} else if (c == 't') {
			o.window = atof(optarg);
		} else if (c == 'q') {
			o.quit = optarg;
		} else if (c == 'w') {
			o.quiet_ms = atof(optarg);
		} else {
			optind = argc;
		}
	}
	o.argv = argv + optind;
}

int main(int argc, char **argv)
{
	bool ended = false;
	struct snapshot a, b;
	struct rusage use;
	int status;

	parse(argc, argv);
	if (!*o.argv)
		return fputs("usage: see the head of watch.c\n", stderr), 2;
	start();
	if (o.window > 0) {
		run_until(o.settle, &ended);
		a = look();
		run_until(a.at + o.window, &ended);
		b = look();
		printf("others_ms_min=%.2f ",
		       (b.cpu - a.cpu - b.main_cpu + a.main_cpu) * 60e3 / (b.at - a.at));
		printf("ms_min=%.2f wakes_s=%.2f writes_s=%.2f bytes_s=%.0f ",
		       (b.cpu - a.cpu) * 60e3 / (b.at - a.at), (double)(b.wakes - a.wakes) / (b.at - a.at),
		       (double)(b.writes - a.writes) / (b.at - a.at),
		       (double)(b.bytes - a.bytes) / (b.at - a.at));
	} else {
		a = first_frame(&ended);
		printf("frame_cpu_ms=%.3f frame_ms=%.3f frame_writes=%ld frame_bytes=%ld ", a.cpu * 1e3,
		       a.at * 1e3, a.writes, a.bytes);
	}
	status = finish(ended, &use);
	printf("all_cpu_ms=%.3f rss_kb=%ld status=%d\n", cpu_of(&use), use.ru_maxrss, status);
	return 0;
}
