#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "view/theme.h"

static const enum ground grounds[] = {GROUND_UNKNOWN, GROUND_DARK, GROUND_LIGHT};

/* xterm's palette: 0-15 from its XTerm-col.ad, the rest computed as its 256colres does. */
static int32_t xterm_rgb(int n)
{
	static const int32_t first[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
					  0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
					  0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
	static const int32_t cube[6] = {0, 95, 135, 175, 215, 255};

	if (n < 16)
		return first[n];
	if (n >= 232)
		return (8 + 10 * (n - 232)) * 0x010101;
	n -= 16;
	return cube[n / 36] << 16 | cube[n / 6 % 6] << 8 | cube[n % 6];
}

/* The colours an SGR sequence sets, read as a terminal would; -1 for none. */
struct seen {
	int32_t fg, bg;
	bool bold, underline, reverse;
};

static struct seen read_sgr(const char *sgr)
{
	struct seen seen = {-1, -1, false, false, false};
	long v[24];
	size_t n = 0;
	char *p;

	assert_memory_equal(sgr, "\033[", 2);
	for (p = (char *)sgr + 2;; p++) {
		assert_true(n < 24);
		v[n++] = strtol(p, &p, 10);
		if (*p != ';')
			break;
	}
	assert_string_equal(p, "m");
	assert_int_equal(v[0], 0);
	for (size_t i = 1; i < n; i++) {
		int32_t *colour = v[i] == 48 ? &seen.bg : &seen.fg;

		if ((v[i] == 38 || v[i] == 48) && v[i + 1] == 2) {
			*colour = (int32_t)(v[i + 2] << 16 | v[i + 3] << 8 | v[i + 4]);
			i += 4;
		} else if (v[i] == 38 || v[i] == 48) {
			assert_int_equal(v[i + 1], 5);
			*colour = xterm_rgb((int)v[i + 2]);
			i += 2;
		} else if (v[i] >= 30 && v[i] <= 37) {
			seen.fg = xterm_rgb((int)v[i] - 30);
		} else if (v[i] >= 90 && v[i] <= 97) {
			seen.fg = xterm_rgb((int)v[i] - 90 + 8);
		} else {
			assert_true(v[i] == 1 || v[i] == 4 || v[i] == 7);
			seen.bold |= v[i] == 1;
			seen.underline |= v[i] == 4;
			seen.reverse |= v[i] == 7;
		}
	}
	return seen;
}

static struct seen see(enum depth d, enum ground g, enum style s, int level)
{
	struct theme t = {d, g};
	char sgr[THEME_SGR];
	size_t n = theme_sgr(&t, s, level, sgr);

	assert_int_equal(n, strlen(sgr));
	return read_sgr(sgr);
}

static void contrast_is_wcags(void **state)
{
	(void)state;
	assert_true(theme_contrast(0x000000, 0xffffff) > 20.99 && theme_contrast(0x000000, 0xffffff) < 21.01);
	/* 4.54 is the figure usually given for #767676 on white */
	assert_true(theme_contrast(0xffffff, 0x767676) > 4.53 && theme_contrast(0xffffff, 0x767676) < 4.55);
	assert_true(theme_contrast(0x123456, 0x123456) == 1.0);
}

static void every_colour_can_be_seen(void **state)
{
	(void)state;
	for (size_t g = 0; g < 3; g++)
		for (enum depth d = DEPTH_8; d <= DEPTH_TRUE; d++)
			for (enum style s = 0; s < STYLES; s++)
				for (int level = 0; level < 16; level++) {
					struct seen seen = see(d, grounds[g], s, level);

					if (seen.fg < 0)
						continue;
					if (seen.bg >= 0) {
						assert_true(theme_contrast(seen.fg, seen.bg) >= 4.5);
						continue;
					}
					if (grounds[g] != GROUND_LIGHT &&
					    theme_contrast(seen.fg, 0x000000) < 3)
						fail_msg(
							"depth %d ground %d style %c level %d: %06x on black",
							(int)d, (int)grounds[g], style_mark(s), level,
							(unsigned)seen.fg);
					if (grounds[g] != GROUND_DARK &&
					    theme_contrast(seen.fg, 0xffffff) < 3)
						fail_msg(
							"depth %d ground %d style %c level %d: %06x on white",
							(int)d, (int)grounds[g], style_mark(s), level,
							(unsigned)seen.fg);
				}
}

static bool same_look(struct seen a, struct seen b)
{
	return a.fg == b.fg && a.bg == b.bg && a.bold == b.bold && a.underline == b.underline &&
	       a.reverse == b.reverse;
}

static void place_states_are_told_apart(void **state)
{
	(void)state;
	for (size_t g = 0; g < 3; g++)
		for (enum depth d = DEPTH_NONE; d <= DEPTH_TRUE; d++)
			for (enum style a = STYLE_UNKNOWN; a <= STYLE_QUIET; a++)
				for (enum style b = STYLE_UNKNOWN; b < a; b++)
					assert_false(same_look(see(d, grounds[g], a, 15),
							       see(d, grounds[g], b, 15)));
	for (enum tier t = TIER_ASCII; t <= TIER_BRAILLE; t++)
		for (enum glyph a = GLYPH_UNKNOWN; a <= GLYPH_NEXT; a++)
			for (enum glyph b = GLYPH_UNKNOWN; b < a; b++)
				assert_string_not_equal(theme_glyph(t, a), theme_glyph(t, b));
}

static void muscles_are_told_apart(void **state)
{
	(void)state;
	for (size_t g = 0; g < 3; g++)
		for (enum depth d = DEPTH_16; d <= DEPTH_TRUE; d++)
			for (enum style a = STYLE_BUTTOCK; a <= STYLE_SOLEUS; a++)
				for (enum style b = STYLE_BUTTOCK; b < a; b++)
					assert_false(same_look(see(d, grounds[g], a, 10),
							       see(d, grounds[g], b, 10)));
}

static void the_choice_and_the_stop_need_no_colour(void **state)
{
	(void)state;
	for (size_t g = 0; g < 3; g++)
		for (enum depth d = DEPTH_NONE; d <= DEPTH_16; d++) {
			assert_true(see(d, grounds[g], STYLE_SELECTED, 15).reverse);
			assert_true(see(d, grounds[g], STYLE_NOW, 15).bold);
			assert_true(see(d, grounds[g], STYLE_STOP, 15).bold);
		}
	for (enum style s = 0; s < STYLES; s++) {
		struct seen seen = see(DEPTH_NONE, GROUND_DARK, s, 15);

		assert_true(seen.fg < 0 && seen.bg < 0);
	}
}

static void plain_text_keeps_the_terminals_colours(void **state)
{
	(void)state;
	for (enum depth d = DEPTH_NONE; d <= DEPTH_TRUE; d++) {
		struct seen seen = see(d, GROUND_UNKNOWN, STYLE_PLAIN, 15);

		assert_true(seen.fg < 0 && seen.bg < 0 && !seen.bold && !seen.reverse && !seen.underline);
	}
}

static void levels_get_stronger(void **state)
{
	static const enum style shaded[] = {STYLE_BREATH,    STYLE_ROPE,      STYLE_SKIN, STYLE_BUTTOCK,
					    STYLE_HAM_OUTER, STYLE_HAM_INNER, STYLE_CALF, STYLE_SOLEUS};

	(void)state;
	for (size_t i = 0; i < sizeof shaded / sizeof *shaded; i++)
		for (size_t g = 0; g < 3; g++)
			for (int level = 1; level < 16; level++) {
				int32_t paper = grounds[g] == GROUND_LIGHT ? 0xffffff : 0x000000;
				int32_t weak = theme_look(grounds[g], shaded[i], level - 1).fg;
				int32_t strong = theme_look(grounds[g], shaded[i], level).fg;

				assert_true(theme_contrast(strong, paper) > theme_contrast(weak, paper));
			}
}

static void levels_out_of_range_are_the_ends(void **state)
{
	(void)state;
	assert_int_equal(theme_look(GROUND_DARK, STYLE_ROPE, -3).fg,
			 theme_look(GROUND_DARK, STYLE_ROPE, 0).fg);
	assert_int_equal(theme_look(GROUND_DARK, STYLE_ROPE, 99).fg,
			 theme_look(GROUND_DARK, STYLE_ROPE, 15).fg);
}

static void marks_are_one_to_one(void **state)
{
	(void)state;
	for (enum style a = 0; a < STYLES; a++)
		for (enum style b = 0; b < a; b++)
			assert_int_not_equal(style_mark(a), style_mark(b));
}

static void glyphs_take_one_cell(void **state)
{
	(void)state;
	for (enum tier t = TIER_ASCII; t <= TIER_BRAILLE; t++)
		for (enum glyph g = 0; g < GLYPHS; g++) {
			const char *s = theme_glyph(t, g);

			assert_non_null(s);
			if (g != GLYPH_ELLIPSIS)
				assert_int_equal(text_width(s), 1);
			for (const char *p = s; t == TIER_ASCII && *p; p++)
				assert_in_range(*p, ' ', '~');
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_wcags),
		cmocka_unit_test(every_colour_can_be_seen),
		cmocka_unit_test(place_states_are_told_apart),
		cmocka_unit_test(muscles_are_told_apart),
		cmocka_unit_test(the_choice_and_the_stop_need_no_colour),
		cmocka_unit_test(plain_text_keeps_the_terminals_colours),
		cmocka_unit_test(levels_get_stronger),
		cmocka_unit_test(levels_out_of_range_are_the_ends),
		cmocka_unit_test(marks_are_one_to_one),
		cmocka_unit_test(glyphs_take_one_cell),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
