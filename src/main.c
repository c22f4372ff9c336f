#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "commands.h"

enum { MANY = 1000 };

const struct command commands[] = {
	{"play", N_("[ROUTINE]"), N_("Plays a routine (without a name: today's)."), "lNsfmVpae", 0, 1,
	 cmd_play},
	{"today", "", N_("Says which routine today holds, and why."), "o", 0, 0, cmd_today},
	{"relief", N_("[TIME]"), N_("Quick relief after driving, sitting or running, in the time there is."),
	 "DlsfmVpae", 0, 1, cmd_relief},
	{"list", "", N_("Lists the routines there are."), "o", 0, 0, cmd_list},
	{"show", N_("ROUTINE"), N_("Shows what a routine holds, with times."), "olNMg", 1, 1, cmd_show},
	{"export", N_("ROUTINE"), N_("Writes a guided session as sound for a phone, as a card or as data."),
	 "OlNMyW", 1, 1, cmd_export},
	{"check", N_("FILE..."), N_("Checks routine files and says what is wrong, where, and what to do."),
	 "oScg", 1, MANY, cmd_check},
	{"preview", N_("FILE"), N_("Shows a routine beside your editor, anew with each save."), "lamVg", 1, 1,
	 cmd_preview},
	{"new", N_("NAME"), N_("Writes a routine of your own to begin with, from three answers."), "wPTFg", 1,
	 1, cmd_new},
	{"edit", N_("ROUTINE"), N_("Opens a routine in your editor, and checks it when you come back."), "g",
	 1, 1, cmd_edit},
	{"history", "", N_("Prints your record, or a page of it for a physiotherapist."), "vr", 0, 0,
	 cmd_history},
	{"stats", "", N_("Shows how sore you were, week by week, and every spot with its story."), "vpa", 0,
	 0, cmd_stats},
	{"learn", N_("[PAGE]"), N_("Reads the idea, its evidence, stop signs and more, in short pages."), "",
	 0, 1, cmd_learn},
	{"import", N_("FILE"), N_("Adds the record of another machine: its JSON, or - to read it here."), "",
	 1, 1, cmd_import},
	{"forget", N_("[SESSION]"), N_("Removes a session from your record, or everything, after asking."),
	 "AY", 0, 1, cmd_forget},
	{"status", "", N_("Prints one line for a status bar."), "o", 0, 0, cmd_status},
	{"doctor", "", N_("Says what works here, what does not, and how to mend it."), "oL", 0, 0,
	 cmd_doctor},
	{"screening", "", N_("Asks the safety questions, or shows what was answered."), "np", 0, 0,
	 cmd_screening},
};
const size_t commands_count = sizeof commands / sizeof *commands;

/* What runs without a command: not in the table, since it has no name to call it by. */
static const struct command home = {"", "", N_("Opens the home screen."), "amVpf", 0, 0, cmd_home};

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < commands_count; i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static enum exit_code unknown(const char *name)
{
	const char *names[sizeof commands / sizeof *commands], *guess;

	for (size_t i = 0; i < commands_count; i++)
		names[i] = commands[i].name;
	guess = text_nearest(name, names, commands_count);
	fprintf(stderr, _("unknot: there is no command \"%s\""), name);
	if (guess)
		fprintf(stderr, _(" (did you mean \"%s\"?)"), guess);
	fputs("\n", stderr);
	fputs(_("Try 'unknot --help'. A routine is played with 'unknot play ROUTINE'.\n"), stderr);
	return EXIT_USAGE;
}

/* What was printed may not have arrived: a full disk, or a reader that went away. */
static int leave(enum exit_code code)
{
	if (code != EXIT_DONE || (!fflush(stdout) && !ferror(stdout)))
		return (int)code;
	if (errno == EPIPE)
		return EXIT_SIGNAL + SIGPIPE;
	fprintf(stderr, _("unknot: the output could not be written: %s.\n"), strerror(errno));
	return EXIT_ENVIRONMENT;
}

/* `unknot help`, `unknot help COMMAND`. */
static int help(const char *name)
{
	const struct command *c = name ? find(name) : NULL;

	if (name && !c)
		return (int)unknown(name);
	if (c)
		options_help(c);
	else
		commands_help();
	return leave(EXIT_DONE);
}

int main(int argc, char **argv)
{
	const struct command *c = &home;
	const char *user_home = getenv("HOME");
	struct options o;
	enum exit_code code;

	/* A HOME that is no folder's path is none: left there, libraries complain of it line by line. */
	if (user_home && user_home[0] != '/')
		unsetenv("HOME");
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	textdomain("unknot");
	/* A reader that goes away is told by write(), on every descriptor alike. */
	signal(SIGPIPE, SIG_IGN);
	if (argc > 1 && !strcmp(argv[1], "--version"))
		return printf("unknot %s\n", UNKNOT_VERSION), leave(EXIT_DONE);
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")))
		return help(argv[2]);
	if (argc > 1 && argv[1][0] != '-') {
		c = find(argv[1]);
		if (!c)
			return (int)unknown(argv[1]);
		argc--;
		argv++;
	}
	if (!options_parse(c, argc, argv, &o, &code))
		return leave(code);
	return leave(c->run(&o));
}
