/* Times in words, as people write them: `five breaths`, `1 min 30 sec`, `60"`, `60s, slowly`. */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "load/routine_parts.h"

enum { WORD = 48 /* longest value that is taken apart to guess at */ };

/* The unit that a word stands for, as the format spells it; NULL for no unit. */
static const char *unit_for(const char *word)
{
	static const char *const units[][13] = {
		{"s", "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "\"", "''",
		 "\342\200\263", NULL},
		{"m", "m", "min", "mins", "minute", "minutes", "minuten", "'", "\342\200\262", NULL},
		{"h", "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", NULL},
		{" breaths", "breath", "breaths", "breathes", "atemzug", "atemz\303\274ge", NULL},
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		for (size_t k = 1; units[i][k]; k++)
			if (text_same(word, units[i][k]))
				return units[i][0];
	return NULL;
}

/* Lengths that people write without a figure, or with one that is none here. */
static const char *phrase(const char *s)
{
	static const char *const phrases[][2] = {{"half a minute", "30s"},
						 {"1/2 min", "30s"},
						 {"1/2 minute", "30s"},
						 {"a minute", "1m"},
						 {"eine halbe minute", "30s"}};

	return text_meaning(phrases, sizeof phrases / sizeof *phrases, s);
}

/* `1:30 min`, where the unit says what the figures say already. */
static bool clock_with_unit(const char *s, struct buf *out)
{
	size_t n = strspn(s, "0123456789:");
	const char *unit = s + n + strspn(s + n, " ");
	int64_t ms;

	if (!memchr(s, ':', n) || duration_parse(s, n, &ms) != DURATION_OK || !unit_for(unit) ||
	    strcmp(unit_for(unit), "m") != 0)
		return false;
	buf_add(out, s, n);
	return true;
}

/* The bytes of a blank, or of a word that only joins. */
static size_t joint(const char *s)
{
	static const char *const words[] = {" ", "and ", "und ", "& "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strncmp(s, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

/* `30`, `2.5` and `five` as figures: the bytes of it, 0 for no number. */
static size_t take_number(const char *s, struct buf *out)
{
	size_t digits = strspn(s, "0123456789."), letters = strcspn(s, " ");
	char word[16] = "";
	int n;

	if (digits && *s != '.')
		return buf_add(out, s, digits), digits;
	if (digits || letters >= sizeof word)
		return 0;
	memcpy(word, s, letters);
	n = load_number_word(word);
	if (n)
		buf_addf(out, "%d", n);
	return n ? letters : 0;
}

const char *load_from_milliseconds(struct routine_load *l, const char *text)
{
	static const char *const units[] = {"ms", "msec", "msecs", "millis", "milliseconds", "millisekunden"};
	size_t digits = strspn(text, "0123456789");
	const char *unit = text + digits + strspn(text + digits, " ");
	int ms = digits && digits < 8 ? atoi(text) : 0;

	for (size_t i = 0; ms && i < sizeof units / sizeof *units; i++)
		if (text_same(units[i], unit))
			return arena_printf(l->arena, "%gs", ms / 1000.0);
	return NULL;
}

bool load_respell_length(const char *s, const char *unit, struct buf *out)
{
	bool any = false;

	if (phrase(s))
		return buf_adds(out, phrase(s)), true;
	if (clock_with_unit(s, out))
		return true;
	while (*s) {
		size_t digits, letters;
		char word[16] = "";
		const char *u;

		if (joint(s)) {
			s += joint(s);
			continue;
		}
		digits = take_number(s, out);
		if (!digits)
			return false;
		s += digits;
		s += strspn(s, " ");
		letters = strcspn(s, "0123456789. ");
		if (letters >= sizeof word)
			return false;
		memcpy(word, s, letters);
		u = letters ? unit_for(word) : unit;
		if (!u)
			return false;
		buf_adds(out, u);
		s += letters;
		s += letters && *s == '.' && !text_digit(s[1]); /* `40 Sek.` */
		unit = !unit && !strcmp(u, "m") ? "s" : unit;
		any = true;
	}
	return any;
}

const char *load_last_unit(const char *s)
{
	const char *end = s + strlen(s), *p;

	while (end > s && end[-1] == ' ')
		end--;
	for (p = end; p > s && !text_digit(p[-1]) && p[-1] != ' ' && p[-1] != '.';)
		p--;
	return unit_for(p);
}

const char *load_time_in(struct routine_load *l, const char *text, bool zero)
{
	static const char *const nothing[][2] = {{"none", "0s"},    {"no", "0s"},   {"off", "0s"},
						 {"nothing", "0s"}, {"zero", "0s"}, {"keine", "0s"}};
	struct figures f;
	const char *time, *rest;
	size_t at, n;

	if (zero && text_meaning(nothing, sizeof nothing / sizeof *nothing, text))
		return "0s";
	time = strlen(text) < WORD ? load_find_time(l, text, &at, &n) : NULL;
	if (!time || at)
		return NULL;
	/* a second figure, how often or on which leg is more than words */
	rest = text + n + strspn(text + n, " ");
	load_read_figures(l, text, &f);
	return strchr(",(", *rest) && !f.times && !f.each_leg && !rest[strcspn(rest, "0123456789")] ? time
												    : NULL;
}
