/* What libFuzzer changes in JSON beside its bytes: values are taken out, doubled, change places, and become others that
 * the format knows; one file takes a value of another. A random byte rarely leaves a record that can be read. For a file
 * that holds one fuzzer. */
#ifndef UNKNOT_TESTS_FUZZ_VALUES_H
#define UNKNOT_TESTS_FUZZ_VALUES_H

#include "core/record.h"
#include "custom.h"

static inline size_t values_string_end(const char *p, size_t n, size_t at)
{
	for (at++; at < n && p[at] != '"'; at++)
		at += p[at] == '\\' && at + 1 < n;
	return at < n ? at + 1 : n;
}

/* Behind the value that begins at `at`: a text, a number or word, or all that brackets hold. */
static inline size_t values_end(const char *p, size_t n, size_t at)
{
	size_t depth = 0;

	do {
		if (p[at] == '"') {
			at = values_string_end(p, n, at);
		} else if (strchr("{[", p[at]) && p[at]) {
			at++;
			depth++;
		} else if (strchr("]}", p[at]) && p[at]) {
			at++;
			depth -= depth > 0;
		} else if (depth) {
			at++;
		} else {
			do
				at++;
			while (at < n && (!p[at] || !strchr(" \t\n,:]}[{\"", p[at])));
		}
	} while (depth && at < n);
	return at;
}

/* One of all the values and keys, each as likely as the others; nothing where there is none. */
static inline struct piece values_any(const struct buf *b, uint64_t *state)
{
	struct piece one = {0, 0};
	const char *p = buf_str(b);
	size_t seen = 0;

	for (size_t at = 0; at < b->n;) {
		if (p[at] && strchr(" \t\n,:]}", p[at])) {
			at++;
			continue;
		}
		if (mutate_below(state, ++seen) == 0)
			one = (struct piece){at, values_end(p, b->n, at) - at};
		at = strchr("{[", p[at]) && p[at] ? at + 1 : values_end(p, b->n, at);
	}
	return one;
}

/* A value that some key takes, or none does. */
static inline void values_known(struct buf *out, uint64_t *state)
{
	static const char *const plain[] = {
		"null", "true", "false", "0", "1", "-1", "2", "5", "10", "11", "1.5", "86401", "100001", "1e30", "\"\"",
		"[]", "{}", "\"left\"", "\"both\"", "\"sore\"", "\"2026-11-22T11:00:00Z\"",
		"\"1970-01-01T00:00:00-12:00\"", "\"calf-low\"", "\"fedcba9876543210fedcba9876543211\""};
	size_t kind = mutate_below(state, 6);

	if (kind == 0)
		buf_addf(out, "\"%s\"",
			 session_outcome_name((enum session_outcome)mutate_below(state, SESSION_INTERRUPTED + 1)));
	else if (kind == 1)
		buf_addf(out, "\"%s\"",
			 hold_outcome_name((enum hold_outcome)mutate_below(state, HOLD_INTERRUPTED + 1)));
	else if (kind == 2)
		buf_addf(out, "\"%s\"", stop_why_name((enum stop_why)mutate_below(state, WHY_OTHER + 1)));
	else
		buf_adds(out, plain[mutate_below(state, sizeof plain / sizeof *plain)]);
}

static inline void custom_change(struct buf *b, uint64_t *state)
{
	struct piece what = values_any(b, state), other = values_any(b, state);
	size_t kind = mutate_below(state, 8);
	struct buf new = {0};

	if (kind == 0) { /* with the comma behind it, or the colon */
		what.n += what.at + what.n < b->n;
		mutate_splice(b, what.at, what.n, "", 0);
		return;
	}
	if (kind <= 2)
		buf_add(&new, buf_str(b) + other.at, other.n);
	else
		values_known(&new, state);
	if (kind == 1) {
		buf_adds(&new, ", ");
		what.n = 0; /* before it, as one more */
	}
	mutate_splice(b, what.at, what.n, buf_str(&new), new.n);
	buf_free(&new);
}

/* A value of the other in the place of one of this. */
static inline void custom_cross(struct buf *into, const struct buf *from, uint64_t *state)
{
	struct piece old = values_any(into, state), new = values_any(from, state);

	mutate_splice(into, old.at, old.n, buf_str(from) + new.at, new.n);
}

#endif
