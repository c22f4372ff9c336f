/* Every shipped routine, played by the real program in plain mode as a rehearsal: it ends by itself
 * with 0, its segments come in the order and at the moments that `show` gives, and the record then
 * holds each press once, marked as rehearsal. All play at the same time, each in a home of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "core/plan.h"
#include "io/history.h"
#include "io/paths.h"
#include "open_routine.h"

enum { MOST = 16 };

static struct run {
	char id[64];
	char home[160];
	pid_t pid;
	int status;
} runs[MOST];
static int nruns;
static char program[512];
static struct paths paths;

/* The program lies two folders above this test: .build/<variant>/tests/golden/test_sessions. */
static void find_program(void)
{
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);

	assert_true(n > 0);
	program[n] = '\0';
	for (int up = 0; up < 3; up++)
		*strrchr(program, '/') = '\0';
	strcat(program, "/unknot");
}

static void start(struct run *r)
{
	char file[256];
	int out;

	snprintf(r->home, sizeof r->home, "/tmp/unknot-session-XXXXXX");
	assert_non_null(mkdtemp(r->home));
	r->pid = fork();
	assert_true(r->pid >= 0);
	if (r->pid)
		return;
	setenv("HOME", r->home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	snprintf(file, sizeof file, "%s/out", r->home);
	out = open(file, O_WRONLY | O_CREAT, 0600);
	dup2(out, STDOUT_FILENO);
	dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
	snprintf(file, sizeof file, "%s/events", r->home);
	execl(program, "unknot", "play", r->id, "--plain", "--hands-free", "--speed=240", "--events", file,
	      NULL);
	_exit(127);
}

static int play_all(void **state)
{
	char *slash;
	char folder[512];
	struct dirent *d;
	DIR *dir;

	(void)state;
	find_program();
	snprintf(folder, sizeof folder, "%s", program);
	for (int up = 0; up < 3; up++)
		if ((slash = strrchr(folder, '/')))
			*slash = '\0';
	strcat(folder, "/routines");
	dir = opendir(folder);
	assert_non_null(dir);
	while ((d = readdir(dir)) && nruns < MOST) {
		char *dot = strrchr(d->d_name, '.');

		if (!dot || strcmp(dot, ".yaml") || !strcmp(d->d_name, "atlas.yaml"))
			continue;
		snprintf(runs[nruns].id, sizeof runs[nruns].id, "%.*s", (int)(dot - d->d_name), d->d_name);
		start(&runs[nruns++]);
	}
	closedir(dir);
	for (int i = 0; i < nruns; i++)
		waitpid(runs[i].pid, &runs[i].status, 0);
	paths = paths_find();
	return 0;
}

static int forget_all(void **state)
{
	(void)state;
	for (int i = 0; i < nruns; i++) {
		char command[256];

		snprintf(command, sizeof command, "rm -rf %s", runs[i].home);
		if (system(command))
			return 1;
	}
	paths_free(&paths);
	return 0;
}

static void test_all_end_by_themselves(void **state)
{
	(void)state;
	assert_int_equal(nruns, 10);
	for (int i = 0; i < nruns; i++) {
		if (runs[i].status)
			print_error("%s: status %x\n", runs[i].id, (unsigned)runs[i].status);
		assert_int_equal(runs[i].status, 0);
	}
}

/* The figure of `"key": ` in a line, in ms. */
static int64_t figure(const char *line, const char *key)
{
	char quoted[32];
	const char *at;

	snprintf(quoted, sizeof quoted, "\"%s\": ", key);
	at = strstr(line, quoted);
	assert_non_null(at);
	return (int64_t)(strtod(at + strlen(quoted), NULL) * 1000 + 0.5);
}

static void compare(const struct run *r, const struct plan *p)
{
	char file[256], line[1024];
	FILE *f;
	size_t n = 0;
	bool end = false;

	snprintf(file, sizeof file, "%s/events", r->home);
	f = fopen(file, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		end |= strstr(line, "\"event\": \"end\"") != NULL;
		if (!strstr(line, "\"event\": \"segment\""))
			continue;
		assert_true(n < p->nsegments);
		assert_int_equal(figure(line, "n"), 1000 * p->segments[n].n);
		assert_int_equal(figure(line, "at"), p->segments[n].at_ms);
		assert_non_null(strstr(line, phase_name(p->segments[n].phase)));
		n++;
	}
	fclose(f);
	assert_true(end);
	assert_int_equal(n, p->nsegments);
}

static void test_segments_come_as_shown(void **state)
{
	struct person neutral = plan_person_neutral();

	(void)state;
	for (int i = 0; i < nruns; i++) {
		struct opened o = routine_open(&paths, runs[i].id, NULL);
		struct plan *p;

		assert_true(opened_ok(&o));
		p = plan_compile(o.routine, o.atlas, &neutral, NULL);
		compare(&runs[i], p);
		plan_free(p);
		opened_free(&o);
	}
}

static void test_record_holds_each_press_once(void **state)
{
	struct person beginner = plan_person_neutral();

	(void)state;
	for (int i = 0; i < nruns; i++) {
		struct opened o = routine_open(&paths, runs[i].id, NULL);
		struct plan *p;
		struct err e = {""};
		char file[256];
		struct history *h;
		struct record *rows;

		/* a rehearsal is for nobody in particular, but names no more than the level of who tries it */
		beginner.pressure_most = o.atlas->limits.gentle_pressure;
		p = plan_compile(o.routine, o.atlas, &beginner, NULL);
		snprintf(file, sizeof file, "%s/.local/share/unknot/history.db", runs[i].home);
		h = history_open(file, &e);
		rows = history_read(h, &e);
		assert_int_equal(rows->nsessions, 1);
		assert_int_equal(rows->sessions[0].outcome, SESSION_DONE);
		assert_true(rows->sessions[0].rehearsal);
		assert_true(rows->sessions[0].plan_hash == p->hash);
		assert_int_equal(rows->nholds, p->npresses);
		for (size_t k = 0; k < rows->nholds; k++) {
			assert_int_equal(rows->holds[k].n, k);
			assert_string_equal(rows->holds[k].site, p->presses[k].site->id);
			assert_int_equal(rows->holds[k].leg, p->presses[k].leg);
			assert_int_equal(rows->holds[k].outcome, HOLD_FULL);
			assert_int_equal(rows->holds[k].held_ms, p->presses[k].upper_ms);
		}
		record_free(rows);
		history_close(h, 0);
		plan_free(p);
		opened_free(&o);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_end_by_themselves),
		cmocka_unit_test(test_segments_come_as_shown),
		cmocka_unit_test(test_record_holds_each_press_once),
	};

	return cmocka_run_group_tests(tests, play_all, forget_all);
}
