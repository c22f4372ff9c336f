/* One sound pack of anybody's read, and what must hold after it whatever the bytes were. Shared by the
 * bounded run of `make check` and by the fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_PACK_ONCE_H
#define UNKNOT_TESTS_FUZZ_PACK_ONCE_H

#include "load/pack_load.h"
#include "must.h"

/* No name that gets through reaches outside the pack's folder. */
static inline void must_stay_inside(const struct pack *p)
{
	for (int s = 0; s < SOUND_COUNT_OF; s++) {
		const char *file = p->sound[s].file;

		must(!file || (*file && *file != '.' && !strchr(file, '/') && strlen(file) <= 100));
	}
}

/* What is right is known for a pack before it is read, too. */
static inline void pack_once(const char *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct pack *p = pack_load(a, d, diag_source(d, "pack.yaml", bytes, n), bytes, n);
	bool is_one = pack_is_one(bytes, n);

	must(p || diag_count(d, DIAG_ERROR));
	must(is_one || diag_count(d, DIAG_ERROR));
	if (p)
		must_stay_inside(p);
	must_be_sound(d, IN_PACK, 0);
	diag_free(d);
	arena_free(a);
}

#endif
