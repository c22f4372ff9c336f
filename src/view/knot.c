/* The rope runs along the middle; the turns are bands that lean across it, side by side, fuller in the middle
 * of the knot. The turn that comes undone sinks into the rope, which is drawn out to both sides. */
#include "view/knot.h"

#include <math.h>

enum { FULL = 1000 };

static const double pi = 3.14159265358979323846;

int knot_left(const struct knot *k)
{
	int left = (k->turns_all - k->turns) * FULL - k->undone;

	if (k->turns < 0)
		left = k->turns_all * FULL;
	if (k->released)
		left = (int)((int64_t)left * (FULL - k->straight) / FULL);
	return k->turns_all <= 0 || left < 0 ? 0 : left;
}

static void row_knot(struct canvas *c, struct rect r, int turns)
{
	int from = r.x + (r.w - turns) / 2;

	for (int x = r.x; x < r.x + r.w; x++) {
		bool turn = x >= from && x < from + turns;

		canvas_glyph(c, x, r.y, turn ? GLYPH_LOOP : GLYPH_ROPE, STYLE_ROPE);
	}
}

/* The knot in a box of dots. */
struct rope {
	struct canvas *c;
	int x, y, w, h;
	double base, thick, pitch; /* the middle line; of the rope; from turn to turn */
	double lean, radius;       /* of a turn: how far its top is from its foot, half its height */
	double from, turns, all;   /* where the knot begins; turns left, and that would be there at most */
};

static void dot(const struct rope *p, int x, int y, double lit)
{
	canvas_dot(p->c, p->x + x, p->y + y, STYLE_ROPE, (int)(15 * lit));
}

/* The strands of a laid rope: a slanting line of dots is left out between them. */
static bool between_strands(const struct rope *p, double slant)
{
	double periods = slant / (p->thick * 2.1);
	int whole = (int)periods - (periods < 0);

	return (periods - whole) * p->thick * 2.1 < 1;
}

/* What came undone went out to this side. */
static double drawn_out(const struct rope *p, int x)
{
	double out = (p->all - p->turns) * p->pitch / 2;

	return x < p->w / 2 ? out : -out;
}

static void draw_ends(const struct rope *p)
{
	double to = p->from + p->turns * p->pitch;

	for (int y = (int)(p->base - p->thick); y < (int)(p->base + p->thick) + 1; y++) {
		double off = y + 0.5 - p->base;

		if (fabs(off) > p->thick / 2)
			continue;
		for (int x = 0; x < p->w; x++) {
			if ((x >= p->from && x < to) || between_strands(p, x + drawn_out(p, x) + off))
				continue;
			dot(p, x, y, 0.78 - 0.4 * off / p->thick);
		}
	}
}

/* One row of the band of a turn, round `mid`; `t` goes from the foot of the band to its top, `lit` is its
 * light, `most` how far to the side it reaches, of 1. */
static void draw_turn_row(const struct rope *p, int y, double mid, double t, double lit, double most,
			  double rows)
{
	double half = p->thick / 2;

	int from = (int)(mid - half), to = (int)(mid + half) + 1;

	for (int x = from > 0 ? from : 0; x < p->w && x <= to; x++) {
		double off = (x + 0.5 - mid) / half;

		if (off * off > most)
			continue;
		if (p->thick >= 4.5 && between_strands(p, rows * t + off * half))
			continue;
		dot(p, x, y, lit - 0.15 * off);
	}
}

/* The band of turn `i`; `open` is how much of it is still there, 0 .. 1. */
static void draw_turn(const struct rope *p, int i, double open)
{
	double side = p->turns > 1 ? 2 * (i + 0.5) / p->turns - 1 : 0; /* where in the knot, -1 .. 1 */
	double radius = p->radius * (0.74 + 0.26 * sqrt(fmax(0, 1 - side * side)));
	double lean = p->lean + (1 - open) * p->pitch, half = p->thick / 2;

	radius = half + (radius - half) * open;
	for (int y = 0; y < p->h; y++) {
		double v = (y + 0.5 - p->base) / radius;

		if (fabs(v) > 1)
			continue;
		double t = acos(v) / pi; /* from the foot of the band to its top */
		double lit = 0.35 + 0.6 * sqrt(1 - v * v) + 0.15 * (t - 0.5);
		double rounded = fmin(1, (1 - fabs(v)) * radius / 1.1); /* off at the corners */

		draw_turn_row(p, y, p->from + (i + 0.5) * p->pitch + lean * (t - 0.5), t, lit, rounded,
			      pi * radius);
	}
}

static void dot_knot(struct canvas *c, struct rect r, const struct knot *k)
{
	struct rope p = {.c = c, .x = r.x * 2, .y = r.y * 4, .w = r.w * 2, .h = r.h * 4};
	double left = knot_left(k) / (double)FULL, most;

	p.base = p.h / 2.;
	p.thick = fmin(6.5, fmax(3, p.h * 0.24));
	p.pitch = p.thick + (p.thick < 4 ? 1.4 : 1.7);
	p.lean = p.pitch * 1.1;
	p.radius = p.h / 2. - 0.2;
	most = floor(0.75 * p.w / p.pitch);
	p.all = fmax(1, fmin(k->turns_all, most));
	p.turns = k->turns_all > most ? left * most / k->turns_all : left;
	p.from = (p.w - p.turns * p.pitch) / 2;
	draw_ends(&p);
	for (int i = 0; i < p.turns; i++)
		draw_turn(&p, i, fmin(1, p.turns - i));
}

void knot_draw(struct canvas *c, struct rect r, const struct knot *k)
{
	if (r.w < 8 || r.h < 1)
		return;
	struct rect old = canvas_clip(c, r);
	int turns = (knot_left(k) + FULL - 1) / FULL;

	if (r.h < 3 || c->tier != TIER_BRAILLE)
		row_knot(c, (struct rect){r.x, r.y + r.h / 2, r.w, 1}, turns < r.w / 2 ? turns : r.w / 2);
	else
		dot_knot(c, r, k);
	c->clip = old;
}
