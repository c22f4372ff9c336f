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

static void print_text(struct opened *o, const struct plan *plan)
{
	struct buf out = {0};
	char time[DURATION_TEXT];

	diag_text(o->diag, &out, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
	if (plan && !diag_count(o->diag, DIAG_ERROR))
		buf_addf(&out,
			 n_("%s: fine, %s with %zu press\n", "%s: fine, %s with %zu presses\n",
			    plan->npresses),
			 o->routine->path, duration_clock(time, plan->planned_ms), plan->npresses);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

static void report(struct opened *r, const struct plan *plan, const struct options *o)
{
	struct buf out = {0};

	if (o->format != FORMAT_JSON) {
		print_text(r, plan);
		return;
	}
	diag_json(r->diag, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

/* The atlas lies beside the routines and is checked as what it is. */
static bool is_atlas(const char *name)
{
	const char *slash = strrchr(name, '/');

	return !strcmp(slash ? slash + 1 : name, "atlas.yaml");
}

static bool check_atlas(const char *name, const struct options *o)
{
	struct opened r = {.arena = arena_new(), .diag = diag_new()};
	struct err e = {""};
	struct file f;
	bool good = catalog_read(name, ROUTINE_BYTES_MOST, &f, &e);

	if (good) {
		good = atlas_load(r.arena, r.diag, f.path, f.bytes, f.n) != NULL;
		file_free(&f);
	} else {
		opened_blame_file(&r, name, e.text);
	}
	report(&r, NULL, o);
	if (good && o->format == FORMAT_TEXT)
		printf(_("%s: fine, the atlas (the one compiled in is what counts)\n"), name);
	opened_free(&r);
	return good;
}

/* Checks one file: what reading finds, and what only the compiled plan can tell. */
static bool check_routine(const struct paths *paths, const char *name, const struct options *o)
{
	struct opened r = routine_open(paths, name);
	struct person neutral = plan_person_neutral();
	struct plan *plan = opened_ok(&r) ? plan_compile(r.routine, r.atlas, &neutral, r.diag) : NULL;
	bool good;

	report(&r, plan, o);
	good = !diag_count(r.diag, DIAG_ERROR) && !(o->strict && diag_count(r.diag, DIAG_WARNING));
	plan_free(plan);
	opened_free(&r);
	return good;
}

enum exit_code cmd_check(const struct options *o)
{
	struct paths paths;
	bool good = true;

	if (o->schema) {
		print_schema();
		return EXIT_DONE;
	}
	paths = paths_find();
	for (int i = 0; i < o->nargs; i++)
		good &= is_atlas(o->args[i]) ? check_atlas(o->args[i], o)
					     : check_routine(&paths, o->args[i], o);
	paths_free(&paths);
	return good ? EXIT_DONE : EXIT_INPUT;
}
