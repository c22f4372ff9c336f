#include "base/json_read.h"

#include <string.h>

#include "base/i18n.h"

struct json_reader json_reader(const char *bytes, size_t n)
{
	struct json_reader r = {.start = bytes, .p = bytes, .end = bytes + n};

	if (n >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		r.p += 3;
	return r;
}

void json_reader_free(struct json_reader *r)
{
	buf_free(&r->text);
}

bool json_fault(struct json_reader *r, const char *what)
{
	if (!r->fault) {
		r->fault = what;
		r->at = r->p;
	}
	return false;
}

size_t json_line(const struct json_reader *r)
{
	const char *to = r->at ? r->at : r->p;
	size_t line = 1;

	for (const char *p = r->start; p < to && (p = memchr(p, '\n', (size_t)(to - p))); p++)
		line++;
	return line;
}

static void blanks(struct json_reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
		r->p++;
}

static bool is(const struct json_reader *r, char c)
{
	return r->p < r->end && *r->p == c;
}

static bool take(struct json_reader *r, char c)
{
	bool here = is(r, c);

	r->p += here;
	return here;
}

enum json_kind json_peek(struct json_reader *r)
{
	blanks(r);
	if (r->fault || r->p == r->end)
		return JSON_NOTHING;
	switch (*r->p) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
	case 'f':
		return JSON_BOOL;
	case 'n':
		return JSON_NULL;
	default:
		return *r->p == '-' || (*r->p >= '0' && *r->p <= '9') ? JSON_NUMBER : JSON_NOTHING;
	}
}

/* ---- strings ---- */

static bool take_hex(struct json_reader *r, uint32_t *v)
{
	*v = 0;
	if (r->end - r->p < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		static const char hex[] = "0123456789abcdef";
		char c = *r->p++;
		const char *at = strchr(hex, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);

		if (!c || !at)
			return false;
		*v = *v << 4 | (uint32_t)(at - hex);
	}
	return true;
}

/* After `\u`: a character, of two halves where it takes two. */
static bool take_unicode(struct json_reader *r)
{
	uint32_t cp, low;
	char utf8[5];

	if (!take_hex(r, &cp))
		return json_fault(r, _("\\u wants four hexadecimal digits"));
	if (cp >= 0xd800 && cp < 0xdc00 && r->end - r->p >= 6 && r->p[0] == '\\' && r->p[1] == 'u') {
		r->p += 2;
		if (!take_hex(r, &low) || low < 0xdc00 || low > 0xdfff)
			return json_fault(r, _("half a character: the second \\u does not fit the first"));
		cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
	}
	if (!cp || !utf8_encode(utf8, cp))
		return json_fault(r, _("a \\u that is no character"));
	buf_adds(&r->text, utf8);
	return true;
}

static bool take_escape(struct json_reader *r)
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *at;

	if (take(r, 'u'))
		return take_unicode(r);
	at = r->p < r->end && *r->p ? strchr(letters, *r->p) : NULL;
	if (!at)
		return json_fault(r, _("a backslash that begins nothing known"));
	buf_addc(&r->text, means[at - letters]);
	r->p++;
	return true;
}

/* A string into r->text. */
static bool take_quoted(struct json_reader *r)
{
	if (!take(r, '"'))
		return json_fault(r, _("a string in quotes is expected"));
	buf_clear(&r->text);
	while (r->p < r->end && *r->p != '"') {
		const char *from = r->p;
		uint32_t cp;

		if (take(r, '\\')) {
			if (!take_escape(r))
				return false;
		} else if ((unsigned char)*r->p < 0x20) {
			return json_fault(r, _("a control character, or a string without its closing quote"));
		} else if (!utf8_next(&r->p, r->end, &cp)) {
			return json_fault(r, _("bytes that are no UTF-8"));
		} else {
			buf_add(&r->text, from, (size_t)(r->p - from));
		}
	}
	return take(r, '"') || json_fault(r, _("a string without its closing quote"));
}

bool json_take_string(struct json_reader *r, const char **s)
{
	if (json_peek(r) != JSON_STRING || !take_quoted(r))
		return false;
	*s = buf_str(&r->text);
	return true;
}

/* ---- numbers and words ---- */

static bool is_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

static const char *after_digits(const char *p, const char *end)
{
	while (is_digit(p, end))
		p++;
	return p;
}

/* Where the number at `p` ends by the grammar; NULL if it is none. */
static const char *number_end(const char *p, const char *end)
{
	p += p < end && *p == '-';
	if (!is_digit(p, end) || (*p == '0' && is_digit(p + 1, end)))
		return NULL;
	p = after_digits(p, end);
	if (p < end && *p == '.') {
		if (!is_digit(++p, end))
			return NULL;
		p = after_digits(p, end);
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		p += p < end && (*p == '+' || *p == '-');
		if (!is_digit(p, end))
			return NULL;
		p = after_digits(p, end);
	}
	return p;
}

bool json_take_number(struct json_reader *r, int decimals, int64_t *v)
{
	const char *end, *p;
	int64_t sum = 0;
	bool point = false, minus;

	if (json_peek(r) != JSON_NUMBER)
		return false;
	end = number_end(r->p, r->end);
	if (!end)
		return json_fault(r, _("a number that is written wrong"));
	minus = *r->p == '-';
	for (p = r->p + minus; p < end; p++) {
		if (*p == '.') {
			point = true;
			continue;
		}
		if (*p < '0' || *p > '9' || sum > INT64_MAX / 10 - 1)
			return false;
		if (point && decimals-- <= 0) {
			if (*p != '0')
				return false;
			continue;
		}
		sum = sum * 10 + (*p - '0');
	}
	for (; decimals > 0; decimals--) {
		if (sum > INT64_MAX / 10 - 1)
			return false;
		sum *= 10;
	}
	r->p = end;
	*v = minus ? -sum : sum;
	return true;
}

static bool take_word(struct json_reader *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, word, n) != 0)
		return false;
	r->p += n;
	return true;
}

bool json_take_bool(struct json_reader *r, bool *v)
{
	if (json_peek(r) != JSON_BOOL)
		return false;
	*v = is(r, 't');
	return take_word(r, *v ? "true" : "false") ||
	       json_fault(r, _("a word that is not true, false or null"));
}

bool json_take_null(struct json_reader *r)
{
	if (json_peek(r) != JSON_NULL)
		return false;
	return take_word(r, "null") || json_fault(r, _("a word that is not true, false or null"));
}

/* ---- containers ---- */

static bool enter(struct json_reader *r, char open, const char *expected)
{
	blanks(r);
	if (r->fault || !take(r, open))
		return json_fault(r, expected);
	if (r->depth == JSON_READ_DEPTH)
		return json_fault(r, _("nested too deep"));
	r->depth++;
	r->first = true;
	return true;
}

/* Moves to the next item of the container; false at its end. A container inside has been left by then,
 * so that what comes after it is never the first. */
static bool next(struct json_reader *r, char close, const char *expected)
{
	bool first = r->first;

	r->first = false;
	blanks(r);
	if (r->fault)
		return false;
	if (take(r, close)) {
		r->depth--;
		return false;
	}
	if (!first && !take(r, ','))
		return json_fault(r, expected);
	return true;
}

bool json_enter_object(struct json_reader *r)
{
	return enter(r, '{', _("an object { } is expected"));
}

bool json_enter_array(struct json_reader *r)
{
	return enter(r, '[', _("a list [ ] is expected"));
}

const char *json_member(struct json_reader *r)
{
	if (!next(r, '}', _("a comma or the end } of the object is expected")))
		return NULL;
	blanks(r);
	if (!take_quoted(r))
		return NULL;
	blanks(r);
	if (!take(r, ':')) {
		json_fault(r, _("a colon is expected after a key"));
		return NULL;
	}
	return buf_str(&r->text);
}

bool json_item(struct json_reader *r)
{
	return next(r, ']', _("a comma or the end ] of the list is expected"));
}

static bool skip_scalar(struct json_reader *r, enum json_kind kind)
{
	const char *s;
	bool v;

	switch (kind) {
	case JSON_NULL:
		return json_take_null(r);
	case JSON_BOOL:
		return json_take_bool(r, &v);
	case JSON_STRING:
		return json_take_string(r, &s);
	case JSON_NUMBER:
		s = number_end(r->p, r->end);
		r->p = s ? s : r->p;
		return s || json_fault(r, _("a number that is written wrong"));
	case JSON_NOTHING:
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	}
	return json_fault(r, _("a value is expected"));
}

bool json_skip(struct json_reader *r)
{
	bool object[JSON_READ_DEPTH + 1];
	int from = r->depth;

	do {
		enum json_kind kind = json_peek(r);

		if (kind == JSON_OBJECT || kind == JSON_ARRAY) {
			object[r->depth] = kind == JSON_OBJECT;
			if (kind == JSON_OBJECT ? !json_enter_object(r) : !json_enter_array(r))
				return false;
		} else if (!skip_scalar(r, kind)) {
			return false;
		}
		while (r->depth > from && !(object[r->depth - 1] ? json_member(r) != NULL : json_item(r)))
			if (r->fault)
				return false;
	} while (r->depth > from);
	return true;
}

bool json_at_end(struct json_reader *r)
{
	blanks(r);
	return !r->fault && (r->p == r->end || json_fault(r, _("more after the end of the record")));
}
