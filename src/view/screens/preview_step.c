#include "view/screens/preview_step.h"

#include "base/i18n.h"
#include "view/ladder.h"
#include "view/screens/parts.h"
#include "view/words.h"

int64_t preview_step_ms(const struct plan *p, size_t first)
{
	int64_t ms = 0;

	for (size_t i = first; i < ladder_next(p, first); i++)
		ms += p->segments[i].for_ms;
	return ms;
}

/* Where it stands, in the session and in the file; and how far it has been heard. */
static void head_text(const struct preview_model *m, size_t first, char line[VM_LINE])
{
	const struct segment *s = &m->plan->segments[first];
	char where[VM_LINE], heard[DURATION_TEXT], all[DURATION_TEXT];

	ladder_where(m->plan, s->n, where, sizeof where);
	if (m->heard_ms >= 0 && m->soundless)
		vm_format(line, VM_LINE, "%s", _("no sound here: 'unknot doctor' tells why"));
	else if (m->heard_ms >= 0)
		vm_format(line, VM_LINE, m->set->muted ? _("muted (m): %s of %s") : _("you hear %s of %s"),
			  duration_clock(heard, m->heard_ms),
			  duration_clock(all, preview_step_ms(m->plan, first)));
	else if (s->title)
		vm_format(line, VM_LINE, _("%s, line %u: %s"), where, (unsigned)s->line, s->title);
	else
		vm_format(line, VM_LINE, _("%s, line %u"), where, (unsigned)s->line);
}

/* A block's title that is too long for the row goes on below, where a phase can spare the room. */
static int draw_head(struct canvas *c, struct rect r, const struct preview_model *m, size_t first)
{
	size_t phases = ladder_next(m->plan, first) - first;
	char line[VM_LINE];

	head_text(m, first, line);
	r.h = (size_t)r.h > phases + 1 ? 2 : 1;
	return canvas_wrap(c, r, m->heard_ms >= 0 ? STYLE_NOW : STYLE_KEY, line);
}

static bool is_authors(const struct cue *cue, const struct step *step)
{
	for (size_t i = 0; i < step->ncues; i++)
		if (step->cues[i].at.source == cue->origin.source &&
		    step->cues[i].at.line == cue->origin.line && step->cues[i].at.col == cue->origin.col)
			return true;
	return false;
}

/* What the author placed inside it, each on a row with its moment: shown, spoken or sounded. */
static void add_cues(struct buf *out, const struct plan *p, const struct segment *s)
{
	char at[DURATION_TEXT];

	for (size_t i = 0; s->step->ncues && i < p->ncues; i++) {
		const struct cue *cue = &p->cues[i];

		if (cue->segment != s->n || cue->state == CUE_DROPPED || !is_authors(cue, s->step))
			continue;
		buf_addf(out, "\n  %s ", duration_clock(at, cue->offset_ms));
		if (cue->shown)
			buf_adds(out, cue->shown);
		else if (cue->say)
			buf_addf(out, _("spoken: %s"), cue->say);
		else
			buf_addf(out, _("sound: %s"), sound_name(cue->sound));
	}
}

/* What is shown while a phase of it runs. */
static void add_phase(struct buf *out, const struct plan *p, const struct segment *s)
{
	char time[DURATION_TEXT], target[VM_LINE];
	struct buf counts = {0};

	plan_counts(s, &counts);
	words_target(target, sizeof target, &s->pressure);
	buf_addf(out, "%s %s", words_phase(s->phase), duration_clock(time, s->for_ms));
	if (s->phase == PHASE_HOLD && p->presses[s->press].written_ms)
		buf_addf(out, _(" (whole breaths, not %s)"),
			 duration_clock(time, p->presses[s->press].written_ms));
	if (s->phase == PHASE_HOLD || counts.n)
		buf_addf(out, ", %s", s->phase == PHASE_HOLD ? target : counts.p);
	buf_addf(out, ": %s", s->text ? s->text : "");
	add_cues(out, p, s);
	buf_free(&counts);
}

int preview_step_rows(const struct preview_model *m, size_t first, int cols)
{
	size_t end = first < m->plan->nsegments ? ladder_next(m->plan, first) : first;
	char head[VM_LINE];
	int rows = 1;

	if (first < end) {
		head_text(m, first, head);
		rows = parts_rows(head, cols, 2);
	}
	for (size_t i = first; i < end; i++) {
		struct buf said = {0};

		add_phase(&said, m->plan, &m->plan->segments[i]);
		rows += parts_rows(buf_str(&said), cols, 99);
		buf_free(&said);
	}
	return rows;
}

/* Each phase keeps a row, so that a long text early in the step does not hide how long it is held. */
void preview_step_draw(struct canvas *c, struct rect r, const struct preview_model *m, size_t first)
{
	size_t end;

	if (r.h < 1 || first >= m->plan->nsegments)
		return;
	end = ladder_next(m->plan, first);
	r = parts_below(r, draw_head(c, r, m, first));
	for (size_t i = first; i < end && r.h > 0; i++) {
		int later = (int)(end - i - 1), rows = r.h > later ? r.h - later : 1;
		bool last = i + 1 < end && r.h == 1;
		struct buf said = {0};

		add_phase(&said, m->plan, &m->plan->segments[i]);
		/* What finds no row follows it, so that it ends in an ellipsis. */
		if (last)
			buf_addf(&said, "\n%s", words_phase(m->plan->segments[i + 1].phase));
		r = parts_below(
			r, canvas_wrap(c, (struct rect){r.x, r.y, r.w, rows}, STYLE_PLAIN, buf_str(&said)));
		buf_free(&said);
	}
}
