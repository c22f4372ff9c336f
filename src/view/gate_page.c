#include "view/gate_page.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/keymap.h"

/* Keys of a list; those that move on a screen (j, k), go back (p) or leave (q) are not among them. */
static const char item_keys[] = "123456789abcdefghilmnor";

_Static_assert(sizeof item_keys > GATE_ITEMS, "each item has a key");

struct gate_about gate_about(const struct record *r, const struct atlas *a, struct wall now, const char *call)
{
	struct gate_about about = {
		.screening = screening_fold(r, now, true), .day = checkin_today(r, now), .call = call};

	about.nplaces = checkin_places(r, a, about.places);
	return about;
}

static void put_text(struct gate_page *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void put_text(struct gate_page *p, const char *fmt, ...)
{
	size_t n = strlen(p->text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->text + n, sizeof p->text - n, fmt, ap);
	va_end(ap);
}

static void put_item(struct gate_page *p, const char *text, unsigned bit)
{
	snprintf(p->item[p->n], GATE_ITEM, "%s", text);
	p->key[p->n] = item_keys[p->n];
	p->bit[p->n++] = bit;
}

static void put_questions(struct gate_page *p, unsigned mask)
{
	size_t n;
	const struct question *q = screening_questions(&n);

	p->answers = ANSWERS_LIST;
	p->none = _("none of these");
	p->these = _("these apply");
	for (size_t i = 0; i < n; i++)
		if (mask & 1U << q[i].n)
			put_item(p, _(q[i].text), 1U << q[i].n);
}

void gate_said(unsigned yes, struct buf *out)
{
	size_t n;
	const struct question *q = screening_questions(&n);
	bool any = false;

	for (size_t i = 0; i < n; i++)
		if (yes & 1U << q[i].n) {
			buf_addf(out, "%s%s", any ? "; " : "", _(q[i].text));
			any = true;
		}
}

/* The four pages of the whole list begin alike. */
static void begin_list(struct gate_page *p, const char *question)
{
	p->title = _("Before you press");
	put_text(p, "%s", question);
	p->strong = STRONG_LAST;
}

static void page_fall(struct gate_page *p)
{
	begin_list(p,
		   _("With some troubles pressing is wrong, and help is right. The first question is how it "
		     "began: pain after a fall or a crash is a different case from pain that crept up."));
	p->answers = ANSWERS_YES_NO;
	put_text(p, "\n\n%s",
		 _("Did the pain begin with a fall, a crash or a hard blow, and has nobody checked it "
		   "since?"));
}

static void page_emergency(struct gate_page *p)
{
	begin_list(p, _("Do you have any of these?"));
	put_questions(p, screening_page_mask(PAGE_EMERGENCY) & ~(1U << QUESTION_FALL));
}

static void page_clinician(struct gate_page *p)
{
	begin_list(p, _("Do you have, or have you had, any of these?"));
	put_questions(p, screening_page_mask(PAGE_CLINICIAN));
}

static void page_ask_first(struct gate_page *p)
{
	begin_list(p, _("And do any of these apply?"));
	put_questions(p, screening_page_mask(PAGE_ASK_FIRST));
}

static void page_gentle(struct gate_page *p, const struct gate_about *about)
{
	unsigned yes = about->screening.ask_first;

	p->title = _("Ask first, then gently");
	p->answers = ANSWERS_GO_ON;
	put_text(p, "%s",
		 _("Ask a doctor, nurse, midwife or pharmacist whether pressing your legs is all right for "
		   "you. With what you said, unknot keeps to its gentle mode: at most 4 of 10, at most a "
		   "minute a press, and a soft tool only. Take a rolled towel or a tennis ball, nothing "
		   "hard."));
	if (yes & 1U << QUESTION_CLOT)
		put_text(p, " %s", _("No calf is pressed."));
	if (yes & 1U << QUESTION_SIT_BONE)
		put_text(p, " %s", _("The two places beside the sit bone are left out."));
}

static void page_today(struct gate_page *p, const struct gate_about *about)
{
	p->title = _("Before this session");
	p->answers = ANSWERS_LINE;
	p->strong = STRONG_LAST;
	if (screening_gentle(&about->screening))
		put_text(p, "%s\n\n", _("Gentle mode: at most 4 of 10, a minute a press, and a soft tool."));
	put_text(p, "%s %s",
		 _("Is any of this new: numbness between your legs, trouble when you pee or poo, pain or "
		   "weakness in both legs, a leg or foot getting weaker, chest pain or sudden "
		   "breathlessness, or a calf or thigh that is swollen, hot, discoloured or "
		   "throbbing?"),
		 _("Or has anything else of your answers changed?"));
}

static void page_calf(struct gate_page *p)
{
	p->title = _("A question about clots");
	put_text(p, "%s",
		 _("A leg with a blood clot must not be pressed, so this is asked each time. Do you have "
		   "any of these?"));
	put_questions(p, screening_page_mask(PAGE_CALF));
}

static void page_sore(struct gate_page *p)
{
	p->title = _("How are the legs?");
	p->answers = ANSWERS_DIGIT;
	p->strong = STRONG_LAST;
	put_text(
		p, "%s",
		_("How sore are the places that you pressed last time? 0 is not at all, 10 is as sore as can "
		  "be."));
}

static void page_bruise(struct gate_page *p, const struct gate_about *about)
{
	p->title = _("How are the legs?");
	p->answers = ANSWERS_LIST;
	p->none = _("no bruise");
	p->these = _("a bruise here");
	put_text(p, "%s",
		 _("Is there a bruise where you pressed? Mark its place: it rests until the bruise has "
		   "gone."));
	for (size_t i = 0; i < about->nplaces; i++) {
		char line[GATE_ITEM];

		/* TRANSLATORS: "left leg, inner thigh, low down" */
		snprintf(line, sizeof line, _("%s leg, %s"), leg_text(about->places[i].leg),
			 about->places[i].site->name);
		put_item(p, line, 1U << i);
	}
	put_item(p, _("somewhere else on the legs"), 1U << about->nplaces);
}

static void page_rest(struct gate_page *p, const struct gate_about *about)
{
	p->title = _("A day of rest");
	p->answers = ANSWERS_REST;
	if (about->day.sore)
		put_text(p,
			 _("The legs are still sore from last time, %d of 10. Skip a day: soreness over 3 "
			   "means that they have not had enough rest yet."),
			 about->day.soreness);
	else
		put_text(p, "%s",
			 _("You pressed yesterday, and the legs are not over it yet. Until soreness is at "
			   "most 2 and no bruise is left, every other day is enough."));
	put_text(p, " %s",
		 about->day.lighter
			 ? _("A rested day counts as kept. If you play all the same, it is one level "
			     "lighter.")
			 : _("A rested day counts as kept."));
}

static void page_nerve(struct gate_page *p)
{
	p->title = _("A nerve lies here");
	p->answers = ANSWERS_GO_ON;
	put_text(p, "%s",
		 _("This session presses the deep buttock, and a large nerve lies under it. Use a soft ball, "
		   "lean lightly, and for half a minute at most. If it turns sharp, electric, tingling or "
		   "numb, or runs down the leg, stop with x at once: the place is then over for today."));
}

/* What was said on one page, and when: nobody lifts what they do not see. */
static void put_standing(struct gate_page *p, const struct screening_answer *a)
{
	struct buf said = {0};
	char day[DAY_TEXT];

	if (!a->standing)
		return;
	gate_said(a->standing, &said);
	put_text(p, "%s", p->text[0] ? " " : "");
	/* TRANSLATORS: "On 2026-11-04 you said yes to: a fever ...; cancer ...." */
	put_text(p, _("On %s you said yes to: %s."), day_format(day, wall_day(a->said, 0)), buf_str(&said));
	buf_free(&said);
}

static void page_checked(struct gate_page *p, const struct gate_about *about)
{
	p->title = _("Has it been checked?");
	p->answers = ANSWERS_YES_NO;
	p->strong = STRONG_LAST;
	for (enum screening_page page = 0; page < SCREENING_PAGES; page++)
		put_standing(p, &about->screening.page[page]);
	if (about->screening.numb)
		put_text(p, "%s%s", p->text[0] ? " " : "",
			 _("After a session a foot or leg stayed numb or weak for over ten minutes."));
	put_text(p, "\n\n%s",
		 _("Has a doctor or another clinician looked at this since, and said that pressing your legs "
		   "is all right?"));
}

static void page_closed(struct gate_page *p, enum gate g, const char *call)
{
	p->answers = ANSWERS_LEAVE;
	p->warns = true;
	p->strong = STRONG_FIRST;
	if (g == GATE_EMERGENCY) {
		p->title = _("Get help now");
		put_text(p,
			 _("Call %s now, or go to an emergency department.\n\nDo not press or rub your legs. "
			   "Tell them what you said yes to here."),
			 call);
	} else if (g == GATE_NUMB) {
		p->title = _("Not today");
		put_text(p, "%s",
			 _("Please ask a doctor or another clinician about the leg, the same day if it is "
			   "still numb or weak.\n\nAfter a session it stayed so for over ten minutes. Do not "
			   "press or rub it."));
	} else {
		p->title = _("Not today");
		put_text(p,
			 _("Please speak to a doctor or another clinician first, and soon.\n\nIf a leg is "
			   "swollen, hot or painful, ask for help the same day, and do not press or rub it. "
			   "For chest pain, sudden breathlessness or coughing blood call %s at once."),
			 call);
	}
	put_text(p, "\n\n%s",
		 _("Sessions wait until then; you can read everything and write routines. When it has been "
		   "checked, say so with: unknot screening"));
}

void gate_page(struct gate_page *p, enum gate g, const struct gate_about *about)
{
	*p = (struct gate_page){.title = "", .back = gate_before(&about->start, g) != GATE_OPEN};
	switch (g) {
	case GATE_ASK_FALL:
		page_fall(p);
		break;
	case GATE_ASK_EMERGENCY:
		page_emergency(p);
		break;
	case GATE_ASK_CLINICIAN:
		page_clinician(p);
		break;
	case GATE_ASK_FIRST:
		page_ask_first(p);
		break;
	case GATE_TELL_GENTLE:
		page_gentle(p, about);
		break;
	case GATE_ASK_TODAY:
		page_today(p, about);
		break;
	case GATE_ASK_CALF:
		page_calf(p);
		break;
	case GATE_ASK_SORE:
		page_sore(p);
		break;
	case GATE_ASK_BRUISE:
		page_bruise(p, about);
		break;
	case GATE_TELL_REST:
		page_rest(p, about);
		break;
	case GATE_TELL_NERVE:
		page_nerve(p);
		break;
	case GATE_ASK_CHECKED:
		page_checked(p, about);
		break;
	case GATE_EMERGENCY:
	case GATE_CLINICIAN:
	case GATE_NUMB:
		page_closed(p, g, about->call);
		break;
	case GATE_OPEN:
	case GATES:
		p->answers = ANSWERS_LEAVE;
		break;
	}
}

static enum gate_choice mark(const struct gate_page *p, uint32_t key, unsigned *marks)
{
	for (size_t i = 0; i < p->n; i++)
		if (key == (uint32_t)p->key[i]) {
			*marks ^= p->bit[i];
			return GATE_MARKED;
		}
	return GATE_NONE;
}

static enum gate_choice answer(unsigned *value, unsigned given)
{
	*value = given;
	return GATE_ANSWERED;
}

enum gate_choice gate_page_key(const struct gate_page *p, uint32_t key, unsigned *marks, unsigned *value)
{
	bool enter = key == KEYCODE_ENTER;
	int digit;

	if (key == 'q' || key == KEYCODE_ESC)
		return GATE_LEAVE;
	if (p->back && (key == 'p' || key == KEYCODE_LEFT || key == KEYCODE_BACKSPACE))
		return GATE_BACK;
	switch (p->answers) {
	case ANSWERS_YES_NO:
		return key == 'y' || key == 'n' ? answer(value, key == 'y') : GATE_NONE;
	case ANSWERS_LIST:
		return enter ? answer(value, *marks) : mark(p, key, marks);
	case ANSWERS_LINE:
		return enter || key == 'c' ? answer(value, key == 'c') : GATE_NONE;
	case ANSWERS_DIGIT:
		if (enter)
			return answer(value, GATE_LEFT_OUT);
		return keymap_action(key, &digit) == ACT_RATE ? answer(value, (unsigned)digit) : GATE_NONE;
	case ANSWERS_GO_ON:
		return enter ? answer(value, 0) : GATE_NONE;
	case ANSWERS_REST:
		return enter || key == 'g' ? answer(value, key == 'g') : GATE_NONE;
	case ANSWERS_LEAVE:
		break;
	}
	return enter || key == KEYCODE_SPACE ? GATE_LEAVE : GATE_NONE;
}

bool gate_key_needs_quiet(const struct gate_page *p, uint32_t key)
{
	bool word = key == 'n' || key == 'y';

	return key == KEYCODE_ENTER || key == KEYCODE_SPACE || (word && p->answers == ANSWERS_YES_NO);
}
