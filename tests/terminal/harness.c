#include "terminal/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"

/* ---- the leader: a shell for one job ---- */

/* What the leader tells: the job's pid first, then each status of waitpid(2). */
struct news {
	pid_t pid;
	int status;
};

static void tell(int fd, pid_t pid, int status)
{
	struct news n = {pid, status};

	if (write(fd, &n, sizeof n) != sizeof n)
		_exit(1);
}

static void set_environment(const struct pty_options *o, const char *home)
{
	static const char *const unset[] = {"UNKNOT_PATH", "NO_COLOR",     "ACCESSIBLE", "COLORTERM",
					    "COLORFGBG",   "TERM_PROGRAM", "TMUX",       "LINES",
					    "COLUMNS",     "LANGUAGE",     "LC_ALL"};

	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("XDG_DATA_HOME", home, 1);
	setenv("XDG_STATE_HOME", home, 1);
	setenv("XDG_RUNTIME_DIR", home, 1);
	setenv("XDG_CACHE_HOME", home, 1);
	for (size_t i = 0; o->env[i]; i++) {
		char *pair = strdup(o->env[i]), *eq = strchr(pair, '=');

		if (eq) {
			*eq = '\0';
			setenv(pair, eq + 1, 1);
		} else {
			unsetenv(pair);
		}
		free(pair);
	}
}

static void run_job(const struct pty_options *o, const char *home, int slave)
{
	static const int dispositions[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
					   SIGTSTP, SIGCONT, SIGTTOU, SIGPIPE};

	setpgid(0, 0);
	tcsetpgrp(slave, getpgrp());
	for (size_t i = 0; i < sizeof dispositions / sizeof *dispositions; i++)
		signal(dispositions[i], SIG_DFL);
	set_environment(o, home);
	execv(o->argv[0], (char *const *)o->argv);
	_exit(127);
}

static void lead(const struct pty_options *o, const char *home, int slave, int from, int to)
{
	char command;
	int status;
	pid_t job;

	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	job = fork();
	if (job == 0)
		run_job(o, home, 0);
	setpgid(job, job);
	tell(to, job, 0);
	while (waitpid(job, &status, WUNTRACED) == job) {
		tell(to, job, status);
		if (!WIFSTOPPED(status))
			break;
		tcsetpgrp(0, getpgrp());
		if (read(from, &command, 1) != 1)
			break;
		tcsetpgrp(0, job);
		kill(-job, SIGCONT);
	}
	_exit(0);
}

/* ---- starting and ending ---- */

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		p->alt_screen = value->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor = value->boolean;
	return 1;
}

static int on_bell(void *user)
{
	((struct pty *)user)->bells++;
	return 1;
}

static void open_screen(struct pty *p, int cols, int rows)
{
	static const VTermScreenCallbacks calls = {.settermprop = on_property, .bell = on_bell};

	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &calls, p);
	vterm_screen_reset(p->screen, 1);
	p->cursor = true;
}

static void read_news(struct pty *p)
{
	struct pollfd fd = {p->from_leader, POLLIN, 0};
	struct news n;

	while (poll(&fd, 1, 0) > 0 && read(p->from_leader, &n, sizeof n) == sizeof n) {
		p->status = n.status;
		p->stopped = WIFSTOPPED(n.status);
		p->ended = !p->stopped;
	}
}

struct pty *pty_start(const struct pty_options *o)
{
	struct pty *p = mem_calloc(1, sizeof *p);
	struct winsize size = {.ws_col = (unsigned short)(o->cols ? o->cols : 80),
			       .ws_row = (unsigned short)(o->rows ? o->rows : 24)};
	int commands[2], news[2];
	struct news first;
	const char *room = getenv("TMPDIR");

	p->own_home = !o->home;
	if (o->home)
		snprintf(p->home, sizeof p->home, "%s", o->home);
	else
		snprintf(p->home, sizeof p->home, "%s/unknot-pty-XXXXXX", room && *room ? room : P_tmpdir);
	assert_true(!p->own_home || mkdtemp(p->home));
	open_screen(p, size.ws_col, size.ws_row);
	assert_int_equal(openpty(&p->master, &p->slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(p->slave, &p->before), 0);
	assert_true(pipe(commands) == 0 && pipe(news) == 0);
	p->leader = fork();
	if (p->leader == 0) {
		close(p->master);
		close(commands[1]);
		close(news[0]);
		for (int fd = 3; fd < 64; fd++) /* what the job must not inherit */
			if (fd != p->slave && fd != commands[0] && fd != news[1])
				close(fd);
		fcntl(p->slave, F_SETFD, FD_CLOEXEC);
		fcntl(commands[0], F_SETFD, FD_CLOEXEC);
		fcntl(news[1], F_SETFD, FD_CLOEXEC);
		lead(o, p->home, p->slave, commands[0], news[1]);
	}
	close(commands[0]);
	close(news[1]);
	fcntl(p->master, F_SETFL, O_NONBLOCK);
	p->to_leader = commands[1];
	p->from_leader = news[0];
	assert_int_equal(read(p->from_leader, &first, sizeof first), sizeof first);
	p->pid = first.pid;
	return p;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void pty_free(struct pty *p)
{
	if (!p)
		return;
	read_news(p);
	if (!p->ended)
		kill(p->pid, SIGKILL);
	close_fd(&p->to_leader);
	waitpid(p->leader, NULL, 0);
	close_fd(&p->from_leader);
	close_fd(&p->master);
	close_fd(&p->slave);
	vterm_free(p->vt);
	buf_free(&p->raw);
	if (p->own_home)
		nftw(p->home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(p);
}

/* The folder this test lies in, with a slash. */
static void own_folder(char *out, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", out, size - 1);

	assert_true(n > 0);
	out[n] = '\0';
	strrchr(out, '/')[1] = '\0';
}

const char *pty_beside(const char *name)
{
	static char path[4096];

	own_folder(path, sizeof path);
	strncat(path, name, sizeof path - strlen(path) - 1);
	return path;
}

const char *pty_program(void)
{
	const char *given = getenv("UNKNOT");

	return given && *given ? given : pty_beside("../../unknot");
}

/* ---- what a person does ---- */

void pty_keys(struct pty *p, const char *keys)
{
	assert_int_equal(write(p->master, keys, strlen(keys)), strlen(keys));
}

void pty_resize(struct pty *p, int cols, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows};

	/* What was on its way is for the old size. */
	while (pty_take(p, 0))
		;
	vterm_set_size(p->vt, rows, cols);
	assert_int_equal(ioctl(p->master, TIOCSWINSZ, &size), 0);
}

void pty_signal(struct pty *p, int sig)
{
	assert_int_equal(kill(p->pid, sig), 0);
}

void pty_go_on(struct pty *p)
{
	p->stopped = false;
	assert_int_equal(write(p->to_leader, "f", 1), 1);
}

void pty_hang_up(struct pty *p)
{
	close_fd(&p->slave);
	close_fd(&p->master);
}

/* ---- what a person sees ---- */

bool pty_take(struct pty *p, int ms)
{
	struct pollfd fds[2] = {{p->master, POLLIN, 0}, {p->from_leader, POLLIN, 0}};
	char bytes[65536];
	ssize_t n = 0;

	if (poll(fds, 2, ms) <= 0)
		return false;
	if (p->master >= 0)
		n = read(p->master, bytes, sizeof bytes);
	if (n > 0) {
		buf_add(&p->raw, bytes, (size_t)n);
		vterm_input_write(p->vt, bytes, (size_t)n);
	}
	if (n <= 0 || fds[1].revents)
		read_news(p);
	return n > 0;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Goes on taking until `seen` says so; fails the test at the bound. */
static void wait_for(struct pty *p, bool (*seen)(struct pty *, const char *), const char *text,
		     const char *what)
{
	long bound = now_ms() + PTY_WAIT_MS;

	while (!seen(p, text)) {
		if (pty_take(p, 50))
			continue;
		read_news(p);
		if (now_ms() > bound || (p->ended && !pty_take(p, 0) && !seen(p, text)))
			fail_msg("waited in vain for %s \"%s\"%s; the screen was:\n%s", what, text,
				 p->ended ? " (the program has ended)" : "", pty_text(p));
	}
}

static bool shows_not(struct pty *p, const char *text)
{
	return !pty_shows(p, text);
}

static bool has_stopped(struct pty *p, const char *text)
{
	(void)text;
	return p->stopped;
}

static bool has_ended(struct pty *p, const char *text)
{
	(void)text;
	return p->ended;
}

void pty_until(struct pty *p, const char *text)
{
	wait_for(p, pty_shows, text, "the text");
}

void pty_until_gone(struct pty *p, const char *text)
{
	wait_for(p, shows_not, text, "the end of");
}

void pty_until_stopped(struct pty *p)
{
	wait_for(p, has_stopped, "", "the stop");
}

static int exit_code(const struct pty *p)
{
	return WIFEXITED(p->status) ? WEXITSTATUS(p->status) : 128 + WTERMSIG(p->status);
}

int pty_until_ended(struct pty *p)
{
	wait_for(p, has_ended, "", "the end");
	while (p->master >= 0 && pty_take(p, 0))
		;
	return exit_code(p);
}

int pty_until_ended_unread(struct pty *p)
{
	struct pollfd fd = {p->from_leader, POLLIN, 0};

	while (!p->ended) {
		assert_true(poll(&fd, 1, PTY_WAIT_MS) > 0);
		read_news(p);
	}
	return exit_code(p);
}

VTermScreenCell pty_cell(struct pty *p, int x, int y)
{
	VTermScreenCell cell;

	assert_true(vterm_screen_get_cell(p->screen, (VTermPos){y, x}, &cell));
	return cell;
}

static void add_row(struct pty *p, struct buf *out, int y, int cols)
{
	for (int x = 0; x < cols; x++) {
		VTermScreenCell cell = pty_cell(p, x, y);
		char utf8[5];

		if (cell.chars[0] == (uint32_t)-1)
			continue;
		buf_add(out, utf8, (size_t)utf8_encode(utf8, cell.chars[0] ? cell.chars[0] : ' '));
		if (cell.chars[0] && cell.chars[1])
			buf_add(out, utf8, (size_t)utf8_encode(utf8, cell.chars[1]));
	}
}

const char *pty_text(struct pty *p)
{
	static struct buf text;
	int rows, cols;

	buf_clear(&text);
	vterm_get_size(p->vt, &rows, &cols);
	for (int y = 0; y < rows; y++) {
		add_row(p, &text, y, cols);
		buf_addc(&text, '\n');
	}
	return buf_str(&text);
}

bool pty_shows(struct pty *p, const char *text)
{
	return strstr(pty_text(p), text);
}

bool pty_find(struct pty *p, const char *text, int *x, int *y)
{
	const char *all = pty_text(p), *found = strstr(all, text);
	struct buf before = {0};

	if (!found)
		return false;
	*y = 0;
	for (const char *s = all; s < found; s++)
		if (*s == '\n') {
			++*y;
			all = s + 1;
		}
	buf_add(&before, all, (size_t)(found - all));
	*x = text_width(buf_str(&before));
	buf_free(&before);
	return true;
}

long pty_writes(struct pty *p)
{
	char path[64], line[128];
	long n = -1;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/io", (int)p->pid);
	f = fopen(path, "r");
	if (!f)
		return -1;
	while (fgets(line, sizeof line, f))
		if (sscanf(line, "syscw: %ld", &n) == 1)
			break;
	fclose(f);
	return n;
}

void pty_is_restored(struct pty *p)
{
	struct termios now;

	assert_int_equal(tcgetattr(p->slave, &now), 0);
	assert_int_equal(now.c_iflag, p->before.c_iflag);
	assert_int_equal(now.c_oflag, p->before.c_oflag);
	assert_int_equal(now.c_cflag, p->before.c_cflag);
	assert_int_equal(now.c_lflag, p->before.c_lflag);
	assert_memory_equal(now.c_cc, p->before.c_cc, sizeof now.c_cc);
	assert_false(p->alt_screen);
	assert_true(p->cursor);
}
