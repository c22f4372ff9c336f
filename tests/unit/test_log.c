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

#include "io/log.h"

static char room[] = "/tmp/unknot-log-XXXXXX";

static int make_room(void **state)
{
	(void)state;
	strcpy(room, "/tmp/unknot-log-XXXXXX");
	return mkdtemp(room) && !chdir(room) ? 0 : -1;
}

static int clear_room(void **state)
{
	char command[200];

	(void)state;
	log_close();
	snprintf(command, sizeof command, "rm -rf '%s'", room);
	return chdir("/") || system(command);
}

static off_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? -1 : st.st_size;
}

/* The whole of a small file. */
static void read_into(char text[1000], const char *path)
{
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, 999, f);
	text[n] = '\0';
	fclose(f);
}

static void test_lines(void **state)
{
	char text[1000];

	(void)state;
	log_open("below/here/log");
	log_line("one %d", 1);
	log_line("two");
	log_close();
	log_open("below/here/log"); /* goes on where it was */
	log_line("three");
	read_into(text, "below/here/log");
	assert_non_null(strstr(text, " one 1\n2"));
	assert_non_null(strstr(text, " two\n2"));
	assert_non_null(strstr(text, " three\n"));
	assert_int_equal(text[4], '-'); /* each line begins with the time */
}

static void test_a_message_is_one_line(void **state)
{
	char text[1000];

	(void)state;
	log_open("log");
	log_line("a\nb\033[2Jc");
	read_into(text, "log");
	assert_non_null(strstr(text, " a?b?[2Jc\n"));
}

static void test_begins_anew_at_a_mebibyte(void **state)
{
	char long_text[4001];

	(void)state;
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	log_open("log");
	for (int i = 0; i < 300; i++) {
		log_line("%s", long_text);
		assert_true(size_of("log") <= 1024 * 1024);
	}
	assert_true(size_of("log") < 300 * 4000 - 1024 * 1000);
	assert_true(size_of("log.old") > 1024 * 1000);
	for (int i = 0; i < 300; i++)
		log_line("%s", long_text);
	assert_true(size_of("log.old") <= 1024 * 1024);
}

static void test_what_cannot_be_written_is_lost(void **state)
{
	(void)state;
	log_line("before anything is open");
	log_open("/proc/unknot/log");
	log_line("nowhere");
	log_close();
	assert_int_equal(mkfifo("pipe", 0600), 0);
	log_open("pipe"); /* nobody reads it: must not wait */
	log_line("nobody");
	log_close();
	log_close();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_lines, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_a_message_is_one_line, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_begins_anew_at_a_mebibyte, make_room, clear_room),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_written_is_lost, make_room, clear_room),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
