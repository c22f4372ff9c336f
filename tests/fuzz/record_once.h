/* One record of anybody's read, and what must hold after it whatever the bytes were. Shared by the bounded
 * run of `make check` and by the fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_RECORD_ONCE_H
#define UNKNOT_TESTS_FUZZ_RECORD_ONCE_H

#include "core/record_merge.h"
#include "load/record_load.h"
#include "must.h"

/* A sentence fit for a terminal. */
static inline void must_be_said(const struct err *e)
{
	must(e->text[0] && utf8_valid(e->text, strlen(e->text), NULL));
	for (const char *p = e->text; *p; p++)
		must((unsigned char)*p >= 0x20 && *p != 0x7f);
}

/* What is known already is nothing new. */
static inline void must_be_known(const struct record *r)
{
	struct record_merge m = record_merge(r, NULL, 0, r);

	must(m.tally.known == r->nsessions);
	must(m.tally.added + m.tally.fuller + m.tally.checkins + m.tally.choices + m.tally.screenings == 0);
	record_merge_free(&m);
}

/* A record to merge with, which a fuzzer's inputs are made of: what it tells of a session they tell otherwise. */
static inline const struct record *record_here(struct wall latest)
{
	static struct record *here;
	static char bytes[8192];
	struct err e;
	FILE *f = here ? NULL : fopen("tests/fuzz/record/one.json", "rb");

	if (f) {
		here = record_load(bytes, fread(bytes, 1, sizeof bytes, f), latest, &e);
		fclose(f);
	}
	must(here != NULL);
	return here;
}

/* Each session counts once, whichever way they are merged; what was forgotten does not come back. */
static inline void must_merge(const struct record *here, const struct record *from)
{
	const size_t some = from->nsessions > 0;
	const char(*first)[33] = some ? (const char(*)[33])from->sessions[0].id : NULL;
	struct record_merge m = record_merge(here, first, some, from);

	must(m.tally.added + m.tally.fuller + m.tally.known + m.tally.forgotten == from->nsessions);
	must(m.tally.forgotten >= some);
	must(m.tally.checkins <= from->ncheckins && m.tally.choices <= from->nchoices &&
	     m.tally.screenings <= from->nscreenings);
	record_merge_free(&m);
}

/* What is read comes out as JSON that is read as the same. True if it was read. */
static inline bool record_once(const char *bytes, size_t n)
{
	const struct wall latest = {INT64_C(1900000000000), 0};
	struct err e = {""};
	struct record *r = record_load(bytes, n, latest, &e), *again;
	struct buf first = {0}, second = {0};

	if (!r) {
		must_be_said(&e);
		return false;
	}
	record_json(r, &first);
	again = record_load(first.p, first.n, latest, &e);
	must(again != NULL);
	record_json(again, &second);
	must(first.n == second.n && !memcmp(first.p, second.p, first.n));
	must_be_known(again);
	must_merge(record_here(latest), again);
	must_merge(again, record_here(latest));
	buf_free(&first);
	buf_free(&second);
	record_free(again);
	record_free(r);
	return true;
}

#endif
