/* Where the player stands: questions, pause, stop, the end of the session. */
#include "core/player_state.h"

void player_ask(struct player *p, enum player_state s)
{
	player_hold_time(p);
	player_clock_stop(p);
	p->state = s;
	player_since_now(p);
	p->digit_at = (struct mono){0};
	p->rating = RATING_UNKNOWN;
	p->one = false;
	if (s == PLAYER_PAIN)
		player_sound(p, SOUND_RATE, CUE_NEXT, NULL);
	p->changed++;
}

/* A digit while a question is put: kept, and mended by another one until it passes. */
void player_asked_digit(struct player *p, int value)
{
	struct effect *e = player_emit(p, FX_RATING);
	e->what = p->state == PLAYER_ASK ? measure_name(player_segment(p)->measure)
		  : p->after             ? "pain-after"
					 : "pain-before";
	e->value = p->rating = value;
	e->hold.n = -1;
	p->digit_at = p->now;
	if (p->state != PLAYER_ASK)
		*(p->after ? &p->pain_after : &p->pain_before) = value;
}

static void after_pain(struct player *p)
{
	if (p->numb_asked)
		player_ask(p, PLAYER_NUMB);
	else
		player_summary(p);
}

/* The question passes, answered or not. */
void player_pass(struct player *p)
{
	p->changed++;
	if (p->state == PLAYER_PAIN && p->after) {
		after_pain(p);
	} else if (p->state == PLAYER_PAIN) {
		player_begin(p);
	} else if (p->fresh) {
		player_enter(p, p->segment);
	} else {
		p->state = PLAYER_RUN;
		player_clock_start(p);
		p->from_u = p->u;
		player_go_next(p);
	}
}

static bool on_the_tool(const struct player *p)
{
	const struct segment *s = player_segment(p);
	return p->press.on && s &&
	       (s->phase == PHASE_FIND || s->phase == PHASE_SINK || s->phase == PHASE_HOLD);
}

/* What may be paused: all that lies among the steps. */
static bool pausable(enum player_state s)
{
	return s == PLAYER_RUN || s == PLAYER_WAIT || s == PLAYER_ASK || s == PLAYER_WALK ||
	       s == PLAYER_REFIND;
}

void player_pause(struct player *p, enum pause_why why)
{
	player_cues_cancel(p, true);
	player_hold_time(p);
	player_clock_stop(p);
	p->pause_under = p->state;
	p->state = PLAYER_PAUSED;
	p->pause_why = why;
	player_since_now(p);
	player_emit(p, FX_PAUSE);
	if (why == PAUSE_STILL_THERE)
		player_tell(p, NOTICE_STILL_THERE, 0);
	else if (why == PAUSE_GAP || why == PAUSE_SUSPEND)
		player_tell(p, NOTICE_GAP, 0);
	else if (p->press.on)
		player_tell(p, NOTICE_PAUSED_EASE_OFF, 0);
}

/* A question is put and the clock stands. */
static bool asks(enum player_state s)
{
	return s == PLAYER_PAIN || s == PLAYER_ASK;
}

/* Goes on in `under`, where the session stood since p->since. */
static void go_on_in(struct player *p, enum player_state under)
{
	int64_t stood = p->now.ns - p->since.ns + p->slept_ns;
	bool refind = under == PLAYER_REFIND ||
		      (under == PLAYER_RUN && on_the_tool(p) && stood >= REFIND_AFTER_MS * NS_PER_MS);
	p->state = under;
	player_since_now(p);
	p->from_u = p->u;
	p->ask_due = mono_add_ms(p->now, ASK_MS);
	if (!asks(under))
		player_clock_start(p);
	if (p->fresh && under != PLAYER_WALK && !asks(under)) {
		p->state = PLAYER_RUN;
		player_enter(p, p->segment);
	} else if (refind) {
		p->state = PLAYER_REFIND;
		p->walk_from_u = p->u;
		p->walk_ms = REFIND_MS;
		player_sound(p, SOUND_FIND, CUE_NEXT, NULL);
	}
	if (p->press.ended_eased && on_the_tool(p))
		player_end_eased(p);
}

void player_resume(struct player *p)
{
	player_emit(p, FX_RESUME);
	go_on_in(p, p->pause_under);
	player_line_again(p);
}

/* Leaves a press that was cut: what follows it begins when the person goes on. */
static void after_cut(struct player *p, enum hold_outcome how, enum stop_why why)
{
	player_hold_time(p);
	int press = p->press.index;
	player_press_end(p, how, why);
	for (int n = 0; n < (int)p->plan->nsegments; n++)
		if (p->plan->segments[n].press == press)
			p->done[n] = true;
	p->segment = player_following(p);
	p->fresh = true;
	p->elapsed_u = 0;
}

/* The machine slept or the program was stopped: the press is over, and the sleep was a pause. */
void player_suspend(struct player *p, int64_t ms)
{
	if (p->state == PLAYER_QUIT && !pausable(p->quit_under) && p->quit_under != PLAYER_PAUSED)
		return;
	if (p->state == PLAYER_QUIT && p->quit_under != PLAYER_PAUSED)
		p->pause_under = p->quit_under;
	if (p->state == PLAYER_QUIT)
		p->state = PLAYER_PAUSED;
	if (p->state != PLAYER_PAUSED)
		player_pause(p, PAUSE_SUSPEND);
	else
		player_tell(p, NOTICE_GAP, 0);
	p->pause_why = PAUSE_SUSPEND;
	p->slept_ns += ms * NS_PER_MS;
	if (!p->press.on)
		return;
	after_cut(p, HOLD_INTERRUPTED, WHY_NONE);
	p->pause_under = PLAYER_RUN;
}

/* Ends the press in this step, whatever else is going on, and asks why. */
void player_stop(struct player *p)
{
	if (!p->press.on) {
		if (p->state == PLAYER_RUN || p->state == PLAYER_WAIT || p->state == PLAYER_WALK)
			player_pause(p, PAUSE_KEY);
		return;
	}
	player_cues_cancel(p, true);
	player_hold_time(p);
	player_clock_stop(p);
	p->state = PLAYER_STOPPED;
	player_since_now(p);
	player_emit(p, FX_STOP);
	player_sound(p, SOUND_STOP, CUE_STOP, NULL);
}

static void next_after_stop(struct player *p)
{
	p->state = PLAYER_RUN;
	player_clock_start(p);
	player_enter(p, p->segment);
}

static void close_place(struct player *p)
{
	p->who.place[p->press.site->index][p->press.leg == LEG_RIGHT].closed = CLOSED_TODAY;
	p->numb_asked = true;
}

/* Why the press was stopped. A sharp, electric or numb feeling closes the place for today. After it, and
 * after something else (a cramp, throbbing, feeling faint), the person chooses what comes. */
void player_stop_answer(struct player *p, int why)
{
	bool closes = why == WHY_SHARP || why == WHY_NUMB;
	bool nearby = p->press.nearby;
	int press = p->press.index;
	uint64_t unit = p->plan->segments[p->plan->presses[press].hold].unit;
	if (why < WHY_NONE || why > WHY_OTHER)
		return;
	if (closes)
		close_place(p);
	p->numb_asked |= why == WHY_NONE; /* it may have been one */
	after_cut(p, HOLD_STOPPED, (enum stop_why)why);
	if (!closes && why != WHY_OTHER) {
		next_after_stop(p);
		return;
	}
	if (closes) {
		player_tell(p, NOTICE_PLACE_CLOSED, 0);
		player_emit(p, FX_REPLAN);
	}
	p->press.nearby = true;
	p->nearby_offered = closes && !nearby && player_press_refused(p, press) == NOTICE_NONE;
	p->press.nearby = false;
	p->stopped_unit = unit;
	p->state = PLAYER_AFTER_STOP;
	player_since_now(p);
}

/* The stopped press again, 5 cm beside, lightly. */
static void press_nearby(struct player *p)
{
	int n = 0, most = (int)p->plan->nsegments;
	while (n < most && p->plan->segments[n].unit != p->stopped_unit)
		n++;
	for (int i = n; i < most && p->plan->segments[i].unit == p->stopped_unit; i++)
		p->done[i] = false;
	p->press.nearby = true;
	p->state = PLAYER_RUN;
	player_clock_start(p);
	player_enter(p, n);
}

void player_after_stop(struct player *p, int choice)
{
	if (choice == AFTER_NEARBY && p->nearby_offered)
		press_nearby(p);
	else if (choice == AFTER_NEXT)
		next_after_stop(p);
	else if (choice == AFTER_END)
		player_steps_over(p, SESSION_STOPPED);
}

void player_numb_answer(struct player *p, int value)
{
	/* a key that was meant for the question before is no answer to this one */
	if ((value != 0 && value != 1) || p->now.ns - p->since.ns < READ_MS * NS_PER_MS)
		return;
	p->numb_after = value;
	player_summary(p);
}

void player_quit(struct player *p)
{
	if (pausable(p->state)) {
		player_cues_cancel(p, true);
		player_hold_time(p);
		player_clock_stop(p);
		player_emit(p, FX_PAUSE);
	}
	if (pausable(p->state) || p->state == PLAYER_PAIN)
		player_since_now(p);
	p->quit_under = p->state;
	p->state = PLAYER_QUIT;
	p->changed++;
}

/* Stopping after a whole block counts as the whole of it. */
static bool at_end_of_block(const struct player *p)
{
	size_t n = (size_t)p->segment;
	if (n >= p->plan->nsegments)
		return true;
	n = plan_step_start(p->plan, n);
	const char *before = n > 0 ? p->plan->segments[n - 1].title : NULL;
	return before && before != p->plan->segments[n].title;
}

void player_quit_answer(struct player *p, int yes)
{
	p->changed++;
	if (!yes) {
		p->state = p->quit_under;
		if (pausable(p->quit_under))
			player_emit(p, FX_RESUME);
		if (pausable(p->quit_under) || p->quit_under == PLAYER_PAIN)
			go_on_in(p, p->quit_under);
		return;
	}
	if (p->quit_under == PLAYER_STOPPED || p->quit_under == PLAYER_AFTER_STOP) {
		p->numb_asked = true; /* it may have been a stop sign */
		player_press_end(p, HOLD_STOPPED, WHY_NONE);
		player_steps_over(p, SESSION_STOPPED);
		return;
	}
	bool whole = p->begun && at_end_of_block(p);
	if (p->press.on)
		player_leave_press(p);
	player_steps_over(p, whole ? SESSION_DONE : SESSION_ENDED_EARLY);
}

/* Where the steps are left: the figures of the end, and of what is asked after it. */
static void note_end(struct player *p)
{
	const struct segment *s = player_segment(p);
	int64_t in = player_elapsed_ms(p);
	p->ended_segment = p->segment;
	p->ended_at_ms = !p->begun ? 0
			 : !s      ? p->plan->planned_ms
				   : s->at_ms + (in < s->for_ms ? in : s->for_ms);
}

/* The steps are over, played to the end or left. */
void player_steps_over(struct player *p, enum session_outcome how)
{
	player_settle(p);
	player_clock_stop(p);
	p->outcome = how;
	p->after = true;
	note_end(p);
	p->segment = (int)p->plan->nsegments;
	p->elapsed_u = 0;
	p->fresh = false;
	if (p->o.ask_pain && p->begun)
		player_ask(p, PLAYER_PAIN);
	else
		after_pain(p);
}

static void tell_end(struct player *p)
{
	struct effect *e = player_emit(p, FX_END);
	e->session = (struct session_row){
		.plan_hash = p->plan->hash,
		.rehearsal = p->o.rehearsal,
		.ended_by_choice = p->outcome != SESSION_INTERRUPTED,
		.outcome = p->outcome,
		.planned_ms = p->plan->planned_ms,
		.active_ms = p->u / UNITS_PER_MS,
		.pain_before = p->pain_before,
		.pain_after = p->pain_after,
		.segment = p->ended_segment,
		.at_ms = p->ended_at_ms,
		.leg = e->leg,
		.numb_after = p->numb_after,
	};
}

void player_summary(struct player *p)
{
	player_settle(p);
	player_clock_stop(p);
	if (p->outcome == SESSION_DONE)
		player_sound(p, SOUND_DONE, CUE_NEXT, NULL);
	tell_end(p);
	p->state = PLAYER_SUMMARY;
	player_since_now(p);
}

/* Whether a stop is being dealt with, also under the question whether to leave. */
static bool after_a_stop(const struct player *p)
{
	enum player_state s = p->state == PLAYER_QUIT ? p->quit_under : p->state;
	return s == PLAYER_STOPPED || s == PLAYER_AFTER_STOP;
}

static void cut_short(struct player *p, enum session_outcome how)
{
	player_hold_time(p);
	player_clock_stop(p);
	if (p->press.on)
		player_press_end(p, after_a_stop(p) ? HOLD_STOPPED : HOLD_INTERRUPTED, WHY_NONE);
	if (p->outcome == SESSION_OPEN) {
		p->outcome = how;
		note_end(p);
	}
}

/* Leaves at once. After the question whether to leave it is the person's choice. */
void player_interrupt(struct player *p)
{
	if (p->state == PLAYER_SUMMARY) {
		p->state = PLAYER_ENDED;
		p->changed++;
		return;
	}
	if (p->runs)
		player_cues_cancel(p, true);
	cut_short(p, p->state != PLAYER_QUIT ? SESSION_INTERRUPTED
		     : after_a_stop(p)       ? SESSION_STOPPED
					     : SESSION_ENDED_EARLY);
	tell_end(p);
	p->state = PLAYER_ENDED;
}

/* Nobody came back for half an hour: the session ends honestly. */
void player_forgotten(struct player *p)
{
	cut_short(p, SESSION_INTERRUPTED);
	player_tell(p, NOTICE_FORGOTTEN, 0);
	player_summary(p);
}
