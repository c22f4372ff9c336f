/* YAML into a tree of nodes with spans: the only file that sees libyaml. Events, never documents
 * (a document of 100,000 anchors takes 12.9 s); depth, size and expansion bounded in the event
 * loop (libyaml 0.2.5 needs 198 s for 400,000 open brackets); an alias may only name what is
 * complete, so that no value can contain itself. Pure. */
#ifndef UNKNOT_LOAD_YAML_TREE_H
#define UNKNOT_LOAD_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_pair;

/* Look at `kind` before the union: a file of 1 MiB makes tens of thousands of these. */
struct yaml_node {
	struct span at; /* a scalar's text with its quotes; a collection's first token to end */
	enum yaml_kind kind : 8;
	bool quoted : 1; /* scalar: not a plain one */
	bool block : 1;  /* scalar: | or > */
	bool open : 1;   /* a collection that a syntax error cut short: more may have followed */
	bool bad : 1;    /* stands for something that was diagnosed: say no more about it */
	union {
		const char *text;               /* scalar: NUL-terminated, valid UTF-8, no control
		                                   characters but newline; those were diagnosed */
		const struct yaml_node **items; /* list */
		struct yaml_pair *pairs;        /* map, in order; no two keys are the same */
	};
	union {
		size_t n;     /* scalar: bytes of text */
		size_t count; /* list, map */
	};
};

struct yaml_pair {
	const struct yaml_node *key; /* always a scalar */
	const struct yaml_node *value;
};

enum { YAML_DEPTH_MOST = 64, YAML_NODES_MOST = 200000 /* aliases expanded */, YAML_BYTES_MOST = 1 << 20 };

/* What a kind of file knows, for what is said of slips in it. */
struct yaml_words {
	bool (*key)(const char *name, size_t n);  /* whether a key of this name may stand anywhere in one */
	bool (*text)(const char *name, size_t n); /* whether what stands after it is free text */
	bool steps;                               /* a routine: there are steps, and `defaults` */
	bool may_be_empty;                        /* one with nothing in it is right */
};

/* Parses the source (already added to `d` as `source`; the same bytes). The strings of the tree live in
 * `strings`, all else in `nodes`, which may be freed first or be the same. NULL, with a diagnostic, if
 * nothing can be read; after a syntax error `*cut` is true and the tree holds what stood complete
 * above it. Adds a diagnostic for each fault: syntax with libyaml's context, duplicate keys, tags,
 * merge keys, several documents, bad UTF-8, control characters, an alias that is unknown or inside
 * itself, more than the limits above. */
const struct yaml_node *yaml_tree(struct arena *strings, struct arena *nodes, struct diag *d, uint16_t source,
				  const char *bytes, size_t n, const struct yaml_words *words, bool *cut);

#endif
