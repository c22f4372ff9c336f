#include "core/caps.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

enum {
	DAY_START_H = 4,
	WINDOW_MS = 12 * 3600000, /* or this far back, whichever is longer */
	SESSIONS_LOOKED_AT = 3,   /* for the worse leg */
	CLEAN_SORENESS = 3,
	CHECKIN_AFTER_MS = 6 * 3600000,
	DEEP_APART_MS = 72 * 3600000
};

int64_t caps_day(struct wall t)
{
	return wall_day(t, DAY_START_H);
}

bool caps_next_morning(struct wall then, struct wall now)
{
	return now.ms - then.ms >= CHECKIN_AFTER_MS && caps_day(now) > caps_day(then);
}

/* 1970-01-01 was a Thursday. */
int64_t caps_monday(int64_t day)
{
	int64_t since = (day + 3) % 7;

	return day - (since < 0 ? since + 7 : since);
}

/* Each moment carries its own offset from UTC, so a day is the one that was lived, also where the
 * clocks changed or the person travelled. A moment in the future (a clock put back) counts while it
 * is as near. */
static bool in_window(struct wall when, struct wall now)
{
	int64_t apart = now.ms > when.ms ? now.ms - when.ms : when.ms - now.ms;

	if (apart > CAPS_DAY_MOST_MS) /* most rows of a long record */
		return false;
	return apart <= WINDOW_MS || caps_day(when) == caps_day(now);
}

/* A press that was stopped before it was one takes none of the day's presses: stopping costs nothing. Its
 * time counts all the same. */
static void fold_hold(const struct hold_row *h, const struct limits *l, struct wall now,
		      struct place_state *p)
{
	bool today = in_window(h->when, now);

	if (h->sore_before != RATING_UNKNOWN)
		p->sore = h->sore_before;
	if (h->sore_after != RATING_UNKNOWN)
		p->sore = h->sore_after;
	if (today && h->outcome == HOLD_STOPPED && (h->why == WHY_SHARP || h->why == WHY_NUMB))
		p->closed = CLOSED_TODAY;
	if (h->held_ms <= 0)
		return;
	p->last_day = caps_day(h->when);
	if (today) {
		p->presses += h->held_ms >= l->press_min;
		p->held_ms += h->held_ms;
	}
}

/* No room for one more press, or for so little that it would be none. */
static bool share_had(const struct place_state *p, const struct limits *l)
{
	return p->presses >= l->presses_most || p->held_ms + l->press_min > l->place_ms;
}

void caps_fold(const struct record *r, const struct atlas *a, struct wall now, struct person *who)
{
	bool opened = caps_clean_sessions(r, CAPS_OPENER) >= CAPS_CLEAN_FOR_LOCKED;
	int hint = 0;

	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++)
			who->place[i][leg] = (struct place_state){
				.closed = a->site[i].locked && !opened ? CLOSED_LOCKED : OPEN,
				.sore = RATING_UNKNOWN,
				.last_day = INT64_MIN,
			};
	for (size_t k = 0; k < r->nholds; k++) {
		const struct hold_row *h = &r->holds[k];
		const struct site *s =
			h->rehearsal || h->leg == LEG_NONE ? NULL : atlas_site_next(a, h->site, &hint);

		if (s)
			fold_hold(h, &a->limits, now, &who->place[s->index][h->leg == LEG_RIGHT]);
	}
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++) {
			struct place_state *p = &who->place[i][leg];

			if (p->closed == OPEN && share_had(p, &a->limits))
				p->closed = CLOSED_SHARE;
		}
}

enum leg caps_worse_leg(const struct record *r)
{
	const char *seen[SESSIONS_LOOKED_AT];
	int nseen = 0;
	int64_t sum[2] = {0}, count[2] = {0};
	bool nerve[2] = {false, false};

	for (size_t k = r->nholds; k-- > 0;) {
		const struct hold_row *h = &r->holds[k];
		bool right = h->leg == LEG_RIGHT, stopped = h->why == WHY_SHARP || h->why == WHY_NUMB;

		if (h->rehearsal || h->leg == LEG_NONE || (h->sore_before == RATING_UNKNOWN && !stopped))
			continue;
		if (!nseen || strcmp(seen[nseen - 1], h->session)) {
			if (nseen == SESSIONS_LOOKED_AT)
				break;
			seen[nseen++] = h->session;
		}
		nerve[right] |= stopped;
		if (h->sore_before == RATING_UNKNOWN)
			continue;
		sum[right] += h->sore_before;
		count[right]++;
	}
	if (nerve[0] != nerve[1])
		return nerve[0] ? LEG_RIGHT : LEG_LEFT;
	/* A leg that nobody has rated is the less sore one. Means compared without a division: a / b < c / d is
	 * a * d < c * b. */
	if (!count[0] || !count[1])
		return count[1] ? LEG_RIGHT : LEG_LEFT;
	return sum[0] * count[1] < sum[1] * count[0] ? LEG_RIGHT : LEG_LEFT;
}

static bool any_place(const char *site, const char *what)
{
	(void)site;
	(void)what;
	return true;
}

static bool same_place(const char *site, const char *what)
{
	return !strcmp(site, what);
}

static bool begins_with(const char *site, const char *what)
{
	return !strncmp(site, what, strlen(what));
}

/* Marks the sessions that pressed a place for which `is` holds, by index. */
static bool *sessions_that_pressed(const struct record *r, bool is(const char *, const char *),
				   const char *what)
{
	bool *pressed = mem_calloc(r->nsessions, sizeof *pressed);
	size_t at = 0;

	for (size_t k = 0; k < r->nholds; k++) {
		const struct hold_row *h = &r->holds[k];

		if (h->held_ms > 0 && is(h->site, what) && record_session(r, h->session, &at))
			pressed[at] = true;
	}
	return pressed;
}

/* The first answer on a later day that is at least six hours after the session; NULL if the
 * morning was never asked about. */
static const struct checkin_row *morning_after(const struct record *r, const struct session_row *s)
{
	size_t lo = 0, hi = r->ncheckins;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->checkins[mid].when.ms < s->ended.ms + CHECKIN_AFTER_MS)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo < r->ncheckins && caps_day(r->checkins[lo].when) <= caps_day(s->ended))
		lo++;
	return lo < r->ncheckins ? &r->checkins[lo] : NULL;
}

static bool was_clean(const struct record *r, const struct session_row *s)
{
	const struct checkin_row *c;

	if (s->rehearsal || !s->ended_by_choice ||
	    (s->outcome != SESSION_DONE && s->outcome != SESSION_ENDED_EARLY))
		return false;
	c = morning_after(r, s);
	return c && c->soreness <= CLEAN_SORENESS && !c->bruise;
}

static int count_clean(const struct record *r, bool *pressed)
{
	int n = 0;

	for (size_t i = 0; i < r->nsessions; i++)
		n += pressed[i] && was_clean(r, &r->sessions[i]);
	free(pressed);
	return n;
}

int caps_clean_sessions(const struct record *r, const char *site)
{
	return count_clean(r, sessions_that_pressed(r, site ? same_place : any_place, site));
}

int caps_clean_thigh(const struct record *r)
{
	return count_clean(r, sessions_that_pressed(r, begins_with, "thigh-"));
}

/* When the last session that was long on the tool was; false if there is none. Holds of one session
 * stand together. */
static bool last_long(const struct record *r, const struct atlas *a, struct wall *when)
{
	int64_t tool = 0;
	const char *session = "";

	for (size_t k = r->nholds; k-- > 0;) {
		const struct hold_row *h = &r->holds[k];

		if (h->rehearsal)
			continue;
		if (strcmp(session, h->session)) {
			session = h->session;
			tool = 0;
			*when = h->when;
		}
		tool += h->tool_ms;
		if (tool > a->limits.tool_deep)
			return true;
	}
	return false;
}

const char *caps_deep_locked(const struct record *r, const struct atlas *a, struct wall now)
{
	struct wall last = {0};

	if (caps_clean_sessions(r, NULL) < CAPS_CLEAN_FOR_DEEP)
		return _("The long sitting opens after six sessions that left you no more than a little sore "
			 "the next morning. The daily routine is the way there.");
	if (!last_long(r, a, &last))
		return NULL;
	if (now.ms - last.ms < DEEP_APART_MS)
		return _("The legs need three days of rest after a long sitting. A gentle routine is fine "
			 "today.");
	if (caps_monday(caps_day(last)) == caps_monday(caps_day(now)))
		return _("One long sitting a week is enough, and this week has had it. The daily routine is "
			 "fine today.");
	return NULL;
}
