#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/history_sql.h"

/* Whole or not at all: the transaction that was begun is undone, and why is said. */
static bool undo(struct db *db, struct err *e)
{
	err_set(e, _("The record could not be changed and is as it was: %s (%s)."), sqlite3_errmsg(db->sql),
		db->path);
	sql_exec(db->sql, "ROLLBACK");
	return false;
}

/* ---- another record ---- */

/* The ids of what was forgotten, sorted; freed by the caller. */
static char (*read_forgotten(sqlite3 *sql, size_t *n))[33]
{
	int64_t most = sql_int(sql, "SELECT count(*) FROM forgotten");
	char(*ids)[33] = mem_calloc(most > 0 ? (size_t)most : 0, sizeof *ids);
	sqlite3_stmt *st;

	*n = 0;
	if (sqlite3_prepare_v2(sql, "SELECT id FROM forgotten ORDER BY id", -1, &st, NULL) != SQLITE_OK)
		return ids;
	while ((int64_t)*n < most && sqlite3_step(st) == SQLITE_ROW) {
		const char *id = (const char *)sqlite3_column_text(st, 0);

		memccpy(ids[*n], id ? id : "", '\0', 32);
		++*n;
	}
	sqlite3_finalize(st);
	return ids;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

/* Ids of the sessions to be written, sorted. */
struct taken {
	const char **id;
	size_t n;
};

static bool is_taken(const struct taken *t, const char *session)
{
	return t->n && bsearch(session, t->id, t->n, sizeof *t->id, compare_ids);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sessions take what belonged to them away before they come anew. */
static bool write_sessions(sqlite3 *sql, const struct record *from, const struct record_merge *m,
			   struct taken *t)
{
	for (size_t i = 0; i < from->nsessions; i++) {
		if (!m->sessions[i])
			continue;
		t->id[t->n++] = from->sessions[i].id;
		if (!sql_run(sql, "DELETE FROM session WHERE id=?", "t", from->sessions[i].id) ||
		    !sql_write_session(sql, &from->sessions[i]))
			return false;
	}
	if (t->n)
		qsort(t->id, t->n, sizeof *t->id, by_id);
	return true;
}

static bool write_rows(sqlite3 *sql, const struct record *from, const struct record_merge *m, struct taken *t)
{
	bool good = write_sessions(sql, from, m, t);

	for (size_t i = 0; i < from->nholds && good; i++)
		good = !is_taken(t, from->holds[i].session) || sql_write_hold(sql, &from->holds[i]);
	for (size_t i = 0; i < from->nratings && good; i++)
		good = !is_taken(t, from->ratings[i].session) || sql_write_rating(sql, &from->ratings[i]);
	for (size_t i = 0; i < from->ncheckins && good; i++)
		good = !m->checkins[i] || sql_write_checkin(sql, &from->checkins[i]);
	for (size_t i = 0; i < from->nchoices && good; i++)
		good = !m->choices[i] || sql_write_choice(sql, &from->choices[i]);
	for (size_t i = 0; i < from->nscreenings && good; i++)
		good = !m->screenings[i] || sql_write_screening(sql, &from->screenings[i]);
	return good;
}

static bool merge(struct db *db, const struct record *here, const struct record *from,
		  struct merge_tally *tally)
{
	size_t n;
	char(*forgotten)[33] = read_forgotten(db->sql, &n);
	struct record_merge m = record_merge(here, (const char(*)[33])forgotten, n, from);
	struct taken t = {mem_calloc(from->nsessions, sizeof *t.id), 0};
	bool good = write_rows(db->sql, from, &m, &t);

	*tally = m.tally;
	free(t.id);
	record_merge_free(&m);
	free(forgotten);
	return good;
}

bool db_import(struct db *db, const struct record *from, struct merge_tally *t, struct err *e)
{
	struct record here = {.arena = arena_new()};
	bool good = sql_exec(db->sql, "BEGIN IMMEDIATE") && sql_read(db, &here, INT64_MIN) &&
		    merge(db, &here, from, t) && sql_exec(db->sql, "COMMIT");

	arena_free(here.arena);
	return good || undo(db, e);
}

/* ---- forgetting ---- */

/* secure_delete overwrites what is deleted; the file is then made anew without the room that it took, which
 * may fail for want of space and is of no matter then. */
bool db_forget(struct db *db, const char *id, struct err *e)
{
	if (!sql_exec(db->sql, "PRAGMA secure_delete=1") || !sql_exec(db->sql, "PRAGMA temp_store=MEMORY") ||
	    !sql_exec(db->sql, "BEGIN IMMEDIATE") ||
	    !sql_run(db->sql, "INSERT OR IGNORE INTO forgotten VALUES(?)", "t", id) ||
	    !sql_run(db->sql, "DELETE FROM session WHERE id=?", "t", id) || !sql_exec(db->sql, "COMMIT"))
		return undo(db, e);
	sql_exec(db->sql, "VACUUM");
	return true;
}
