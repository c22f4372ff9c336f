#include "view/screens/card.h"

#include "base/duration.h"
#include "base/i18n.h"
#include "base/text.h"
#include "view/ladder.h"
#include "view/screens/parts.h"
#include "view/view_model.h"

const char *card_title(const struct card *c)
{
	return c->plan && c->plan->routine->title ? c->plan->routine->title : c->id;
}

void card_minutes(char *out, size_t n, const struct card *c)
{
	int minutes = c->plan ? (int)((c->plan->planned_ms + 30000) / 60000) : 0;

	if (!c->plan)
		vm_format(out, n, "%s", c->problem ? _("a fault") : "");
	else
		vm_format(out, n, _("%d min"), minutes > 0 ? minutes : 1);
}

static void join(struct buf *out, const char **words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(out, ", ");
		buf_adds(out, words[i]);
	}
}

/* A label and a text under it; returns the rows taken. */
static int draw_part(struct canvas *c, struct rect r, const char *label, const char *text)
{
	enum { LABEL_COLS = 9 };

	if (!text || !text[0] || r.h < 1)
		return 0;
	canvas_text_in(c, r.x, r.y, LABEL_COLS - 1, STYLE_KEY, label);
	return canvas_wrap(c, (struct rect){r.x + LABEL_COLS, r.y, r.w - LABEL_COLS, r.h < 5 ? r.h : 5},
			   STYLE_PLAIN, text);
}

/* Returns the rows taken. */
static int draw_times(struct canvas *c, struct rect r, const struct plan *p)
{
	char line[VM_LINE], whole[DURATION_TEXT], left[DURATION_TEXT], right[DURATION_TEXT];

	duration_clock(whole, p->planned_ms);
	duration_clock(left, p->leg[0].ms);
	duration_clock(right, p->leg[1].ms);
	if (p->npresses)
		vm_format(line, sizeof line, _("%s in all; held: left %s, right %s"), whole, left, right);
	else
		vm_format(line, sizeof line, _("%s in all"), whole);
	return canvas_wrap(c, (struct rect){r.x, r.y, r.w, r.h < 2 ? r.h : 2}, STYLE_DIM, line);
}

void card_draw(struct canvas *c, struct rect r, const struct card *card)
{
	const struct routine *t = card->plan ? card->plan->routine : NULL;
	struct buf needs = {0};

	if (r.h < 1)
		return;
	canvas_text_in(c, r.x, r.y, r.w, STYLE_TITLE, card_title(card));
	r = parts_below(r, 1);
	if (!t) {
		canvas_wrap(c, r, STYLE_WARN, card->problem ? card->problem : "");
		return;
	}
	r = parts_below(r, draw_times(c, r, card->plan) + 1);
	r = parts_below(
		r,
		canvas_wrap(c, (struct rect){r.x, r.y, r.w, r.h < 3 ? r.h : 3}, STYLE_PLAIN, t->about) + 1);
	join(&needs, t->needs, t->nneeds);
	r = parts_below(r, draw_part(c, r, _("Needs"), buf_str(&needs)));
	r = parts_below(r, draw_part(c, r, _("For"), t->suits));
	r = parts_below(r, draw_part(c, r, _("Not for"), t->not_for) + 1);
	buf_free(&needs);
	ladder_draw(c, r, card->plan, -1, -1);
}
