#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

static const char text[] = "one\n\ttwo 日本 three\r\nfour";

static struct diag *fixture(void)
{
	struct diag *d = diag_new();

	diag_source(d, "f.yaml", text, sizeof text - 1);
	return d;
}

static void assert_text(struct diag *d, const char *want)
{
	struct buf out = {0};

	diag_text(d, &out, false);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void bytes_become_places(void **state)
{
	struct diag *d = fixture();
	uint32_t line, col;

	(void)state;
	diag_locate(d, 0, 0, &line, &col);
	assert_true(line == 1 && col == 1);
	diag_locate(d, 0, 4, &line, &col);
	assert_true(line == 2 && col == 1);
	diag_locate(d, 0, 15, &line, &col);
	assert_true(line == 2 && col == 8);
	diag_locate(d, 0, 1000, &line, &col);
	assert_true(line == 3 && col == 5);
	diag_free(d);
}

static void lines_have_no_end(void **state)
{
	struct diag *d = fixture();
	size_t n;

	(void)state;
	assert_memory_equal(diag_line(d, 0, 2, &n), "\ttwo", 4);
	assert_int_equal(n, strlen("\ttwo 日本 three"));
	diag_line(d, 0, 3, &n);
	assert_int_equal(n, 4);
	diag_line(d, 0, 4, &n);
	assert_int_equal(n, 0);
	diag_free(d);
}

/* A tab is one column and fills to the next stop; what is wide takes two cells. */
static void carets_line_up(void **state)
{
	struct diag *d = fixture();
	struct diag_entry *e = diag_add(d, DIAG_ERROR, "code", (struct span){0, 2, 6, 2, 8}, "wrong %d", 1);

	(void)state;
	diag_hint(d, e, "hint");
	diag_relate(d, e, (struct span){0, 1, 1, 1, 4}, "here");
	assert_text(d, "f.yaml:2:6: error: wrong 1 [code]\n"
		       "    2 |         two 日本 three\n"
		       "      |             ^~~~ hint\n"
		       "f.yaml:1:1: note: here\n"
		       "    1 | one\n"
		       "      | ^~~\n");
	diag_free(d);
}

static void entries_come_by_place(void **state)
{
	struct diag *d = fixture();

	(void)state;
	diag_add(d, DIAG_ERROR, "b", (struct span){0, 3, 1, 3, 2}, "third");
	diag_add(d, DIAG_WARNING, "a", (struct span){0, 1, 2, 1, 3}, "first");
	diag_add(d, DIAG_ERROR, "c", (struct span){0, 1, 2, 1, 3}, "second");
	diag_add(d, DIAG_ERROR, "c", (struct span){0, 1, 2, 1, 3}, "a repeat");
	assert_string_equal(diag_at(d, 0)->message, "first");
	assert_string_equal(diag_at(d, 1)->message, "second");
	assert_string_equal(diag_at(d, 2)->message, "third");
	assert_null(diag_at(d, 3));
	assert_int_equal(diag_count(d, DIAG_ERROR), 2);
	assert_int_equal(diag_count(d, DIAG_WARNING), 1);
	diag_free(d);
}

/* Of very many only the count is kept, whatever is hung on them. */
static void a_flood_is_counted(void **state)
{
	struct diag *d = fixture();
	struct buf out = {0};
	const char *word = "word";

	(void)state;
	for (uint32_t i = 0; i < 100000; i++) {
		struct diag_entry *e =
			diag_add(d, DIAG_ERROR, "x", (struct span){0, i + 1, 1, i + 1, 2}, "m");

		diag_hint(d, e, "hint %u", i);
		diag_expect(d, e, &word, 1);
		diag_replace(d, e, word);
		diag_path(d, e, word);
		diag_relate(d, e, e->at, "there");
	}
	assert_int_equal(diag_count(d, DIAG_ERROR), 100000);
	assert_non_null(diag_at(d, 1999));
	assert_null(diag_at(d, 2000));
	diag_text(d, &out, false);
	assert_non_null(strstr(out.p, "and 99950 more\n"));
	buf_clear(&out);
	diag_json(d, &out);
	assert_non_null(strstr(out.p, "\"errors\": 100000"));
	assert_non_null(strstr(out.p, "\"more\": 99950"));
	buf_free(&out);
	diag_free(d);
}

/* A file's bytes never reach a terminal as they are. */
static void control_characters_are_not_shown(void **state)
{
	struct diag *d = diag_new();

	(void)state;
	diag_source(d, "a\033b", "x\033[2J\xff", 6);
	diag_add(d, DIAG_ERROR, "c", (struct span){0, 1, 2, 1, 3}, "m");
	assert_text(d, "a?b:1:2: error: m [c]\n    1 | x?[2J?\n      |  ^\n");
	diag_free(d);
}

/* A message goes on further in; a hint goes on under its beginning, or below where the caret leaves it no room; a
 * line is cut if the caret is seen all the same. */
static void a_terminal_breaks_between_words(void **state)
{
	struct diag *d = diag_new();
	struct diag_entry *e;

	(void)state;
	diag_source(d, "/home/me/f.yaml", "a: b\n                                  c: d\n", 44);
	e = diag_add(d, DIAG_ERROR, "x", (struct span){0, 1, 1, 1, 2},
		     "a message that is longer than the terminal");
	diag_hint(d, e, "words that do not fit beside the caret of it");
	e = diag_add(d, DIAG_ERROR, "y", (struct span){0, 2, 35, 2, 36}, "m");
	diag_hint(d, e, "words that do not fit at all in there");
	diag_terminal(d, 40, "/home/me");
	assert_text(d, "~/f.yaml:1:1: error: a message that\n"
		       "    is longer than the terminal [x]\n"
		       "    1 | a: b\n"
		       "      | ^ words that do not fit beside\n"
		       "      |   the caret of it\n"
		       "~/f.yaml:2:35: error: m [y]\n"
		       "    2 |                                   c: d\n"
		       "      |                                   ^\n"
		       "      |     words that do not fit at all\n"
		       "      |     in there\n");
	diag_terminal(d, 0, "/home/m");
	assert_int_equal(diag_count(d, DIAG_ERROR), 2);
	diag_terminal(d, 30, "/home/me");
	diag_free(d);
	d = diag_new();
	diag_source(d, "f.yaml", "a: a text that goes on and on\n", 30);
	diag_add(d, DIAG_ERROR, "x", (struct span){0, 1, 1, 1, 2}, "m");
	diag_add(d, DIAG_ERROR, "x", (struct span){0, 1, 28, 1, 30}, "m");
	diag_terminal(d, 30, "/home/me");
	assert_text(d, "f.yaml:1:1: error: m [x]\n"
		       "    1 | a: a text that goes...\n"
		       "      | ^\n"
		       "f.yaml:1:28: error: m [x]\n"
		       "    1 | a: a text that goes on and on\n"
		       "      |                            ^~\n");
	diag_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_places),
		cmocka_unit_test(lines_have_no_end),
		cmocka_unit_test(carets_line_up),
		cmocka_unit_test(entries_come_by_place),
		cmocka_unit_test(a_flood_is_counted),
		cmocka_unit_test(control_characters_are_not_shown),
		cmocka_unit_test(a_terminal_breaks_between_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
