/* Figures of the record: on a terminal with plots, else in words; as data for scripts. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "commands.h"
#include "core/stats.h"
#include "io/history.h"
#include "io/paths.h"
#include "io/term.h"
#include "load/atlas_load.h"
#include "view/plot.h"
#include "view/stats_plot.h"
#include "view/stats_words.h"

enum { COLS_LEAST = 40, COLS_MOST = 110, PAIN_ROWS = 12, LOOSER_ROWS = 7, WEEKS_MOST = 53 };

/* Whether plots can be drawn; `*to` how. */
static bool can_plot(const struct options *o, struct term_report *to)
{
	const char *accessible = getenv("ACCESSIBLE");

	*to = term_report(&(struct term_options){.ascii = o->ascii});
	return !o->plain && !(accessible && *accessible) && to->usable && to->cols >= COLS_LEAST;
}

/* What was drawn, on lines of the terminal. */
static void add_lines(struct buf *out, const struct canvas *c, const struct term_report *to)
{
	struct theme theme = {to->depth, GROUND_UNKNOWN, PALETTE_USUAL};

	canvas_lines(c, &theme, out);
	buf_addc(out, '\n');
}

static void add_plot(struct buf *out, const struct stats *s, const struct term_report *to,
		     enum stats_series k, int rows)
{
	struct stats_view v = stats_view_of(s, 0);
	int cols = to->cols < COLS_MOST ? to->cols : COLS_MOST;
	struct canvas *c = canvas_new(cols - 1, rows, to->tier);

	canvas_text_in(c, 0, 0, cols - 1, stats_plot_style(k), words_series(k));
	stats_plot(c, (struct rect){0, 1, cols - 1, rows - 1}, &v, k, true);
	add_lines(out, c, to);
	canvas_free(c);
}

static void add_calendar(struct buf *out, const struct stats *s, const struct term_report *to)
{
	int cols = to->cols < COLS_MOST ? to->cols : COLS_MOST;
	int legend = cols < 64 ? 2 : 1;
	struct canvas *c = canvas_new(cols - 1, PLOT_CALENDAR_ROWS + legend, to->tier);

	stats_calendar(c, canvas_rect(c), s, WEEKS_MOST);
	stats_calendar_legend(c, (struct rect){0, PLOT_CALENDAR_ROWS, cols - 1, legend});
	add_lines(out, c, to);
	canvas_free(c);
}

/* What a hand-edited record may hold besides letters is not passed on. */
static void add_words(struct buf *out, const struct stats *s, const struct atlas *a)
{
	struct buf words = {0};

	words_stats(&words, a, s);
	for (const char *p = buf_str(&words); *p; p++)
		buf_addc(out, ((unsigned char)*p < ' ' && *p != '\n') || *p == 0x7f ? '?' : *p);
	buf_free(&words);
}

static void add_text(struct buf *out, const struct options *o, const struct stats *s, const struct atlas *a)
{
	struct term_report to;

	if (s->ndays && can_plot(o, &to)) {
		if (s->change[SERIES_BEFORE].start != STATS_NONE)
			add_plot(out, s, &to, SERIES_BEFORE, PAIN_ROWS);
		if (s->change[SERIES_LOOSER].start != STATS_NONE)
			add_plot(out, s, &to, SERIES_LOOSER, LOOSER_ROWS);
		if (s->change[SERIES_REACH].start != STATS_NONE)
			add_plot(out, s, &to, SERIES_REACH, LOOSER_ROWS);
		add_calendar(out, s, &to);
	}
	add_words(out, s, a);
}

enum exit_code cmd_stats(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_open(paths.history, &e);
	struct record *rows = history_read(h, &e);
	enum history_state state = history_state(h);
	struct stats *s = stats_of(rows, INT64_MIN, INT64_MAX);
	struct arena *arena = arena_new();
	struct buf out = {0};

	if (o->format == FORMAT_JSON)
		stats_json(s, &out);
	else if (o->format == FORMAT_CSV)
		stats_csv(s, &out);
	else
		add_text(&out, o, s, atlas_built_in(arena));
	if (state != HISTORY_NONE)
		fputs(buf_str(&out), stdout);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	buf_free(&out);
	arena_free(arena);
	stats_free(s);
	record_free(rows);
	history_close(h, 0);
	paths_free(&paths);
	return state == HISTORY_NONE ? EXIT_ENVIRONMENT : EXIT_DONE;
}
