#include "load/yaml_text.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "load/yaml_tree.h"

enum { FAULTS_MOST = 8 /* more bad characters than this and it is no text at all */ };

bool yaml_text_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0xfffe || cp == 0xffff;
}

struct fault {
	size_t at, len; /* bytes */
	uint32_t cp;    /* 0xfffd for a byte that begins no character */
};

/* The first fault from byte `at` on. */
static bool next_fault(const char *bytes, size_t n, size_t at, struct fault *out)
{
	const char *p = bytes + at, *end = bytes + n;

	while ((p += text_plain(p, (size_t)(end - p))) < end) {
		const char *start = p;
		uint32_t cp;

		if (*p == '\n' || *p == '\t') {
			p++;
			continue;
		}
		if (!utf8_next(&p, end, &cp)) {
			*out = (struct fault){(size_t)(start - bytes), 1, 0xfffd};
			return true;
		}
		if (yaml_text_control(cp) && !(cp == '\r' && p < end && *p == '\n')) {
			*out = (struct fault){(size_t)(start - bytes), (size_t)(p - start), cp};
			return true;
		}
	}
	return false;
}

static struct span span_at(struct diag *d, uint16_t source, size_t byte)
{
	struct span at = {.source = source};

	diag_locate(d, source, byte, &at.line, &at.col);
	at.end_line = at.line;
	at.end_col = at.col + 1;
	return at;
}

static void report(struct diag *d, struct span at, const struct fault *f, unsigned char byte)
{
	struct diag_entry *e;

	if (f->cp == 0xfffd) {
		e = diag_add(d, DIAG_ERROR, "encoding", at, _("the byte 0x%02x is not UTF-8 text"), byte);
		diag_hint(d, e, "%s", _("save the file as UTF-8"));
	} else {
		e = diag_add(d, DIAG_ERROR, "control", at,
			     _("the control character U+%04X cannot stand in a text file"), (unsigned)f->cp);
		diag_hint(d, e, "%s", _("take it out"));
	}
}

/* Writes something harmless of the same count of bytes and characters over a fault, so that every
 * place below keeps its line and column. */
static void mend(char *text, const struct fault *f)
{
	static const char *const fill[] = {"", "?", "\302\267", "\357\277\275"};

	memcpy(text + f->at, fill[f->len], f->len);
}

static bool refuse(struct diag *d, struct span at, const char *code, const char *message, const char *hint)
{
	diag_hint(d, diag_add(d, DIAG_ERROR, code, at, "%s", message), "%s", hint);
	return false;
}

static bool starts(const char *bytes, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && !memcmp(bytes, with, len);
}

/* A byte order mark of UTF-16 or UTF-32, or the NUL that every other byte of it is. */
static bool is_wide(const char *bytes, size_t n)
{
	return starts(bytes, n, "\376\377") || starts(bytes, n, "\377\376") ||
	       (n >= 2 && !bytes[0] != !bytes[1] && n % 2 == 0);
}

/* The NULs that three of every four bytes of UTF-32 are where it holds plain letters, or its mark. */
static bool is_wider(const char *bytes, size_t n)
{
	return n >= 4 && n % 4 == 0 &&
	       (!memcmp(bytes, "\377\376\0\0", 4) || !memcmp(bytes, "\0\0\376\377", 4) ||
		(bytes[0] && !bytes[1] && !bytes[2] && !bytes[3]) ||
		(!bytes[0] && !bytes[1] && !bytes[2] && bytes[3]));
}

/* Whether lines end as on old Macs, all of them. */
static bool has_old_ends(const char *bytes, size_t n)
{
	return n && memchr(bytes, '\r', n) && !memchr(bytes, '\n', n);
}

static bool mend_all(struct arena *a, struct diag *d, uint16_t source, const char **bytes, size_t n)
{
	char *copy = arena_strndup(a, *bytes, n);
	struct fault f;

	for (size_t at = 0; next_fault(*bytes, n, at, &f); at = f.at + f.len) {
		report(d, span_at(d, source, f.at), &f, (unsigned char)(*bytes)[f.at]);
		mend(copy, &f);
	}
	*bytes = copy;
	return true;
}

bool yaml_text_check(struct arena *a, struct diag *d, uint16_t source, const char **bytes, size_t *n)
{
	struct span whole = {.source = source};
	struct fault f;
	size_t faults = 0, first = 0, lone = SIZE_MAX;

	if (starts(*bytes, *n, "\357\273\277")) { /* as diag_source() does */
		*bytes += 3;
		*n -= 3;
	}
	if (*n > YAML_BYTES_MOST)
		return refuse(d, whole, "size", _("the file is over 1 MiB, far more than any routine needs"),
			      _("check that this is the right file"));
	if (is_wider(*bytes, *n))
		return refuse(d, whole, "encoding", _("the file is UTF-32, which is not read"),
			      _("save the file as UTF-8"));
	if (is_wide(*bytes, *n))
		return refuse(d, whole, "encoding", _("the file is UTF-16, which is not read"),
			      _("save the file as UTF-8"));
	if (has_old_ends(*bytes, *n))
		return refuse(d, whole, "control",
			      _("the lines of this file end in carriage returns alone, as on old Macs"),
			      _("save the file with Unix line ends"));
	for (size_t at = 0; faults <= FAULTS_MOST && next_fault(*bytes, *n, at, &f); at = f.at + f.len)
		if (f.cp == '\r')
			lone = lone == SIZE_MAX ? f.at : lone;
		else if (!faults++)
			first = f.at;
	if (faults > FAULTS_MOST)
		return refuse(d, span_at(d, source, first), "encoding", _("this is not a text file"),
			      _("the first of many bytes that no text has"));
	if (lone !=
	    SIZE_MAX) /* what is one line and what are two is not to be told: all else would be guesses */
		return refuse(
			d, span_at(d, source, lone), "control",
			_("a carriage return stands alone here, and only some programs end a line there"),
			_("save the file with Unix line ends"));
	return !faults || mend_all(a, d, source, bytes, *n);
}

const char *yaml_text_yes_no(const char *word)
{
	static const char *const words[][2] = {{"on", "yes"}, {"true", "yes"}, {"yes", "yes"},  {"y", "yes"},
					       {"ja", "yes"}, {"off", "no"},   {"false", "no"}, {"no", "no"},
					       {"n", "no"},   {"nein", "no"},  {"none", "no"}};

	return text_meaning(words, sizeof words / sizeof *words, word);
}

const char *yaml_text_brief(struct arena *a, const char *text)
{
	enum { CELLS_MOST = 60, BYTES_MOST = 240 /* marks over a letter take no cell */ };
	const char *p = text, *end;
	uint32_t cp;

	if (strnlen(text, CELLS_MOST + 1) <= CELLS_MOST)
		return text;
	end = text + text_fit(text, CELLS_MOST);
	while (p < end && p < text + BYTES_MOST)
		if (!utf8_next(&p, end, &cp))
			p++;
	return *p ? arena_printf(a, "%.*s...", (int)(p - text), text) : text;
}

enum { LINES_NAMED = sizeof((struct yaml_lines *)0)->named / sizeof(uint32_t) };

void yaml_lines_add(struct yaml_lines *l, uint32_t line)
{
	if (l->n++ < LINES_NAMED)
		l->named[l->n - 1] = line;
}

void yaml_lines_write(const struct yaml_lines *l, struct buf *out)
{
	for (size_t i = 0; i < l->n && i < LINES_NAMED; i++)
		buf_addf(out, "%s%u", i ? ", " : "", (unsigned)l->named[i]);
	if (l->n > LINES_NAMED)
		buf_addf(out, _(" and %d more"), (int)(l->n - LINES_NAMED));
}

size_t yaml_text_odd_blank(const char *p, size_t n, uint32_t *cp)
{
	const char *at = p;

	if (!n || (unsigned char)*p < 0x80 || !utf8_next(&at, p + n, cp))
		return 0;
	if (*cp == 0xa0 || *cp == 0x1680 || (*cp >= 0x2000 && *cp <= 0x200b) || *cp == 0x202f ||
	    *cp == 0x205f || *cp == 0x3000 || *cp == 0xfeff)
		return (size_t)(at - p);
	return 0;
}

void yaml_text_tell_blank(char *message, size_t size, uint32_t cp)
{
	if (cp == 0xa0)
		snprintf(message, size, "%s",
			 _("the blank here is a no-break space, which YAML does not take for one"));
	else
		snprintf(message, size, _("the blank here is U+%04X, which YAML does not take for one"),
			 (unsigned)cp);
}

void yaml_text_hint_indent(struct diag *d, struct diag_entry *e, struct span first, struct span last)
{
	if (first.line == last.line)
		diag_hint(d, e, _("indent line %u further, so that it stands below"), (unsigned)first.line);
	else
		diag_hint(d, e, _("indent lines %u to %u further, so that they stand below"),
			  (unsigned)first.line, (unsigned)last.line);
}

/* The bytes of a dash that is not the plain one, a bullet, a number or a letter with a bracket, without the blanks behind it. */
static size_t mark_length(const char *p, size_t n)
{
	static const char *const marks[] = {
		"--",
		"\342\200\220", /* hyphens, dashes, a minus */
		"\342\200\221",
		"\342\200\223",
		"\342\200\224",
		"\342\210\222",
		"\342\200\242", /* bullets: round, open, small and large, square, pointed */
		"\342\227\246",
		"\342\210\231",
		"\342\227\217",
		"\342\227\213",
		"\342\226\252",
		"\342\226\240",
		"\342\200\243",
		"\342\201\203",
		"\342\236\242",
		"\357\202\267", /* those of a symbol font, in a word processor */
		"\357\202\247",
		"\302\267",
		"+",
		"*"};
	size_t digits = 0;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (starts(p, n, marks[i]))
			return strlen(marks[i]);
	if (starts(p, n, "o\t")) /* the second level of a word processor */
		return 1;
	if (n > 1 && p[1] == ')' && (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z')
		return 2;
	while (digits < n && digits < 3 && p[digits] >= '0' && p[digits] <= '9')
		digits++;
	return digits && digits < n && (p[digits] == '.' || p[digits] == ')') ? digits + 1 : 0;
}

size_t yaml_text_odd_mark(const char *p, size_t n, size_t *mark)
{
	static const char *const odd_blank = "\302\240";
	size_t at;

	at = *mark = starts(p, n, "-\302\240") ? 1 : mark_length(p, n);
	while (*mark && at < n) {
		size_t blank = p[at] == ' ' || p[at] == '\t'       ? 1
			       : starts(p + at, n - at, odd_blank) ? strlen(odd_blank)
								   : 0;

		if (!blank)
			break;
		at += blank;
	}
	return at > *mark ? at : 0;
}

/* The bytes of a quote that is not a plain one; 0 if it is none. */
static size_t curly_length(const char *p, size_t n)
{
	if (n >= 3 && starts(p, n, "\342\200") && (unsigned char)p[2] >= 0x98 && (unsigned char)p[2] <= 0x9f)
		return 3;
	return starts(p, n, "\302\253") || starts(p, n, "\302\273") ? 2 : 0;
}

bool yaml_text_curly(const char *p, size_t n, size_t *first, size_t *last)
{
	*first = curly_length(p, n);
	*last = n >= 3 && curly_length(p + n - 3, 3) == 3 ? 3 : n >= 2 ? curly_length(p + n - 2, 2) : 0;
	return *first && *last && *first + *last < n;
}
