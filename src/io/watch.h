/* Watches files for being saved, however an editor saves: written over, or another file renamed into their
 * place. What tells is inotify(7) on the folders; where that is missing they are looked at again and again. One
 * thread. */
#ifndef UNKNOT_IO_WATCH_H
#define UNKNOT_IO_WATCH_H

#include <stdbool.h>

#include "base/duration.h"

struct watch;

/* Watches nothing yet. `poll`: as if there was no inotify. */
struct watch *watch_new(bool poll);
void watch_free(struct watch *w); /* NULL does nothing */

/* Watches these files, there or not, in folders that are there or not, and no others. One that was watched goes on
 * from what was last seen of it. The paths are copied. */
void watch_files(struct watch *w, const char *const *paths, size_t n);

/* Readable when something happened in the folders; -1 without inotify. */
int watch_fd(const struct watch *w);

/* When watch_changed() has something to look at though the descriptor tells of nothing. */
struct mono watch_deadline(const struct watch *w);

/* Whether a file is not as it was when this last said so, or when it was first watched: in what it holds, or in
 * whether it may be read. A file that is gone, or empty, counts once it has been so for 200 ms: editors save by
 * leaving it so for a moment. */
bool watch_changed(struct watch *w, struct mono now);

#endif
