/* What every command that ends in a session begins with: paths, record, settings, and the log that goes with
 * them. */
#ifndef UNKNOT_START_H
#define UNKNOT_START_H

#include "app.h"
#include "base/err.h"

/* Stays where it is while it is open: `a` points into it. */
struct start {
	struct app_options a;
	struct paths paths;
	struct config config;
	struct err record, settings; /* what is wrong with them; "" */
};

/* Opens all of it. What cannot be opened or read is told in `a`'s notices; a session goes on without it. */
void start_open(struct start *s, const struct options *o);

/* Closes it as keep_record() does, whose exit code it returns. After the terminal was given back. */
enum exit_code start_close(struct start *s, enum exit_code code);

#endif
