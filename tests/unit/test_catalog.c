#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/catalog.h"

/* A folder of its own with two folders on the search path; the current folder while a test runs. */
static char room[] = "/tmp/unknot-catalog-XXXXXX";

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static int make_room(void **state)
{
	static char *folders[] = {(char *)"mine", (char *)"shared", (char *)"absent"};
	static struct paths p;

	strcpy(room, "/tmp/unknot-catalog-XXXXXX");
	if (!mkdtemp(room) || chdir(room) || mkdir("mine", 0700) || mkdir("shared", 0700))
		return -1;
	put("mine/evening.yaml", "mine\n");
	put("mine/short.yml", "short\n");
	put("shared/evening.yaml", "shared\n");
	put("shared/first-sitting.yaml", "first\n");
	put("shared/atlas.yaml", "atlas\n");
	put("shared/notes.txt", "notes\n");
	put("mine/morning.yaml.txt", "saved by an editor that hides endings\n");
	if (mkdir("mine/examples", 0700) || mkdir("shared/examples", 0700))
		return -1;
	put("shared/examples/evening.yaml", "example\n");
	put("shared/examples/train-seat.yaml", "example\n");
	put("shared/.hidden.yaml", "hidden\n");
	if (mkdir("shared/folder.yaml", 0700) || mkfifo("shared/pipe.yaml", 0600))
		return -1;
	p = (struct paths){.routines = folders, .nroutines = 3};
	*state = &p;
	return 0;
}

static int clear_room(void **state)
{
	char command[200];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", room);
	return chdir("/") || system(command);
}

static void test_read(void **state)
{
	struct file f;
	struct err e;

	(void)state;
	put("empty", "");
	assert_true(catalog_read("mine/evening.yaml", 100, &f, &e));
	assert_string_equal(f.path, "mine/evening.yaml");
	assert_string_equal(f.bytes, "mine\n");
	assert_int_equal(f.n, 5);
	file_free(&f);
	assert_true(catalog_read("empty", 100, &f, &e));
	assert_int_equal(f.n, 0);
	assert_string_equal(f.bytes, "");
	file_free(&f);
}

static void test_read_up_to_the_limit(void **state)
{
	struct file f;
	struct err e;

	(void)state;
	put("five", "12345");
	assert_true(catalog_read("five", 5, &f, &e));
	assert_int_equal(f.n, 5);
	file_free(&f);
	assert_false(catalog_read("five", 4, &f, &e));
	assert_non_null(strstr(e.text, "larger"));
}

static void refused(const char *path, const char *because)
{
	struct file f;
	struct err e;

	assert_false(catalog_read(path, ROUTINE_BYTES_MOST, &f, &e));
	assert_non_null(strstr(e.text, path));
	assert_non_null(strstr(e.text, because));
	assert_null(f.bytes);
}

static void test_read_refuses(void **state)
{
	(void)state;
	refused("absent.yaml", "no file");
	refused("mine", "folder");
	refused("shared/pipe.yaml", "pipe"); /* nobody writes to it: must not wait */
	refused("/dev/zero", "device");
	refused("mine/evening.yaml/below", "cannot be opened");
}

/* A file's size alone refuses it: reading a gigabyte would be felt. */
static void test_read_refuses_a_gigabyte_by_its_size(void **state)
{
	(void)state;
	put("huge", "");
	assert_int_equal(truncate("huge", (off_t)1 << 30), 0);
	refused("huge", "larger than 1024 KiB");
}

static void test_read_a_file_without_a_size(void **state)
{
	struct file f;
	struct err e;

	(void)state;
	assert_true(catalog_read("/proc/self/status", 100000, &f, &e));
	assert_true(f.n > 0);
	file_free(&f);
	assert_false(catalog_read("/proc/self/status", 10, &f, &e));
}

static void test_read_stdin(void **state)
{
	int old = dup(0), fd;
	struct file f;
	struct err e;

	(void)state;
	fd = open("mine/evening.yaml", O_RDONLY);
	assert_int_equal(dup2(fd, 0), 0);
	close(fd);
	assert_true(catalog_read("-", 100, &f, &e));
	assert_string_equal(f.path, "<stdin>");
	assert_string_equal(f.bytes, "mine\n");
	file_free(&f);
	fd = open("/dev/zero", O_RDONLY); /* never ends */
	assert_int_equal(dup2(fd, 0), 0);
	close(fd);
	assert_false(catalog_read("-", ROUTINE_BYTES_MOST, &f, &e));
	assert_non_null(strstr(e.text, "larger"));
	dup2(old, 0);
	close(old);
}

static void resolves(const struct paths *p, const char *routine, const char *path)
{
	char *got = catalog_resolve(p, routine, NULL);

	assert_non_null(got);
	assert_string_equal(got, path);
	free(got);
}

static void test_resolve(void **state)
{
	resolves(*state, "evening", "mine/evening.yaml"); /* the first folder counts */
	resolves(*state, "short", "mine/short.yml");
	resolves(*state, "first-sitting", "shared/first-sitting.yaml");
	resolves(*state, "-", "-");
	resolves(*state, "other.yaml", "other.yaml");
	resolves(*state, "some/where", "some/where");
}

static void unresolved(const struct paths *p, const char *id, const char *says)
{
	struct err e;

	assert_null(catalog_resolve(p, id, &e));
	assert_non_null(strstr(e.text, says));
}

static void test_resolve_guesses(void **state)
{
	unresolved(*state, "evning", "Did you mean \"evening\"?");
	unresolved(*state, "first-siting", "Did you mean \"first-sitting\"?");
	unresolved(*state, "morning",
		   "There is no routine \"morning\", and mine/morning.yaml.txt is there: rename it to "
		   "morning.yaml.");
	unresolved(*state, "notes", "shared/notes.txt is there: rename it to notes.yaml.");
	unresolved(*state, "zzz", "unknot list");
	unresolved(*state, "atlas", "no routine \"atlas\"");
	unresolved(*state, "folder", "no routine");
	unresolved(*state, "pipe", "no routine");
	unresolved(*state, "", "no routine");
}

/* `unknot check mine` of a file that has no ending; what is on the search path comes first. */
static void test_resolve_a_file_without_an_ending(void **state)
{
	struct err e;

	put("plain", "plain\n");
	put("evening", "not this one\n");
	resolves(*state, "plain", "plain");
	resolves(*state, "evening", "mine/evening.yaml");
	resolves(*state, "mine", "mine"); /* a folder: reading it says so */
	resolves(*state, ".", ".");
	assert_int_equal(mkfifo("tube", 0600), 0);
	resolves(*state, "tube", "tube");
	unresolved(*state, "nothing", "no routine \"nothing\"");
	assert_null(catalog_resolve_use(*state, "a/b.yaml", "plain", &e));
}

/* Found last, guessed at, and in no list. */
static void test_examples(void **state)
{
	struct err e;

	resolves(*state, "train-seat", "shared/examples/train-seat.yaml");
	resolves(*state, "evening", "mine/evening.yaml");
	unresolved(*state, "train-set", "Did you mean \"train-seat\"?");
	put("mine/examples/train-seat.yaml", "mine\n");
	resolves(*state, "train-seat", "mine/examples/train-seat.yaml");
	assert_int_equal(unlink("mine/examples/train-seat.yaml"), 0);
	put("shared/train-seat.yaml", "no example\n");
	resolves(*state, "train-seat", "shared/train-seat.yaml");
	assert_int_equal(unlink("shared/train-seat.yaml"), 0);
	assert_null(catalog_resolve(*state, "examples", &e));
}

static void uses(const struct paths *p, const char *from, const char *use, const char *path)
{
	struct err e;
	char *got = catalog_resolve_use(p, from, use, &e);

	if (!path) {
		assert_null(got);
		assert_true(strlen(e.text) > 0);
		return;
	}
	assert_non_null(got);
	assert_string_equal(got, path);
	free(got);
}

static void test_use_of_a_file_beside(void **state)
{
	struct err e = {""};

	assert_int_equal(mkdir("apart", 0700), 0);
	put("apart/legs.yml", "legs\n");
	assert_null(catalog_resolve_use(*state, "apart/b.yaml", "legs", &e));
	assert_non_null(strstr(e.text, "use: legs.yml"));
	assert_null(catalog_resolve_use(*state, "apart/b.yaml", "arms", &e));
	assert_null(strstr(e.text, "use: arms"));
	assert_null(catalog_resolve_use(*state, "apart/b.yaml", "Lesg.yml", &e));
	assert_string_equal(e.text, "There is no file Lesg.yml beside this one. Did you mean \"legs.yml\"?");
	uses(*state, "apart/b.yaml", "shoulder.yaml", "apart/shoulder.yaml"); /* nothing is like it */
}

static void test_resolve_use(void **state)
{
	uses(*state, "a/b.yaml", "evening", "mine/evening.yaml");
	uses(*state, "a/b.yaml", "part.yaml", "a/part.yaml");
	uses(*state, "a/b.yaml", "parts/legs", "a/parts/legs");
	uses(*state, "b.yaml", "part.yaml", "part.yaml");
	uses(*state, "<stdin>", "part.yaml", "part.yaml");
	uses(*state, "a/b.yaml", "..dots.yaml", "a/..dots.yaml");
	uses(*state, "a/b.yaml", "../part.yaml", NULL);
	uses(*state, "a/b.yaml", "parts/../../x.yaml", NULL);
	uses(*state, "a/b.yaml", "x/..", NULL);
	uses(*state, "a/b.yaml", "/etc/passwd", NULL);
	uses(*state, "a/b.yaml", "-", NULL);
	uses(*state, "a/b.yaml", "nothing", NULL);
	uses(*state, "a/b.yaml", "evening.yaml", NULL); /* its id is meant */
}

/* Every place that would do, before anything is there: what is found is one of them. */
static void test_use_paths(void **state)
{
	static const char *const want[] = {"mine/new.yaml", "mine/new.yml", "mine/examples/new.yaml",
					   "mine/examples/new.yml", "shared/new.yaml"};
	size_t n;
	char **list = catalog_use_paths(*state, "a/b.yaml", "new", &n);

	assert_true(n >= sizeof want / sizeof *want);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		assert_string_equal(list[i], want[i]);
	catalog_free_list(list, n);
	list = catalog_use_paths(*state, "a/b.yaml", "parts/new.yaml", &n);
	assert_int_equal(n, 1);
	assert_string_equal(list[0], "a/parts/new.yaml");
	catalog_free_list(list, n);
	list = catalog_use_paths(*state, "a/b.yaml", "../new.yaml", &n);
	assert_int_equal(n, 0);
	catalog_free_list(list, n);
}

static void test_list(void **state)
{
	static const char *const want[] = {"mine/evening.yaml", "shared/first-sitting.yaml",
					   "mine/short.yml"};
	size_t n;
	char **list;

	list = catalog_list(*state, &n);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(list[i], want[i]);
	catalog_free_list(list, n);
}

/* What is listed under an id is what the id resolves to. */
static void test_list_agrees_with_resolve(void **state)
{
	size_t n;
	char **list;

	put("mine/short.yaml", "beside short.yml\n");
	list = catalog_list(*state, &n);
	assert_int_equal(n, 3);
	assert_string_equal(list[2], "mine/short.yaml");
	resolves(*state, "short", list[2]);
	catalog_free_list(list, n);
}

static void test_list_of_nothing(void **state)
{
	struct paths none = {0};
	size_t n = 7;
	char **list = catalog_list(&none, &n);

	(void)state;
	assert_int_equal(n, 0);
	catalog_free_list(list, n);
}

static void test_id(void **state)
{
	static const char *const some[][2] = {{"my-legs.yaml", "my-legs"},
					      {"/a/b.d/my.legs.yml", "my.legs"},
					      {"b.d/x", "x"},
					      {"daily.YAML", "daily.YAML"}};

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char *id = catalog_id(some[i][0]);

		assert_string_equal(id, some[i][1]);
		free(id);
	}
}

#define IN_ROOM(test) cmocka_unit_test_setup_teardown(test, make_room, clear_room)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_ROOM(test_read),
		IN_ROOM(test_read_up_to_the_limit),
		IN_ROOM(test_read_refuses),
		IN_ROOM(test_read_refuses_a_gigabyte_by_its_size),
		IN_ROOM(test_read_a_file_without_a_size),
		IN_ROOM(test_read_stdin),
		IN_ROOM(test_resolve),
		IN_ROOM(test_resolve_guesses),
		IN_ROOM(test_resolve_a_file_without_an_ending),
		IN_ROOM(test_examples),
		IN_ROOM(test_resolve_use),
		IN_ROOM(test_use_of_a_file_beside),
		IN_ROOM(test_use_paths),
		IN_ROOM(test_list),
		IN_ROOM(test_list_agrees_with_resolve),
		cmocka_unit_test(test_list_of_nothing),
		cmocka_unit_test(test_id),
	};

	return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
