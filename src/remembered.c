#include "remembered.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/catalog.h"
#include "io/log.h"
#include "io/whole_file.h"
#include "load/yaml_tree.h"

enum { STATE_BYTES_MOST = 4096 };

static void take(struct remembered *r, const char *key, const char *value)
{
	bool yes = !strcmp(value, "yes");

	if (!strcmp(key, "volume")) {
		long v = strtol(value, NULL, 10);

		r->volume = v < 0 ? 0 : v > 100 ? 100 : (int)v;
	} else if (!strcmp(key, "mute")) {
		r->mute = yes;
	} else if (!strcmp(key, "breath-sounds")) {
		r->breath = yes;
	} else if (!strcmp(key, "voice")) {
		r->voice = yes;
	}
}

static bool no_word(const char *name, size_t n)
{
	(void)name;
	(void)n;
	return false;
}

/* Nobody hears of what is wrong with it. */
static const struct yaml_words no_words = {.key = no_word, .text = no_word, .may_be_empty = true};

/* A key that is not known is passed over: a newer program may have kept more. */
static void parse(struct remembered *r, const struct file *f)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	bool cut;
	const struct yaml_node *n =
		yaml_tree(a, a, d, diag_source(d, f->path, f->bytes, f->n), f->bytes, f->n, &no_words, &cut);

	for (size_t i = 0; n && n->kind == YAML_MAP && i < n->count; i++)
		if (n->pairs[i].value->kind == YAML_SCALAR)
			take(r, n->pairs[i].key->text, n->pairs[i].value->text);
	diag_free(d);
	arena_free(a);
}

static void state_path(struct buf *b, const struct paths *paths, const char *name)
{
	buf_addf(b, "%s/%s", paths->state, name);
}

struct remembered remembered_read(const struct paths *paths)
{
	struct remembered r = {.volume = 100, .breath = true, .voice = true};
	struct buf path = {0};
	struct file f;

	state_path(&path, paths, "state.yaml");
	if (access(path.p, R_OK) == 0 && catalog_read(path.p, STATE_BYTES_MOST, &f, NULL)) {
		parse(&r, &f);
		file_free(&f);
	}
	buf_free(&path);
	return r;
}

void remembered_write(const struct paths *paths, const struct remembered *r)
{
	struct buf path = {0}, text = {0};
	struct err e = {""};

	state_path(&path, paths, "state.yaml");
	buf_addf(&text,
		 "# Kept by unknot itself. Settings of your own belong into config.yaml.\n"
		 "volume: %d\nmute: %s\nbreath-sounds: %s\nvoice: %s\n",
		 r->volume, r->mute ? "yes" : "no", r->breath ? "yes" : "no", r->voice ? "yes" : "no");
	if (!paths_make(paths->state, &e) || !whole_file_write(path.p, text.p, text.n, 0600, &e))
		log_line("%s", e.text);
	buf_free(&path);
	buf_free(&text);
}
