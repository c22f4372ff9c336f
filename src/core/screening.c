#include "core/screening.h"

#include <string.h>

#include "base/i18n.h"

/* domain.md 3.2, in the order and with the numbers it gives. */
static const struct question questions[] = {
	{1, N_("Did the pain start after a crash, a fall or a hard blow, and has nobody checked it since?"),
	 true},
	{2, N_("Is there new numbness or tingling between your legs, or around your genitals or bottom?"),
	 true},
	{3,
	 N_("Is there new trouble starting, stopping or feeling when you pee or poo, or a new change in "
	    "sexual feeling?"),
	 true},
	{4, N_("Is there pain, numbness or weakness in both legs, or is a leg or foot getting weaker?"),
	 true},
	{5, N_("Do you have chest pain or sudden breathlessness, or are you coughing up blood?"), true},
	{9, N_("Is a calf or thigh swollen, hot, a different colour, throbbing, or sore along a vein?"),
	 false},
};

const struct question *screening_questions(size_t *n)
{
	*n = sizeof questions / sizeof *questions;
	return questions;
}

static unsigned emergency_bits(void)
{
	unsigned bits = 0;

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (questions[i].emergency)
			bits |= 1U << questions[i].n;
	return bits;
}

/* The newest answer of the page, by anybody or only by a person; NULL for none. */
static const struct screening_row *newest(const struct record *r, bool by_person)
{
	for (size_t i = r->nscreenings; i-- > 0;) {
		const struct screening_row *s = &r->screenings[i];

		if (!strcmp(s->page, SCREENING_PAGE) && !(by_person && s->by_script))
			return s;
	}
	return NULL;
}

/* Whether a real session after `since` left a leg numb or weak for over ten minutes (domain.md 3.3:
 * no more sessions, seek advice). */
static bool left_numb(const struct record *r, struct wall since)
{
	for (size_t i = r->nsessions; i-- > 0;) {
		const struct session_row *s = &r->sessions[i];

		if (!s->rehearsal && s->numb_after == 1 && s->ended.ms > since.ms)
			return true;
	}
	return false;
}

enum gate screening_gate(const struct record *r, bool person_here)
{
	const struct screening_row *any = newest(r, false), *person = newest(r, true);

	if (!any || (any->by_script && person_here))
		return GATE_ASK;
	if (person && person->yes & emergency_bits())
		return GATE_EMERGENCY;
	if ((person && person->yes) || left_numb(r, person ? person->when : (struct wall){0}))
		return GATE_CLINICIAN;
	return GATE_OPEN;
}

const char *screening_advice(enum gate g)
{
	switch (g) {
	case GATE_OPEN:
		break;
	case GATE_ASK:
		return _("Before the first press there is one page of six questions. Answer it with: unknot "
			 "screening");
	case GATE_EMERGENCY:
		return _("Call 112, 911, 999 or your local number now, or go to an emergency department.\n\n"
			 "Do not press or rub your legs. Tell them what you said yes to here.\n\n"
			 "unknot can wait. When you have been checked, answer the questions again with: "
			 "unknot "
			 "screening");
	case GATE_CLINICIAN:
		return _(
			"Not today: please speak to a doctor or another clinician first, and soon. If a leg "
			"is swollen, hot or painful, or a foot stays numb or weak, ask for help the same "
			"day, and do not press or rub the leg. Chest pain, sudden breathlessness or coughing "
			"blood: call 112, 911, 999 or your local number at once. When you have been checked, "
			"answer the questions again with: unknot screening");
	}
	return NULL;
}
