/* The figures for scripts. */
#include "base/json.h"
#include "core/stats.h"

static void tenths(struct json *j, const char *key, int value)
{
	json_key(j, key);
	if (value == STATS_NONE)
		json_null(j);
	else
		json_seconds(j, (int64_t)value * 100);
}

static void whole(struct json *j, const char *key, int64_t value)
{
	json_key(j, key);
	json_int(j, value);
}

static void day(struct json *j, const char *key, int64_t d)
{
	char text[DAY_TEXT];

	json_key(j, key);
	json_string(j, d == INT64_MIN ? NULL : day_format(text, d));
}

static void seconds(struct json *j, const char *key, int64_t ms)
{
	json_key(j, key);
	json_seconds(j, ms);
}

static void json_totals(struct json *j, const struct stats *s)
{
	whole(j, "sessions", s->sessions);
	json_key(j, "ended");
	json_flat(j, '{');
	for (int i = SESSION_DONE; i <= SESSION_INTERRUPTED; i++)
		whole(j, session_outcome_name((enum session_outcome)i), s->ended[i]);
	json_end(j);
	seconds(j, "active_s", s->active_ms);
	whole(j, "presses", s->presses);
	seconds(j, "held_s", s->held_ms);
	seconds(j, "tool_s", s->tool_ms);
	json_key(j, "holds");
	json_flat(j, '{');
	for (int i = 0; i <= HOLD_INTERRUPTED; i++)
		whole(j, hold_outcome_name((enum hold_outcome)i), s->outcomes[i] + s->early[i]);
	json_end(j);
	json_key(j, "stops");
	json_flat(j, '{');
	for (int i = 0; i <= WHY_OTHER; i++)
		whole(j, stop_why_name((enum stop_why)i), s->stops[i]);
	json_end(j);
	json_key(j, "checkins");
	json_flat(j, '{');
	whole(j, "count", s->checkins);
	tenths(j, "soreness", s->soreness);
	whole(j, "bruises", s->bruises);
	json_end(j);
	json_key(j, "target");
	json_string(j, s->target);
	json_key(j, "tool");
	json_string(j, s->ntools ? s->tools[s->ntools - 1].value : NULL);
}

static void json_changes(struct json *j, const struct stats *s)
{
	json_key(j, "changes");
	json_array(j);
	for (int k = 0; k < SERIES; k++) {
		const struct stats_change *c = &s->change[k];

		if (c->start == STATS_NONE)
			continue;
		json_flat(j, '{');
		json_key(j, "what");
		json_string(j, stats_series_name((enum stats_series)k));
		day(j, "from", c->start_day);
		day(j, "to", c->now_day);
		whole(j, "weeks", c->weeks);
		tenths(j, "start", c->start);
		tenths(j, "now", c->now);
		tenths(j, "error", stats_error((enum stats_series)k));
		json_key(j, "beyond_error");
		json_bool(j, c->real);
		json_end(j);
	}
	json_end(j);
}

static void json_spans(struct json *j, const char *key, const char *one, const struct stats_span *spans,
		       size_t n)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct stats_span *s = &spans[i];

		json_flat(j, '{');
		day(j, one, s->day);
		whole(j, "sessions", s->sessions);
		whole(j, "presses", s->presses);
		seconds(j, "held_s", s->held_ms);
		for (int k = 0; k < SERIES; k++)
			tenths(j, stats_series_name((enum stats_series)k), s->value[k]);
		tenths(j, "soreness", s->soreness);
		json_key(j, "bruise");
		json_bool(j, s->bruise);
		if (one[0] == 'd') {
			json_key(j, "rest");
			json_bool(j, s->rest);
		}
		json_end(j);
	}
	json_end(j);
}

static void json_soreness(struct json *j, const struct stats_place *p)
{
	static const char *const value[] = {"first", "last", "best"};
	static const char *const when[] = {"first_day", "last_day", "best_day"};
	size_t at[] = {0, p->nratings - 1, p->best};

	for (int i = 0; i < 3; i++) {
		if (p->nratings) {
			whole(j, value[i], p->ratings[at[i]].before);
			day(j, when[i], p->ratings[at[i]].day);
		} else {
			tenths(j, value[i], STATS_NONE);
			day(j, when[i], INT64_MIN);
		}
	}
}

static void json_found(struct json *j, const struct found *f)
{
	tenths(j, "start", f->start == RATING_UNKNOWN ? STATS_NONE : 10 * f->start);
	tenths(j, "now", f->now == RATING_UNKNOWN ? STATS_NONE : 10 * f->now);
	json_key(j, "beyond_error");
	json_bool(j, found_fall(f) != 0);
}

static void json_falls(struct json *j, const struct stats *s, const struct stats_place *p)
{
	int with, without;

	stats_before_falls(s, p, &with, &without);
	tenths(j, "mean_fall", with);
	tenths(j, "mean_fall_without", without);
}

static void json_signs(struct json *j, const struct stats *s)
{
	const struct stop_signs *g = &s->signs;

	json_key(j, "stop_signs");
	json_flat(j, '{');
	whole(j, "presses", g->presses);
	whole(j, "stops", g->stops);
	whole(j, "places", g->places);
	whole(j, "of_last", g->nlast);
	whole(j, "stops_of_last", stop_signs_of_last(g));
	json_key(j, "to_be_told");
	json_bool(j, stop_signs_why(g) != STOP_SIGNS_NONE);
	json_end(j);
}

static void json_places(struct json *j, const struct stats *s)
{
	json_key(j, "places");
	json_array(j);
	for (size_t i = 0; i < s->nplaces; i++) {
		const struct stats_place *p = &s->places[i];

		json_flat(j, '{');
		json_key(j, "site");
		json_string(j, p->site);
		json_key(j, "leg");
		json_string(j, leg_name(p->leg));
		whole(j, "presses", p->presses);
		seconds(j, "held_s", p->held_ms);
		whole(j, "stops", p->stops);
		day(j, "pressed_last", p->last_day);
		json_soreness(j, p);
		json_found(j, &p->found);
		whole(j, "rated_sessions", p->rated);
		whole(j, "sessions_with_a_fall", p->drops);
		json_falls(j, s, p);
		json_end(j);
	}
	json_end(j);
}

void stats_json(const struct stats *s, struct buf *out)
{
	struct json j = json_to(out, true);

	json_object(&j);
	whole(&j, "version", 1);
	day(&j, "from", s->from);
	day(&j, "to", s->to);
	json_totals(&j, s);
	whole(&j, "rated_sessions", s->rated);
	whole(&j, "sessions_with_a_fall", s->drops);
	json_signs(&j, s);
	json_changes(&j, s);
	json_spans(&j, "weeks", "week", s->weeks, s->nweeks);
	json_spans(&j, "days", "day", s->days, s->ndays);
	json_places(&j, s);
	json_end(&j);
}

static void csv_tenths(struct buf *out, int value)
{
	struct json j = json_to(out, false);

	buf_addc(out, ',');
	if (value != STATS_NONE)
		json_seconds(&j, (int64_t)value * 100);
}

void stats_csv(const struct stats *s, struct buf *out)
{
	char text[DAY_TEXT];

	buf_adds(out, "day,sessions,presses,held_s");
	for (int k = 0; k < SERIES; k++)
		buf_addf(out, ",%s", stats_series_name((enum stats_series)k));
	buf_adds(out, ",soreness,bruise,rest\n");
	for (size_t i = 0; i < s->ndays; i++) {
		const struct stats_span *d = &s->days[i];
		struct json j = json_to(out, false);

		buf_addf(out, "%s,%d,%d,", day_format(text, d->day), d->sessions, d->presses);
		json_seconds(&j, d->held_ms);
		for (int k = 0; k < SERIES; k++)
			csv_tenths(out, d->value[k]);
		csv_tenths(out, d->soreness);
		buf_addf(out, ",%s,%s\n", d->bruise ? "true" : "false", d->rest ? "true" : "false");
	}
}
