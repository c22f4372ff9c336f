/* The legs as a relief: each dot of the raster has a height towards the viewer (view/legmap_data), from the
 * slopes between neighbours follows how a light from the upper left falls on it. The tissue gives the style,
 * the light the level of the shade; borders between muscles stay dark. Both legs are one relief and its
 * mirror image, lit alike. */
#include "view/legmap_legs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "view/legmap_data.h"

/* Zones so far along the leg from the place being pressed are hatched. */
static const double zone_reach = 0.2;

/* One dot of a leg. */
struct spot {
	float relief; /* in dots; 0 beside the leg */
	float u;
	uint8_t tissue;
	bool on, edge, groove; /* on the leg; of the outline; where two tissues meet */
};

/* The relief of a leg for a size: `wide` dots from the middle of the body outwards. */
struct relief {
	int rows, high, wide;
	struct spot *spot;
};

/* What the legs of a layer look like hangs on this and no more. */
struct layer_key {
	int rows;
	enum tier tier;
	bool mirror, zones;
	enum leg now_leg;
	const struct site *now;
};

struct layer {
	struct layer_key key;
	struct canvas *c; /* NULL: never drawn */
};

enum { LAYERS = 3 /* a summary shows two maps, a search one and a close-up */ };

struct legmap_memo {
	struct relief relief;
	struct layer layer[LAYERS];
	int last; /* the layer that was used last */
};

struct legmap_memo *legmap_memo_new(void)
{
	return mem_calloc(1, sizeof(struct legmap_memo));
}

void legmap_memo_free(struct legmap_memo *m)
{
	if (!m)
		return;
	for (int i = 0; i < LAYERS; i++)
		canvas_free(m->layer[i].c);
	free(m->relief.spot);
	free(m);
}

/* ---- relief ---- */

static struct spot *spot_at(const struct relief *r, int k, int j)
{
	return &r->spot[j * r->wide + k];
}

static void shape_row(const struct relief *r, const struct legs_frame *f, int j)
{
	double y = (j + 0.5) / f->height;
	struct leg_edges e = leg_edges_at(y);
	double in = e.in * f->scale_x, out = e.out * f->scale_x;

	for (int k = (int)fmax(0, ceil(in - 0.5)); k + 0.5 <= out && k < r->wide; k++) {
		struct spot *s = spot_at(r, k, j);
		double u = 2 * (k + 0.5 - in) / (out - in) - 1;
		struct leg_point p = leg_point_at(y, u);

		*s = (struct spot){.relief = (float)leg_relief(&p, u, (out - in) / 2),
				   .u = (float)u,
				   .tissue = (uint8_t)p.tissue,
				   .on = true,
				   .edge = k + 0.5 - in < 1 || out - k - 0.5 < 1};
	}
}

/* A border shows on the side above it and on the inner one. */
static void find_grooves(const struct relief *r)
{
	for (int j = 0; j < r->high; j++) {
		for (int k = 0; k + 1 < r->wide; k++) {
			struct spot *s = spot_at(r, k, j), *beside = s + 1,
				    *below = j + 1 < r->high ? spot_at(r, k, j + 1) : s;

			s->groove = s->on && ((beside->on && beside->tissue != s->tissue) ||
					      (below->on && below->tissue != s->tissue));
		}
	}
}

static void shape(struct relief *r, const struct legs_frame *f)
{
	r->rows = f->r.h;
	r->high = f->r.h * CELL_H;
	r->wide = (int)ceil(leg_half_width() * f->scale_x) + 1;
	size_t spots = (size_t)r->high * (size_t)r->wide;

	r->spot = mem_realloc(r->spot, spots, sizeof *r->spot);
	memset(r->spot, 0, spots * sizeof *r->spot);
	for (int j = 0; j < r->high; j++)
		shape_row(r, f, j);
	find_grooves(r);
}

/* How much light falls on a dot, 0 .. 1, in the leg at the right of the picture or the left one. */
static double light(const struct relief *r, int k, int j, bool right)
{
	static const double from_x = -0.34, from_y = -0.40, from_front = 0.85;
	const struct spot *s = spot_at(r, k, j);
	double in = k > 0 ? (s - 1)->relief : 0, out = k + 1 < r->wide ? (s + 1)->relief : 0;
	double above = j > 0 ? spot_at(r, k, j - 1)->relief : s->relief;
	double below = j + 1 < r->high ? spot_at(r, k, j + 1)->relief : s->relief;
	double dx = (out - in) / 2 * (right ? 1 : -1), dy = (below - above) / 2;
	double lit = (-dx * from_x - dy * from_y + from_front) / sqrt(dx * dx + dy * dy + 1);

	return lit < 0 ? 0 : lit > 1 ? 1 : lit;
}

/* ---- a layer ---- */

struct pen {
	struct canvas *c;
	const struct legmap *m;
	const struct relief *r;
	double middle, height;
	enum leg_tissue lit; /* the tissue of the place being pressed; TISSUES: none */
	bool lit_outside;    /* of the two sides of the thigh, the outer one */
};

static bool is_muscle(enum leg_tissue t)
{
	return leg_tissue_style(t) != STYLE_SKIN;
}

static bool in_zone(const struct pen *p, double y, double u)
{
	double along;
	enum part part = leg_part_at(y, &along);
	const struct zone *z = atlas_zone_at(p->m->atlas, part, along, u);

	return z && (!p->m->now || atlas_zone_near(z, p->m->now, zone_reach));
}

static bool is_lit(const struct pen *p, const struct spot *s)
{
	return s->tissue == p->lit && (p->lit != TISSUE_THIGH_SIDE || (s->u > 0) == p->lit_outside);
}

enum { SMALL_ROWS = 26 };

/* How densely dots are set, of four: all, every second, one of four, none. */
enum weight { WEIGHT_NONE, WEIGHT_THIN, WEIGHT_HALF, WEIGHT_FULL };

/* Terminals without colours tell light from shade by this alone, and the muscle that is worked from the
 * others: it is full, the leg that is not pressed is thin. */
static enum weight weight_of(const struct pen *p, const struct spot *s, double lit, bool recedes)
{
	bool small = p->r->rows < SMALL_ROWS; /* too few dots to leave some out for a shade */
	bool full = is_muscle(s->tissue) && (lit >= 0.36 || small);
	enum weight w = s->tissue == TISSUE_HOLLOW ? WEIGHT_THIN : full ? WEIGHT_FULL : WEIGHT_HALF;

	if (recedes)
		return w > WEIGHT_THIN ? w - 1 : w;
	return is_lit(p, s) ? WEIGHT_FULL : w;
}

static bool is_set(enum weight w, int i, int j)
{
	switch (w) {
	case WEIGHT_FULL:
		return true;
	case WEIGHT_HALF:
		return (i + j) % 2 == 0;
	case WEIGHT_THIN:
		return i % 2 == 0 && j % 2 == 0;
	case WEIGHT_NONE:
		break;
	}
	return false;
}

/* Where shades cannot be seen finely, the number of dots in a cell is the shade. */
static bool is_set_coarse(const struct spot *s, double lit, bool recedes, int i, int j)
{
	static const int bayer[4][4] = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};
	double density = s->tissue == TISSUE_HOLLOW ? 0.10 : is_muscle(s->tissue) ? 0.95 : 0.45;

	return bayer[j % 4][i % 4] < 16 * density * (recedes ? 0.55 : 1) * (lit - 0.1);
}

/* The body fades out upwards. */
static enum weight faded(enum weight w, double y)
{
	static const double fade[] = {0.016, 0.034, 0.050};

	for (int i = 0; i < 3; i++)
		if (y < fade[i] && w > WEIGHT_THIN)
			w = i < 2 ? WEIGHT_THIN : WEIGHT_HALF;
	return y < fade[0] / 2 ? WEIGHT_NONE : w;
}

/* The muscle that is worked is lit; the other leg recedes. */
static int level_of(const struct pen *p, const struct spot *s, double lit, bool recedes)
{
	double level = 15 * (lit - 0.35) / 0.62;

	if (recedes || (p->m->zones && !p->m->now))
		level *= 0.4;
	else if (is_lit(p, s))
		level = 4 + level;
	else if (p->m->now_leg != LEG_NONE)
		level *= 0.75;
	return level < 0 ? 0 : level > 15 ? 15 : (int)level;
}

/* Where the zones are what is shown, and where dots make no lines, they are hatched with strokes. */
static bool hatches_cells(const struct pen *p)
{
	return !p->m->now || p->c->tier != TIER_BRAILLE;
}

/* A cell is hatched whose middle is in a zone: of its two dots there the inner one, alike on both legs. */
static void hatch_cells(const struct pen *p, bool right)
{
	for (int j = CELL_H / 2; j < p->r->high; j += CELL_H) {
		for (int x = 0; x < p->c->cols; x++) {
			int k = right ? x * CELL_W - (int)p->middle : (int)p->middle - (x + 1) * CELL_W;
			const struct spot *s = k >= 0 && k < p->r->wide ? spot_at(p->r, k, j) : NULL;

			if (s && s->on && in_zone(p, (j + 0.5) / p->height, s->u))
				canvas_glyph(p->c, x, j / CELL_H, GLYPH_HATCH, STYLE_ZONE);
		}
	}
}

static void draw_spot(const struct pen *p, int k, int j, bool right)
{
	const struct spot *s = spot_at(p->r, k, j);
	enum leg leg = right != p->m->mirror ? LEG_RIGHT : LEG_LEFT;
	bool recedes = p->m->now_leg != LEG_NONE && leg != p->m->now_leg;
	int i = (int)p->middle + (right ? k : -1 - k);
	double y = (j + 0.5) / p->height, lit = light(p->r, k, j, right);

	if (p->m->zones && p->m->atlas && !recedes && in_zone(p, y, s->u)) {
		if (hatches_cells(p) ? s->edge : s->edge || (i + j) % 3 == 0)
			canvas_dot(p->c, i, j, STYLE_ZONE, 12);
		return;
	}
	if (s->groove && !s->edge)
		return;
	if (s->edge                      ? !is_set(faded(WEIGHT_FULL, y), i, j)
	    : p->c->tier == TIER_BRAILLE ? !is_set(faded(weight_of(p, s, lit, recedes), y), i, j)
					 : !is_set_coarse(s, lit, recedes, i, j))
		return;
	canvas_dot(p->c, i, j, leg_tissue_style(s->tissue),
		   level_of(p, s, s->edge ? fmax(lit, 0.6) : lit, recedes));
}

static void draw_layer(struct canvas *c, const struct legmap *m, const struct legs_frame *f,
		       const struct relief *r)
{
	struct pen p = {.c = c, .m = m, .r = r, .middle = f->middle, .height = f->height, .lit = TISSUES};

	if (m->now) {
		p.lit = leg_point_at(leg_height(m->now->part, m->now->along), m->now->across).tissue;
		p.lit_outside = m->now->across > 0;
	}
	for (int j = 0; j < r->high; j++) {
		for (int k = 0; k < r->wide; k++) {
			if (!spot_at(r, k, j)->on)
				continue;
			draw_spot(&p, k, j, false);
			draw_spot(&p, k, j, true);
		}
	}
	if (!m->zones || !m->atlas || !hatches_cells(&p))
		return;
	for (int right = 0; right < 2; right++) {
		enum leg leg = right != m->mirror ? LEG_RIGHT : LEG_LEFT;

		if (m->now_leg == LEG_NONE || leg == m->now_leg)
			hatch_cells(&p, right);
	}
}

static bool same_key(const struct layer_key *a, const struct layer_key *b)
{
	return a->rows == b->rows && a->tier == b->tier && a->mirror == b->mirror && a->zones == b->zones &&
	       a->now_leg == b->now_leg && a->now == b->now;
}

/* The layer for `m`, drawn if it is not kept. */
static const struct canvas *layer_of(struct legmap_memo *memo, const struct legmap *m,
				     const struct legs_frame *f, enum tier tier)
{
	struct layer_key key = {f->r.h, tier, m->mirror, m->zones, m->now_leg, m->now};
	struct layer *l;

	for (int i = 0; i < LAYERS; i++)
		if (memo->layer[i].c && same_key(&memo->layer[i].key, &key))
			return memo->layer[memo->last = i].c;
	l = &memo->layer[memo->last = (memo->last + 1) % LAYERS];
	l->key = key;
	canvas_free(l->c);
	l->c = canvas_new(f->r.w, f->r.h, tier);
	if (memo->relief.rows != f->r.h)
		shape(&memo->relief, f);
	draw_layer(l->c, m, f, &memo->relief);
	return l->c;
}

void legs_draw(struct canvas *c, const struct legmap *m, const struct legs_frame *f)
{
	struct legmap_memo *memo = m->memo ? m->memo : legmap_memo_new();

	canvas_copy(c, f->r.x, f->r.y, layer_of(memo, m, f, c->tier));
	if (!m->memo)
		legmap_memo_free(memo);
}
