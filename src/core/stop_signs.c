#include "core/stop_signs.h"

#include "base/i18n.h"
#include "base/text.h"

bool stop_sign(const struct hold_row *h)
{
	return h->outcome == HOLD_STOPPED && (h->why == WHY_SHARP || h->why == WHY_NUMB);
}

static void count_place(struct stop_signs *s, int *at, int place)
{
	++*at;
	s->places += *at == STOP_SIGNS_PLACE;
	if (*at < s->most)
		return;
	s->most = *at;
	s->place = place;
}

void stop_signs_press(struct stop_signs *s, const struct hold_row *h, int *at, int place, int64_t day,
		      int64_t today)
{
	bool sign = stop_sign(h), lately = day > today - STOP_SIGNS_DAYS && day <= today;

	if (h->held_ms <= 0 && h->outcome != HOLD_STOPPED)
		return;
	s->last = (s->last << 1 | sign) & ((UINT32_C(1) << STOP_SIGNS_PRESSES) - 1);
	s->nlast += s->nlast < STOP_SIGNS_PRESSES;
	s->presses += lately;
	s->stops += lately && sign;
	if (lately && sign && at)
		count_place(s, at, place);
}

int stop_signs_of_last(const struct stop_signs *s)
{
	int n = 0;

	for (uint32_t v = s->last; v; v &= v - 1)
		n++;
	return n;
}

enum stop_signs_why stop_signs_why(const struct stop_signs *s)
{
	if (s->places)
		return STOP_SIGNS_AT_PLACE;
	if (s->nlast >= STOP_SIGNS_LEAST && STOP_SIGNS_PART * stop_signs_of_last(s) >= s->nlast)
		return STOP_SIGNS_SHARE;
	return STOP_SIGNS_NONE;
}

static void told_by_place(struct buf *out, const struct stop_signs *s, enum leg leg, const char *place)
{
	buf_addf(out,
		 _("In the last four weeks %d of %d presses were stopped as sharp, electric, numb or "
		   "tingling, "
		   "%d of them here: %s, %s."),
		 s->stops, s->presses, s->most, leg_text(leg), place);
	buf_addc(out, ' ');
	buf_adds(out,
		 _("That is a sign to show to somebody who can look at it: a physiotherapist or a doctor."));
	buf_addc(out, ' ');
	if (s->places == 1)
		buf_adds(out, _("Until then leave that place out, and take a softer tool and less weight "
				"elsewhere."));
	else
		buf_addf(out,
			 _("%d places had three or more: until then leave those out, and take a softer tool "
			   "and "
			   "less weight elsewhere."),
			 s->places);
}

void stop_signs_text(struct buf *out, const struct stop_signs *s, enum leg leg, const char *place)
{
	switch (stop_signs_why(s)) {
	case STOP_SIGNS_NONE:
		return;
	case STOP_SIGNS_AT_PLACE:
		told_by_place(out, s, leg, place);
		return;
	case STOP_SIGNS_SHARE:
		buf_addf(out,
			 _("Of the last %d presses %d were stopped as sharp, electric, numb or tingling. "
			   "That is "
			   "a sign to show to somebody who can look at it: a physiotherapist or a doctor. "
			   "Until "
			   "then a softer tool and less weight, or no pressing at all."),
			 s->nlast, stop_signs_of_last(s));
		return;
	}
}
