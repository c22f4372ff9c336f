/* What the record costs: ten years of daily sessions read and folded, and a hold committed.
 *
 *   record FILE
 *
 * Makes FILE with ten years in it (3,650 sessions, 58,400 holds) if it is not there, then prints
 * "read_ms=" (CPU: read and folded into what home shows), "fold_ms=" (the folds of that alone), "scan_ms=" (SQLite alone, every column of
 * every hold), "tenth_ms=" (as read_ms with a tenth of the rows: growth), "stats_ms=" (CPU: all of the
 * record folded into its figures), "commit_us=" (median from handing a hold over to its fact) and "hand_us=" (99th
 * percentile of how long handing over takes: what a frame or a key could wait).
 */
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/stats.h"
#include "core/today.h"
#include "io/clock.h"
#include "io/history.h"
#include "load/atlas_load.h"
#include "me.h"

enum { DAYS = 3650, HOLDS_A_DAY = 16, COMMITS = 100, TIMES = 7 };

static double clock_us(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* All rows in one transaction, by SQL: one by one they would take minutes. */
static void fill(const char *path, int days)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct arena *a = arena_new();
	const struct atlas *atlas = atlas_built_in(a);
	int64_t first = clock_wall().ms - (int64_t)days * 86400000;
	char sql[600];
	sqlite3 *db;

	history_close(h, 0);
	sqlite3_open(path, &db);
	sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
	for (int day = 0; day < days; day++) {
		int64_t at = first + (int64_t)day * 86400000;

		snprintf(sql, sizeof sql,
			 "INSERT INTO session VALUES('%032x','daily','Every "
			 "day','0123456789abcdef',0,1,%lld,0,%lld,0,"
			 "'done',900000,890000,4,2,9,'right',0,0)",
			 (unsigned)day + 1, (long long)at, (long long)at + 900000);
		sqlite3_exec(db, sql, NULL, NULL, NULL);
		snprintf(sql, sizeof sql, "INSERT INTO checkin VALUES(%lld,0,%d,0,'')",
			 (long long)at - 3600000, day % 4);
		sqlite3_exec(db, sql, NULL, NULL, NULL);
		for (int n = 0; n < HOLDS_A_DAY; n++) {
			snprintf(sql, sizeof sql,
				 "INSERT INTO hold "
				 "VALUES('%032x',%d,'%s','%s',%lld,0,45000,45000,62000,'full','none',6,3,0)",
				 (unsigned)day + 1, n, atlas->site[n % 6].id,
				 leg_name(n % 2 ? LEG_LEFT : LEG_RIGHT), (long long)at + n * 60000);
			sqlite3_exec(db, sql, NULL, NULL, NULL);
		}
	}
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
	arena_free(a);
}

/* Median CPU of reading and folding, ms; in `*fold` of folding alone. */
static double time_reading(const char *path, int days, double *fold)
{
	struct err e = {""};
	struct history *h;
	struct arena *a = arena_new();
	double ms[TIMES], folds[TIMES];

	if (access(path, R_OK))
		fill(path, days);
	h = history_open(path, &e);
	for (int i = 0; i < TIMES; i++) {
		double from = clock_us(CLOCK_PROCESS_CPUTIME_ID);
		struct record *r = history_read(h, &e);
		struct person who = plan_person_neutral();
		double read = clock_us(CLOCK_PROCESS_CPUTIME_ID);
		struct progress p = me_from_rows(&who, r, atlas_built_in(a), clock_wall());

		today_choose(r, &p, clock_wall());
		ms[i] = (clock_us(CLOCK_PROCESS_CPUTIME_ID) - from) / 1e3;
		folds[i] = (clock_us(CLOCK_PROCESS_CPUTIME_ID) - read) / 1e3;
		if (r->nholds < (size_t)days * HOLDS_A_DAY)
			exit(1);
		record_free(r);
	}
	history_close(h, 0);
	arena_free(a);
	qsort(ms, TIMES, sizeof *ms, by_size);
	qsort(folds, TIMES, sizeof *folds, by_size);
	*fold = folds[TIMES / 2];
	return ms[TIMES / 2];
}

/* Median CPU of the figures of a record that was read, ms. */
static double time_stats(const char *path)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct record *r = history_read(h, &e);
	double ms[TIMES];

	for (int i = 0; i < TIMES; i++) {
		double from = clock_us(CLOCK_PROCESS_CPUTIME_ID);
		struct stats *s = stats_of(r, INT64_MIN, INT64_MAX);

		ms[i] = (clock_us(CLOCK_PROCESS_CPUTIME_ID) - from) / 1e3;
		if (s->presses < DAYS * HOLDS_A_DAY)
			exit(1);
		stats_free(s);
	}
	record_free(r);
	history_close(h, 0);
	qsort(ms, TIMES, sizeof *ms, by_size);
	return ms[TIMES / 2];
}

/* The least that reading the holds can cost. */
static double time_scan(const char *path)
{
	double ms[TIMES];
	sqlite3 *db;

	for (int i = 0; i < TIMES; i++) {
		double from = clock_us(CLOCK_PROCESS_CPUTIME_ID);
		sqlite3_stmt *st;

		sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
		sqlite3_prepare_v2(db, "SELECT * FROM hold", -1, &st, NULL);
		while (sqlite3_step(st) == SQLITE_ROW)
			for (int k = 0; k < sqlite3_column_count(st); k++)
				sqlite3_column_value(st, k);
		sqlite3_finalize(st);
		sqlite3_close(db);
		ms[i] = (clock_us(CLOCK_PROCESS_CPUTIME_ID) - from) / 1e3;
	}
	qsort(ms, TIMES, sizeof *ms, by_size);
	return ms[TIMES / 2];
}

static bool wait_fact(struct history *h)
{
	struct pollfd p = {history_fd(h), POLLIN, 0};
	struct history_fact f;

	while (!history_next_fact(h, &f))
		poll(&p, 1, -1);
	return f.saved;
}

static bool time_commits(const char *path, double *commit, double *hand)
{
	struct err e = {""};
	struct history *h = history_open(path, &e);
	struct session_row s = {.routine = "daily", .title = "Every day", .started = clock_wall()};
	double whole[COMMITS], over[COMMITS];
	bool saved;

	history_new_id(s.id);
	history_begin(h, &s);
	saved = wait_fact(h);
	for (int i = 0; i < COMMITS; i++) {
		struct hold_row r = {.n = i, .site = "calf-inner", .leg = LEG_LEFT};
		double from = clock_us(CLOCK_MONOTONIC);

		memcpy(r.session, s.id, sizeof r.session);
		history_hold(h, &r);
		over[i] = clock_us(CLOCK_MONOTONIC) - from;
		saved &= wait_fact(h);
		whole[i] = clock_us(CLOCK_MONOTONIC) - from;
	}
	history_close(h, 2000);
	qsort(whole, COMMITS, sizeof *whole, by_size);
	qsort(over, COMMITS, sizeof *over, by_size);
	*commit = whole[COMMITS / 2];
	*hand = over[COMMITS * 99 / 100];
	return saved;
}

int main(int argc, char **argv)
{
	char tenth[4096];
	double commit, hand, fold, fold_tenth;

	if (argc != 2)
		return fputs("usage: record FILE\n", stderr), 2;
	snprintf(tenth, sizeof tenth, "%s.tenth", argv[1]);
	printf("read_ms=%.2f ", time_reading(argv[1], DAYS, &fold));
	printf("scan_ms=%.2f tenth_ms=%.2f ", time_scan(argv[1]),
	       time_reading(tenth, DAYS / 10, &fold_tenth));
	printf("fold_ms=%.2f fold_tenth_ms=%.2f ", fold, fold_tenth);
	printf("stats_ms=%.2f ", time_stats(argv[1]));
	if (!time_commits(argv[1], &commit, &hand))
		return 1;
	printf("commit_us=%.0f hand_us=%.0f\n", commit, hand);
	return 0;
}
