/* What the fuzzers found and `make kept` kept, run once each: inputs that reach, together, every edge any fuzzer ever
 * reached. Run in the project's folder. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "atlas_once.h"
#include "config_once.h"
#include "keys_once.h"
#include "pack_once.h"
#include "record_once.h"
#include "routine_once.h"

#define FOLDER "tests/fuzz/kept/"

enum { LONGEST = 64 * 1024 };

typedef void run_once(const char *bytes, size_t n);

static void run_file(const char *path, run_once *once)
{
	char *room = malloc(LONGEST), *exact;
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(room, 1, LONGEST, f);
	fclose(f);
	assert_in_range(n, 1, LONGEST - 1);
	exact = malloc(n); /* so that a sanitizer sees a byte too many */
	memcpy(exact, room, n);
	free(room);
	once(exact, n);
	free(exact);
}

/* At least one, so that a folder which lost its files does not pass. */
static void run_folder(const char *name, run_once *once)
{
	char path[512];
	struct dirent *e;
	DIR *d;
	int ran = 0;

	snprintf(path, sizeof path, FOLDER "%s", name);
	d = opendir(path);
	assert_non_null(d);
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, FOLDER "%s/%s", name, e->d_name);
		run_file(path, once);
		ran++;
	}
	closedir(d);
	assert_true(ran > 0);
}

static void one_record(const char *bytes, size_t n)
{
	record_once(bytes, n);
}

static void one_session(const char *bytes, size_t n)
{
	keys_once((const unsigned char *)bytes, n);
}

static void one_routine(const char *bytes, size_t n)
{
	struct arena *a = arena_new();

	routine_once(atlas_built_in(a), bytes, n);
	arena_free(a);
}

static void atlases(void **state)
{
	(void)state;
	run_folder("atlas", atlas_once);
}

static void settings(void **state)
{
	(void)state;
	run_folder("config", config_once);
}

static void packs(void **state)
{
	(void)state;
	run_folder("pack", pack_once);
}

static void records(void **state)
{
	(void)state;
	run_folder("record", one_record);
}

static void routines(void **state)
{
	(void)state;
	run_folder("routine", one_routine);
}

static void sessions(void **state)
{
	(void)state;
	run_folder("keys", one_session);
	for (int i = 0; i < KEYS_ROUTINES * PERSONS; i++)
		keys_play_free(keys_play(i / PERSONS, i % PERSONS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(atlases), cmocka_unit_test(settings), cmocka_unit_test(packs),
		cmocka_unit_test(records), cmocka_unit_test(routines), cmocka_unit_test(sessions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
