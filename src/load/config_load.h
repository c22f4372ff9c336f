/* Reads config.yaml: YAML bytes in, settings and diagnostics out. Pure. */
#ifndef UNKNOT_LOAD_CONFIG_LOAD_H
#define UNKNOT_LOAD_CONFIG_LOAD_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "core/config.h"

enum { CONFIG_BYTES_MOST = 64 * 1024 };

/* Reads the source (already added to `d`). What is wrong is diagnosed and keeps its default: one slip
 * takes nothing else with it. An empty file is right. */
struct config config_load(struct arena *a, struct diag *d, uint16_t source, const char *bytes, size_t n);

#endif
