/* The gate: what stands before a session, a page at a time. screening_fold() and checkin_due() say what is
 * due; this puts it in order (screening, the line of the day, the clot question, the check-in, the notices)
 * and makes rows of the answers. Screen and plain mode go through it alike:
 *
 *     while (gate_asks(g = gate_next(rows, now, &start)))
 *             gate_answer(&start, g, what was answered, now, &row); keep `row`, add it to `rows`
 *
 * Pure. */
#ifndef UNKNOT_CORE_GATE_H
#define UNKNOT_CORE_GATE_H

#include "core/checkin.h"
#include "core/screening.h"

enum gate {
	GATE_OPEN,
	/* asked or told, and gone through with an answer */
	GATE_ASK_FALL, /* question 1, alone */
	GATE_ASK_EMERGENCY,
	GATE_ASK_CLINICIAN,
	GATE_ASK_FIRST,
	GATE_TELL_GENTLE,
	GATE_ASK_TODAY,
	GATE_ASK_CALF,
	GATE_ASK_SORE,
	GATE_ASK_BRUISE,
	GATE_TELL_REST, /* a day of rest is better; the person may play all the same */
	GATE_TELL_NERVE,
	GATE_ASK_CHECKED, /* whether a clinician has looked at what stands */
	/* closed */
	GATE_EMERGENCY,
	GATE_CLINICIAN,
	GATE_NUMB,
	GATES
};

/* Whether it is a page to go through: neither open nor closed. */
bool gate_asks(enum gate g);

/* One start of one session, or one run of the `screening` command. Fill in the upper part. */
struct gate_start {
	bool person_here; /* a terminal where it can be asked */
	bool session;     /* a session follows; else only the screening is gone through */
	bool morning;     /* neither: home asks after the night alone, where that is due */
	bool calf, nerve; /* its plan wants the clot question, the nerve notice */
	bool whole;       /* the whole list anew, although it is current */
	bool checked;     /* what stands may be answered with "checked" */
	/* what was answered so far: gate.c's */
	unsigned done, again; /* pages answered; of those the ones to be answered anew */
	int soreness;
};

enum gate gate_next(const struct record *r, struct wall now, const struct gate_start *start);

/* An answer to ASK_SORE that was left out. */
#define GATE_LEFT_OUT 11U

/* A row that an answer makes, or none. */
struct gate_row {
	enum { GATE_ROW_NONE, GATE_ROW_SCREENING, GATE_ROW_CHECKIN, GATE_ROW_CHOICE } kind;
	struct screening_row screening;
	struct checkin_row checkin; /* its `where` is the one below */
	char where[CHECKIN_WHERE];
	struct choice_row choice; /* its `value` is the one below */
	char day[DAY_TEXT];
};

/* Takes the answer to page `g`: of a page of questions their bits (BRUISE: bit `i` for place `i`, and the
 * bit after the last for elsewhere); of the fall, of "something changed" and of "checked" 1 for yes;
 * of soreness 0-10 or GATE_LEFT_OUT; of the day of rest 1 to play all the same, 0 to rest: then the start is
 * over, and the page comes again. Of what else is told nothing. `r` as before the answer. */
void gate_answer(struct gate_start *start, enum gate g, unsigned value, const struct record *r,
		 const struct atlas *a, struct wall now, struct gate_row *row);

/* The page before `g` that was answered in this start and can be gone back to; GATE_OPEN if there is none. */
enum gate gate_before(const struct gate_start *start, enum gate g);

/* Goes back to it: it comes next, and its new answer is the one that counts. */
void gate_back(struct gate_start *start, enum gate g);

#endif
