/* The rope is one curve: a line along the middle, with a chain of loops where the knot is, turned
 * up and down in turn so that they interlock to the eye. Each turn undone takes a loop away. The
 * curve is drawn with its twist as shade; where it passes under itself a gap is left. */
#include "view/knot.h"

#include <math.h>

enum { LOOPS_MOST = 7, ROPE_STEP = 40 /* points a loop is drawn with */ };

static const double pi = 3.14159265358979323846;

/* Loops left: all of them at the start, none at the end, however many turns there are. */
static int loops_left(int turns, int turns_all, bool released, int most)
{
	if (released || turns_all <= 0 || turns >= turns_all)
		return 0;
	if (turns < 0)
		turns = 0;
	int all = turns_all < most ? turns_all : most;

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

/* A rope in dots: its box, how thick it is, how far along it the pen is (for the twist). */
struct rope {
	struct canvas *c;
	int x, y, w, h; /* in dots */
	double thick, along;
};

static void stamp(struct rope *p, double x, double y, bool gap)
{
	double r = p->thick / 2;
	int level = fmod(p->along, 5) < 2.5 ? 15 : 7;

	(void)gap;
	for (int dy = (int)floor(y - r); dy <= (int)ceil(y + r); dy++) {
		for (int dx = (int)floor(x - r); dx <= (int)ceil(x + r); dx++) {
			double d = hypot(dx + 0.5 - x, dy + 0.5 - y);

			if (d <= r && dx >= 0 && dx < p->w && dy >= 0 && dy < p->h)
				canvas_dot(p->c, p->x + dx, p->y + dy, STYLE_ROPE, level);
		}
	}
}

static void straight(struct rope *p, double from, double to, double y)
{
	for (double x = from; x < to; x += 0.5) {
		p->along += 0.5;
		stamp(p, x, y, false);
	}
}

/* One loop, leaving the line at x and coming back to it `step` further on. */
static void loop(struct rope *p, double x, double y, double radius, double step, int up)
{
	for (int i = 0; i < ROPE_STEP; i++) {
		double a = 2 * pi * i / ROPE_STEP;
		double px = x + step * i / ROPE_STEP + radius * 1.25 * sin(a);
		double py = y - up * radius * (1 - cos(a));

		/* the strand that comes back down goes under the one that went up */
		bool under = a > pi * 1.55 && a < pi * 1.85;

		p->along += 2 * pi * radius / ROPE_STEP;
		if (!under)
			stamp(p, px, py, false);
	}
}

static void dot_knot(struct canvas *c, struct rect r, int loops)
{
	struct rope p = {c, r.x * 2, r.y * 4, r.w * 2, r.h * 4, r.h >= 5 ? 3.2 : 2.2, 0};
	double radius = (p.h - p.thick - 1) / 4, step = radius * 1.9, middle = p.h / 2.;
	double x = (p.w - loops * step) / 2;

	straight(&p, 0, x, middle);
	for (int i = 0; i < loops; i++) {
		loop(&p, x, middle, radius, step, i % 2 ? -1 : 1);
		x += step;
	}
	straight(&p, x, p.w, middle);
}

void knot_draw(struct canvas *c, struct rect r, int turns, int turns_all, bool released)
{
	if (r.w < 8 || r.h < 1)
		return;
	struct rect old = canvas_clip(c, r);

	if (r.h < 3)
		row_knot(c, (struct rect){r.x, r.y + r.h / 2, r.w, 1},
			 loops_left(turns, turns_all, released, r.w / 2));
	else
		dot_knot(c, r, loops_left(turns, turns_all, released, LOOPS_MOST));
	c->clip = old;
}
