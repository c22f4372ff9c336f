#include "view/summary.h"

#include "base/duration.h"
#include "base/i18n.h"
#include "base/text.h"
#include "view/trail.h"

#define SET(field, ...) vm_format(field, sizeof(field), __VA_ARGS__)

static bool let_go(const struct player_result *r)
{
	return r->outcome == HOLD_RELEASED;
}

static bool was_held(const struct player_result *r)
{
	return r->held_ms > 0;
}

/* Spots with a press of which `is` holds: a second try at one is the same spot. */
static int count_spots(const struct player_snapshot *s, bool is(const struct player_result *r))
{
	int n = 0;

	for (size_t i = 0; i < s->nresults; i++) {
		const struct player_result *r = &s->results[i];
		bool first = is(r);

		for (size_t k = 0; k < i && first; k++)
			first = !is(&s->results[k]) || s->results[k].site != r->site ||
				s->results[k].leg != r->leg;
		n += first;
	}
	return n;
}

/* One left out before its hold is none. */
static int pressed(const struct player_snapshot *s)
{
	return count_spots(s, was_held);
}

static const char *head(const struct player_snapshot *s, int presses)
{
	if (s->numb_after == 1)
		return _("No more sessions for now: please have that leg looked at.");
	switch (s->outcome) {
	case SESSION_DONE:
		return presses ? _("Done. That was the whole of it.")
			       : _("Done. Nothing was pressed, and that is fine.");
	case SESSION_ENDED_EARLY:
		if (s->rehearsal)
			return _("Enough for now. A rehearsal counts nowhere.");
		return _("Enough for now. What you did counts whole.");
	case SESSION_STOPPED:
		return _("You stopped when it felt wrong. That was right.");
	case SESSION_INTERRUPTED:
		return _("The session was interrupted. What was done is kept.");
	case SESSION_OPEN:
		break;
	}
	return "";
}

static void make_time(struct summary *t, const struct player_snapshot *s)
{
	int all = pressed(s), released = count_spots(s, let_go);
	char places[VM_LINE];

	if (all == 0)
		return;
	vm_format(places, sizeof places, n_("%d spot pressed", "%d spots pressed", all), all);
	if (released)
		SET(t->time, n_("%s, %d let go", "%s, %d let go", released), places, released);
	else
		SET(t->time, "%s", places);
}

static void make_legs(struct summary *t, const struct player_snapshot *s)
{
	char left[DURATION_TEXT], right[DURATION_TEXT];

	duration_clock(left, s->held_ms[0]);
	duration_clock(right, s->held_ms[1]);
	if (s->held_ms[0] > 0 || s->held_ms[1] > 0)
		SET(t->legs, _("Held: left leg %s, right leg %s"), left, right);
}

static void make_pain(struct summary *t, const struct player_snapshot *s)
{
	if (s->pain_before != RATING_UNKNOWN && s->pain_after != RATING_UNKNOWN)
		SET(t->pain, _("How sore you feel: %d before, %d now"), s->pain_before, s->pain_after);
	else if (s->pain_after != RATING_UNKNOWN)
		SET(t->pain, _("How sore you feel now: %d"), s->pain_after);
}

/* Whether a press was stopped because it was sharp, electric or numb. */
static bool had_stop_sign(const struct player_snapshot *s)
{
	for (size_t i = 0; i < s->nresults; i++)
		if (s->results[i].why == WHY_SHARP || s->results[i].why == WHY_NUMB)
			return true;
	return s->outcome == SESSION_STOPPED || s->numb_after == 1;
}

static const char *words(const struct player_snapshot *s)
{
	int fall = s->pain_before - s->pain_after;

	if (s->numb_after == 1)
		return _("A leg or foot that stays numb or weak needs a clinician, the same day. unknot can "
			 "wait until it has been checked.");
	if (had_stop_sign(s))
		return _("Numb or weak for over ten minutes? Then press no more, and see a clinician today. "
			 "The place rests today.");
	if (!pressed(s))
		return "";
	if (s->pain_before == RATING_UNKNOWN || s->pain_after == RATING_UNKNOWN)
		return _(
			"Looser now often fades within the hour. Little and often suits the legs better than "
			"more.");
	if (!scale_differs(fall, 0, SCALE_ERROR))
		return _("About the same: the scale cannot tell one point. Some days are like that.");
	if (fall > 0)
		return _("Less, and by what the scale can tell: two points or more. Looser now often fades "
			 "within the hour, and little and often suits the legs better than more.");
	return _("Sorer than before: walk a little, and go one lighter next time.");
}

/* Noon of the day that the progress is of: the session began on it. */
static struct wall noon_of(const struct progress *p)
{
	return (struct wall){(p->day * 24 + 12) * INT64_C(3600000), 0};
}

static void add_session(struct progress *after, const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;

	*after = *m->progress;
	for (size_t i = 0; i < s->nresults; i++) {
		const struct player_result *r = &s->results[i];
		struct hold_row h = {.n = (int)i,
				     .leg = r->leg,
				     .when = noon_of(after),
				     .held_ms = r->held_ms,
				     .outcome = r->outcome,
				     .why = r->why,
				     .sore_before = r->sore_before,
				     .sore_after = r->sore_after};

		progress_press(after, r->site, &h);
	}
	if (s->outcome == SESSION_DONE)
		progress_finish(after, noon_of(after));
}

bool summary_progress(struct progress *after, const struct play_model *m)
{
	if (!m->progress || m->plan->routine->tag_bits & TAG_EVENING)
		return false;
	add_session(after, m);
	return true;
}

static void make_progress(struct summary *t, const struct play_model *m)
{
	struct progress p;
	char week[VM_LINE];

	if (!summary_progress(&p, m))
		return;
	if (p.loops_today)
		loops_text(t->loops, sizeof t->loops, &p);
	if (!p.trail.kept)
		return;
	trail_text(week, sizeof week, &p.trail);
	SET(t->week, _("This week: %s"), week);
}

/* After a stop sign: what there is to say of those before it, in the evening too. Where a leg is numb now, that
 * has been said. */
static void add_signs(struct summary *t, const struct play_model *m)
{
	struct progress p;
	struct buf told = {0};

	if (!m->progress || !t->care || m->snap.numb_after == 1)
		return;
	add_session(&p, m);
	progress_signs_text(&told, &p, m->plan->atlas);
	if (told.n)
		SET(t->words, "%s %s", words(&m->snap), buf_str(&told));
	buf_free(&told);
}

void summary_make(struct summary *t, const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;

	*t = (struct summary){0};
	SET(t->head, "%s", head(s, pressed(s)));
	make_time(t, s);
	make_legs(t, s);
	make_pain(t, s);
	make_progress(t, m);
	SET(t->words, "%s", words(s));
	t->care = had_stop_sign(s);
	add_signs(t, m);
}

void summary_sore(char *out, size_t n, const struct player_result *r)
{
	int before = r->sore_before, after = r->sore_after;

	if (before != RATING_UNKNOWN && after != RATING_UNKNOWN)
		vm_format(out, n, "%d \xe2\x86\x92 %d", before, after);
	else if (before != RATING_UNKNOWN || after != RATING_UNKNOWN)
		vm_format(out, n, "%d", before != RATING_UNKNOWN ? before : after);
	else
		vm_format(out, n, "%s", "");
}
