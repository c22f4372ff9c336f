/* The player: plays a plan as a state machine. It knows no clock, screen, sound or file: events
 * and `now` go in, effects come out, a snapshot tells what to show. One thread. The plan, the
 * routine and the atlas must outlive it. State table: top of player.c.
 *
 * Time. Plan time runs at `speed`; every due moment is computed from the moment its segment began,
 * never by adding ticks, so lateness cannot grow. Effects carry the moment they were due. */
#ifndef UNKNOT_CORE_PLAYER_H
#define UNKNOT_CORE_PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/duration.h"
#include "core/plan.h"
#include "core/record.h"

struct player;

/* How a place did in this session, for the summary. */
struct player_result {
	const struct site *site;
	enum leg leg;
	enum hold_outcome outcome;
	enum stop_why why;
	int sore_before, sore_after;
	int64_t held_ms;
};

/* What an earlier run of the same session left behind, for one that goes on. */
struct player_past {
	int segment;                         /* where: one inside a press stands for its beginning */
	int pain_before;                     /* RATING_UNKNOWN; it is not asked again */
	int64_t active_ms;                   /* played */
	int64_t stretch_ms;                  /* on the tool since the last two minutes without */
	const struct player_result *results; /* of the presses, in order; the person knows of them already */
	size_t nresults;
};

struct player_options {
	int32_t speed_milli; /* 1000 is real time; 500 .. 240000 */
	bool hands_free;
	bool find_passes;               /* a find does not wait for the person */
	bool ask_pain;                  /* ask pain now before and after (true in a session) */
	bool rehearsal;                 /* at any speed; else what is not in real time is one */
	const struct player_past *past; /* NULL: a session from its beginning. Read by player_new() alone */
};

enum player_state {
	PLAYER_READY,      /* before the first event */
	PLAYER_PAIN,       /* asks pain now, before or after (snapshot.after tells) */
	PLAYER_RUN,        /* a segment's time runs */
	PLAYER_WAIT,       /* its time is over, it waits for the person: find, say with wait */
	PLAYER_ASK,        /* a `rate` step asks; the clock stands still */
	PLAYER_WALK,       /* two minutes of walking put in before a hold that would pass the tool cap */
	PLAYER_PAUSED,     /* by key, by "still there?", by a gap */
	PLAYER_REFIND,     /* the 5 s find after a pause of 10 s in find, sink or hold */
	PLAYER_STOPPED,    /* a press was stopped; asks why */
	PLAYER_AFTER_STOP, /* after a stop sign or something else: offers next, 5 cm away, or end */
	PLAYER_NUMB,       /* after such a session: numb or weak for over ten minutes? */
	PLAYER_QUIT,       /* asks whether to end the session */
	PLAYER_SUMMARY,    /* the session is over, its result is shown */
	PLAYER_ENDED,      /* nothing more will happen */
	PLAYER_STATES
};

/* Why a session is paused. */
enum pause_why { PAUSE_KEY, PAUSE_STILL_THERE, PAUSE_GAP, PAUSE_SUSPEND };

enum player_event_kind {
	EV_TICK, /* time has passed; nothing else */
	EV_START,
	EV_GO_ON, /* Enter */
	EV_PAUSE, /* toggles */
	EV_STOP,
	EV_SKIP,
	EV_BACK,
	EV_JUMP, /* value: segment to go to */
	EV_RATE, /* value: 0-10 */
	EV_SORER,
	EV_EASIER, /* the last rating one up or down */
	EV_TWITCH,
	EV_MORE,
	EV_LESS,
	EV_SWAP,
	EV_ANSWER,    /* value: choice in STOPPED (enum stop_why), AFTER_STOP (enum after_stop),
	                 NUMB and QUIT (1 yes, 0 no) */
	EV_QUIT,      /* q; asks */
	EV_INTERRUPT, /* leave at once: a second Ctrl-C, a signal, a hang-up */
	EV_SUSPEND,   /* the machine slept or the program was stopped; value: ms, as far as known */
	PLAYER_EVENTS
};

enum after_stop { AFTER_NEARBY, AFTER_NEXT, AFTER_END };

struct player_event {
	enum player_event_kind kind;
	int value;
};

enum effect_kind {
	FX_SEGMENT, /* a segment began (also again, after back) */
	FX_CUE,     /* hand this cue to the engine now; it is due at `due` (up to 250 ms ahead) */
	FX_CUE_DUE, /* the same cue is due: it sounds */
	FX_BREATH,  /* a breath phase begins at `due`: breath sound of `length_ms` real ms */
	FX_CANCEL,  /* cues and breaths handed over that have not sounded must not */
	FX_HOLD,    /* a press is over: `hold` holds its row, to be committed at once */
	FX_RATING,  /* a digit was given */
	FX_PAUSE,
	FX_RESUME,
	FX_STOP,
	FX_NOTICE,   /* something to tell the person: `notice` */
	FX_REPLAN,   /* what is known has changed (a rating, a closed place, swapped legs): compile
	                 the plan again with player_person() and hand it to player_replan() */
	FX_POSITION, /* position in the open session, to be recorded */
	FX_END,      /* the session is over: `session` holds its outcome and figures */
	EFFECT_KINDS
};

/* What the program tells the person about what it did; the words are the view's. */
enum notice {
	NOTICE_NONE,
	NOTICE_EASE_OFF,
	NOTICE_LIGHTER,
	NOTICE_PAUSED_EASE_OFF,
	NOTICE_STILL_THERE,
	NOTICE_GAP,
	NOTICE_WALK_PUT_IN,
	NOTICE_SHARE_HAD,
	NOTICE_ANOTHER_DAY,
	NOTICE_LET_GO,
	NOTICE_ENDS_WITH_BREATH,
	NOTICE_ENDS_AT_LOWER,
	NOTICE_MORE_OFFERED,
	NOTICE_MORE_TAKEN,
	NOTICE_CAP,
	NOTICE_SWAPPED,
	NOTICE_NO_SWAP_NOW,
	NOTICE_NOTHING_TO_SWAP,
	NOTICE_TWITCH,
	NOTICE_RATED,
	NOTICE_PAIN_NOW,
	NOTICE_ONE_MORE_BREATH,
	NOTICE_ONE_LESS_BREATH,
	NOTICE_SKIPPED,
	NOTICE_TEN_MORE,
	NOTICE_TEN_LESS,
	NOTICE_BACK,
	NOTICE_WORSE_LEG,
	NOTICE_PLACE_CLOSED,
	NOTICE_FORGOTTEN,
	NOTICE_WHICH,
	NOTICES
};

struct effect {
	enum effect_kind kind;
	struct mono due; /* when it was due */
	int64_t at_ms;   /* plan time (as in `show`) it belongs to */
	int segment;     /* -1 for none */
	enum leg leg;
	const struct site *site;
	enum phase phase;
	/* FX_CUE, FX_CUE_DUE */
	uint32_t cue_id; /* the same in both, unique in a session */
	enum sound sound;
	const char *say;   /* as struct cue has it */
	int64_t say_ms;    /* real ms that the line may take; 0: any */
	const char *shown; /* likewise */
	enum cue_kind cue_kind;
	/* FX_BREATH */
	enum breath_phase breath;
	int64_t length_ms;
	/* FX_RATING: what and value; FX_NOTICE: value as the notice needs it */
	const char *what;
	int value;
	enum notice notice;
	enum stop_why why;          /* FX_STOP */
	struct mono began;          /* FX_HOLD: when the press began */
	struct hold_row hold;       /* FX_HOLD; `session`, `when` are the loop's to fill; FX_RATING: its n is
	                         the press that was rated, -1 for none */
	struct session_row session; /* FX_END: outcome, figures, pains; FX_POSITION: segment, leg,
	                               at_ms, active_ms; the rest is the loop's */
};

/* Fixed room; if one step would overflow it, player_step() returns early with the event consumed
 * and `more` set: dispatch, empty it, and step again with EV_TICK and the same now. */
enum { EFFECTS_MOST = 16 };

struct effects {
	struct effect e[EFFECTS_MOST];
	int n;
	bool more;
};

/* A player for a plan, not started. Never fails. Free with player_free(). */
struct player *player_new(const struct plan *plan, const struct person *who, struct player_options o);
void player_free(struct player *p); /* NULL does nothing */

/* What is spoken beside a place that was stopped, in the stead of the plan's line: translated, static. */
const char *player_nearby_line(void);

/* Takes one event at `now` (never before the last one) and appends effects, oldest first. A stop
 * is honoured in the same step in every state where a press runs. A step that comes over 2 s after
 * player_deadline() while time runs pauses the session where something was due, and of its event
 * only stop, quit, interrupt and suspend are heeded; a smaller lateness runs every boundary in
 * order and drops cues older than 250 ms. */
void player_step(struct player *p, struct player_event ev, struct mono now, struct effects *out);

/* When something changes without input; MONO_NEVER if nothing will. Never in the past of the last
 * step unless `more` was set. */
struct mono player_deadline(const struct player *p);

/* What is known now: the person as given, with this session's ratings, presses and closed places,
 * and how far the plan was played. For compiling the plan again after FX_REPLAN, while the old plan
 * still lives. */
struct person player_person(const struct player *p);

/* Goes on with `plan`, compiled from the same routine for player_person(). What lies behind is
 * kept; the current segment is found by its key, and if it is no longer there its press is over and
 * the session goes on behind it. The old plan may be freed afterwards. */
void player_replan(struct player *p, const struct plan *plan);

/* Where a session stands in the plan of its routine read again. */
enum player_reloaded {
	RELOADED_HERE, /* in the same step, where it was */
	RELOADED_ANEW, /* in the same step, but at its beginning: it is at another place, or of another kind */
	RELOADED_ON,   /* what it was at is gone: behind what came before that */
	RELOADED_OVER  /* nothing is left of it */
};

/* While paused: goes over to the plan of the routine as its file was saved meanwhile, and stays paused. `plan` is
 * laid out for the person as the session began, with the legs in the order of player_person(); the place of a press
 * in progress, where a step picked it, is set in it. The step is found as by plan_keep(), the press in
 * progress goes on if it is at the same place, else it is over; what comes before counts as passed, but for presses
 * that were still to come and have only been moved there: they come next. What was done to each place stays known, by
 * its id. Then compile for player_person() and call player_replan(), as after FX_REPLAN; the old plan may be freed,
 * the old routine not, since results may be at places of its own. Effects come with the next step. */
enum player_reloaded player_reload(struct player *p, struct plan *plan);

/* A file is saved again before the session goes on, and what the save before took out may be back: each save is
 * looked up from where the pause began. player_copy() of a paused player without effects in it is kept, with its
 * plan, while no event but EV_TICK comes; before the next player_reload() player_restore() makes `p` what it was
 * then. A press that was over meanwhile is in progress again: its row, with the same n, comes once more and
 * takes the place of the one before. Free the copy with player_free(). */
struct player *player_copy(const struct player *p);
void player_restore(struct player *p, const struct player *kept);

/* All that a screen may show; numbers, no words of its own. Pointers are into the plan. */
struct player_snapshot {
	enum player_state state;
	enum player_state under; /* what PAUSED, QUIT or STOPPED lies over; else equal to state */
	enum pause_why pause_why;
	bool after; /* PAIN: the one after the steps */
	bool hands_free;
	int32_t speed_milli;
	bool rehearsal; /* at any speed; what is not in real time always is one */
	int segment; /* current; nsegments after the last */
	int next;    /* first segment of the next thing to do; nsegments for none */
	const bool *done; /* of the plan's segments: passed; owned by the player, good as long as the plan */
	enum phase phase;
	enum leg leg;
	const struct site *site;               /* of the press, as it is now */
	bool stoppable;                        /* a press runs, paused or not: EV_STOP ends it */
	int press, presses;                    /* this press and all of the plan, from 1; 0 outside a press */
	int64_t at_ms;                         /* plan time as in `show`, untouched by what was made longer */
	int64_t elapsed_ms;                    /* plan ms in the segment (in WALK: in the walk) */
	int64_t length_ms;                     /* of the segment, as it will be if nothing is pressed */
	int64_t left_ms;                       /* length - elapsed, never negative */
	int64_t total_left_ms;                 /* to the end of the session */
	int64_t session_ms, session_length_ms; /* for a bar: played, and played + left */
	bool elastic;                          /* may end early once let go */
	bool lower_passed;                     /* its lower figure has passed */
	bool ends_with_breath;                 /* "it let go" was said; pressed again ends now */
	bool more_offered;                     /* + takes thirty seconds more */
	bool eased_off;                        /* told to ease off once in this press */
	bool nearby;                           /* a press 5 cm beside the place, at 3/10 */
	struct pressure pressure;              /* target now */
	struct breath_now breath;              /* BREATH_NONE where nothing is paced */
	int64_t breaths;                       /* whole breaths of the segment */
	int turns, turns_all;                  /* of the knot: out-breaths done in the hold, and all of it */
	bool released;
	int sore_before, sore_now; /* of this place in this press; RATING_UNKNOWN */
	int last_sore;             /* the rating before that, any session; RATING_UNKNOWN */
	int pain_before, pain_after;
	const char *said; /* what the author's last cue in this segment shows; NULL */
	int twitches;
	int rating;         /* last digit given while asked; RATING_UNKNOWN */
	int64_t asked_ms;   /* real ms since the question was put */
	int asked_again;    /* WAIT: grows each time that it asks again */
	int64_t entered_ms; /* real ms since state and segment became what they are */
	int64_t let_go_ms;  /* real ms since this spot let go; -1 if it has not */
	enum notice notice; /* newest, until 4 s have passed or its state or segment is left */
	int notice_value;
	enum leg worse;
	const struct player_result *results; /* of the presses done, in order; owned by the player,
	                                        good until the next step */
	size_t nresults;
	enum session_outcome outcome; /* SUMMARY, ENDED */
	int numb_after;               /* a leg numb or weak for over ten minutes: 0 no, 1 yes, -1 not asked */
	int64_t held_ms[2];           /* by leg */
	bool nearby_offered;          /* AFTER_STOP: 5 cm beside may be tried (enum after_stop) */
	int64_t stood_ns;             /* real time since the start in which nothing ran; played and stood
	                             together are all that has passed */
	uint64_t changed;             /* grows with each change that is not time passing */
};

struct player_snapshot player_snapshot(const struct player *p, struct mono now);

/* Word of a state for tests and logs: "run". */
const char *player_state_name(enum player_state s);
const char *player_event_name(enum player_event_kind k);

#endif
