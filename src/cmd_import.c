#include <stdio.h>

#include "base/i18n.h"
#include "commands.h"
#include "io/catalog.h"
#include "io/clock.h"
#include "io/history.h"
#include "load/record_load.h"

enum {
	RECORD_BYTES_MOST = 64 * 1024 * 1024, /* some twenty-five years of daily sessions */
	DAY_MS = 86400000                     /* by which two clocks may differ */
};

static struct record *read_file(const char *path, struct err *e)
{
	struct wall latest = clock_wall();
	struct record *r;
	struct file f;
	struct err why;

	if (!catalog_read(path, RECORD_BYTES_MOST, &f, e))
		return NULL;
	latest.ms += DAY_MS;
	r = record_load(f.bytes, f.n, latest, &why);
	if (!r)
		err_set(e, _("%s: %s. Nothing was imported."), f.path, why.text);
	file_free(&f);
	return r;
}

static void tell(const struct merge_tally *t)
{
	printf(n_("%zu session added, %zu known but fuller now, %zu known, %zu forgotten here.\n",
		  "%zu sessions added, %zu known but fuller now, %zu known, %zu forgotten here.\n", t->added),
	       t->added, t->fuller, t->known, t->forgotten);
	if (t->checkins || t->choices)
		printf(_("Check-ins added: %zu, choices: %zu.\n"), t->checkins, t->choices);
	if (t->screenings)
		puts(_("A safety question was answered with yes there, which holds here too: see 'unknot "
		       "screening'."));
}

static enum exit_code merge(struct history *h, const struct record *rows, struct err *e)
{
	struct merge_tally t;

	if (history_state(h) == HISTORY_NONE)
		return EXIT_ENVIRONMENT;
	if (!history_lock(h, e))
		return EXIT_NOT_NOW;
	if (!history_import(h, rows, &t, e))
		return EXIT_ENVIRONMENT;
	tell(&t);
	return EXIT_DONE;
}

enum exit_code cmd_import(const struct options *o)
{
	struct err e = {""};
	struct record *rows = read_file(o->args[0], &e);
	enum exit_code code = EXIT_INPUT;

	if (rows) {
		struct paths paths = paths_find();
		struct history *h = history_open(paths.history, &e);

		code = merge(h, rows, &e);
		history_close(h, 0);
		paths_free(&paths);
	}
	if (code != EXIT_DONE)
		fprintf(stderr, "unknot: %s\n", e.text);
	record_free(rows);
	return code;
}
