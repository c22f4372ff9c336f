/* What a plan shows and speaks: the author's lines with their placeholders filled, and plain prompts
 * where the author wrote none: where, how hard, which way to lean, how long, what is fine. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "core/plan_build.h"

/* Names of the built-in places can be translated; an author's own stay as written. */
static const char *site_word(const struct site *s, const char *word)
{
	return s->code ? _(word) : word;
}

static const char *seconds_text(struct arena *a, int64_t ms)
{
	long long s = (ms + 500) / 1000;

	if (s >= 120 && s % 60 == 0)
		return arena_printf(a, n_("%lld minute", "%lld minutes", s / 60), s / 60);
	return arena_printf(a, n_("%lld second", "%lld seconds", s), s);
}

static const char *time_text(struct arena *a, const struct words *w)
{
	if (w->lo_ms == w->hi_ms)
		return seconds_text(a, w->hi_ms);
	return arena_printf(a, _("%lld to %lld seconds"), (long long)(w->lo_ms + 500) / 1000,
			    (long long)(w->hi_ms + 500) / 1000);
}

static const char *breaths_text(struct arena *a, const struct words *w)
{
	long long lo = w->lo_breaths, hi = w->hi_breaths;

	if (lo == hi)
		return arena_printf(a, n_("%lld breath", "%lld breaths", hi), hi);
	return arena_printf(a, _("%lld to %lld breaths"), lo, hi);
}

/* The value of the placeholder of `n` bytes at `name`; NULL for one without a meaning here. */
static const char *placeholder(struct arena *a, const char *name, size_t n, const struct words *w)
{
	const char *muscle = w->site && w->site->muscle ? w->site->muscle : w->site ? w->site->name : NULL;

	if (n == 3 && !strncmp(name, "leg", n))
		return w->leg != LEG_NONE ? leg_text(w->leg) : NULL;
	if (n == 4 && !strncmp(name, "site", n))
		return w->site ? site_word(w->site, w->site->name) : NULL;
	if (n == 6 && !strncmp(name, "muscle", n))
		return muscle ? site_word(w->site, muscle) : NULL;
	if (n == 4 && !strncmp(name, "time", n))
		return w->hi_ms ? time_text(a, w) : NULL;
	if (n == 7 && !strncmp(name, "breaths", n) && w->hi_breaths)
		return breaths_text(a, w);
	return n == 7 && !strncmp(name, "breaths", n) && w->hi_ms ? time_text(a, w) : NULL;
}

const char *plan_fill(struct arena *a, const char *text, const struct words *w)
{
	struct buf out = {0};
	const char *filled;

	if (!text || !strchr(text, '<'))
		return text;
	for (const char *s = text; *s;) {
		const char *end = *s == '<' ? strchr(s, '>') : NULL;
		const char *value = end ? placeholder(a, s + 1, (size_t)(end - s - 1), w) : NULL;

		if (value) {
			buf_adds(&out, value);
			s = end + 1;
		} else {
			buf_addc(&out, *s++);
		}
	}
	filled = arena_strndup(a, buf_str(&out), out.n);
	buf_free(&out);
	return filled;
}

/* Two sentences one after the other; either may be empty or NULL. */
static const char *join(struct arena *a, const char *first, const char *second)
{
	size_t n = first ? strlen(first) : 0;

	if (!n)
		return second;
	if (!second || !*second)
		return first;
	return arena_printf(a, strchr(".!?:", first[n - 1]) ? "%s %s" : "%s. %s", first, second);
}

/* Makes `s` end like a sentence. */
static const char *sentence(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	return !n || strchr(".!?", s[n - 1]) ? s : arena_printf(a, "%s.", s);
}

/* What the texts of a segment are made from. */
struct speaker {
	const struct plan *plan;
	struct arena *arena;
	struct segment *s;
	const struct press *press; /* NULL outside one */
	const struct press *next;  /* the press after this one; NULL */
	struct words words;
	bool opens; /* the first segment of a thing to do */
};

static const char *which_leg(const struct speaker *k)
{
	return k->s->leg == LEG_LEFT ? _("Left leg.") : _("Right leg.");
}

static const char *where(const struct speaker *k)
{
	const char *name = site_word(k->s->site, k->s->site->name);

	return arena_printf(k->arena, k->s->leg == LEG_LEFT ? _("Left leg, %s.") : _("Right leg, %s."), name);
}

static const char *how_hard(const struct speaker *k)
{
	int lo = k->s->pressure.lo, hi = k->s->pressure.hi;

	if (lo == hi)
		return arena_printf(k->arena, _("Look for a sore spot, about %d out of 10."), hi);
	return arena_printf(k->arena, _("Look for a sore spot, %d to %d out of 10."), lo, hi);
}

static void find_words(const struct speaker *k)
{
	const struct site *site = k->s->site;
	const char *reach = site->reach ? sentence(k->arena, site_word(site, site->reach)) : NULL;

	k->s->text = join(k->arena, reach, how_hard(k));
	assert(k->press);
	/* The way there is spoken once; who comes back to a place knows it. */
	k->s->speak = join(k->arena, where(k), k->press->k == 1 ? k->s->text : how_hard(k));
}

static const char *hold_for(const struct speaker *k)
{
	bool paced = k->words.hi_breaths > 0;
	const char *time = paced ? breaths_text(k->arena, &k->words) : time_text(k->arena, &k->words);

	assert(k->press);
	if (k->s->style == STYLE_SLOW_KNEE)
		return arena_printf(k->arena, _("Slowly straighten and bend the knee on the tool, for %s."),
				    time);
	if (k->press->elastic)
		return arena_printf(k->arena, _("Hold until it lets go, for %s."), time);
	return arena_printf(k->arena, _("Hold still for %s."), time);
}

static void hold_words(const struct speaker *k)
{
	const char *hold = hold_for(k);

	k->s->text = join(k->arena, hold, _("A dull ache is fine. Sharp, tingling or numb: stop at once."));
	k->s->speak = k->press == k->plan->presses ? k->s->text : hold;
}

static void sink_words(const struct speaker *k)
{
	k->s->text = _("Breathe out and sink in slowly.");
	k->s->speak = k->press == k->plan->presses ? k->s->text : "";
}

/* Whether the next thing to do is a press on the other leg. */
static bool changes_leg(const struct speaker *k)
{
	size_t after = (size_t)k->s->n + 1;

	return k->next && k->next->leg != k->press->leg && k->plan->segments[after].press == k->s->press + 1;
}

static void rest_words(const struct speaker *k)
{
	if (changes_leg(k))
		k->s->text = k->next->leg == LEG_LEFT ? _("Rest, and change to the left leg.")
						      : _("Rest, and change to the right leg.");
	else
		k->s->text = _("Rest. Take the weight off.");
	k->s->speak = changes_leg(k) ? k->s->text : _("Rest.");
}

static const char *breathe_words(const struct speaker *k)
{
	const struct breath *b = &k->s->breath;

	if (b->top || b->bottom || b->sip || b->in % 1000 || b->out % 1000 || !b->in)
		return _("Follow the breath: small and quiet, through the nose.");
	return arena_printf(k->arena, _("Breathe in for %d, out for %d: small and quiet, through the nose."),
			    b->in / 1000, b->out / 1000);
}

static const char *rate_words(enum measure m)
{
	switch (m) {
	case MEASURE_BACK:
		return _("How sore is your back now, from 0 to 10?");
	case MEASURE_LEG:
		return _("How sore is your leg now, from 0 to 10?");
	case MEASURE_REACH:
		return _("Bend forward, knees straight. How many hand widths to the floor?");
	case MEASURE_STANDS:
		return _("How hard is standing up from the chair, from 0 to 10?");
	}
	return "";
}

/* "10 times, 3 sets." The screen counts along, a voice only beats: with the eyes closed nobody knows else. NULL for
 * what is not counted. */
static const char *how_often(const struct speaker *k)
{
	struct buf out = {0};
	const char *said = NULL;

	plan_times(k->s, &out);
	if (out.n && k->s->sets > 1)
		buf_addf(&out, n_(", %d set", ", %d sets", k->s->sets), k->s->sets);
	if (out.n)
		said = sentence(k->arena, arena_strndup(k->arena, out.p, out.n));
	buf_free(&out);
	return said;
}

/* A stretch or a movement, spoken: with the leg in front, then what the author says of it, and last how often. */
static const char *action_spoken(const struct speaker *k, const char *say)
{
	const char *spoken = join(k->arena, plan_fill(k->arena, k->s->step->text, &k->words), say);

	spoken = join(k->arena, spoken, how_often(k));
	if (k->s->leg == LEG_NONE)
		return spoken;
	return join(k->arena, which_leg(k), spoken);
}

static void action_words(const struct speaker *k)
{
	const char *text = plan_fill(k->arena, k->s->step->text, &k->words), *spoken = action_spoken(k, NULL);

	k->s->text = text;
	if (k->s->set > 1)
		k->s->speak = _("Once more.");
	else if (spoken != text)
		k->s->speak = spoken;
}

/* What a segment shows and speaks if its author says nothing. */
static void default_words(const struct speaker *k)
{
	switch (k->s->phase) {
	case PHASE_FIND:
		find_words(k);
		break;
	case PHASE_SINK:
		sink_words(k);
		break;
	case PHASE_HOLD:
		hold_words(k);
		break;
	case PHASE_EASE:
		k->s->text = _("Ease off slowly.");
		break;
	case PHASE_REST:
		if (k->press)
			rest_words(k);
		else
			k->s->text = _("Nothing to do for a moment. Let the breath come and go.");
		break;
	case PHASE_SAY:
		k->s->text = plan_fill(k->arena, k->s->step->text, &k->words);
		break;
	case PHASE_MOVE:
	case PHASE_STRETCH:
		action_words(k);
		break;
	case PHASE_WALK:
		k->s->text = _("Stand up slowly and walk.");
		break;
	case PHASE_BREATHE:
		k->s->text = breathe_words(k);
		break;
	case PHASE_RATE:
		k->s->text = rate_words(k->s->measure);
		break;
	case PHASES:
		break;
	}
}

/* Nobody has to look: the leg and the place are spoken before the author's line, unless it names the place by itself.
 * A `<leg>` in it may be said late, or only mean a side to lean to. */
static const char *after_where(const struct speaker *k, const char *line, const char *say)
{
	if (!strstr(line, "<site>"))
		return join(k->arena, where(k), say);
	if (strstr(line, "<leg>"))
		return say;
	return join(k->arena, which_leg(k), say);
}

static bool names_action(enum phase p)
{
	return p == PHASE_STRETCH || p == PHASE_MOVE || p == PHASE_SAY;
}

/* The author's line instead: shown through find and hold, spoken where the step begins. */
static void own_words(const struct speaker *k)
{
	const struct step *step = k->s->step;
	const char *say = plan_fill(k->arena, step->say, &k->words);
	const char *spoken = k->s->speak ? k->s->speak : k->s->text;

	if (say && (k->s->phase == PHASE_FIND || k->s->phase == PHASE_HOLD || (k->opens && k->press)))
		k->s->text = say;
	else if (say && !k->press)
		k->s->text = names_action(k->s->phase) ? join(k->arena, k->s->text, say) : say;
	if (!k->opens)
		return;
	if (step->speak)
		k->s->speak = plan_fill(k->arena, step->speak, &k->words);
	else if (say && k->press)
		k->s->speak = after_where(k, step->say, say);
	else if (say && (k->s->phase == PHASE_STRETCH || k->s->phase == PHASE_MOVE) && k->s->set <= 1)
		k->s->speak = action_spoken(k, say);
	else if (say)
		k->s->speak = names_action(k->s->phase) ? join(k->arena, spoken, say) : say;
	else if (k->press && k->s->phase != PHASE_FIND)
		k->s->speak = join(k->arena, where(k), spoken);
}

struct words plan_words_of(const struct plan *p, const struct segment *s)
{
	const struct press *press = s->press >= 0 ? &p->presses[s->press] : NULL;
	struct words w = {.leg = s->leg, .site = s->site, .lo_ms = s->for_ms, .hi_ms = s->for_ms};

	w.lo_breaths = w.hi_breaths = s->breaths;
	if (press) {
		const struct segment *hold = &p->segments[press->hold];
		int64_t cycle = breath_cycle(&hold->breath);

		w.lo_ms = press->lower_ms;
		w.hi_ms = press->upper_ms;
		w.hi_breaths = hold->breaths;
		w.lo_breaths = hold->breaths ? press->lower_ms / cycle : 0;
	}
	return w;
}

/* A container speaks where its first segment begins, before it. */
static void scope_words(struct plan *p, const struct scope *c)
{
	struct segment *s = &p->segments[c->first];
	struct words w = plan_words_of(p, s);
	const char *say = plan_fill(p->arena, c->step->say, &w);
	const char *speak = c->step->speak ? plan_fill(p->arena, c->step->speak, &w) : say;
	const char *spoken = s->speak ? s->speak : s->text;

	s->speak = join(p->arena, speak, spoken);
	s->text = join(p->arena, say, s->text);
	s->opening = join(p->arena, say, s->opening);
	if (c->step->sound != SOUND_NONE && s->step->sound == SOUND_NONE)
		s->sound = c->step->sound;
}

void plan_words(struct plan *p, const struct scope *scopes, size_t nscopes)
{
	for (size_t i = 0; i < p->nsegments; i++) {
		struct segment *s = &p->segments[i];
		bool next = s->press >= 0 && (size_t)s->press + 1 < p->npresses;
		struct speaker k = {
			.plan = p,
			.arena = p->arena,
			.s = s,
			.press = s->press >= 0 ? &p->presses[s->press] : NULL,
			.next = next ? &p->presses[s->press + 1] : NULL,
			.words = plan_words_of(p, s),
			.opens = !i || p->segments[i - 1].unit != s->unit,
		};

		default_words(&k);
		own_words(&k);
		if (k.opens && s->step->sound != SOUND_NONE)
			s->sound = s->step->sound;
	}
	/* The innermost first, so that the outermost is heard first. */
	for (size_t i = nscopes; i-- > 0;)
		if (scopes[i].first < scopes[i].end)
			scope_words(p, &scopes[i]);
}
