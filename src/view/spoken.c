#include "view/spoken.h"

#include "base/i18n.h"
#include "core/ear.h"
#include "view/answers.h"
#include "view/words.h"

static void add(struct buf *out, const struct play_model *m, const char *text)
{
	if (!text[0])
		return;
	if (out->n)
		buf_addc(out, ' ');
	ear_text(text, m->plan->routine->language, out);
}

/* "1: sharp or electric. 2: numb or tingling." */
static void add_answers(struct buf *out, const struct play_model *m)
{
	size_t n;
	const struct answer *a = answers_of(&m->snap, &n);

	for (size_t i = 0; i < n; i++) {
		char text[VM_LINE];

		vm_format(text, sizeof text, "%s: %s.", a[i].shown, answer_label(&a[i]));
		add(out, m, text);
	}
}

static const char *line_of(const struct segment *s)
{
	return s->speak ? s->speak : s->text ? s->text : "";
}

enum cue_kind spoken_state(const struct play_model *m, struct buf *out)
{
	const struct player_snapshot *s = &m->snap;

	switch (s->state) {
	case PLAYER_STOPPED:
		add(out, m, _("Take the weight off. Stopping is always right."));
		break;
	case PLAYER_AFTER_STOP:
		add(out, m, words_after_stop(s));
		break;
	case PLAYER_PAUSED:
		add(out, m, _("Paused."));
		add(out, m, words_paused(s));
		return CUE_STOP;
	case PLAYER_REFIND:
		add(out, m, _("Place the tool again; the hold goes on in a moment."));
		return CUE_NEXT;
	case PLAYER_WALK:
		add(out, m, _("Stand up slowly and walk about for two minutes."));
		return CUE_NEXT;
	case PLAYER_SUMMARY:
		add(out, m, _("That was it. Thank you."));
		return CUE_NEXT;
	case PLAYER_PAIN:
	case PLAYER_ASK:
	case PLAYER_NUMB:
	case PLAYER_QUIT:
		break;
	case PLAYER_WAIT:
		if (s->asked_ms >= 1000 && s->segment < (int)m->plan->nsegments)
			add(out, m,
			    s->nearby ? player_nearby_line() : line_of(&m->plan->segments[s->segment]));
		add(out, m, words_question(s, m->plan));
		return CUE_NEXT;
	case PLAYER_READY:
	case PLAYER_RUN:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		return CUE_NEXT;
	}
	add(out, m, words_question(s, m->plan));
	if (s->state == PLAYER_PAIN || s->state == PLAYER_ASK)
		add(out, m, s->hands_free ? "" : _("A digit answers, t is ten; Enter goes on."));
	add_answers(out, m);
	return s->state == PLAYER_PAIN || s->state == PLAYER_ASK ? CUE_NEXT : CUE_STOP;
}

/* What the voice says next, or the state that comes with it, tells as much. */
static bool goes_without_saying(enum notice n)
{
	return n == NOTICE_SKIPPED || n == NOTICE_BACK || n == NOTICE_PAUSED_EASE_OFF ||
	       n == NOTICE_STILL_THERE || n == NOTICE_GAP || n == NOTICE_WALK_PUT_IN || n == NOTICE_FORGOTTEN;
}

enum cue_kind spoken_effect(const struct effect *e, const struct play_model *m, struct buf *out)
{
	char text[2 * VM_LINE];
	enum style style;

	if (e->kind != FX_NOTICE || goes_without_saying(e->notice))
		return CUE_CHEER;
	words_notice(text, sizeof text, e->notice, e->value, m->snap.worse, &style);
	add(out, m, text);
	return style == STYLE_WARN ? CUE_STOP : CUE_CHEER;
}
