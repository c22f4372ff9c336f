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

static struct fixture fixture;

static struct gate_model open_page(enum gate g)
{
	struct gate_model m;

	fixture_init(&fixture);
	m = scene_gate_model(g, &fixture);
	m.marks = 0;
	return m;
}

static void draw(struct gate_model *m, int cols, int rows, struct buf *out)
{
	struct canvas *c = canvas_new(cols, rows, TIER_ASCII);

	gate_draw(c, m);
	if (out)
		canvas_text_dump(c, out);
	canvas_free(c);
}

static enum gate_choice key_at(struct gate_model *m, uint32_t key, int64_t ms)
{
	return gate_key(m, key, (struct mono){ms * NS_PER_MS});
}

/* Well after whatever came before. */
static enum gate_choice key_late(struct gate_model *m, uint32_t key)
{
	return key_at(m, key, m->quiet.ns / NS_PER_MS + 5000);
}

static void each_question_has_a_key_of_its_own(void **state)
{
	unsigned all = 0;

	(void)state;
	for (enum gate g = GATE_ASK_EMERGENCY; g <= GATE_ASK_FIRST; g++) {
		struct gate_model m = open_page(g);
		unsigned marked = 0;

		draw(&m, 80, 24, NULL);
		for (size_t i = 0; i < m.page.n; i++) {
			assert_int_equal(key_late(&m, (uint32_t)m.page.key[i]), GATE_MARKED);
			assert_int_equal(m.marks & ~marked, m.page.bit[i]);
			marked = m.marks;
		}
		assert_int_equal(key_late(&m, '1'), GATE_MARKED); /* again takes it back */
		assert_int_equal(m.marks, marked & ~m.page.bit[0]);
		assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
		assert_int_equal(m.value, m.marks);
		all |= marked;
	}
	assert_int_equal(all, ((1u << 18) - 2) & ~(1u << QUESTION_FALL));
}

static void enter_is_none_of_these(void **state)
{
	static const enum gate pages[] = {GATE_ASK_EMERGENCY, GATE_ASK_CLINICIAN, GATE_ASK_FIRST,
					  GATE_ASK_TODAY,     GATE_ASK_CALF,      GATE_ASK_BRUISE};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct gate_model m = open_page(pages[i]);

		draw(&m, 80, 24, NULL);
		assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
		assert_int_equal(m.value, 0);
	}
}

/* What began with a fall is said with a word, not with Enter. */
static void the_fall_is_answered_by_yes_or_no(void **state)
{
	struct gate_model m = open_page(GATE_ASK_FALL);

	(void)state;
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_MARKED);
	assert_int_equal(m.unheard, GATE_NO_SUCH_KEY);
	assert_int_equal(key_late(&m, KEYCODE_SPACE), GATE_MARKED);
	assert_int_equal(m.unheard, GATE_NO_SUCH_KEY);
	assert_int_equal(key_late(&m, 'n'), GATE_ANSWERED);
	assert_int_equal(m.value, 0);
	assert_int_equal(key_late(&m, 'y'), GATE_ANSWERED);
	assert_int_equal(m.value, 1);
	assert_int_equal(key_late(&m, KEYCODE_ESC), GATE_LEAVE);
}

static void the_other_pages_have_their_keys(void **state)
{
	struct gate_model m = open_page(GATE_ASK_TODAY);

	(void)state;
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, 'c'), GATE_ANSWERED);
	assert_int_equal(m.value, 1);
	m = open_page(GATE_ASK_SORE);
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, 't'), GATE_ANSWERED);
	assert_int_equal(m.value, 10);
	assert_int_equal(key_late(&m, '0'), GATE_ANSWERED);
	assert_int_equal(m.value, 0);
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
	assert_int_equal(m.value, GATE_LEFT_OUT);
	m = open_page(GATE_TELL_REST);
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
	assert_int_equal(m.value, 0);
	assert_int_equal(key_late(&m, 'g'), GATE_ANSWERED);
	assert_int_equal(m.value, 1);
	for (enum gate g = GATE_EMERGENCY; g < GATES; g++) {
		m = open_page(g);
		draw(&m, 80, 24, NULL);
		assert_int_equal(key_late(&m, 'y'), GATE_MARKED);
		assert_int_equal(m.unheard, GATE_NO_SUCH_KEY);
		assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_LEAVE);
	}
}

static void p_goes_back_where_there_is_a_page(void **state)
{
	struct gate_model m = open_page(GATE_ASK_CLINICIAN);

	(void)state;
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, 'p'), GATE_BACK);
	m = open_page(GATE_ASK_FALL);
	draw(&m, 80, 24, NULL);
	assert_int_equal(key_late(&m, 'p'), GATE_MARKED);
	assert_int_equal(m.unheard, GATE_NO_SUCH_KEY);
}

/* A key held down from the screen before repeats, and answers nothing, however long; let go, it does. */
static void a_key_held_down_answers_nothing(void **state)
{
	static const uint32_t keys[] = {KEYCODE_ENTER, 'n'};

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		struct gate_model m = open_page(k ? GATE_ASK_FALL : GATE_ASK_CLINICIAN);
		int64_t ms = 660; /* the longest delay of a terminal's repeat, then 25 a second */

		draw(&m, 80, 24, NULL);
		for (; ms < 60000; ms += 40)
			assert_int_equal(key_at(&m, keys[k], ms), GATE_MARKED);
		ms -= 40;
		assert_int_equal(key_at(&m, keys[k], ms + GATE_QUIET_MS - 1), GATE_MARKED);
		assert_int_equal(m.unheard, GATE_TOO_SOON);
		assert_int_equal(key_at(&m, keys[k], ms + 2 * GATE_QUIET_MS - 1), GATE_ANSWERED);
	}
}

/* A key that does nothing says so, until one does something. */
static void a_key_without_a_meaning_is_told(void **state)
{
	struct gate_model m = open_page(GATE_ASK_CLINICIAN);
	struct buf text = {0};

	(void)state;
	draw(&m, 80, 24, &text);
	assert_null(strstr(buf_str(&text), "Here only the keys below"));
	buf_clear(&text);
	assert_int_equal(key_late(&m, 'x'), GATE_MARKED);
	draw(&m, 80, 24, &text);
	assert_non_null(strstr(buf_str(&text), "Here only the keys below"));
	buf_clear(&text);
	assert_int_equal(key_late(&m, '1'), GATE_MARKED);
	draw(&m, 80, 24, &text);
	assert_null(strstr(buf_str(&text), "Here only the keys below"));
	buf_free(&text);
}

/* Before it was drawn at all, or where its end was not shown, nothing is answered: the key shows more. */
static void what_was_not_shown_is_not_answered(void **state)
{
	struct gate_model m = open_page(GATE_ASK_CLINICIAN);
	int shown = 0;

	(void)state;
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_NONE);
	draw(&m, 40, 12, NULL);
	assert_true(m.last > 0);
	while (m.top < m.last) {
		assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_MARKED);
		draw(&m, 40, 12, NULL);
		assert_true(++shown < 100);
	}
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
}

/* At the least size the whole page can still be read by scrolling. */
static void a_small_screen_scrolls_all_of_it(void **state)
{
	struct gate_model m = open_page(GATE_ASK_CLINICIAN);
	struct buf all = {0};

	(void)state;
	do {
		draw(&m, 20, 4, &all);
	} while (m.top++ < m.last);
	assert_non_null(strstr(buf_str(&all), "1"));
	assert_non_null(strstr(buf_str(&all), "infected"));
	assert_non_null(strstr(buf_str(&all), "more"));
	assert_non_null(strstr(buf_str(&all), "none of these"));
	buf_free(&all);
}

/* Every word of every page is there at the size it is made for, and no page is cut by its room. */
static void pages_are_whole(void **state)
{
	(void)state;
	for (enum gate g = GATE_ASK_FALL; g < GATES; g++) {
		struct gate_model m = open_page(g);
		struct buf b = {0};

		draw(&m, 80, 24, &b);
		assert_int_equal(m.last, 0);
		assert_true(strlen(m.page.text) + 1 < GATE_TEXT);
		assert_true(m.page.title[0]);
		assert_true(m.page.text[0] || m.page.n);
		buf_free(&b);
	}
}

static void advice_says_whom_to_call(void **state)
{
	(void)state;
	for (enum gate g = GATE_EMERGENCY; g <= GATE_CLINICIAN; g++)
		assert_non_null(strstr(open_page(g).page.text, "all 112, 911, 999 or your local number"));
	assert_non_null(strstr(open_page(GATE_NUMB).page.text, "unknot screening"));
	assert_non_null(strstr(open_page(GATE_TELL_GENTLE).page.text, "4 of 10"));
	assert_non_null(strstr(open_page(GATE_TELL_GENTLE).page.text, "No calf"));
	assert_non_null(strstr(open_page(GATE_ASK_CHECKED).page.text, "cancer"));
}

/* Bruises are told by place, and one can be elsewhere. */
static void a_bruise_is_told_by_place(void **state)
{
	struct gate_model m = open_page(GATE_ASK_BRUISE);

	(void)state;
	draw(&m, 80, 24, NULL);
	assert_int_equal(m.page.n, 5);
	assert_string_equal(m.page.item[3], "right leg, inner thigh, low down");
	key_late(&m, '4');
	key_late(&m, '5');
	assert_int_equal(key_late(&m, KEYCODE_ENTER), GATE_ANSWERED);
	assert_int_equal(m.value, 1u << 3 | 1u << 4);
}

static void the_jump_list_goes_where_it_points(void **state)
{
	static struct fixture f;
	enum jump_choice choice;
	int segment = -1;

	(void)state;
	fixture_init(&f);
	assert_int_equal(ladder_rows(&f.plan), 8);
	struct jump_model m = jump_open(&f.plan, SEG_HOLD, NULL, false);

	assert_int_equal(m.selected, 2);
	assert_true(jump_key(&m, KEYCODE_DOWN, &choice, &segment));
	assert_true(jump_key(&m, KEYCODE_ENTER, &choice, &segment));
	assert_int_equal(choice, JUMP_TO);
	assert_int_equal(segment, f.press[1].find);
	assert_true(jump_key(&m, KEYCODE_ESC, &choice, &segment));
	assert_int_equal(choice, JUMP_BACK);
	m = jump_open(&f.plan, (int)f.plan.nsegments, NULL, false);
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

/* What lies before the current step and was not done is not shown as done. */
static void a_ladder_tells_what_was_done(void **state)
{
	static struct fixture f;
	struct canvas *c = canvas_new(50, 8, TIER_ASCII);
	bool done[64] = {[SEG_WALK] = true};
	struct buf b = {0};

	(void)state;
	fixture_init(&f);
	assert_true(f.plan.nsegments <= sizeof done);
	ladder_draw_played(c, canvas_rect(c), &f.plan, SEG_HOLD, done, -1);
	canvas_text_dump(c, &b);
	assert_true(buf_str(&b)[0] == '*');               /* the walk */
	assert_true(strchr(buf_str(&b), '\n')[1] == '.'); /* the breathing */
	assert_non_null(strstr(buf_str(&b), "\nO"));      /* the press */
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
	for (int i = 0; i < 80; i++) {
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

/* Where a person is, the keys of that place come first. */
static void help_begins_with_the_keys_of_where_it_was_opened(void **state)
{
	(void)state;
	for (int home = 0; home < 2; home++) {
		struct canvas *c = canvas_new(100, 50, TIER_ASCII);
		struct help_model m = {.home = home};
		struct buf b = {0};

		help_draw(c, &m);
		canvas_text_dump(c, &b);
		const char *at_home = strstr(buf_str(&b), "At home");
		const char *stop = strstr(buf_str(&b), "Stops this press");

		assert_non_null(at_home);
		assert_non_null(stop);
		assert_int_equal(at_home < stop, home);
		assert_int_equal(strstr(buf_str(&b), "In a session") != NULL, home);
		buf_free(&b);
		canvas_free(c);
	}
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
		cmocka_unit_test(each_question_has_a_key_of_its_own),
		cmocka_unit_test(enter_is_none_of_these),
		cmocka_unit_test(the_fall_is_answered_by_yes_or_no),
		cmocka_unit_test(the_other_pages_have_their_keys),
		cmocka_unit_test(p_goes_back_where_there_is_a_page),
		cmocka_unit_test(a_key_held_down_answers_nothing),
		cmocka_unit_test(a_key_without_a_meaning_is_told),
		cmocka_unit_test(what_was_not_shown_is_not_answered),
		cmocka_unit_test(a_small_screen_scrolls_all_of_it),
		cmocka_unit_test(pages_are_whole),
		cmocka_unit_test(advice_says_whom_to_call),
		cmocka_unit_test(a_bruise_is_told_by_place),
		cmocka_unit_test(the_jump_list_goes_where_it_points),
		cmocka_unit_test(a_ladder_cut_short_says_so),
		cmocka_unit_test(a_ladder_tells_what_was_done),
		cmocka_unit_test(the_picker_plays_what_can_be_played),
		cmocka_unit_test(help_scrolls_to_all_keys),
		cmocka_unit_test(help_begins_with_the_keys_of_where_it_was_opened),
		cmocka_unit_test(learn_leads_from_the_list_to_a_page_and_back),
		cmocka_unit_test(learn_opened_at_a_page_goes_back_at_once),
		cmocka_unit_test(enter_alone_reads_all_of_learn),
		cmocka_unit_test(what_is_cut_beside_the_list_says_so),
		cmocka_unit_test(a_narrow_page_of_learn_scrolls),
	};

	return cmocka_run_group_tests_name("gate_page", tests, NULL, NULL);
}
