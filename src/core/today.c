#include "core/today.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"

static const char first_sitting[] = "first-sitting", daily[] = "daily", evening[] = "evening";

/* The places that take turns in the daily routine (routines/daily.yaml, `pick: turns`). */
static const char turn_middle[] = "thigh-outer-middle", turn_lower[] = "thigh-outer-lower";

/* A day's share is a whole routine: no more than the presses of a first sitting (2:40), and more than
 * the minute or two of quick relief, after which the daily routine is still due. */
enum { FIRST_SITTINGS = 3, DAYS_SHARE_MS = 150000 };

/* Soreness of a morning (domain.md 1.3 and 3.4): up to the first pressing every day is fine, over the second
 * a day is skipped, between them every other day. */
enum { DAILY_MOST = 2, REST_OVER = 3 };

struct lately {
	int first_sittings;    /* done, with something pressed */
	int64_t held_ms;       /* today, however the sessions ended */
	bool other;            /* a session of another routine, with something pressed */
	bool learnt;           /* first sittings have nothing more to teach */
	bool yesterday;        /* something was pressed */
	int64_t middle, lower; /* the last day that place was pressed, INT64_MIN never */
};

static void look_at(struct lately *l, const struct hold_row *h, int64_t day, int64_t today)
{
	if (day == today)
		l->held_ms += h->held_ms;
	l->yesterday |= day == today - 1;
	if (!strcmp(h->site, turn_middle) && day > l->middle)
		l->middle = day;
	if (!strcmp(h->site, turn_lower) && day > l->lower)
		l->lower = day;
}

/* Rehearsals are for authors: they are none of this. Holds of one session stand together. */
static struct lately look_back(const struct record *r, struct wall now)
{
	struct lately l = {.middle = INT64_MIN, .lower = INT64_MIN};
	const struct session_row *counted = NULL;
	int64_t today = caps_day(now);
	size_t hint = 0;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		const struct session_row *s =
			h->rehearsal || h->held_ms <= 0 ? NULL : record_session(r, h->session, &hint);

		if (!s)
			continue;
		look_at(&l, h, caps_day(h->when), today);
		l.other |= strcmp(s->routine, first_sitting) != 0;
		if (s != counted && s->outcome == SESSION_DONE && !strcmp(s->routine, first_sitting)) {
			l.first_sittings++;
			counted = s;
		}
	}
	/* Three sessions on the thigh with an easy morning after, whatever the routine, show as much as three first
	 * sittings do: who had them can find a spot and read the scale (domain.md 8). */
	l.learnt = l.first_sittings >= FIRST_SITTINGS || caps_clean_thigh(r) >= FIRST_SITTINGS;
	return l;
}

static const struct checkin_row *this_morning(const struct record *r, struct wall now)
{
	const struct checkin_row *c = r->ncheckins ? &r->checkins[r->ncheckins - 1] : NULL;

	return c && caps_day(c->when) == caps_day(now) ? c : NULL;
}

/* Why the legs should rest today; TODAY_REASONS if nothing says so. */
static enum today_reason rest_reason(const struct record *r, const struct progress *p, const struct lately *l,
				     struct wall now)
{
	const struct checkin_row *c = this_morning(r, now);

	if (p->trail.rest[p->trail.today])
		return TODAY_PLANNED_REST;
	if (c && c->soreness > REST_OVER)
		return TODAY_SORE;
	if (l->yesterday && c && c->bruise)
		return TODAY_BRUISE;
	if (l->yesterday && c && c->soreness > DAILY_MOST)
		return TODAY_STILL_SORE;
	if (l->yesterday && !c)
		return TODAY_UNASKED;
	return p->trail.reached ? TODAY_TARGET : TODAY_REASONS;
}

static enum today_reason play_reason(const struct progress *p, const struct lately *l)
{
	if (p->long_day == p->day - 1)
		return TODAY_AFTER_LONG;
	if (p->back && (l->first_sittings || l->learnt))
		return TODAY_BACK;
	if (!l->learnt)
		return l->other && !l->first_sittings ? TODAY_NOT_YET
						      : (enum today_reason)(TODAY_FIRST + l->first_sittings);
	if (l->middle == l->lower)
		return TODAY_DAILY;
	return l->middle < l->lower ? TODAY_TURN_MIDDLE : TODAY_TURN_LOWER;
}

static const struct {
	const char *name, *why;
} reasons[TODAY_REASONS] = {
	[TODAY_FIRST] = {"first-sitting", N_("A gentle start, to find the places and learn the scale.")},
	[TODAY_SECOND] = {"second-sitting",
			  N_("The second of three gentle starts: the places are easier to find now.")},
	[TODAY_THIRD] = {"third-sitting",
			 N_("The third of three gentle starts; after it the daily routine begins.")},
	[TODAY_NOT_YET] = {"not-yet",
			   N_("A gentle start: the daily routine begins after three of these, or once "
			      "three sessions on the thigh have left an easy morning.")},
	[TODAY_DAILY] = {"daily", N_("The everyday routine: a few places on each leg, then a walk.")},
	[TODAY_TURN_MIDDLE] = {"turn", N_("The everyday routine; the outer thigh low down had its turn, so "
					  "today it is the place half way down.")},
	[TODAY_TURN_LOWER] = {"turn", N_("The everyday routine; the outer thigh half way down had its turn, "
					 "so today it is the place low down.")},
	[TODAY_BACK] = {"back", N_("Welcome back: begin one lighter than when you left off.")},
	[TODAY_AFTER_LONG] = {"after-long",
			      N_("Yesterday was a long sitting, so today holds only something gentle.")},
	[TODAY_SHARE] = {"share", N_("The legs have had their share today and need the rest: this one is "
				     "for tomorrow.")},
	[TODAY_PLANNED_REST] = {"planned-rest", N_("A rest day that you planned: it counts as kept.")},
	[TODAY_SORE] = {"sore", N_("The legs are still more than a little sore, so today they rest.")},
	[TODAY_BRUISE] = {"bruise",
			  N_("You pressed yesterday and there is a bruise, so today the legs rest.")},
	[TODAY_STILL_SORE] = {"still-sore",
			      N_("You pressed yesterday and the legs still feel it: every other "
				 "day suits them now.")},
	[TODAY_UNASKED] = {"unasked",
			   N_("You pressed yesterday; until you say how the legs feel today, every "
			      "other day is the safe pace.")},
	[TODAY_TARGET] = {"target", N_("The week has the days you set: the rest of it is for resting.")},
};

const char *today_reason_name(enum today_reason reason)
{
	return reasons[reason].name;
}

static const char *instead_of(enum today_reason reason)
{
	if (reason == TODAY_SORE || reason == TODAY_BRUISE)
		return _("A gentle walk is good for them, and a few minutes of slow breathing.");
	return _("A walk suits the day, or a few minutes of slow breathing in the evening.");
}

struct today today_choose(const struct record *r, const struct progress *p, struct wall now)
{
	struct lately l = look_back(r, now);
	enum today_reason play = play_reason(p, &l), reason = rest_reason(r, p, &l, now);
	struct today t = {.routine = l.learnt ? daily : first_sitting};

	if (l.held_ms >= DAYS_SHARE_MS)
		reason = TODAY_SHARE;
	t.tomorrow = reason != TODAY_REASONS;
	t.rest = t.tomorrow && reason != TODAY_SHARE;
	t.reason = t.tomorrow ? reason : play;
	if (t.reason == TODAY_AFTER_LONG)
		t.routine = evening;
	if (t.rest)
		t.instead = instead_of(t.reason);
	t.why = _(reasons[t.reason].why);
	return t;
}
