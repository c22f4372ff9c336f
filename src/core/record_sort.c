#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/record_rows.h"

/* The order of rows is of what they say and never of when they were written: two machines that know the
 * same read the same. Rows mostly come in it already, so looking is what it costs. */

typedef int compare_fn(const void *a, const void *b);

static int compare_ms(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_sessions(const void *pa, const void *pb)
{
	const struct session_row *a = pa, *b = pb;
	int c = compare_ms(a->started.ms, b->started.ms);

	return c ? c : strcmp(a->id, b->id);
}

static int compare_ratings(const void *pa, const void *pb)
{
	const struct rating_row *a = pa, *b = pb;
	int c = compare_ms(a->when.ms, b->when.ms);

	return c ? c : strcmp(a->session, b->session);
}

static int compare_screenings(const void *pa, const void *pb)
{
	const struct screening_row *a = pa, *b = pb;
	int c = compare_ms(a->when.ms, b->when.ms);

	return c ? c : strcmp(a->page, b->page);
}

static int compare_checkins(const void *a, const void *b)
{
	return compare_ms(((const struct checkin_row *)a)->when.ms, ((const struct checkin_row *)b)->when.ms);
}

static int compare_choices(const void *pa, const void *pb)
{
	const struct choice_row *a = pa, *b = pb;
	int c = compare_ms(a->when.ms, b->when.ms);

	return c ? c : strcmp(a->what, b->what);
}

/* Merges the sorted halves of `n` rows through `room`; equal ones stay as they stood. */
static void sort_through(char *rows, size_t n, size_t size, compare_fn *compare, char *room)
{
	size_t half = n / 2, a = 0, b = half;

	if (n < 2)
		return;
	sort_through(rows, half, size, compare, room);
	sort_through(rows + half * size, n - half, size, compare, room);
	if (compare(rows + (half - 1) * size, rows + half * size) <= 0)
		return; /* mostly so */
	for (size_t i = 0; i < n; i++) {
		bool first = b == n || (a < half && compare(rows + a * size, rows + b * size) <= 0);

		memcpy(room + i * size, rows + (first ? a++ : b++) * size, size);
	}
	memcpy(rows, room, n * size);
}

static void sort_rows(void *rows, size_t n, size_t size, compare_fn *compare)
{
	char *row = rows, *room;
	size_t i = 1;

	while (i < n && compare(row + (i - 1) * size, row + i * size) <= 0)
		i++;
	if (i >= n)
		return;
	room = mem_calloc(n, size);
	sort_through(rows, n, size, compare, room);
	free(room);
}

/* A hold and where its session stands among the sessions. */
struct placed {
	size_t session;
	struct hold_row hold;
};

static int compare_placed(const void *pa, const void *pb)
{
	const struct placed *a = pa, *b = pb;

	return a->session != b->session ? (a->session > b->session) - (a->session < b->session)
					: (a->hold.n > b->hold.n) - (a->hold.n < b->hold.n);
}

/* Sessions by id; a session begins with its id, so that it is found by what record_gather() found. */
struct finder {
	const struct record *r;
	size_t hint;
	struct by_session ids; /* made when it is first needed */
};

_Static_assert(offsetof(struct session_row, id) == 0, "a session begins with its id");

enum { NEAR = 4 };

/* The index of the session, mostly that of the last hold or the next one; false if there is none. */
static bool find(struct finder *f, const char *id, size_t *at)
{
	const char **row;
	size_t n;

	for (size_t i = f->hint; i < f->r->nsessions && i < f->hint + NEAR; i++)
		if (!strcmp(f->r->sessions[i].id, id)) {
			*at = f->hint = i;
			return true;
		}
	if (!f->ids.row)
		f->ids = record_gather(f->r->sessions, f->r->nsessions, sizeof *f->r->sessions);
	row = record_rows_of(&f->ids, id, &n);
	if (n)
		*at = f->hint = (size_t)((const struct session_row *)(const void *)*row - f->r->sessions);
	return n > 0;
}

static void move_holds(struct record *r, struct finder *f)
{
	struct placed *all = mem_calloc(r->nholds, sizeof *all);

	for (size_t i = 0; i < r->nholds; i++) {
		all[i].hold = r->holds[i];
		find(f, r->holds[i].session, &all[i].session);
	}
	sort_rows(all, r->nholds, sizeof *all, compare_placed);
	for (size_t i = 0; i < r->nholds; i++)
		r->holds[i] = all[i].hold;
	free(all);
}

/* Holds stand by their sessions and know what those know; one without a session is nobody's. Looking is far
 * quicker than a join that sorts. */
static void sort_holds(struct record *r)
{
	struct finder f = {.r = r};
	size_t n = 0, at = 0, last = 0;
	bool sorted = true;

	for (size_t i = 0; i < r->nholds; i++) {
		if (!find(&f, r->holds[i].session, &at))
			continue;
		sorted &= !n || at > last || (at == last && r->holds[i].n > r->holds[n - 1].n);
		last = at;
		if (n < i)
			r->holds[n] = r->holds[i];
		r->holds[n++].rehearsal = r->sessions[at].rehearsal;
	}
	r->nholds = n;
	if (!sorted)
		move_holds(r, &f);
	free(f.ids.row);
}

void record_sort(struct record *r)
{
	sort_rows(r->sessions, r->nsessions, sizeof *r->sessions, compare_sessions);
	sort_holds(r);
	sort_rows(r->ratings, r->nratings, sizeof *r->ratings, compare_ratings);
	sort_rows(r->screenings, r->nscreenings, sizeof *r->screenings, compare_screenings);
	sort_rows(r->checkins, r->ncheckins, sizeof *r->checkins, compare_checkins);
	sort_rows(r->choices, r->nchoices, sizeof *r->choices, compare_choices);
}
