#include "core/today.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"
#include "core/checkin.h"

static const char first_sitting[] = "first-sitting", daily[] = "daily";

/* A day's share is a whole routine: no more than the presses of a first sitting (2:40), and more than
 * the minute or two of quick relief, after which the daily routine is still due. */
enum { FIRST_SITTINGS = 3, DAYS_SHARE_MS = 150000 };

struct lately {
	int first_sittings; /* done, with something pressed */
	int64_t held_ms;    /* today, however the sessions ended */
};

/* Rehearsals are for authors: they are none of this. Holds of one session stand together. */
static struct lately look_back(const struct record *r, struct wall now)
{
	struct lately l = {0};
	const struct session_row *counted = NULL;
	size_t hint = 0;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		const struct session_row *s =
			h->rehearsal || h->held_ms <= 0 ? NULL : record_session(r, h->session, &hint);

		if (!s)
			continue;
		if (caps_day(h->when) == caps_day(now))
			l.held_ms += h->held_ms;
		if (s != counted && s->outcome == SESSION_DONE && !strcmp(s->routine, first_sitting)) {
			l.first_sittings++;
			counted = s;
		}
	}
	return l;
}

struct today today_choose(const struct record *r, struct wall now)
{
	struct lately l = look_back(r, now);
	bool first = l.first_sittings < FIRST_SITTINGS;
	const char *routine = first ? first_sitting : daily;

	if (l.held_ms >= DAYS_SHARE_MS)
		return (struct today){routine,
				      _("The legs have had their share today and need the rest: this one is "
					"for tomorrow."),
				      true};
	if (checkin_today(r, now).rest)
		return (struct today){
			routine,
			_("The legs are not over the last time yet: today is for rest, and this "
			  "one is for tomorrow."),
			true};
	if (!first)
		return (struct today){
			routine, _("The everyday routine: a few places on each leg, then a walk."), false};
	switch (l.first_sittings) {
	case 0:
		return (struct today){routine, _("A gentle start, to find the places and learn the scale."),
				      false};
	case 1:
		return (struct today){
			routine, _("The second of three gentle starts: the places are easier to find now."),
			false};
	default:
		return (struct today){
			routine, _("The third of three gentle starts; after it the daily routine begins."),
			false};
	}
}
