#include "io/history_db.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "io/history_sql.h"

bool sql_run(sqlite3 *db, const char *sql, const char *types, ...)
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

bool sql_write_session(sqlite3 *db, const struct session_row *s)
{
	char hash[20];

	snprintf(hash, sizeof hash, "%016" PRIx64, s->plan_hash);
	return sql_run(
		db,
		"INSERT OR REPLACE INTO session(id, routine, title, plan_hash, rehearsal, by_choice,"
		" started_ms, started_offset, ended_ms, ended_offset, outcome, planned_ms, active_ms, "
		"pain_before,"
		" pain_after, segment, leg, at_ms, numb_after) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		"ttttiiwwtiirritir", s->id, s->routine, s->title, hash, (int64_t)s->rehearsal,
		(int64_t)s->ended_by_choice, s->started, s->ended, session_outcome_name(s->outcome),
		s->planned_ms, s->active_ms, (int64_t)s->pain_before, (int64_t)s->pain_after,
		(int64_t)s->segment, leg_name(s->leg), s->at_ms, (int64_t)s->numb_after);
}

static bool update_session(sqlite3 *db, const struct session_row *s)
{
	char hash[20];

	snprintf(hash, sizeof hash, "%016" PRIx64, s->plan_hash);
	return sql_run(
		db,
		"UPDATE session SET plan_hash=?, planned_ms=?, by_choice=?, ended_ms=?, ended_offset=?,"
		" outcome=?, active_ms=?, pain_before=?, pain_after=?, segment=?, leg=?, at_ms=?,"
		" numb_after=? WHERE id=?",
		"tiiwtirritirt", hash, s->planned_ms, (int64_t)s->ended_by_choice, s->ended,
		session_outcome_name(s->outcome), s->active_ms, (int64_t)s->pain_before,
		(int64_t)s->pain_after, (int64_t)s->segment, leg_name(s->leg), s->at_ms,
		(int64_t)s->numb_after, s->id);
}

bool sql_write_hold(sqlite3 *db, const struct hold_row *h)
{
	return sql_run(db,
		       "INSERT OR REPLACE INTO hold(session, n, site, leg, when_ms, when_offset, planned_ms,"
		       " held_ms, tool_ms, outcome, why, sore_before, sore_after, twitches) "
		       "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		       "tittwiiittrri", h->session, (int64_t)h->n, h->site, leg_name(h->leg), h->when,
		       h->planned_ms, h->held_ms, h->tool_ms, hold_outcome_name(h->outcome),
		       stop_why_name(h->why), (int64_t)h->sore_before, (int64_t)h->sore_after,
		       (int64_t)h->twitches);
}

bool sql_write_rating(sqlite3 *db, const struct rating_row *r)
{
	return sql_run(
		db,
		"INSERT INTO rating(session, hold, what, value, when_ms, when_offset) VALUES(?,?,?,?,?,?)",
		"trtiw", r->session, (int64_t)r->hold, r->what, (int64_t)r->value, r->when);
}

bool sql_write_screening(sqlite3 *db, const struct screening_row *s)
{
	return sql_run(db,
		       "INSERT INTO screening(when_ms, when_offset, page, yes, by_script) VALUES(?,?,?,?,?)",
		       "wtii", s->when, s->page, (int64_t)s->yes, (int64_t)s->by_script);
}

bool sql_write_checkin(sqlite3 *db, const struct checkin_row *c)
{
	return sql_run(db,
		       "INSERT OR REPLACE INTO checkin(when_ms, when_offset, soreness, bruise, place) "
		       "VALUES(?,?,?,?,?)",
		       "wiit", c->when, (int64_t)c->soreness, (int64_t)c->bruise, c->where);
}

bool sql_write_choice(sqlite3 *db, const struct choice_row *c)
{
	return sql_run(db, "INSERT OR REPLACE INTO choice(when_ms, when_offset, what, value) VALUES(?,?,?,?)",
		       "wtt", c->when, c->what, c->value);
}

/* One row, one statement, one commit: SQLite's own transaction around it is what is wanted. */
static bool write_row(sqlite3 *db, const struct row *r)
{
	switch (r->kind) {
	case ROW_BEGIN:
		return sql_write_session(db, &r->session);
	case ROW_POSITION:
		return sql_run(db, "UPDATE session SET segment=?, leg=?, at_ms=?, active_ms=? WHERE id=?",
			       "itiit", (int64_t)r->session.segment, leg_name(r->session.leg),
			       r->session.at_ms, r->session.active_ms, r->session.id);
	case ROW_END:
		return update_session(db, &r->session);
	case ROW_HOLD:
		return sql_write_hold(db, &r->hold);
	case ROW_RATING:
		return sql_write_rating(db, &r->rating);
	case ROW_SCREENING:
		return sql_write_screening(db, &r->screening);
	case ROW_CHECKIN:
		return sql_write_checkin(db, &r->checkin);
	case ROW_CHOICE:
		return sql_write_choice(db, &r->choice);
	}
	return false;
}

bool db_write(struct db *db, const struct row *r, struct err *e)
{
	return write_row(db->sql, r) || sql_explain(db->sql, db->path, e);
}

/* ---- reading ---- */

enum { TEXTS_KEPT = 4 };

/* A query being read, column by column. */
struct cursor {
	struct arena *arena;
	sqlite3_stmt *st;
	int k;
	const char *last[TEXTS_KEPT]; /* by column */
};

static int64_t take_int(struct cursor *c)
{
	return sqlite3_column_int64(c->st, c->k++);
}

/* Valid until the next row. */
static const char *see_text(struct cursor *c)
{
	const char *s = (const char *)sqlite3_column_text(c->st, c->k++);

	return s ? s : "";
}

/* Kept in the arena; what stood there in the row before is not kept twice. */
static const char *take_text(struct cursor *c)
{
	const char *s = see_text(c), **last = &c->last[c->k % TEXTS_KEPT];

	if (!*last || strcmp(*last, s) != 0)
		*last = arena_strdup(c->arena, s);
	return *last;
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
	s->plan_hash = strtoull(see_text(c), NULL, 16);
	s->rehearsal = take_int(c);
	s->ended_by_choice = take_int(c);
	s->started = take_wall(c);
	s->ended = take_wall(c);
	session_outcome_by_name(see_text(c), &s->outcome);
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
	hold_outcome_by_name(see_text(c), &h->outcome);
	stop_why_by_name(see_text(c), &h->why);
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

/* Room for so many rows at first: the number of the last row, which is found at once and mostly is how many
 * there are, or a few where only some of them are wanted or the numbers have holes. */
static size_t rows_at_first(sqlite3 *db, const char *table, const char *which)
{
	enum { FEW = 64, ROW_BYTES_LEAST = 16 };
	char sql[96];
	int64_t last, bytes = sql_int(db, "PRAGMA page_count") * sql_int(db, "PRAGMA page_size");

	snprintf(sql, sizeof sql, "SELECT max(rowid) FROM %s", table);
	last = *which ? 0 : sql_int(db, sql);
	return last > FEW && last <= bytes / ROW_BYTES_LEAST ? (size_t)last : FEW;
}

/* Twice the room. */
static void more_room(struct arena *a, void **rows, size_t *room, size_t size)
{
	void *more = arena_array(a, 2 * *room, size);

	memcpy(more, *rows, *room * size);
	*rows = more;
	*room *= 2;
}

/* Reads a table (`which`: " WHERE ...", or "" for all of it) into an array of the arena, as it was written:
 * record_sort() is far quicker than an ORDER BY. */
static bool read_all(sqlite3 *db, struct arena *a, const char *table, const char *which, size_t size,
		     void (*take)(struct cursor *, void *), void **rows, size_t *n)
{
	struct cursor c = {.arena = a};
	size_t room = rows_at_first(db, table, which);
	char sql[96];
	int got;

	snprintf(sql, sizeof sql, "SELECT * FROM %s%s ORDER BY rowid", table, which);
	*n = 0;
	if (sqlite3_prepare_v2(db, sql, -1, &c.st, NULL) != SQLITE_OK)
		return false;
	*rows = arena_array(a, room, size);
	while ((got = sqlite3_step(c.st)) == SQLITE_ROW) {
		if (*n == room)
			more_room(a, rows, &room, size);
		c.k = 0;
		take(&c, (unsigned char *)*rows + *n * size);
		++*n;
	}
	sqlite3_finalize(c.st);
	return got == SQLITE_DONE;
}

/* The tables, in the order of struct record; an older schema lacks the last ones. */
bool sql_read(const struct db *db, struct record *r, int64_t ratings_since)
{
	const struct table {
		const char *name;
		int64_t since;
		size_t size;
		void (*take)(struct cursor *, void *);
		void **rows;
		size_t *n;
	} tables[] = {
		{"session", 1, sizeof *r->sessions, take_session, (void **)&r->sessions, &r->nsessions},
		{"hold", 1, sizeof *r->holds, take_hold, (void **)&r->holds, &r->nholds},
		{"rating", 1, sizeof *r->ratings, take_rating_row, (void **)&r->ratings, &r->nratings},
		{"screening", 1, sizeof *r->screenings, take_screening, (void **)&r->screenings,
		 &r->nscreenings},
		{"checkin", 2, sizeof *r->checkins, take_checkin, (void **)&r->checkins, &r->ncheckins},
		{"choice", 2, sizeof *r->choices, take_choice, (void **)&r->choices, &r->nchoices},
	};
	char lately[64] = "";
	bool good = true;

	if (ratings_since != INT64_MIN)
		snprintf(lately, sizeof lately, " WHERE when_ms >= %lld", (long long)ratings_since);
	for (size_t i = 0; i < sizeof tables / sizeof *tables && good; i++) {
		const struct table *t = &tables[i];
		const char *which = t->take == take_rating_row ? lately : "";

		if (t->since <= db->version)
			good = read_all(db->sql, r->arena, t->name, which, t->size, t->take, t->rows, t->n);
	}
	/* what was read before a fault still counts for the caps */
	record_sort(r);
	return good;
}

/* In one transaction, so that all tables are of one moment. A newer schema may have columns that are unknown
 * here: they are added at the end of tables or in tables of their own, which is a rule for whoever writes a
 * migration. */
bool db_read(struct db *db, struct record *r, int64_t ratings_since, struct err *e)
{
	bool begun = sql_exec(db->sql, "BEGIN"), good = begun && sql_read(db, r, ratings_since);

	if (!good)
		err_set(e, _("Part of the record cannot be read: %s (%s)."), sqlite3_errmsg(db->sql),
			db->path);
	return (!begun || sql_exec(db->sql, "COMMIT")) && good;
}
