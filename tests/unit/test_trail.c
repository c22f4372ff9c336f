/* The week's trail in cells and words: each kind of day apart from the others, no word of what is missing. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "view/trail.h"

static const struct trail week = {.step = {TRAIL_TENDED, TRAIL_PASSED, TRAIL_SKIP, TRAIL_REST, TRAIL_TODAY,
					   TRAIL_TO_COME, TRAIL_TO_COME},
				  .today = 4,
				  .target = 5,
				  .kept = 2,
				  .skips = 1};

static void expect_drawn(enum tier tier, int cols, int rows, const char *want)
{
	struct canvas *c = canvas_new(cols, rows, tier);
	struct buf b = {0};

	canvas_clear(c);
	trail_draw(c, canvas_rect(c), &week, 1000);
	canvas_text_dump(c, &b);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
	canvas_free(c);
}

static void it_is_drawn(void **state)
{
	(void)state;
	expect_drawn(TIER_BRAILLE, TRAIL_COLS, 2,
		     "Mon   Tue   Wed   Thu   Fri   Sat   Sun\n"
		     " \xe2\x9c\x93 \xe2\x94\x80\xe2\x94\x80  \xc2\xb7 \xe2\x94\x80\xe2\x94\x80 skip  rest   "
		     "\xe2\x97\x89 \xc2\xb7\xc2\xb7  \xe2\x96\xa1 \xc2\xb7\xc2\xb7  \xe2\x96\xa1\n");
	expect_drawn(TIER_ASCII, TRAIL_COLS_LEAST, 1, "v . ~ - O . .\n");
	expect_drawn(TIER_ASCII, TRAIL_COLS_LEAST - 1, 1, "\n");
}

static void it_is_told(void **state)
{
	struct trail t = week;
	char text[200];

	(void)state;
	trail_text(text, sizeof text, &t);
	assert_string_equal(text, "2 of 5 days, 1 skip in reserve");
	t.skips = 0;
	trail_text(text, sizeof text, &t);
	assert_string_equal(text, "2 of 5 days");
	t.kept = 6;
	t.reached = true;
	trail_text(text, sizeof text, &t);
	assert_string_equal(text, "6 days kept, the week is whole");
}

static void loops_are_told(void **state)
{
	struct progress p = {.loops_today = 1};
	char text[200];

	(void)state;
	loops_text(text, sizeof text, &p);
	assert_string_equal(text, "1 loop today");
	p.loops_today = PROGRESS_LOOPS;
	p.enough = true;
	loops_text(text, sizeof text, &p);
	assert_string_equal(text, "8 loops: done for today, the muscles need the rest");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_drawn),
		cmocka_unit_test(it_is_told),
		cmocka_unit_test(loops_are_told),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
