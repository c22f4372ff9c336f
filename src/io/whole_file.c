#include "io/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { LINKS_MOST = 40, NAMES_MOST = 100 };

/* `name` in the folder of `path`. */
static char *beside(const char *path, const char *name)
{
	struct buf b = {0};

	buf_addf(&b, "%.*s%s", (int)(text_file_name(path) - path), path, name);
	return b.p;
}

char *whole_file_target(const char *path)
{
	char *at = mem_strdup(path);

	/* not realpath(3): the file need not be there yet */
	for (int i = 0; i < LINKS_MOST; i++) {
		char to[PATH_MAX], *next;
		ssize_t n = readlink(at, to, sizeof to - 1);

		if (n <= 0)
			break;
		to[n] = '\0';
		next = *to == '/' ? mem_strdup(to) : beside(at, to);
		free(at);
		at = next;
	}
	return at;
}

/* A new file in the folder of `f->path`, short of name so that no length of the other is too long. */
static bool open_new(struct whole_file *f, unsigned mode)
{
	for (int i = 0; i < NAMES_MOST; i++) {
		struct buf name = {0};
		uint64_t random;

		if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
			return false;
		buf_addf(&name, "unknot-%016" PRIx64 ".part", random);
		f->making = beside(f->path, name.p);
		buf_free(&name);
		f->fd = open(f->making, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (f->fd >= 0)
			return true;
		free(f->making);
		f->making = NULL;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

static bool cannot(const char *path, const char *why, struct err *e)
{
	return err_set(e, _("%s cannot be written: %s"), path, why);
}

bool whole_file_begin(struct whole_file *f, const char *path, unsigned mode, struct err *e)
{
	struct stat st;
	bool taken;

	*f = (struct whole_file){.path = whole_file_target(path), .fd = -1};
	taken = stat(f->path, &st) == 0 && !S_ISREG(st.st_mode);
	if (!taken && open_new(f, mode))
		return true;
	cannot(path, taken ? _("what is there is no plain file") : strerror(errno), e);
	whole_file_abandon(f);
	return false;
}

bool whole_file_put(struct whole_file *f, const char *bytes, size_t n, struct err *e)
{
	while (n > 0) {
		ssize_t wrote = write(f->fd, bytes, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return cannot(f->path, strerror(errno), e);
		bytes += wrote;
		n -= (size_t)wrote;
	}
	return fsync(f->fd) == 0 || cannot(f->path, strerror(errno), e);
}

bool whole_file_finish(struct whole_file *f, struct err *e)
{
	int why = fsync(f->fd) == 0 ? 0 : errno;
	bool good;

	if (close(f->fd) < 0 && !why)
		why = errno;
	f->fd = -1;
	good = !why && rename(f->making, f->path) == 0;
	if (good) {
		free(f->making);
		f->making = NULL;
	} else {
		cannot(f->path, strerror(why ? why : errno), e);
	}
	whole_file_abandon(f);
	return good;
}

void whole_file_abandon(struct whole_file *f)
{
	if (f->fd >= 0)
		close(f->fd);
	if (f->making)
		unlink(f->making);
	free(f->making);
	free(f->path);
	*f = (struct whole_file){.fd = -1};
}

bool whole_file_write(const char *path, const char *bytes, size_t n, unsigned mode, struct err *e)
{
	struct whole_file f;

	if (!whole_file_begin(&f, path, mode, e))
		return false;
	if (whole_file_put(&f, bytes, n, e))
		return whole_file_finish(&f, e);
	whole_file_abandon(&f);
	return false;
}
