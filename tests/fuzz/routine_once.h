/* One run of the whole way from bytes to a plan, and what must hold after it whatever the bytes were.
 * Shared by the bounded run of `make check` and by the fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_ROUTINE_ONCE_H
#define UNKNOT_TESTS_FUZZ_ROUTINE_ONCE_H

#include "core/plan.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "must.h"

static inline void must_compile(const struct routine *r, const struct atlas *atlas, struct diag *d)
{
	struct person who = plan_person_neutral();
	struct plan *p = plan_compile(r, atlas, &who, d);

	must(p->nsegments <= (size_t)atlas->limits.segments);
	must(p->shortest_ms <= p->planned_ms && p->planned_ms <= p->longest_ms);
	plan_free(p);
}

static inline void routine_once(const struct atlas *atlas, const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct routine_load *l = routine_load_begin(a, atlas, d, "fuzz.yaml", bytes, n);
	const char *from, *use;
	struct routine *r;

	for (int i = 0; routine_load_wants(l, &from, &use); i++)
		if (i % 2 && i < 8)
			routine_load_give(l, "fuzz.yaml", bytes, n);
		else if (i < 8)
			routine_load_give(l, "other.yaml", bytes, n);
		else
			routine_load_missing(l, "no more");
	r = routine_load_finish(l);
	must(r || diag_count(d, DIAG_ERROR));
	if (r && !diag_count(d, DIAG_ERROR))
		must_compile(r, atlas, d);
	must_be_sound(d, IN_ROUTINE, IN_USED);
	diag_free(d);
	arena_free(a);
}

#endif
