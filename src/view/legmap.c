/* A dot of the raster is looked up on the leg it lies on: how high, how far across, which tissue.
 * The tissue gives the style, a light from the upper left the level and, through an ordered
 * dither, whether the dot is set; borders between muscles stay dark. Places are glyphs on top. */
#include "view/legmap.h"

#include <math.h>

#include "view/legmap_data.h"

enum { CELL_W = 2, CELL_H = 4 }; /* dots of a cell; about square in most fonts */

/* The legs are drawn a little wider than life, so that places side by side keep apart. */
static const double widen = 1.12;
static const double zone_reach = 0.2;

/* Rows are cut a little lower, so that no two places share a cell from the least size up (a test). */
static const double nudge = 0.06;

struct legmap legmap_of(const struct atlas *a, const struct person *who)
{
	struct legmap m = {.atlas = a, .who = who, .nsites = SITES_BUILT_IN};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		m.site[i] = &a->site[i];
	return m;
}

static double dots_wide(int rows)
{
	return 2 * leg_half_width() * widen * CELL_H * rows;
}

int legmap_cols(int rows)
{
	return (int)ceil(dots_wide(rows) / CELL_W) + 1;
}

/* Where the picture lies: its cells, and the middle of the body in dots. */
struct frame {
	struct rect r;
	double middle, scale_x, height; /* in dots; scale_x: dots a unit of x */
	bool mirror;
	double ring_x, ring_y, ring; /* middle and radius of the ring round `now`, dots; 0: none */
};

static bool fit(struct rect r, const struct legmap *m, struct frame *f)
{
	int rows = r.h;

	while (rows >= LEGMAP_ROWS_LEAST && legmap_cols(rows) > r.w)
		rows--;
	if (rows < LEGMAP_ROWS_LEAST)
		return false;
	int cols = legmap_cols(rows);

	f->r = (struct rect){r.x + (r.w - cols) / 2, r.y + (r.h - rows) / 2, cols, rows};
	f->middle = cols * CELL_W / 2.;
	f->height = rows * CELL_H;
	f->scale_x = f->height * widen;
	f->mirror = m->mirror;
	return true;
}

/* Seen from behind the right leg is on the right; in the mirror setting the sides change. */
static bool on_right(const struct frame *f, enum leg leg)
{
	return (leg == LEG_RIGHT) != f->mirror;
}

/* A dot as seen on a leg. */
struct spot {
	enum leg leg;
	double y, u;
	double inside; /* dots to the nearer edge; negative outside */
};

static struct spot spot_at(const struct frame *f, const struct leg_edges *e, double y, double dx)
{
	double x = dx - f->middle;
	bool right = x > 0;
	double out = fabs(x) / f->scale_x;
	double from_in = (out - e->in) * f->scale_x, from_out = (e->out - out) * f->scale_x;

	return (struct spot){right != f->mirror ? LEG_RIGHT : LEG_LEFT, y,
			     2 * (out - e->in) / (e->out - e->in) - 1, fmin(from_in, from_out)};
}

/* Light from the upper left on a rounded limb: 0 .. 1. */
static double light(const struct frame *f, const struct spot *s)
{
	double side = on_right(f, s->leg) ? s->u : -s->u; /* -1 at the left of the picture's leg */
	double depth = sqrt(fmax(0, 1 - 0.92 * side * side));

	return fmin(1, fmax(0, 0.30 + 0.62 * depth - 0.30 * side));
}

/* Whether two dots of different tissue meet here: the groove between muscles. */
static bool groove(const struct frame *f, const struct spot *s, const struct leg_edges *e)
{
	enum leg_tissue t = leg_tissue_at(s->y, s->u);
	double du = 2 / ((e->out - e->in) * f->scale_x), dy = 1 / f->height;

	return t != leg_tissue_at(s->y, s->u + du) || t != leg_tissue_at(s->y + dy, s->u);
}

static bool in_zone(const struct legmap *m, const struct spot *s)
{
	double along;
	enum part part;

	if (!m->zones || !m->atlas || !m->now || s->leg != m->now_leg)
		return false;
	part = leg_part_at(s->y, &along);
	const struct zone *z = atlas_zone_at(m->atlas, part, along, s->u);

	return z && atlas_zone_near(z, m->now, zone_reach);
}

static const int bayer[4][4] = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};

/* How strongly tissue is filled: muscle is dense, what is no muscle thin, the hollow nearly bare. */
static double density(enum leg_tissue t)
{
	switch (t) {
	case TISSUE_HOLLOW:
		return 0.10;
	case TISSUE_THIGH_SIDE:
	case TISSUE_TENDON:
	case TISSUE_FOOT:
		return 0.45;
	case TISSUE_BUTTOCK:
	case TISSUE_HAM_OUTER:
	case TISSUE_HAM_INNER:
	case TISSUE_CALF_INNER:
	case TISSUE_CALF_OUTER:
	case TISSUE_SOLEUS:
	case TISSUES:
		break;
	}
	return 0.95;
}

/* The tissue of the place being pressed is lit; the other leg recedes. */
static int level(const struct legmap *m, enum leg_tissue t, enum leg leg, double bright)
{
	double lit = 3 + 9 * bright;

	if (m->now_leg != LEG_NONE && leg != m->now_leg)
		lit *= 0.45;
	else if (m->now && t == leg_tissue_at(leg_height(m->now->part, m->now->along), m->now->across))
		lit += 4;
	return (int)fmin(15, lit);
}

static void draw_dot(struct canvas *c, const struct legmap *m, const struct frame *f, struct spot s,
		     const struct leg_edges *e, int i, int j)
{
	enum leg_tissue t = leg_tissue_at(s.y, s.u);
	double bright = light(f, &s);
	int x = f->r.x * CELL_W + i, y = f->r.y * CELL_H + j;
	bool edge = s.inside < 1;

	if (in_zone(m, &s)) {
		if (edge || (i + j) % 3 == 0)
			canvas_dot(c, x, y, STYLE_ZONE, 12);
		return;
	}
	if (!edge && groove(f, &s, e))
		return;
	if (edge || bayer[j % 4][i % 4] < 16 * density(t) * (0.25 + 0.85 * bright))
		canvas_dot(c, x, y, leg_tissue_style(t),
			   level(m, t, s.leg, edge ? fmax(bright, 0.6) : bright));
}

/* The ring round the place being pressed: clear air, then a line, so that the eye lands there. */
static bool draw_ring(struct canvas *c, const struct frame *f, int i, int j)
{
	double d = hypot(i + 0.5 - f->ring_x, j + 0.5 - f->ring_y);

	if (f->ring <= 0 || d > f->ring + 1)
		return false;
	if (d > f->ring - 0.5 && d <= f->ring + 0.5)
		canvas_dot(c, f->r.x * CELL_W + i, f->r.y * CELL_H + j, STYLE_NOW, 15);
	return true;
}

static void draw_legs(struct canvas *c, const struct legmap *m, const struct frame *f)
{
	for (int j = 0; j < f->r.h * CELL_H; j++) {
		double y = (j + 0.5) / f->height;
		struct leg_edges e = leg_edges_at(y);

		for (int i = 0; i < f->r.w * CELL_W; i++) {
			struct spot s = spot_at(f, &e, y, i + 0.5);

			if (!draw_ring(c, f, i, j) && s.inside >= 0)
				draw_dot(c, m, f, s, &e, i, j);
		}
	}
}

static void cell_of(const struct frame *f, const struct site *s, enum leg leg, int *x, int *y)
{
	double h = leg_height(s->part, s->along);
	struct leg_edges e = leg_edges_at(h);
	double out = (e.in + (s->across + 1) / 2 * (e.out - e.in)) * f->scale_x;

	*x = f->r.x + (int)floor((f->middle + (on_right(f, leg) ? out : -out)) / CELL_W);
	*y = f->r.y + (int)floor(h * f->r.h + nudge);
}

bool legmap_spot(struct rect r, const struct legmap *m, const struct site *s, enum leg leg, int *x, int *y)
{
	struct frame f;

	if (leg == LEG_NONE || !fit(r, m, &f))
		return false;
	cell_of(&f, s, leg, x, y);
	return true;
}

static enum place_look look_of(const struct legmap *m, const struct site *s, enum leg leg)
{
	return m->who ? place_look(&m->who->place[s->index][leg == LEG_RIGHT]) : LOOK_UNKNOWN;
}

static void draw_place(struct canvas *c, const struct legmap *m, const struct frame *f, const struct site *s,
		       enum leg leg)
{
	enum place_look look = look_of(m, s, leg);
	int x, y;

	cell_of(f, s, leg, &x, &y);
	char label = m->label[s->index][leg == LEG_RIGHT];

	if (label)
		canvas_put(c, x, y, (uint32_t)label, STYLE_NOW, 15);
	else
		canvas_glyph(c, x, y, place_look_glyph(look), place_look_style(look));
}

static void draw_marked(struct canvas *c, const struct frame *f, const struct site *s, enum leg leg,
			enum glyph g, enum style style)
{
	int x, y;

	cell_of(f, s, leg, &x, &y);
	canvas_glyph(c, x, y, g, style);
}

/* About a hand's width on the leg, wider with a full breath; centred on the cell of the glyph. */
static void set_ring(struct frame *f, const struct legmap *m)
{
	int x, y;

	f->ring = 0;
	if (!m->now || m->now_leg == LEG_NONE)
		return;
	cell_of(f, m->now, m->now_leg, &x, &y);
	f->ring_x = (x - f->r.x) * CELL_W + CELL_W / 2.;
	f->ring_y = (y - f->r.y) * CELL_H + CELL_H / 2.;
	f->ring = fmax(3.0, f->height * (0.028 + 0.012 * m->now_pulse / 1000));
}

void legmap_draw(struct canvas *c, struct rect r, const struct legmap *m)
{
	struct frame f;

	if (!fit(r, m, &f))
		return;
	struct rect old = canvas_clip(c, r);

	set_ring(&f, m);
	draw_legs(c, m, &f);
	for (int i = 0; i < m->nsites; i++) {
		draw_place(c, m, &f, m->site[i], LEG_LEFT);
		draw_place(c, m, &f, m->site[i], LEG_RIGHT);
	}
	if (m->next && m->next_leg != LEG_NONE)
		draw_marked(c, &f, m->next, m->next_leg, GLYPH_NEXT, STYLE_STRONG);
	if (m->now && m->now_leg != LEG_NONE)
		draw_marked(c, &f, m->now, m->now_leg, GLYPH_NOW, STYLE_NOW);
	c->clip = old;
}
