/* The whole of the layout rules:
 * 1. While the least sizes of the bands together do not fit, the band of the highest rank goes.
 * 2. What is left over is given to the bands by rank, lowest first, each up to its most.
 * 3. Bands touch; what no band wants stays after the last. */
#include "view/layout.h"

static int least_sum(const struct band *b, const int *size, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += size[i] > 0 ? b[i].least : 0;
	return sum;
}

/* The band still in with the highest rank (of equals the last), or n. */
static size_t dispensable(const struct band *b, const int *size, size_t n)
{
	size_t found = n;

	for (size_t i = 0; i < n; i++) {
		if (size[i] > 0 && (found == n || b[i].rank >= b[found].rank))
			found = i;
	}
	return found;
}

static void drop(const struct band *b, int *size, size_t n, int room)
{
	while (least_sum(b, size, n) > room) {
		size_t i = dispensable(b, size, n);

		if (i == n)
			return;
		size[i] = 0;
	}
}

static void grow(const struct band *b, int *size, size_t n, int room)
{
	int left = room - least_sum(b, size, n);

	for (int rank = 0; rank <= 99 && left > 0; rank++) {
		for (size_t i = 0; i < n; i++) {
			int more = b[i].most - b[i].least;

			if (size[i] == 0 || b[i].rank != rank || more <= 0)
				continue;
			more = more < left ? more : left;
			size[i] += more;
			left -= more;
		}
	}
}

enum { BANDS_MOST = 24 };

static void share(const struct band *b, int *size, size_t n, int room)
{
	for (size_t i = 0; i < n; i++)
		size[i] = b[i].least > 0 ? b[i].least : 0;
	drop(b, size, n, room);
	grow(b, size, n, room);
}

void layout_rows(struct rect r, struct band *b, size_t n)
{
	int size[BANDS_MOST], y = r.y;

	n = n < BANDS_MOST ? n : BANDS_MOST;
	share(b, size, n, r.h);
	for (size_t i = 0; i < n; i++) {
		b[i].r = (struct rect){r.x, y, r.w, size[i]};
		y += size[i];
	}
}

void layout_cols(struct rect r, struct band *b, size_t n)
{
	int size[BANDS_MOST], x = r.x;

	n = n < BANDS_MOST ? n : BANDS_MOST;
	share(b, size, n, r.w);
	for (size_t i = 0; i < n; i++) {
		b[i].r = (struct rect){x, r.y, size[i], r.h};
		x += size[i];
	}
}

static int at_least_0(int v)
{
	return v > 0 ? v : 0;
}

struct rect layout_inset(struct rect r, int dx, int dy)
{
	return (struct rect){r.x + dx, r.y + dy, at_least_0(r.w - 2 * dx), at_least_0(r.h - 2 * dy)};
}

struct rect layout_middle(struct rect r, int w, int h)
{
	w = w < r.w ? w : r.w;
	h = h < r.h ? h : r.h;
	return (struct rect){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, at_least_0(w), at_least_0(h)};
}
