/* The steps of a plan as chapters of a recording. */
#ifndef UNKNOT_CHAPTERS_H
#define UNKNOT_CHAPTERS_H

#include "base/text.h"
#include "core/plan.h"

/* Lines "00:01:30 left leg: outer thigh, half way down", for a comment in the file. */
void chapters_list(const struct plan *p, struct buf *out);

/* A cue sheet for the sound file of that name, which lies beside it. A sheet has 99 tracks at most: where there
 * are more, what follows each other of one step shares a track, and where that is not enough so do steps. False
 * if any did. */
bool chapters_cue(const struct plan *p, const char *file, struct buf *out);

#endif
