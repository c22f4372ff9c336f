#include "view/stats_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/chosen.h"
#include "view/view_model.h"

enum { FOUR_WEEKS = 28, SHOWN = 3, WEEKS_FROM = 60 };

const char *words_tenths(char out[WORDS_TENTHS], int tenths)
{
	int size = tenths == STATS_NONE ? 0 : abs(tenths);

	if (tenths == STATS_NONE)
		out[0] = '\0';
	else if (size % 10)
		snprintf(out, WORDS_TENTHS, "%s%d.%d", tenths < 0 ? "-" : "", size / 10, size % 10);
	else
		snprintf(out, WORDS_TENTHS, "%s%d", tenths < 0 ? "-" : "", size / 10);
	return out;
}

const char *words_series(enum stats_series s)
{
	static const char *const names[SERIES] = {
		[SERIES_BEFORE] = N_("Pain when you begin"),
		[SERIES_AFTER] = N_("Pain after a session"),
		[SERIES_LOOSER] = N_("Looser the same day"),
		[SERIES_BACK] = N_("Back"),
		[SERIES_LEG] = N_("Leg"),
		[SERIES_REACH] = N_("Reach, in hand widths from the floor"),
		[SERIES_STANDS] = N_("Standing up, from 0 easy to 10 hard"),
	};

	return _(names[s]);
}

/* ---- change ---- */

static void looser(struct buf *out, const struct stats_change *c)
{
	int by = c->now != STATS_NONE ? c->now : c->start, error = stats_error(SERIES_LOOSER);
	char text[WORDS_TENTHS], least[WORDS_TENTHS];

	words_tenths(text, abs(by));
	words_tenths(least, error);
	if (!scale_differs(by, 0, error))
		buf_addf(out,
			 by >= 0 ? _("Lately %s less after a session: under %s is within the error of "
				     "measuring.")
				 : _("Lately %s more after a session: under %s is within the error of "
				     "measuring."),
			 text, least);
	else if (by > 0)
		buf_addf(
			out,
			_("Lately %s less after a session. That often fades within the hour, so it is a line "
			  "of its own."),
			text);
	else
		buf_addf(
			out,
			_("Lately %s more after a session: less pressure and fewer presses are worth a try."),
			text);
}

static void change(struct buf *out, enum stats_series s, const struct stats_change *c)
{
	char start[WORDS_TENTHS], now[WORDS_TENTHS], least[WORDS_TENTHS];

	words_tenths(start, c->start);
	words_tenths(now, c->now);
	words_tenths(least, stats_error(s));
	if (!c->real)
		buf_addf(out, _("%s at first, %s lately: under %s apart is within the error of measuring."),
			 start, now, least);
	else if (c->now < c->start)
		buf_addf(out, _("%s at first, %s lately: lower, beyond the error of measuring."), start, now);
	else
		buf_addf(out,
			 _("%s at first, %s lately: higher, beyond the error of measuring. If that stays, a "
			   "clinician can help to find out why."),
			 start, now);
}

void words_change(struct buf *out, enum stats_series s, const struct stats_change *c)
{
	char start[WORDS_TENTHS];

	if (c->start == STATS_NONE) {
		buf_adds(out, s == SERIES_LOOSER  ? _("No session was rated before and after yet.")
			      : s < SERIES_LOOSER ? _("Not rated yet: the figures come with the sessions.")
						  : _("Not measured yet."));
	} else if (s == SERIES_LOOSER) {
		looser(out, c);
	} else if (c->now == STATS_NONE) {
		words_tenths(start, c->start);
		buf_addf(out, _("%s in the first week. A trend needs some weeks."), start);
	} else {
		change(out, s, c);
	}
}

void words_change_short(struct buf *out, const struct stats_change *c)
{
	char start[WORDS_TENTHS], now[WORDS_TENTHS];

	if (c->start == STATS_NONE)
		return;
	words_tenths(start, c->start);
	words_tenths(now, c->now);
	if (c->now == STATS_NONE)
		buf_adds(out, start);
	else if (c->real)
		buf_addf(out, _("%s, now %s: beyond the error"), start, now);
	else
		buf_addf(out, _("%s, now %s: within the error"), start, now);
}

void words_change_weeks(struct buf *out, const struct stats_change *c)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	if (c->now == STATS_NONE)
		return;
	day_format(from, c->start_day);
	day_format(to, c->now_day);
	buf_addf(out,
		 n_("Weeks from %s to %s; at first and lately are %d week at each end.",
		    "Weeks from %s to %s; at first and lately are the middle of %d weeks at each end.",
		    c->weeks),
		 from, to, c->weeks);
}

/* ---- days ---- */

static void count(char out[VM_LINE], const char *fmt, int n) __attribute__((format(printf, 2, 0)));

/* A number of things; `fmt` is a plural form of it. */
static void count(char out[VM_LINE], const char *fmt, int n)
{
	snprintf(out, VM_LINE, fmt, n);
}

struct lately {
	int sessions, days, rest;
};

static struct lately look_back(const struct stats *s)
{
	struct lately l = {0};

	for (size_t i = 0; i < s->ndays; i++) {
		const struct stats_span *d = &s->days[i];

		if (d->day <= s->to - FOUR_WEEKS)
			continue;
		l.sessions += d->sessions;
		l.days += d->sessions > 0;
		l.rest += d->rest && !d->sessions;
	}
	return l;
}

static void mornings(struct buf *out, const struct stats *s)
{
	char text[WORDS_TENTHS];

	if (s->soreness == STATS_NONE)
		return;
	words_tenths(text, s->soreness);
	buf_addc(out, ' ');
	buf_addf(out,
		 n_("%d next morning was answered: soreness %s.",
		    "%d next mornings were answered: soreness %s in the middle.", s->checkins),
		 s->checkins, text);
	if (s->bruises) {
		buf_addc(out, ' ');
		buf_addf(out, n_("There was %d bruise.", "There were %d bruises.", s->bruises), s->bruises);
	}
}

void words_days(struct buf *out, const struct stats *s)
{
	struct lately l = look_back(s);
	char sessions[VM_LINE], days[VM_LINE];

	if (!s->ndays) {
		buf_adds(out, _("Nothing played yet. Begin with: unknot play"));
		return;
	}
	count(sessions, n_("%d session", "%d sessions", l.sessions), l.sessions);
	count(days, n_("%d day", "%d days", l.days), l.days);
	buf_addf(out, _("%s on %s in the last four weeks."), sessions, days);
	if (l.rest) {
		buf_addc(out, ' ');
		buf_addf(out,
			 n_("%d day of planned rest was kept too.", "%d days of planned rest were kept too.",
			    l.rest),
			 l.rest);
	}
	if (s->target) {
		buf_addc(out, ' ');
		buf_addf(out, _("Your target: %s days a week."), s->target);
	}
	mornings(out, s);
}

/* ---- totals ---- */

const char *words_why(enum stop_why w)
{
	static const char *const names[] = {[WHY_NONE] = N_("not said why"),
					    [WHY_SHARP] = N_("sharp or electric"),
					    [WHY_NUMB] = N_("numb or tingling"),
					    [WHY_TOO_SORE] = N_("too sore"),
					    [WHY_OTHER] = N_("another reason")};

	return _(names[w]);
}

const char *words_tool(const char *tool)
{
	for (int i = 0; i < TOOLS; i++)
		if (!strcmp(tool_name((enum tool)i), tool))
			return tool_text((enum tool)i);
	return tool;
}

/* "1 h 12 min", "12 min": lengths over a record. */
static void hours(char out[VM_LINE], int64_t ms)
{
	long long minutes = (ms + 30000) / 60000;

	if (minutes >= 60)
		vm_format(out, VM_LINE, _("%lld h %lld min"), minutes / 60, minutes % 60);
	else
		vm_format(out, VM_LINE, _("%lld min"), minutes);
}

static void stops(struct buf *out, const struct stats *s)
{
	int all = s->outcomes[HOLD_STOPPED] + s->early[HOLD_STOPPED], early = s->early[HOLD_STOPPED];
	bool some = false;

	if (!all)
		return;
	buf_addc(out, ' ');
	buf_addf(out, n_("%d press was stopped", "%d presses were stopped", all), all);
	for (int i = 0; i <= WHY_OTHER; i++) {
		if (!s->stops[i])
			continue;
		buf_adds(out, some ? ", " : " (");
		buf_addf(out, "%s: %d", words_why((enum stop_why)i), s->stops[i]);
		some = true;
	}
	if (some)
		buf_addc(out, ')');
	if (early)
		buf_addf(out, _(", %d of them before the hold began"), early);
	buf_addc(out, '.');
}

void words_totals(struct buf *out, const struct stats *s)
{
	char sessions[VM_LINE], presses[VM_LINE], held[VM_LINE];

	if (!s->sessions && !s->presses)
		return;
	count(sessions, n_("%d session", "%d sessions", s->sessions), s->sessions);
	count(presses, n_("%d press", "%d presses", s->presses), s->presses);
	hours(held, s->held_ms);
	buf_addf(out, _("In all %s with %s, %s held: %d let go, %d went to the end, %d eased off"), sessions,
		 presses, held, s->outcomes[HOLD_RELEASED], s->outcomes[HOLD_FULL],
		 s->outcomes[HOLD_EASED_OFF]);
	if (s->outcomes[HOLD_SKIPPED])
		buf_addf(out, _(", %d left before the end"), s->outcomes[HOLD_SKIPPED]);
	if (s->outcomes[HOLD_INTERRUPTED])
		buf_addf(out, _(", %d cut off with the session"), s->outcomes[HOLD_INTERRUPTED]);
	buf_addc(out, '.');
	stops(out, s);
	if (s->ntools) {
		buf_addc(out, ' ');
		buf_addf(out, _("The tool: %s."), words_tool(s->tools[s->ntools - 1].value));
	}
}

/* ---- places ---- */

const char *words_place(const struct atlas *a, const struct stats_place *p)
{
	const struct site *s = a ? atlas_site(a, p->site) : NULL;

	return s ? _(s->name) : p->site;
}

static void weeks_or_days(struct buf *out, int64_t days)
{
	if (days > WEEKS_FROM)
		buf_addf(out, n_("in %d week", "in %d weeks", days / 7), (int)(days / 7));
	else
		buf_addf(out, n_("in %d day", "in %d days", days), (int)days);
}

/* In a sentence small figures are words. */
static void days_apart(struct buf *out, int64_t days)
{
	static const char *const figures[] = {"",         N_("one"),    N_("two"),   N_("three"), N_("four"),
					      N_("five"), N_("six"),    N_("seven"), N_("eight"), N_("nine"),
					      N_("ten"),  N_("eleven"), N_("twelve")};

	if (days > 0 && days < (int64_t)(sizeof figures / sizeof *figures))
		buf_addf(out, n_("in %s day", "in %s days", days), _(figures[days]));
	else
		weeks_or_days(out, days);
}

void words_found(struct buf *out, const struct found *f, int64_t days)
{
	if (found_fall(f) >= 0)
		buf_addf(out, _("You brought this spot from %d to %d "), f->start, f->now);
	else
		buf_addf(out, _("This spot went from %d to %d "), f->start, f->now);
	days_apart(out, days);
}

const char *words_found_note(void)
{
	return _("That is how sore it was when found; pain is a figure of its own.");
}

static int64_t days_between(const struct stats_place *p)
{
	return p->ratings[p->nratings - 1].day - p->ratings[0].day;
}

void words_story_short(struct buf *out, const struct stats_place *p)
{
	const struct found *f = &p->found;

	if (f->now == RATING_UNKNOWN)
		return;
	if (f->start == RATING_UNKNOWN) {
		buf_addf(out, n_("%d, on %d day", "%d, on %d days", f->days), f->now, f->days);
	} else if (found_fall(f)) {
		buf_addf(out, _("%d to %d "), f->start, f->now);
		weeks_or_days(out, days_between(p));
	} else {
		buf_addf(out, _("%d, as at first"), f->now);
	}
}

/* As sentences, a blank before each. */
static void story_of(struct buf *out, const struct stats_place *p)
{
	const struct found *f = &p->found;

	buf_addc(out, ' ');
	if (f->start == RATING_UNKNOWN) {
		buf_addf(out,
			 n_("How sore when found: %d, on %d day.", "How sore when found: %d, on %d days.",
			    f->days),
			 f->now, f->days);
	} else if (!found_fall(f)) {
		buf_addf(out,
			 _("How sore when found: %d at first, %d lately, which is within the error of the "
			   "scale."),
			 f->start, f->now);
	} else {
		words_found(out, f, days_between(p));
		buf_addc(out, '.');
	}
	if (found_fall(f) < 0)
		buf_adds(out, _(" One lighter, or a rest for it, is worth a try."));
}

static const char *leg_of(const struct stats_place *p)
{
	return p->leg == LEG_LEFT ? _("Left leg") : _("Right leg");
}

void words_story(struct buf *out, const struct atlas *a, const struct stats_place *p)
{
	char day[DAY_TEXT], presses[VM_LINE], held[VM_LINE], stopped[VM_LINE] = "";

	count(presses, n_("%d press", "%d presses", p->presses), p->presses);
	hours(held, p->held_ms);
	if (p->stops)
		count(stopped, n_(", %d stop", ", %d stops", p->stops), p->stops);
	buf_addf(out, _("%s, %s: %s, %s held%s."), leg_of(p), words_place(a, p), presses, held, stopped);
	if (!p->nratings)
		return;
	story_of(out, p);
	if (p->nratings > 1)
		buf_addf(out, _(" Least sore: %d, on %s."), p->ratings[p->best].before,
			 day_format(day, p->ratings[p->best].day));
}

/* ---- what came before ---- */

/* A place with its means, in tenths. */
struct before_fall {
	const struct stats_place *p;
	int with, without;
};

/* By the gap; of equals the one seen more often. */
static int by_gap(const void *pa, const void *pb)
{
	const struct before_fall *a = pa, *b = pb;
	int x = a->with - a->without, y = b->with - b->without;

	if (x != y)
		return x > y ? -1 : 1;
	if (a->p->rated != b->p->rated)
		return a->p->rated > b->p->rated ? -1 : 1;
	return a->p < b->p ? -1 : a->p > b->p;
}

static void no_place(struct buf *out, bool enough)
{
	if (enough)
		buf_adds(out, _("No place stands out: with none of them pain fell by a point more than "
				"without it."));
	else
		buf_addf(out,
			 _("Too little to tell yet: that takes %d sessions with a place and %d without it, "
			   "rated before and after."),
			 STATS_SIDE, STATS_SIDE);
}

static void before_fall(struct buf *out, const struct atlas *a, const struct stats *s,
			const struct before_fall *b)
{
	char with[WORDS_TENTHS], without[WORDS_TENTHS];

	buf_addf(out, _("%s, %s: less by %s in %d sessions with it, by %s in %d without."), leg_of(b->p),
		 words_place(a, b->p), words_tenths(with, b->with), b->p->rated,
		 words_tenths(without, b->without), s->rated - b->p->rated);
}

void words_before_falls(struct buf *out, const struct atlas *a, const struct stats *s, const char *sep)
{
	struct before_fall *found = mem_calloc(s->nplaces, sizeof *found);
	size_t n = 0;
	bool enough = false;

	for (size_t i = 0; i < s->nplaces; i++) {
		struct before_fall b = {.p = &s->places[i]};
		bool told = stats_before_falls(s, b.p, &b.with, &b.without);

		enough |= b.with != STATS_NONE;
		if (told)
			found[n++] = b;
	}
	if (n)
		qsort(found, n, sizeof *found, by_gap);
	if (n)
		buf_adds(out, _("Points by which pain was less after a session, on average. Each session "
				"pressed other "
				"places too, and some of this is chance: it tells what came before, not what "
				"worked."));
	else
		no_place(out, enough);
	for (size_t i = 0; i < n && i < SHOWN; i++) {
		buf_adds(out, sep);
		before_fall(out, a, s, &found[i]);
	}
	free(found);
}

/* ---- stops to heed ---- */

const char *words_signs_name(void)
{
	return _("Stops to show somebody");
}

void words_signs(struct buf *out, const struct atlas *a, const struct stats *s)
{
	struct stats_place p = {.site = s->signs_site, .leg = s->signs_leg};

	if (p.site)
		stop_signs_text(out, &s->signs, p.leg, words_place(a, &p));
}

/* ---- all of it ---- */

static void part(struct buf *out, const char *name)
{
	buf_addf(out, "%s%s\n", out->n ? "\n\n" : "", name);
}

static int by_soreness(const void *pa, const void *pb)
{
	const struct stats_place *a = *(const struct stats_place *const *)pa;
	const struct stats_place *b = *(const struct stats_place *const *)pb;
	int x = a->found.now, y = b->found.now;

	return x != y ? y - x : a < b ? -1 : a > b;
}

const struct stats_place **words_places_by_soreness(const struct stats *s)
{
	const struct stats_place **p = mem_calloc(s->nplaces, sizeof *p);

	for (size_t i = 0; i < s->nplaces; i++)
		p[i] = &s->places[i];
	if (s->nplaces)
		qsort(p, s->nplaces, sizeof *p, by_soreness);
	return p;
}

bool words_tell(const struct stats *s, enum stats_series k)
{
	return k != SERIES_AFTER && (k <= SERIES_LOOSER || s->change[k].start != STATS_NONE);
}

void words_of_series(struct buf *out, const struct stats *s, enum stats_series k)
{
	part(out, words_series(k));
	words_change(out, k, &s->change[k]);
	if (k != SERIES_LOOSER && s->change[k].now != STATS_NONE) {
		buf_addc(out, ' ');
		words_change_weeks(out, &s->change[k]);
	}
}

void words_of_rest(struct buf *out, const struct atlas *a, const struct stats *s)
{
	const struct stats_place **p = words_places_by_soreness(s);

	part(out, _("Days"));
	words_days(out, s);
	part(out, _("Holds"));
	words_totals(out, s);
	if (stop_signs_why(&s->signs) != STOP_SIGNS_NONE) {
		part(out, words_signs_name());
		words_signs(out, a, s);
	}
	part(out, _("Places, the sorest first"));
	buf_addf(out, "%s\n",
		 _("How sore a spot was when found, in the middle of its first three days and of its last "
		   "three; "
		   "pain is a figure of its own."));
	for (size_t i = 0; i < s->nplaces; i++) {
		buf_adds(out, i ? "\n" : "");
		words_story(out, a, p[i]);
	}
	free(p);
	part(out, _("Before the biggest falls in pain"));
	words_before_falls(out, a, s, "\n");
	buf_addc(out, '\n');
}

void words_stats(struct buf *out, const struct atlas *a, const struct stats *s)
{
	if (!s->ndays) {
		words_days(out, s);
		buf_addc(out, '\n');
		return;
	}
	for (int k = 0; k < SERIES; k++)
		if (words_tell(s, (enum stats_series)k))
			words_of_series(out, s, (enum stats_series)k);
	words_of_rest(out, a, s);
}
