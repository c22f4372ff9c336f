#include "loop.h"

#include <signal.h>

#include "io/clock.h"

void loop_add(struct loop *l, int fd, short events)
{
	if (fd >= 0 && l->n < LOOP_FDS)
		l->fds[l->n++] = (struct pollfd){.fd = fd, .events = events};
}

/* The kernel wakes a poll(2) by up to a thousandth of its length late (select_estimate_accuracy() in
 * its fs/select.c): 30 ms after half a minute. So a long wait ends a little early, and what is left of
 * it is waited for again. */
static int64_t punctual(int64_t left)
{
	return left > 1000 * NS_PER_MS ? left - left / 256 : left;
}

void loop_wait(struct loop *l, struct mono until)
{
	int64_t left = punctual(until.ns - clock_mono().ns);
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
