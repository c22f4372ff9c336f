#include "view/pacer.h"

#include <math.h>

#include "base/text.h"

enum { FULL = 1000, ROUND_ROWS = 4 };

/* A ball lit from the upper left. */
static int ball_level(double x, double y, double radius, int fullness)
{
	double nx = x / radius, ny = y / radius, nz = sqrt(fmax(0, 1 - nx * nx - ny * ny));
	double lit = fmax(0, -0.42 * nx - 0.48 * ny + 0.77 * nz);

	return (int)(2 + (8 + 5. * fullness / FULL) * lit);
}

/* The ball of `radius` dots and the ring that a full breath fills, round the middle of `r`. */
static void draw_ball(struct canvas *c, struct rect r, double radius, double ring, int fullness)
{
	double ball = radius * radius, air = (radius + 2) * (radius + 2);
	int reach = (int)ring + 1;

	for (int j = r.h * 2 - reach; j < r.h * 2 + reach; j++) {
		for (int i = r.w - reach; i < r.w + reach; i++) {
			double x = i + 0.5 - r.w, y = j + 0.5 - r.h * 2, d = x * x + y * y;

			if (d <= ball)
				canvas_dot(c, r.x * 2 + i, r.y * 4 + j, STYLE_BREATH,
					   ball_level(x, y, radius, fullness));
			else if (d > air && d <= ring * ring && d > (ring - 1) * (ring - 1) &&
				 (i + j) % 2 == 0)
				canvas_dot(c, r.x * 2 + i, r.y * 4 + j, STYLE_TRACK, 0);
		}
	}
}

/* "breathe out 4" */
static void draw_word(struct canvas *c, struct rect r, const char *word, const char *left)
{
	int w = text_width(word) + (left[0] ? 1 + text_width(left) : 0);
	int x = r.x + (r.w > w ? (r.w - w) / 2 : 0);

	if (r.h < 1)
		return;
	int took = canvas_text_in(c, x, r.y, r.w, STYLE_STRONG, word);

	if (left[0] && took + 1 + text_width(left) <= r.w)
		canvas_text(c, x + took + 1, r.y, STYLE_DIM, left);
}

static void draw_bar(struct canvas *c, struct rect r, int fullness, const char *word, const char *left)
{
	int w = text_width(word) + (left[0] ? 1 + text_width(left) : 0);
	int bar = r.w - w - 2;

	draw_word(c, (struct rect){r.x, r.y, bar >= 4 ? w : r.w, r.h}, word, left);
	if (bar >= 4)
		canvas_bar(c, r.x + w + 2, r.y, bar, fullness, FULL, STYLE_BREATH);
}

void pacer_draw(struct canvas *c, struct rect r, int fullness, const char *word, const char *left)
{
	if (r.h < 1 || r.w < 1)
		return;
	struct rect old = canvas_clip(c, r);

	if (r.h < ROUND_ROWS || r.w < 8) {
		draw_bar(c, r, fullness, word, left);
	} else {
		struct rect form = {r.x, r.y, r.w, r.h - 1};
		double ring = fmin(form.w, form.h * 2.) - 0.5;

		/* at rest a third, full to the ring */
		draw_ball(c, form, ring * (0.34 + 0.66 * fullness / FULL), ring, fullness);
		draw_word(c, (struct rect){r.x, r.y + r.h - 1, r.w, 1}, word, left);
	}
	c->clip = old;
}
