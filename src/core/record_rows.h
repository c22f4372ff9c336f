/* Rows of a record gathered by session, and one session as JSON: between record.c and record_merge.c.
 * Internal to core. */
#ifndef UNKNOT_CORE_RECORD_ROWS_H
#define UNKNOT_CORE_RECORD_ROWS_H

#include "base/json.h"
#include "core/record.h"

/* Holds or ratings, in the order of their sessions' ids. Both kinds begin with the session's id, so a
 * pointer to a row is a pointer to its id. `row` is freed by who asked. */
struct by_session {
	const char **row;
	size_t n;
};

/* `n` rows of `size` bytes; rows of one session stay in their order. */
struct by_session record_gather(const void *rows, size_t n, size_t size);

/* The first row of the session; `*n` how many it has. */
const char **record_rows_of(const struct by_session *g, const char *session, size_t *n);

/* All that is known of a session, as the JSON of product.md has it. */
void record_session_json(struct json *j, const struct session_row *s, const struct by_session *holds,
			 const struct by_session *ratings);

#endif
