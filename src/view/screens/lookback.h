/* Looking back: the record as a few pages. Pain week by week with the band of measuring error, and how much
 * looser a session left one the same day; what was measured; the calendar; the map; each place's story;
 * the sessions. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_LOOKBACK_H
#define UNKNOT_VIEW_SCREENS_LOOKBACK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/stats.h"
#include "view/canvas.h"
#include "view/view_model.h"

enum lookback_page {
	LOOKBACK_PAIN,
	LOOKBACK_MEASURES,
	LOOKBACK_DAYS,
	LOOKBACK_MAP,
	LOOKBACK_PLACES,
	LOOKBACK_SESSIONS,
	LOOKBACK_PAGES
};

/* Owned by the caller, who fills it and may change all but what is the screen's. All pointers outlive it. */
struct lookback_model {
	const struct stats *stats;   /* of the whole record */
	const struct record *record; /* for the sessions */
	const struct atlas *atlas;
	const struct person *who;    /* how the places stand now; NULL: by their last rating */
	const struct view_settings *set;
	/* The screen's; zero to begin with: */
	enum lookback_page page;
	int range;    /* how far back the plots go */
	int selected; /* row of a list; the first line shown of a page that is cut */
	int last;     /* of the last drawing: the highest first line of such a page */
};

/* `q` goes back where it came from, as it does on the other pages that home opens. */
enum lookback_choice { LOOKBACK_NONE, LOOKBACK_BACK, LOOKBACK_HELP };

/* Takes a key. False if it means nothing here. */
bool lookback_key(struct lookback_model *m, uint32_t key, enum lookback_choice *choice);
void lookback_draw(struct canvas *c, struct lookback_model *m);

#endif
