/* The real program in a pseudo-terminal: started, played, resized, stopped, killed. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal/harness.h"

static struct pty *start(struct pty_options o)
{
	o.argv[0] = pty_program();
	return pty_start(&o);
}

/* The same, at a size, with a command line of up to six words. */
#define RUN(c, r, ...) start((struct pty_options){.cols = (c), .rows = (r), .argv = {NULL, __VA_ARGS__}})
#define ROUTINE        "play", "out-of-the-car", "--hands-free", "--mute"

static void ends(struct pty *p, int code)
{
	assert_int_equal(pty_until_ended(p), code);
	pty_is_restored(p);
	pty_free(p);
}

/* Answers the question before the first step, with a key that means nothing in a walk. */
static void begin(struct pty *p)
{
	pty_until(p, "Before you begin");
	pty_keys(p, "0");
	pty_until_gone(p, "Before you begin");
	pty_until(p, "Walk");
}

/* A rehearsal in the middle of its first hold. */
static struct pty *in_a_hold(void)
{
	struct pty *p = RUN(80, 24, ROUTINE, "--speed=4");

	begin(p);
	pty_keys(p, "n");
	pty_until(p, "Move");
	pty_keys(p, "n");
	pty_until(p, "Find");
	pty_keys(p, "\r");
	pty_until(p, "Hold");
	return p;
}

static const int golden_sizes[][2] = {{20, 4}, {40, 12}, {80, 24}, {120, 40}};

static void home_comes_up_at_every_size(void **state)
{
	static const int odd[][2] = {{200, 60}, {1, 1}, {2, 30}, {300, 2}};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct pty *p = RUN(golden_sizes[i][0], golden_sizes[i][1], NULL);

		pty_until(p, "Enter");
		assert_true(p->alt_screen);
		assert_false(p->cursor);
		pty_keys(p, "q");
		ends(p, 0);
	}
	for (size_t i = 0; i < 4; i++) {
		struct pty *p = RUN(odd[i][0], odd[i][1], NULL);

		while (!strstr(buf_str(&p->raw), "\033[2J"))
			assert_true(pty_take(p, PTY_WAIT_MS));
		pty_keys(p, "q");
		ends(p, 0);
	}
}

/* Takes in what all of them say until the last has ended. */
static void until_all_ended(struct pty **p, size_t n)
{
	size_t left = n;

	for (int turns = 0; left; turns++) {
		assert_true(turns < PTY_WAIT_MS);
		left = 0;
		for (size_t i = 0; i < n; i++) {
			pty_take(p[i], 10);
			left += !p[i]->ended;
		}
	}
}

/* Side by side, because the summary stands for five seconds. */
static void a_rehearsal_plays_to_its_end_at_every_size(void **state)
{
	struct pty *p[4], *h;
	const char *at;
	int holds = 0;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		p[i] = RUN(golden_sizes[i][0], golden_sizes[i][1], ROUTINE, "--speed=60");
	until_all_ended(p, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(pty_until_ended(p[i]), 0);
		pty_is_restored(p[i]);
	}
	/* and is kept, each hold once */
	h = start((struct pty_options){.argv = {NULL, "history", "--format=json"}, .home = p[2]->home});
	assert_int_equal(pty_until_ended(h), 0);
	at = buf_str(&h->raw);
	assert_non_null(strstr(at, "\"rehearsal\": true"));
	assert_non_null(strstr(at, "\"outcome\": \"done\""));
	while ((at = strstr(at, "\"site\""))) {
		holds++;
		at++;
	}
	assert_int_equal(holds, 3);
	pty_free(h);
	for (size_t i = 0; i < 4; i++)
		pty_free(p[i]);
}

static void it_survives_every_resize_in_a_hold(void **state)
{
	static const int sizes[][2] = {{120, 40}, {20, 4}, {1, 1},   {200, 60},
				       {40, 12},  {3, 50}, {300, 2}, {80, 24}};
	struct pty *p = in_a_hold();

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		buf_clear(&p->raw);
		pty_resize(p, sizes[i][0], sizes[i][1]);
		/* painted anew, from a cleared screen */
		while (!strstr(buf_str(&p->raw), "\033[2J"))
			assert_true(pty_take(p, PTY_WAIT_MS));
		if (sizes[i][0] >= 20 && sizes[i][1] >= 4)
			pty_until(p, "eft"); /* "left leg", "m:ss left" */
		assert_false(p->ended);
	}
	/* as fast as a dragged corner */
	for (int i = 0; i < 60; i++)
		pty_resize(p, 20 + i, 4 + i / 3);
	pty_resize(p, 80, 24);
	pty_until(p, "step 3 of 6");
	pty_keys(p, "q");
	pty_until(p, "End the session here?");
	pty_keys(p, "y");
	pty_until_ended(p);
	pty_is_restored(p);
	pty_free(p);
}

static void it_stops_and_goes_on_in_a_hold(void **state)
{
	struct pty *p = in_a_hold();

	(void)state;
	pty_keys(p, "\x1a");
	pty_until_stopped(p);
	while (pty_take(p, 0))
		;
	pty_is_restored(p);
	pty_go_on(p);
	/* it waits for the person, and says so */
	pty_until(p, "Paused");
	assert_true(p->alt_screen);
	assert_false(p->cursor);
	pty_signal(p, SIGTERM);
	ends(p, 128 + SIGTERM);
}

static void every_way_out_of_a_hold_restores(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGQUIT};
	struct pty *p;
	int code;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		p = in_a_hold();
		pty_signal(p, signals[i]);
		ends(p, 128 + signals[i]);
	}
	p = in_a_hold();
	pty_keys(p, "\x03");
	pty_until(p, "End the session here?");
	pty_keys(p, "\x03");
	ends(p, 128 + SIGINT);

	p = in_a_hold();
	pty_hang_up(p);
	code = pty_until_ended(p);
	assert_int_equal(code, 128 + SIGHUP);
	pty_free(p);
}

static void a_crash_in_a_hold_restores(void **state)
{
	struct pty *p = start((struct pty_options){
		.argv = {NULL, ROUTINE, "--speed=60"},
		.env = {"ASAN_OPTIONS=log_path=/dev/null", "TSAN_OPTIONS=log_path=/dev/null"}});

	(void)state;
	pty_until(p, "Walk");
	pty_signal(p, SIGSEGV);
	assert_int_not_equal(pty_until_ended(p), 0);
	pty_is_restored(p);
	pty_free(p);
}

static void nothing_is_written_when_nothing_changes(void **state)
{
	struct pty *p = RUN(80, 24, ROUTINE, "--speed=2");

	(void)state;
	begin(p);
	pty_keys(p, " ");
	pty_until(p, "Paused");
	while (pty_take(p, 100))
		;
	buf_clear(&p->raw);
	pty_keys(p, "ZZZZ@@"); /* keys that mean nothing */
	pty_keys(p, "?");      /* one that does */
	pty_until(p, "Keys");
	/* what came is one frame: it begins with its first move, and the help fills the screen */
	assert_non_null(strstr(p->raw.p, "Keys"));
	assert_int_equal(p->raw.p[0], '\033');
	assert_null(strstr(p->raw.p, "Paused"));
	pty_signal(p, SIGTERM);
	ends(p, 128 + SIGTERM);
}

static void each_depth_of_colour_plays(void **state)
{
	static const struct {
		const char *term, *more;
		const char *has, *lacks;
	} depths[] = {
		{"TERM=xterm-256color", "COLORTERM=truecolor", "38;2;", "38;5;"},
		{"TERM=xterm-256color", "COLORTERM", "38;5;", "38;2;"},
		{"TERM=rxvt-unicode", "COLORFGBG=15;0", "\033[0;1;93m", "38;"},
		{"TERM=xterm", "COLORTERM", "\033[0;3", "38;"},
		{"TERM=linux", "COLORTERM", "\033[0;3", "38;"},
		{"TERM=xterm-256color", "NO_COLOR=1", "\033[0;1m", "38;"},
		/* terminfo knows no cursor of its own there */
		{"TERM=vt100", "COLORTERM", "\033[?25h", "38;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		struct pty *p = start((struct pty_options){.argv = {NULL, ROUTINE, "--speed=120"},
							   .env = {depths[i].term, depths[i].more}});

		pty_until(p, "Hold");
		pty_signal(p, SIGTERM);
		assert_int_equal(pty_until_ended(p), 128 + SIGTERM);
		if (!strstr(p->raw.p, depths[i].has) || strstr(p->raw.p, depths[i].lacks))
			fail_msg("%s %s: should have %s, not %s", depths[i].term, depths[i].more,
				 depths[i].has, depths[i].lacks);
		pty_is_restored(p);
		pty_free(p);
	}
}

static void only_ascii_where_only_ascii_is_safe(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct pty *p = start(
			(struct pty_options){.argv = {NULL, ROUTINE, "--speed=120", i ? "--ascii" : NULL},
					     .env = {i ? NULL : "LANG=C"}});

		pty_until(p, "Hold");
		pty_signal(p, SIGTERM);
		assert_int_equal(pty_until_ended(p), 128 + SIGTERM);
		for (size_t b = 0; b < p->raw.n; b++)
			assert_in_range((unsigned char)p->raw.p[b], 0, 0x7f);
		pty_is_restored(p);
		pty_free(p);
	}
}

static void a_dumb_terminal_gets_lines(void **state)
{
	struct pty *p =
		start((struct pty_options){.argv = {NULL, ROUTINE, "--speed=240"}, .env = {"TERM=dumb"}});

	(void)state;
	assert_int_equal(pty_until_ended(p), 0);
	assert_null(strchr(p->raw.p, '\033'));
	assert_non_null(strstr(p->raw.p, "Walk"));
	pty_is_restored(p);
	pty_free(p);
}

/* What is chosen is on record, and home shows what follows from it. */
static void the_week_is_chosen_at_home(void **state)
{
	struct pty *p = RUN(80, 24, NULL), *h;
	const char *at;

	(void)state;
	pty_until(p, "w week");
	pty_keys(p, "w");
	pty_until(p, "3 days a week");
	pty_keys(p, "5");
	pty_until(p, "5 days a week");
	pty_keys(p, "jj\r");
	pty_until(p, ": planned");
	pty_keys(p, "q");
	pty_until(p, "Rest today");
	pty_keys(p, "q");
	assert_int_equal(pty_until_ended(p), 0);
	h = start((struct pty_options){.argv = {NULL, "history", "--format=json"}, .home = p->home});
	assert_int_equal(pty_until_ended(h), 0);
	at = buf_str(&h->raw);
	assert_non_null(strstr(at, "\"what\": \"target\", \"value\": \"5\""));
	assert_non_null(strstr(at, "\"what\": \"rest\""));
	pty_free(h);
	pty_free(p);
}

static void keys_work_through_the_screens(void **state)
{
	struct pty *p = RUN(80, 24, NULL);

	(void)state;
	pty_until(p, "Today");
	pty_keys(p, "?");
	pty_until(p, "Keys");
	pty_keys(p, "\033");
	pty_until(p, "Today");
	pty_keys(p, "\033OB\033OA");
	pty_keys(p, "\r"); /* the first press ever stands behind the gate */
	pty_until_gone(p, "Today");
	pty_keys(p, "\033");
	pty_until(p, "Today");
	pty_keys(p, "q");
	ends(p, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(home_comes_up_at_every_size),
		cmocka_unit_test(keys_work_through_the_screens),
		cmocka_unit_test(the_week_is_chosen_at_home),
		cmocka_unit_test(a_rehearsal_plays_to_its_end_at_every_size),
		cmocka_unit_test(it_survives_every_resize_in_a_hold),
		cmocka_unit_test(it_stops_and_goes_on_in_a_hold),
		cmocka_unit_test(every_way_out_of_a_hold_restores),
		cmocka_unit_test(a_crash_in_a_hold_restores),
		cmocka_unit_test(nothing_is_written_when_nothing_changes),
		cmocka_unit_test(each_depth_of_colour_plays),
		cmocka_unit_test(only_ascii_where_only_ascii_is_safe),
		cmocka_unit_test(a_dumb_terminal_gets_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
