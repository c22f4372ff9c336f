#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ARENA_BLOCK = 16 * 1024 };

struct block {
	struct block *next;
	size_t used, cap;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *first;
	size_t size;
};

struct arena *arena_new(void)
{
	return mem_calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	for (struct block *b = a->first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

/* A large item gets a block of its own behind the first, so that the room left in the first is
 * still used. */
static struct block *arena_room(struct arena *a, size_t size)
{
	size_t cap = size > ARENA_BLOCK / 4 ? size : ARENA_BLOCK;
	struct block *b = a->first;

	if (b && b->cap - b->used >= size)
		return b;
	b = mem_realloc(NULL, 1, sizeof *b + cap);
	b->used = 0;
	b->cap = cap;
	a->size += sizeof *b + cap;
	if (a->first && cap == size) {
		b->next = a->first->next;
		a->first->next = b;
	} else {
		b->next = a->first;
		a->first = b;
	}
	return b;
}

/* Not yet zeroed. */
static void *arena_take(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	size_t need = (size + align - 1) / align * align;
	struct block *b = arena_room(a, need);
	void *p = b->bytes + b->used;

	b->used += need;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_take(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size)
		abort();
	return arena_alloc(a, n * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_take(a, n + 1);

	if (n)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_replace(struct arena *a, const char *s, const char *from, const char *to)
{
	size_t nfrom = strlen(from), nto = strlen(to), n = strlen(s);
	const char *hit;
	char *copy, *out;

	for (hit = strstr(s, from); hit; hit = strstr(hit + nfrom, from))
		n = n - nfrom + nto;
	copy = out = arena_alloc(a, n + 1);
	while (*s) {
		if (strncmp(s, from, nfrom)) {
			*out++ = *s++;
			continue;
		}
		for (const char *p = to; *p;)
			*out++ = *p++;
		s += nfrom;
	}
	return copy;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *s;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	s = arena_alloc(a, (size_t)(n > 0 ? n : 0) + 1);
	vsnprintf(s, (size_t)(n > 0 ? n : 0) + 1, fmt, ap);
	return s;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

size_t arena_size(const struct arena *a)
{
	return a->size;
}
