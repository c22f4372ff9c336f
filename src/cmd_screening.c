#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "commands.h"
#include "configured.h"
#include "core/country.h"
#include "gatekeeper.h"
#include "io/clock.h"
#include "io/paths.h"
#include "keep.h"
#include "load/atlas_load.h"
#include "plain.h"

static void put_day(struct buf *out, struct wall t)
{
	char day[DAY_TEXT];

	buf_adds(out, day_format(day, wall_day(t, 0)));
}

/* The page as a person calls it. */
static const char *page_text(enum screening_page p)
{
	switch (p) {
	case PAGE_EMERGENCY:
		return _("Signs for emergency help");
	case PAGE_CLINICIAN:
		return _("Signs for a clinician");
	case PAGE_ASK_FIRST:
		return _("Ask first");
	case PAGE_CALF:
		return _("Clots, for a day");
	case PAGE_TODAY:
		return _("Before each session");
	case PAGE_CHECKED:
		return _("Checked by a clinician");
	case SCREENING_PAGES:
		break;
	}
	return "";
}

/* One page: when it was answered, by whom, until when that holds. */
static void put_page(struct buf *out, enum screening_page p, const struct screening_answer *a)
{
	buf_addf(out, "%s: ", page_text(p));
	if (!a->known) {
		buf_adds(out, _("not answered yet.\n"));
		return;
	}
	put_day(out, a->when);
	if (a->by_script)
		buf_adds(out, _(", by a script"));
	if (a->standing) {
		buf_adds(out, _(", stands until it is checked"));
	} else if (p < WHOLE_LIST && a->current) {
		buf_adds(out, _(", holds until "));
		put_day(out, screening_until(a->when));
	} else if (p < WHOLE_LIST) {
		buf_adds(out, _(", to be asked again"));
	}
	buf_adds(out, ".\n");
	if (p == PAGE_CHECKED || p == PAGE_TODAY || !a->yes)
		return;
	buf_adds(out, _("  You said yes yourself, on "));
	put_day(out, a->said);
	buf_adds(out, ": ");
	gate_said(a->yes, out);
	buf_adds(out, ".\n");
}

/* What was answered, and what follows from it. */
static void put_answers(struct buf *out, const struct screening *s, const struct gatekeeper *k,
			enum gate gate)
{
	struct gate_about about = gatekeeper_about(k);
	struct gate_page page;

	for (enum screening_page p = 0; p < SCREENING_PAGES; p++)
		if (p < WHOLE_LIST || s->page[p].known)
			put_page(out, p, &s->page[p]);
	if (gate != GATE_OPEN && !gate_asks(gate)) {
		if (!k->start.person_here) /* who is here is asked next, and told then */
			plain_advice(k, gate, out);
	} else if (screening_gentle(s)) {
		gate_page(&page, GATE_TELL_GENTLE, &about);
		buf_addf(out, "%s\n", page.text);
	} else if (gate == GATE_OPEN) {
		buf_adds(out, _("Nothing stands in the way.\n"));
	}
}

/* The whole list, and the question about calves for the day. */
static void keep_none_apply(struct gatekeeper *k)
{
	static const enum screening_page pages[] = {PAGE_EMERGENCY, PAGE_CLINICIAN, PAGE_ASK_FIRST,
						    PAGE_CALF};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct screening_row row = {
			.when = clock_wall(), .page = screening_page_name(pages[i]), .by_script = true};

		history_screening(k->history, &row);
	}
}

/* Whether the disk has taken what was handed over. */
static bool all_saved(struct history *h)
{
	struct history_fact f;
	bool all = true;

	while (history_next_fact(h, &f))
		all &= f.saved;
	return all;
}

/* What a person said stands, whatever a script says. */
static enum gate none_apply(struct gatekeeper *k)
{
	enum gate gate;
	struct err e;

	keep_none_apply(k);
	record_free(k->rows);
	k->rows = history_read_today(k->history, clock_wall(), &e);
	gate = gatekeeper_next(k);
	if (!all_saved(k->history))
		return gate; /* what is wrong is told when the record is closed */
	if (gate == GATE_OPEN)
		puts(_("Kept as answered by a script. The next start on a terminal asks all the same."));
	else
		puts(_("Kept as answered by a script; what you answered yourself stands:"));
	return gate;
}

static enum exit_code run(struct gatekeeper *k, const struct options *o)
{
	bool person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct buf out = {0};
	struct screening s;
	enum gate gate;

	if (o->none_apply && history_state(k->history) != HISTORY_OK)
		return EXIT_ENVIRONMENT;
	k->start.person_here = person && !o->none_apply;
	gate = o->none_apply ? none_apply(k) : gatekeeper_next(k);
	s = screening_fold(k->rows, clock_wall(), k->start.person_here);
	if (!o->none_apply || gate != GATE_OPEN)
		put_answers(&out, &s, k, gate);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	if (k->start.person_here) {
		k->start = (struct gate_start){.person_here = true, .whole = true, .checked = true};
		fflush(stdout);
		gate = plain_gate(k);
	}
	return gate == GATE_OPEN ? EXIT_DONE : EXIT_NOT_NOW;
}

enum exit_code cmd_screening(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""}, slip;
	struct history *h = history_open(paths.history, &e);
	struct config config = configured_read(&paths, &slip);
	struct arena *arena = arena_new();
	struct gatekeeper k = {.history = h,
			       .rows = history_read_today(h, clock_wall(), &slip),
			       .atlas = atlas_built_in(arena),
			       .call = country_to_call(config.country)};
	enum exit_code code;

	if (history_state(h) != HISTORY_OK)
		fprintf(stderr, "unknot: %s\n", e.text);
	else if (slip.text[0])
		fprintf(stderr, "unknot: %s\n", slip.text);
	code = run(&k, o);
	record_free(k.rows);
	arena_free(arena);
	code = keep_record(h, code);
	paths_free(&paths);
	return code;
}
