/* Writes a file so that it is there whole or not at all. Its bytes gather beside its place, under a name that
 * nothing else has, and take the place of what was there only at the end. */
#ifndef UNKNOT_IO_WHOLE_FILE_H
#define UNKNOT_IO_WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* A file in the making. */
struct whole_file {
	char *path;   /* where it will be */
	char *making; /* where it is so far */
	int fd;       /* open for reading and writing */
};

/* The file that `path` names: where a symbolic link leads, be there something or not; else `path` itself. The
 * caller's to free. */
char *whole_file_target(const char *path);

/* Begins what whole_file_target() of `path` names. `mode` as for open(2). False with a message, and nothing is
 * to be ended; so for a place that holds anything but a plain file. */
bool whole_file_begin(struct whole_file *f, const char *path, unsigned mode, struct err *e);

/* Appends bytes and waits until they are on the disk. False with a message: then only whole_file_abandon(). */
bool whole_file_put(struct whole_file *f, const char *bytes, size_t n, struct err *e);

/* Gives it its name, once all is on the disk, and ends it. False with a message: the place is as it was. */
bool whole_file_finish(struct whole_file *f, struct err *e);

/* Takes it away again. */
void whole_file_abandon(struct whole_file *f);

/* All of that for `n` bytes. False with a message: the file is as it was. */
bool whole_file_write(const char *path, const char *bytes, size_t n, unsigned mode, struct err *e);

#endif
