#include "open_routine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/catalog.h"
#include "io/watch.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "prose.h"

void opened_blame_file(struct opened *o, const char *name, const char *why)
{
	struct span nowhere = {.source = diag_source(o->diag, name, "", 0)};

	diag_add(o->diag, DIAG_ERROR, "file", nowhere, "%s", why);
}

void opened_keep_text(struct opened *o, struct file *f)
{
	diag_keep(o->diag, f->bytes);
	f->bytes = NULL;
	file_free(f);
}

/* What is missing today may be there tomorrow. */
static void note_used(struct opened *o, const struct paths *paths, const char *from, const char *use)
{
	size_t n;
	char **list = catalog_use_paths(paths, from, use, &n);

	o->used = mem_realloc(o->used, o->nused + n + 1, sizeof *o->used);
	for (size_t i = 0; i < n; i++)
		o->used[o->nused++] = list[i];
	free(list);
}

/* Reads what `use` names until nothing is wanted. */
static void give_used(struct opened *o, struct routine_load *load, const struct paths *paths)
{
	const char *from, *use;

	while (routine_load_wants(load, &from, &use)) {
		struct err e;
		struct file f;
		char *path = catalog_resolve_use(paths, from, use, &e);

		note_used(o, paths, from, use);
		if (path && catalog_read(path, ROUTINE_BYTES_MOST, &f, &e)) {
			routine_load_give(load, f.path, f.bytes, f.n);
			opened_keep_text(o, &f);
		} else {
			routine_load_missing(load, e.text);
		}
		free(path);
	}
}

struct opened routine_open(const struct paths *paths, const char *routine, struct diag *d)
{
	struct opened o = {.arena = arena_new(), .diag = d ? d : diag_new(), .lent = d != NULL};
	struct routine_load *load;
	struct err e;
	struct file f;
	char *path = catalog_resolve(paths, routine, &e);

	o.errors_before = diag_count(o.diag, DIAG_ERROR);
	o.atlas = atlas_built_in(o.arena);
	if (!path || !catalog_read(path, ROUTINE_BYTES_MOST, &f, &e)) {
		opened_blame_file(&o, path ? path : routine, e.text);
		free(path);
		return o;
	}
	load = routine_load_begin(o.arena, o.atlas, o.diag, f.path, f.bytes, f.n);
	opened_keep_text(&o, &f);
	give_used(&o, load, paths);
	o.routine = routine_load_finish(load);
	free(path);
	return o;
}

void opened_free(struct opened *o)
{
	if (!o->lent && !o->borrowed)
		diag_free(o->diag);
	if (!o->borrowed) {
		arena_free(o->arena);
		catalog_free_list(o->used, o->nused);
	}
	*o = (struct opened){0};
}

bool opened_ok(const struct opened *o)
{
	return o->routine && diag_count(o->diag, DIAG_ERROR) == o->errors_before;
}

bool opened_owns(const struct opened *o, const struct diag_entry *e)
{
	return !o->routine || e->at.source == o->routine->source;
}

const struct diag_entry *opened_error(const struct opened *o)
{
	const struct diag_entry *e, *used = NULL;

	for (size_t i = 0; (e = diag_at(o->diag, i)); i++)
		if (e->severity == DIAG_ERROR && opened_owns(o, e))
			return e;
		else if (e->severity == DIAG_ERROR && !used)
			used = e;
	return used;
}

void opened_watch(const struct opened *o, const char *path, struct watch *w)
{
	const char **paths = mem_calloc(o->nused + 1, sizeof *paths);

	paths[0] = path;
	for (size_t i = 0; i < o->nused; i++)
		paths[i + 1] = o->used[i];
	watch_files(w, paths, o->nused + 1);
	free(paths);
}

void opened_complain(const struct opened *o)
{
	prose_diag(stderr, o->diag);
}
