/* The player as a table: what each event does in each state. In `ended` nothing does anything.
 *
 *           ready  pain   run    wait   ask    walk   paused refind stop'd after  numb   quit   summary
 * start     begin  .      .      .      .      .      .      .      .      .      .      .      .
 * go-on     .      pass   on     on     pass   told   go     found  why    next   .      no     over
 * pause     .      .      pause  pause  pause  pause  go     pause  .      .      .      .      .
 * stop      .      .      stop   stop   .      stop   stop2  stop   .      .      .      stop2  .
 * skip      .      pass   skip   skip   pass   skip   skip2  skip   .      next   .      .      over
 * back      .      .      back   back   back   .      back2  back   .      .      .      .      .
 * jump      .      .      jump   jump   jump   jump   jump2  jump   .      .      .      .      .
 * rate      .      digit  sore   sore   digit  .      sore   sore   .      .      .      .      .
 * sorer     .      digit  sore   sore   digit  .      sore   sore   .      .      .      .      .
 * easier    .      digit  sore   sore   digit  .      sore   sore   .      .      .      .      .
 * twitch    .      .      twitch twitch .      .      .      twitch .      .      .      .      .
 * more      .      .      more   .      .      walk+  .      .      .      .      .      .      .
 * less      .      .      less   .      .      .      .      .      .      .      .      .      .
 * swap      .      swap1  swap   swap   swap   swap   swap   swap   .      .      .      .      .
 * answer    .      .      .      .      .      .      .      .      why    choice numb   yes/no .
 * quit      end    quit1  quit   quit   quit   quit   quit   quit   quit   quit   leave  .      over
 * interrupt end    end    end    end    end    end    end    end    end    end    end    end    over
 * suspend   .      .      cut    cut    cut    cut    cut    cut    .      .      .      cut    .
 *
 * `.` nothing happens. A tick lets time pass, in every state, and does nothing else.
 *
 * begin   asks pain now, or begins the first segment
 * pass    the question passes, answered or not
 * on      the segment is over; in a hold: it let go
 * told    the walk stays, and why is said again
 * found   the find after a pause is over
 * go      goes on where it was paused
 * stop    ends the press at once and asks why; outside a press it pauses. stop2: only with a press
 * skip    the press is over, else the thing to do. skip2, back2, jump2: the same, and stays paused
 * digit   kept until the question passes; a 0 within a second of a 1 makes it a ten
 * sore    how sore it is now, in a press; before the first press, pain now. 1 and 0 likewise
 * walk+   ten seconds more
 * swap    the order of the legs, between presses. swap1: only before the steps
 * quit    asks. quit1: the question after the steps passes
 * why     the reason of the stop; Enter gives none. Sharp, numb and something else ask what comes then
 * next, choice: what to do after a stop
 * numb    the answer, once it can have been read. leave: it goes unanswered
 * yes/no  ends the session, or goes on as before
 * cut     the press ends as interrupted, and the session is paused
 * over    leaves the summary
 * end     leaves at once
 *
 * Time alone leads from pain and ask onwards after 15 s (2 s after a digit; hands-free: 3 s of plan
 * time); from run to the next segment, to wait, ask, walk, paused ("still there?") or pain; from wait
 * to asking again each 15 s; from walk and refind to run; from paused, wait, stopped, after-stop, numb
 * and quit to summary after half an hour; from summary to ended after 5 s hands-free. A gap pauses. */
#include "core/player.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/player_state.h"

typedef void handler(struct player *p, int value);

static void h_start(struct player *p, int value)
{
	(void)value;
	p->anchor = p->now;
	p->stood_ns = 0;
	if (p->o.ask_pain && !p->goes_on && !p->plan->asks_pain)
		player_ask(p, PLAYER_PAIN);
	else
		player_begin(p);
}

static void h_pass(struct player *p, int value)
{
	(void)value;
	player_pass(p);
}

static void h_on(struct player *p, int value)
{
	(void)value;
	if (p->state == PLAYER_RUN && player_in_hold(p))
		player_let_go(p);
	else
		player_end_segment(p);
}

static void h_pause(struct player *p, int value)
{
	(void)value;
	player_pause(p, PAUSE_KEY);
}

static void h_resume(struct player *p, int value)
{
	(void)value;
	player_resume(p);
}

static void h_stop(struct player *p, int value)
{
	(void)value;
	player_stop(p);
}

static void h_skip(struct player *p, int value)
{
	(void)value;
	player_skip(p);
}

static void h_back(struct player *p, int value)
{
	(void)value;
	player_back(p);
}

static void h_jump(struct player *p, int value)
{
	player_jump(p, value);
}

static int bounded(int value)
{
	return value < 0 ? 0 : value > 10 ? 10 : value;
}

/* Whether a digit is the 0 of a ten: typed within a second of a 1, to the same question or press. */
static bool makes_ten(struct player *p, int value)
{
	bool ten = value == 0 && p->one && p->now.ns - p->one_at.ns <= TEN_MS * NS_PER_MS;
	p->one = value == 1;
	p->one_at = p->now;
	return ten;
}

static void h_digit(struct player *p, int value)
{
	if (value == bounded(value))
		player_asked_digit(p, makes_ten(p, value) ? 10 : value);
}

enum { MIDDLE = 5 /* where the arrows begin if no rating is known */ };

static void h_digit_up(struct player *p, int value)
{
	(void)value;
	player_asked_digit(p, p->rating == RATING_UNKNOWN ? MIDDLE : bounded(p->rating + 1));
}

static void h_digit_down(struct player *p, int value)
{
	(void)value;
	player_asked_digit(p, p->rating == RATING_UNKNOWN ? MIDDLE : bounded(p->rating - 1));
}

static void rate_sore(struct player *p, int value)
{
	if (!p->press.on || p->fresh)
		return;
	player_rate_sore(p, value);
	if (p->state == PLAYER_WAIT && p->press.on && p->press.rated_in_find)
		player_end_segment(p);
}

/* Before the first press a digit is pain now: asked while walking, or not answered when it was. What was answered
 * stays; the 0 of a ten may follow. */
static bool rates_pain(const struct player *p)
{
	bool asked = p->plan->asks_pain || p->pain_before == RATING_UNKNOWN || p->one;

	return asked && p->o.ask_pain && !p->press.on && !p->presses_begun && !p->nresults &&
	       p->outcome == SESSION_OPEN;
}

static void h_sore(struct player *p, int value)
{
	if (value != bounded(value))
		return;
	if (rates_pain(p)) {
		player_asked_digit(p, makes_ten(p, value) ? 10 : value);
		player_tell(p, NOTICE_PAIN_NOW, p->rating);
		return;
	}
	if (makes_ten(p, value)) {
		player_unrate_one(p);
		value = 10;
	}
	if (p->one)
		p->before_one = p->press;
	rate_sore(p, value);
}

/* One more or less than this press was rated; how sore the place was another day is no beginning. */
static void rate_beside(struct player *p, int by)
{
	if (p->press.on)
		rate_sore(p, p->press.sore_now == RATING_UNKNOWN ? MIDDLE : bounded(p->press.sore_now + by));
}

static void h_sorer(struct player *p, int value)
{
	(void)value;
	rate_beside(p, 1);
}

static void h_easier(struct player *p, int value)
{
	(void)value;
	rate_beside(p, -1);
}

static void h_twitch(struct player *p, int value)
{
	(void)value;
	if (!p->press.on)
		return;
	p->press.twitches++;
	player_tell(p, NOTICE_TWITCH, p->press.twitches);
}

static void h_more(struct player *p, int value)
{
	(void)value;
	player_longer(p);
}

static void h_less(struct player *p, int value)
{
	(void)value;
	player_shorter(p);
}

static void h_walk_on(struct player *p, int value)
{
	(void)value;
	player_tell(p, NOTICE_WALK_PUT_IN, 0);
}

static void h_walk_more(struct player *p, int value)
{
	(void)value;
	p->walk_ms += STEP_MS;
	player_tell(p, NOTICE_TEN_MORE, 0);
}

static void h_swap(struct player *p, int value)
{
	(void)value;
	if (p->outcome == SESSION_OPEN)
		player_swap(p);
}

static void h_found(struct player *p, int value)
{
	(void)value;
	player_refind_over(p);
}

/* A place that felt sharp or numb would be pressed again today if the question could be passed over. */
static void h_which(struct player *p, int value)
{
	(void)value;
	player_tell(p, NOTICE_WHICH, 0);
}

static void h_why(struct player *p, int value)
{
	player_stop_answer(p, value);
}

static void h_next(struct player *p, int value)
{
	(void)value;
	player_after_stop(p, AFTER_NEXT);
}

static void h_choice(struct player *p, int value)
{
	player_after_stop(p, value);
}

static void h_numb(struct player *p, int value)
{
	player_numb_answer(p, value);
}

static void h_leave(struct player *p, int value)
{
	(void)value;
	player_summary(p);
}

static void h_quit(struct player *p, int value)
{
	(void)value;
	if (p->state == PLAYER_PAIN && p->after)
		player_pass(p);
	else
		player_quit(p);
}

static void h_quit_no(struct player *p, int value)
{
	(void)value;
	player_quit_answer(p, 0);
}

static void h_quit_answer(struct player *p, int value)
{
	player_quit_answer(p, value != 0);
}

static void h_end(struct player *p, int value)
{
	(void)value;
	player_interrupt(p);
}

static void h_over(struct player *p, int value)
{
	(void)value;
	p->state = PLAYER_ENDED;
	p->changed++;
}

static void h_cut(struct player *p, int value)
{
	player_suspend(p, value);
}

static void h_press_stop(struct player *p, int value)
{
	(void)value;
	if (p->press.on)
		player_stop(p);
}

/* The table of the comment on top; NULL: nothing happens. */
static handler *const table[PLAYER_STATES][PLAYER_EVENTS] = {
	[PLAYER_READY] = {[EV_START] = h_start, [EV_QUIT] = h_end, [EV_INTERRUPT] = h_end},
	[PLAYER_PAIN] = {[EV_GO_ON] = h_pass,
			 [EV_SKIP] = h_pass,
			 [EV_RATE] = h_digit,
			 [EV_SORER] = h_digit_up,
			 [EV_EASIER] = h_digit_down,
			 [EV_SWAP] = h_swap,
			 [EV_QUIT] = h_quit,
			 [EV_INTERRUPT] = h_end},
	[PLAYER_RUN] = {[EV_GO_ON] = h_on,
			[EV_PAUSE] = h_pause,
			[EV_STOP] = h_stop,
			[EV_SKIP] = h_skip,
			[EV_BACK] = h_back,
			[EV_JUMP] = h_jump,
			[EV_RATE] = h_sore,
			[EV_SORER] = h_sorer,
			[EV_EASIER] = h_easier,
			[EV_TWITCH] = h_twitch,
			[EV_MORE] = h_more,
			[EV_LESS] = h_less,
			[EV_SWAP] = h_swap,
			[EV_QUIT] = h_quit,
			[EV_INTERRUPT] = h_end,
			[EV_SUSPEND] = h_cut},
	[PLAYER_WAIT] = {[EV_GO_ON] = h_on,
			 [EV_PAUSE] = h_pause,
			 [EV_STOP] = h_stop,
			 [EV_SKIP] = h_skip,
			 [EV_BACK] = h_back,
			 [EV_JUMP] = h_jump,
			 [EV_RATE] = h_sore,
			 [EV_SORER] = h_sorer,
			 [EV_EASIER] = h_easier,
			 [EV_TWITCH] = h_twitch,
			 [EV_SWAP] = h_swap,
			 [EV_QUIT] = h_quit,
			 [EV_INTERRUPT] = h_end,
			 [EV_SUSPEND] = h_cut},
	[PLAYER_ASK] = {[EV_GO_ON] = h_pass,
			[EV_PAUSE] = h_pause,
			[EV_SKIP] = h_pass,
			[EV_BACK] = h_back,
			[EV_JUMP] = h_jump,
			[EV_RATE] = h_digit,
			[EV_SORER] = h_digit_up,
			[EV_EASIER] = h_digit_down,
			[EV_SWAP] = h_swap,
			[EV_QUIT] = h_quit,
			[EV_INTERRUPT] = h_end,
			[EV_SUSPEND] = h_cut},
	[PLAYER_WALK] = {[EV_GO_ON] = h_walk_on,
			 [EV_PAUSE] = h_pause,
			 [EV_STOP] = h_stop,
			 [EV_SKIP] = h_skip,
			 [EV_JUMP] = h_jump,
			 [EV_MORE] = h_walk_more,
			 [EV_SWAP] = h_swap,
			 [EV_QUIT] = h_quit,
			 [EV_INTERRUPT] = h_end,
			 [EV_SUSPEND] = h_cut},
	[PLAYER_PAUSED] = {[EV_GO_ON] = h_resume,
			   [EV_PAUSE] = h_resume,
			   [EV_STOP] = h_press_stop,
			   [EV_SKIP] = h_skip,
			   [EV_BACK] = h_back,
			   [EV_JUMP] = h_jump,
			   [EV_RATE] = h_sore,
			   [EV_SORER] = h_sorer,
			   [EV_EASIER] = h_easier,
			   [EV_SWAP] = h_swap,
			   [EV_QUIT] = h_quit,
			   [EV_INTERRUPT] = h_end,
			   [EV_SUSPEND] = h_cut},
	[PLAYER_REFIND] = {[EV_GO_ON] = h_found,
			   [EV_PAUSE] = h_pause,
			   [EV_STOP] = h_stop,
			   [EV_SKIP] = h_skip,
			   [EV_BACK] = h_back,
			   [EV_JUMP] = h_jump,
			   [EV_RATE] = h_sore,
			   [EV_SORER] = h_sorer,
			   [EV_EASIER] = h_easier,
			   [EV_TWITCH] = h_twitch,
			   [EV_SWAP] = h_swap,
			   [EV_QUIT] = h_quit,
			   [EV_INTERRUPT] = h_end,
			   [EV_SUSPEND] = h_cut},
	[PLAYER_STOPPED] =
		{[EV_GO_ON] = h_which, [EV_ANSWER] = h_why, [EV_QUIT] = h_quit, [EV_INTERRUPT] = h_end},
	[PLAYER_AFTER_STOP] = {[EV_GO_ON] = h_next,
			       [EV_SKIP] = h_next,
			       [EV_ANSWER] = h_choice,
			       [EV_QUIT] = h_quit,
			       [EV_INTERRUPT] = h_end},
	[PLAYER_NUMB] = {[EV_ANSWER] = h_numb, [EV_QUIT] = h_leave, [EV_INTERRUPT] = h_end},
	[PLAYER_QUIT] = {[EV_GO_ON] = h_quit_no,
			 [EV_STOP] = h_press_stop,
			 [EV_ANSWER] = h_quit_answer,
			 [EV_INTERRUPT] = h_end,
			 [EV_SUSPEND] = h_cut},
	[PLAYER_SUMMARY] =
		{[EV_GO_ON] = h_over, [EV_SKIP] = h_over, [EV_QUIT] = h_over, [EV_INTERRUPT] = h_over},
};

const char *player_state_name(enum player_state s)
{
	static const char *const names[PLAYER_STATES] = {
		"ready",  "pain",    "run",        "wait", "ask",  "walk",    "paused",
		"refind", "stopped", "after-stop", "numb", "quit", "summary", "ended"};
	return names[s];
}

const char *player_event_name(enum player_event_kind k)
{
	static const char *const names[PLAYER_EVENTS] = {"tick",   "start",  "go-on",     "pause",  "stop",
							 "skip",   "back",   "jump",      "rate",   "sorer",
							 "easier", "twitch", "more",      "less",   "swap",
							 "answer", "quit",   "interrupt", "suspend"};
	return names[k];
}

/* A stop that may have been a sign is asked about after the session, whichever run it was in. */
static void take_result(struct player *p, const struct player_result *r)
{
	mem_grow((void **)&p->results, p->nresults, &p->results_cap, sizeof *p->results);
	p->results[p->nresults++] = *r;
	p->held_u[r->leg == LEG_RIGHT] += r->held_ms * UNITS_PER_MS;
	p->numb_asked |= r->outcome == HOLD_STOPPED && r->why != WHY_TOO_SORE && r->why != WHY_OTHER;
}

static void take_past(struct player *p, const struct player_past *past)
{
	p->goes_on = true;
	p->start = past->segment;
	p->pain_before = past->pain_before;
	p->u = p->anchor_u = p->settled_u = p->from_u = past->active_ms * UNITS_PER_MS;
	p->stretch_u = past->stretch_ms * UNITS_PER_MS;
	for (size_t i = 0; i < past->nresults; i++)
		take_result(p, &past->results[i]);
}

struct player *player_new(const struct plan *plan, const struct person *who, struct player_options o)
{
	struct player *p = mem_calloc(1, sizeof *p);
	assert(plan->atlas && o.speed_milli > 0);
	p->plan = plan;
	p->who = *who;
	p->o = o;
	p->o.rehearsal |= o.speed_milli != 1000;
	p->outcome = SESSION_OPEN;
	p->numb_after = -1;
	p->pain_before = p->pain_after = p->rating = RATING_UNKNOWN;
	p->done = mem_calloc(plan->nsegments + 1, sizeof *p->done);
	if (o.past)
		take_past(p, o.past);
	p->o.past = NULL;
	player_cues_index(p);
	return p;
}

void player_release(struct player *p)
{
	free(p->done);
	free(p->cue_order);
	free(p->cue_first);
	free(p->cue_id);
	free(p->queue);
	free(p->results);
}

void player_free(struct player *p)
{
	if (!p)
		return;
	player_release(p);
	free(p);
}

static bool allowed_in_a_gap(enum player_event_kind k)
{
	return k == EV_STOP || k == EV_QUIT || k == EV_INTERRUPT || k == EV_SUSPEND;
}

/* What a screen eases into view begins now. */
static void settle_shown(struct player *p)
{
	bool let_go = p->press.on && p->press.released;
	if (p->entered_state != p->state || p->entered_segment != p->segment) {
		p->entered = p->now;
		p->entered_state = p->state;
		p->entered_segment = p->segment;
	}
	if (!let_go)
		p->let_go.ns = 0;
	else if (!p->let_go.ns)
		p->let_go = p->now;
}

/* What was told is about the state and the segment that it led to, and goes with them; to ease off or to press less is
 * about all of the press that is still to come. */
static bool notice_fits(const struct player *p)
{
	const struct segment *s = p->plan->segments;
	int n = (int)p->plan->nsegments; /* which may be fewer than there were */
	bool asks_less = p->notice == NOTICE_EASE_OFF || p->notice == NOTICE_LIGHTER;

	if (p->notice_state != p->state || p->notice_segment == p->segment)
		return p->notice_state == p->state;
	return asks_less && p->segment < n && p->notice_segment < n &&
	       s[p->segment].unit == s[p->notice_segment].unit &&
	       (s[p->segment].phase == PHASE_SINK || s[p->segment].phase == PHASE_HOLD);
}

static void settle_notice(struct player *p)
{
	if (p->notice_new) {
		p->notice_state = p->state;
		p->notice_segment = p->segment;
	} else if (p->notice && !notice_fits(p)) {
		p->notice = NOTICE_NONE;
		p->changed++;
	}
	p->notice_new = false;
	settle_shown(p);
}

/* Time that nobody watched does not count: the session pauses where something would have been due. */
static bool gap(struct player *p, struct mono now)
{
	if (!p->runs)
		return false;
	struct due d = player_next_due(p);
	if (now.ns - d.at.ns <= GAP_MS * NS_PER_MS)
		return false;
	p->now = d.at;
	p->u = player_units_at(p, d.at);
	player_pause(p, PAUSE_GAP);
	settle_notice(p);
	return true;
}

static void run_until(struct player *p, struct mono now)
{
	for (struct due d = player_next_due(p); d.kind != DUE_NOTHING && d.at.ns <= now.ns;
	     d = player_next_due(p)) {
		player_on_due(p, d);
		settle_notice(p);
	}
	p->now = now;
	p->u = player_units_at(p, now);
}

static void hand_out(struct player *p, struct effects *out)
{
	while (p->queue_head < p->nqueue && out->n < EFFECTS_MOST)
		out->e[out->n++] = p->queue[p->queue_head++];
	out->more = p->queue_head < p->nqueue;
	if (!out->more)
		p->nqueue = p->queue_head = 0;
}

void player_step(struct player *p, struct player_event ev, struct mono now, struct effects *out)
{
	if (now.ns < p->step_now.ns)
		now = p->step_now;
	p->step_now = now;
	bool missed = gap(p, now);
	run_until(p, now);
	handler *h = ev.kind < PLAYER_EVENTS ? table[p->state][ev.kind] : NULL;
	if (h && (!missed || allowed_in_a_gap(ev.kind))) {
		enum player_state before = p->state;
		p->press.touched = ev.kind != EV_SUSPEND;
		p->one &= ev.kind == EV_RATE;
		h(p, ev.value);
		settle_notice(p);
		p->changed += p->state != before;
		run_until(p, now);
	}
	hand_out(p, out);
}

struct mono player_deadline(const struct player *p)
{
	return p->queue_head < p->nqueue ? p->step_now : player_next_due(p).at;
}

static void count_in(struct place_state *place, int presses, int64_t held_u)
{
	place->presses += presses;
	place->held_ms += held_u / UNITS_PER_MS;
}

/* The press in progress counts as it is planned: its place must not be given away. */
struct person player_person(const struct player *p)
{
	struct person who = p->who;
	if (!p->begun)
		return who;
	for (int i = 0; i < SITE_MOST; i++)
		for (int leg = 0; leg < 2; leg++)
			count_in(&who.place[i][leg], p->had[i][leg].presses, p->had[i][leg].held_u);
	if (p->press.on)
		count_in(&who.place[p->press.site->index][p->press.leg == LEG_RIGHT], 1,
			 p->press.planned_ms * UNITS_PER_MS);
	who.played = p->plan;
	who.played_done = p->done;
	who.played_at = p->fresh && !p->press.on ? -1 : p->segment;
	return who;
}
