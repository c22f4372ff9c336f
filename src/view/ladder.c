#include "view/ladder.h"

#include "base/i18n.h"
#include "base/text.h"
#include "core/plan_keep.h"
#include "view/screens/parts.h"
#include "view/view_model.h"
#include "view/words.h"

size_t ladder_next(const struct plan *p, size_t n)
{
	return plan_row_next(p, n);
}

size_t ladder_rows(const struct plan *p)
{
	size_t rows = 0;

	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i))
		rows++;
	return rows;
}

size_t ladder_row(const struct plan *p, int segment)
{
	size_t row = 0;

	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i), row++) {
		if ((size_t)(segment > 0 ? segment : 0) < ladder_next(p, i))
			return row;
	}
	return row;
}

size_t ladder_segment(const struct plan *p, size_t row)
{
	size_t i = 0;

	while (i < p->nsegments && row-- > 0)
		i = ladder_next(p, i);
	return i;
}

void ladder_where(const struct plan *p, int segment, char *out, size_t size)
{
	int row = (int)ladder_row(p, segment) + 1, rows = (int)ladder_rows(p);
	enum leg leg = segment >= 0 && (size_t)segment < p->nsegments ? p->segments[segment].leg : LEG_NONE;

	if (leg == LEG_LEFT)
		vm_format(out, size, _("step %d of %d, left leg"), row, rows);
	else if (leg == LEG_RIGHT)
		vm_format(out, size, _("step %d of %d, right leg"), row, rows);
	else
		vm_format(out, size, _("step %d of %d"), row, rows);
}

enum { LEG_COLS = 6 };

int ladder_keep(const struct plan *old, int row, const struct plan *now)
{
	int rows = (int)ladder_rows(now);
	int found = old ? plan_keep(old, ladder_segment(old, (size_t)row), now) : -1;

	if (found >= 0)
		return (int)ladder_row(now, found);
	return row < rows ? row : rows ? rows - 1 : 0;
}

/* One row: its state, what it is, how long it takes. */
static void draw_row(struct canvas *c, struct rect r, const struct plan *p, size_t first, int segment,
		     const bool *passed, bool selected)
{
	const struct segment *s = &p->segments[first];
	size_t end = ladder_next(p, first);
	bool now = segment >= 0 && (size_t)segment >= first && (size_t)segment < end;
	bool done = passed ? passed[end - 1] : segment >= 0 && (size_t)segment >= end;
	char what[VM_LINE], time[DURATION_TEXT];
	int64_t ms = 0;

	for (size_t i = first; i < end; i++)
		ms += p->segments[i].for_ms;
	words_what(what, sizeof what, s);
	duration_clock(time, ms);
	enum style style = selected ? STYLE_SELECTED : now ? STYLE_STRONG : done ? STYLE_DIM : STYLE_PLAIN;
	enum glyph g = now ? GLYPH_STEP_NOW : done ? GLYPH_STEP_DONE : GLYPH_STEP;

	if (selected)
		canvas_fill(c, r, ' ', STYLE_SELECTED);
	canvas_glyph(c, r.x, r.y, selected ? GLYPH_POINTER : g,
		     selected ? STYLE_SELECTED
		     : now    ? STYLE_NOW
		     : done   ? STYLE_DIM
			      : parts_leg_style(s->leg));
	int room = r.w - 2, x = r.x + 2;

	if (room > 20) {
		canvas_text_right(c, r.x, r.y, r.w, selected ? STYLE_SELECTED : STYLE_DIM, time);
		room -= text_width(time) + 1;
	}
	if (s->leg != LEG_NONE) {
		canvas_text_in(c, x, r.y, room, selected ? style : parts_leg_style(s->leg), leg_text(s->leg));
		x += LEG_COLS;
		room -= LEG_COLS;
	}
	canvas_text_in(c, x, r.y, room, style, what);
}

static void draw_more(struct canvas *c, struct rect r, int n)
{
	char more[VM_LINE];

	vm_format(more, sizeof more, n_("and %d more", "and %d more", n), n);
	canvas_text_in(c, r.x + 2, r.y, r.w - 2, STYLE_DIM, more);
}

void ladder_draw(struct canvas *c, struct rect r, const struct plan *p, int segment, int selected)
{
	ladder_draw_played(c, r, p, segment, NULL, selected);
}

void ladder_draw_played(struct canvas *c, struct rect r, const struct plan *p, int segment, const bool *done,
			int selected)
{
	int rows = (int)ladder_rows(p);
	int middle = selected >= 0 ? selected : segment >= 0 ? (int)ladder_row(p, segment) : 0;
	int row = parts_top(middle, rows, r.h);
	size_t i = ladder_segment(p, (size_t)row);

	if (segment < 0 && selected < 0 && rows > r.h && r.h > 1) {
		r.h--;
		draw_more(c, (struct rect){r.x, r.y + r.h, r.w, 1}, rows - r.h);
	}
	for (int y = 0; y < r.h && i < p->nsegments; y++, row++, i = ladder_next(p, i))
		draw_row(c, (struct rect){r.x, r.y + y, r.w, 1}, p, i, segment, done, row == selected);
}
