/* The layout rules: what goes, what grows, and that bands never leave their rectangle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/layout.h"

static void the_highest_rank_goes_first(void **state)
{
	struct band b[] = {{2, 2, 1, {0}}, {3, 3, 9, {0}}, {2, 2, 0, {0}}, {1, 1, 9, {0}}};

	(void)state;
	layout_rows((struct rect){0, 0, 10, 7}, b, 4);
	assert_int_equal(b[3].r.h, 0); /* of equals the last */
	assert_int_equal(b[1].r.h, 3);
	layout_rows((struct rect){0, 0, 10, 6}, b, 4);
	assert_int_equal(b[1].r.h, 0);
	assert_int_equal(b[0].r.h, 2);
	layout_rows((struct rect){0, 0, 10, 3}, b, 4);
	assert_int_equal(b[0].r.h, 0);
	assert_int_equal(b[2].r.h, 2);
	assert_int_equal(b[2].r.y, 0);
}

static void the_lowest_rank_grows_first(void **state)
{
	struct band b[] = {{1, 4, 5, {0}}, {1, 3, 0, {0}}, {1, 99, 50, {0}}};

	(void)state;
	layout_rows((struct rect){3, 4, 10, 6}, b, 3);
	assert_int_equal(b[1].r.h, 3);
	assert_int_equal(b[0].r.h, 2);
	assert_int_equal(b[2].r.h, 1);
	assert_int_equal(b[0].r.y, 4);
	assert_int_equal(b[1].r.y, 6);
	assert_int_equal(b[2].r.y, 9);
	assert_int_equal(b[2].r.x, 3);
	layout_cols((struct rect){3, 4, 30, 2}, b, 3);
	assert_int_equal(b[0].r.w, 4);
	assert_int_equal(b[2].r.w, 23);
	assert_int_equal(b[2].r.x, 10);
	assert_int_equal(b[2].r.h, 2);
}

/* Any bands in any room: they touch, keep their order and bounds, and fit. */
static void bands_never_leave_their_room(void **state)
{
	uint32_t s = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct band b[16];
		int n = 1 + (int)(s % 16), y = 5, room = (int)(s >> 8) % 60;

		for (int k = 0; k < n; k++) {
			s = s * 1664525u + 1013904223u;
			b[k] = (struct band){
				(int)(s >> 20) % 8, (int)(s >> 12) % 20, (int)(s >> 5) % 60, {0}};
		}
		layout_rows((struct rect){0, 5, 9, room}, b, (size_t)n);
		for (int k = 0; k < n; k++) {
			assert_int_equal(b[k].r.y, y);
			assert_true(b[k].r.h == 0 || b[k].r.h >= b[k].least);
			assert_true(b[k].r.h <= (b[k].most > b[k].least ? b[k].most : b[k].least));
			y += b[k].r.h;
		}
		assert_true(y <= 5 + room);
	}
}

static void rectangles_are_never_negative(void **state)
{
	struct rect r = layout_inset((struct rect){0, 0, 3, 1}, 2, 2);

	(void)state;
	assert_int_equal(r.w, 0);
	assert_int_equal(r.h, 0);
	r = layout_middle((struct rect){10, 0, 20, 5}, 6, 9);
	assert_int_equal(r.x, 17);
	assert_int_equal(r.w, 6);
	assert_int_equal(r.h, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_rank_goes_first),
		cmocka_unit_test(the_lowest_rank_grows_first),
		cmocka_unit_test(bands_never_leave_their_room),
		cmocka_unit_test(rectangles_are_never_negative),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
