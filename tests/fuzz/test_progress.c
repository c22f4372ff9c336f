/* Random records: the fold asks neither for the order of rows nor how often they were merged, and nothing
 * that means more pain, more time or more of the same place ever earns more; a stop costs nothing. Runs for a
 * bounded number of records, more with UNKNOT_LONG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/record_order.h"
#include "core/today.h"
#include "story.h"

enum { RECORDS = 300, RECORDS_LONG = 20000, FIRST_DAY = 20000, DAYS = 40, SESSIONS = 24 };

struct random {
	uint64_t s;
};

/* xorshift64* (https://doi.org/10.18637/jss.v008.i14) */
static int below(struct random *r, int n)
{
	r->s ^= r->s >> 12;
	r->s ^= r->s << 25;
	r->s ^= r->s >> 27;
	return (int)(r->s * UINT64_C(2685821657736338717) >> 33) % n;
}

static bool one_in(struct random *r, int n)
{
	return !below(r, n);
}

static int rating(struct random *r)
{
	return one_in(r, 4) ? RATING_UNKNOWN : below(r, 11);
}

/* Any hour, any zone of the world, now and then another one than yesterday: clocks change and people fly. */
static struct wall any_time(struct random *r)
{
	struct wall t =
		story_at(FIRST_DAY + below(r, DAYS), (double)below(r, 24 * 60) / 60, below(r, 27) - 12);

	t.ms += below(r, 60000);
	return t;
}

static struct wall near_four(struct random *r)
{
	struct wall t = story_at(FIRST_DAY + below(r, DAYS), 4, below(r, 3));

	t.ms += below(r, 3) - 1;
	return t;
}

static void add_session(struct random *r, struct story *s, int k)
{
	static const char *const routines[] = {"first-sitting", "daily", "long-chair", "evening"};
	static const enum session_outcome outcomes[] = {SESSION_DONE,        SESSION_DONE,
							SESSION_ENDED_EARLY, SESSION_STOPPED,
							SESSION_INTERRUPTED, SESSION_OPEN};
	char id[33];
	struct session_row *row;

	snprintf(id, sizeof id, "%08x%08x", (unsigned)below(r, INT32_MAX), (unsigned)k);
	row = story_session(s, id, one_in(r, 5) ? near_four(r) : any_time(r));
	row->routine = routines[below(r, 4)];
	row->outcome = outcomes[below(r, 6)];
	row->rehearsal = one_in(r, 8);
	row->ended_by_choice = !one_in(r, 4);
	for (int n = below(r, one_in(r, 6) ? 20 : 9); n > 0; n--) {
		struct wall when = {row->started.ms + n * 90000, row->started.offset_s};
		struct hold_row *h = story_hold(s, id, n, below(r, SITES_BUILT_IN),
						one_in(r, 2) ? LEG_LEFT : LEG_RIGHT, when);

		h->outcome = (enum hold_outcome)below(r, HOLD_INTERRUPTED + 1);
		h->why = h->outcome == HOLD_STOPPED ? (enum stop_why)below(r, WHY_OTHER + 1) : WHY_NONE;
		h->held_ms = below(r, 120000);
		h->tool_ms = h->held_ms + below(r, 300000);
		h->sore_before = rating(r);
		h->sore_after = rating(r);
		h->rehearsal = row->rehearsal;
	}
}

static void add_choice(struct random *r, struct story *s)
{
	static char dates[DAYS][DAY_TEXT];
	static const char *const targets[] = {"2", "3", "4", "5", "6", "7", "8", "many"};
	int64_t day = below(r, DAYS);

	if (one_in(r, 3))
		story_choice(s, any_time(r), "target", targets[below(r, 8)]);
	else
		story_choice(s, any_time(r), one_in(r, 4) ? "no-rest" : "rest",
			     day_format(dates[day], FIRST_DAY + day));
}

static void make_record(struct random *r, struct story *s)
{
	memset(s, 0, sizeof *s);
	for (int i = below(r, SESSIONS); i > 0; i--)
		add_session(r, s, i);
	for (int i = below(r, SESSIONS); i > 0; i--)
		story_checkin(s, any_time(r), below(r, 11), one_in(r, 5));
	for (int i = below(r, 12); i > 0; i--)
		add_choice(r, s);
}

static struct progress fold(const struct story *s, struct wall now)
{
	struct atlas a = story_atlas();

	return progress_fold(&s->r, &a, now);
}

static void swap(void *rows, size_t size, size_t a, size_t b)
{
	char keep[sizeof(struct session_row)];
	char *p = rows;

	memcpy(keep, p + a * size, size);
	memmove(p + a * size, p + b * size, size);
	memcpy(p + b * size, keep, size);
}

static void shuffle(struct random *r, void *rows, size_t n, size_t size)
{
	for (size_t i = n; i > 1; i--)
		swap(rows, size, i - 1, (size_t)below(r, (int)i));
}

static void shuffle_all(struct random *r, struct story *s)
{
	shuffle(r, s->sessions, s->r.nsessions, sizeof *s->sessions);
	shuffle(r, s->holds, s->r.nholds, sizeof *s->holds);
	shuffle(r, s->checkins, s->r.ncheckins, sizeof *s->checkins);
	shuffle(r, s->choices, s->r.nchoices, sizeof *s->choices);
}

/* Some rows come a second time, as from another machine. */
static void merge_again(struct random *r, struct story *s)
{
	for (size_t i = 0, n = s->r.nholds; i < n && s->r.nholds < STORY_MOST; i++)
		if (one_in(r, 2))
			s->holds[s->r.nholds++] = s->holds[i];
	for (size_t i = 0, n = s->r.nsessions; i < n; i++)
		if (one_in(r, 2))
			s->sessions[s->r.nsessions++] = s->sessions[i];
	for (size_t i = 0, n = s->r.ncheckins; i < n; i++)
		s->checkins[s->r.ncheckins++] = s->checkins[i];
	for (size_t i = 0, n = s->r.nchoices; i < n; i++)
		s->choices[s->r.nchoices++] = s->choices[i];
}

static void check_order(struct random *r, struct story *s, struct wall now)
{
	struct progress p = fold(s, now), again;

	shuffle_all(r, s);
	again = fold(s, now);
	assert_true(story_same(&p, &again));
	merge_again(r, s);
	shuffle_all(r, s);
	again = fold(s, now);
	assert_true(story_same(&p, &again));
}

/* What is earned, by `a`, is nowhere more than by `b`. */
static void expect_no_more(const struct progress *a, const struct progress *b)
{
	assert_true(a->loops_today <= b->loops_today);
	assert_true(a->loops <= b->loops);
	assert_true(a->days <= b->days);
	assert_true(a->trail.kept <= b->trail.kept);
	assert_true(a->trail.skips <= b->trail.skips);
	assert_true(a->trail.reached <= b->trail.reached);
	assert_true(a->clean <= b->clean);
	assert_true(a->clean_opener <= b->clean_opener);
	for (int i = 0; i < SKILLS; i++)
		assert_true(a->skill[i].have <= b->skill[i].have);
}

static void raise_rating(struct random *r, int *v)
{
	if (*v != RATING_UNKNOWN && *v < 10)
		*v += below(r, 11 - *v);
}

/* More pain, more time, the same place once more. */
static void make_harder(struct random *r, struct story *s)
{
	for (size_t i = 0, n = s->r.nholds; i < n; i++) {
		struct hold_row *h = &s->holds[i];

		raise_rating(r, &h->sore_before);
		raise_rating(r, &h->sore_after);
		h->held_ms += h->held_ms > 0 ? below(r, 60000) : 0;
		h->planned_ms += below(r, 60000);
		h->tool_ms += below(r, 60000);
		h->twitches += below(r, 3);
		if (one_in(r, 4) && s->r.nholds < STORY_MOST) {
			s->holds[s->r.nholds] = *h;
			s->holds[s->r.nholds++].n = 100 + (int)i;
		}
	}
	for (size_t i = 0; i < s->r.nsessions; i++) {
		s->sessions[i].planned_ms += below(r, 600000);
		s->sessions[i].active_ms += below(r, 600000);
	}
	for (size_t i = 0; i < s->r.ncheckins; i++)
		raise_rating(r, &s->checkins[i].soreness);
}

/* Some presses that let go are stopped instead, and what would have been rated after them is not. */
static void make_stopped(struct random *r, struct story *s)
{
	for (size_t i = 0; i < s->r.nholds; i++) {
		struct hold_row *h = &s->holds[i];

		if ((h->outcome != HOLD_RELEASED && h->outcome != HOLD_FULL) || one_in(r, 2))
			continue;
		h->outcome = HOLD_STOPPED;
		h->why = (enum stop_why)(WHY_SHARP + below(r, 4));
		h->sore_after = RATING_UNKNOWN;
		if (one_in(r, 3))
			h->sore_before = RATING_UNKNOWN;
	}
}

static void check_bounds(const struct progress *p)
{
	assert_in_range(p->loops_today, 0, PROGRESS_LOOPS);
	assert_true(p->enough == (p->loops_today == PROGRESS_LOOPS));
	assert_true(p->loops <= p->days * PROGRESS_LOOPS);
	assert_in_range(p->trail.target, TARGET_LEAST, TARGET_MOST);
	assert_in_range(p->trail.skips, 0, PROGRESS_SKIPS);
	assert_in_range(p->trail.today, 0, WEEK_DAYS - 1);
	for (int i = p->trail.today + 1; i < WEEK_DAYS;
	     i++) /* what is to come was neither skipped nor missed */
		assert_true(p->trail.step[i] != TRAIL_SKIP && p->trail.step[i] != TRAIL_PASSED);
	for (int i = 0; i < SKILLS; i++)
		assert_in_range(p->skill[i].have, 0, p->skill[i].need);
}

static void check_today(const struct story *s, const struct progress *p, struct wall now)
{
	struct ordered o = record_in_order(&s->r);
	struct today t = today_choose(&o.rows, p, now);

	assert_true(t.routine && t.why && t.why[0]);
	assert_true(t.reason < TODAY_REASONS);
	assert_true(!t.rest || (t.tomorrow && t.instead));
	ordered_free(&o);
}

static void copy(struct story *to, const struct story *from)
{
	*to = *from;
	to->r.sessions = to->sessions;
	to->r.holds = to->holds;
	to->r.checkins = to->checkins;
	to->r.choices = to->choices;
}

/* As often as not a day with a session. */
static struct wall any_now(struct random *r, const struct story *s)
{
	struct wall now = any_time(r);

	if (s->r.nsessions && one_in(r, 2)) {
		now = s->sessions[below(r, (int)s->r.nsessions)].started;
		now.ms += below(r, 8) * STORY_HOUR;
	}
	return now;
}

static void check_record(struct random *r)
{
	static struct story s, harder, stopped;
	struct wall now;
	struct progress p, other;

	make_record(r, &s);
	now = any_now(r, &s);
	p = fold(&s, now);
	check_bounds(&p);
	check_today(&s, &p, now);
	copy(&harder, &s);
	copy(&stopped, &s);
	make_harder(r, &harder);
	other = fold(&harder, now);
	expect_no_more(&other, &p);
	make_stopped(r, &stopped);
	other = fold(&stopped, now);
	expect_no_more(&p, &other);
	check_order(r, &s, now);
}

static void test_random_records(void **state)
{
	int n = getenv("UNKNOT_LONG") ? RECORDS_LONG : RECORDS;
	struct random r = {UINT64_C(0x756e6b6e6f74)};

	(void)state;
	for (int i = 0; i < n; i++)
		check_record(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_records)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
