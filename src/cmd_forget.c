#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "commands.h"
#include "core/caps.h"
#include "io/clock.h"
#include "io/history.h"
#include "io/paths.h"

enum { ID_DIGITS_LEAST = 4 };

/* What the program keeps in the state folder. */
static const char *const kept[] = {"state.yaml", "state.yaml.part", "log", "log.old"};

/* ---- which ---- */

/* The session that `which` names: "last", an id, or the first digits of one; NULL with a message. */
static const struct session_row *find(const struct record *rows, const char *which, struct err *e)
{
	const struct session_row *found = NULL;
	size_t n = strlen(which);

	if (!strcmp(which, "last") && rows->nsessions)
		return &rows->sessions[rows->nsessions - 1];
	for (size_t i = 0; n >= ID_DIGITS_LEAST && i < rows->nsessions; i++) {
		if (strncmp(rows->sessions[i].id, which, n) != 0)
			continue;
		if (found) {
			err_set(e, _("More than one session's id begins with \"%.40s\": give more of it."),
				which);
			return NULL;
		}
		found = &rows->sessions[i];
	}
	if (!found)
		err_set(e,
			_("There is no session \"%.40s\". 'unknot history --format=json' tells their ids; "
			  "'last' "
			  "is the last one."),
			which);
	return found;
}

/* ---- telling what would go ---- */

/* As history counts them: one that was left out is none. */
static size_t count_holds(const struct record *rows, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->nholds; i++)
		n += !strcmp(rows->holds[i].session, id) && rows->holds[i].held_ms > 0;
	return n;
}

static void tell_session(const struct record *rows, const struct session_row *s)
{
	size_t holds = count_holds(rows, s->id);
	struct wall_fields f = wall_fields(s->started);
	char *title = mem_strdup(s->title); /* a hand-edited record may hold anything */

	text_clean(title, strlen(title), false);
	printf("%04d-%02d-%02d %02d:%02d, %s, %s.\n", f.year, f.month, f.day, f.hour, f.minute, title,
	       session_outcome_text(s->outcome));
	free(title);
	printf(n_("This session goes, with its %zu hold and what you rated in it.\n",
		  "This session goes, with its %zu holds and what you rated in it.\n", holds),
	       holds);
	if (s->numb_after == 1)
		puts(_("In it you said that a leg stayed numb or weak. Speak to a clinician all the same."));
	if (!s->rehearsal && caps_day(s->started) == caps_day(clock_wall()))
		puts(_("What was pressed in it counts no longer towards the day's share; your legs had it "
		       "all the "
		       "same."));
	puts(_("An import does not bring it back. Files that you made from the record keep it."));
}

static void tell_all(const struct paths *paths, const struct record *rows)
{
	printf(n_("Everything goes that unknot wrote about you: %zu session, check-ins, answers, choices, "
		  "and\n"
		  "the copies from before updates:\n",
		  "Everything goes that unknot wrote about you: %zu sessions, check-ins, answers, choices, "
		  "and\n"
		  "the copies from before updates:\n",
		  rows->nsessions),
	       rows->nsessions);
	printf("  %s\n", paths->history);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		struct buf path = {0};

		buf_addf(&path, "%s/%s", paths->state, kept[i]);
		if (access(path.p, F_OK) == 0)
			printf("  %s\n", path.p);
		buf_free(&path);
	}
	printf(_("These stay: your settings, routines and sounds in %s, and files that you made from the\n"
		 "record. An import of one of those brings its sessions back.\n"),
	       paths->config);
}

/* ---- doing it ---- */

static enum exit_code sure(const struct options *o)
{
	char answer[16] = "";

	if (o->yes)
		return EXIT_DONE;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		fputs(_("unknot: nobody is here to be asked: add --yes if it is meant.\n"), stderr);
		return EXIT_USAGE;
	}
	fputs(_("Forget it? y or n: "), stdout);
	fflush(stdout);
	if (fgets(answer, sizeof answer, stdin) && (*answer == 'y' || *answer == 'Y'))
		return EXIT_DONE;
	puts(_("Nothing was forgotten."));
	return EXIT_EARLY;
}

static enum exit_code forget_session(struct history *h, const struct record *rows, const struct options *o,
				     struct err *e)
{
	const struct session_row *s = find(rows, o->args[0], e);
	enum exit_code code;

	if (!s)
		return EXIT_INPUT;
	tell_session(rows, s);
	code = sure(o);
	if (code != EXIT_DONE)
		return code;
	if (!history_forget(h, s->id, e))
		return EXIT_ENVIRONMENT;
	puts(_("Forgotten."));
	return EXIT_DONE;
}

static bool remove_kept(const struct paths *paths, struct err *e)
{
	bool good = true;

	for (size_t i = 0; i < sizeof kept / sizeof *kept && good; i++) {
		struct buf path = {0};

		buf_addf(&path, "%s/%s", paths->state, kept[i]);
		good = unlink(path.p) == 0 || errno == ENOENT || errno == ENOTDIR ||
		       err_set(e, _("%s cannot be removed: %s"), path.p, strerror(errno));
		buf_free(&path);
	}
	return good;
}

static enum exit_code forget_all(struct history *h, const struct record *rows, const struct paths *paths,
				 const struct options *o, struct err *e)
{
	enum exit_code code;

	tell_all(paths, rows);
	code = sure(o);
	if (code != EXIT_DONE)
		return code;
	if (!history_erase(h, e) || !remove_kept(paths, e))
		return EXIT_ENVIRONMENT;
	puts(_("Forgotten. The next session begins with the safety questions."));
	return EXIT_DONE;
}

/* Whoever is in the middle of a session writes on: first that one ends. */
static enum exit_code forget(struct history *h, const struct paths *paths, const struct options *o,
			     struct err *e)
{
	struct record *rows;
	enum exit_code code;

	if (!o->all && history_state(h) == HISTORY_NONE)
		return EXIT_ENVIRONMENT;
	if (!history_lock(h, e))
		return EXIT_NOT_NOW;
	rows = history_read(h, e);
	code = o->all ? forget_all(h, rows, paths, o, e) : forget_session(h, rows, o, e);
	record_free(rows);
	return code;
}

enum exit_code cmd_forget(const struct options *o)
{
	struct err e = {""};
	enum exit_code code;

	if (o->all == (o->nargs == 1)) {
		fputs(_("unknot: forget takes a session's id, 'last', or --all.\n"), stderr);
		code = EXIT_USAGE;
	} else {
		struct paths paths = paths_find();
		struct history *h = history_open(paths.history, &e);

		code = forget(h, &paths, o, &e);
		history_close(h, 0);
		paths_free(&paths);
	}
	if (code == EXIT_INPUT || code == EXIT_ENVIRONMENT || code == EXIT_NOT_NOW)
		fprintf(stderr, "unknot: %s\n", e.text);
	return code;
}
