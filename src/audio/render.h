/* Sounds that are made while they play: the swell of a breath, which must last exactly as long as
 * its phase. Pure. */
#ifndef UNKNOT_AUDIO_RENDER_H
#define UNKNOT_AUDIO_RENDER_H

#include <stdint.h>

#include "core/breath.h"

/* Frames `from` .. `from + n` (at 48 kHz, mono) of the swell for a breath phase of `length` frames:
 * rising for an in-breath and its second sip, falling for an out-breath, silence for the others and
 * outside 0 .. length. About -30 dBFS at its fullest, so that cues stand out. A frame depends on
 * nothing but its place: a swell asked for in pieces is the swell asked for whole. */
void render_breath(float *out, int64_t from, int64_t n, enum breath_phase p, int64_t length);

#endif
