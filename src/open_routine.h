/* Opens a routine by name: catalogue, loader and diagnostics in one place, for every command. */
#ifndef UNKNOT_OPEN_ROUTINE_H
#define UNKNOT_OPEN_ROUTINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "core/routine.h"
#include "io/paths.h"

/* A routine and what it lives in. `routine` is NULL if there is none to speak of; with errors in
 * `diag` it must not be played. Released with opened_free(). */
struct opened {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
	struct routine *routine;
	bool lent;            /* `diag` is somebody else's */
	bool borrowed;        /* all of it is: opened_free() frees nothing */
	size_t errors_before; /* that it held already */
	char **used;          /* every path at which what it uses was looked for, there or not */
	size_t nused;
};

/* Opens ROUTINE (an id, a path, or "-"). A file that cannot be read is a diagnostic too. With `d`
 * the diagnostics of several files come together there; NULL for diagnostics of its own. */
struct opened routine_open(const struct paths *paths, const char *routine, struct diag *d);
void opened_free(struct opened *o);

struct file;
/* Frees a file that was read, but leaves its bytes to the diagnostics, which show lines of it. */
void opened_keep_text(struct opened *o, struct file *f);

/* Adds a fault of a file as a whole, with no line to show. */
void opened_blame_file(struct opened *o, const char *name, const char *why);

/* Whether it may be played: there is one, and no error. */
bool opened_ok(const struct opened *o);

/* Whether an entry is in the file of the routine itself, and in none that it uses. */
bool opened_owns(const struct opened *o, const struct diag_entry *e);

/* The first error in its own file, and if there is none there, in one that it uses; NULL for none. Good as long as
 * the diagnostics are. */
const struct diag_entry *opened_error(const struct opened *o);

struct watch;
/* Watches what it is made of: the file at `path` that was opened, and what it uses, also where that is missing. */
void opened_watch(const struct opened *o, const char *path, struct watch *w);

/* Prints its diagnostics to stderr, in colour on a terminal. */
void opened_complain(const struct opened *o);

#endif
