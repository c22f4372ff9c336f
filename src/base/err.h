/* An error of the environment (no space, no device, no terminal): one message that says what
 * happened and what to do. Functions that can meet one return bool and fill a struct err.
 * Errors of an author are diagnostics (base/diag.h); bugs are assert(). */
#ifndef UNKNOT_BASE_ERR_H
#define UNKNOT_BASE_ERR_H

#include <stdbool.h>

struct err {
	char text[512]; /* one sentence or two, no newline at the end */
};

/* Fills `e` (NULL allowed) and returns false, so that `return err_set(e, ...)` reads well. */
bool err_set(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
