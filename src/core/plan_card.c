/* The plan as a card of Markdown: what a person takes to a physiotherapist, or pins to a wall. */
#include "base/duration.h"
#include "base/i18n.h"
#include "core/plan_build.h"

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
	for (size_t i = 0; i < r->nneeds; i++)
		buf_addf(&needs, "%s%s", i ? ", " : "", r->needs[i]);
	put_line(out, _("Time:"), duration_clock(time, p->planned_ms));
	put_line(out, _("Needs:"), buf_str(&needs));
	put_line(out, _("For:"), r->suits);
	put_line(out, _("Not for:"), r->not_for);
	put_line(out, _("By:"), r->author);
	buf_free(&needs);
}

static const char *leg_word(enum leg leg)
{
	return leg == LEG_NONE ? "" : leg_text(leg);
}

/* A press: the place with its muscle, how long, how many breaths, how hard. */
static void put_press(const struct plan *p, const struct press *press, struct buf *out)
{
	const struct segment *hold = &p->segments[press->hold];
	const char *name = press->site->code ? _(press->site->name) : press->site->name;
	char time[DURATION_TEXT];

	buf_markdown(out, name);
	if (press->site->muscle) {
		buf_adds(out, " (");
		buf_markdown(out, press->site->muscle);
		buf_addc(out, ')');
	}
	buf_addf(out, " | %s", duration_spell(time, press->upper_ms));
	if (hold->breaths)
		buf_addf(out, n_(", %lld breath", ", %lld breaths", hold->breaths), (long long)hold->breaths);
	if (hold->pressure.lo == hold->pressure.hi)
		buf_addf(out, _(" | %d of 10"), hold->pressure.hi);
	else
		buf_addf(out, _(" | %d to %d of 10"), hold->pressure.lo, hold->pressure.hi);
}

static void put_unit(const struct plan *p, size_t first, int n, struct buf *out)
{
	const struct segment *s = &p->segments[first];
	const struct segment *last = &p->segments[plan_unit_end(p, first) - 1];
	char time[DURATION_TEXT];

	buf_addf(out, "| %d | %s | ", n, leg_word(s->leg));
	if (s->press >= 0) {
		put_press(p, &p->presses[s->press], out);
	} else {
		buf_markdown(out, s->text);
		buf_addf(out, " | %s | ", duration_spell(time, last->at_ms + last->for_ms - s->at_ms));
	}
	buf_adds(out, " |\n");
}

void plan_card(const struct plan *p, struct buf *out)
{
	char left[DURATION_TEXT], right[DURATION_TEXT];
	int n = 0;

	put_head(p, out);
	buf_addf(out, "\n| | %s | %s | %s | %s |\n|---|---|---|---|---|\n", _("leg"), _("what"),
		 _("how long"), _("how hard"));
	for (size_t i = 0; i < p->nsegments; i = plan_unit_end(p, i))
		put_unit(p, i, ++n, out);
	if (p->npresses)
		buf_addf(out,
			 _("\nPressed in all: left leg %s, right leg %s. How hard is said on a scale from 0, "
			   "none, to 10, the worst one can think of.\n"),
			 duration_spell(left, p->leg[0].ms), duration_spell(right, p->leg[1].ms));
	buf_addf(out, "\n%s\n",
		 _("A dull ache that one can breathe with is fine. Sharp, electric, burning, numb or "
		   "tingling: stop "
		   "at once. Never behind the knee, on bone, veins, bruises or wounds. A foot numb or weak "
		   "for more "
		   "than ten minutes: no more, and see a clinician."));
}
