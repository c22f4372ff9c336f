#include <stdio.h>

#include "commands.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "verdict.h"

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
		good &= verdict_file(&paths, o->args[i], o->strict, all).good;
	if (all)
		print_diag_json(all);
	diag_free(all);
	paths_free(&paths);
	return good ? EXIT_DONE : EXIT_INPUT;
}
