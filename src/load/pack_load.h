/* Reads pack.yaml: YAML bytes in, a struct pack and diagnostics out. Pure; whether the files are
 * there and are sounds is for whoever opens them to say, at the entry's span. */
#ifndef UNKNOT_LOAD_PACK_LOAD_H
#define UNKNOT_LOAD_PACK_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "core/pack.h"

enum { PACK_BYTES_MOST = 64 * 1024 };

/* Reads the source (already added to `d`). What is wrong is diagnosed and left out: a pack with
 * errors has the sounds that are right. NULL if there is nothing to read at all. */
struct pack *pack_load(struct arena *a, struct diag *d, uint16_t source, const char *bytes, size_t n);

/* Whether these bytes are meant as a pack of sounds, whatever the file is called: they have a key that only a
 * pack has, and none that says otherwise. */
bool pack_is_one(const char *bytes, size_t n);

#endif
