/* A year of four people, played by the real player with an injected clock: somebody who comes daily, one three times
 * a week, one after drives only, one who often has to stop. Whatever they do, no cap is broken, no place is pressed
 * that rests, and the game is what its rules say. UNKNOT_LONG=1 plays the whole year, else its first six weeks;
 * UNKNOT_YEAR=FOLDER keeps the records as JSON. Run in the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "core/caps.h"
#include "core/checkin.h"
#include "core/relief.h"
#include "me.h"
#include "played.h"

enum { MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, SHORT_DAYS = 42, LONG_DAYS = 365, SHELF = 10 };

static const char *const shelf_ids[SHELF] = {
	"first-sitting",     "daily",   "out-of-the-car",   "two-minute-ease", "long-chair", "below-the-knee",
	"hips-and-sit-bone", "evening", "up-from-the-desk", "after-the-run"};

static struct opened shelf[SHELF];
static const struct atlas *atlas;

enum who { DAILY, THRICE, DRIVES, STOPS, PEOPLE };
static const char *const names[PEOPLE] = {"daily", "thrice", "drives", "stops"};

/* A person and all that is known of them. Times are UTC. */
struct life {
	enum who who;
	struct record r;
	size_t room_sessions, room_holds, room_ratings, room_checkins, room_lasted;
	int64_t *lasted_ms; /* of each hold, from its beginning to its end */
	struct wall now;
	uint64_t seed;
	int sore[SITES_BUILT_IN][2]; /* what the body is like: tenths of the scale */
	struct session_row row;      /* being played */
	int sharp, bruises, sessions, presses, stops;
	/* what must not be pressed, kept apart from what is tested */
	int64_t closed_day[SITES_BUILT_IN][2];
	bool bruised[SITES_BUILT_IN][2];
	bool beside[SITES_BUILT_IN][2]; /* after a stop sign, 5 cm away once, in the same session */
};

static uint32_t below(struct life *l, uint32_t n)
{
	l->seed = l->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(l->seed >> 33) % n;
}

#define APPEND(l, rows, n, room, ...)                                                                        \
	(mem_grow((void **)&(l)->r.rows, (l)->r.n, &(l)->room, sizeof *(l)->r.rows),                         \
	 (l)->r.rows[(l)->r.n++] = __VA_ARGS__)

/* ---- what must hold for each press ---- */

static void no_cap_is_broken(struct life *l, const struct hold_row *h, const struct site *s)
{
	int64_t held = 0, tool = 0, end = INT64_MIN;
	int presses = 0, leg = h->leg == LEG_RIGHT;

	assert_true(h->held_ms <= 120000);
	assert_true(h->held_ms <= s->press_max_ms);
	if (l->closed_day[s->index][leg] == caps_day(h->when))
		assert_true(l->beside[s->index][leg]);
	assert_false(l->bruised[s->index][leg]);
	for (size_t i = l->r.nholds; i-- > 0 && l->r.holds[i].when.ms > h->when.ms - 2 * DAY;) {
		const struct hold_row *o = &l->r.holds[i];
		bool lately = caps_day(o->when) == caps_day(h->when) || h->when.ms - o->when.ms <= 12 * HOUR;

		if (!lately || o->leg != h->leg || strcmp(o->site, h->site) != 0)
			continue;
		held += o->held_ms;
		presses += o->held_ms >= 10000;
	}
	assert_true(held <= 300000);
	assert_true(presses <= 3);
	/* A quarter of an hour on the tool without two minutes off it. A walk may also be put in after a find, so
	   inside of a press: it lasts longer than it was on the tool. */
	for (size_t i = 0; i < l->r.nholds; i++) {
		const struct hold_row *o = &l->r.holds[i];

		if (strcmp(o->session, h->session) != 0 || o->tool_ms <= 0)
			continue;
		if (end == INT64_MIN || o->when.ms - end >= 119000 || l->lasted_ms[i] - o->tool_ms >= 119000)
			tool = 0;
		tool += o->tool_ms;
		end = o->when.ms + l->lasted_ms[i];
		assert_true(tool <= 900000);
	}
}

static void take_hold(struct life *l, const struct effect *e, struct mono now)
{
	struct hold_row h = e->hold;
	int leg = h.leg == LEG_RIGHT;
	bool again;

	memcpy(h.session, l->row.id, sizeof h.session);
	h.when = l->now;
	h.when.ms -= (now.ns - e->began.ns) / NS_PER_MS;
	mem_grow((void **)&l->lasted_ms, l->r.nholds, &l->room_lasted, sizeof *l->lasted_ms);
	l->lasted_ms[l->r.nholds] = (now.ns - e->began.ns) / NS_PER_MS;
	APPEND(l, holds, nholds, room_holds, h);
	if (h.held_ms <= 0)
		return;
	l->presses++;
	no_cap_is_broken(l, &h, e->site);
	again = l->beside[e->site->index][leg];
	l->beside[e->site->index][leg] = false;
	if (h.outcome == HOLD_STOPPED && (h.why == WHY_SHARP || h.why == WHY_NUMB)) {
		l->closed_day[e->site->index][leg] = caps_day(h.when);
		l->beside[e->site->index][leg] = !again;
	}
	/* pressing does this body a little good, and rest some more */
	if (l->sore[e->site->index][leg] > 10)
		l->sore[e->site->index][leg] -= (int)below(l, 3);
}

/* ---- playing ---- */

static void happen(struct life *l, struct played *s, enum player_event_kind kind, int value)
{
	struct effects out;
	bool again = false;

	do {
		out = (struct effects){0};
		player_step(s->player, (struct player_event){kind, value}, s->now, &out);
		for (int i = 0; i < out.n; i++) {
			const struct effect *e = &out.e[i];

			again |= e->kind == FX_REPLAN;
			if (e->kind == FX_HOLD)
				take_hold(l, e, s->now);
			if (e->kind == FX_RATING) {
				struct rating_row r = {.hold = e->hold.n,
						       .what = e->what,
						       .value = e->value,
						       .when = l->now};

				memcpy(r.session, l->row.id, sizeof r.session);
				APPEND(l, ratings, nratings, room_ratings, r);
			}
			if (e->kind == FX_END) {
				const char *routine = l->row.routine, *title = l->row.title;
				struct session_row *row = &l->r.sessions[l->r.nsessions - 1];
				struct session_row end = e->session;

				memcpy(end.id, row->id, sizeof end.id);
				end.routine = routine;
				end.title = title;
				end.plan_hash = row->plan_hash;
				end.started = row->started;
				end.ended = l->now;
				*row = end;
			}
		}
		kind = EV_TICK;
	} while (out.more);
	if (again) {
		struct person who = player_person(s->player);
		struct plan *plan = plan_compile(s->routine.routine, s->routine.atlas, &who, NULL);

		player_replan(s->player, plan);
		plan_free(s->plan);
		s->plan = plan;
	}
}

static void pass(struct life *l, struct played *s, int64_t ms)
{
	struct mono end = mono_add_ms(s->now, ms), d;
	int64_t wall = l->now.ms + ms;

	while ((d = player_deadline(s->player)).ns <= end.ns) {
		l->now.ms = wall - (end.ns - d.ns) / NS_PER_MS;
		s->now = d;
		happen(l, s, EV_TICK, 0);
	}
	l->now.ms = wall;
	s->now = end;
	happen(l, s, EV_TICK, 0);
}

static int feels(struct life *l, const struct player_snapshot *s)
{
	int tenths = l->sore[s->site->index][s->leg == LEG_RIGHT] + (int)below(l, 20) - 10;

	return tenths < 0 ? 0 : tenths > 100 ? 10 : (tenths + 5) / 10;
}

/* What somebody does in a hold, now and then. */
static void in_hold(struct life *l, struct played *s, const struct player_snapshot *snap)
{
	uint32_t stops = l->who == STOPS ? 40 : 2000;

	if (below(l, stops) == 0) {
		l->stops++;
		happen(l, s, EV_STOP, 0);
	} else if (below(l, 12) == 0) {
		int now = feels(l, snap) - (int)below(l, 4);

		happen(l, s, EV_RATE, now < 0 ? 0 : now);
	} else if (below(l, 60) == 0) {
		happen(l, s, EV_GO_ON, 0);
	} else if (below(l, 40) == 0) {
		happen(l, s, EV_MORE, 0);
	}
}

static void act(struct life *l, struct played *s)
{
	struct player_snapshot snap = player_snapshot(s->player, s->now);

	switch (snap.state) {
	case PLAYER_PAIN:
		happen(l, s, EV_RATE, (int)below(l, 4) + (snap.after ? 1 : 3));
		break;
	case PLAYER_WAIT:
		happen(l, s, snap.site ? EV_RATE : EV_GO_ON, snap.site ? feels(l, &snap) : 0);
		break;
	case PLAYER_RUN:
		if (snap.phase == PHASE_HOLD)
			in_hold(l, s, &snap);
		else if (snap.phase == PHASE_REST && snap.press && below(l, 3) == 0)
			happen(l, s, EV_RATE, feels(l, &snap) / 2);
		break;
	case PLAYER_STOPPED:
		happen(l, s, EV_ANSWER, (int)below(l, 5));
		break;
	case PLAYER_AFTER_STOP:
		happen(l, s, EV_ANSWER, (int)below(l, 3));
		break;
	case PLAYER_NUMB:
		happen(l, s, EV_ANSWER, 0);
		break;
	case PLAYER_PAUSED:
	case PLAYER_REFIND:
	case PLAYER_ASK:
	case PLAYER_SUMMARY:
		happen(l, s, EV_GO_ON, 0);
		break;
	case PLAYER_READY:
	case PLAYER_WALK:
	case PLAYER_QUIT:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
}

static struct opened *on_shelf(const char *id)
{
	for (int i = 0; i < SHELF; i++)
		if (!strcmp(shelf_ids[i], id))
			return &shelf[i];
	fail_msg("%s is not on the shelf", id);
	return NULL;
}

/* What the plan must not hold. */
static void nothing_resting_is_planned(const struct life *l, const struct plan *p, const struct person *who)
{
	for (size_t i = 0; i < p->npresses; i++) {
		const struct press *x = &p->presses[i];
		int leg = x->leg == LEG_RIGHT;

		assert_int_equal(who->place[x->site->index][leg].closed, OPEN);
		assert_int_not_equal(l->closed_day[x->site->index][leg], caps_day(l->now));
		assert_false(l->bruised[x->site->index][leg]);
	}
	for (size_t i = 0; i < p->nsegments; i++)
		if (p->segments[i].press >= 0)
			assert_true(p->segments[i].pressure.hi <= who->pressure_most);
}

static void play_routine(struct life *l, const char *id)
{
	struct played s = {.routine = *on_shelf(id), .now = {INT64_C(1000000000)}};
	struct progress before, after;

	s.who = plan_person_neutral();
	before = me_from_rows(&s.who, &l->r, atlas, 1, l->now);
	if (s.routine.routine->tag_bits & TAG_DEEP && caps_deep_locked(&l->r, atlas, l->now))
		return;
	s.plan = plan_compile(s.routine.routine, atlas, &s.who, NULL);
	nothing_resting_is_planned(l, s.plan, &s.who);
	l->row = (struct session_row){.routine = s.routine.routine->id,
				      .title = s.routine.routine->title,
				      .plan_hash = s.plan->hash,
				      .started = l->now,
				      .pain_before = RATING_UNKNOWN,
				      .pain_after = RATING_UNKNOWN,
				      .planned_ms = s.plan->planned_ms,
				      .numb_after = -1};
	snprintf(l->row.id, sizeof l->row.id, "%016x%016zx", (unsigned)l->who + 1, l->r.nsessions + 1);
	APPEND(l, sessions, nsessions, room_sessions, l->row);
	s.player = player_new(s.plan, &s.who, (struct player_options){.speed_milli = 1000, .ask_pain = true});
	happen(l, &s, EV_START, 0);
	for (int i = 0; player_snapshot(s.player, s.now).state != PLAYER_ENDED; i++) {
		assert_true(i < 100000);
		act(l, &s);
		pass(l, &s, 2000);
	}
	l->sessions++;
	memset(l->beside, 0, sizeof l->beside);
	player_free(s.player);
	plan_free(s.plan);
	after = progress_fold(&l->r, atlas, l->now);
	assert_true(after.loops >= before.loops && after.loops_today <= PROGRESS_LOOPS);
	assert_true(after.trail.kept >= before.trail.kept);
	for (int k = 0; k < SKILLS; k++)
		assert_true(after.skill[k].have >= before.skill[k].have);
}

/* ---- days ---- */

static void morning(struct life *l)
{
	struct checkin_place places[CHECKIN_PLACES];
	static char *kept[PEOPLE * LONG_DAYS];
	static size_t nkept;
	char where[CHECKIN_WHERE];
	unsigned marks = 0;
	size_t n;

	if (!checkin_due(&l->r, l->now))
		return;
	n = checkin_places(&l->r, atlas, places);
	for (size_t i = 0; i < n && i < 32; i++) {
		bool *b = &l->bruised[places[i].site->index][places[i].leg == LEG_RIGHT];

		/* a bruise stays some days; a new one is rare */
		*b = *b ? below(l, 3) != 0 : below(l, l->who == STOPS ? 60 : 400) == 0;
		l->bruises += *b;
		marks |= (unsigned)*b << i;
	}
	if (nkept == PEOPLE * LONG_DAYS)
		return;
	checkin_where(places, n, marks, where);
	kept[nkept] = mem_strdup(where);
	APPEND(l, checkins, ncheckins, room_checkins,
	       (struct checkin_row){l->now, (int)below(l, l->who == STOPS ? 7 : 4), marks != 0, kept[nkept]});
	nkept++;
}

static void do_relief(struct life *l)
{
	static const char *const ids[] = {"out-of-the-car", "two-minute-ease", "up-from-the-desk",
					  "after-the-run"};
	struct relief_routine list[SHELF];
	struct plan *plans[SHELF];
	struct person who = plan_person_neutral();
	int64_t shortest;
	int found;

	for (int i = 0; i < SHELF; i++) {
		plans[i] = plan_without_words(shelf[i].routine, atlas, &who);
		list[i] = (struct relief_routine){shelf_ids[i], plans[i]};
	}
	found = relief_choose(list, SHELF, AFTER_DRIVING, 0, &shortest);
	assert_true(found >= 0);
	if (relief_today(&l->r, ids, 4, l->now).time == RELIEF_NOW)
		play_routine(l, shelf_ids[found]);
	for (int i = 0; i < SHELF; i++)
		plan_free(plans[i]);
}

static void do_today(struct life *l)
{
	struct progress p = progress_fold(&l->r, atlas, l->now);
	struct today t = today_choose(&l->r, &p, l->now);

	assert_true(t.why && *t.why);
	/* most people do what they are advised, most of the time */
	if ((!t.tomorrow && !t.rest) || below(l, 10) == 0)
		play_routine(l, t.routine);
}

static void live(struct life *l, int day)
{
	static const bool thrice[7] = {true, false, true, false, true, false, false};
	int64_t midnight = INT64_C(1764288000000) + (int64_t)day * DAY; /* 2025-11-28 */

	l->now = (struct wall){midnight + 7 * HOUR + (int64_t)below(l, 3 * HOUR), 0};
	morning(l);
	switch (l->who) {
	case DAILY:
		do_today(l);
		if (below(l, 8) == 0)
			play_routine(l, "long-chair");
		break;
	case THRICE:
		if (thrice[day % 7] && (day < 150 || day > 170)) /* and three weeks away */
			do_today(l);
		break;
	case DRIVES:
		for (int i = 0; i < 4; i++) {
			do_relief(l);
			l->now.ms += 90 * MINUTE;
		}
		break;
	case STOPS:
		do_today(l);
		if (below(l, 3) == 0)
			play_routine(l, "below-the-knee");
		break;
	case PEOPLE:
		break;
	}
}

static void keep_json(const struct life *l)
{
	const char *folder = getenv("UNKNOT_YEAR");
	struct buf out = {0};
	char path[512];
	FILE *f;

	if (!folder)
		return;
	snprintf(path, sizeof path, "%s/%s.json", folder, names[l->who]);
	record_json(&l->r, &out);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(out.p, 1, out.n, f), out.n);
	assert_int_equal(fclose(f), 0);
	buf_free(&out);
}

/* At most three reliefs on any day. */
static void reliefs_are_few(const struct life *l)
{
	int64_t day = INT64_MIN;
	int n = 0;

	for (size_t i = 0; i < l->r.nsessions; i++) {
		const struct opened *o = on_shelf(l->r.sessions[i].routine);

		if (!(o->routine->tag_bits & TAG_RELIEF))
			continue;
		n = caps_day(l->r.sessions[i].started) == day ? n + 1 : 1;
		day = caps_day(l->r.sessions[i].started);
		assert_true(n <= 3);
	}
}

static void a_year_of(enum who who)
{
	struct life l = {.who = who, .seed = 42 + (uint64_t)who};
	int days = getenv("UNKNOT_LONG") ? LONG_DAYS : SHORT_DAYS;
	struct progress p;

	for (int i = 0; i < SITES_BUILT_IN; i++)
		for (int leg = 0; leg < 2; leg++) {
			l.sore[i][leg] = 30 + (int)below(&l, 50);
			l.closed_day[i][leg] = INT64_MIN;
		}
	for (int day = 0; day < days; day++)
		live(&l, day);
	p = progress_fold(&l.r, atlas, l.now);
	print_message("%s: %d days, %d sessions, %d presses, %d stops, %d mornings with a bruise; %lld "
		      "loops, %d clean, "
		      "target kept %d of %d this week\n",
		      names[who], days, l.sessions, l.presses, l.stops, l.bruises, (long long)p.loops,
		      p.clean, p.trail.kept, p.trail.target);
	assert_true(l.sessions > days / 5);
	assert_true(l.presses > l.sessions);
	assert_true(p.loops <= (int64_t)days * PROGRESS_LOOPS);
	if (who == STOPS)
		assert_true(l.stops > 0 && p.loops > 0);
	if (who == DRIVES)
		reliefs_are_few(&l);
	keep_json(&l);
	free(l.lasted_ms);
	free(l.r.sessions);
	free(l.r.holds);
	free(l.r.ratings);
	free(l.r.checkins);
}

static void daily(void **state)
{
	(void)state;
	a_year_of(DAILY);
}

static void three_times_a_week(void **state)
{
	(void)state;
	a_year_of(THRICE);
}

static void after_drives_only(void **state)
{
	(void)state;
	a_year_of(DRIVES);
}

static void often_stopping(void **state)
{
	(void)state;
	a_year_of(STOPS);
}

static int open_shelf(void **state)
{
	(void)state;
	for (int i = 0; i < SHELF; i++)
		shelf[i] = played_open(shelf_ids[i]);
	atlas = shelf[0].atlas;
	return 0;
}

static int close_shelf(void **state)
{
	(void)state;
	for (int i = 0; i < SHELF; i++)
		opened_free(&shelf[i]);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(daily),
		cmocka_unit_test(three_times_a_week),
		cmocka_unit_test(after_drives_only),
		cmocka_unit_test(often_stopping),
	};

	return cmocka_run_group_tests_name("year", tests, open_shelf, close_shelf);
}
