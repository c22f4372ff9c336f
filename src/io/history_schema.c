#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/history_sql.h"
#include "io/paths.h"

/* Each entry takes the schema one version up, in one transaction with its number. Entries are never
 * changed once released, only added. */
static const char *const migrations[] = {
	"CREATE TABLE session(id TEXT PRIMARY KEY, routine TEXT NOT NULL, title TEXT NOT NULL,"
	" plan_hash TEXT NOT NULL, rehearsal INTEGER NOT NULL, by_choice INTEGER NOT NULL,"
	" started_ms INTEGER NOT NULL, started_offset INTEGER NOT NULL,"
	" ended_ms INTEGER NOT NULL, ended_offset INTEGER NOT NULL, outcome TEXT NOT NULL,"
	" planned_ms INTEGER NOT NULL, active_ms INTEGER NOT NULL,"
	" pain_before INTEGER, pain_after INTEGER,"
	" segment INTEGER NOT NULL, leg TEXT NOT NULL, at_ms INTEGER NOT NULL, numb_after INTEGER);"
	"CREATE TABLE hold(session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
	" n INTEGER NOT NULL, site TEXT NOT NULL, leg TEXT NOT NULL,"
	" when_ms INTEGER NOT NULL, when_offset INTEGER NOT NULL,"
	" planned_ms INTEGER NOT NULL, held_ms INTEGER NOT NULL, tool_ms INTEGER NOT NULL,"
	" outcome TEXT NOT NULL, why TEXT NOT NULL, sore_before INTEGER, sore_after INTEGER,"
	" twitches INTEGER NOT NULL, PRIMARY KEY(session, n));"
	"CREATE TABLE rating(session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,"
	" hold INTEGER, what TEXT NOT NULL, value INTEGER NOT NULL,"
	" when_ms INTEGER NOT NULL, when_offset INTEGER NOT NULL);"
	"CREATE TABLE screening(when_ms INTEGER NOT NULL, when_offset INTEGER NOT NULL,"
	" page TEXT NOT NULL, yes INTEGER NOT NULL, by_script INTEGER NOT NULL);",

	"CREATE TABLE checkin(when_ms INTEGER PRIMARY KEY, when_offset INTEGER NOT NULL,"
	" soreness INTEGER NOT NULL, bruise INTEGER NOT NULL, place TEXT NOT NULL);"
	"CREATE TABLE choice(when_ms INTEGER NOT NULL, when_offset INTEGER NOT NULL,"
	" what TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(when_ms, what));"
	"CREATE TABLE forgotten(id TEXT PRIMARY KEY);",
};
enum { SCHEMA_VERSION = sizeof migrations / sizeof *migrations };

bool sql_explain(sqlite3 *db, const char *path, struct err *e)
{
	int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;

	switch (code) {
	case SQLITE_FULL:
		return err_set(
			e,
			_("There is no space left: until some is freed, all is kept in memory alone (%s)."),
			path);
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return err_set(e, _("The record cannot be read: move it away and a new one is begun (%s)."),
			       path);
	default:
		return err_set(
			e, _("The record cannot be written: this session is kept in memory only (%s: %s)."),
			path, db ? sqlite3_errmsg(db) : strerror(ENOMEM));
	}
}

bool sql_exec(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

int64_t sql_int(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;
	int64_t v = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		return -1;
	if (sqlite3_step(st) == SQLITE_ROW)
		v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return v;
}

/* ---- the copy before a migration ---- */

enum { COPIES_MOST = 99 }; /* a newer unknot may have left some too */

/* `history.db.v1` beside `history.db`, with `end` behind it. Freed by the caller. */
static char *copy_path(const char *path, int64_t version, const char *end)
{
	struct buf copy = {0};

	buf_addf(&copy, "%s.v%d%s", path, (int)version, end);
	return copy.p;
}

/* Waits until what is at `path`, a file or a folder, is on the disk. */
static bool settle(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return good;
}

static bool settle_folder(const char *path)
{
	char *folder = paths_folder(path);
	bool good = settle(folder);

	free(folder);
	return good;
}

static int64_t version_of(const char *path)
{
	int64_t version = -1;
	sqlite3 *sql = NULL;

	if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
		version = sql_int(sql, "PRAGMA user_version");
	sqlite3_close(sql);
	return version;
}

/* For its owner alone, as the record is. */
static bool make_empty(const char *path)
{
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* A whole copy at `part`, on the disk. */
static bool copy_to(const struct db *db, const char *part, struct err *e)
{
	if (!make_empty(part))
		return err_set(e, "%s", strerror(errno));
	if (!sql_run(db->sql, "VACUUM INTO ?", "t", part))
		return err_set(e, "%s", sqlite3_errmsg(db->sql));
	return settle(part) || err_set(e, "%s", strerror(errno));
}

/* Puts the copy in its place. One of a later schema is none: another process was quicker, and its copy
 * stands. */
static bool place_copy(const struct db *db, const char *part, const char *copy, struct err *e)
{
	int64_t version = version_of(part);

	if (version > db->version)
		return unlink(part) == 0;
	if (version != db->version)
		return err_set(e, "%s", _("it cannot be read back"));
	return (rename(part, copy) == 0 && settle_folder(copy)) || err_set(e, "%s", strerror(errno));
}

/* Keeps the record as it is, in place of an older copy of the same schema: it is there whole or not at all,
 * and on the disk before anything is changed. */
static bool keep_copy(const struct db *db, struct err *e)
{
	char *copy = copy_path(db->path, db->version, ""), *part = copy_path(db->path, db->version, ".part");
	struct err why = {""};
	bool good = copy_to(db, part, &why) && place_copy(db, part, copy, &why);

	if (!good) {
		err_set(e, _("no copy of it could be kept first: %.200s"), why.text);
		unlink(part);
	}
	free(copy);
	free(part);
	return good;
}

void db_drop_copies(const char *path)
{
	for (int version = 1; version <= COPIES_MOST; version++) {
		char *copy = copy_path(path, version, ""), *part = copy_path(path, version, ".part");

		unlink(copy);
		unlink(part);
		free(copy);
		free(part);
	}
}

/* ---- migrations ---- */

/* From `version` one up. PRAGMA user_version rolls back with its transaction, so a migration and its number
 * are one step. */
static bool migrate_once(sqlite3 *sql, int64_t version)
{
	char number[48];

	snprintf(number, sizeof number, "PRAGMA user_version=%d", (int)version + 1);
	if (!sql_exec(sql, "BEGIN IMMEDIATE"))
		return false;
	/* unless another process was quicker */
	if (sql_int(sql, "PRAGMA user_version") == version &&
	    (!sql_exec(sql, migrations[version]) || !sql_exec(sql, number)))
		return false;
	return sql_exec(sql, "COMMIT");
}

/* Brings the schema up to date. False with the reason: the record is as it was. */
static bool migrate(struct db *db, struct err *e)
{
	if (db->version >= 1 && db->version < SCHEMA_VERSION && !keep_copy(db, e))
		return false;
	for (int64_t version = db->version; version >= 0 && version < SCHEMA_VERSION; version++)
		if (!migrate_once(db->sql, version))
			return err_set(e, "%s", sqlite3_errmsg(db->sql));
	db->version = SCHEMA_VERSION;
	return true;
}

/* ---- opening ---- */

static enum history_state read_only(struct db *db)
{
	sql_exec(db->sql, "PRAGMA query_only=1");
	return HISTORY_READ_ONLY;
}

static bool is_newer(struct err *e)
{
	return err_set(e, _("The record was written by a newer unknot: it is read, but this session is not "
			    "added. Update unknot to go on with it."));
}

static bool is_locked(const char *path, struct err *e)
{
	return err_set(e, _("The record (%s) may not be written: this session is not added to it."), path);
}

/* What can be done with the file, which is open. HISTORY_NONE with a message: nothing. */
static enum history_state look_into(struct db *db, struct err *e)
{
	struct err why = {""};

	sqlite3_busy_timeout(db->sql, 2000);
	db->version = sql_int(db->sql, "PRAGMA user_version");
	if (db->version > SCHEMA_VERSION) {
		is_newer(e);
		return read_only(db);
	}
	if (db->version >= 0 && sqlite3_db_readonly(db->sql, "main") == 1) {
		is_locked(db->path, e);
		return db->version ? read_only(db) : HISTORY_NONE;
	}
	if (db->version >= 0 && sql_exec(db->sql, "PRAGMA journal_mode=TRUNCATE") &&
	    sql_exec(db->sql, "PRAGMA synchronous=FULL") && sql_exec(db->sql, "PRAGMA foreign_keys=1")) {
		if (migrate(db, &why))
			return HISTORY_OK;
		if (db->version >= 1) {
			sql_exec(db->sql, "ROLLBACK");
			err_set(e,
				_("The record could not be brought up to date (%.200s): it is read, but this "
				  "session is not added."),
				why.text);
			return read_only(db);
		}
	}
	sql_explain(db->sql, db->path, e);
	return HISTORY_NONE;
}

/* A pipe in its place would be waited for. */
static bool is_no_file(const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) < 0 || S_ISREG(st.st_mode))
		return false;
	err_set(e, _("The record (%s) is no file: move it away and a new one is begun."), path);
	return true;
}

/* Not yet opened. */
static struct db *connection(const char *path)
{
	struct db *db = mem_calloc(1, sizeof *db);

	db->path = mem_strdup(path);
	return db;
}

struct db *db_open(const char *path, enum history_state *state, struct err *e)
{
	struct db *db;

	*state = HISTORY_NONE;
	if (is_no_file(path, e))
		return NULL;
	db = connection(path);
	if (sqlite3_open_v2(path, &db->sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		sql_explain(db->sql, path, e);
	else
		*state = look_into(db, e);
	if (*state != HISTORY_NONE)
		return db;
	db_close(db);
	return NULL;
}

struct db *db_look(const char *path, enum history_state *state, struct err *e)
{
	struct db *db;

	*state = HISTORY_NONE;
	if (is_no_file(path, e))
		return NULL;
	db = connection(path);
	if (sqlite3_open_v2(path, &db->sql, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(db->sql, 1000);
		sql_exec(db->sql, "PRAGMA cache_size=-256"); /* a scan sees each page once */
		db->version = sql_int(db->sql, "PRAGMA user_version");
	}
	if (db->version < 0 || !db->sql || sqlite3_errcode(db->sql) == SQLITE_CANTOPEN) {
		sql_explain(db->sql, path, e);
		db_close(db);
		return NULL;
	}
	*state = HISTORY_READ_ONLY;
	if (db->version > SCHEMA_VERSION)
		is_newer(e);
	else if (access(path, W_OK) < 0)
		is_locked(path, e);
	else
		*state = HISTORY_OK;
	return db;
}

static bool back_up(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int code = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;

	if (backup)
		sqlite3_backup_finish(backup);
	return code == SQLITE_DONE;
}

struct db *db_copy(const struct db *from)
{
	struct db *copy = connection(":memory:");

	if (sqlite3_open_v2(":memory:", &copy->sql,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK ||
	    (from && !back_up(copy->sql, from->sql))) {
		db_close(copy);
		return NULL;
	}
	copy->version = from ? from->version : 0;
	while (copy->version >= 0 && copy->version < SCHEMA_VERSION && migrate_once(copy->sql, copy->version))
		copy->version++;
	if (copy->version < SCHEMA_VERSION)
		sql_exec(copy->sql, "ROLLBACK");
	return copy;
}

bool db_check(struct db *db, int *schema, struct err *e)
{
	sqlite3_stmt *st = NULL;
	const char *said = NULL;
	bool good;

	*schema = (int)db->version;
	if (sqlite3_prepare_v2(db->sql, "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		said = (const char *)sqlite3_column_text(st, 0);
	good = said && !strcmp(said, "ok");
	if (!good)
		err_set(e, _("The record is damaged (%.200s)."), said ? said : sqlite3_errmsg(db->sql));
	sqlite3_finalize(st);
	return good;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close(db->sql);
	free(db->path);
	free(db);
}
