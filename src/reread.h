/* A routine that is being played, read again when its file is saved. What is read is judged as before a session: with
 * an error in it, behind a lock, or with a question before it that was not asked, it is not taken. One thread. */
#ifndef UNKNOT_REREAD_H
#define UNKNOT_REREAD_H

#include "base/duration.h"
#include "gatekeeper.h"
#include "open_routine.h"

struct reread;

/* Watches the files of `played`: its own, and what it uses. `gone_through` is the gate as the person went through
 * it, NULL where none stood before; its rows and `paths` outlive this. */
struct reread *reread_new(const struct paths *paths, const struct opened *played,
			  const struct gatekeeper *gone_through);
void reread_free(struct reread *r); /* NULL does nothing, here and below */

/* Readable when something happened to the files, -1 for none; when they are looked at without that. */
int reread_fd(const struct reread *r);
struct mono reread_deadline(const struct reread *r);

/* Looks whether a file was saved since they were read last. If so it is true, and `now` is what may be played
 * (the caller's), or has no routine, and `why` says in sentences why not. */
bool reread_look(struct reread *r, const struct opened *played, struct opened *now, struct buf *why);

#endif
