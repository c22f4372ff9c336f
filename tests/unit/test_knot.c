/* The rope: fewer loops with every turn, straight when the spot lets go, inside of its rectangle. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/knot.h"

static int drawn(const struct canvas *c)
{
	int n = 0;

	for (int i = 0; i < c->cols * c->rows; i++)
		n += c->cells[i].ch != ' ';
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

static int knot(struct canvas *c, int turns, int turns_all, bool released)
{
	canvas_clear(c);
	knot_draw(c, canvas_rect(c), turns, turns_all, released);
	return drawn(c);
}

static void each_turn_takes_a_loop(void **state)
{
	struct canvas *c = canvas_new(60, 4, TIER_BRAILLE);
	int before = knot(c, 0, 6, false);

	(void)state;
	for (int i = 1; i <= 6; i++) {
		int now = knot(c, i, 6, false);

		assert_true(now < before);
		before = now;
	}
	assert_int_equal(rows_drawn(c), 1);
	assert_int_equal(knot(c, 2, 6, true), before); /* let go early: as straight as at the end */
	canvas_free(c);
}

static void a_row_counts_in_glyphs(void **state)
{
	struct canvas *c = canvas_new(20, 1, TIER_ASCII);
	int loops = 0;

	(void)state;
	knot(c, 2, 6, false);
	for (int x = 0; x < 20; x++)
		loops += c->cells[x].ch == (unsigned char)theme_glyph(TIER_ASCII, GLYPH_LOOP)[0];
	assert_int_equal(loops, 4);
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
				knot_draw(c, r, turns, turns * 5 % 31, false);
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
		cmocka_unit_test(each_turn_takes_a_loop),
		cmocka_unit_test(a_row_counts_in_glyphs),
		cmocka_unit_test(odd_figures_stay_inside),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("knot", tests, NULL, NULL);
}
