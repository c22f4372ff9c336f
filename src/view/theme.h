/* Styles: what a cell means, not what colour it has. The theme table turns a style and a level
 * into SGR for a colour depth and a background; it has its own test. Pure. */
#ifndef UNKNOT_VIEW_THEME_H
#define UNKNOT_VIEW_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum style {
	STYLE_PLAIN,     /* text */
	STYLE_DIM,       /* what matters less */
	STYLE_STRONG,    /* what matters now */
	STYLE_TITLE,
	STYLE_KEY,       /* a key's name in a footer */
	STYLE_LEFT,      /* the left leg's accent */
	STYLE_RIGHT,     /* the right leg's accent */
	STYLE_NOW,       /* the current place, the current phase */
	STYLE_FRAME,     /* lines of boxes */
	STYLE_BAR,       /* filled part of bars */
	STYLE_TRACK,     /* the rest of bars */
	STYLE_BREATH,    /* the breath pacer; level: fullness */
	STYLE_ROPE,      /* the knot; level: shade */
	STYLE_SKIN,      /* the leg's outline and what is no muscle; level: shade */
	STYLE_BUTTOCK, STYLE_HAM_OUTER, STYLE_HAM_INNER, STYLE_CALF, STYLE_SOLEUS, /* level: shade */
	STYLE_ZONE,      /* no-press zones */
	STYLE_UNKNOWN, STYLE_FOUND, STYLE_SORE, STYLE_EASING, STYLE_QUIET, /* the five place states */
	STYLE_GOOD, STYLE_WARN, STYLE_STOP,
	STYLE_SELECTED,  /* the chosen row of a list (reverse where colours are few) */
	STYLES
};

/* Short name for golden screens: one character. */
char style_mark(enum style s);

enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_TRUE };
enum ground { GROUND_UNKNOWN, GROUND_DARK, GROUND_LIGHT };

/* Usual; strong: at least 7:1 on a known ground, little that is dim; plain: told apart by eyes that see red
 * and green alike. */
enum palette { PALETTE_USUAL, PALETTE_STRONG, PALETTE_PLAIN };

struct theme {
	enum depth depth;
	enum ground ground; /* unknown: colours that hold at least 3:1 on black and on white */
	enum palette palette;
};

enum { THEME_SGR = 48 };

/* The SGR sequence that puts a cell's style on after a reset, "\033[0;1;38;2;r;g;bm". `level` 0-15
 * shades the styles that have one (15 strongest). Returns its length. */
size_t theme_sgr(const struct theme *t, enum style s, int level, char out[THEME_SGR]);

/* Whether a blank in this style looks other than a blank in the plain one. */
bool theme_shows_on_blank(const struct theme *t, enum style s);

/* The SGR as figures, for pictures: what a cell with this style looks like in truecolour, whatever the depth
 * of the theme. Colours are 0xrrggbb, or -1 for the terminal's own. */
enum { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4 };
struct theme_look {
	unsigned attrs; /* LOOK_ bits */
	int32_t fg, bg;
};
struct theme_look theme_look(const struct theme *t, enum style s, int level);

/* WCAG contrast of two colours 0xrrggbb, 1 to 21
 * (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio). */
double theme_contrast(int32_t a, int32_t b);

/* Glyph tiers: which shapes a terminal can be trusted with. */
enum tier { TIER_ASCII, TIER_BLOCK, TIER_BRAILLE };

/* Every glyph that is not text comes from this table, by tier. */
enum glyph {
	GLYPH_H, GLYPH_V, GLYPH_TL, GLYPH_TR, GLYPH_BL, GLYPH_BR, GLYPH_TEE_L, GLYPH_TEE_R,
	GLYPH_BAR, GLYPH_BAR_HALF, GLYPH_TRACK, GLYPH_ELLIPSIS, GLYPH_DOT, GLYPH_ARROW, GLYPH_POINTER,
	GLYPH_CHECK, GLYPH_CROSS, GLYPH_UNKNOWN, GLYPH_FOUND, GLYPH_SORE, GLYPH_EASING, GLYPH_QUIET,
	GLYPH_NOW, GLYPH_NEXT, GLYPH_LOOP, GLYPH_ROPE, GLYPH_STEP_DONE, GLYPH_STEP_NOW, GLYPH_STEP,
	GLYPH_DASH, GLYPH_UP, GLYPH_DOWN, GLYPH_HATCH, GLYPH_LINE, GLYPH_LINE_HALF,
	GLYPH_HERE,
	GLYPH_LEVEL_1, GLYPH_LEVEL_2, GLYPH_LEVEL_3, GLYPH_LEVEL_4, GLYPH_LEVEL_5, GLYPH_LEVEL_6, /* a bar, rising */
	GLYPH_LEVEL_7, GLYPH_LEVEL_8,
	GLYPHS
};
const char *theme_glyph(enum tier t, enum glyph g);

#endif
