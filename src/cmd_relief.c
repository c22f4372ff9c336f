/* Quick relief: two keys to the first prompt. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app_shelf.h"
#include "base/duration.h"
#include "base/i18n.h"
#include "plain.h"
#include "plain_begin.h"
#include "start.h"
#include "view/screens/relief_page.h"

/* Which of them, in lines. RELIEF_AFTERS if the person leaves. */
static enum relief_after ask_what_for(void)
{
	static const char *const questions[RELIEF_AFTERS] = {
		[AFTER_SITTING] = N_("Have you sat for long? Enter or y, or n."),
		[AFTER_DRIVING] = N_("Did you drive? Enter or y, or n."),
		[AFTER_RUNNING] = N_("Did you run? Enter or y, or n.")};

	if (!isatty(STDIN_FILENO))
		return AFTER_SITTING;
	for (int i = 0; i < RELIEF_AFTERS; i++) {
		int answer = plain_ask(_(questions[i]));

		if (answer)
			return answer > 0 ? (enum relief_after)i : RELIEF_AFTERS;
	}
	return RELIEF_AFTERS;
}

/* What was taken for granted, so that nobody wonders: what it is after, and a time that was too short or too long. */
static void tell(const struct relief_page *m, const struct app_options *a, enum relief_after after)
{
	int64_t takes = m->card[after] < 0 ? 0 : m->cards[m->card[after]].plan->planned_ms;
	char clock[DURATION_TEXT];

	if (m->card[after] < 0)
		fprintf(stderr, _("unknot: there is no routine tagged \"relief\" and \"%s\".\n"),
			relief_after_name(after));
	else if (m->give_ms[after] > m->minutes_ms)
		fprintf(stderr, _("unknot: after %s it takes %s at the least; that is what it takes now.\n"),
			relief_after_name(after), duration_clock(clock, m->give_ms[after]));
	else if (takes < m->minutes_ms)
		fprintf(stderr, _("unknot: after %s the longest that fits takes %s.\n"),
			relief_after_name(after), duration_clock(clock, takes));
	if (!a->o->after_given && !isatty(STDIN_FILENO))
		fputs(_("unknot: this is for after sitting; --after driving and --after running say "
			"otherwise.\n"),
		      stderr);
}

static enum exit_code in_lines(const struct app_options *a, struct options *o)
{
	struct shelf shelf;
	struct relief_page m;
	struct opened r = {0};
	enum relief_after after = a->o->after;
	enum exit_code code = EXIT_INPUT;

	shelf_open(&shelf, a->paths, a->history, a->config->level, true);
	m = relief_page_open(shelf.cards, shelf.ncards, a->o->minutes_ms, &shelf.who);
	if (!a->o->after_given)
		after = ask_what_for();
	if (after == RELIEF_AFTERS)
		code = EXIT_NOT_NOW;
	else
		tell(&m, a, after);
	if (after != RELIEF_AFTERS && m.card[after] >= 0) {
		o->minutes_ms = m.give_ms[after];
		r = routine_open(a->paths, shelf.cards[m.card[after]].id, NULL);
	}
	relief_page_close(&m);
	shelf_free(&shelf);
	if (opened_ok(&r))
		code = plain_begin(a, &r);
	opened_free(&r);
	return code;
}

/* The time is given as `unknot relief 3m`. */
static bool take_time(struct options *o)
{
	if (!o->nargs || options_minutes(o->args[0], &o->minutes_ms))
		return true;
	fprintf(stderr, _("unknot: relief takes a time from 1m to 90m, like 3m or 4m30s, not \"%s\"\n"),
		o->args[0]);
	return false;
}

enum exit_code cmd_relief(const struct options *given)
{
	struct options o = *given;
	struct start s;

	if (!take_time(&o))
		return EXIT_USAGE;
	start_open(&s, &o);
	s.a.relief = true;
	return start_close(&s, plain_wanted(&o) ? in_lines(&s.a, &o) : app_run(&s.a, NULL));
}
