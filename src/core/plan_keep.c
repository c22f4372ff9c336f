#include "core/plan_keep.h"

#include <string.h>

static bool same_row(const struct segment *a, const struct segment *b)
{
	return a->step == b->step && a->step_n == b->step_n && a->press == b->press && a->leg == b->leg;
}

size_t plan_row_start(const struct plan *p, size_t n)
{
	while (n > 0 && n < p->nsegments && same_row(&p->segments[n - 1], &p->segments[n]))
		n--;
	return n;
}

size_t plan_row_next(const struct plan *p, size_t n)
{
	size_t i = n + 1;

	while (i < p->nsegments && same_row(&p->segments[i - 1], &p->segments[i]))
		i++;
	return i < p->nsegments ? i : p->nsegments;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool same_id(const struct segment *a, const struct segment *b)
{
	return a->id && same_text(a->id, b->id) && a->leg == b->leg;
}

/* What the author wrote of it. What a step says by itself tells how long it is: that may change. */
static bool same_words(const struct step *a, const struct step *b)
{
	return same_text(a->say, b->say) && same_text(a->text, b->text) && a->measure == b->measure;
}

static bool same_content(const struct segment *a, const struct segment *b)
{
	const char *a_site = a->site ? a->site->id : NULL, *b_site = b->site ? b->site->id : NULL;

	return a->step->kind == b->step->kind && a->leg == b->leg && same_text(a_site, b_site) &&
	       same_words(a->step, b->step);
}

/* A place whose words have changed is still the place. */
static bool same_place(const struct segment *a, const struct segment *b)
{
	return a->site && b->site && a->leg == b->leg && !strcmp(a->site->id, b->site->id);
}

/* One of the places of a step that has several. */
static bool same_id_and_place(const struct segment *a, const struct segment *b)
{
	return same_id(a, b) && same_place(a, b);
}

/* One that is said otherwise, a walk for instance, which has no words but these. */
static bool same_deed(const struct segment *a, const struct segment *b)
{
	return !a->site && !b->site && a->step->kind == b->step->kind && a->leg == b->leg &&
	       same_text(a->step->text, b->step->text) && a->step->measure == b->step->measure;
}

typedef bool alike(const struct segment *, const struct segment *);

/* How many rows of `p` that begin before `end` are like `s`, at most `most` looked for; the first segment of the
 * last of them in `*last`. */
static int count_alike(const struct plan *p, size_t end, const struct segment *s, alike *is, int most,
		       int *last)
{
	int n = 0;

	for (size_t i = 0; i < end && n < most; i = plan_row_next(p, i)) {
		if (is(s, &p->segments[i])) {
			*last = (int)i;
			n++;
		}
	}
	return n;
}

/* As many as there were: none was put in or taken out, so that the order tells which is which. */
static bool as_many(const struct plan *old, const struct segment *s, const struct plan *now, alike *is)
{
	int last;

	return count_alike(old, old->nsegments, s, is, INT32_MAX, &last) ==
	       count_alike(now, now->nsegments, s, is, INT32_MAX, &last);
}

int plan_keep(const struct plan *old, size_t n, const struct plan *now)
{
	static alike *const ways[] = {same_id_and_place, same_id, same_content, same_place, same_deed};
	size_t at = plan_row_start(old, n);
	int found = -1, before = 0;

	for (size_t i = 0; at < old->nsegments && found < 0 && i < sizeof ways / sizeof *ways; i++) {
		if (ways[i] == same_deed && !as_many(old, &old->segments[at], now, same_deed))
			break;

		int times = count_alike(old, at, &old->segments[at], ways[i], INT32_MAX, &before);

		count_alike(now, now->nsegments, &old->segments[at], ways[i], times + 1, &found);
	}
	return found;
}

int plan_keep_press(const struct plan *old, size_t n, const struct plan *now)
{
	const struct segment *s = &old->segments[n];

	return s->press >= 0 && as_many(old, s, now, same_place) ? plan_keep(old, n, now) : -1;
}
