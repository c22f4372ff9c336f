#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/text.h"
#include "commands.h"
#include "io/paths.h"
#include "prose.h"

/* One table drives parsing, help and guesses. `letter` is internal: there are no short options but
 * -h, and -o for a file to write as everywhere, so that none has to be unlearnt. */
static const struct row {
	char letter;
	const char *name, *arg, *help;
} rows[] = {
	{'l', "legs", "LEGS", N_("press only these legs: both, left or right")},
	{'N', "minutes", "N", N_("fit it into N minutes (or 4m30s), and say what is left out")},
	{'T', "minutes", "N", N_("how long your routine is to take: N minutes, or 4m30s")},
	{'s', "speed", "N", N_("rehearse at another speed, 0.5 to 240")},
	{'D', "after", "WHAT", N_("what you are stiff from: driving, sitting or running")},
	{'f', "hands-free", NULL, N_("never wait for a key")},
	{'m', "mute", NULL, N_("start without sound")},
	{'V', "no-voice", NULL, N_("start without the voice")},
	{'W', "no-voice", NULL, N_("leave the voice out of the sound")},
	{'p', "plain", NULL, N_("line by line, for a screen reader or a log")},
	{'a', "ascii", NULL, N_("draw with ASCII characters only")},
	{'e', "events", "FILE", N_("write what happens to FILE, one JSON object a line")},
	{'o', "format", "FORMAT", N_("text or json")},
	{'v', "format", "FORMAT", N_("text, json or csv")},
	{'O', "output", "FILE", N_("where to, and by its ending what: .wav .flac .ogg .md .json")},
	{'y', "only", "WHAT", N_("cues, breath or voice alone")},
	{'M', "me", NULL, N_("the plan as it would be for you today")},
	{'S', "strict", NULL, N_("warnings count as errors")},
	{'c', "schema", NULL, N_("print the JSON schema for editors")},
	{'w', "for", "WHEN", N_("daily, evening, sitting, driving, running or anytime")},
	{'P', "places", "LIST", N_("ids or codes with commas between them, like T2,T4")},
	{'F', "from", "ROUTINE",
	 N_("begin with a copy of this one instead: a name, an example's too, or a file")},
	{'n', "none-apply", NULL, N_("answer from a script that none of the questions apply")},
	{'L', "listen", NULL, N_("play left, right, a cue, a breath and the voice")},
	{'r', "report", "LENGTH", N_("a page of Markdown on the last days or weeks: 30d, 4w")},
	{'A', "all", NULL, N_("everything that unknot wrote about you")},
	{'Y', "yes", NULL, N_("do not ask")},
	{'h', "help", NULL, N_("show this")},
};
enum { ROWS = sizeof rows / sizeof *rows };

static bool takes(const struct command *c, const struct row *r)
{
	return r->letter == 'h' || strchr(c->takes, r->letter);
}

/* Where it is told how a routine is written. */
static void point_to_the_format(void)
{
	struct paths paths = paths_find();

	if (paths.guide)
		prose(stdout, _("The format: man %s; a guide with examples: %s\n"), paths.manual,
		      paths.guide);
	else
		prose(stdout, _("The format: man %s\n"), paths.manual);
	paths_free(&paths);
}

void options_help(const struct command *c)
{
	prose(stdout, _("Usage: unknot %s%s%s\n\n%s\n\n"), c->name, *c->args ? " " : "", c->args, _(c->help));
	for (size_t i = 0; i < ROWS; i++) {
		char left[40];

		if (!takes(c, &rows[i]))
			continue;
		snprintf(left, sizeof left, "%s--%s%s%s", rows[i].letter == 'O' ? "-o, " : "", rows[i].name,
			 rows[i].arg ? "=" : "", rows[i].arg ? rows[i].arg : "");
		prose(stdout, "  %-18s  %s\n", left, _(rows[i].help));
	}
	if (strchr(c->takes, 'g')) {
		puts("");
		point_to_the_format();
	}
}

void commands_help(void)
{
	puts(_("unknot: untie the backs of your legs, one knot at a time.\n"));
	puts(_("Usage: unknot [COMMAND] [OPTION]... [ARGUMENT]...\n"));
	for (size_t i = 0; i < commands_count; i++) {
		char left[40];

		snprintf(left, sizeof left, "%s%s%s", commands[i].name, *commands[i].args ? " " : "",
			 commands[i].args);
		prose(stdout, "  unknot %-28s  %s\n", left, _(commands[i].help));
	}
	puts("");
	prose_puts(stdout,
		   _("'unknot COMMAND --help' tells a command's options; 'unknot --version' the version.\n"));
	point_to_the_format();
	prose_puts(stdout, _("This is no diagnosis and no treatment. New numbness, weakness, or trouble with "
			     "bladder or bowel needs emergency help, not this program.\n"));
}

static bool usage(enum exit_code *code, const struct command *c, const char *fmt, const char *what,
		  const char *guess)
{
	fputs("unknot: ", stderr);
	fprintf(stderr, fmt, what);
	if (guess)
		fprintf(stderr, _(" (did you mean --%s?)"), guess);
	fprintf(stderr, "\n");
	fprintf(stderr, _("Try 'unknot%s%s --help'.\n"), *c->name ? " " : "", c->name);
	*code = EXIT_USAGE;
	return false;
}

static const char *guess_option(const struct command *c, const char *arg)
{
	const char *names[ROWS];
	char word[32];
	size_t n = 0;

	for (size_t i = 0; i < ROWS; i++)
		if (takes(c, &rows[i]))
			names[n++] = rows[i].name;
	arg += strspn(arg, "-");
	snprintf(word, sizeof word, "%.*s", (int)strcspn(arg, "="), arg);
	return text_nearest(word, names, n);
}

/* `1.5` as 1500; 0 if it is no number or out of range. */
static int32_t parse_speed(const char *s)
{
	long whole = 0, part = 0, scale = 100;

	if (*s < '0' || *s > '9')
		return 0;
	for (; *s >= '0' && *s <= '9' && whole < 1000; s++)
		whole = whole * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, scale /= 10)
			part += (*s - '0') * scale;
	if (*s == 'x')
		s++;
	whole = whole * 1000 + part;
	return *s || whole < 500 || whole > 240000 ? 0 : (int32_t)whole;
}

bool options_minutes(const char *s, int64_t *ms)
{
	enum { MINUTE_MS = 60000, MINUTES_MOST = 90 };
	size_t n = strlen(s);

	if (n && n <= 2 && strspn(s, "0123456789") == n)
		*ms = atoi(s) * (int64_t)MINUTE_MS;
	else if (duration_parse(s, n, ms) != DURATION_OK)
		return false;
	return *ms >= MINUTE_MS && *ms <= (int64_t)MINUTES_MOST * MINUTE_MS;
}

static bool parse_format(const char *s, enum format *f)
{
	static const char *const names[] = {"text", "json", "csv"};

	for (int i = 0; i < 3; i++)
		if (!strcmp(s, names[i]))
			return *f = (enum format)i, true;
	return false;
}

static bool parse_legs(const char *s, enum press_legs *l)
{
	static const char *const names[] = {"both", "left", "right"};

	for (int i = 0; i < 3; i++)
		if (!strcmp(s, names[i]))
			return *l = (enum press_legs)i, true;
	return false;
}

static bool parse_only(const char *s, enum only *only)
{
	static const char *const names[] = {"cues", "breath", "voice"};

	for (int i = 0; i < 3; i++)
		if (!strcmp(s, names[i]))
			return *only = (enum only)(ONLY_CUES + i), true;
	return false;
}

/* `4w` as 28, `30d` as 30; 0 if it is none, or over ten years. */
static int parse_report(const char *s)
{
	enum { DAYS_MOST = 3660 };
	int n = 0;

	for (; *s >= '0' && *s <= '9' && n <= DAYS_MOST; s++)
		n = n * 10 + (*s - '0');
	n *= *s == 'w' ? 7 : *s == 'd';
	return n && !s[1] && n <= DAYS_MOST ? n : 0;
}

/* `5 min` is clear enough to be guessed at. */
static bool no_minutes(const struct command *c, const char *s, enum exit_code *code)
{
	size_t digits = strspn(s, "0123456789");
	const char *word = s + digits + strspn(s + digits, " ");
	char guess[24];

	snprintf(guess, sizeof guess, "minutes=%.*sm", (int)digits, s);
	return usage(code, c, _("--minutes takes a number from 1 to 90, or a time like 4m30s, not \"%s\""), s,
		     digits && digits <= 2 && *word == 'm' ? guess : NULL);
}

static bool apply(const struct command *c, struct options *o, char letter, enum exit_code *code)
{
	switch (letter) {
	case 'l':
		return parse_legs(optarg, &o->legs) ||
		       usage(code, c, _("--legs takes both, left or right, not \"%s\""), optarg, NULL);
	case 'N':
	case 'T':
		return options_minutes(optarg, &o->minutes_ms) || no_minutes(c, optarg, code);
	case 's':
		o->speed_milli = parse_speed(optarg);
		return o->speed_milli ||
		       usage(code, c, _("--speed takes a number from 0.5 to 240, not \"%s\""), optarg, NULL);
	case 'o':
		return (parse_format(optarg, &o->format) && o->format != FORMAT_CSV) ||
		       usage(code, c, _("--format takes text or json here, not \"%s\""), optarg, NULL);
	case 'v':
		return parse_format(optarg, &o->format) ||
		       usage(code, c, _("--format takes text, json or csv, not \"%s\""), optarg, NULL);
	case 'e':
		o->events = optarg;
		return (*optarg && strcmp(optarg, "-") != 0) ||
		       usage(code, c, _("--events needs the name of a file%s"), "", NULL);
	case 'O':
		o->output = optarg;
		return *optarg || usage(code, c, _("--output needs the name of a file%s"), "", NULL);
	case 'r':
		o->report_days = parse_report(optarg);
		return o->report_days ||
		       usage(code, c, _("--report takes days or weeks, like 30d or 4w, not \"%s\""), optarg,
			     NULL);
	case 'y':
		return parse_only(optarg, &o->only) ||
		       usage(code, c, _("--only takes cues, breath or voice, not \"%s\""), optarg, NULL);
	case 'D':
		o->after_given = true;
		return relief_after_by_name(optarg, &o->after) ||
		       usage(code, c, _("--after takes driving, sitting or running, not \"%s\""), optarg,
			     NULL);
	case 'w':
		return (o->for_when = optarg) != NULL;
	case 'P':
		return (o->places = optarg) != NULL;
	case 'F':
		return (o->from = optarg) != NULL;
	case 'f':
		return o->hands_free = true;
	case 'm':
		return o->mute = true;
	case 'V':
	case 'W':
		return o->no_voice = true;
	case 'p':
		return o->plain = true;
	case 'a':
		return o->ascii = true;
	case 'M':
		return o->me = true;
	case 'S':
		return o->strict = true;
	case 'c':
		return o->schema = true;
	case 'n':
		return o->none_apply = true;
	case 'A':
		return o->all = true;
	case 'Y':
		return o->yes = true;
	case 'L':
		return o->listen = true;
	default:
		return o->help = true;
	}
}

static bool missing(const struct command *c, enum exit_code *code)
{
	char line[80];

	snprintf(line, sizeof line, "unknot %s %s", c->name, c->args);
	return usage(code, c, _("something is missing: %s"), line, NULL);
}

/* `--y` for --yes: what deletes or answers for a person is not guessed from its first letters. */
static bool is_grave(int letter, const char *arg)
{
	const char *name = letter == 'A'   ? "--all"
			   : letter == 'Y' ? "--yes"
			   : letter == 'n' ? "--none-apply"
					   : arg;

	return strcmp(arg, name) != 0;
}

bool options_parse(const struct command *c, int argc, char **argv, struct options *o, enum exit_code *code)
{
	struct option longs[ROWS + 1] = {0};
	int n = 0, got;

	for (int i = 0; i < ROWS; i++)
		if (takes(c, &rows[i]))
			longs[n++] =
				(struct option){rows[i].name, rows[i].arg ? required_argument : no_argument,
						NULL, rows[i].letter};
	*o = (struct options){.speed_milli = 1000};
	*code = EXIT_DONE;
	opterr = 0;
	optind = 1;
	while ((got = getopt_long(argc, argv, strchr(c->takes, 'O') ? ":ho:" : ":h", longs, NULL)) != -1) {
		got = got == 'o' && strchr(c->takes, 'O') ? 'O' : got;
		if (got == ':')
			return usage(code, c, _("%s needs a value"), argv[optind - 1], NULL);
		if (got == '?') {
			char letter[] = {'-', (char)optopt, '\0'};
			const char *wrong = optopt ? letter : argv[optind - 1];

			if (optopt && !strncmp(argv[optind - 1], "--", 2) && strchr(argv[optind - 1], '='))
				return usage(code, c, _("%s: nothing belongs after this option"),
					     argv[optind - 1], NULL);
			return usage(code, c, _("there is no option %s here"), wrong, guess_option(c, wrong));
		}
		if (is_grave(got, argv[optind - 1]))
			return usage(code, c, _("%s is not written in full, and this one must be"),
				     argv[optind - 1], NULL);
		if (!apply(c, o, (char)got, code))
			return false;
	}
	o->args = argv + optind;
	o->nargs = argc - optind;
	if (o->help) {
		options_help(c);
		return false;
	}
	if (o->nargs < c->least && !o->schema)
		return missing(c, code);
	if (o->nargs > c->most)
		return usage(code, c, _("one argument too many: \"%s\""), o->args[c->most], NULL);
	return true;
}
