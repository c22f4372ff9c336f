/* How long a line takes to speak: an upper bound that no voice decides, so that a plan is the same
 * with and without one. Pure. */
#ifndef UNKNOT_CORE_SPEECH_ESTIMATE_H
#define UNKNOT_CORE_SPEECH_ESTIMATE_H

#include <stdint.h>

/* Milliseconds for `text` at the voice's usual rate in `language` (BCP 47); 0 for an empty text. */
int64_t speech_estimate(const char *text, const char *language);

#endif
