/* A record in the making, for the tests of folds: rows are added in the order they are told. */
#ifndef UNKNOT_TESTS_STORY_H
#define UNKNOT_TESTS_STORY_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/caps.h"
#include "core/progress.h"
#include "core/record.h"

enum { STORY_MOST = 512 };
#define STORY_HOUR INT64_C(3600000)

struct story {
	struct session_row sessions[STORY_MOST];
	struct hold_row holds[STORY_MOST];
	struct checkin_row checkins[STORY_MOST];
	struct choice_row choices[STORY_MOST];
	struct record r;
};

/* A local hour of a day since 1970, `offset_h` east of Greenwich. */
static inline struct wall story_at(int64_t day, double hour, int offset_h)
{
	return (struct wall){day * 24 * STORY_HOUR + (int64_t)(hour * (double)STORY_HOUR) - offset_h * STORY_HOUR,
			     offset_h * 3600};
}

static const char *const story_sites[SITES_BUILT_IN] = {
	CAPS_OPENER, "thigh-outer-middle", "thigh-outer-lower", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "buttock-deep"};

static inline struct atlas story_atlas(void)
{
	struct atlas a = {.limits = {.press_min = 10000,
				     .press_max = 120000,
				     .presses_most = 3,
				     .place_ms = 300000,
				     .tool_deep = 30 * 60000}};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){.index = i, .id = story_sites[i], .code = ""};
	a.site[SITES_BUILT_IN - 1].locked = true;
	return a;
}

static inline struct session_row *story_session(struct story *s, const char *id, struct wall when)
{
	struct session_row *row = &s->sessions[s->r.nsessions++];

	*row = (struct session_row){.routine = "daily",
				    .title = "Daily",
				    .ended_by_choice = true,
				    .started = when,
				    .ended = {when.ms + STORY_HOUR / 3, when.offset_s},
				    .outcome = SESSION_DONE};
	snprintf(row->id, sizeof row->id, "%s", id);
	s->r.sessions = s->sessions;
	return row;
}

static inline struct hold_row *story_hold(struct story *s, const char *id, int n, int site, enum leg leg,
					  struct wall when)
{
	struct hold_row *h = &s->holds[s->r.nholds++];

	*h = (struct hold_row){.n = n,
			       .site = story_sites[site],
			       .leg = leg,
			       .when = when,
			       .planned_ms = 60000,
			       .held_ms = 60000,
			       .tool_ms = 90000,
			       .outcome = HOLD_FULL,
			       .sore_before = RATING_UNKNOWN,
			       .sore_after = RATING_UNKNOWN};
	snprintf(h->session, sizeof h->session, "%s", id);
	s->r.holds = s->holds;
	return h;
}

static inline void story_checkin(struct story *s, struct wall when, int soreness, bool bruise)
{
	s->checkins[s->r.ncheckins++] = (struct checkin_row){when, soreness, bruise, NULL};
	s->r.checkins = s->checkins;
}

static inline void story_choice(struct story *s, struct wall when, const char *what, const char *value)
{
	s->choices[s->r.nchoices++] = (struct choice_row){when, what, value};
	s->r.choices = s->choices;
}

/* All that a fold says, as text: to be compared. */
static inline void story_tell(const struct progress *p, struct buf *out)
{
	buf_addf(out, "day %d loops %d of %d%s, days %d to %d, long %d\n", (int)p->day, p->loops_today, (int)p->loops,
		 p->enough ? ", enough" : "", (int)p->days, (int)p->last_day, (int)p->long_day);
	buf_addf(out, "trail %d, target %d kept %d skips %d%s:", p->trail.today, p->trail.target, p->trail.kept,
		 p->trail.skips, p->trail.reached ? ", reached" : "");
	for (int i = 0; i < WEEK_DAYS; i++)
		buf_addf(out, " %d%s", (int)p->trail.step[i], p->trail.rest[i] ? "r" : "");
	buf_addf(out, "\ntool %d rest tomorrow %d back %d lighter %d clean %d %d\n", (int)p->tool, p->rest_tomorrow,
		 p->back, (int)p->lighter, p->clean, p->clean_opener);
	for (int i = 0; i < SKILLS; i++)
		buf_addf(out, "skill %d of %d\n", p->skill[i].have, p->skill[i].need);
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++) {
			const struct place_story *s = &p->place[i][leg];

			buf_addf(out, "place %d: stage %d, %d %d %d %d, days %d %d %d, recent", 2 * i + leg, (int)s->stage,
				 s->first, s->best, s->worst, s->last, (int)s->first_day, (int)s->last_day,
				 (int)s->tended_day);
			for (int k = 0; k < s->nrecent; k++)
				buf_addf(out, " %d", s->recent[k]);
			buf_addc(out, '\n');
		}
}

static inline bool story_same(const struct progress *a, const struct progress *b)
{
	struct buf x = {0}, y = {0};
	bool same;

	story_tell(a, &x);
	story_tell(b, &y);
	same = !strcmp(buf_str(&x), buf_str(&y));
	if (!same)
		fprintf(stderr, "%s-- and --\n%s", buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

#endif
