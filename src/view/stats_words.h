/* The figures of the record said in words: what the plots show, for plain mode, for text and under the
 * pictures. Nothing within the error of measuring is called a change; what came before a fall in pain is
 * not called its cause. Pure; all translated. */
#ifndef UNKNOT_VIEW_STATS_WORDS_H
#define UNKNOT_VIEW_STATS_WORDS_H

#include "core/atlas.h"
#include "core/stats.h"

/* "4.5" of 45 tenths, "4" of 40, "" of STATS_NONE. */
enum { WORDS_TENTHS = 16 };
const char *words_tenths(char out[WORDS_TENTHS], int tenths);

/* What a series is: "Pain when you begin". */
const char *words_series(enum stats_series s);

/* How it changed, in a sentence or two; what is missing where it cannot be told. */
void words_change(struct buf *out, enum stats_series s, const struct stats_change *c);

/* The same in a few words: "6, now 4: within the error"; "" without a value. */
void words_change_short(struct buf *out, const struct stats_change *c);

/* Which weeks that compares; nothing where it compares none. */
void words_change_weeks(struct buf *out, const struct stats_change *c);

/* Sessions and days of the last four weeks, the target, planned rest, the mornings. */
void words_days(struct buf *out, const struct stats *s);

/* How holds and sessions ended, stops and why, the tool. */
void words_totals(struct buf *out, const struct stats *s);

/* The name of a place; its id where the atlas does not know it. */
const char *words_place(const struct atlas *a, const struct stats_place *p);

/* "You brought this spot from 6 to 3 in nine days", of a change that is one; where it is sorer, "This spot went
 * from 3 to 6 in nine days". words_found_note() is to stand near it: what these
 * figures are of, and what they are not. */
void words_found(struct buf *out, const struct found *f, int64_t days);
const char *words_found_note(void);

/* "6 to 3 in 9 days"; "5, as at first"; "6, on 2 days"; "" where it was never rated. */
void words_story_short(struct buf *out, const struct stats_place *p);

/* The same as sentences, with presses, time and the least sore day. */
void words_story(struct buf *out, const struct atlas *a, const struct stats_place *p);

/* The places with which pain fell by more than without them (stats_before_falls()): what that does not tell, then
 * one sentence a place, `sep` before each; or one line where it cannot be told. */
void words_before_falls(struct buf *out, const struct atlas *a, const struct stats *s, const char *sep);

/* What is to be told of stops that felt sharp, electric, numb or tingling, and the name of that part; nothing where
 * nothing is. */
void words_signs(struct buf *out, const struct atlas *a, const struct stats *s);
const char *words_signs_name(void);

/* The places, the one that is sorest when found lately first; those never rated last. The caller frees the
 * array. */
const struct stats_place **words_places_by_soreness(const struct stats *s);

/* "too sore", "numb or tingling"; how the answers of the stop page read in a report. */
const char *words_why(enum stop_why w);

/* "soft ball"; the word itself where it is none of ours. */
const char *words_tool(const char *tool);

/* Whether a series is told of: pain and how it loosens always, the others once measured. After a session is
 * told by how it loosens. */
bool words_tell(const struct stats *s, enum stats_series k);

/* A paragraph of a series, under its name; and the paragraphs of all else. A blank line before each but the
 * first. */
void words_of_series(struct buf *out, const struct stats *s, enum stats_series k);
void words_of_rest(struct buf *out, const struct atlas *a, const struct stats *s);

/* Both: `unknot stats --plain`. */
void words_stats(struct buf *out, const struct atlas *a, const struct stats *s);

#endif
