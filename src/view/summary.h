/* The words of the summary, for the screen and for plain mode. Pure; all translated. */
#ifndef UNKNOT_VIEW_SUMMARY_H
#define UNKNOT_VIEW_SUMMARY_H

#include "core/progress.h"
#include "view/view_model.h"

struct summary {
	char head[VM_LINE];      /* "Done. That was the whole of it." */
	char time[VM_LINE];      /* "4 places, 3 let go" */
	char legs[VM_LINE];      /* "On the tool: left leg 2:40, right leg 2:40"; "" */
	char pain[VM_LINE];      /* "How sore you feel: 5 before, 3 now"; "" */
	char loops[VM_LINE];     /* "4 loops today"; "" where nothing was tended, or in the evening */
	char week[VM_LINE];      /* "This week: 2 of 3 days, 2 skips in reserve"; "" likewise */
	char words[4 * VM_LINE]; /* what to make of it */
	bool care;               /* the words are about a stop sign: they are to be read before all else */
};

/* The progress of the model with this session in it. False where none is to be told: a rehearsal, a record
 * that is not known, the evening, which has no loops before the morning (domain.md 8). */
bool summary_progress(struct progress *after, const struct play_model *m);

void summary_make(struct summary *t, const struct play_model *m);

/* A spot's ratings: "6 → 3", "6", "" */
void summary_sore(char *out, size_t n, const struct player_result *r);

#endif
