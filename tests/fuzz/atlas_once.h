/* One atlas of anybody's read, and what must hold after it whatever the bytes were. Shared by the bounded run
 * of `make check` and by the fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_ATLAS_ONCE_H
#define UNKNOT_TESTS_FUZZ_ATLAS_ONCE_H

#include "load/atlas_load.h"
#include "must.h"

/* Each place has its words, lies in the stretch where it is searched for, and in no zone. */
static inline void must_be_places(const struct atlas *a)
{
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &a->site[i];

		must(s->index == i && s->id && s->code && s->name && s->muscle && s->reach && s->spreads_to);
		must(s->along >= s->along_lo && s->along <= s->along_hi);
		must(s->press_max_ms > 0 && s->across >= -1 && s->across <= 1);
		must(!atlas_zone_at(a, s->part, s->along, s->across));
		for (int k = 0; k < i; k++)
			must(!text_same(s->code, a->site[k].code) && strcmp(s->id, a->site[k].id) != 0);
	}
}

static inline void must_be_zones(const struct atlas *a)
{
	must(a->nzones >= 1 && a->nzones <= ZONE_MOST);
	for (int i = 0; i < a->nzones; i++) {
		must(a->zone[i].id && a->zone[i].name && a->zone[i].why);
		must(a->zone[i].nboxes >= 0 && a->zone[i].nboxes <= ZONE_PARTS);
	}
}

static inline void must_be_limits(const struct limits *l)
{
	must(l->press_min > 0 && l->press_min <= l->press_max);
	must(l->presses_most > 0 && l->place_ms > 0 && l->tool_stretch > 0 && l->segments > 0);
	must(l->pressure_lo >= 0 && l->pressure_lo <= l->pressure_hi && l->pressure_hi <= 10);
}

/* There is an atlas, whole and right, or an error. */
static inline void atlas_once(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	const struct atlas *atlas = atlas_load(a, d, "atlas.yaml", bytes, n);

	must(!atlas == (diag_count(d, DIAG_ERROR) > 0));
	if (atlas) {
		must_be_places(atlas);
		must_be_zones(atlas);
		must_be_limits(&atlas->limits);
	}
	must_be_sound(d, IN_ATLAS, 0);
	diag_free(d);
	arena_free(a);
}

#endif
