#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "io/catalog.h"
#include "load/atlas_load.h"
#include "load/scaffold.h"
#include "own.h"
#include "prose.h"
#include "verdict.h"

enum { ANSWER = 400, MINUTE_MS = 60000 };

#define USUAL_WHEN    "daily"
#define USUAL_PLACES  "thigh-outer-middle, thigh-inner-lower"
#define USUAL_MINUTES "10"

/* The answers so far, and what is read with them. */
struct asking {
	const struct options *o;
	const struct atlas *atlas;
	struct scaffold s;
};

/* ---- reading an answer, given or asked ---- */

static bool read_when(struct asking *a, const char *text, struct err *e)
{
	if (scaffold_when_by_name(text, &a->s.when))
		return true;
	return err_set(
		e,
		_("It is for one of daily, evening, sitting, driving, running and anytime, not \"%.40s\"."),
		text);
}

static bool read_places(struct asking *a, const char *text, struct err *e)
{
	return scaffold_places(text, a->atlas, &a->s, e) && scaffold_suits(&a->s, e);
}

static bool read_minutes(struct asking *a, const char *text, struct err *e)
{
	char figure[ANSWER];
	size_t n = strspn(text, "0123456789");

	snprintf(figure, sizeof figure, "%s", text);
	if (n && text_same(text + n + strspn(text + n, " "), "min"))
		figure[n] = '\0';
	if (options_minutes(figure, &a->s.minutes_ms))
		return true;
	return err_set(e, _("Minutes are a number from 1 to 90, or a time like 4m30s, not \"%.40s\"."), text);
}

/* Minutes that hold at least one place: who is asked can give more at once. */
static bool read_enough(struct asking *a, const char *text, struct err *e)
{
	struct scaffold_made made;
	struct buf unread = {0};
	bool enough = read_minutes(a, text, e) && scaffold_write(&a->s, a->atlas, &unread, &made, e);

	buf_free(&unread);
	return enough;
}

static void list_whens(const struct asking *a)
{
	(void)a;
	puts(_("When is it for?"));
	for (int w = 0; w < SCAFFOLD_WHENS; w++)
		prose(stdout, "  %-8s  %s\n", scaffold_when_name((enum scaffold_when)w),
		      scaffold_when_text((enum scaffold_when)w));
}

static void list_places(const struct asking *a)
{
	const struct atlas *atlas = a->atlas;

	prose_puts(stdout, _("\nWhich places? Codes or ids, with commas between them.\n"));
	for (int i = 0; i < SITES_BUILT_IN; i++)
		if (a->s.when != WHEN_DRIVING || !atlas->site[i].ask_calf)
			prose(stdout, "  %-2s  %-19s %s\n", atlas->site[i].code, atlas->site[i].id,
			      atlas->site[i].name);
	prose(stdout,
	      _("A list of exercises without a press begins with a copy: unknot new %s --from=physio-list\n"),
	      a->s.id);
}

static void list_minutes(const struct asking *a)
{
	(void)a;
	puts(_("\nHow many minutes?"));
}

/* The three questions. */
static const struct question {
	const char *option, *usual;
	void (*list)(const struct asking *a);
	bool (*read)(struct asking *a, const char *text, struct err *e);
} questions[] = {
	{"--for", USUAL_WHEN, list_whens, read_when},
	{"--places", USUAL_PLACES, list_places, read_places},
	{"--minutes", USUAL_MINUTES, list_minutes, read_enough},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static bool is_given(const struct options *o, size_t question)
{
	return question == 0 ? o->for_when != NULL : question == 1 ? o->places != NULL : o->minutes_ms > 0;
}

/* A line from the terminal, without its end; `usual` where it is empty. False at the end of input. */
static bool line_of(const char *usual, char answer[ANSWER])
{
	size_t n;

	printf("[%s]: ", usual);
	fflush(stdout);
	if (!fgets(answer, ANSWER, stdin))
		return puts(""), false;
	for (n = strlen(answer); n && strchr(" \t\r\n", answer[n - 1]);)
		answer[--n] = '\0';
	n = strspn(answer, " \t");
	memmove(answer, answer + n, strlen(answer + n) + 1);
	if (!*answer)
		snprintf(answer, ANSWER, "%s", usual);
	return true;
}

/* Asks until the answer can be read. */
static enum exit_code ask(struct asking *a, const struct question *q)
{
	char answer[ANSWER];
	struct err e;

	q->list(a);
	while (line_of(q->usual, answer)) {
		if (q->read(a, answer, &e))
			return EXIT_DONE;
		prose(stdout, "%s\n", e.text);
	}
	puts(_("Nothing was written."));
	return EXIT_EARLY;
}

static bool take_given(struct asking *a, struct err *e)
{
	a->s.minutes_ms = a->o->minutes_ms;
	return (!a->o->for_when || read_when(a, a->o->for_when, e)) &&
	       (!a->o->places || read_places(a, a->o->places, e));
}

static enum exit_code take_answers(struct asking *a, struct err *e)
{
	bool person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	enum exit_code code = EXIT_DONE;

	if (!take_given(a, e))
		return EXIT_USAGE;
	for (size_t i = 0; i < QUESTIONS && code == EXIT_DONE; i++) {
		if (is_given(a->o, i))
			continue;
		if (person) {
			code = ask(a, &questions[i]);
		} else {
			err_set(e,
				_("Nobody is here to be asked: add --for, --places and --minutes, as in\n"
				  "  unknot new %s --for=%s --places=T2,T4 --minutes=%s"),
				a->s.id, USUAL_WHEN, USUAL_MINUTES);
			code = EXIT_USAGE;
		}
	}
	return code;
}

/* ---- writing it ---- */

/* What the time did not hold. */
static void tell_what_fits(const struct scaffold *s, const struct scaffold_made *made)
{
	char takes[DURATION_TEXT];

	if (made->legs == 1)
		prose(stdout, "%s\n", _("There is no time for both legs: it presses the worse one."));
	if ((size_t)made->slots < s->nplaces)
		prose(stdout,
		      n_("There is no time for all %d places: each time one is pressed, the one that has "
			 "waited "
			 "longest.\n",
			 "There is no time for all %d places: each time %d are pressed, those that have "
			 "waited "
			 "longest.\n",
			 made->slots),
		      (int)s->nplaces, made->slots);
	if (made->planned_ms < s->minutes_ms - 2 * MINUTE_MS)
		prose(stdout, _("It takes %s: more of the same places would do no more good.\n"),
		      duration_clock(takes, made->planned_ms));
}

static enum exit_code from_answers(const struct paths *paths, struct asking *a, struct err *e)
{
	enum exit_code code = take_answers(a, e);
	struct scaffold_made made;
	struct buf text = {0};

	if (code != EXIT_DONE)
		return code;
	code = !scaffold_write(&a->s, a->atlas, &text, &made, e) ? EXIT_INPUT
	       : !own_write(paths, a->s.id, &text, e)            ? EXIT_ENVIRONMENT
								 : EXIT_DONE;
	if (code == EXIT_DONE)
		tell_what_fits(&a->s, &made);
	buf_free(&text);
	return code;
}

static enum exit_code from_routine(const struct paths *paths, const struct options *o, const char *id,
				   struct err *e)
{
	char *from;
	enum exit_code code = EXIT_INPUT;

	if (o->for_when || o->places || o->minutes_ms) {
		err_set(e, _("--from copies a routine as it is: leave out --for, --places and --minutes."));
		return EXIT_USAGE;
	}
	from = catalog_resolve(paths, o->from, e);
	if (from && own_copy(paths, id, from, e))
		code = EXIT_DONE;
	free(from);
	return code;
}

/* Whether the name may be had. */
static bool is_free(const struct paths *paths, const char *id, struct err *e)
{
	char *taken;

	if (!scaffold_name(id, e))
		return false;
	taken = own_taken(paths, id);
	if (taken)
		err_set(e,
			_("There is a routine \"%s\" already: choose another name, or change it with 'unknot "
			  "edit %s'."),
			id, id);
	free(taken);
	return !taken;
}

static enum exit_code make(const struct paths *paths, const struct options *o, const char *id, struct err *e)
{
	struct arena *arena = arena_new();
	struct asking a = {.o = o, .atlas = atlas_built_in(arena), .s = {.id = id}};
	enum exit_code code = EXIT_INPUT;

	if (is_free(paths, id, e))
		code = o->from ? from_routine(paths, o, id, e) : from_answers(paths, &a, e);
	arena_free(arena);
	return code;
}

/* What came of it, and where to go from here. */
static void tell(const struct paths *paths, const char *id, bool copied)
{
	char *path = own_path(paths, id);
	bool good;

	if (copied)
		prose(stdout, "%s\n", _("Its title is still that of the other: give it one of its own."));
	good = verdict_routine(paths, path, false, NULL).good;
	if (good)
		prose(stdout,
		      _("It is yours now:\n"
			"  unknot edit %s    to change it\n"
			"  unknot preview %s to see it beside the editor, anew with each save\n"
			"  unknot show %s    to see its steps and times\n"
			"  unknot play %s    to play it; add --speed 20 to look it over first\n"),
		      id, id, id, id);
	else
		prose(stdout,
		      _("It is yours now, and cannot be played yet: 'unknot edit %s' opens it where it is "
			"wrong.\n"),
		      id);
	free(path);
}

enum exit_code cmd_new(const struct options *o)
{
	struct paths paths = paths_find();
	char *id = mem_strdup(o->args[0]), *dot = strrchr(id, '.');
	struct err e = {""};
	enum exit_code code;

	if (dot && (!strcmp(dot, ".yaml") || !strcmp(dot, ".yml")))
		*dot = '\0';
	code = make(&paths, o, id, &e);
	if (code == EXIT_DONE)
		tell(&paths, id, o->from != NULL);
	else if (e.text[0])
		prose(stderr, "unknot: %s\n", e.text);
	free(id);
	paths_free(&paths);
	return code;
}
