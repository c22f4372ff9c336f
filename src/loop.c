#include "loop.h"

#include <signal.h>

#include "io/clock.h"

void loop_add(struct loop *l, int fd, short events)
{
	if (fd >= 0 && l->n < LOOP_FDS)
		l->fds[l->n++] = (struct pollfd){.fd = fd, .events = events};
}

void loop_wait(struct loop *l, struct mono until)
{
	int64_t left = until.ns - clock_mono().ns;
	struct timespec wait = {0};

	if (left > 0) {
		wait.tv_sec = left / 1000000000;
		wait.tv_nsec = left % 1000000000;
	}
	for (nfds_t i = 0; i < l->n; i++)
		l->fds[i].revents = 0;
	ppoll(l->fds, l->n, until.ns == MONO_NEVER.ns ? NULL : &wait, NULL);
}

bool loop_ready(const struct loop *l, int fd)
{
	for (nfds_t i = 0; i < l->n; i++)
		if (l->fds[i].fd == fd)
			return l->fds[i].revents != 0;
	return false;
}
