/* The words of the summary, for the screen and for plain mode. Pure; all translated. */
#ifndef UNKNOT_VIEW_SUMMARY_H
#define UNKNOT_VIEW_SUMMARY_H

#include "view/view_model.h"

struct summary {
	char head[VM_LINE];      /* "Done. That was the whole of it." */
	char time[VM_LINE];      /* "4 places, 3 let go" */
	char legs[VM_LINE];      /* "On the tool: left leg 2:40, right leg 2:40"; "" */
	char pain[VM_LINE];      /* "How sore you feel: 5 before, 3 now"; "" */
	char words[2 * VM_LINE]; /* what to make of it */
	bool care;               /* the words are about a stop sign: they are to be read before all else */
};

void summary_make(struct summary *t, const struct play_model *m);

/* A spot's ratings: "6 → 3", "6", "" */
void summary_sore(char *out, size_t n, const struct player_result *r);

#endif
