#include "view/theme.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { B = LOOK_BOLD, U = LOOK_UNDERLINE, R = LOOK_REVERSE };
enum { OWN = 0xff };      /* in an ANSI column: the terminal's own colour */
#define MINE         (-1) /* in an RGB column: the same */
#define CONTRAST_MIN 3.   /* WCAG 2.1, 1.4.11: graphics and large text */

/* One row a style. Colours are pairs: at level 0 and at level 15; a style without shades has the
 * same twice. The ANSI columns are for a dark ground, a light one, and one that is not known; the
 * last two keep to the colours that hold 3:1 there in xterm's palette. `few` replaces `attrs`
 * where there are 8 colours or none: there attributes carry what colour cannot. */
struct row {
	char mark;
	uint8_t attrs, few;
	int32_t dark[2], light[2];
	uint8_t ansi[3];
};

#define SAME(rgb)                                                                                            \
	{                                                                                                    \
		rgb, rgb                                                                                     \
	}

static const struct row table[STYLES] = {
	[STYLE_PLAIN] = {' ', 0, 0, SAME(MINE), SAME(MINE), {OWN, OWN, OWN}},
	[STYLE_DIM] = {'-', 0, 0, SAME(0x8f949e), SAME(0x676d78), {7, 8, OWN}},
	[STYLE_STRONG] = {'+', B, B, SAME(MINE), SAME(MINE), {OWN, OWN, OWN}},
	[STYLE_TITLE] = {'T', B, B, SAME(0xf1dcb8), SAME(0x6d431a), {OWN, OWN, OWN}},
	[STYLE_KEY] = {'k', B, B, SAME(0xd9cba8), SAME(0x5d4d20), {OWN, OWN, OWN}},
	[STYLE_LEFT] = {'l', 0, 0, SAME(0x86c5f2), SAME(0x1f679e), {14, 4, 12}},
	[STYLE_RIGHT] = {'r', 0, 0, SAME(0xd8a8ea), SAME(0x8a3fa8), {13, 5, 13}},
	[STYLE_NOW] = {'N', B, B, SAME(0xffb52e), SAME(0xa35a00), {11, 5, 13}},
	[STYLE_FRAME] = {'f', 0, 0, SAME(0x666d7a), SAME(0x858c99), {8, 8, 8}},
	[STYLE_BAR] = {'=', 0, 0, SAME(0x58bfb0), SAME(0x1a7a70), {6, 4, 12}},
	[STYLE_TRACK] = {'_', 0, 0, SAME(0x626873), SAME(0x868d98), {8, 8, 8}},
	[STYLE_BREATH] = {'b', 0, 0, {0x37808a, 0xa2efe9}, {0x3f97a3, 0x0a5560}, {14, 4, 12}},
	[STYLE_ROPE] = {'p', 0, 0, {0x7d6545, 0xf0d09c}, {0xa08254, 0x5b3d12}, {3, 5, 5}},
	[STYLE_SKIN] = {'s', 0, 0, {0x7d6152, 0xe3bda4}, {0xa88877, 0x6a4534}, {7, 8, 8}},
	[STYLE_BUTTOCK] = {'u', 0, 0, {0x8a6132, 0xf0c489}, {0xb5853f, 0x6f4a12}, {3, 13, 13}},
	[STYLE_HAM_OUTER] = {'o', 0, 0, {0xa0512e, 0xfba576}, {0xd4602c, 0x9c2c04}, {1, 1, 1}},
	[STYLE_HAM_INNER] = {'i', 0, 0, {0xa04a5a, 0xf7a0ac}, {0xcf5f73, 0x931f3c}, {5, 5, 5}},
	[STYLE_CALF] = {'c', 0, 0, {0x7a4d96, 0xd6abf2}, {0x9a68bd, 0x5d2484}, {13, 4, 12}},
	[STYLE_SOLEUS] = {'e', 0, 0, {0x4663a8, 0xa0b9f8}, {0x5f7fc9, 0x1d3f8e}, {12, 8, 8}},
	[STYLE_ZONE] = {'z', 0, 0, SAME(0xb8504c), SAME(0xa8322c), {1, 1, 1}},
	[STYLE_UNKNOWN] = {'1', 0, 0, SAME(0x8f949e), SAME(0x676d78), {7, 8, OWN}},
	[STYLE_FOUND] = {'2', 0, U, SAME(0x8ab8ff), SAME(0x2563c4), {12, 12, 12}},
	[STYLE_SORE] = {'3', B, R, SAME(0xff6b60), SAME(0xc0271d), {9, 1, 9}},
	[STYLE_EASING] = {'4', B, B | U, SAME(0xeadb5e), SAME(0x7d6a00), {11, 5, 13}},
	[STYLE_QUIET] = {'5', B, B, SAME(0x67cf86), SAME(0x177a3a), {10, 4, 5}},
	[STYLE_GOOD] = {'g', 0, 0, SAME(0x74d58c), SAME(0x177a3a), {10, 4, 12}},
	[STYLE_WARN] = {'w', B, B, SAME(0xffcf5c), SAME(0x8a5a00), {11, 5, 13}},
	[STYLE_STOP] = {'x', B, B | R, SAME(0xff6b60), SAME(0xc0271d), {9, 1, 9}},
	[STYLE_SELECTED] = {'S', B, B | R, SAME(0xf4efe6), SAME(0x17262a), {OWN, OWN, OWN}},
};

/* Rows of the plain palette that differ: blue for red's opposite, no green (after Okabe and Ito,
 * https://jfly.uni-koeln.de/color/). */
static const struct {
	enum style style;
	struct row row;
} plain[] = {
	{STYLE_FOUND, {'2', 0, U, SAME(0xd5d8e4), SAME(0x4f5562), {15, 5, 8}}},
	{STYLE_SORE, {'3', B, R, SAME(0xff8a4a), SAME(0x902800), {9, 1, 9}}},
	{STYLE_EASING, {'4', B, B | U, SAME(0xf0e442), SAME(0x887700), {11, 5, 13}}},
	{STYLE_QUIET, {'5', B, B, SAME(0x5ab8f0), SAME(0x005c9e), {12, 4, 12}}},
	{STYLE_GOOD, {'g', 0, 0, SAME(0x5ab8f0), SAME(0x005c9e), {14, 4, 12}}},
	{STYLE_STOP, {'x', B, B | R, SAME(0xff8a4a), SAME(0x902800), {9, 1, 9}}},
	{STYLE_RIGHT, {'r', 0, 0, SAME(0xe2a3cb), SAME(0x93416f), {13, 5, 13}}},
};

static const struct row *row_of(const struct theme *t, enum style s)
{
	for (size_t i = 0; t->palette == PALETTE_PLAIN && i < sizeof plain / sizeof *plain; i++)
		if (plain[i].style == s)
			return &plain[i].row;
	return &table[s];
}

/* The one style with a background of its own; reverse stands in for it elsewhere. */
static const int32_t selected_bg[] = {
	[GROUND_UNKNOWN] = MINE, [GROUND_DARK] = 0x2c4f57, [GROUND_LIGHT] = 0xcfe6e3};

char style_mark(enum style s)
{
	return table[s].mark;
}

static double to_linear(int v)
{
	double c = v / 255.;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static int from_linear(double c)
{
	double v = c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055;

	return v <= 0 ? 0 : v >= 1 ? 255 : (int)lround(v * 255);
}

static int channel(int32_t rgb, int i)
{
	return rgb >> (16 - 8 * i) & 0xff;
}

static double luminance(int32_t rgb)
{
	return 0.2126 * to_linear(channel(rgb, 0)) + 0.7152 * to_linear(channel(rgb, 1)) +
	       0.0722 * to_linear(channel(rgb, 2));
}

double theme_contrast(int32_t a, int32_t b)
{
	double la = luminance(a) + 0.05, lb = luminance(b) + 0.05;

	return la > lb ? la / lb : lb / la;
}

/* Whether a colour can be seen on the ground; on an unknown one it must be seen on both. */
static bool holds(enum ground g, int32_t rgb)
{
	return (g == GROUND_LIGHT || theme_contrast(rgb, 0x000000) >= CONTRAST_MIN) &&
	       (g == GROUND_DARK || theme_contrast(rgb, 0xffffff) >= CONTRAST_MIN);
}

static int32_t blend(const int32_t pair[2], int level)
{
	int32_t out = 0;

	for (int i = 0; i < 3; i++) {
		int from = channel(pair[0], i), to = channel(pair[1], i);

		out = out << 8 | (from + (to - from) * level / 15);
	}
	return out;
}

/* The colour moved to a luminance, its hue kept. */
static int32_t at_luminance(int32_t rgb, double want)
{
	double k = want / luminance(rgb);
	int32_t out = 0;

	for (int i = 0; i < 3; i++)
		out = out << 8 | from_linear(to_linear(channel(rgb, i)) * k);
	return out;
}

/* Hardly more than a grey. */
static bool is_pale(int32_t rgb)
{
	int most = 0, least = 255;

	for (int i = 0; i < 3; i++) {
		most = channel(rgb, i) > most ? channel(rgb, i) : most;
		least = channel(rgb, i) < least ? channel(rgb, i) : least;
	}
	return most - least < 64;
}

/* 3:1 on black needs a luminance of 0.1 or more, on white 0.3 or less. The colours for an unknown
 * ground are those of the dark one brought between, a little inside for rounding; shades take the
 * hue of the darker end, which is the fuller. Light greyish ink would turn to mud: such text keeps
 * the terminal's own ink. */
static int32_t between(const struct row *row, int level)
{
	enum { SHADES = 15 };
	const double lo = 0.115, hi = 0.28, light = 0.5;
	double lum = luminance(row->dark[0]);

	if (row->dark[0] != row->dark[1])
		return at_luminance(row->dark[0], lo + (hi - lo) * level / SHADES);
	if (lum > light && is_pale(row->dark[0]))
		return MINE;
	if (lum > hi)
		return at_luminance(row->dark[0], hi);
	return lum < lo ? at_luminance(row->dark[0], lo) : row->dark[0];
}

static int in_shades(int level)
{
	return level < 0 ? 0 : level > 15 ? 15 : level;
}

/* Towards the ink that is furthest from the ground, until it stands out strongly. */
static int32_t strengthened(enum ground g, int32_t rgb)
{
	enum { STEPS = 16 };
	const double strong = 7;
	int32_t ground = g == GROUND_DARK ? 0x000000 : 0xffffff, out = rgb;
	const int32_t pair[2] = {rgb, ground ^ 0xffffff};

	for (int i = 1; i <= STEPS && theme_contrast(out, ground) < strong; i++)
		out = blend(pair, i * 15 / STEPS);
	return out;
}

/* What is dim is not, and shades keep to their upper half. */
static struct theme_look strong_look(enum ground g, enum style s, int level)
{
	const struct row *row = &table[s];
	struct theme_look look = {row->attrs, MINE, MINE};

	if (s == STYLE_SELECTED)
		look.attrs |= LOOK_REVERSE;
	else if (row->dark[0] == MINE || s == STYLE_DIM || (g == GROUND_UNKNOWN && s <= STYLE_KEY))
		look.fg = MINE;
	else if (g == GROUND_UNKNOWN)
		look.fg = between(row, level);
	else
		look.fg = strengthened(g, blend(g == GROUND_DARK ? row->dark : row->light, 8 + level / 2));
	return look;
}

struct theme_look theme_look(const struct theme *t, enum style s, int level)
{
	const struct row *row = row_of(t, s);
	struct theme_look look = {row->attrs, MINE, MINE};
	enum ground g = t->ground;

	level = in_shades(level);
	if (t->palette == PALETTE_STRONG)
		return strong_look(g, s, level);
	if (s == STYLE_SELECTED) {
		look.bg = selected_bg[g];
		if (look.bg == MINE) {
			look.attrs |= LOOK_REVERSE;
			return look;
		}
	}
	if (row->dark[0] == MINE)
		return look;
	look.fg = g == GROUND_DARK    ? blend(row->dark, level)
		  : g == GROUND_LIGHT ? blend(row->light, level)
				      : between(row, level);
	return look;
}

/* Colours 16-255 of xterm's palette: a 6x6x6 cube and 24 greys. */
static int32_t xterm_colour(int n)
{
	static const uint8_t steps[] = {0, 95, 135, 175, 215, 255};

	if (n >= 232)
		return (8 + 10 * (n - 232)) * 0x010101;
	n -= 16;
	return steps[n / 36] << 16 | steps[n / 6 % 6] << 8 | steps[n % 6];
}

/* How far two colours are apart. Hue counts more than lightness: it tells the muscles apart. */
static int distance(int32_t a, int32_t b)
{
	int d[3], light;

	for (int i = 0; i < 3; i++)
		d[i] = channel(a, i) - channel(b, i);
	light = (3 * d[0] + 6 * d[1] + d[2]) / 10;
	return 3 * light * light + 4 * (d[0] - light) * (d[0] - light) + 4 * (d[2] - light) * (d[2] - light);
}

/* The palette's nearest colour that can still be seen; a background may be any. */
static int nearest_256(int32_t rgb, enum ground g, bool is_bg)
{
	int best = 16, least = INT32_MAX;

	for (int n = 16; n < 256; n++) {
		int d = distance(xterm_colour(n), rgb);

		if (d < least && (is_bg || holds(g, xterm_colour(n)))) {
			least = d;
			best = n;
		}
	}
	return best;
}

struct sgr {
	char *out;
	size_t n;
};

static void sgr_add(struct sgr *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void sgr_add(struct sgr *s, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(s->out + s->n, THEME_SGR - s->n, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n < THEME_SGR - s->n)
		s->n += (size_t)n;
}

static void add_attrs(struct sgr *s, unsigned attrs)
{
	if (attrs & LOOK_BOLD)
		sgr_add(s, ";1");
	if (attrs & LOOK_UNDERLINE)
		sgr_add(s, ";4");
	if (attrs & LOOK_REVERSE)
		sgr_add(s, ";7");
}

/* `base` is 38 for the foreground, 48 for the background. */
static void add_colour(struct sgr *s, const struct theme *t, int base, int32_t rgb)
{
	if (rgb == MINE)
		return;
	if (t->depth == DEPTH_TRUE) {
		sgr_add(s, ";%d;2;%d;%d;%d", base, channel(rgb, 0), channel(rgb, 1), channel(rgb, 2));
	} else {
		sgr_add(s, ";%d;5;%d", base, nearest_256(rgb, t->ground, base == 48));
	}
}

static void add_ansi(struct sgr *s, const struct theme *t, enum style style)
{
	static const int column[] = {[GROUND_DARK] = 0, [GROUND_LIGHT] = 1, [GROUND_UNKNOWN] = 2};
	int n = row_of(t, style)->ansi[column[t->ground]];

	if (n == OWN || (t->palette == PALETTE_STRONG && (n == 8 || style == STYLE_DIM)))
		return;
	if (t->depth == DEPTH_16) {
		sgr_add(s, ";%d", n < 8 ? 30 + n : 90 + n - 8);
		return;
	}
	/* Of eight colours black may be the ground, and blue is too dark on black. */
	n %= 8;
	if (n == 0 || (n == 4 && t->ground != GROUND_LIGHT))
		return;
	sgr_add(s, ";%d", 30 + n);
}

static unsigned attrs_of(const struct theme *t, enum style s)
{
	switch (t->depth) {
	case DEPTH_TRUE:
	case DEPTH_256:
		return theme_look(t, s, 0).attrs;
	case DEPTH_16:
		return row_of(t, s)->attrs | (s == STYLE_SELECTED ? LOOK_REVERSE : 0);
	case DEPTH_8:
	case DEPTH_NONE:
		break;
	}
	return row_of(t, s)->few;
}

bool theme_shows_on_blank(const struct theme *t, enum style s)
{
	return s == STYLE_SELECTED || attrs_of(t, s) & (LOOK_REVERSE | LOOK_UNDERLINE);
}

size_t theme_sgr(const struct theme *t, enum style s, int level, char out[THEME_SGR])
{
	struct sgr sgr = {out, 0};
	struct theme_look look;

	sgr_add(&sgr, "\033[0");
	add_attrs(&sgr, attrs_of(t, s));
	switch (t->depth) {
	case DEPTH_TRUE:
	case DEPTH_256:
		look = theme_look(t, s, level);
		add_colour(&sgr, t, 38, look.fg);
		add_colour(&sgr, t, 48, look.bg);
		break;
	case DEPTH_16:
	case DEPTH_8:
		add_ansi(&sgr, t, s);
		break;
	case DEPTH_NONE:
		break;
	}
	sgr_add(&sgr, "m");
	return sgr.n;
}

/* By tier: ASCII; block, which keeps to what the fonts of the Linux console have (code page 437);
 * Braille. None is an emoji, so that all take one cell; only the ellipsis may take more. */
static const char *const glyphs[GLYPHS][3] = {
	[GLYPH_H] = {"-", "─", "─"},         [GLYPH_V] = {"|", "│", "│"},
	[GLYPH_TL] = {"+", "┌", "╭"},        [GLYPH_TR] = {"+", "┐", "╮"},
	[GLYPH_BL] = {"+", "└", "╰"},        [GLYPH_BR] = {"+", "┘", "╯"},
	[GLYPH_TEE_L] = {"+", "├", "├"},     [GLYPH_TEE_R] = {"+", "┤", "┤"},
	[GLYPH_BAR] = {"#", "█", "█"},       [GLYPH_BAR_HALF] = {"=", "▌", "▌"},
	[GLYPH_TRACK] = {".", "·", "·"},     [GLYPH_ELLIPSIS] = {"...", "...", "…"},
	[GLYPH_DOT] = {".", "·", "·"},       [GLYPH_ARROW] = {">", "→", "→"},
	[GLYPH_POINTER] = {">", "►", "▸"},   [GLYPH_CHECK] = {"v", "√", "✓"},
	[GLYPH_CROSS] = {"x", "x", "✗"},     [GLYPH_UNKNOWN] = {".", "·", "⠶"},
	[GLYPH_FOUND] = {"o", "○", "○"},     [GLYPH_SORE] = {"@", "■", "●"},
	[GLYPH_EASING] = {"%", "▒", "◐"},    [GLYPH_QUIET] = {"+", "♦", "◇"},
	[GLYPH_NOW] = {"O", "◙", "◉"},       [GLYPH_NEXT] = {">", "◘", "◎"},
	[GLYPH_LOOP] = {"8", "∞", "∞"},      [GLYPH_ROPE] = {"~", "≈", "~"},
	[GLYPH_STEP_DONE] = {"*", "•", "■"}, [GLYPH_STEP_NOW] = {"O", "◙", "◉"},
	[GLYPH_STEP] = {".", "·", "□"},      [GLYPH_DASH] = {"-", "-", "–"},
	[GLYPH_UP] = {"^", "↑", "↑"},        [GLYPH_DOWN] = {"v", "↓", "↓"},
	[GLYPH_HATCH] = {"/", "/", "╱"},     [GLYPH_LINE] = {"=", "═", "━"},
	[GLYPH_LINE_HALF] = {"-", "─", "╸"}, [GLYPH_HERE] = {"^", "▲", "▲"},
	[GLYPH_LEVEL_1] = {"_", "_", "▁"},   [GLYPH_LEVEL_2] = {".", ".", "▂"},
	[GLYPH_LEVEL_3] = {"-", "-", "▃"},   [GLYPH_LEVEL_4] = {"=", "▄", "▄"},
	[GLYPH_LEVEL_5] = {"+", "▒", "▅"},   [GLYPH_LEVEL_6] = {"*", "▓", "▆"},
	[GLYPH_LEVEL_7] = {"%", "█", "▇"},   [GLYPH_LEVEL_8] = {"#", "█", "█"},
};

const char *theme_glyph(enum tier t, enum glyph g)
{
	return glyphs[g][t];
}
