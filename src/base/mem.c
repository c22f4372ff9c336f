#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *mem_checked(void *p, size_t n, size_t size)
{
	if (!p && n && size) {
		fputs("unknot: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *mem_calloc(size_t n, size_t size)
{
	return mem_checked(calloc(n ? n : 1, size ? size : 1), n, size);
}

void *mem_realloc(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return mem_checked(NULL, n, size);
	return mem_checked(realloc(p, n && size ? n * size : 1), 1, 1);
}

char *mem_strndup(const char *s, size_t n)
{
	char *copy = mem_calloc(n + 1, 1);

	if (n)
		memcpy(copy, s, n);
	return copy;
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

void mem_grow(void **items, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return;
	*cap = *cap ? *cap * 2 : 8;
	*items = mem_realloc(*items, *cap, size);
}
