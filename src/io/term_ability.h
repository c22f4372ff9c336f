/* What a terminal can do, from its terminfo entry and the environment; nothing is asked of the
 * terminal itself. Pure: everything comes in as an argument. */
#ifndef UNKNOT_IO_TERM_ABILITY_H
#define UNKNOT_IO_TERM_ABILITY_H

#include <stdbool.h>

#include "view/paint.h"

struct term_facts {
	/* Terminfo. */
	int colours;      /* "colors"; below 0 for none */
	bool rgb;         /* has "RGB" or "Tc" */
	bool auto_margin; /* "am" */
	bool eat_newline; /* "xenl" */
	/* The environment; each may be NULL. */
	const char *term, *term_program, *colorterm, *colorfgbg, *tmux;
	/* The locale and the person. */
	bool utf8, ascii, no_colour;
	enum ground ground; /* GROUND_UNKNOWN: find out */
	enum palette palette;
	int sync;           /* as in struct term_options */
};

struct paint_ability term_ability(const struct term_facts *f);
enum tier term_ability_tier(const struct term_facts *f);

#endif
