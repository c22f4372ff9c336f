/* The person's editor. */
#ifndef UNKNOT_IO_EDITOR_H
#define UNKNOT_IO_EDITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

/* The command line of the editor: $VISUAL, else $EDITOR, else the first of editor, nano and vi that is there and has a
 * terminal. The caller's to free; NULL with a message that says what to do. */
char *editor_find(struct err *e);

/* Appends the shell line that opens "$1" with `editor`: "$2" is the line where the editor is known to take one. */
void editor_line(const char *editor, bool at_line, struct buf *out);

/* Opens `file` (at `line`, 0: nowhere in particular) and waits until the editor has ended; the terminal is as it was
 * before. False with a message if it could not run, or ended with a fault. */
bool editor_run(const char *editor, const char *file, uint32_t line, struct err *e);

#endif
