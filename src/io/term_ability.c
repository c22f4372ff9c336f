#include "io/term_ability.h"

#include <stdlib.h>
#include <string.h>

static bool starts(const char *s, const char *with)
{
	return s && strncmp(s, with, strlen(with)) == 0;
}

static bool is(const char *s, const char *what)
{
	return s && strcmp(s, what) == 0;
}

/* GNU screen up to 4 reads 38;2;r;g;b as five attributes, whatever the terminal around it says of
 * itself; tmux, which may call itself screen too, does not. */
static bool is_gnu_screen(const struct term_facts *f)
{
	return starts(f->term, "screen") && !(f->tmux && *f->tmux);
}

static enum depth depth_of(const struct term_facts *f)
{
	enum { DIRECT = 1 << 24 }; /* entries like xterm-direct count every colour */
	bool says_true =
		is(f->colorterm, "truecolor") || is(f->colorterm, "24bit") || f->rgb || f->colours >= DIRECT;

	if (f->no_colour || f->colours < 8)
		return DEPTH_NONE;
	if (says_true && !is_gnu_screen(f))
		return DEPTH_TRUE;
	return f->colours >= 256 ? DEPTH_256 : f->colours >= 16 ? DEPTH_16 : DEPTH_8;
}

/* COLORFGBG is "ink;paper" or "ink;other;paper" in ANSI numbers, as rxvt began it: 7 and 9-15 are
 * light papers, "default" says nothing. The Linux console is black. */
static enum ground ground_of(const struct term_facts *f)
{
	const char *paper = f->colorfgbg ? strrchr(f->colorfgbg, ';') : NULL;
	char *end;
	long n;

	if (f->ground != GROUND_UNKNOWN)
		return f->ground;
	if (is(f->term, "linux"))
		return GROUND_DARK;
	if (!paper)
		return GROUND_UNKNOWN;
	n = strtol(paper + 1, &end, 10);
	if (end == paper + 1 || *end || n < 0 || n > 15)
		return GROUND_UNKNOWN;
	return n == 7 || n > 8 ? GROUND_LIGHT : GROUND_DARK;
}

/* Terminals known to hold a frame back between the marks of mode 2026
 * (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036). Others would ignore
 * them; a multiplexer hides the name and gets none. */
static bool knows_sync(const struct term_facts *f)
{
	static const char *const terms[] = {"foot",    "xterm-kitty",   "alacritty",
					    "wezterm", "xterm-ghostty", "contour"};
	static const char *const programs[] = {"WezTerm", "ghostty", "iTerm.app"};

	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (starts(f->term, terms[i]))
			return true;
	if (is_gnu_screen(f) || (f->tmux && *f->tmux))
		return false;
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (is(f->term_program, programs[i]))
			return true;
	return false;
}

struct paint_ability term_ability(const struct term_facts *f)
{
	return (struct paint_ability){
		.theme = {depth_of(f), ground_of(f), f->palette},
		.sync = f->sync > 0 || (f->sync == 0 && knows_sync(f)),
		.wrap_glitch = f->auto_margin && !f->eat_newline,
	};
}

/* The fonts of the Linux console have blocks but no Braille. */
enum tier term_ability_tier(const struct term_facts *f)
{
	if (f->ascii || !f->utf8)
		return TIER_ASCII;
	return is(f->term, "linux") ? TIER_BLOCK : TIER_BRAILLE;
}
