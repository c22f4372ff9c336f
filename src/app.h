/* The program on a screen: one loop with a stack of screens. */
#ifndef UNKNOT_APP_H
#define UNKNOT_APP_H

#include "commands.h"
#include "core/config.h"
#include "io/history.h"
#include "io/paths.h"
#include "open_routine.h"

struct app_options {
	const struct options *o;
	const struct paths *paths;
	struct history *history;
	const char *record_notice; /* why the record is not as it should be; NULL */
	const struct config *config;
	const char *config_notice; /* what is wrong in it; NULL */
	bool relief;               /* begin with quick relief, options.after */
	/* For a rehearsal out of another screen, which lends what it has open. */
	bool rehearsal;
	int from;                /* the segment it begins at */
	struct term *term;       /* NULL: opened and closed here */
	struct speaker *speaker; /* NULL: the same */
};

struct term_options;
/* How the settings want the terminal. */
struct term_options app_terminal(const struct app_options *a);

/* What there is to tell all along: of the record, else of the settings. NULL for nothing. */
const char *app_notice(const struct app_options *a);

/* Opens the home screen, or, with `routine` (taken over), plays it and leaves after the summary.
 * Restores the terminal on every path. */
enum exit_code app_run(const struct app_options *a, struct opened *routine);

#endif
