/* What the files of io/history that speak SQL share: history.c reads and writes rows, history_schema.c
 * opens the file and brings it up to date, history_merge.c adds another record and forgets. Internal to
 * them; nobody else sees SQLite. */
#ifndef UNKNOT_IO_HISTORY_SQL_H
#define UNKNOT_IO_HISTORY_SQL_H

#include <sqlite3.h>

#include "io/history_db.h"

struct db {
	sqlite3 *sql;
	char *path;
	int64_t version; /* of its schema */
};

/* Runs statements that give nothing back. */
bool sql_exec(sqlite3 *sql, const char *statements);

/* The first column of the first row of `query`; -1 if there is none. */
int64_t sql_int(sqlite3 *sql, const char *query);

/* Runs one statement, its `?` bound by `types`: i int64_t, t text, w a moment (two columns), r a rating
 * (null if unknown). */
bool sql_run(sqlite3 *sql, const char *statement, const char *types, ...);

/* What went wrong, in words that help; false. */
bool sql_explain(sqlite3 *sql, const char *path, struct err *e);

/* Writes a session anew with what is in `s`, one hold, one rating and so on; in the caller's transaction. */
bool sql_write_session(sqlite3 *sql, const struct session_row *s);
bool sql_write_hold(sqlite3 *sql, const struct hold_row *h);
bool sql_write_rating(sqlite3 *sql, const struct rating_row *r);
bool sql_write_screening(sqlite3 *sql, const struct screening_row *s);
bool sql_write_checkin(sqlite3 *sql, const struct checkin_row *c);
bool sql_write_choice(sqlite3 *sql, const struct choice_row *c);

/* Reads all rows in the caller's transaction, but no rating from before `ratings_since` (ms; INT64_MIN: all); false where
 * some could not be read. */
bool sql_read(const struct db *db, struct record *r, int64_t ratings_since);

#endif
