/* Writes JSON. The writer keeps commas, nesting and indentation; numbers never depend on the
 * locale. The result grows in a struct buf owned by the caller. */
#ifndef UNKNOT_BASE_JSON_H
#define UNKNOT_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { JSON_DEPTH = 16 };

struct json {
	struct buf *out;
	int depth;
	bool pretty;            /* two blanks a level, one item a line; else all on one line */
	bool some[JSON_DEPTH];  /* whether the level has an item already */
	bool flat[JSON_DEPTH];  /* whether the level stays on one line */
	char close[JSON_DEPTH]; /* what ends the level */
	bool keyed;             /* a key was written, its value comes next */
};

struct json json_to(struct buf *out, bool pretty);

void json_object(struct json *j);       /* { */
void json_array(struct json *j);        /* [ */
void json_flat(struct json *j, char c); /* '{' or '[' whose items stay on one line */
void json_end(struct json *j);          /* } or ], whichever is open */

/* Names the next value of an object. */
void json_key(struct json *j, const char *key);

void json_string(struct json *j, const char *s); /* NULL writes null; bad UTF-8 becomes U+FFFD */
void json_int(struct json *j, int64_t v);
void json_bool(struct json *j, bool v);
void json_null(struct json *j);
/* `ms` as seconds with up to three decimals: 1500 is 1.5, 2000 is 2. */
void json_seconds(struct json *j, int64_t ms);
/* `ns` as seconds with six decimals. */
void json_seconds_ns(struct json *j, int64_t ns);

#endif
