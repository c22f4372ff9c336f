#include "core/ear.h"

#include <ctype.h>
#include <string.h>

/* What a sign is spoken as; one of one blank is an ornament. The words are English and need no translation:
 * other languages get a pause or nothing. */
static const struct {
	uint32_t sign;
	const char *english, *other;
} signs[] = {
	{'&', " and ", " "},
	{'+', " plus ", " "},
	{'=', " is ", " "},
	{'(', ", ", ", "},
	{')', ", ", ", "},
	{'[', ", ", ", "},
	{']', ", ", ", "},
	{'{', ", ", ", "},
	{'}', ", ", ", "},
	{'*', " ", " "},
	{'_', " ", " "},
	{'#', " ", " "},
	{'~', " about ", " "},
	{'|', " ", " "},
	{'<', " ", " "},
	{'>', " ", " "},
	{'\\', " ", " "},
	{'^', " ", " "},
	{'`', " ", " "},
	{'"', " ", " "},
	{0xab, " ", " "},
	{0xbb, " ", " "},
	{0xb7, ", ", ", "},
	{0xd7, " times ", " "},
	{0x2013, ", ", ", "},
	{0x2014, ", ", ", "},
	{0x201c, " ", " "},
	{0x201d, " ", " "},
	{0x201e, " ", " "},
	{0x2022, ", ", ", "},
	{0x2026, ". ", ". "},
	{0x2190, " ", " "},
	{0x2192, " to ", ", "},
	{0x2248, " about ", " "},
	{0x2264, " at most ", " "},
	{0x2265, " at least ", " "},
};

/* Units, written after a figure. */
static const struct {
	const char *unit, *one, *more;
} units[] = {
	{"s", "second", "seconds"}, {"sec", "second", "seconds"},        {"min", "minute", "minutes"},
	{"h", "hour", "hours"},     {"cm", "centimetre", "centimetres"}, {"mm", "millimetre", "millimetres"},
	{"m", "metre", "metres"},   {"kg", "kilogram", "kilograms"},
};

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A dash or stroke between two figures: "4-6", "5/10". Its length in bytes; 0 if there is none. */
static size_t between_figures(const char *text, const char *at, const char **word)
{
	size_t n = *at == '-' || *at == '/' || *at == 'x'              ? 1
		   : strncmp(at, "\xe2\x80\x93", 3) == 0 /* en dash */ ? 3
								       : 0;
	const char *before = at, *after = at + n;

	while (n && before > text && before[-1] == ' ')
		before--;
	while (*after == ' ')
		after++;
	if (!n || before == text || !text_digit(before[-1]) || !text_digit(*after))
		return 0;
	*word = *at == '/' ? " of " : *at == 'x' ? " times " : " to ";
	return n;
}

/* The unit at `at`, if a figure stands before it; its length in bytes, else 0. */
static size_t unit_here(const char *text, const char *at, const char **word)
{
	const char *before = at;
	size_t n = 0;
	bool one;

	while (is_letter(at[n]))
		n++;
	while (before > text && before[-1] == ' ')
		before--;
	if (!n || before == text || !text_digit(before[-1]) || (before == at && at[-1] == ' '))
		return 0;
	one = before[-1] == '1' && (before - 1 == text || before[-2] == ' ');
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strlen(units[i].unit) == n && !strncmp(units[i].unit, at, n)) {
			*word = one ? units[i].one : units[i].more;
			return n;
		}
	}
	return 0;
}

static const char *sign_word(uint32_t cp, bool english)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].sign == cp)
			return english ? signs[i].english : signs[i].other;
	return NULL;
}

/* One blank between words, none before a stop. */
static void add(struct buf *out, size_t from, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool blank = out->n == from || out->p[out->n - 1] == ' ';

		if ((s[i] == ' ' && blank) || (out->n == from && strchr(",.;:", s[i])))
			continue;
		if (strchr(",.;:!?", s[i]) && blank && out->n > from) {
			out->p[--out->n] = '\0';
			if (out->n > from && strchr(",.;:!?", out->p[out->n - 1]))
				continue;
		}
		buf_addc(out, s[i]);
	}
}

void ear_text(const char *text, const char *language, struct buf *out)
{
	bool english = !language || strncmp(language, "en", 2) == 0;
	const char *at = text, *end = text + strlen(text), *next, *word = NULL;
	size_t from = out->n;
	uint32_t cp;

	while (at < end) {
		size_t n = english ? between_figures(text, at, &word) : 0;

		if (!n && english && (at == text || !is_letter(at[-1]))) {
			n = unit_here(text, at, &word);
			if (n)
				add(out, from, " ", 1);
		}
		if (n) {
			add(out, from, word, strlen(word));
			at += n;
			continue;
		}
		next = at;
		if (!utf8_next(&next, end, &cp)) {
			at++;
			continue;
		}
		word = sign_word(cp, english);
		add(out, from, word ? word : at, word ? strlen(word) : (size_t)(next - at));
		at = next;
	}
	while (out->n > from && (out->p[out->n - 1] == ' ' || out->p[out->n - 1] == ','))
		out->p[--out->n] = '\0';
}
