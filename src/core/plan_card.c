/* The plan as a card of Markdown: what a person takes to a physiotherapist, or pins to a wall. On paper there
 * are no keys, no voice and no map, so each thing to do is a row whose times add up to the whole, each place
 * has its way there, and the author's lines are told once. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/duration.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/plan_build.h"

/* One thing to do. */
struct row {
	size_t first, end; /* its segments */
	const char *leg;   /* "left", "worse", ...; "" */
};

/* What is said of one or more rows. */
struct remark {
	struct buf rows, text;
};

struct card {
	const struct plan *p;
	enum leg worse;
	const struct plan
		*turned; /* the same for who has the other leg worse; NULL where it differs in more */
	struct row *rows;
	size_t nrows, room_rows;
	const struct site **places; /* each once, in the order they come; the letter A is the first */
	size_t nplaces, room_places;
	struct remark *remarks;
	size_t nremarks, room_remarks;
	struct arena *arena;
	struct buf *out;
};

/* ---- words ---- */

/* The keys that authors tell of, and what serves on paper. */
static const struct {
	const char *key, *paper;
} keys[] = {{N_("press x"), N_("stop")},
	    {N_("press Esc"), N_("stop")},
	    {N_("press q"), N_("stop")},
	    {N_("press Enter"), N_("go on")},
	    {N_("press n"), N_("leave it out")}};

/* `text`, with "stop" for "press x". */
static const char *without_keys(struct arena *a, const char *text)
{
	struct buf out = {0};

	for (const char *s = text; *s;) {
		const char *paper = NULL;

		for (size_t i = 0; i < sizeof keys / sizeof *keys && !paper; i++) {
			const char *key = _(keys[i].key);
			size_t n = strlen(key);

			if (strncmp(s, key, n) != 0 || (s[n] && !strchr(" .,;:!?", s[n])))
				continue;
			paper = _(keys[i].paper);
			s += n;
		}
		if (paper)
			buf_adds(&out, paper);
		else
			buf_addc(&out, *s++);
	}
	text = arena_strdup(a, buf_str(&out));
	buf_free(&out);
	return text;
}

/* "left", or on a card for no one in particular "worse": what the person's own leg decides. */
static const char *leg_of(const struct card *c, size_t segment)
{
	enum leg leg = c->p->segments[segment].leg;

	if (leg == LEG_NONE)
		return "";
	if (!c->turned || c->turned->segments[segment].leg == leg)
		return leg_text(leg);
	return leg == c->worse ? _("worse") : _("other");
}

/* What `<leg>` stands for in a step of that row: "left (right)" where it is done on both. */
static const char *legs_of(const struct card *c, const struct row *row)
{
	const struct segment *s = &c->p->segments[row->first];
	const char *one = NULL, *two = NULL;

	for (size_t i = 0; i < c->nrows; i++) {
		const struct segment *t = &c->p->segments[c->rows[i].first];

		if (t->step != s->step || t->own != s->own || !*c->rows[i].leg)
			continue;
		if (!one)
			one = c->rows[i].leg;
		else if (!two && strcmp(one, c->rows[i].leg) != 0)
			two = c->rows[i].leg;
	}
	return two ? arena_printf(c->arena, "%s (%s)", one, two) : one;
}

/* An author's text with its placeholders filled for paper. */
static const char *filled(const struct card *c, const struct row *row, const char *text)
{
	const struct segment *s = &c->p->segments[row->first];
	const char *legs = legs_of(c, row), *at;
	struct words w = plan_words_of(c->p, s);
	struct buf out = {0};

	for (; legs && (at = strstr(text, "<leg>")); text = at + strlen("<leg>")) {
		buf_add(&out, text, (size_t)(at - text));
		buf_adds(&out, legs);
	}
	buf_adds(&out, text);
	text = plan_fill(c->arena, arena_strdup(c->arena, buf_str(&out)), &w);
	buf_free(&out);
	return without_keys(c->arena, text);
}

static const char *name_of(const struct site *s)
{
	return s->code ? _(s->name) : s->name;
}

static const char *seconds(struct arena *a, int64_t ms)
{
	char text[DURATION_TEXT];

	if (ms > 120000 || ms % 1000)
		return arena_strdup(a, duration_spell(text, ms));
	return arena_printf(a, _("%d s"), (int)(ms / 1000));
}

static const char *breath_words(struct arena *a, const struct breath *b)
{
	const char *in = seconds(a, b->in), *out = seconds(a, b->out);

	if (b->sip)
		in = arena_printf(a, _("%s and a sip of %s"), in, seconds(a, b->sip));
	if (b->top)
		in = arena_printf(a, _("%s, held for %s"), in, seconds(a, b->top));
	if (b->bottom)
		out = arena_printf(a, _("%s, empty for %s"), out, seconds(a, b->bottom));
	return arena_printf(a, _("in %s, out %s"), in, out);
}

/* ---- places ---- */

/* The place's number on the card, which has it from now on. */
static size_t place_of(struct card *c, const struct site *s)
{
	for (size_t i = 0; i < c->nplaces; i++)
		if (c->places[i] == s)
			return i;
	mem_grow((void **)&c->places, c->nplaces, &c->room_places, sizeof *c->places);
	c->places[c->nplaces] = s;
	return c->nplaces++;
}

/* "A" to "Z", then "A1", ... */
static const char *letter(struct card *c, const struct site *s)
{
	size_t i = place_of(c, s);

	return i < 26 ? arena_printf(c->arena, "%c", (char)('A' + i))
		      : arena_printf(c->arena, "%c%zu", (char)('A' + i % 26), i / 26);
}

static const char *letters(struct card *c, const struct step *step)
{
	const char *all = "";

	for (size_t i = 0; i < step->nplaces; i++)
		all = arena_printf(c->arena, "%s%s%s", all, i ? ", " : "", letter(c, step->places[i].site));
	return all;
}

/* Whether an earlier pick of the same kind on that leg had one of its places to take. */
static bool picked_from_before(const struct card *c, const struct press *press)
{
	for (const struct press *e = c->p->presses; e < press; e++)
		for (size_t i = 0;
		     e->leg == press->leg && e->step->pick == press->step->pick && i < e->step->nplaces; i++)
			for (size_t k = 0; k < press->step->nplaces; k++)
				if (e->step->places[i].site == press->step->places[k].site)
					return true;
	return false;
}

/* A choice is told as one: which place it is hangs on ratings and days that paper does not know. */
static const char *place_words(struct card *c, const struct press *press)
{
	const struct step *step = press->step;
	const char *all = letters(c, step);
	bool again = step->pick != PICK_NONE && picked_from_before(c, press);

	switch (step->pick) {
	case PICK_FIRST:
		return arena_printf(c->arena,
				    again ? _("the next that may be pressed of: %s")
					  : _("the first that may be pressed of: %s"),
				    all);
	case PICK_SOREST:
		return arena_printf(c->arena, again ? _("the next sorest of: %s") : _("the sorest of: %s"),
				    all);
	case PICK_TURNS:
		return arena_printf(c->arena,
				    again ? _("the next longest not pressed of: %s")
					  : _("the one longest not pressed of: %s"),
				    all);
	case PICK_NONE:
		break;
	}
	return arena_printf(c->arena, "%s, %s", letter(c, press->site), name_of(press->site));
}

static void put_places(struct card *c)
{
	buf_addf(c->out, "\n## %s\n\n", _("How to get there, sitting"));
	for (size_t i = 0; i < c->nplaces; i++) {
		const struct site *s = c->places[i];

		buf_addf(c->out, "- **%s** ", letter(c, s));
		buf_markdown(c->out, name_of(s));
		if (s->muscle) {
			buf_adds(c->out, " (");
			buf_markdown(c->out, s->code ? _(s->muscle) : s->muscle);
			buf_addc(c->out, ')');
		}
		if (s->reach) {
			buf_adds(c->out, ": ");
			buf_markdown(c->out, s->code ? _(s->reach) : s->reach);
		}
		buf_addc(c->out, '\n');
	}
}

/* ---- the table ---- */

/* The breath of the first press: told once, and in a row only where another one holds. */
static const struct breath *common_breath(const struct plan *p)
{
	for (size_t i = 0; i < p->npresses; i++)
		if (p->segments[p->presses[i].hold].breaths)
			return &p->segments[p->presses[i].hold].breath;
	return NULL;
}

static bool same_breath(const struct breath *a, const struct breath *b)
{
	return a && b && a->in == b->in && a->sip == b->sip && a->top == b->top && a->out == b->out &&
	       a->bottom == b->bottom;
}

static const char *times_words(struct card *c, const struct step *s, const char *what)
{
	if (s->kind == STEP_STRETCH && s->times > 1)
		return arena_printf(c->arena, n_("%s, %d time", "%s, %d times", s->times), what, s->times);
	if (s->kind == STEP_MOVE && s->reps > 0 && s->sets > 1)
		return arena_printf(c->arena, _("%s, %d sets of %d"), what, s->sets, s->reps);
	if (s->kind == STEP_MOVE && s->reps > 0)
		return arena_printf(c->arena, n_("%s, %d time", "%s, %d times", s->reps), what, s->reps);
	return what;
}

/* What is done, where nothing is pressed. */
static const char *other_words(struct card *c, const struct row *row)
{
	const struct segment *s = &c->p->segments[row->first];

	switch (s->phase) {
	case PHASE_WALK:
		return s->step->say ? _("walk") : _("stand up slowly and walk");
	case PHASE_BREATHE:
		return s->breaths
			       ? arena_printf(c->arena, _("breathe: %s"), breath_words(c->arena, &s->breath))
			       : _("breathe");
	case PHASE_REST:
		return _("rest");
	case PHASE_RATE:
		return s->text;
	case PHASE_FIND:
	case PHASE_SINK:
	case PHASE_HOLD:
	case PHASE_EASE:
	case PHASE_SAY:
	case PHASE_MOVE:
	case PHASE_STRETCH:
	case PHASES:
		break;
	}
	return times_words(c, s->step, s->step->text ? filled(c, row, s->step->text) : "");
}

static int64_t length_of(const struct plan *p, int segment)
{
	return segment >= 0 ? p->segments[segment].for_ms : 0;
}

/* Find, hold, ease and rest, how hard, and room for two ratings. */
static void put_press(struct card *c, const struct press *press)
{
	const struct segment *hold = &c->p->segments[press->hold];
	const char *lo = seconds(c->arena, press->lower_ms), *hi = seconds(c->arena, press->upper_ms);
	int64_t find = length_of(c->p, press->find) + length_of(c->p, press->sink);

	buf_addf(c->out, "%s | ", seconds(c->arena, find));
	if (press->elastic)
		buf_addf(c->out, _("%s to %s"), lo, hi);
	else if (hold->breaths)
		buf_addf(c->out, n_("%s, %lld breath", "%s, %lld breaths", hold->breaths), hi,
			 (long long)hold->breaths);
	else
		buf_adds(c->out, hi);
	buf_addf(c->out, " | %s | %s | ", seconds(c->arena, length_of(c->p, press->ease)),
		 seconds(c->arena, length_of(c->p, press->rest)));
	if (hold->pressure.lo == hold->pressure.hi)
		buf_addf(c->out, "%d |   /   |\n", hold->pressure.hi);
	else
		buf_addf(c->out, _("%d to %d |   /   |\n"), hold->pressure.lo, hold->pressure.hi);
}

static const char *what_of(struct card *c, const struct row *row)
{
	const struct segment *s = &c->p->segments[row->first];
	const char *what;

	if (s->press < 0)
		return other_words(c, row);
	what = place_words(c, &c->p->presses[s->press]);
	if (s->step->instead.site)
		what = arena_printf(c->arena, _("%s; where it must rest: %s"), what,
				    letter(c, s->step->instead.site));
	s = &c->p->segments[c->p->presses[s->press].hold];
	if (s->style == STYLE_SLOW_KNEE)
		what = arena_printf(c->arena, _("%s; straighten and bend the knee slowly"), what);
	if (s->breaths && !same_breath(&s->breath, common_breath(c->p)))
		what = arena_printf(c->arena, _("%s; breathe %s"), what, breath_words(c->arena, &s->breath));
	return what;
}

static void put_row(struct card *c, size_t n)
{
	const struct row *row = &c->rows[n];
	const struct segment *s = &c->p->segments[row->first], *last = &c->p->segments[row->end - 1];
	char time[DURATION_TEXT];

	buf_addf(c->out, "| %zu | %s | ", n + 1, row->leg);
	buf_markdown(c->out, what_of(c, row));
	if (s->optional)
		buf_addf(c->out, " *%s*", _("(if there is time)"));
	buf_addf(c->out, " | %s | ", duration_clock(time, last->at_ms + last->for_ms - s->at_ms));
	if (s->press >= 0)
		put_press(c, &c->p->presses[s->press]);
	else
		buf_addf(c->out, "| | | | | %s |\n", s->phase == PHASE_RATE ? "......" : "");
}

static void put_table(struct card *c)
{
	const char *title = NULL;
	char time[DURATION_TEXT];

	buf_addf(c->out, "\n## %s\n\n| | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", _("In this order"),
		 _("leg"), _("what"), _("time"), _("find"), _("hold"), _("ease off"), _("rest"),
		 _("how hard"), _("sore before / after"));
	buf_adds(c->out, "|---|---|---|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < c->nrows; i++) {
		const char *here = c->p->segments[c->rows[i].first].title;

		if (here && here != title) {
			buf_adds(c->out, "| | | **");
			buf_markdown(c->out, here);
			buf_adds(c->out, "** | | | | | | | |\n");
		}
		title = here;
		put_row(c, i);
	}
	buf_addf(c->out, "| | | **%s** | **%s** | | | | | | |\n", _("in all"),
		 duration_clock(time, c->p->planned_ms));
}

/* ---- what the author says ---- */

static void remark(struct card *c, size_t row, const char *text)
{
	struct remark *r = c->remarks, *end = c->remarks + c->nremarks;

	if (!text || !*text)
		return;
	while (r < end && strcmp(buf_str(&r->text), text) != 0)
		r++;
	if (r == end) {
		mem_grow((void **)&c->remarks, c->nremarks, &c->room_remarks, sizeof *c->remarks);
		r = &c->remarks[c->nremarks++];
		*r = (struct remark){0};
		buf_adds(&r->text, text);
	}
	buf_addf(&r->rows, "%s%zu", r->rows.n ? ", " : "", row + 1);
}

/* A step's own line and its cues, one after the other; what is only spoken is for the ear. */
static void remark_step(struct card *c, size_t n)
{
	const struct row *row = &c->rows[n];
	const struct step *step = c->p->segments[row->first].step;
	struct buf all = {0};

	if (step->say)
		buf_adds(&all, filled(c, row, step->say));
	for (size_t i = 0; i < step->ncues; i++)
		if (step->cues[i].say)
			buf_addf(&all, "%s%s", all.n ? " " : "", filled(c, row, step->cues[i].say));
	remark(c, n, buf_str(&all));
	buf_free(&all);
}

static void put_remarks(struct card *c)
{
	for (size_t i = 0; i < c->nrows; i++) {
		const char *opening = c->p->segments[c->rows[i].first].opening;

		if (opening)
			remark(c, i, without_keys(c->arena, opening));
		remark_step(c, i);
	}
	if (c->nremarks)
		buf_addf(c->out, "\n## %s\n\n", _("What the author says to it"));
	for (size_t i = 0; i < c->nremarks; i++) {
		buf_addf(c->out, "- **%s** ", buf_str(&c->remarks[i].rows));
		buf_markdown(c->out, buf_str(&c->remarks[i].text));
		buf_addc(c->out, '\n');
		buf_free(&c->remarks[i].rows);
		buf_free(&c->remarks[i].text);
	}
}

/* ---- the whole ---- */

static void put_line(struct buf *out, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	buf_addf(out, "- **%s** ", label);
	buf_markdown(out, text);
	buf_addc(out, '\n');
}

static void put_head(const struct plan *p, struct buf *out)
{
	const struct routine *r = p->routine;
	struct buf needs = {0};
	char time[DURATION_TEXT];

	buf_adds(out, "# ");
	buf_markdown(out, r->title ? r->title : r->id);
	buf_adds(out, "\n\n");
	buf_markdown(out, r->about);
	buf_adds(out, "\n\n");
	buf_list(&needs, r->needs, r->nneeds);
	put_line(out, _("Time:"), duration_clock(time, p->planned_ms));
	put_line(out, _("Needs:"), buf_str(&needs));
	put_line(out, _("For:"), r->suits);
	put_line(out, _("Not for:"), r->not_for);
	put_line(out, _("By:"), r->author);
	put_line(out, _("Notes:"),
		 _("date ............  pain now, 0 to 10: before ......  after ......  next day ......"));
	buf_free(&needs);
}

static void put_left_out(const struct plan *p, struct buf *out)
{
	struct buf lines = {0};

	plan_left_out_lines(p, &lines);
	for (const char *line = buf_str(&lines), *end; (end = strchr(line, '\n')); line = end + 1) {
		struct buf one = {0};

		buf_add(&one, line, (size_t)(end - line));
		buf_adds(out, "- ");
		buf_markdown(out, buf_str(&one));
		buf_addc(out, '\n');
		buf_free(&one);
	}
	buf_free(&lines);
}

static bool any_elastic(const struct plan *p)
{
	for (size_t i = 0; i < p->npresses; i++)
		if (p->presses[i].elastic)
			return true;
	return false;
}

/* Whether a routine asks for more than everybody begins with, of somebody of whom it is not known what is theirs. */
static bool asks_much(const struct plan *p, const struct person *who)
{
	int gentle = p->atlas->limits.gentle_pressure;

	for (size_t i = 0; i < p->nsegments && who->pressure_most > gentle; i++)
		if (p->segments[i].press >= 0 && p->segments[i].pressure.hi > gentle)
			return true;
	return false;
}

static void put_how(struct card *c, const struct person *who)
{
	const struct breath *b = common_breath(c->p);
	enum press_legs only = who->legs != PRESS_BOTH ? who->legs : c->p->routine->press;

	buf_addf(c->out, "\n## %s\n\n%s", _("How to press"),
		 _("Find the sore spot, sink in slowly as you breathe out, hold still, ease off, rest: the "
		   "times of each are in its row."));
	if (b)
		buf_addf(c->out,
			 _(" A breath is %s: small and quiet, through the nose, never held while pressing."),
			 breath_words(c->arena, b));
	buf_addf(
		c->out, " %s",
		_("How hard is how sore it feels, from 0, not at all, to 10, the worst; less than the figure "
		  "is fine, over 7 is too hard. A spot has let go when its figure has halved, has fallen by "
		  "2, or is 2 or less."));
	if (asks_much(c->p, who))
		buf_addf(c->out, _(" Whoever is new to this, or is to go gently, keeps to at most %d."),
			 c->p->atlas->limits.gentle_pressure);
	if (any_elastic(c->p))
		buf_addf(c->out, " %s",
			 _("Of two times for a hold, it ends between them when the spot has let go; the rows "
			   "count the longer one."));
	if (only != PRESS_BOTH)
		buf_addf(c->out, " %s",
			 only == PRESS_LEFT ? _("Only the left leg is pressed; stretches and movements stay "
						"on both.")
					    : _("Only the right leg is pressed; stretches and movements stay "
						"on both."));
	buf_addc(c->out, '\n');
}

/* domain.md 3.3, and what no routine of unknot may promise. */
static void put_safety(const struct plan *p, struct buf *out)
{
	if (p->npresses)
		buf_addf(
			out, "\n## %s\n\n%s %s\n\n%s\n", _("When to stop"),
			_("**Stop at once:** sharp, electric, burning down the leg, numb, pins and needles, "
			  "a "
			  "cold or pale foot, throbbing under the tool, a cramp that does not ease, "
			  "dizziness. "
			  "Move at least 5 cm; if it comes back, leave that place for today."),
			_("**Fine:** a dull or spreading ache up to 6, a twitch, warmth. **Never press** "
			  "behind "
			  "the knee, on bone or tendon, on veins, lumps, bruises, wounds or swelling."),
			_("**Afterwards:** a foot numb or weak for more than ten minutes: no more, and see a "
			  "clinician. Severe swelling or pain with dark urine: a doctor the same day. New "
			  "numbness between the legs, trouble with bladder or bowel, both legs weak, chest "
			  "pain or sudden breathlessness: emergency help."));
	buf_addf(out, "\n%s\n",
		 _("It may ease how the legs feel; that it helps a back is not proven. This is no diagnosis "
		   "and "
		   "no treatment."));
}

static void add_rows(struct card *c)
{
	for (size_t i = 0; i < c->p->nsegments; i = plan_unit_end(c->p, i)) {
		mem_grow((void **)&c->rows, c->nrows, &c->room_rows, sizeof *c->rows);
		c->rows[c->nrows++] = (struct row){i, plan_unit_end(c->p, i), leg_of(c, i)};
	}
}

/* The plan for who has the other leg worse, if it is the same but for the legs. */
static struct plan *turn(const struct plan *p, const struct person *who)
{
	struct person other = *who;
	struct plan *turned;
	bool same;

	other.worse = leg_other(who->worse);
	turned = plan_without_words(p->routine, p->atlas, &other);
	same = turned->nsegments == p->nsegments;
	for (size_t i = 0; same && i < p->nsegments; i++)
		same = turned->segments[i].step == p->segments[i].step;
	if (same)
		return turned;
	plan_free(turned);
	return NULL;
}

void plan_card(const struct plan *p, const struct person *who, struct buf *out)
{
	struct plan *turned = turn(p, who);
	struct card c = {.p = p, .worse = who->worse, .turned = turned, .arena = arena_new(), .out = out};

	add_rows(&c);
	put_head(p, out);
	put_left_out(p, out);
	if (p->npresses)
		put_how(&c, who);
	put_table(&c);
	if (c.nplaces)
		put_places(&c);
	put_remarks(&c);
	put_safety(p, out);
	free(c.rows);
	free(c.places);
	free(c.remarks);
	arena_free(c.arena);
	plan_free(turned);
}
