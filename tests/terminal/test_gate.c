/* The gate in the real program: gone through, closed, checked; by a key held down; in lines; the morning
 * after. Where a page wants a moment before it takes a key, the key is pressed again until it does. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/clock.h"
#include "io/history.h"
#include "terminal/harness.h"
#include "view/gate_page.h"

enum { TRIES = 20, SHORT_MS = 20000 };

static char home[128];

static int new_home(void **state)
{
	(void)state;
	snprintf(home, sizeof home, "%s/gate-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	return mkdtemp(home) ? 0 : -1;
}

static int drop_home(void **state)
{
	char command[160];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	return system(command);
}

static struct pty *start(const char *env, const char *const argv[])
{
	struct pty_options o = {.home = home, .env = {env}};

	o.argv[0] = pty_program();
	for (size_t i = 0; argv[i]; i++)
		o.argv[i + 1] = argv[i];
	return pty_start(&o);
}

#define RUN(...)          start(NULL, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_IN_LINES(...) start("TERM=dumb", (const char *const[]){__VA_ARGS__, NULL})
#define ROUTINE           "play", "first-sitting", "--mute"

static bool has(struct pty *p, const char *text)
{
	return pty_shows(p, text) || (p->raw.n && strstr(buf_str(&p->raw), text));
}

/* Presses `keys` until `text` has come. */
static void press(struct pty *p, const char *keys, const char *text)
{
	buf_clear(&p->raw);
	for (int i = 0; i < TRIES && !has(p, text) && !p->ended; i++) {
		int64_t until = clock_mono().ns + (GATE_QUIET_MS + 100) * NS_PER_MS;

		pty_keys(p, keys);
		while (!has(p, text) && clock_mono().ns < until)
			pty_take(p, 50);
	}
	if (!has(p, text))
		fail_msg("no \"%s\" on:\n%s", text, pty_text(p));
}

/* A key, until it is taken and the program ends. */
static void until_left(struct pty *p, const char *key)
{
	for (int i = 0; i < TRIES && !p->ended; i++) {
		int64_t until = clock_mono().ns + (GATE_QUIET_MS + 100) * NS_PER_MS;

		pty_keys(p, key);
		while (!p->ended && clock_mono().ns < until)
			pty_take(p, 50);
	}
}

static void whole_list(struct pty *p)
{
	pty_until(p, "page 1 of 4");
	press(p, "n", "page 2 of 4");
	press(p, "\r", "page 3 of 4");
	press(p, "\r", "page 4 of 4");
}

static void leave(struct pty *p, int code)
{
	assert_int_equal(pty_until_ended(p), code);
	pty_is_restored(p);
	pty_free(p);
}

/* The pain question stands before the first step; from it the session is left. */
static void leave_session(struct pty *p)
{
	pty_until(p, "Before you begin");
	pty_keys(p, "q");
	pty_until(p, "End the session here?");
	pty_keys(p, "y");
	pty_until(p, "Enough for now");
	pty_keys(p, "\r");
	pty_until_ended(p);
	pty_is_restored(p);
	pty_free(p);
}

static void none_of_these_lets_it_begin(void **state)
{
	struct pty *p = RUN(ROUTINE);

	(void)state;
	whole_list(p);
	press(p, "\r", "Before you begin");
	leave_session(p);

	p = RUN(ROUTINE); /* the next session has one line */
	pty_until(p, "Before this session");
	press(p, "\r", "Before you begin");
	leave_session(p);

	p = RUN(ROUTINE);
	pty_until(p, "something changed");
	pty_keys(p, "c");
	whole_list(p);
	pty_keys(p, "\033");
	leave(p, 5);
}

/* A key held down at home, as fast as a terminal repeats it and for a long time, passes nothing. */
static void a_key_held_down_passes_nothing(void **state)
{
	struct pty *p = RUN("play", "first-sitting", "--mute");

	(void)state;
	pty_until(p, "page 1 of 4");
	press(p, "n", "page 2 of 4");
	for (int i = 0; i < 60; i++) {
		pty_keys(p, "\r");
		pty_take(p, 30);
	}
	assert_true(pty_shows(p, "page 2 of 4"));
	press(p, "\r", "page 3 of 4");
	pty_keys(p, "q");
	leave(p, 5);
}

static void an_emergency_closes_until_checked(void **state)
{
	struct pty *p = RUN(ROUTINE);

	(void)state;
	pty_until(p, "page 1 of 4");
	press(p, "y", "Get help now");
	assert_true(pty_shows(p, "112, 911, 999 or your local number"));
	pty_keys(p, "\033");
	leave(p, 5);

	p = RUN(ROUTINE); /* it stands */
	pty_until(p, "Get help now");
	pty_keys(p, "q");
	leave(p, 5);

	p = RUN("play", "first-sitting", "--mute", "--speed=240",
		"--hands-free"); /* a rehearsal is not gated */
	pty_until(p, "Walk");
	pty_signal(p, SIGTERM);
	pty_until_ended(p);
	pty_free(p);

	p = RUN_IN_LINES("screening");
	pty_until(p, "Has it been checked?");
	until_left(p, "n");
	assert_non_null(strstr(buf_str(&p->raw), "Get help now"));
	assert_int_equal(pty_until_ended(p), 5);
	pty_free(p);

	p = RUN_IN_LINES("screening");
	press(p, "y", "With some troubles");
	press(p, "n", "tingling between your legs");
	press(p, "\r", "a fever");
	press(p, "\r", "blood thinners");
	press(p, "\r", "Thank you");
	assert_int_equal(pty_until_ended(p), 0);
	pty_free(p);
}

static void ask_first_is_gentle(void **state)
{
	struct pty *p = RUN(ROUTINE);

	(void)state;
	whole_list(p);
	pty_keys(p, "2");
	pty_until(p, "[x]");
	press(p, "\r", "Ask first, then gently");
	press(p, "\r", "Before you begin");
	leave_session(p);
	p = RUN(ROUTINE);
	pty_until(p, "Gentle mode");
	pty_keys(p, "q");
	leave(p, 5);
}

static void plain_mode_asks_the_same_in_lines(void **state)
{
	struct pty *p = RUN_IN_LINES(ROUTINE);

	(void)state;
	pty_until(p, "y for yes, n for no");
	press(p, "n", "4: chest pain");
	press(p, "2", "Marked: 2.");
	press(p, "2", "Nothing is marked.");
	press(p, "\r", "5: a broken bone");
	press(p, "\r", "7: kidney disease");
	press(p, "\r", "Thank you.");
	pty_until(p, "How sore do you feel now");
	pty_signal(p, SIGTERM);
	pty_until_ended(p);
	assert_null(strchr(p->raw.p, '\033'));
	pty_free(p);
}

/* A record with a press of yesterday, and the whole list answered a minute ago. */
static void pressed_yesterday(void)
{
	char path[200];
	struct err e;
	struct history *h;
	struct session_row s = {.routine = "daily",
				.title = "Daily",
				.ended_by_choice = true,
				.outcome = SESSION_DONE,
				.pain_before = RATING_UNKNOWN,
				.pain_after = RATING_UNKNOWN,
				.numb_after = -1};
	struct hold_row hold = {.site = "thigh-outer-middle",
				.leg = LEG_LEFT,
				.planned_ms = 60000,
				.held_ms = 60000,
				.outcome = HOLD_FULL,
				.sore_before = RATING_UNKNOWN,
				.sore_after = RATING_UNKNOWN};

	snprintf(path, sizeof path, "%s/unknot/history.db", home);
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_OK);
	history_new_id(s.id);
	s.started = s.ended = hold.when = clock_wall();
	s.started.ms = s.ended.ms = hold.when.ms -= INT64_C(24) * 3600000;
	memcpy(hold.session, s.id, sizeof hold.session);
	history_begin(h, &s);
	history_hold(h, &hold);
	history_end(h, &s);
	for (enum screening_page page = 0; page < WHOLE_LIST; page++) {
		struct screening_row row = {.when = clock_wall(), .page = screening_page_name(page)};

		row.when.ms -= 60000;
		history_screening(h, &row);
	}
	assert_true(history_close(h, SHORT_MS));
}

static void the_morning_after_is_asked(void **state)
{
	struct pty *p;

	(void)state;
	pressed_yesterday();
	p = RUN(ROUTINE);
	pty_until(p, "Before this session");
	press(p, "\r", "How sore are the places");
	pty_keys(p, "5");
	pty_until(p, "Is there a bruise");
	assert_true(pty_shows(p, "left leg, outer thigh, half way down"));
	pty_keys(p, "1");
	pty_until(p, "[x]");
	press(p, "\r", "A day of rest");
	until_left(p, "\r");
	leave(p, 5);

	p = RUN("history", "--format=json");
	assert_int_equal(pty_until_ended(p), 0);
	assert_non_null(strstr(buf_str(&p->raw), "thigh-outer-middle left"));
	assert_non_null(strstr(buf_str(&p->raw), "\"rest\""));
	pty_free(p);

	p = RUN("show", "first-sitting", "--me");
	assert_int_equal(pty_until_ended(p), 0);
	assert_non_null(strstr(buf_str(&p->raw), "bruise"));
	pty_free(p);

	p = RUN(ROUTINE); /* the day of rest is advice */
	pty_until(p, "Before this session");
	press(p, "\r", "A day of rest");
	press(p, "g", "Before you begin");
	leave_session(p);
}

/* What a script says of calves holds for the day; the day after, a script is told which question stands before them. */
static void a_script_is_told_of_the_clot_question(void **state)
{
	static const char *const pages[] = {"emergency", "clinician", "ask-first", "calf"};
	char path[200], line[400];
	struct err e;
	struct history *h;

	(void)state;
	snprintf(path, sizeof path, "%s/unknot", home);
	assert_return_code(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/unknot/history.db", home);
	h = history_open(path, &e);
	assert_non_null(h);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct screening_row row = {.when = clock_wall(), .page = pages[i], .by_script = true};

		row.when.ms -= 2 * INT64_C(86400000);
		history_screening(h, &row);
	}
	assert_true(history_close(h, 5000));
	for (int i = 0; i < 2; i++) {
		snprintf(line, sizeof line,
			 "XDG_DATA_HOME='%s' '%s' play %s --mute </dev/null 2>&1 | grep -q 'a question about "
			 "a clot'",
			 home, pty_program(), i ? "first-sitting" : "below-the-knee");
		assert_int_equal(system(line) == 0, !i);
	}
}

/* With a current screening: what somebody is stiff from, and the line. The session begins walking. */
static void relief_is_two_keys_away(void **state)
{
	struct pty *p = RUN(ROUTINE);

	(void)state;
	whole_list(p);
	press(p, "\r", "Before you begin");
	leave_session(p);
	p = RUN("relief", "3m", "--mute");
	pty_until(p, "What are you stiff from?");
	pty_keys(p, "d");
	pty_until(p, "Is any of this new");
	press(p, "\r", "step 1 of");
	assert_true(pty_shows(p, "Out of the Car"));
	assert_true(pty_shows(p, "Walk"));
	pty_keys(p, "q");
	pty_until(p, "End the session here?");
	pty_keys(p, "y");
	pty_until(p, "0 to 10");
	pty_keys(p, "\r");
	pty_until(p, "Enough for now");
	pty_keys(p, "\r");
	leave(p, 4);
	p = RUN("relief", "2m", "--mute"); /* too short after driving: the least that it takes */
	pty_until(p, "Out of the Car  2:45 at least");
	pty_keys(p, "d");
	pty_until(p, "Is any of this new");
	press(p, "\r", "2:4");
	pty_keys(p, "q");
	pty_until(p, "End the session here?");
	pty_keys(p, "y");
	pty_until(p, "0 to 10");
	pty_keys(p, "\r");
	pty_until(p, "Enough for now");
	pty_keys(p, "\r");
	leave(p, 4);
}

static struct record *kept(void)
{
	char path[200];
	struct err e = {""};
	struct history *h;
	struct record *r;

	snprintf(path, sizeof path, "%s/unknot/history.db", home);
	h = history_look(path, &e);
	r = history_read(h, &e);
	history_close(h, 0);
	return r;
}

/* Until the press that was left out and the place after it are on the disk. */
static void until_kept(struct pty *p)
{
	bool there = false;

	for (int i = 0; i < 400 && !there; i++) {
		struct record *r = kept();

		there = r->nholds == 1 && r->nsessions == 1 && r->sessions[0].segment > 6;
		record_free(r);
		pty_take(p, 50);
	}
	assert_true(there);
}

/* While a session is played in another window, nothing of it is offered, and no second one begins. */
static void next_door(void)
{
	struct pty *p = start(NULL, (const char *const[]){NULL});

	pty_until(p, "in the middle of a session");
	assert_false(pty_shows(p, "Go on: "));
	assert_false(pty_shows(p, "Finish "));
	pty_keys(p, "\r");
	pty_until(p, "End it first");
	pty_keys(p, "\r");
	pty_until(p, "Today");
	pty_keys(p, "q");
	leave(p, 0);
	p = RUN_IN_LINES(ROUTINE);
	pty_until_ended(p);
	assert_true(has(p, "End it first"));
	assert_false(has(p, "cut off at"));
	pty_free(p);
}

/* Killed outright in its third step; the next start offers that step, and it is the same session. */
static void a_session_that_was_killed_goes_on(void **state)
{
	struct pty *p = RUN(ROUTINE);
	struct record *r;

	(void)state;
	whole_list(p);
	press(p, "\r", "Before you begin");
	pty_keys(p, "3\r");
	pty_until(p, "step 1 of");
	pty_keys(p, "n");
	pty_until(p, "step 2 of");
	pty_keys(p, "n");
	pty_until(p, "step 3 of");
	pty_keys(p, "n"); /* the first press is left out, which is on record */
	pty_until(p, "step 4 of");
	until_kept(p);
	next_door();
	pty_signal(p, SIGKILL);
	pty_until_ended(p);
	pty_free(p);
	p = RUN(ROUTINE);
	pty_until(p, "cut off at step 4 of 9, left leg");
	press(p, "\r", "Is any of this new");
	press(p, "\r", "step 4 of");
	assert_false(pty_shows(p, "Before you begin")); /* pain was asked once */
	pty_keys(p, "q");
	pty_until(p, "End the session here?");
	pty_keys(p, "y");
	pty_until(p, "0 to 10");
	pty_keys(p, "2\r");
	pty_until(p, "Enough for now");
	pty_keys(p, "\r");
	leave(p, 4);
	r = kept();
	assert_int_equal(r->nsessions, 1);
	assert_int_equal(r->sessions[0].pain_before, 3);
	assert_int_equal(r->sessions[0].outcome, SESSION_ENDED_EARLY);
	assert_int_equal(r->nholds, 2);
	assert_int_equal(r->holds[1].n, 1);
	record_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(none_of_these_lets_it_begin, new_home, drop_home),
		cmocka_unit_test_setup_teardown(a_key_held_down_passes_nothing, new_home, drop_home),
		cmocka_unit_test_setup_teardown(an_emergency_closes_until_checked, new_home, drop_home),
		cmocka_unit_test_setup_teardown(ask_first_is_gentle, new_home, drop_home),
		cmocka_unit_test_setup_teardown(plain_mode_asks_the_same_in_lines, new_home, drop_home),
		cmocka_unit_test_setup_teardown(the_morning_after_is_asked, new_home, drop_home),
		cmocka_unit_test_setup_teardown(a_script_is_told_of_the_clot_question, new_home, drop_home),
		cmocka_unit_test_setup_teardown(relief_is_two_keys_away, new_home, drop_home),
		cmocka_unit_test_setup_teardown(a_session_that_was_killed_goes_on, new_home, drop_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
