#include "io/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

/* Polling twice within the 100 ms that a save may take to be seen: what is still being written looks another
 * way each time. With inotify now and then a look all the same: other machines that share a folder are not told
 * of. */
enum { GONE_MS = 200, POLL_MS = 40, LOOK_MS = 2000 };

/* What is at a path. What is there and may be read comes last. */
enum there { GONE, EMPTY, LOCKED, READABLE };

/* What tells one save from another. */
struct mark {
	enum there there; /* GONE, EMPTY: the rest is 0 */
	uint64_t device, node;
	int64_t size, s, ns;
};

struct watched {
	char *path;
	struct mark told;  /* what watch_changed() spoke of last */
	struct mark seen;  /* at the last look */
	struct mono since; /* it has been as `seen` */
};

struct watch {
	int fd;       /* -1: none */
	bool blind;   /* a folder cannot be watched */
	bool settled; /* all files are as they were told */
	struct watched *files;
	size_t n;
	struct mono next;
};

static struct mark mark_of(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return (struct mark){.there = GONE};
	if (!st.st_size)
		return (struct mark){.there = EMPTY};
	return (struct mark){.there = faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) ? LOCKED : READABLE,
			     .device = st.st_dev,
			     .node = st.st_ino,
			     .size = st.st_size,
			     .s = st.st_mtim.tv_sec,
			     .ns = st.st_mtim.tv_nsec};
}

static bool same(const struct mark *a, const struct mark *b)
{
	return a->there == b->there && a->device == b->device && a->node == b->node && a->size == b->size &&
	       a->s == b->s && a->ns == b->ns;
}

struct watch *watch_new(bool poll)
{
	struct watch *w = mem_calloc(1, sizeof *w);

	w->fd = poll ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	w->settled = true;
	w->next = MONO_NEVER;
	return w;
}

static void drop(struct watched *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(files[i].path);
	free(files);
}

void watch_free(struct watch *w)
{
	if (!w)
		return;
	if (w->fd >= 0)
		close(w->fd);
	drop(w->files, w->n);
	free(w);
}

enum {
	TOLD_OF = IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE |
		  IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
};

/* The folder that holds `path`, or while that is not there the nearest above it, in which it will appear. A folder
 * that is watched already stays the same watch. */
static void watch_folder(struct watch *w, const char *path)
{
	struct buf folder = {0};
	bool found, gone;

	buf_addf(&folder, "%s%s", path[0] == '/' ? "" : "./", path);
	do {
		char *slash = strrchr(folder.p, '/');

		slash[slash == folder.p] = '\0'; /* the root keeps its own */
		found = inotify_add_watch(w->fd, folder.p, TOLD_OF) >= 0;
		gone = !found && (errno == ENOENT || errno == ENOTDIR);
	} while (gone && folder.p[1] && strchr(folder.p, '/'));
	w->blind |= !found;
	buf_free(&folder);
}

/* Where it is named, and where a symbolic link leads. */
static void watch_folders(struct watch *w, const char *path)
{
	char *real = realpath(path, NULL);

	watch_folder(w, path);
	if (real)
		watch_folder(w, real);
	free(real);
}

/* Folders come and go, and links lead elsewhere. */
static void watch_all_folders(struct watch *w)
{
	w->blind = w->fd < 0;
	for (size_t i = 0; i < w->n && w->fd >= 0; i++)
		watch_folders(w, w->files[i].path);
}

void watch_files(struct watch *w, const char *const *paths, size_t n)
{
	struct watched *files = mem_calloc(n + 1, sizeof *files);

	for (size_t i = 0; i < n; i++) {
		files[i].path = mem_strdup(paths[i]);
		files[i].told = files[i].seen = mark_of(paths[i]);
		for (size_t k = 0; k < w->n; k++) {
			if (!strcmp(w->files[k].path, paths[i])) {
				files[i].told = w->files[k].told;
				files[i].seen = w->files[k].seen;
				files[i].since = w->files[k].since;
			}
		}
	}
	drop(w->files, w->n);
	w->files = files;
	w->n = n;
	watch_all_folders(w);
	w->next = (struct mono){0}; /* what happened before it was watched is seen at once */
}

int watch_fd(const struct watch *w)
{
	return w->fd;
}

struct mono watch_deadline(const struct watch *w)
{
	return w->n ? w->next : MONO_NEVER;
}

/* What the events say is looked up in the files themselves. */
static void take_events(struct watch *w)
{
	_Alignas(struct inotify_event) char buf[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	bool any = false;

	while (w->fd >= 0 && read(w->fd, buf, sizeof buf) > 0)
		any = true;
	if (any)
		watch_all_folders(w);
}

/* Whether `f` has changed for good. Without events a file may be caught half written: then it has to look the
 * same at two looks. */
static bool changed(struct watch *w, struct watched *f, struct mono now)
{
	struct mark m = mark_of(f->path);
	bool still = same(&m, &f->seen);
	int64_t wait = m.there < LOCKED ? GONE_MS : w->blind ? POLL_MS / 2 : 0;

	if (!still)
		f->since = now;
	f->seen = m;
	if (same(&m, &f->told))
		return false;
	if (now.ns - f->since.ns < wait * NS_PER_MS) {
		w->settled = false;
		return false;
	}
	f->told = m;
	return true;
}

bool watch_changed(struct watch *w, struct mono now)
{
	bool any = false;

	take_events(w);
	w->settled = true;
	for (size_t i = 0; i < w->n; i++)
		any |= changed(w, &w->files[i], now);
	w->next = mono_add_ms(now, w->settled && !w->blind ? LOOK_MS : POLL_MS);
	return any;
}
