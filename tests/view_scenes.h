/* The scenes that the golden screens, the property test and the pictures share. */
#ifndef UNKNOT_TESTS_VIEW_SCENES_H
#define UNKNOT_TESTS_VIEW_SCENES_H

#include "view/screens/gate.h"
#include "view/screens/help.h"
#include "view/screens/home.h"
#include "view/screens/jump.h"
#include "view/screens/message.h"
#include "view/screens/picker.h"
#include "view/screens/play.h"
#include "view_fixture.h"

enum { SEG_WALK = 0, SEG_BREATHE = 1, SEG_FIND = 2, SEG_HOLD = 4, SEG_EASE = 5, SEG_REST = 6, SEG_STRETCH = 22 };

static inline struct player_snapshot scene_hold(const struct fixture *f)
{
	struct player_snapshot s = fixture_snapshot(f, PLAYER_RUN, SEG_HOLD);

	s.sore_before = 6;
	s.sore_now = 4;
	return s;
}

static inline struct player_snapshot scene_over(struct fixture *f, enum session_outcome o)
{
	struct player_snapshot s = fixture_snapshot(f, PLAYER_SUMMARY, SEG_STRETCH);

	f->result[0] = (struct player_result){&f->atlas.site[1], LEG_LEFT, HOLD_RELEASED, WHY_NONE, 6, 3, 60000};
	f->result[1] = (struct player_result){&f->atlas.site[3], LEG_LEFT, HOLD_FULL, WHY_NONE, 5, 4, 60000};
	f->result[2] = (struct player_result){&f->atlas.site[1], LEG_RIGHT, HOLD_STOPPED, WHY_SHARP, 4, RATING_UNKNOWN, 12000};
	f->result[3] = (struct player_result){&f->atlas.site[3], LEG_RIGHT, HOLD_RELEASED, WHY_NONE, 4, 1, 60000};
	fixture_rate(&f->who, 1, LEG_LEFT, 3);
	fixture_rate(&f->who, 3, LEG_LEFT, 4);
	fixture_rate(&f->who, 3, LEG_RIGHT, 1);
	s.segment = (int)f->plan.nsegments;
	s.next = s.segment;
	s.outcome = o;
	s.results = f->result;
	s.nresults = 4;
	s.pain_before = 5;
	s.pain_after = 3;
	s.held_ms[0] = 120000;
	s.held_ms[1] = 72000;
	return s;
}

static inline void scene_play(struct canvas *c, const struct fixture *f, struct player_snapshot s)
{
	struct play_model m = fixture_model(f, s);

	play_draw(c, &m);
}

static inline void scene_home(struct canvas *c, const struct fixture *f, bool first)
{
	static struct session_row rows[3];
	static struct record record;
	struct today today = {"out-of-the-car", "You drove yesterday, and the thighs had a day of rest.", false};
	struct card cards[] = {{"first-sitting", &f->plan, NULL}, {"out-of-the-car", &f->plan, NULL},
			       {"my-own", NULL, "my-own.yaml has 2 errors. unknot check my-own.yaml shows them."}};
	const struct wall now = {INT64_C(1763800000000), 0};
	struct home_model m = {.cards = cards, .ncards = 3, .today = &today, .record = &record, .atlas = &f->atlas,
			       .who = &f->who, .now = now, .set = &f->set};

	for (int i = 0; i < 3; i++)
		rows[i] = (struct session_row){.title = "Out of the car", .started = {now.ms - (3 - i) * 86400000LL, 0},
					       .outcome = i == 1 ? SESSION_ENDED_EARLY : SESSION_DONE,
					       .pain_before = 5, .pain_after = i == 1 ? RATING_UNKNOWN : 3};
	record = (struct record){.sessions = rows, .nsessions = first ? 0 : 3};
	if (!first) {
		m.open = &rows[2];
		m.open_fits = true;
		m.selected = 2;
		m.open_where = "step 4, left leg";
	}
	home_draw(c, &m);
}

static inline void scene_picker(struct canvas *c, const struct fixture *f)
{
	struct card cards[] = {{"first-sitting", &f->plan, NULL}, {"out-of-the-car", &f->plan, NULL},
			       {"my-own", NULL, "my-own.yaml has 2 errors. unknot check my-own.yaml shows them."}};
	struct picker_model m = {cards, 3, &f->atlas, &f->who, &f->set, 1};

	picker_draw(c, &m);
}

static const char *const scene_names[] = {
	"home", "first-start", "picker", "pain", "find", "hold", "let-go", "rest", "rate", "wait", "pause", "walk",
	"refind", "stop", "after-stop", "numb", "quit", "breathe", "stretch", "walking", "move", "summary", "summary-stopped", "help",
	"gate-fall", "gate-emergency", "gate-clinician", "gate-ask-first", "gate-gentle", "gate-line", "gate-calf",
	"gate-sore", "gate-bruise", "gate-rest", "gate-nerve", "gate-checked", "gate-help-now", "gate-not-today",
	"gate-numb", "jump", "message",
};
enum { SCENES = sizeof scene_names / sizeof *scene_names };

static inline bool scene_is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* The page of the gate that a scene of that name shows; GATE_OPEN for another scene. */
static inline enum gate scene_gate(const char *name)
{
	static const char *const names[GATES] = {
		[GATE_ASK_FALL] = "gate-fall", [GATE_ASK_EMERGENCY] = "gate-emergency",
		[GATE_ASK_CLINICIAN] = "gate-clinician", [GATE_ASK_FIRST] = "gate-ask-first",
		[GATE_TELL_GENTLE] = "gate-gentle", [GATE_ASK_TODAY] = "gate-line", [GATE_ASK_CALF] = "gate-calf",
		[GATE_ASK_SORE] = "gate-sore", [GATE_ASK_BRUISE] = "gate-bruise", [GATE_TELL_REST] = "gate-rest",
		[GATE_TELL_NERVE] = "gate-nerve", [GATE_ASK_CHECKED] = "gate-checked",
		[GATE_EMERGENCY] = "gate-help-now", [GATE_CLINICIAN] = "gate-not-today", [GATE_NUMB] = "gate-numb",
	};

	for (enum gate g = 0; g < GATES; g++)
		if (names[g] && scene_is(name, names[g]))
			return g;
	return GATE_OPEN;
}

/* Marked: the second item of each list. */
static inline struct gate_model scene_gate_model(enum gate g, const struct fixture *f)
{
	struct gate_about about = {.call = "112, 911, 999 or your local number", .day = {5, true, true, 1}};
	struct gate_model m;

	about.screening.ask_first = 1u << 13 | 1u << 16;
	about.screening.standing = 1u << 8 | 1u << 9;
	for (int i = 0; i < 4; i++)
		about.places[about.nplaces++] =
			(struct checkin_place){&f->atlas.site[i / 2 ? 3 : 1], i % 2 ? LEG_RIGHT : LEG_LEFT};
	about.start.done = 1u << GATE_ASK_FALL | 1u << GATE_ASK_EMERGENCY | 1u << GATE_ASK_SORE;
	gate_open(&m, g, &about, (struct mono){0});
	m.marks = m.page.n > 1 ? m.page.bit[1] : 0;
	return m;
}

static inline bool scene_page(struct canvas *c, const char *name, const struct fixture *f)
{
	if (scene_is(name, "home") || scene_is(name, "first-start")) {
		scene_home(c, f, name[0] == 'f');
	} else if (scene_is(name, "picker")) {
		scene_picker(c, f);
	} else if (scene_is(name, "help")) {
		help_draw(c, &(struct help_model){0});
	} else if (scene_gate(name) != GATE_OPEN) {
		struct gate_model m = scene_gate_model(scene_gate(name), f);

		gate_draw(c, &m);
	} else if (scene_is(name, "jump")) {
		struct jump_model m = jump_open(&f->plan, SEG_HOLD, true);

		m.selected++;
		jump_draw(c, &m);
	} else if (scene_is(name, "message")) {
		message_draw(c, &(struct message_model){"The record cannot be written",
							"The disk is full. What you do now is not kept.\n\nMake room and "
							"start again, or go on without a record.",
							STYLE_STOP, 0});
	} else {
		return false;
	}
	return true;
}

static inline struct player_snapshot scene_snapshot(struct fixture *f, const char *name)
{
	static const struct {
		const char *name;
		enum player_state state;
		int segment;
	} states[] = {
		{"pain", PLAYER_PAIN, 0}, {"find", PLAYER_RUN, SEG_FIND}, {"rest", PLAYER_RUN, SEG_REST},
		{"rate", PLAYER_ASK, SEG_BREATHE}, {"wait", PLAYER_WAIT, SEG_FIND}, {"pause", PLAYER_PAUSED, SEG_HOLD},
		{"walk", PLAYER_WALK, SEG_FIND}, {"refind", PLAYER_REFIND, SEG_HOLD}, {"stop", PLAYER_STOPPED, SEG_HOLD},
		{"after-stop", PLAYER_AFTER_STOP, SEG_HOLD}, {"numb", PLAYER_NUMB, SEG_STRETCH},
		{"quit", PLAYER_QUIT, SEG_HOLD}, {"breathe", PLAYER_RUN, SEG_BREATHE}, {"stretch", PLAYER_RUN, SEG_STRETCH},
		{"walking", PLAYER_RUN, SEG_WALK}, {"move", PLAYER_RUN, SEG_STRETCH},
	};
	struct player_snapshot s = scene_hold(f);

	if (scene_is(name, "summary"))
		return scene_over(f, SESSION_DONE);
	if (scene_is(name, "summary-stopped"))
		return scene_over(f, SESSION_STOPPED);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (scene_is(name, states[i].name))
			s = fixture_snapshot(f, states[i].state, states[i].segment);
	}
	if (scene_is(name, "move")) {
		f->segment[SEG_STRETCH].phase = s.phase = PHASE_MOVE;
		f->segment[SEG_STRETCH].reps = 10;
		f->segment[SEG_STRETCH].each_ms = 2000;
		f->segment[SEG_STRETCH].set = 1;
		f->segment[SEG_STRETCH].sets = 3;
		f->segment[SEG_STRETCH].text = "Lift the heel, and set it down slowly.";
	}
	if (scene_is(name, "let-go")) {
		s.released = s.ends_with_breath = true;
		s.let_go_ms = 1000;
		s.notice = NOTICE_ENDS_WITH_BREATH;
	} else if (scene_is(name, "pain") || scene_is(name, "rate")) {
		s.rating = 6;
	} else if (scene_is(name, "find")) {
		s.last_sore = 5;
		s.notice = NOTICE_WORSE_LEG;
	} else if (scene_is(name, "after-stop")) {
		s.nearby_offered = true;
		f->result[0] = (struct player_result){&f->atlas.site[1], LEG_LEFT, HOLD_STOPPED, WHY_SHARP, 6, RATING_UNKNOWN, 12000};
		s.results = f->result;
		s.nresults = 1;
	} else if (scene_is(name, "rest")) {
		s.sore_before = 6;
		s.sore_now = 3;
		s.notice = NOTICE_LET_GO;
	}
	return s;
}

/* Draws a scene on a canvas of any size. `f` is made anew. */
static inline void scene_draw(struct canvas *c, const char *name, struct fixture *f)
{
	fixture_init(f);
	if (scene_page(c, name, f))
		return;
	struct player_snapshot s = scene_snapshot(f, name);

	scene_play(c, f, s);
}

#endif
