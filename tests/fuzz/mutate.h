/* Deterministic mutations of a text, for runs that are the same everywhere. */
#ifndef UNKNOT_TESTS_FUZZ_MUTATE_H
#define UNKNOT_TESTS_FUZZ_MUTATE_H

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* xorshift64*; the state must not be 0. */
static inline uint64_t mutate_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static inline size_t mutate_below(uint64_t *state, size_t n)
{
	return n ? (size_t)(mutate_random(state) % n) : 0;
}

/* Puts `with` in place of `cut` bytes at `at`. */
static inline void mutate_splice(struct buf *b, size_t at, size_t cut, const char *with, size_t n)
{
	struct buf out = {0};

	if (at > b->n)
		at = b->n;
	if (cut > b->n - at)
		cut = b->n - at;
	buf_add(&out, buf_str(b), at);
	buf_add(&out, with, n);
	buf_add(&out, buf_str(b) + at + cut, b->n - at - cut);
	buf_free(b);
	*b = out;
}

/* One change: a byte, a piece taken out, doubled or moved, or one of `words` put in. */
static inline void mutate(struct buf *b, uint64_t *state, const char *const *words, size_t nwords)
{
	size_t at = mutate_below(state, b->n + 1), len = mutate_below(state, 24);
	char byte = (char)mutate_random(state);
	const char *word = words[mutate_below(state, nwords)];

	switch (mutate_below(state, 6)) {
	case 0:
		mutate_splice(b, at, 1, &byte, 1);
		break;
	case 1:
		mutate_splice(b, at, len, "", 0);
		break;
	case 2:
		if (at + len <= b->n) {
			struct buf piece = {0};

			buf_add(&piece, buf_str(b) + at, len);
			mutate_splice(b, mutate_below(state, b->n + 1), 0, buf_str(&piece), len);
			buf_free(&piece);
		}
		break;
	case 3:
		mutate_splice(b, at, 0, word, strlen(word));
		break;
	case 4:
		mutate_splice(b, at, len, word, strlen(word));
		break;
	default:
		mutate_splice(b, at, 0, "\n", 1);
		break;
	}
}

#endif
