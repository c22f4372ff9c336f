/* The preview: a routine as it stands in its file, beside the author's editor. The plan as a ladder with times,
 * its places on the map, what a step says and how it breathes, and all that is wrong with the file. Pure. */
#ifndef UNKNOT_VIEW_SCREENS_PREVIEW_H
#define UNKNOT_VIEW_SCREENS_PREVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "core/plan.h"
#include "view/canvas.h"
#include "view/view_model.h"

enum preview_page { PREVIEW_PLAN, PREVIEW_FAULTS, PREVIEW_KEYS };

struct preview_model {
	const char *name;        /* the file's */
	const struct plan *plan; /* of the file as it last was right; NULL: it never was */
	const struct atlas *atlas;
	const struct person *who; /* whom the plan is for */
	const struct view_settings *set;
	struct diag *diag;  /* of the file as it is */
	int64_t heard_ms;   /* how far into the chosen step is what sounds; -1: nothing does */
	bool soundless;     /* there is no device to hear it on */
	const char *notice; /* what the last key did, where nothing else shows it; or NULL */
	/* the screen's */
	int selected; /* a row of the ladder */
	int speed;    /* of playing, among preview_speeds */
	enum preview_page page;
	int top; /* first line shown of a page other than the plan */
};

/* The speeds to choose from, in thousandths; and where it begins. */
enum { PREVIEW_SPEEDS = 9, PREVIEW_SPEED = 1 };
extern const int32_t preview_speeds[PREVIEW_SPEEDS];

/* PREVIEW_HEAR: the chosen step, or if something is heard silence. There is a plan for it, and for
 * PREVIEW_PLAY. */
enum preview_choice { PREVIEW_NONE, PREVIEW_PLAY, PREVIEW_HEAR, PREVIEW_QUIT };

/* Takes a key. False if it means nothing. */
bool preview_key(struct preview_model *m, uint32_t key, enum preview_choice *choice);

void preview_draw(struct canvas *c, struct preview_model *m);

#endif
