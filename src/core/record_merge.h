/* What adding one record to another comes to. Whatever is merged into whatever, in any order and however
 * often, all that are merged end up the same: of two tellings of one session (or of one moment) the same
 * one always stands. Pure. */
#ifndef UNKNOT_CORE_RECORD_MERGE_H
#define UNKNOT_CORE_RECORD_MERGE_H

#include "core/record.h"

/* How many of each; sessions are counted in one of the first four. */
struct merge_tally {
	size_t added, fuller, known, forgotten; /* fuller: known, but now there is more of it */
	size_t checkins, choices, screenings;   /* new ones */
};

/* Which rows of the record that was given are to be written, by their index in it. */
struct record_merge {
	bool *sessions, *checkins, *choices, *screenings;
	struct merge_tally tally;
};

/* Works out what of `from` goes into `here`, both as record_sort() leaves them. Of two tellings of a session
 * the one that is further stands, whole: more holds, then ended, then more ratings. `forgotten`: ids, sorted, of
 * sessions that are not taken back. Answers to the safety questions are taken as record_screening_travels() says. Released
 * with record_merge_free(). */
struct record_merge record_merge(const struct record *here, const char (*forgotten)[33], size_t nforgotten,
				 const struct record *from);
void record_merge_free(struct record_merge *m);

#endif
