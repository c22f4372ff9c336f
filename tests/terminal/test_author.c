/* The two commands that write: `new` asks on a terminal, `edit` goes back in until it is fine, and the terminal is as
 * it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness.h"

enum { DONE = 0, INPUT = 1, EARLY = 4 };

static char home[] = "/tmp/unknot-author-XXXXXX";

static struct pty *start(const char *command, const char *name, const char *editor)
{
	struct pty_options o = {
		.cols = 100,
		.rows = 40,
		.argv = {pty_program(), command, name},
		.env = {editor, "EDITOR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"},
		.home = home};

	return pty_start(&o);
}

static void three_questions(void **state)
{
	struct pty *p = start("new", "mine", "VISUAL");

	(void)state;
	pty_until(p, "[daily]: ");
	pty_keys(p, "noon\r");
	pty_until(p, "not \"noon\"");
	pty_keys(p, "evening\r");
	pty_until(p, "calf-low");
	pty_keys(p, "outer thigh\r");
	pty_until(p, "Did you mean");
	pty_keys(p, "\r");
	pty_until(p, "How many minutes");
	pty_keys(p, " 12 \r");
	assert_int_equal(pty_until_ended(p), DONE);
	assert_true(pty_shows(p, "with 4 presses"));
	assert_true(pty_shows(p, "unknot play mine"));
	pty_is_restored(p);
	pty_free(p);
}

static void the_end_of_input_writes_nothing(void **state)
{
	struct pty *p = start("new", "other", "VISUAL");

	(void)state;
	pty_until(p, "[daily]: ");
	pty_keys(p, "\r");
	pty_until(p, "calf-low");
	pty_keys(p, "\x04");
	assert_int_equal(pty_until_ended(p), EARLY);
	assert_true(pty_shows(p, "Nothing was written."));
	pty_free(p);
	p = start("edit", "other", "VISUAL=true");
	assert_int_equal(pty_until_ended(p), INPUT);
	pty_free(p);
}

/* An editor that breaks the file and the terminal at first, and mends the file when it is called again. */
static void back_in_until_it_is_fine(void **state)
{
	struct pty *p = start(
		"edit", "mine",
		"VISUAL=f() { stty -echo -icanon; if grep -q hodl \"$1\"; then sed -i s/hodl:/hold:/ \"$1\"; "
		"else sed -i s/hold:/hodl:/ \"$1\"; fi; }; f");

	(void)state;
	pty_until(p, "Go back in to mend it?");
	assert_true(pty_shows(p, "did you mean \"hold\"?"));
	pty_keys(p, "\r");
	assert_int_equal(pty_until_ended(p), DONE);
	assert_true(pty_shows(p, "Play it with 'unknot play mine'."));
	pty_is_restored(p);
	pty_free(p);
	p = start("edit", "mine", "VISUAL=sed -i s/hold:/hodl:/");
	pty_until(p, "Go back in to mend it?");
	pty_keys(p, "n\r");
	assert_int_equal(pty_until_ended(p), INPUT);
	pty_free(p);
}

/* Ctrl-C in the editor is the editor's: the program lives on and checks. */
static void an_interrupt_is_the_editors(void **state)
{
	/* in short sleeps: one that begins as the interrupt comes would miss it */
	struct pty *p = start(
		"edit", "mine",
		"VISUAL=trap 'echo caught; exit 0' INT; echo waiting; while :; do sleep 0.1; done; true");

	(void)state;
	pty_until(p, "waiting");
	pty_keys(p, "\x03");
	pty_until(p, "caught");
	pty_until(p, "Go back in to mend it?");
	pty_keys(p, "\x04");
	assert_int_equal(pty_until_ended(p), INPUT);
	pty_free(p);
}

static void write_routine(const char *id, const char *step)
{
	char path[120];
	FILE *f;

	snprintf(path, sizeof path, "%s/.config/unknot/routines/%s.yaml", home, id);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "unknot: 1\ntitle: %s\nabout: A.\nsteps:\n  - %s\n", id, step);
	assert_int_equal(fclose(f), 0);
}

/* Not of what is only warned of above it: that suits and not-for are not given. */
static void the_list_tells_the_error(void **state)
{
	struct pty *p;

	(void)state;
	write_routine("aa", "hold: nowhere");
	write_routine("ab", "use: aa");
	p = start(NULL, NULL, "VISUAL");
	pty_until(p, "r routines");
	pty_keys(p, "r");
	pty_until(p, "Evening Wind-Down");
	for (int i = 0; i < 20; i++)
		pty_keys(p, "\033OA");
	pty_until(p, "Line 5: there is no site \"nowhere\".");
	pty_keys(p, "\033OB");
	pty_until(p, "Line 5 of aa.yaml: there is no site");
	pty_free(p);
}

static int make_home(void **state)
{
	(void)state;
	return mkdtemp(home) ? 0 : -1;
}

static int remove_home(void **state)
{
	char line[100];

	(void)state;
	snprintf(line, sizeof line, "rm -rf '%s'", home);
	return system(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_questions),          cmocka_unit_test(the_end_of_input_writes_nothing),
		cmocka_unit_test(back_in_until_it_is_fine), cmocka_unit_test(an_interrupt_is_the_editors),
		cmocka_unit_test(the_list_tells_the_error),
	};

	return cmocka_run_group_tests(tests, make_home, remove_home);
}
