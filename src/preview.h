/* Following a routine's file beside the editor: the loop of the preview, with a rehearsal out of it. */
#ifndef UNKNOT_PREVIEW_H
#define UNKNOT_PREVIEW_H

#include "app.h"

/* Shows the file at `path` until the person leaves. The terminal is restored on every path. */
enum exit_code preview_run(const struct app_options *a, const char *path);

#endif
