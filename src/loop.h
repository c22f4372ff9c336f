/* Waiting: until something can be read or written, or a moment has come. */
#ifndef UNKNOT_LOOP_H
#define UNKNOT_LOOP_H

#include <poll.h>

#include "base/duration.h"

/* Descriptors to wait for; a negative one is passed over. */
enum { LOOP_FDS = 8 };
struct loop {
	struct pollfd fds[LOOP_FDS];
	nfds_t n;
};

/* Adds a descriptor; `events` as for poll(2). */
void loop_add(struct loop *l, int fd, short events);

/* Sleeps until one is ready, a signal came, or `until`; from a long sleep it may come back a little
 * before, to be called again. */
void loop_wait(struct loop *l, struct mono until);

/* Whether that descriptor was ready. */
bool loop_ready(const struct loop *l, int fd);

#endif
