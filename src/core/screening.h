/* The first gate: the emergency page of domain.md 3.2 (questions 1-5 and 9), asked before the
 * first press ever. One table of questions serves screen, plain mode and help. The full screening
 * is a later work; a page answered here stays valid until something newer is recorded. */
#ifndef UNKNOT_CORE_SCREENING_H
#define UNKNOT_CORE_SCREENING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/record.h"

#define SCREENING_PAGE "emergency"

/* Bit `n` of screening_row.yes stands for question `n`. */
struct question {
	int n;            /* its number in domain.md 3.2 */
	const char *text; /* translated where shown */
	bool emergency;   /* a yes means emergency help now; else: a clinician soon, before any press */
};

/* The questions of the page, in order; their count in `*n`. */
const struct question *screening_questions(size_t *n);

enum gate {
	GATE_OPEN,      /* answered, none applied */
	GATE_ASK,       /* never answered, or only by script and a person is here now */
	GATE_EMERGENCY, /* the newest answer has an emergency yes */
	GATE_CLINICIAN  /* the newest answer has a yes that wants a clinician first, or a session after it
	                   ended with a leg numb or weak for over ten minutes */
};

/* What the newest answer allows. `person_here`: a terminal where it can be asked. What a person
 * answered with yes, a script cannot take back. */
enum gate screening_gate(const struct record *r, bool person_here);

/* What the gate means, as whole translated sentences: where to turn, that the program closes; for
 * GATE_ASK how to answer. NULL for GATE_OPEN. */
const char *screening_advice(enum gate g);

#endif
