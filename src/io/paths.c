#include "io/paths.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define SHARE UNKNOT_PREFIX "/share/unknot"

static char *join(const char *folder, const char *name)
{
	struct buf b = {0};

	buf_addf(&b, "%s/%s", folder, name);
	return b.p;
}

/* The spec of the XDG folders asks that a relative value is ignored. */
static const char *absolute_env(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] == '/' ? value : NULL;
}

static const char *home(void)
{
	const char *value = absolute_env("HOME");
	const struct passwd *who;

	if (value)
		return value;
	who = getpwuid(getuid());
	return who && who->pw_dir && who->pw_dir[0] == '/' ? who->pw_dir : "/";
}

/* The program's folder under the XDG variable `env`, else under `usual` at home. */
static char *xdg(const char *env, const char *usual)
{
	const char *base = absolute_env(env);
	char *under, *folder;

	if (base)
		return join(base, "unknot");
	under = join(home(), usual);
	folder = join(under, "unknot");
	free(under);
	return folder;
}

/* The source tree this program was built in and runs from: what holds the `.build` folder that the
 * executable is in. NULL for an installed program. */
static char *build_tree(void)
{
	char exe[PATH_MAX], *part;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	part = strstr(exe, "/.build/");
	if (!part || part == exe)
		return NULL;
	return mem_strndup(exe, (size_t)(part - exe));
}

static void add(char ***list, size_t *n, char *folder)
{
	*list = mem_realloc(*list, *n + 1, sizeof **list);
	(*list)[(*n)++] = folder;
}

/* The parts of a colon list; empty ones mean nothing. */
static void add_colon_list(char ***list, size_t *n, const char *value)
{
	while (value && *value) {
		size_t len = strcspn(value, ":");

		if (len)
			add(list, n, mem_strndup(value, len));
		value += len;
		value += *value == ':';
	}
}

/* Where a kind of thing is looked for after what the person's environment names. */
static void add_usual(char ***list, size_t *n, const struct paths *p, const char *tree, const char *kind)
{
	add(list, n, join(p->config, kind));
	if (tree)
		add(list, n, join(tree, kind));
	add(list, n, join(SHARE, kind));
}

static char *guide_of(const struct paths *p, const char *tree)
{
	/* the folders of the program itself come last: the person's may have a README of their own */
	for (size_t i = p->nroutines - (tree ? 2 : 1); i < p->nroutines; i++) {
		char *guide = join(p->routines[i], "README.md");

		if (access(guide, R_OK) == 0)
			return guide;
		free(guide);
	}
	return NULL;
}

struct paths paths_find(void)
{
	char *data = xdg("XDG_DATA_HOME", ".local/share"), *tree = build_tree();
	struct paths p = {0};

	p.config = xdg("XDG_CONFIG_HOME", ".config");
	p.state = xdg("XDG_STATE_HOME", ".local/state");
	p.history = join(data, "history.db");
	p.log = join(p.state, "log");
	add_colon_list(&p.routines, &p.nroutines, getenv("UNKNOT_PATH"));
	add_usual(&p.routines, &p.nroutines, &p, tree, "routines");
	add_usual(&p.sounds, &p.nsounds, &p, tree, "sounds");
	p.manual = tree ? join(tree, "src/man/unknot.5") : mem_strdup("5 unknot");
	p.guide = guide_of(&p, tree);
	free(data);
	free(tree);
	return p;
}

static void free_list(char **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(list[i]);
	free(list);
}

void paths_free(struct paths *p)
{
	free(p->config);
	free(p->history);
	free(p->state);
	free(p->log);
	free(p->manual);
	free(p->guide);
	free_list(p->routines, p->nroutines);
	free_list(p->sounds, p->nsounds);
	*p = (struct paths){0};
}

static bool make_one(const char *folder, struct err *e)
{
	struct stat st;
	int why;

	if (!mkdir(folder, 0700))
		return true;
	why = errno;
	/* a file system may refuse with EROFS or EACCES where the folder is long there */
	if (!stat(folder, &st)) {
		if (S_ISDIR(st.st_mode))
			return true;
		return err_set(e, _("%s is in the way: it is not a folder. Move it and try again."), folder);
	}
	errno = why;
	return false;
}

bool paths_make(const char *folder, struct err *e)
{
	char *path = mem_strdup(folder);
	bool made = true;

	if (e)
		e->text[0] = '\0';
	for (char *slash = path + 1; made && *path && (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		made = make_one(path, e);
		*slash = '/';
	}
	if (made)
		made = make_one(path, e);
	if (!made && e && !e->text[0])
		err_set(e, _("The folder %s cannot be made: %s."), folder, strerror(errno));
	free(path);
	return made;
}

char *paths_folder(const char *file)
{
	size_t n = (size_t)(text_file_name(file) - file);

	return n > 1 ? mem_strndup(file, n - 1) : mem_strdup(n ? "/" : ".");
}

bool paths_could_write(const char *file, struct err *e)
{
	char *path = mem_strdup(file), *slash;
	struct stat st = {0};
	bool good;

	/* up to what is there */
	while (lstat(path, &st) < 0 && (errno == ENOENT || errno == ENOTDIR) &&
	       (slash = strrchr(path, '/')) && path[1])
		slash[slash == path] = '\0';
	good = access(path, W_OK | (S_ISDIR(st.st_mode) ? X_OK : 0)) == 0;
	if (!good)
		err_set(e, _("%s cannot be written: %s"), path, strerror(errno));
	else if (strcmp(path, file) != 0 && !S_ISDIR(st.st_mode))
		good = err_set(e, _("%s is in the way: it is not a folder. Move it and try again."), path);
	free(path);
	return good;
}

bool paths_inside(const char *folder, const char *path)
{
	char *in = realpath(folder, NULL), *to = realpath(path, NULL);
	size_t n = in ? strlen(in) : 0;
	bool inside = !in || !to || (!strncmp(in, to, n) && (to[n] == '/' || n == 1));

	free(in);
	free(to);
	return inside;
}
