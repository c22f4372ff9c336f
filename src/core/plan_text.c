/* The plan for a person to read: one line for each thing to do, in 80 columns. */
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "core/plan_build.h"

enum { WIDTH = 80, WHAT_COLUMN = 18, WHAT = WIDTH - WHAT_COLUMN, DETAIL = 26, LINES_MOST = 64 };

/* `text` and blanks up to `cells`; what is wider is cut. */
static void put_cell(struct buf *out, const char *text, int cells)
{
	size_t fit = text_fit(text, cells);
	int used;

	buf_add(out, text, fit);
	used = text_width(buf_str(out) + out->n - fit);
	for (; used < cells; used++)
		buf_addc(out, ' ');
}

static void end_line(struct buf *out)
{
	while (out->n && out->p[out->n - 1] == ' ')
		out->n--;
	buf_addc(out, '\n');
}

static void put_clock(struct buf *out, int64_t ms, int cells)
{
	char text[DURATION_TEXT];

	duration_clock(text, ms);
	for (int i = text_width(text); i < cells; i++)
		buf_addc(out, ' ');
	buf_adds(out, text);
}

/* Wraps `text` under the column it begins in. */
static void put_wrapped(struct buf *out, const char *text, int column)
{
	struct text_line lines[LINES_MOST];
	size_t n = text_wrap(text, WIDTH - column, lines, LINES_MOST);

	for (size_t i = 0; i < n && i < LINES_MOST; i++) {
		for (int k = 0; i && k < column; k++)
			buf_addc(out, ' ');
		buf_add(out, lines[i].p, lines[i].n);
		buf_addc(out, '\n');
	}
}

static void put_press(const struct plan *p, const struct press *press, struct buf *out)
{
	const struct segment *hold = &p->segments[press->hold];
	const char *name = press->site->code ? _(press->site->name) : press->site->name;
	struct buf detail = {0};
	char lo[DURATION_TEXT], hi[DURATION_TEXT];

	duration_spell(lo, press->lower_ms);
	duration_spell(hi, press->upper_ms);
	if (press->elastic)
		buf_addf(&detail, _("hold %s to %s"), lo, hi);
	else if (hold->breaths)
		buf_addf(&detail, n_("hold %s, %lld breath", "hold %s, %lld breaths", hold->breaths), hi,
			 (long long)hold->breaths);
	else
		buf_addf(&detail, _("hold %s"), hi);
	put_cell(out, name, WHAT - DETAIL - 2);
	buf_adds(out, "  ");
	put_cell(out, buf_str(&detail), DETAIL);
	end_line(out);
	buf_free(&detail);
}

void plan_counts(const struct segment *s, struct buf *out)
{
	char each[DURATION_TEXT];

	duration_spell(each, s->reps > 0 ? s->each_ms : s->for_ms);
	if (s->reps > 0 && s->sets > 1)
		buf_addf(out, _("%d x %d, %s each"), s->sets, s->reps, each);
	else if (s->reps > 0)
		buf_addf(out, n_("%d time, %s", "%d times, %s each", s->reps), s->reps, each);
	else if (s->sets > 1)
		buf_addf(out, _("%d x %s"), s->sets, each);
}

void plan_times(const struct segment *s, struct buf *out)
{
	if (s->reps > 0)
		buf_addf(out, n_("%d time", "%d times", s->reps), s->reps);
}

static void put_other(const struct segment *s, struct buf *out)
{
	struct buf line = {0};

	plan_counts(s, &line);
	if (line.n && s->text)
		buf_adds(&line, ": ");
	buf_adds(&line, s->text ? s->text : "");
	put_wrapped(out, buf_str(&line), WHAT_COLUMN);
	buf_free(&line);
}

static void put_unit(const struct plan *p, size_t first, struct buf *out)
{
	const struct segment *s = &p->segments[first];
	const struct segment *last = &p->segments[plan_unit_end(p, first) - 1];

	put_clock(out, s->at_ms, 7);
	put_clock(out, last->at_ms + last->for_ms - s->at_ms, 6);
	buf_addc(out, s->optional ? '?' : ' ');
	buf_addc(out, ' ');
	put_cell(out, s->leg == LEG_LEFT ? _("L") : s->leg == LEG_RIGHT ? _("R") : "", 3);
	if (s->press >= 0)
		put_press(p, &p->presses[s->press], out);
	else
		put_other(s, out);
}

bool plan_offers_more(const struct plan *p)
{
	for (size_t i = 0; i < p->npresses; i++)
		if (p->presses[i].more_ms > 0)
			return true;
	return false;
}

/* Each time once that whole breaths made another of: who wrote 45 s should not wonder at 40. */
static void put_fitted(const struct plan *p, struct buf *line)
{
	char written[DURATION_TEXT], held[DURATION_TEXT];

	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *x = &p->presses[i];
		bool told = !x->written_ms;

		for (size_t k = 0; k < i && !told; k++)
			told = p->presses[k].written_ms == x->written_ms &&
			       p->presses[k].upper_ms == x->upper_ms;
		if (told)
			continue;
		duration_spell(written, x->written_ms);
		duration_spell(held, x->upper_ms);
		buf_addc(line, ' ');
		buf_addf(line, _("A press lasts whole breaths: %s becomes %s."), written, held);
	}
}

static void put_totals(const struct plan *p, struct buf *out)
{
	char a[DURATION_TEXT], b[DURATION_TEXT], c[DURATION_TEXT];
	struct buf line = {0};

	buf_addf(&line, _("Planned %s; %s at the shortest, %s at the longest."),
		 duration_clock(a, p->planned_ms), duration_clock(b, p->shortest_ms),
		 duration_clock(c, p->longest_ms));
	if (p->npresses) {
		buf_addc(&line, ' ');
		buf_addf(&line, _("On the tool %s, at most %s of it without standing up to walk."),
			 duration_clock(a, p->tool_ms), duration_clock(b, p->tool_stretch_ms));
		buf_addc(&line, ' ');
		buf_addf(&line, n_("Left leg %d press, %s;", "Left leg %d presses, %s;", p->leg[0].presses),
			 p->leg[0].presses, duration_clock(a, p->leg[0].ms));
		buf_addc(&line, ' ');
		buf_addf(&line, n_("right leg %d press, %s.", "right leg %d presses, %s.", p->leg[1].presses),
			 p->leg[1].presses, duration_clock(a, p->leg[1].ms));
	}
	if (plan_offers_more(p)) {
		buf_addc(&line, ' ');
		buf_adds(
			&line,
			_("The longest counts the 30 s more that are offered, once, where a spot has not let "
			  "go."));
	}
	put_fitted(p, &line);
	put_wrapped(out, buf_str(&line), 0);
	buf_free(&line);
}

static const char *why_left_out(enum closed c)
{
	switch (c) {
	case OPEN:
		return _("since this leg is not pressed");
	case CLOSED_LOCKED:
		return _("which has not opened yet");
	case CLOSED_TODAY:
		return _("which rests today");
	case CLOSED_SHARE:
		return _("which has had its share today");
	case CLOSED_BRUISE:
		return _("which rests until its bruise has gone");
	case CLOSED_ANSWER:
		return _("which your answers to the safety questions rule out");
	case CLOSED_TIME:
		break;
	}
	return "";
}

/* The place, or of a step whose leg is left out all that it would have pressed. */
static void put_what_is_left_out(const struct left_out *l, struct buf *out)
{
	const struct step *s = l->step;
	const struct site *site = l->site ? l->site : s->nplaces == 1 ? s->places[0].site : NULL;

	if (site)
		buf_adds(out, site->name);
	else if (s->pick != PICK_NONE)
		buf_adds(out, _("1 press"));
	else
		buf_addf(out, n_("%d press", "%d presses", (int)s->nplaces), (int)s->nplaces);
}

/* A hold in few words: its place, the two that it picks from, or how many. */
static void put_hold(const struct step *s, struct buf *out)
{
	if (s->pick != PICK_NONE && s->nplaces == 2)
		buf_addf(out, _("%s or %s"), s->places[0].site->name, s->places[1].site->name);
	else if (s->pick == PICK_SOREST)
		buf_adds(out, _("a press where it is sorest"));
	else
		put_what_is_left_out(&(struct left_out){.step = s}, out);
}

/* A step in few words; of a container without a name what it holds. */
static void put_step(const struct step *s, struct buf *out)
{
	const char *word = NULL;

	switch (s->kind) {
	case STEP_HOLD:
		put_hold(s, out);
		return;
	case STEP_REPEAT:
	case STEP_LEGS:
		for (size_t i = 0; i < s->nsteps; i++) {
			buf_adds(out, i ? ", " : "");
			put_step(&s->steps[i], out);
		}
		return;
	case STEP_USE:
		word = s->use && s->use->title ? s->use->title : "";
		break;
	case STEP_WALK:
		word = _("a walk");
		break;
	case STEP_BREATHE:
		word = _("quiet breaths");
		break;
	case STEP_REST:
		word = _("a rest");
		break;
	case STEP_RATE:
		word = _("a question");
		break;
	case STEP_SAY:
	case STEP_MOVE:
	case STEP_STRETCH:
	case STEP_BLOCK:
	case STEP_KINDS:
		word = s->text ? s->text : "";
		break;
	}
	buf_adds(out, word);
}

static void put_left_out_for_time(const struct left_out *l, struct buf *out)
{
	bool each = l->step->kind == STEP_HOLD; /* presses are on a leg, here on both alike */
	struct buf what = {0};

	put_step(l->step, &what);
	buf_addf(out,
		 l->leg == LEG_LEFT    ? _("Left out on the left leg, since time is short: %s.")
		 : l->leg == LEG_RIGHT ? _("Left out on the right leg, since time is short: %s.")
		 : each                ? _("Left out on both legs, since time is short: %s.")
				       : _("Left out, since time is short: %s."),
		 buf_str(&what));
	buf_free(&what);
}

void plan_left_out_line(const struct left_out *l, struct buf *out)
{
	struct buf what = {0};

	if (l->why == CLOSED_TIME) {
		put_left_out_for_time(l, out);
		return;
	}
	put_what_is_left_out(l, &what);
	buf_addf(out,
		 l->leg == LEG_LEFT ? _("Left out on the left leg: %s, %s.")
				    : _("Left out on the right leg: %s, %s."),
		 buf_str(&what), why_left_out(l->why));
	buf_free(&what);
	if (l->instead) {
		buf_addc(out, ' ');
		buf_addf(out, _("Instead: %s."), l->instead->name);
	}
}

void plan_left_out_lines(const struct plan *p, struct buf *out)
{
	for (size_t i = 0; i < p->nleft_out; i++) {
		if (p->left_out[i].why == OPEN) /* a leg that the person chose not to press */
			continue;
		plan_left_out_line(&p->left_out[i], out);
		buf_addc(out, '\n');
	}
}

bool plan_time_for_one_leg(const struct plan *p, enum leg *only)
{
	*only = p->leg[0].presses ? LEG_LEFT : LEG_RIGHT;
	if (!p->leg[0].presses == !p->leg[1].presses)
		return false;
	for (size_t i = 0; i < p->nleft_out; i++)
		if (p->left_out[i].why == CLOSED_TIME && p->left_out[i].leg != *only &&
		    p->left_out[i].leg != LEG_NONE)
			return true;
	return false;
}

static void put_left_out(const struct left_out *l, struct buf *out)
{
	struct buf line = {0};

	plan_left_out_line(l, &line);
	put_wrapped(out, buf_str(&line), 0);
	buf_free(&line);
}

void plan_text(const struct plan *p, struct buf *out)
{
	const char *title = NULL;
	bool optional = false;

	put_wrapped(out, p->routine->title ? p->routine->title : p->routine->id, 0);
	if (p->routine->about)
		put_wrapped(out, p->routine->about, 0);
	buf_addc(out, '\n');
	for (size_t i = 0; i < p->nsegments; i = plan_unit_end(p, i)) {
		const struct segment *s = &p->segments[i];

		if (s->title && s->title != title)
			buf_addf(out, "\n  %s\n", s->title);
		else if (title && !s->title)
			buf_addc(out, '\n');
		title = s->title;
		optional |= s->optional;
		put_unit(p, i, out);
	}
	buf_addc(out, '\n');
	put_totals(p, out);
	if (optional)
		put_wrapped(out, _("Lines marked ? are dropped when time is short."), 0);
	for (size_t i = 0; i < p->nleft_out; i++)
		put_left_out(&p->left_out[i], out);
}
