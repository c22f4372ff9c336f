/* A believable record of a year, made from a seed: first sittings, then the daily routine on most days,
 * quick relief after drives, a fortnight's gap, a few stops, planned rest days, and a back that eases over
 * the months and not every day. */
#ifndef UNKNOT_TESTS_RECORD_YEAR_H
#define UNKNOT_TESTS_RECORD_YEAR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/record.h"

enum {
	YEAR_SESSIONS = 420,
	YEAR_HOLDS = YEAR_SESSIONS * 8,
	YEAR_RATINGS = YEAR_SESSIONS * 2,
	YEAR_CHECKINS = 420,
	YEAR_CHOICES = 120
};

struct record_year {
	struct session_row session[YEAR_SESSIONS];
	struct hold_row hold[YEAR_HOLDS];
	struct rating_row rating[YEAR_RATINGS];
	struct checkin_row checkin[YEAR_CHECKINS];
	struct choice_row choice[YEAR_CHOICES];
	char rest[YEAR_CHOICES][16];
	struct record r;
	uint64_t seed;
	int next_place;
};

/* Monday 2025-12-01, 00:00 UTC */
#define YEAR_FIRST_DAY INT64_C(20423)
enum { YEAR_DAYS = 363 };

static inline int year_random(struct record_year *y, int below)
{
	y->seed ^= y->seed << 13;
	y->seed ^= y->seed >> 7;
	y->seed ^= y->seed << 17;
	return (int)(y->seed % (uint64_t)below);
}

static inline int year_scale(int value)
{
	return value < 0 ? 0 : value > 10 ? 10 : value;
}

static inline struct wall year_at(int day, int minute)
{
	return (struct wall){(YEAR_FIRST_DAY + day) * INT64_C(86400000) + minute * INT64_C(60000), 0};
}

/* How sore the back is that day: from 6 to 3 and a bit, slowest in the winter, worse after the gap. */
static inline int year_pain(struct record_year *y, int day)
{
	int tenths = 62 - day * 34 / YEAR_DAYS + (day > 196 && day < 215 ? 12 : 0);

	return year_scale((tenths + year_random(y, 22) - 11 + 5) / 10);
}

/* The places of the fixture's atlas and how sore each is to begin with, left and right. */
static const struct {
	const char *site;
	int sore[2], eases; /* points over a year */
} year_places[] = {{"outer thigh, half way down", {7, 6}, 4}, {"inner thigh, low down", {6, 5}, 3},
		   {"outer thigh, low down", {5, 5}, 2},      {"inner thigh, high up", {4, 5}, 2},
		   {"inner calf", {6, 4}, 4},                 {"low calf", {3, 3}, 0},
		   {"lower buttock", {5, 4}, 1}};
enum { YEAR_PLACES = sizeof year_places / sizeof *year_places };

static inline void year_press(struct record_year *y, const struct session_row *s, int day, int n, int place, int leg)
{
	struct hold_row *h = &y->hold[y->r.nholds];
	int sore = year_scale((year_places[place].sore[leg] * 10 - day * year_places[place].eases * 10 / YEAR_DAYS +
			       year_random(y, 18) - 9 + 5) / 10);
	int odd = year_random(y, 60);

	*h = (struct hold_row){.n = n, .site = year_places[place].site, .leg = leg ? LEG_RIGHT : LEG_LEFT,
			       .when = {s->started.ms + n * INT64_C(100000), 0},
			       .planned_ms = 60000, .held_ms = 60000, .tool_ms = 84000, .sore_before = sore,
			       .outcome = HOLD_FULL};
	memcpy(h->session, s->id, sizeof h->session);
	h->sore_after = year_scale(sore - 1 - year_random(y, 3));
	if (sore - h->sore_after >= 2)
		h->outcome = HOLD_RELEASED;
	if (odd == 0) {
		h->outcome = HOLD_STOPPED;
		h->why = year_random(y, 3) ? WHY_TOO_SORE : WHY_SHARP;
		h->held_ms = 14000;
		h->sore_after = RATING_UNKNOWN;
	} else if (odd < 4) {
		h->outcome = HOLD_EASED_OFF;
	}
	y->r.nholds++;
}

static inline void year_session(struct record_year *y, int day, int minute, int kind)
{
	static const struct {
		const char *routine, *title;
		int places;
		int64_t ms;
	} kinds[] = {{"first-sitting", "First Sitting", 2, 520000},
		     {"daily", "Daily Back-of-Leg", 3, 1020000},
		     {"out-of-the-car", "Out of the Car", 2, 420000}};
	struct session_row *s = &y->session[y->r.nsessions];
	int pain = year_pain(y, day), less = year_random(y, 4);

	*s = (struct session_row){.routine = kinds[kind].routine, .title = kinds[kind].title, .ended_by_choice = true,
				  .started = year_at(day, minute), .outcome = SESSION_DONE,
				  .planned_ms = kinds[kind].ms, .active_ms = kinds[kind].ms + year_random(y, 60) * 1000,
				  .pain_before = pain, .pain_after = year_scale(pain - less), .numb_after = -1};
	snprintf(s->id, sizeof s->id, "%032zx", y->r.nsessions + 1);
	s->ended = (struct wall){s->started.ms + s->active_ms, 0};
	if (year_random(y, 25) == 0) {
		s->outcome = SESSION_ENDED_EARLY;
		s->pain_after = RATING_UNKNOWN;
	}
	for (int p = 0; p < kinds[kind].places; p++)
		for (int leg = 0; leg < 2; leg++)
			year_press(y, s, day, 2 * p + leg, (y->next_place + p) % YEAR_PLACES, leg);
	y->next_place += kind == 1;
	y->r.nsessions++;
}

static inline void year_measure(struct record_year *y, int day, const char *what, int value)
{
	struct rating_row *m = &y->rating[y->r.nratings++];

	*m = (struct rating_row){.hold = -1, .what = what, .value = year_scale(value), .when = year_at(day, 1152)};
	memcpy(m->session, y->session[y->r.nsessions - 1].id, sizeof m->session);
}

static inline void year_day(struct record_year *y, int day)
{
	int weekday = day % 7;
	bool ill = day > 182 && day < 197, rest = weekday == 6 || (weekday == 2 && day % 14 < 7);

	if (y->r.nsessions && !ill && year_random(y, 4))
		y->checkin[y->r.ncheckins++] =
			(struct checkin_row){year_at(day, 450), year_random(y, 30) ? year_random(y, 3) : 4, day == 61, ""};
	if (rest) {
		snprintf(y->rest[y->r.nchoices], sizeof y->rest[0], "%04d-%02d-%02d", wall_fields(year_at(day, 600)).year,
			 wall_fields(year_at(day, 600)).month, wall_fields(year_at(day, 600)).day);
		y->choice[y->r.nchoices] = (struct choice_row){year_at(day, 460), "rest", y->rest[y->r.nchoices]};
		y->r.nchoices += y->r.nchoices < YEAR_CHOICES - 1;
		return;
	}
	if (ill || year_random(y, 6) == 0)
		return;
	year_session(y, day, 1140 + year_random(y, 60), day < 5 ? 0 : 1);
	if (weekday == 0)
		year_measure(y, day, "reach", 5 - day / 140 + year_random(y, 2));
	if (weekday == 0 && day > 100)
		year_measure(y, day, "stands", 4 - day / 200);
	if (day > 20 && weekday == 4 && year_random(y, 2))
		year_session(y, day, 1320, 2);
}

/* `days` of it, 1 to YEAR_DAYS. */
static inline void record_year_init(struct record_year *y, int days)
{
	memset(y, 0, sizeof *y);
	y->seed = UINT64_C(88172645463325252);
	y->r = (struct record){.sessions = y->session, .holds = y->hold, .ratings = y->rating, .checkins = y->checkin,
			       .choices = y->choice};
	y->choice[y->r.nchoices++] = (struct choice_row){year_at(0, 600), "target", "4"};
	y->choice[y->r.nchoices++] = (struct choice_row){year_at(0, 601), "tool", "soft-ball"};
	for (int day = 0; day < days; day++)
		year_day(y, day);
	if (days > 200)
		y->choice[y->r.nchoices++] = (struct choice_row){year_at(200, 600), "tool", "medium-ball"};
}

#endif
