/* A routine that is edited while its session is paused: saved well and badly, the session goes on in the same step. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal/harness.h"

static char folder[] = "/tmp/unknot-reload-XXXXXX", path[64], beside[64];

#define TOP                                                                                                  \
	"unknot: 1\ntitle: Mine\nabout: A try.\nsuits: Anyone.\nnot-for: Nobody.\nsteps:\n"                  \
	"  - say: Sit down.\n    for: 2s\n"
#define TALL  "  - stretch: Sit tall.\n    for: 31s\n"
#define OUTER "  - hold: thigh-outer-middle\n    id: outer\n    legs: left\n    for: 30s\n"
#define LOWER "  - hold: thigh-outer-lower\n    legs: left\n    for: 30s\n"
#define CALF  "  - hold: calf-outer\n    legs: left\n    for: 30s\n"
#define WALK  "  - walk: 30s\n"
#define BAD   "  - wallk: 40s\n"

#define REHEARSE "play", path, "--speed=16", "--hands-free", "--mute"

static void put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static struct pty *start(struct pty_options o)
{
	o.argv[0] = pty_program();
	return pty_start(&o);
}

#define RUN(...) start((struct pty_options){.argv = {NULL, __VA_ARGS__}})

static void begin(struct pty *p)
{
	pty_until(p, "Before you begin");
	pty_keys(p, "0");
	pty_until_gone(p, "Before you begin");
}

/* A rehearsal, paused in its hold. */
static struct pty *paused(const char *text)
{
	struct pty *p;

	put(path, text);
	p = RUN(REHEARSE);
	begin(p);
	pty_until(p, "Hold");
	pty_keys(p, " ");
	pty_until(p, "Paused");
	return p;
}

/* To its end, and what the record has of it. */
static struct pty *played(struct pty *p)
{
	struct pty *h;

	pty_keys(p, " ");
	pty_until_gone(p, "Paused");
	pty_until(p, "leave"); /* the question out, then the summary */
	for (int i = 0; i < 40 && !p->ended; i++) {
		pty_keys(p, "\r");
		pty_take(p, 250);
	}
	assert_int_equal(pty_until_ended(p), 0);
	pty_is_restored(p);
	h = start((struct pty_options){.argv = {NULL, "history", "--format=json"}, .home = p->home});
	assert_int_equal(pty_until_ended(h), 0);
	return h;
}

static int count(struct pty *h, const char *text)
{
	int n = 0;

	for (const char *at = buf_str(&h->raw); (at = strstr(at, text)); at++)
		n++;
	return n;
}

static void a_save_is_read_and_the_step_goes_on(void **state)
{
	struct pty *p = paused(TOP OUTER WALK), *h;

	(void)state;
	put(path, TOP TALL TALL OUTER WALK WALK);
	pty_until(p, "read again: still at step 4.");
	assert_true(pty_shows(p, "Paused"));
	put(path, TOP TALL OUTER WALK); /* and once more */
	pty_until(p, "read again: still at step 3.");
	h = played(p);
	assert_int_equal(count(h, "\"id\""), 1);         /* one session, */
	assert_int_equal(count(h, "\"site\""), 1);       /* one press, */
	assert_int_equal(count(h, "\"held_s\": 30"), 1); /* held to its end */
	assert_int_equal(count(h, "\"outcome\": \"full\""), 1);
	pty_free(h);
	pty_free(p);
}

static void a_bad_save_leaves_the_session_as_it_was(void **state)
{
	struct pty *p = paused(TOP OUTER WALK), *h;

	(void)state;
	put(path, TOP BAD OUTER WALK);
	pty_until(p, "Line 9:");
	assert_true(pty_shows(p, "The routine goes on"));
	assert_true(pty_shows(p, "step 2 of 3"));
	put(path, "");
	pty_until(p, "mine.yaml: there is nothing in this file.");
	unlink(path);
	pty_until(p, "There is no file");
	h = played(p);
	assert_int_equal(count(h, "\"held_s\": 30"), 1);
	pty_free(h);
	pty_free(p);
}

/* What was saved while it ran is read when it is paused. */
static void nothing_is_read_while_it_runs(void **state)
{
	struct pty *p;

	(void)state;
	put(path, TOP OUTER WALK);
	p = RUN(REHEARSE);
	begin(p);
	pty_until(p, "Find");
	put(path, TOP TALL OUTER WALK);
	pty_until(p, "Hold");
	assert_true(pty_shows(p, "step 2 of 3"));
	pty_keys(p, " ");
	pty_until(p, "read again: still at step 3.");
	pty_keys(p, "j"); /* the steps are the new ones */
	pty_until(p, "Sit tall.");
	put(path, TOP OUTER "  - say: Look up.\n    for: 2s\n" WALK);
	pty_until(p, "Look up.");
	assert_false(pty_shows(p, "Sit tall."));
	pty_free(p);
}

/* Whether the chosen row, the one with the pointer, tells of `text`. */
static bool chosen(struct pty *p, const char *text)
{
	int x, y, px, py;

	return pty_find(p, text, &x, &y) && pty_find(p, "\xe2\x96\xb8", &px, &py) && y == py;
}

static void until_chosen(struct pty *p, const char *text)
{
	while (!chosen(p, text))
		assert_true(pty_take(p, PTY_WAIT_MS));
}

/* In the list of steps what was chosen stays chosen, whether the save is good or bad. */
static void the_list_keeps_what_is_chosen(void **state)
{
	struct pty *p = paused(TOP OUTER WALK);

	(void)state;
	pty_keys(p, "jj");
	pty_until(p, "Jump to a step");
	until_chosen(p, "Walk");
	put(path, TOP TALL OUTER WALK);
	pty_until(p, "Sit tall.");
	until_chosen(p, "Walk");
	put(path, TOP BAD);
	pty_take(p, 500);
	put(path, TOP TALL OUTER "  - say: Look up.\n    for: 2s\n" WALK);
	pty_until(p, "Look up.");
	until_chosen(p, "Walk");
	pty_free(p);
}

static void a_step_that_is_gone_is_said(void **state)
{
	struct pty *p = paused(TOP OUTER WALK), *h;

	(void)state;
	put(path, TOP TALL WALK);
	pty_until(p, "That step is gone");
	put(path, TOP);
	pty_until(p, "nothing is left of it.");
	h = played(p);
	assert_int_equal(count(h, "\"site\""), 1);
	assert_int_equal(count(h, "\"outcome\": \"skipped\""), 1);
	pty_free(h);
	pty_free(p);
}

/* A save that is undone within the pause is as if it had not been. */
static void what_is_put_back_is_there_again(void **state)
{
	struct pty *p = paused(TOP OUTER WALK), *h;

	(void)state;
	put(path, TOP TALL WALK);
	pty_until(p, "That step is gone");
	put(path, TOP TALL OUTER WALK);
	pty_until(p, "read again: still at step 3.");
	put(path, TOP);
	pty_until(p, "nothing is left of it.");
	put(path, TOP OUTER WALK);
	pty_until(p, "read again: still at step 2.");
	h = played(p);
	assert_int_equal(count(h, "\"site\""), 1);
	assert_int_equal(count(h, "\"held_s\": 30"), 1);
	assert_int_equal(count(h, "\"outcome\": \"full\""), 1);
	pty_free(h);
	pty_free(p);
}

/* A press that is moved to before the one in progress is not lost. */
static void what_is_moved_is_still_to_come(void **state)
{
	struct pty *p = paused(TOP OUTER LOWER WALK), *h;

	(void)state;
	put(path, TOP LOWER OUTER WALK);
	pty_until(p, "read again: still at step 3.");
	pty_until(p, "moved");
	h = played(p);
	assert_int_equal(count(h, "\"site\""), 2);
	assert_int_equal(count(h, "\"held_s\": 30"), 2);
	pty_free(h);
	pty_free(p);
}

static void what_it_uses_is_followed(void **state)
{
	struct pty *p;

	(void)state;
	put(beside, TOP OUTER WALK);
	p = paused("unknot: 1\ntitle: Mine\nabout: A try.\nsuits: Anyone.\nnot-for: Nobody.\nsteps:\n"
		   "  - use: beside.yaml\n");
	put(beside, TOP TALL OUTER WALK);
	pty_until(p, "read again: still at step 3.");
	put(beside, TOP BAD);
	pty_until(p, "beside.yaml, line 9:");
	unlink(beside);
	pty_until(p, "there is no file");
	assert_false(pty_shows(p, ".."));
	put(beside, TOP OUTER WALK); /* it is looked for until it is there */
	pty_until(p, "read again: still at step 2.");
	pty_free(p);
}

static void from_the_preview_too(void **state)
{
	struct pty *p;

	(void)state;
	put(path, TOP OUTER WALK);
	p = RUN("preview", path, "--mute");
	pty_until(p, "Planned");
	pty_keys(p, "jj\r"); /* the walk */
	pty_until(p, "a rehearsal");
	pty_keys(p, " ");
	pty_until(p, "Paused");
	put(path, TOP TALL OUTER WALK);
	pty_until(p, "read again: still at step 4.");
	pty_keys(p, "q");
	pty_until(p, "End the session");
	pty_keys(p, "y");
	pty_until_gone(p, "End the session");
	pty_keys(p, "\r");
	pty_until(p, "Sit tall."); /* the preview has followed the file */
	pty_keys(p, "q");
	assert_int_equal(pty_until_ended(p), 0);
	pty_free(p);
}

/* Presses a key until `text` is there: a page of the gate takes none at once. */
static void press(struct pty *p, const char *key, const char *text)
{
	for (int i = 0; i < 100 && !pty_shows(p, text); i++) {
		pty_keys(p, key);
		for (int k = 0; k < 20 && !pty_shows(p, text); k++)
			pty_take(p, 50);
	}
	pty_until(p, text);
}

static struct pty *in_earnest(const char *home)
{
	struct pty *p = start((struct pty_options){.argv = {NULL, "play", path, "--mute"}, .home = home});

	pty_until(p, "page 1 of 4");
	press(p, "n", "page 2 of 4");
	press(p, "\r", "page 3 of 4");
	press(p, "\r", "page 4 of 4");
	press(p, "\r", "Before you begin");
	begin(p);
	pty_until(p, "Sit down.");
	pty_keys(p, "n");
	pty_until(p, "Find");
	pty_keys(p, " ");
	pty_until(p, "Paused");
	return p;
}

/* A question that was not asked is not passed by an edit; and a session that is cut off after one goes on with the
 * file as it was read last. */
static void gate_and_going_on_hold_after_a_save(void **state)
{
	char home[] = "/tmp/unknot-reload-home-XXXXXX", command[64];
	struct pty *p;

	(void)state;
	assert_non_null(mkdtemp(home));
	put(path, TOP OUTER WALK);
	p = in_earnest(home);
	put(path, TOP OUTER CALF WALK);
	pty_until(p, "It presses a calf now, and a question comes before that.");
	assert_true(pty_shows(p, "step 2 of 3"));
	put(path, TOP TALL TALL OUTER WALK);
	pty_until(p, "read again: still at step 4.");
	pty_signal(p, SIGTERM);
	pty_until_ended(p);
	pty_free(p);
	p = start((struct pty_options){.argv = {NULL, "play", path, "--mute"}, .home = home});
	pty_until(p, "This session was cut off at step 4 of 5, left leg.");
	pty_free(p);
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	assert_int_equal(system(command), 0);
}

static void in_lines_too(void **state)
{
	struct pty *p;

	(void)state;
	put(path, TOP OUTER WALK);
	p = start((struct pty_options){.argv = {NULL, REHEARSE, "--plain"}});
	pty_until(p, "Hold, 30 seconds");
	pty_keys(p, " ");
	pty_until(p, "Paused.");
	put(path, TOP TALL OUTER WALK);
	pty_until(p, "still at step 3.");
	put(path, TOP BAD);
	pty_until(p, "The routine goes on as it was.");
	pty_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_save_is_read_and_the_step_goes_on),
		cmocka_unit_test(a_bad_save_leaves_the_session_as_it_was),
		cmocka_unit_test(nothing_is_read_while_it_runs),
		cmocka_unit_test(the_list_keeps_what_is_chosen),
		cmocka_unit_test(a_step_that_is_gone_is_said),
		cmocka_unit_test(what_is_put_back_is_there_again),
		cmocka_unit_test(what_is_moved_is_still_to_come),
		cmocka_unit_test(what_it_uses_is_followed),
		cmocka_unit_test(from_the_preview_too),
		cmocka_unit_test(gate_and_going_on_hold_after_a_save),
		cmocka_unit_test(in_lines_too),
	};
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/mine.yaml", folder);
	snprintf(beside, sizeof beside, "%s/beside.yaml", folder);
	failed = cmocka_run_group_tests_name("reload", tests, NULL, NULL);
	unlink(path);
	unlink(beside);
	rmdir(folder);
	return failed;
}
