/* Lines for a person at a terminal: broken at words to its width, where the terminal would break them anywhere.
 * Into a pipe or a file they go as they are. */
#ifndef UNKNOT_PROSE_H
#define UNKNOT_PROSE_H

#include <stdio.h>

#include "base/diag.h"

/* Cells of the terminal that `f` is; 0 if it is none, or too narrow to break lines for. */
int prose_width(FILE *f);

/* Appends `text` with its lines broken to `cells`. A line goes on under its own beginning; one in columns (a name,
 * two blanks or more, what it means) under the last of them. 0 cells: as it is. */
void prose_wrap(const char *text, int cells, struct buf *out);

/* As fputs() and fprintf(), broken to the width of `f`. */
void prose_puts(FILE *f, const char *text);
void prose(FILE *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What is wrong with a file, on `f`: in colour, hints broken, and files in the home named from ~/ if that is a
 * terminal. */
void prose_diag(FILE *f, struct diag *d);

#endif
