#include "core/gate.h"

#include <stdio.h>

#include "core/caps.h"

bool gate_asks(enum gate g)
{
	return g > GATE_OPEN && g < GATE_EMERGENCY;
}

static bool done(const struct gate_start *s, enum gate g)
{
	return s->done >> g & 1;
}

/* What stands in the way whatever else is answered; GATE_OPEN for nothing. */
static enum gate closed(const struct screening *s)
{
	size_t n;
	const struct question *q = screening_questions(&n);
	enum gate g = s->numb ? GATE_NUMB : GATE_OPEN;

	for (size_t i = n; i-- > 0;) { /* the most urgent last */
		if (!(s->standing & 1U << q[i].n))
			continue;
		if (q[i].urgency == URGENCY_EMERGENCY)
			g = GATE_EMERGENCY;
		else if (g != GATE_EMERGENCY)
			g = GATE_CLINICIAN;
	}
	return g;
}

static bool due(const struct screening *s, const struct gate_start *start, enum screening_page p, enum gate g)
{
	return !s->page[p].current || start->again >> g & 1 || (start->whole && !done(start, g));
}

static enum gate whole_list(const struct screening *s, const struct gate_start *start)
{
	if (due(s, start, PAGE_EMERGENCY, GATE_ASK_EMERGENCY))
		return done(start, GATE_ASK_FALL) ? GATE_ASK_EMERGENCY : GATE_ASK_FALL;
	if (due(s, start, PAGE_CLINICIAN, GATE_ASK_CLINICIAN))
		return GATE_ASK_CLINICIAN;
	if (due(s, start, PAGE_ASK_FIRST, GATE_ASK_FIRST))
		return GATE_ASK_FIRST;
	return GATE_OPEN;
}

/* Gentle mode is told where an answer of this start brought it. */
static bool to_tell_gentle(const struct screening *s, const struct gate_start *start)
{
	bool clot = done(start, GATE_ASK_CALF) && s->page[PAGE_CALF].yes & 1U << QUESTION_CLOT;

	return screening_gentle(s) && !done(start, GATE_TELL_GENTLE) && (done(start, GATE_ASK_FIRST) || clot);
}

/* The questions of the line were just answered one by one. */
static bool line_answered(const struct gate_start *s)
{
	return done(s, GATE_ASK_TODAY) || (done(s, GATE_ASK_EMERGENCY) && done(s, GATE_ASK_CLINICIAN));
}

static enum gate checkin(const struct record *r, struct wall now, const struct gate_start *start)
{
	if (checkin_due(r, now) && !done(start, GATE_ASK_SORE))
		return GATE_ASK_SORE;
	if (done(start, GATE_ASK_SORE) && !done(start, GATE_ASK_BRUISE))
		return GATE_ASK_BRUISE;
	if (checkin_today(r, now).rest && !done(start, GATE_TELL_REST))
		return GATE_TELL_REST;
	return GATE_OPEN;
}

enum gate gate_next(const struct record *r, struct wall now, const struct gate_start *start)
{
	struct screening s = screening_fold(r, now, start->person_here);
	enum gate g = closed(&s);

	if (start->morning) {
		g = checkin(r, now, start);
		return g == GATE_TELL_REST ? GATE_OPEN : g; /* home tells that */
	}
	if (g != GATE_OPEN)
		return start->checked && !done(start, GATE_ASK_CHECKED) ? GATE_ASK_CHECKED : g;
	g = whole_list(&s, start);
	if (g == GATE_OPEN && to_tell_gentle(&s, start))
		g = GATE_TELL_GENTLE;
	if (g != GATE_OPEN || !start->session)
		return g;
	/* Where nobody can be asked, a script has answered for the day. */
	if (!start->person_here)
		return start->calf && !s.page[PAGE_CALF].current ? GATE_ASK_CALF : GATE_OPEN;
	if (!line_answered(start))
		return GATE_ASK_TODAY;
	if (start->calf && !done(start, GATE_ASK_CALF))
		return GATE_ASK_CALF;
	g = checkin(r, now, start);
	if (g != GATE_OPEN)
		return g;
	return start->nerve && !done(start, GATE_TELL_NERVE) ? GATE_TELL_NERVE : GATE_OPEN;
}

static void keep_page(struct gate_row *row, enum screening_page p, unsigned yes, struct wall now)
{
	row->kind = GATE_ROW_SCREENING;
	row->screening = (struct screening_row){.when = now, .page = screening_page_name(p), .yes = yes};
}

static void keep_checkin(struct gate_row *row, const struct gate_start *start, unsigned marks,
			 const struct record *r, const struct atlas *a, struct wall now)
{
	struct checkin_place places[CHECKIN_PLACES];
	size_t n = checkin_places(r, a, places);

	row->kind = GATE_ROW_CHECKIN;
	row->checkin = (struct checkin_row){.when = now,
					    .soreness = start->soreness,
					    .bruise = marks != 0,
					    .where = checkin_where(places, n, marks, row->where)};
}

/* A day of rest that was taken is one that was planned. */
static void keep_rest(struct gate_row *row, struct wall now)
{
	row->kind = GATE_ROW_CHOICE;
	row->choice = (struct choice_row){
		.when = now, .what = "rest", .value = day_format(row->day, caps_day(now))};
}

/* What was checked stands no more. The signs of an emergency are asked after once more at once: that somebody looked at
 * them does not say that they have gone. */
static void keep_checked(struct gate_row *row, struct gate_start *start, const struct screening *s,
			 struct wall now)
{
	keep_page(row, PAGE_CHECKED, s->standing, now);
	start->whole = false; /* what was checked is not asked again */
	if (s->standing & screening_page_mask(PAGE_EMERGENCY))
		start->again |= 1U << GATE_ASK_EMERGENCY;
}

void gate_answer(struct gate_start *start, enum gate g, unsigned value, const struct record *r,
		 const struct atlas *a, struct wall now, struct gate_row *row)
{
	struct screening s;

	row->kind = GATE_ROW_NONE;
	start->done |= 1U << g;
	start->again &= ~(1U << g);
	switch (g) {
	case GATE_ASK_FALL:
		if (value)
			keep_page(row, PAGE_EMERGENCY, 1U << QUESTION_FALL, now);
		break;
	case GATE_ASK_EMERGENCY:
		keep_page(row, PAGE_EMERGENCY, value, now);
		break;
	case GATE_ASK_CLINICIAN:
		keep_page(row, PAGE_CLINICIAN, value, now);
		break;
	case GATE_ASK_FIRST:
		keep_page(row, PAGE_ASK_FIRST, value, now);
		break;
	case GATE_ASK_TODAY:
		keep_page(row, PAGE_TODAY, value ? SCREENING_CHANGED : 0, now);
		if (value) /* the list begins at its beginning */
			start->done &= ~(1U << GATE_ASK_FALL | 1U << GATE_TELL_GENTLE);
		break;
	case GATE_ASK_CALF:
		keep_page(row, PAGE_CALF, value, now);
		break;
	case GATE_ASK_CHECKED:
		if (value) {
			s = screening_fold(r, now, true);
			keep_checked(row, start, &s, now);
		}
		break;
	case GATE_ASK_SORE:
		start->soreness = (int)value;
		if (value == GATE_LEFT_OUT)
			start->done |= 1U << GATE_ASK_BRUISE;
		break;
	case GATE_ASK_BRUISE:
		keep_checkin(row, start, value, r, a, now);
		break;
	case GATE_TELL_REST:
		if (!value) {
			keep_rest(row, now);
			start->done &= ~(1U << GATE_TELL_REST);
		}
		break;
	case GATE_OPEN:
	case GATE_TELL_GENTLE:
	case GATE_TELL_NERVE:
	case GATE_EMERGENCY:
	case GATE_CLINICIAN:
	case GATE_NUMB:
	case GATES:
		break;
	}
}

enum gate gate_before(const struct gate_start *start, enum gate g)
{
	enum gate before = g == GATE_ASK_EMERGENCY   ? GATE_ASK_FALL
			   : g == GATE_ASK_CLINICIAN ? GATE_ASK_EMERGENCY
			   : g == GATE_ASK_FIRST     ? GATE_ASK_CLINICIAN
			   : g == GATE_ASK_BRUISE    ? GATE_ASK_SORE
						     : GATE_OPEN;

	return done(start, before) ? before : GATE_OPEN;
}

void gate_back(struct gate_start *start, enum gate g)
{
	enum gate before = gate_before(start, g);

	if (before == GATE_ASK_EMERGENCY || before == GATE_ASK_CLINICIAN)
		start->again |= 1U << before; /* its answer is on record */
	else if (before != GATE_OPEN)
		start->done &= ~(1U << before);
}
