/* Writes a file so that it is there whole or not at all. */
#ifndef UNKNOT_IO_WHOLE_FILE_H
#define UNKNOT_IO_WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Writes `n` bytes to `path`, in place of what is there, and waits until they are on the disk. `mode` as for
 * open(2). False with a message: the file is as it was. */
bool whole_file_write(const char *path, const char *bytes, size_t n, unsigned mode, struct err *e);

#endif
