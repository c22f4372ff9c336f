/* Text: a growing builder, UTF-8, widths in terminal cells, wrapping, likeness of words.
 * All strings are NUL-terminated UTF-8 unless a length is passed. No locale is read but
 * LC_CTYPE (through wcwidth). Any thread. */
#ifndef UNKNOT_BASE_TEXT_H
#define UNKNOT_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing string. All zero is an empty one; `p` is NULL or NUL-terminated. Owned by whoever
 * declared it, released with buf_free(). */
struct buf {
	char *p;
	size_t n, cap;
};

void buf_add(struct buf *b, const char *s, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
void buf_list(struct buf *b, const char *const *words, size_t n); /* the words with commas between them */
void buf_markdown(struct buf *b, const char *s); /* a text on a line of Markdown, its own signs escaped; NULL is "" */
void buf_clear(struct buf *b); /* empties it, keeps the room */
void buf_free(struct buf *b);  /* back to all zero */
const char *buf_str(const struct buf *b); /* never NULL */

/* Takes one code point from `*s` (before `end`) and moves `*s` past it. False at the end or on
 * a byte that begins no valid sequence; then `*s` has not moved. Overlong forms, surrogates and
 * values over U+10FFFF are invalid. */
bool utf8_next(const char **s, const char *end, uint32_t *cp);

/* Bytes of `cp` in UTF-8 into `out` (NUL-terminated); their count, 0 for an invalid `cp`. */
int utf8_encode(char out[5], uint32_t cp);

/* Whether all `n` bytes are valid UTF-8; if not, `*bad` (may be NULL) is the first bad byte. */
bool utf8_valid(const char *s, size_t n, size_t *bad);

/* Cells that `cp` takes on a terminal: 0 (combining), 1 or 2; control characters 0. */
int text_cp_width(uint32_t cp);

/* Cells of `s`; invalid bytes count as one. */
int text_width(const char *s);

/* Bytes of the longest start of `s` that fits `cells` without splitting a character. */
size_t text_fit(const char *s, int cells);

/* A line of wrapped text: `n` bytes at `p`, `width` cells. Points into the wrapped string. */
struct text_line {
	const char *p;
	size_t n;
	int width;
};

/* Breaks `s` at blanks into lines of at most `cells` cells; a word wider than a line is split.
 * A newline ends a line. Fills up to `max` lines and returns how many the whole text takes. */
size_t text_wrap(const char *s, int cells, struct text_line *lines, size_t max);

/* Edits (insert, delete, replace, swap neighbours) from `a` to `b`, letters compared without
 * case; at most 64 bytes of each are looked at. */
int text_distance(const char *a, const char *b);

/* What a word means by a table of words and meanings, whatever its case (text_same()); NULL if it is not in it. */
const char *text_meaning(const char *const table[][2], size_t n, const char *word);

/* The entry of `words` most like `word`, or NULL if none is near enough to be a likely slip
 * (at most a third of its length away, at least one edit allowed). */
const char *text_nearest(const char *word, const char *const *words, size_t n);

static inline bool text_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The name of the file that a path leads to: what is behind its last slash. Points into `path`. */
const char *text_file_name(const char *path);

/* Equal without regard to ASCII case. */
bool text_same(const char *a, const char *b);

/* For text from outside that goes to a terminal: in place, each byte of a control character (U+0080 to U+009F too,
 * which steer some terminals) and each that is no UTF-8 becomes `?`; newlines stay if `lines`. */
void text_clean(char *s, size_t n, bool lines);

/* How many of the first `n` bytes are printable ASCII, before one that is not: those need no closer look. */
size_t text_plain(const char *p, size_t n);

/* FNV-1a over `n` bytes, going on from `hash` (begin with TEXT_HASH). */
#define TEXT_HASH UINT64_C(14695981039346656037)
uint64_t text_hash(uint64_t hash, const void *bytes, size_t n);

#endif
