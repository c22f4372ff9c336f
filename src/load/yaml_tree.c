#include "load/yaml_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "load/yaml_blanks.h"
#include "load/yaml_fault.h"
#include "load/yaml_marks.h"
#include "load/yaml_text.h"

/* Nodes wait in one stack, `pending`, until the collection that holds them ends and takes its slice
 * into the arena. Nothing here recurses, and every event costs a bounded amount. */

enum { BUCKETS = 4096, WORDS = 256, WORD_MOST = 32, SLAB = 128 /* nodes taken from the arena at once */ };

struct anchor {
	const char *name;
	const struct yaml_node *node;
	struct span at;
	size_t size; /* nodes, aliases in it expanded */
	int height;  /* levels of collections in it */
	bool used;
	int32_t next; /* in its bucket; -1 ends */
};

struct frame {
	struct yaml_node *node;
	size_t first;        /* of its children in `pending` */
	size_t nodes_before; /* for its expanded size */
	const char *anchor;  /* NULL for none */
	bool used;           /* of the anchor */
	bool flow;
	int height;
};

struct builder {
	struct arena *strings, *nodes_in;
	struct diag *d;
	const struct yaml_words *known;
	uint16_t source;
	uint32_t marks; /* the line of the first bullet that was told of and read as a dash; 0 for none */
	yaml_parser_t parser;
	struct frame frames[YAML_DEPTH_MOST];
	int depth;
	const struct yaml_node **pending;
	size_t npending, cap_pending;
	struct anchor *anchors;
	size_t nanchors, cap_anchors;
	int32_t bucket[BUCKETS];
	const char *words[WORDS]; /* short texts seen, since keys repeat */
	struct yaml_node *slab;   /* nodes not yet used */
	size_t nslab;
	size_t *seen; /* scratch of drop_duplicates() */
	size_t cap_seen;
	size_t nodes; /* aliases expanded */
	int documents;
	const struct yaml_node *root;
	bool cut, done;
};

static struct span span_of(const struct builder *b, yaml_mark_t from, yaml_mark_t to)
{
	return (struct span){b->source, (uint32_t)from.line + 1, (uint32_t)from.column + 1,
			     (uint32_t)to.line + 1, (uint32_t)to.column + 1};
}

static struct span span_here(const struct builder *b, yaml_mark_t mark)
{
	struct span at = span_of(b, mark, mark);

	at.end_col++;
	return at;
}

/* Ends the reading: what is complete is kept. */
static struct diag_entry *cut(struct builder *b, const char *code, struct span at, const char *message)
{
	b->cut = b->done = true;
	return diag_add(b->d, DIAG_ERROR, code, at, "%s", message);
}

/* ---- nodes ---- */

static struct yaml_node *node_new(struct builder *b, enum yaml_kind kind, struct span at)
{
	struct yaml_node *n;

	if (!b->nslab) {
		b->slab = arena_array(b->nodes_in, SLAB, sizeof *b->slab);
		b->nslab = SLAB;
	}
	n = &b->slab[--b->nslab];
	n->kind = kind;
	n->at = at;
	return n;
}

/* Counts `more` nodes against the limit. */
static bool count_nodes(struct builder *b, size_t more, struct span at)
{
	b->nodes += more;
	if (b->nodes <= YAML_NODES_MOST)
		return true;
	cut(b, "size", at,
	    _("the file holds over 200,000 values, aliases counted as often as they are used; the "
	      "reading ends here"));
	return false;
}

static void push(struct builder *b, const struct yaml_node *n, int height)
{
	struct frame *f = b->depth ? &b->frames[b->depth - 1] : NULL;

	if (!f) {
		b->root = n;
		return;
	}
	if (f->height <= height)
		f->height = height + 1;
	mem_grow((void **)&b->pending, b->npending, &b->cap_pending, sizeof *b->pending);
	b->pending[b->npending++] = n;
}

/* ---- anchors ---- */

static struct anchor *anchor_find(struct builder *b, const char *name)
{
	int32_t i = b->bucket[text_hash(TEXT_HASH, name, strlen(name)) % BUCKETS];

	while (i >= 0 && strcmp(b->anchors[i].name, name))
		i = b->anchors[i].next;
	return i < 0 ? NULL : &b->anchors[i];
}

/* Names a complete node; a second anchor of the same name takes the first one's place. */
static struct anchor *anchor_set(struct builder *b, const char *name, const struct yaml_node *n,
				 struct span at, size_t size, int height)
{
	int32_t *head = &b->bucket[text_hash(TEXT_HASH, name, strlen(name)) % BUCKETS];
	struct anchor a = {name, n, at, size, height, false, *head};

	mem_grow((void **)&b->anchors, b->nanchors, &b->cap_anchors, sizeof *b->anchors);
	b->anchors[b->nanchors] = a;
	*head = (int32_t)b->nanchors;
	return &b->anchors[b->nanchors++];
}

static bool inside_itself(struct builder *b, const char *name)
{
	for (int i = 0; i < b->depth; i++)
		if (b->frames[i].anchor && !strcmp(b->frames[i].anchor, name))
			return b->frames[i].used = true;
	return false;
}

/* A name as far as a message can bear it. */
static const char *brief(struct builder *b, const char *name)
{
	return yaml_text_brief(b->nodes_in, name);
}

static const struct yaml_node *bad_node(struct builder *b, struct span at)
{
	struct yaml_node *n = node_new(b, YAML_SCALAR, at);

	n->text = "";
	n->bad = true;
	return n;
}

static void on_alias(struct builder *b, const yaml_event_t *ev)
{
	const char *name = (const char *)ev->data.alias.anchor;
	struct span at = span_of(b, ev->start_mark, ev->end_mark);
	struct anchor *a = anchor_find(b, name);
	struct diag_entry *e;

	if (inside_itself(b, name)) {
		diag_add(b->d, DIAG_ERROR, "alias", at,
			 _("*%s stands inside the value that &%s names, so the value would contain itself"),
			 brief(b, name), brief(b, name));
	} else if (!a) {
		e = diag_add(b->d, DIAG_ERROR, "alias", at,
			     _("* begins the use of a name, and no &%s stands above to give it"),
			     brief(b, name));
		diag_hint(b->d, e, "%s", _("if the text begins with *, put quotes around it"));
	} else if (b->depth + a->height > YAML_DEPTH_MOST) {
		cut(b, "depth", at, _("values are nested over 64 deep; the reading ends here"));
		return;
	} else {
		a->used = true;
		if (count_nodes(b, a->size, at))
			push(b, a->node, a->height);
		return;
	}
	if (count_nodes(b, 1, at))
		push(b, bad_node(b, at), 0);
}

/* ---- scalars and collections ---- */

/* Moves the start of a span past `&name` and `!tag`, which libyaml counts in. */
static struct span past_properties(const struct builder *b, struct span at)
{
	size_t n;
	const char *p = diag_from(b->d, b->source, at.line, at.col, &n), *end = p + n;
	uint32_t cp, col = at.col;

	while (p < end && (*p == '&' || *p == '!')) {
		while (p < end && *p != ' ' && *p != '\t' && utf8_next(&p, end, &cp))
			col++;
		while (p < end && (*p == ' ' || *p == '\t')) {
			p++;
			col++;
		}
	}
	if (at.line == at.end_line && col > at.end_col)
		col = at.end_col;
	at.col = col;
	return at;
}

static void refuse_tag(struct builder *b, const yaml_event_t *ev, const yaml_char_t *tag)
{
	struct span at = span_here(b, ev->start_mark);
	struct diag_entry *e;

	if (!tag)
		return;
	e = diag_add(b->d, DIAG_ERROR, "tag", at, "%s",
		     _("! begins a YAML tag, and tags are not used here: every value is read as text"));
	diag_hint(b->d, e, "%s", _("if the text begins with !, put quotes around it"));
}

/* The text in the arena, control characters that escapes brought in made blanks. */
static const char *clean_text(struct builder *b, struct span at, const char *text, size_t n)
{
	const char *p = text, *end = text + n, *last = p;
	struct buf out = {0};
	char *copy;
	uint32_t cp;

	while (p < end && utf8_next(&p, end, &cp)) {
		if (cp == '\t' || yaml_text_control(cp)) {
			diag_hint(b->d,
				  diag_add(b->d, DIAG_ERROR, "control", at,
					   _("the control character U+%04X cannot stand in a text"),
					   (unsigned)cp),
				  "%s", _("write a blank or nothing in its place"));
			buf_addc(&out, ' ');
		} else {
			buf_add(&out, last, (size_t)(p - last));
		}
		last = p;
	}
	copy = arena_strndup(b->strings, buf_str(&out), out.n);
	buf_free(&out);
	return copy;
}

static bool has_control(const char *text, size_t n)
{
	const char *p = text, *end = text + n;
	uint32_t cp;

	while ((p += text_plain(p, (size_t)(end - p))) < end)
		if (*p == '\n')
			p++;
		else if (utf8_next(&p, end, &cp) && (cp == '\t' || yaml_text_control(cp)))
			return true;
	return false;
}

/* A short text that was seen before is shared: a file is mostly the same few keys and places. */
static const char *text_copy(struct builder *b, const char *text, size_t n)
{
	const char **word;

	if (n > WORD_MOST)
		return arena_strndup(b->strings, text, n);
	word = &b->words[text_hash(TEXT_HASH, text, n) % WORDS];
	if (!*word || strncmp(*word, text, n) || (*word)[n])
		*word = arena_strndup(b->strings, text, n);
	return *word;
}

/* `say: &gently`: what was meant for text is the name of a value, and no value is left. True. */
static bool refuse_bare_name(struct builder *b, const char *name, bool tagged, struct span at)
{
	if (name && !tagged)
		diag_hint(b->d,
			  diag_add(b->d, DIAG_ERROR, "anchor", at,
				   _("& gives a value the name %s, and there is no value after it"),
				   brief(b, name)),
			  "%s", _("if & belongs to the text, put quotes around it"));
	return true;
}

static void on_scalar(struct builder *b, const yaml_event_t *ev)
{
	const char *text = (const char *)ev->data.scalar.value, *name = (const char *)ev->data.scalar.anchor;
	yaml_scalar_style_t style = ev->data.scalar.style;
	struct span at = span_of(b, ev->start_mark, ev->end_mark), all = at;
	struct yaml_node *n;

	if (!count_nodes(b, 1, at))
		return;
	refuse_tag(b, ev, ev->data.scalar.tag);
	if (name || ev->data.scalar.tag)
		at = past_properties(b, at);
	n = node_new(b, YAML_SCALAR, at);
	n->quoted = style != YAML_PLAIN_SCALAR_STYLE;
	n->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	n->n = ev->data.scalar.length;
	if (!n->n && !n->quoted && (name || ev->data.scalar.tag))
		n->bad = refuse_bare_name(b, name, ev->data.scalar.tag != NULL, all);
	if (has_control(text, n->n)) {
		n->text = clean_text(b, at, text, n->n);
		n->bad = true;
		n->n = strlen(n->text);
	} else {
		n->text = text_copy(b, text, n->n);
	}
	push(b, n, 0);
	if (name)
		anchor_set(b, arena_strdup(b->nodes_in, name), n, all, 1, 0)->used = n->bad;
}

static void on_start(struct builder *b, const yaml_event_t *ev, enum yaml_kind kind, bool flow,
		     const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct span at = span_here(b, ev->start_mark);

	if (b->depth == YAML_DEPTH_MOST) {
		cut(b, "depth", at, _("values are nested over 64 deep; the reading ends here"));
		return;
	}
	if (!count_nodes(b, 1, at))
		return;
	refuse_tag(b, ev, tag);
	b->frames[b->depth++] = (struct frame){.node = node_new(b, kind, at),
					       .first = b->npending,
					       .nodes_before = b->nodes - 1,
					       .anchor = arena_strdup(b->nodes_in, (const char *)anchor),
					       .height = 1,
					       .flow = flow};
}

/* The key among `n` pairs that is the same as `k`; NULL for none. */
static const struct yaml_node *same_key(const struct yaml_pair *pairs, size_t n, const struct yaml_node *k)
{
	for (size_t i = 0; i < n; i++)
		if (pairs[i].key->n == k->n && !memcmp(pairs[i].key->text, k->text, k->n))
			return pairs[i].key;
	return NULL;
}

/* The same by a hash table of indices + 1, in which pair `n` is entered if there is none: a file may be one map of a
 * hundred thousand keys. */
static const struct yaml_node *seen_key(struct builder *b, size_t size, const struct yaml_pair *pairs,
					size_t n, const struct yaml_node *k)
{
	size_t h = (size_t)text_hash(TEXT_HASH, k->text, k->n) & (size - 1);

	for (; b->seen[h]; h = (h + 1) & (size - 1))
		if (same_key(&pairs[b->seen[h] - 1], 1, k))
			return pairs[b->seen[h] - 1].key;
	b->seen[h] = n + 1;
	return NULL;
}

/* Empties the table for `n` keys. Its size; 0 for few, which are compared one by one. */
static size_t clear_seen(struct builder *b, size_t n)
{
	enum { FEW = 8 };
	size_t size = 2 * FEW;

	if (n <= FEW)
		return 0;
	while (size < n * 2)
		size *= 2;
	if (size > b->cap_seen) {
		b->seen = mem_realloc(b->seen, size, sizeof *b->seen);
		b->cap_seen = size;
	}
	memset(b->seen, 0, size * sizeof *b->seen);
	return size;
}

/* Takes a repeated key out of `pairs` and says where the first one stands. */
static size_t drop_duplicates(struct builder *b, struct yaml_pair *pairs, size_t n)
{
	size_t size = clear_seen(b, n), kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct yaml_node *k = pairs[i].key, *first;

		first = size ? seen_key(b, size, pairs, kept, k) : same_key(pairs, kept, k);
		if (!first)
			pairs[kept++] = pairs[i];
		else
			diag_relate(b->d,
				    diag_add(b->d, DIAG_ERROR, "duplicate-key", k->at,
					     _("`%s` is given twice"), brief(b, k->text)),
				    first->at, "%s", _("it was given here"));
	}
	return kept;
}

/* Whether this key may stand; if not it is diagnosed. */
static bool check_key(struct builder *b, const struct yaml_node *key)
{
	struct diag_entry *e;

	if (key->bad)
		return false;
	if (key->kind != YAML_SCALAR) {
		e = diag_add(b->d, DIAG_ERROR, "key", key->at, "%s",
			     _("a key must be a word, not a list or a map"));
		diag_hint(b->d, e, "%s", _("if this is a text, put quotes around it"));
		return false;
	}
	if (!key->quoted && !strcmp(key->text, "<<")) {
		bool steps = b->known->steps;

		e = diag_add(b->d, DIAG_ERROR, "merge-key", key->at, "%s",
			     steps ? _("merge keys (<<) are not read, so that each step shows all it does")
				   : _("merge keys (<<) are not read, so that all of a file stands in it"));
		diag_hint(b->d, e, "%s",
			  steps ? _("write the keys out, or set them once under `defaults`")
				: _("write the keys out"));
		return false;
	}
	return true;
}

/* Whether the keys of a map repeat for another reason than that one is given twice, and that is told of once: the
 * dashes of steps are missing, or the ids of places. */
static bool repeats_rightly(const struct builder *b, size_t first)
{
	const struct frame *in = b->depth ? &b->frames[b->depth - 1] : NULL;
	const struct yaml_node *key;

	if (!b->known->steps || !in || in->node->kind != YAML_MAP || (first - in->first) % 2 == 0)
		return false;
	key = b->pending[first - 1];
	if (key->kind != YAML_SCALAR)
		return false;
	return !strcmp(key->text, "steps") || (!strcmp(key->text, "sites") && b->npending > first + 1 &&
					       b->pending[first + 1]->kind == YAML_SCALAR);
}

static void take_pairs(struct builder *b, struct yaml_node *n, size_t first)
{
	size_t most = (b->npending - first) / 2, k = 0;
	struct yaml_pair *pairs = arena_array(b->nodes_in, most, sizeof *pairs);

	for (size_t i = 0; i < most; i++) {
		const struct yaml_node *key = b->pending[first + 2 * i];

		if (check_key(b, key))
			pairs[k++] = (struct yaml_pair){key, b->pending[first + 2 * i + 1]};
	}
	n->pairs = pairs;
	n->count = repeats_rightly(b, first) ? k : drop_duplicates(b, pairs, k);
}

static void take_items(struct builder *b, struct yaml_node *n, size_t first)
{
	n->count = b->npending - first;
	n->items = arena_array(b->nodes_in, n->count, sizeof *n->items);
	if (n->count)
		memcpy(n->items, b->pending + first, n->count * sizeof *n->items);
}

/* Closes the innermost collection. libyaml ends a block where the next token begins; it is taken to
 * end with its last value. */
static void close_frame(struct builder *b, const yaml_mark_t *end)
{
	struct frame f = b->frames[--b->depth];
	struct yaml_node *n = f.node;

	if (f.flow && end)
		n->at = span_join(n->at, span_of(b, *end, *end));
	else if (b->npending > f.first)
		n->at = span_join(n->at, b->pending[b->npending - 1]->at);
	if (n->kind == YAML_MAP)
		take_pairs(b, n, f.first);
	else
		take_items(b, n, f.first);
	b->npending = f.first;
	push(b, n, f.height);
	if (f.anchor)
		anchor_set(b, f.anchor, n, n->at, b->nodes - f.nodes_before, f.height)->used = f.used;
}

/* ---- the loop ---- */

static void on_document(struct builder *b, const yaml_event_t *ev)
{
	if (!b->documents++)
		return;
	b->done = true;
	diag_hint(b->d,
		  diag_add(b->d, DIAG_ERROR, "documents", span_of(b, ev->start_mark, ev->end_mark), "%s",
			   _("a second document begins here; a file holds one, and the reading ends here")),
		  "%s", _("if all of it belongs together, take this line out"));
}

static void on_event(struct builder *b, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_END_EVENT:
		b->done = true;
		break;
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	case YAML_DOCUMENT_START_EVENT:
		on_document(b, ev);
		break;
	case YAML_ALIAS_EVENT:
		on_alias(b, ev);
		break;
	case YAML_SCALAR_EVENT:
		on_scalar(b, ev);
		break;
	case YAML_SEQUENCE_START_EVENT:
		on_start(b, ev, YAML_LIST, ev->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
			 ev->data.sequence_start.anchor, ev->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		on_start(b, ev, YAML_MAP, ev->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
			 ev->data.mapping_start.anchor, ev->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_frame(b, &ev->end_mark);
		break;
	}
}

/* Forgets what stands on or below a line that is not to be trusted, and all of a flow collection
 * that never ended: a missing bracket makes text of the lines that follow. */
static void drop_from(struct builder *b, uint32_t line)
{
	for (int i = 0; i < b->depth; i++)
		if (b->frames[i].flow || b->frames[i].node->at.line >= line) {
			b->npending = b->frames[i].first;
			b->depth = i;
		}
	while (b->npending && b->pending[b->npending - 1]->at.end_line >= line)
		b->npending--;
	for (int i = 0; i < b->depth; i++)
		if (b->frames[i].first > b->npending)
			b->frames[i].first = b->npending;
	if (b->root && (b->root->kind == YAML_SCALAR ? b->root->at.end_line : b->root->at.line) >= line)
		b->root = NULL;
}

/* What stands below a document that seemed to end may have belonged to it. */
static void reopen_root(struct builder *b)
{
	struct yaml_node *n = node_new(b, b->root->kind, b->root->at);

	*n = *b->root;
	n->open = true;
	b->root = n;
}

static void on_fault(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct yaml_fault f = {.problem = p->problem ? p->problem : "?",
			       .at = span_here(b, p->problem_mark),
			       .context = p->context,
			       .context_at = span_here(b, p->context_mark)};

	b->cut = b->done = true;
	/* its finders look at the text as it stands, and would take the bullets for the fault */
	drop_from(b, b->marks ? b->marks : yaml_fault_report(b->d, &f, b->known));
	if (b->root)
		reopen_root(b);
}

static void run(struct builder *b)
{
	while (!b->done) {
		yaml_event_t ev;

		if (!yaml_parser_parse(&b->parser, &ev)) {
			on_fault(b);
			break;
		}
		on_event(b, &ev);
		yaml_event_delete(&ev);
	}
	while (b->depth) {
		b->frames[b->depth - 1].node->open = true;
		close_frame(b, NULL);
	}
}

/* An anchor that nobody uses is most often a text that begins with an ampersand. */
static void warn_unused(struct builder *b)
{
	for (size_t i = 0; i < b->nanchors && !b->cut; i++)
		if (!b->anchors[i].used)
			diag_hint(b->d,
				  diag_add(b->d, DIAG_WARNING, "anchor", b->anchors[i].at,
					   _("& gives this value the name %s, which nothing uses"),
					   brief(b, b->anchors[i].name)),
				  "%s", _("if & belongs to the text, put quotes around it"));
}

/* Cuts the text off before a directive: `%TAG` lines cost libyaml quadratic time, and nothing here has
 * a use for any. Returns the bytes that are left. */
static size_t cut_directive(struct builder *b, const char *bytes, size_t n)
{
	const char *p = bytes, *end = bytes + n;
	struct span at = {b->source, 1, 1, 1, 2};

	for (; p < end && *p != '%'; at.line++) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			return n;
		p++;
	}
	if (p == end)
		return n;
	at.end_line = at.line;
	diag_hint(b->d,
		  cut(b, "directive", at,
		      _("a line that begins with % is a YAML directive; the reading ends here")),
		  "%s", _("take the line out, or put quotes around the text"));
	b->done = false;
	return (size_t)(p - bytes);
}

static void refuse_empty(struct builder *b)
{
	struct diag_entry *e = diag_add(b->d, DIAG_ERROR, "empty", (struct span){.source = b->source}, "%s",
					_("there is nothing in this file"));

	if (b->known->steps)
		diag_hint(b->d, e, "%s", _("`unknot new NAME` writes a file to begin with"));
}

static const struct yaml_node *build(struct builder *b, const char *bytes, size_t n)
{
	memset(b->bucket, 0xff, sizeof b->bucket);
	n = cut_directive(b, bytes, n);
	if (!yaml_parser_initialize(&b->parser))
		abort();
	yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b->parser, (const unsigned char *)bytes, n);
	run(b);
	yaml_parser_delete(&b->parser);
	warn_unused(b);
	if (!b->root && !b->cut && !b->known->may_be_empty)
		refuse_empty(b);
	return b->root;
}

const struct yaml_node *yaml_tree(struct arena *strings, struct arena *nodes, struct diag *d, uint16_t source,
				  const char *bytes, size_t n, const struct yaml_words *words, bool *was_cut)
{
	struct builder *b;
	const struct yaml_node *root;

	*was_cut = false;
	if (!yaml_text_check(nodes, d, source, &bytes, &n)) {
		*was_cut = true;
		return NULL;
	}
	b = mem_calloc(1, sizeof *b);
	b->marks = words->steps ? yaml_marks_mend(nodes, d, source, &bytes, &n) : 0;
	yaml_blanks_mend(nodes, d, source, words, &bytes, &n);
	b->strings = strings;
	b->nodes_in = nodes;
	b->d = d;
	b->known = words;
	b->source = source;
	root = build(b, bytes, n);
	*was_cut = b->cut;
	free(b->pending);
	free(b->anchors);
	free(b->seen);
	free(b);
	return root;
}
