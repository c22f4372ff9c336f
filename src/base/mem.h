/* Memory that cannot fail: out of memory ends the program with a message, because a guided
 * session has nothing useful to do without it. Everything returned is owned by the caller and
 * freed with free(3). Any thread. */
#ifndef UNKNOT_BASE_MEM_H
#define UNKNOT_BASE_MEM_H

#include <stddef.h>

/* `n` items of `size` bytes, zeroed. Never NULL. */
void *mem_calloc(size_t n, size_t size);

/* Grows or shrinks `p` (NULL allowed) to `n` items of `size` bytes; new bytes are not zeroed. */
void *mem_realloc(void *p, size_t n, size_t size);

/* A copy of the first `n` bytes of `s`, NUL-terminated. */
char *mem_strndup(const char *s, size_t n);

/* A copy of `s`. */
char *mem_strdup(const char *s);

/* Makes room for one more item in the array `*items` of `n` items with room for `*cap`;
 * `*items` may move. Growth is by doubling, so that adding n items costs O(n). */
void mem_grow(void **items, size_t n, size_t *cap, size_t size);

#endif
