#include "io/history_db.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

struct db {
	sqlite3 *sql;
	char *path;
};

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
	" what TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(when_ms, what));",
};
enum { SCHEMA_VERSION = sizeof migrations / sizeof *migrations };

/* What went wrong, in words that help; the session goes on whatever it is. */
static bool explain(sqlite3 *db, const char *path, struct err *e)
{
	int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;

	switch (code) {
	case SQLITE_FULL:
		return err_set(e,
			       _("There is no space left for the record: until some is freed this "
				 "session is kept in memory only (%s)."),
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

static bool db_exec(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The first column of the first row of `sql`; -1 if there is none. */
static int64_t db_int(sqlite3 *db, const char *sql)
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

/* Brings the schema up to date. PRAGMA user_version rolls back with its transaction, so a
 * migration and its number are one step. */
static bool db_migrate(sqlite3 *db, int64_t version)
{
	for (; version < SCHEMA_VERSION; version++) {
		char number[48];

		snprintf(number, sizeof number, "PRAGMA user_version=%d", (int)version + 1);
		if (!db_exec(db, "BEGIN IMMEDIATE"))
			return false;
		if (db_int(db, "PRAGMA user_version") != version) {
			db_exec(db, "ROLLBACK"); /* another process was quicker */
			return db_int(db, "PRAGMA user_version") >= SCHEMA_VERSION;
		}
		/* closing rolls back; doing it here would hide why */
		if (!db_exec(db, migrations[version]) || !db_exec(db, number) || !db_exec(db, "COMMIT"))
			return false;
	}
	return true;
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

static sqlite3 *open_sql(const char *path, enum history_state *state, struct err *e)
{
	sqlite3 *db = NULL;
	int64_t version;

	*state = HISTORY_NONE;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		goto out;
	sqlite3_busy_timeout(db, 2000);
	version = db_int(db, "PRAGMA user_version");
	if (version < 0)
		goto out;
	if (version > SCHEMA_VERSION) {
		*state = HISTORY_READ_ONLY;
		db_exec(db, "PRAGMA query_only=1");
		is_newer(e);
		return db;
	}
	if (sqlite3_db_readonly(db, "main") == 1) {
		*state = version == SCHEMA_VERSION ? HISTORY_READ_ONLY : HISTORY_NONE;
		is_locked(path, e);
		if (*state == HISTORY_READ_ONLY)
			return db;
		sqlite3_close(db);
		return NULL;
	}
	if (!db_exec(db, "PRAGMA journal_mode=TRUNCATE") || !db_exec(db, "PRAGMA synchronous=FULL") ||
	    !db_exec(db, "PRAGMA foreign_keys=1") || !db_migrate(db, version))
		goto out;
	*state = HISTORY_OK;
	return db;
out:
	explain(db, path, e);
	sqlite3_close(db);
	return NULL;
}

/* Binds by `types`: i int64, t text, w a moment (two columns), r a rating (NULL if unknown). */
static bool db_run(sqlite3 *db, const char *sql, const char *types, ...)
{
	sqlite3_stmt *st;
	va_list ap;
	int k = 1, done;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		return false;
	va_start(ap, types);
	for (; *types; types++) {
		if (*types == 't') {
			const char *s = va_arg(ap, const char *);

			sqlite3_bind_text(st, k++, s ? s : "", -1, SQLITE_STATIC);
		} else if (*types == 'w') {
			struct wall w = va_arg(ap, struct wall);

			sqlite3_bind_int64(st, k++, w.ms);
			sqlite3_bind_int64(st, k++, w.offset_s);
		} else {
			int64_t v = va_arg(ap, int64_t);

			if (*types == 'r' && v == RATING_UNKNOWN)
				sqlite3_bind_null(st, k++);
			else
				sqlite3_bind_int64(st, k++, v);
		}
	}
	va_end(ap);
	done = sqlite3_step(st);
	sqlite3_finalize(st);
	return done == SQLITE_DONE;
}

static bool write_session(sqlite3 *db, const struct session_row *s)
{
	char hash[20];

	snprintf(hash, sizeof hash, "%016" PRIx64, s->plan_hash);
	return db_run(db, "INSERT OR REPLACE INTO session VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		      "ttttiiwwtiirritir", s->id, s->routine, s->title, hash, (int64_t)s->rehearsal,
		      (int64_t)s->ended_by_choice, s->started, s->ended, session_outcome_name(s->outcome),
		      s->planned_ms, s->active_ms, (int64_t)s->pain_before, (int64_t)s->pain_after,
		      (int64_t)s->segment, leg_name(s->leg), s->at_ms, (int64_t)s->numb_after);
}

static bool update_session(sqlite3 *db, const struct session_row *s)
{
	return db_run(db,
		      "UPDATE session SET by_choice=?, ended_ms=?, ended_offset=?, outcome=?, active_ms=?,"
		      " pain_before=?, pain_after=?, segment=?, leg=?, at_ms=?, numb_after=? WHERE id=?",
		      "iwtirritirt", (int64_t)s->ended_by_choice, s->ended, session_outcome_name(s->outcome),
		      s->active_ms, (int64_t)s->pain_before, (int64_t)s->pain_after, (int64_t)s->segment,
		      leg_name(s->leg), s->at_ms, (int64_t)s->numb_after, s->id);
}

static bool write_hold(sqlite3 *db, const struct hold_row *h)
{
	return db_run(db, "INSERT OR REPLACE INTO hold VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)", "tittwiiittrri",
		      h->session, (int64_t)h->n, h->site, leg_name(h->leg), h->when, h->planned_ms,
		      h->held_ms, h->tool_ms, hold_outcome_name(h->outcome), stop_why_name(h->why),
		      (int64_t)h->sore_before, (int64_t)h->sore_after, (int64_t)h->twitches);
}

/* One row, one statement, one commit: SQLite's own transaction around it is what is wanted. */
static bool write_row(sqlite3 *db, const struct row *r)
{
	switch (r->kind) {
	case ROW_BEGIN:
		return write_session(db, &r->session);
	case ROW_POSITION:
		return db_run(db, "UPDATE session SET segment=?, leg=?, at_ms=?, active_ms=? WHERE id=?",
			      "itiit", (int64_t)r->session.segment, leg_name(r->session.leg),
			      r->session.at_ms, r->session.active_ms, r->session.id);
	case ROW_END:
		return update_session(db, &r->session);
	case ROW_HOLD:
		return write_hold(db, &r->hold);
	case ROW_RATING:
		return db_run(db, "INSERT INTO rating VALUES(?,?,?,?,?,?)", "trtiw", r->rating.session,
			      (int64_t)r->rating.hold, r->rating.what, (int64_t)r->rating.value,
			      r->rating.when);
	case ROW_SCREENING:
		return db_run(db, "INSERT INTO screening VALUES(?,?,?,?,?)", "wtii", r->screening.when,
			      r->screening.page, (int64_t)r->screening.yes, (int64_t)r->screening.by_script);
	case ROW_CHECKIN:
		return db_run(db, "INSERT OR REPLACE INTO checkin VALUES(?,?,?,?,?)", "wiit", r->checkin.when,
			      (int64_t)r->checkin.soreness, (int64_t)r->checkin.bruise, r->checkin.where);
	case ROW_CHOICE:
		return db_run(db, "INSERT OR REPLACE INTO choice VALUES(?,?,?,?)", "wtt", r->choice.when,
			      r->choice.what, r->choice.value);
	}
	return false;
}

static struct db *db_of(sqlite3 *sql, const char *path)
{
	struct db *db;

	if (!sql)
		return NULL;
	db = mem_calloc(1, sizeof *db);
	db->sql = sql;
	db->path = mem_strdup(path);
	return db;
}

struct db *db_open(const char *path, enum history_state *state, struct err *e)
{
	return db_of(open_sql(path, state, e), path);
}

/* A copy in memory, with the schema of today. */
static sqlite3 *copy_sql(sqlite3 *from)
{
	sqlite3 *to = NULL;
	sqlite3_backup *b;
	int64_t version;
	bool good = sqlite3_open_v2(":memory:", &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
		    SQLITE_OK;

	b = good ? sqlite3_backup_init(to, "main", from, "main") : NULL;
	good = b && sqlite3_backup_step(b, -1) == SQLITE_DONE;
	sqlite3_backup_finish(b);
	version = good ? db_int(to, "PRAGMA user_version") : -1;
	if (version >= 0 && (version >= SCHEMA_VERSION || db_migrate(to, version)))
		return to;
	sqlite3_close(to);
	return NULL;
}

struct db *db_look(const char *path, enum history_state *state, struct err *e)
{
	sqlite3 *there = NULL, *copy = NULL;
	int64_t version = -1;

	*state = HISTORY_NONE;
	if (sqlite3_open_v2(path, &there, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(there, 2000);
		version = db_int(there, "PRAGMA user_version");
	}
	if (version >= 0)
		copy = copy_sql(there);
	if (!copy)
		explain(there, path, e);
	else if (version > SCHEMA_VERSION)
		*state = HISTORY_READ_ONLY, is_newer(e);
	else if (access(path, W_OK) < 0)
		*state = HISTORY_READ_ONLY, is_locked(path, e);
	else
		*state = HISTORY_OK;
	sqlite3_close(there);
	return db_of(copy, path);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close(db->sql);
	free(db->path);
	free(db);
}

bool db_write(struct db *db, const struct row *r, struct err *e)
{
	return write_row(db->sql, r) || explain(db->sql, db->path, e);
}

/* ---- reading ---- */

/* A query being read, column by column. */
struct cursor {
	struct arena *arena;
	sqlite3_stmt *st;
	int k;
};

static int64_t take_int(struct cursor *c)
{
	return sqlite3_column_int64(c->st, c->k++);
}

static const char *take_text(struct cursor *c)
{
	const char *s = (const char *)sqlite3_column_text(c->st, c->k++);

	return arena_strdup(c->arena, s ? s : "");
}

static void take_id(struct cursor *c, char id[33])
{
	const char *s = (const char *)sqlite3_column_text(c->st, c->k++);

	memccpy(id, s ? s : "", '\0', 32);
	id[32] = '\0';
}

static struct wall take_wall(struct cursor *c)
{
	int64_t ms = take_int(c);

	return (struct wall){ms, (int32_t)take_int(c)};
}

static int take_rating(struct cursor *c)
{
	int k = c->k++;

	return sqlite3_column_type(c->st, k) == SQLITE_NULL ? RATING_UNKNOWN : sqlite3_column_int(c->st, k);
}

static enum leg take_leg(struct cursor *c)
{
	const char *s = (const char *)sqlite3_column_text(c->st, c->k++);

	return s && !strcmp(s, "left") ? LEG_LEFT : s && !strcmp(s, "right") ? LEG_RIGHT : LEG_NONE;
}

static void take_session(struct cursor *c, void *item)
{
	struct session_row *s = item;

	take_id(c, s->id);
	s->routine = take_text(c);
	s->title = take_text(c);
	s->plan_hash = strtoull(take_text(c), NULL, 16);
	s->rehearsal = take_int(c);
	s->ended_by_choice = take_int(c);
	s->started = take_wall(c);
	s->ended = take_wall(c);
	session_outcome_by_name(take_text(c), &s->outcome);
	s->planned_ms = take_int(c);
	s->active_ms = take_int(c);
	s->pain_before = take_rating(c);
	s->pain_after = take_rating(c);
	s->segment = (int)take_int(c);
	s->leg = take_leg(c);
	s->at_ms = take_int(c);
	s->numb_after = take_rating(c);
}

static void take_hold(struct cursor *c, void *item)
{
	struct hold_row *h = item;

	take_id(c, h->session);
	h->n = (int)take_int(c);
	h->site = take_text(c);
	h->leg = take_leg(c);
	h->when = take_wall(c);
	h->planned_ms = take_int(c);
	h->held_ms = take_int(c);
	h->tool_ms = take_int(c);
	hold_outcome_by_name(take_text(c), &h->outcome);
	stop_why_by_name(take_text(c), &h->why);
	h->sore_before = take_rating(c);
	h->sore_after = take_rating(c);
	h->twitches = (int)take_int(c);
}

static void take_rating_row(struct cursor *c, void *item)
{
	struct rating_row *r = item;

	take_id(c, r->session);
	r->hold = take_rating(c);
	r->what = take_text(c);
	r->value = (int)take_int(c);
	r->when = take_wall(c);
}

static void take_screening(struct cursor *c, void *item)
{
	struct screening_row *s = item;

	s->when = take_wall(c);
	s->page = take_text(c);
	s->yes = (unsigned)take_int(c);
	s->by_script = take_int(c);
}

static void take_checkin(struct cursor *c, void *item)
{
	struct checkin_row *row = item;

	row->when = take_wall(c);
	row->soreness = (int)take_int(c);
	row->bruise = take_int(c);
	row->where = take_text(c);
}

static void take_choice(struct cursor *c, void *item)
{
	struct choice_row *row = item;

	row->when = take_wall(c);
	row->what = take_text(c);
	row->value = take_text(c);
}

/* Reads a table into an array of the arena; `order` is the end of the query. */
static bool read_all(sqlite3 *db, struct arena *a, const char *table, const char *order, size_t size,
		     void (*take)(struct cursor *, void *), void **rows, size_t *n)
{
	struct cursor c = {.arena = a};
	char sql[96];
	int64_t count;
	int got;

	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
	count = db_int(db, sql);
	snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY %s", table, order);
	if (count < 0 || sqlite3_prepare_v2(db, sql, -1, &c.st, NULL) != SQLITE_OK)
		return false;
	*rows = arena_array(a, (size_t)count, size);
	*n = 0;
	while ((got = sqlite3_step(c.st)) == SQLITE_ROW && *n < (size_t)count) {
		c.k = 0;
		take(&c, (unsigned char *)*rows + *n * size);
		++*n;
	}
	sqlite3_finalize(c.st);
	return got == SQLITE_DONE;
}

/* A hold and where its session stands among the sessions. */
struct placed {
	size_t session;
	struct hold_row hold;
};

static int by_place(const void *pa, const void *pb)
{
	const struct placed *a = pa, *b = pb;

	return a->session != b->session ? (a->session > b->session) - (a->session < b->session)
					: (a->hold.n > b->hold.n) - (a->hold.n < b->hold.n);
}

static void sort_holds(struct record *r)
{
	struct placed *all = mem_calloc(r->nholds, sizeof *all);
	size_t hint = 0;

	for (size_t i = 0; i < r->nholds; i++)
		all[i] = (struct placed){
			(size_t)(record_session(r, r->holds[i].session, &hint) - r->sessions), r->holds[i]};
	qsort(all, r->nholds, sizeof *all, by_place);
	for (size_t i = 0; i < r->nholds; i++)
		r->holds[i] = all[i].hold;
	free(all);
}

/* Tells holds what their sessions know and puts them in the order of those. They come as they were
 * written, which is that order already unless another machine's record was added: looking is far quicker
 * than a join that sorts. */
static void place_holds(struct record *r)
{
	size_t hint = 0, last = 0, n = 0;
	bool sorted = true;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct session_row *s = record_session(r, r->holds[i].session, &hint);

		if (!s)
			continue;
		sorted &= n == 0 || hint > last || (hint == last && r->holds[i].n > r->holds[n - 1].n);
		last = hint;
		if (n < i)
			r->holds[n] = r->holds[i];
		r->holds[n++].rehearsal = s->rehearsal;
	}
	r->nholds = n;
	if (!sorted)
		sort_holds(r);
}

/* In one transaction, so that all tables are of one moment. */
static bool read_record(sqlite3 *db, struct record *r)
{
	bool good = db_exec(db, "BEGIN") &&
		    read_all(db, r->arena, "session", "started_ms, rowid", sizeof *r->sessions, take_session,
			     (void **)&r->sessions, &r->nsessions) &&
		    read_all(db, r->arena, "hold", "rowid", sizeof *r->holds, take_hold, (void **)&r->holds,
			     &r->nholds) &&
		    read_all(db, r->arena, "rating", "when_ms, rowid", sizeof *r->ratings, take_rating_row,
			     (void **)&r->ratings, &r->nratings) &&
		    read_all(db, r->arena, "screening", "when_ms, rowid", sizeof *r->screenings,
			     take_screening, (void **)&r->screenings, &r->nscreenings) &&
		    read_all(db, r->arena, "checkin", "when_ms", sizeof *r->checkins, take_checkin,
			     (void **)&r->checkins, &r->ncheckins) &&
		    read_all(db, r->arena, "choice", "when_ms, what", sizeof *r->choices, take_choice,
			     (void **)&r->choices, &r->nchoices);

	return good && db_exec(db, "COMMIT");
}

/* A newer schema may have columns that are unknown here: they are added at the end of tables or in
 * tables of their own, which is a rule for whoever writes a migration. */
bool db_read(struct db *db, struct record *r, struct err *e)
{
	bool whole = read_record(db->sql, r);

	/* what was read before a fault still counts for the caps */
	place_holds(r);
	return whole || err_set(e, _("Part of the record cannot be read: %s (%s)."), sqlite3_errmsg(db->sql),
				db->path);
}
