#include "event_log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/clock.h"

struct event_log {
	int fd; /* -1: nothing is kept */
	struct mono began;
	struct buf line;
	struct err why; /* the first line that failed; empty for none */
	bool told;
};

struct event_log *event_log_open(const char *path, struct mono began, struct err *e)
{
	struct event_log *l = mem_calloc(1, sizeof *l);

	l->began = began;
	l->fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666) : -1;
	if (!path || l->fd >= 0)
		return l;
	err_set(e, _("%s cannot be written: %s."), path, strerror(errno));
	free(l);
	return NULL;
}

void event_log_close(struct event_log *l)
{
	if (!l)
		return;
	if (l->fd >= 0)
		close(l->fd);
	buf_free(&l->line);
	free(l);
}

/* A line is one write, so that two of them never mix. After a failure nothing more is tried: a log
 * with a hole would lie. */
static void write_line(struct event_log *l)
{
	ssize_t n = l->line.n ? write(l->fd, l->line.p, l->line.n) : 0;

	if (n != (ssize_t)l->line.n) {
		err_set(&l->why, _("The event file ends here: %s."),
			n < 0 ? strerror(errno) : strerror(ENOSPC));
		close(l->fd);
		l->fd = -1;
	}
	buf_clear(&l->line);
}

void event_log_effect(struct event_log *l, const struct effect *e)
{
	if (l->fd < 0)
		return;
	event_line_effect(&l->line, e, l->began, clock_mono());
	write_line(l);
}

void event_log_key(struct event_log *l, uint32_t key, const struct player_snapshot *s)
{
	if (l->fd < 0)
		return;
	event_line_key(&l->line, key, s, l->began, clock_mono());
	write_line(l);
}

void event_log_saved(struct event_log *l, int hold)
{
	if (l->fd < 0)
		return;
	event_line_saved(&l->line, hold, l->began, clock_mono());
	write_line(l);
}

const char *event_log_trouble(struct event_log *l)
{
	if (!l->why.text[0] || l->told)
		return NULL;
	l->told = true;
	return l->why.text;
}
