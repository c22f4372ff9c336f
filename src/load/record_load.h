/* Reads the JSON that record_json() writes: a record of another machine, so of anybody. All of it is
 * looked at before any of it is believed: kinds, ranges, words, lengths, moments, numbers given twice. Keys
 * that are not known are passed over, since a newer program may know more; `measures` repeats what stands
 * in the sessions. Pure. */
#ifndef UNKNOT_LOAD_RECORD_LOAD_H
#define UNKNOT_LOAD_RECORD_LOAD_H

#include "base/duration.h"
#include "base/err.h"
#include "core/record.h"

/* The record, in order, freed with record_free(). NULL with a message that begins with a line and tells
 * which session, hold and field, and what was expected: "line 42: sessions[3].holds[1].twitches: ..." Nothing may
 * be later than `latest`: of check-ins, choices and answers the newest stands, and of presses the last ones count
 * for the day, so a clock that was wrong for a day would have the last word for years. */
struct record *record_load(const char *bytes, size_t n, struct wall latest, struct err *e);

#endif
