/* Keys and time out of a string of bytes, for a session of a shipped routine, or of tests/fuzz/all.yaml, under the
 * watch of player_once.h: a byte is a key as a terminal sends it, or from 0x80 time. Shared by the bounded run of
 * `make check` and by the fuzzer. Run in the project's folder. */
#ifndef UNKNOT_TESTS_FUZZ_KEYS_ONCE_H
#define UNKNOT_TESTS_FUZZ_KEYS_ONCE_H

#include "core/keymap.h"
#include "open_routine.h"
#include "player_once.h"
#include "session.h"
#include "view/answers.h"

enum {
	KEYS_MOST = 512,   /* bytes that are looked at */
	STEPS_MOST = 800,  /* of the player in a run: a run is quick */
	REPLAN_STEPS = 40, /* what a plan compiled again counts for: it takes about as long */
	PERSONS = 8,
	KEYS_HEAD = 4 /* bytes that choose routine, person and options */
};

/* Bytes that no terminal sends as a key here, for what else may come. */
enum { BYTE_UP = 1, BYTE_DOWN, BYTE_CTRL_C, BYTE_HANG_UP, BYTE_JUMP, BYTE_SLEEP, BYTE_TIME = 0x80 };

static const char *const keys_routines[] = {
	"routines/first-sitting.yaml",
	"routines/daily.yaml",
	"routines/out-of-the-car.yaml",
	"routines/two-minute-ease.yaml",
	"routines/after-the-run.yaml",
	"routines/long-chair.yaml",
	"routines/hips-and-sit-bone.yaml",
	"routines/evening.yaml",
	"tests/fuzz/all.yaml", /* what no shipped one does */
};

enum { KEYS_ROUTINES = sizeof keys_routines / sizeof *keys_routines, KEYS_SHIPPED = KEYS_ROUTINES - 1 };

struct keys {
	const unsigned char *p, *end;
	int steps;
	bool left; /* Ctrl-C was pressed: again leaves */
};

static inline int keys_next(struct keys *k)
{
	return k->p < k->end ? *k->p++ : 0;
}

static inline void keys_event(struct watch *w, struct keys *k, enum player_event_kind kind, int value)
{
	watch_event(w, (struct player_event){kind, value});
	k->steps += w->replanned ? REPLAN_STEPS : 1;
}

/* Lets time pass as the program does, with a step whenever something is due. */
static inline void keys_pass(struct watch *w, struct keys *k, int64_t ms)
{
	struct mono end = mono_add_ms(w->now, ms);

	for (struct mono d; k->steps < STEPS_MOST && (d = player_deadline(w->p)).ns <= end.ns;) {
		w->now = d;
		keys_event(w, k, EV_TICK, 0);
	}
	if (k->steps < STEPS_MOST)
		w->now = end;
	keys_event(w, k, EV_TICK, 0);
}

/* To what is due next, or a little past it; seconds; minutes; or a leap that no step was there for. */
static inline void keys_time(struct watch *w, struct keys *k, int v)
{
	int64_t next = (player_deadline(w->p).ns - w->now.ns) / NS_PER_MS;

	if (v < 32)
		keys_pass(w, k, (next < 60000 ? next : 60000) + v * 10);
	else if (v < 96)
		keys_pass(w, k, (v - 31) * 500);
	else if (v < 112)
		keys_pass(w, k, (v - 95) * 60000);
	else
		w->now = mono_add_ms(w->now, (int64_t)200 << (v - 112));
}

/* A key as a session takes it. */
static inline void keys_key(struct watch *w, struct keys *k, uint32_t key)
{
	struct player_snapshot s = watch_look(w);
	struct player_event ev = {EV_TICK, 0};
	enum action a;

	if (!answers_key(&s, key, &ev)) {
		a = keymap_action(key, &ev.value);
		ev.kind = session_event_of(a);
		if (a == ACT_INTERRUPT) {
			ev.kind = k->left ? EV_INTERRUPT : EV_QUIT;
			k->left = true;
		}
	}
	keys_event(w, k, ev.kind, ev.value);
}

static inline void keys_byte(struct watch *w, struct keys *k)
{
	int byte = keys_next(k);

	if (byte >= BYTE_TIME)
		keys_time(w, k, byte - BYTE_TIME);
	else if (byte == BYTE_UP || byte == BYTE_DOWN)
		keys_key(w, k, byte == BYTE_UP ? KEYCODE_UP : KEYCODE_DOWN);
	else if (byte == BYTE_HANG_UP)
		keys_event(w, k, EV_INTERRUPT, 0);
	else if (byte == BYTE_JUMP)
		keys_event(w, k, EV_JUMP, keys_next(k) * (int)w->plan->nsegments / 250 - 1);
	else if (byte == BYTE_SLEEP)
		keys_event(w, k, EV_SUSPEND, keys_next(k) * 10000);
	else
		keys_key(w, k, (uint32_t)byte);
}

/* Somebody: how sore, what was pressed before today, how long they have, what is not to be passed. */
static inline struct person keys_person(int n)
{
	struct person who = plan_person_neutral();

	if (n & 1)
		who.minutes_ms = 60000 * (n * 2);
	if (n & 2)
		who.pressure_most = 4;
	for (int i = 0; n & 4 && i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++) {
			who.place[i][leg].sore = (n + i * 3 + leg) % 12 - 1;
			who.place[i][leg].presses = (n + i * 2 + leg) % 4;
			who.place[i][leg].held_ms = who.place[i][leg].presses * 60000;
		}
	return who;
}

/* A routine for somebody, read and compiled once: a fuzzer plays each of them many times. */
struct keys_play {
	struct opened o;
	struct person who;
	struct plan *plan;
};

static inline struct keys_play *keys_play(int routine, int person)
{
	static struct keys_play all[KEYS_ROUTINES][PERSONS];
	struct keys_play *k = &all[routine][person];
	struct paths none = {0};

	if (k->plan)
		return k;
	k->o = routine_open(&none, keys_routines[routine], NULL);
	must(opened_ok(&k->o));
	k->who = keys_person(person);
	k->plan = plan_compile(k->o.routine, k->o.atlas, &k->who, NULL);
	return k;
}

static inline void keys_play_free(struct keys_play *k)
{
	plan_free(k->plan);
	opened_free(&k->o);
}

static inline struct player *keys_player(const struct plan *plan, const struct person *who, int byte,
					 int begin)
{
	static const int32_t speeds[] = {1000, 1000, 500, 1500, 4000, 7777, 60000, 240000};
	struct player_past past = {.segment = begin * (int)plan->nsegments / 256,
				   .pain_before = begin % 12 - 1,
				   .active_ms = begin * 1000,
				   .stretch_ms = begin * 1000};

	return player_new(plan, who,
			  (struct player_options){.speed_milli = speeds[byte & 7],
						  .hands_free = byte & 8,
						  .find_passes = byte & 16,
						  .ask_pain = !(byte & 32),
						  .past = begin ? &past : NULL});
}

/* Returns how it ended: SESSION_OPEN if the keys did not suffice. */
static inline enum session_outcome keys_once(const unsigned char *bytes, size_t n)
{
	static struct watch w;
	struct keys k = {bytes, bytes + (n < KEYS_MOST ? n : KEYS_MOST), 0, false};
	int head = keys_next(&k), person = keys_next(&k) % PERSONS;
	int routine = head < 0x80 ? head % KEYS_SHIPPED : KEYS_SHIPPED;
	const struct keys_play *play = keys_play(routine, person);
	int options = keys_next(&k);
	struct player *p = keys_player(play->plan, &play->who, options, keys_next(&k));
	enum session_outcome outcome;

	watch_begin(&w, play->o.routine, play->o.atlas, &play->who, play->plan, p,
		    (struct mono){INT64_C(1000000000)});
	while (k.p < k.end && k.steps < STEPS_MOST && p->state != PLAYER_ENDED)
		keys_byte(&w, &k);
	outcome = p->outcome;
	player_free(p);
	plan_free(w.own);
	return outcome;
}

#endif
