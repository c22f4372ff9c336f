/* Plots: a line is where its figures are in every tier, the band never hides it, a calendar ends with its
 * last day, and nothing leaves its rectangle. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/plot.h"

/* 2026-01-05, a Monday */
#define MONDAY INT64_C(20458)

static const enum tier tiers[] = {TIER_ASCII, TIER_BLOCK, TIER_BRAILLE};

static struct plot flat(const struct plot_point *p, size_t n)
{
	return (struct plot){.x_lo = 0,
			     .x_hi = 70,
			     .y_hi = 100,
			     .y_step = 20,
			     .band_lo = 30,
			     .band_hi = 70,
			     .points = p,
			     .n = n,
			     .gap = 35,
			     .style = STYLE_NOW};
}

/* Rows that hold something in a style. */
static int rows_in(const struct canvas *c, enum style s, int *first)
{
	int n = 0;

	for (int y = 0; y < c->rows; y++) {
		bool some = false;

		for (int x = 0; x < c->cols; x++)
			some |= c->cells[y * c->cols + x].style == s;
		if (some && n++ == 0)
			*first = y;
	}
	return n;
}

static int cols_in(const struct canvas *c, enum style s)
{
	int n = 0;

	for (int x = 0; x < c->cols; x++) {
		bool some = false;

		for (int y = 0; y < c->rows; y++)
			some |= c->cells[y * c->cols + x].style == s;
		n += some;
	}
	return n;
}

static void a_flat_line_is_flat(void **state)
{
	static const struct plot_point p[] = {{0, 100}, {35, 100}, {70, 100}};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct canvas *c = canvas_new(43, 11, tiers[i]);
		struct plot plot = flat(p, 3);
		int first = -1;

		plot_draw(c, canvas_rect(c), &plot);
		assert_int_equal(rows_in(c, STYLE_NOW, &first), 1);
		assert_int_equal(first, 0);
		assert_int_equal(cols_in(c, STYLE_NOW), 40);
		assert_true(rows_in(c, STYLE_TRACK, &first) >= 3);
		assert_in_range(first, 3, 4); /* 7 of 10 */
		canvas_free(c);
	}
}

static void no_line_over_a_gap(void **state)
{
	static const struct plot_point p[] = {{0, 50}, {7, 50}, {63, 50}, {70, 50}};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct canvas *c = canvas_new(43, 11, tiers[i]);
		struct plot plot = flat(p, 4);

		plot_draw(c, canvas_rect(c), &plot);
		assert_in_range(cols_in(c, STYLE_NOW), 8, 12);
		canvas_free(c);
	}
}

/* Many figures in few columns: their mean. */
static void points_of_a_column_are_one(void **state)
{
	struct plot_point p[2000];
	struct canvas *c = canvas_new(43, 11, TIER_BRAILLE);
	struct plot plot = flat(p, 2000);
	int first = -1;

	(void)state;
	for (int i = 0; i < 2000; i++)
		p[i] = (struct plot_point){i, i % 2 ? 100 : 0};
	plot.x_hi = 1999;
	plot_draw(c, canvas_rect(c), &plot);
	assert_true(rows_in(c, STYLE_NOW, &first) <= 3);
	assert_in_range(first, 4, 5);
	canvas_free(c);
}

static void nothing_leaves_its_rectangle(void **state)
{
	static const struct plot_point p[] = {{-500, 900}, {0, -70}, {35, 50}, {900, 2000}};

	(void)state;
	for (int i = 0; i < 3; i++) {
		for (int w = 0; w < 30; w++) {
			struct canvas *c = canvas_new(60, 20, tiers[i]);
			struct rect r = {11, 5, w, w / 3};
			struct plot plot = flat(p, 4);
			struct plot_calendar days = {NULL, 0, MONDAY, 20};

			plot.end = "12.5";
			plot.band_text = "band";
			plot_draw(c, r, &plot);
			plot_calendar(c, r, &days);
			for (int y = 0; y < 20; y++)
				for (int x = 0; x < 60; x++)
					if (x < 11 || x >= 11 + w || y < 5 || y >= 5 + w / 3)
						assert_int_equal(c->cells[y * 60 + x].ch, ' ');
			canvas_free(c);
		}
	}
}

static void a_calendar_ends_with_its_last_day(void **state)
{
	const struct plot_day days[] = {{MONDAY, GLYPH_STEP_DONE, STYLE_BAR},
					{MONDAY + 9, GLYPH_FOUND, STYLE_FOUND}};
	struct plot_calendar p = {days, 2, MONDAY + 9, 4};
	struct canvas *c = canvas_new(20, 8, TIER_ASCII);
	struct buf text = {0};

	(void)state;
	plot_calendar(c, canvas_rect(c), &p);
	canvas_text_dump(c, &text);
	assert_string_equal(buf_str(&text), "      2026\n"
					    "Mon . . * .\n"
					    "    . . . .\n"
					    "Wed . . . o\n"
					    "    . . .\n"
					    "Fri . . .\n"
					    "    . . .\n"
					    "Sun . . .\n");
	buf_free(&text);
	canvas_free(c);
}

static void months_have_room(void **state)
{
	struct plot_label l[64];
	size_t n = plot_months(l, 64, MONDAY, MONDAY + 364, 60);

	(void)state;
	assert_in_range(n, 6, 13);
	assert_string_equal(l[0].text, "2026");
	n = plot_months(l, 64, MONDAY - 3650, MONDAY, 60);
	assert_in_range(n, 5, 12);
	assert_int_equal(plot_months(l, 64, 0, INT64_C(1000000000), 60), 0);
	assert_string_equal(plot_month(12), "Dec");
	assert_string_equal(plot_month(13), "");
}

/* One scale for all, on which two points are seen in every tier that can draw a height. */
static void sparks_are_as_high_as_values(void **state)
{
	const int values[] = {0, 10, 2};
	const enum style styles[] = {STYLE_QUIET, STYLE_SORE, STYLE_EASING};
	struct canvas *c = canvas_new(4, 1, TIER_BRAILLE);

	(void)state;
	plot_spark(c, 0, 0, values, styles, 3);
	assert_int_equal(c->cells[0].ch, 0x2581);
	assert_int_equal(c->cells[0].style, STYLE_QUIET);
	assert_int_equal(c->cells[1].ch, 0x2588);
	assert_int_equal(c->cells[2].style, STYLE_EASING);
	assert_int_equal(c->cells[3].ch, ' ');
	for (int v = 0; v + 2 <= 10; v++) {
		const int two[] = {v, v + 2};

		canvas_clear(c);
		plot_spark(c, 0, 0, two, styles, 2);
		assert_true(c->cells[0].ch < c->cells[1].ch);
	}
	canvas_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flat_line_is_flat),
		cmocka_unit_test(no_line_over_a_gap),
		cmocka_unit_test(points_of_a_column_are_one),
		cmocka_unit_test(nothing_leaves_its_rectangle),
		cmocka_unit_test(a_calendar_ends_with_its_last_day),
		cmocka_unit_test(months_have_room),
		cmocka_unit_test(sparks_are_as_high_as_values),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("plot", tests, NULL, NULL);
}
