/* Rows are brought into one order first (record_order.c, stats_order.c); after that everything is one pass over sessions,
 * holds, ratings and check-ins. Medians come from counts, since a rating has eleven values. */
#include "core/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/caps.h"
#include "core/record_order.h"
#include "core/stats_order.h"

enum {
	RATING_MOST = 10,
	VALUES = 2 * RATING_MOST + 1,
	WEEKS_AT_END = 4,
	WEEK = 7,
	TENTHS = 10,
	ERROR = SCALE_ERROR * TENTHS
};

static const struct {
	const char *name; /* of the JSON */
	const char *what; /* of the rating rows; NULL: of the session */
	int error;
} series[SERIES] = {
	[SERIES_BEFORE] = {"before", NULL, ERROR},     [SERIES_AFTER] = {"after", NULL, ERROR},
	[SERIES_LOOSER] = {"looser", NULL, ERROR},     [SERIES_BACK] = {"back", "back", ERROR},
	[SERIES_LEG] = {"leg", "leg", ERROR},          [SERIES_REACH] = {"reach", "reach", ERROR},
	[SERIES_STANDS] = {"stands", "stands", ERROR},
};

const char *stats_series_name(enum stats_series s)
{
	return series[s].name;
}

int stats_error(enum stats_series s)
{
	return series[s].error;
}

/* How often each value was given in a span. */
struct counts {
	uint16_t n[SERIES][VALUES];
	uint16_t soreness[VALUES];
};

static void count(uint16_t *n, int value)
{
	uint16_t *at = &n[value + RATING_MOST];

	if (value >= -RATING_MOST && value <= RATING_MOST && *at < UINT16_MAX)
		++*at;
}

static bool rated(int value)
{
	return value >= 0 && value <= RATING_MOST;
}

/* In tenths: of an even number of values the mean of the two in the middle. */
static int median(const uint16_t *n)
{
	int all = 0, seen = 0, low = STATS_NONE;

	for (int i = 0; i < VALUES; i++)
		all += n[i];
	for (int i = 0; i < VALUES; i++) {
		seen += n[i];
		if (low == STATS_NONE && 2 * seen >= all && n[i])
			low = i - RATING_MOST;
		if (2 * seen > all)
			return 5 * (low + i - RATING_MOST);
	}
	return STATS_NONE;
}

/* ---- days and weeks ---- */

static bool wanted(const struct session_row *s)
{
	return !s->rehearsal;
}

int64_t stats_newest(const struct record *r)
{
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < r->nsessions; i++)
		if (wanted(&r->sessions[i]) && caps_day(r->sessions[i].started) > newest)
			newest = caps_day(r->sessions[i].started);
	for (size_t i = 0; i < r->ncheckins; i++)
		if (caps_day(r->checkins[i].when) > newest)
			newest = caps_day(r->checkins[i].when);
	for (size_t i = 0; i < r->nchoices; i++)
		if (caps_day(r->choices[i].when) > newest)
			newest = caps_day(r->choices[i].when);
	return newest;
}

/* Spans being filled, with their counts beside them. */
struct spans {
	struct stats_span *span;
	struct counts *counts;
	size_t n, at; /* `at`: where the last one was found */
};

static int by_value(const void *pa, const void *pb)
{
	int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

	return (a > b) - (a < b);
}

/* Days that may repeat, sorted and once each; returns how many. */
static size_t unique(int64_t *days, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(days, n, sizeof *days, by_value);
	for (size_t i = 0; i < n; i++)
		if (!kept || days[kept - 1] != days[i])
			days[kept++] = days[i];
	return kept;
}

static struct spans spans_of(struct arena *a, const int64_t *days, size_t n)
{
	struct spans s = {arena_array(a, n, sizeof *s.span), mem_calloc(n, sizeof *s.counts), n, 0};

	for (size_t i = 0; i < n; i++)
		s.span[i].day = days[i];
	return s;
}

/* The span that begins on `day`; it is there. */
static size_t span_at(struct spans *s, int64_t day)
{
	size_t lo = 0, hi = s->n;

	if (s->at < s->n && s->span[s->at].day == day)
		return s->at;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->span[mid].day <= day)
			lo = mid;
		else
			hi = mid;
	}
	return s->at = lo;
}

static bool holds_something(const struct stats_span *s)
{
	for (int k = 0; k < SERIES; k++)
		if (s->value[k] != STATS_NONE)
			return true;
	return s->sessions || s->presses || s->soreness != STATS_NONE || s->bruise || s->rest;
}

/* A day on which a planned rest was taken back is none. */
static void close_spans(struct spans *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		for (int k = 0; k < SERIES; k++)
			s->span[i].value[k] = median(s->counts[i].n[k]);
		s->span[i].soreness = median(s->counts[i].soreness);
		if (!holds_something(&s->span[i]))
			continue;
		s->span[kept] = s->span[i];
		s->counts[kept++] = s->counts[i];
	}
	s->n = kept;
}

/* ---- the pass ---- */

struct fold {
	const struct record *r;
	struct order order;
	struct stats *out;
	struct spans days, weeks;
	struct stats_place *place;
	int *signs; /* stops of the last four weeks that are stop signs, by place */
	struct rating_list {
		struct stats_rating *p;
		size_t n;
	} * ratings;
};

static bool in_window(const struct stats *s, int64_t day)
{
	return day >= s->from && day <= s->to;
}

static void count_at(struct fold *f, int64_t day, enum stats_series s, int value)
{
	count(f->days.counts[span_at(&f->days, day)].n[s], value);
	count(f->weeks.counts[span_at(&f->weeks, caps_monday(day))].n[s], value);
}

static void fold_session(struct fold *f, const struct session_row *s)
{
	struct stats *out = f->out;
	int64_t day = caps_day(s->started);
	bool ended = s->outcome != SESSION_OPEN;

	out->ended[s->outcome]++;
	out->sessions += ended;
	out->active_ms += s->active_ms;
	f->days.span[span_at(&f->days, day)].sessions += ended;
	f->weeks.span[span_at(&f->weeks, caps_monday(day))].sessions += ended;
	if (rated(s->pain_before))
		count_at(f, day, SERIES_BEFORE, s->pain_before);
	if (rated(s->pain_after))
		count_at(f, day, SERIES_AFTER, s->pain_after);
	if (rated(s->pain_before) && rated(s->pain_after))
		count_at(f, day, SERIES_LOOSER, s->pain_before - s->pain_after);
}

static void fold_press(struct fold *f, const struct hold_row *h, int64_t day)
{
	struct stats_span *d = &f->days.span[span_at(&f->days, day)];
	struct stats_span *w = &f->weeks.span[span_at(&f->weeks, caps_monday(day))];

	d->presses++;
	w->presses++;
	f->out->presses++;
	d->held_ms += h->held_ms;
	w->held_ms += h->held_ms;
	f->out->held_ms += h->held_ms;
}

static void fold_place(struct stats_place *p, struct rating_list *list, const struct hold_row *h, int64_t day)
{
	p->stops += h->outcome == HOLD_STOPPED;
	if (h->held_ms > 0) {
		p->presses++;
		p->held_ms += h->held_ms;
		p->first_day = p->first_day == INT64_MIN ? day : p->first_day;
		p->last_day = day;
	}
	if (!rated(h->sore_before) || (list->n && day <= list->p[list->n - 1].day))
		return; /* the first of a day stands */
	if (!list->n || h->sore_before < list->p[p->best].before)
		p->best = list->n;
	list->p[list->n++] = (struct stats_rating){day, h->sore_before,
						   rated(h->sore_after) ? h->sore_after : RATING_UNKNOWN};
}

/* Holds of a session stand together, so a place counts once a session where it differs from the last. */
static void fold_drop(struct stats_place *p, const struct session_row *s, const struct session_row **last)
{
	bool both = rated(s->pain_before) && rated(s->pain_after);

	if (*last == s || !both)
		return;
	*last = s;
	p->rated++;
	p->fall += s->pain_before - s->pain_after;
	p->drops +=
		s->pain_before > s->pain_after && scale_differs(s->pain_before, s->pain_after, SCALE_ERROR);
}

/* Four weeks are four weeks, in a shorter window too. */
static void fold_signs(struct fold *f, const struct order_hold *o, int64_t day)
{
	struct stats *s = f->out;

	stop_signs_press(&s->signs, o->row, &f->signs[o->place], (int)o->place, day, s->to);
	s->signs_site = f->order.places[s->signs.place].site;
	s->signs_leg = f->order.places[s->signs.place].leg;
}

static void fold_holds(struct fold *f)
{
	const struct session_row **seen = mem_calloc(f->order.nplaces + 1, sizeof *seen);
	const struct session_row **any = &seen[f->order.nplaces];
	struct stats_place whole = {0};

	for (size_t i = 0; i < f->order.nholds; i++) {
		const struct order_hold *o = &f->order.holds[i];
		const struct session_row *s = f->order.sessions[o->session];
		int64_t day = caps_day(s->started);

		if (day <= f->out->to)
			fold_signs(f, o, day);
		if (!in_window(f->out, day))
			continue;
		(o->row->held_ms > 0 ? f->out->outcomes : f->out->early)[o->row->outcome]++;
		f->out->stops[o->row->why] += o->row->outcome == HOLD_STOPPED;
		f->out->tool_ms += o->row->tool_ms;
		fold_place(&f->place[o->place], &f->ratings[o->place], o->row, day);
		if (o->row->held_ms <= 0)
			continue;
		fold_press(f, o->row, day);
		fold_drop(&f->place[o->place], s, &seen[o->place]);
		fold_drop(&whole, s, any);
	}
	f->out->rated = whole.rated;
	f->out->drops = whole.drops;
	f->out->fall = whole.fall;
	free(seen);
}

static void fold_ratings(struct fold *f)
{
	size_t hint = 0;

	for (size_t i = 0; i < f->r->nratings; i++) {
		const struct rating_row *row = &f->r->ratings[i];
		const struct session_row *s = NULL;

		if (!strcmp(row->what, "sore")) /* most of them: a spot's, which its hold tells too */
			continue;
		for (int k = SERIES_BACK; k < SERIES; k++) {
			if (strcmp(row->what, series[k].what) != 0 || !rated(row->value))
				continue;
			s = order_session(&f->order, row->session, &hint);
			if (s && in_window(f->out, caps_day(s->started)))
				count_at(f, caps_day(s->started), (enum stats_series)k, row->value);
		}
	}
}

static void fold_checkins(struct fold *f)
{
	uint16_t all[VALUES] = {0};

	for (size_t i = 0; i < f->r->ncheckins; i++) {
		const struct checkin_row *c = &f->r->checkins[i];
		int64_t day = caps_day(c->when);

		if (!in_window(f->out, day))
			continue;
		size_t d = span_at(&f->days, day), w = span_at(&f->weeks, caps_monday(day));

		f->out->checkins++;
		f->out->bruises += c->bruise;
		f->days.span[d].bruise |= c->bruise;
		f->weeks.span[w].bruise |= c->bruise;
		if (rated(c->soreness)) {
			count(all, c->soreness);
			count(f->days.counts[d].soreness, c->soreness);
			count(f->weeks.counts[w].soreness, c->soreness);
		}
	}
	f->out->soreness = median(all);
}

/* ---- choices ---- */

/* The day that a choice about a rest day is about; false if it is none. One made after that day says nothing
 * (core/chosen.h). */
static bool rest_day(const struct choice_row *c, int64_t *day)
{
	return (!strcmp(c->what, "rest") || !strcmp(c->what, "no-rest")) && day_parse(c->value, day) &&
	       caps_day(c->when) <= *day;
}

/* The one that was in force when the window began stays as its first. */
static void fold_tool(struct stats *s, int64_t day, const char *value)
{
	if (s->ntools && !strcmp(s->tools[s->ntools - 1].value, value))
		return;
	if (day <= s->from)
		s->ntools = 0;
	s->tools[s->ntools++] = (struct stats_tool){day, value};
}

static void fold_choices(struct fold *f)
{
	struct stats *s = f->out;

	s->tools = arena_array(s->arena, f->r->nchoices, sizeof *s->tools);
	for (size_t i = 0; i < f->r->nchoices; i++) {
		const struct choice_row *c = &f->r->choices[i];
		int64_t day = caps_day(c->when), rest;

		if (rest_day(c, &rest) && in_window(s, rest))
			f->days.span[span_at(&f->days, rest)].rest = !strcmp(c->what, "rest");
		if (day > s->to)
			continue;
		if (!strcmp(c->what, "target"))
			s->target = c->value;
		if (!strcmp(c->what, "tool"))
			fold_tool(s, day, c->value);
	}
}

/* ---- before and after the pass ---- */

/* Every day that has something, some of them more than once. */
static size_t all_days(const struct fold *f, int64_t *days)
{
	size_t n = 0;
	int64_t rest;

	for (size_t i = 0; i < f->order.nsessions; i++)
		days[n++] = caps_day(f->order.sessions[i]->started);
	for (size_t i = 0; i < f->r->ncheckins; i++)
		days[n++] = caps_day(f->r->checkins[i].when);
	for (size_t i = 0; i < f->r->nchoices; i++)
		if (rest_day(&f->r->choices[i], &rest))
			days[n++] = rest;
	return n;
}

static void open_spans(struct fold *f, int64_t from, int64_t to)
{
	size_t most = f->order.nsessions + f->r->ncheckins + f->r->nchoices, n, kept = 0;
	int64_t *days = mem_calloc(most, sizeof *days), newest = stats_newest(f->r);

	f->out->to = to < newest ? to : newest;
	n = unique(days, all_days(f, days));
	f->out->from = from != INT64_MIN ? from : n ? days[0] : INT64_MIN;
	for (size_t i = 0; i < n; i++)
		if (in_window(f->out, days[i]))
			days[kept++] = days[i];
	f->days = spans_of(f->out->arena, days, kept);
	for (size_t i = 0; i < kept; i++)
		days[i] = caps_monday(days[i]);
	f->weeks = spans_of(f->out->arena, days, unique(days, kept));
	free(days);
}

static void open_places(struct fold *f)
{
	struct arena *a = f->out->arena;
	struct stats_rating *room = arena_array(a, f->order.nholds, sizeof *room);

	f->place = arena_array(a, f->order.nplaces, sizeof *f->place);
	f->ratings = mem_calloc(f->order.nplaces, sizeof *f->ratings);
	f->signs = arena_array(a, f->order.nplaces, sizeof *f->signs);
	for (size_t i = 0; i < f->order.nplaces; i++) {
		f->place[i] = (struct stats_place){.site = f->order.places[i].site,
						   .leg = f->order.places[i].leg,
						   .first_day = INT64_MIN,
						   .last_day = INT64_MIN};
		f->ratings[i].p = room;
		room += f->order.places[i].holds;
	}
}

static int by_site(const void *pa, const void *pb)
{
	const struct stats_place *a = pa, *b = pb;
	int c = strcmp(a->site, b->site);

	return c ? c : (int)a->leg - (int)b->leg;
}

static struct found found_at(const struct rating_list *l)
{
	int ends[2][FOUND_ENDS], n = l->n < FOUND_ENDS ? (int)l->n : FOUND_ENDS;

	for (int i = 0; i < n; i++) {
		ends[0][i] = l->p[i].before;
		ends[1][i] = l->p[l->n - (size_t)n + (size_t)i].before;
	}
	return found_of(ends[0], ends[1], (int)l->n);
}

/* Those of the window, in their order. */
static void close_places(struct fold *f)
{
	struct stats *s = f->out;

	s->places = f->place;
	for (size_t i = 0; i < f->order.nplaces; i++) {
		f->place[i].ratings = f->ratings[i].p;
		f->place[i].nratings = f->ratings[i].n;
		f->place[i].found = found_at(&f->ratings[i]);
		if (f->place[i].presses || f->place[i].nratings || f->place[i].stops)
			s->places[s->nplaces++] = f->place[i];
	}
	if (s->nplaces)
		qsort(s->places, s->nplaces, sizeof *s->places, by_site);
	free(f->ratings);
}

/* Of at most WEEKS_AT_END values; changes their order. */
static int middle(int *v, int n)
{
	for (int i = 1; i < n; i++)
		for (int k = i; k > 0 && v[k - 1] > v[k]; k--) {
			int keep = v[k];

			v[k] = v[k - 1];
			v[k - 1] = keep;
		}
	if (n < 1)
		return STATS_NONE;
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2] + 1) / 2;
}

/* The median of the first or the last `want` weeks with a value; the outermost of them in `*day`. */
static int at_end(const struct stats_span *weeks, size_t n, enum stats_series k, int want, bool last,
		  int64_t *day)
{
	int values[WEEKS_AT_END], seen = 0;

	for (size_t i = 0; i < n && seen < want; i++) {
		const struct stats_span *w = &weeks[last ? n - 1 - i : i];

		if (w->value[k] == STATS_NONE)
			continue;
		if (seen == 0)
			*day = w->day;
		values[seen++] = w->value[k];
	}
	return middle(values, seen);
}

struct stats_change stats_change_of(const struct stats_span *weeks, size_t n, enum stats_series k)
{
	struct stats_change c = {.start = STATS_NONE, .now = STATS_NONE};
	int with = 0;

	for (size_t i = 0; i < n; i++)
		with += weeks[i].value[k] != STATS_NONE;
	if (!with)
		return c;
	c.weeks = with < 2 ? 1 : with / 2 < WEEKS_AT_END ? with / 2 : WEEKS_AT_END;
	c.start = at_end(weeks, n, k, c.weeks, false, &c.start_day);
	c.now_day = c.start_day;
	if (with < 2)
		return c;
	c.now = at_end(weeks, n, k, c.weeks, true, &c.now_day);
	c.real = scale_differs(c.now, c.start, stats_error(k));
	return c;
}

/* In tenths, the nearest. */
static int mean(int64_t sum, int n)
{
	int64_t twice = 2 * TENTHS * sum;

	return (int)((twice < 0 ? twice - n : twice + n) / (2 * n));
}

bool stats_before_falls(const struct stats *s, const struct stats_place *p, int *with, int *without)
{
	int others = s->rated - p->rated;

	*with = *without = STATS_NONE;
	if (p->rated < STATS_SIDE || others < STATS_SIDE)
		return false;
	*with = mean(p->fall, p->rated);
	*without = mean(s->fall - p->fall, others);
	return *with - *without >= TENTHS;
}

struct stats *stats_of(const struct record *r, int64_t from, int64_t to)
{
	struct stats *s = mem_calloc(1, sizeof *s);
	struct ordered rows = record_in_order(r);
	struct fold f = {.r = &rows.rows, .order = order_of(&rows.rows), .out = s};

	s->arena = arena_new();
	open_spans(&f, from, to);
	open_places(&f);
	for (size_t i = 0; i < f.order.nsessions; i++)
		if (in_window(s, caps_day(f.order.sessions[i]->started)))
			fold_session(&f, f.order.sessions[i]);
	fold_holds(&f);
	fold_ratings(&f);
	fold_checkins(&f);
	fold_choices(&f);
	close_spans(&f.days);
	close_spans(&f.weeks);
	for (int k = 0; k < SERIES; k++)
		s->change[k] = stats_change_of(f.weeks.span, f.weeks.n, (enum stats_series)k);
	close_places(&f);
	s->days = f.days.span;
	s->ndays = f.days.n;
	s->weeks = f.weeks.span;
	s->nweeks = f.weeks.n;
	free(f.days.counts);
	free(f.weeks.counts);
	order_free(&f.order);
	ordered_free(&rows);
	return s;
}

void stats_free(struct stats *s)
{
	if (!s)
		return;
	arena_free(s->arena);
	free(s);
}
