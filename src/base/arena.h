/* A bump allocator with one owner and one free: everything allocated from an arena lives exactly
 * as long as the arena. Out of memory ends the program (base/mem.h). One thread at a time. */
#ifndef UNKNOT_BASE_ARENA_H
#define UNKNOT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* An empty arena, owned by the caller. */
struct arena *arena_new(void);

/* Frees the arena and everything in it; NULL does nothing. */
void arena_free(struct arena *a);

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* `n` items of `size` bytes, zeroed. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* A copy of the first `n` bytes of `s`, NUL-terminated. */
char *arena_strndup(struct arena *a, const char *s, size_t n);

/* A copy of `s`; NULL gives NULL. */
char *arena_strdup(struct arena *a, const char *s);

/* A copy of `s` with each `from` (not empty) in it made `to`. */
char *arena_replace(struct arena *a, const char *s, const char *from, const char *to);

/* A formatted string. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Bytes taken from the system so far: what a test holds against a limit. */
size_t arena_size(const struct arena *a);

#endif
