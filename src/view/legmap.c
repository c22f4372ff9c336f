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

/* Light from the upper left on a rounded limb: 0 .. 1; `side` is -1 at the left of the picture's leg. */
static double light(double side)
{
	double lit = 0.30 + 0.62 * sqrt(1 - 0.92 * side * side) - 0.30 * side;

	return lit > 1 ? 1 : lit < 0 ? 0 : lit;
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

/* What a frame is drawn with that does not change from dot to dot. */
struct pen {
	struct canvas *c;
	const struct legmap *m;
	struct frame f;
	enum leg_tissue lit; /* the tissue of the place being pressed; TISSUES: none */
};

/* A dot of both legs, which are each other's mirror image: the k-th from the middle. */
struct dot {
	int k, j;
	double y, u;
	enum leg_tissue tissue;
	bool edge, groove; /* of the outline; where two tissues meet */
	bool near_zone;    /* its row has a zone that may have to be hatched */
};

static bool near_zone_row(const struct legmap *m, double y)
{
	double along;
	enum part part = leg_part_at(y, &along);

	if (!m->zones || !m->atlas || !m->now)
		return false;
	for (int i = 0; i < m->atlas->nzones; i++) {
		const struct zone *z = &m->atlas->zone[i];

		for (int k = 0; k < z->nboxes; k++) {
			const struct zone_box *b = &z->box[k];

			if (b->part == part && along >= b->along_lo && along <= b->along_hi &&
			    atlas_zone_near(z, m->now, zone_reach))
				return true;
		}
	}
	return false;
}

static bool in_zone(const struct legmap *m, const struct dot *d)
{
	double along;
	enum part part = leg_part_at(d->y, &along);
	const struct zone *z = atlas_zone_at(m->atlas, part, along, d->u);

	return z && atlas_zone_near(z, m->now, zone_reach);
}

/* The tissue of the place being pressed is lit; the other leg recedes. */
static int level(const struct pen *p, enum leg_tissue t, enum leg leg, double bright)
{
	double lit = 3 + 9 * bright;

	if (p->m->now_leg != LEG_NONE && leg != p->m->now_leg)
		lit *= 0.45;
	else if (t == p->lit)
		lit += 4;
	return lit < 15 ? (int)lit : 15;
}

/* How far from the place being pressed, squared; outside of all rings where there is none. */
static double from_ring(const struct frame *f, int i, int j)
{
	double x = i + 0.5 - f->ring_x, y = j + 0.5 - f->ring_y;

	return f->ring > 0 ? x * x + y * y : INFINITY;
}

static void draw_dot(const struct pen *p, const struct dot *d, bool right)
{
	enum leg leg = right != p->f.mirror ? LEG_RIGHT : LEG_LEFT;
	int i = (int)p->f.middle + (right ? d->k : -1 - d->k);
	int x = p->f.r.x * CELL_W + i, y = p->f.r.y * CELL_H + d->j;

	if (from_ring(&p->f, i, d->j) <= (p->f.ring + 1) * (p->f.ring + 1))
		return;
	if (d->near_zone && leg == p->m->now_leg && in_zone(p->m, d)) {
		if (d->edge || (i + d->j) % 3 == 0)
			canvas_dot(p->c, x, y, STYLE_ZONE, 12);
		return;
	}
	if (d->groove && !d->edge)
		return;
	double bright = light(right ? d->u : -d->u);

	if (d->edge && bright < 0.6)
		bright = 0.6;
	if (d->edge || bayer[d->j % 4][i % 4] < 16 * density(d->tissue) * (0.25 + 0.85 * bright))
		canvas_dot(p->c, x, y, leg_tissue_style(d->tissue), level(p, d->tissue, leg, bright));
}

static void draw_row(const struct pen *p, int j)
{
	double y = (j + 0.5) / p->f.height, below = y + 1 / p->f.height;
	struct leg_edges e = leg_edges_at(y);
	double in = e.in * p->f.scale_x, out = e.out * p->f.scale_x, du = 2 / (out - in);
	int k = (int)ceil(in - 0.5);
	double u = 2 * (k + 0.5 - in) / (out - in) - 1;
	struct dot d = {.j = j, .y = y, .tissue = leg_tissue_at(y, u), .near_zone = near_zone_row(p->m, y)};

	for (; k + 0.5 <= out; k++, u += du) {
		enum leg_tissue next = leg_tissue_at(y, u + du);

		d.k = k;
		d.u = u;
		d.edge = k + 0.5 - in < 1 || out - k - 0.5 < 1;
		d.groove = next != d.tissue || leg_tissue_at(below, u) != d.tissue;
		draw_dot(p, &d, false);
		draw_dot(p, &d, true);
		d.tissue = next;
	}
}

/* The ring round the place being pressed: clear air, then a line, so that the eye lands there. */
static void draw_ring(const struct pen *p)
{
	const struct frame *f = &p->f;
	int reach = (int)f->ring + 2;

	for (int j = (int)f->ring_y - reach; j <= f->ring_y + reach; j++) {
		for (int i = (int)f->ring_x - reach; i <= f->ring_x + reach; i++) {
			double d = from_ring(f, i, j);

			if (d > (f->ring - 0.5) * (f->ring - 0.5) && d <= (f->ring + 0.5) * (f->ring + 0.5))
				canvas_dot(p->c, f->r.x * CELL_W + i, f->r.y * CELL_H + j, STYLE_NOW, 15);
		}
	}
}

static void draw_legs(struct canvas *c, const struct legmap *m, const struct frame *f)
{
	const struct site *now = m->now;
	struct pen p = {c, m, *f, TISSUES};

	if (now)
		p.lit = leg_tissue_at(leg_height(now->part, now->along), now->across);
	for (int j = 0; j < f->r.h * CELL_H; j++)
		draw_row(&p, j);
	if (f->ring > 0)
		draw_ring(&p);
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
