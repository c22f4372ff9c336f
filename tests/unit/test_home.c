/* The keys of home: which row is what, in every mix of an open session, today's choice and files that
 * cannot be played. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/keymap.h"
#include "view/screens/home.h"
#include "view_fixture.h"

static struct fixture f;
static struct session_row open_row = {.title = "Out of the car"};
static const struct today today = {.routine = "b", .why = "Because.", .tomorrow = false};
static struct card cards[3];

static struct home_model model(bool open, bool fits)
{
	fixture_init(&f);
	cards[0] = (struct card){"a", &f.plan, NULL};
	cards[1] = (struct card){"b", &f.plan, NULL};
	cards[2] = (struct card){"c", NULL, "It has an error."};
	return (struct home_model){.cards = cards,
				   .ncards = 3,
				   .today = &today,
				   .open = open ? &open_row : NULL,
				   .open_where = "step 2",
				   .open_fits = fits,
				   .atlas = &f.atlas,
				   .who = &f.who,
				   .set = &f.set};
}

static enum home_choice press(struct home_model *m, uint32_t key, size_t *card)
{
	enum home_choice choice;

	assert_true(home_key(m, key, &choice, card));
	return choice;
}

static void enter_begins_what_today_holds(void **state)
{
	struct home_model m = model(false, false);
	size_t card;

	(void)state;
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PLAY);
	assert_int_equal(card, 1);
}

static void the_others_follow_in_their_order(void **state)
{
	struct home_model m = model(false, false);
	size_t card;

	(void)state;
	assert_int_equal(press(&m, KEYCODE_DOWN, &card), HOME_NONE);
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PLAY);
	assert_int_equal(card, 0);
	press(&m, 'j', &card);
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PICKER); /* c: its page tells what is wrong */
	assert_int_equal(card, 2);
	press(&m, KEYCODE_DOWN, &card); /* the end stays the end */
	assert_int_equal(m.selected, 2);
	press(&m, KEYCODE_HOME, &card);
	assert_int_equal(m.selected, 0);
}

static void an_open_session_comes_first(void **state)
{
	struct home_model m = model(true, true);
	size_t card;

	(void)state;
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_GO_ON);
	press(&m, KEYCODE_DOWN, &card);
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_KEEP);
	press(&m, KEYCODE_DOWN, &card);
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PLAY);
	assert_int_equal(card, 1);
	m = model(true, false);
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_KEEP);
}

static void the_week_has_its_key(void **state)
{
	struct home_model m = model(false, false);
	size_t card;

	(void)state;
	assert_int_equal(press(&m, 'w', &card), HOME_WEEK);
}

static void without_a_routine_nothing_begins(void **state)
{
	struct home_model m = model(false, false);
	enum home_choice choice;
	size_t card;

	(void)state;
	m.ncards = 0;
	m.selected = 7;
	assert_false(home_key(&m, KEYCODE_ENTER, &choice, &card));
	assert_int_equal(choice, HOME_NONE);
	assert_int_equal(press(&m, 'q', &card), HOME_QUIT);
	assert_int_equal(press(&m, '?', &card), HOME_HELP);
	assert_false(home_key(&m, 'z', &choice, &card));
	struct canvas *c = canvas_new(80, 24, TIER_BRAILLE);
	struct buf b = {0};

	home_draw(c, &m);
	canvas_text_dump(c, &b);
	assert_non_null(strstr(buf_str(&b), "No routine was found."));
	buf_free(&b);
	canvas_free(c);
}

static void dump(const struct home_model *m, int cols, int rows, struct buf *b)
{
	struct canvas *c = canvas_new(cols, rows, TIER_BRAILLE);

	buf_clear(b);
	home_draw(c, m);
	canvas_text_dump(c, b);
	canvas_free(c);
}

static void what_is_for_tomorrow_is_not_called_today(void **state)
{
	static const struct today done = {
		.routine = "b", .why = "This one is for tomorrow.", .tomorrow = true};
	struct home_model m = model(false, false);
	struct buf b = {0};

	(void)state;
	dump(&m, 80, 24, &b);
	assert_non_null(strstr(buf_str(&b), "Today: "));
	m.today = &done;
	dump(&m, 80, 24, &b);
	assert_null(strstr(buf_str(&b), "Today: "));
	assert_non_null(strstr(buf_str(&b), "Next: "));
	buf_free(&b);
}

static void a_rest_day_says_what_else_is_good(void **state)
{
	static const struct today rest = {.routine = "b",
					  .why = "The legs are sore.",
					  .tomorrow = true,
					  .rest = true,
					  .instead = "A gentle walk is good for them."};
	struct home_model m = model(false, false);
	size_t card;
	struct buf b = {0};

	(void)state;
	m.today = &rest;
	dump(&m, 80, 24, &b);
	assert_non_null(strstr(buf_str(&b), "Rest today. Next: "));
	assert_non_null(strstr(buf_str(&b), rest.why));
	assert_non_null(strstr(buf_str(&b), rest.instead));
	assert_non_null(strstr(buf_str(&b), "Enter routines  ? help  q leave  e relief  w week"));
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PICKER);
	assert_int_equal(card, 1);
	m.selected = 1; /* another routine is looked at */
	dump(&m, 80, 24, &b);
	assert_non_null(strstr(buf_str(&b), "Enter begin"));
	assert_int_equal(press(&m, KEYCODE_ENTER, &card), HOME_PLAY);
	assert_null(strstr(buf_str(&b), rest.instead));
	buf_free(&b);
}

static void the_week_is_shown_once_there_is_one(void **state)
{
	struct home_model m = model(false, false);
	struct buf b = {0};

	(void)state;
	f.progress.lighter = LIGHTER_TOO_SORE;
	m.progress = &f.progress;
	dump(&m, 80, 24, &b);
	assert_non_null(strstr(buf_str(&b), "This week"));
	assert_non_null(strstr(buf_str(&b), "2 loops today"));
	assert_non_null(strstr(buf_str(&b), "go one lighter"));
	dump(&m, 120, 40, &b);
	assert_non_null(strstr(buf_str(&b), "You brought this spot from 8 to 6 in nine days: left, "));
	dump(&m, 40, 12, &b);
	assert_non_null(strstr(buf_str(&b), "4 of 4 days"));
	f.progress.days = 0;
	dump(&m, 120, 40, &b);
	assert_null(strstr(buf_str(&b), "This week"));
	buf_free(&b);
}

static void help_and_the_way_out_stay_in_a_narrow_footer(void **state)
{
	struct home_model m = model(false, false);
	struct buf b = {0};

	(void)state;
	dump(&m, 40, 12, &b);
	assert_non_null(strstr(buf_str(&b), "? help"));
	assert_non_null(strstr(buf_str(&b), "q leave  e relief")); /* relief is one of the three uses */
	dump(&m, 80, 24, &b);
	assert_non_null(strstr(buf_str(&b), "e relief  r routines  w week  h history  l learn"));
	dump(&m, 120, 40, &b);
	assert_non_null(strstr(buf_str(&b), "l learn   \xe2\x86\x91 \xe2\x86\x93 choose"));
	buf_free(&b);
}

static void no_outcome_is_cut_at_the_reference_size(void **state)
{
	struct home_model m = model(false, false);
	struct session_row row = {.title = "Out of the car", .pain_before = 5, .pain_after = 3};
	struct record record = {.sessions = &row, .nsessions = 1};
	struct buf b = {0};

	(void)state;
	m.record = &record;
	for (enum session_outcome o = SESSION_DONE; o <= SESSION_INTERRUPTED; o++) {
		row.outcome = o;
		dump(&m, 80, 24, &b);
		assert_non_null(strstr(buf_str(&b), session_outcome_text(o)));
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enter_begins_what_today_holds),
		cmocka_unit_test(the_others_follow_in_their_order),
		cmocka_unit_test(an_open_session_comes_first),
		cmocka_unit_test(the_week_has_its_key),
		cmocka_unit_test(without_a_routine_nothing_begins),
		cmocka_unit_test(what_is_for_tomorrow_is_not_called_today),
		cmocka_unit_test(a_rest_day_says_what_else_is_good),
		cmocka_unit_test(the_week_is_shown_once_there_is_one),
		cmocka_unit_test(help_and_the_way_out_stay_in_a_narrow_footer),
		cmocka_unit_test(no_outcome_is_cut_at_the_reference_size),
	};

	return cmocka_run_group_tests_name("home", tests, NULL, NULL);
}
