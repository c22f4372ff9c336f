/* io/term in a pseudo-terminal, driven through term_driver.c. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal/harness.h"

static struct pty *start_with(const char *env0, const char *env1)
{
	struct pty_options o = {.argv = {pty_beside("term_driver")}, .env = {env0, env1}};
	struct pty *p = pty_start(&o);

	pty_until(p, "frame 0");
	pty_until(p, "$");
	return p;
}

static struct pty *start(void)
{
	return start_with(NULL, NULL);
}

static void quit(struct pty *p)
{
	pty_keys(p, "q");
	assert_int_equal(pty_until_ended(p), 0);
	pty_is_restored(p);
	pty_free(p);
}

static void it_starts_draws_and_restores(void **state)
{
	struct pty *p = start();
	int x, y;

	(void)state;
	assert_true(p->alt_screen);
	assert_false(p->cursor);
	pty_until(p, "size 80x24 tier 2 dropped 0");
	pty_until(p, "日本 é");
	assert_int_equal(pty_cell(p, 79, 23).chars[0], '$');
	assert_true(pty_find(p, "chosen", &x, &y));
	assert_int_equal(pty_cell(p, x, y).attrs.reverse, 1);
	quit(p);
}

static void a_frame_is_one_write_and_no_change_is_none(void **state)
{
	struct pty *p = start();
	long before, after;

	(void)state;
	before = pty_writes(p);
	assert_true(before >= 0);
	pty_keys(p, "n");
	pty_until(p, "frame 1 key 6e");
	pty_keys(p, "n");
	pty_until(p, "frame 2");
	pty_keys(p, "n");
	pty_until(p, "frame 3");
	after = pty_writes(p);
	assert_int_equal(after - before, 3);
	/* the same key twice: the second changes nothing, and only the third writes */
	pty_keys(p, "zz");
	pty_until(p, "key 7a");
	pty_keys(p, "y");
	pty_until(p, "key 79");
	assert_int_equal(pty_writes(p) - after, 2);
	quit(p);
}

static void the_first_frame_takes_few_writes(void **state)
{
	struct pty *p = start();

	(void)state;
	assert_in_range(pty_writes(p), 1, 3);
	quit(p);
}

static void keys_are_told_apart(void **state)
{
	static const struct {
		const char *bytes, *shown;
	} keys[] = {
		{"\r", "key d "},           {"\n", "key d "},          {"\177", "key 7f "},
		{"\b", "key 7f "},          {"\033OA", "key 110000 "}, {"\033OB", "key 110001 "},
		{"\033OD", "key 110002 "},  {"\033OC", "key 110003 "}, {"\033[5~", "key 110004 "},
		{"\033[6~", "key 110005 "}, {"\033", "key 1b "},       {"é", "key e9 "},
		{"日", "key 65e5 "},        {"\x13", "key 13 "},       {"\x16", "key 16 "},
	};
	struct pty *p = start();

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		pty_keys(p, "z");
		pty_until(p, "key 7a ");
		pty_keys(p, keys[i].bytes);
		pty_until(p, keys[i].shown);
	}
	quit(p);
}

static void unknown_keys_are_no_key(void **state)
{
	static const char *const unknown[] = {"\033[99~", "\033[1;99Z", "\033Oz", "\033[?61;6c", "\xff\xfe"};
	struct pty *p = start();

	(void)state;
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		pty_keys(p, "z");
		pty_until(p, "key 7a ");
		buf_clear(&p->raw);
		pty_keys(p, unknown[i]);
		pty_keys(p, "n");
		pty_until(p, "key 6e ");
		assert_null(strstr(p->raw.p, "1b"));
	}
	/* but Esc and a letter that waited together are both heard */
	pty_signal(p, SIGSTOP);
	pty_until_stopped(p);
	pty_keys(p, "\033e");
	pty_go_on(p);
	pty_until(p, "key 65 ");
	quit(p);
}

static void ctrl_s_does_not_stop_the_screen(void **state)
{
	struct pty *p = start();

	(void)state;
	pty_keys(p, "\x13n");
	pty_until(p, "frame 1");
	quit(p);
}

static void resizes_arrive(void **state)
{
	static const int sizes[][2] = {{120, 40}, {40, 12}, {200, 60}, {33, 7}, {80, 24}};
	struct pty *p = start();

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char shown[32];

		snprintf(shown, sizeof shown, "size %dx%d ", sizes[i][0], sizes[i][1]);
		pty_resize(p, sizes[i][0], sizes[i][1]);
		pty_until(p, shown);
		pty_until(p, "$");
		assert_int_equal(pty_cell(p, sizes[i][0] - 1, sizes[i][1] - 1).chars[0], '$');
	}
	/* one cell, and back */
	pty_resize(p, 1, 1);
	pty_until(p, "$");
	pty_resize(p, 80, 24);
	pty_until(p, "size 80x24 ");
	quit(p);
}

static void it_stops_and_goes_on(void **state)
{
	struct pty *p = start();

	(void)state;
	for (int i = 0; i < 2; i++) {
		pty_keys(p, "\x1a");
		pty_until_stopped(p);
		while (pty_take(p, 0))
			;
		pty_is_restored(p);
		/* the window changes meanwhile */
		pty_resize(p, 100 + i, 30);
		pty_go_on(p);
		pty_until(p, i ? "size 101x30 " : "size 100x30 ");
		assert_true(p->alt_screen);
		assert_false(p->cursor);
		pty_keys(p, "n");
		pty_until(p, i ? "frame 2" : "frame 1");
	}
	quit(p);
}

static void a_stop_from_outside_repaints(void **state)
{
	struct pty *p = start();

	(void)state;
	pty_signal(p, SIGSTOP);
	pty_until_stopped(p);
	/* what a shell does with the terminal in the meantime */
	tcsetattr(p->slave, TCSANOW, &p->before);
	vterm_input_write(p->vt, "\033[?1049l\033[?25h$ ls", 18);
	pty_go_on(p);
	pty_until(p, "frame 0");
	pty_keys(p, "n");
	pty_until(p, "frame 1");
	assert_true(p->alt_screen);
	quit(p);
}

/* Ends with `code` after `act`, leaving the terminal as it was. */
static void ends(void (*act)(struct pty *, int), int arg, int code)
{
	struct pty *p = start();

	act(p, arg);
	assert_int_equal(pty_until_ended(p), code);
	pty_is_restored(p);
	pty_free(p);
}

static void send(struct pty *p, int sig)
{
	pty_signal(p, sig);
}

static void press(struct pty *p, int key)
{
	char keys[2] = {(char)key, '\0'};

	pty_keys(p, keys);
}

static void every_way_out_restores(void **state)
{
	(void)state;
	ends(send, SIGTERM, 128 + SIGTERM);
	ends(send, SIGHUP, 128 + SIGHUP);
	ends(press, '\x1c', 128 + SIGQUIT);
	ends(press, 'x', 7); /* exit() without closing */
}

/* Where a sanitizer is at work it ends what it caught with a status of its own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static void crashes_restore(void **state)
{
	static const struct {
		int key, sig; /* the key makes the driver crash; without one the signal is sent */
		int code;
	} crashes[] = {{'S', 0, 128 + SIGSEGV},  {'N', 0, 128 + SIGSEGV},   {'O', 0, 128 + SIGSEGV},
		       {'A', 0, 128 + SIGABRT},  {0, SIGBUS, 128 + SIGBUS}, {0, SIGFPE, 128 + SIGFPE},
		       {0, SIGILL, 128 + SIGILL}};

	(void)state;
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
		struct pty_options o = {
			.argv = {pty_beside("term_driver")},
			.env = {"ASAN_OPTIONS=log_path=/dev/null", "TSAN_OPTIONS=log_path=/dev/null"}};
		struct pty *p = pty_start(&o);
		int code;

		pty_until(p, "$");
		if (crashes[i].key)
			press(p, crashes[i].key);
		else
			pty_signal(p, crashes[i].sig);
		code = pty_until_ended(p);
		assert_true(SANITIZED ? code != 0 : code == crashes[i].code);
		pty_is_restored(p);
		pty_free(p);
	}
}

static void an_interrupt_is_a_signal_not_an_end(void **state)
{
	struct pty *p = start();

	(void)state;
	pty_keys(p, "\x03");
	pty_until(p, "signal 2");
	quit(p);
}

static void a_hang_up_ends_it(void **state)
{
	struct pty *p = start();
	int code;

	(void)state;
	pty_hang_up(p);
	code = pty_until_ended(p);
	assert_true(code == 9 || code == 128 + SIGHUP);
	pty_free(p);
}

/* Frames are made faster than the terminal takes them: some are dropped, the last one arrives. */
/* What the program has told its log, which needs no terminal: waits until there is a line. */
static void until_logged(struct pty *p, char line[64])
{
	struct buf path = {0};

	line[0] = '\0';
	buf_addf(&path, "%s/log.txt", p->home);
	for (int waited = 0; !line[0]; waited += 5) {
		FILE *f = fopen(path.p, "r");

		assert_true(waited < PTY_WAIT_MS);
		if (!f || !fgets(line, 64, f))
			poll(NULL, 0, 5);
		if (f)
			fclose(f);
	}
	buf_free(&path);
}

/* Nothing is read before all frames have been handed over. */
static void a_slow_terminal_drops_frames_not_keys(void **state)
{
	struct pty *p = start();
	char line[64];

	(void)state;
	pty_keys(p, "fen");
	until_logged(p, line);
	pty_until(p, "frame 401 key 6e");
	pty_until(p, "dropped ");
	assert_false(pty_shows(p, "dropped 0 "));
	pty_until(p, "日本 é");
	quit(p);
}

/* Nobody reads: the program still takes the signal, puts the modes back and leaves. */
static void a_stuck_terminal_does_not_hold_it(void **state)
{
	struct pty *p = start();
	struct termios now;

	(void)state;
	pty_keys(p, "f");
	pty_signal(p, SIGTERM);
	assert_int_equal(pty_until_ended_unread(p), 128 + SIGTERM);
	assert_int_equal(tcgetattr(p->slave, &now), 0);
	assert_int_equal(now.c_lflag, p->before.c_lflag);
	assert_int_equal(now.c_iflag, p->before.c_iflag);
	pty_free(p);
}

static void bells_ring(void **state)
{
	struct pty *p = start();

	(void)state;
	pty_keys(p, "bbn");
	pty_until(p, "frame 1");
	assert_int_equal(p->bells, 2);
	quit(p);
}

static void libraries_print_to_the_log(void **state)
{
	struct pty *p = start();
	char line[64];

	(void)state;
	pty_keys(p, "en");
	pty_until(p, "frame 1");
	assert_null(strstr(p->raw.p, "rubble"));
	until_logged(p, line);
	assert_string_equal(line, "rubble from a library\n");
	quit(p);
}

static void each_depth_of_colour(void **state)
{
	static const struct {
		const char *term, *more;
		const char *has, *lacks;
	} depths[] = {
		{"TERM=xterm-256color", "COLORTERM=truecolor", "\033[0;1;38;2;", "38;5;"},
		{"TERM=xterm-256color", "COLORTERM=24bit", "\033[0;1;38;2;", "38;5;"},
		{"TERM=xterm-256color", NULL, "\033[0;1;38;5;", "38;2;"},
		{"TERM=xterm-256color", "NO_COLOR=1", "\033[0;7m", "38;"},
		{"TERM=xterm-256color", "NO_COLOR=", "38;5;", "38;2;"},
		{"TERM=rxvt-unicode", "COLORFGBG=15;0", "\033[0;1;91m", "38;"},
		{"TERM=xterm", NULL, "\033[0;7;31m", "38;"},
		{"TERM=linux", NULL, "\033[0;7;31m", "38;"},
		{"TERM=vt220", NULL, "\033[0;7m", "31m"},
		{"TERM=screen-256color", "COLORTERM=truecolor", "38;5;", "38;2;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		struct pty *p = start_with(depths[i].term, depths[i].more);

		if (!strstr(p->raw.p, depths[i].has) || strstr(p->raw.p, depths[i].lacks))
			fail_msg("%s %s: should have %s, not %s", depths[i].term,
				 depths[i].more ? depths[i].more : "", depths[i].has + 1, depths[i].lacks);
		quit(p);
	}
}

static void frames_are_synchronised_by_name(void **state)
{
	struct pty *p = start_with("TERM_PROGRAM=WezTerm", NULL);

	(void)state;
	assert_non_null(strstr(p->raw.p, "\033[?2026h"));
	quit(p);
	p = start();
	assert_null(strstr(p->raw.p, "\033[?2026h"));
	quit(p);
}

static void without_utf8_it_is_ascii(void **state)
{
	struct pty *p = start_with("LANG=C", NULL);

	(void)state;
	pty_until(p, "tier 0");
	for (size_t i = 0; i < p->raw.n; i++)
		assert_in_range((unsigned char)p->raw.p[i], 0, 0x7f);
	/* a byte over 127 is no key, least of all the one that is left without its top bit */
	pty_keys(p, "z");
	pty_until(p, "key 7a ");
	buf_clear(&p->raw);
	pty_keys(p, "\xf1n");
	pty_until(p, "key 6e ");
	pty_until(p, "frame 1 ");
	pty_keys(p, "y");
	pty_until(p, "frame 1 key 79 ");
	quit(p);
	p = start_with("TERM=linux", NULL);
	pty_until(p, "tier 1");
	quit(p);
}

static void what_cannot_be_drawn_on_is_refused(void **state)
{
	static const char *const terms[] = {"TERM=dumb", "TERM=", "TERM", "TERM=no-such-terminal",
					    "TERM=vt52"};

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct pty_options o = {.argv = {pty_beside("term_driver")}, .env = {terms[i]}};
		struct pty *p = pty_start(&o);

		pty_until(p, "plain");
		assert_int_equal(pty_until_ended(p), 3);
		assert_null(strchr(p->raw.p, '\033'));
		pty_is_restored(p);
		pty_free(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_starts_draws_and_restores),
		cmocka_unit_test(the_first_frame_takes_few_writes),
		cmocka_unit_test(a_frame_is_one_write_and_no_change_is_none),
		cmocka_unit_test(keys_are_told_apart),
		cmocka_unit_test(unknown_keys_are_no_key),
		cmocka_unit_test(ctrl_s_does_not_stop_the_screen),
		cmocka_unit_test(resizes_arrive),
		cmocka_unit_test(it_stops_and_goes_on),
		cmocka_unit_test(a_stop_from_outside_repaints),
		cmocka_unit_test(every_way_out_restores),
		cmocka_unit_test(crashes_restore),
		cmocka_unit_test(an_interrupt_is_a_signal_not_an_end),
		cmocka_unit_test(a_hang_up_ends_it),
		cmocka_unit_test(a_slow_terminal_drops_frames_not_keys),
		cmocka_unit_test(a_stuck_terminal_does_not_hold_it),
		cmocka_unit_test(bells_ring),
		cmocka_unit_test(libraries_print_to_the_log),
		cmocka_unit_test(each_depth_of_colour),
		cmocka_unit_test(frames_are_synchronised_by_name),
		cmocka_unit_test(without_utf8_it_is_ascii),
		cmocka_unit_test(what_cannot_be_drawn_on_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
