/* The record on real SQLite: rows come back as they went in, migrations run, a newer record is read
 * and never written, what cannot be written is said and kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/text.h"
#include "io/history.h"

static char folder[64];
static char path[128];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/unknot-history-XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/data/unknot/history.db", folder);
	return 0;
}

static int drop_folder(void **state)
{
	char command[192];

	(void)state;
	snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", folder, folder);
	return system(command);
}

static struct session_row a_session(const char *id)
{
	struct session_row s = {.routine = "daily",
				.title = "Daily Back-of-Leg",
				.plan_hash = UINT64_C(0xfedcba9876543210),
				.started = {1700000000000, 3600},
				.planned_ms = 1020000,
				.pain_before = 4,
				.pain_after = RATING_UNKNOWN,
				.segment = 0,
				.numb_after = -1};

	snprintf(s.id, sizeof s.id, "%s", id);
	return s;
}

static struct hold_row a_hold(const char *id, int n)
{
	struct hold_row h = {.n = n,
			     .site = "thigh-outer-middle",
			     .leg = LEG_RIGHT,
			     .when = {1700000100000, 3600},
			     .planned_ms = 60000,
			     .held_ms = 41500,
			     .tool_ms = 70250,
			     .outcome = HOLD_STOPPED,
			     .why = WHY_NUMB,
			     .sore_before = 6,
			     .sore_after = RATING_UNKNOWN,
			     .twitches = 2};

	snprintf(h.session, sizeof h.session, "%s", id);
	return h;
}

/* Waits for the next fact; fails after five seconds without one. */
static struct history_fact next_fact(struct history *h)
{
	struct history_fact f;
	struct pollfd p = {.fd = history_fd(h), .events = POLLIN};

	while (!history_next_fact(h, &f))
		assert_int_equal(poll(&p, 1, 5000), 1);
	return f;
}

static void test_round_trip(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row s = a_session("00000000000000000000000000000001");
	struct hold_row hold = a_hold(s.id, 0);
	struct rating_row rating = {.hold = 0, .what = "sore", .value = 6, .when = {1700000090000, 3600}};
	struct screening_row screening = {
		.when = {1699999999000, -7200}, .page = "emergency", .yes = 1U << 9};
	struct checkin_row checkin = {{1700000300000, 3600}, 4, true, "calf-low left"};
	struct choice_row choice = {{1700000300001, 0}, "target", "3"};
	struct record *r;
	struct stat file;

	(void)state;
	assert_string_equal(e.text, "");
	assert_int_equal(history_state(h), HISTORY_OK);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	memcpy(rating.session, s.id, sizeof rating.session);
	history_screening(h, &screening);
	history_checkin(h, &checkin);
	history_choice(h, &choice);
	history_begin(h, &s);
	history_hold(h, &hold);
	history_rating(h, &rating);
	s.plan_hash++; /* its routine was edited meanwhile */
	s.planned_ms += 1000;
	s.outcome = SESSION_STOPPED;
	s.active_ms = 88000;
	s.ended = (struct wall){1700000200000, 3600};
	s.segment = 7;
	s.leg = LEG_LEFT;
	s.at_ms = 99001;
	history_end(h, &s);
	r = history_read(h, &e);
	assert_string_equal(e.text, "");
	assert_int_equal(r->nsessions, 1);
	assert_string_equal(r->sessions[0].id, s.id);
	assert_string_equal(r->sessions[0].title, s.title);
	assert_true(r->sessions[0].plan_hash == s.plan_hash);
	assert_int_equal(r->sessions[0].planned_ms, s.planned_ms);
	assert_int_equal(r->sessions[0].started.ms, s.started.ms);
	assert_int_equal(r->sessions[0].ended.offset_s, 3600);
	assert_int_equal(r->sessions[0].outcome, SESSION_STOPPED);
	assert_int_equal(r->sessions[0].pain_before, 4);
	assert_int_equal(r->sessions[0].pain_after, RATING_UNKNOWN);
	assert_int_equal(r->sessions[0].segment, 7);
	assert_int_equal(r->sessions[0].leg, LEG_LEFT);
	assert_int_equal(r->sessions[0].at_ms, 99001);
	assert_int_equal(r->nholds, 1);
	assert_string_equal(r->holds[0].site, hold.site);
	assert_int_equal(r->holds[0].leg, LEG_RIGHT);
	assert_int_equal(r->holds[0].held_ms, 41500);
	assert_int_equal(r->holds[0].tool_ms, 70250);
	assert_int_equal(r->holds[0].outcome, HOLD_STOPPED);
	assert_int_equal(r->holds[0].why, WHY_NUMB);
	assert_int_equal(r->holds[0].sore_before, 6);
	assert_int_equal(r->holds[0].sore_after, RATING_UNKNOWN);
	assert_int_equal(r->holds[0].twitches, 2);
	assert_false(r->holds[0].rehearsal);
	assert_int_equal(r->nratings, 1);
	assert_string_equal(r->ratings[0].what, "sore");
	assert_int_equal(r->ratings[0].value, 6);
	assert_int_equal(r->nscreenings, 1);
	assert_int_equal(r->screenings[0].yes, 1U << 9);
	assert_int_equal(r->screenings[0].when.offset_s, -7200);
	assert_int_equal(r->ncheckins, 1);
	assert_int_equal(r->checkins[0].when.offset_s, 3600);
	assert_int_equal(r->checkins[0].soreness, 4);
	assert_true(r->checkins[0].bruise);
	assert_string_equal(r->checkins[0].where, "calf-low left");
	assert_int_equal(r->nchoices, 1);
	assert_int_equal(r->choices[0].when.ms, 1700000300001);
	assert_string_equal(r->choices[0].what, "target");
	assert_string_equal(r->choices[0].value, "3");
	record_free(r);
	assert_true(history_close(h, 5000));
}

/* As where the record of another machine was added: written later, but older. */
static void test_holds_stand_by_their_sessions(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row late = a_session("0000000000000000000000000000000a"),
			   early = a_session("0000000000000000000000000000000b");
	struct hold_row of_late[2] = {a_hold(late.id, 0), a_hold(late.id, 1)}, of_early = a_hold(early.id, 0);
	struct record *r;

	(void)state;
	early.started.ms -= 86400000;
	early.rehearsal = true;
	late.rehearsal = false;
	history_begin(h, &late);
	history_hold(h, &of_late[1]);
	history_begin(h, &early);
	history_hold(h, &of_early);
	history_hold(h, &of_late[0]);
	r = history_read(h, &e);
	assert_int_equal(r->nholds, 3);
	assert_string_equal(r->holds[0].session, early.id);
	assert_true(r->holds[0].rehearsal);
	assert_string_equal(r->holds[1].session, late.id);
	assert_int_equal(r->holds[1].n, 0);
	assert_int_equal(r->holds[2].n, 1);
	assert_false(r->holds[2].rehearsal);
	record_free(r);
	assert_true(history_close(h, 5000));
}

/* What a killed program leaves: all that was committed, the session still open. */
static void test_every_hold_is_committed_at_once(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e), *other;
	struct session_row s = a_session("00000000000000000000000000000002");
	struct record *r;

	(void)state;
	history_begin(h, &s);
	for (int n = 0; n < 3; n++) {
		struct hold_row hold = a_hold(s.id, n);

		history_hold(h, &hold);
	}
	assert_int_equal(next_fact(h).hold, -1);
	for (int n = 0; n < 3; n++) {
		struct history_fact f = next_fact(h);

		assert_true(f.saved);
		assert_int_equal(f.hold, n);
		assert_string_equal(f.session, s.id);
	}
	other = history_open(path, &e);
	r = history_read(other, &e);
	assert_int_equal(r->nholds, 3);
	assert_int_equal(r->sessions[0].outcome, SESSION_OPEN);
	record_free(r);
	history_close(other, 0);
	assert_true(history_close(h, 5000));
}

static void run_sql(const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int64_t number_of(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	int64_t n;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

/* How many sessions a look sees; `state` is what it must say. */
static size_t look(enum history_state state, struct err *e)
{
	struct history *h;
	struct record *first, *again;
	size_t n;

	e->text[0] = '\0';
	h = history_look(path, e);
	assert_int_equal(history_state(h), state);
	first = history_read(h, e);
	again = history_read(h, e);
	n = first->nsessions;
	assert_int_equal(again->nsessions, n);
	record_free(first);
	record_free(again);
	assert_true(history_close(h, 0));
	return n;
}

/* Looking makes no folder and no file, and leaves an old schema and a new one as they are. */
static void test_looking_changes_nothing(void **state)
{
	struct session_row s = a_session("00000000000000000000000000000005");
	struct err e;
	struct history *h;
	FILE *f;

	(void)state;
	assert_int_equal(look(HISTORY_NONE, &e), 0);
	assert_string_equal(e.text, "");
	assert_int_equal(access(path, F_OK), -1);
	*strstr(path, "/data") = '\0';
	assert_int_equal(rmdir(path), 0); /* empty: no folder was made either */
	path[strlen(path)] = '/';
	assert_int_equal(mkdir(folder, 0700), 0);

	h = history_open(path, &e);
	history_begin(h, &s);
	assert_true(history_close(h, 5000));
	assert_int_equal(look(HISTORY_OK, &e), 1);
	run_sql("DROP TABLE checkin; DROP TABLE choice; PRAGMA user_version=1");
	assert_int_equal(look(HISTORY_OK, &e), 1);
	assert_string_equal(e.text, "");
	assert_int_equal(number_of("PRAGMA user_version"), 1);
	assert_int_equal(number_of("SELECT count(*) FROM sqlite_master WHERE name='choice'"), 0);
	run_sql("CREATE TABLE checkin(a,b,c,d,e); CREATE TABLE choice(a,b,what,d); PRAGMA user_version=99");
	look(HISTORY_READ_ONLY, &e);
	assert_int_equal(number_of("PRAGMA user_version"), 99);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("This is a letter and no record at all, and long enough to be sure.", f);
	fclose(f);
	look(HISTORY_NONE, &e);
	assert_non_null(strstr(e.text, "cannot be read"));
}

static void test_newer_record_is_read_and_not_written(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row s = a_session("00000000000000000000000000000003");
	struct record *r;

	(void)state;
	history_begin(h, &s);
	assert_true(history_close(h, 5000));
	run_sql("PRAGMA user_version=99; ALTER TABLE session ADD COLUMN mood TEXT; CREATE TABLE dream(x)");
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_READ_ONLY);
	assert_non_null(strstr(e.text, "newer"));
	s = a_session("00000000000000000000000000000004");
	history_begin(h, &s);
	r = history_read(h, &e);
	assert_int_equal(r->nsessions, 2); /* the one of this run, seen and not written */
	assert_string_equal(r->sessions[0].id, "00000000000000000000000000000003");
	record_free(r);
	assert_true(history_close(h, 5000));
	h = history_open(path, &e);
	r = history_read(h, &e);
	assert_int_equal(r->nsessions, 1);
	record_free(r);
	history_close(h, 0);
}

static void test_not_a_record(void **state)
{
	struct err e = {""};
	struct history *h;
	struct session_row s = a_session("00000000000000000000000000000005");
	struct history_fact f;
	FILE *file;
	char text[64] = "";

	(void)state;
	history_close(history_open(path, &e), 0);
	file = fopen(path, "w");
	for (int i = 0; i < 100; i++)
		fputs("my shopping list, precious\n", file);
	fclose(file);
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_NONE);
	assert_non_null(strstr(e.text, "cannot be read"));
	history_begin(h, &s);
	f = next_fact(h);
	assert_false(f.saved);
	assert_non_null(strstr(f.why.text, "cannot be read"));
	assert_false(history_close(h, 100));
	file = fopen(path, "r");
	assert_non_null(fgets(text, sizeof text, file));
	assert_string_equal(text, "my shopping list, precious\n");
	fclose(file);
}

/* A disk that was full: nothing is lost, all of it is committed in order once there is room. */
static void test_failed_rows_are_tried_again(void **state)
{
	struct err e = {""};
	struct history *h;
	struct session_row s = a_session("00000000000000000000000000000006");
	struct record *r;
	char blocked[160];

	(void)state;
	snprintf(blocked, sizeof blocked, "%s/data", folder);
	fclose(fopen(blocked, "w")); /* a file where a folder has to be */
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_NONE);
	assert_string_not_equal(e.text, "");
	history_begin(h, &s);
	assert_false(next_fact(h).saved);
	r = history_read(h, &e); /* it is seen all the same */
	assert_int_equal(r->nsessions, 1);
	assert_string_equal(r->sessions[0].id, s.id);
	record_free(r);
	unlink(blocked);
	snprintf(blocked, sizeof blocked, "mkdir -p %s/data/unknot", folder);
	assert_int_equal(system(blocked), 0);
	for (int n = 0; n < 2; n++) {
		struct hold_row hold = a_hold(s.id, n);

		history_hold(h, &hold);
	}
	for (int n = -1; n < 2; n++) {
		struct history_fact f = next_fact(h);

		while (!f.saved)
			f = next_fact(h);
		assert_int_equal(f.hold, n);
	}
	r = history_read(h, &e); /* from the disk by now */
	assert_int_equal(r->nholds, 2);
	record_free(r);
	assert_true(history_close(h, 5000));
	h = history_open(path, &e);
	r = history_read(h, &e);
	assert_int_equal(r->nholds, 2);
	record_free(r);
	history_close(h, 0);
}

/* A yes to a safety question closes the door for this run, although it cannot be written. */
static void test_what_cannot_be_written_is_seen(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row s = a_session("00000000000000000000000000000007");
	struct screening_row yes = {.when = {5000, 0}, .page = "emergency", .yes = 4};
	struct hold_row hold = a_hold(s.id, 0);
	struct record *r;

	(void)state;
	history_begin(h, &s);
	assert_true(history_close(h, 5000));
	/* a copy takes the record as it is, pages of another size too */
	run_sql("PRAGMA page_size=8192; VACUUM; PRAGMA user_version=99");
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_READ_ONLY);
	history_screening(h, &yes);
	history_hold(h, &hold);
	for (int again = 0; again < 2; again++) {
		r = history_read(h, &e);
		assert_int_equal(r->nsessions, 1);
		assert_int_equal(r->nscreenings, 1);
		assert_int_equal(r->screenings[0].yes, 4);
		assert_int_equal(r->nholds, 1);
		record_free(r);
	}
	assert_true(history_close(h, 5000));
	assert_int_equal(number_of("SELECT count(*) FROM screening"), 0);
	assert_int_equal(number_of("SELECT count(*) FROM hold"), 0);
}

static void test_one_session_on_a_machine(void **state)
{
	struct err e = {""};
	struct history *a = history_open(path, &e), *b = history_open(path, &e);

	(void)state;
	assert_false(history_busy(b, &e));
	assert_true(history_lock(a, &e));
	assert_true(history_lock(a, &e));
	assert_false(history_busy(a, &e));
	assert_true(history_busy(b, &e));
	assert_false(history_lock(b, &e));
	assert_non_null(strstr(e.text, "Another unknot"));
	history_unlock(a);
	assert_true(history_lock(b, &e));
	assert_false(history_lock(a, &e));
	history_close(a, 0);
	history_close(b, 0);
}

static void test_ids_differ(void **state)
{
	char a[33], b[33];

	(void)state;
	history_new_id(a);
	history_new_id(b);
	assert_int_equal(strspn(a, "0123456789abcdef"), 32);
	assert_string_not_equal(a, b);
}

/* ---- migrations ---- */

/* The first schema, as version 1 wrote it. */
static const char v1[] =
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
	" page TEXT NOT NULL, yes INTEGER NOT NULL, by_script INTEGER NOT NULL);"
	"INSERT INTO session VALUES('00000000000000000000000000000001','daily','Kept from the old "
	"days','0',0,1,"
	"1700000000000,0,1700000900000,0,'done',900000,900000,4,2,9,'right',0,0);"
	"PRAGMA user_version=1";

static void make_v1(void)
{
	char command[192];

	snprintf(command, sizeof command, "mkdir -p %s/data/unknot", folder);
	assert_int_equal(system(command), 0);
	run_sql(v1);
}

/* The copy, as a record of its own: its path. */
static char *copy_of_v1(void)
{
	static char copy[160];

	snprintf(copy, sizeof copy, "%s.v1", path);
	return copy;
}

static int64_t ask(const char *file, const char *sql)
{
	sqlite3_stmt *st;
	sqlite3 *db;
	int64_t v;

	assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return v;
}

static void test_a_copy_before_a_migration(void **state)
{
	struct err e = {""};
	struct history *h;
	struct record *r;
	struct stat file;
	int schema = 0;

	(void)state;
	make_v1();
	h = history_open(path, &e);
	assert_string_equal(e.text, "");
	assert_int_equal(history_state(h), HISTORY_OK);
	r = history_read(h, &e);
	assert_int_equal(r->nsessions, 1);
	assert_string_equal(r->sessions[0].title, "Kept from the old days");
	record_free(r);
	assert_true(history_check(h, &schema, &e));
	assert_true(schema > 1);
	history_close(h, 0);
	assert_int_equal(stat(copy_of_v1(), &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(ask(copy_of_v1(), "PRAGMA user_version"), 1);
	assert_int_equal(ask(copy_of_v1(), "SELECT count(*) FROM session"), 1);
	/* a record that is up to date is not copied again */
	unlink(copy_of_v1());
	history_close(history_open(path, &e), 0);
	assert_int_not_equal(access(copy_of_v1(), F_OK), 0);
}

/* A record that a copy was made of before: the newest stands. */
static void test_the_newest_copy_stands(void **state)
{
	struct err e = {""};
	FILE *old;

	(void)state;
	make_v1();
	old = fopen(copy_of_v1(), "w");
	fputs("an older copy", old);
	fclose(old);
	history_close(history_open(path, &e), 0);
	assert_int_equal(ask(copy_of_v1(), "SELECT count(*) FROM session"), 1);
}

static void test_a_migration_that_fails(void **state)
{
	struct err e = {""};
	struct session_row s = a_session("00000000000000000000000000000009");
	struct history *h;
	struct record *r;

	(void)state;
	make_v1();
	run_sql("CREATE TABLE choice(in_the_way)");
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_READ_ONLY);
	assert_non_null(strstr(e.text, "could not be brought up to date"));
	history_begin(h, &s);
	e.text[0] = '\0';
	r = history_read(h, &e);
	assert_string_equal(e.text, "");
	assert_int_equal(r->nsessions, 2); /* the one that is not written too */
	record_free(r);
	assert_true(history_close(h, 0));
	assert_int_equal(ask(path, "PRAGMA user_version"), 1);
	assert_int_equal(ask(path, "SELECT count(*) FROM session"), 1);
	assert_int_equal(ask(copy_of_v1(), "SELECT count(*) FROM session"), 1);
	/* once it is mended, all goes on */
	run_sql("DROP TABLE choice");
	e.text[0] = '\0';
	h = history_open(path, &e);
	assert_string_equal(e.text, "");
	assert_int_equal(history_state(h), HISTORY_OK);
	history_close(h, 0);
}

/* Nothing is changed that cannot be kept first: a folder stands where the copy has to be. */
static void test_no_copy_no_migration(void **state)
{
	struct err e = {""};
	struct history *h;
	char inside[180];

	(void)state;
	make_v1();
	assert_int_equal(mkdir(copy_of_v1(), 0700), 0);
	snprintf(inside, sizeof inside, "%s/x", copy_of_v1());
	assert_int_equal(mkdir(inside, 0700), 0);
	h = history_open(path, &e);
	assert_int_equal(history_state(h), HISTORY_READ_ONLY);
	assert_non_null(strstr(e.text, "no copy of it could be kept first"));
	history_close(h, 0);
	assert_int_equal(ask(path, "PRAGMA user_version"), 1);
}

static void test_damage_is_found(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row s = a_session("00000000000000000000000000000003");
	int schema;
	FILE *file;

	(void)state;
	history_begin(h, &s);
	for (int n = 0; n < 50; n++) {
		struct hold_row hold = a_hold(s.id, n);

		history_hold(h, &hold);
	}
	assert_true(history_close(h, 5000));
	file = fopen(path, "r+");
	fseek(file, -4096, SEEK_END);
	for (int i = 0; i < 2048; i++)
		fputc(0xa5, file);
	fclose(file);
	h = history_open(path, &e);
	e.text[0] = '\0';
	assert_false(history_check(h, &schema, &e));
	assert_non_null(strstr(e.text, "damaged"));
	history_close(h, 0);
}

/* ---- looking, importing, forgetting ---- */

static void test_a_look_makes_nothing(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(look(HISTORY_NONE, &e), 0);
	assert_string_equal(e.text, "");
	assert_int_not_equal(access(path, F_OK), 0);
	make_v1();
	assert_int_equal(look(HISTORY_OK, &e), 1);
	assert_int_equal(ask(path, "PRAGMA user_version"), 1);
}

/* A record as it was read from a file: one session with two holds and a rating, and more. */
static struct record *another(void)
{
	static struct session_row s;
	static struct hold_row holds[2];
	static struct rating_row rating;
	static struct checkin_row checkin = {{1700000300000, 3600}, 4, true, "calf-low left"};
	static struct choice_row choice = {{1700000300001, 0}, "target", "3"};
	static struct screening_row screening = {{1700000300002, 0}, "emergency", 4, false};
	static struct record r;

	s = a_session("000000000000000000000000000000aa");
	s.title = "Nobody else's business";
	holds[0] = a_hold(s.id, 0);
	holds[1] = a_hold(s.id, 1);
	rating = (struct rating_row){.hold = 1, .what = "sore", .value = 6, .when = {1700000090000, 3600}};
	memcpy(rating.session, s.id, sizeof rating.session);
	r = (struct record){.sessions = &s,
			    .nsessions = 1,
			    .holds = holds,
			    .nholds = 2,
			    .ratings = &rating,
			    .nratings = 1,
			    .checkins = &checkin,
			    .ncheckins = 1,
			    .choices = &choice,
			    .nchoices = 1,
			    .screenings = &screening,
			    .nscreenings = 1};
	return &r;
}

static void assert_same_json(const struct record *a, const struct record *b)
{
	struct buf ta = {0}, tb = {0};

	record_json(a, &ta);
	record_json(b, &tb);
	assert_string_equal(ta.p, tb.p);
	buf_free(&ta);
	buf_free(&tb);
}

static void test_an_import(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct record *from = another(), *r;
	struct merge_tally t;

	(void)state;
	assert_true(history_import(h, from, &t, &e));
	assert_int_equal(t.added, 1);
	assert_int_equal(t.checkins + t.choices + t.screenings, 3);
	r = history_read(h, &e);
	assert_same_json(r, from);
	record_free(r);
	assert_true(history_import(h, from, &t, &e));
	assert_int_equal(t.known, 1);
	assert_int_equal(t.added + t.fuller + t.checkins + t.choices + t.screenings, 0);
	/* the session went on over there */
	from->sessions[0].outcome = SESSION_DONE;
	from->sessions[0].ended = (struct wall){1700000900000, 3600};
	assert_true(history_import(h, from, &t, &e));
	assert_int_equal(t.fuller, 1);
	r = history_read(h, &e);
	assert_same_json(r, from);
	record_free(r);
	history_close(h, 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM hold"), 2);
	assert_int_equal(ask(path, "SELECT count(*) FROM rating"), 1);
}

/* All or nothing: the last row of it cannot be written. */
static void test_an_import_that_fails(void **state)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct merge_tally t;

	(void)state;
	run_sql("CREATE TRIGGER no BEFORE INSERT ON screening BEGIN SELECT RAISE(FAIL, 'no'); END");
	assert_false(history_import(h, another(), &t, &e));
	assert_non_null(strstr(e.text, "as it was"));
	history_close(h, 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM session"), 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM hold"), 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM choice"), 0);
}

/* Whether a file has these bytes anywhere. */
static bool has_bytes(const char *file, const char *bytes)
{
	char command[256];

	snprintf(command, sizeof command, "grep -qaF \"%s\" %s", bytes, file);
	return system(command) == 0;
}

static void test_what_is_forgotten_is_gone(void **state)
{
	struct err e = {""};
	struct record *r;
	struct merge_tally t;
	struct session_row other = a_session("000000000000000000000000000000bb");
	struct history *h;

	(void)state;
	make_v1();
	h = history_open(path, &e);
	assert_true(history_import(h, another(), &t, &e));
	history_begin(h, &other);
	history_close(h, 5000);
	h = history_open(path, &e);
	assert_true(has_bytes(path, "else's business"));
	assert_true(history_forget(h, "000000000000000000000000000000aa", &e));
	assert_false(has_bytes(path, "else's business"));
	assert_int_not_equal(access(copy_of_v1(), F_OK), 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM hold"), 0);
	assert_int_equal(ask(path, "SELECT count(*) FROM rating"), 0);
	r = history_read(h, &e);
	assert_int_equal(r->nsessions, 2);
	record_free(r);
	assert_true(history_import(h, another(), &t, &e));
	assert_int_equal(t.forgotten, 1);
	assert_int_equal(t.added, 0);
	r = history_read(h, &e);
	assert_int_equal(r->nsessions, 2);
	record_free(r);
	history_close(h, 0);
}

static void test_erased(void **state)
{
	struct err e = {""};
	struct history *h;
	char command[192];

	(void)state;
	make_v1();
	h = history_open(path, &e);
	assert_true(history_lock(h, &e));
	assert_true(history_erase(h, &e));
	history_close(h, 0);
	snprintf(command, sizeof command, "[ -z \"$(ls -A %s/data/unknot)\" ]", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
#define EACH(f) cmocka_unit_test_setup_teardown(f, make_folder, drop_folder)
	const struct CMUnitTest tests[] = {
		EACH(test_round_trip),
		EACH(test_holds_stand_by_their_sessions),
		EACH(test_every_hold_is_committed_at_once),
		EACH(test_looking_changes_nothing),
		EACH(test_newer_record_is_read_and_not_written),
		EACH(test_not_a_record),
		EACH(test_failed_rows_are_tried_again),
		EACH(test_what_cannot_be_written_is_seen),
		EACH(test_one_session_on_a_machine),
		EACH(test_a_copy_before_a_migration),
		EACH(test_the_newest_copy_stands),
		EACH(test_a_migration_that_fails),
		EACH(test_no_copy_no_migration),
		EACH(test_damage_is_found),
		EACH(test_a_look_makes_nothing),
		EACH(test_an_import),
		EACH(test_an_import_that_fails),
		EACH(test_what_is_forgotten_is_gone),
		EACH(test_erased),
		cmocka_unit_test(test_ids_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
