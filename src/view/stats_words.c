#include "view/stats_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/chosen.h"
#include "view/view_model.h"

enum { FOUR_WEEKS = 28, FALL = 2, ENOUGH = 5, SHOWN = 3, WEEKS_FROM = 60 };

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
	int by = c->now != STATS_NONE ? c->now : c->start;
	char text[WORDS_TENTHS], error[WORDS_TENTHS];

	words_tenths(text, abs(by));
	words_tenths(error, stats_error(SERIES_LOOSER));
	if (by >= stats_error(SERIES_LOOSER))
		buf_addf(
			out,
			_("Lately %s less after a session. That often fades within the hour, so it is a line "
			  "of its own."),
			text);
	else if (-by >= stats_error(SERIES_LOOSER))
		buf_addf(
			out,
			_("Lately %s more after a session: less pressure and fewer presses are worth a try."),
			text);
	else if (by >= 0)
		buf_addf(out, _("Lately %s less after a session: within the error of measuring (%s)."), text,
			 error);
	else
		buf_addf(out, _("Lately %s more after a session: within the error of measuring (%s)."), text,
			 error);
}

static void change(struct buf *out, enum stats_series s, const struct stats_change *c)
{
	char start[WORDS_TENTHS], now[WORDS_TENTHS], error[WORDS_TENTHS];

	words_tenths(start, c->start);
	words_tenths(now, c->now);
	words_tenths(error, stats_error(s));
	if (!c->real)
		buf_addf(out,
			 _("%s at first, %s lately: within the error of measuring (%s), so not a change."),
			 start, now, error);
	else if (c->now < c->start)
		buf_addf(out, _("%s at first, %s lately: lower by more than the error of measuring (%s)."),
			 start, now, error);
	else
		buf_addf(out,
			 _("%s at first, %s lately: higher by more than the error of measuring (%s). If that "
			   "stays, a clinician can help to find out why."),
			 start, now, error);
}

void words_change(struct buf *out, enum stats_series s, const struct stats_change *c)
{
	char start[WORDS_TENTHS];

	if (c->start == STATS_NONE) {
		buf_adds(out, s <= SERIES_LOOSER ? _("Not rated yet: the figures come with the sessions.")
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
		buf_addf(out, _("%s, now %s: more than the error"), start, now);
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
	bool some = false;

	buf_addc(out, ' ');
	buf_addf(out, n_("%d press was stopped", "%d presses were stopped", s->outcomes[HOLD_STOPPED]),
		 s->outcomes[HOLD_STOPPED]);
	for (int i = 0; i <= WHY_OTHER; i++) {
		if (!s->stops[i])
			continue;
		buf_adds(out, some ? ", " : " (");
		buf_addf(out, "%s: %d", words_why((enum stop_why)i), s->stops[i]);
		some = true;
	}
	buf_adds(out, some ? ")." : ".");
}

void words_totals(struct buf *out, const struct stats *s)
{
	char sessions[VM_LINE], presses[VM_LINE], held[VM_LINE];

	if (!s->sessions && !s->presses)
		return;
	count(sessions, n_("%d session", "%d sessions", s->sessions), s->sessions);
	count(presses, n_("%d press", "%d presses", s->presses), s->presses);
	hours(held, s->held_ms);
	buf_addf(out, _("In all %s with %s, %s held: %d let go, %d went to the end, %d eased off."), sessions,
		 presses, held, s->outcomes[HOLD_RELEASED], s->outcomes[HOLD_FULL],
		 s->outcomes[HOLD_EASED_OFF]);
	if (s->outcomes[HOLD_STOPPED])
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

static void days_apart(struct buf *out, int64_t days)
{
	static const char *const figures[] = {"",         N_("one"),    N_("two"),   N_("three"), N_("four"),
					      N_("five"), N_("six"),    N_("seven"), N_("eight"), N_("nine"),
					      N_("ten"),  N_("eleven"), N_("twelve")};
	char text[24];
	bool word = days > 0 && days < (int64_t)(sizeof figures / sizeof *figures);

	snprintf(text, sizeof text, "%lld", (long long)days);
	if (days == 0)
		buf_adds(out, _("on one day"));
	else if (days > WEEKS_FROM)
		buf_addf(out, n_("in %d week", "in %d weeks", days / 7), (int)(days / 7));
	else
		buf_addf(out, n_("in %s day", "in %s days", days), word ? _(figures[days]) : text);
}

void words_story_short(struct buf *out, const struct stats_place *p)
{
	if (!p->nratings)
		return;
	const struct stats_rating *first = &p->ratings[0], *last = &p->ratings[p->nratings - 1];

	if (p->nratings == 1) {
		buf_addf(out, _("%d, rated once"), first->before);
		return;
	}
	buf_addf(out, _("from %d to %d "), first->before, last->before);
	days_apart(out, last->day - first->day);
}

static bool fell(const struct stats_place *p)
{
	return p->nratings > 1 && p->ratings[0].before - p->ratings[p->nratings - 1].before >= FALL;
}

static void story_verdict(struct buf *out, const struct stats_place *p)
{
	int first = p->ratings[0].before, last = p->ratings[p->nratings - 1].before;

	buf_addc(out, ' ');
	if (last - first < FALL)
		buf_adds(out, _("Less than two points is within the error of the scale."));
	else
		buf_adds(out,
			 _("It is sorer than it was: one lighter, or a rest for this spot, is worth a try."));
}

static const char *leg_of(const struct stats_place *p)
{
	return p->leg == LEG_LEFT ? _("Left leg") : _("Right leg");
}

void words_story(struct buf *out, const struct atlas *a, const struct stats_place *p)
{
	char day[DAY_TEXT], presses[VM_LINE], held[VM_LINE], stopped[VM_LINE] = "";
	struct buf story = {0};

	count(presses, n_("%d press", "%d presses", p->presses), p->presses);
	hours(held, p->held_ms);
	if (p->stops)
		count(stopped, n_(", %d stop", ", %d stops", p->stops), p->stops);
	buf_addf(out, _("%s, %s: %s, %s held%s."), leg_of(p), words_place(a, p), presses, held, stopped);
	words_story_short(&story, p);
	if (fell(p))
		buf_addf(out, _(" You brought this spot %s."), buf_str(&story));
	else if (p->nratings)
		buf_addf(out, _(" How sore when found: %s."), buf_str(&story));
	buf_free(&story);
	if (p->nratings < 2)
		return;
	if (!fell(p))
		story_verdict(out, p);
	buf_addf(out, _(" Least sore: %d, on %s."), p->ratings[p->best].before,
		 day_format(day, p->ratings[p->best].day));
}

/* ---- what came before ---- */

/* By the part of their sessions before which pain fell; of equals the one seen more often. Fractions are
 * compared without a division. */
static int by_falls(const void *pa, const void *pb)
{
	const struct stats_place *a = *(const struct stats_place *const *)pa;
	const struct stats_place *b = *(const struct stats_place *const *)pb;
	int64_t x = (int64_t)a->drops * b->rated, y = (int64_t)b->drops * a->rated;

	if (x != y)
		return x > y ? -1 : 1;
	if (a->rated != b->rated)
		return a->rated > b->rated ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* Only a place that some sessions pressed and others did not can tell anything, and only where falls came
 * after it more often than without it. */
static bool came_before(const struct stats *s, const struct stats_place *p)
{
	int others = s->rated - p->rated;

	return p->rated >= ENOUGH && others >= ENOUGH &&
	       (int64_t)p->drops * others > (int64_t)(s->drops - p->drops) * p->rated;
}

static void no_place(struct buf *out, const struct stats *s)
{
	if (s->rated < 2 * ENOUGH)
		buf_adds(out,
			 _("Too few sessions tell pain before and after to say which places came before the "
			   "biggest falls."));
	else
		buf_adds(out, _("No place came before the biggest falls more often than the others."));
}

void words_before_falls(struct buf *out, const struct atlas *a, const struct stats *s, const char *sep)
{
	const struct stats_place **p = mem_calloc(s->nplaces, sizeof *p);
	size_t n = 0;

	for (size_t i = 0; i < s->nplaces; i++)
		if (came_before(s, &s->places[i]))
			p[n++] = &s->places[i];
	if (n)
		qsort(p, n, sizeof *p, by_falls);
	else
		no_place(out, s);
	if (n)
		buf_adds(
			out,
			_("Pain fell by two points or more in the session. Each session pressed other places "
			  "too, and some of this is chance: it tells what came before, not what worked."));
	for (size_t i = 0; i < n && i < SHOWN; i++) {
		buf_adds(out, sep);
		buf_addf(out, _("%s, %s: %d of %d sessions with it, %d of %d without."), leg_of(p[i]),
			 words_place(a, p[i]), p[i]->drops, p[i]->rated, s->drops - p[i]->drops,
			 s->rated - p[i]->rated);
	}
	free(p);
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
	int x = a->nratings ? a->ratings[a->nratings - 1].before : -1;
	int y = b->nratings ? b->ratings[b->nratings - 1].before : -1;

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
	part(out, _("Places, the sorest first"));
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
