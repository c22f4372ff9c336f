/* `unknot stats` in a pseudo-terminal: plots of its width and its characters; words where it cannot draw, or
 * where words are wanted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/history.h"
#include "record_year.h"
#include "terminal/harness.h"

enum { DAYS = 12 };

static char folder[64], data[96];

/* A record of some days on disk. */
static int make_record(void **state)
{
	static struct record_year y;
	struct err e = {""};
	struct history *h;
	char path[128];

	(void)state;
	snprintf(folder, sizeof folder, "/tmp/unknot-stats-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(data, sizeof data, "XDG_DATA_HOME=%s", folder);
	snprintf(path, sizeof path, "%s/unknot/history.db", folder);
	record_year_init(&y, DAYS);
	h = history_open(path, &e);
	for (size_t i = 0; i < y.r.nsessions; i++)
		history_begin(h, &y.session[i]);
	for (size_t i = 0; i < y.r.nholds; i++)
		history_hold(h, &y.hold[i]);
	for (size_t i = 0; i < y.r.nratings; i++)
		history_rating(h, &y.rating[i]);
	for (size_t i = 0; i < y.r.nsessions; i++)
		history_end(h, &y.session[i]);
	return !history_close(h, PTY_WAIT_MS);
}

static int drop_record(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* All that it wrote, once it ended. */
static struct pty *run(int cols, const char *option, const char *env)
{
	struct pty *p = pty_start(&(struct pty_options){
		.cols = cols, .rows = 24, .argv = {pty_program(), "stats", option}, .env = {data, env}});

	assert_int_equal(pty_until_ended(p), 0);
	while (pty_take(p, 0))
		;
	assert_non_null(strstr(buf_str(&p->raw), "Before the biggest falls"));
	return p;
}

static bool has_byte_over(const struct pty *p, unsigned char most)
{
	for (size_t i = 0; i < p->raw.n; i++)
		if ((unsigned char)p->raw.p[i] > most)
			return true;
	return false;
}

static void plots_in_dots_and_colours(void **state)
{
	struct pty *p = run(80, NULL, NULL);

	(void)state;
	assert_non_null(strstr(buf_str(&p->raw), "\033[0;"));  /* a style */
	assert_non_null(strstr(buf_str(&p->raw), "\xe2\xa0")); /* U+2800 and on */
	assert_false(p->alt_screen);
	pty_free(p);
}

static void plots_in_characters(void **state)
{
	struct pty *p = run(80, "--ascii", "NO_COLOR=1");

	(void)state;
	assert_non_null(strstr(buf_str(&p->raw), "Mon . . ."));
	assert_false(has_byte_over(p, 0x7e));
	assert_null(strstr(buf_str(&p->raw), "\033"));
	pty_free(p);
}

static void words_where_they_are_wanted(void **state)
{
	static const char *const ways[][2] = {{"--plain", NULL}, {NULL, "ACCESSIBLE=1"}, {NULL, "TERM=dumb"}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct pty *p = run(80, ways[i][0], ways[i][1]);

		assert_false(has_byte_over(p, 0x7e));
		assert_null(strstr(buf_str(&p->raw), "\033"));
		assert_null(strstr(buf_str(&p->raw), "planned rest\r"));
		pty_free(p);
	}
}

/* No line is longer than the terminal is wide, down to widths without a plot. */
static void lines_fit(void **state)
{
	static const int widths[] = {30, 40, 61, 80, 200};

	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct pty *p = run(widths[i], "--ascii", "NO_COLOR=1");
		size_t at = 0;

		for (size_t k = 0; k < p->raw.n; k++) {
			if (p->raw.p[k] == '\r')
				continue;
			at = p->raw.p[k] == '\n' ? 0 : at + 1;
			assert_true(at <= (size_t)widths[i]);
		}
		assert_int_equal(strstr(buf_str(&p->raw), "Mon ") != NULL, widths[i] >= 40);
		pty_free(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plots_in_dots_and_colours),
		cmocka_unit_test(plots_in_characters),
		cmocka_unit_test(words_where_they_are_wanted),
		cmocka_unit_test(lines_fit),
	};

	return cmocka_run_group_tests_name("stats_plots", tests, make_record, drop_record);
}
