#include <locale.h>
#include <math.h>
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

static enum palette palette = PALETTE_USUAL; /* of all that is looked at */

static int setup(void **state)
{
	(void)state;
	palette = PALETTE_USUAL;
	return 0;
}

static struct seen see(enum depth d, enum ground g, enum style s, int level)
{
	struct theme t = {d, g, palette};
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
	for (palette = PALETTE_USUAL; palette <= PALETTE_PLAIN; palette++)
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
							fail_msg("depth %d ground %d style %c level %d: %06x "
								 "on black",
								 (int)d, (int)grounds[g], style_mark(s),
								 level, (unsigned)seen.fg);
						if (grounds[g] != GROUND_DARK &&
						    theme_contrast(seen.fg, 0xffffff) < 3)
							fail_msg("depth %d ground %d style %c level %d: %06x "
								 "on white",
								 (int)d, (int)grounds[g], style_mark(s),
								 level, (unsigned)seen.fg);
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
	for (palette = PALETTE_USUAL; palette <= PALETTE_PLAIN; palette++)
		for (size_t g = 0; g < 3; g++)
			for (enum depth d = DEPTH_NONE; d <= DEPTH_TRUE; d++)
				for (enum style a = STYLE_UNKNOWN; a <= STYLE_QUIET; a++)
					for (enum style b = STYLE_UNKNOWN; b < a; b++)
						if (same_look(see(d, grounds[g], a, 15),
							      see(d, grounds[g], b, 15)))
							fail_msg("palette %d depth %d ground %d: %c is as %c",
								 (int)palette, (int)d, (int)grounds[g],
								 style_mark(a), style_mark(b));
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
	for (palette = PALETTE_USUAL; palette <= PALETTE_PLAIN; palette++)
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
				struct theme t = {DEPTH_TRUE, grounds[g], PALETTE_USUAL};
				int32_t weak = theme_look(&t, shaded[i], level - 1).fg;
				int32_t strong = theme_look(&t, shaded[i], level).fg;

				assert_true(theme_contrast(strong, paper) > theme_contrast(weak, paper));
			}
}

static void levels_out_of_range_are_the_ends(void **state)
{
	struct theme dark = {DEPTH_TRUE, GROUND_DARK, PALETTE_USUAL};

	(void)state;
	assert_int_equal(theme_look(&dark, STYLE_ROPE, -3).fg, theme_look(&dark, STYLE_ROPE, 0).fg);
	assert_int_equal(theme_look(&dark, STYLE_ROPE, 99).fg, theme_look(&dark, STYLE_ROPE, 15).fg);
}

/* On a ground that is known everything stands out by 7:1 (WCAG 2.1, 1.4.6). */
static void strong_is_strong(void **state)
{
	(void)state;
	palette = PALETTE_STRONG;
	for (enum ground g = GROUND_DARK; g <= GROUND_LIGHT; g++)
		for (enum style s = 0; s < STYLES; s++)
			for (int level = 0; level < 16; level++) {
				int32_t fg = see(DEPTH_TRUE, g, s, level).fg;

				assert_true(fg < 0 ||
					    theme_contrast(fg, g == GROUND_DARK ? 0 : 0xffffff) >= 7);
			}
	assert_true(see(DEPTH_16, GROUND_DARK, STYLE_DIM, 0).fg < 0); /* the terminal's own ink */
}

/* What eyes without one of the three cones see of a colour (Machado, Oliveira and Fernandes 2009,
 * https://doi.org/10.1109/TVCG.2009.113, severity 1.0), linear light. */
static const double without[3][3][3] = {
	{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
};

static double linear(int v)
{
	return pow(v / 255., 2.2);
}

static void through_eyes(int eyes, int32_t rgb, double out[3])
{
	double in[3] = {linear(rgb >> 16 & 0xff), linear(rgb >> 8 & 0xff), linear(rgb & 0xff)};

	for (int i = 0; i < 3; i++) {
		double v = 0;

		for (int k = 0; k < 3; k++)
			v += without[eyes][i][k] * in[k];
		out[i] = pow(v < 0 ? 0 : v > 1 ? 1 : v, 1 / 2.2);
	}
}

/* Whoever sees red and green alike still tells the states of the places by colour alone. */
static void all_eyes_tell_the_plain_states_apart(void **state)
{
	(void)state;
	palette = PALETTE_PLAIN;
	for (enum ground g = GROUND_DARK; g <= GROUND_LIGHT; g++)
		for (int eyes = 0; eyes < 3; eyes++)
			for (enum style a = STYLE_FOUND; a <= STYLE_QUIET; a++)
				for (enum style b = STYLE_FOUND; b < a; b++) {
					double x[3], y[3], d = 0;

					through_eyes(eyes, see(DEPTH_TRUE, g, a, 15).fg, x);
					through_eyes(eyes, see(DEPTH_TRUE, g, b, 15).fg, y);
					for (int i = 0; i < 3; i++)
						d += (x[i] - y[i]) * (x[i] - y[i]);
					if (d < 0.04)
						fail_msg("ground %d, eyes %d: %c and %c are %.3f apart",
							 (int)g, eyes, style_mark(a), style_mark(b), d);
				}
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
		cmocka_unit_test_setup(every_colour_can_be_seen, setup),
		cmocka_unit_test_setup(place_states_are_told_apart, setup),
		cmocka_unit_test_setup(muscles_are_told_apart, setup),
		cmocka_unit_test_setup(the_choice_and_the_stop_need_no_colour, setup),
		cmocka_unit_test_setup(plain_text_keeps_the_terminals_colours, setup),
		cmocka_unit_test(levels_get_stronger),
		cmocka_unit_test(levels_out_of_range_are_the_ends),
		cmocka_unit_test_setup(strong_is_strong, setup),
		cmocka_unit_test_setup(all_eyes_tell_the_plain_states_apart, setup),
		cmocka_unit_test(marks_are_one_to_one),
		cmocka_unit_test(glyphs_take_one_cell),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
