/* Where things live: XDG folders and the places of the program itself. Strings are owned by the
 * struct, released with paths_free(). */
#ifndef UNKNOT_IO_PATHS_H
#define UNKNOT_IO_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct paths {
	char *config;    /* .../unknot under XDG_CONFIG_HOME; a relative XDG value is ignored */
	char *history;   /* .../unknot/history.db under XDG_DATA_HOME */
	char *state;     /* .../unknot under XDG_STATE_HOME */
	char *log;       /* .../unknot/log there */
	char **routines; /* folders searched for routines, in order */
	size_t nroutines;
	char **sounds; /* folders searched for packs, in order */
	size_t nsounds;
	char *manual; /* of the format, as man(1) takes it: "5 unknot", or its file in the build tree */
	char *guide; /* of the writing of routines, with examples beside it; NULL where it is not installed */
};

/* Reads the environment. `$UNKNOT_PATH` (a colon list) comes first, then the person's own, then the
 * build tree when run from one, then PREFIX/share/unknot. */
struct paths paths_find(void);
void paths_free(struct paths *p);

/* The folder that a file lies in, as its path gives it: "/", or "." for a name alone. Freed by the caller. */
char *paths_folder(const char *file);

/* Makes a folder and those above it, mode 0700. */
bool paths_make(const char *folder, struct err *e);

/* Whether a file could be written, folders above it made where there are none, as far as permissions tell;
 * `e` says why not. Nothing is made. */
bool paths_could_write(const char *file, struct err *e);

/* Whether what is at `path` lies in `folder` or below it, links followed. True for what is not there. */
bool paths_inside(const char *folder, const char *path);

#endif
