#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"

static void buf_room(struct buf *b, size_t more)
{
	size_t need = b->n + more + 1;

	if (need <= b->cap)
		return;
	b->cap = need > b->cap * 2 ? need : b->cap * 2;
	b->p = mem_realloc(b->p, b->cap, 1);
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	buf_room(b, n);
	if (n)
		memcpy(b->p + b->n, s, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return;
	buf_room(b, (size_t)n);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

void buf_list(struct buf *b, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s", i ? ", " : "", words[i]);
}

void buf_markdown(struct buf *b, const char *s)
{
	for (; s && *s; s++) {
		if (strchr("|*_<[`\\#", *s))
			buf_addc(b, '\\');
		buf_addc(b, (unsigned char)*s < ' ' || *s == 0x7f ? ' ' : *s);
	}
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

const char *buf_str(const struct buf *b)
{
	return b->p ? b->p : "";
}

/* Length of the sequence a lead byte announces and the bits it carries; 0 for none. */
static int utf8_lead(unsigned char c, uint32_t *bits)
{
	if (c < 0x80)
		return *bits = c, 1;
	if (c >= 0xc2 && c <= 0xdf)
		return *bits = c & 0x1fU, 2;
	if (c >= 0xe0 && c <= 0xef)
		return *bits = c & 0x0fU, 3;
	if (c >= 0xf0 && c <= 0xf4)
		return *bits = c & 0x07U, 4;
	return 0;
}

bool utf8_next(const char **s, const char *end, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t v;
	int n;

	if (*s >= end)
		return false;
	n = utf8_lead((unsigned char)**s, &v);
	if (!n || end - *s < n)
		return false;
	for (int i = 1; i < n; i++) {
		unsigned char c = (unsigned char)(*s)[i];

		if ((c & 0xc0) != 0x80)
			return false;
		v = v << 6 | (c & 0x3fU);
	}
	if (v < least[n] || v > 0x10ffff || (v >= 0xd800 && v <= 0xdfff))
		return false;
	*s += n;
	*cp = v;
	return true;
}

int utf8_encode(char out[5], uint32_t cp)
{
	int n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return out[0] = '\0', 0;
	for (int i = n - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3f));
	out[0] = (char)(lead[n] | cp);
	out[n] = '\0';
	return n;
}

bool utf8_valid(const char *s, size_t n, size_t *bad)
{
	const char *p = s, *end = s + n;
	uint32_t cp;

	while (utf8_next(&p, end, &cp))
		;
	if (bad)
		*bad = (size_t)(p - s);
	return p == end;
}

/* Used where the C library knows no width, as in the C locale: the ranges that Unicode's
 * EastAsianWidth.txt gives as W or F, to block accuracy. */
static bool is_wide(uint32_t cp)
{
	static const struct {
		uint32_t lo, hi;
	} wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},  {0xac00, 0xd7a3},
		    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},  {0xffe0, 0xffe6},
		    {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (cp >= wide[i].lo && cp <= wide[i].hi)
			return true;
	return false;
}

int text_cp_width(uint32_t cp)
{
	int w;

	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return 0;
	if (cp < 0x7f)
		return 1;
	w = wcwidth((wchar_t)cp);
	if (w >= 0)
		return w;
	if (cp >= 0x300 && cp <= 0x36f)
		return 0;
	return is_wide(cp) ? 2 : 1;
}

/* One step through `s`: the next character's cells; an invalid byte is one. */
static int next_width(const char **s, const char *end)
{
	uint32_t cp;

	if (utf8_next(s, end, &cp))
		return text_cp_width(cp);
	++*s;
	return 1;
}

static int width_n(const char *s, size_t n)
{
	const char *end = s + n;
	int w = 0;

	while (s < end) {
		size_t plain = text_plain(s, (size_t)(end - s));

		w += (int)plain;
		s += plain;
		w += s < end ? next_width(&s, end) : 0;
	}
	return w;
}

int text_width(const char *s)
{
	return width_n(s, strlen(s));
}

static size_t fit_n(const char *s, size_t n, int cells)
{
	const char *p = s, *end = s + n, *fits = s;

	while (p < end) {
		cells -= next_width(&p, end);
		if (cells < 0)
			break;
		fits = p;
	}
	return (size_t)(fits - s);
}

size_t text_fit(const char *s, int cells)
{
	return fit_n(s, strlen(s), cells);
}

/* The end of the line that begins at `s`: as many whole words as fit, else a piece of one. */
static size_t wrap_line(const char *s, size_t n, int cells)
{
	const char *newline = memchr(s, '\n', n);
	size_t len = newline ? (size_t)(newline - s) : n, fit = fit_n(s, len, cells), cut = fit;

	if (fit == len)
		return len;
	while (cut > 0 && s[cut] != ' ')
		cut--;
	if (cut > 0)
		return cut;
	if (!fit) {
		/* a character wider than the line still has to go somewhere */
		const char *p = s;

		next_width(&p, s + len);
		fit = (size_t)(p - s);
	}
	return fit;
}

size_t text_wrap(const char *s, int cells, struct text_line *lines, size_t max)
{
	size_t count = 0, left = strlen(s);

	if (cells < 1)
		cells = 1;
	while (left) {
		size_t n = wrap_line(s, left, cells), shown = n;

		while (shown && s[shown - 1] == ' ')
			shown--;
		if (count < max)
			lines[count] = (struct text_line){s, shown, width_n(s, shown)};
		count++;
		s += n;
		left -= n;
		if (left && *s == '\n') {
			s++;
			left--;
			continue;
		}
		while (left && *s == ' ') {
			s++;
			left--;
		}
	}
	return count;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

enum { DISTANCE_MAX = 64 };

int text_distance(const char *a, const char *b)
{
	int row[3][DISTANCE_MAX + 1];
	int n = (int)strnlen(a, DISTANCE_MAX), m = (int)strnlen(b, DISTANCE_MAX);

	for (int j = 0; j <= m; j++)
		row[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *now = row[i % 3], *prev = row[(i + 2) % 3], *prev2 = row[(i + 1) % 3];

		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int same = lower(a[i - 1]) == lower(b[j - 1]);

			now[j] = least(least(prev[j] + 1, now[j - 1] + 1), prev[j - 1] + !same);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], prev2[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

/* The only one that begins with the word, if it is long enough to mean something. */
static const char *only_begun(const char *word, const char *const *words, size_t n)
{
	enum { LEAST = 3 };
	const char *found = NULL;
	size_t length = strlen(word);

	for (size_t i = 0; i < n && length >= LEAST; i++) {
		if (strncmp(words[i], word, length))
			continue;
		if (found)
			return NULL;
		found = words[i];
	}
	return found;
}

const char *text_meaning(const char *const table[][2], size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (text_same(table[i][0], word))
			return table[i][1];
	return NULL;
}

const char *text_nearest(const char *word, const char *const *words, size_t n)
{
	const char *best = only_begun(word, words, n);
	int limit = (int)strlen(word) / 3;

	if (best)
		return best;
	if (limit < 1)
		limit = 1;
	for (size_t i = 0; i < n; i++) {
		int d = text_distance(word, words[i]);

		if (d <= limit && d < (int)strlen(words[i])) {
			limit = d - 1;
			best = words[i];
			if (limit < 0)
				break;
		}
	}
	return best;
}

const char *text_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool text_same(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

void text_clean(char *s, size_t n, bool lines)
{
	for (char *end = n ? s + n : s; s < end;) {
		const char *next = s;
		uint32_t cp = 0;
		bool good = utf8_next(&next, end, &cp);

		if (!good)
			next = s + 1;
		if (good && ((cp == '\n' && lines) || (cp >= ' ' && cp < 0x7f) || cp >= 0xa0))
			s += next - s;
		else
			while (s < next)
				*s++ = '?';
	}
}

/* Eight at a time: a byte of 0x80 or more has its high bit set, one below 0x20 borrows it, 0x7f carries into it. */
size_t text_plain(const char *p, size_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t i = 0;
	uint64_t w;

	for (; i + sizeof w <= n; i += sizeof w) {
		memcpy(&w, p + i, sizeof w);
		if ((w | (w - 0x20 * ones) | (w + ones)) & (ones << 7))
			break;
	}
	while (i < n && p[i] >= 0x20 && p[i] < 0x7f)
		i++;
	return i;
}

uint64_t text_hash(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * UINT64_C(1099511628211);
	return hash;
}
