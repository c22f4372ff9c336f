#include "view/screens/preview_breath.h"

#include <string.h>

#include "base/i18n.h"
#include "view/ladder.h"
#include "view/view_model.h"

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

/* The first paced segment of the row that begins with segment `first`; NULL. A row is one press or one step, so that
 * it has no second pattern. */
static const struct segment *paced(const struct plan *p, size_t first)
{
	for (size_t i = first; first < p->nsegments && i < ladder_next(p, first); i++)
		if (has_pattern(&p->segments[i]))
			return &p->segments[i];
	return NULL;
}

int preview_breath_rows(const struct plan *p, size_t first)
{
	return paced(p, first) ? PREVIEW_BREATH_ROWS : 0;
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
static int64_t breaths_in(const struct plan *p, size_t first)
{
	int64_t n = 0;

	for (size_t i = first; i < ladder_next(p, first); i++)
		if (has_pattern(&p->segments[i]))
			n += p->segments[i].breaths;
	return n;
}

enum { CELL_MS = 500, CURVE_COLS = 60 };

/* Cells of as many whole breaths as `cols` hold; all of them where not one does. */
static int whole_breaths(const struct breath *b, int cols)
{
	int cycle = (int)((b->in + b->sip + b->top + b->out + b->bottom + CELL_MS - 1) / CELL_MS);

	return cycle > 0 && cycle <= cols ? cols - cols % cycle : cols;
}

/* The lungs over time. Upright lines join what is more than a dot apart. */
static void draw_curve(struct canvas *c, struct rect r, const struct breath *b)
{
	int high = r.h * 4 - 1, before = -1;

	for (int dx = 0; dx < r.w * 2; dx++) {
		struct breath_now now = breath_at(b, (int64_t)dx * CELL_MS / 2, INT32_MAX);
		int y = high - now.fullness * high / 1000, from = before < 0 ? y : before;

		before = y;
		for (int step = from < y ? 1 : -1, at = from;; at += step) {
			if (at == y || at != from)
				canvas_dot(c, r.x * 2 + dx, r.y * 4 + at, STYLE_BREATH, 15);
			if (at == y)
				break;
		}
	}
}

void preview_breath_draw(struct canvas *c, struct rect r, const struct plan *p, size_t first)
{
	const struct segment *s = paced(p, first);
	struct buf label = {0};
	int64_t n;

	if (!s || r.h < PREVIEW_BREATH_ROWS)
		return;
	n = breaths_in(p, first);
	add_pattern(&label, &s->breath);
	buf_addf(&label, n_(", %lld breath", ", %lld breaths", n), (long long)n);
	canvas_text_in(c, r.x, r.y, r.w, STYLE_STRONG, buf_str(&label));
	buf_free(&label);
	draw_curve(c,
		   (struct rect){r.x, r.y + 1, whole_breaths(&s->breath, r.w < CURVE_COLS ? r.w : CURVE_COLS),
				 PREVIEW_BREATH_ROWS - 1},
		   &s->breath);
}
