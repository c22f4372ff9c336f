/* The scenes that the golden screens, the property test and the pictures share. */
#ifndef UNKNOT_TESTS_VIEW_SCENES_H
#define UNKNOT_TESTS_VIEW_SCENES_H

#include "view/screens/choices.h"
#include "record_year.h"
#include "view/screens/gate.h"
#include "view/screens/help.h"
#include "view/screens/home.h"
#include "view/screens/jump.h"
#include "view/screens/learn.h"
#include "view/screens/lookback.h"
#include "view/screens/message.h"
#include "view/screens/picker.h"
#include "view/screens/play.h"
#include "view/screens/preview.h"
#include "view/screens/relief_page.h"
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
	fixture_stages(f);
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

/* `saved`: what is said of the routine's file having been saved; NULL: it was not. */
static inline void scene_play(struct canvas *c, const struct fixture *f, struct player_snapshot s, const char *saved,
			      enum style saved_style)
{
	struct play_model m = fixture_model(f, s);

	m.progress = &f->progress;
	m.saved = saved;
	m.saved_style = saved_style;
	play_draw(c, &m);
}

static inline void scene_home(struct canvas *c, const struct fixture *f, bool first, bool rest)
{
	static struct session_row rows[3];
	static struct record record;
	struct today today = {.routine = "out-of-the-car", .why = "You drove yesterday, and the thighs had a day of rest.", .tomorrow = false};
	struct card cards[] = {{"first-sitting", &f->plan, NULL}, {"out-of-the-car", &f->plan, NULL},
			       {"my-own", NULL, "my-own.yaml has 2 errors. unknot check my-own.yaml shows them."}};
	const struct wall now = fixture_now;
	struct person who = f->who;
	struct home_model m = {.cards = cards, .ncards = 3, .today = &today, .record = &record, .atlas = &f->atlas,
			       .who = &who, .progress = &f->progress, .now = now, .set = &f->set};
	struct progress none = {.days = 0};

	for (int i = 0; i < 2 * SITES_BUILT_IN; i++)
		who.place[i / 2][i % 2] = (struct place_state){
			.sore = -1, .last_day = INT64_MIN, .stage = first ? STAGE_UNKNOWN : f->progress.place[i / 2][i % 2].stage};
	for (int i = 0; i < 3; i++)
		rows[i] = (struct session_row){.title = "Out of the car", .started = {now.ms - (3 - i) * 86400000LL, 0},
					       .outcome = i == 1 ? SESSION_ENDED_EARLY : SESSION_DONE,
					       .pain_before = 5, .pain_after = i == 1 ? RATING_UNKNOWN : 3};
	record = (struct record){.sessions = rows, .nsessions = first ? 0 : 3};
	if (first)
		m.progress = &none;
	if (rest) {
		today = (struct today){.routine = "out-of-the-car",
				       .why = "You pressed yesterday; until you say how the legs feel today, every other day "
					      "is the safe pace.",
				       .tomorrow = true,
				       .rest = true,
				       .instead = "A walk suits the day, or a few minutes of slow breathing in the evening."};
	} else if (!first) {
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

/* What the diagnostics of the preview are about: two errors, one far to the right of a wide line, and a warning. */
static inline struct diag *scene_faults(bool bad)
{
	static const char text[] = "unknot: 1\n"
				   "title: Out of the car\n"
				   "steps:\n"
				   "  - hold: thigh-outer-midle\n"
				   "  - say: Lean in a little more as you breathe out, and let the weight of the leg do the "
				   "work for <side>.\n"
				   "  - walk: 45s\n";
	static struct diag *diag;
	struct diag_entry *e;
	uint16_t file;

	diag_free(diag);
	diag = diag_new();
	file = diag_source(diag, "out-of-the-car.yaml", text, sizeof text - 1);
	if (!bad)
		return diag;
	e = diag_add(diag, DIAG_ERROR, "site", (struct span){file, 4, 11, 4, 28}, "there is no site \"thigh-outer-midle\"");
	diag_hint(diag, e, "did you mean \"thigh-outer-middle\"?");
	e = diag_add(diag, DIAG_ERROR, "placeholder", (struct span){file, 5, 92, 5, 98}, "<side> has no meaning here");
	diag_hint(diag, e, "use <leg>, <site>, <muscle>, <time> or <breaths>");
	diag_add(diag, DIAG_WARNING, "suits", (struct span){file, 2, 1, 2, 6}, "nothing says whom it suits, and whom not");
	return diag;
}

static inline void scene_preview(struct canvas *c, const struct fixture *f, const char *name)
{
	bool bad = strcmp(name, "preview") != 0;
	struct preview_model m = {.name = "out-of-the-car.yaml",
				  .plan = strcmp(name, "preview-never") != 0 ? &f->plan : NULL,
				  .atlas = &f->atlas,
				  .who = &f->who,
				  .set = &f->set,
				  .diag = scene_faults(bad),
				  .heard_ms = -1,
				  .selected = 3,
				  .speed = PREVIEW_SPEED,
				  .page = strcmp(name, "preview-faults") != 0 ? PREVIEW_PLAN : PREVIEW_FAULTS};

	preview_draw(c, &m);
}

/* One for sitting and one for driving; nobody has written one for running. */
static inline void scene_relief(struct canvas *c, const struct fixture *f)
{
	struct card cards[] = {{"up-from-the-desk", &f->plan, NULL}, {"out-of-the-car", &f->plan, NULL}};
	struct relief_page m = {.cards = cards, .card = {0, 1, -1}, .selected = AFTER_DRIVING};

	relief_page_draw(c, &m);
}

/* Zones as the atlas has them: those of the fixture are too few to be told apart. */
static inline void scene_learn(struct canvas *c, const struct fixture *f, const char *page, bool list, int top)
{
	static const struct zone zones[] = {
		{"N1", "hollow of the knee", "an artery, a vein and two nerves lie just under the skin there",
		 {{PART_THIGH, 0.88, 1, -1, 1}, {PART_CALF, 0, 0.12, -1, 1}}, 2},
		{"N2", "under the buttock, outer half", "the sciatic nerve comes out from under the muscle there",
		 {{PART_THIGH, 0, 0.15, 0, 1}, {PART_BUTTOCK, 0.72, 1, 0.15, 0.7}}, 2},
		{"N3", "outer side below the knee", "a nerve that lifts the foot runs over bare bone there",
		 {{PART_CALF, 0, 0.18, 0.6, 1}}, 1},
		{"N4", "bone and tendon", "pressing the sit bone, the tailbone, the hip point or the tendon feeds tendon pain",
		 {{PART_THIGH, 0, 0.12, -1, 1}, {PART_BUTTOCK, 0.93, 1, -1, 1}, {PART_BUTTOCK, 0.45, 0.93, -1, -0.85},
		  {PART_BUTTOCK, 0.6, 0.86, 0.75, 1}}, 4},
		{"N5", "heel cord and ankle", "a tendon lies there, and a nerve behind the inner ankle",
		 {{PART_CALF, 0.8, 1, -1, 1}}, 1},
		{"N6", "inner thigh, forward of the side seam", "the great vessels and the nerve of the thigh run there",
		 {{PART_THIGH, 0, 1, -1, -0.9}}, 1},
		{"N7", "veins, lumps, bruises, wounds",
		 "varicose veins and anything swollen, broken or bruised is left alone, wherever it is", {{0}}, 0},
	};
	struct atlas atlas = f->atlas;
	struct learn_model m = learn_open(&atlas, &f->set, page);

	atlas.nzones = sizeof zones / sizeof *zones;
	memcpy(atlas.zone, zones, sizeof zones);
	m.open = !list;
	m.top = top;
	learn_draw(c, &m);
}

/* Looking back on so many days, made once: those days are always the same. */
static inline void scene_lookback(struct canvas *c, const struct fixture *f, enum lookback_page page, int days)
{
	static struct record_year year;
	static struct stats *stats;
	static int made = -1;
	struct lookback_model m = {.record = &year.r, .atlas = &f->atlas, .set = &f->set, .page = page,
				   .selected = page >= LOOKBACK_PLACES ? 2 : 0};

	if (made != days) {
		stats_free(stats);
		record_year_init(&year, days);
		if (!days)
			year.r.nchoices = 0;
		stats = stats_of(&year.r, INT64_MIN, INT64_MAX);
		made = days;
	}
	m.stats = stats;
	lookback_draw(c, &m);
}

static const struct {
	const char *name;
	enum lookback_page page;
	int days;
} lookback_scenes[] = {
	{"look-pain", LOOKBACK_PAIN, YEAR_DAYS},	 {"look-measures", LOOKBACK_MEASURES, YEAR_DAYS},
	{"look-days", LOOKBACK_DAYS, YEAR_DAYS},	 {"look-map", LOOKBACK_MAP, YEAR_DAYS},
	{"look-places", LOOKBACK_PLACES, YEAR_DAYS},	 {"look-sessions", LOOKBACK_SESSIONS, YEAR_DAYS},
	{"look-pain-none", LOOKBACK_PAIN, 0},		 {"look-pain-one", LOOKBACK_PAIN, 1},
	{"look-days-one", LOOKBACK_DAYS, 1},		 {"look-places-one", LOOKBACK_PLACES, 1},
};

static const char *const scene_names[] = {
	"home", "rest-day", "first-start", "relief", "picker", "pain", "find", "hold", "rehearsal", "let-go", "rest", "rate", "wait", "pause", "pause-saved", "pause-bad-save", "walk",
	"refind", "stop", "after-stop", "numb", "quit", "breathe", "stretch", "walking", "move", "summary", "summary-settling", "summary-stopped", "help",
	"gate-fall", "gate-emergency", "gate-clinician", "gate-ask-first", "gate-gentle", "gate-line", "gate-calf",
	"gate-sore", "gate-bruise", "gate-rest", "gate-nerve", "gate-checked", "gate-help-now", "gate-not-today",
	"gate-numb", "jump", "message",
	"learn", "learn-page", "learn-scale", "learn-zones", "learn-ask-end", "choices",
	"look-pain", "look-measures", "look-days", "look-map", "look-places", "look-sessions", "look-pain-none",
	"look-pain-one", "look-days-one", "look-places-one",
	"preview", "preview-bad", "preview-never", "preview-faults",
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
	about.screening.page[PAGE_CLINICIAN] =
		(struct screening_answer){.said = fixture_now, .standing = 1u << 8 | 1u << 9};
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
	for (size_t i = 0; i < sizeof lookback_scenes / sizeof *lookback_scenes; i++) {
		if (scene_is(name, lookback_scenes[i].name)) {
			scene_lookback(c, f, lookback_scenes[i].page, lookback_scenes[i].days);
			return true;
		}
	}
	if (scene_is(name, "home") || scene_is(name, "first-start") || scene_is(name, "rest-day")) {
		scene_home(c, f, name[0] == 'f', name[0] == 'r');
	} else if (scene_is(name, "relief")) {
		scene_relief(c, f);
	} else if (scene_is(name, "picker")) {
		scene_picker(c, f);
	} else if (!strncmp(name, "preview", 7)) {
		scene_preview(c, f, name);
	} else if (scene_is(name, "choices")) {
		struct choices_model m = choices_open(&f->progress);

		m.selected = 2;
		choices_draw(c, &m);
	} else if (scene_is(name, "help")) {
		help_draw(c, &(struct help_model){0});
	} else if (scene_gate(name) != GATE_OPEN) {
		struct gate_model m = scene_gate_model(scene_gate(name), f);

		gate_draw(c, &m);
	} else if (scene_is(name, "learn")) {
		scene_learn(c, f, "evidence", true, 0);
	} else if (scene_is(name, "learn-page")) {
		scene_learn(c, f, "stop", false, 0);
	} else if (scene_is(name, "learn-scale")) {
		scene_learn(c, f, "scale", false, 0);
	} else if (scene_is(name, "learn-zones")) {
		scene_learn(c, f, "zones", false, 0);
	} else if (scene_is(name, "learn-ask-end")) {
		scene_learn(c, f, "ask", false, INT16_MAX);
	} else if (scene_is(name, "jump")) {
		struct jump_model m = jump_open(&f->plan, SEG_HOLD, NULL, true);

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
		{"pause-saved", PLAYER_PAUSED, SEG_HOLD}, {"pause-bad-save", PLAYER_PAUSED, SEG_HOLD},
		{"walk", PLAYER_WALK, SEG_FIND}, {"refind", PLAYER_REFIND, SEG_HOLD}, {"stop", PLAYER_STOPPED, SEG_HOLD},
		{"after-stop", PLAYER_AFTER_STOP, SEG_HOLD}, {"numb", PLAYER_NUMB, SEG_STRETCH},
		{"quit", PLAYER_QUIT, SEG_HOLD}, {"breathe", PLAYER_RUN, SEG_BREATHE}, {"stretch", PLAYER_RUN, SEG_STRETCH},
		{"walking", PLAYER_RUN, SEG_WALK}, {"move", PLAYER_RUN, SEG_STRETCH},
	};
	struct player_snapshot s = scene_hold(f);

	if (scene_is(name, "summary"))
		return scene_over(f, SESSION_DONE);
	if (scene_is(name, "summary-settling")) {
		s = scene_over(f, SESSION_DONE);
		s.entered_ms = 650;
		f->before.place[1][0].stage = f->before.place[3][1].stage = STAGE_SORE;
		f->progress.trail.step[f->progress.trail.today] = TRAIL_TODAY;
		return s;
	}
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
	s.rehearsal = scene_is(name, "rehearsal");
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

	if (scene_is(name, "pause-saved"))
		scene_play(c, f, s, "The routine was saved and read again: still at step 3.", STYLE_GOOD);
	else if (scene_is(name, "pause-bad-save"))
		scene_play(c, f, s,
			   "Line 14: a press over 2m bruises more than it helps: a spot that has not let go by "
			   "then can wait for another day. The routine goes on as it was.",
			   STYLE_WARN);
	else
		scene_play(c, f, s, NULL, STYLE_PLAIN);
}

#endif
