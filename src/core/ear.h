/* Texts for the ear: what is written for the eye, as it is to be spoken. Pure. */
#ifndef UNKNOT_CORE_EAR_H
#define UNKNOT_CORE_EAR_H

#include "base/text.h"

/* Adds `text` to `out` as a voice of `language` (BCP 47; NULL: English) should read it: dashes and brackets
 * become pauses, ornaments are left out, and in English signs and units after a figure become words ("4-6":
 * "4 to 6", "5 cm": "5 centimetres"). Figures stay: each language has its own words for them, and the voice
 * knows them. */
void ear_text(const char *text, const char *language, struct buf *out);

#endif
