#include "core/record_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

static const char *const session_outcomes[] = {
	[SESSION_OPEN] = "open",
	[SESSION_DONE] = "done",
	[SESSION_ENDED_EARLY] = "ended-early",
	[SESSION_STOPPED] = "stopped",
	[SESSION_INTERRUPTED] = "interrupted",
};

static const char *const hold_outcomes[] = {
	[HOLD_RELEASED] = "released", [HOLD_FULL] = "full",       [HOLD_EASED_OFF] = "eased-off",
	[HOLD_STOPPED] = "stopped",   [HOLD_SKIPPED] = "skipped", [HOLD_INTERRUPTED] = "interrupted",
};

static const char *const stop_whys[] = {
	[WHY_NONE] = "none",         [WHY_SHARP] = "sharp", [WHY_NUMB] = "numb",
	[WHY_TOO_SORE] = "too-sore", [WHY_OTHER] = "other",
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Index of `name` in a table of words, -1 for an unknown one. */
static int word_index(const char *const *words, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(words[i], name))
			return (int)i;
	return -1;
}

const char *session_outcome_name(enum session_outcome o)
{
	return session_outcomes[o];
}

bool session_outcome_by_name(const char *name, enum session_outcome *out)
{
	int i = word_index(session_outcomes, COUNT(session_outcomes), name);

	if (i >= 0)
		*out = (enum session_outcome)i;
	return i >= 0;
}

const char *hold_outcome_name(enum hold_outcome o)
{
	return hold_outcomes[o];
}

bool hold_outcome_by_name(const char *name, enum hold_outcome *out)
{
	int i = word_index(hold_outcomes, COUNT(hold_outcomes), name);

	if (i >= 0)
		*out = (enum hold_outcome)i;
	return i >= 0;
}

const char *stop_why_name(enum stop_why w)
{
	return stop_whys[w];
}

bool stop_why_by_name(const char *name, enum stop_why *out)
{
	int i = word_index(stop_whys, COUNT(stop_whys), name);

	if (i >= 0)
		*out = (enum stop_why)i;
	return i >= 0;
}

void record_free(struct record *r)
{
	if (!r)
		return;
	arena_free(r->arena);
	free(r);
}

const struct session_row *record_session(const struct record *r, const char *id, size_t *hint)
{
	for (size_t k = 0; k < r->nsessions; k++) {
		size_t i = (*hint + k) % r->nsessions;

		if (!strcmp(r->sessions[i].id, id)) {
			*hint = i;
			return &r->sessions[i];
		}
	}
	return NULL;
}

_Static_assert(offsetof(struct hold_row, session) == 0, "a hold begins with its session");
_Static_assert(offsetof(struct rating_row, session) == 0, "a rating begins with its session");

static int compare_rows(const void *pa, const void *pb)
{
	const char *a = *(const char *const *)pa, *b = *(const char *const *)pb;
	int c = strcmp(a, b);

	return c ? c : a < b ? -1 : a > b; /* rows of a session stay in their order */
}

struct by_session record_gather(const void *rows, size_t n, size_t size)
{
	struct by_session g = {mem_calloc(n, sizeof *g.row), n};

	for (size_t i = 0; i < n; i++)
		g.row[i] = (const char *)rows + i * size;
	if (n)
		qsort(g.row, n, sizeof *g.row, compare_rows);
	return g;
}

const char **record_rows_of(const struct by_session *g, const char *session, size_t *n)
{
	size_t lo = 0, hi = g->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(g->row[mid], session) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (*n = 0; lo + *n < g->n && !strcmp(g->row[lo + *n], session);)
		++*n;
	return g->row + lo;
}

static void json_when(struct json *j, const char *key, struct wall t)
{
	char text[WALL_TEXT];

	json_key(j, key);
	json_string(j, wall_stamp(text, t));
}

static void json_rating(struct json *j, const char *key, int value)
{
	json_key(j, key);
	if (value == RATING_UNKNOWN)
		json_null(j);
	else
		json_int(j, value);
}

static void json_length(struct json *j, const char *key, int64_t ms)
{
	json_key(j, key);
	json_seconds(j, ms);
}

static void json_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_string(j, text);
}

static void json_leg(struct json *j, enum leg leg)
{
	json_text(j, "leg", leg == LEG_NONE ? NULL : leg_name(leg));
}

static void json_ratings(struct json *j, const char **rows, size_t n)
{
	json_key(j, "ratings");
	json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct rating_row *r = (const void *)rows[i];

		json_flat(j, '{');
		json_text(j, "what", r->what);
		json_key(j, "value");
		json_int(j, r->value);
		json_key(j, "hold");
		if (r->hold < 0)
			json_null(j);
		else
			json_int(j, r->hold);
		json_when(j, "at", r->when);
		json_end(j);
	}
	json_end(j);
}

static void json_holds(struct json *j, const char **rows, size_t n)
{
	json_key(j, "holds");
	json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct hold_row *h = (const void *)rows[i];

		json_flat(j, '{');
		json_key(j, "n");
		json_int(j, h->n);
		json_text(j, "site", h->site);
		json_leg(j, h->leg);
		json_when(j, "started", h->when);
		json_length(j, "planned_s", h->planned_ms);
		json_length(j, "held_s", h->held_ms);
		json_length(j, "tool_s", h->tool_ms);
		json_text(j, "outcome", hold_outcome_name(h->outcome));
		json_text(j, "why", h->why == WHY_NONE ? NULL : stop_why_name(h->why));
		json_rating(j, "sore_before", h->sore_before);
		json_rating(j, "sore_after", h->sore_after);
		json_key(j, "twitches");
		json_int(j, h->twitches);
		json_end(j);
	}
	json_end(j);
}

static void json_session(struct json *j, const struct session_row *s)
{
	char plan[17];

	snprintf(plan, sizeof plan, "%016" PRIx64, s->plan_hash);
	json_text(j, "id", s->id);
	json_text(j, "routine", s->routine);
	json_text(j, "title", s->title);
	json_text(j, "plan", plan);
	json_key(j, "rehearsal");
	json_bool(j, s->rehearsal);
	json_when(j, "started", s->started);
	if (s->outcome == SESSION_OPEN)
		json_text(j, "ended", NULL);
	else
		json_when(j, "ended", s->ended);
	json_text(j, "outcome", s->outcome == SESSION_OPEN ? NULL : session_outcome_name(s->outcome));
	json_length(j, "planned_s", s->planned_ms);
	json_length(j, "active_s", s->active_ms);
	json_key(j, "by_choice");
	json_bool(j, s->ended_by_choice);
	json_rating(j, "pain_before", s->pain_before);
	json_rating(j, "pain_after", s->pain_after);
	json_key(j, "numb_after");
	if (s->numb_after < 0)
		json_null(j);
	else
		json_bool(j, s->numb_after);
	json_key(j, "position");
	json_flat(j, '{');
	json_key(j, "segment");
	json_int(j, s->segment);
	json_leg(j, s->leg);
	json_length(j, "at_s", s->at_ms);
	json_end(j);
}

void record_session_json(struct json *j, const struct session_row *s, const struct by_session *holds,
			 const struct by_session *ratings)
{
	const char **rows;
	size_t n;

	json_object(j);
	json_session(j, s);
	rows = record_rows_of(ratings, s->id, &n);
	json_ratings(j, rows, n);
	rows = record_rows_of(holds, s->id, &n);
	json_holds(j, rows, n);
	json_end(j);
}

bool record_screening_travels(const struct screening_row *s)
{
	static const char *const pages[] = {"emergency", "clinician"};
	const unsigned upper_tiers = 0x7fe; /* questions 1 to 10: core/screening.h */

	return word_index(pages, COUNT(pages), s->page) >= 0 && !s->by_script && s->yes &&
	       !(s->yes & ~upper_tiers);
}

static void json_screenings(struct json *j, const struct record *r)
{
	json_key(j, "screenings");
	json_array(j);
	for (size_t i = 0; i < r->nscreenings; i++) {
		const struct screening_row *s = &r->screenings[i];

		if (!record_screening_travels(s))
			continue;
		json_flat(j, '{');
		json_when(j, "at", s->when);
		json_text(j, "page", s->page);
		json_key(j, "yes");
		json_flat(j, '[');
		for (int n = 0; n < 32; n++)
			if (s->yes >> n & 1)
				json_int(j, n);
		json_end(j);
		json_end(j);
	}
	json_end(j);
}

static void json_checkins(struct json *j, const struct record *r)
{
	json_key(j, "checkins");
	json_array(j);
	for (size_t i = 0; i < r->ncheckins; i++) {
		json_flat(j, '{');
		json_when(j, "at", r->checkins[i].when);
		json_key(j, "soreness");
		json_int(j, r->checkins[i].soreness);
		json_key(j, "bruise");
		json_bool(j, r->checkins[i].bruise);
		json_text(j, "where", r->checkins[i].where ? r->checkins[i].where : "");
		json_end(j);
	}
	json_end(j);
}

/* What was measured in a `rate` step, apart from its session: what stands for the weeks. */
static bool is_measure(const struct rating_row *r)
{
	static const char *const words[] = {"back", "leg", "reach", "stands"};

	return word_index(words, COUNT(words), r->what) >= 0;
}

static void json_measures(struct json *j, const struct record *r)
{
	json_key(j, "measures");
	json_array(j);
	for (size_t i = 0; i < r->nratings; i++) {
		if (!is_measure(&r->ratings[i]))
			continue;
		json_flat(j, '{');
		json_when(j, "at", r->ratings[i].when);
		json_text(j, "what", r->ratings[i].what);
		json_key(j, "value");
		json_int(j, r->ratings[i].value);
		json_text(j, "session", r->ratings[i].session);
		json_end(j);
	}
	json_end(j);
}

static void json_choices(struct json *j, const struct record *r)
{
	json_key(j, "choices");
	json_array(j);
	for (size_t i = 0; i < r->nchoices; i++) {
		json_flat(j, '{');
		json_when(j, "at", r->choices[i].when);
		json_text(j, "what", r->choices[i].what);
		json_text(j, "value", r->choices[i].value);
		json_end(j);
	}
	json_end(j);
}

void record_json(const struct record *r, struct buf *out)
{
	struct by_session holds = record_gather(r->holds, r->nholds, sizeof *r->holds);
	struct by_session ratings = record_gather(r->ratings, r->nratings, sizeof *r->ratings);
	struct json j = json_to(out, true);

	json_object(&j);
	json_key(&j, "version");
	json_int(&j, 1);
	json_key(&j, "sessions");
	json_array(&j);
	for (size_t i = 0; i < r->nsessions; i++)
		record_session_json(&j, &r->sessions[i], &holds, &ratings);
	json_end(&j);
	json_checkins(&j, r);
	json_measures(&j, r);
	json_choices(&j, r);
	json_screenings(&j, r);
	json_end(&j);
	free(holds.row);
	free(ratings.row);
}

/* A field of a line: quoted where RFC 4180 wants it. */
static void csv_field(struct buf *out, const char *s)
{
	if (!s[strcspn(s, ",\"\r\n")]) {
		buf_adds(out, s);
		return;
	}
	buf_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"')
			buf_addc(out, '"');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

static void csv_seconds(struct buf *out, int64_t ms)
{
	struct json j = json_to(out, false);

	json_seconds(&j, ms);
	buf_addc(out, ',');
}

static void csv_rating(struct buf *out, int value)
{
	if (value != RATING_UNKNOWN)
		buf_addf(out, "%d", value);
	buf_addc(out, ',');
}

void record_csv(const struct record *r, struct buf *out)
{
	size_t hint = 0;
	char when[WALL_TEXT];

	buf_adds(out, "session,routine,rehearsal,started,site,leg,planned_s,held_s,outcome,why,sore_before,"
		      "sore_after,twitches\n");
	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];
		const struct session_row *s = record_session(r, h->session, &hint);

		buf_addf(out, "%s,", h->session);
		csv_field(out, s ? s->routine : "");
		buf_addf(out, ",%s,%s,", h->rehearsal ? "true" : "false", wall_stamp(when, h->when));
		csv_field(out, h->site);
		buf_addf(out, ",%s,", leg_name(h->leg));
		csv_seconds(out, h->planned_ms);
		csv_seconds(out, h->held_ms);
		buf_addf(out, "%s,%s,", hold_outcome_name(h->outcome),
			 h->why == WHY_NONE ? "" : stop_why_name(h->why));
		csv_rating(out, h->sore_before);
		csv_rating(out, h->sore_after);
		buf_addf(out, "%d\n", h->twitches);
	}
}

const char *session_outcome_text(enum session_outcome o)
{
	switch (o) {
	case SESSION_OPEN:
		return _("not finished");
	case SESSION_DONE:
		return _("done");
	case SESSION_ENDED_EARLY:
		return _("ended early");
	case SESSION_STOPPED:
		return _("stopped");
	case SESSION_INTERRUPTED:
		return _("interrupted");
	}
	return "";
}

enum { BEGUN_CELLS = 16, TITLE_CELLS = 32, TIME_CELLS = 7 };

/* A text in a column of so many cells; what a hand-edited record may hold besides letters is not passed on. */
static void text_column(struct buf *out, const char *title, int cells)
{
	struct buf clean = {0};
	size_t n;

	buf_adds(&clean, title);
	text_clean(clean.p, clean.n, false);
	n = text_fit(buf_str(&clean), cells);
	buf_add(out, buf_str(&clean), n);
	if (clean.p)
		clean.p[n] = '\0';
	for (int w = text_width(buf_str(&clean)); w < cells; w++)
		buf_addc(out, ' ');
	buf_free(&clean);
}

static void text_pain(struct buf *out, int before, int after)
{
	if (before == RATING_UNKNOWN && after == RATING_UNKNOWN)
		return;
	buf_adds(out, ", ");
	if (after == RATING_UNKNOWN)
		buf_addf(out, _("pain %d before"), before);
	else if (before == RATING_UNKNOWN)
		buf_addf(out, _("pain %d after"), after);
	else
		buf_addf(out, _("pain %d → %d"), before, after);
}

static void text_session(struct buf *out, const struct session_row *s, size_t holds)
{
	struct wall_fields f = wall_fields(s->started);
	char clock[DURATION_TEXT];

	buf_addf(out, "%04d-%02d-%02d %02d:%02d  ", f.year, f.month, f.day, f.hour, f.minute);
	text_column(out, s->title, TITLE_CELLS);
	buf_addf(out, "  %*s  ", TIME_CELLS, duration_clock(clock, s->active_ms));
	buf_addf(out, n_("%zu hold", "%zu holds", holds), holds);
	buf_addf(out, ", %s", session_outcome_text(s->outcome));
	text_pain(out, s->pain_before, s->pain_after);
	if (s->rehearsal)
		buf_addf(out, ", %s", _("rehearsal"));
	buf_addc(out, '\n');
}

/* What stands over the rows. The oldest is first: the newest stands where a terminal is read. */
static void text_heading(struct buf *out)
{
	text_column(out, _("Oldest first"), BEGUN_CELLS + 2);
	text_column(out, _("Routine"), TITLE_CELLS + 2);
	text_column(out, _("   Time"), TIME_CELLS + 2);
	buf_addf(out, "%s\n", _("Holds, how it ended, pain before and after"));
}

/* One that was left out, or cut before its hold began, is none. */
static size_t held(const char **rows, size_t n)
{
	size_t holds = 0;

	for (size_t i = 0; i < n; i++)
		holds += ((const struct hold_row *)(const void *)rows[i])->held_ms > 0;
	return holds;
}

void record_text(const struct record *r, struct buf *out)
{
	struct by_session holds = record_gather(r->holds, r->nholds, sizeof *r->holds);

	if (!r->nsessions)
		buf_addf(out, "%s\n", _("Nothing played yet. Begin with: unknot play"));
	else
		text_heading(out);
	for (size_t i = 0; i < r->nsessions; i++) {
		size_t n;

		const char **rows = record_rows_of(&holds, r->sessions[i].id, &n);

		text_session(out, &r->sessions[i], held(rows, n));
	}
	free(holds.row);
}
