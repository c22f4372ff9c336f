#include "base/duration.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { MS_PER_DAY = 24 * 3600 * 1000 };

/* Reads digits at `*s`; false without one or past a day's worth of anything. */
static bool read_number(const char **s, const char *end, int64_t *out)
{
	const char *start = *s;
	int64_t v = 0;

	while (*s < end && text_digit(**s)) {
		v = v * 10 + (**s - '0');
		if (v > MS_PER_DAY)
			return false;
		++*s;
	}
	*out = v;
	return *s > start;
}

/* Up to three decimals after a point, as thousandths; further digits are refused, since a plan
 * is whole milliseconds. */
static bool read_thousandths(const char **s, const char *end, int64_t *out)
{
	int64_t v = 0, scale = 100;

	if (*s == end || **s != '.') {
		*out = 0;
		return true;
	}
	++*s;
	if (*s == end || !text_digit(**s))
		return false;
	for (; *s < end && text_digit(**s); ++*s, scale /= 10) {
		if (!scale)
			return false;
		v += (**s - '0') * scale;
	}
	*out = v;
	return true;
}

static enum duration_error parse_colon(const char *s, const char *end, int64_t minutes, int64_t *ms)
{
	int64_t seconds, part;
	const char *start = s;

	if (!read_number(&s, end, &seconds) || s - start != 2 || seconds > 59)
		return DURATION_SYNTAX;
	if (!read_thousandths(&s, end, &part) || s != end)
		return DURATION_SYNTAX;
	*ms = (minutes * 60 + seconds) * 1000 + part;
	return *ms > MS_PER_DAY ? DURATION_TOO_LONG : DURATION_OK;
}

static int64_t unit_ms(char c)
{
	switch (c) {
	case 'h':
		return 3600 * 1000;
	case 'm':
		return 60 * 1000;
	case 's':
		return 1000;
	default:
		return 0;
	}
}

enum duration_error duration_parse(const char *s, size_t n, int64_t *ms)
{
	const char *end = s + n;
	int64_t total = 0, last = INT64_MAX;

	if (!n || !text_digit(*s))
		return DURATION_SYNTAX;
	while (s < end) {
		int64_t whole, part, unit;

		if (!read_number(&s, end, &whole))
			return s < end && text_digit(*s) ? DURATION_TOO_LONG : DURATION_SYNTAX;
		if (s < end && *s == ':' && last == INT64_MAX)
			return parse_colon(s + 1, end, whole, ms);
		if (!read_thousandths(&s, end, &part))
			return DURATION_SYNTAX;
		if (s == end)
			return last == INT64_MAX ? DURATION_BARE : DURATION_SYNTAX;
		unit = unit_ms(*s++);
		if (!unit)
			return DURATION_UNIT;
		if (unit >= last)
			return DURATION_SYNTAX;
		last = unit;
		total += whole * unit + part * unit / 1000;
		if (total > MS_PER_DAY)
			return DURATION_TOO_LONG;
	}
	*ms = total;
	return DURATION_OK;
}

char *duration_clock(char out[DURATION_TEXT], int64_t ms)
{
	int64_t s = ms > 0 ? ms / 1000 : 0;

	if (s >= 3600)
		snprintf(out, DURATION_TEXT, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60),
			 (int)(s % 60));
	else
		snprintf(out, DURATION_TEXT, "%d:%02d", (int)(s / 60), (int)(s % 60));
	return out;
}

char *duration_spell(char out[DURATION_TEXT], int64_t ms)
{
	int64_t h = ms / 3600000, m = ms / 60000 % 60, s = ms % 60000;
	int n = 0;

	out[0] = '\0';
	if (h)
		n += snprintf(out + n, DURATION_TEXT - (size_t)n, "%" PRId64 "h", h);
	if (m)
		n += snprintf(out + n, DURATION_TEXT - (size_t)n, "%" PRId64 "m", m);
	if (s % 1000) {
		int part = (int)(s % 1000), digits = 3;

		for (; part % 10 == 0; part /= 10)
			digits--;
		snprintf(out + n, DURATION_TEXT - (size_t)n, "%d.%0*ds", (int)(s / 1000), digits, part);
	} else if (s || !n) {
		snprintf(out + n, DURATION_TEXT - (size_t)n, "%ds", (int)(s / 1000));
	}
	return out;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t wall_day(struct wall t, int start_h)
{
	return floor_div(t.ms + (int64_t)t.offset_s * 1000 - (int64_t)start_h * 3600000, MS_PER_DAY);
}

/* Days to a civil date: the proleptic Gregorian calendar counted in 400-year eras, years
 * beginning in March so that the leap day comes last. */
static void civil_from_days(int64_t days, struct wall_fields *f)
{
	int64_t z = days + 719468, era = floor_div(z, 146097), doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	f->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	f->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	f->year = (int)(yoe + era * 400 + (f->month <= 2));
}

/* The inverse. */
static int64_t days_from_civil(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year, era = floor_div(y, 400), yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

char *day_format(char out[DAY_TEXT], int64_t day)
{
	struct wall_fields f;

	civil_from_days(day, &f);
	snprintf(out, DAY_TEXT, "%04d-%02d-%02d", f.year % 10000, f.month % 100, f.day % 100);
	return out;
}

bool day_parse(const char *s, int64_t *day)
{
	static const char form[] = "dddd-dd-dd";
	char again[DAY_TEXT];
	int v[3] = {0}, k = 0;

	for (size_t i = 0; i < sizeof form - 1; i++) {
		if (form[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
		if (form[i] == '-')
			k++;
		else
			v[k] = v[k] * 10 + s[i] - '0';
	}
	if (s[sizeof form - 1] || v[0] < 1 || v[1] < 1 || v[1] > 12 || v[2] < 1)
		return false;
	*day = days_from_civil(v[0], v[1], v[2]);
	return !strcmp(day_format(again, *day), s); /* 30 February is another day */
}

struct wall_fields wall_fields(struct wall t)
{
	int64_t local_s = floor_div(t.ms, 1000) + t.offset_s, day = floor_div(local_s, 86400);
	int s = (int)(local_s - day * 86400);
	struct wall_fields f = {.hour = s / 3600, .minute = s / 60 % 60, .second = s % 60};

	civil_from_days(day, &f);
	return f;
}

/* An offset has whole minutes here; one of some old zone's seconds is cut, and the moment stands. */
static struct wall whole_minutes(struct wall t)
{
	return (struct wall){t.ms, t.offset_s / 60 * 60};
}

static int put_time(char out[WALL_TEXT], struct wall t)
{
	struct wall_fields f = wall_fields(t);

	return snprintf(out, WALL_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d", f.year % 10000, f.month % 100,
			f.day % 100, f.hour % 100, f.minute % 100, f.second % 100);
}

static void put_offset(char *out, size_t n, struct wall t)
{
	int off = t.offset_s < 0 ? -t.offset_s : t.offset_s;

	snprintf(out, n, "%c%02d:%02d", t.offset_s < 0 ? '-' : '+', off / 3600 % 100, off / 60 % 60);
}

char *wall_format(char out[WALL_TEXT], struct wall t)
{
	struct wall w = whole_minutes(t);
	int n = put_time(out, w);

	put_offset(out + n, WALL_TEXT - (size_t)n, w);
	return out;
}

char *wall_stamp(char out[WALL_TEXT], struct wall t)
{
	struct wall w = whole_minutes(t);
	int n = put_time(out, w), part = (int)(w.ms - floor_div(w.ms, 1000) * 1000);

	if (part)
		n += snprintf(out + n, WALL_TEXT - (size_t)n, ".%03d", part % 1000);
	put_offset(out + n, WALL_TEXT - (size_t)n, w);
	return out;
}

/* Takes exactly `n` digits that make `least` to `most`. */
static bool digits(const char **s, int n, int least, int most, int *v)
{
	*v = 0;
	for (; n > 0; n--, ++*s) {
		if (**s < '0' || **s > '9')
			return false;
		*v = *v * 10 + (**s - '0');
	}
	return *v >= least && *v <= most;
}

static bool letter(const char **s, char c)
{
	return **s == c && (++*s, true);
}

/* The fraction of a second, one to three digits after the point. */
static bool decimals(const char **s, int *ms)
{
	int scale = 100;

	*ms = 0;
	for (; **s >= '0' && **s <= '9'; ++*s, scale /= 10) {
		if (!scale)
			return false;
		*ms += (**s - '0') * scale;
	}
	return scale < 100;
}

static bool parse_offset(const char **s, int32_t *offset_s)
{
	int sign = **s == '-' ? -1 : 1, h, m;

	*offset_s = 0;
	if (letter(s, 'Z'))
		return true;
	if ((!letter(s, '+') && !letter(s, '-')) || !digits(s, 2, 0, 23, &h) || !letter(s, ':') ||
	    !digits(s, 2, 0, 59, &m))
		return false;
	*offset_s = sign * (h * 3600 + m * 60);
	return true;
}

bool wall_parse(const char *s, struct wall *out)
{
	struct wall_fields f, back = {0};
	int ms = 0;
	int64_t days;
	int32_t offset_s;

	if (!digits(&s, 4, 1970, 2199, &f.year) || !letter(&s, '-') || !digits(&s, 2, 1, 12, &f.month) ||
	    !letter(&s, '-') || !digits(&s, 2, 1, 31, &f.day) || !letter(&s, 'T') ||
	    !digits(&s, 2, 0, 23, &f.hour) || !letter(&s, ':') || !digits(&s, 2, 0, 59, &f.minute) ||
	    !letter(&s, ':') || !digits(&s, 2, 0, 59, &f.second) || (letter(&s, '.') && !decimals(&s, &ms)) ||
	    !parse_offset(&s, &offset_s) || *s)
		return false;
	days = days_from_civil(f.year, f.month, f.day);
	civil_from_days(days, &back);
	if (back.day != f.day || back.month != f.month)
		return false;
	*out = (struct wall){((days * 24 + f.hour) * 60 + f.minute) * 60000 + f.second * 1000 + ms -
				     (int64_t)offset_s * 1000,
			     offset_s};
	return true;
}
