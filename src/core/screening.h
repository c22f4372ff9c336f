/* The safety questions of domain.md 3.2 and what the answers mean: who may press, where, and how hard.
 * One table serves screen, plain mode and the `screening` command. Arithmetic over the record. Pure.
 *
 * Answers are kept a page a row (struct screening_row). What a person said yes to, a script cannot take
 * back; a yes in the two upper tiers stands until the person says that it was checked. */
#ifndef UNKNOT_CORE_SCREENING_H
#define UNKNOT_CORE_SCREENING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/plan.h"
#include "core/record.h"

enum urgency {
	URGENCY_EMERGENCY, /* a yes closes: emergency help now */
	URGENCY_CLINICIAN, /* not today: a clinician first */
	URGENCY_ASK_FIRST  /* ask first, and then gently */
};

struct question {
	int n;            /* its number in domain.md 3.2; bit `n` of screening_row.yes stands for it */
	const char *text; /* what may apply, as it ends "do you have ..."; translated where shown */
	enum urgency urgency;
};

enum { QUESTION_FALL = 1, QUESTION_LEG = 9, QUESTION_CLOT = 13, QUESTION_SIT_BONE = 16 };

/* All of them, by number; their count in `*n`. */
const struct question *screening_questions(size_t *n);

/* The pages that rows are kept of. The first three are the whole list. */
enum screening_page {
	PAGE_EMERGENCY, /* 1-5; records of the first release asked 9 there too */
	PAGE_CLINICIAN, /* 6-10 */
	PAGE_ASK_FIRST, /* 11-17 */
	PAGE_TODAY,     /* the line before each session: SCREENING_CHANGED or nothing */
	PAGE_CALF,      /* 9 and 13 for today */
	PAGE_CHECKED,   /* a clinician has looked at what stood: bits of that */
	SCREENING_PAGES,
	WHOLE_LIST = PAGE_TODAY
};

/* "something changed", on the page of the line. */
#define SCREENING_CHANGED 1U

const char *screening_page_name(enum screening_page p);
/* Bits of the questions that a page asks. */
unsigned screening_page_mask(enum screening_page p);

/* What is known of one page. */
struct screening_answer {
	bool known;       /* there is an answer */
	bool current;     /* and it still holds: by who may give it, under 30 days old, nothing changed since */
	bool by_script;   /* the newest answer is */
	struct wall when; /* of the newest answer */
	unsigned yes;     /* of the newest answer by a person */
	struct wall said; /* when that was */
	unsigned standing; /* of those in the two upper tiers, if they were not checked since */
};

struct screening {
	struct screening_answer page[SCREENING_PAGES];
	unsigned standing; /* of all pages */
	bool numb;         /* a session left a leg numb or weak for over ten minutes, and it was not checked */
	unsigned ask_first; /* yeses of the lowest tier, and of the calf page today */
};

/* `person_here`: a terminal where it can be asked, so that a script's answer is not current. */
struct screening screening_fold(const struct record *r, struct wall now, bool person_here);

/* Ends with the last moment at which an answer of that time is current, ms. */
struct wall screening_until(struct wall when);

/* Whether nothing may be pressed before a clinician has looked: a yes in the upper tiers, or a numb leg. */
bool screening_closes(const struct screening *s);

/* Gentle mode: any yes of the lowest tier. */
bool screening_gentle(const struct screening *s);

/* Puts what the answers rule out on `who`: in gentle mode at most 4 of 10 and 60 s a press; 13: no calf;
 * 16: not the lower buttock and the upper inner thigh, nor an author's own place as high as that. */
void screening_apply(const struct screening *s, const struct atlas *a, struct person *who);

#endif
