/* Inside of the player: what its files (player*.c) share, and tests that look into it.
 *
 * Two clocks. `now` is real time in ns. `u` is play time in units of 1e-9 plan ms (one real ns is
 * `speed` units), so that no speed rounds: it runs in RUN, WAIT, WALK and REFIND and stands in
 * every other state. Every due moment is a play time, turned into real time from the moment when
 * the clock last started; nothing is ever summed up tick by tick. */
#ifndef UNKNOT_CORE_PLAYER_STATE_H
#define UNKNOT_CORE_PLAYER_STATE_H

#include "core/player.h"

#define UNITS_PER_MS INT64_C(1000000000)
#define MS_PER_S     INT64_C(1000)

enum {
	LOOK_AHEAD_MS = 250,      /* real; cues are handed over so long before they are due */
	LATE_MS = 250,            /* real; later than this a cue is dropped */
	GAP_MS = 2000,            /* real; a step later than this after its deadline is a gap */
	LOOK_AHEAD_SPEED = 4000,  /* above it cues are handed over when they are due */
	BREATH_SPEED = 1500,      /* above it breath makes no sound */
	ASK_MS = 15000,           /* real; a question passes, a waiting find asks again */
	ASK_HANDS_FREE_MS = 3000, /* plan */
	ASK_SETTLE_MS = 2000,     /* real; after a digit, time to mend it */
	READ_MS = 700,            /* real; nobody has read a question sooner */
	SUMMARY_MS = 5000,        /* real; hands-free */
	NOTICE_MS = 4000,         /* real */
	FORGOTTEN_MS = 1800000,   /* real */
	REFIND_AFTER_MS = 10000,  /* real, of pause */
	REFIND_MS = 5000,         /* plan */
	TWICE_MS = 2000,          /* real; back pressed twice quickly */
	TEN_MS = 1000,            /* real; from the 1 of a ten to its 0 */
	STEP_MS = 10000,          /* plan; + and - where no breath is counted */
	NEARBY_PRESSURE = 3,
	UNTOUCHED_MOST = 2 /* holds in a row without a key before "still there?" */
};

/* The press in progress. */
struct live_press {
	bool on;   /* false: none */
	int index; /* into plan->presses */
	const struct site *site;
	enum leg leg;
	struct mono began;
	int64_t held_u, tool_u;
	int64_t planned_ms; /* of its hold */
	int64_t lower_ms;
	bool elastic;
	bool ends_with_breath, released, let_go_told;
	bool more_offered, more_had;
	int eased_off;    /* times told */
	bool ended_eased; /* the second time ended the hold */
	bool nearby;
	bool touched;
	bool rated_in_find;
	int sore_before, sore_now, sore_after;
	int twitches;
};

enum due_kind {
	DUE_NOTHING,
	DUE_ISSUE,
	DUE_FIRE,
	DUE_BREATH,
	DUE_AHEAD_ISSUE,
	DUE_AHEAD_BREATH,
	DUE_NOTICE_OVER,
	DUE_END,
	DUE_ASK_AGAIN,
	DUE_PASS,
	DUE_LEAVE,
	DUE_FORGOTTEN
};

/* What comes next: when, and at which play time (of those that the play clock drives). */
struct due {
	enum due_kind kind;
	struct mono at;
	int64_t u;
};

/* Cues and breaths of one segment that are still to come. */
struct cursor {
	int segment;    /* -1: none */
	size_t issue;   /* next cue to hand over: index into player.cue_order */
	size_t fire;    /* next cue to sound */
	int64_t breath; /* next breath phase to hand over, ms since the first in-breath; INT64_MAX none */
};

struct player {
	const struct plan *plan;
	struct person who;
	struct player_options o;
	bool goes_on; /* an earlier run's session, from `start` */
	int start;
	enum player_state state;
	enum player_state pause_under; /* what PAUSED lies over */
	enum player_state quit_under;  /* what QUIT lies over */
	enum pause_why pause_why;
	bool after; /* PAIN after the steps */

	/* time */
	struct mono now;      /* where the simulation is: the last step, or a due moment before it */
	struct mono step_now; /* the step's own */
	int64_t u;            /* play time at `now` */
	bool runs;
	struct mono anchor; /* real moment and play time when the clock last started or stopped */
	int64_t anchor_u;
	int64_t stood_ns;     /* real time in which the clock stood, up to the anchor */
	int64_t settled_u;    /* play time up to which it was booked to hold, tool and walk */
	struct mono since;    /* the state began, the question was put */
	int64_t slept_ns;     /* of a pause, that no clock saw */
	struct mono ask_due;  /* WAIT: asks again */
	int asked_again;      /* so often, in the whole session */
	struct mono digit_at; /* ns 0: no digit to the question yet */

	/* position */
	int segment;    /* nsegments: past the last */
	bool fresh;     /* `segment` is where to go on, not yet begun */
	bool begun;     /* any segment has */
	bool *done;     /* of the plan's segments: passed, not to be played again */
	bool by_keys;   /* legs were swapped, or presses moved: done is kept by key, not by order */
	int64_t from_u; /* play time at which `elapsed_u` held */
	int64_t elapsed_u;
	int64_t len_ms;               /* of the segment, as decided now */
	int64_t walk_from_u, walk_ms; /* WALK, REFIND: their begin and length */
	struct mono back_at;

	struct live_press press;
	int presses_begun;
	int untouched; /* holds in a row */
	struct {
		int presses;
		int64_t held_u;
	} had[SITE_MOST][2]; /* this session, presses over */
	int64_t stretch_u;   /* on the tool without two minutes of walking */
	int64_t walked_u;    /* unbroken walking */
	int64_t held_u[2];

	/* cues */
	size_t *cue_order; /* cues of the plan by segment */
	size_t *cue_first; /* nsegments + 1 */
	uint32_t *cue_id;  /* by place in cue_order: as handed over; 0 not, CUE_LATE dropped */
	uint32_t last_cue_id;
	struct cursor cursor, ahead;
	struct mono breath_until; /* last breath handed over sounds from here on */

	struct effect *queue;
	size_t nqueue, queue_cap, queue_head;

	enum notice notice;
	int notice_value;
	struct mono notice_at;
	bool notice_new;                /* told by the event that is being dealt with */
	enum player_state notice_state; /* what that event led to: a notice goes with it */
	int notice_segment;
	struct mono entered; /* when state and segment became what they are */
	enum player_state entered_state;
	int entered_segment;
	struct mono let_go; /* when the spot being pressed did; ns 0: it has not */

	bool one; /* the last event was a digit 1: a quick 0 makes it a ten */
	struct mono one_at;
	struct live_press before_one; /* a press as it was before it */

	struct player_result *results;
	size_t nresults, results_cap;
	enum session_outcome outcome;
	int ended_segment; /* where the steps were left; nsegments: played to the end */
	int64_t ended_at_ms;
	uint64_t stopped_unit; /* AFTER_STOP: the press that was stopped */
	bool nearby_offered;   /* AFTER_STOP offers 5 cm away */
	bool numb_asked;       /* a press was stopped for sharp or numb: ask after the session */
	int numb_after;
	int pain_before, pain_after, rating;
	uint64_t changed;
};

#define CUE_LATE UINT32_MAX

/* player.c */
void player_release(struct player *p); /* what it holds */

/* player_time.c */
int64_t player_units_at(const struct player *p, struct mono t);
struct mono player_real(const struct player *p, int64_t u); /* first ns at which play time is u */
int64_t player_scaled_ns(const struct player *p, int64_t plan_ms);
void player_clock_start(struct player *p);
void player_clock_stop(struct player *p);
void player_settle(struct player *p);    /* books play time up to p->u */
void player_hold_time(struct player *p); /* books, and the segment's time stands from here on */
void player_since_now(struct player *p); /* a state, a question or a pause begins */
int64_t player_elapsed_u(const struct player *p, int64_t u); /* of the segment, at play time u */
int64_t player_elapsed_ms(const struct player *p);
int64_t player_elapsed_up_ms(const struct player *p); /* the same, rounded up */
int64_t player_end_u(const struct player *p);         /* of the segment, the walk or the refind */
bool player_end_firm(const struct player *p);         /* whether the segment will end by itself */
struct due player_next_due(const struct player *p);
void player_on_due(struct player *p, struct due d);
void player_refind_over(struct player *p);

/* player_cues.c */
struct effect *player_emit(struct player *p, enum effect_kind kind);
void player_tell(struct player *p, enum notice n, int value);
void player_sound(struct player *p, enum sound s, enum cue_kind kind, const char *say);
void player_cues_index(struct player *p);
void player_cues_begin(struct player *p);  /* of the segment just begun */
void player_cues_resume(struct player *p); /* after a jump within the plan's own time */
/* After a pause: says the line of the step once more, if there is time for it before the next. */
void player_line_again(struct player *p);
void player_cues_moved(struct player *p); /* the segment's end has */
void player_cues_cancel(struct player *p, bool always);
const char *player_said(const struct player *p, int64_t elapsed_ms); /* by the author's last cue; NULL */
int64_t player_breaths(const struct player *p, int segment);         /* whole breaths paced in it */
struct due player_cues_due(const struct player *p);
void player_cues_on_due(struct player *p, struct due d);

/* player_press.c */
const struct segment *player_segment(const struct player *p); /* NULL past the last */
bool player_in_hold(const struct player *p);
enum notice player_press_refused(const struct player *p, int press); /* NOTICE_NONE: it may start */
bool player_needs_walk(const struct player *p, int press, int64_t later_ms);
void player_press_begin(struct player *p, int press);
void player_press_end(struct player *p, enum hold_outcome how, enum stop_why why);
void player_hold_trim(struct player *p);
enum hold_outcome player_press_outcome(const struct player *p);
int64_t player_hold_length(struct player *p);
bool player_hold_fits(const struct player *p, int64_t more_ms);
void player_hold_over(struct player *p); /* its time is over: offers more */
void player_let_go(struct player *p);
void player_rate_sore(struct player *p, int value);
void player_unrate_one(struct player *p); /* the press as it was before the digit 1 */
void player_end_eased(struct player *p);
void player_longer(struct player *p);
void player_shorter(struct player *p);
/* Of the press in progress in a plan read again: whether what follows segment `n` of it there has room in the time
 * on the tool; how long the segment that runs may last, at most `len_ms`; its figures are the new plan's. */
bool player_press_ends_in_time(const struct player *p, const struct plan *plan, int n);
int64_t player_press_fit(const struct player *p, int64_t len_ms);
void player_press_moved(struct player *p);

/* player_move.c */
void player_begin(struct player *p); /* the first segment */
void player_enter(struct player *p, int n);
int player_following(const struct player *p); /* first segment not done */
void player_go_next(struct player *p);
void player_end_segment(struct player *p);
void player_walk_over(struct player *p);
void player_skip(struct player *p);
void player_back(struct player *p);
void player_jump(struct player *p, int n);
void player_swap(struct player *p);
void player_place(struct player *p, int n); /* goes there, or stays paused there */
void player_leave_press(struct player *p);  /* by choice: n, j, p, q */
void player_tell_position(struct player *p);

/* player_ask.c */
void player_ask(struct player *p, enum player_state s);
void player_asked_digit(struct player *p, int value);
void player_pass(struct player *p);
void player_pause(struct player *p, enum pause_why why);
void player_resume(struct player *p);
void player_suspend(struct player *p, int64_t ms);
void player_stop(struct player *p);
void player_stop_answer(struct player *p, int why);
void player_after_stop(struct player *p, int choice);
void player_numb_answer(struct player *p, int value);
void player_quit(struct player *p);
void player_quit_answer(struct player *p, int yes);
void player_steps_over(struct player *p, enum session_outcome how);
void player_interrupt(struct player *p);
void player_forgotten(struct player *p);
void player_summary(struct player *p);

#endif
