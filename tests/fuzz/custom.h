/* How libFuzzer calls what changes a text by its form: half of the changes are its own, of bytes. Who includes this
 * defines custom_change() and custom_cross(). For a file that holds one fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_CUSTOM_H
#define UNKNOT_TESTS_FUZZ_CUSTOM_H

#include "mutate.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t na, const uint8_t *b, size_t nb, uint8_t *out,
				 size_t most, unsigned int seed);

/* A piece of a text, in bytes. */
struct piece {
	size_t at, n;
};

/* One change. */
static inline void custom_change(struct buf *b, uint64_t *state);

/* A piece of `from` goes into the other. */
static inline void custom_cross(struct buf *into, const struct buf *from, uint64_t *state);

static inline uint64_t custom_state(unsigned int seed)
{
	return (seed + UINT64_C(1)) * UINT64_C(0x9e3779b97f4a7c15);
}

/* What was changed, as far as it has room, where libFuzzer wants it; the text is freed. */
static inline size_t custom_out(struct buf *b, uint8_t *bytes, size_t most)
{
	size_t n = b->n < most ? b->n : most;

	if (n)
		memcpy(bytes, buf_str(b), n);
	buf_free(b);
	return n;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned int seed)
{
	uint64_t state = custom_state(seed);
	struct buf b = {0};

	if (mutate_below(&state, 2))
		return LLVMFuzzerMutate(bytes, n, most);
	buf_add(&b, (const char *)bytes, n);
	for (size_t i = mutate_below(&state, 3) + 1; i--;)
		custom_change(&b, &state);
	return custom_out(&b, bytes, most);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t na, const uint8_t *b, size_t nb, uint8_t *out, size_t most,
				 unsigned int seed)
{
	uint64_t state = custom_state(seed);
	struct buf into = {0}, from = {0};

	buf_add(&into, (const char *)a, na);
	buf_add(&from, (const char *)b, nb);
	custom_cross(&into, &from, &state);
	buf_free(&from);
	return custom_out(&into, out, most);
}

#endif
