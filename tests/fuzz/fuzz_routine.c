/* libFuzzer's way in: clang -fsanitize=fuzzer,address,undefined with the libraries of load and core. */
#include <stdint.h>

#include "lines.h"
#include "routine_once.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct arena *arena;
	static const struct atlas *atlas;

	if (!atlas) {
		arena = arena_new();
		atlas = atlas_built_in(arena);
	}
	routine_once(atlas, (const char *)bytes, n);
	return 0;
}
