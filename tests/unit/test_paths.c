#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "io/paths.h"

static void forget_environment(void)
{
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("UNKNOT_PATH");
	setenv("HOME", "/home/ann", 1);
}

static void test_folders_without_xdg(void **state)
{
	struct paths p;

	(void)state;
	forget_environment();
	p = paths_find();
	assert_string_equal(p.config, "/home/ann/.config/unknot");
	assert_string_equal(p.history, "/home/ann/.local/share/unknot/history.db");
	assert_string_equal(p.state, "/home/ann/.local/state/unknot");
	assert_string_equal(p.log, "/home/ann/.local/state/unknot/log");
	paths_free(&p);
}

static void test_folders_of_xdg(void **state)
{
	struct paths p;

	(void)state;
	forget_environment();
	setenv("XDG_CONFIG_HOME", "/x/c", 1);
	setenv("XDG_DATA_HOME", "/x/d", 1);
	setenv("XDG_STATE_HOME", "/x/s", 1);
	p = paths_find();
	assert_string_equal(p.config, "/x/c/unknot");
	assert_string_equal(p.history, "/x/d/unknot/history.db");
	assert_string_equal(p.log, "/x/s/unknot/log");
	paths_free(&p);
}

static void test_relative_values_are_ignored(void **state)
{
	struct paths p;

	(void)state;
	forget_environment();
	setenv("XDG_CONFIG_HOME", "here", 1);
	setenv("XDG_DATA_HOME", "", 1);
	p = paths_find();
	assert_string_equal(p.config, "/home/ann/.config/unknot");
	assert_string_equal(p.history, "/home/ann/.local/share/unknot/history.db");
	paths_free(&p);
	setenv("HOME", "not/absolute", 1);
	p = paths_find();
	assert_int_equal(p.config[0], '/');
	assert_null(strstr(p.config, "not/absolute"));
	paths_free(&p);
}

static void test_search_order(void **state)
{
	struct paths p;

	(void)state;
	forget_environment();
	setenv("UNKNOT_PATH", "/first::/second:", 1);
	p = paths_find();
	assert_int_equal(p.nroutines, 5);
	assert_string_equal(p.routines[0], "/first");
	assert_string_equal(p.routines[1], "/second");
	assert_string_equal(p.routines[2], "/home/ann/.config/unknot/routines");
	assert_string_equal(p.routines[4], UNKNOT_PREFIX "/share/unknot/routines");
	assert_int_equal(p.nsounds, 3);
	assert_string_equal(p.sounds[0], "/home/ann/.config/unknot/sounds");
	assert_string_equal(p.sounds[2], UNKNOT_PREFIX "/share/unknot/sounds");
	paths_free(&p);
}

/* This test runs from the build folder, so the tree's own folders are on both paths. */
static void test_build_tree(void **state)
{
	struct paths p;
	struct stat st;

	(void)state;
	forget_environment();
	p = paths_find();
	assert_int_equal(p.nroutines, 3);
	assert_int_equal(stat(p.routines[1], &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(stat(p.sounds[1], &st), 0);
	assert_null(strstr(p.routines[1], ".build"));
	paths_free(&p);
}

static int make_room(void **state)
{
	static char room[] = "/tmp/unknot-paths-XXXXXX";

	strcpy(room, "/tmp/unknot-paths-XXXXXX");
	*state = mkdtemp(room);
	return *state ? 0 : -1;
}

static int clear_room(void **state)
{
	char command[200];

	snprintf(command, sizeof command, "rm -rf '%s'", (const char *)*state);
	return system(command);
}

static void test_make(void **state)
{
	char folder[200];
	struct stat st;
	struct err e;

	snprintf(folder, sizeof folder, "%s/a/b/c", (const char *)*state);
	assert_true(paths_make(folder, &e));
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_true(paths_make(folder, &e)); /* there already */
}

static void test_make_where_a_file_is(void **state)
{
	char file[200], folder[250];
	struct err e;
	FILE *f;

	snprintf(file, sizeof file, "%s/file", (const char *)*state);
	snprintf(folder, sizeof folder, "%s/below", file);
	f = fopen(file, "w");
	assert_non_null(f);
	fclose(f);
	assert_false(paths_make(folder, &e));
	assert_non_null(strstr(e.text, "not a folder"));
	assert_false(paths_make(folder, NULL)); /* the message is not asked for */
}

static void test_make_where_nothing_may_be(void **state)
{
	struct err e;

	(void)state;
	assert_false(paths_make("/proc/unknot/x", &e));
	assert_non_null(strstr(e.text, "/proc/unknot/x"));
	assert_false(paths_make("", &e));
}

/* By what is there of the way; nothing is made by asking. */
static void test_could_write(void **state)
{
	struct buf path = {0};
	struct err e = {""};
	FILE *f;

	buf_addf(&path, "%s/a/b/log", (const char *)*state);
	assert_true(paths_could_write(path.p, &e));
	path.p[path.n - strlen("/b/log")] = '\0';
	assert_int_equal(access(path.p, F_OK), -1);
	f = fopen(path.p, "w");
	assert_non_null(f);
	fclose(f);
	assert_true(paths_could_write(path.p, &e));
	path.p[strlen(path.p)] = '/';
	assert_false(paths_could_write(path.p, &e));
	assert_non_null(strstr(e.text, "is not a folder"));
	buf_free(&path);
}

static void test_inside(void **state)
{
	const char *room = *state;
	struct buf in = {0}, out = {0}, link = {0}, near = {0};

	buf_addf(&in, "%s/in", room);
	buf_addf(&out, "%s/in-out", room);
	buf_addf(&link, "%s/in/link", room);
	buf_addf(&near, "%s/in/near", room);
	assert_int_equal(mkdir(in.p, 0700), 0);
	assert_int_equal(mkdir(out.p, 0700), 0);
	assert_true(paths_inside(in.p, link.p)); /* not there */
	assert_int_equal(symlink("../in-out", link.p), 0);
	assert_int_equal(symlink(".", near.p), 0);
	assert_false(paths_inside(in.p, out.p));
	assert_false(paths_inside(in.p, link.p));
	assert_false(paths_inside(in.p, near.p)); /* the folder itself is nothing in it */
	assert_true(paths_inside(room, link.p));
	assert_true(paths_inside("/", link.p));
	buf_free(&in);
	buf_free(&out);
	buf_free(&link);
	buf_free(&near);
}

static void test_folder_of_a_file(void **state)
{
	static const char *const some[][2] = {{"a.yaml", "."}, {"", "."},      {"/a.yaml", "/"},
					      {"/", "/"},      {"in/a", "in"}, {"/in/a", "/in"},
					      {"a/b/", "a/b"}, {"./a", "."}};

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char *folder = paths_folder(some[i][0]);

		assert_string_equal(folder, some[i][1]);
		free(folder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder_of_a_file),
		cmocka_unit_test(test_folders_without_xdg),
		cmocka_unit_test(test_folders_of_xdg),
		cmocka_unit_test(test_relative_values_are_ignored),
		cmocka_unit_test(test_search_order),
		cmocka_unit_test(test_build_tree),
		cmocka_unit_test_setup_teardown(test_make, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_make_where_a_file_is, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_could_write, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_inside, make_room, clear_room),
		cmocka_unit_test(test_make_where_nothing_may_be),
	};

	return cmocka_run_group_tests_name("paths", tests, NULL, NULL);
}
