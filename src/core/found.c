#include "core/found.h"

#include <stdlib.h>

#include "core/record.h"

bool scale_differs(int a, int b, int error)
{
	return abs(a - b) >= error;
}

static int middle_of_three(const int *v)
{
	int lo = v[0] < v[1] ? v[0] : v[1], hi = v[0] < v[1] ? v[1] : v[0];

	return v[2] < lo ? lo : v[2] > hi ? hi : v[2];
}

struct found found_of(const int *first, const int *last, int days)
{
	struct found f = {days, RATING_UNKNOWN, RATING_UNKNOWN};

	if (days > FOUND_ENDS) {
		f.start = middle_of_three(first);
		f.now = middle_of_three(last);
	} else if (days > 0) {
		f.now = last[days - 1];
	}
	return f;
}

int found_fall(const struct found *f)
{
	if (f->start == RATING_UNKNOWN || !scale_differs(f->start, f->now, SCALE_ERROR))
		return 0;
	return f->start - f->now;
}
