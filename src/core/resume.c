#include "core/resume.h"

#include <string.h>

enum { IN_TIME_MS = 2 * 3600000 };

static bool of(const char session[33], const struct session_row *s)
{
	return !strcmp(session, s->id);
}

static bool something_done(const struct record *r, const struct session_row *s)
{
	for (size_t i = r->nholds; i-- > 0;)
		if (of(r->holds[i].session, s))
			return true;
	return s->segment > 0;
}

const struct session_row *resume_session(const struct record *r)
{
	for (size_t i = r->nsessions; i-- > 0;) {
		const struct session_row *s = &r->sessions[i];
		bool cut = s->outcome == SESSION_OPEN ||
			   (s->outcome == SESSION_INTERRUPTED && !s->ended_by_choice);

		if (!s->rehearsal)
			return cut && something_done(r, s) ? s : NULL;
	}
	return NULL;
}

/* When it was last heard of: a row was written, or as long after its beginning as it was played. */
static int64_t last_ms(const struct record *r, const struct session_row *s)
{
	int64_t last = s->started.ms + s->active_ms;

	if (s->outcome != SESSION_OPEN && s->ended.ms > last)
		last = s->ended.ms;
	for (size_t i = 0; i < r->nholds; i++)
		if (of(r->holds[i].session, s) && r->holds[i].when.ms + r->holds[i].tool_ms > last)
			last = r->holds[i].when.ms + r->holds[i].tool_ms;
	for (size_t i = 0; i < r->nratings; i++)
		if (of(r->ratings[i].session, s) && r->ratings[i].when.ms > last)
			last = r->ratings[i].when.ms;
	return last;
}

bool resume_in_time(const struct record *r, const struct session_row *s, struct wall now)
{
	return now.ms - last_ms(r, s) <= IN_TIME_MS;
}

struct record resume_without(const struct record *r, const struct session_row *s, struct arena *a)
{
	struct record w = *r;

	w.sessions = arena_array(a, r->nsessions, sizeof *w.sessions);
	w.holds = arena_array(a, r->nholds, sizeof *w.holds);
	w.nsessions = w.nholds = 0;
	for (size_t i = 0; i < r->nsessions; i++)
		if (&r->sessions[i] != s)
			w.sessions[w.nsessions++] = r->sessions[i];
	for (size_t i = 0; i < r->nholds; i++)
		if (!of(r->holds[i].session, s))
			w.holds[w.nholds++] = r->holds[i];
	return w;
}

void resume_ratings(const struct record *r, const struct session_row *s, const struct atlas *atlas,
		    struct person *who)
{
	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		const struct site *site =
			of(h->session, s) && h->leg != LEG_NONE ? atlas_site(atlas, h->site) : NULL;
		int sore = h->sore_after != RATING_UNKNOWN ? h->sore_after : h->sore_before;
		struct place_state *p = site ? &who->place[site->index][h->leg == LEG_RIGHT] : NULL;

		if (!p || sore == RATING_UNKNOWN)
			continue;
		p->sore = sore;
		p->sore_now = true;
	}
}

/* A place of the atlas or the routine's own. */
static const struct site *site_of(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->npresses; i++)
		if (!strcmp(plan->presses[i].site->id, id))
			return plan->presses[i].site;
	return atlas_site(plan->atlas, id);
}

bool resume_fits(const struct plan *plan, const struct record *r, const struct session_row *s)
{
	const struct segment *g;

	if (s->segment < 0 || (size_t)s->segment >= plan->nsegments)
		return false;
	for (size_t i = 0; i < r->nholds; i++)
		if (of(r->holds[i].session, s) && !site_of(plan, r->holds[i].site))
			return false;
	g = &plan->segments[s->segment];
	return g->leg == s->leg && s->at_ms >= g->at_ms && s->at_ms <= g->at_ms + g->for_ms;
}

/* Time on the tool up to now, counted back to where two minutes passed between two presses. Whether the
 * person has stood up since the last of them nobody knows: that is no walk. */
static int64_t stretch_ms(const struct record *r, const struct session_row *s, int64_t stand_ms)
{
	int64_t stretch = 0, end = INT64_MIN;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];

		if (!of(h->session, s) || h->tool_ms <= 0)
			continue;
		if (end != INT64_MIN && h->when.ms - end >= stand_ms)
			stretch = 0;
		stretch += h->tool_ms;
		end = h->when.ms + h->tool_ms;
	}
	return stretch;
}

struct player_past resume_past(const struct record *r, const struct session_row *s, const struct plan *plan,
			       struct arena *a)
{
	struct player_result *results = arena_array(a, r->nholds, sizeof *results);
	struct player_past past = {.segment = s->segment,
				   .pain_before = s->pain_before,
				   .active_ms = s->active_ms,
				   .stretch_ms = stretch_ms(r, s, plan->atlas->limits.stand_min),
				   .results = results};

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];

		if (of(h->session, s))
			results[past.nresults++] = (struct player_result){
				site_of(plan, h->site), h->leg,        h->outcome, h->why,
				h->sore_before,         h->sore_after, h->held_ms};
	}
	for (size_t i = r->nratings; i-- > 0 && past.pain_before == RATING_UNKNOWN;)
		if (of(r->ratings[i].session, s) && !strcmp(r->ratings[i].what, "pain-before"))
			past.pain_before = r->ratings[i].value;
	return past;
}
