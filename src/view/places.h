/* How a place stands, for the map: by the last rating known of it. Pure. */
#ifndef UNKNOT_VIEW_PLACES_H
#define UNKNOT_VIEW_PLACES_H

#include "core/plan.h"
#include "view/theme.h"

enum place_look { LOOK_UNKNOWN, LOOK_FOUND, LOOK_SORE, LOOK_EASING, LOOK_QUIET, PLACE_LOOKS };

/* Unknown: never pressed; found: pressed, never rated; then by the last rating: sore from 5,
 * easing 3 and 4, quiet up to 2 (2 is where a spot counts as released). */
enum place_look place_look(const struct place_state *p);

enum style place_look_style(enum place_look l);
enum glyph place_look_glyph(enum place_look l);
const char *place_look_text(enum place_look l); /* "sore", translated */

#endif
