/* Where the picture lies, and what is on top of the legs: the ring round the place being pressed, the
 * places with clear air around them. The legs themselves are legmap_legs.c. */
#include "view/legmap.h"

#include <math.h>
#include <stdlib.h>

#include "view/legmap_data.h"
#include "view/legmap_legs.h"

/* The legs are drawn a little wider than life, so that places side by side keep apart. */
static const double widen = 1.12;

/* Rows are cut a little lower, so that no two places share a cell from the least size up (a test). */
static const double nudge = 0.06;

struct legmap legmap_of(const struct atlas *a, const struct person *who)
{
	struct legmap m = {
		.atlas = a, .who = who, .nsites = SITES_BUILT_IN, .now_arrived = 1000, .now_ripple = 1000};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		m.site[i] = &a->site[i];
	return m;
}

int legmap_cols(int rows)
{
	double dots = 2 * leg_half_width() * widen * CELL_H * rows;

	return (int)ceil(dots / CELL_W) + 1;
}

/* A picture of so many rows in the middle of `r`. */
static struct legs_frame frame_of(struct rect r, const struct legmap *m, int rows)
{
	int cols = legmap_cols(rows), height = rows * CELL_H;

	return (struct legs_frame){.r = {r.x + (r.w - cols) / 2, r.y + (r.h - rows) / 2, cols, rows},
				   .middle = cols, /* half of the dots */
				   .height = height,
				   .scale_x = height * widen,
				   .mirror = m->mirror};
}

static bool fit(struct rect r, const struct legmap *m, struct legs_frame *f)
{
	int rows = r.h < LEGMAP_ROWS_MOST ? r.h : LEGMAP_ROWS_MOST;

	while (rows >= LEGMAP_ROWS_LEAST && legmap_cols(rows) > r.w)
		rows--;
	if (rows < LEGMAP_ROWS_LEAST)
		return false;
	*f = frame_of(r, m, rows);
	return true;
}

static void cell_of(const struct legs_frame *f, const struct site *s, enum leg leg, int *x, int *y)
{
	double h = leg_height(s->part, s->along);
	struct leg_edges e = leg_edges_at(h);
	double out = (e.in + (s->across + 1) / 2 * (e.out - e.in)) * f->scale_x;
	bool right = (leg == LEG_RIGHT) != f->mirror; /* seen from behind the right leg is on the right */

	*x = f->r.x + (int)floor((f->middle + (right ? out : -out)) / CELL_W);
	*y = f->r.y + (int)floor(h * f->r.h + nudge);
}

bool legmap_spot(struct rect r, const struct legmap *m, const struct site *s, enum leg leg, int *x, int *y)
{
	struct legs_frame f;

	if (leg == LEG_NONE || !fit(r, m, &f))
		return false;
	cell_of(&f, s, leg, x, y);
	return true;
}

/* Takes the dots away round the middle of a cell. */
static void clear_round(struct canvas *c, int x, int y, double radius)
{
	double mx = x * CELL_W + CELL_W / 2., my = y * CELL_H + CELL_H / 2.;
	int reach = (int)radius + 1;

	for (int j = (int)my - reach; j <= (int)my + reach; j++) {
		for (int i = (int)mx - reach; i <= (int)mx + reach; i++) {
			double dx = i + 0.5 - mx, dy = j + 0.5 - my;

			if (dx * dx + dy * dy <= radius * radius)
				canvas_undot(c, i, j);
		}
	}
}

/* A circle round the middle of a cell, inside of the picture. */
static void draw_circle(struct canvas *c, int x, int y, double radius, enum style style)
{
	int reach = (int)radius + 2;

	for (int j = -reach; j <= reach; j++) {
		for (int i = -reach; i <= reach; i++) {
			double dx = i + 0.5, dy = j + 0.5, d = dx * dx + dy * dy;

			if (d > (radius - 0.5) * (radius - 0.5) && d <= (radius + 0.5) * (radius + 0.5))
				canvas_dot(c, x * CELL_W + CELL_W / 2 + i, y * CELL_H + CELL_H / 2 + j, style,
					   15);
		}
	}
}

/* About a hand's width on the leg, wider with a full breath: clear air, then a line, so that the eye lands
 * there. */
static void draw_ring(struct canvas *c, const struct legs_frame *f, const struct legmap *m)
{
	double ring = fmax(3.0, f->height * (0.028 + 0.012 * m->now_pulse / 1000));
	int x, y;

	cell_of(f, m->now, m->now_leg, &x, &y);
	clear_round(c, x, y, ring + 1);
	draw_circle(c, x, y, ring * (1 + 3.5 * (1000 - m->now_arrived) / 1000), STYLE_NOW);
	if (m->now_ripple < 1000)
		draw_circle(c, x, y, ring * (1 + 4. * m->now_ripple / 1000), STYLE_GOOD);
}

static enum stage stage_for(const struct person *who, const struct site *s, enum leg leg)
{
	return who ? place_stage(&who->place[s->index][leg == LEG_RIGHT]) : STAGE_UNKNOWN;
}

/* Whether the place is on its way to what it is now. */
static bool settles(const struct legmap *m, const struct site *s, enum leg leg)
{
	return m->was && m->settled < 1000 && stage_for(m->was, s, leg) != stage_for(m->who, s, leg);
}

/* As it was until its ring has half come in. */
static enum stage stage_of(const struct legmap *m, const struct site *s, enum leg leg)
{
	return stage_for(settles(m, s, leg) && m->settled < 500 ? m->was : m->who, s, leg);
}

/* A ring comes in from around a place that became easier, and is gone when it has settled. One that was found to be
 * sore is shown so, and nothing is made of it. */
static void draw_settling(struct canvas *c, const struct legs_frame *f, const struct legmap *m,
			  const struct site *s, enum leg leg)
{
	enum stage now = stage_for(m->who, s, leg);
	double ring = fmax(2.5, f->height * 0.02);
	int x, y;

	if (!settles(m, s, leg) || now < STAGE_EASING)
		return;
	cell_of(f, s, leg, &x, &y);
	draw_circle(c, x, y, ring * (1 + 3.5 * (1000 - m->settled) / 1000), stage_style(now));
}

static void draw_mark(struct canvas *c, const struct legs_frame *f, const struct site *s, enum leg leg,
		      enum glyph g, enum style style)
{
	int x, y;

	cell_of(f, s, leg, &x, &y);
	clear_round(c, x, y, f->height > 70 ? 2.9 : 2.3);
	canvas_glyph(c, x, y, g, style);
}

static void draw_place(struct canvas *c, const struct legmap *m, const struct legs_frame *f,
		       const struct site *s, enum leg leg)
{
	enum stage stage = stage_of(m, s, leg);
	char label = m->label[s->index][leg == LEG_RIGHT];
	int x, y;

	cell_of(f, s, leg, &x, &y);
	if (label) {
		clear_round(c, x, y, 2.9);
		canvas_put(c, x, y, (uint32_t)label, m->label_looks ? stage_style(stage) : STYLE_NOW, 15);
	} else if (stage == STAGE_UNKNOWN) {
		canvas_glyph(c, x, y, stage_glyph(stage), stage_style(stage));
	} else {
		draw_mark(c, f, s, leg, stage_glyph(stage), stage_style(stage));
	}
}

/* How far to look for the spot: along the leg as the atlas says, and about as far to the sides. A line of
 * dots in clear air. */
static void draw_search(struct canvas *c, const struct legs_frame *f, const struct legmap *m)
{
	const struct site *s = m->now;
	double tall = (leg_height(s->part, s->along_hi) - leg_height(s->part, s->along_lo)) / 2 * f->height;
	struct leg_edges e = leg_edges_at(leg_height(s->part, s->along));
	double wide = 0.15 * (e.out - e.in) * f->scale_x; /* 0.3 across, either way */
	int x, y, reach = (int)fmax(tall, wide) + 3;

	cell_of(f, s, m->now_leg, &x, &y);
	for (int j = -reach; j <= reach; j++) {
		for (int i = -reach; i <= reach; i++) {
			double dx = (i + 0.5) / wide, dy = (j + 0.5) / tall, d = sqrt(dx * dx + dy * dy);
			double off = fabs(d - 1) * fmin(tall, wide); /* about, in dots */

			if (off < 1.6)
				canvas_undot(c, x * CELL_W + CELL_W / 2 + i, y * CELL_H + CELL_H / 2 + j);
			if (off < 0.5)
				canvas_dot(c, x * CELL_W + CELL_W / 2 + i, y * CELL_H + CELL_H / 2 + j,
					   STYLE_NOW, 15);
		}
	}
}

void legmap_closeup(struct canvas *c, struct rect r, const struct legmap *m)
{
	enum { AROUND = 4 }; /* columns that the place keeps from the edge */
	struct legs_frame f = frame_of(r, m, LEGMAP_ROWS_MOST);
	struct rect old = canvas_clip(c, r);
	int x, y;

	if (m->now && m->now_leg != LEG_NONE) {
		struct site middle = *m->now; /* of the leg, at that height */
		int at;

		middle.across = 0;
		cell_of(&f, m->now, m->now_leg, &at, &y);
		cell_of(&f, &middle, m->now_leg, &x, &y);
		if (abs(at - x) > r.w / 2 - AROUND) /* too narrow for both */
			x = at + (at < x ? 1 : -1) * (r.w / 2 - AROUND);
		f.r.x += r.x + r.w / 2 - x;
		f.r.y += r.y + r.h / 2 - y;
		legs_draw(c, m, &f);
		draw_search(c, &f, m);
		draw_mark(c, &f, m->now, m->now_leg, GLYPH_NOW, STYLE_NOW);
	}
	c->clip = old;
}

/* The middle of what is seen of a box: where zones overlap, the first of them is shown. False if there is
 * nothing. */
static bool middle_of(const struct atlas *a, const struct zone *z, const struct zone_box *b, struct site *at)
{
	enum { STEPS = 12 };
	int n = 0;

	*at = (struct site){.part = b->part};
	for (int i = 0; i < STEPS; i++) {
		for (int k = 0; k < STEPS; k++) {
			double along = b->along_lo + (b->along_hi - b->along_lo) * (i + 0.5) / STEPS;
			double across = b->across_lo + (b->across_hi - b->across_lo) * (k + 0.5) / STEPS;

			if (atlas_zone_at(a, b->part, along, across) != z)
				continue;
			at->along += along;
			at->across += across;
			n++;
		}
	}
	at->along /= n ? n : 1;
	at->across /= n ? n : 1;
	return n > 0;
}

/* One figure for boxes that touch. */
static void draw_figures(struct canvas *c, const struct legmap *m, const struct legs_frame *f, enum leg leg)
{
	enum { FIGURES = 9 };
	int near = f->r.h / 12 > 1 ? f->r.h / 12 : 2;

	for (int i = 0; i < m->atlas->nzones && i < FIGURES; i++) {
		const struct zone *z = &m->atlas->zone[i];
		int before = -near;

		for (int k = 0; k < z->nboxes; k++) {
			struct site at;
			int x, y;

			if (!middle_of(m->atlas, z, &z->box[k], &at))
				continue;
			cell_of(f, &at, leg, &x, &y);
			if (abs(y - before) < near)
				continue;
			before = y;
			clear_round(c, x, y, 2.3);
			canvas_put(c, x, y, (uint32_t)('1' + i), STYLE_STRONG, 15);
		}
	}
}

void legmap_draw(struct canvas *c, struct rect r, const struct legmap *m)
{
	struct legs_frame f;

	if (!fit(r, m, &f))
		return;
	struct rect old = canvas_clip(c, r);

	legs_draw(c, m, &f);
	if (m->zones && !m->now && m->atlas) {
		draw_figures(c, m, &f, LEG_LEFT);
		draw_figures(c, m, &f, LEG_RIGHT);
		c->clip = old;
		return;
	}
	for (int i = 0; i < m->nsites; i++) {
		draw_place(c, m, &f, m->site[i], LEG_LEFT);
		draw_place(c, m, &f, m->site[i], LEG_RIGHT);
	}
	for (int i = 0; i < m->nsites; i++) {
		draw_settling(c, &f, m, m->site[i], LEG_LEFT);
		draw_settling(c, &f, m, m->site[i], LEG_RIGHT);
	}
	if (m->next && m->next_leg != LEG_NONE)
		draw_mark(c, &f, m->next, m->next_leg, GLYPH_NEXT, STYLE_STRONG);
	c->clip = old;
}

void legmap_draw_now(struct canvas *c, struct rect r, const struct legmap *m)
{
	struct legs_frame f;

	if (!m->now || m->now_leg == LEG_NONE || !fit(r, m, &f))
		return;
	struct rect old = canvas_clip(c, r);

	draw_ring(c, &f, m);
	draw_mark(c, &f, m->now, m->now_leg, GLYPH_NOW, STYLE_NOW);
	c->clip = old;
}
