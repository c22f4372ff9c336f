/* Reads the atlas: the YAML of routines/atlas.yaml, compiled into the program. */
#ifndef UNKNOT_LOAD_ATLAS_LOAD_H
#define UNKNOT_LOAD_ATLAS_LOAD_H

#include "base/arena.h"
#include "base/diag.h"
#include "core/atlas.h"

/* Bytes in, atlas out; NULL with diagnostics if anything is wrong or missing. */
const struct atlas *atlas_load(struct arena *a, struct diag *d, const char *path, const char *bytes,
			       size_t n);

/* The atlas that is compiled in: tables made of the file when the program is built (src/pack/atlas_tables.c),
 * so that it costs nothing and cannot be wrong. */
const struct atlas *atlas_built_in(struct arena *a);

#endif
