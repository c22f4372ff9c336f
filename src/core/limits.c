/* Limits that a single value breaks: lengths of presses, pressure, breath, places. What only the
 * whole session can break is in limits_whole.c; the table of codes in limits_report.h. */
#include "core/limits.h"

#include <stdlib.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/limits_report.h"
#include "core/unroll.h"

struct judge {
	const struct atlas *atlas;
	struct diag *diag;
	const struct routine **seen; /* a used routine is judged once */
	size_t nseen, room_seen;
};

#define LIMIT_ROW(id, word, how) [LIMIT_##id] = {word, how},
static const struct {
	const char *code;
	enum diag_severity severity;
} rows[LIMIT_COUNT] = {LIMITS(LIMIT_ROW)};

struct diag_entry *limits_report(struct diag *d, enum limit l, struct span at, const struct step *step,
				 const char *key, const char *fmt, ...)
{
	struct buf text = {0}, path = {0};
	struct diag_entry *e;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	e = diag_add(d, rows[l].severity, rows[l].code, at, "%s", buf_str(&text));
	if (step && step->path)
		buf_adds(&path, step->path);
	if (key)
		buf_addf(&path, path.n ? ".%s" : "%s", key);
	if (path.n)
		diag_path(d, e, buf_str(&path));
	buf_free(&text);
	buf_free(&path);
	return e;
}

static struct span first_known(struct span a, struct span b, struct span c)
{
	return a.line ? a : b.line ? b : c;
}

/* Where the lower or upper end of a press was written: in the step, in the routine's defaults, or
 * nowhere; then `other` is to blame. */
static struct span for_span(const struct routine *r, const struct step *s, bool upper, struct span other)
{
	const struct length_range *range = s->for_.given ? &s->for_ : &r->defaults.for_;

	if (!range->given)
		return other;
	return first_known(upper ? range->hi.at : range->lo.at, range->at, other);
}

static void judge_short(struct judge *j, const struct routine *r, const struct step *s, int64_t lo)
{
	const struct limits *l = &j->atlas->limits;
	struct span at = for_span(r, s, false, s->at);
	char least[DURATION_TEXT];

	if (lo < l->press_min)
		diag_hint(j->diag,
			  limits_report(j->diag, LIMIT_PRESS_SHORT, at, s, "for",
					_("a press under %s is over before the spot can answer"),
					duration_spell(least, l->press_min)),
			  _("at least %s"), least);
	else if (lo < l->press_warn_lo)
		limits_report(j->diag, LIMIT_PRESS_BRIEF, at, s, "for",
			      _("a press under %s is shorter than any that was tried and found to help"),
			      duration_spell(least, l->press_warn_lo));
}

/* One place of a hold whose press may last up to `hi`. */
static void judge_place(struct judge *j, const struct routine *r, const struct step *s, const struct place *p,
			int64_t hi)
{
	const struct site *site = p->site;
	struct span at = s->for_.given ? for_span(r, s, true, s->at) : p->at;
	char most[DURATION_TEXT];

	if (!site || !site->press_max_ms || hi <= site->press_max_ms)
		return;
	diag_hint(j->diag,
		  limits_report(j->diag, LIMIT_PRESS_LONG, at, s, "for",
				site->ask_nerve
					? _("a press over %s on \"%s\" is too long: a nerve lies beneath it")
					: _("a press over %s on \"%s\" is too long for this place"),
				duration_spell(most, site->press_max_ms), site->id),
		  _("at most %s"), most);
}

static void judge_long(struct judge *j, const struct routine *r, const struct step *s, int64_t hi)
{
	const struct limits *l = &j->atlas->limits;
	struct span at = for_span(r, s, true, s->at);
	char most[DURATION_TEXT];

	if (hi > l->press_max) {
		diag_hint(j->diag,
			  limits_report(
				  j->diag, LIMIT_PRESS_LONG, at, s, "for",
				  _("a press over %s bruises more than it helps: a spot that has not let go "
				    "by then can wait for another day"),
				  duration_spell(most, l->press_max)),
			  _("at most %s"), most);
		return;
	}
	for (size_t i = 0; i < s->nplaces; i++)
		judge_place(j, r, s, &s->places[i], hi);
	judge_place(j, r, s, &s->instead, hi);
	if (hi > l->press_warn_hi)
		limits_report(j->diag, LIMIT_PRESS_LENGTHY, at, s, "for",
			      _("a press over %s is longer than any that was tried and found to help"),
			      duration_spell(most, l->press_warn_hi));
}

/* What lies outside the scale or over its ceiling does not read as a pressure at all. */
static void judge_pressure(struct judge *j, const struct pressure *p, const struct step *s)
{
	const struct limits *l = &j->atlas->limits;

	if (p->given && p->hi > l->pressure_warn)
		limits_report(j->diag, LIMIT_PRESSURE_HIGH, p->at, s, "pressure",
			      _("a pressure over %d out of 10 brought no more in any trial"),
			      l->pressure_warn);
}

static void judge_breath(struct judge *j, const struct routine *r, const struct step *s,
			 const struct breath *b)
{
	struct span at = s->breath.given ? s->breath.at : r->breath.at;

	if (!breath_holds(b))
		return;
	diag_hint(
		j->diag,
		limits_report(j->diag, LIMIT_BREATH_HOLD, first_known(at, s->at, s->at),
			      s->breath.given ? s : NULL, "breath",
			      _("this pattern holds the breath, and holding it while pressing hides that the "
				"pressure is too high")),
		"%s", _("take one without a pause, such as long-out"));
}

static void judge_hold(struct judge *j, const struct routine *r, const struct step *s)
{
	struct hold_figures f = unroll_hold(r, s);

	judge_short(j, r, s, f.lo);
	judge_long(j, r, s, f.hi);
	judge_pressure(j, &s->pressure, s);
	judge_breath(j, r, s, &f.breath);
}

/* A place of the author's own. */
static void judge_site(struct judge *j, const struct place *p)
{
	const struct limits *l = &j->atlas->limits;
	const struct site *s = p->site;
	const struct zone *z = atlas_zone_at(j->atlas, s->part, s->along, s->across);

	if (z)
		limits_report(j->diag, LIMIT_ZONE, p->at, NULL, NULL,
			      _("\"%s\" lies in a zone that must not be pressed (%s: %s), since %s"), s->id,
			      z->id, z->name, z->why);
	else if (s->part == PART_THIGH && s->across >= l->nerve_lo && s->across <= l->nerve_hi)
		diag_hint(j->diag,
			  limits_report(
				  j->diag, LIMIT_NERVE_LINE, p->at, NULL, NULL,
				  _("\"%s\" lies over the line of the sciatic nerve, where a hard tool can "
				    "pinch it"),
				  s->id),
			  _("keep across outside %.2f..%.2f"), l->nerve_lo, l->nerve_hi);
}

static void judge_routine(struct judge *j, const struct routine *r);

static void judge_steps(struct judge *j, const struct routine *r, const struct step *steps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (steps[i].kind == STEP_HOLD)
			judge_hold(j, r, &steps[i]);
		if (steps[i].kind == STEP_USE && steps[i].use)
			judge_routine(j, steps[i].use);
		judge_steps(j, r, steps[i].steps, steps[i].nsteps);
	}
}

static void judge_routine(struct judge *j, const struct routine *r)
{
	for (size_t i = 0; i < j->nseen; i++)
		if (j->seen[i] == r)
			return;
	mem_grow((void **)&j->seen, j->nseen, &j->room_seen, sizeof *j->seen);
	j->seen[j->nseen++] = r;
	judge_pressure(j, &r->pressure, NULL);
	for (size_t i = 0; i < r->nsites; i++)
		judge_site(j, &r->own_places[i]);
	judge_steps(j, r, r->steps, r->nsteps);
}

void limits_check_values(const struct routine *r, const struct atlas *a, struct diag *d)
{
	struct judge j = {.atlas = a, .diag = d};

	judge_routine(&j, r);
	free(j.seen);
}

void limits_check(const struct routine *r, const struct atlas *a, struct diag *d)
{
	limits_check_values(r, a, d);
	limits_whole(r, a, d);
}
