#include <stdio.h>

#include "base/i18n.h"
#include "base/json.h"
#include "commands.h"
#include "configured.h"
#include "core/screening.h"
#include "io/clock.h"
#include "io/history.h"
#include "load/atlas_load.h"
#include "me.h"
#include "open_routine.h"
#include "view/places.h"
#include "view/trail.h"
#include "view/view_model.h"

/* What there is to say of a day. */
struct said {
	struct today today;
	struct progress progress;
	struct buf bruised; /* places that rest, as a sentence */
	struct buf signs;   /* what is to be told of stops; "" */
	const char *title;  /* the id where the routine cannot be read */
	int64_t planned_ms; /* 0 there */
};

static const char *beside(const struct said *s)
{
	return s->today.rest ? s->today.instead : s->today.tomorrow ? "" : lighter_text(s->progress.lighter);
}

static void today_text(struct buf *out, const struct said *s)
{
	char week[VM_LINE];

	buf_addf(out,
		 s->today.rest       ? _("Rest today. Next: %s (unknot play %s)\n")
		 : s->today.tomorrow ? _("Next: %s (unknot play %s)\n")
				     : _("Today: %s (unknot play %s)\n"),
		 s->title, s->today.routine);
	buf_addf(out, "%s\n", s->today.why);
	if (!s->planned_ms)
		buf_addf(out, _("It does not read as it stands: 'unknot check %s' tells why.\n"),
			 s->today.routine);
	if (beside(s)[0])
		buf_addf(out, "%s\n", beside(s));
	if (s->bruised.n)
		buf_addf(out, "%s\n", buf_str(&s->bruised));
	if (s->signs.n)
		buf_addf(out, "%s\n", buf_str(&s->signs));
	if (!s->progress.days)
		return;
	trail_text(week, sizeof week, &s->progress.trail);
	buf_addf(out, _("This week: %s\n"), week);
}

static void add_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_string(j, text);
}

static void add_int(struct json *j, const char *key, int64_t v)
{
	json_key(j, key);
	json_int(j, v);
}

static void add_bool(struct json *j, const char *key, bool v)
{
	json_key(j, key);
	json_bool(j, v);
}

static void today_json(struct buf *out, const struct said *s)
{
	struct json j = json_to(out, true);
	const struct trail *t = &s->progress.trail;

	json_object(&j);
	add_text(&j, "routine", s->today.routine);
	add_text(&j, "title", s->title);
	json_key(&j, "minutes");
	json_seconds(&j, s->planned_ms / 60); /* thousandths of a minute */
	add_text(&j, "reason", today_reason_name(s->today.reason));
	add_text(&j, "why", s->today.why);
	add_bool(&j, "rest", s->today.rest);
	add_bool(&j, "tomorrow", s->today.tomorrow);
	add_text(&j, "instead", s->today.instead);
	add_bool(&j, "lighter", s->progress.lighter != LIGHTER_NO);
	add_int(&j, "loops", s->progress.loops_today);
	json_key(&j, "week");
	json_flat(&j, '{');
	add_int(&j, "target", t->target);
	add_int(&j, "kept", t->kept);
	add_int(&j, "skips", t->skips);
	json_end(&j);
	json_end(&j);
}

static void say(const struct options *o, const struct said *s)
{
	struct buf out = {0};

	if (o->format == FORMAT_JSON)
		today_json(&out, s);
	else
		today_text(&out, s);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

enum exit_code cmd_today(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""}, slip;
	struct history *h = history_look(paths.history, &e);
	struct record *rows = history_read_today(h, clock_wall(), &e);
	struct arena *arena = arena_new();
	struct wall now = clock_wall();
	struct screening answers = screening_fold(rows, now, true);
	struct person who = plan_person_neutral();
	struct said s = {.progress = me_from_rows(&who, rows, atlas_built_in(arena),
						  configured_read(&paths, &slip).level, now)};
	struct opened r;
	struct plan *plan = NULL;

	if (screening_closes(&answers)) {
		fputs(_("unknot: not now: an answer to the safety questions comes first. 'unknot screening' "
			"says where to turn.\n"),
		      stderr);
		record_free(rows);
		history_close(h, 0);
		arena_free(arena);
		paths_free(&paths);
		return EXIT_NOT_NOW;
	}
	s.today = today_choose(rows, &s.progress, now);
	r = routine_open(&paths, s.today.routine, NULL);
	s.title = s.today.routine;
	if (opened_ok(&r)) {
		plan = plan_compile(r.routine, r.atlas, &who, NULL);
		s.title = r.routine->title;
		s.planned_ms = plan->planned_ms;
	}
	places_bruised(atlas_built_in(arena), &who, &s.bruised);
	progress_signs_text(&s.signs, &s.progress, atlas_built_in(arena));
	say(o, &s);
	buf_free(&s.bruised);
	buf_free(&s.signs);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	plan_free(plan);
	opened_free(&r);
	arena_free(arena);
	record_free(rows);
	history_close(h, 0);
	paths_free(&paths);
	return EXIT_DONE;
}
