#include "core/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/caps.h"
#include "core/record_order.h"

enum { NEED_PLACES = SITES_BUILT_IN, NEED_FIND = 5, NEED_SCALE = 5, NEED_BREATH = 7, SORE_MORNING = 3 };

static const int needs[SKILLS] = {
	[SKILL_MAP] = NEED_PLACES, /* of twice as many, one on each leg */
	[SKILL_FIND] = NEED_FIND,     [SKILL_SCALE] = NEED_SCALE,
	[SKILL_BREATH] = NEED_BREATH, [SKILL_SITTER] = CAPS_CLEAN_FOR_DEEP,
};

/* ---- places ---- */

static int most(const int *v, int n)
{
	int m = RATING_UNKNOWN;

	for (int i = 0; i < n; i++)
		m = v[i] > m ? v[i] : m;
	return m;
}

static bool is_quiet(const struct place_story *s)
{
	int from = s->nrecent - PROGRESS_QUIET_DAYS;

	return from >= 0 && most(s->recent + from, PROGRESS_QUIET_DAYS) <= PROGRESS_QUIET;
}

static enum stage stage_of(const struct place_story *s)
{
	int high = s->last >= PROGRESS_SORE ? most(s->recent, s->nrecent) : s->worst;

	if (!s->known)
		return STAGE_UNKNOWN;
	if (s->last == RATING_UNKNOWN)
		return STAGE_FOUND;
	if (is_quiet(s))
		return STAGE_QUIET;
	if (high > s->last && scale_differs(high, s->last, SCALE_ERROR))
		return STAGE_EASING;
	return s->worst >= PROGRESS_SORE ? STAGE_SORE : STAGE_FOUND;
}

static void rate(struct place_story *s, int rating, int64_t day)
{
	if (s->last != RATING_UNKNOWN && day <= s->last_day)
		return; /* the first of a day stands */
	if (s->first == RATING_UNKNOWN) {
		s->first = s->best = s->worst = rating;
		s->first_day = day;
	}
	s->best = rating < s->best ? rating : s->best;
	s->worst = rating > s->worst ? rating : s->worst;
	s->last = rating;
	s->last_day = day;
	if (s->nrecent == PROGRESS_RECENT)
		memmove(s->recent, s->recent + 1, sizeof s->recent - sizeof *s->recent);
	else
		s->nrecent++;
	s->recent[s->nrecent - 1] = rating;
	if (s->days < FOUND_ENDS)
		s->early[s->days] = rating;
	s->days++;
}

struct found place_story_found(const struct place_story *s)
{
	int ends = s->nrecent < FOUND_ENDS ? s->nrecent : FOUND_ENDS;

	return found_of(s->early, s->recent + s->nrecent - ends, s->days);
}

/* ---- days ---- */

static int in_week(const struct progress *p, int64_t day)
{
	int64_t i = day - caps_monday(p->day);

	return i >= 0 && i < WEEK_DAYS ? (int)i : -1;
}

/* A day with a session. Days come in order. */
static void come(struct progress *p, int64_t day)
{
	int i = in_week(p, day);

	if (p->days && p->last_day >= day)
		return;
	if (!p->days)
		p->work.first_day = day;
	p->days++;
	p->last_day = day;
	if (i >= 0)
		p->work.came[i] = true;
}

static int bits(uint32_t v)
{
	int n = 0;

	for (; v; v &= v - 1)
		n++;
	return n;
}

static int loops_of(uint32_t tended)
{
	int n = bits(tended);

	return n < PROGRESS_LOOPS ? n : PROGRESS_LOOPS;
}

static void begin_day(struct progress *p, int64_t day)
{
	if (day == p->work.day)
		return;
	p->work.loops_before += loops_of(p->work.tended);
	p->work.tended = 0;
	p->work.day = day;
}

/* ---- presses ---- */

static bool tends(const struct hold_row *h)
{
	switch (h->outcome) {
	case HOLD_RELEASED:
	case HOLD_FULL:
	case HOLD_EASED_OFF:
	case HOLD_STOPPED:
	case HOLD_INTERRUPTED: /* by the end of the session: what was done counts whole */
		return true;
	case HOLD_SKIPPED:
		break;
	}
	return false;
}

static void count_day(int64_t *last, struct skill_state *skill, int64_t day)
{
	if (*last == day)
		return;
	*last = day;
	skill->have += skill->have < skill->need;
}

static void count_skills(struct progress *p, const struct hold_row *h, int64_t day)
{
	bool rated = h->sore_before != RATING_UNKNOWN, heeded = h->outcome == HOLD_STOPPED;

	if (rated || heeded)
		count_day(&p->work.find_day, &p->skill[SKILL_FIND], day);
	if (heeded || (rated && (h->sore_after != RATING_UNKNOWN || h->outcome == HOLD_EASED_OFF)))
		count_day(&p->work.scale_day, &p->skill[SKILL_SCALE], day);
}

static void take_place(struct progress *p, const struct site *s, const struct hold_row *h, int64_t day)
{
	struct place_story *story = &p->place[s->index][h->leg == LEG_RIGHT];

	story->known |= tends(h) || h->sore_before != RATING_UNKNOWN;
	if (h->sore_before != RATING_UNKNOWN)
		rate(story, h->sore_before, day);
	if (tends(h)) {
		story->tended_day = day;
		p->work.tended |= UINT32_C(1) << (2 * s->index + (h->leg == LEG_RIGHT));
	}
}

static void count_signs(struct progress *p, const struct site *s, const struct hold_row *h, int64_t day)
{
	bool right = h->leg == LEG_RIGHT, known = s && s->index < SITES_BUILT_IN && h->leg != LEG_NONE;

	stop_signs_press(&p->signs, h, known ? &p->place[s->index][right].signs : NULL,
			 known ? 2 * s->index + right : 0, day, p->day);
}

static void take_press(struct progress *p, const struct site *s, const struct hold_row *h, int64_t day)
{
	begin_day(p, day);
	count_skills(p, h, day);
	count_signs(p, s, h, day);
	if (s && s->index < SITES_BUILT_IN && h->leg != LEG_NONE)
		take_place(p, s, h, day);
	if (!tends(h))
		return;
	come(p, day);
	if (strcmp(p->work.session, h->session)) {
		memcpy(p->work.session, h->session, sizeof p->work.session);
		p->work.too_sore = false;
		p->work.tool_ms = 0;
	}
	p->work.tool_ms += h->tool_ms;
	if (p->work.tool_ms > p->work.tool_deep)
		p->long_day = day;
	p->work.too_sore |= h->outcome == HOLD_STOPPED && h->why == WHY_TOO_SORE;
}

/* ---- what follows from it ---- */

static void fill_places(struct progress *p)
{
	int known = 0;

	for (int i = 0; i < SITES_BUILT_IN; i++) {
		for (int leg = 0; leg < 2; leg++) {
			struct place_story *s = &p->place[i][leg];

			s->stage = stage_of(s);
			known += s->known;
		}
	}
	p->skill[SKILL_MAP].have = known < NEED_PLACES ? known : NEED_PLACES;
	p->skill[SKILL_BREATH].have = p->days < NEED_BREATH ? (int)p->days : NEED_BREATH;
}

static enum trail_step step_of(const struct progress *p, int i, int *over, int *skips)
{
	const struct trail *t = &p->trail;
	int64_t day = p->day - t->today + i;

	if (p->work.came[i])
		return TRAIL_TENDED;
	if (t->rest[i])
		return TRAIL_REST;
	if (i >= t->today)
		return i == t->today ? TRAIL_TODAY : TRAIL_TO_COME;
	if (!p->days || day < p->work.first_day)
		return TRAIL_PASSED;
	if (*over > 0) {
		--*over;
		return TRAIL_PASSED;
	}
	if (*skips > 0) {
		--*skips;
		return TRAIL_SKIP;
	}
	return TRAIL_PASSED;
}

static void fill_trail(struct progress *p)
{
	struct trail *t = &p->trail;
	int over = WEEK_DAYS - t->target;

	t->skips = PROGRESS_SKIPS;
	t->kept = 0;
	for (int i = 0; i < WEEK_DAYS; i++) {
		t->step[i] = step_of(p, i, &over, &t->skips);
		t->kept += t->step[i] == TRAIL_TENDED || (t->step[i] == TRAIL_REST && i <= t->today);
	}
	t->reached = t->kept >= t->target;
}

static void fill(struct progress *p)
{
	bool today = p->work.day == p->day;

	fill_places(p);
	p->loops = p->work.loops_before + loops_of(p->work.tended);
	p->loops_today = today ? loops_of(p->work.tended) : 0;
	p->enough = p->loops_today >= PROGRESS_LOOPS;
	p->back = p->days && p->day - p->last_day >= PROGRESS_GAP_DAYS;
	fill_trail(p);
	p->lighter = p->work.by_mornings != LIGHTER_NO ? p->work.by_mornings
		     : p->work.too_sore                ? LIGHTER_TOO_SORE
		     : p->back                         ? LIGHTER_BACK
						       : LIGHTER_NO;
}

/* ---- the fold ---- */

static struct progress begin(const struct record *r, const struct atlas *a, struct wall now)
{
	struct progress p = {.day = caps_day(now), .last_day = INT64_MIN, .long_day = INT64_MIN};
	struct chosen c = chosen_fold(r, now);

	p.work = (struct progress_work){.day = INT64_MIN,
					.find_day = INT64_MIN,
					.scale_day = INT64_MIN,
					.tool_deep = a->limits.tool_deep};
	p.tool = c.tool;
	p.rest_tomorrow = c.rest_tomorrow;
	p.trail.target = c.target;
	memcpy(p.trail.rest, c.rest, sizeof c.rest);
	p.trail.today = in_week(&p, p.day);
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++)
			p.place[i][leg] = (struct place_story){.first = RATING_UNKNOWN,
							       .best = RATING_UNKNOWN,
							       .worst = RATING_UNKNOWN,
							       .last = RATING_UNKNOWN,
							       .tended_day = INT64_MIN};
	for (int i = 0; i < SKILLS; i++)
		p.skill[i].need = needs[i];
	return p;
}

/* A row with the day it belongs to. A flight westwards puts a later moment on an earlier day. */
struct dated {
	int64_t day;
	size_t i;
};

static int compare_dated(const void *pa, const void *pb)
{
	const struct dated *a = pa, *b = pb;

	return a->day != b->day ? (a->day > b->day) - (a->day < b->day) : (a->i > b->i) - (a->i < b->i);
}

static void sort_dated(struct dated *d, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (d[i - 1].day > d[i].day) {
			qsort(d, n, sizeof *d, compare_dated);
			return;
		}
	}
}

static struct dated *date_holds(const struct record *r, size_t *n)
{
	struct dated *d = mem_calloc(r->nholds, sizeof *d);

	*n = 0;
	for (size_t i = 0; i < r->nholds; i++)
		if (!r->holds[i].rehearsal)
			d[(*n)++] = (struct dated){caps_day(r->holds[i].when), i};
	sort_dated(d, *n);
	return d;
}

/* Sessions that were finished: those without a press count for their day too. */
static struct dated *date_sessions(const struct record *r, size_t *n)
{
	struct dated *d = mem_calloc(r->nsessions, sizeof *d);

	*n = 0;
	for (size_t i = 0; i < r->nsessions; i++)
		if (!r->sessions[i].rehearsal && r->sessions[i].outcome == SESSION_DONE)
			d[(*n)++] = (struct dated){caps_day(r->sessions[i].started), i};
	sort_dated(d, *n);
	return d;
}

static void fold_days(struct progress *p, const struct record *r, const struct atlas *a)
{
	size_t nholds, nsessions, at = 0;
	struct dated *holds = date_holds(r, &nholds), *sessions = date_sessions(r, &nsessions);
	int hint = 0;

	for (size_t k = 0; k < nholds; k++) {
		const struct hold_row *h = &r->holds[holds[k].i];

		for (; at < nsessions && sessions[at].day <= holds[k].day; at++)
			come(p, sessions[at].day);
		take_press(p, h->site ? atlas_site_next(a, h->site, &hint) : NULL, h, holds[k].day);
	}
	for (; at < nsessions; at++)
		come(p, sessions[at].day);
	free(holds);
	free(sessions);
}

/* The last answer of each of the last two days that have one. */
static enum lighter by_mornings(const struct record *r)
{
	const struct checkin_row *last = r->ncheckins ? &r->checkins[r->ncheckins - 1] : NULL, *before = NULL;

	for (size_t i = r->ncheckins; i-- > 0 && !before;)
		if (caps_day(r->checkins[i].when) != caps_day(last->when))
			before = &r->checkins[i];
	if (last && (last->bruise || (before && before->bruise)))
		return LIGHTER_BRUISE;
	if (before && last->soreness > SORE_MORNING && before->soreness > SORE_MORNING &&
	    caps_day(last->when) - caps_day(before->when) <= WEEK_DAYS)
		return LIGHTER_SORE;
	return LIGHTER_NO;
}

struct progress progress_fold(const struct record *r, const struct atlas *a, struct wall now)
{
	struct ordered o = record_in_order(r);
	struct progress p = begin(&o.rows, a, now);

	fold_days(&p, &o.rows, a);
	p.work.by_mornings = by_mornings(&o.rows);
	p.clean = caps_clean_sessions(&o.rows, NULL);
	p.clean_opener = caps_clean_sessions(&o.rows, CAPS_OPENER);
	p.skill[SKILL_SITTER].have = p.clean < CAPS_CLEAN_FOR_DEEP ? p.clean : CAPS_CLEAN_FOR_DEEP;
	ordered_free(&o);
	fill(&p);
	return p;
}

void progress_press(struct progress *p, const struct site *s, const struct hold_row *h)
{
	take_press(p, s, h, caps_day(h->when));
	fill(p);
}

void progress_finish(struct progress *p, struct wall when)
{
	come(p, caps_day(when));
	fill(p);
}

void progress_choose_target(struct progress *p, int target)
{
	p->trail.target = target;
	fill(p);
}

void progress_choose_rest(struct progress *p, int day, bool rest)
{
	p->trail.rest[day] = rest;
	if (day == p->trail.today + 1)
		p->rest_tomorrow = rest;
	fill(p);
}

/* ---- words ---- */

void progress_signs_text(struct buf *out, const struct progress *p, const struct atlas *a)
{
	int place = p->signs.place;

	stop_signs_text(out, &p->signs, place % 2 ? LEG_RIGHT : LEG_LEFT, _(a->site[place / 2].name));
}

const char *lighter_text(enum lighter l)
{
	switch (l) {
	case LIGHTER_BRUISE:
		return _("There was a bruise: go one lighter than last time.");
	case LIGHTER_SORE:
		return _("Two mornings were more than a little sore: go one lighter than last time.");
	case LIGHTER_TOO_SORE:
		return _("Last time a press was too sore: go one lighter today.");
	case LIGHTER_BACK:
	case LIGHTER_NO:
		break;
	}
	return "";
}

static const struct {
	const char *name, *how;
} skills[SKILLS] = {
	[SKILL_MAP] = {N_("know the map"), N_("Half of the places found.")},
	[SKILL_FIND] = {N_("find a spot"), N_("On five days: a spot rated, or a stop heeded.")},
	[SKILL_SCALE] = {N_("read the scale"), N_("On five days: rated before and after, or eased off.")},
	[SKILL_BREATH] = {N_("easy breather"), N_("Seven days with a session.")},
	[SKILL_SITTER] = {N_("long sitter"), N_("Six sessions with an easy morning after.")},
};

const char *skill_name(enum skill s)
{
	return _(skills[s].name);
}

const char *skill_how(enum skill s)
{
	return _(skills[s].how);
}
