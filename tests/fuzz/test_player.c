/* Random events and time jumps against what must always hold. The seed is fixed, so a failure
 * repeats. UNKNOT_LONG=1 plays a million events, else 200,000. */
#include "unit/player_fixture.h"

#include <stdio.h>

#include "player_once.h"

enum { EVENTS_SHORT = 200000, EVENTS_LONG = 1000000, EVENTS_A_SESSION = 400 };

static uint64_t seed = 20260713;

static uint32_t random32(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33);
}

static int64_t below(int64_t n)
{
	return (int64_t)(random32() % (uint32_t)n);
}

static void random_step(struct play *t)
{
	static struct place places[3];
	struct step *s;
	switch (below(8)) {
	case 0:
		play_walk(t, 1000 + below(150000));
		break;
	case 1:
		play_say(t, "A word.", 500 + below(4000), below(2));
		break;
	case 2:
		play_step(t, STEP_RATE)->measure = (enum measure)below(4);
		break;
	case 3:
		s = play_step(t, STEP_BREATHE);
		s->length = fixture_ms(1000 + below(40000));
		break;
	default:
		s = play_hold(t, (int)below(3), 10000 + below(50000), 60000);
		if (below(2))
			s->for_.hi = s->for_.lo = fixture_ms(s->for_.lo.ms), s->for_.elastic = false;
		s->find = fixture_ms(below(3) * 5000);
		s->ease = fixture_ms(below(3) * 2500);
		s->rest = fixture_ms(below(3) * 5000);
		s->legs = below(2) ? LEGS_BOTH : LEGS_RIGHT;
		if (below(3))
			break;
		for (int i = 0; i < 3; i++)
			places[i].site = &t->atlas.site[i];
		s->places = places;
		s->nplaces = 3;
		s->pick = (enum pick)below(4);
		break;
	}
}

static struct play *random_session(void)
{
	static const int32_t speeds[] = {500, 1000, 1000, 1000, 1333, 1500, 4000, 7777, 60000, 240000};
	struct play *t = play_new();
	struct player_past past;
	t->atlas.limits.tool_stretch = 90000 + below(200000);
	for (int64_t n = 1 + below(24); n > 0; n--)
		random_step(t);
	for (int i = 0; i < 3; i++)
		for (int leg = 0; leg < 2; leg++) {
			t->who.place[i][leg].presses = (int)below(3);
			t->who.place[i][leg].held_ms = below(200000);
		}
	if (!below(3))
		t->who.minutes_ms = 60000 + below(600000);
	if (!below(3)) /* a plan that knows less than the player: its caps must hold alone */
		t->plan = plan_compile(&t->routine, &t->atlas,
				       &(struct person){.press_most = INT64_MAX, .pressure_most = 10}, NULL);
	else
		t->plan = plan_compile(&t->routine, &t->atlas, &t->who, NULL);
	past = (struct player_past){.segment = (int)below(4) * (int)below(2),
				    .pain_before = (int)below(12) - 1,
				    .active_ms = below(600000),
				    .stretch_ms = below(300000)};
	t->p = player_new(t->plan, &t->who,
			  (struct player_options){.speed_milli = speeds[below(10)],
						  .hands_free = below(2),
						  .ask_pain = below(2),
						  .past = below(3) ? NULL : &past});
	return t;
}

static struct player_event random_event(const struct watch *t)
{
	enum player_event_kind k = (enum player_event_kind)below(PLAYER_EVENTS);
	/* what ends a session comes seldom, else no session gets anywhere */
	if ((k == EV_INTERRUPT && below(50)) || (k == EV_QUIT && below(10)))
		k = EV_TICK;
	if ((k == EV_SKIP || k == EV_JUMP) && below(3))
		k = EV_TICK;
	enum player_state s = watch_look(t).state;
	if ((s == PLAYER_STOPPED || s == PLAYER_AFTER_STOP || s == PLAYER_NUMB) && below(2))
		k = EV_ANSWER;
	if (k == EV_STOP && below(4))
		k = EV_GO_ON;
	int value = k == EV_JUMP      ? (int)below((int64_t)t->plan->nsegments + 2) - 1
		    : k == EV_ANSWER  ? (int)below(6) - 1
		    : k == EV_SUSPEND ? (int)below(below(10) ? 100000 : 2000000)
				      : (int)below(13) - 1;
	return (struct player_event){k, value};
}

static void random_time(struct watch *t)
{
	struct mono d = player_deadline(t->p);
	switch (below(80)) {
	case 0:
		t->now =
			mono_add_ms(t->now, below(below(10) ? 12000 : 4000000)); /* more than the half hour */
		break;
	case 1:
	case 2:
		t->now = mono_add_ms(t->now, below(30000));
		break;
	case 3:
	case 4:
		t->now = mono_add_ns(t->now, below(2000000000));
		break;
	case 5:
	case 6:
		break;
	default:
		if (d.ns - t->now.ns < 60000 * NS_PER_MS) /* not the half hour of a pause */
			t->now = below(4) ? d : mono_add_ns(d, below(300000000));
		break;
	}
}

static void what_must_always_hold(void **state)
{
	(void)state;
	int all = getenv("UNKNOT_LONG") ? EVENTS_LONG : EVENTS_SHORT;
	int sessions = 0, ended = 0, holds = 0;
	int reached[PLAYER_STATES] = {0};
	static struct watch w;
	for (int n = 0; n < all; sessions++) {
		struct play *t = random_session();

		watch_begin(&w, &t->routine, &t->atlas, &t->who, t->plan, t->p, t->now);
		for (int i = 0; i < EVENTS_A_SESSION && watch_look(&w).state < PLAYER_SUMMARY + (i < 20);
		     i++, n++) {
			reached[watch_look(&w).state]++;
			random_time(&w);
			watch_event(&w, random_event(&w));
		}
		reached[watch_look(&w).state]++;
		ended += w.ends;
		holds += w.holds;
		play_free(t);
		plan_free(w.own);
	}
	for (int i = PLAYER_PAIN; i < PLAYER_STATES; i++)
		if (reached[i] < 20)
			fail_msg("only %d steps in %s", reached[i], player_state_name((enum player_state)i));
	assert_true(ended > sessions / 2 && holds > sessions);
	print_message("%d events, %d sessions, %d ended, %d presses\n", all, sessions, ended, holds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_must_always_hold)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
