#include "view/screens/lookback_pages.h"

#include <assert.h>
#include <stdlib.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/text.h"
#include "core/plan.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/places.h"
#include "view/plot.h"
#include "view/screens/parts.h"
#include "view/stats_plot.h"
#include "view/stats_words.h"

enum { TEXT_COLS = 90 };

static void draw_text(struct canvas *c, struct rect r, enum style s, const char *text)
{
	r.w = r.w < TEXT_COLS ? r.w : TEXT_COLS;
	canvas_wrap(c, r, s, text);
}

static int text_rows(const char *text, int w, int most)
{
	return parts_rows(text, w < TEXT_COLS ? w : TEXT_COLS, most);
}

/* ---- plots ---- */

/* A plot under its name, and what it says. */
struct panel {
	enum stats_series series;
	struct buf words;
	int rows; /* that the plot wants at most, name and all */
};

static void draw_panel(struct canvas *c, struct rect plot, const struct stats_view *v, const struct panel *p,
		       bool months)
{
	canvas_text_in(c, plot.x, plot.y, plot.w, stats_plot_style(p->series), words_series(p->series));
	stats_plot(c, (struct rect){plot.x, plot.y + 1, plot.w, plot.h - 1}, v, p->series, months);
}

enum { PANELS_MOST = 4, PLOT_LEAST = 4, ROOMY = 16, MARK = 2 };

/* What a panel says, after a mark in the colour of its line. */
static void draw_said(struct canvas *c, struct rect r, const struct panel *p)
{
	if (r.h > 0)
		canvas_glyph(c, r.x, r.y, GLYPH_SORE, stats_plot_style(p->series));
	draw_text(c, (struct rect){r.x + MARK, r.y, r.w - MARK, r.h}, STYLE_PLAIN, buf_str(&p->words));
}

/* The plots one above the other over one axis of months, then what each says. The words of the first go
 * last. */
static void draw_panels(struct canvas *c, struct rect r, const struct stats_view *v, struct panel *p, int n)
{
	struct band b[2 * PANELS_MOST + 1] = {0};
	struct band *words = &b[n + 1];
	int last = 0;

	for (int i = 0; i < n; i++) {
		int rows = text_rows(buf_str(&p[i].words), r.w - MARK, 4);

		b[i] = (struct band){
			i && r.h >= ROOMY ? PLOT_LEAST + 2 : PLOT_LEAST, p[i].rows, i ? 4 + i : 1, {0}};
		words[i] = (struct band){r.h < PLOT_LEAST && rows ? 1 : rows, rows, i ? 4 + i : 0, {0}};
	}
	b[n] = (struct band){1, 1, 20, {0}};
	layout_rows(r, b, 2 * (size_t)n + 1);
	for (int i = 0; i < n; i++)
		last = b[i].r.h ? i : last;
	for (int i = 0; i < n; i++) {
		if (b[i].r.h)
			draw_panel(c, b[i].r, v, &p[i], i == last);
		draw_said(c, words[i].r, &p[i]);
		buf_free(&p[i].words);
	}
}

/* Where there is room for neither: figures. */
static void draw_tiny(struct canvas *c, struct rect r, const struct stats_view *v, struct panel *p, int n)
{
	struct buf b = {0};

	for (int i = 0; i < n; i++) {
		struct stats_change change = stats_change_of(v->weeks, v->n, p[i].series);

		if (i == 0) {
			words_change_short(&b, &change);
			canvas_text_in(c, r.x, r.y, r.w, stats_plot_style(p[i].series),
				       words_series(p[i].series));
			canvas_wrap(c, (struct rect){r.x, r.y + 1, r.w, r.h - 1}, STYLE_PLAIN, buf_str(&b));
		}
		buf_free(&p[i].words);
	}
	buf_free(&b);
}

static struct panel panel_of(const struct stats_view *v, enum stats_series k, int rows)
{
	struct panel p = {.series = k, .rows = rows};
	struct stats_change change = stats_change_of(v->weeks, v->n, k);

	words_change(&p.words, k, &change);
	return p;
}

static void draw_range(struct canvas *c, struct rect r, const struct lookback_model *m)
{
	const char *text = _(lookback_range(m)->text);

	if (r.w >= 60 && r.h >= 8)
		canvas_text_right(c, r.x, r.y, r.w, STYLE_DIM, text);
}

static int at_least(int least, int rows)
{
	return rows > least ? rows : least;
}

void lookback_pain(struct canvas *c, struct rect r, struct lookback_model *m)
{
	struct stats_view v = stats_view_of(m->stats, lookback_range(m)->weeks);
	struct panel p[] = {panel_of(&v, SERIES_BEFORE, at_least(18, r.h * 5 / 9)),
			    panel_of(&v, SERIES_LOOSER, at_least(10, r.h / 3))};

	if (r.h < PLOT_LEAST)
		draw_tiny(c, r, &v, p, 2);
	else
		draw_panels(c, r, &v, p, 2);
	draw_range(c, r, m);
}

void lookback_measures(struct canvas *c, struct rect r, struct lookback_model *m)
{
	static const enum stats_series all[] = {SERIES_REACH, SERIES_STANDS, SERIES_BACK, SERIES_LEG};
	struct stats_view v = stats_view_of(m->stats, lookback_range(m)->weeks);
	struct panel p[PANELS_MOST];
	int n = 0;

	for (int i = 0; i < PANELS_MOST; i++)
		if (m->stats->change[all[i]].start != STATS_NONE)
			p[n++] = panel_of(&v, all[i], at_least(12, r.h / 3));
	if (r.h < PLOT_LEAST)
		draw_tiny(c, r, &v, p, n);
	else
		draw_panels(c, r, &v, p, n);
	if (n)
		draw_range(c, r, m);
	else
		draw_text(c, r, STYLE_PLAIN,
			  _("Nothing was measured yet. A step \"rate: reach\" in a routine asks how far from "
			    "the floor "
			    "your fingertips are, \"rate: stands\" how hard standing up is. Once a week at "
			    "the same "
			    "hour, before the presses, tells most."));
}

/* ---- days ---- */

/* All that the page says, in an order in which the first is what should not be missed. */
static void days_words(struct buf *out, const struct lookback_model *m)
{
	words_signs(out, m->atlas, m->stats);
	buf_adds(out, out->n ? "\n\n" : "");
	words_days(out, m->stats);
	buf_adds(out, "\n\n");
	words_totals(out, m->stats);
}

enum { DAYS_WORDS = 3 }; /* rows of words beside which the calendar is shown */

/* The calendar with what it means, the words under it. Returns the highest first line there is of those. */
static int draw_days(struct canvas *c, struct rect r, const struct lookback_model *m, const char *words)
{
	enum { CALENDAR, GAP1, LEGEND, GAP2, WORDS, ROWS };
	int legend = r.w >= 64 ? 1 : 2, cols = r.w < TEXT_COLS ? r.w : TEXT_COLS;
	int rows = parts_rows(words, cols - 2, 99), least = rows < DAYS_WORDS ? rows : DAYS_WORDS;
	struct band b[ROWS] = {
		[CALENDAR] = {PLOT_CALENDAR_ROWS - 1, PLOT_CALENDAR_ROWS, 2, {0}},
		[GAP1] = {1, 1, 10, {0}},
		[LEGEND] = {legend, legend, 3, {0}},
		[GAP2] = {1, 1, 11, {0}},
		[WORDS] = {r.h < least ? r.h : least, rows, 0, {0}},
	};

	layout_rows(r, b, ROWS);
	if (b[CALENDAR].r.h) {
		stats_calendar(c, b[CALENDAR].r, m->stats);
		stats_calendar_legend(c, b[LEGEND].r);
	}
	b[WORDS].r.w = cols;
	return parts_lines(c, b[WORDS].r, STYLE_PLAIN, words, m->selected);
}

/* Where there is room for either alone: first the calendar over one line, then the words. */
static int draw_days_in_turn(struct canvas *c, struct rect r, const struct lookback_model *m,
			     const char *words)
{
	int calendar = r.h - 1, lines = parts_rows(words, r.w - 2, 99);

	if (m->selected > 0)
		return 1 + parts_lines(c, r, STYLE_PLAIN, words, m->selected - 1);
	stats_calendar(c, (struct rect){r.x, r.y, r.w, calendar}, m->stats);
	parts_lines(c, (struct rect){r.x, r.y + calendar, r.w, 1}, STYLE_PLAIN, words, 0);
	return lines <= 1 ? 0 : lines > r.h ? 1 + lines - r.h : 1;
}

void lookback_days(struct canvas *c, struct rect r, struct lookback_model *m)
{
	enum { LEAST = PLOT_CALENDAR_ROWS - 1 };
	struct buf words = {0};

	days_words(&words, m);
	if (r.h > LEAST && r.h < LEAST + DAYS_WORDS)
		m->last = draw_days_in_turn(c, r, m, buf_str(&words));
	else
		m->last = draw_days(c, r, m, buf_str(&words));
	m->selected = m->selected < m->last ? m->selected : m->last;
	buf_free(&words);
}

/* ---- map ---- */

/* Rows of a map in which the figures of places side by side do not touch. */
enum { FIGURES_FROM = 26 };

/* What one rating says, in the words and colours of the stages. */
static enum stage stage_then(int sore)
{
	if (sore < 0)
		return STAGE_FOUND;
	return sore <= PROGRESS_QUIET ? STAGE_QUIET : sore < PROGRESS_SORE ? STAGE_EASING : STAGE_SORE;
}

static enum stage stage_now(const struct lookback_model *m, const struct stats_place *p)
{
	const struct site *s = m->who ? atlas_site(m->atlas, p->site) : NULL;

	if (s)
		return place_stage(&m->who->place[s->index][p->leg == LEG_RIGHT]);
	return stage_then(p->found.now);
}

/* As long as there is too little to compare, both are the same. */
static int sore_at(const struct stats_place *p, bool last)
{
	return last || p->found.start == RATING_UNKNOWN ? p->found.now : p->found.start;
}

/* The places with how sore they were when found, at first or lately: as figures, or, for the last, as the
 * glyphs of how they stand. */
static struct legmap heat(const struct lookback_model *m, struct person *who, bool last, bool figures)
{
	struct legmap map;

	*who = plan_person_neutral();
	map = legmap_of(m->atlas, who);
	map.label_looks = true;
	map.mirror = m->set->mirror;
	map.memo = m->set->memo;
	for (size_t i = 0; i < m->stats->nplaces; i++) {
		const struct stats_place *p = &m->stats->places[i];
		const struct site *s = atlas_site(m->atlas, p->site);

		if (!s)
			continue;
		int sore = sore_at(p, last);

		who->place[s->index][p->leg == LEG_RIGHT].stage =
			figures ? stage_then(sore) : stage_now(m, p);
		if (figures && sore >= 0)
			map.label[s->index][p->leg == LEG_RIGHT] = (char)(sore > 9 ? 't' : '0' + sore);
	}
	return map;
}

static void draw_map(struct canvas *c, struct rect r, const struct lookback_model *m, bool last,
		     const char *label)
{
	struct person who;
	struct legmap map = heat(m, &who, last, r.h >= FIGURES_FROM);

	if (r.w < 1)
		return;
	canvas_text_mid(c, r.x, r.y, r.w, STYLE_TITLE, label);
	parts_map(c, (struct rect){r.x, r.y + 1, r.w, r.h - 1}, &map);
}

/* A place in a list: how it stands, soreness at first and lately, leg, name. */
static void draw_place(struct canvas *c, struct rect r, const struct lookback_model *m,
		       const struct stats_place *p)
{
	enum { LEG = 6, SORE = 9 };
	int last = p->found.now;
	enum stage stage = stage_now(m, p);
	char text[VM_LINE];

	if (p->found.start != RATING_UNKNOWN)
		vm_format(text, sizeof text, "%2d \xe2\x86\x92 %d", p->found.start, last);
	else
		vm_format(text, sizeof text, "%6d", last);
	canvas_glyph(c, r.x, r.y, stage_glyph(stage), stage_style(stage));
	if (p->nratings)
		canvas_text_in(c, r.x + 2, r.y, SORE - 3, stage_style(stage_then(last)), text);
	canvas_text_in(c, r.x + SORE, r.y, LEG - 1, parts_leg_style(p->leg), leg_text(p->leg));
	canvas_text_in(c, r.x + SORE + LEG, r.y, r.w - SORE - LEG, STYLE_PLAIN, words_place(m->atlas, p));
}

static void draw_sorest(struct canvas *c, struct rect r, struct lookback_model *m)
{
	const struct stats_place **p = words_places_by_soreness(m->stats);
	int n = (int)m->stats->nplaces, rows = r.h > 1 ? r.h - 1 : 0;

	m->last = n > rows ? n - rows : 0;
	m->selected = m->selected < m->last ? m->selected : m->last;
	if (r.h > 0)
		canvas_text_in(c, r.x, r.y, r.w, STYLE_TITLE, _("How sore when found, at first and lately"));
	for (int y = 0; y < rows && m->selected + y < n; y++)
		draw_place(c, (struct rect){r.x, r.y + 1 + y, r.w - 2, 1}, m, p[m->selected + y]);
	if (m->selected < m->last && rows)
		canvas_glyph(c, r.x + r.w - 1, r.y + rows, GLYPH_DOWN, STYLE_KEY);
	free(p);
}

void lookback_map(struct canvas *c, struct rect r, struct lookback_model *m)
{
	enum { FIRST, GAP1, LAST, GAP2, LIST, COLUMNS };
	enum { LIST_COLS = 44, BETWEEN = 3, GAP = 4 };
	int room = r.w - LIST_COLS - GAP, half = (room - BETWEEN) / 2;
	bool both = parts_map_good(half);
	int map = parts_map_cols(r.h - 1, both ? half : room);
	struct band b[COLUMNS] = {
		[FIRST] = {both ? map : 0, map, 6, {0}},
		[GAP1] = {both && map ? BETWEEN : 0, BETWEEN, 6, {0}},
		[LAST] = {map, map, 5, {0}},
		[GAP2] = {map ? GAP : 0, GAP, 4, {0}},
		[LIST] = {r.w < LIST_COLS ? r.w : LIST_COLS, 60, 0, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (m->atlas) {
		draw_map(c, b[FIRST].r, m, false, _("at first"));
		draw_map(c, b[LAST].r, m, true, _("lately"));
	}
	draw_sorest(c, b[LIST].r, m);
}

/* ---- places ---- */

enum { SPARK_COLS = 12 };

/* The mean of the days that column `i` of `n` stands for, to the nearest point. */
static int spark_value(const struct stats_place *p, size_t i, size_t n)
{
	size_t from = i * p->nratings / n, to = (i + 1) * p->nratings / n;
	int sum = 0, days = (int)(to - from);

	assert(days > 0); /* no more columns than days */
	for (size_t k = from; k < to; k++)
		sum += p->ratings[k].before;
	return (2 * sum + days) / (2 * days);
}

/* All its days, from the first to the last. The ends of a long story are the figures that the words tell. */
static void draw_spark(struct canvas *c, struct rect r, const struct stats_place *p, bool selected)
{
	int values[SPARK_COLS];
	enum style styles[SPARK_COLS];
	size_t n = p->nratings < SPARK_COLS ? p->nratings : SPARK_COLS;

	for (size_t i = 0; i < n; i++) {
		values[i] = spark_value(p, i, n);
		if (n < p->nratings && i == 0)
			values[i] = p->found.start;
		if (n < p->nratings && i == n - 1)
			values[i] = p->found.now;
		styles[i] = selected ? STYLE_SELECTED : stage_style(stage_then(values[i]));
	}
	if (r.w)
		plot_spark(c, r.x, r.y, values, styles, n);
}

/* What is within the error of the scale is not to stand out. */
static enum style story_style(const struct stats_place *p)
{
	return found_fall(&p->found) ? STYLE_STRONG : STYLE_DIM;
}

static void draw_story(struct canvas *c, struct rect r, const struct lookback_model *m,
		       const struct stats_place *p, bool selected)
{
	enum { POINTER, LEG, NAME, SPARK, STORY, COLUMNS };
	struct band b[COLUMNS] = {[POINTER] = {2, 2, 4, {0}},
				  [LEG] = {6, 6, 1, {0}},
				  [NAME] = {14, 30, 0, {0}},
				  [SPARK] = {SPARK_COLS + 1, SPARK_COLS + 1, 5, {0}},
				  [STORY] = {18, 24, 2, {0}}};
	struct buf story = {0};
	enum style style = selected ? STYLE_SELECTED : STYLE_PLAIN;

	layout_cols(r, b, COLUMNS);
	words_story_short(&story, p);
	if (selected)
		canvas_fill(c, r, ' ', style);
	if (selected && b[POINTER].r.w)
		canvas_glyph(c, r.x, r.y, GLYPH_POINTER, style);
	canvas_text_in(c, b[LEG].r.x, r.y, b[LEG].r.w - 1, selected ? style : parts_leg_style(p->leg),
		       leg_text(p->leg));
	canvas_text_in(c, b[NAME].r.x, r.y, b[NAME].r.w - 1, style, words_place(m->atlas, p));
	draw_spark(c, (struct rect){b[SPARK].r.x, r.y, b[SPARK].r.w, 1}, p, selected);
	canvas_text_in(c, b[STORY].r.x, r.y, b[STORY].r.w, selected ? style : story_style(p),
		       buf_str(&story));
	buf_free(&story);
}

void lookback_places(struct canvas *c, struct rect r, struct lookback_model *m)
{
	enum { LIST, GAP1, STORY, GAP2, NAME, FALLS, ROWS };
	const struct stats_place **p = words_places_by_soreness(m->stats);
	int n = (int)m->stats->nplaces, at = m->selected < n ? m->selected : n - 1;
	struct buf story = {0}, falls = {0};

	if (n)
		words_story(&story, m->atlas, p[at]);
	if (n && found_fall(&p[at]->found))
		buf_addf(&story, " %s", words_found_note());
	words_before_falls(&falls, m->atlas, m->stats, "\n");
	int rows = text_rows(buf_str(&falls), r.w, 7), told = n ? text_rows(buf_str(&story), r.w, 4) : 0;
	struct band b[ROWS] = {
		[LIST] = {n < 3 ? n : 3, n, 0, {0}},
		[GAP1] = {told ? 1 : 0, 1, 9, {0}},
		[STORY] = {told, told, 1, {0}},
		[GAP2] = {1, 1, 10, {0}},
		[NAME] = {1, 1, 3, {0}},
		[FALLS] = {rows, rows, 2, {0}},
	};

	layout_rows(r, b, ROWS);
	for (int y = 0, top = parts_top(at, n, b[LIST].r.h); y < b[LIST].r.h && top + y < n; y++)
		draw_story(c, (struct rect){r.x, b[LIST].r.y + y, r.w, 1}, m, p[top + y], top + y == at);
	draw_text(c, b[STORY].r, STYLE_PLAIN, buf_str(&story));
	if (b[NAME].r.h && b[FALLS].r.h)
		canvas_text_in(c, r.x, b[NAME].r.y, r.w, STYLE_TITLE, _("Before the biggest falls in pain"));
	draw_text(c, b[FALLS].r, STYLE_DIM, buf_str(&falls));
	buf_free(&story);
	buf_free(&falls);
	free(p);
}

/* ---- sessions ---- */

static bool to_look_back_on(const struct session_row *s)
{
	return !s->rehearsal && s->outcome != SESSION_OPEN;
}

int lookback_count_sessions(const struct lookback_model *m)
{
	int n = 0;

	for (size_t i = 0; m->record && i < m->record->nsessions; i++)
		n += to_look_back_on(&m->record->sessions[i]);
	return n;
}

static void draw_session(struct canvas *c, struct rect r, const struct session_row *s, bool selected)
{
	enum { POINTER, DATE, TITLE, PAIN, TIME, OUTCOME, COLUMNS };
	struct band b[COLUMNS] = {
		[POINTER] = {2, 2, 5, {0}}, [DATE] = {12, 18, 0, {0}}, [TITLE] = {12, 36, 2, {0}},
		[PAIN] = {8, 8, 1, {0}},    [TIME] = {8, 8, 4, {0}},   [OUTCOME] = {15, 15, 3, {0}}};
	struct wall_fields f = wall_fields(s->started);
	enum style style = selected ? STYLE_SELECTED : STYLE_PLAIN, dim = selected ? style : STYLE_DIM;
	char text[VM_LINE], clock[DURATION_TEXT];

	layout_cols(r, b, COLUMNS);
	if (selected)
		canvas_fill(c, r, ' ', style);
	if (selected && b[POINTER].r.w)
		canvas_glyph(c, r.x, r.y, GLYPH_POINTER, style);
	vm_format(text, sizeof text, b[DATE].r.w < 18 ? "%04d-%02d-%02d" : "%04d-%02d-%02d %02d:%02d", f.year,
		  f.month, f.day, f.hour, f.minute);
	canvas_text_in(c, b[DATE].r.x, r.y, b[DATE].r.w, dim, text);
	canvas_text_in(c, b[TITLE].r.x, r.y, b[TITLE].r.w - 1, style, s->title ? s->title : s->routine);
	if (s->pain_before != RATING_UNKNOWN && s->pain_after != RATING_UNKNOWN) {
		vm_format(text, sizeof text, "%d \xe2\x86\x92 %d", s->pain_before, s->pain_after);
		canvas_text_in(c, b[PAIN].r.x, r.y, b[PAIN].r.w,
			       selected                                                    ? style
			       : scale_differs(s->pain_before, s->pain_after, SCALE_ERROR) ? STYLE_STRONG
											   : STYLE_DIM,
			       text);
	}
	canvas_text_in(c, b[TIME].r.x, r.y, b[TIME].r.w, dim, duration_clock(clock, s->active_ms));
	canvas_text_in(c, b[OUTCOME].r.x, r.y, b[OUTCOME].r.w, dim, session_outcome_text(s->outcome));
}

/* Newest first. */
void lookback_sessions(struct canvas *c, struct rect r, struct lookback_model *m)
{
	int n = lookback_count_sessions(m), at = m->selected < n ? m->selected : n - 1, k = 0;
	int top = parts_top(at, n, r.h);

	for (size_t i = m->record ? m->record->nsessions : 0; i-- > 0 && k < top + r.h;) {
		const struct session_row *s = &m->record->sessions[i];

		if (!to_look_back_on(s))
			continue;
		if (k >= top)
			draw_session(c, (struct rect){r.x, r.y + k - top, r.w, 1}, s, k == at);
		k++;
	}
}
