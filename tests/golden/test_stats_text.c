/* The figures of a believable year in words, as data and as a page for a physiotherapist, against their files
 * in tests/golden/stats. UPDATE_GOLDEN=1 writes them anew; read what changed. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/stats.h"
#include "record_year.h"
#include "view/stats_report.h"
#include "view/stats_words.h"
#include "view_fixture.h"

#define FOLDER "tests/golden/stats/"

static void read_all(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	char part[4096];

	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
		buf_add(out, part, n);
	if (f)
		fclose(f);
}

static void compare(const char *name, struct buf *got)
{
	struct buf want = {0};
	char path[128];

	snprintf(path, sizeof path, FOLDER "%s", name);
	if (getenv("UPDATE_GOLDEN")) {
		FILE *f = fopen(path, "wb");

		assert_non_null(f);
		fputs(buf_str(got), f);
		assert_int_equal(fclose(f), 0);
	}
	read_all(path, &want);
	if (strcmp(buf_str(&want), buf_str(got)) != 0)
		print_error("%s is not what is said:\n%s\n", path, buf_str(got));
	assert_string_equal(buf_str(&want), buf_str(got));
	buf_free(&want);
	buf_clear(got);
}

static struct record_year year;
static struct atlas atlas;

static void a_year_in_words(void **state)
{
	struct buf out = {0};
	struct stats *s;

	(void)state;
	record_year_init(&year, YEAR_DAYS);
	s = stats_of(&year.r, INT64_MIN, INT64_MAX);
	words_stats(&out, &atlas, s);
	compare("year.txt", &out);
	stats_free(s);
	buf_free(&out);
}

static void young_records_in_words(void **state)
{
	static const int days[] = {0, 1, 9};
	struct buf out = {0};

	(void)state;
	for (int i = 0; i < 3; i++) {
		char name[32];

		record_year_init(&year, days[i]);
		struct stats *s = stats_of(&year.r, INT64_MIN, INT64_MAX);

		words_stats(&out, &atlas, s);
		snprintf(name, sizeof name, "days-%d.txt", days[i]);
		compare(name, &out);
		stats_free(s);
	}
	buf_free(&out);
}

static void three_days_as_data(void **state)
{
	struct buf out = {0};
	struct stats *s;

	(void)state;
	record_year_init(&year, 3);
	s = stats_of(&year.r, INT64_MIN, INT64_MAX);
	stats_json(s, &out);
	compare("days-3.json", &out);
	stats_csv(s, &out);
	compare("days-3.csv", &out);
	stats_free(s);
	buf_free(&out);
}

static void a_page_for_a_physiotherapist(void **state)
{
	struct buf out = {0};
	int64_t newest;
	struct stats *s;

	(void)state;
	record_year_init(&year, 210);
	year.session[year.r.nsessions - 3].numb_after = 1;
	year.checkin[year.r.ncheckins - 2].bruise = true;
	year.checkin[year.r.ncheckins - 2].where = "inner calf left, own_place right";
	newest = stats_newest(&year.r);
	s = stats_of(&year.r, newest - 27, newest);
	stats_report(s, &year.r, &atlas, &out);
	compare("report-4w.md", &out);
	stats_free(s);
	s = stats_of(&year.r, newest - 2000, newest - 1000);
	stats_report(s, &year.r, &atlas, &out);
	assert_string_equal(buf_str(&out), "Nothing was played in that time.\n");
	stats_free(s);
	buf_free(&out);
}

/* Nothing that is within the error is told as a change, whatever the figures. */
static void within_the_error_is_no_change(void **state)
{
	struct buf out = {0};

	(void)state;
	for (int start = 0; start <= 100; start += 5) {
		for (int now = 0; now <= 100; now += 5) {
			struct stats_change c = {
				.start = start, .now = now, .weeks = 2, .real = abs(start - now) >= 20};

			words_change(&out, SERIES_BEFORE, &c);
			assert_true(c.real == !strstr(buf_str(&out), "within the error"));
			assert_true((c.real && now < start) == !!strstr(buf_str(&out), "lower, beyond"));
			assert_true((c.real && now > start) == !!strstr(buf_str(&out), "higher, beyond"));
			buf_clear(&out);
		}
	}
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_year_in_words),
		cmocka_unit_test(young_records_in_words),
		cmocka_unit_test(three_days_as_data),
		cmocka_unit_test(a_page_for_a_physiotherapist),
		cmocka_unit_test(within_the_error_is_no_change),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	fixture_atlas(&atlas);
	return cmocka_run_group_tests_name("stats_text", tests, NULL, NULL);
}
