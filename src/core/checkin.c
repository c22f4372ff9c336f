#include "core/checkin.h"

#include <stdio.h>
#include <string.h>

#include "core/caps.h"

enum { SORE_REST = 3, SORE_ALTERNATE = 2, PRESSURE_LEAST = 3 };

static bool real_press(const struct hold_row *h)
{
	return !h->rehearsal && h->held_ms > 0;
}

/* When the last press ended; false if there was none. */
static bool last_press(const struct record *r, struct wall *end)
{
	bool any = false;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		struct wall at = {h->when.ms + h->held_ms, h->when.offset_s};

		if (real_press(h) && (!any || at.ms >= end->ms)) {
			*end = at;
			any = true;
		}
	}
	return any;
}

static const struct checkin_row *newest(const struct record *r)
{
	return r->ncheckins ? &r->checkins[r->ncheckins - 1] : NULL;
}

bool checkin_due(const struct record *r, struct wall now)
{
	const struct checkin_row *c = newest(r);
	struct wall end;

	if (c && c->bruise && caps_day(now) > caps_day(c->when))
		return true;
	if (!last_press(r, &end) || !caps_next_morning(end, now))
		return false;
	for (size_t i = 0; c && i < r->ncheckins; i++)
		if (caps_next_morning(end, r->checkins[i].when))
			return false;
	return true;
}

/* Whether a list of "SITE leg" has this place. */
static bool names(const char *where, const struct site *site, enum leg leg)
{
	char want[96];
	size_t n = (size_t)snprintf(want, sizeof want, "%s %s", site->id, leg_name(leg));

	for (const char *p = where ? where : ""; *p; p += strcspn(p, ",")) {
		p += strspn(p, ", ");
		if (!strncmp(p, want, n) && (p[n] == ',' || p[n] == ' ' || !p[n]))
			return true;
	}
	return false;
}

static bool bruised(const struct checkin_row *c, const struct site *site, enum leg leg)
{
	return c && c->bruise && names(c->where, site, leg);
}

/* Marks the places of the last day with a press, by its beginning. The newest rows stand last. */
static void pressed_last(const struct record *r, const struct atlas *a, bool pressed[SITES_BUILT_IN][2])
{
	int64_t day = INT64_MIN,
		last_ms = INT64_MIN; /* of the newest press, and before which none is of its day */

	for (size_t i = r->nholds; i-- > 0 && r->holds[i].when.ms >= last_ms;) {
		const struct hold_row *h = &r->holds[i];
		const struct site *s;

		if (!real_press(h) || caps_day(h->when) < day)
			continue;
		if (caps_day(h->when) > day)
			memset(pressed, 0, SITES_BUILT_IN * sizeof *pressed);
		day = caps_day(h->when);
		last_ms = h->when.ms - CAPS_DAY_MOST_MS;
		s = h->leg == LEG_NONE ? NULL : atlas_site(a, h->site);
		if (s && s->index < SITES_BUILT_IN)
			pressed[s->index][h->leg == LEG_RIGHT] = true;
	}
}

size_t checkin_places(const struct record *r, const struct atlas *a, struct checkin_place out[CHECKIN_PLACES])
{
	bool pressed[SITES_BUILT_IN][2] = {0};
	size_t n = 0;

	pressed_last(r, a, pressed);
	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (enum leg leg = LEG_LEFT; leg <= LEG_RIGHT; leg++)
			if (pressed[i][leg == LEG_RIGHT] || bruised(newest(r), &a->site[i], leg))
				out[n++] = (struct checkin_place){&a->site[i], leg};
	return n;
}

const char *checkin_where(const struct checkin_place *places, size_t n, unsigned marks,
			  char out[CHECKIN_WHERE])
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n && at < CHECKIN_WHERE; i++)
		if (marks & 1U << i)
			at += (size_t)snprintf(out + at, CHECKIN_WHERE - at, "%s%s %s", at ? "," : "",
					       places[i].site->id, leg_name(places[i].leg));
	return out;
}

struct checkin_day checkin_today(const struct record *r, struct wall now)
{
	struct checkin_day d = {.soreness = RATING_UNKNOWN};
	const struct checkin_row *c = newest(r);
	struct wall end;
	bool today, yesterday, twice;

	if (!c)
		return d;
	today = caps_day(c->when) == caps_day(now);
	yesterday = last_press(r, &end) && caps_day(end) == caps_day(now) - 1;
	twice = r->ncheckins > 1 && c->soreness > SORE_REST && c[-1].soreness > SORE_REST;
	d.soreness = c->soreness;
	d.sore = today && c->soreness > SORE_REST;
	d.rest = d.sore || (today && yesterday && (c->soreness > SORE_ALTERNATE || c->bruise));
	d.lighter = d.sore + twice;
	return d;
}

int checkin_lighter(int pressure, int levels)
{
	static const int ceilings[] = {7, 6, 4, PRESSURE_LEAST};

	for (size_t i = 0; levels > 0 && i < sizeof ceilings / sizeof *ceilings; i++)
		if (ceilings[i] < pressure) {
			pressure = ceilings[i];
			levels--;
		}
	return pressure;
}

/* The answer with which the place's last bruise had gone; NULL if it has had none or has one. */
static const struct checkin_row *healed(const struct record *r, const struct site *site, enum leg leg)
{
	for (size_t i = r->ncheckins; i-- > 1;)
		if (bruised(&r->checkins[i - 1], site, leg))
			return bruised(&r->checkins[i], site, leg) ? NULL : &r->checkins[i];
	return NULL;
}

static bool pressed_since(const struct record *r, const struct atlas *a, struct wall since,
			  const struct site *site, enum leg leg)
{
	for (size_t i = r->nholds; i-- > 0;) {
		const struct hold_row *h = &r->holds[i];

		if (real_press(h) && h->leg == leg && h->when.ms > since.ms && atlas_site(a, h->site) == site)
			return true;
	}
	return false;
}

void checkin_apply(const struct record *r, const struct atlas *a, struct wall now, struct person *who)
{
	who->pressure_most = checkin_lighter(who->pressure_most, checkin_today(r, now).lighter);
	for (int i = 0; r->ncheckins && i < SITES_BUILT_IN; i++)
		for (enum leg leg = LEG_LEFT; leg <= LEG_RIGHT; leg++) {
			struct place_state *p = &who->place[i][leg == LEG_RIGHT];
			const struct checkin_row *gone = healed(r, &a->site[i], leg);

			if (bruised(newest(r), &a->site[i], leg) && p->closed != CLOSED_LOCKED)
				p->closed = CLOSED_BRUISE;
			if (gone && !pressed_since(r, a, gone->when, &a->site[i], leg))
				p->pressure_most = checkin_lighter(who->pressure_most, 1);
		}
}
