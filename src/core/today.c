#include "core/today.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"

static const char first_sitting[] = "first-sitting", daily[] = "daily";

enum { FIRST_SITTINGS = 3 };

struct lately {
	int first_sittings; /* done */
	bool today;         /* a session was done today */
};

/* Rehearsals are for authors: they are none of this. */
static struct lately look_back(const struct record *r, struct wall now)
{
	struct lately l = {0};

	for (size_t i = 0; i < r->nsessions; i++) {
		const struct session_row *s = &r->sessions[i];

		if (s->rehearsal)
			continue;
		if (s->outcome != SESSION_DONE)
			continue;
		l.first_sittings += !strcmp(s->routine, first_sitting);
		l.today = l.today || caps_day(s->ended) == caps_day(now);
	}
	return l;
}

struct today today_choose(const struct record *r, struct wall now)
{
	struct lately l = look_back(r, now);
	bool first = l.first_sittings < FIRST_SITTINGS;
	const char *routine = first ? first_sitting : daily;

	if (l.today)
		return (struct today){routine,
				      _("You have had a session today and the muscles need the rest: this "
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
