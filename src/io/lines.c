#include "io/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "core/keymap.h"

struct lines {
	bool terminal, ended, told, whole;
	struct termios before;
	sigset_t mask;
	int signal_fd;
	int flags; /* of stdin, to put back: the shell shares it */
	struct buf in;
	size_t at;
};

static void take_modes(struct lines *l)
{
	struct termios raw = l->before;

	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

struct lines *lines_open(void)
{
	struct lines *l = mem_calloc(1, sizeof *l);
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGCONT);
	sigprocmask(SIG_BLOCK, &set, &l->mask);
	l->signal_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	l->terminal = tcgetattr(STDIN_FILENO, &l->before) == 0;
	if (l->terminal)
		take_modes(l);
	l->flags = fcntl(STDIN_FILENO, F_GETFL);
	if (l->flags < 0)
		l->ended = true; /* stdin is closed */
	else
		fcntl(STDIN_FILENO, F_SETFL, l->flags | O_NONBLOCK);
	return l;
}

void lines_close(struct lines *l)
{
	if (!l)
		return;
	if (l->flags >= 0)
		fcntl(STDIN_FILENO, F_SETFL, l->flags);
	if (l->terminal)
		tcsetattr(STDIN_FILENO, TCSANOW, &l->before);
	close(l->signal_fd);
	sigprocmask(SIG_SETMASK, &l->mask, NULL);
	buf_free(&l->in);
	free(l);
}

int lines_key_fd(const struct lines *l)
{
	return l->ended ? -1 : STDIN_FILENO;
}

int lines_signal_fd(const struct lines *l)
{
	return l->signal_fd;
}

static void fill(struct lines *l)
{
	char bytes[256];
	ssize_t n;

	if (l->at == l->in.n) {
		buf_clear(&l->in);
		l->at = 0;
	}
	while (!l->ended && l->in.n < sizeof bytes * 16) {
		n = read(STDIN_FILENO, bytes, sizeof bytes);
		if (n > 0)
			buf_add(&l->in, bytes, (size_t)n);
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			l->ended = true;
		else
			return;
	}
}

/* A terminal's bytes as a key; arrows and the like arrive as escape sequences. */
static uint32_t terminal_key(struct lines *l)
{
	const char *s = l->in.p + l->at, *end = l->in.p + l->in.n;
	static const struct {
		const char *bytes;
		uint32_t key;
	} sequences[] = {{"\033[A", KEYCODE_UP},       {"\033[B", KEYCODE_DOWN},
			 {"\033OA", KEYCODE_UP},       {"\033OB", KEYCODE_DOWN},
			 {"\033[5~", KEYCODE_PAGE_UP}, {"\033[6~", KEYCODE_PAGE_DOWN}};
	uint32_t key;

	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		size_t n = strlen(sequences[i].bytes);

		if ((size_t)(end - s) >= n && !memcmp(s, sequences[i].bytes, n)) {
			l->at += n;
			return sequences[i].key;
		}
	}
	if (!utf8_next(&s, end, &key)) {
		l->at++;
		return KEYCODE_NONE;
	}
	l->at = (size_t)(s - l->in.p);
	return key == '\n' ? KEYCODE_ENTER : key;
}

/* A whole line as a key; a last line needs no end. False if none is complete. */
static bool line_key(struct lines *l, uint32_t *key)
{
	const char *s = buf_str(&l->in) + l->at, *end = buf_str(&l->in) + l->in.n;
	const char *stop = s < end ? memchr(s, '\n', (size_t)(end - s)) : NULL;
	const char *next = stop ? stop + 1 : end;

	bool blank = false;

	if (s == end || (!stop && !l->ended))
		return false;
	if (!stop)
		stop = end;
	for (; stop > s && (stop[-1] == '\r' || stop[-1] == ' '); stop--)
		blank |= stop[-1] == ' ';
	if (l->whole && stop > s && utf8_next(&s, stop, key)) {
		l->at = (size_t)(s - l->in.p);
		return true;
	}
	l->at = (size_t)(next - l->in.p);
	if (s == stop)
		*key = blank ? KEYCODE_SPACE : KEYCODE_ENTER;
	else if (stop - s == 2 && s[0] == '1' && s[1] == '0')
		*key = 't';
	else if (stop - s == 5 && !memcmp(s, "space", 5))
		*key = KEYCODE_SPACE;
	else if (!utf8_next(&s, stop, key))
		*key = KEYCODE_NONE;
	return true;
}

bool lines_key(struct lines *l, uint32_t *key)
{
	fill(l);
	if (!l->terminal && line_key(l, key))
		return true;
	if (l->terminal && l->at < l->in.n)
		return *key = terminal_key(l), true;
	if (!l->ended || l->told)
		return false;
	l->told = true;
	*key = KEYCODE_HANGUP;
	return true;
}

void lines_whole(struct lines *l, bool on)
{
	l->whole = on;
}

void lines_drop(struct lines *l)
{
	if (!l->terminal)
		return;
	tcflush(STDIN_FILENO, TCIFLUSH);
	buf_clear(&l->in);
	l->at = 0;
}

int lines_signal(struct lines *l)
{
	struct signalfd_siginfo info;

	if (read(l->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
		return 0;
	if (info.ssi_signo == SIGCONT && l->terminal)
		take_modes(l);
	return (int)info.ssi_signo;
}
