#include "load/record_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json_read.h"
#include "base/mem.h"

enum {
	TEXT_BYTES_MOST = 500, /* a title, a path */
	WORD_BYTES_MOST = 64,
	HOLDS_MOST = 1000,          /* of a session */
	LENGTH_MS_MOST = 604800000, /* a week: nothing lasts as long */
	COUNT_MOST = 100000,
	MEASURE_MOST = 1000,
	ROWS_MOST = 4000000
};

/* Rows of a kind as they are read; they move to the arena in the end. */
struct rows {
	void *row;
	size_t n, cap;
};

struct load {
	struct json_reader in;
	struct arena *arena;
	struct buf path;     /* of what is being read: "sessions[3].holds[1].leg" */
	struct buf expected; /* the fault, where it is ours */
	struct rows sessions, holds, ratings, screenings, checkins, choices;
	int64_t version;
	struct wall latest;
};

enum kind {
	KIND_ID,
	KIND_HASH,
	KIND_TEXT, /* as a person may read it */
	KIND_WORD,
	KIND_WHEN,
	KIND_LENGTH, /* seconds, into milliseconds */
	KIND_NUMBER, /* into an int */
	KIND_BOOL,
	KIND_NUMB, /* a bool into an int */
	KIND_LEG,
	KIND_ENDED, /* outcome of a session */
	KIND_OUTCOME,
	KIND_WHY,
	KIND_INSIDE /* read by a function of its own */
};

/* A key of an object: what it holds, where in the row it goes. The row is filled with what null means before
 * it is read. */
struct field {
	const char *key;
	enum kind kind;
	size_t at;
	int64_t least, most; /* of a number */
	bool null;           /* may be null */
	bool spare;          /* may be missing */
	bool past;           /* a moment that must have come */
	bool (*inside)(struct load *l, void *row);
};

static bool fault(struct load *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static bool fault(struct load *l, const char *fmt, ...)
{
	va_list ap;

	if (l->in.fault)
		return false;
	va_start(ap, fmt);
	buf_vaddf(&l->expected, fmt, ap);
	va_end(ap);
	return json_fault(&l->in, buf_str(&l->expected));
}

/* What a field wants, for who wrote it wrong. */
static bool unexpected(struct load *l, const struct field *f)
{
	static const char *const wants[] = {
		[KIND_ID] = N_("32 hexadecimal digits in quotes are expected, in small letters"),
		[KIND_HASH] = N_("16 hexadecimal digits in quotes are expected, in small letters"),
		[KIND_TEXT] = N_("a text in quotes is expected, of at most 500 bytes and without control "
				 "characters"),
		[KIND_WORD] = N_("a word in quotes is expected, of small letters, digits and hyphens"),
		[KIND_WHEN] = N_("a moment is expected, as in \"2026-11-22T10:25:54+01:00\""),
		[KIND_LENGTH] = N_("seconds are expected, from 0 to 604800 with at most three decimals"),
		[KIND_BOOL] = N_("true or false is expected"),
		[KIND_NUMB] = N_("true, false or null is expected"),
		[KIND_LEG] = N_("\"left\", \"right\" or null is expected"),
		[KIND_ENDED] = N_("\"done\", \"ended-early\", \"stopped\", \"interrupted\" or null is "
				  "expected"),
		[KIND_OUTCOME] = N_("\"released\", \"full\", \"eased-off\", \"stopped\", \"skipped\" or "
				    "\"interrupted\" is expected"),
		[KIND_WHY] = N_("\"sharp\", \"numb\", \"too-sore\", \"other\" or null is expected"),
	};

	if (f->kind < sizeof wants / sizeof *wants && wants[f->kind])
		return fault(l, "%s", _(wants[f->kind]));
	return fault(l,
		     f->null ? _("a whole number from %d to %d or null is expected")
			     : _("a whole number from %d to %d is expected"),
		     (int)f->least, (int)f->most);
}

/* ---- values ---- */

static bool is_hex(const char *s, size_t n)
{
	return strlen(s) == n && strspn(s, "0123456789abcdef") == n;
}

static bool is_word(const char *s)
{
	size_t n = strlen(s);

	return n && n <= WORD_BYTES_MOST && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

/* Fit to be shown on any terminal. */
static bool is_clean(const char *s)
{
	const char *end = s + strlen(s);
	uint32_t cp;

	if (end - s > TEXT_BYTES_MOST)
		return false;
	while (utf8_next(&s, end, &cp))
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029)
			return false;
	return s == end;
}

static bool put_leg(const char *s, enum leg *leg)
{
	*leg = !strcmp(s, leg_name(LEG_LEFT)) ? LEG_LEFT : LEG_RIGHT;
	return !strcmp(s, leg_name(*leg));
}

/* A string into its place in the row; false if it is none that the kind knows. */
static bool put_string(struct load *l, enum kind kind, const char *s, void *to)
{
	switch (kind) {
	case KIND_ID:
		if (is_hex(s, 32))
			memcpy(to, s, 33);
		return is_hex(s, 32);
	case KIND_HASH:
		*(uint64_t *)to = strtoull(s, NULL, 16);
		return is_hex(s, 16);
	case KIND_TEXT:
	case KIND_WORD:
		*(const char **)to = arena_strdup(l->arena, s);
		return kind == KIND_WORD ? is_word(s) : is_clean(s);
	case KIND_WHEN:
		return wall_parse(s, to);
	case KIND_LEG:
		return put_leg(s, to);
	case KIND_ENDED:
		return session_outcome_by_name(s, to) && *(enum session_outcome *)to != SESSION_OPEN;
	case KIND_OUTCOME:
		return hold_outcome_by_name(s, to);
	case KIND_WHY:
		return stop_why_by_name(s, to) && *(enum stop_why *)to != WHY_NONE;
	case KIND_LENGTH:
	case KIND_NUMBER:
	case KIND_BOOL:
	case KIND_NUMB:
	case KIND_INSIDE:
		break;
	}
	return false;
}

static bool read_number(struct load *l, const struct field *f, void *to)
{
	int64_t v;

	if (f->kind == KIND_LENGTH) {
		if (!json_take_number(&l->in, 3, &v) || v < 0 || v > LENGTH_MS_MOST)
			return false;
		*(int64_t *)to = v;
		return true;
	}
	if (!json_take_number(&l->in, 0, &v) || v < f->least || v > f->most)
		return false;
	*(int *)to = (int)v;
	return true;
}

static bool read_bool(struct load *l, enum kind kind, void *to)
{
	bool v;

	if (!json_take_bool(&l->in, &v))
		return false;
	if (kind == KIND_NUMB)
		*(int *)to = v;
	else
		*(bool *)to = v;
	return true;
}

static bool read_value(struct load *l, const struct field *f, void *row)
{
	void *to = (char *)row + f->at;
	const char *s;
	bool good;

	if (f->kind == KIND_INSIDE)
		return f->inside(l, row);
	if (f->null && json_take_null(&l->in))
		return true;
	if (f->kind == KIND_LENGTH || f->kind == KIND_NUMBER)
		good = read_number(l, f, to);
	else if (f->kind == KIND_BOOL || f->kind == KIND_NUMB)
		good = read_bool(l, f->kind, to);
	else
		good = json_take_string(&l->in, &s) && put_string(l, f->kind, s, to);
	if (good && f->past && ((const struct wall *)to)->ms > l->latest.ms)
		return fault(l, _("this moment has not come yet (was a clock wrong?)"));
	return good || unexpected(l, f);
}

/* ---- objects and lists ---- */

static const struct field *find_field(const struct field *fields, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(fields[i].key, key))
			return &fields[i];
	return NULL;
}

static bool all_there(struct load *l, const struct field *fields, size_t n, unsigned seen)
{
	for (size_t i = 0; i < n; i++)
		if (!fields[i].spare && !(seen >> i & 1))
			return fault(l, _("\"%s\" is missing"), fields[i].key);
	return true;
}

/* Takes the path back to what it was. On a fault it stays: it tells where. */
static bool leave(struct load *l, size_t n)
{
	if (l->in.fault)
		return false;
	l->path.n = n;
	if (l->path.p)
		l->path.p[n] = '\0';
	return true;
}

static bool read_object(struct load *l, const struct field *fields, size_t n, void *row)
{
	size_t depth = l->path.n;
	unsigned seen = 0;
	const char *key;

	if (!json_enter_object(&l->in))
		return false;
	while ((key = json_member(&l->in))) {
		const struct field *f = find_field(fields, n, key);

		if (!f) {
			if (!json_skip(&l->in))
				return false;
			continue;
		}
		buf_addf(&l->path, "%s%s", depth ? "." : "", f->key);
		if (seen >> (f - fields) & 1)
			return fault(l, _("this is there twice"));
		seen |= 1U << (f - fields);
		if (!read_value(l, f, row) || !leave(l, depth))
			return false;
	}
	return !l->in.fault && all_there(l, fields, n, seen);
}

static bool add(struct load *l, struct rows *rows, const void *row, size_t size)
{
	if (rows->n == ROWS_MOST)
		return fault(l, _("there are too many of these"));
	mem_grow(&rows->row, rows->n, &rows->cap, size);
	memcpy((char *)rows->row + rows->n++ * size, row, size);
	return true;
}

/* Reads a list, each of its items through `item`. */
static bool read_list(struct load *l, bool (*item)(struct load *l, void *context), void *context)
{
	size_t depth = l->path.n;

	if (!json_enter_array(&l->in))
		return false;
	for (size_t i = 0; json_item(&l->in); i++) {
		buf_addf(&l->path, "[%zu]", i);
		if (!item(l, context) || !leave(l, depth))
			return false;
	}
	return !l->in.fault;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- the rows ---- */

#define AT(field) offsetof(struct hold_row, field)
static const struct field hold_fields[] = {
	{"n", KIND_NUMBER, .at = AT(n), .most = HOLDS_MOST - 1},
	{"site", KIND_WORD, .at = AT(site)},
	{"leg", KIND_LEG, .at = AT(leg), .null = true},
	{"started", KIND_WHEN, .at = AT(when), .past = true},
	{"planned_s", KIND_LENGTH, .at = AT(planned_ms)},
	{"held_s", KIND_LENGTH, .at = AT(held_ms)},
	{"tool_s", KIND_LENGTH, .at = AT(tool_ms)},
	{"outcome", KIND_OUTCOME, .at = AT(outcome)},
	{"why", KIND_WHY, .at = AT(why), .null = true},
	{"sore_before", KIND_NUMBER, .at = AT(sore_before), .most = 10, .null = true},
	{"sore_after", KIND_NUMBER, .at = AT(sore_after), .most = 10, .null = true},
	{"twitches", KIND_NUMBER, .at = AT(twitches), .most = COUNT_MOST},
};
#undef AT

/* Holds of the session being read, by their number. */
struct numbers {
	bool taken[HOLDS_MOST];
};

static bool read_hold(struct load *l, void *context)
{
	struct numbers *numbers = context;
	struct hold_row h = {.why = WHY_NONE, .sore_before = RATING_UNKNOWN, .sore_after = RATING_UNKNOWN};

	if (!read_object(l, hold_fields, COUNT(hold_fields), &h))
		return false;
	if (numbers->taken[h.n])
		return fault(l, _("an earlier hold of this session has the number %d too"), h.n);
	numbers->taken[h.n] = true;
	return add(l, &l->holds, &h, sizeof h);
}

static bool read_holds(struct load *l, void *row)
{
	struct numbers numbers = {{false}};

	(void)row;
	return read_list(l, read_hold, &numbers);
}

#define AT(field) offsetof(struct rating_row, field)
static const struct field rating_fields[] = {
	{"what", KIND_WORD, .at = AT(what)},
	{"value", KIND_NUMBER, .at = AT(value), .least = -MEASURE_MOST, .most = MEASURE_MOST},
	{"hold", KIND_NUMBER, .at = AT(hold), .most = HOLDS_MOST - 1, .null = true},
	{"at", KIND_WHEN, .at = AT(when), .past = true},
};
#undef AT

static bool read_rating(struct load *l, void *context)
{
	struct rating_row r = {.hold = -1};

	(void)context;
	if (!read_object(l, rating_fields, COUNT(rating_fields), &r))
		return false;
	/* all but a reach, in hand widths, are on the scale */
	if (strcmp(r.what, "reach") != 0 && (r.value < 0 || r.value > 10))
		return fault(l, _("\"value\" is from 0 to 10 where \"what\" is not \"reach\""));
	return add(l, &l->ratings, &r, sizeof r);
}

static bool read_ratings(struct load *l, void *row)
{
	(void)row;
	return read_list(l, read_rating, NULL);
}

#define AT(field) offsetof(struct session_row, field)
static bool read_position(struct load *l, void *row)
{
	static const struct field fields[] = {
		{"segment", KIND_NUMBER, .at = AT(segment), .most = COUNT_MOST},
		{"leg", KIND_LEG, .at = AT(leg), .null = true},
		{"at_s", KIND_LENGTH, .at = AT(at_ms)},
	};

	return read_object(l, fields, COUNT(fields), row);
}

static const struct field session_fields[] = {
	{"id", KIND_ID, .at = AT(id)},
	{"routine", KIND_TEXT, .at = AT(routine)},
	{"title", KIND_TEXT, .at = AT(title)},
	{"plan", KIND_HASH, .at = AT(plan_hash)},
	{"rehearsal", KIND_BOOL, .at = AT(rehearsal)},
	{"started", KIND_WHEN, .at = AT(started), .past = true},
	{"ended", KIND_WHEN, .at = AT(ended), .null = true, .past = true},
	{"outcome", KIND_ENDED, .at = AT(outcome), .null = true},
	{"planned_s", KIND_LENGTH, .at = AT(planned_ms)},
	{"active_s", KIND_LENGTH, .at = AT(active_ms)},
	{"by_choice", KIND_BOOL, .at = AT(ended_by_choice)},
	{"pain_before", KIND_NUMBER, .at = AT(pain_before), .most = 10, .null = true},
	{"pain_after", KIND_NUMBER, .at = AT(pain_after), .most = 10, .null = true},
	{"numb_after", KIND_NUMB, .at = AT(numb_after), .null = true},
	{"position", KIND_INSIDE, .inside = read_position},
	{"ratings", KIND_INSIDE, .inside = read_ratings},
	{"holds", KIND_INSIDE, .inside = read_holds},
};
#undef AT

/* What was read since belongs to the session, whose id may stand after it. */
static void claim(struct load *l, const struct session_row *s, size_t holds, size_t ratings)
{
	struct hold_row *h = l->holds.row;
	struct rating_row *r = l->ratings.row;

	for (size_t i = holds; i < l->holds.n; i++)
		memcpy(h[i].session, s->id, sizeof h[i].session);
	for (size_t i = ratings; i < l->ratings.n; i++)
		memcpy(r[i].session, s->id, sizeof r[i].session);
}

static bool read_session(struct load *l, void *context)
{
	struct session_row s = {
		.pain_before = RATING_UNKNOWN, .pain_after = RATING_UNKNOWN, .numb_after = -1};
	size_t holds = l->holds.n, ratings = l->ratings.n;

	(void)context;
	if (!read_object(l, session_fields, COUNT(session_fields), &s))
		return false;
	if ((s.outcome == SESSION_OPEN) != (s.ended.ms == 0))
		return fault(l, _("\"ended\" and \"outcome\" are null together or not at all"));
	claim(l, &s, holds, ratings);
	return add(l, &l->sessions, &s, sizeof s);
}

#define AT(field) offsetof(struct checkin_row, field)
static const struct field checkin_fields[] = {
	{"at", KIND_WHEN, .at = AT(when), .past = true},
	{"soreness", KIND_NUMBER, .at = AT(soreness), .most = 10},
	{"bruise", KIND_BOOL, .at = AT(bruise)},
	{"where", KIND_TEXT, .at = AT(where)},
};
#undef AT

static bool read_checkin(struct load *l, void *context)
{
	struct checkin_row c = {.where = ""};

	(void)context;
	return read_object(l, checkin_fields, COUNT(checkin_fields), &c) &&
	       add(l, &l->checkins, &c, sizeof c);
}

#define AT(field) offsetof(struct choice_row, field)
static const struct field choice_fields[] = {
	{"at", KIND_WHEN, .at = AT(when), .past = true},
	{"what", KIND_WORD, .at = AT(what)},
	{"value", KIND_TEXT, .at = AT(value)},
};
#undef AT

static bool read_choice(struct load *l, void *context)
{
	struct choice_row c = {.value = ""};

	(void)context;
	return read_object(l, choice_fields, COUNT(choice_fields), &c) && add(l, &l->choices, &c, sizeof c);
}

static bool read_question(struct load *l, void *context)
{
	struct screening_row *s = context;
	int64_t n;

	if (!json_take_number(&l->in, 0, &n) || n < 1 || n > 10)
		return fault(l, _("the number of a question is expected, from 1 to 10"));
	s->yes |= 1U << n;
	return true;
}

static bool read_yes(struct load *l, void *row)
{
	return read_list(l, read_question, row);
}

#define AT(field) offsetof(struct screening_row, field)
static const struct field screening_fields[] = {
	{"at", KIND_WHEN, .at = AT(when), .past = true},
	{"page", KIND_WORD, .at = AT(page)},
	{"yes", KIND_INSIDE, .inside = read_yes},
};
#undef AT

static bool read_screening(struct load *l, void *context)
{
	struct screening_row s = {.yes = 0};

	(void)context;
	if (!read_object(l, screening_fields, COUNT(screening_fields), &s))
		return false;
	if (!record_screening_travels(&s))
		return fault(l,
			     _("an answer of yes on the page \"emergency\" or \"clinician\" is expected: no "
			       "other is taken from another machine"));
	return add(l, &l->screenings, &s, sizeof s);
}

/* ---- the whole ---- */

static bool read_version(struct load *l, void *row)
{
	(void)row;
	if (!json_take_number(&l->in, 0, &l->version) || l->version < 1)
		return fault(l, _("the number 1 is expected"));
	return l->version == 1 ||
	       fault(l, _("a newer unknot wrote this: update this one, then import it again"));
}

#define LIST(name, item)                                                                                     \
	static bool name(struct load *l, void *row)                                                          \
	{                                                                                                    \
		(void)row;                                                                                   \
		return read_list(l, item, NULL);                                                             \
	}
LIST(read_sessions, read_session)
LIST(read_checkins, read_checkin)
LIST(read_choices, read_choice)
LIST(read_screenings, read_screening)

static const struct field record_fields[] = {
	{"version", KIND_INSIDE, .inside = read_version},
	{"sessions", KIND_INSIDE, .inside = read_sessions},
	{"checkins", KIND_INSIDE, .inside = read_checkins, .spare = true},
	{"choices", KIND_INSIDE, .inside = read_choices, .spare = true},
	{"screenings", KIND_INSIDE, .inside = read_screenings, .spare = true},
};

static void *settle(struct load *l, struct rows *rows, size_t size, size_t *n)
{
	void *to = arena_array(l->arena, rows->n, size);

	if (rows->n)
		memcpy(to, rows->row, rows->n * size);
	*n = rows->n;
	free(rows->row);
	return to;
}

static struct record *finish(struct load *l)
{
	struct record *r = mem_calloc(1, sizeof *r);

	r->arena = l->arena;
	r->sessions = settle(l, &l->sessions, sizeof *r->sessions, &r->nsessions);
	r->holds = settle(l, &l->holds, sizeof *r->holds, &r->nholds);
	r->ratings = settle(l, &l->ratings, sizeof *r->ratings, &r->nratings);
	r->screenings = settle(l, &l->screenings, sizeof *r->screenings, &r->nscreenings);
	r->checkins = settle(l, &l->checkins, sizeof *r->checkins, &r->ncheckins);
	r->choices = settle(l, &l->choices, sizeof *r->choices, &r->nchoices);
	json_reader_free(&l->in);
	buf_free(&l->path);
	buf_free(&l->expected);
	return r;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ids_differ(const struct record *r, struct err *e)
{
	const char **ids = mem_calloc(r->nsessions, sizeof *ids), *twice = NULL;

	for (size_t i = 0; i < r->nsessions; i++)
		ids[i] = r->sessions[i].id;
	if (r->nsessions)
		qsort(ids, r->nsessions, sizeof *ids, compare_ids);
	for (size_t i = 1; i < r->nsessions && !twice; i++)
		twice = strcmp(ids[i - 1], ids[i]) ? NULL : ids[i];
	if (twice)
		err_set(e, _("two sessions have the id %s"), twice);
	free(ids);
	return !twice;
}

/* Of one moment there is one check-in, and one choice of a kind. */
static bool moments_differ(const struct record *r, struct err *e)
{
	char when[WALL_TEXT];

	for (size_t i = 1; i < r->ncheckins; i++)
		if (r->checkins[i - 1].when.ms == r->checkins[i].when.ms)
			return err_set(e, _("there are two check-ins of %s"),
				       wall_stamp(when, r->checkins[i].when));
	for (size_t i = 1; i < r->nchoices; i++)
		if (r->choices[i - 1].when.ms == r->choices[i].when.ms &&
		    !strcmp(r->choices[i - 1].what, r->choices[i].what))
			return err_set(e, _("there are two choices of \"%s\" at %s"), r->choices[i].what,
				       wall_stamp(when, r->choices[i].when));
	return true;
}

struct record *record_load(const char *bytes, size_t n, struct wall latest, struct err *e)
{
	struct load l = {.in = json_reader(bytes, n), .arena = arena_new(), .latest = latest};
	bool good = read_object(&l, record_fields, COUNT(record_fields), &l) && json_at_end(&l.in);
	struct record *r;

	if (!good)
		err_set(e, _("line %zu: %.200s%s%s"), json_line(&l.in), buf_str(&l.path),
			l.path.n ? ": " : "", l.in.fault);
	r = finish(&l);
	if (good)
		record_sort(r);
	if (good && ids_differ(r, e) && moments_differ(r, e))
		return r;
	record_free(r);
	return NULL;
}
