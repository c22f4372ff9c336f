#include "core/relief.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"

/* domain.md, routine 4: at most 3 a day, 2 h apart. */
enum { A_DAY = 3, APART_MS = 2 * 3600000 };

static const char *const names[RELIEF_AFTERS] = {"sitting", "driving", "running"};

const char *relief_after_name(enum relief_after a)
{
	return names[a];
}

bool relief_after_by_name(const char *name, enum relief_after *out)
{
	for (int i = 0; i < RELIEF_AFTERS; i++)
		if (!strcmp(names[i], name))
			return *out = (enum relief_after)i, true;
	return false;
}

static bool is_relief(const struct relief_routine *r)
{
	return r->plan && r->plan->routine->tag_bits & TAG_RELIEF;
}

static bool tagged(const struct relief_routine *r, const char *tag)
{
	const struct routine *t = r->plan->routine;

	for (size_t i = 0; i < t->ntags; i++)
		if (!strcmp(t->tags[i], tag))
			return true;
	return false;
}

static bool for_anything(const struct relief_routine *r)
{
	for (int i = 0; i < RELIEF_AFTERS; i++)
		if (tagged(r, names[i]))
			return false;
	return true;
}

/* Whether it is relief with this tag; without one, relief for anything. */
static bool serves(const struct relief_routine *r, const char *tag)
{
	return is_relief(r) && (tag ? tagged(r, tag) : for_anything(r));
}

/* Whether `a` serves better than `b` (NULL: nothing yet) in the time there is. */
static bool better(const struct plan *a, const struct plan *b, int64_t minutes_ms)
{
	bool a_in = a->planned_ms <= minutes_ms, b_in = b && b->planned_ms <= minutes_ms;

	if (!b || !minutes_ms || (!a_in && !b_in))
		return !b || a->planned_ms < b->planned_ms;
	return a_in && (!b_in || a->planned_ms > b->planned_ms);
}

/* The best of those with this tag, or of those for anything, that take no longer. */
static int best(const struct relief_routine *list, size_t n, const char *tag, int64_t minutes_ms)
{
	int found = -1;

	for (size_t i = 0; i < n; i++) {
		const struct plan *p = list[i].plan;

		if (!serves(&list[i], tag))
			continue;
		if ((!minutes_ms || p->shortest_ms <= minutes_ms) &&
		    better(p, found < 0 ? NULL : list[found].plan, minutes_ms))
			found = (int)i;
	}
	return found;
}

/* Of those with this tag, or of those for anything, the one that can be done soonest. */
static int shortest(const struct relief_routine *list, size_t n, const char *tag)
{
	int found = -1;

	for (size_t i = 0; i < n; i++)
		if (serves(&list[i], tag) &&
		    (found < 0 || list[i].plan->shortest_ms < list[found].plan->shortest_ms))
			found = (int)i;
	return found;
}

int relief_choose(const struct relief_routine *list, size_t n, enum relief_after after, int64_t minutes_ms,
		  int64_t *give_ms)
{
	int found = best(list, n, names[after], minutes_ms);

	*give_ms = minutes_ms;
	if (found < 0 && after != AFTER_DRIVING)
		found = best(list, n, NULL, minutes_ms);
	if (found >= 0)
		return found;
	found = shortest(list, n, names[after]);
	if (after != AFTER_DRIVING) {
		int any = shortest(list, n, NULL);

		if (any >= 0 && (found < 0 || list[any].plan->shortest_ms < list[found].plan->shortest_ms))
			found = any;
	}
	if (found >= 0)
		*give_ms = list[found].plan->shortest_ms;
	return found;
}

static bool listed(const char *id, const char *const *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(ids[i], id))
			return true;
	return false;
}

struct relief_today relief_today(const struct record *r, const char *const *ids, size_t n, struct wall now)
{
	struct relief_today t = {0};
	const char *counted = "";
	struct wall last = {INT64_MIN / 2, now.offset_s};
	size_t hint = 0;

	/* the holds of a session stand together */
	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		const struct session_row *s =
			h->rehearsal || h->held_ms <= 0 ? NULL : record_session(r, h->session, &hint);

		if (!s || !listed(s->routine, ids, n))
			continue;
		if (h->when.ms > last.ms)
			last = h->when;
		if (caps_day(h->when) == caps_day(now) && strcmp(counted, h->session) != 0) {
			counted = h->session;
			t.had++;
		}
	}
	t.again = (struct wall){last.ms + APART_MS, now.offset_s};
	t.time = t.had >= A_DAY ? RELIEF_ENOUGH : t.again.ms > now.ms ? RELIEF_LATER : RELIEF_NOW;
	return t;
}

void relief_advice(const struct relief_today *t, struct buf *out)
{
	struct wall_fields f = wall_fields((struct wall){t->again.ms + 59999, t->again.offset_s});

	if (t->time == RELIEF_LATER)
		buf_addf(out,
			 _("The places you pressed need two hours before the next quick relief: from "
			   "%02d:%02d on. Until "
			   "then, stand up and walk a few minutes."),
			 f.hour, f.minute);
	if (t->time == RELIEF_ENOUGH)
		buf_adds(out,
			 _("Three times today: that is enough pressing, and the muscles need the rest.\n\n"
			   "If the stiffness keeps coming back, another press is not what it needs. Stand up "
			   "and "
			   "walk two minutes at least every forty; on a drive, a break of a quarter of an "
			   "hour "
			   "every two hours. If it stays for weeks, wakes you at night or spreads, ask a "
			   "doctor or "
			   "a physiotherapist. New numbness between the legs, weak legs, or trouble with "
			   "bladder "
			   "or bowel: get emergency help now."));
}
