/* Saves as editors make them, seen by inotify and by polling. Time is injected: what the clock would say is told. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/watch.h"

static char folder[] = "/tmp/unknot-watch-XXXXXX", path[64], other[64];
static struct watch *w;
static struct mono now;

static void put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* Looks once more, `ms` later. */
static bool looks(int64_t ms)
{
	now = mono_add_ms(now, ms);
	return watch_changed(w, now);
}

static void begin(bool polls)
{
	const char *paths[] = {path};

	put(path, "one");
	unlink(other);
	now = (struct mono){1000 * NS_PER_MS};
	w = watch_new(polls);
	watch_files(w, paths, 1);
	assert_false(looks(0));
	assert_false(looks(5000));
}

static int end(void **state)
{
	(void)state;
	watch_free(w);
	w = NULL;
	return 0;
}

static void a_file_written_over_is_told_of_at_once(void **state)
{
	struct pollfd p;

	(void)state;
	begin(false);
	put(path, "another");
	p = (struct pollfd){watch_fd(w), POLLIN, 0};
	assert_int_equal(poll(&p, 1, 0), 1);
	assert_true(looks(1));
	assert_false(looks(1));
	assert_int_equal(poll(&p, 1, 0), 0);
}

static void another_renamed_into_its_place_too(void **state)
{
	struct pollfd p;

	(void)state;
	begin(false);
	put(other, "another");
	looks(1);
	assert_int_equal(rename(other, path), 0);
	p = (struct pollfd){watch_fd(w), POLLIN, 0};
	assert_int_equal(poll(&p, 1, 0), 1);
	assert_true(looks(1));
}

static void what_lies_beside_it_is_of_no_interest(void **state)
{
	(void)state;
	begin(false);
	put(other, "a backup");
	assert_false(looks(1));
}

static void a_moment_without_the_file_is_part_of_a_save(void **state)
{
	(void)state;
	begin(false);
	unlink(path);
	assert_false(looks(1));
	assert_true(watch_deadline(w).ns - now.ns <= 100 * NS_PER_MS);
	assert_false(looks(150));
	put(path, "another");
	assert_true(looks(10));
	assert_false(looks(500));
}

static void an_empty_file_is_one_too(void **state)
{
	(void)state;
	begin(false);
	put(path, "");
	assert_false(looks(1));
	put(path, "another");
	assert_true(looks(1));
}

static void a_file_that_stays_away_is_told_of_once(void **state)
{
	(void)state;
	begin(false);
	unlink(path);
	assert_false(looks(1));
	assert_false(looks(199));
	assert_true(looks(1));
	assert_false(looks(1000));
	put(path, "back");
	assert_true(looks(1));
}

static void gone_and_empty_are_two_things(void **state)
{
	(void)state;
	begin(false);
	put(path, "");
	assert_false(looks(1));
	assert_true(looks(200));
	assert_false(looks(1000));
	unlink(path);
	assert_false(looks(1));
	assert_true(looks(200));
	put(path, "");
	assert_false(looks(1));
	assert_true(looks(200));
	assert_false(looks(1000));
}

/* Nothing in it changes, but whether it may be read. Who may read everything looks as somebody who may not. */
static void permissions_are_told_of(void **state)
{
	struct pollfd p;
	bool root = geteuid() == 0;

	(void)state;
	if (root && seteuid(65534))
		skip();
	assert_int_equal(seteuid(root ? 0 : geteuid()), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	begin(false);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(chmod(path, i ? 0644 : 0), 0);
		p = (struct pollfd){watch_fd(w), POLLIN, 0};
		assert_int_equal(poll(&p, 1, 0), 1);
		if (root)
			assert_int_equal(seteuid(65534), 0);
		assert_true(looks(1));
		assert_false(looks(500));
		if (root)
			assert_int_equal(seteuid(0), 0);
	}
}

/* The folder comes with it, and is seen to come; so it is when it has gone and comes again. */
static void a_folder_that_is_not_there_yet_is_waited_for(void **state)
{
	char inner[80], deep[96], file[128];
	const char *paths[] = {file};
	struct pollfd p;

	(void)state;
	begin(false);
	snprintf(inner, sizeof inner, "%s/inner", folder);
	snprintf(deep, sizeof deep, "%s/deep", inner);
	snprintf(file, sizeof file, "%s/part.yaml", deep);
	watch_files(w, paths, 1);
	for (int i = 0; i < 2; i++) {
		assert_false(looks(1));
		assert_true(watch_deadline(w).ns - now.ns >= 1000 * NS_PER_MS); /* told, not polled */
		assert_int_equal(mkdir(inner, 0700), 0);
		p = (struct pollfd){watch_fd(w), POLLIN, 0};
		assert_int_equal(poll(&p, 1, 0), 1);
		assert_false(looks(1));
		assert_int_equal(mkdir(deep, 0700), 0);
		assert_int_equal(poll(&p, 1, 0), 1);
		assert_false(looks(1));
		put(file, "new");
		assert_int_equal(poll(&p, 1, 0), 1);
		assert_true(looks(1));
		unlink(file);
		rmdir(deep);
		rmdir(inner);
		assert_false(looks(1));
		assert_true(looks(200));
	}
}

/* Twice within the 100 ms that a save may take to be seen. */
static void polling_looks_twice(void **state)
{
	(void)state;
	begin(true);
	assert_int_equal(watch_fd(w), -1);
	assert_true(watch_deadline(w).ns - now.ns <= 50 * NS_PER_MS);
	put(path, "half");
	assert_false(looks(40));
	put(path, "half and half");
	assert_false(looks(40));
	assert_true(looks(40));
	assert_false(looks(40));
}

/* What is watched anew goes on from what was seen; a save in between is not lost. */
static void watching_more_loses_nothing(void **state)
{
	const char *paths[] = {path, other};

	(void)state;
	begin(false);
	put(path, "another");
	put(other, "used");
	watch_files(w, paths, 2);
	assert_true(watch_deadline(w).ns <= now.ns);
	assert_true(looks(1));
	put(other, "used otherwise");
	assert_true(looks(1));
}

/* A save goes where a link leads. */
static void a_link_is_followed(void **state)
{
	struct pollfd p;
	const char *paths[] = {other};
	char real[128], inner[80];

	(void)state;
	begin(false);
	snprintf(inner, sizeof inner, "%s/inner", folder);
	snprintf(real, sizeof real, "%s/real.yaml", inner);
	rmdir(inner);
	assert_int_equal(mkdir(inner, 0700), 0);
	put(real, "one");
	assert_int_equal(symlink(real, other), 0);
	watch_files(w, paths, 1);
	assert_false(looks(1));
	put(real, "another");
	p = (struct pollfd){watch_fd(w), POLLIN, 0};
	assert_int_equal(poll(&p, 1, 0), 1);
	assert_true(looks(1));
	unlink(other);
	unlink(real);
	rmdir(inner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_file_written_over_is_told_of_at_once, end),
		cmocka_unit_test_teardown(another_renamed_into_its_place_too, end),
		cmocka_unit_test_teardown(what_lies_beside_it_is_of_no_interest, end),
		cmocka_unit_test_teardown(a_moment_without_the_file_is_part_of_a_save, end),
		cmocka_unit_test_teardown(an_empty_file_is_one_too, end),
		cmocka_unit_test_teardown(a_file_that_stays_away_is_told_of_once, end),
		cmocka_unit_test_teardown(gone_and_empty_are_two_things, end),
		cmocka_unit_test_teardown(permissions_are_told_of, end),
		cmocka_unit_test_teardown(a_folder_that_is_not_there_yet_is_waited_for, end),
		cmocka_unit_test_teardown(polling_looks_twice, end),
		cmocka_unit_test_teardown(watching_more_loses_nothing, end),
		cmocka_unit_test_teardown(a_link_is_followed, end),
	};
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/mine.yaml", folder);
	snprintf(other, sizeof other, "%s/other.yaml", folder);
	failed = cmocka_run_group_tests_name("watch", tests, NULL, NULL);
	unlink(path);
	unlink(other);
	rmdir(folder);
	return failed;
}
