#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "io/catalog.h"
#include "io/term.h"
#include "preview.h"
#include "start.h"

/* The path of a file that is there, for free(); NULL once it was said why not. */
static char *find(const struct paths *paths, const char *name)
{
	struct err e = {""};
	char *path = catalog_resolve(paths, name, &e);
	struct file f;

	if (path && access(path, F_OK) < 0) {
		err_set(&e, _("There is no file %s. 'unknot new NAME' writes a new routine."), path);
	} else if (path && catalog_read(path, ROUTINE_BYTES_MOST, &f, &e)) {
		file_free(&f);
		return path;
	}
	fprintf(stderr, "unknot: %s\n", e.text);
	free(path);
	return NULL;
}

enum exit_code cmd_preview(const struct options *o)
{
	enum exit_code code = EXIT_INPUT;
	struct start s;
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
	start_open(&s, o);
	path = find(&s.paths, o->args[0]);
	if (path)
		code = preview_run(&s.a, path);
	free(path);
	return start_close(&s, code);
}
