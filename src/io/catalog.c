#include "io/catalog.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

static const char *const endings[] = {".yaml", ".yml"};
enum { ENDINGS = sizeof endings / sizeof *endings };

void file_free(struct file *f)
{
	free(f->path);
	free(f->bytes);
	*f = (struct file){0};
}

static bool too_large(const char *path, size_t most, struct err *e)
{
	return err_set(e, _("%s is larger than %zu KiB, which is too much for such a file."), path,
		       most / 1024);
}

/* Anything but a regular file may never end, or may act when it is read. */
static bool check_regular(const char *path, const struct stat *st, struct err *e)
{
	switch (st->st_mode & S_IFMT) {
	case S_IFREG:
		return true;
	case S_IFDIR:
		return err_set(e, _("%s is a folder, not a file."), path);
	case S_IFIFO:
		return err_set(e,
			       _("%s is a pipe, not a file. 'unknot check -' reads what comes through one."),
			       path);
	case S_IFCHR:
	case S_IFBLK:
		return err_set(e, _("%s is a device, not a file."), path);
	default:
		return err_set(e, _("%s is not a regular file."), path);
	}
}

static bool cannot_open(const char *path, int why, struct err *e)
{
	switch (why) {
	case ENOENT:
		return err_set(e, _("There is no file %s."), path);
	case EACCES:
		return err_set(e, _("You may not read %s: its permissions forbid it."), path);
	case ENXIO:
		return err_set(e, _("%s is not a regular file."), path);
	default:
		return err_set(e, _("%s cannot be opened: %s."), path, strerror(why));
	}
}

/* Reads up to `most` bytes and one more, which tells that there are too many. */
static bool read_all(int fd, const char *path, size_t most, struct buf *out, struct err *e)
{
	char piece[16384];

	while (out->n <= most) {
		size_t want = most + 1 - out->n;
		ssize_t n = read(fd, piece, want < sizeof piece ? want : sizeof piece);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, _("%s cannot be read: %s."), path, strerror(errno));
		if (!n)
			return true;
		buf_add(out, piece, (size_t)n);
	}
	return too_large(path, most, e);
}

static bool take(int fd, const char *path, size_t most, struct file *f, struct err *e)
{
	struct buf bytes = {0};

	buf_adds(&bytes, "");
	if (!read_all(fd, path, most, &bytes, e)) {
		buf_free(&bytes);
		return false;
	}
	*f = (struct file){mem_strdup(path), bytes.p, bytes.n};
	return true;
}

bool catalog_read(const char *path, size_t most, struct file *f, struct err *e)
{
	struct stat st;
	bool ok;
	int fd;

	*f = (struct file){0};
	if (!strcmp(path, "-"))
		return take(STDIN_FILENO, "<stdin>", most, f, e);
	/* O_NONBLOCK: opening a pipe that nobody writes to would wait for ever */
	fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return cannot_open(path, errno, e);
	if (fstat(fd, &st))
		ok = err_set(e, _("%s cannot be read: %s."), path, strerror(errno));
	else if (!check_regular(path, &st, e))
		ok = false;
	else if (st.st_size > 0 && (uintmax_t)st.st_size > most)
		ok = too_large(path, most, e);
	else
		ok = take(fd, path, most, f, e);
	close(fd);
	return ok;
}

/* Which ending a routine's file name has: ENDINGS if none. */
static size_t ending_index(const char *name)
{
	size_t n = strlen(name), i = 0;

	while (i < ENDINGS &&
	       (n <= strlen(endings[i]) || strcmp(name + n - strlen(endings[i]), endings[i]) != 0))
		i++;
	return i;
}

static bool has_ending(const char *name)
{
	return ending_index(name) < ENDINGS;
}

static bool is_path(const char *routine)
{
	return !strcmp(routine, "-") || strchr(routine, '/') || has_ending(routine);
}

char *catalog_id(const char *path)
{
	const char *name = text_file_name(path);
	size_t k = ending_index(name);

	return mem_strndup(name, strlen(name) - (k < ENDINGS ? strlen(endings[k]) : 0));
}

static bool is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* The atlas lies beside the routines and is none. */
static bool is_routine_id(const char *id)
{
	return *id && *id != '.' && strcmp(id, "atlas") != 0;
}

static char *path_in(const char *root, const char *folder, const char *id, const char *ending)
{
	struct buf path = {0};

	buf_addf(&path, "%s%s/%s%s", root, folder, id, ending);
	return path.p;
}

static char *find_below(const struct paths *p, const char *folder, const char *id, const char *const *ends,
			size_t n)
{
	for (size_t i = 0; i < p->nroutines; i++) {
		for (size_t k = 0; k < n; k++) {
			char *path = path_in(p->routines[i], folder, id, ends[k]);

			if (is_file(path))
				return path;
			free(path);
		}
	}
	return NULL;
}

/* An example never stands in the way of a routine. */
static char *find_id(const struct paths *p, const char *id)
{
	char *path;

	if (!is_routine_id(id))
		return NULL;
	path = find_below(p, "", id, endings, ENDINGS);
	return path ? path : find_below(p, CATALOG_EXAMPLES, id, endings, ENDINGS);
}

static char **list_of(const struct paths *p, bool examples, size_t *n);

/* Says which ids are near. */
static char *unknown_id_near(const struct paths *p, const char *id, struct err *e)
{
	size_t n;
	char **list = list_of(p, true, &n), **ids = mem_calloc(n, sizeof *ids);
	const char *near;

	for (size_t i = 0; i < n; i++)
		ids[i] = catalog_id(list[i]);
	near = text_nearest(id, (const char *const *)ids, n);
	if (near)
		err_set(e, _("There is no routine \"%s\". Did you mean \"%s\"?"), id, near);
	else
		err_set(e, _("There is no routine \"%s\". \"unknot list\" shows those there are."), id);
	catalog_free_list(ids, n);
	catalog_free_list(list, n);
	return NULL;
}

/* A file that was meant for the routine, and ends as some editors and systems have it end; NULL if there is none. */
static char *find_misnamed(const struct paths *p, const char *id)
{
	static const char *const wrong[] = {".yaml.txt", ".yml.txt", ".txt", ".YAML", ".YML", ""};

	return is_routine_id(id) ? find_below(p, "", id, wrong, sizeof wrong / sizeof *wrong) : NULL;
}

/* Says that there is no such routine, with the file or the id that was perhaps meant. */
static char *unknown_id(const struct paths *p, const char *id, struct err *e)
{
	char *misnamed = find_misnamed(p, id);

	if (misnamed) {
		err_set(e, _("There is no routine \"%s\", and %s is there: rename it to %s.yaml."), id,
			misnamed, id);
		free(misnamed);
		return NULL;
	}
	return unknown_id_near(p, id, e);
}

char *catalog_resolve(const struct paths *p, const char *routine, struct err *e)
{
	char *path;

	if (is_path(routine))
		return mem_strdup(routine);
	path = find_id(p, routine);
	if (path)
		return path;
	/* a folder or a pipe too: what reads it says what it is */
	return !access(routine, F_OK) ? mem_strdup(routine) : unknown_id(p, routine, e);
}

static bool has_dot_dot(const char *path)
{
	while (*path) {
		size_t n = strcspn(path, "/");

		if (n == 2 && path[0] == '.' && path[1] == '.')
			return true;
		path += n;
		path += *path == '/';
	}
	return false;
}

/* `use: daily.yaml`: a routine by the name of its file. */
static bool is_known_file(const struct paths *p, const char *use, struct err *e)
{
	char *id = has_ending(use) ? catalog_id(use) : NULL, *known = id ? find_id(p, id) : NULL;

	if (known)
		err_set(e,
			_("There is no file %s in the folder of this one. The routine of that name is meant "
			  "by "
			  "its id: use: %s"),
			use, id);
	free(known);
	free(id);
	return known != NULL;
}

/* A `use` that leads out of the folder of its file is refused. */
static bool leads_out(const char *use)
{
	return use[0] == '/' || has_dot_dot(use) || !strcmp(use, "-");
}

/* The path that `use` names in the file at `from`, with an ending put to it ("" for none). */
static char *beside(const char *from, const char *use, const char *ending)
{
	struct buf path = {0};

	buf_add(&path, from, (size_t)(text_file_name(from) - from));
	buf_addf(&path, "%s%s", use, ending);
	return path.p;
}

/* `use: part` with part.yaml beside it: the file was meant, which has its ending in a `use`. */
static bool is_file_beside(const char *from, const char *use, struct err *e)
{
	bool found = false;

	for (size_t k = 0; k < ENDINGS && !found; k++) {
		char *path = beside(from, use, endings[k]);

		found = is_file(path);
		free(path);
		if (found)
			err_set(e,
				_("There is no routine \"%s\". If the file beside this one is meant: use: "
				  "%s%s"),
				use, use, endings[k]);
	}
	return found;
}

static char **routines_in(const char *folder, size_t *n);

/* `use: wram.yaml` with warm.yaml beside it. */
static bool is_near_file(const char *from, const char *use, struct err *e)
{
	char *folder = beside(from, ".", "");
	size_t n;
	char **list = routines_in(folder, &n);
	const char **names = mem_calloc(n, sizeof *names), *near;
	size_t others = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(text_file_name(list[i]), text_file_name(from)) != 0)
			names[others++] = text_file_name(list[i]);
	near = text_nearest(use, names, others);
	if (near)
		err_set(e, _("There is no file %s beside this one. Did you mean \"%s\"?"), use, near);
	free(names);
	catalog_free_list(list, n);
	free(folder);
	return near != NULL;
}

char *catalog_resolve_use(const struct paths *p, const char *from, const char *use, struct err *e)
{
	char *path, *known;

	/* the folder that a person happens to be in is nothing to a routine */
	if (!is_path(use)) {
		known = find_id(p, use);
		return known || is_file_beside(from, use, e) ? known : unknown_id(p, use, e);
	}
	if (leads_out(use)) {
		err_set(e,
			_("\"%s\" leads out of the folder of this file: name a routine by its id, or a file "
			  "in the same folder or below."),
			use);
		return NULL;
	}
	path = beside(from, use, "");
	if (access(path, F_OK) < 0 && !strchr(use, '/') &&
	    (is_known_file(p, use, e) || is_near_file(from, use, e))) {
		free(path);
		return NULL;
	}
	return path;
}

char **catalog_use_paths(const struct paths *p, const char *from, const char *use, size_t *n)
{
	char **list = mem_calloc(2 * ENDINGS * p->nroutines + 1, sizeof *list);

	*n = 0;
	if (is_path(use)) {
		if (!leads_out(use))
			list[(*n)++] = beside(from, use, "");
		return list;
	}
	for (size_t i = 0; i < p->nroutines && is_routine_id(use); i++)
		for (size_t k = 0; k < 2 * ENDINGS; k++)
			list[(*n)++] = path_in(p->routines[i], k < ENDINGS ? "" : CATALOG_EXAMPLES, use,
					       endings[k % ENDINGS]);
	return list;
}

/* A routine file that was found: what it is sorted by. */
struct found {
	char *id, *path;
	size_t order; /* of search: the first of two with one id counts */
};

struct finds {
	struct found *items;
	size_t n, cap;
};

static void find_in(const char *folder, size_t rank, struct finds *f)
{
	DIR *dir = opendir(folder);
	const struct dirent *d;

	if (!dir)
		return;
	while ((d = readdir(dir))) {
		struct buf path = {0};
		char *id;

		if (!has_ending(d->d_name))
			continue;
		id = catalog_id(d->d_name);
		buf_addf(&path, "%s/%s", folder, d->d_name);
		if (!is_routine_id(id) || !is_file(path.p)) {
			free(id);
			buf_free(&path);
			continue;
		}
		mem_grow((void **)&f->items, f->n, &f->cap, sizeof *f->items);
		f->items[f->n++] = (struct found){id, path.p, rank * ENDINGS + ending_index(d->d_name)};
	}
	closedir(dir);
}

static int by_id(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void find_examples(const struct paths *p, struct finds *f)
{
	struct buf folder = {0};

	for (size_t i = 0; i < p->nroutines; i++) {
		buf_clear(&folder);
		buf_addf(&folder, "%s" CATALOG_EXAMPLES, p->routines[i]);
		find_in(folder.p, p->nroutines + i, f);
	}
	buf_free(&folder);
}

/* Their paths in order of ids, one for each id. Takes what was found. */
static char **paths_of(struct finds *f, size_t *n)
{
	char **list = mem_calloc(f->n, sizeof *list);

	if (f->n)
		qsort(f->items, f->n, sizeof *f->items, by_id);
	*n = 0;
	for (size_t i = 0; i < f->n; i++) {
		if (i && !strcmp(f->items[i].id, f->items[i - 1].id))
			free(f->items[i].path);
		else
			list[(*n)++] = f->items[i].path;
	}
	for (size_t i = 0; i < f->n; i++)
		free(f->items[i].id);
	free(f->items);
	return list;
}

static char **routines_in(const char *folder, size_t *n)
{
	struct finds f = {0};

	find_in(folder, 0, &f);
	return paths_of(&f, n);
}

static char **list_of(const struct paths *p, bool examples, size_t *n)
{
	struct finds f = {0};

	for (size_t i = 0; i < p->nroutines; i++)
		find_in(p->routines[i], i, &f);
	if (examples)
		find_examples(p, &f);
	return paths_of(&f, n);
}

char **catalog_list(const struct paths *p, size_t *n)
{
	return list_of(p, false, n);
}

void catalog_free_list(char **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(list[i]);
	free(list);
}
