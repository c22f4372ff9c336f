#include "go_on.h"

#include <string.h>

#include "me.h"

/* Whether the routine makes the session's plan for `who`, as the record was when it began. */
static bool same_plan(const struct session_row *row, const struct opened *r, const struct person *who)
{
	struct plan *p = plan_without_words(r->routine, r->atlas, who);
	bool same = p->hash == row->plan_hash;

	plan_free(p);
	return same;
}

/* With what it was begun the record does not say: for one leg, or for a time that its length tells. */
static bool as_it_began(struct go_on *g, const struct opened *r, struct person who)
{
	static const enum press_legs legs[] = {PRESS_BOTH, PRESS_LEFT, PRESS_RIGHT};

	for (int i = 0; i < 3; i++)
		for (int short_of_time = 0; short_of_time < 2; short_of_time++) {
			who.legs = legs[i];
			who.minutes_ms = short_of_time ? g->row->planned_ms : 0;
			if (same_plan(g->row, r, &who))
				return g->before = who, true;
		}
	return false;
}

/* The session's plan once more: first as it began, which its hash must show, then with what it has rated. */
static bool plan_again(struct go_on *g, const struct record *rows, const struct opened *r, int level)
{
	struct record before = resume_without(rows, g->row, g->arena);
	struct person who = plan_person_neutral();

	me_from_rows(&who, &before, r->atlas, level, g->row->started);
	if (!as_it_began(g, r, who))
		return false;
	g->person = g->before;
	resume_ratings(rows, g->row, r->atlas, &g->person);
	g->plan = plan_compile(r->routine, r->atlas, &g->person, NULL);
	return resume_fits(g->plan, rows, g->row);
}

struct go_on go_on_look(const struct record *rows, const struct opened *r, int level, struct wall now)
{
	struct go_on g = {.row = resume_session(rows), .arena = arena_new()};

	if (!g.row || !opened_ok(r) || strcmp(g.row->routine, r->routine->id) != 0 ||
	    !resume_in_time(rows, g.row, now) || !plan_again(&g, rows, r, level))
		return g;
	g.fits = true;
	g.past = resume_past(rows, g.row, g.plan, g.arena);
	me_from_rows(&g.person, rows, r->atlas, level, now);
	resume_ratings(rows, g.row, r->atlas, &g.person);
	return g;
}

void go_on_free(struct go_on *g)
{
	plan_free(g->plan);
	arena_free(g->arena);
	*g = (struct go_on){0};
}
