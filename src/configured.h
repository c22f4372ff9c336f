/* The person's settings as the program uses them: read once at start. */
#ifndef UNKNOT_CONFIGURED_H
#define UNKNOT_CONFIGURED_H

#include "base/err.h"
#include "core/config.h"
#include "io/paths.h"

/* Reads config.yaml, if there is one. What is wrong there is told in full on stderr, has its default, and
 * `*notice` says so in a sentence ("" if all is well): a slip in a setting keeps nobody from a session. */
struct config configured_read(const struct paths *paths, struct err *notice);

#endif
