/* Drawing is ours: paint's bytes go to the terminal by a descriptor of our own that never blocks.
 * ncurses reads terminfo, sets modes and takes keys apart; all it ever draws is the switch to the
 * alternate screen and back. */
#include "io/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define term curses_term /* it has a struct of that name too */
#include <term.h>
#undef term

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "io/term_ability.h"

enum {
	ESC_MS = 25,         /* how long Esc waits to be the start of another key */
	LAST_WORDS_MS = 200, /* how long an unfinished frame may hold up leaving */
	COLS_MAX = 1000,
	ROWS_MAX = 500, /* no window is larger; a broken size must not eat the memory */
	SPELL_MAX = 256,
	ALT_STACK = 64 * 1024,
};

struct term {
	bool open;
	SCREEN *screen;
	WINDOW *pad; /* keys are read from it: stdscr would be refreshed, over our frame */
	int out_fd, stderr_fd, log_fd;
	int signal_pipe[2];
	struct termios before;
	int cols, rows;
	enum tier tier;
	struct paint *paint;
	struct buf out; /* the frame on its way, from `sent` on */
	size_t sent;
	char utf8[4]; /* a character of which not all bytes have come */
	size_t utf8_n;
	bool drained; /* ncurses holds no more keys: ask the descriptor first */
	bool resized; /* KEYCODE_RESIZE is due */
	bool gone;    /* the terminal hung up */
	bool told;    /* KEYCODE_HANGUP has been given */
	bool stopped; /* term_stop() has taken over again; the SIGCONT on its way need not */
	struct sigaction old_signal[NSIG];
	stack_t old_stack;
};

/* One terminal a process: signal handlers and the crash handler have nothing else to go by. */
static struct term the_term = {.out_fd = -1, .stderr_fd = -1, .log_fd = -1, .signal_pipe = {-1, -1}};

/* Terminfo strings put together beforehand, because the crash handler may not ask for them. */
struct spell {
	char text[SPELL_MAX];
	size_t n;
};

static struct {
	volatile sig_atomic_t armed;            /* the terminal is ours and has to be given back */
	struct spell enter, pen, leave, cursor; /* to the alternate screen; pen right; back; cursor on */
} spells;

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
/* What ends a process at once: crashes, and signals that nobody means for a screen. */
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS,  SIGFPE,    SIGILL,  SIGSYS,  SIGTRAP, SIGUSR1,
			      SIGUSR2, SIGALRM, SIGPOLL, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGPWR};

enum { WATCHED = sizeof watched / sizeof *watched, CRASHES = sizeof crashes / sizeof *crashes };

/* ---- signals ---- */

static void on_signal(int sig)
{
	int keep = errno;
	unsigned char byte = (unsigned char)sig;

	if (write(the_term.signal_pipe[1], &byte, 1) < 0) {
		/* full: as many signals wait already as anybody could want */
	}
	errno = keep;
}

/* Everything that may leave the terminal unusable, without a lock, an allocation or a wait. */
static void restore_now(void)
{
	if (!spells.armed)
		return;
	spells.armed = 0;
	if (write(the_term.out_fd, spells.pen.text, spells.pen.n) > 0 &&
	    write(the_term.out_fd, spells.leave.text, spells.leave.n) > 0) {
		/* else it is stuck or gone; the modes can still be put back */
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &the_term.before);
	if (the_term.stderr_fd >= 0)
		dup2(the_term.stderr_fd, STDERR_FILENO);
}

/* Hands the crash on to whoever would have had it: a sanitizer, or the system. A fault happens
 * again when the handler returns; a signal that was sent has to be sent again. */
static void on_crash(int sig, siginfo_t *info, void *context)
{
	(void)context;
	restore_now();
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &the_term.old_signal[crashes[i]], NULL);
	if (info->si_code <= 0)
		raise(sig);
}

static bool open_signals(struct term *t, struct err *e)
{
	static unsigned char stack[ALT_STACK];
	struct sigaction act = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
	stack_t alt = {.ss_sp = stack, .ss_size = sizeof stack};

	if (pipe2(t->signal_pipe, O_CLOEXEC | O_NONBLOCK) < 0)
		return err_set(e, _("The terminal cannot be used: %s."), strerror(errno));
	sigemptyset(&act.sa_mask);
	for (int i = 0; i < WATCHED; i++)
		sigaction(watched[i], &act, &t->old_signal[watched[i]]);
	sigaltstack(&alt, &t->old_stack);
	act.sa_sigaction = on_crash;
	act.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &act, &t->old_signal[crashes[i]]);
	return true;
}

static void close_signals(struct term *t)
{
	if (t->signal_pipe[0] < 0)
		return;
	for (int i = 0; i < WATCHED; i++)
		sigaction(watched[i], &t->old_signal[watched[i]], NULL);
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &t->old_signal[crashes[i]], NULL);
	sigaltstack(&t->old_stack, NULL);
	close(t->signal_pipe[0]);
	close(t->signal_pipe[1]);
	t->signal_pipe[0] = t->signal_pipe[1] = -1;
}

/* ---- terminfo ---- */

/* A string of terminfo, or NULL. `name` must be one that terminfo knows. */
static const char *capability(const char *name)
{
	const char *s = tigetstr(name);

	return s && *s ? s : NULL;
}

/* Adds a string, without terminfo's padding ("$<5>"). */
static void spell_add(struct spell *spell, const char *s)
{
	while (s && *s && spell->n < SPELL_MAX) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>') + 1;
		else
			spell->text[spell->n++] = *s++;
	}
}

/* The pen hides the cursor whatever the terminal is called, so a terminfo that knows of neither (vt100, ansi) is no
 * reason to leave it hidden. */
static const char *cursor_back(void)
{
	const char *own = capability("cnorm");

	return own ? own : "\033[?25h";
}

static void prepare_spells(bool sync)
{
	spells.enter.n = spells.pen.n = spells.leave.n = spells.cursor.n = 0;
	spell_add(&spells.enter, capability("smcup"));
	spell_add(&spells.enter, capability("smkx"));
	if (sync)
		spell_add(&spells.pen, "\033[?2026l");
	spell_add(&spells.pen, "\033[m");
	if (!capability("rmcup")) /* no other screen to go back to */
		spell_add(&spells.pen, capability("clear"));
	spell_add(&spells.leave, capability("rmkx"));
	spell_add(&spells.leave, capability("rmcup"));
	spell_add(&spells.leave, cursor_back());
	spell_add(&spells.leave, "\r\n");
	spell_add(&spells.cursor, cursor_back());
	spells.armed = 1;
}

/* Our drawing is for terminals that understand ECMA-48, which is all but a museum's. */
static bool can_draw(void)
{
	const char *move = capability("cup"), *clear = capability("clear");

	return move && clear && strncmp(move, "\033[", 2) == 0;
}

bool term_usable(void)
{
	const char *name = getenv("TERM");
	bool usable;
	int error;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !name || !*name || strcmp(name, "dumb") == 0)
		return false;
	if (setupterm(NULL, STDOUT_FILENO, &error) != OK)
		return false;
	usable = can_draw();
	del_curterm(cur_term);
	return usable;
}

static struct term_facts look_around(const struct term_options *o)
{
	const char *no_color = getenv("NO_COLOR"); /* https://no-color.org: set and not empty */

	return (struct term_facts){
		.colours = tigetnum("colors"),
		.rgb = tigetflag("RGB") > 0 || tigetflag("Tc") > 0,
		.auto_margin = tigetflag("am") > 0,
		.eat_newline = tigetflag("xenl") > 0,
		.term = getenv("TERM"),
		.term_program = getenv("TERM_PROGRAM"),
		.colorterm = getenv("COLORTERM"),
		.colorfgbg = getenv("COLORFGBG"),
		.tmux = getenv("TMUX"),
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.ascii = o->ascii,
		.no_colour = o->no_colour || (no_color && *no_color),
		.ground = o->ground,
		.palette = o->palette,
		.sync = o->sync,
	};
}

struct term_report term_report(const struct term_options *o)
{
	struct term_report r = {.usable = term_usable(), .name = getenv("TERM")};
	struct term_facts facts;
	struct winsize size;
	int error;

	if (!r.name || !*r.name || setupterm(NULL, STDOUT_FILENO, &error) != OK)
		return (struct term_report){.name = r.name ? r.name : ""};
	facts = look_around(o);
	del_curterm(cur_term);
	r.depth = term_ability(&facts).theme.depth;
	r.tier = term_ability_tier(&facts);
	r.utf8 = facts.utf8;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		r.cols = size.ws_col;
		r.rows = size.ws_row;
	}
	return r;
}

/* ---- opening and closing ---- */

static int within(int n, int max)
{
	return n < 1 ? 1 : n > max ? max : n;
}

static void measure(struct term *t)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_col || !size.ws_row) {
		size.ws_col = (unsigned short)within(tigetnum("cols") > 0 ? tigetnum("cols") : 80, COLS_MAX);
		size.ws_row =
			(unsigned short)within(tigetnum("lines") > 0 ? tigetnum("lines") : 24, ROWS_MAX);
	}
	t->cols = within(size.ws_col, COLS_MAX);
	t->rows = within(size.ws_row, ROWS_MAX);
}

/* A description of our own, so that O_NONBLOCK is not set on the shell's. Where the terminal's
 * name cannot be opened, as after su, the shell's has to do. */
static int open_out(void)
{
	const int flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	const char *name = ttyname(STDOUT_FILENO);
	int fd = name ? open(name, flags) : -1;

	if (fd < 0)
		fd = open("/dev/tty", flags);
	return fd < 0 ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3) : fd;
}

/* Libraries print to fd 2 when they like; over a screen that would be rubble. */
static void redirect_stderr(struct term *t, const char *path)
{
	t->stderr_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	t->log_fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
	if (t->log_fd < 0)
		t->log_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (t->log_fd >= 0)
		dup2(t->log_fd, STDERR_FILENO);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void put_stderr_back(struct term *t)
{
	if (t->stderr_fd >= 0)
		dup2(t->stderr_fd, STDERR_FILENO);
}

/* Keys one by one and unseen; Ctrl-C and Ctrl-Z still signals; Ctrl-S and Ctrl-V ordinary keys. */
static void set_modes(void)
{
	struct termios now;

	cbreak();
	noecho();
	nonl();
	if (tcgetattr(STDIN_FILENO, &now) == 0) {
		now.c_iflag &= ~(tcflag_t)IXON;
		now.c_lflag &= ~(tcflag_t)IEXTEN;
		tcsetattr(STDIN_FILENO, TCSANOW, &now);
	}
	def_prog_mode();
}

static bool open_curses(struct term *t, struct err *e)
{
	set_escdelay(ESC_MS);
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen)
		return err_set(e, _("The terminal \"%s\" is not known. Set TERM, or use --plain."),
			       getenv("TERM") ? getenv("TERM") : "");
	set_modes();
	t->pad = newpad(1, 1);
	if (!t->pad)
		return err_set(e, _("The terminal cannot be used: %s."), strerror(ENOMEM));
	nodelay(t->pad, TRUE);
	keypad(t->pad, TRUE);
	typeahead(-1);
	if (!capability("smkx"))
		doupdate(); /* keypad() had nothing to send: the switch of screens still waits in curses */
	return true;
}

struct term *term_open(const struct term_options *o, struct err *e)
{
	static bool at_exit;
	struct term *t = &the_term;
	struct term_facts facts;
	struct paint_ability able;

	if (!term_usable()) {
		err_set(e,
			_("This needs a terminal that can move its cursor. Use --plain for lines of text."));
		return NULL;
	}
	t->open = true;
	t->gone = t->told = t->resized = t->drained = t->stopped = false;
	t->utf8_n = 0;
	t->out_fd = open_out();
	if (t->out_fd < 0 || tcgetattr(STDIN_FILENO, &t->before) < 0) {
		err_set(e, _("The terminal cannot be used: %s."), strerror(errno));
		term_close(t);
		return NULL;
	}
	if (!open_signals(t, e) || !open_curses(t, e)) {
		term_close(t);
		return NULL;
	}
	facts = look_around(o);
	able = term_ability(&facts);
	t->tier = term_ability_tier(&facts);
	t->paint = paint_new(able);
	measure(t);
	prepare_spells(able.sync);
	redirect_stderr(t, o->stderr_path);
	if (!at_exit)
		at_exit = atexit(restore_now) == 0; /* for an exit() from anywhere */
	return t;
}

/* Writes what is left of a frame; false while some is. Once the terminal is gone nothing is. */
static bool push(struct term *t)
{
	while (t->sent < t->out.n && !t->gone) {
		ssize_t n = write(t->out_fd, t->out.p + t->sent, t->out.n - t->sent);

		if (n > 0)
			t->sent += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			return false;
		else if (n < 0 && errno != EINTR)
			t->gone = true;
	}
	t->sent = 0;
	buf_clear(&t->out);
	return true;
}

/* Whether the terminal takes output, after a short wait at most: curses writes without asking, and
 * a terminal that is stuck must not keep anybody from leaving. */
static bool takes_output(struct term *t)
{
	struct pollfd p = {t->out_fd, POLLOUT, 0};

	while (!push(t))
		if (poll(&p, 1, LAST_WORDS_MS) <= 0)
			return false;
	return !t->gone && poll(&p, 1, LAST_WORDS_MS) > 0 && p.revents & POLLOUT;
}

/* Gives the terminal back, without the rest of a frame: a slow line would take long over it, and
 * the escape that comes instead ends whatever sequence was cut. The cursor is ours to show again,
 * because curses does not know that we hid it, and last, because some terminals save it with the
 * screen. */
static void leave_screen(struct term *t)
{
	buf_clear(&t->out);
	t->sent = 0;
	if (spells.armed)
		buf_add(&t->out, spells.pen.text, spells.pen.n);
	if (takes_output(t)) {
		endwin();
		buf_add(&t->out, spells.cursor.text, spells.cursor.n);
		push(t);
		spells.armed = 0;
	} else {
		restore_now();
	}
}

void term_close(struct term *t)
{
	if (!t || !t->open)
		return;
	if (t->screen) {
		leave_screen(t);
		if (t->pad)
			delwin(t->pad);
		delscreen(t->screen);
	}
	t->pad = NULL;
	t->screen = NULL;
	put_stderr_back(t);
	close_signals(t);
	close_fd(&t->stderr_fd);
	close_fd(&t->log_fd);
	close_fd(&t->out_fd);
	paint_free(t->paint);
	t->paint = NULL;
	buf_free(&t->out);
	t->sent = 0;
	t->open = false;
}

/* Takes the terminal over again after somebody else had it, told to curses or not. */
static void enter_screen(struct term *t)
{
	reset_prog_mode();
	buf_add(&t->out, spells.enter.text, spells.enter.n);
	spells.armed = 1;
	measure(t);
	t->resized = true;
	paint_invalidate(t->paint);
}

void term_stop(struct term *t)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, ours;

	leave_screen(t);
	put_stderr_back(t);
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &ours);
	raise(SIGTSTP);
	/* here it goes on */
	sigaction(SIGTSTP, &ours, NULL);
	if (t->log_fd >= 0)
		dup2(t->log_fd, STDERR_FILENO);
	enter_screen(t);
	t->stopped = true;
}

/* ---- in ---- */

int term_key_fd(const struct term *t)
{
	(void)t;
	return STDIN_FILENO;
}

int term_signal_fd(const struct term *t)
{
	return t->signal_pipe[0];
}

int term_signal(struct term *t)
{
	unsigned char sig;

	if (read(t->signal_pipe[0], &sig, 1) != 1)
		return 0;
	if (sig == SIGWINCH) {
		measure(t);
		t->resized = true;
		paint_invalidate(t->paint);
	} else if (sig == SIGCONT) {
		/* Stopped by another way than term_stop(): the shell has had the terminal. */
		if (!t->stopped)
			enter_screen(t);
		t->stopped = false;
	}
	return sig;
}

/* curses' keys as ours; 0 for those that mean nothing here. */
static uint32_t special_key(int key)
{
	switch (key) {
	case KEY_UP:
		return KEYCODE_UP;
	case KEY_DOWN:
		return KEYCODE_DOWN;
	case KEY_LEFT:
		return KEYCODE_LEFT;
	case KEY_RIGHT:
		return KEYCODE_RIGHT;
	case KEY_PPAGE:
		return KEYCODE_PAGE_UP;
	case KEY_NPAGE:
		return KEYCODE_PAGE_DOWN;
	case KEY_HOME:
		return KEYCODE_HOME;
	case KEY_END:
		return KEYCODE_END;
	case KEY_ENTER:
		return KEYCODE_ENTER;
	case KEY_BACKSPACE:
		return KEYCODE_BACKSPACE;
	default:
		return KEYCODE_NONE;
	}
}

/* Takes a byte of UTF-8 and gives the character it ends, 0 while one is under way. Bytes are put
 * together here because curses, once it has met a bad one, takes the next 15 keys for its rest. */
static uint32_t take_byte(struct term *t, int byte)
{
	const char *s = t->utf8;
	uint32_t cp;

	if (byte < 0x80) {
		t->utf8_n = 0;
		return byte == '\n' ? KEYCODE_ENTER : byte == '\b' ? KEYCODE_BACKSPACE : (uint32_t)byte;
	}
	if (byte >= 0xc0)
		t->utf8_n = 0;
	else if (t->utf8_n == 0)
		return KEYCODE_NONE; /* the middle of nothing */
	t->utf8[t->utf8_n++] = (char)byte;
	if (utf8_next(&s, t->utf8 + t->utf8_n, &cp)) {
		t->utf8_n = 0;
		return cp;
	}
	if (t->utf8_n == sizeof t->utf8)
		t->utf8_n = 0;
	return KEYCODE_NONE;
}

/* Whether keys may be waiting; notices that the terminal is gone, which curses does not tell from
 * no key at all: a descriptor that can be read and holds nothing is at its end. */
static bool keys_wait(struct term *t)
{
	struct pollfd p = {STDIN_FILENO, POLLIN, 0};
	int waiting = 0;

	if (poll(&p, 1, 0) <= 0)
		return false;
	if (p.revents & (POLLHUP | POLLERR | POLLNVAL) ||
	    (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0))
		t->gone = true;
	return !t->gone;
}

/* After an Esc that begins no key curses knows: whether it begins one all the same ("ESC [ 9 9 ~"),
 * which is then taken away. Its Esc must not stop a press, nor its digits rate one. */
static bool skip_unknown_key(struct term *t)
{
	int next = wgetch(t->pad);

	if (next == 'O')
		return wgetch(t->pad) != ERR; /* and one more */
	if (next != '[') {
		if (next != ERR)
			ungetch(next);
		return false;
	}
	for (int i = 0; i < 32; i++) {
		next = wgetch(t->pad);
		if (next == ERR || (next >= 0x40 && next <= 0x7e))
			break; /* ECMA-48: the final byte */
	}
	return true;
}

bool term_key(struct term *t, uint32_t *key)
{
	if (t->resized) {
		t->resized = false;
		*key = KEYCODE_RESIZE;
		return true;
	}
	if (!t->drained || keys_wait(t)) {
		int got;

		while ((got = wgetch(t->pad)) != ERR) {
			t->drained = false;
			*key = got >= KEY_MIN ? special_key(got) : take_byte(t, got);
			if (*key == KEYCODE_ESC && skip_unknown_key(t))
				continue;
			if (*key != KEYCODE_NONE)
				return true;
		}
		t->drained = true;
	}
	if (!t->gone || t->told)
		return false;
	t->told = true;
	*key = KEYCODE_HANGUP;
	return true;
}

bool term_key_due(const struct term *t)
{
	return t->resized || !t->drained || (t->gone && !t->told);
}

/* ---- out ---- */

void term_size(const struct term *t, int *cols, int *rows)
{
	*cols = t->cols;
	*rows = t->rows;
}

enum tier term_tier(const struct term *t)
{
	return t->tier;
}

int term_write_fd(const struct term *t)
{
	return t->out.n && !t->gone ? t->out_fd : -1;
}

bool term_show(struct term *t, const struct canvas *c)
{
	if (t->out.n && !push(t))
		return false;
	if (paint_frame(t->paint, c, &t->out))
		push(t);
	return true;
}

void term_flush(struct term *t)
{
	push(t);
}

void term_redraw(struct term *t)
{
	paint_invalidate(t->paint);
}

void term_bell(struct term *t)
{
	buf_addc(&t->out, '\a');
	push(t);
}
