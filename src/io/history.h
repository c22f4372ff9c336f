/* The record on disk, in SQLite. Rows are committed on a thread of its
 * own (journal_mode=TRUNCATE, synchronous=FULL), so that no frame waits for a disk; facts come
 * back through a descriptor. Reading is done by the caller's thread. A record that a newer program
 * wrote is opened read-only and says so; no record (no space, read-only home) is a notice and the
 * session goes on: then rows are kept in memory and a later commit is tried with each new row. Reading sees them, so
 * that what they close stays closed as long as the program runs.
 * Functions are called from one thread. */
#ifndef UNKNOT_IO_HISTORY_H
#define UNKNOT_IO_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "core/record.h"
#include "core/record_merge.h"

struct history;

enum history_state {
	HISTORY_OK,
	HISTORY_READ_ONLY, /* newer schema, one that could not be brought up to date, or a file that may not
			      be written */
	HISTORY_NONE       /* cannot be opened or created */
};

/* Opens or creates the record at `path` (folders are made). Never NULL; `e` tells why it is not
 * HISTORY_OK, one sentence for a status line. Migrations run here, one transaction each, after a copy of the
 * record as it was is safe beside it ("history.db.v1", the newest of each schema): one that fails leaves
 * the record as it was. */
struct history *history_open(const char *path, struct err *e);

/* Opens the record for reading alone: no folder and no file is made, nothing in it is changed, and no row may
 * be handed over. HISTORY_NONE with no message: there is none yet. */
struct history *history_look(const char *path, struct err *e);

enum history_state history_state(const struct history *h);

/* Waits up to `ms` for rows not yet committed, then closes. False if some were lost. */
bool history_close(struct history *h, int64_t ms);

/* All rows, oldest first; an empty record if there is none. Free with record_free(). Rows handed
 * over before this call are seen. */
struct record *history_read(struct history *h, struct err *e);

/* The same but for ratings given more than a day before `now`, which are half of all rows: a day's sessions, caps and
 * progress go by the soreness that stands with each hold. Who looks back needs them all. */
struct record *history_read_today(struct history *h, struct wall now, struct err *e);

/* Looks through the whole file: the number of its schema, and false with what is damaged. */
bool history_check(struct history *h, int *schema, struct err *e);

/* Adds what is new in another record (core/record_merge.h), all of it or nothing. False with a message. Not
 * while rows are handed over. */
bool history_import(struct history *h, const struct record *from, struct merge_tally *t, struct err *e);

/* Takes a session out with all that belongs to it, and the copies from before migrations, which hold it too:
 * what was deleted is overwritten. Its id is kept, so that an import does not bring it back. Not while rows
 * are handed over. */
bool history_forget(struct history *h, const char *id, struct err *e);

/* Removes the record and its copies, whatever state it is in. Then only history_close() may follow. */
bool history_erase(struct history *h, struct err *e);

/* A fresh session id into `id`. */
void history_new_id(char id[33]);

/* Hand rows to the writer; each returns at once. */
void history_begin(struct history *h, const struct session_row *s);
void history_hold(struct history *h, const struct hold_row *r);
void history_rating(struct history *h, const struct rating_row *r);
void history_position(struct history *h, const struct session_row *s); /* segment, leg, at_ms, active_ms */
void history_end(struct history *h, const struct session_row *s); /* all but id, routine, title and start */
void history_screening(struct history *h, const struct screening_row *r);
void history_checkin(struct history *h, const struct checkin_row *r);
void history_choice(struct history *h, const struct choice_row *r);

/* A commit returned (`hold` = its n, -1 for other rows) or failed (`why`). */
struct history_fact {
	bool saved;
	int hold;
	char session[33];
	struct err why;
};

/* Readable when a fact waits; -1 where there is no writer. */
int history_fd(const struct history *h);
bool history_next_fact(struct history *h, struct history_fact *out);

/* One session on a machine at a time: takes the lock file beside the record; false with who holds
 * it. Let go by history_unlock(), history_close() or the end of the process. */
bool history_lock(struct history *h, struct err *e);

/* Whether another process on this machine holds it: what that one plays is neither cut off nor to be gone on with. */
bool history_busy(const struct history *h, struct err *e);

/* Lets it go, once a session is over. */
void history_unlock(struct history *h);

#endif
