/* Lengths, ranges, moments and pressures of a routine. */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "load/routine_parts.h"

enum { BREATHS_MOST = 9999, WORD = 48 /* longest value that is taken apart to guess at */ };

/* ---- spelling ---- */

static const struct {
	const char *odd, *plain;
} spellings[] = {
	{"\342\200\220", "-"}, {"\342\200\221", "-"}, {"\342\200\222", "-"},  {"\342\200\223", "-"},
	{"\342\200\224", "-"}, {"\342\210\222", "-"}, {"\342\200\246", ".."}, {"\342\200\245", ".."},
	{"\302\240", " "},     {"\342\200\257", " "}, {"\342\200\207", " "},  {"\342\200\211", " "},
	{"\357\274\232", ":"}, {"\357\273\277", ""},  {"\342\200\213", ""},   {"\302\255", ""},
	{"\342\200\214", ""},  {"\342\200\215", ""},  {"\342\201\240", ""},
};

static const char *plain_for(const char *p, size_t *len)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		*len = strlen(spellings[i].odd);
		if (!strncmp(p, spellings[i].odd, *len))
			return spellings[i].plain;
	}
	return NULL;
}

const char *load_plain_spelling(struct arena *a, const char *text)
{
	struct buf out = {0};
	bool odd = false;
	const char *copy;

	for (const char *p = text; *p;) {
		size_t len = 1;
		const char *plain = (unsigned char)*p >= 0x80 ? plain_for(p, &len) : NULL;

		odd |= plain != NULL;
		if (plain)
			buf_adds(&out, plain);
		else
			buf_add(&out, p, len = 1);
		p += len;
	}
	copy = odd ? arena_strdup(a, buf_str(&out)) : NULL;
	buf_free(&out);
	return copy;
}

/* ---- lengths ---- */

enum length_fault {
	LENGTH_OK,
	LENGTH_BARE,
	LENGTH_UNIT,
	LENGTH_SYNTAX,
	LENGTH_LONG,
	LENGTH_PART /* not a whole number of breaths */
};

/* `6 breaths`, `1 breath`: the count, or -1 if it is none. */
static int32_t parse_breaths(const char *s, size_t n)
{
	int32_t count = 0;
	size_t i = 0;

	for (; i < n && text_digit(s[i]) && count <= BREATHS_MOST; i++)
		count = count * 10 + (s[i] - '0');
	if (!i || count > BREATHS_MOST)
		return -1;
	s += i;
	n -= i;
	if ((n == 8 && !memcmp(s, " breaths", 8)) || (n == 7 && !memcmp(s, " breath", 7)))
		return count;
	return -1;
}

bool load_is_breaths(const char *text)
{
	return parse_breaths(text, strlen(text)) > 0;
}

static enum length_fault parse_length(const char *s, size_t n, struct length *out)
{
	int32_t breaths = parse_breaths(s, n);

	out->ms = 0;
	out->breaths = breaths > 0 ? breaths : 0;
	if (breaths >= 0)
		return LENGTH_OK;
	if (n > 7 && text_digit(*s) && strspn(s, "0123456789.") < n &&
	    !strncmp(s + strspn(s, "0123456789."), " breath", 7))
		return LENGTH_PART;
	switch (duration_parse(s, n, &out->ms)) {
	case DURATION_OK:
		return LENGTH_OK;
	case DURATION_BARE:
		return LENGTH_BARE;
	case DURATION_UNIT:
		return LENGTH_UNIT;
	case DURATION_TOO_LONG:
		return LENGTH_LONG;
	case DURATION_SYNTAX:
		break;
	}
	return LENGTH_SYNTAX;
}

/* `2,5m` with a point, `2m,` without the comma at its end. */
static const char *without_commas(struct routine_load *l, const char *text)
{
	size_t n = strlen(text);
	char *copy;

	while (n && strchr(",;.", text[n - 1]))
		n--;
	copy = arena_strndup(l->arena, text, n);
	for (size_t i = 1; i + 1 < n; i++)
		if (copy[i] == ',' && text_digit(copy[i - 1]) && text_digit(copy[i + 1]))
			copy[i] = '.';
	return copy;
}

const char *load_guess_length(struct routine_load *l, const char *text, bool zero)
{
	const char *plain = load_plain_spelling(l->arena, text), *guess = NULL;
	struct buf out = {0};
	struct length got;

	if (strlen(text) < WORD && load_from_milliseconds(l, text))
		return load_from_milliseconds(l, text);
	if (strlen(text) < WORD && load_respell_length(without_commas(l, plain ? plain : text), NULL, &out) &&
	    parse_length(buf_str(&out), out.n, &got) == LENGTH_OK && (zero || got.ms || got.breaths))
		guess = arena_strdup(l->arena, buf_str(&out));
	buf_free(&out);
	return guess;
}

static const char *const length_examples[] = {"45s", "2m", "1m30s", "1:30", "6 breaths"};
static const char *const range_examples[] = {"60s", "30s..90s", "6 breaths", "4..9 breaths"};

/* The units that are likely for a number, the likeliest first; how many. A hold of 6 is one of breaths, a walk of 2 one
 * of minutes, a rest of 5 one of seconds, and no press lasts ten minutes. */
static int likely_units(const char *name, const char *text, const char *units[2])
{
	static const char *const brief[] = {"find", "ease", "rest", "each", "pause", "at"};
	enum { FEW = 10, PRESS_BREATHS = 12, WALK_MINUTES = 60 };
	int n = abs(atoi(text));
	bool small = n < FEW, few = small, whole = !strchr(text, '.'), breathe = !strcmp(name, "breathe");

	units[0] = small ? "m" : "s";
	units[1] = small ? "s" : "m";
	if (!strcmp(name, "walk"))
		few = n <= WALK_MINUTES;
	if (whole && (breathe || !strcmp(name, "for")) && n <= PRESS_BREATHS) {
		units[0] = n == 1 ? " breath" : " breaths";
		units[1] = "s";
		few = true;
	} else if (whole && breathe) {
		units[1] = " breaths";
		few = true;
	}
	for (size_t i = 0; i < sizeof brief / sizeof *brief; i++)
		if (!strcmp(name, brief[i])) {
			units[0] = "s";
			units[1] = "m";
		}
	return few ? 2 : 1;
}

/* `0`, `0.0`. */
static bool is_nothing(const char *text)
{
	return !text[strspn(text, "0.-")];
}

static void bare_number(struct routine_load *l, const char *name, struct span at, const char *text)
{
	const char *units[2] = {"s", "s"}, *both[2] = {"", ""};
	struct diag_entry *e = load_error(l, "duration", at, _("\"%s\" has no unit"), text);
	int n = is_nothing(text) ? 1 : likely_units(name, text, units);

	for (int i = 0; i < n; i++)
		both[i] = arena_printf(l->arena, "%s%s", text, units[i]);
	diag_expect(l->d, e, both, (size_t)n);
	if (!strcmp(name, "each") && load_is_count(text))
		diag_hint(l->d, e, _("%s, or how many as reps: %s?"), both[0], text);
	else if (n == 1)
		load_did_you_mean(l, e, both[0]);
	else
		diag_hint(l->d, e, _("%s or %s?"), both[0], both[1]);
}

/* `1.5s` and `90s` have a length; 0 has one only where nothing may last no time. */
static bool check_zero(struct routine_load *l, const char *name, struct span at, const struct length *got,
		       bool zero)
{
	struct diag_entry *e;

	if (got->ms || got->breaths || zero)
		return true;
	e = load_error(l, "duration", at, _("`%s` cannot last no time at all"), name);
	diag_hint(l->d, e, "%s", _("leave the step out if it is not wanted"));
	return false;
}

/* `400 m`: metres, as no step takes that many minutes. */
static bool is_far(const char *text)
{
	enum { MINUTES_MOST = 90 };
	char *end;

	return strtol(text, &end, 10) > MINUTES_MOST && end > text && !strcmp(end + strspn(end, " "), "m");
}

/* The one place that says what is wrong with a length. */
static void refuse_length(struct routine_load *l, const char *name, struct span at, const char *text,
			  enum length_fault why, bool zero)
{
	const char *guess = load_guess_length(l, text, zero);
	struct diag_entry *e;

	if (why == LENGTH_BARE) {
		if (!is_nothing(text) || check_zero(l, name, at, &(struct length){0}, zero))
			bare_number(l, name, at, text);
		return;
	}
	if (load_from_milliseconds(l, text))
		e = load_error(l, "duration", at, _("\"%s\" is in milliseconds, which are not read"), text);
	else if (why == LENGTH_LONG)
		e = load_error(l, "duration", at, _("\"%s\" is longer than any routine may take"), text);
	else if (why == LENGTH_PART)
		e = load_error(l, "duration", at, _("\"%s\" is not a whole number of breaths"), text);
	else if (strstr(text, ".."))
		e = load_error(l, "duration", at,
			       _("only the `for` of a hold takes a range; `%s` takes one time"), name);
	else if (guess && load_plain_spelling(l->arena, text))
		e = load_error(l, "character", at,
			       _("\"%s\" has a character that only looks like a plain one"), text);
	else
		e = load_error(l, "duration", at, _("\"%s\" is not a time"), text);
	if (guess && is_far(text))
		diag_hint(l->d, e, "%s", _("m is minutes: write how long it takes, not how far it is"));
	else if (guess)
		load_did_you_mean(l, e, guess);
	else if (load_hint_repeated(l, e, text) ||
		 (!strcmp(name, "breathe") && load_hint_pattern_first(l, e, text)))
		;
	else if (load_time_in(l, text, zero))
		load_did_you_mean(l, e, load_time_in(l, text, zero));
	else if (why == LENGTH_SYNTAX || why == LENGTH_UNIT)
		diag_hint(l->d, e, _("write it like %s or %s"), "45s", "6 breaths");
	diag_expect(l->d, e, length_examples, sizeof length_examples / sizeof *length_examples);
}

bool load_length(struct routine_load *l, const char *name, const struct yaml_node *v, bool zero,
		 struct length *out)
{
	const char *text = load_scalar(l, name, v);
	struct length got = {0};
	enum length_fault why;

	if (!text)
		return false;
	why = parse_length(text, v->n, &got);
	if (why != LENGTH_OK) {
		refuse_length(l, name, v->at, text, why, zero);
		return false;
	}
	if (!check_zero(l, name, v->at, &got, zero))
		return false;
	got.given = true;
	got.at = v->at;
	*out = got;
	return true;
}

/* ---- ranges ---- */

static bool parse_range(const char *s, size_t n, struct length *lo, struct length *hi)
{
	const char *dots = strstr(s, "..");
	size_t first = dots ? (size_t)(dots - s) : 0, rest = dots ? n - first - 2 : 0;
	int32_t breaths;
	char *end;

	if (!dots || !first || !rest)
		return false;
	if (parse_length(dots + 2, rest, hi) != LENGTH_OK)
		return false;
	if (!hi->breaths)
		return parse_length(s, first, lo) == LENGTH_OK && !lo->breaths;
	/* the lower figure of `4..9 breaths` stands alone */
	if (!text_digit(*s) || strspn(s, "0123456789") != first || first > 4)
		return false;
	breaths = (int32_t)strtol(s, &end, 10);
	*lo = (struct length){.breaths = breaths};
	return true;
}

/* `N` or `N..M`, two digits at most. */
static bool parse_numbers(const char *s, int *lo, int *hi)
{
	char *end;

	if (!text_digit(*s))
		return false;
	*lo = *hi = (int)strtol(s, &end, 10);
	if (end - s > 2)
		return false;
	if (!*end)
		return true;
	if (strncmp(end, "..", 2) || !text_digit(end[2]))
		return false;
	s = end + 2;
	*hi = (int)strtol(s, &end, 10);
	return !*end && end - s <= 2;
}

/* Where a range that is written otherwise has its middle: `30s-60s`, `30s to 60s`. */
static const char *find_middle(const char *s, size_t *len)
{
	static const char *const middles[] = {"...", "..", " to ", " - ", "-", " bis "};

	for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
		const char *p = strstr(s, middles[i]);

		*len = strlen(middles[i]);
		if (p && p > s)
			return p;
	}
	return NULL;
}

const char *load_guess_range(struct routine_load *l, const char *text)
{
	const char *plain = load_plain_spelling(l->arena, text), *middle, *unit, *guess = NULL;
	struct buf out = {0};
	struct length lo, hi;
	size_t len;
	char *first;

	if (strlen(text) >= WORD)
		return NULL;
	plain = plain ? plain : text;
	middle = find_middle(plain, &len);
	if (!middle)
		return load_guess_length(l, text, false);
	first = arena_strndup(l->arena, plain, (size_t)(middle - plain));
	unit = load_last_unit(middle + len);
	if (unit && !strcmp(unit, " breaths") &&
	    (!first[strspn(first, "0123456789 ")] || load_last_unit(first) == unit))
		buf_add(&out, first, strspn(first, "0123456789"));
	else if (!load_respell_length(first, unit, &out))
		goto out;
	buf_adds(&out, "..");
	if (load_respell_length(middle + len, NULL, &out) && parse_range(buf_str(&out), out.n, &lo, &hi) &&
	    lo.ms <= hi.ms && lo.breaths <= hi.breaths)
		guess = arena_strdup(l->arena, buf_str(&out));
out:
	buf_free(&out);
	return guess;
}

static bool refuse_range(struct routine_load *l, const char *name, struct span at, const char *text)
{
	const char *guess = load_guess_range(l, text);
	struct diag_entry *e;
	struct length got;
	enum length_fault why = parse_length(text, strlen(text), &got);
	int lo, hi;

	if (why == LENGTH_BARE || load_from_milliseconds(l, text) ||
	    (!guess && !strstr(text, "..") && why != LENGTH_SYNTAX)) {
		refuse_length(l, name, at, text, why, false);
		return false;
	}
	if (guess && load_plain_spelling(l->arena, text))
		e = load_error(l, "character", at,
			       _("\"%s\" has a character that only looks like a plain one"), text);
	else
		e = load_error(l, strstr(text, "..") || (guess && strstr(guess, "..")) ? "range" : "duration",
			       at, _("\"%s\" is not a time and not a range of times"), text);
	if (guess)
		load_did_you_mean(l, e, guess);
	else if (load_hint_repeated(l, e, text))
		;
	else if (load_time_in(l, text, false))
		load_did_you_mean(l, e, load_time_in(l, text, false));
	else if (parse_numbers(text, &lo, &hi) && lo < hi)
		diag_hint(l->d, e, _("%ds..%ds or %d..%d breaths?"), lo, hi, lo, hi);
	else
		diag_hint(l->d, e, _("write it like %s or %s"), "60s", "30s..90s");
	diag_expect(l->d, e, range_examples, sizeof range_examples / sizeof *range_examples);
	return false;
}

static bool check_order(struct routine_load *l, struct span at, const char *text, const struct length *lo,
			const struct length *hi)
{
	const char *dots = strstr(text, "..");
	struct diag_entry *e;

	if (lo->breaths ? lo->breaths <= hi->breaths : lo->ms <= hi->ms)
		return true;
	e = load_error(l, "range", at, _("the range \"%s\" begins above its end"), text);
	if (lo->breaths)
		load_did_you_mean(l, e, arena_printf(l->arena, "%d..%d breaths", hi->breaths, lo->breaths));
	else
		load_did_you_mean(l, e,
				  arena_printf(l->arena, "%s..%.*s", dots + 2, (int)(dots - text), text));
	return false;
}

bool load_range(struct routine_load *l, const char *name, const struct yaml_node *v, struct length_range *out)
{
	const char *text = load_scalar(l, name, v);
	struct length_range got = {.given = true};

	if (!text)
		return false;
	if (parse_length(text, v->n, &got.lo) == LENGTH_OK) {
		got.hi = got.lo;
	} else if (!parse_range(text, v->n, &got.lo, &got.hi)) {
		return refuse_range(l, name, v->at, text);
	} else if (!check_order(l, v->at, text, &got.lo, &got.hi)) {
		return false;
	} else {
		got.elastic = got.lo.ms != got.hi.ms || got.lo.breaths != got.hi.breaths;
	}
	if (!check_zero(l, name, v->at, &got.lo, false))
		return false;
	got.lo.given = got.hi.given = true;
	got.lo.at = got.hi.at = got.at = v->at;
	*out = got;
	return true;
}

/* ---- the moment of a cue ---- */

const char *load_moment_meant(struct routine_load *l, const char *text)
{
	static const char *const words[][2] = {{"50%", "half"},     {"half", "half"},  {"middle", "half"},
					       {"halfway", "half"}, {"mitte", "half"}, {"start", "0s"},
					       {"begin", "0s"}};
	const char *meant = text_meaning(words, sizeof words / sizeof *words, text);

	if (!meant)
		meant = load_before_end(l, text);
	meant = meant ? meant : load_guess_length(l, text, true);
	return meant && !load_is_breaths(meant + (*meant == '-')) ? meant : NULL;
}

/* `2 breaths`, `1 breath`. */
static bool is_breaths_meant(struct routine_load *l, const char *text)
{
	const char *guess = load_guess_length(l, text, true);

	return guess && load_is_breaths(guess);
}

bool load_at(struct routine_load *l, const struct yaml_node *v, struct step_cue *out)
{
	static const char *const examples[] = {"20s", "half", "-10s"};
	const char *text = load_scalar(l, "at", v), *plain, *meant;
	bool before;
	struct diag_entry *e;

	if (!text)
		return false;
	if (!strcmp(text, "half")) {
		out->when = CUE_HALF;
		return true;
	}
	before = *text == '-';
	out->when = before ? CUE_BEFORE_END : CUE_AT;
	switch (duration_parse(text + before, v->n - before, &out->ms)) {
	case DURATION_OK:
		return true;
	case DURATION_BARE:
		bare_number(l, "at", v->at, text);
		return false;
	case DURATION_UNIT:
	case DURATION_SYNTAX:
	case DURATION_TOO_LONG:
		break;
	}
	plain = load_plain_spelling(l->arena, text);
	e = load_error(
		l, plain ? "character" : "duration", v->at,
		_("\"%s\" is no moment: write a time from the start, `half`, or a time before the end"),
		text);
	meant = plain ? plain : load_moment_meant(l, text);
	if (meant)
		load_did_you_mean(l, e, meant);
	else if (text_same(text, "end") || text_same(text, "ende"))
		diag_hint(l->d, e, "%s", _("write how long before it, like -10s"));
	else if (is_breaths_meant(l, text + before))
		diag_hint(l->d, e, "%s", _("a moment is not told in breaths: write it like 20s"));
	diag_expect(l->d, e, examples, 3);
	return false;
}

/* ---- pressure ---- */

static const char *guess_pressure(struct routine_load *l, const char *text)
{
	const char *plain = load_plain_spelling(l->arena, text), *middle, *p;
	struct buf out = {0};
	int lo, hi;
	size_t len;
	const char *guess = NULL;

	p = plain ? plain : text;
	if (strlen(text) >= WORD)
		return NULL;
	middle = find_middle(p, &len);
	if (middle) {
		buf_add(&out, p, strspn(p, "0123456789"));
		buf_adds(&out, "..");
		p = middle + len;
		p += strspn(p, " ");
	}
	buf_add(&out, p, strspn(p, "0123456789"));
	if (parse_numbers(buf_str(&out), &lo, &hi)) {
		int of = strchr(text, '%') ? 10 : 1; /* `50%` is 5 of 10 */

		if (of == 1)
			guess = arena_strdup(l->arena, buf_str(&out));
		else if (lo >= of && hi <= of * l->atlas->limits.pressure_hi)
			guess = middle ? arena_printf(l->arena, "%d..%d", lo / of, hi / of)
				       : arena_printf(l->arena, "%d", lo / of);
	}
	buf_free(&out);
	return guess;
}

/* How hard a word is; NULL if it is none. */
static const char *pressure_word(const char *text)
{
	static const char *const words[][2] = {{"light", "3..4"},  {"gentle", "3..4"}, {"soft", "3..4"},
					       {"low", "3..4"},    {"medium", "4..5"}, {"moderate", "4..5"},
					       {"normal", "4..6"}, {"firm", "5..6"},   {"hard", "5..6"},
					       {"strong", "5..6"}, {"high", "5..6"},   {"deep", "5..6"}};

	return text_meaning(words, sizeof words / sizeof *words, text);
}

static bool refuse_pressure(struct routine_load *l, struct span at, const char *text)
{
	static const char *const examples[] = {"5", "4..6"};
	const char *guess = guess_pressure(l, text);
	struct diag_entry *e;

	if (guess && load_plain_spelling(l->arena, text))
		e = load_error(l, "character", at,
			       _("\"%s\" has a character that only looks like a plain one"), text);
	else
		e = load_error(l, "pressure", at,
			       _("\"%s\" is not a pressure: a whole number on the scale from 0 to 10, or two "
				 "with .. "
				 "between"),
			       text);
	if (!guess)
		guess = pressure_word(text);
	if (guess)
		load_did_you_mean(l, e, guess);
	else
		diag_hint(l->d, e, _("write it like %s or %s"), "5", "4..6");
	diag_expect(l->d, e, examples, 2);
	return false;
}

bool load_pressure(struct routine_load *l, const struct yaml_node *v, struct pressure *out)
{
	const struct limits *most = &l->atlas->limits;
	const char *text = load_scalar(l, "pressure", v);
	int lo, hi;

	if (!text)
		return false;
	if (!parse_numbers(text, &lo, &hi))
		return refuse_pressure(l, v->at, text);
	if (lo > hi) {
		load_did_you_mean(
			l, load_error(l, "pressure", v->at, _("the range \"%s\" begins above its end"), text),
			arena_printf(l->arena, "%d..%d", hi, lo));
		return false;
	}
	if (lo < most->pressure_lo || hi > most->pressure_hi) {
		const char *why = hi > most->pressure_hi
					  ? _("pressure goes from %d to %d: harder is not better, and the "
					      "muscle braces against it")
					  : _("pressure goes from %d to %d: a hold that is not to press is "
					      "taken out");

		diag_hint(l->d, load_error(l, "pressure", v->at, why, most->pressure_lo, most->pressure_hi),
			  "%s", _("4..6 is usual"));
		return false;
	}
	*out = (struct pressure){lo, hi, true, v->at};
	return true;
}
