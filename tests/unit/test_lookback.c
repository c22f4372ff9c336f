/* The keys of looking back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/keymap.h"
#include "record_year.h"
#include "view/screens/lookback.h"
#include "view/stats_words.h"
#include "view_fixture.h"

static struct record_year year;
static struct fixture f;
static struct stats *stats;

static int make(void **state)
{
	(void)state;
	fixture_init(&f);
	record_year_init(&year, 60);
	stats = stats_of(&year.r, INT64_MIN, INT64_MAX);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	stats_free(stats);
	return 0;
}

static struct lookback_model model(enum lookback_page page)
{
	return (struct lookback_model){
		.stats = stats, .record = &year.r, .atlas = &f.atlas, .set = &f.set, .page = page};
}

static enum lookback_choice press(struct lookback_model *m, uint32_t key)
{
	enum lookback_choice choice;

	assert_true(lookback_key(m, key, &choice));
	return choice;
}

static void pages_stand_in_a_ring(void **state)
{
	struct lookback_model m = model(LOOKBACK_PAIN);

	(void)state;
	for (int i = 1; i <= LOOKBACK_PAGES; i++) {
		assert_int_equal(press(&m, KEYCODE_RIGHT), LOOKBACK_NONE);
		assert_int_equal(m.page, i % LOOKBACK_PAGES);
	}
	press(&m, KEYCODE_LEFT);
	assert_int_equal(m.page, LOOKBACK_SESSIONS);
	press(&m, '3');
	assert_int_equal(m.page, LOOKBACK_DAYS);
	press(&m, KEYCODE_ENTER);
	assert_int_equal(m.page, LOOKBACK_MAP);
}

static void lists_begin_at_their_top(void **state)
{
	struct lookback_model m = model(LOOKBACK_SESSIONS);

	(void)state;
	press(&m, KEYCODE_DOWN);
	press(&m, 'j');
	assert_int_equal(m.selected, 2);
	press(&m, KEYCODE_END);
	assert_int_equal(m.selected, (int)year.r.nsessions - 1);
	press(&m, KEYCODE_DOWN);
	assert_int_equal(m.selected, (int)year.r.nsessions - 1);
	press(&m, KEYCODE_LEFT);
	assert_int_equal(m.selected, 0);
	press(&m, KEYCODE_END);
	assert_int_equal(m.selected, (int)stats->nplaces - 1);
}

static void plots_go_back_as_far_as_is_wanted(void **state)
{
	struct lookback_model m = model(LOOKBACK_PAIN);
	enum lookback_choice choice;

	(void)state;
	press(&m, '+'); /* all there is shows already */
	assert_int_equal(m.range, 0);
	for (int i = 0; i < 9; i++)
		press(&m, '-');
	assert_int_equal(m.range, 3);
	press(&m, '+');
	assert_int_equal(m.range, 2);
	m.page = LOOKBACK_DAYS;
	assert_false(lookback_key(&m, '-', &choice));
	assert_false(lookback_key(&m, KEYCODE_DOWN, &choice));
	assert_int_equal(m.range, 2);
}

static void dump(struct lookback_model *m, int cols, int rows, struct buf *b)
{
	struct canvas *c = canvas_new(cols, rows, TIER_BRAILLE);

	buf_clear(b);
	lookback_draw(c, m);
	canvas_text_dump(c, b);
	canvas_free(c);
}

/* What is cut says so, and the arrows show the rest. */
static void a_cut_page_can_be_read_to_its_end(void **state)
{
	struct lookback_model m = model(LOOKBACK_DAYS);
	const char *end = "ball.";
	struct buf b = {0};

	(void)state;
	dump(&m, 40, 12, &b);
	assert_true(m.last > 0);
	assert_non_null(strstr(buf_str(&b), "Mon")); /* the calendar comes first */
	assert_null(strstr(buf_str(&b), end));
	assert_non_null(strstr(buf_str(&b), "more of it"));
	press(&m, KEYCODE_END);
	assert_int_equal(m.selected, m.last);
	dump(&m, 40, 12, &b);
	assert_non_null(strstr(buf_str(&b), end));
	assert_null(strstr(buf_str(&b), "Mon"));
	dump(&m, 120, 40, &b);
	assert_int_equal(m.last, 0);
	assert_int_equal(m.selected, 0);
	assert_null(strstr(buf_str(&b), "more of it"));
	assert_non_null(strstr(buf_str(&b), end));
	buf_free(&b);
}

/* So does the list beside the map. */
static void the_list_of_the_map_goes_on(void **state)
{
	struct lookback_model m = model(LOOKBACK_MAP);
	struct buf b = {0};

	(void)state;
	dump(&m, 40, 12, &b);
	assert_true(m.last > 0);
	assert_non_null(strstr(buf_str(&b), "more of it"));
	assert_null(strstr(buf_str(&b), "right inner calf"));
	press(&m, KEYCODE_END);
	dump(&m, 40, 12, &b);
	assert_non_null(strstr(buf_str(&b), "right inner calf"));
	buf_free(&b);
}

/* What is told of presses adds up to how many there were; a stop before its hold is told as one. */
static void totals_add_up(void **state)
{
	struct stats s = {.sessions = 3, .presses = 11, .held_ms = 600000};
	struct buf out = {0};

	(void)state;
	s.outcomes[HOLD_RELEASED] = 4;
	s.outcomes[HOLD_FULL] = 2;
	s.outcomes[HOLD_STOPPED] = 2;
	s.outcomes[HOLD_SKIPPED] = 2;
	s.outcomes[HOLD_INTERRUPTED] = 1;
	s.early[HOLD_STOPPED] = 1;
	s.early[HOLD_SKIPPED] = 5; /* passed over: not told */
	s.stops[WHY_TOO_SORE] = 3;
	words_totals(&out, &s);
	assert_string_equal(out.p,
			    "In all 3 sessions with 11 presses, 10 min held: 4 let go, 2 went to the end, 0 "
			    "eased off, 2 left before the end, 1 cut off with the session. 3 presses were "
			    "stopped (too sore: 3), 1 of them before the hold began.");
	buf_free(&out);
}

static void ways_out(void **state)
{
	struct lookback_model m = model(LOOKBACK_MAP);
	enum lookback_choice choice;

	(void)state;
	assert_int_equal(press(&m, KEYCODE_ESC), LOOKBACK_BACK);
	assert_int_equal(press(&m, '?'), LOOKBACK_HELP);
	assert_int_equal(press(&m, 'q'), LOOKBACK_BACK);
	assert_false(lookback_key(&m, 'z', &choice));
	assert_false(lookback_key(&m, '7', &choice));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_stand_in_a_ring),
		cmocka_unit_test(lists_begin_at_their_top),
		cmocka_unit_test(plots_go_back_as_far_as_is_wanted),
		cmocka_unit_test(a_cut_page_can_be_read_to_its_end),
		cmocka_unit_test(the_list_of_the_map_goes_on),
		cmocka_unit_test(totals_add_up),
		cmocka_unit_test(ways_out),
	};

	return cmocka_run_group_tests_name("lookback", tests, make, drop);
}
