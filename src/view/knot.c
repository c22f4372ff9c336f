/* The rope is one curve: a line with a chain of loops where the knot is. Each turn undone takes a
 * loop away. Where the rope passes under itself a gap is left. */
#include "view/knot.h"

#include <math.h>

enum { LOOPS_MOST = 7 };

static const double pi = 3.14159265358979323846;

/* Loops left: all of them at the start, none at the end, however many turns there are. */
static int loops_left(int turns, int turns_all, bool released, int all)
{
	if (released || turns_all <= 0 || turns >= turns_all)
		return 0;
	if (turns < 0)
		turns = 0;
	return (int)ceil((double)(turns_all - turns) * all / turns_all);
}

static void row_knot(struct canvas *c, struct rect r, int loops)
{
	int from = r.x + (r.w - loops) / 2;

	for (int x = r.x; x < r.x + r.w; x++) {
		bool loop = x >= from && x < from + loops;

		canvas_glyph(c, x, r.y, loop ? GLYPH_LOOP : GLYPH_ROPE, STYLE_ROPE);
	}
}

/* The rope as a pen in a box of dots. */
struct rope {
	struct canvas *c;
	int x, y, w, h; /* in dots */
	double thick;
};

static void stamp(const struct rope *p, double x, double y)
{
	double r = p->thick / 2;

	for (int dy = (int)floor(y - r); dy <= (int)ceil(y + r); dy++) {
		for (int dx = (int)floor(x - r); dx <= (int)ceil(x + r); dx++) {
			double ax = dx + 0.5 - x, ay = dy + 0.5 - y;

			if (ax * ax + ay * ay <= r * r && dx >= 0 && dx < p->w && dy >= 0 && dy < p->h)
				canvas_dot(p->c, p->x + dx, p->y + dy, STYLE_ROPE, 15);
		}
	}
}

static void straight(const struct rope *p, double from, double to, double y)
{
	for (int i = 0; from + i <= to; i++)
		stamp(p, from + i, y);
}

/* One loop that leaves the line at x and is back on it `step` further on. Near the crossing the
 * strand that comes back is left out: there it passes under the other. */
static void loop(const struct rope *p, double x, double base, double radius, double step)
{
	int points = (int)(radius * 7) + 8; /* a step of about a dot */
	double swing = radius * 1.15;       /* over step / 2 pi, so that it leans over its own start */

	for (int i = 0; i <= points; i++) {
		double t = (double)i / points, a = 2 * pi * t;
		double px = x + step * t + swing * sin(a), py = base - radius * (1 - cos(a));
		bool under = t > 0.79 && t < 0.89;

		if (!under)
			stamp(p, px, py);
	}
}

/* `all` loops would just fit; so the rope keeps its size while they go. */
static void dot_knot(struct canvas *c, struct rect r, int loops, int all)
{
	double height = r.h * 4., radius = fmin((height - 3) / 2, r.w * 2 / (2.5 * all + 2)),
	       step = radius * 2.5;
	struct rope p = {c, r.x * 2, r.y * 4, r.w * 2, r.h * 4, fmax(2, radius * 0.42)};
	double base = p.h / 2. + radius;
	double x = (p.w - loops * step) / 2;

	straight(&p, 0, x, base);
	for (int i = 0; i < loops; i++, x += step)
		loop(&p, x, base, radius, step);
	straight(&p, x, p.w, base);
}

void knot_draw(struct canvas *c, struct rect r, int turns, int turns_all, bool released)
{
	if (r.w < 8 || r.h < 1)
		return;
	struct rect old = canvas_clip(c, r);
	int all = turns_all < LOOPS_MOST ? turns_all : LOOPS_MOST;
	int loops = loops_left(turns, turns_all, released, all);

	if (r.h < 3 || c->tier != TIER_BRAILLE)
		row_knot(c, (struct rect){r.x, r.y + r.h / 2, r.w, 1}, loops);
	else
		dot_knot(c, r, loops, all > 0 ? all : 1);
	c->clip = old;
}
