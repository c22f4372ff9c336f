/* One line for a status bar: read often, so it makes nothing, changes nothing and never fails. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/json.h"
#include "commands.h"
#include "core/screening.h"
#include "io/clock.h"
#include "io/history.h"
#include "io/paths.h"
#include "load/atlas_load.h"
#include "me.h"

/* What a bar may colour by. */
enum standing { DUE, REST, DONE, NOT_NOW, UNREAD };
static const char *const classes[] = {
	[DUE] = "due", [REST] = "rest", [DONE] = "done", [NOT_NOW] = "not-now", [UNREAD] = "unknown"};

struct status {
	enum standing standing;
	int days, target;  /* of this week: kept, aimed at */
	const char *today; /* id of the routine that is due */
	const char *tip;   /* a translated sentence */
};

static enum standing standing(const struct record *r, const struct today *t, struct wall now)
{
	struct screening s = screening_fold(r, now, false);

	if (screening_closes(&s))
		return NOT_NOW;
	return t->rest ? REST : t->tomorrow ? DONE : DUE;
}

static struct status look(const struct record *r, struct wall now)
{
	struct arena *a = arena_new();
	struct progress p = progress_fold(r, atlas_built_in(a), now);
	struct today t = today_choose(r, &p, now);
	struct status s = {standing(r, &t, now), p.trail.kept, p.trail.target, t.routine, t.why};

	if (s.standing == NOT_NOW)
		s.tip = _("Not now: see 'unknot screening'.");
	arena_free(a);
	return s;
}

static const char *said_today(const struct status *s)
{
	switch (s->standing) {
	case DUE:
		return s->today;
	case REST:
		return _("rest");
	case DONE:
		return _("done");
	case NOT_NOW:
	case UNREAD:
		break;
	}
	return _("not now");
}

/* The object that waybar takes, with the figures beside it; on one line, as it wants it. */
static void tell_json(const struct status *s, const char *text, struct buf *out)
{
	struct json j = json_to(out, false);

	json_object(&j);
	json_key(&j, "text");
	json_string(&j, text);
	json_key(&j, "tooltip");
	json_string(&j, s->tip);
	json_key(&j, "class");
	json_string(&j, classes[s->standing]);
	json_key(&j, "days");
	json_int(&j, s->days);
	json_key(&j, "target");
	json_int(&j, s->target);
	json_key(&j, "today");
	json_string(&j, s->standing == DUE ? s->today : NULL);
	json_end(&j);
}

enum exit_code cmd_status(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_look(paths.history, &e);
	enum history_state state = history_state(h);
	struct record *rows = history_read_today(h, clock_wall(), &e);
	struct status s = look(rows, clock_wall());
	struct buf text = {0}, out = {0};

	buf_addf(&text, _("unknot %d/%d this week · today: %s"), s.days, s.target, said_today(&s));
	if (e.text[0] && state == HISTORY_NONE) {
		fprintf(stderr, "unknot: %s\n", e.text);
		buf_clear(&text);
		buf_adds(&text, "unknot");
		s = (struct status){UNREAD, 0, s.target, NULL, e.text};
	}
	if (o->format == FORMAT_JSON)
		tell_json(&s, buf_str(&text), &out);
	puts(o->format == FORMAT_JSON ? buf_str(&out) : buf_str(&text));
	buf_free(&text);
	buf_free(&out);
	record_free(rows);
	history_close(h, 0);
	paths_free(&paths);
	return EXIT_DONE;
}
