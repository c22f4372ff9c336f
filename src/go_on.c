#include "go_on.h"

#include <string.h>

#include "me.h"

/* The session's plan once more: first as it began, which its hash must show, then with what it has rated. */
static bool plan_again(struct go_on *g, const struct record *rows, const struct opened *r)
{
	struct record before = resume_without(rows, g->row, g->arena);
	struct wall began = g->row->started;
	struct plan *first;
	bool same;

	me_from_rows(&g->before, &before, r->atlas, began);
	first = plan_without_words(r->routine, r->atlas, &g->before);
	same = first->hash == g->row->plan_hash;
	plan_free(first);
	if (!same)
		return false;
	g->person = g->before;
	resume_ratings(rows, g->row, r->atlas, &g->person);
	g->plan = plan_compile(r->routine, r->atlas, &g->person, NULL);
	return resume_fits(g->plan, rows, g->row);
}

struct go_on go_on_look(const struct record *rows, const struct opened *r, const struct person *asked,
			struct wall now)
{
	struct go_on g = {.row = resume_session(rows), .before = *asked, .arena = arena_new()};

	if (!g.row || !opened_ok(r) || strcmp(g.row->routine, r->routine->id) != 0 ||
	    !resume_in_time(rows, g.row, now) || !plan_again(&g, rows, r))
		return g;
	g.fits = true;
	g.past = resume_past(rows, g.row, g.plan, g.arena);
	g.person = *asked;
	me_from_rows(&g.person, rows, r->atlas, now);
	resume_ratings(rows, g.row, r->atlas, &g.person);
	return g;
}

void go_on_free(struct go_on *g)
{
	plan_free(g->plan);
	arena_free(g->arena);
	*g = (struct go_on){0};
}
