/* Learn: the idea in plain words, its evidence told honestly, and what to know before and after a press,
 * as short pages. One table serves the screen and `unknot learn`; every fact and its wording is of
 * domain.md (0 to 3, 6, 7). Figures of studies are left out: nobody should take them for a promise. Pure;
 * the pages are constants. */
#ifndef UNKNOT_CORE_LEARN_H
#define UNKNOT_CORE_LEARN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "core/atlas.h"

enum learn_kind {
	LEARN_TEXT,  /* a paragraph */
	LEARN_LEAD,  /* what stands out: a rule, the head of a list */
	LEARN_POINT, /* of a list */
	LEARN_SCALE, /* here the screen draws the scale; no text */
	LEARN_ZONES  /* here the no-press zones of the atlas are listed; the screen has the map beside it */
};

enum { LEARN_LINES = 14 /* of a page, at most */, LEARN_ITEMS = LEARN_LINES + ZONE_MOST };

struct learn_page {
	const char *id;    /* the word on the command line, and for other screens to name */
	const char *title; /* translated where it is shown */
	struct learn_line {
		enum learn_kind kind;
		const char *text; /* a whole paragraph, translated where it is shown; "" for scale and zones;
		                     NULL after the last */
	} line[LEARN_LINES];
};

/* All pages, the one to begin with first; their count in `*n`. */
const struct learn_page *learn_pages(size_t *n);

/* The page with this id, in either case; NULL if there is none. */
const struct learn_page *learn_find(const char *id);

/* The id most like `id`, or NULL if none is near. */
const char *learn_guess(const char *id);

/* Whether the no-press zones are listed on it. */
bool learn_has_zones(const struct learn_page *p);

/* A page made ready to be set: translated, each zone an item of its own. */
struct learn_item {
	enum learn_kind kind;
	bool apart;       /* a blank line comes before it */
	int figure;       /* of a zone, from 1, in the order of the atlas; else 0 */
	const char *text; /* of a zone: its name */
	const char *more; /* of a zone: why; else NULL */
};

/* Fills `out` and returns how many there are. */
size_t learn_items(const struct learn_page *p, const struct atlas *a, struct learn_item out[LEARN_ITEMS]);

/* Adds a page as text, no line wider than `cols` (at least 20): its title, then all of it, indented. */
void learn_text(const struct learn_page *p, const struct atlas *a, int cols, struct buf *out);

/* Adds the list of pages, each with its word, in lines no wider than `cols` (at least 20). */
void learn_contents(int cols, struct buf *out);

#endif
