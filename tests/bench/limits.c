/* The smallest programs that do a thing at all, to hold ours against. q ends those on a screen.
 *
 *   limits yaml FILE       ncurses and locale set up, FILE read as libyaml events, one frame
 *   limits count           a loop that wakes once a second and draws nothing
 *   limits ring FPS        a breathing disc with its own cell diff, one write a frame
 *   limits events FILE N   N times FILE as libyaml events: "cpu_ms=" (median) "rss_kb="
 *   limits wake HZ N       N absolute deadlines on a timerfd: "p50_us=" "p99_us=" of lateness
 *   limits append FILE N   N times 20 kB appended and synced: "p50_us="
 */
#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

static int64_t clock_ns(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool read_events(const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t p;
	yaml_event_t e;
	bool good = f && yaml_parser_initialize(&p);

	if (!good)
		return false;
	yaml_parser_set_input_file(&p, f);
	for (bool end = false; good && !end;) {
		good = yaml_parser_parse(&p, &e);
		end = good && e.type == YAML_STREAM_END_EVENT;
		if (good)
			yaml_event_delete(&e);
	}
	yaml_parser_delete(&p);
	fclose(f);
	return good;
}

static int frame_after_yaml(const char *path)
{
	int key;

	setlocale(LC_ALL, "");
	if (!read_events(path))
		return 1;
	initscr();
	cbreak();
	noecho();
	curs_set(0);
	box(stdscr, 0, 0);
	mvaddstr(LINES / 2, COLS / 2 - 6, "hello, world");
	refresh();
	while ((key = getch()) != 'q' && key != ERR)
		continue;
	endwin();
	return 0;
}

/* Sleeps until `at` or a key; true if that was q or there is no more input. */
static bool sleep_until(int64_t at)
{
	struct pollfd in = {STDIN_FILENO, POLLIN, 0};
	int64_t left = at - clock_ns(CLOCK_MONOTONIC);
	struct timespec wait = {left > 0 ? left / 1000000000 : 0, left > 0 ? left % 1000000000 : 0};
	char key;

	return ppoll(&in, 1, &wait, NULL) > 0 && (read(STDIN_FILENO, &key, 1) <= 0 || key == 'q');
}

struct grid {
	int rows, cols;
	unsigned char *now, *shown; /* Braille patterns */
	char *out;
};

static void draw_disc(struct grid *g, double radius)
{
	static const unsigned char bit[2][4] = {{1, 2, 4, 64}, {8, 16, 32, 128}};

	memset(g->now, 0, (size_t)(g->rows * g->cols));
	for (int y = 0; y < 4 * g->rows; y++) {
		double dy = y + 0.5 - 2 * g->rows;
		int half = dy * dy < radius * radius ? (int)(sqrt(radius * radius - dy * dy) + 0.5) : 0;

		half = half < g->cols ? half : g->cols;
		for (int x = g->cols - half; x < g->cols + half; x++)
			g->now[y / 4 * g->cols + x / 2] |= bit[x & 1][y & 3];
	}
}

/* One write with the cells that changed; none if there are none. */
static void show(struct grid *g)
{
	char *to = g->out;

	for (int i = 0, cursor = -1; i < g->rows * g->cols; i++) {
		if (g->now[i] == g->shown[i])
			continue;
		if (i != cursor || i % g->cols == 0)
			to += sprintf(to, "\033[%d;%dH", i / g->cols + 1, i % g->cols + 1);
		*to++ = (char)0xe2;
		*to++ = (char)(0xa0 | g->now[i] >> 6);
		*to++ = (char)(0x80 | (g->now[i] & 63));
		g->shown[i] = g->now[i];
		cursor = i + 1;
	}
	if (to != g->out && write(STDOUT_FILENO, g->out, (size_t)(to - g->out)) < 0)
		exit(1);
}

/* A disc of 10 s a breath; with `fps` 0 a wake-up a second and nothing drawn. */
static int animate(int fps)
{
	struct termios before, raw;
	struct winsize w = {.ws_row = 24, .ws_col = 80};
	struct grid g;
	int64_t at = clock_ns(CLOCK_MONOTONIC);
	size_t n;

	if (tcgetattr(STDIN_FILENO, &before) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &w))
		return 1;
	n = (size_t)(w.ws_row * w.ws_col);
	g = (struct grid){w.ws_row, w.ws_col, calloc(n, 1), calloc(n, 1), malloc(n * 16)};
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	for (long frame = 0; !sleep_until(at += 1000000000 / (fps ? fps : 1)); frame++) {
		if (!fps)
			continue;
		draw_disc(&g, (0.55 + 0.40 * sin(2 * M_PI * (double)frame / (10.0 * fps))) * 2 * g.rows);
		show(&g);
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	free(g.now);
	free(g.shown);
	free(g.out);
	return 0;
}

static int time_events(const char *path, int n)
{
	double *ms = calloc((size_t)n, sizeof *ms);
	struct rusage use;

	for (int i = 0; i < n; i++) {
		int64_t from = clock_ns(CLOCK_PROCESS_CPUTIME_ID);

		if (!read_events(path))
			break;
		ms[i] = (double)(clock_ns(CLOCK_PROCESS_CPUTIME_ID) - from) / 1e6;
	}
	qsort(ms, (size_t)n, sizeof *ms, by_size);
	getrusage(RUSAGE_SELF, &use);
	printf("cpu_ms=%.2f rss_kb=%ld\n", ms[n / 2], use.ru_maxrss);
	free(ms);
	return 0;
}

static int time_wakes(int hz, int n)
{
	double *us = calloc((size_t)n, sizeof *us);
	int fd = timerfd_create(CLOCK_MONOTONIC, 0);
	int64_t at = clock_ns(CLOCK_MONOTONIC);
	uint64_t count;

	for (int i = 0; i < n; i++) {
		at += 1000000000 / hz;
		timerfd_settime(fd, TFD_TIMER_ABSTIME,
				&(struct itimerspec){.it_value = {at / 1000000000, at % 1000000000}}, NULL);
		if (read(fd, &count, sizeof count) < 0)
			return 1;
		us[i] = (double)(clock_ns(CLOCK_MONOTONIC) - at) / 1e3;
	}
	qsort(us, (size_t)n, sizeof *us, by_size);
	printf("p50_us=%.0f p99_us=%.0f\n", us[n / 2], us[n * 99 / 100]);
	free(us);
	return 0;
}

static int time_appends(const char *path, int n)
{
	static const char pages[5 * 4096];
	double *us = calloc((size_t)n, sizeof *us);
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);

	for (int i = 0; i < n; i++) {
		int64_t from = clock_ns(CLOCK_MONOTONIC);

		if (write(fd, pages, sizeof pages) < 0 || fdatasync(fd))
			return 1;
		us[i] = (double)(clock_ns(CLOCK_MONOTONIC) - from) / 1e3;
	}
	close(fd);
	qsort(us, (size_t)n, sizeof *us, by_size);
	printf("p50_us=%.0f\n", us[n / 2]);
	free(us);
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int n = argc > 3 ? atoi(argv[3]) : 0;

	if (!strcmp(what, "yaml") && argc == 3)
		return frame_after_yaml(argv[2]);
	if (!strcmp(what, "count"))
		return animate(0);
	if (!strcmp(what, "ring") && argc == 3)
		return animate(atoi(argv[2]));
	if (!strcmp(what, "events") && n > 0)
		return time_events(argv[2], n);
	if (!strcmp(what, "wake") && n > 0)
		return time_wakes(atoi(argv[2]), n);
	if (!strcmp(what, "append") && n > 0)
		return time_appends(argv[2], n);
	fputs("usage: see the head of limits.c\n", stderr);
	return 2;
}
