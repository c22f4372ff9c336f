/* The preview in a pseudo-terminal: a file is saved, well and badly, and the screen follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "terminal/harness.h"

static char folder[] = "/tmp/unknot-preview-XXXXXX", path[64], beside[64];

#define HEAD                                                                                                 \
	"unknot: 1\ntitle: Mine\nabout: A try.\nsuits: Anyone.\nnot-for: Nobody.\nsteps:\n"                  \
	"  - say: Sit down.\n    for: 2s\n"
#define REACH "  - stretch: Reach for the toes.\n"
#define TALL  "  - stretch: Sit tall.\n    for: 31s\n"
#define WALK  "  - walk: 40s\n"

static void put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* As some editors do: another file takes its place. */
static void put_by_renaming(const char *text)
{
	put(beside, text);
	assert_int_equal(rename(beside, path), 0);
}

static struct pty *start(const char *what, const char *more)
{
	return pty_start(&(struct pty_options){.argv = {pty_program(), "preview", what, more, NULL}});
}

static struct pty *open_mine(const char *text)
{
	struct pty *p;

	put(path, text);
	p = start(path, "--mute");
	pty_until(p, "Planned");
	return p;
}

static void leaves(struct pty *p)
{
	pty_keys(p, "q");
	assert_int_equal(pty_until_ended(p), 0);
	pty_is_restored(p);
	pty_free(p);
}

/* Whether the chosen row, the one with the pointer, tells of `text`. */
static bool chosen(struct pty *p, const char *text)
{
	int x, y, px, py;

	return pty_find(p, text, &x, &y) && pty_find(p, "\xe2\x96\xb8", &px, &py) && y == py;
}

static void a_save_is_seen_and_the_place_is_kept(void **state)
{
	struct pty *p = open_mine(HEAD REACH WALK);

	(void)state;
	pty_until(p, "Nothing is wrong");
	pty_keys(p, "jj");
	pty_until(p, "step 3 of 3");
	assert_true(chosen(p, "Walk"));
	put(path, HEAD TALL REACH WALK);
	pty_until(p, "Sit tall.");
	pty_until(p, "step 4 of 4");
	assert_true(chosen(p, "Walk"));
	put_by_renaming(HEAD WALK);
	pty_until_gone(p, "Sit tall.");
	pty_until(p, "step 2 of 2");
	assert_true(chosen(p, "Walk"));
	leaves(p);
}

static void a_bad_save_keeps_what_was_good(void **state)
{
	struct pty *p = open_mine(HEAD REACH WALK);

	(void)state;
	put_by_renaming(HEAD REACH "  - wallk: 40s\n");
	pty_until(p, "1 error. The plan stays as it last was right.");
	pty_until(p, "did you mean");
	assert_true(pty_shows(p, "Reach for the toes."));
	assert_true(pty_shows(p, "Planned 1:02"));
	put(path, HEAD "  - wallk: 40s\n  - sayy: x\n");
	pty_until(p, "2 errors.");
	assert_true(pty_shows(p, "Reach for the toes."));
	pty_keys(p, "e");
	pty_until(p, "read on");
	pty_keys(p, "\r");
	unlink(path);
	pty_until(p, "1 error.");
	put(path, HEAD TALL WALK);
	pty_until(p, "Nothing is wrong");
	pty_until(p, "Planned 1:13");
	leaves(p);
}

static void one_that_was_never_right_shows_what_is_wrong(void **state)
{
	struct pty *p;

	(void)state;
	put(path, "unknot: 1\ntitle: Mine\nsteps:\n");
	p = start(path, NULL);
	pty_until(p, "error");
	assert_false(pty_shows(p, "Planned"));
	pty_keys(p, "\r e"); /* nothing to play or to hear */
	pty_until(p, "read on");
	pty_keys(p, "\r");
	pty_until_gone(p, "read on");
	put(path, HEAD WALK);
	pty_until(p, "Planned");
	leaves(p);
}

/* What a file uses is followed too. */
static void what_it_uses_is_part_of_it(void **state)
{
	struct pty *p;

	(void)state;
	put(beside, HEAD WALK);
	p = open_mine("unknot: 1\ntitle: Mine\nabout: A try.\nsteps:\n  - use: beside.yaml\n");
	pty_until(p, "Sit down.");
	put(beside, HEAD TALL WALK);
	pty_until(p, "Sit tall.");
	unlink(beside);
	leaves(p);
}

/* And waited for: one that was deleted, and one that was never there, in the person's own folder. */
static void what_it_uses_is_waited_for(void **state)
{
	struct pty *p;
	char own[512], command[600];

	(void)state;
	put(beside, HEAD WALK);
	p = open_mine("unknot: 1\ntitle: Mine\nabout: A try.\nsteps:\n  - use: beside.yaml\n");
	unlink(beside);
	pty_until(p, "there is no file");
	put(beside, HEAD TALL WALK);
	pty_until(p, "Sit tall.");
	put(path, "unknot: 1\ntitle: Mine\nabout: A try.\nsteps:\n  - use: mypart\n");
	pty_until(p, "there is no routine");
	snprintf(own, sizeof own, "%s/unknot/routines", p->home);
	snprintf(command, sizeof command, "mkdir -p '%s'", own);
	assert_int_equal(system(command), 0);
	snprintf(own + strlen(own), sizeof own - strlen(own), "/mypart.yaml");
	put(own, HEAD REACH WALK);
	pty_until(p, "Reach for the toes.");
	unlink(beside);
	leaves(p);
}

/* One error gives way to another. */
static void what_is_wrong_is_what_is_wrong_now(void **state)
{
	struct pty *p = open_mine(HEAD WALK);

	(void)state;
	put(path, "");
	pty_until(p, "nothing in this file");
	unlink(path);
	pty_until(p, "There is no file");
	put(path, "");
	pty_until(p, "nothing in this file");
	leaves(p);
}

/* Of a bad save the last good routine is played. */
static void it_plays_from_here_and_comes_back(void **state)
{
	struct pty *p = open_mine(HEAD REACH WALK), *h;

	(void)state;
	put(path, HEAD REACH "  - wallk: 40s\n");
	pty_until(p, "1 error.");
	pty_keys(p, "j");
	pty_until(p, "step 2 of 3");
	pty_keys(p, "\r");
	pty_until(p, "a rehearsal"); /* in real time too */
	assert_true(pty_shows(p, "Reach for the toes."));
	pty_keys(p, "q");
	pty_until(p, "End the session");
	pty_keys(p, "y");
	pty_until_gone(p, "End the session");
	pty_keys(p, "\r");
	pty_until(p, "Planned");
	assert_true(chosen(p, "Reach for the toes."));
	h = pty_start(&(struct pty_options){.argv = {pty_program(), "history", "--format=json", NULL},
					    .home = p->home});
	assert_int_equal(pty_until_ended(h), 0);
	assert_non_null(strstr(buf_str(&h->raw), "\"rehearsal\": true"));
	pty_free(h);
	leaves(p);
}

static void a_step_is_heard_in_its_own_time(void **state)
{
	struct pty *p = open_mine(HEAD WALK);

	(void)state;
	pty_keys(p, " ");
	pty_until(p, "muted (m): 0:01 of 0:02");
	pty_until_gone(p, "muted (m)"); /* by itself, when the step is over */
	pty_keys(p, "j ");
	pty_until(p, "muted (m)");
	pty_keys(p, " ");
	pty_until_gone(p, "muted (m)");
	leaves(p);
}

/* What a key changes out of sight is told; so is a key that means nothing. */
static void keys_are_answered(void **state)
{
	struct pty *p = open_mine(HEAD WALK);

	(void)state;
	pty_keys(p, "v");
	pty_until(p, "voice off");
	pty_keys(p, "b");
	pty_until(p, "breath sounds off");
	pty_keys(p, "[");
	pty_until(p, "volume 95 of 100");
	pty_keys(p, "x");
	pty_until(p, "? tells the keys");
	pty_keys(p, "j");
	pty_until_gone(p, "? tells the keys");
	leaves(p);
}

static void what_cannot_be_followed_is_refused(void **state)
{
	struct pty *p = start("-", NULL);

	(void)state;
	assert_int_equal(pty_until_ended(p), 2);
	pty_free(p);
	p = start("/nowhere/mine.yaml", NULL);
	assert_int_equal(pty_until_ended(p), 1);
	assert_non_null(strstr(buf_str(&p->raw), "/nowhere/mine.yaml"));
	pty_free(p);
	p = pty_start(&(struct pty_options){.argv = {pty_program(), "preview", "daily", NULL},
					    .env = {"TERM=dumb"}});
	assert_int_equal(pty_until_ended(p), 3);
	pty_free(p);
}

static int tidy(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_save_is_seen_and_the_place_is_kept, tidy),
		cmocka_unit_test_teardown(a_bad_save_keeps_what_was_good, tidy),
		cmocka_unit_test_teardown(one_that_was_never_right_shows_what_is_wrong, tidy),
		cmocka_unit_test_teardown(what_it_uses_is_part_of_it, tidy),
		cmocka_unit_test_teardown(what_it_uses_is_waited_for, tidy),
		cmocka_unit_test_teardown(what_is_wrong_is_what_is_wrong_now, tidy),
		cmocka_unit_test_teardown(it_plays_from_here_and_comes_back, tidy),
		cmocka_unit_test_teardown(a_step_is_heard_in_its_own_time, tidy),
		cmocka_unit_test_teardown(keys_are_answered, tidy),
		cmocka_unit_test(what_cannot_be_followed_is_refused),
	};
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/mine.yaml", folder);
	snprintf(beside, sizeof beside, "%s/beside.yaml", folder);
	failed = cmocka_run_group_tests_name("preview", tests, NULL, NULL);
	unlink(path);
	unlink(beside);
	rmdir(folder);
	return failed;
}
