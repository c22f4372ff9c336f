#include "view/transcript.h"

#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "core/keymap.h"
#include "view/answers.h"
#include "view/ladder.h"
#include "view/summary.h"
#include "view/words.h"

/* Nearly over is told so long before the end, of what is long enough for it. */
enum { NEARLY_MS = 10000, NEARLY_NEEDS_MS = 20000 };

static void line(struct buf *out, const char *text)
{
	if (!text[0])
		return;
	buf_adds(out, text);
	buf_addc(out, '\n');
}

void transcript_init(struct transcript *t)
{
	*t = (struct transcript){.told_segment = -1, .state = PLAYER_READY};
}

static void add_length(struct buf *out, int64_t ms)
{
	char text[VM_LINE];

	words_length(text, sizeof text, ms);
	buf_adds(out, text);
}

static void add_key(struct buf *out, enum action a)
{
	const struct binding *b = keymap_of(a);

	if (b)
		buf_addf(out, "  %s: %s\n", _(b->shown), _(b->help));
}

void transcript_begin(struct transcript *t, const struct play_model *m, struct buf *out)
{
	static const enum action keys[] = {ACT_STOP, ACT_GO_ON, ACT_PAUSE, ACT_RATE,
					   ACT_SKIP, ACT_QUIT,  ACT_HELP};
	const struct routine *r = m->plan->routine;

	if (t->begun)
		return;
	t->begun = true;
	buf_addf(out, "%s: ", r->title);
	add_length(out, m->plan->planned_ms);
	buf_adds(out, ".\n");
	if (r->about)
		line(out, r->about);
	if (m->snap.speed_milli != 1000)
		line(out, _("This is a rehearsal at another speed: watch and listen, but do not press."));
	for (size_t i = 0; i < r->nneeds; i++)
		buf_addf(out, "%s%s", i == 0 ? _("You need: ") : ", ", r->needs[i]);
	if (r->nneeds)
		buf_adds(out, ".\n");
	if (r->not_for)
		buf_addf(out, _("Not for: %s\n"), r->not_for);
	plan_left_out_lines(m->plan, out);
	if (m->snap.hands_free)
		return;
	line(out, _("Keys, each with Enter where there is no terminal:"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		add_key(out, keys[i]);
}

void transcript_keys(struct buf *out)
{
	size_t n;
	const struct binding *all = keymap_table(&n);

	for (size_t i = 0; i < n; i++)
		add_key(out, all[i].action);
}

void transcript_steps(const struct play_model *m, struct buf *out)
{
	const struct plan *p = m->plan;
	int row = 0, now = (int)ladder_row(p, m->snap.segment);

	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i), row++) {
		char what[VM_LINE];

		words_segment(what, sizeof what, &p->segments[i]);
		buf_addf(out, row == now ? _("  %d  %s (now)\n") : "  %d  %s\n", row + 1, what);
	}
	line(out, _("The number of a step and Enter goes there; Enter alone goes on."));
}

void transcript_sound(enum action a, const struct view_settings *set, struct buf *out)
{
	if (a == ACT_MUTE)
		line(out, set->muted ? _("Sound off.") : _("Sound on."));
	else if (a == ACT_VOICE)
		line(out, set->voice ? _("Voice on.") : _("Voice off."));
	else if (a == ACT_BREATH_SOUND)
		line(out, set->breath_sound ? _("Breath sounds on.") : _("Breath sounds off."));
	else
		buf_addf(out, _("Volume %d of 100.\n"), set->volume);
}

/* "Step 3 of 8, left leg: outer thigh, half way down (biceps femoris, long head)." A press has a line
 * of its own for it; what else there is to do goes on in the same line. */
static void tell_heading(const struct play_model *m, const struct segment *s, struct buf *out)
{
	const struct plan *p = m->plan;

	buf_addf(out, _("\nStep %d of %d"), (int)ladder_row(p, s->n) + 1, (int)ladder_rows(p));
	if (s->leg != LEG_NONE)
		buf_addf(out, ", %s", words_leg(s->leg));
	buf_adds(out, ": ");
	if (!s->site)
		return;
	buf_adds(out, s->site->name);
	if (s->site->muscle)
		buf_addf(out, " (%s)", s->site->muscle);
	buf_adds(out, ".\n");
}

static bool heads_row(const struct plan *p, const struct segment *s)
{
	return ladder_segment(p, ladder_row(p, s->n)) == (size_t)s->n;
}

static void tell_breath(const struct segment *s, struct buf *out)
{
	const struct breath *b = &s->breath;

	if (s->breaths <= 0 || b->out <= 0)
		return;
	buf_addf(out, n_(", %d breath", ", %d breaths", (int)s->breaths), (int)s->breaths);
	if (b->in % 1000 == 0 && b->out % 1000 == 0 && !b->sip && !breath_holds(b))
		buf_addf(out, _(": in for %d, out for %d"), (int)(b->in / 1000), (int)(b->out / 1000));
}

/* ", 10 times, set 1 of 3" */
static void tell_times(const struct segment *s, struct buf *out)
{
	if (s->reps <= 0)
		return;
	buf_adds(out, ", ");
	plan_times(s, out);
	if (s->sets > 1)
		buf_addf(out, _(", set %d of %d"), s->set, s->sets);
}

/* "Hold, 60 seconds, 6 breaths: in for 4, out for 6; aim for 4 to 6 of 10." */
static void tell_time(const struct play_model *m, const struct segment *s, struct buf *out)
{
	char target[VM_LINE];
	/* The person's press may be lighter than the plan's: 5 cm beside a stop, or the time given on top. */
	bool lighter = m->snap.segment == s->n && m->snap.pressure.hi < s->pressure.hi;

	buf_addf(out, "%s, ", words_phase(s->phase));
	add_length(out, s->for_ms);
	tell_times(s, out);
	if (s->phase != PHASE_FIND)
		tell_breath(s, out);
	if (s->phase == PHASE_HOLD && s->pressure.hi > 0) {
		words_target(target, sizeof target, lighter ? &m->snap.pressure : &s->pressure);
		buf_addf(out, "; %s", target);
	}
	buf_adds(out, ".");
}

/* The routine's own line of a segment, unless it has been told with the find of the press. */
static void tell_text(const struct play_model *m, const struct segment *s, struct buf *out)
{
	const struct press *press = s->press >= 0 ? &m->plan->presses[s->press] : NULL;
	const struct segment *find = press && press->find >= 0 ? &m->plan->segments[press->find] : NULL;

	if (s->phase == PHASE_HOLD && find && s->text && find->text && strcmp(s->text, find->text) == 0)
		buf_addf(out, " %s", words_stop_signs());
	else if (s->text && s->text[0])
		buf_addf(out, " %s", s->text);
	buf_addc(out, '\n');
}

static void tell_segment(struct transcript *t, const struct play_model *m, int n, struct buf *out)
{
	const struct segment *s = &m->plan->segments[n];

	/* Back in a hold that had run to its end: the notice tells what more it gets. */
	if (s->phase == PHASE_HOLD && m->snap.segment == n && m->snap.elapsed_ms >= s->for_ms)
		return;
	if (t->leg != LEG_NONE && s->leg != LEG_NONE && s->leg != t->leg)
		buf_addf(out, _("\nNow the %s.\n"), words_leg(s->leg));
	if (s->leg != LEG_NONE)
		t->leg = s->leg;
	if (heads_row(m->plan, s))
		tell_heading(m, s, out);
	t->told_segment = -1;
	if (s->press >= 0 && m->snap.nearby && heads_row(m->plan, s))
		line(out, _("Move the tool 5 cm to the side first. Gently now: 3 of 10 at most."));
	switch (s->phase) {
	case PHASE_SINK:
	case PHASE_EASE:
	case PHASE_RATE:
	case PHASE_SAY:
		line(out, s->text && s->text[0] ? s->text : words_phase(s->phase));
		return;
	case PHASE_FIND:
	case PHASE_HOLD:
	case PHASE_REST:
	case PHASE_MOVE:
	case PHASE_STRETCH:
	case PHASE_WALK:
	case PHASE_BREATHE:
	case PHASES:
		break;
	}
	tell_time(m, s, out);
	tell_text(m, s, out);
}

/* A cue of the author, or half time. What a segment begins with has been told with it. */
static void tell_cue(const struct effect *e, const struct play_model *m, struct buf *out)
{
	const struct segment *s = e->segment >= 0 && (size_t)e->segment < m->plan->nsegments
					  ? &m->plan->segments[e->segment]
					  : NULL;

	if (e->sound == SOUND_HALF && s && s->for_ms >= NEARLY_NEEDS_MS)
		line(out, _("Half way."));
	if (e->shown)
		line(out, e->shown);
}

static void tell_hold(const struct effect *e, struct buf *out)
{
	const struct hold_row *h = &e->hold;

	if (!e->site)
		return;
	buf_addf(out, _("Done: %s, %s, %s"), words_leg(h->leg), e->site->name, words_hold(h->outcome));
	if (h->sore_before != RATING_UNKNOWN && h->sore_after != RATING_UNKNOWN)
		buf_addf(out, _("; sore %d before, %d now"), h->sore_before, h->sore_after);
	buf_adds(out, ".\n");
}

static void tell_notice(const struct effect *e, const struct play_model *m, struct buf *out)
{
	char text[2 * VM_LINE];

	/* Why it is paused is told with the state. */
	if (e->notice == NOTICE_PAUSED_EASE_OFF || e->notice == NOTICE_STILL_THERE || e->notice == NOTICE_GAP)
		return;
	words_notice(text, sizeof text, e->notice, e->value, m->snap.worse, NULL);
	line(out, text);
}

void transcript_effect(struct transcript *t, const struct effect *e, const struct play_model *m,
		       struct buf *out)
{
	switch (e->kind) {
	case FX_SEGMENT:
		if (e->segment >= 0 && (size_t)e->segment < m->plan->nsegments)
			tell_segment(t, m, e->segment, out);
		break;
	case FX_CUE_DUE:
		tell_cue(e, m, out);
		break;
	case FX_HOLD:
		tell_hold(e, out);
		break;
	case FX_NOTICE:
		tell_notice(e, m, out);
		break;
	case FX_RESUME:
		line(out, _("Going on."));
		break;
	case FX_CUE:
	case FX_BREATH:
	case FX_CANCEL:
	case FX_RATING:
	case FX_PAUSE:
	case FX_STOP:
	case FX_REPLAN:
	case FX_POSITION:
	case FX_END:
	case EFFECT_KINDS:
		break;
	}
}

static void tell_answers(const struct player_snapshot *s, struct buf *out)
{
	size_t n;
	const struct answer *a = answers_of(s, &n);

	for (size_t i = 0; i < n; i++)
		buf_addf(out, "  %s  %s\n", a[i].shown, answer_label(&a[i]));
}

static void tell_summary(struct transcript *t, const struct play_model *m, struct buf *out)
{
	const struct player_snapshot *s = &m->snap;
	struct summary sum;

	if (t->summary_told)
		return;
	t->summary_told = true;
	summary_make(&sum, m);
	buf_addc(out, '\n');
	line(out, sum.head);
	line(out, sum.time);
	line(out, sum.legs);
	for (size_t i = 0; i < s->nresults; i++) {
		const struct player_result *r = &s->results[i];

		buf_addf(out, "  %s, %s: ", words_leg(r->leg), r->site->name);
		if (r->sore_before != RATING_UNKNOWN && r->sore_after != RATING_UNKNOWN)
			buf_addf(out, _("sore %d, now %d; "), r->sore_before, r->sore_after);
		line(out, words_hold(r->outcome));
	}
	line(out, sum.pain);
	line(out, sum.loops);
	line(out, sum.week);
	line(out, sum.words);
	if (s->state == PLAYER_SUMMARY && !s->hands_free)
		line(out, _("Enter leaves."));
}

/* A state that was entered: its question, or what there is to know of it. */
static void tell_state(struct transcript *t, const struct play_model *m, struct buf *out)
{
	const struct player_snapshot *s = &m->snap;

	switch (s->state) {
	case PLAYER_PAIN:
	case PLAYER_ASK:
		line(out, words_question(s, m->plan));
		line(out, _("A digit answers, t is ten; Enter leaves it out."));
		break;
	case PLAYER_STOPPED:
		line(out, _("Take the weight off. Stopping is always right."));
		line(out, words_question(s, m->plan));
		break;
	case PLAYER_NUMB:
		line(out, words_question(s, m->plan));
		line(out, _("If so, no more sessions until a clinician has looked at it."));
		break;
	case PLAYER_AFTER_STOP:
		line(out, words_after_stop(s));
		line(out, words_after_stop_care(s));
		line(out, words_question(s, m->plan));
		break;
	case PLAYER_WAIT:
	case PLAYER_QUIT:
		line(out, words_question(s, m->plan));
		break;
	case PLAYER_PAUSED:
		buf_addf(out, _("Paused. %s\n"), words_paused(s));
		line(out, _("Space goes on where you were."));
		break;
	case PLAYER_REFIND:
		line(out, _("Place the tool again; the hold goes on in a moment."));
		break;
	case PLAYER_WALK:
		line(out, _("Stand up slowly and walk about for two minutes."));
		break;
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
		tell_summary(t, m, out);
		break;
	case PLAYER_READY:
	case PLAYER_RUN:
	case PLAYER_STATES:
		break;
	}
	tell_answers(s, out);
}

void transcript_step(struct transcript *t, const struct play_model *m, struct buf *out)
{
	const struct player_snapshot *s = &m->snap;

	if (s->state != t->state) {
		t->state = s->state;
		tell_state(t, m, out);
	}
	if (s->state != PLAYER_RUN || s->segment == t->told_segment || s->length_ms < NEARLY_NEEDS_MS ||
	    s->left_ms > NEARLY_MS || s->left_ms < 1000)
		return;
	t->told_segment = s->segment;
	add_length(out, s->left_ms);
	buf_addf(out, _(" left.\n"));
}

/* Each paragraph of it is a line. */
static void put_paragraphs(const char *text, struct buf *out)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		buf_add(out, text, n);
		buf_addc(out, '\n');
		text += n;
		text += strspn(text, "\n");
	}
}

static const char *how_to_answer(const struct gate_page *p)
{
	switch (p->answers) {
	case ANSWERS_YES_NO:
		return _("y for yes, n for no, q to leave");
	case ANSWERS_LIST:
		return _("A figure or letter for each that applies, again to take it back; Enter for the "
			 "answer; q to leave");
	case ANSWERS_LINE:
		return _("Enter for none of these, c for something changed, q to leave");
	case ANSWERS_DIGIT:
		return _("A digit answers, t is ten; Enter leaves it out.");
	case ANSWERS_GO_ON:
		return _("Enter goes on, q leaves.");
	case ANSWERS_REST:
		return _("Enter rests today, g plays all the same.");
	case ANSWERS_LEAVE:
		break;
	}
	return "";
}

void transcript_gate(const struct gate_page *p, struct buf *out)
{
	line(out, p->title);
	put_paragraphs(p->text, out);
	for (size_t i = 0; i < p->n; i++)
		buf_addf(out, "%c: %s\n", p->key[i], p->item[i]);
	if (p->answers != ANSWERS_LEAVE)
		line(out, how_to_answer(p));
	if (p->back)
		line(out, _("p goes to the page before."));
}

void transcript_marks(const struct gate_page *p, unsigned marks, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < p->n; i++)
		if (marks & p->bit[i]) {
			buf_addf(out, "%s%c", any ? ", " : _("Marked: "), p->key[i]);
			any = true;
		}
	buf_addf(out, any ? _(". Enter: %s.\n") : _("Nothing is marked. Enter: %s.\n"),
		 any ? p->these : p->none);
}
