#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static void newline(struct json *j)
{
	if (!j->pretty || j->flat[j->depth])
		return;
	buf_addc(j->out, '\n');
	for (int i = 0; i < j->depth; i++)
		buf_adds(j->out, "  ");
}

/* What stands before any item: nothing after a key, else a comma where one is due. */
static void item(struct json *j)
{
	if (j->keyed) {
		j->keyed = false;
		return;
	}
	if (j->some[j->depth])
		buf_adds(j->out, j->flat[j->depth] || !j->pretty ? ", " : ",");
	if (j->depth)
		newline(j);
	j->some[j->depth] = true;
}

struct json json_to(struct buf *out, bool pretty)
{
	return (struct json){.out = out, .pretty = pretty};
}

static void open_level(struct json *j, char c, bool flat)
{
	item(j);
	buf_addc(j->out, c);
	assert(j->depth + 1 < JSON_DEPTH);
	j->depth++;
	j->some[j->depth] = false;
	j->flat[j->depth] = flat || j->flat[j->depth - 1];
	j->close[j->depth] = c == '{' ? '}' : ']';
}

void json_object(struct json *j)
{
	open_level(j, '{', false);
}

void json_array(struct json *j)
{
	open_level(j, '[', false);
}

void json_flat(struct json *j, char c)
{
	open_level(j, c, true);
}

void json_end(struct json *j)
{
	bool some = j->some[j->depth], flat = j->flat[j->depth];
	char c = j->close[j->depth];

	assert(j->depth > 0);
	j->depth--;
	if (some && !flat && j->pretty) {
		buf_addc(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			buf_adds(j->out, "  ");
	}
	buf_addc(j->out, c);
	if (!j->depth && j->pretty)
		buf_addc(j->out, '\n');
}

static void quoted(struct json *j, const char *s)
{
	const char *end = s + strlen(s);
	uint32_t cp;

	buf_addc(j->out, '"');
	while (s < end) {
		const char *from = s;

		if (!utf8_next(&s, end, &cp)) {
			buf_adds(j->out, "\xef\xbf\xbd");
			s++;
		} else if (cp == '"' || cp == '\\') {
			buf_addf(j->out, "\\%c", (char)cp);
		} else if (cp == '\n') {
			buf_adds(j->out, "\\n");
		} else if (cp == '\t') {
			buf_adds(j->out, "\\t");
		} else if (cp < 0x20 || cp == 0x7f) {
			buf_addf(j->out, "\\u%04x", (unsigned)cp);
		} else {
			buf_add(j->out, from, (size_t)(s - from));
		}
	}
	buf_addc(j->out, '"');
}

void json_key(struct json *j, const char *key)
{
	item(j);
	quoted(j, key);
	buf_adds(j->out, ": ");
	j->keyed = true;
}

void json_string(struct json *j, const char *s)
{
	if (!s) {
		json_null(j);
		return;
	}
	item(j);
	quoted(j, s);
}

void json_int(struct json *j, int64_t v)
{
	item(j);
	buf_addf(j->out, "%" PRId64, v);
}

void json_bool(struct json *j, bool v)
{
	item(j);
	buf_adds(j->out, v ? "true" : "false");
}

void json_null(struct json *j)
{
	item(j);
	buf_adds(j->out, "null");
}

void json_seconds(struct json *j, int64_t ms)
{
	int64_t whole = ms / 1000;
	int part = (int)(ms % 1000), digits = 3;

	item(j);
	if (part < 0)
		part = -part;
	buf_addf(j->out, "%s%" PRId64, ms < 0 && !whole ? "-" : "", whole);
	if (!part)
		return;
	for (; part % 10 == 0; part /= 10)
		digits--;
	buf_addf(j->out, ".%0*d", digits, part);
}

void json_seconds_ns(struct json *j, int64_t ns)
{
	int64_t us = ns / 1000, part = us % 1000000;

	item(j);
	buf_addf(j->out, "%s%" PRId64 ".%06" PRId64, us < 0 && us > -1000000 ? "-" : "", us / 1000000,
		 part < 0 ? -part : part);
}
