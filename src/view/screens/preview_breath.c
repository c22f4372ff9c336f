#include "view/screens/preview_breath.h"

#include <string.h>

#include "base/i18n.h"
#include "view/ladder.h"
#include "view/view_model.h"

enum { PATTERNS = 8 };

struct patterns {
	struct breath b[PATTERNS];
	int n;
	bool lit; /* the first is of the chosen step */
};

static bool same(const struct breath *a, const struct breath *b)
{
	return a->in == b->in && a->sip == b->sip && a->top == b->top && a->out == b->out &&
	       a->bottom == b->bottom;
}

/* Round a hold lie single in-breaths and out-breaths, which are no patterns. */
static bool has_pattern(const struct segment *s)
{
	return s->breaths && (s->press < 0 || s->phase == PHASE_HOLD);
}

static void take(struct patterns *all, const struct segment *s)
{
	if (!has_pattern(s) || all->n == PATTERNS)
		return;
	for (int i = 0; i < all->n; i++)
		if (same(&all->b[i], &s->breath))
			return;
	all->b[all->n++] = s->breath;
}

/* What is paced. */
static struct patterns patterns_of(const struct plan *p, size_t first)
{
	struct patterns all = {.n = 0};

	for (size_t i = first; first < p->nsegments && i < ladder_next(p, first); i++)
		take(&all, &p->segments[i]);
	all.lit = all.n > 0;
	for (size_t i = 0; i < p->nsegments; i++)
		take(&all, &p->segments[i]);
	return all;
}

int preview_breath_rows(const struct plan *p, size_t first, int most)
{
	int n = patterns_of(p, first).n;

	return (n < most ? n : most) * PREVIEW_BREATH_ROWS;
}

/* "4" or "3.5" seconds. */
static void add_seconds(struct buf *out, const char *before, int32_t ms)
{
	buf_adds(out, before);
	buf_addf(out, "%d", (int)(ms / 1000));
	if (ms % 1000)
		buf_addf(out, ".%d", (int)(ms % 1000 / 100));
}

/* As a routine writes it: "4-6", "2+1-7", "4-4-4-4". */
static void add_figures(struct buf *out, const struct breath *b)
{
	add_seconds(out, "", b->in);
	if (b->sip)
		add_seconds(out, "+", b->sip);
	if (b->top || b->bottom)
		add_seconds(out, "-", b->top);
	add_seconds(out, "-", b->out);
	if (b->bottom)
		add_seconds(out, "-", b->bottom);
}

/* With the name that it has, if it has one. */
static void add_pattern(struct buf *out, const struct breath *b)
{
	size_t n;
	const char *const *names = breath_names(&n);

	for (size_t i = 0; i < n; i++) {
		struct breath named;

		if (breath_by_name(names[i], &named) && same(&named, b) && strcmp(names[i], "4-7-8") != 0)
			buf_addf(out, "%s ", names[i]);
	}
	add_figures(out, b);
}

/* How many the step has of it. */
static int64_t breaths_in(const struct plan *p, size_t first, const struct breath *b)
{
	int64_t n = 0;

	for (size_t i = first; i < ladder_next(p, first); i++)
		if (has_pattern(&p->segments[i]) && same(&p->segments[i].breath, b))
			n += p->segments[i].breaths;
	return n;
}

enum { CELL_MS = 500, SECOND_ROWS = 2 };

/* Cells of as many whole breaths as `cols` hold; all of them where not one does. */
static int whole_breaths(const struct breath *b, int cols)
{
	int cycle = (int)((b->in + b->sip + b->top + b->out + b->bottom + CELL_MS - 1) / CELL_MS);

	return cycle > 0 && cycle <= cols ? cols - cols % cycle : cols;
}

/* The lungs over time. Upright lines join what is more than a dot apart. */
static void draw_curve(struct canvas *c, struct rect r, const struct breath *b, enum style style)
{
	int high = r.h * 4 - 1, before = -1;

	for (int dx = 0; dx < r.w * 2; dx++) {
		struct breath_now now = breath_at(b, (int64_t)dx * CELL_MS / 2, INT32_MAX);
		int y = high - now.fullness * high / 1000, from = before < 0 ? y : before;

		before = y;
		for (int step = from < y ? 1 : -1, at = from;; at += step) {
			if (at == y || at != from)
				canvas_dot(c, r.x * 2 + dx, r.y * 4 + at, style, 15);
			if (at == y)
				break;
		}
	}
}

static void draw_one(struct canvas *c, struct rect r, const struct plan *p, size_t first,
		     const struct breath *b, bool lit)
{
	struct buf label = {0};
	int64_t n = lit ? breaths_in(p, first, b) : 0;

	add_pattern(&label, b);
	if (n)
		buf_addf(&label, n_(", %lld breath", ", %lld breaths", n), (long long)n);
	canvas_text_in(c, r.x, r.y, r.w, lit ? STYLE_STRONG : STYLE_DIM, buf_str(&label));
	buf_free(&label);
	draw_curve(c, (struct rect){r.x, r.y + 1, whole_breaths(b, r.w < 60 ? r.w : 60), SECOND_ROWS}, b,
		   lit ? STYLE_BREATH : STYLE_TRACK);
}

void preview_breath_draw(struct canvas *c, struct rect r, const struct plan *p, size_t first)
{
	struct patterns all = patterns_of(p, first);

	for (int i = 0; i < all.n && (i + 1) * PREVIEW_BREATH_ROWS <= r.h; i++)
		draw_one(c, (struct rect){r.x, r.y + i * PREVIEW_BREATH_ROWS, r.w, PREVIEW_BREATH_ROWS}, p,
			 first, &all.b[i], all.lit && i == 0);
}
