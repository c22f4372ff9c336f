#include "view/stats_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/caps.h"
#include "view/stats_words.h"

static void head_row(struct buf *out, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		buf_addf(out, "| %s ", names[i]);
	buf_adds(out, "|\n");
	for (int i = 0; i < n; i++)
		buf_adds(out, "|---");
	buf_adds(out, "|\n");
}

static void cell(struct buf *out, int tenths)
{
	char text[WORDS_TENTHS];

	buf_addf(out, "| %s ", words_tenths(text, tenths));
}

static bool in_window(const struct stats *s, struct wall t)
{
	return caps_day(t) >= s->from && caps_day(t) <= s->to;
}

/* ---- the head ---- */

static void put_sessions(const struct stats *s, struct buf *out)
{
	int days = 0;
	bool some = false;

	for (size_t i = 0; i < s->ndays; i++)
		days += s->days[i].sessions > 0;
	buf_addf(out, n_("- **Sessions:** %d, on %d day", "- **Sessions:** %d, on %d days", days),
		 s->sessions, days);
	for (int i = SESSION_DONE; i <= SESSION_INTERRUPTED; i++) {
		if (!s->ended[i])
			continue;
		buf_addf(out, "%s%s: %d", some ? ", " : " (", session_outcome_text((enum session_outcome)i),
			 s->ended[i]);
		some = true;
	}
	buf_adds(out, some ? ")\n" : "\n");
}

static void put_tools(const struct stats *s, struct buf *out)
{
	char day[DAY_TEXT];

	for (size_t i = 0; i < s->ntools; i++) {
		buf_adds(out, i ? ", " : _("- **Tool:** "));
		buf_markdown(out, words_tool(s->tools[i].value));
		if (i)
			buf_addf(out, _(" from %s"), day_format(day, s->tools[i].day));
	}
	if (s->ntools)
		buf_addc(out, '\n');
}

static void put_head(const struct stats *s, struct buf *out)
{
	char from[DAY_TEXT], to[DAY_TEXT], held[DURATION_TEXT], tool[DURATION_TEXT];
	int rest = 0;

	day_format(from, s->from);
	day_format(to, s->to);
	buf_addf(out, _("# Pressing sore spots on the backs of the legs: %s to %s\n\n"), from, to);
	buf_adds(out, _("Kept at home by *unknot*, a program that guides a person who sits on a ball or a "
			"smooth tool: "
			"find a sore spot, press it for a minute or so, rest, walk. Every rating is the "
			"person's own, "
			"from 0, none, to 10, the worst one can think of. It is no diagnosis, and nothing "
			"here says "
			"what helped.\n\n"));
	for (size_t i = 0; i < s->ndays; i++)
		rest += s->days[i].rest && !s->days[i].sessions;
	put_sessions(s, out);
	buf_addf(out, _("- **Presses:** %d, held for %s, on the tool for %s (hours, minutes, seconds)\n"),
		 s->presses, duration_clock(held, s->held_ms), duration_clock(tool, s->tool_ms));
	put_tools(s, out);
	if (rest)
		buf_addf(out, n_("- **Planned rest:** %d day\n", "- **Planned rest:** %d days\n", rest),
			 rest);
}

/* ---- pain and measures ---- */

static void put_pain(const struct stats *s, struct buf *out)
{
	const char *const names[] = {_("week from"), _("sessions"), _("presses"),     _("before"),
				     _("after"),     _("less"),     _("next morning")};
	char day[DAY_TEXT];

	buf_addf(out, "\n## %s\n\n", _("Pain before and after sessions"));
	buf_addf(out, "%s\n\n",
		 _("Medians of each week; *less* is the same day's difference, which often fades within "
		   "the hour. Less than two points is within the error of the scale."));
	head_row(out, names, 7);
	for (size_t i = 0; i < s->nweeks; i++) {
		const struct stats_span *w = &s->weeks[i];

		buf_addf(out, "| %s | %d | %d ", day_format(day, w->day), w->sessions, w->presses);
		cell(out, w->value[SERIES_BEFORE]);
		cell(out, w->value[SERIES_AFTER]);
		cell(out, w->value[SERIES_LOOSER]);
		cell(out, w->soreness);
		buf_adds(out, "|\n");
	}
	buf_addf(out, "\n%s: ", words_series(SERIES_BEFORE));
	words_change(out, SERIES_BEFORE, &s->change[SERIES_BEFORE]);
	if (s->change[SERIES_BEFORE].now != STATS_NONE) {
		buf_addc(out, ' ');
		words_change_weeks(out, &s->change[SERIES_BEFORE]);
	}
	buf_addc(out, '\n');
}

static void put_measures(const struct stats *s, struct buf *out)
{
	bool some = false;

	for (int k = SERIES_BACK; k < SERIES; k++) {
		if (s->change[k].start == STATS_NONE)
			continue;
		if (!some)
			buf_addf(out, "\n## %s\n\n", _("Measured"));
		some = true;
		buf_addf(out, "- **%s:** ", words_series((enum stats_series)k));
		words_change(out, (enum stats_series)k, &s->change[k]);
		buf_addc(out, '\n');
	}
}

/* ---- places and stops ---- */

static void put_place(const struct stats_place *p, const struct atlas *a, struct buf *out)
{
	const struct site *site = atlas_site(a, p->site);
	char held[DURATION_TEXT];

	buf_addf(out, "| %s | ", leg_text(p->leg));
	buf_markdown(out, words_place(a, p));
	buf_adds(out, " | ");
	buf_markdown(out, site ? site->muscle : NULL);
	buf_addf(out, " | %d | %s | ", p->presses, duration_clock(held, p->held_ms));
	if (p->found.start != RATING_UNKNOWN)
		buf_addf(out, "%d → %d", p->found.start, p->found.now);
	else if (p->found.now != RATING_UNKNOWN)
		buf_addf(out, "%d", p->found.now);
	buf_adds(out, " | ");
	if (p->nratings)
		buf_addf(out, "%d", p->ratings[p->best].before);
	buf_addf(out, " | %d |\n", p->stops);
}

static void put_places(const struct stats *s, const struct atlas *a, struct buf *out)
{
	const char *const names[] = {_("leg"),     _("place"), _("muscle"),
				     _("presses"), _("held"),  _("soreness when found, at first → lately"),
				     _("least"),   _("stops")};

	buf_addf(out, "\n## %s\n\n", _("Places and doses"));
	buf_addf(out, "%s\n\n",
		 _("Soreness when found, before the first press of a day: the median of the first three days "
		   "with "
		   "a rating, and of the last three; one figure where there are no more than three. Less "
		   "than two "
		   "points apart is within the error of the scale."));
	head_row(out, names, 8);
	for (size_t i = 0; i < s->nplaces; i++)
		put_place(&s->places[i], a, out);
}

/* The stops of one place on one leg for one reason. */
struct stop_group {
	struct stats_place place;
	enum stop_why why;
	int n;
	struct wall last;
};

static bool was_stopped(const struct stats *s, const struct hold_row *h)
{
	return !h->rehearsal && h->outcome == HOLD_STOPPED && in_window(s, h->when);
}

/* The group that a stop belongs to; there may be none yet, and then it is the next one. */
static struct stop_group *group_of(struct stop_group *g, size_t *n, const struct hold_row *h)
{
	for (size_t i = 0; i < *n; i++)
		if (g[i].why == h->why && g[i].place.leg == h->leg && !strcmp(g[i].place.site, h->site))
			return &g[i];
	g[*n] = (struct stop_group){
		.place = {.site = h->site, .leg = h->leg}, .why = h->why, .last = h->when};
	return &g[(*n)++];
}

/* The most stops first, then the place. */
static int by_stops(const void *pa, const void *pb)
{
	const struct stop_group *a = pa, *b = pb;
	int c = strcmp(a->place.site, b->place.site);

	if (a->n != b->n)
		return b->n - a->n;
	if (c)
		return c;
	return a->place.leg != b->place.leg ? (int)a->place.leg - (int)b->place.leg
					    : (int)a->why - (int)b->why;
}

static size_t group_stops(const struct stats *s, const struct record *r, struct stop_group *g)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];

		if (!was_stopped(s, h))
			continue;
		struct stop_group *to = group_of(g, &n, h);

		to->n++;
		to->last = h->when.ms > to->last.ms ? h->when : to->last;
	}
	if (n)
		qsort(g, n, sizeof *g, by_stops);
	return n;
}

static void put_stop_table(const struct atlas *a, const struct stop_group *g, size_t n, struct buf *out)
{
	const char *const names[] = {_("leg"), _("place"), _("reason"), _("stops"), _("last")};
	char day[DAY_TEXT];

	head_row(out, names, 5);
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "| %s | ", leg_text(g[i].place.leg));
		buf_markdown(out, words_place(a, &g[i].place));
		buf_addf(out, " | %s | %d | %s |\n", words_why(g[i].why), g[i].n,
			 day_format(day, caps_day(g[i].last)));
	}
}

/* Legs that stayed numb, a line each, a blank line before them after a table. Returns how many. */
static int put_numb(const struct stats *s, const struct record *r, bool table, struct buf *out)
{
	char day[DAY_TEXT];
	int n = 0;

	for (size_t i = 0; i < r->nsessions; i++) {
		const struct session_row *w = &r->sessions[i];

		if (w->rehearsal || w->numb_after != 1 || !in_window(s, w->started))
			continue;
		buf_adds(out, table && !n ? "\n" : "");
		n++;
		buf_addf(out, _("- %s: **a leg or foot stayed numb or weak for over ten minutes**\n"),
			 day_format(day, caps_day(w->started)));
	}
	return n;
}

static void put_stops(const struct stats *s, const struct record *r, const struct atlas *a, struct buf *out)
{
	struct stop_group *g = mem_calloc(r->nholds, sizeof *g);
	size_t n = group_stops(s, r, g);
	struct buf signs = {0};

	buf_addf(out, "\n## %s\n\n", _("Stopped"));
	words_signs(&signs, a, s);
	if (signs.n) {
		buf_markdown(out, buf_str(&signs));
		buf_adds(out, "\n\n");
	}
	if (n)
		put_stop_table(a, g, n, out);
	if (!put_numb(s, r, n > 0, out) && !n)
		buf_addf(out, "%s\n", _("No press was stopped."));
	buf_free(&signs);
	free(g);
}

/* One "SITE left" of those that a bruise is told by. What is no place of ours stays as it was written. */
static void put_bruised(const struct atlas *a, char *where, struct buf *out)
{
	char *leg = strrchr(where, ' ');

	for (enum leg side = LEG_LEFT; leg && side <= LEG_RIGHT; side++) {
		struct stats_place at = {.site = where, .leg = side};

		if (strcmp(leg + 1, leg_name(side)) != 0)
			continue;
		*leg = '\0';
		buf_addf(out, "%s, ", leg_text(side));
		buf_markdown(out, words_place(a, &at));
		return;
	}
	buf_markdown(out, where);
}

static void put_where(const struct atlas *a, const char *where, struct buf *out)
{
	for (const char *p = where; p && *p;) {
		size_t n = strcspn(p, ",");
		char *one = mem_strndup(p, n);

		put_bruised(a, one, out);
		free(one);
		p += n + strspn(p + n, ", ");
		buf_adds(out, *p ? "; " : "");
	}
}

static void put_mornings(const struct stats *s, const struct record *r, const struct atlas *a,
			 struct buf *out)
{
	char day[DAY_TEXT], text[WORDS_TENTHS];

	buf_addf(out, "\n## %s\n\n", _("Next mornings"));
	if (!s->checkins) {
		buf_addf(out, "%s\n", _("None was answered."));
		return;
	}
	buf_addf(out,
		 n_("%d was answered: soreness %s.\n", "%d were answered: soreness %s in the middle.\n",
		    s->checkins),
		 s->checkins, words_tenths(text, s->soreness));
	for (size_t i = 0; i < r->ncheckins; i++) {
		const struct checkin_row *c = &r->checkins[i];

		if (!c->bruise || !in_window(s, c->when))
			continue;
		buf_addf(out, c->where && *c->where ? _("\n- %s: a bruise. ") : _("\n- %s: a bruise."),
			 day_format(day, caps_day(c->when)));
		put_where(a, c->where, out);
	}
	if (s->bruises)
		buf_addc(out, '\n');
}

void stats_report(const struct stats *s, const struct record *r, const struct atlas *a, struct buf *out)
{
	if (!s->ndays) {
		buf_addf(out, "%s\n", _("Nothing was played in that time."));
		return;
	}
	put_head(s, out);
	put_pain(s, out);
	put_places(s, a, out);
	put_stops(s, r, a, out);
	put_mornings(s, r, a, out);
	put_measures(s, out);
}
