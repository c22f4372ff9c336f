#include "own.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "io/catalog.h"
#include "io/whole_file.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "load/scaffold.h"
#include "load/yaml_text.h"

enum { MODE = 0666 }; /* less the person's umask */

static char *in_folder(const struct paths *paths, const char *name, const char *ending)
{
	struct buf path = {0};

	buf_addf(&path, "%s/routines/%s%s", paths->config, name, ending);
	return path.p;
}

char *own_path(const struct paths *paths, const char *id)
{
	return in_folder(paths, id, ".yaml");
}

char *own_taken(const struct paths *paths, const char *id)
{
	struct err e;
	char *path = catalog_resolve(paths, id, &e);

	if (path && strchr(path, '/'))
		return path;
	free(path); /* a file of this name where the person stands is another thing */
	return NULL;
}

static bool is_in(const char *folder, const char *path)
{
	size_t n = strlen(folder);

	return !strncmp(folder, path, n) && path[n] == '/' && !strchr(path + n + 1, '/');
}

static bool is_in_or_examples(const char *folder, const char *path)
{
	struct buf examples = {0};
	bool in = is_in(folder, path);

	buf_addf(&examples, "%s" CATALOG_EXAMPLES, folder);
	in |= is_in(examples.p, path);
	buf_free(&examples);
	return in;
}

bool own_is_shipped(const struct paths *paths, const char *path)
{
	char *own = in_folder(paths, "", "");
	bool behind = false, shipped = false;

	own[strlen(own) - 1] = '\0'; /* the slash */
	for (size_t i = 0; i < paths->nroutines && !shipped; i++) {
		shipped = behind && is_in_or_examples(paths->routines[i], path);
		behind |= !strcmp(paths->routines[i], own);
	}
	free(own);
	return shipped;
}

/* For editors only: where it cannot be written, nothing is lost but their help. */
static void put_schema(const struct paths *paths)
{
	char *path = in_folder(paths, "routine.schema", ".json");
	struct arena *a = arena_new();
	struct buf schema = {0};
	struct file f = {0};
	struct stat st;

	routine_schema(atlas_built_in(a), &schema);
	if (lstat(path, &st) < 0 ||
	    (S_ISREG(st.st_mode) && catalog_read(path, ROUTINE_BYTES_MOST, &f, NULL) &&
	     (f.n != schema.n || memcmp(f.bytes, schema.p, f.n) != 0)))
		whole_file_write(path, schema.p, schema.n, MODE, NULL);
	file_free(&f);
	buf_free(&schema);
	arena_free(a);
	free(path);
}

bool own_write(const struct paths *paths, const char *id, const struct buf *text, struct err *e)
{
	char *path = own_path(paths, id), *folder = in_folder(paths, "", "");
	struct stat st;
	bool good;

	folder[strlen(folder) - 1] = '\0';
	if (lstat(path, &st) == 0)
		good = err_set(e, _("%s is there already, and stays as it is: choose another name."), path);
	else
		good = paths_make(folder, e) && whole_file_write(path, buf_str(text), text->n, MODE, e);
	if (good)
		put_schema(paths);
	free(folder);
	free(path);
	return good;
}

/* Takes away the line that says of a copy what it is of: this one is of the copy. It is the first, or the second under
 * the one for editors. */
static void drop_origin(struct file *f, const char *said)
{
	size_t head = strcspn(said, "%");
	char *line = f->bytes, *end;

	for (int i = 0; i < 2 && line && f->n; i++) {
		end = strchr(line, '\n');
		if (!strncmp(line, "# ", 2) && !strncmp(line + 2, said, head) && end) {
			size_t n = (size_t)(end + 1 - line);

			memmove(line, end + 1, f->n - (size_t)(end + 1 - f->bytes) + 1);
			f->n -= n;
			return;
		}
		line = end ? end + 1 : NULL;
	}
}

/* Lines put before bytes of another encoding would make a file of neither. */
static bool is_text(const struct file *f, struct err *e)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	const char *bytes = f->bytes;
	size_t n = f->n;
	bool good = yaml_text_check(a, d, diag_source(d, f->path, bytes, n), &bytes, &n);

	if (!good)
		err_set(e,
			_("%s is not a text file, or none in UTF-8, and is not copied: 'unknot check' says "
			  "more."),
			f->path);
	diag_free(d);
	arena_free(a);
	return good;
}

bool own_copy(const struct paths *paths, const char *id, const char *from, struct err *e)
{
	const char *origin = _("A copy of %s, yours to change.");
	struct buf text = {0}, said = {0};
	struct file f;
	bool good = catalog_read(from, ROUTINE_BYTES_MOST, &f, e);

	if (!good)
		return false;
	if (!is_text(&f, e))
		return file_free(&f), false;
	drop_origin(&f, origin);
	buf_addf(&said, _("A copy of %s, yours to change."), f.path);
	scaffold_copy(f.bytes, f.n, said.p, &text);
	good = own_write(paths, id, &text, e);
	buf_free(&text);
	buf_free(&said);
	file_free(&f);
	return good;
}
