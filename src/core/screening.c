#include "core/screening.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"

#define DAYS_30_MS (INT64_C(30) * 24 * 3600000)

enum { GENTLE_PRESS_MS = 60000 };

/* domain.md 3.2, in the order and with the numbers it gives. */
static const struct question questions[] = {
	{1, N_("pain that began with a crash, a fall or a hard blow, and that nobody has checked since"),
	 URGENCY_EMERGENCY},
	{2, N_("new numbness or tingling between your legs, or around your genitals or bottom"),
	 URGENCY_EMERGENCY},
	{3,
	 N_("new trouble starting, stopping or feeling when you pee or poo, or a new change in sexual "
	    "feeling"),
	 URGENCY_EMERGENCY},
	{4, N_("pain, numbness or weakness in both legs, or a leg or foot that is getting weaker"),
	 URGENCY_EMERGENCY},
	{5, N_("chest pain, sudden breathlessness, or coughing up blood"), URGENCY_EMERGENCY},
	{6, N_("a fever, feeling ill, or losing weight without meaning to, along with the pain"),
	 URGENCY_CLINICIAN},
	{7, N_("pain that wakes you and never eases, or a new lump or a changed shape of your back"),
	 URGENCY_CLINICIAN},
	{8,
	 N_("cancer at any time, steroids for a long time, a weak immune system, or brittle bones and a "
	    "recent knock"),
	 URGENCY_CLINICIAN},
	{9, N_("a calf or thigh that is swollen, hot, a different colour, throbbing, or sore along a vein"),
	 URGENCY_CLINICIAN},
	{10,
	 N_("a broken bone, a torn muscle, a joint replacement or leg surgery in recent months, or an "
	    "infected bone"),
	 URGENCY_CLINICIAN},
	{11, N_("blood thinners, or a bleeding or platelet disorder"), URGENCY_ASK_FIRST},
	{12, N_("a pregnancy, or a birth in the last six weeks"), URGENCY_ASK_FIRST},
	{13, N_("a blood clot at any time, or a journey of over four hours in the last few days"),
	 URGENCY_ASK_FIRST},
	{14, N_("varicose veins, poor circulation, fragile skin, or diabetes with less feeling in the legs"),
	 URGENCY_ASK_FIRST},
	{15, N_("sciatica or a disc problem that was diagnosed, with numbness in a leg"), URGENCY_ASK_FIRST},
	{16, N_("pain in the tendon at the sit bone"), URGENCY_ASK_FIRST},
	{17,
	 N_("kidney disease, statins with muscle pain, anaemia, or exhausting exercise in the last two days"),
	 URGENCY_ASK_FIRST},
};

#define BIT(n)     (1U << (n))
#define BITS(a, b) ((BIT((b) + 1) - 1) & ~(BIT(a) - 1))

static const struct {
	const char *name;
	unsigned asks;
} pages[SCREENING_PAGES] = {
	[PAGE_EMERGENCY] = {"emergency", BITS(1, 5)},
	[PAGE_CLINICIAN] = {"clinician", BITS(6, 10)},
	[PAGE_ASK_FIRST] = {"ask-first", BITS(11, 17)},
	[PAGE_TODAY] = {"today", 0},
	[PAGE_CALF] = {"calf", BIT(QUESTION_LEG) | BIT(QUESTION_CLOT)},
	[PAGE_CHECKED] = {"checked", 0},
};

const struct question *screening_questions(size_t *n)
{
	*n = sizeof questions / sizeof *questions;
	return questions;
}

const char *screening_page_name(enum screening_page p)
{
	return pages[p].name;
}

unsigned screening_page_mask(enum screening_page p)
{
	return pages[p].asks;
}

/* SCREENING_PAGES for a page that is not known: it means nothing. */
static enum screening_page page_of(const struct screening_row *row)
{
	enum screening_page p = 0;

	while (p < SCREENING_PAGES && strcmp(pages[p].name, row->page))
		p++;
	return p;
}

/* What is gathered while the rows go by, oldest first. */
struct fold {
	struct screening *s;
	bool by_person[SCREENING_PAGES]; /* a person has answered the page */
	bool changed[SCREENING_PAGES];   /* since then something has */
	bool cleared[SCREENING_PAGES];   /* since then it was checked */
	struct wall checked;
};

static void take_row(struct fold *f, const struct screening_row *row)
{
	enum screening_page p = page_of(row);
	struct screening_answer *a;

	if (p == SCREENING_PAGES)
		return;
	a = &f->s->page[p];
	a->known = true;
	a->when = row->when;
	a->by_script = row->by_script;
	if (row->by_script)
		return;
	a->yes = row->yes;
	f->by_person[p] = true;
	a->said = row->when;
	f->changed[p] = f->cleared[p] = false;
	if (p == PAGE_CHECKED) {
		f->checked = row->when;
		memset(f->cleared, true, sizeof f->cleared);
	}
	if (p == PAGE_TODAY && row->yes & SCREENING_CHANGED)
		for (enum screening_page whole = 0; whole < WHOLE_LIST; whole++)
			f->changed[whole] = true;
}

/* A clock that was put back or forth by less than that changes nothing. */
static bool within_30_days(struct wall when, struct wall now)
{
	return now.ms - when.ms < DAYS_30_MS && when.ms - now.ms < DAYS_30_MS;
}

struct wall screening_until(struct wall when)
{
	return (struct wall){when.ms + DAYS_30_MS - 1, when.offset_s};
}

/* The page of the emergency tier stops at the fall: what comes after it was not asked then. */
static bool asked_in_full(enum screening_page p, const struct screening_answer *a)
{
	return p != PAGE_EMERGENCY || !(a->yes & BIT(QUESTION_FALL));
}

static bool left_numb(const struct record *r, struct wall checked)
{
	for (size_t i = r->nsessions; i-- > 0;) {
		const struct session_row *s = &r->sessions[i];

		if (!s->rehearsal && s->numb_after == 1 && s->ended.ms > checked.ms)
			return true;
	}
	return false;
}

struct screening screening_fold(const struct record *r, struct wall now, bool person_here)
{
	struct screening s = {.numb = false};
	struct fold f = {.s = &s, .checked = {INT64_MIN, 0}};
	const struct screening_answer *calf = &s.page[PAGE_CALF];

	for (size_t i = 0; i < r->nscreenings; i++)
		take_row(&f, &r->screenings[i]);
	for (enum screening_page p = 0; p < SCREENING_PAGES; p++) {
		struct screening_answer *a = &s.page[p];

		a->current = a->known && !(person_here && a->by_script) && within_30_days(a->when, now) &&
			     !f.changed[p] && asked_in_full(p, a);
		if (p <= PAGE_CLINICIAN || p == PAGE_CALF)
			a->standing = f.cleared[p] ? 0 : a->yes & BITS(1, 10);
		s.standing |= a->standing;
	}
	s.numb = left_numb(r, f.checked);
	s.ask_first = s.page[PAGE_ASK_FIRST].yes & BITS(11, 17);
	if (f.by_person[PAGE_CALF] && caps_day(calf->said) == caps_day(now))
		s.ask_first |= calf->yes & BIT(QUESTION_CLOT);
	s.page[PAGE_CALF].current &= caps_day(calf->when) == caps_day(now);
	return s;
}

bool screening_closes(const struct screening *s)
{
	return s->standing != 0 || s->numb;
}

bool screening_gentle(const struct screening *s)
{
	return s->ask_first != 0;
}

static void close_place(const struct atlas *a, struct person *who, const char *id)
{
	const struct site *site = atlas_site(a, id);

	if (site)
		who->place[site->index][0].closed = who->place[site->index][1].closed = CLOSED_ANSWER;
}

void screening_apply(const struct screening *s, const struct atlas *a, struct person *who)
{
	if (!screening_gentle(s))
		return;
	if (who->pressure_most > a->limits.gentle_pressure)
		who->pressure_most = a->limits.gentle_pressure;
	if (who->press_most > GENTLE_PRESS_MS)
		who->press_most = GENTLE_PRESS_MS;
	if (s->ask_first & BIT(QUESTION_CLOT)) {
		who->no_calf = true;
		for (int i = 0; i < SITES_BUILT_IN; i++)
			if (a->site[i].ask_calf)
				close_place(a, who, a->site[i].id);
	}
	if (s->ask_first & BIT(QUESTION_SIT_BONE)) {
		who->no_sit_bone = true;
		close_place(a, who, "buttock-lower");
		close_place(a, who, "thigh-inner-upper");
	}
}
