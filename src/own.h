/* The person's own folder of routines: what `new` and `edit` write into, and nothing else does. */
#ifndef UNKNOT_OWN_H
#define UNKNOT_OWN_H

#include <stdbool.h>

#include "base/text.h"
#include "io/paths.h"

/* Where a routine of this name is, or would be. The path is the caller's to free. */
char *own_path(const struct paths *paths, const char *id);

/* The folder of a routine that is found by its id, on the search path; NULL where there is none. The path is the
 * caller's. */
char *own_taken(const struct paths *paths, const char *id);

/* Whether `path` was found behind the person's own folder on the search path: it came with the program. */
bool own_is_shipped(const struct paths *paths, const char *path);

/* Writes a new routine, and beside it the schema that its first line names to editors. The folder is made; what is
 * there already is never overwritten. False with a message. */
bool own_write(const struct paths *paths, const char *id, const struct buf *text, struct err *e);

/* Copies the routine at `from` under this name, with a line that says so. False with a message. */
bool own_copy(const struct paths *paths, const char *id, const char *from, struct err *e);

#endif
