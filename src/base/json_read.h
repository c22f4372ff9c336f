/* Reads JSON (RFC 8259) piece by piece, without a tree: the reader of a form says what it expects and
 * is given it. Fit for files from anywhere: nesting is bounded, memory is what the longest string takes,
 * and each byte is looked at once. The first thing that is wrong is kept as the fault, with its line;
 * from then on every function returns false. Pure. */
#ifndef UNKNOT_BASE_JSON_READ_H
#define UNKNOT_BASE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

enum { JSON_READ_DEPTH = 32 };

enum json_kind {
	JSON_NOTHING, /* the end of the text, or something that begins no value */
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* Made by json_reader(); the bytes stay the caller's and must outlive it. Release with
 * json_reader_free(). */
struct json_reader {
	const char *start, *p, *end;
	int depth;
	bool first;        /* no item of the container entered last has been taken */
	const char *fault; /* a translated sentence, NULL while all is well */
	const char *at;    /* where */
	struct buf text;   /* the string or number taken last */
};

struct json_reader json_reader(const char *bytes, size_t n); /* a byte order mark is passed over */
void json_reader_free(struct json_reader *r);

/* What comes next. */
enum json_kind json_peek(struct json_reader *r);

/* Goes into an object; then json_member() gives the key of each member (valid until the next call; the
 * value must be taken or skipped before that) and false at its end. Arrays alike. */
bool json_enter_object(struct json_reader *r);
const char *json_member(struct json_reader *r);
bool json_enter_array(struct json_reader *r);
bool json_item(struct json_reader *r);

/* The value that comes next. A string is without its quotes, valid until the next call, and has no
 * U+0000 in it. A number is its value times 10^`decimals`: one that is not whole then, has an exponent
 * or does not fit makes no fault but gives false, as does a value of another kind; nothing is taken. */
bool json_take_string(struct json_reader *r, const char **s);
bool json_take_number(struct json_reader *r, int decimals, int64_t *v);
bool json_take_bool(struct json_reader *r, bool *v);
bool json_take_null(struct json_reader *r);
bool json_skip(struct json_reader *r); /* any value, with all that is in it */

/* After the last value: whether only blanks follow. */
bool json_at_end(struct json_reader *r);

/* Sets the fault here, unless there is one. False, so that `return json_fault(...)` reads well. */
bool json_fault(struct json_reader *r, const char *what);

/* Of where the fault is, or where the reader stands; from 1. */
size_t json_line(const struct json_reader *r);

#endif
