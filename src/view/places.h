/* How places stand, for the map: by the person's own record (core/progress.h). Pure. */
#ifndef UNKNOT_VIEW_PLACES_H
#define UNKNOT_VIEW_PLACES_H

#include "core/progress.h"
#include "view/theme.h"

/* As the record had it when the session began; a place that was unknown is found once it has been pressed or
 * rated. */
enum stage place_stage(const struct place_state *p);

enum style stage_style(enum stage s);
enum glyph stage_glyph(enum stage s);
const char *stage_text(enum stage s); /* "sore", translated */

/* The place that has changed most, up or down (core/found.h), the last of those: "You brought this spot from 6
 * to 3 in nine days: left, inner thigh, low down.", and what that does not tell. "" where none has changed. */
void places_story(char *out, size_t n, const struct progress *p, const struct atlas *a);

/* Which places rest until their bruise has gone, as one sentence; nothing where there is none. */
void places_bruised(const struct atlas *a, const struct person *who, struct buf *out);

#endif
