#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "commands.h"
#include "io/catalog.h"
#include "io/editor.h"
#include "own.h"
#include "prose.h"
#include "verdict.h"

/* The file to open: what came with the program is copied first, to be changed; `copy` is then as it was written. NULL
 * with a message. */
static char *file_for(const struct paths *paths, const char *name, struct file *copy, struct err *e)
{
	char *from = catalog_resolve(paths, name, e), *path;
	bool by_id = !strchr(name, '/') && from && strchr(from, '/');
	char *id;

	if (!from || !by_id || !own_is_shipped(paths, from))
		return from;
	id = catalog_id(from);
	path = own_path(paths, id);
	if (own_copy(paths, id, from, e)) {
		prose(stdout,
		      _("\"%s\" came with unknot, so it was copied: %s\n"
			"The copy is played in its place as long as it is there.\n"),
		      id, path);
		catalog_read(path, ROUTINE_BYTES_MOST, copy, NULL);
	} else {
		free(path);
		path = NULL;
	}
	free(id);
	free(from);
	return path;
}

/* Where to begin: at the first error there is. */
static uint32_t first_error(const struct paths *paths, const char *path)
{
	struct diag *d = diag_new();
	uint32_t line = verdict_file(paths, path, false, d).line;

	diag_free(d);
	return line;
}

/* Last, where it is seen: what came before may have scrolled away. */
static void sum_up(const struct verdict *v)
{
	if (v->errors > 1 && v->line)
		prose(stdout, _("%zu errors, the first in line %u.\n"), v->errors, (unsigned)v->line);
}

/* Whether a person wants to go on editing; Enter is yes where something must be mended. */
static bool back_in(const struct verdict *v)
{
	char answer[16] = "";
	int c;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !(v->errors + v->warnings))
		return false;
	while (!*answer || !strchr("yYnN\n", *answer)) {
		fputs(v->errors ? _("Go back in to mend it? y or n [y]: ") : _("Go back in? y or n [n]: "),
		      stdout);
		fflush(stdout);
		if (!fgets(answer, sizeof answer, stdin))
			return puts(""), false;
		while (!strchr(answer, '\n') && (c = getchar()) != EOF && c != '\n')
			; /* the rest of a long line is no answer */
	}
	return *answer == 'y' || *answer == 'Y' || (*answer == '\n' && v->errors);
}

/* Opens the file until it is as wanted; whether it is a routine then that can be played. */
static enum exit_code edit(const struct paths *paths, const char *editor, const char *name, const char *path,
			   bool *playable, struct err *e)
{
	uint32_t line = first_error(paths, path);
	struct verdict v;

	do {
		if (!editor_run(editor, path, line, e))
			return EXIT_ENVIRONMENT;
		v = verdict_file(paths, path, false, NULL);
		line = v.line;
		sum_up(&v);
	} while (back_in(&v));
	if (v.errors && isatty(STDOUT_FILENO))
		prose(stdout, _("'unknot edit %s' opens it again.\n"), name);
	*playable = v.good && v.routine;
	return v.good ? EXIT_DONE : EXIT_INPUT;
}

/* A copy that nobody changed would hide the routine it was made of, and all that is mended in it later. */
static void drop_unchanged(const char *path, const struct file *copy)
{
	struct file now;

	if (!copy->bytes || !catalog_read(path, ROUTINE_BYTES_MOST, &now, NULL))
		return;
	if (now.n == copy->n && !memcmp(now.bytes, copy->bytes, now.n) && !unlink(path))
		prose(stdout, "%s\n", _("Nothing was changed, so the copy was taken away again."));
	else
		prose(stdout, _("To have the one that came with unknot again, remove %s\n"), path);
	file_free(&now);
}

/* Whether it is a file to be edited: an editor would open a folder too. */
static bool is_editable(const char *path, struct err *e)
{
	struct file f;
	bool good;

	if (access(path, F_OK) < 0)
		return err_set(e, _("There is no file %s. 'unknot new NAME' writes a new routine."), path);
	good = catalog_read(path, ROUTINE_BYTES_MOST, &f, e);
	file_free(&f);
	return good;
}

static enum exit_code run(const struct paths *paths, const char *name, struct err *e)
{
	char *editor = editor_find(e), *path;
	struct file copy = {0};
	enum exit_code code = EXIT_INPUT;
	bool playable = false;

	if (!editor)
		return EXIT_ENVIRONMENT;
	path = file_for(paths, name, &copy, e);
	if (path && is_editable(path, e))
		code = edit(paths, editor, name, path, &playable, e);
	if (path)
		drop_unchanged(path, &copy);
	if (playable)
		prose(stdout, _("Play it with 'unknot play %s'.\n"), name);
	file_free(&copy);
	free(path);
	free(editor);
	return code;
}

enum exit_code cmd_edit(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	enum exit_code code;

	if (!strcmp(o->args[0], "-")) {
		fputs(_("unknot: edit takes the name of a routine, or a file.\n"), stderr);
		code = EXIT_USAGE;
	} else {
		code = run(&paths, o->args[0], &e);
		if (code != EXIT_DONE && e.text[0])
			prose(stderr, "unknot: %s\n", e.text);
	}
	paths_free(&paths);
	return code;
}
