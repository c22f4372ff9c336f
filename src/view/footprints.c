#include "view/footprints.h"

/* Round 0, 0. */
static bool in_ellipse(double x, double y, double wide, double tall)
{
	return x * x * tall * tall + y * y * wide * wide <= wide * wide * tall * tall;
}

/* Of a print, in dots at size 1: a sole, wider at the ball of the foot, and a heel. */
static bool in_print(double x, double y, double size, bool left)
{
	double side = (left ? 0.2 : -0.2) * size;

	return in_ellipse(x - 1.3 * size, y + side, 2.4 * size, 1.6 * size) ||
	       in_ellipse(x + 2.6 * size, y, 1.2 * size, 1.1 * size);
}

static void draw_print(struct canvas *c, int x, int y, double size, bool left, enum style s)
{
	int reach = (int)(4 * size) + 1;

	for (int j = -reach; j <= reach; j++)
		for (int i = -reach; i <= reach; i++)
			if (in_print(i + 0.5, j + 0.5, size, left))
				canvas_dot(c, x + i, y + j, s, 15);
}

void footprints_draw(struct canvas *c, struct rect r, int64_t part, int64_t whole)
{
	double size = r.h >= 7 ? 1.7 : 1;
	int stride = (int)(7.5 * size), apart = (int)(3.2 * size), first = (int)(4 * size);
	int n = (r.w * 2 - 2 * first) / stride + 1, y = r.y * 4 + r.h * 2;
	int done = whole > 0 ? (int)(n * part / whole) : 0;
	struct rect old = canvas_clip(c, r);

	for (int i = 0; i < n && r.w >= 12 && r.h >= 3; i++)
		draw_print(c, r.x * 2 + first + i * stride, y + (i % 2 ? apart : -apart), size, i % 2 == 0,
			   i < done    ? STYLE_BAR
			   : i == done ? STYLE_NOW
				       : STYLE_TRACK);
	c->clip = old;
}
