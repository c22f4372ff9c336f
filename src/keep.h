/* The end of a run: the record is closed, and what could not be kept is said. */
#ifndef UNKNOT_KEEP_H
#define UNKNOT_KEEP_H

#include "commands.h"
#include "io/history.h"

/* Closes the record (taken over), waiting up to 2 s for what is not committed yet. Returns `code`,
 * or EXIT_ENVIRONMENT with a sentence on stderr where all went well but rows were lost. Call after
 * the terminal is given back. */
enum exit_code keep_record(struct history *h, enum exit_code code);

#endif
