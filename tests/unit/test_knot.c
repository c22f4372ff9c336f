/* The rope: fewer turns with every breath, straight when the spot lets go, inside of its rectangle. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/knot.h"

/* Dots set. */
static int drawn(const struct canvas *c)
{
	int n = 0;

	for (int i = 0; i < c->cols * c->rows; i++)
		for (unsigned d = c->dots[i]; d; d &= d - 1)
			n++;
	return n;
}

static int rows_drawn(const struct canvas *c)
{
	int rows = 0;

	for (int y = 0; y < c->rows; y++) {
		for (int x = 0; x < c->cols; x++) {
			if (c->cells[y * c->cols + x].ch != ' ') {
				rows++;
				break;
			}
		}
	}
	return rows;
}

static int knot(struct canvas *c, struct knot k)
{
	canvas_clear(c);
	knot_draw(c, canvas_rect(c), &k);
	return drawn(c);
}

static void each_breath_takes_a_turn(void **state)
{
	struct canvas *c = canvas_new(60, 4, TIER_BRAILLE);
	int before = knot(c, (struct knot){0, 6, 0, false, 0});

	(void)state;
	for (int i = 1; i <= 6; i++) {
		int now = knot(c, (struct knot){i, 6, 0, false, 0});

		assert_true(now < before);
		before = now;
	}
	assert_int_equal(rows_drawn(c), 2); /* the rope lies on the middle, where two rows meet */
	/* let go early: as straight as at the end, and on the way there in between; and so with each breath */
	assert_int_equal(knot(c, (struct knot){2, 6, 0, true, 1000}), before);
	assert_true(knot(c, (struct knot){2, 6, 0, true, 400}) > before);
	assert_true(knot(c, (struct knot){5, 6, 500, false, 0}) < knot(c, (struct knot){5, 6, 0, false, 0}));
	canvas_free(c);
}

static void turns_left_are_counted(void **state)
{
	static const struct {
		struct knot k;
		int left;
	} rows[] = {
		{{0, 6, 0, false, 0}, 6000},       {{2, 6, 250, false, 0}, 3750}, {{6, 6, 0, false, 0}, 0},
		{{9, 6, 0, false, 0}, 0},          {{-1, 6, 0, false, 0}, 6000},  {{0, 0, 0, false, 0}, 0},
		{{2, 6, 0, true, 0}, 4000},        {{2, 6, 0, true, 500}, 2000},  {{2, 6, 0, true, 1000}, 0},
		{{2, 6, 1000, false, 1000}, 3000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(knot_left(&rows[i].k), rows[i].left);
}

static void a_row_counts_in_glyphs(void **state)
{
	struct canvas *c = canvas_new(20, 1, TIER_ASCII);
	int turns = 0;

	(void)state;
	knot(c, (struct knot){2, 6, 300, false, 0});
	for (int x = 0; x < 20; x++)
		turns += c->cells[x].ch == (unsigned char)theme_glyph(TIER_ASCII, GLYPH_LOOP)[0];
	assert_int_equal(turns, 4);
	canvas_free(c);
}

static void odd_figures_stay_inside(void **state)
{
	struct canvas *c = canvas_new(70, 20, TIER_BRAILLE);

	(void)state;
	for (int turns = -3; turns < 40; turns += 3) {
		for (int w = 0; w < 60; w += 7) {
			for (int h = 0; h < 14; h++) {
				struct rect r = {5, 3, w, h};

				canvas_clear(c);
				struct knot k = {turns, turns * 5 % 31, turns * 71, w % 2, h * 100};

				knot_draw(c, r, &k);
				for (int i = 0; i < c->cols * c->rows; i++) {
					int x = i % c->cols, y = i / c->cols;

					if (x < 5 || x >= 5 + w || y < 3 || y >= 3 + h)
						assert_int_equal(c->cells[i].ch, ' ');
				}
			}
		}
	}
	canvas_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_breath_takes_a_turn),
		cmocka_unit_test(turns_left_are_counted),
		cmocka_unit_test(a_row_counts_in_glyphs),
		cmocka_unit_test(odd_figures_stay_inside),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("knot", tests, NULL, NULL);
}
