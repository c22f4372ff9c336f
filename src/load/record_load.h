/* Reads the JSON that record_json() writes: a record of another machine, so of anybody. All of it is
 * looked at before any of it is believed: kinds, ranges, words, lengths, moments, numbers given twice. Keys
 * that are not known are passed over, since a newer program may know more; `measures` repeats what stands
 * in the sessions. Pure. */
#ifndef UNKNOT_LOAD_RECORD_LOAD_H
#define UNKNOT_LOAD_RECORD_LOAD_H

#include "base/err.h"
#include "core/record.h"

/* The record, in order, freed with record_free(). NULL with a message that begins with a line and tells
 * which session, hold and field, and what was expected: "line 42: sessions[3].holds[1].twitches: ..." */
struct record *record_load(const char *bytes, size_t n, struct err *e);

#endif
