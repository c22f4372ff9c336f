#include "view/view_model.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/words.h"

void vm_format(char *out, size_t n, const char *fmt, ...)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	va_list ap;
	int want;

	va_start(ap, fmt);
	want = vsnprintf(out, n, fmt, ap);
	va_end(ap);
	if (want < 0 || n == 0)
		return;
	if ((size_t)want < n)
		return;
	size_t end = n > sizeof ellipsis ? n - sizeof ellipsis : 0;

	while (end > 0 && ((unsigned char)out[end] & 0xc0) == 0x80)
		end--;
	if (n > sizeof ellipsis)
		memcpy(out + end, ellipsis, sizeof ellipsis);
	else
		out[end] = '\0';
}

#define SET(field, ...) vm_format(field, sizeof(field), __VA_ARGS__)

static const struct segment *segment_at(const struct plan *p, int n)
{
	return n >= 0 && (size_t)n < p->nsegments ? &p->segments[n] : NULL;
}

/* The step bar: a tick for each row of the ladder. */
static void make_ticks(struct view_model *vm, const struct play_model *m)
{
	const struct plan *p = m->plan;
	size_t count = 0, now = ladder_row(p, m->snap.segment);
	bool over = m->snap.segment >= 0 && (size_t)m->snap.segment >= p->nsegments;

	assert(!p->nsegments || p->segments);
	for (size_t i = 0; i < p->nsegments; i = ladder_next(p, i), count++) {
		if (vm->nticks == VM_TICKS)
			continue;
		struct vm_tick *t = &vm->ticks[vm->nticks++];

		t->leg = p->segments[i].leg;
		t->state = count < now ? TICK_DONE : count == now ? TICK_NOW : TICK_TO_COME;
		/* what was left when the session was ended stays open */
		if (over && m->snap.done && !m->snap.done[ladder_next(p, i) - 1])
			t->state = TICK_TO_COME;
	}
	if (!over)
		SET(vm->step, _("step %d of %d"), (int)(now < count ? now + 1 : count), (int)count);
}

static void clock_text(char out[16], int64_t ms)
{
	int64_t s = (ms + 999) / 1000;

	if (s < 100)
		snprintf(out, 16, "%d", (int)s);
	else
		snprintf(out, 16, "%d:%02d", (int)(s / 60 > 999 ? 999 : s / 60), (int)(s % 60));
}

/* What goes with the text of the phase, and may be left out. */
static void make_hint(struct view_model *vm, const struct player_snapshot *s)
{
	switch (s->phase) {
	case PHASE_FIND:
		if (s->state == PLAYER_RUN)
			SET(vm->hint, "%s", _("A digit says how sore it is; t is ten."));
		break;
	case PHASE_SINK:
	case PHASE_HOLD:
		if (s->site && s->site->spreads_to)
			SET(vm->hint, _("The ache may spread: %s."), s->site->spreads_to);
		break;
	case PHASE_EASE:
	case PHASE_REST:
		if (s->site)
			SET(vm->hint, "%s", _("A digit says how sore the spot is now."));
		break;
	case PHASE_STRETCH:
		SET(vm->hint, "%s", _("Only as far as is easy; never bounce."));
		break;
	case PHASE_WALK:
	case PHASE_BREATHE:
	case PHASE_SAY:
	case PHASE_MOVE:
	case PHASE_RATE:
	case PHASES:
		break;
	}
}

static void make_text(struct view_model *vm, const struct play_model *m, const struct segment *seg)
{
	const struct player_snapshot *s = &m->snap;

	if (s->state == PLAYER_WALK) {
		SET(vm->text, "%s", _("Stand up slowly and walk about for two minutes."));
		SET(vm->hint, "%s",
		    _("A quarter of an hour on the tool is enough at a time. Feel both feet."));
		return;
	}
	SET(vm->text, "%s", seg && seg->text ? seg->text : "");
	if (s->phase == PHASE_HOLD && seg &&
	    seg->step->say) /* the plan's own text has the stop signs in it */
		SET(vm->text, "%s %s", words_stop_signs(), seg->text ? seg->text : "");
	make_hint(vm, s);
	if (s->nearby && s->phase <= PHASE_HOLD)
		SET(vm->text, "%s", _("Move the tool 5 cm to the side. Gently now: 3 of 10 at most."));
	if (s->phase == PHASE_HOLD && s->released)
		SET(vm->text, "%s",
		    s->ends_with_breath && s->elastic && !s->lower_passed
			    ? _("It let go. Stay soft until the shorter time is over.")
		    : s->ends_with_breath
			    ? _("It let go. Stay soft until the breath is out.")
			    : _("It let go. Stay soft, or press Enter to end with this breath."));
}

static const char *state_word(const struct player_snapshot *s)
{
	switch (s->state) {
	case PLAYER_READY:
		return _("Ready");
	case PLAYER_PAIN:
		return s->after ? _("After") : _("Before you begin");
	case PLAYER_ASK:
		return _("Take stock");
	case PLAYER_WALK:
		return _("Walk");
	case PLAYER_PAUSED:
		return _("Paused");
	case PLAYER_REFIND:
		return _("Find it again");
	case PLAYER_STOPPED:
	case PLAYER_AFTER_STOP:
		return _("Stopped");
	case PLAYER_NUMB:
		return _("One question");
	case PLAYER_QUIT:
		return _("End?");
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
		return _("Done");
	case PLAYER_RUN:
	case PLAYER_WAIT:
	case PLAYER_STATES:
		break;
	}
	if (s->phase == PHASE_HOLD && s->released)
		return _("It let go");
	return words_phase(s->phase);
}

/* What the plan leaves out, and why: nobody should wonder where a place went. The first of the places
 * that rest today, or of the steps for which there is no time, and how many more. */
static void add_left_out(struct buf *out, const struct plan *p, bool time)
{
	int more = -1;
	enum leg only;

	if (time && plan_time_for_one_leg(p, &only))
		buf_addf(out, "%s ",
			 only == LEG_LEFT ? _("There is time for the left leg only.")
					  : _("There is time for the right leg only."));
	for (size_t i = 0; i < p->nleft_out; i++) {
		enum closed why = p->left_out[i].why;

		/* open: a leg that the person chose not to press */
		if (why == OPEN || (why == CLOSED_TIME) != time)
			continue;
		if (more++ < 0)
			plan_left_out_line(&p->left_out[i], out);
	}
	if (more > 0 && time)
		buf_addf(out, n_(" And %d more step.", " And %d more steps.", more), more);
	else if (more > 0)
		buf_addf(out, n_(" And %d more place.", " And %d more places.", more), more);
	if (more >= 0)
		buf_addc(out, ' ');
}

/* For whom it is not, and what to have at hand: read before the first step, not after it. */
static void make_before(struct view_model *vm, const struct plan *p)
{
	const struct routine *r = p->routine;
	struct buf out = {0};

	if (r->not_for)
		SET(vm->text, _("Not today if this is you: %s"), r->not_for);
	add_left_out(&out, p, false);
	add_left_out(&out, p, true);
	for (size_t i = 0; i < r->nneeds; i++)
		buf_addf(&out, "%s%s", i == 0 ? _("You need: ") : ", ", r->needs[i]);
	if (r->nneeds)
		buf_addc(&out, '.');
	while (out.n && out.p[out.n - 1] == ' ')
		out.p[--out.n] = '\0';
	if (out.n)
		SET(vm->hint, "%s", buf_str(&out));
	buf_free(&out);
}

/* What is seen while something else than the step is going on. */
static void make_state_text(struct view_model *vm, const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;

	switch (s->state) {
	case PLAYER_PAUSED:
		SET(vm->text, "%s", words_paused(s));
		SET(vm->hint, "%s", _("Space goes on where you were."));
		break;
	case PLAYER_REFIND:
		SET(vm->text, "%s", _("Place the tool again; the hold goes on in a moment."));
		break;
	case PLAYER_STOPPED:
		SET(vm->text, "%s", _("Take the weight off. Stopping is always right."));
		SET(vm->hint, "%s", _("Sharp, electric or numb closes this place for today."));
		break;
	case PLAYER_PAIN:
		vm->text[0] = '\0';
		SET(vm->hint, "%s", _("0 is none, 10 the worst you can think of; t is ten."));
		if (!s->after)
			make_before(vm, m->plan);
		break;
	case PLAYER_ASK:
		vm->text[0] = '\0';
		SET(vm->hint, "%s", _("A digit answers, t is ten."));
		break;
	case PLAYER_NUMB:
		vm->text[0] = '\0';
		SET(vm->hint, "%s", _("If so, no more sessions until a clinician has looked at it."));
		break;
	case PLAYER_RUN:
		/* what to lean in with is not read beside the words for less */
		if (s->press && (s->notice == NOTICE_EASE_OFF || s->notice == NOTICE_LIGHTER))
			vm->text[0] = '\0';
		break;
	case PLAYER_READY:
	case PLAYER_WAIT:
	case PLAYER_WALK:
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	case PLAYER_AFTER_STOP:
		SET(vm->text, "%s", words_after_stop(s));
		SET(vm->hint, "%s", words_after_stop_care(s));
		break;
	case PLAYER_QUIT:
		vm->text[0] = vm->hint[0] = '\0';
		if (vm->pressing)
			SET(vm->text, "%s", _("Take the weight off while you think."));
		break;
	}
}

static void make_sore(struct view_model *vm, const struct player_snapshot *s)
{
	vm->sore_first = s->sore_before != RATING_UNKNOWN ? s->sore_before : s->last_sore;
	vm->sore_last = s->sore_now;
	if (!vm->site)
		return;
	if (s->sore_now != RATING_UNKNOWN && vm->sore_first != RATING_UNKNOWN &&
	    s->sore_now != vm->sore_first)
		SET(vm->sore, _("sore %d, now %d"), vm->sore_first, s->sore_now);
	else if (s->sore_now != RATING_UNKNOWN)
		SET(vm->sore, _("sore %d"), s->sore_now);
	else if (s->sore_before != RATING_UNKNOWN)
		SET(vm->sore, _("sore %d"), s->sore_before);
	else if (s->last_sore != RATING_UNKNOWN)
		SET(vm->sore, _("last time %d"), s->last_sore);
}

/* What is new comes into view so quickly that nobody waits for it. */
enum { ARRIVE_MS = 300, STRAIGHT_MS = 300 };

/* What the session changed is seen to change, once the eye has found the place; keys work all the while. */
enum { SETTLE_AFTER_MS = 400, SETTLE_MS = 1200 };

/* How much of `ms` has passed, eased out: 0 .. 1000. */
static int eased(int64_t passed, int ms)
{
	int left = passed >= ms ? 0 : passed <= 0 ? 1000 : (int)(1000 - passed * 1000 / ms);

	return 1000 - left * left / 1000;
}

static bool counts_down(enum player_state s)
{
	return s == PLAYER_RUN || s == PLAYER_WALK || s == PLAYER_REFIND;
}

bool view_model_moves(const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;

	if (!m->set->motion)
		return false;
	if (s->state == PLAYER_SUMMARY)
		return m->progress && s->entered_ms < SETTLE_AFTER_MS + SETTLE_MS;
	return (s->entered_ms < ARRIVE_MS && counts_down(s->state)) ||
	       (s->let_go_ms >= 0 && s->let_go_ms < STRAIGHT_MS) ||
	       (s->state == PLAYER_RUN && s->breath.phase != BREATH_NONE);
}

int view_model_settled(const struct play_model *m)
{
	bool moves = m->set->motion && m->snap.state == PLAYER_SUMMARY;

	return moves ? eased(m->snap.entered_ms - SETTLE_AFTER_MS, SETTLE_MS) : 1000;
}

void view_model_move(struct view_model *vm, const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;
	bool motion = m->set->motion, out = s->breath.phase == BREATH_OUT && s->breath.length_ms > 0;
	bool begun = s->elapsed_ms <= s->entered_ms * s->speed_milli / 1000;

	vm->fullness = s->state == PLAYER_RUN ? s->breath.fullness : 0;
	vm->knot = (struct knot){.turns = s->turns, .turns_all = s->turns_all, .released = s->released};
	if (motion && out && s->phase == PHASE_HOLD) /* the turn comes undone with the out-breath */
		vm->knot.undone = 1000 - s->breath.fullness;
	vm->knot.straight = motion ? eased(s->let_go_ms, STRAIGHT_MS) : 1000;
	vm->ripple = motion && s->let_go_ms >= 0 ? eased(s->let_go_ms, STRAIGHT_MS) : 1000;
	vm->arrived = motion ? eased(s->entered_ms, ARRIVE_MS) : 1000;
	vm->part_ms = s->elapsed_ms;
	vm->whole_ms = s->length_ms;
	if (begun) /* the bar, full a moment ago, runs back to its start */
		vm->part_ms += (vm->whole_ms - vm->part_ms) * (1000 - vm->arrived) / 1000;
}

static void make_press(struct view_model *vm, const struct player_snapshot *s)
{
	vm->pressing = vm->site && s->phase <= PHASE_REST;
	make_sore(vm, s);
	if (!vm->pressing)
		return;
	if (s->turns_all > 0 && s->phase == PHASE_HOLD)
		SET(vm->turns_text, _("breath %d of %d"),
		    s->turns < s->turns_all ? s->turns + 1 : s->turns_all, s->turns_all);
	if (s->phase == PHASE_REST || s->phase == PHASE_EASE || s->pressure.hi <= 0 || s->released ||
	    (s->state != PLAYER_RUN && s->state != PLAYER_WAIT && s->state != PLAYER_REFIND))
		return;
	vm->target_lo = s->pressure.lo;
	vm->target_hi = s->pressure.hi;
	words_target(vm->target, sizeof vm->target, &s->pressure);
}

/* Where a step is paced but its breath is not now - before the first one, after the last, in a pause - the
 * pacer is at rest. In a press a look at the place helps more. */
static bool breath_rests(const struct player_snapshot *s, const struct segment *seg)
{
	bool here = s->state == PLAYER_RUN || s->state == PLAYER_PAUSED;

	return here && s->phase > PHASE_REST && seg && breath_cycle(&seg->breath) > 0;
}

static void make_breath(struct view_model *vm, const struct player_snapshot *s, const struct segment *seg)
{
	if (s->state != PLAYER_RUN || s->breath.phase == BREATH_NONE) {
		vm->paced = breath_rests(s, seg);
		vm->breath = vm->paced ? _("as it comes") : "";
		return;
	}
	vm->paced = true;
	vm->breath_phase = s->breath.phase;
	vm->breath = breath_text(s->breath.phase);
	clock_text(vm->breath_left, s->breath.length_ms - s->breath.elapsed_ms);
}

/* The set that a pause leads to; NULL where it leads out of the movement, or is none. */
static const struct segment *next_set(const struct play_model *m)
{
	const struct segment *now = segment_at(m->plan, m->snap.segment),
			     *next = segment_at(m->plan, m->snap.segment + 1);
	bool same =
		now && next && now->phase == PHASE_REST && now->step == next->step && now->leg == next->leg;

	return same && next->set > 1 ? next : NULL;
}

static void make_next(struct view_model *vm, const struct play_model *m)
{
	const struct segment *next = segment_at(m->plan, m->snap.next), *set = next_set(m);
	char what[VM_LINE];

	if (vm->care) /* no plan while something is wrong */
		return;
	if (set) {
		words_segment(what, sizeof what, set);
		SET(vm->next, _("Next: set %d of %d, %s"), set->set, set->sets, what);
		return;
	}
	if (!next) {
		SET(vm->next, "%s", _("Next: you are done"));
		return;
	}
	vm->next_site = next->site;
	vm->next_leg = next->leg;
	words_segment(what, sizeof what, next);
	SET(vm->next, _("Next: %s"), what);
}

static void make_clock(struct view_model *vm, const struct player_snapshot *s)
{
	char left[DURATION_TEXT];

	duration_clock(left, s->total_left_ms);
	SET(vm->left, _("%s left"), left);
	vm->session_ms = s->session_ms;
	vm->session_whole_ms = s->session_ms + s->total_left_ms;
	vm->counting = counts_down(s->state);
	if (vm->counting || s->state == PLAYER_PAUSED)
		clock_text(vm->big, s->left_ms);
}

/* A counted movement: which repetition it is. */
static void make_reps(struct view_model *vm, const struct player_snapshot *s, const struct segment *seg)
{
	if (!seg || s->state != PLAYER_RUN || s->phase != PHASE_MOVE || seg->reps <= 0 || seg->each_ms <= 0)
		return;
	int64_t rep = s->elapsed_ms / seg->each_ms + 1;

	vm->reps = seg->reps;
	vm->rep = rep < 1 ? 1 : rep > seg->reps ? seg->reps : (int)rep;
	if (seg->sets > 1)
		SET(vm->reps_text, _("%d of %d, set %d of %d"), vm->rep, vm->reps, seg->set, seg->sets);
	else
		SET(vm->reps_text, _("%d of %d"), vm->rep, vm->reps);
}

static const char *key_shown(enum action a)
{
	const struct binding *b = keymap_of(a);

	return b ? _(b->shown) : "";
}

static void make_status(struct view_model *vm, const struct view_settings *set, bool rehearsal)
{
	vm->rehearses = rehearsal;
	if (rehearsal)
		SET(vm->status, "%s", _("a rehearsal: watch, but do not press"));
	else if (set->record_notice)
		SET(vm->status, "%s", set->record_notice);
	else if (set->sound_notice)
		SET(vm->status, "%s", set->sound_notice);
	else if (set->muted)
		SET(vm->status, _("sound off: %s turns it on"), key_shown(ACT_MUTE));
	else if (set->volume <= 0)
		SET(vm->status, _("volume at nothing: %s turns it up"), key_shown(ACT_LOUDER));
	else if (!set->voice)
		SET(vm->status, _("voice off: %s turns it on"), key_shown(ACT_VOICE));
	else if (!set->breath_sound)
		SET(vm->status, _("breath sounds off: %s turns them on"), key_shown(ACT_BREATH_SOUND));
	else if (set->volume < 100)
		SET(vm->status, _("volume %d of 100"), set->volume);
}

static void add_key(struct view_model *vm, enum action a, const char *label)
{
	const struct binding *b = keymap_of(a);

	if (b && vm->nkeys < VM_KEYS)
		vm->keys[vm->nkeys++] = (struct vm_key){_(b->shown), label ? label : _(b->label)};
}

static const char *go_on_label(const struct player_snapshot *s)
{
	if (s->phase == PHASE_HOLD && s->state == PLAYER_RUN)
		return s->ends_with_breath ? _("end now") : _("it has let go");
	if (s->state != PLAYER_WALK && s->phase == PHASE_FIND)
		return _("found it");
	return _("go on");
}

static void keys_of_step(struct view_model *vm, const struct player_snapshot *s, const struct plan *p)
{
	bool asked = p->asks_pain && s->segment == 0; /* by a line, while somebody walks */

	add_key(vm, ACT_STOP, NULL);
	add_key(vm, ACT_GO_ON, go_on_label(s));
	add_key(vm, ACT_PAUSE, NULL);
	if (vm->pressing || asked)
		add_key(vm, ACT_RATE, asked ? _("pain now") : NULL);
	if (s->more_offered)
		add_key(vm, ACT_MORE, _("30 s more"));
	add_key(vm, ACT_SKIP, NULL);
	add_key(vm, ACT_HELP, NULL);
	add_key(vm, ACT_QUIT, NULL);
}

/* The stop key comes first wherever it works: footers drop keys from the end. */
static void make_keys(struct view_model *vm, const struct player_snapshot *s, const struct plan *p)
{
	switch (s->state) {
	case PLAYER_RUN:
	case PLAYER_WAIT:
	case PLAYER_WALK:
	case PLAYER_REFIND:
		keys_of_step(vm, s, p);
		break;
	case PLAYER_PAUSED:
		if (s->stoppable) /* else nothing is there to be stopped: time stands still already */
			add_key(vm, ACT_STOP, NULL);
		add_key(vm, ACT_PAUSE, _("go on"));
		add_key(vm, ACT_HELP, NULL);
		add_key(vm, ACT_QUIT, NULL);
		break;
	case PLAYER_PAIN:
	case PLAYER_ASK:
		add_key(vm, ACT_RATE, _("answer"));
		add_key(vm, ACT_GO_ON, s->rating == RATING_UNKNOWN ? _("leave it out") : NULL);
		add_key(vm, ACT_HELP, NULL);
		add_key(vm, ACT_QUIT, NULL);
		break;
	case PLAYER_READY:
		add_key(vm, ACT_GO_ON, _("begin"));
		add_key(vm, ACT_HELP, NULL);
		add_key(vm, ACT_QUIT, NULL);
		break;
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
		add_key(vm, ACT_GO_ON, _("leave"));
		break;
	case PLAYER_STOPPED:
	case PLAYER_AFTER_STOP:
	case PLAYER_NUMB:
	case PLAYER_QUIT:
	case PLAYER_STATES:
		break;
	}
}

/* Whether the state is about the step, and not beside it. */
static bool about_step(enum player_state s)
{
	return s != PLAYER_WALK && s != PLAYER_PAIN && s != PLAYER_ASK && s != PLAYER_NUMB &&
	       s != PLAYER_SUMMARY && s != PLAYER_ENDED;
}

/* Up to the next whole second, as counts that run down are shown. */
static int64_t whole_second(int64_t ms)
{
	return (ms + 999) / 1000 * 1000;
}

struct player_snapshot view_model_still(const struct play_model *m)
{
	struct player_snapshot s = m->snap;
	const struct segment *seg = segment_at(m->plan, s.segment);
	int64_t each = seg && s.phase == PHASE_MOVE ? seg->each_ms : 0;

	s.elapsed_ms = each > 0 ? s.elapsed_ms / each * each : 0;
	s.left_ms = whole_second(s.left_ms);
	s.total_left_ms = whole_second(s.total_left_ms);
	s.session_ms = whole_second(s.session_ms);
	s.breath.elapsed_ms = s.breath.length_ms - whole_second(s.breath.length_ms - s.breath.elapsed_ms);
	s.breath.fullness = 0;
	s.session_length_ms = s.at_ms = s.asked_ms = s.entered_ms = s.let_go_ms = s.stood_ns = 0;
	s.held_ms[0] = s.held_ms[1] = 0;
	return s;
}

/* Everything but what moves, from such a snapshot. */
static void make_still(struct view_model *vm, const struct play_model *m)
{
	const struct player_snapshot *s = &m->snap;
	const struct segment *seg = segment_at(m->plan, s->segment);

	memset(vm, 0, sizeof *vm);
	vm->title = m->plan->routine->title ? m->plan->routine->title : "";
	if (s->state == PLAYER_AFTER_STOP && s->nresults > 0) { /* the step has moved on from the place */
		vm->site = s->results[s->nresults - 1].site;
		vm->leg = s->results[s->nresults - 1].leg;
	} else if (about_step(s->state)) {
		vm->site = s->site;
		vm->leg = s->leg;
	}
	vm->where = vm->site ? vm->site->name : seg && seg->title ? seg->title : "";
	vm->muscle = vm->site && vm->site->muscle ? vm->site->muscle : "";
	vm->rating = s->rating;
	SET(vm->leg_word, "%s", words_leg(vm->leg));
	SET(vm->phase, "%s", state_word(s));
	make_ticks(vm, m);
	make_clock(vm, s);
	make_press(vm, s);
	make_breath(vm, s, seg);
	make_reps(vm, s, seg);
	vm->phase_opens = vm->site && s->phase == PHASE_FIND && s->state == PLAYER_RUN;
	vm->walking = s->state == PLAYER_WALK || (s->state == PLAYER_RUN && s->phase == PHASE_WALK);
	vm->closeup = vm->site && !vm->paced && s->state != PLAYER_QUIT;
	make_text(vm, m, seg);
	make_state_text(vm, m);
	vm->hint_matters = s->state != PLAYER_RUN;
	vm->text_matters = s->state == PLAYER_STOPPED;
	vm->care = s->state == PLAYER_STOPPED || s->state == PLAYER_AFTER_STOP || s->state == PLAYER_NUMB ||
		   s->state == PLAYER_QUIT;
	vm->hint_style = vm->care ? STYLE_PLAIN : STYLE_DIM;
	if (s->said && s->state == PLAYER_RUN) {
		SET(vm->hint, "%s", s->said);
		vm->hint_matters = true;
		vm->hint_style = STYLE_TITLE;
	}
	make_next(vm, m);
	make_status(vm, m->set, m->snap.rehearsal);
	/* The text of a pause or of a place that let go says it already. */
	if (!(s->state == PLAYER_PAUSED && s->notice == NOTICE_PAUSED_EASE_OFF) &&
	    !(s->released && s->notice == NOTICE_LET_GO))
		words_notice(vm->notice, sizeof vm->notice, s->notice, s->notice_value, s->worse,
			     &vm->notice_style);
	if (m->saved) {
		SET(vm->notice, "%s", m->saved);
		vm->notice_style = m->saved_style;
	}
	SET(vm->question, "%s", words_question(s, m->plan));
	vm->scale = s->state == PLAYER_PAIN || s->state == PLAYER_ASK || (s->state == PLAYER_WAIT && s->site);
	if (s->state == PLAYER_WAIT)
		vm->rating = s->sore_now;
	vm->answers = answers_of(s, &vm->nanswers);
	make_keys(vm, s, m->plan);
}

void view_model_make(struct view_model *vm, const struct play_model *m)
{
	struct play_model still = *m;

	still.snap = view_model_still(m);
	make_still(vm, &still);
	view_model_move(vm, m);
}
