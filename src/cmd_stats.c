/* Figures of the record: on a terminal with plots, else in words; as data for scripts. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "commands.h"
#include "core/stats.h"
#include "io/history.h"
#include "io/paths.h"
#include "io/term.h"
#include "load/atlas_load.h"
#include "plain_begin.h"
#include "view/plot.h"
#include "view/stats_plot.h"
#include "view/stats_words.h"

enum { COLS_LEAST = 40, COLS_MOST = 100, PAIN_ROWS = 11, OTHER_ROWS = 6 };

/* What is told, and how. */
struct teller {
	const struct stats *s;
	const struct atlas *atlas;
	struct term_report to;
	bool plots;
	int cols; /* that lines are wrapped in; 0: they are not */
	struct buf out;
};

static struct teller teller_of(const struct options *o, const struct stats *s, const struct atlas *a)
{
	struct teller t = {.s = s, .atlas = a, .to = term_report(&(struct term_options){.ascii = o->ascii})};

	t.cols = t.to.cols < COLS_MOST ? t.to.cols : COLS_MOST;
	t.plots = !plain_asked(o) && t.to.usable && t.cols >= COLS_LEAST;
	return t;
}

/* Words, wrapped, and none of what a hand-edited record may hold besides letters. */
static void add_words(struct teller *t, struct buf *words)
{
	struct text_line *lines;
	size_t n;

	text_clean(words->p, words->n, true);
	n = t->cols ? text_wrap(buf_str(words), t->cols, NULL, 0) : 0;
	lines = mem_calloc(n + 1, sizeof *lines);
	if (!n)
		buf_adds(&t->out, buf_str(words));
	else
		text_wrap(buf_str(words), t->cols, lines, n);
	for (size_t i = 0; i < n; i++) {
		buf_add(&t->out, lines[i].p, lines[i].n);
		buf_addc(&t->out, '\n');
	}
	free(lines);
	buf_free(words);
}

/* What was drawn, on lines of the terminal. */
static void add_picture(struct teller *t, struct canvas *c)
{
	struct theme theme = {t->to.depth, GROUND_UNKNOWN, PALETTE_USUAL};

	canvas_lines(c, &theme, &t->out);
	canvas_free(c);
}

/* A plot under what is said of it. */
static void add_series(struct teller *t, enum stats_series k)
{
	struct stats_view v = stats_view_of(t->s, 0);
	struct buf words = {0};

	words_of_series(&words, t->s, k);
	add_words(t, &words);
	if (t->s->change[k].start != STATS_NONE) {
		struct canvas *c =
			canvas_new(t->cols - 1, k == SERIES_BEFORE ? PAIN_ROWS : OTHER_ROWS, t->to.tier);

		stats_plot(c, canvas_rect(c), &v, k, true);
		add_picture(t, c);
	}
	buf_addc(&t->out, '\n');
}

static void add_calendar(struct teller *t)
{
	int legend = t->cols < 64 ? 2 : 1;
	struct canvas *c = canvas_new(t->cols - 1, PLOT_CALENDAR_ROWS + legend, t->to.tier);

	stats_calendar(c, canvas_rect(c), t->s);
	stats_calendar_legend(c, (struct rect){0, PLOT_CALENDAR_ROWS, t->cols - 1, legend});
	add_picture(t, c);
	buf_addc(&t->out, '\n');
}

static void add_text(struct teller *t)
{
	struct buf words = {0};

	if (!t->plots || !t->s->ndays) {
		words_stats(&words, t->atlas, t->s);
		add_words(t, &words);
		return;
	}
	for (int k = 0; k < SERIES; k++)
		if (words_tell(t->s, (enum stats_series)k))
			add_series(t, (enum stats_series)k);
	add_calendar(t);
	words_of_rest(&words, t->atlas, t->s);
	add_words(t, &words);
}

static void tell(const struct options *o, const struct record *rows)
{
	struct arena *arena = arena_new();
	struct stats *s = stats_of(rows, INT64_MIN, INT64_MAX);
	struct teller t = teller_of(o, s, atlas_built_in(arena));

	if (o->format == FORMAT_JSON)
		stats_json(s, &t.out);
	else if (o->format == FORMAT_CSV)
		stats_csv(s, &t.out);
	else
		add_text(&t);
	fputs(buf_str(&t.out), stdout);
	buf_free(&t.out);
	stats_free(s);
	arena_free(arena);
}

enum exit_code cmd_stats(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_open(paths.history, &e);
	struct record *rows = history_read(h, &e);
	enum history_state state = history_state(h);

	if (state != HISTORY_NONE)
		tell(o, rows);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	record_free(rows);
	history_close(h, 0);
	paths_free(&paths);
	return state == HISTORY_NONE ? EXIT_ENVIRONMENT : EXIT_DONE;
}
