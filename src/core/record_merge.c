#include "core/record_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/record_rows.h"

/* A record and its rows by session. */
struct side {
	const struct record *r;
	struct by_session sessions, holds, ratings;
};

static struct side side_of(const struct record *r)
{
	return (struct side){r, record_gather(r->sessions, r->nsessions, sizeof *r->sessions),
			     record_gather(r->holds, r->nholds, sizeof *r->holds),
			     record_gather(r->ratings, r->nratings, sizeof *r->ratings)};
}

static void side_free(struct side *s)
{
	free(s->sessions.row);
	free(s->holds.row);
	free(s->ratings.row);
}

/* ---- two tellings of one session ---- */

/* Closed by the program after a crash says less than ended. */
static int64_t how_ended(enum session_outcome o)
{
	switch (o) {
	case SESSION_OPEN:
		return 0;
	case SESSION_INTERRUPTED:
		return 1;
	case SESSION_DONE:
	case SESSION_ENDED_EARLY:
	case SESSION_STOPPED:
		break;
	}
	return 2;
}

enum { MEASURES = 4 };

static void measure(int64_t m[MEASURES], const struct side *s, const struct session_row *row)
{
	size_t holds, ratings;

	record_rows_of(&s->holds, row->id, &holds);
	record_rows_of(&s->ratings, row->id, &ratings);
	m[0] = (int64_t)holds; /* first: what was pressed is never lost, and counts for the caps */
	m[1] = how_ended(row->outcome);
	m[2] = (int64_t)ratings;
	m[3] = row->active_ms;
}

static void tell(struct buf *out, const struct side *s, const struct session_row *row)
{
	struct json j = json_to(out, false);

	record_session_json(&j, row, &s->holds, &s->ratings);
}

/* Below, at or above 0 as `a` is less far than `b`, the same, or further. Two that are equally far are told
 * apart by all that they say: which one stands is of no matter, but it must be the same one everywhere. */
static int compare_tellings(const struct side *sa, const struct session_row *a, const struct side *sb,
			    const struct session_row *b)
{
	int64_t ma[MEASURES], mb[MEASURES];
	struct buf ta = {0}, tb = {0};
	int c = 0;

	measure(ma, sa, a);
	measure(mb, sb, b);
	for (int i = 0; i < MEASURES && !c; i++)
		c = (ma[i] > mb[i]) - (ma[i] < mb[i]);
	if (c)
		return c;
	tell(&ta, sa, a);
	tell(&tb, sb, b);
	c = strcmp(buf_str(&ta), buf_str(&tb));
	buf_free(&ta);
	buf_free(&tb);
	return c;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool merge_session(const struct side *here, const struct side *from, const struct session_row *row,
			  const char (*forgotten)[33], size_t nforgotten, struct merge_tally *t)
{
	size_t n;
	const char **known = record_rows_of(&here->sessions, row->id, &n);
	int c;

	if (nforgotten && bsearch(row->id, forgotten, nforgotten, sizeof *forgotten, compare_ids)) {
		t->forgotten++;
		return false;
	}
	if (!n) {
		t->added++;
		return true;
	}
	c = compare_tellings(from, row, here, (const void *)*known);
	if (c > 0)
		t->fuller++;
	else
		t->known++;
	return c > 0;
}

/* ---- what has no session ---- */

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Of two check-ins of one moment the sorer stands: it asks for more care. */
static int compare_checkins(const struct checkin_row *a, const struct checkin_row *b)
{
	int c = compare_numbers(a->soreness, b->soreness);

	c = c ? c : compare_numbers(a->bruise, b->bruise);
	c = c ? c : strcmp(a->where ? a->where : "", b->where ? b->where : "");
	return c ? c : compare_numbers(a->when.offset_s, b->when.offset_s);
}

static void merge_checkins(struct record_merge *m, const struct record *here, const struct record *from)
{
	size_t k = 0;

	for (size_t i = 0; i < from->ncheckins; i++) {
		const struct checkin_row *row = &from->checkins[i];

		while (k < here->ncheckins && here->checkins[k].when.ms < row->when.ms)
			k++;
		m->checkins[i] = k == here->ncheckins || here->checkins[k].when.ms > row->when.ms ||
				 compare_checkins(row, &here->checkins[k]) > 0;
		m->tally.checkins += m->checkins[i];
	}
}

/* Where a choice stands among others. */
static int compare_choices(const struct choice_row *a, const struct choice_row *b)
{
	int c = compare_numbers(a->when.ms, b->when.ms);

	return c ? c : strcmp(a->what, b->what);
}

static void merge_choices(struct record_merge *m, const struct record *here, const struct record *from)
{
	size_t k = 0;

	for (size_t i = 0; i < from->nchoices; i++) {
		const struct choice_row *row = &from->choices[i];
		int c = -1;

		while (k < here->nchoices && compare_choices(&here->choices[k], row) < 0)
			k++;
		if (k < here->nchoices && !compare_choices(&here->choices[k], row)) {
			c = strcmp(here->choices[k].value, row->value);
			c = c ? c : compare_numbers(here->choices[k].when.offset_s, row->when.offset_s);
		}
		m->choices[i] = c < 0;
		m->tally.choices += c < 0;
	}
}

static bool same_screening(const struct screening_row *a, const struct screening_row *b)
{
	return a->when.ms == b->when.ms && a->yes == b->yes && !strcmp(a->page, b->page);
}

static void merge_screenings(struct record_merge *m, const struct record *here, const struct record *from)
{
	size_t k = 0;

	for (size_t i = 0; i < from->nscreenings; i++) {
		const struct screening_row *row = &from->screenings[i];
		bool known = !record_screening_travels(row) || (i && same_screening(row - 1, row));

		while (k < here->nscreenings && here->screenings[k].when.ms < row->when.ms)
			k++;
		for (size_t n = k; n < here->nscreenings && here->screenings[n].when.ms == row->when.ms; n++)
			known |= same_screening(&here->screenings[n], row);
		m->screenings[i] = !known;
		m->tally.screenings += !known;
	}
}

struct record_merge record_merge(const struct record *here, const char (*forgotten)[33], size_t nforgotten,
				 const struct record *from)
{
	struct record_merge m = {.sessions = mem_calloc(from->nsessions, sizeof *m.sessions),
				 .checkins = mem_calloc(from->ncheckins, sizeof *m.checkins),
				 .choices = mem_calloc(from->nchoices, sizeof *m.choices),
				 .screenings = mem_calloc(from->nscreenings, sizeof *m.screenings)};
	struct side a = side_of(here), b = side_of(from);

	for (size_t i = 0; i < from->nsessions; i++)
		m.sessions[i] = merge_session(&a, &b, &from->sessions[i], forgotten, nforgotten, &m.tally);
	side_free(&a);
	side_free(&b);
	merge_checkins(&m, here, from);
	merge_choices(&m, here, from);
	merge_screenings(&m, here, from);
	return m;
}

void record_merge_free(struct record_merge *m)
{
	free(m->sessions);
	free(m->checkins);
	free(m->choices);
	free(m->screenings);
}
