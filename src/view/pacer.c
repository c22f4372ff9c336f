#include "view/pacer.h"

#include <math.h>

#include "base/text.h"

enum { FULL = 1000, ROUND_ROWS = 4 };

static const double AT_REST = 0.34; /* of the radius of a full breath, which fills the ring */

/* A ball lit from the upper left. */
static int ball_level(double x, double y, double radius, int fullness)
{
	double nx = x / radius, ny = y / radius, nz = sqrt(fmax(0, 1 - nx * nx - ny * ny));
	double lit = fmax(0, -0.42 * nx - 0.48 * ny + 0.77 * nz);

	return (int)(2 + (8 + 5. * fullness / FULL) * lit);
}

struct round {
	double ball, air, ring, inner; /* squares of distances from the middle, in dots */
	double radius;
	int fullness;
};

/* The dots of a cell whose upper left one is at x, y from the middle; of the ring only every second one. */
static void draw_cell(struct canvas *c, int col, int row, int x, int y, const struct round *f)
{
	uint8_t ball = 0, ring = 0;
	double far_x = x + 1 > 0 ? x + 1.5 : x + 0.5, far_y = y + 2 > 0 ? y + 3.5 : y + 0.5;
	bool inside = far_x * far_x + far_y * far_y <= f->ball;

	if (inside)
		ball = 0xff;
	for (int j = y; !inside && j < y + 4; j++) {
		for (int i = x; i < x + 2; i++) {
			double d = (i + 0.5) * (i + 0.5) + (j + 0.5) * (j + 0.5);

			if (d <= f->ball)
				ball |= canvas_dot_bit(i - x, j - y);
			else if (d > f->air && d <= f->ring && d > f->inner && (i + j) % 2 == 0)
				ring |= canvas_dot_bit(i - x, j - y);
		}
	}
	if (ring)
		canvas_dots(c, col, row, ring, STYLE_TRACK, 0);
	if (ball)
		canvas_dots(c, col, row, ball, STYLE_BREATH,
			    ball_level(x + 1, y + 2, f->radius, f->fullness));
}

/* The ball of `radius` dots and the ring that a full breath fills, round the middle of `r`. */
static void draw_ball(struct canvas *c, struct rect r, double radius, double ring, int fullness)
{
	struct round f = {.ball = radius * radius,
			  .air = (radius + 2) * (radius + 2),
			  .ring = ring * ring,
			  .inner = (ring - 1) * (ring - 1),
			  .radius = radius,
			  .fullness = fullness};

	for (int row = r.y; row < r.y + r.h; row++) {
		int y = (row - r.y) * 4 - r.h * 2, near_y = y >= 0 ? y : y + 4 <= 0 ? -y - 4 : 0;
		int reach = (int)(sqrt(fmax(0, f.ring - near_y * near_y)) / 2) + 1; /* in columns */

		for (int col = r.x + r.w / 2 - reach; col <= r.x + r.w / 2 + reach; col++)
			draw_cell(c, col, row, (col - r.x) * 2 - r.w, y, &f);
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

static bool is_round(struct rect r)
{
	return r.h >= ROUND_ROWS && r.w >= 8;
}

/* Radius of the ring, in dots. */
static double ring_of(struct rect r)
{
	return fmin(r.w, (r.h - 1) * 2.) - 0.5;
}

/* An eighth of a dot is finer than an eye sees. */
static int steps_of(struct rect r)
{
	return is_round(r) ? (int)(ring_of(r) * (1 - AT_REST) * 8) + 1 : FULL;
}

int pacer_step(struct rect r, int fullness)
{
	return fullness * steps_of(r) / FULL;
}

void pacer_draw(struct canvas *c, struct rect r, int fullness, const char *word, const char *left)
{
	if (r.h < 1 || r.w < 1)
		return;
	struct rect old = canvas_clip(c, r);

	fullness = pacer_step(r, fullness) * FULL / steps_of(r);
	if (!is_round(r)) {
		draw_bar(c, r, fullness, word, left);
	} else {
		struct rect form = {r.x, r.y, r.w, r.h - 1};
		double ring = ring_of(r);

		draw_ball(c, form, ring * (AT_REST + (1 - AT_REST) * fullness / FULL), ring, fullness);
		draw_word(c, (struct rect){r.x, r.y + r.h - 1, r.w, 1}, word, left);
	}
	c->clip = old;
}
