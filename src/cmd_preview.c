#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "configured.h"
#include "io/catalog.h"
#include "io/log.h"
#include "io/term.h"
#include "keep.h"
#include "preview.h"

/* The path of a file that is there, for free(); NULL once it was said why not. */
static char *find(const struct paths *paths, const char *name)
{
	struct err e = {""};
	char *path = catalog_resolve(paths, name, &e);
	struct file f;

	if (path && catalog_read(path, ROUTINE_BYTES_MOST, &f, &e)) {
		file_free(&f);
		return path;
	}
	fprintf(stderr, "unknot: %s\n", e.text);
	free(path);
	return NULL;
}

static enum exit_code show(const struct options *o, const struct paths *paths, const char *path)
{
	struct err e = {""}, slip;
	struct history *h = history_open(paths->history, &e);
	struct config config = configured_read(paths, &slip);
	struct app_options a = {.o = o,
				.paths = paths,
				.history = h,
				.record_notice = e.text[0] ? e.text : NULL,
				.config = &config,
				.config_notice = slip.text[0] ? slip.text : NULL};
	enum exit_code code;

	log_open(paths->log);
	code = keep_record(h, preview_run(&a, path));
	log_close();
	return code;
}

enum exit_code cmd_preview(const struct options *o)
{
	enum exit_code code = EXIT_INPUT;
	struct paths paths;
	char *path;

	if (!strcmp(o->args[0], "-")) {
		fputs(_("unknot: preview follows a file as it is saved; it cannot follow standard input.\n"),
		      stderr);
		return EXIT_USAGE;
	}
	if (!term_usable()) {
		fputs(_("unknot: preview needs a terminal that can show a screen. 'unknot check FILE' and "
			"'unknot "
			"show FILE' say the same in lines.\n"),
		      stderr);
		return EXIT_ENVIRONMENT;
	}
	paths = paths_find();
	path = find(&paths, o->args[0]);
	if (path)
		code = show(o, &paths, path);
	free(path);
	paths_free(&paths);
	return code;
}
