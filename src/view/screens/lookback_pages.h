/* The pages of looking back, for lookback.c alone. */
#ifndef UNKNOT_VIEW_SCREENS_LOOKBACK_PAGES_H
#define UNKNOT_VIEW_SCREENS_LOOKBACK_PAGES_H

#include "view/screens/lookback.h"

struct lookback_range {
	int weeks;
	const char *text;
};
const struct lookback_range *lookback_range(const struct lookback_model *m);

/* Sessions to look back on: ended, and no rehearsals. */
int lookback_count_sessions(const struct lookback_model *m);

void lookback_pain(struct canvas *c, struct rect r, struct lookback_model *m);
void lookback_measures(struct canvas *c, struct rect r, struct lookback_model *m);
void lookback_days(struct canvas *c, struct rect r, struct lookback_model *m);
void lookback_map(struct canvas *c, struct rect r, struct lookback_model *m);
void lookback_places(struct canvas *c, struct rect r, struct lookback_model *m);
void lookback_sessions(struct canvas *c, struct rect r, struct lookback_model *m);

#endif
