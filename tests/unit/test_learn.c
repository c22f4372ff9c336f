/* The pages of learn: each short, in calm words, promising nothing; found by its word and set to any
 * width. The keys of its screen are in test_gate. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/learn.h"

enum { PAGE_BYTES = 1250 /* a minute's reading */, PAGES_LEAST = 8 };

static struct atlas atlas = {
	.nzones = 2,
	.zone = {{.name = "hollow of the knee",
		  .why = "an artery, a vein and two nerves lie just under the skin there"},
		 {.name = "bone"}}};

static void each_page_has_a_word_of_its_own(void **state)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	(void)state;
	assert_in_range(n, PAGES_LEAST, 24);
	assert_string_equal(p[0].id, "idea");
	for (size_t i = 0; i < n; i++) {
		assert_true(strspn(p[i].id, "abcdefghijklmnopqrstuvwxyz-") == strlen(p[i].id));
		assert_in_range(strlen(p[i].id), 2, 10);
		assert_in_range(strlen(p[i].title), 3, 30);
		assert_ptr_equal(learn_find(p[i].id), &p[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(p[i].title, p[k].title);
	}
	assert_ptr_equal(learn_find("SCALE"), learn_find("scale"));
	assert_null(learn_find("scales"));
	assert_null(learn_find(""));
	assert_string_equal(learn_guess("zons"), "zones");
	assert_null(learn_guess("teapot-and-cups"));
}

/* What other screens lead to: a session to the scale and the stop signs, the gate to when to ask. */
static void the_pages_others_lead_to_are_there(void **state)
{
	static const char *const ids[] = {"idea",  "evidence", "fall", "ask",     "scale",  "stop",
					  "zones", "sitting",  "tool", "walking", "driving"};

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		assert_non_null(learn_find(ids[i]));
}

static char *page_text(const struct learn_page *p, int cols)
{
	struct buf b = {0};

	learn_text(p, &atlas, cols, &b);
	buf_adds(&b, "");
	return b.p;
}

static void each_page_is_read_in_a_minute(void **state)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char *text = page_text(&p[i], 80);

		if (strlen(text) > PAGE_BYTES)
			print_error("%s: %zu bytes\n", p[i].id, strlen(text));
		assert_in_range(strlen(text), 200, PAGE_BYTES);
		free(text);
	}
}

static void nothing_is_promised(void **state)
{
	static const char *const banned[] = {
		"cure",      "toxin",    "fixes",        "scar tissue",  "guarante",  "heal",
		"miracle",   "twisted",  "out of place", "amazing",      "must hurt", "no pain",
		"pain-free", "for good", "knots in",     "push through", "!",
	};
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char *text = page_text(&p[i], 4000);

		for (char *at = text; *at; at++)
			*at = (char)tolower((unsigned char)*at);
		for (size_t k = 0; k < sizeof banned / sizeof *banned; k++) {
			if (strstr(text, banned[k]))
				print_error("%s says \"%s\"\n", p[i].id, banned[k]);
			assert_null(strstr(text, banned[k]));
		}
		free(text);
	}
}

/* Every paragraph is a sentence or part of a list, and every table entry is shown. */
static void the_items_are_whole(void **state)
{
	struct learn_item items[LEARN_ITEMS];
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		size_t count = learn_items(&p[i], &atlas, items);

		assert_in_range(count, 3, LEARN_ITEMS);
		assert_false(items[0].apart);
		for (size_t k = 0; k < count; k++) {
			const char *text = items[k].text, *last = text + strlen(text);

			if (items[k].kind == LEARN_TEXT)
				assert_true(isupper((unsigned char)*text) || strncmp(text, "unknot", 6) == 0);
			if (items[k].kind == LEARN_TEXT)
				assert_int_equal(last[-1], '.');
			if (items[k].kind == LEARN_LEAD)
				assert_true(last[-1] == ':' || last[-1] == '.');
			if (items[k].kind != LEARN_SCALE)
				assert_true(*text && last[-1] != ' ' && !strstr(text, "  "));
		}
	}
}

static void the_zones_are_those_of_the_atlas(void **state)
{
	const struct learn_page *p = learn_find("zones");
	struct learn_item items[LEARN_ITEMS];
	size_t n = learn_items(p, &atlas, items), zones = 0;
	char *text = page_text(p, 80);

	(void)state;
	assert_true(learn_has_zones(p));
	assert_false(learn_has_zones(learn_find("idea")));
	for (size_t i = 0; i < n; i++) {
		if (items[i].kind != LEARN_ZONES)
			continue;
		assert_int_equal(items[i].figure, ++zones);
		assert_string_equal(items[i].text, atlas.zone[zones - 1].name);
	}
	assert_int_equal(zones, 2);
	assert_non_null(strstr(text, "\n  1 hollow of the knee: an artery, a vein"));
	assert_non_null(strstr(text, "\n  2 bone\n"));
	free(text);
	assert_true(learn_items(p, NULL, items) > 0); /* without an atlas the words are there */
}

static void no_line_is_wider_than_asked(void **state)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	(void)state;
	for (int cols = 20; cols <= 80; cols += 12) {
		struct buf b = {0};

		learn_contents(cols, &b);
		for (size_t i = 0; i < n; i++)
			learn_text(&p[i], &atlas, cols, &b);
		for (const char *s = buf_str(&b); *s;) {
			size_t len = strcspn(s, "\n");
			char *line = mem_strndup(s, len);

			assert_true(text_width(line) <= cols);
			assert_true(len == 0 || line[len - 1] != ' ');
			free(line);
			s += len + (s[len] == '\n');
		}
		buf_free(&b);
	}
}

/* No word is lost or doubled where lines are broken. */
static void wrapping_keeps_every_word(void **state)
{
	const struct learn_page *p = learn_find("ask");
	char *wide = page_text(p, 4000), *narrow = page_text(p, 24);
	const char *w = wide, *m = narrow;

	(void)state;
	for (;;) {
		w += strspn(w, " \n");
		m += strspn(m, " \n");
		if (!*w || !*m)
			break;
		assert_int_equal(*w, *m);
		w++;
		m++;
	}
	assert_int_equal(*w, *m);
	free(wide);
	free(narrow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_page_has_a_word_of_its_own),
		cmocka_unit_test(the_pages_others_lead_to_are_there),
		cmocka_unit_test(each_page_is_read_in_a_minute),
		cmocka_unit_test(nothing_is_promised),
		cmocka_unit_test(the_items_are_whole),
		cmocka_unit_test(the_zones_are_those_of_the_atlas),
		cmocka_unit_test(no_line_is_wider_than_asked),
		cmocka_unit_test(wrapping_keeps_every_word),
	};

	return cmocka_run_group_tests_name("learn", tests, NULL, NULL);
}
