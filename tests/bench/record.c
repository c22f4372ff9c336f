/* What the record costs: years of daily sessions read and folded, and a hold committed.
 *
 *   record FILE
 *
 * Makes FILE.1, FILE.5, FILE.10 and FILE.20 with as many years in them where they are not there (ten years:
 * 3,650 sessions and mornings, 58,400 holds, 65,700 ratings), then prints "y1_ms=" ... "y20_ms=" (CPU: read
 * and folded into what home shows), "fold_ms=" (the folding of ten years alone), "stats_ms=" (into its figures),
 * "scan_ms=" and "holds_ms=" (SQLite alone, every column of every row of ten years, and of the holds alone),
 * "commit_us=" (median from handing a hold over to its fact) and "hand_us=" (99th percentile of how long handing
 * over takes: what a frame or a key could wait).
 */
#include <poll.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/caps.h"
#include "core/screening.h"
#include "core/stats.h"
#include "core/today.h"
#include "io/clock.h"
#include "io/history.h"
#include "load/atlas_load.h"
#include "me.h"

enum { DAYS_A_YEAR = 365, HOLDS_A_DAY = 16, COMMITS = 100, TIMES = 7 };

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

static void run_sql(sqlite3 *db, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void run_sql(sqlite3 *db, const char *fmt, ...)
{
	char sql[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(sql, sizeof sql, fmt, ap);
	va_end(ap);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
		exit(1);
	}
}

/* A day: a session whose pain and every hold were rated, and the morning after it. */
static void fill_day(sqlite3 *db, const struct atlas *atlas, unsigned day, long long at)
{
	run_sql(db,
		"INSERT INTO session VALUES('%032x','daily','Every day','0123456789abcdef',0,1,%lld,0,%lld,0,"
		"'done',900000,890000,4,2,9,'right',0,0)",
		day, at, at + 900000);
	run_sql(db, "INSERT INTO rating VALUES('%032x',NULL,'pain-before',4,%lld,0)", day, at);
	for (int n = 0; n < HOLDS_A_DAY; n++) {
		run_sql(db,
			"INSERT INTO hold "
			"VALUES('%032x',%d,'%s','%s',%lld,0,45000,45000,62000,'full','none',6,3,0)",
			day, n, atlas->site[n % 6].id, leg_name(n % 2 ? LEG_LEFT : LEG_RIGHT),
			at + n * 50000);
		run_sql(db, "INSERT INTO rating VALUES('%032x',%d,'sore',6,%lld,0)", day, n, at + n * 50000);
	}
	run_sql(db, "INSERT INTO rating VALUES('%032x',NULL,'pain-after',2,%lld,0)", day, at + 890000);
	run_sql(db, "INSERT INTO checkin VALUES(%lld,0,2,0,'')", at + 50000000);
}

/* All rows in one transaction, by SQL: one by one they would take minutes. */
static void fill(const char *path, int days)
{
	struct err e = {""};
	struct arena *a = arena_new();
	int64_t first = clock_wall().ms - (int64_t)days * 86400000;
	sqlite3 *db;

	history_close(history_open(path, &e), 0);
	sqlite3_open(path, &db);
	run_sql(db, "BEGIN");
	for (int day = 0; day < days; day++)
		fill_day(db, atlas_built_in(a), (unsigned)day + 1, first + (long long)day * 86400000);
	run_sql(db, "COMMIT");
	sqlite3_close(db);
	arena_free(a);
}

static double cpu_ms(void)
{
	return clock_us(CLOCK_PROCESS_CPUTIME_ID) / 1e3;
}

static double median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_size);
	return v[n / 2];
}

static void year_path(char out[4096], const char *file, int years)
{
	snprintf(out, 4096, "%s.%d", file, years);
}

/* Median CPU of reading and folding so many years, ms; `*fold` of the folding alone. */
static double time_reading(const char *file, int years, double *fold)
{
	struct err e = {""};
	struct history *h;
	struct arena *a = arena_new();
	double ms[TIMES], folds[TIMES];
	char path[4096];

	year_path(path, file, years);
	if (access(path, R_OK))
		fill(path, years * DAYS_A_YEAR);
	h = history_open(path, &e);
	for (int i = 0; i < TIMES; i++) {
		double from = cpu_ms(), read;
		struct record *r = history_read_today(h, clock_wall(), &e);
		struct person who = plan_person_neutral();
		struct progress p;

		read = cpu_ms();
		p = me_from_rows(&who, r, atlas_built_in(a), 1, clock_wall());
		today_choose(r, &p, clock_wall());
		caps_deep_locked(r, atlas_built_in(a), clock_wall());
		screening_fold(r, clock_wall(), true);
		ms[i] = cpu_ms() - from;
		folds[i] = cpu_ms() - read;
		if (r->nholds < (size_t)years * DAYS_A_YEAR * HOLDS_A_DAY)
			exit(1);
		record_free(r);
	}
	history_close(h, 0);
	arena_free(a);
	*fold = median(folds, TIMES);
	return median(ms, TIMES);
}

/* Median CPU of the figures of ten years that were read, ms. */
static double time_stats(const char *file)
{
	struct err e = {""};
	struct history *h;
	struct record *r;
	double ms[TIMES];
	char path[4096];

	year_path(path, file, 10);
	h = history_open(path, &e);
	r = history_read(h, &e);
	for (int i = 0; i < TIMES; i++) {
		double from = cpu_ms();
		struct stats *s = stats_of(r, INT64_MIN, INT64_MAX);

		ms[i] = cpu_ms() - from;
		if (s->presses < 10 * DAYS_A_YEAR * HOLDS_A_DAY)
			exit(1);
		stats_free(s);
	}
	record_free(r);
	history_close(h, 0);
	return median(ms, TIMES);
}

/* The least that reading ten years can cost: all of it, or the holds alone. */
static double time_scan(const char *file, bool all)
{
	static const char *const tables[] = {"hold", "session", "rating", "checkin"};
	double ms[TIMES];
	char path[4096];
	sqlite3 *db;

	year_path(path, file, 10);
	for (int i = 0; i < TIMES; i++) {
		double from = cpu_ms();

		sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
		for (size_t t = 0; t < (all ? sizeof tables / sizeof *tables : 1); t++) {
			sqlite3_stmt *st;
			char sql[64];

			snprintf(sql, sizeof sql, "SELECT * FROM %s", tables[t]);
			sqlite3_prepare_v2(db, sql, -1, &st, NULL);
			while (sqlite3_step(st) == SQLITE_ROW)
				for (int k = 0; k < sqlite3_column_count(st); k++)
					sqlite3_column_value(st, k);
			sqlite3_finalize(st);
		}
		sqlite3_close(db);
		ms[i] = cpu_ms() - from;
	}
	return median(ms, TIMES);
}

static bool wait_fact(struct history *h)
{
	struct pollfd p = {history_fd(h), POLLIN, 0};
	struct history_fact f;

	while (!history_next_fact(h, &f))
		poll(&p, 1, -1);
	return f.saved;
}

static bool time_commits(const char *file, double *commit, double *hand)
{
	char path[4096];
	struct err e = {""};
	struct history *h;
	struct session_row s = {.routine = "daily", .title = "Every day", .started = clock_wall()};
	double whole[COMMITS], over[COMMITS];
	bool saved;

	year_path(path, file, 20); /* the session stays open, which ten years of daily ones end without */
	h = history_open(path, &e);
	history_new_id(s.id);
	history_begin(h, &s);
	saved = wait_fact(h);
	for (int i = 0; i < COMMITS; i++) {
		struct hold_row r = {.n = i, .site = "calf-inner", .leg = LEG_LEFT, .when = clock_wall()};
		double from = clock_us(CLOCK_MONOTONIC);

		memcpy(r.session, s.id, sizeof r.session);
		history_hold(h, &r);
		over[i] = clock_us(CLOCK_MONOTONIC) - from;
		saved &= wait_fact(h);
		whole[i] = clock_us(CLOCK_MONOTONIC) - from;
	}
	history_close(h, 2000);
	*commit = median(whole, COMMITS);
	qsort(over, COMMITS, sizeof *over, by_size);
	*hand = over[COMMITS * 99 / 100];
	return saved;
}

int main(int argc, char **argv)
{
	static const int years[] = {1, 5, 10, 20};
	double commit, hand, fold, fold_ten = 0;

	if (argc != 2)
		return fputs("usage: record FILE\n", stderr), 2;
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		printf("y%d_ms=%.2f ", years[i], time_reading(argv[1], years[i], &fold));
		fold_ten = years[i] == 10 ? fold : fold_ten;
	}
	printf("fold_ms=%.2f scan_ms=%.2f ", fold_ten, time_scan(argv[1], true));
	printf("holds_ms=%.2f ", time_scan(argv[1], false));
	printf("stats_ms=%.2f ", time_stats(argv[1]));
	if (!time_commits(argv[1], &commit, &hand))
		return 1;
	printf("commit_us=%.0f hand_us=%.0f\n", commit, hand);
	return 0;
}
