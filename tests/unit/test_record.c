/* Words of the record, and the record as JSON, CSV and text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "core/record.h"

#define ID_A "0123456789abcdef0123456789abcdef"
#define ID_B "fedcba9876543210fedcba9876543210"

/* 2026-11-22T10:00:00Z, told by a clock one hour ahead. */
static struct wall at(int seconds)
{
	return (struct wall){INT64_C(1795341600000) + seconds * 1000, 3600};
}

static struct session_row sessions[] = {
	{.id = ID_B,
	 .routine = "out-of-the-car",
	 .title = "Out of the Car",
	 .plan_hash = 0xfeed,
	 .outcome = SESSION_DONE,
	 .ended_by_choice = true,
	 .planned_ms = 300000,
	 .active_ms = 301500,
	 .pain_before = 5,
	 .pain_after = 3,
	 .numb_after = -1},
	{.id = ID_A,
	 .routine = "mine, \"best\"",
	 .title = "Meins\033[2J é",
	 .rehearsal = true,
	 .outcome = SESSION_OPEN,
	 .planned_ms = 60000,
	 .pain_before = RATING_UNKNOWN,
	 .pain_after = RATING_UNKNOWN,
	 .segment = 7,
	 .leg = LEG_RIGHT,
	 .at_ms = 31250,
	 .numb_after = 1},
};

static struct hold_row holds[] = {
	{.session = ID_B,
	 .n = 0,
	 .site = "thigh-outer-middle",
	 .leg = LEG_LEFT,
	 .planned_ms = 40000,
	 .held_ms = 32250,
	 .tool_ms = 50500,
	 .outcome = HOLD_RELEASED,
	 .sore_before = 6,
	 .sore_after = 3,
	 .twitches = 2},
	{.session = ID_A,
	 .n = 0,
	 .site = "calf-low",
	 .leg = LEG_LEFT,
	 .planned_ms = 60000,
	 .outcome = HOLD_SKIPPED,
	 .sore_before = RATING_UNKNOWN,
	 .sore_after = RATING_UNKNOWN,
	 .rehearsal = true},
	{.session = ID_B,
	 .n = 1,
	 .site = "thigh-inner-lower",
	 .leg = LEG_RIGHT,
	 .planned_ms = 40000,
	 .held_ms = 5000,
	 .outcome = HOLD_STOPPED,
	 .why = WHY_TOO_SORE,
	 .sore_before = 0,
	 .sore_after = RATING_UNKNOWN},
};

static struct rating_row ratings[] = {
	{.session = ID_B, .hold = -1, .what = "pain-before", .value = 5},
	{.session = ID_B, .hold = 0, .what = "sore", .value = 6},
};

static struct record filled(void)
{
	sessions[0].started = at(0);
	sessions[0].ended = at(310);
	sessions[1].started = at(400);
	for (size_t i = 0; i < 3; i++)
		holds[i].when = at(60 + 60 * (int)i);
	ratings[0].when = at(1);
	ratings[1].when = at(61);
	return (struct record){.sessions = sessions,
			       .nsessions = 2,
			       .holds = holds,
			       .nholds = 3,
			       .ratings = ratings,
			       .nratings = 2};
}

static void test_words(void **state)
{
	enum session_outcome s;
	enum hold_outcome h;
	enum stop_why w;

	(void)state;
	for (int i = SESSION_OPEN; i <= SESSION_INTERRUPTED; i++) {
		assert_true(session_outcome_by_name(session_outcome_name((enum session_outcome)i), &s));
		assert_int_equal(s, i);
	}
	for (int i = HOLD_RELEASED; i <= HOLD_INTERRUPTED; i++) {
		assert_true(hold_outcome_by_name(hold_outcome_name((enum hold_outcome)i), &h));
		assert_int_equal(h, i);
	}
	for (int i = WHY_NONE; i <= WHY_OTHER; i++) {
		assert_true(stop_why_by_name(stop_why_name((enum stop_why)i), &w));
		assert_int_equal(w, i);
	}
	assert_string_equal(session_outcome_name(SESSION_ENDED_EARLY), "ended-early");
	assert_string_equal(hold_outcome_name(HOLD_EASED_OFF), "eased-off");
	assert_string_equal(stop_why_name(WHY_TOO_SORE), "too-sore");
	assert_false(session_outcome_by_name("Done", &s));
	assert_false(hold_outcome_by_name("", &h));
	assert_false(stop_why_by_name("itchy", &w));
}

static const char expected_json[] =
	"{\n"
	"  \"version\": 1,\n"
	"  \"sessions\": [\n"
	"    {\n"
	"      \"id\": \"" ID_B "\",\n"
	"      \"routine\": \"out-of-the-car\",\n"
	"      \"title\": \"Out of the Car\",\n"
	"      \"plan\": \"000000000000feed\",\n"
	"      \"rehearsal\": false,\n"
	"      \"started\": \"2026-11-22T11:00:00+01:00\",\n"
	"      \"ended\": \"2026-11-22T11:05:10+01:00\",\n"
	"      \"outcome\": \"done\",\n"
	"      \"planned_s\": 300,\n"
	"      \"active_s\": 301.5,\n"
	"      \"by_choice\": true,\n"
	"      \"pain_before\": 5,\n"
	"      \"pain_after\": 3,\n"
	"      \"numb_after\": null,\n"
	"      \"position\": {\"segment\": 0, \"leg\": null, \"at_s\": 0},\n"
	"      \"ratings\": [\n"
	"        {\"what\": \"pain-before\", \"value\": 5, \"hold\": null, \"at\": "
	"\"2026-11-22T11:00:01+01:00\"},\n"
	"        {\"what\": \"sore\", \"value\": 6, \"hold\": 0, \"at\": \"2026-11-22T11:01:01+01:00\"}\n"
	"      ],\n"
	"      \"holds\": [\n"
	"        {\"n\": 0, \"site\": \"thigh-outer-middle\", \"leg\": \"left\", \"started\": "
	"\"2026-11-22T11:01:00+01:00\", \"planned_s\": 40, \"held_s\": 32.25, \"tool_s\": 50.5, "
	"\"outcome\": \"released\", \"why\": null, \"sore_before\": 6, \"sore_after\": 3, \"twitches\": 2},\n"
	"        {\"n\": 1, \"site\": \"thigh-inner-lower\", \"leg\": \"right\", \"started\": "
	"\"2026-11-22T11:03:00+01:00\", \"planned_s\": 40, \"held_s\": 5, \"tool_s\": 0, "
	"\"outcome\": \"stopped\", \"why\": \"too-sore\", \"sore_before\": 0, \"sore_after\": null, "
	"\"twitches\": 0}\n"
	"      ]\n"
	"    },\n"
	"    {\n"
	"      \"id\": \"" ID_A "\",\n"
	"      \"routine\": \"mine, \\\"best\\\"\",\n"
	"      \"title\": \"Meins\\u001b[2J é\",\n"
	"      \"plan\": \"0000000000000000\",\n"
	"      \"rehearsal\": true,\n"
	"      \"started\": \"2026-11-22T11:06:40+01:00\",\n"
	"      \"ended\": null,\n"
	"      \"outcome\": null,\n"
	"      \"planned_s\": 60,\n"
	"      \"active_s\": 0,\n"
	"      \"by_choice\": false,\n"
	"      \"pain_before\": null,\n"
	"      \"pain_after\": null,\n"
	"      \"numb_after\": true,\n"
	"      \"position\": {\"segment\": 7, \"leg\": \"right\", \"at_s\": 31.25},\n"
	"      \"ratings\": [],\n"
	"      \"holds\": [\n"
	"        {\"n\": 0, \"site\": \"calf-low\", \"leg\": \"left\", \"started\": "
	"\"2026-11-22T11:02:00+01:00\", \"planned_s\": 60, \"held_s\": 0, \"tool_s\": 0, "
	"\"outcome\": \"skipped\", \"why\": null, \"sore_before\": null, \"sore_after\": null, "
	"\"twitches\": 0}\n"
	"      ]\n"
	"    }\n"
	"  ],\n"
	"  \"checkins\": [],\n"
	"  \"measures\": [],\n"
	"  \"choices\": [],\n"
	"  \"screenings\": []\n"
	"}\n";

static void test_json(void **state)
{
	struct record r = filled();
	struct buf out = {0};

	(void)state;
	record_json(&r, &out);
	assert_string_equal(buf_str(&out), expected_json);
	buf_free(&out);
}

static void test_empty(void **state)
{
	struct record r = {0};
	struct buf out = {0};

	(void)state;
	record_json(&r, &out);
	assert_string_equal(buf_str(&out),
			    "{\n  \"version\": 1,\n  \"sessions\": [],\n  \"checkins\": [],\n"
			    "  \"measures\": [],\n  \"choices\": [],\n  \"screenings\": []\n}\n");
	buf_clear(&out);
	record_csv(&r, &out);
	assert_string_equal(strchr(buf_str(&out), '\n'), "\n");
	buf_clear(&out);
	record_text(&r, &out);
	assert_non_null(strstr(buf_str(&out), "unknot play"));
	buf_free(&out);
}

static void test_checkins(void **state)
{
	struct checkin_row c = {.when = at(0), .soreness = 2, .bruise = true, .where = "calf-low left"};
	struct record r = {.checkins = &c, .ncheckins = 1};
	struct buf out = {0};

	(void)state;
	record_json(&r, &out);
	assert_non_null(strstr(buf_str(&out), "{\"at\": \"2026-11-22T11:00:00+01:00\", \"soreness\": 2, "
					      "\"bruise\": true, \"where\": \"calf-low left\"}"));
	buf_free(&out);
}

/* A measure is a rating that stands for the weeks; one of a sore spot is none. */
static void test_measures_and_choices(void **state)
{
	struct rating_row both[2] = {
		{.session = ID_A, .hold = 0, .what = "sore", .value = 6, .when = at(0)},
		{.session = ID_B, .hold = -1, .what = "reach", .value = 9, .when = at(0)}};
	struct choice_row choice = {at(0), "target", "3"};
	struct record r = {.ratings = both, .nratings = 2, .choices = &choice, .nchoices = 1};
	struct buf out = {0};

	(void)state;
	record_json(&r, &out);
	assert_non_null(strstr(buf_str(&out),
			       "\"measures\": [\n    {\"at\": \"2026-11-22T11:00:00+01:00\", "
			       "\"what\": \"reach\", \"value\": 9, \"session\": \"" ID_B "\"}\n  ]"));
	assert_non_null(strstr(buf_str(&out), "\"choices\": [\n    {\"at\": \"2026-11-22T11:00:00+01:00\", "
					      "\"what\": \"target\", \"value\": \"3\"}\n  ]"));
	buf_free(&out);
}

/* Only what closes the gate goes to other machines: "none apply" and "checked" open it where they were said. */
static void test_screenings(void **state)
{
	struct screening_row rows[] = {
		{.when = at(0), .page = "emergency"},
		{.when = at(1), .page = "emergency", .yes = 1U << 2 | 1U << 9},
		{.when = at(2), .page = "emergency", .by_script = true},
		{.when = at(3), .page = "checked", .yes = 1U << 2},
		{.when = at(4), .page = "ask-first", .yes = 1U << 13},
		{.when = at(5), .page = "emergency", .yes = 1U << 13},
	};
	struct record r = {.screenings = rows, .nscreenings = 6};
	struct buf out = {0};

	(void)state;
	record_json(&r, &out);
	assert_non_null(strstr(buf_str(&out),
			       "\"screenings\": [\n    {\"at\": \"2026-11-22T11:00:01+01:00\", \"page\": "
			       "\"emergency\", \"yes\": [2, 9]}\n  ]"));
	buf_free(&out);
}

static void test_csv(void **state)
{
	struct record r = filled();
	struct buf out = {0};

	(void)state;
	record_csv(&r, &out);
	assert_string_equal(
		buf_str(&out),
		"session,routine,rehearsal,started,site,leg,planned_s,held_s,outcome,why,sore_before,"
		"sore_after,twitches\n" ID_B
		",out-of-the-car,false,2026-11-22T11:01:00+01:00,thigh-outer-middle,left,40,32.25,released,,"
		"6,3,2\n" ID_A ",\"mine, \"\"best\"\"\",true,2026-11-22T11:02:00+01:00,calf-low,left,60,0,"
		"skipped,,,,0\n" ID_B
		",out-of-the-car,false,2026-11-22T11:03:00+01:00,thigh-inner-lower,right,40,5,stopped,"
		"too-sore,0,,0\n");
	buf_free(&out);
}

static void test_text(void **state)
{
	struct record r = filled();
	struct buf out = {0};

	(void)state;
	record_text(&r, &out);
	assert_memory_equal(buf_str(&out), "Oldest first      Routine   ",
			    28); /* over the columns of the rows */
	assert_int_equal(strstr(buf_str(&out), "Holds, how it ended") - buf_str(&out), 61);
	assert_non_null(strstr(buf_str(&out), "2026-11-22 11:00  Out of the Car"));
	assert_non_null(strstr(buf_str(&out), "5:01  2 holds, done, pain 5 → 3\n"));
	assert_non_null(strstr(buf_str(&out), "Meins?[2J é"));
	assert_non_null(strstr(buf_str(&out), "0 holds, not finished, rehearsal\n"));
	assert_null(strchr(buf_str(&out), '\033'));
	buf_free(&out);
}

/* Ten years of sessions come out whole, each with its own holds. */
static void test_many(void **state)
{
	enum { SESSIONS = 3650, EACH = 8 };
	struct record r = {.nsessions = SESSIONS, .nholds = SESSIONS * EACH};
	static const char key[] = "\"twitches\": ";
	struct buf out = {0};
	size_t n = 0;

	(void)state;
	r.sessions = mem_calloc(r.nsessions, sizeof *r.sessions);
	r.holds = mem_calloc(r.nholds, sizeof *r.holds);
	for (size_t i = 0; i < SESSIONS; i++) {
		r.sessions[i] = sessions[0];
		snprintf(r.sessions[i].id, sizeof r.sessions[i].id, "%032zx", i * 2654435761U % 99991);
		for (size_t k = 0; k < EACH; k++) {
			struct hold_row *h = &r.holds[i * EACH + k];

			*h = holds[0];
			memcpy(h->session, r.sessions[i].id, sizeof h->session);
			h->twitches = (int)k;
		}
	}
	record_json(&r, &out);
	for (const char *p = out.p; (p = memmem(p, out.n - (size_t)(p - out.p), key, sizeof key - 1)); n++)
		assert_int_equal((p += sizeof key - 1)[0] - '0', n % EACH);
	assert_int_equal(n, SESSIONS * EACH);
	buf_free(&out);
	free(r.sessions);
	free(r.holds);
}

static void test_freed(void **state)
{
	struct record *r = mem_calloc(1, sizeof *r);

	(void)state;
	r->arena = arena_new();
	r->sessions = arena_array(r->arena, 3, sizeof *r->sessions);
	record_free(r);
	record_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_checkins),
		cmocka_unit_test(test_measures_and_choices),
		cmocka_unit_test(test_screenings),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
