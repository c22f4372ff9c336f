/* The catalogue: finds routines on the search path and reads files, with bounds. Never follows
 * anything but regular files; a file over the limit, a folder or a device is an error that says
 * what it is. */
#ifndef UNKNOT_IO_CATALOG_H
#define UNKNOT_IO_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/paths.h"

struct file {
	char *path;  /* as it should be shown */
	char *bytes; /* `n` bytes and a NUL */
	size_t n;
};

enum { ROUTINE_BYTES_MOST = 1024 * 1024 };

/* The folder of examples in each folder of the search path: what lies there is found by its id when nothing
 * else has it, and is not listed. */
#define CATALOG_EXAMPLES "/examples"

void file_free(struct file *f);

/* Reads a regular file of at most `most` bytes, or stdin for "-". On success `f` is the caller's. A
 * file that is larger is refused without being read. */
bool catalog_read(const char *path, size_t most, struct file *f, struct err *e);

/* A routine's id: its file's name without the ending. Freed by the caller. */
char *catalog_id(const char *path);

/* Resolves ROUTINE: a path (it has a slash or ends in .yaml or .yml, or is "-"), else an id on the
 * search path, else the id of an example, else whatever is there by this name. The path is the caller's to free;
 * NULL with a message, which guesses a near id. */
char *catalog_resolve(const struct paths *p, const char *routine, struct err *e);

/* Resolves the value of `use` in the file at `from`: an id on the search path, or a path relative
 * to that file's folder without `..` and not absolute. NULL with a message. */
char *catalog_resolve_use(const struct paths *p, const char *from, const char *use, struct err *e);

/* Every path at which catalog_resolve_use() looks for that value, whether anything is there or not: an array of `*n`,
 * freed with catalog_free_list(). None for a value that is refused. */
char **catalog_use_paths(const struct paths *p, const char *from, const char *use, size_t *n);

/* Paths of all routine files on the search path, by id; an id found twice counts once, the first.
 * atlas.yaml is none, and examples are left out. An array of `*n` strings, all freed with catalog_free_list(). */
char **catalog_list(const struct paths *p, size_t *n);
void catalog_free_list(char **list, size_t n);

#endif
