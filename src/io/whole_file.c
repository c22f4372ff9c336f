#include "io/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t wrote = write(fd, bytes, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		n -= (size_t)wrote;
	}
	return fsync(fd) == 0;
}

bool whole_file_write(const char *path, const char *bytes, size_t n, unsigned mode, struct err *e)
{
	struct buf making = {0};
	bool good;
	int fd, why;

	buf_addf(&making, "%s.part", path);
	fd = open(making.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	good = fd >= 0 && write_all(fd, bytes, n);
	why = errno;
	if (fd >= 0 && close(fd) < 0 && good) {
		good = false;
		why = errno;
	}
	if (good && rename(making.p, path) < 0) {
		good = false;
		why = errno;
	}
	if (!good && fd >= 0)
		unlink(making.p);
	buf_free(&making);
	return good || err_set(e, _("%s cannot be written: %s"), path, strerror(why));
}
