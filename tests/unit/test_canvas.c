#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/canvas.h"

static const struct cell *at(const struct canvas *c, int x, int y)
{
	return &c->cells[y * c->cols + x];
}

/* The canvas holds exactly these rows of text; frees it. */
static void has(const struct canvas *c, const char *rows)
{
	struct buf b = {0};

	canvas_text_dump(c, &b);
	assert_string_equal(buf_str(&b), rows);
	buf_free(&b);
}

static void shows(struct canvas *c, const char *rows)
{
	has(c, rows);
	canvas_free(c);
}

static void text_is_clipped(void **state)
{
	struct canvas *c = canvas_new(8, 3, TIER_BRAILLE);
	struct rect old = canvas_clip(c, (struct rect){2, 1, 3, 1});

	(void)state;
	assert_int_equal(canvas_text(c, 0, 1, STYLE_PLAIN, "abcdefgh"), 8);
	canvas_text(c, 2, 0, STYLE_PLAIN, "above");
	canvas_text(c, -100, 1, STYLE_PLAIN, "far away");
	assert_int_equal(old.w, 8);
	/* a clip inside a clip, and one that leaves nothing */
	canvas_clip(c, (struct rect){4, 0, 100, 100});
	canvas_put(c, 4, 1, 'X', STYLE_PLAIN, 0);
	canvas_put(c, 3, 1, 'X', STYLE_PLAIN, 0);
	canvas_clip(c, (struct rect){INT_MAX - 1, INT_MAX - 1, INT_MAX, INT_MAX});
	canvas_fill(c, (struct rect){INT_MIN, INT_MIN, INT_MAX, INT_MAX}, 'Y', STYLE_PLAIN);
	shows(c, "\n  cdX\n\n");
}

static void wide_characters_are_never_halved(void **state)
{
	struct canvas *c = canvas_new(6, 4, TIER_BRAILLE);

	(void)state;
	canvas_text(c, 0, 0, STYLE_PLAIN, "日本語");
	canvas_put(c, 1, 0, 'x', STYLE_PLAIN, 0); /* cuts the first in two */
	canvas_text(c, 5, 1, STYLE_PLAIN, "日");  /* has no room at the edge */
	canvas_text(c, 0, 2, STYLE_PLAIN, "ab");
	canvas_text(c, 1, 2, STYLE_PLAIN, "日");
	canvas_text(c, -1, 3, STYLE_PLAIN, "日x");
	assert_int_equal(at(c, 2, 2)->ch, 0);
	shows(c, " x本語\n\na日\n x\n");
}

static void hostile_text_cannot_reach_the_terminal(void **state)
{
	struct canvas *c = canvas_new(20, 2, TIER_BRAILLE);

	(void)state;
	canvas_text(c, 0, 0, STYLE_PLAIN,
		    "a\033[2Jb\r\nc\x7f\xc2\x9b"
		    "d\xe2\x80\xae"
		    "e\xef\xb8\x8f.\xff.");
	canvas_text(c, 0, 1, STYLE_PLAIN, "\xcc\x81" /* an accent on nothing */ "e\xcc\x81\xcc\x80n");
	assert_int_equal(at(c, 0, 1)->mark, 0x301);
	shows(c, "a[2Jbcde.\xef\xbf\xbd.\n"
		 "e\xcc\x81n\n");
}

static void ascii_tier_holds_only_ascii(void **state)
{
	struct canvas *c = canvas_new(40, 9, TIER_ASCII);

	(void)state;
	canvas_text(c, 0, 0, STYLE_PLAIN, "6 → 4 · “äé” – 3×日 ∞ e\xcc\x81");
	canvas_box(c, (struct rect){0, 1, 20, 3}, STYLE_FRAME, "über");
	canvas_text_in(c, 1, 2, 8, STYLE_PLAIN, "a long text");
	canvas_bar(c, 0, 4, 10, 1, 4, STYLE_BAR);
	canvas_digits(c, 0, 5, STYLE_NOW, "0:19");
	for (int i = 0; i < 16; i++)
		canvas_dot(c, 30 + i, 20 + i % 7, STYLE_BREATH, i);
	for (int i = 0; i < c->cols * c->rows; i++)
		assert_in_range(c->cells[i].ch, ' ', '~');
	canvas_clip(c, (struct rect){0, 0, 20, 9});
	canvas_fill(c, (struct rect){15, 5, 5, 4}, ' ', STYLE_PLAIN);
	canvas_clear(c);
	canvas_text(c, 0, 0, STYLE_PLAIN, "6 → 4 · “äé” – 3×日 ∞ e\xcc\x81");
	canvas_box(c, (struct rect){0, 1, 20, 3}, STYLE_FRAME, "über");
	canvas_text_in(c, 1, 2, 8, STYLE_PLAIN, "a long text");
	canvas_bar(c, 0, 4, 10, 1, 4, STYLE_BAR);
	canvas_digits(c, 0, 5, STYLE_NOW, "0:19");
	shows(c, "6 > 4 . \"ae\" - 3x?  8 e\n"
		 "+ uber ------------+\n"
		 "|a lon...          |\n"
		 "+------------------+\n"
		 "##=.......\n"
		 " _           _\n"
		 "| |  .   |  |_|\n"
		 "|_|  .   |   _|\n"
		 "\n");
}

static void text_is_cut_with_an_ellipsis(void **state)
{
	struct canvas *c = canvas_new(12, 6, TIER_BRAILLE);

	(void)state;
	assert_int_equal(canvas_text_in(c, 0, 0, 6, STYLE_PLAIN, "abcdef"), 6);
	assert_int_equal(canvas_text_in(c, 0, 1, 6, STYLE_PLAIN, "abcdefg"), 6);
	assert_int_equal(canvas_text_in(c, 0, 2, 6, STYLE_PLAIN, "abcd efg"), 5);
	assert_int_equal(canvas_text_in(c, 0, 3, 0, STYLE_PLAIN, "abcd"), 0);
	canvas_text_right(c, 0, 4, 12, STYLE_PLAIN, "right");
	canvas_text_mid(c, 0, 5, 12, STYLE_PLAIN, "mid");
	shows(c, "abcdef\nabcde…\nabcd…\n\n       right\n    mid\n");
}

static void wrapping_ends_with_an_ellipsis(void **state)
{
	struct canvas *c = canvas_new(12, 4, TIER_BRAILLE);

	(void)state;
	assert_int_equal(
		canvas_wrap(c, (struct rect){0, 0, 12, 2}, STYLE_PLAIN, "one two three four five six"), 2);
	assert_int_equal(canvas_wrap(c, (struct rect){0, 2, 12, 2}, STYLE_PLAIN, "short"), 1);
	assert_int_equal(canvas_wrap(c, (struct rect){0, 3, 12, 1}, STYLE_PLAIN, ""), 0);
	assert_int_equal(canvas_wrap(c, (struct rect){0, 3, 0, 9}, STYLE_PLAIN, "no room"), 0);
	shows(c, "one two\nthree four…\nshort\n\n");
}

static void bars_fill_by_halves(void **state)
{
	struct canvas *c = canvas_new(5, 6, TIER_BRAILLE);

	(void)state;
	canvas_bar(c, 0, 0, 5, 0, 10, STYLE_BAR);
	canvas_bar(c, 0, 1, 5, 5, 10, STYLE_BAR);
	canvas_bar(c, 0, 2, 5, 10, 10, STYLE_BAR);
	canvas_bar(c, 0, 3, 5, INT64_MAX, 1, STYLE_BAR);
	canvas_bar(c, 0, 4, 5, -7, 0, STYLE_BAR);
	canvas_bar(c, 0, 5, -5, 1, 2, STYLE_BAR);
	assert_int_equal(at(c, 0, 1)->style, STYLE_BAR);
	assert_int_equal(at(c, 4, 1)->style, STYLE_TRACK);
	shows(c, "·····\n██▌··\n█████\n█████\n·····\n\n");
}

static void dots_add_up_and_the_strongest_level_stays(void **state)
{
	struct canvas *c = canvas_new(3, 1, TIER_BRAILLE);

	(void)state;
	canvas_dot(c, 0, 0, STYLE_BREATH, 12);
	canvas_dot(c, 1, 3, STYLE_ROPE, 3);
	assert_int_equal(at(c, 0, 0)->ch, 0x2881);
	assert_int_equal(at(c, 0, 0)->level, 12);
	assert_int_equal(at(c, 0, 0)->style, STYLE_ROPE);
	/* text starts a cell afresh */
	canvas_text(c, 0, 0, STYLE_PLAIN, "x");
	canvas_dot(c, 0, 0, STYLE_ROPE, 3);
	assert_int_equal(at(c, 0, 0)->ch, 0x2801);
	assert_int_equal(at(c, 0, 0)->level, 3);
	/* outside, on either side */
	canvas_dot(c, -1, 0, STYLE_ROPE, 3);
	canvas_dot(c, 6, 0, STYLE_ROPE, 3);
	canvas_dot(c, 0, -1, STYLE_ROPE, 3);
	canvas_dot(c, 0, 4, STYLE_ROPE, 3);
	shows(c, "⠁\n");
}

static void dots_are_taken_away_again(void **state)
{
	struct canvas *c = canvas_new(3, 1, TIER_BRAILLE);

	(void)state;
	canvas_text(c, 2, 0, STYLE_PLAIN, "x");
	canvas_dot(c, 0, 0, STYLE_ROPE, 9);
	canvas_dot(c, 1, 3, STYLE_ROPE, 9);
	canvas_undot(c, 0, 0);
	assert_int_equal(c->cells[0].ch, 0x2880);
	canvas_undot(c, 0, 1); /* was not set */
	assert_int_equal(c->cells[0].ch, 0x2880);
	canvas_undot(c, 1, 3);
	assert_int_equal(c->cells[0].ch, ' ');
	assert_int_equal(c->cells[0].style, STYLE_PLAIN);
	canvas_undot(c, 4, 0); /* a letter is none */
	assert_int_equal(c->cells[2].ch, 'x');
	canvas_undot(c, -3, 0);
	canvas_undot(c, 0, 40);
	canvas_free(c);
}

static void a_copy_is_clipped_and_keeps_its_dots(void **state)
{
	struct canvas *c = canvas_new(6, 3, TIER_BRAILLE), *from = canvas_new(3, 2, TIER_BRAILLE);

	(void)state;
	canvas_text(from, 0, 0, STYLE_KEY, "abc");
	canvas_dot(from, 1, 4, STYLE_ROPE, 3);
	canvas_copy(c, 2, 1, from);
	has(c, "\n  abc\n  \xe2\xa0\x88\n");
	canvas_dot(c, 4, 8, STYLE_ROPE, 3); /* adds to what came with the copy */
	assert_int_equal(c->cells[14].ch, 0x2809);
	canvas_clear(c);
	canvas_copy(c, -1, 0, from);
	canvas_copy(c, 5, 2, from);
	canvas_copy(c, 90, -90, from);
	has(c, "bc\n\n     a\n");
	canvas_clear(c);
	canvas_clip(c, (struct rect){1, 0, 1, 1});
	canvas_copy(c, 0, 0, from);
	has(c, " b\n\n\n");
	canvas_free(c);
	canvas_free(from);
}

static void blocks_draw_halves_and_shades(void **state)
{
	struct canvas *c = canvas_new(6, 1, TIER_BLOCK);

	(void)state;
	for (int dx = 0; dx < 2; dx++)
		canvas_dot(c, dx, 0, STYLE_BREATH, 0); /* upper half */
	for (int dy = 0; dy < 4; dy++)
		canvas_dot(c, 2, dy, STYLE_BREATH, 0); /* left half */
	for (int i = 0; i < 8; i++)
		canvas_dot(c, 4 + i % 2, i / 2, STYLE_BREATH, 0); /* all */
	canvas_dot(c, 6, 0, STYLE_BREATH, 0);                     /* one corner */
	canvas_dot(c, 8, 0, STYLE_BREATH, 0);
	canvas_dot(c, 9, 3, STYLE_BREATH, 0); /* opposite corners */
	shows(c, "▀▌█░▒\n");
}

static void figures_are_measured_and_drawn(void **state)
{
	struct canvas *c = canvas_new(17, 8, TIER_BRAILLE);

	(void)state;
	assert_int_equal(canvas_digits(NULL, 0, 0, STYLE_NOW, "12:05"), 21);
	assert_int_equal(canvas_digits(NULL, 0, 0, STYLE_NOW, ""), 0);
	assert_int_equal(canvas_digits(NULL, 0, 0, STYLE_NOW, "x"), 0);
	assert_int_equal(canvas_digits_tall(NULL, 0, 0, STYLE_NOW, "0:45"), 23);
	assert_int_equal(canvas_digits(c, 0, 0, STYLE_NOW, "0:45"), 16);
	assert_int_equal(canvas_digits_tall(c, 0, 3, STYLE_NOW, "28"), 13);
	shows(c, "▄▀▀▄ ▄ █  █ █▀▀▀\n"
		 "█  █   █▄▄█ ▀▀▀▄\n"
		 "▀▄▄▀ ▀    █ ▄▄▄▀\n"
		 "▄████▄ ▄████▄\n"
		 "▀▀  ██ ██  ██\n"
		 "  ▄██▀  ████\n"
		 "▄██▀   ██  ██\n"
		 "██████ ▀████▀\n");
}

static void a_dump_has_text_then_marks(void **state)
{
	struct canvas *c = canvas_new(4, 2, TIER_BRAILLE);
	struct buf b = {0};

	(void)state;
	canvas_text(c, 0, 0, STYLE_NOW, "ab");
	canvas_fill(c, (struct rect){0, 1, 3, 1}, ' ', STYLE_SELECTED);
	canvas_dump(c, &b);
	assert_string_equal(buf_str(&b), "ab\n\n----\nNN\nSSS\n");
	buf_free(&b);
	canvas_free(c);
}

static void resizing_starts_afresh(void **state)
{
	struct canvas *c = canvas_new(4, 2, TIER_BRAILLE);

	(void)state;
	canvas_text(c, 0, 0, STYLE_NOW, "ab");
	canvas_clip(c, (struct rect){0, 0, 1, 1});
	canvas_resize(c, 0, -5);
	assert_int_equal(c->cols, 1);
	assert_int_equal(c->rows, 1);
	canvas_text(c, 0, 0, STYLE_NOW, "日z");
	canvas_resize(c, 3, 1);
	canvas_text(c, 0, 0, STYLE_NOW, "xyz");
	shows(c, "xyz\n");
}

static void a_picture_is_well_formed(void **state)
{
	struct canvas *c = canvas_new(8, 1, TIER_BRAILLE);
	struct buf b = {0};

	(void)state;
	canvas_text(c, 0, 0, STYLE_PLAIN, "<&>█─");
	canvas_dot(c, 12, 0, STYLE_BREATH, 15);
	struct theme light = {DEPTH_TRUE, GROUND_LIGHT, PALETTE_USUAL};

	canvas_svg(c, &light, &b);
	assert_non_null(strstr(buf_str(&b), ">&lt;&amp;></text>"));
	assert_non_null(strstr(buf_str(&b), "h0\" stroke="));
	assert_non_null(strstr(buf_str(&b), "fill=\"none\"/>"));
	assert_non_null(strstr(buf_str(&b), "fill=\"#fbfaf7\"/>")); /* the paper */
	assert_int_equal(strcmp(buf_str(&b) + b.n - 7, "</svg>\n"), 0);
	buf_free(&b);
	canvas_free(c);
}

static void lines_hold_styles_and_no_blanks_at_their_ends(void **state)
{
	struct canvas *c = canvas_new(6, 3, TIER_ASCII);
	struct theme few = {DEPTH_NONE, GROUND_UNKNOWN, PALETTE_USUAL},
		     many = {DEPTH_TRUE, GROUND_DARK, PALETTE_USUAL};
	struct buf b = {0};

	(void)state;
	canvas_text(c, 1, 0, STYLE_PLAIN, "a");
	canvas_text(c, 3, 2, STYLE_SORE, "b");
	canvas_lines(c, &few, &b);
	assert_string_equal(buf_str(&b), " a\n\n   b\n");
	buf_clear(&b);
	canvas_lines(c, &many, &b);
	assert_string_equal(buf_str(&b), " a\n\n   \033[0;1;38;2;255;107;96mb\033[m\n");
	buf_free(&b);
	canvas_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped),
		cmocka_unit_test(wide_characters_are_never_halved),
		cmocka_unit_test(hostile_text_cannot_reach_the_terminal),
		cmocka_unit_test(ascii_tier_holds_only_ascii),
		cmocka_unit_test(text_is_cut_with_an_ellipsis),
		cmocka_unit_test(wrapping_ends_with_an_ellipsis),
		cmocka_unit_test(bars_fill_by_halves),
		cmocka_unit_test(dots_add_up_and_the_strongest_level_stays),
		cmocka_unit_test(dots_are_taken_away_again),
		cmocka_unit_test(a_copy_is_clipped_and_keeps_its_dots),
		cmocka_unit_test(blocks_draw_halves_and_shades),
		cmocka_unit_test(figures_are_measured_and_drawn),
		cmocka_unit_test(a_dump_has_text_then_marks),
		cmocka_unit_test(resizing_starts_afresh),
		cmocka_unit_test(a_picture_is_well_formed),
		cmocka_unit_test(lines_hold_styles_and_no_blanks_at_their_ends),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
