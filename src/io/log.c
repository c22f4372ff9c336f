#include "io/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "io/clock.h"
#include "io/paths.h"

enum { LOG_BYTES_MOST = 1024 * 1024 };

static char *log_path;
static int log_fd = -1;

static void make_folder(const char *path)
{
	char *folder = paths_folder(path);

	paths_make(folder, NULL);
	free(folder);
}

/* O_NONBLOCK: whatever lies at that path, the log never waits for it. */
static int open_log(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
}

void log_open(const char *path)
{
	log_close();
	make_folder(path);
	log_path = mem_strdup(path);
	log_fd = open_log(path);
}

static void begin_anew(void)
{
	char *old = mem_calloc(strlen(log_path) + sizeof ".old", 1);

	strcpy(old, log_path);
	strcat(old, ".old");
	close(log_fd);
	/* a log that cannot be put aside must still not grow */
	if (rename(log_path, old))
		unlink(log_path);
	free(old);
	log_fd = open_log(log_path);
}

/* A message is one line: what came from outside must not forge another. */
static void add_message(struct buf *line, const char *fmt, va_list ap)
{
	size_t from = line->n;

	buf_vaddf(line, fmt, ap);
	text_clean(line->p + from, line->n - from, false);
	if (line->n > LOG_BYTES_MOST / 2)
		line->n = LOG_BYTES_MOST / 2;
	buf_addc(line, '\n');
}

void log_line(const char *fmt, ...)
{
	struct buf line = {0};
	char when[WALL_TEXT];
	struct stat st;
	va_list ap;

	if (log_fd < 0)
		return;
	buf_addf(&line, "%s ", wall_format(when, clock_wall()));
	va_start(ap, fmt);
	add_message(&line, fmt, ap);
	va_end(ap);
	if (!fstat(log_fd, &st) && st.st_size + (off_t)line.n > LOG_BYTES_MOST)
		begin_anew();
	if (log_fd >= 0) {
		/* lost if it cannot be written: the log is never worth a session */
		ssize_t written = write(log_fd, line.p, line.n);

		(void)written;
	}
	buf_free(&line);
}

void log_close(void)
{
	if (log_fd >= 0)
		close(log_fd);
	log_fd = -1;
	free(log_path);
	log_path = NULL;
}
