/* A session in plain mode, from what stands before it to its end. */
#ifndef UNKNOT_PLAIN_BEGIN_H
#define UNKNOT_PLAIN_BEGIN_H

#include "app.h"

/* Whether lines are asked for, by option or ACCESSIBLE. */
bool plain_asked(const struct options *o);

/* Whether there are to be lines: they are asked for, or there is no terminal that can show a screen. */
bool plain_wanted(const struct options *o);

/* Plays `r`, which is the session's from then on, and returns how the program should end. */
enum exit_code plain_begin(const struct app_options *a, struct opened *r);

#endif
