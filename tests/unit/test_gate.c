/* The keys of the gate, the picker, the jump list, learn and the pages that scroll. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/keymap.h"
#include "core/learn.h"
#include "view/ladder.h"
#include "view_scenes.h"

static enum gate_choice answer(struct gate_model *m, uint32_t key)
{
	enum gate_choice choice;

	gate_key(m, key, &choice);
	return choice;
}

static void six_noes_open_the_gate(void **state)
{
	struct gate_model m = {0};
	size_t n;

	(void)state;
	screening_questions(&n);
	for (size_t i = 0; i + 1 < n; i++)
		assert_int_equal(answer(&m, 'n'), GATE_NONE);
	assert_int_equal(answer(&m, 'n'), GATE_ANSWERED);
	assert_int_equal(m.yes, 0);
}

static void one_yes_decides(void **state)
{
	struct gate_model m = {0};
	size_t n;
	const struct question *q = screening_questions(&n);

	(void)state;
	answer(&m, 'n');
	assert_int_equal(answer(&m, 'y'), GATE_ANSWERED);
	assert_int_equal(m.yes, 1u << q[1].n);
}

/* Enter must not answer a question about safety by accident; one can go back, and leave. */
static void nothing_else_answers(void **state)
{
	struct gate_model m = {0};

	(void)state;
	assert_int_equal(answer(&m, KEYCODE_ENTER), GATE_NONE);
	assert_int_equal(answer(&m, KEYCODE_SPACE), GATE_NONE);
	assert_int_equal(m.at, 0);
	answer(&m, 'n');
	answer(&m, 'n');
	answer(&m, 'p');
	assert_int_equal(m.at, 1);
	assert_int_equal(answer(&m, KEYCODE_ESC), GATE_LEAVE);
	m.advice = GATE_CLINICIAN;
	assert_int_equal(answer(&m, 'y'), GATE_NONE);
	assert_int_equal(answer(&m, KEYCODE_ENTER), GATE_LEAVE);
}

/* At the least size the whole question can still be read by scrolling, the answers in sight. */
static void a_small_screen_scrolls_the_question(void **state)
{
	struct canvas *c = canvas_new(20, 4, TIER_ASCII);
	struct gate_model m = {.at = 2};
	struct buf all = {0};

	(void)state;
	for (int i = 0; i < 8; i++) {
		struct buf b = {0};

		gate_draw(c, &m);
		canvas_text_dump(c, &b);
		assert_non_null(strstr(buf_str(&b), "y yes"));
		buf_adds(&all, buf_str(&b));
		buf_free(&b);
		m.top++;
	}
	assert_non_null(strstr(buf_str(&all), "feeling?"));
	buf_free(&all);
	canvas_free(c);
}

static void the_jump_list_goes_where_it_points(void **state)
{
	static struct fixture f;
	enum jump_choice choice;
	int segment = -1;

	(void)state;
	fixture_init(&f);
	assert_int_equal(ladder_rows(&f.plan), 8);
	struct jump_model m = jump_open(&f.plan, SEG_HOLD, false);

	assert_int_equal(m.selected, 2);
	assert_true(jump_key(&m, KEYCODE_DOWN, &choice, &segment));
	assert_true(jump_key(&m, KEYCODE_ENTER, &choice, &segment));
	assert_int_equal(choice, JUMP_TO);
	assert_int_equal(segment, f.press[1].find);
	assert_true(jump_key(&m, KEYCODE_ESC, &choice, &segment));
	assert_int_equal(choice, JUMP_BACK);
	m = jump_open(&f.plan, (int)f.plan.nsegments, false);
	assert_int_equal(m.selected, 7);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(ladder_row(&f.plan, (int)ladder_segment(&f.plan, i)), i);
}

/* Where no step is the current one, a list cut short says by how much. */
static void a_ladder_cut_short_says_so(void **state)
{
	static struct fixture f;
	struct canvas *c = canvas_new(50, 5, TIER_ASCII);
	struct buf b = {0};

	(void)state;
	fixture_init(&f);
	ladder_draw(c, canvas_rect(c), &f.plan, -1, -1);
	canvas_text_dump(c, &b);
	assert_non_null(strstr(buf_str(&b), "inner thigh, low down"));
	assert_non_null(strstr(buf_str(&b), "and 4 more"));
	buf_free(&b);
	canvas_clear(c);
	ladder_draw(c, canvas_rect(c), &f.plan, SEG_STRETCH, -1);
	canvas_text_dump(c, &b);
	assert_null(strstr(buf_str(&b), "more"));
	assert_non_null(strstr(buf_str(&b), "Sit tall"));
	buf_free(&b);
	canvas_free(c);
}

static void the_picker_plays_what_can_be_played(void **state)
{
	static struct fixture f;
	struct card cards[] = {{"a", &f.plan, NULL}, {"b", NULL, "It has an error."}};
	struct picker_model m = {cards, 2, &f.atlas, &f.who, &f.set, 0};
	enum picker_choice choice;

	(void)state;
	fixture_init(&f);
	assert_true(picker_key(&m, KEYCODE_ENTER, &choice));
	assert_int_equal(choice, PICKER_PLAY);
	picker_key(&m, KEYCODE_DOWN, &choice);
	picker_key(&m, KEYCODE_ENTER, &choice);
	assert_int_equal(choice, PICKER_NONE);
	picker_key(&m, KEYCODE_ESC, &choice);
	assert_int_equal(choice, PICKER_BACK);
}

/* Scrolled past the end, a page stays at its end; every key of the table is on it somewhere. */
static void help_scrolls_to_all_keys(void **state)
{
	struct canvas *c = canvas_new(40, 12, TIER_ASCII);
	struct help_model m = {0};
	struct buf b = {0};
	size_t n;
	const struct binding *keys = keymap_table(&n);
	bool back;

	(void)state;
	for (int i = 0; i < 60; i++) {
		help_draw(c, &m);
		canvas_text_dump(c, &b);
		assert_true(help_key(&m, KEYCODE_DOWN, &back));
		assert_false(back);
	}
	help_draw(c, &m);
	int last = m.top;

	m.top = 30000;
	help_draw(c, &m);
	assert_int_equal(m.top, last);
	for (size_t i = 0; i < n; i++) {
		char start[13];

		snprintf(start, sizeof start, "%s", keys[i].help);
		assert_non_null(strstr(buf_str(&b), start));
	}
	assert_true(help_key(&m, KEYCODE_ESC, &back));
	assert_true(back);
	buf_free(&b);
	canvas_free(c);
}

static bool press(struct learn_model *m, uint32_t key)
{
	bool back;

	assert_true(learn_key(m, key, &back));
	return back;
}

static void learn_leads_from_the_list_to_a_page_and_back(void **state)
{
	static struct fixture f;
	struct learn_model m = learn_open(&f.atlas, &f.set, NULL);
	bool back;

	(void)state;
	assert_false(m.open);
	assert_false(press(&m, KEYCODE_DOWN));
	assert_int_equal(m.page, 1);
	assert_false(press(&m, KEYCODE_ENTER));
	assert_true(m.open);
	assert_false(press(&m, KEYCODE_RIGHT));
	assert_int_equal(m.page, 2);
	assert_false(press(&m, KEYCODE_LEFT));
	assert_false(press(&m, KEYCODE_LEFT));
	assert_false(press(&m, KEYCODE_LEFT)); /* before the first there is none */
	assert_int_equal(m.page, 0);
	assert_false(press(&m, KEYCODE_ESC));
	assert_false(m.open);
	assert_false(learn_key(&m, 'z', &back));
	assert_true(press(&m, KEYCODE_ESC));
}

static void learn_opened_at_a_page_goes_back_at_once(void **state)
{
	static struct fixture f;
	struct learn_model m = learn_open(&f.atlas, &f.set, "stop");
	size_t n;

	(void)state;
	assert_true(m.open);
	assert_ptr_equal(&learn_pages(&n)[m.page], learn_find("stop"));
	assert_false(press(&m, KEYCODE_RIGHT));
	assert_true(press(&m, KEYCODE_ESC));
	m = learn_open(&f.atlas, &f.set, "no such page");
	assert_false(m.open);
	assert_true(press(&m, 'q'));
}

/* Whoever only presses Enter reads every line of every page, at any size, and comes out at the end. */
static void enter_alone_reads_all_of_learn(void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = {{20, 4}, {40, 12}, {80, 24}};
	static struct fixture f;

	(void)state;
	fixture_init(&f);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct canvas *c = canvas_new(sizes[i].cols, sizes[i].rows, TIER_ASCII);
		struct learn_model m = learn_open(&f.atlas, &f.set, "idea");
		struct buf all = {0};
		int pressed = 0, page = -1, bottom = 0;

		do {
			learn_draw(c, &m);
			canvas_text_dump(c, &all);
			assert_true(page != m.page || m.top <= bottom); /* no line is jumped over */
			bottom = m.top + m.rows;
			page = m.page;
		} while (!press(&m, KEYCODE_ENTER) && ++pressed < 1000);
		assert_in_range(pressed, 10, 900);
		assert_non_null(strstr(buf_str(&all), "settled")); /* the last word of all */
		buf_free(&all);
		canvas_free(c);
	}
}

/* The last word of a page. */
static const char *last_word(int page)
{
	size_t n;
	const struct learn_line *l = learn_pages(&n)[page].line;

	for (int k = 1; k < LEARN_LINES && l[1].text; k++)
		l++;
	return strrchr(l->text, ' ');
}

/* The page beside the list is whole, or has the mark that there is more. */
static void what_is_cut_beside_the_list_says_so(void **state)
{
	static struct fixture f;
	struct canvas *c = canvas_new(80, 24, TIER_BRAILLE);
	size_t n;

	(void)state;
	learn_pages(&n);
	fixture_init(&f);
	for (int rows = 20; rows <= 40; rows++) {
		struct learn_model m = learn_open(&f.atlas, &f.set, NULL);

		canvas_resize(c, 80, rows);
		for (m.page = 0; m.page < (int)n; m.page++) {
			const char *word = last_word(m.page);
			struct buf b = {0};

			learn_draw(c, &m);
			canvas_text_dump(c, &b);
			char *keys = strstr(buf_str(&b), "Enter");

			assert_non_null(word);
			assert_non_null(keys);
			*keys = '\0'; /* they have an arrow of their own */
			assert_int_equal(m.last > 0, strstr(b.p, "\xe2\x86\x93") != NULL);
			assert_true(m.last > 0 || strstr(b.p, word + 1));
			buf_free(&b);
		}
	}
	canvas_free(c);
}

static void a_narrow_page_of_learn_scrolls(void **state)
{
	static struct fixture f;
	struct canvas *c = canvas_new(20, 4, TIER_ASCII);

	(void)state;
	fixture_init(&f);
	struct learn_model m = learn_open(&f.atlas, &f.set, "stop");

	learn_draw(c, &m);
	assert_true(m.last > 10);
	assert_false(press(&m, KEYCODE_END));
	learn_draw(c, &m);
	assert_int_equal(m.top, m.last);
	assert_false(press(&m, KEYCODE_DOWN));
	learn_draw(c, &m);
	assert_int_equal(m.top, m.last);
	assert_false(press(&m, KEYCODE_HOME));
	assert_int_equal(m.top, 0);
	canvas_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_noes_open_the_gate),
		cmocka_unit_test(one_yes_decides),
		cmocka_unit_test(nothing_else_answers),
		cmocka_unit_test(a_small_screen_scrolls_the_question),
		cmocka_unit_test(the_jump_list_goes_where_it_points),
		cmocka_unit_test(a_ladder_cut_short_says_so),
		cmocka_unit_test(the_picker_plays_what_can_be_played),
		cmocka_unit_test(help_scrolls_to_all_keys),
		cmocka_unit_test(learn_leads_from_the_list_to_a_page_and_back),
		cmocka_unit_test(learn_opened_at_a_page_goes_back_at_once),
		cmocka_unit_test(enter_alone_reads_all_of_learn),
		cmocka_unit_test(what_is_cut_beside_the_list_says_so),
		cmocka_unit_test(a_narrow_page_of_learn_scrolls),
	};

	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
