/* Figures in words that people write: `3 x 10`, `20 s x 3 each leg`, `Bridge, 10 reps, 3 sets`. */
#include <stdlib.h>
#include <string.h>

#include "load/routine_parts.h"

static const char digits[] = "0123456789";

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

size_t load_times_sign(const char *p)
{
	static const char *const signs[] = {"x",       "X",      "\xc3\x97", "*",         "times",
					    "sets of", "set of", "sets x",   "rounds of", "mal"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(p, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

int load_take_count(const char **p)
{
	enum { MOST = 100 };
	char *end;
	long n = text_digit(**p) ? strtol(*p, &end, 10) : 0;

	if (n < 1 || n > MOST)
		return 0;
	*p = end + strspn(end, " ");
	return (int)n;
}

/* ---- each leg ---- */

/* Words that mean each leg where they end a text. */
static const char *const per_leg[] = {"each side",  "each leg",     "both sides", "both legs", "per side",
				      "per leg",    "a side",       "a leg",      "each",      "both",
				      "je Seite",   "je Bein",      "pro Seite",  "pro Bein",  "jede Seite",
				      "jedes Bein", "beide Seiten", "beide Beine"};

/* Whether one of `side` and `leg` ends a text at its byte `at` right behind a stroke: `30s/side`. */
static bool is_stroke(const char *text, size_t n, size_t *at)
{
	static const char *const words[] = {"/side", "/ side", "/leg", "/ leg", "/Seite", "/ Seite", "/Bein"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		*at = n - strlen(words[i]);
		if (n > strlen(words[i]) && !strncasecmp(text + *at, words[i], strlen(words[i])))
			return true;
	}
	return false;
}

size_t load_before_legs(const char *text)
{
	static const char *const between = " ,:-(/";
	size_t n = strlen(text), at;

	while (n && strchr(". )", text[n - 1]))
		n--;
	if (is_stroke(text, n, &at)) {
		while (at && strchr(between, text[at - 1]))
			at--;
		return at;
	}
	for (size_t i = 0; i < sizeof per_leg / sizeof *per_leg; i++) {
		size_t word = strlen(per_leg[i]);

		at = n - word;
		if (n <= word || strncasecmp(text + at, per_leg[i], word) != 0 ||
		    !strchr(between, text[at - 1]))
			continue;
		while (at && strchr(between, text[at - 1]))
			at--;
		return at;
	}
	return 0;
}

/* Whether a text says at its end that it is for each leg, and not only that both move: `Calf, 30 s each`. */
static bool is_for_each_leg(const char *text)
{
	size_t n = load_before_legs(text);

	return n && (text[strcspn(text, digits)] || strchr(",:(-", text[n]) || strcasestr(text + n, "side") ||
		     strcasestr(text + n, "Seite"));
}

/* ---- times and counts ---- */

/* The bytes of a figure with its unit: `30 s`, `1:30 min`; 0 if no letter follows it. */
static size_t unit_span(const char *p)
{
	size_t n = strspn(p, "0123456789.,:"), word;

	if (!text_digit(*p))
		return 0;
	n += strspn(p + n, " ");
	for (word = n; is_letter(p[word]);)
		word++;
	return word > n ? word : 0;
}

/* A time with its unit that begins here, as the format writes it, and its bytes in `*n`; NULL for none. */
static const char *time_at(struct routine_load *l, const char *p, size_t *n)
{
	enum { MOST = 32 };
	size_t one = unit_span(p), more = one + strspn(p + one, " "), two = one ? unit_span(p + more) : 0;
	const char *time = NULL;

	/* the longest reading first: `1 min 30 s` is not a minute */
	*n = two ? more + two : 0;
	if (two && *n < MOST)
		time = load_guess_length(l, arena_strndup(l->arena, p, *n), false);
	if (!time && one && one < MOST) {
		*n = one;
		time = load_guess_length(l, arena_strndup(l->arena, p, *n), false);
	}
	if (time && p[*n] == '.')
		++*n;
	return time;
}

const char *load_find_time(struct routine_load *l, const char *text, size_t *at, size_t *n)
{
	for (const char *p = text; *p; p += strspn(p, "0123456789.,:")) {
		const char *time;

		p += strcspn(p, digits);
		time = *p ? time_at(l, p, n) : NULL;
		*at = (size_t)(p - text);
		if (time)
			return time;
	}
	return NULL;
}

/* `3 x 10`, `3 x 20 s`: the count in front of the sign, and what stands behind it in `*rest`; 0 if it is no such
 * thing. */
static int before_sign(const char *p, const char **rest)
{
	enum { MOST = 1000 };
	char *end;
	long n = strtol(p, &end, 10);
	size_t sign;

	end += strspn(end, " ");
	sign = load_times_sign(end);
	*rest = end + sign + strspn(end + sign, " ");
	return sign && n >= 1 && n <= MOST && text_digit(**rest) ? (int)n : 0;
}

bool load_find_sets(const char *text, int *sets, int *reps)
{
	enum { MOST = 1000 };

	for (const char *p = text + strcspn(text, digits); *p;
	     p += strspn(p, digits), p += strcspn(p, digits)) {
		const char *rest;
		int n = before_sign(p, &rest);
		long m = n ? strtol(rest, NULL, 10) : 0;

		if (m < 1 || m > MOST)
			continue;
		*sets = n;
		*reps = (int)m;
		return true;
	}
	return false;
}

/* How often behind a time, `20 s x 3` and `20 s, 3 times`; 0 if it does not say. */
static int often_after(const char *p)
{
	const char *rest = p + strspn(p, " ,");
	size_t sign = load_times_sign(rest);
	int n;

	if (!strncmp(rest, "twice", 5))
		return 2;
	rest += sign + (sign ? strspn(rest + sign, " ") : 0);
	n = load_take_count(&rest);
	if (!sign && strncmp(rest, "times", 5) != 0 && strncmp(rest, "mal", 3) != 0 && *rest != 'x')
		return 0;
	return text_digit(*rest) || (sign && unit_span(rest)) ? 0 : n;
}

/* A count with one of these words behind it, `3 sets`; 0 for none. */
static int count_of(const char *text, const char *const *words, size_t nwords)
{
	for (const char *p = text + strcspn(text, digits); *p;
	     p += strspn(p, digits), p += strcspn(p, digits)) {
		const char *rest = p;
		int n = load_take_count(&rest);

		for (size_t i = 0; n && i < nwords; i++)
			if (!strncasecmp(rest, words[i], strlen(words[i])) &&
			    !is_letter(rest[strlen(words[i])]))
				return n;
	}
	return 0;
}

/* `x 10`, `10 reps`: a count by itself; 0 for none. */
static int find_reps(const char *text)
{
	static const char *const words[] = {"reps", "rep", "repetitions", "times",
					    "x",    "wdh", "mal",         "Wiederholungen"};

	for (const char *p = text; *p; p++) {
		size_t sign = p == text || strchr(" ,(", p[-1]) ? load_times_sign(p) : 0;
		const char *rest = p + sign + strspn(p + sign, " ");
		int n;

		if (!sign)
			continue;
		n = load_take_count(&rest);
		if (n)
			return n;
	}
	return count_of(text, words, sizeof words / sizeof *words);
}

/* `ten times`; 0 for none. */
static int count_in_words(struct routine_load *l, const char *text)
{
	const char *times = strcasestr(text, " times"), *word = times;

	while (word && word > text && is_letter(word[-1]))
		word--;
	return times ? load_number_word(arena_strndup(l->arena, word, (size_t)(times - word))) : 0;
}

/* `10 squats`, `10 heel slides` at the start: a count before one or two words, the last of which is a plural; 0 for
 * none. */
static int count_of_things(const char *text)
{
	enum { LEAST = 3 /* `2 legs` is no count of repetitions */, WORDS = 2 };
	const char *p = text;
	int n = load_take_count(&p);

	if (n < LEAST || p[-1] != ' ')
		return 0;
	for (int i = 0; i < WORDS && is_letter(*p); i++) {
		size_t word = 0;

		while (is_letter(p[word]))
			word++;
		if (word > 3 && p[word - 1] == 's' && strncasecmp(p, "breaths", 7) != 0 &&
		    strncasecmp(p, "degrees", 7) != 0)
			return n;
		p += word + (p[word] == ' ');
	}
	return 0;
}

/* `3 x 20 s` and `20 s x 3`; false if no time is said to be done more than once. */
static bool read_timed(struct routine_load *l, const char *text, struct figures *out)
{
	for (const char *p = text + strcspn(text, digits); *p;
	     p += strspn(p, digits), p += strcspn(p, digits)) {
		const char *rest, *time;
		int n = before_sign(p, &rest);
		size_t len;

		time = n ? time_at(l, rest, &len) : NULL;
		if (!time) {
			time = time_at(l, p, &len);
			n = time ? often_after(p + len) : 0;
		}
		if (time && n) {
			out->time = time;
			out->times = n;
			return true;
		}
	}
	return false;
}

void load_read_figures(struct routine_load *l, const char *text, struct figures *out)
{
	static const char *const sets[] = {"sets", "set", "rounds", "series", "S\303\244tze"};
	size_t at, n;

	*out = (struct figures){.each_leg = is_for_each_leg(text)};
	if (!text[strcspn(text, digits)])
		out->reps = count_in_words(l, text);
	if (out->reps || !text[strcspn(text, digits)] || read_timed(l, text, out))
		return;
	if (!load_find_sets(text, &out->sets, &out->reps)) {
		out->reps = find_reps(text);
		out->sets = count_of(text, sets, sizeof sets / sizeof *sets);
	}
	out->time = load_find_time(l, text, &at, &n);
	if (!out->time && !out->reps && !out->sets)
		out->reps = count_of_things(text);
	/* `10 reps, 3 s each` speaks of a repetition */
	if (out->time && out->reps && out->each_leg)
		out->each_leg = !text_same(text + strlen(text) - 4, "each");
}

bool load_is_count(const char *text)
{
	return *text >= '1' && *text <= '9' && strlen(text) < 4 && !text[strspn(text, digits)];
}
