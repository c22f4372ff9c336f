#include "core/record_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef int compare_fn(const void *a, const void *b);

static int compare_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* Of one that was read while it was open and again when it had ended, the ended one stands first. */
static int compare_sessions(const void *pa, const void *pb)
{
	const struct session_row *a = pa, *b = pb;
	int by = compare_number(a->started.ms, b->started.ms);

	by = by ? by : strcmp(a->id, b->id);
	return by ? by : compare_number(b->ended.ms, a->ended.ms);
}

static bool same_session(const void *a, const void *b)
{
	return !strcmp(((const struct session_row *)a)->id, ((const struct session_row *)b)->id);
}

static int compare_holds(const void *pa, const void *pb)
{
	const struct hold_row *a = pa, *b = pb;
	int by = compare_number(a->when.ms, b->when.ms);

	by = by ? by : strcmp(a->session, b->session);
	return by ? by : compare_number(a->n, b->n);
}

static bool same_hold(const void *a, const void *b)
{
	return !compare_holds(a, b);
}

static int compare_checkins(const void *pa, const void *pb)
{
	const struct checkin_row *a = pa, *b = pb;
	int by = compare_number(a->when.ms, b->when.ms);

	by = by ? by : compare_number(a->soreness, b->soreness);
	by = by ? by : compare_number(a->bruise, b->bruise);
	return by ? by : compare_text(a->where, b->where);
}

static bool same_checkin(const void *a, const void *b)
{
	return !compare_checkins(a, b);
}

static int compare_choices(const void *pa, const void *pb)
{
	const struct choice_row *a = pa, *b = pb;
	int by = compare_number(a->when.ms, b->when.ms);

	by = by ? by : compare_text(a->what, b->what);
	return by ? by : compare_text(a->value, b->value);
}

static bool same_choice(const void *a, const void *b)
{
	return !compare_choices(a, b);
}

static bool are_in_order(const char *rows, size_t n, size_t size, compare_fn *compare)
{
	for (size_t i = 1; i < n; i++)
		if (compare(rows + (i - 1) * size, rows + i * size) >= 0)
			return false;
	return true;
}

/* Puts a copy into order and leaves one of each; NULL, and `*n` as it was, if that is so already. */
static void *put_in_order(const void *rows, size_t *n, size_t size, compare_fn *compare,
			  bool same(const void *a, const void *b))
{
	char *own;
	size_t kept = 0;

	if (are_in_order(rows, *n, size, compare))
		return NULL;
	own = mem_calloc(*n, size);
	memcpy(own, rows, *n * size);
	qsort(own, *n, size, compare);
	for (size_t i = 0; i < *n; i++) {
		if (kept && same(own + (kept - 1) * size, own + i * size))
			continue;
		memmove(own + kept++ * size, own + i * size, size);
	}
	*n = kept;
	return own;
}

struct ordered record_in_order(const struct record *r)
{
	struct ordered o = {.rows = *r};
	struct record *to = &o.rows;

	o.own[0] = put_in_order(r->sessions, &to->nsessions, sizeof *r->sessions, compare_sessions,
				same_session);
	o.own[1] = put_in_order(r->holds, &to->nholds, sizeof *r->holds, compare_holds, same_hold);
	o.own[2] = put_in_order(r->checkins, &to->ncheckins, sizeof *r->checkins, compare_checkins,
				same_checkin);
	o.own[3] = put_in_order(r->choices, &to->nchoices, sizeof *r->choices, compare_choices, same_choice);
	to->sessions = o.own[0] ? o.own[0] : r->sessions;
	to->holds = o.own[1] ? o.own[1] : r->holds;
	to->checkins = o.own[2] ? o.own[2] : r->checkins;
	to->choices = o.own[3] ? o.own[3] : r->choices;
	return o;
}

void ordered_free(struct ordered *o)
{
	for (int i = 0; i < ORDERED_KINDS; i++)
		free(o->own[i]);
}
