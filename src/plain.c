#include "plain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "core/keymap.h"
#include "io/clock.h"
#include "io/lines.h"
#include "loop.h"
#include "prose.h"
#include "view/ladder.h"
#include "view/transcript.h"

/* What came of writing lines: 0; an error number; or EINTR with the signal that ended the wait. */
struct heard {
	int why, signal;
};

enum { CHUNK = 512 /* what poll() promises a pipe takes without blocking (PIPE_BUF is no less) */ };

/* Writes all of it, however slow the reader; a signal ends the wait for one that stands still. */
static struct heard write_out(struct lines *in, const struct buf *b)
{
	size_t at = 0;

	while (at < b->n) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
				       {.fd = lines_signal_fd(in), .events = POLLIN}};
		size_t left = b->n - at;
		ssize_t n;

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return (struct heard){.why = errno};
		if (!fds[0].revents) {
			int got = lines_signal(in);

			if (got && got != SIGCONT)
				return (struct heard){EINTR, got};
			continue;
		}
		n = write(STDOUT_FILENO, b->p + at, left < CHUNK ? left : CHUNK);
		if (n > 0)
			at += (size_t)n;
		else if (errno != EAGAIN && errno != EINTR)
			return (struct heard){.why = errno};
	}
	return (struct heard){0};
}

/* Says what was gathered, and forgets it if it was heard; on a terminal lines break at words. */
static struct heard say(struct lines *in, struct buf *b)
{
	struct buf out = {0};
	struct heard h;

	prose_wrap(buf_str(b), prose_width(stdout), &out);
	h = write_out(in, &out);
	if (!h.why)
		buf_clear(b);
	buf_free(&out);
	return h;
}

/* The lines could not be written: a reader that went away or stands still, or a full disk. */
static enum exit_code unheard(struct heard h)
{
	if (h.why == EPIPE || h.why == EINTR)
		return (enum exit_code)(EXIT_SIGNAL + (h.why == EPIPE ? SIGPIPE : h.signal));
	fprintf(stderr, _("unknot: the output could not be written: %s.\n"), strerror(h.why));
	return EXIT_ENVIRONMENT;
}

/* The end of input is q, and nobody is there to answer whether it is meant. */
static void leave(struct session *s)
{
	session_event(s, (struct player_event){EV_QUIT, 0});
	session_event(s, (struct player_event){EV_ANSWER, 1});
	/* past the last questions, unanswered, and the summary */
	for (int i = 0; i < 8 && !session_ended(s); i++)
		session_event(s, (struct player_event){EV_QUIT, 0});
}

/* The person at the keys. */
struct typist {
	struct lines *in;
	bool jumping; /* has been shown the steps: figures are the number of one */
	int step;
};

static void show_steps(struct typist *t, struct session *s, bool on)
{
	struct play_model m = session_model(s);

	t->jumping = on;
	t->step = 0;
	lines_whole(t->in, on);
	if (on)
		transcript_steps(&m, session_lines(s));
}

/* A key while the steps are shown; false for one that is for the session. */
static bool jump_key(struct typist *t, struct session *s, uint32_t key)
{
	enum { STEPS_MOST = 100000 };
	const struct plan *plan = session_model(s).plan;
	int step = t->step;

	if (key >= '0' && key <= '9') {
		t->step = step < STEPS_MOST ? step * 10 + (int)(key - '0') : step;
		return true;
	}
	show_steps(t, s, false);
	if (key == KEYCODE_ENTER && step > 0 && (size_t)step <= ladder_rows(plan))
		session_event(s, (struct player_event){EV_JUMP, (int)ladder_segment(plan, (size_t)step - 1)});
	else if (key == KEYCODE_ENTER && step > 0)
		buf_addf(session_lines(s), _("There is no step %d.\n"), step);
	return key == KEYCODE_ENTER;
}

static void take_key(struct typist *t, struct session *s, uint32_t key)
{
	int value;

	if ((t->jumping && jump_key(t, s, key)) || session_key(s, key))
		return;
	if (keymap_action(key, &value) == ACT_HELP)
		transcript_keys(session_lines(s));
	else if (keymap_action(key, &value) == ACT_JUMP)
		show_steps(t, s, true);
}

static void take_keys(struct typist *t, struct session *s, bool hands_free)
{
	uint32_t key;

	while (lines_key(t->in, &key)) {
		if (key != KEYCODE_HANGUP)
			take_key(t, s, key);
		else if (!hands_free)
			leave(s);
	}
}

/* 0, or the signal that ends the program. */
static int take_signals(struct session *s, struct lines *in)
{
	int got;

	while ((got = lines_signal(in))) {
		if (got == SIGINT)
			session_interrupt(s, lines_key_fd(in) >= 0);
		else if (got != SIGCONT)
			return got;
	}
	return 0;
}

static void wait_for_something(struct session *s, struct lines *in)
{
	struct loop l = {.n = 0};
	int fds[SESSION_FDS];

	session_fds(s, fds);
	loop_add(&l, lines_key_fd(in), POLLIN);
	loop_add(&l, lines_signal_fd(in), POLLIN);
	for (int i = 0; i < SESSION_FDS; i++)
		loop_add(&l, fds[i], POLLIN);
	loop_wait(&l, session_deadline(s));
}

enum exit_code plain_play(struct session *s, bool hands_free)
{
	struct lines *in = lines_open();
	struct typist typist = {.in = in};
	int ended_by = 0;
	struct heard heard = say(in, session_lines(s));

	while (!heard.why && !ended_by && !session_ended(s)) {
		wait_for_something(s, in);
		ended_by = take_signals(s, in);
		take_keys(&typist, s, hands_free);
		session_tick(s);
		heard = say(in, session_lines(s));
	}
	if (!session_ended(s))
		session_event(s, (struct player_event){EV_INTERRUPT, 0});
	if (!heard.why)
		say(in, session_lines(s));
	lines_close(in);
	if (heard.why)
		return unheard(heard);
	return ended_by ? (enum exit_code)(EXIT_SIGNAL + ended_by) : session_exit_code(s);
}

/* The next key, waited for; KEYCODE_HANGUP for the end of input or a signal that ends the program. */
static uint32_t wait_for_key(struct lines *in)
{
	struct loop l = {.n = 0};
	uint32_t key;

	for (;;) {
		int signal = lines_signal(in);

		if (signal && signal != SIGCONT)
			return KEYCODE_HANGUP;
		if (lines_key(in, &key))
			return key == KEYCODE_CTRL_C ? KEYCODE_HANGUP : key;
		l.n = 0;
		loop_add(&l, lines_key_fd(in), POLLIN);
		loop_add(&l, lines_signal_fd(in), POLLIN);
		loop_wait(&l, MONO_NEVER);
	}
}

/* Asks one page: GATE_ANSWERED, GATE_BACK or GATE_LEAVE. On a terminal a key held down answers nothing. */
static enum gate_choice ask_page(struct lines *in, const struct gate_page *p, unsigned *value,
				 struct buf *out)
{
	bool terminal = isatty(STDIN_FILENO);
	struct mono quiet = clock_mono();
	unsigned marks = 0;
	enum gate_choice choice;

	transcript_gate(p, out);
	say(in, out);
	lines_drop(in);
	for (;;) {
		uint32_t key = wait_for_key(in);
		struct mono now = clock_mono();
		bool soon = now.ns - quiet.ns < GATE_QUIET_MS * NS_PER_MS;

		if (key == KEYCODE_HANGUP)
			return GATE_LEAVE;
		if (terminal && gate_key_needs_quiet(p, key)) {
			quiet = now;
			if (soon)
				continue; /* a key held down would say so without end */
		}
		choice = gate_page_key(p, key, &marks, value);
		if (choice == GATE_MARKED) {
			transcript_marks(p, marks, out);
			say(in, out);
		} else if (choice == GATE_NONE) {
			buf_addf(out, "%s\n", _("Here only the keys above do something."));
			say(in, out);
		} else {
			return choice;
		}
	}
}

void plain_advice(const struct gatekeeper *k, enum gate g, struct buf *out)
{
	struct gate_about about = gatekeeper_about(k);
	struct gate_page page;

	if (g == GATE_OPEN || gate_asks(g))
		return;
	gate_page(&page, g, &about);
	transcript_gate(&page, out);
}

/* Goes through one page. False if the person leaves, or rests today. */
static bool go_through(struct gatekeeper *k, enum gate g, struct lines *in, struct buf *out)
{
	struct gate_about about = gatekeeper_about(k);
	struct gate_page page;
	enum gate_choice choice;
	unsigned value;

	gate_page(&page, g, &about);
	choice = ask_page(in, &page, &value, out);
	if (choice == GATE_BACK)
		gate_back(&k->start, g);
	return choice == GATE_BACK || (choice == GATE_ANSWERED && gatekeeper_answer(k, g, value));
}

int plain_ask(const char *question)
{
	struct lines *in = lines_open();
	struct buf out = {0};
	uint32_t key;
	int answer = -2;

	buf_addf(&out, "%s\n", question);
	say(in, &out);
	lines_drop(in);
	while (answer == -2) {
		key = wait_for_key(in);
		answer = key == KEYCODE_ENTER || key == 'y'                          ? 1
			 : key == 'n'                                                ? 0
			 : key == 'q' || key == KEYCODE_ESC || key == KEYCODE_HANGUP ? -1
										     : -2;
	}
	buf_free(&out);
	lines_close(in);
	return answer;
}

enum gate plain_gate(struct gatekeeper *k)
{
	struct lines *in = lines_open();
	struct buf out = {0};
	bool asked = false;
	enum gate g;

	while (gate_asks(g = gatekeeper_next(k)) && go_through(k, g, in, &out))
		asked = true;
	if (g == GATE_OPEN && asked)
		buf_adds(&out, _("Thank you.\n"));
	plain_advice(k, g, &out);
	say(in, &out);
	buf_free(&out);
	lines_close(in);
	return g;
}
