/* The keys of the week: which rows of the record they yield. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/keymap.h"
#include "story.h"
#include "view/screens/choices.h"

enum { MONDAY = 102, WEDNESDAY = MONDAY + 2 };

static struct story s;

static struct progress fold(struct wall now)
{
	struct atlas a = story_atlas();

	return progress_fold(&s.r, &a, now);
}

static struct choices_model open_week(void)
{
	struct progress p;

	memset(&s, 0, sizeof s);
	story_hold(&s, "a", 0, 0, LEG_LEFT, story_at(MONDAY, 9, 0));
	p = fold(story_at(WEDNESDAY, 9, 0));
	return choices_open(&p);
}

/* Presses a key; a row that comes of it is put on record, and the fold of the record must show what the screen
 * shows. */
static enum choices_choice press(struct choices_model *m, uint32_t key)
{
	enum choices_choice choice;
	struct choice_row row;
	struct progress p;

	assert_true(choices_key(m, key, &choice, &row));
	if (choice != CHOICES_CHOSEN)
		return choice;
	static char kept[STORY_MOST][DAY_TEXT];

	snprintf(kept[s.r.nchoices], DAY_TEXT, "%s", row.value);
	story_choice(&s, story_at(WEDNESDAY, 9 + 0.01 * (double)s.r.nchoices, 0), row.what,
		     kept[s.r.nchoices]);
	p = fold(story_at(WEDNESDAY, 12, 0));
	assert_true(story_same(&p, &m->progress));
	return choice;
}

static void the_target_is_two_to_seven(void **state)
{
	struct choices_model m = open_week();

	(void)state;
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_CHOSEN);
	assert_int_equal(m.progress.trail.target, TARGET_USUAL + 1);
	assert_int_equal(press(&m, '7'), CHOICES_CHOSEN);
	assert_int_equal(press(&m, '7'), CHOICES_NONE); /* no news is no row */
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_NONE);
	assert_int_equal(press(&m, KEYCODE_ENTER), CHOICES_CHOSEN);
	assert_int_equal(m.progress.trail.target, TARGET_LEAST);
	assert_int_equal(press(&m, KEYCODE_LEFT), CHOICES_NONE);
	assert_int_equal(m.progress.trail.target, TARGET_LEAST);
}

static void the_tool_goes_from_soft_to_hard(void **state)
{
	struct choices_model m = open_week();

	(void)state;
	press(&m, KEYCODE_DOWN);
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_CHOSEN);
	assert_int_equal(m.progress.tool, TOOL_MEDIUM);
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_CHOSEN);
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_NONE);
	assert_int_equal(m.progress.tool, TOOL_HARD);
	assert_int_equal(press(&m, KEYCODE_ENTER), CHOICES_CHOSEN);
	assert_int_equal(m.progress.tool, TOOL_TOWEL);
	assert_int_equal(press(&m, KEYCODE_LEFT), CHOICES_NONE);
}

static void rest_days_are_planned_from_today_on(void **state)
{
	struct choices_model m = open_week();

	(void)state;
	press(&m, KEYCODE_END);
	assert_int_equal(press(&m, KEYCODE_LEFT), CHOICES_NONE); /* yesterday cannot be planned */
	assert_int_equal(m.day, 2);
	assert_int_equal(press(&m, KEYCODE_RIGHT), CHOICES_NONE);
	assert_int_equal(press(&m, KEYCODE_ENTER), CHOICES_CHOSEN);
	assert_string_equal(s.choices[s.r.nchoices - 1].what, "rest");
	assert_string_equal(s.choices[s.r.nchoices - 1].value, "1970-04-16");
	assert_true(m.progress.trail.rest[3]);
	assert_true(m.progress.rest_tomorrow);
	assert_int_equal(press(&m, KEYCODE_ENTER), CHOICES_CHOSEN);
	assert_string_equal(s.choices[s.r.nchoices - 1].what, "no-rest");
	assert_false(m.progress.trail.rest[3]);
	for (int i = 0; i < 9; i++)
		press(&m, KEYCODE_RIGHT);
	assert_int_equal(m.day, WEEK_DAYS - 1);
}

static void the_way_out(void **state)
{
	struct choices_model m = open_week();
	enum choices_choice choice;
	struct choice_row row;

	(void)state;
	assert_int_equal(press(&m, KEYCODE_ESC), CHOICES_BACK);
	assert_int_equal(press(&m, 'q'), CHOICES_BACK);
	assert_false(choices_key(&m, 'w', &choice, &row));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_target_is_two_to_seven),
		cmocka_unit_test(the_tool_goes_from_soft_to_hard),
		cmocka_unit_test(rest_days_are_planned_from_today_on),
		cmocka_unit_test(the_way_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
