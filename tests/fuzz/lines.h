/* What libFuzzer changes in a file of YAML beside its bytes: lines with all that is indented below them are taken
 * out, doubled, moved and indented, keys and values change places, and one file takes a piece of another. A random
 * byte rarely leaves a file whose steps can be read. For a file that holds one fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_LINES_H
#define UNKNOT_TESTS_FUZZ_LINES_H

#include "custom.h"

static inline size_t lines_end(const struct buf *b, size_t at)
{
	const char *end = at < b->n ? memchr(buf_str(b) + at, '\n', b->n - at) : NULL;

	return end ? (size_t)(end - buf_str(b)) + 1 : b->n;
}

static inline size_t lines_indent(const struct buf *b, size_t at)
{
	return at < b->n ? strspn(buf_str(b) + at, " ") : 0;
}

/* Where some line begins: the one after a byte taken at random. */
static inline size_t lines_any(const struct buf *b, uint64_t *state)
{
	size_t at = mutate_below(state, b->n + 1);

	while (at && buf_str(b)[at - 1] != '\n')
		at--;
	return at;
}

/* The line that begins at `at`, or it and all that is indented below it. */
static inline struct piece lines_piece(const struct buf *b, size_t at, bool below)
{
	size_t indent = lines_indent(b, at), end = lines_end(b, at);

	while (below && end < b->n && lines_indent(b, end) > indent)
		end = lines_end(b, end);
	return (struct piece){at, end - at};
}

/* The value of a line, or its key without the dash. */
static inline struct piece lines_word(const struct buf *b, size_t at, bool value)
{
	const char *text = buf_str(b);
	size_t end = lines_end(b, at), colon;

	end -= end > at && text[end - 1] == '\n';
	at += strspn(text + at, " -");
	if (at > end)
		at = end;
	for (colon = at; colon < end && text[colon] != ':';)
		colon++;
	if (!value || colon == end)
		return (struct piece){at, colon - at};
	for (colon++; colon < end && text[colon] == ' ';)
		colon++;
	return (struct piece){colon, end - colon};
}

/* Puts lines of `from` before the line at `to`, as far in as that line is. */
static inline void lines_put(struct buf *b, size_t to, const struct buf *from, struct piece what)
{
	size_t in = lines_indent(b, to), was = lines_indent(from, what.at);
	struct buf out = {0};

	for (size_t at = what.at, end; at < what.at + what.n; at = end) {
		size_t own = lines_indent(from, at), wide = own >= was ? in + own - was : in;

		end = lines_end(from, at);
		for (size_t i = 0; i < wide; i++)
			buf_add(&out, " ", 1);
		buf_add(&out, buf_str(from) + at + own, end - at - own);
	}
	if (out.n && buf_str(&out)[out.n - 1] != '\n')
		buf_add(&out, "\n", 1);
	mutate_splice(b, to, 0, buf_str(&out), out.n);
	buf_free(&out);
}

static inline void lines_shift(struct buf *b, struct piece what, size_t wide, bool out)
{
	for (size_t at = what.at, end = what.at + what.n; at < end && at < b->n; at = lines_end(b, at)) {
		size_t cut = out ? wide : 0, in = out ? 0 : wide;

		if (cut > lines_indent(b, at))
			cut = lines_indent(b, at);
		mutate_splice(b, at, cut, "        ", in);
		end += in;
		end -= cut;
	}
}

static inline void custom_change(struct buf *b, uint64_t *state)
{
	size_t kind = mutate_below(state, 6), to = lines_any(b, state);
	struct piece what = lines_piece(b, lines_any(b, state), mutate_below(state, 2));
	struct buf was = {0};

	buf_add(&was, buf_str(b), b->n);
	if (kind == 0) {
		mutate_splice(b, what.at, what.n, "", 0);
	} else if (kind <= 2) {
		lines_put(b, to, &was, what);
		if (kind == 2)
			mutate_splice(b, what.at + (to <= what.at ? b->n - was.n : 0), what.n, "", 0);
	} else if (kind == 3) {
		lines_shift(b, what, 1 + mutate_below(state, 4), mutate_below(state, 2));
	} else {
		struct piece old = lines_word(&was, to, kind == 4),
				   new = lines_word(&was, what.at, kind == 4 || mutate_below(state, 4) == 0);

		mutate_splice(b, old.at, old.n, buf_str(&was) + new.at, new.n);
	}
	buf_free(&was);
}

/* Lines of the other file, or the value of one of its lines. */
static inline void custom_cross(struct buf *into, const struct buf *from, uint64_t *state)
{
	if (mutate_below(state, 2)) {
		lines_put(into, lines_any(into, state), from,
			  lines_piece(from, lines_any(from, state), mutate_below(state, 4) > 0));
	} else {
		struct piece old = lines_word(into, lines_any(into, state), true),
			     new = lines_word(from, lines_any(from, state), true);

		mutate_splice(into, old.at, old.n, buf_str(from) + new.at, new.n);
	}
}

#endif
