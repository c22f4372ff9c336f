/* YAML into a tree of nodes with spans: the only file that sees libyaml. Events, never documents
 * (a document of 100,000 anchors takes 12.9 s); depth, size and expansion bounded in the event
 * loop (libyaml 0.2.5 needs 198 s for 400,000 open brackets); an alias may only name what is
 * complete, so that no value can contain itself. Nodes and strings live in the arena. Pure. */
#ifndef UNKNOT_LOAD_YAML_TREE_H
#define UNKNOT_LOAD_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_pair;

struct yaml_node {
	enum yaml_kind kind;
	struct span at;         /* a scalar's text with its quotes; a collection's first token to end */
	/* scalar */
	const char *text;       /* NUL-terminated; `n` bytes; a NUL inside was diagnosed */
	size_t n;
	bool quoted;            /* not a plain scalar */
	bool block;             /* | or > */
	/* list and map */
	const struct yaml_node **items; /* list: items; */
	struct yaml_pair *pairs;        /* map: pairs in order */
	size_t count;
};

struct yaml_pair {
	const struct yaml_node *key; /* always a scalar */
	const struct yaml_node *value;
};

enum { YAML_DEPTH_MOST = 64, YAML_NODES_MOST = 200000 /* aliases expanded */ };

/* Parses the source (already added to `d` as `source`). NULL if nothing can be read; after a syntax
 * error `*cut` is true and the tree holds what stood complete above it. Adds a diagnostic for each
 * fault: syntax with libyaml's context, duplicate keys, tags, merge keys, several documents, bad
 * UTF-8, NUL, an alias that is unknown or inside itself. */
const struct yaml_node *yaml_tree(struct arena *a, struct diag *d, uint16_t source, const char *bytes,
				  size_t n, bool *cut);

#endif
