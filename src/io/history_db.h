/* Between the record's files: history.c, history_schema.c and history_merge.c speak SQL (nobody else sees
 * SQLite; history_sql.h is between them), history_writer.c owns the queue and the thread. Internal to
 * io/history. */
#ifndef UNKNOT_IO_HISTORY_DB_H
#define UNKNOT_IO_HISTORY_DB_H

#include <stdbool.h>

#include "base/err.h"
#include "core/record.h"
#include "core/record_merge.h"
#include "io/history.h"

enum row_kind {
	ROW_BEGIN,
	ROW_HOLD,
	ROW_RATING,
	ROW_POSITION,
	ROW_END,
	ROW_SCREENING,
	ROW_CHECKIN,
	ROW_CHOICE
};

/* A row on its way to the disk. Owned by the queue. */
struct row {
	struct row *next;
	enum row_kind kind;
	union {
		struct session_row session;
		struct hold_row hold;
		struct rating_row rating;
		struct screening_row screening;
		struct checkin_row checkin;
		struct choice_row choice;
	};
	char *text[2]; /* copies the row's strings point at */
};

struct db; /* one connection; used by one thread at a time */

/* Opens the record for writing and brings its schema up to date, a copy of an older one kept beside it
 * first; or read-only where it must be (*state tells). NULL with a message if it cannot be used at all. */
struct db *db_open(const char *path, enum history_state *state, struct err *e);
/* Opens what is there for reading only: nothing is made, mended or brought up to date. The state is HISTORY_OK
 * if db_open() could write it; NULL with a message if it cannot be read. */
struct db *db_look(const char *path, enum history_state *state, struct err *e);
void db_close(struct db *db); /* NULL does nothing */
/* A copy in memory, which may be written whatever the disk allows, brought up to date where that can be; of NULL one
 * with nothing in it. NULL if it cannot be copied whole. */
struct db *db_copy(const struct db *from);

/* Looks through the whole file; false with what is wrong. */
bool db_check(struct db *db, int *schema, struct err *e);

/* Removes the copies that were kept before migrations. */
void db_drop_copies(const char *path);

/* See history_import() and history_forget(). */
bool db_import(struct db *db, const struct record *from, struct merge_tally *t, struct err *e);
bool db_forget(struct db *db, const char *id, struct err *e);

/* Commits one row; false with a message for a status line. */
bool db_write(struct db *db, const struct row *r, struct err *e);

/* Reads everything into `r`, whose arena is made; of ratings those since then, ms. */
bool db_read(struct db *db, struct record *r, int64_t ratings_since, struct err *e);

#endif
