#include "view/trail.h"

#include "base/i18n.h"
#include "base/text.h"
#include "view/view_model.h"

static const char *const days[WEEK_DAYS] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					    N_("Fri"), N_("Sat"), N_("Sun")};

const char *trail_day(int day)
{
	return _(days[day]);
}

/* A mark where there is room for one cell, a word where there is more and the mark alone would not tell. */
static const struct {
	enum glyph glyph;
	enum style style;
	const char *word;
} steps[] = {
	[TRAIL_TO_COME] = {GLYPH_STEP, STYLE_DIM, NULL},
	[TRAIL_TODAY] = {GLYPH_STEP_NOW, STYLE_NOW, NULL},
	[TRAIL_TENDED] = {GLYPH_CHECK, STYLE_GOOD, NULL},
	[TRAIL_REST] = {GLYPH_DASH, STYLE_GOOD, N_("rest")},
	[TRAIL_SKIP] = {GLYPH_ROPE, STYLE_ROPE, N_("skip")},
	[TRAIL_PASSED] = {GLYPH_DOT, STYLE_DIM, NULL},
};

/* A rest day that is planned and not here yet is a plan, not kept. */
static enum style style_of(const struct trail *t, int i)
{
	return t->step[i] == TRAIL_REST && i > t->today ? STYLE_DIM : steps[t->step[i]].style;
}

/* A path to today, and on from there hardly one. */
static void draw_path(struct canvas *c, int x, int y, const struct trail *t)
{
	enum { COL = TRAIL_COLS / WEEK_DAYS };

	for (int i = 0; i < WEEK_DAYS - 1; i++)
		for (int k = 3; k < COL - 1 && !steps[t->step[i]].word; k++)
			canvas_glyph(c, x + i * COL + k, y, i < t->today ? GLYPH_H : GLYPH_DOT, STYLE_FRAME);
}

/* On the way from yesterday to today. */
static void draw_walker(struct canvas *c, int x, int y, const struct trail *t, int walked)
{
	enum { COL = TRAIL_COLS / WEEK_DAYS };
	int to = t->today * COL + 1, from = to;

	if (t->today > 0) /* behind yesterday's mark, or its word */
		from -= steps[t->step[t->today - 1]].word ? 2 : COL - 1;
	canvas_glyph(c, x + to, y, GLYPH_STEP, STYLE_DIM);
	canvas_glyph(c, x + from + (to - from) * walked / 1000, y, GLYPH_STEP_NOW, STYLE_NOW);
}

void trail_draw(struct canvas *c, struct rect r, const struct trail *t, int walked)
{
	bool wide = r.w >= TRAIL_COLS;
	int col = wide ? TRAIL_COLS / WEEK_DAYS : TRAIL_COLS_LEAST / WEEK_DAYS, y = r.y + (wide && r.h > 1);

	if (r.h < 1 || r.w < TRAIL_COLS_LEAST)
		return;
	if (wide)
		draw_path(c, r.x, y, t);
	for (int i = 0; i < WEEK_DAYS; i++) {
		enum trail_step step = t->step[i];
		int x = r.x + i * col;

		if (y > r.y)
			canvas_text_in(c, x, r.y, col - 1, i == t->today ? STYLE_STRONG : STYLE_DIM,
				       _(days[i]));
		if (wide && steps[step].word)
			canvas_text_in(c, x, y, col - 1, style_of(t, i), _(steps[step].word));
		else
			canvas_glyph(c, x + wide, y, steps[step].glyph, style_of(t, i));
	}
	if (wide && walked < 1000 && t->step[t->today] == TRAIL_TENDED)
		draw_walker(c, r.x, y, t, walked);
}

void trail_text_short(char *out, size_t n, const struct trail *t)
{
	vm_format(out, n, _("%d of %d days"), t->kept, t->target);
}

void trail_text(char *out, size_t n, const struct trail *t)
{
	char skips[VM_LINE];

	if (t->reached) {
		vm_format(out, n,
			  n_("%d day kept, the week is whole", "%d days kept, the week is whole", t->kept),
			  t->kept);
		return;
	}
	vm_format(skips, sizeof skips, n_("%d skip in reserve", "%d skips in reserve", t->skips), t->skips);
	vm_format(out, n, t->skips ? _("%d of %d days, %s") : _("%d of %d days"), t->kept, t->target, skips);
}

void loops_draw(struct canvas *c, struct rect r, const struct progress *p, int coils)
{
	char text[VM_LINE];

	if (r.h < 1)
		return;
	loops_text(text, sizeof text, p);
	for (int i = 0; i < PROGRESS_LOOPS && i < r.w; i++)
		canvas_glyph(c, r.x + i, r.y, i < coils ? GLYPH_LOOP : GLYPH_ROPE,
			     i < coils ? STYLE_GOOD : STYLE_DIM);
	canvas_text_in(c, r.x + PROGRESS_LOOPS + 2, r.y, r.w - PROGRESS_LOOPS - 2, STYLE_PLAIN, text);
}

void loops_text(char *out, size_t n, const struct progress *p)
{
	if (p->enough)
		vm_format(out, n, _("%d loops: done for today, the muscles need the rest"), p->loops_today);
	else
		vm_format(out, n, n_("%d loop today", "%d loops today", p->loops_today), p->loops_today);
}
