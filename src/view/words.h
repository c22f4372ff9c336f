/* Words that the screens and the lines of plain mode share. Pure; all translated. */
#ifndef UNKNOT_VIEW_WORDS_H
#define UNKNOT_VIEW_WORDS_H

#include <stddef.h>

#include "core/player.h"
#include "view/theme.h"

/* What a notice says, with its value put in; "" for NOTICE_NONE. Its style in `*s` (may be NULL). */
void words_notice(char *out, size_t n, enum notice notice, int value, enum leg worse, enum style *s);

/* Name of a phase for the screen: "Hold", "Find the spot". */
const char *words_phase(enum phase p);

/* "left leg", "right leg", "". */
const char *words_leg(enum leg leg);

/* How a hold ended, for the summary: "let go", "full time". */
const char *words_hold(enum hold_outcome o);

/* How hard to press: "aim for 4 to 6 of 10". */
void words_target(char *out, size_t n, const struct pressure *p);

/* A length in words: "40 seconds", "2 minutes", "1 minute 30 seconds". */
void words_length(char *out, size_t n, int64_t ms);

/* What a segment is, without its leg: "outer thigh, half way down", "Walk", a text. */
void words_what(char *out, size_t n, const struct segment *s);

/* What a segment is, in a line: "left leg: outer thigh, half way down", "walk", a text. */
void words_segment(char *out, size_t n, const struct segment *s);

/* "A dull ache is fine. Sharp, tingling or numb: stop." */
const char *words_stop_signs(void);

/* Why the session is paused, and what that asks of the person. */
const char *words_paused(const struct player_snapshot *s);

/* What to heed in PLAYER_AFTER_STOP before choosing, and what would need a clinician ("": nothing). */
const char *words_after_stop(const struct player_snapshot *s);
const char *words_after_stop_care(const struct player_snapshot *s);

/* The question that the state of `s` puts, as one sentence; "" if it puts none. */
const char *words_question(const struct player_snapshot *s, const struct plan *p);

#endif
