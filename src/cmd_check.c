#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "commands.h"
#include "core/plan.h"
#include "io/catalog.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "open_routine.h"

static void print_schema(void)
{
	struct arena *a = arena_new();
	struct buf out = {0};

	routine_schema(atlas_built_in(a), &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	arena_free(a);
}

static void print_diag_json(struct diag *d)
{
	struct buf out = {0};

	diag_json(d, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

static bool is_good(const struct diag *d, const struct options *o)
{
	return !diag_count(d, DIAG_ERROR) && !(o->strict && diag_count(d, DIAG_WARNING));
}

/* What is wrong with one file, and a line that all is well where it is. */
static void print_text(struct opened *o, const struct plan *plan, bool good)
{
	struct buf out = {0};
	char time[DURATION_TEXT];

	diag_text(o->diag, &out, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
	if (plan && good)
		buf_addf(&out,
			 n_("%s: fine, %s with %zu press\n", "%s: fine, %s with %zu presses\n",
			    plan->npresses),
			 o->routine->path, duration_clock(time, plan->planned_ms), plan->npresses);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

/* The atlas lies beside the routines and is checked as what it is. */
static bool is_atlas(const char *name)
{
	const char *slash = strrchr(name, '/');

	return !strcmp(slash ? slash + 1 : name, "atlas.yaml");
}

static bool check_atlas(const char *name, const struct options *o, struct diag *all)
{
	struct opened r = {.arena = arena_new(), .diag = all ? all : diag_new(), .lent = all != NULL};
	struct err e = {""};
	struct file f;
	bool good = catalog_read(name, ROUTINE_BYTES_MOST, &f, &e);

	if (good) {
		good = atlas_load(r.arena, r.diag, f.path, f.bytes, f.n) != NULL;
		opened_keep_text(&r, &f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	if (!all)
		print_text(&r, NULL, good);
	if (!all && good)
		printf(_("%s: fine, the atlas (the one compiled in is what counts)\n"), name);
	good = good && is_good(r.diag, o);
	opened_free(&r);
	return good;
}

/* Checks one file: what reading finds, and what only the compiled plan can tell. */
static bool check_routine(const struct paths *paths, const char *name, const struct options *o,
			  struct diag *all)
{
	struct opened r = routine_open(paths, name, all);
	struct person neutral = plan_person_neutral();
	struct plan *plan = opened_ok(&r) ? plan_compile(r.routine, r.atlas, &neutral, r.diag) : NULL;
	bool good = is_good(r.diag, o);

	if (!all)
		print_text(&r, plan, good);
	plan_free(plan);
	opened_free(&r);
	return good;
}

enum exit_code cmd_check(const struct options *o)
{
	struct diag *all = o->format == FORMAT_JSON ? diag_new() : NULL; /* one document for all files */
	struct paths paths;
	bool good = true;

	if (o->schema) {
		print_schema();
		diag_free(all);
		return EXIT_DONE;
	}
	paths = paths_find();
	for (int i = 0; i < o->nargs; i++)
		good &= is_atlas(o->args[i]) ? check_atlas(o->args[i], o, all)
					     : check_routine(&paths, o->args[i], o, all);
	if (all)
		print_diag_json(all);
	diag_free(all);
	paths_free(&paths);
	return good ? EXIT_DONE : EXIT_INPUT;
}
