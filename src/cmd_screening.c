#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "commands.h"
#include "core/screening.h"
#include "io/clock.h"
#include "io/paths.h"
#include "keep.h"
#include "plain.h"

static void show(const struct record *rows, enum gate gate)
{
	struct wall_fields f;

	if (!rows->nscreenings) {
		puts(_("The safety questions have not been answered yet."));
		return;
	}
	f = wall_fields(rows->screenings[rows->nscreenings - 1].when);
	printf(_("Last answered: %04d-%02d-%02d %02d:%02d.\n"), f.year, f.month, f.day, f.hour, f.minute);
	puts(gate == GATE_OPEN ? _("None of the questions applied.") : screening_advice(gate));
}

static enum exit_code run(struct history *h, const struct options *o)
{
	struct err e = {""};
	struct record *rows = history_read(h, &e);
	bool person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	enum gate gate = screening_gate(rows, false);

	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	if (o->none_apply) {
		if (history_state(h) != HISTORY_OK) {
			record_free(rows);
			return EXIT_ENVIRONMENT;
		}
		plain_record_gate(h, 0, true);
		if (gate == GATE_EMERGENCY || gate == GATE_CLINICIAN) {
			puts(_("Kept as answered by a script; what you answered yourself stands:"));
			puts(screening_advice(gate));
			record_free(rows);
			return EXIT_NOT_NOW;
		}
		gate = GATE_OPEN;
		puts(_("Kept as answered by a script. The next start on a terminal asks all the same."));
	} else {
		show(rows, gate);
		if (person)
			gate = plain_gate(h);
	}
	record_free(rows);
	return gate == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
}

enum exit_code cmd_screening(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_open(paths.history, &e);
	enum exit_code code;

	if (history_state(h) != HISTORY_OK)
		fprintf(stderr, "unknot: %s\n", e.text);
	code = run(h, o);
	code = keep_record(h, code);
	paths_free(&paths);
	return code;
}
