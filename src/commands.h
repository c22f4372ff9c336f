/* The commands, one file each (cmd_*.c), and what they share: options and exit codes. */
#ifndef UNKNOT_COMMANDS_H
#define UNKNOT_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/relief.h"
#include "core/routine.h"

/* product.md, "Command line". 128 + signal when a signal ended it. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_INPUT = 1, /* what was given is wrong */
	EXIT_USAGE = 2,
	EXIT_ENVIRONMENT = 3, /* no terminal, no space */
	EXIT_EARLY = 4,       /* ended early by the person */
	EXIT_NOT_NOW = 5,     /* screening, lock, the day's share */
	EXIT_SIGNAL = 128
};

/* What of a session is exported as sound. */
enum only { ONLY_ALL, ONLY_CUES, ONLY_BREATH, ONLY_VOICE };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

/* Everything the command line can say; each command takes some of it. */
struct options {
	enum press_legs legs;
	int32_t speed_milli;
	int64_t minutes_ms; /* the time there is; 0: as long as it takes */
	bool hands_free, mute, no_voice, plain, ascii, me, strict, schema, none_apply, listen, all, yes, help;
	const char *events, *output;
	const char *for_when, *places, *from; /* of `new`; NULL without */
	enum only only;
	bool after_given;
	enum relief_after after; /* where it is given */
	enum format format;
	int report_days; /* --report; 0 without */
	char **args;     /* what is no option */
	int nargs;
};

struct command {
	const char *name;
	const char *args;  /* as the usage line shows them */
	const char *help;  /* one sentence */
	const char *takes; /* short letters of the option table that it takes; g: its help tells
			    * where the format is told */
	int least, most;   /* operands */
	enum exit_code (*run)(const struct options *o);
};

extern const struct command commands[];
extern const size_t commands_count;

/* Parses argv[1..] of a command. True to go on; false: usage was printed, exit with `*code`. */
bool options_parse(const struct command *c, int argc, char **argv, struct options *o, enum exit_code *code);

/* Reads a time to be fitted into: `5`, or as routines spell it (`4m30s`, `90s`), 1 to 90 minutes. */
bool options_minutes(const char *s, int64_t *ms);

/* The options a command takes, as its help shows them, and the page for all commands. */
void options_help(const struct command *c);
void commands_help(void);

enum exit_code cmd_home(const struct options *o);
enum exit_code cmd_play(const struct options *o);
enum exit_code cmd_today(const struct options *o);
enum exit_code cmd_relief(const struct options *o);
enum exit_code cmd_list(const struct options *o);
enum exit_code cmd_show(const struct options *o);
enum exit_code cmd_preview(const struct options *o);
enum exit_code cmd_export(const struct options *o);
enum exit_code cmd_doctor(const struct options *o);
enum exit_code cmd_new(const struct options *o);
enum exit_code cmd_edit(const struct options *o);
enum exit_code cmd_check(const struct options *o);
enum exit_code cmd_history(const struct options *o);
enum exit_code cmd_learn(const struct options *o);
enum exit_code cmd_import(const struct options *o);
enum exit_code cmd_forget(const struct options *o);
enum exit_code cmd_status(const struct options *o);
enum exit_code cmd_screening(const struct options *o);
enum exit_code cmd_stats(const struct options *o);

#endif
