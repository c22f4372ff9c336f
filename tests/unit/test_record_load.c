/* The record's JSON read back: nothing is lost, and what is wrong is told with its line, its place in the
 * record and what was expected. */
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
#include "load/record_load.h"

#define ID_A "0123456789abcdef0123456789abcdef"
#define ID_B "fedcba9876543210fedcba9876543210"

static const struct wall latest = {INT64_C(1795600000000), 0}; /* 2026-11-25 */

static const char whole[] =
	"{\n"
	"  \"version\": 1,\n"
	"  \"sessions\": [\n"
	"    {\n"
	"      \"id\": \"" ID_B "\",\n"
	"      \"routine\": \"out-of-the-car\",\n"
	"      \"title\": \"Out of the \\\"Car\\\" é\",\n"
	"      \"plan\": \"fedcba9876543210\",\n"
	"      \"rehearsal\": false,\n"
	"      \"started\": \"2026-11-22T11:00:00.031+01:00\",\n"
	"      \"ended\": \"2026-11-22T11:05:10+01:00\",\n"
	"      \"outcome\": \"stopped\",\n"
	"      \"planned_s\": 300,\n"
	"      \"active_s\": 301.504,\n"
	"      \"by_choice\": true,\n"
	"      \"pain_before\": 5,\n"
	"      \"pain_after\": null,\n"
	"      \"numb_after\": true,\n"
	"      \"position\": {\"segment\": 7, \"leg\": \"right\", \"at_s\": 31.25},\n"
	"      \"ratings\": [\n"
	"        {\"what\": \"pain-before\", \"value\": 5, \"hold\": null, \"at\": "
	"\"2026-11-22T11:00:01+01:00\"},\n"
	"        {\"what\": \"sore\", \"value\": 6, \"hold\": 0, \"at\": \"2026-11-22T11:01:01+01:00\"},\n"
	"        {\"what\": \"reach\", \"value\": -3, \"hold\": null, \"at\": "
	"\"2026-11-22T11:01:01+01:00\"}\n"
	"      ],\n"
	"      \"holds\": [\n"
	"        {\"n\": 0, \"site\": \"thigh-outer-middle\", \"leg\": \"left\", \"started\": "
	"\"2026-11-22T11:01:00+01:00\", \"planned_s\": 40, \"held_s\": 32.25, \"tool_s\": 50.5, "
	"\"outcome\": \"released\", \"why\": null, \"sore_before\": 6, \"sore_after\": 3, \"twitches\": 2},\n"
	"        {\"n\": 3, \"site\": \"thigh-inner-lower\", \"leg\": null, \"started\": "
	"\"2026-11-22T11:03:00+01:00\", \"planned_s\": 40, \"held_s\": 5, \"tool_s\": 0, "
	"\"outcome\": \"stopped\", \"why\": \"too-sore\", \"sore_before\": 0, \"sore_after\": null, "
	"\"twitches\": 0}\n"
	"      ]\n"
	"    },\n"
	"    {\n"
	"      \"id\": \"" ID_A "\",\n"
	"      \"routine\": \"daily\",\n"
	"      \"title\": \"\",\n"
	"      \"plan\": \"0000000000000000\",\n"
	"      \"rehearsal\": true,\n"
	"      \"started\": \"2026-11-23T11:06:40-03:30\",\n"
	"      \"ended\": null,\n"
	"      \"outcome\": null,\n"
	"      \"planned_s\": 60,\n"
	"      \"active_s\": 0,\n"
	"      \"by_choice\": false,\n"
	"      \"pain_before\": null,\n"
	"      \"pain_after\": 0,\n"
	"      \"numb_after\": false,\n"
	"      \"position\": {\"segment\": 0, \"leg\": null, \"at_s\": 0},\n"
	"      \"ratings\": [],\n"
	"      \"holds\": []\n"
	"    }\n"
	"  ],\n"
	"  \"checkins\": [\n"
	"    {\"at\": \"2026-11-23T07:00:00.500+01:00\", \"soreness\": 4, \"bruise\": true, \"where\": "
	"\"calf-low left\"}\n"
	"  ],\n"
	"  \"measures\": [\n"
	"    {\"at\": \"2026-11-22T11:01:01+01:00\", \"what\": \"reach\", \"value\": -3, \"session\": "
	"\"" ID_B "\"}\n"
	"  ],\n"
	"  \"choices\": [\n"
	"    {\"at\": \"2026-11-20T07:00:00+01:00\", \"what\": \"target\", \"value\": \"4\"},\n"
	"    {\"at\": \"2026-11-20T07:00:00+01:00\", \"what\": \"tool\", \"value\": \"soft-ball\"}\n"
	"  ],\n"
	"  \"screenings\": [\n"
	"    {\"at\": \"2026-11-19T07:00:00+01:00\", \"page\": \"emergency\", \"yes\": [2, 9]}\n"
	"  ]\n"
	"}\n";

static void nothing_is_lost(void **state)
{
	struct err e = {""};
	struct record *r = record_load(whole, sizeof whole - 1, latest, &e);
	struct buf out = {0};

	(void)state;
	assert_string_equal(e.text, "");
	assert_non_null(r);
	assert_int_equal(r->nsessions, 2);
	assert_true(r->sessions[0].plan_hash == UINT64_C(0xfedcba9876543210));
	assert_int_equal(r->sessions[0].started.ms, INT64_C(1795341600031));
	assert_int_equal(r->sessions[1].outcome, SESSION_OPEN);
	assert_int_equal(r->holds[1].n, 3);
	assert_int_equal(r->holds[1].why, WHY_TOO_SORE);
	assert_string_equal(r->holds[1].session, ID_B);
	assert_false(r->holds[1].rehearsal);
	assert_int_equal(r->screenings[0].yes, 1U << 2 | 1U << 9);
	record_json(r, &out);
	assert_string_equal(buf_str(&out), whole);
	buf_free(&out);
	record_free(r);
}

/* `whole` with the first `was` after `from` made `is`. */
static char *changed(const char *was, const char *is)
{
	const char *at = strstr(whole, was);
	struct buf b = {0};

	if (!at)
		fail_msg("no %s", was);
	buf_add(&b, whole, (size_t)(at - whole));
	buf_adds(&b, is);
	buf_adds(&b, at + strlen(was));
	return b.p;
}

static void order_and_unknown_keys_are_of_no_matter(void **state)
{
	char *text = changed("      \"id\": \"" ID_B "\",\n", "      \"mood\": {\"x\": [1, {}]},\n");
	struct buf b = {0};
	struct err e = {""};
	struct record *r;
	char *last = strstr(text, "\n      ]\n    },");

	(void)state;
	buf_add(&b, text, (size_t)(last - text));
	buf_adds(&b, "\n      ], \"id\": \"" ID_B "\"\n    },");
	buf_adds(&b, last + strlen("\n      ]\n    },"));
	r = record_load(b.p, b.n, latest, &e);
	assert_string_equal(e.text, "");
	buf_clear(&b);
	record_json(r, &b);
	assert_string_equal(b.p, whole);
	record_free(r);
	buf_free(&b);
	free(text);
	r = record_load("{\"sessions\":[],\"version\":1}", 27, latest, &e);
	assert_non_null(r);
	record_free(r);
}

static void what_is_wrong_is_told(void **state)
{
	static const struct {
		const char *was, *is, *said;
	} wrong[] = {
		{"\"version\": 1", "\"version\": 2", "line 2: version: a newer unknot wrote this"},
		{"\"version\": 1", "\"version\": \"1\"", "line 2: version: the number 1 is expected"},
		{"\"version\": 1,", "", "\"version\" is missing"},
		{ID_B, "FEDCBA9876543210fedcba9876543210", "line 5: sessions[0].id: 32 hexadecimal digits"},
		{ID_B, "fedcba98", "line 5: sessions[0].id: 32 hexadecimal digits"},
		{"\"" ID_B "\"", "7", "line 5: sessions[0].id: 32 hexadecimal digits"},
		{ID_B, ID_A, "two sessions have the id " ID_A},
		{"Out of", "Out \\u001b[2J of", "line 7: sessions[0].title: a text"},
		{"Out of", "Out \xc2\x9b of", "line 7: sessions[0].title: a text"},
		{"Out of", "Out \xff of", "line 7: sessions[0].title: bytes that are no UTF-8"},
		{"Out of", "Out \\u0000 of", "line 7: sessions[0].title: a \\u that is no character"},
		{"\"fedcba9876543210\"", "\"fedcba987654321x\"", "sessions[0].plan: 16 hexadecimal"},
		{"\"rehearsal\": false", "\"rehearsal\": 0", "line 9: sessions[0].rehearsal: true or false"},
		{"11:00:00.031", "25:00:00", "sessions[0].started: a moment is expected"},
		{"\"started\": \"2026", "\"started\": \"9026", "sessions[0].started: a moment is expected"},
		{"\"outcome\": \"stopped\",\n", "\"outcome\": \"open\",\n", "sessions[0].outcome: \"done\""},
		{"\"outcome\": \"stopped\",\n", "\"outcome\": null,\n", "\"ended\" and \"outcome\" are null"},
		{"301.504", "301.5041", "sessions[0].active_s: seconds are expected"},
		{"301.504", "-1", "sessions[0].active_s: seconds are expected"},
		{"301.504", "1e5", "sessions[0].active_s: seconds are expected"},
		{"301.504", "99999999999999999999999999", "sessions[0].active_s: seconds are expected"},
		{"\"pain_before\": 5", "\"pain_before\": 11",
		 "line 16: sessions[0].pain_before: a whole number from 0 to 10 or null is expected"},
		{"\"pain_before\": 5", "\"pain_before\": 5.5", "a whole number from 0 to 10 or null"},
		{"\"pain_before\": 5", "\"pain_before\": -1", "a whole number from 0 to 10 or null"},
		{"\"segment\": 7", "\"segment\": null", "sessions[0].position.segment: a whole number"},
		{"\"numb_after\": true", "\"numb_after\": 1", "sessions[0].numb_after: true, false or null"},
		{"\"leg\": \"left\"", "\"leg\": \"both\"", "sessions[0].holds[0].leg: \"left\", \"right\""},
		{"\"n\": 3", "\"n\": 0",
		 "sessions[0].holds[1]: an earlier hold of this session has the number 0"},
		{"\"n\": 3", "\"n\": 1000", "sessions[0].holds[1].n: a whole number from 0 to 999"},
		{"\"site\": \"thigh-inner", "\"site\": \"Thigh inner", "sessions[0].holds[1].site: a word"},
		{"\"too-sore\"", "\"none\"", "sessions[0].holds[1].why: \"sharp\""},
		{"\"twitches\": 2", "\"twitches\": 2, \"twitches\": 3",
		 "sessions[0].holds[0].twitches: this is there twice"},
		{", \"twitches\": 2", "", "sessions[0].holds[0]: \"twitches\" is missing"},
		{"\"value\": 6", "\"value\": 6000",
		 "sessions[0].ratings[1].value: a whole number from -1000"},
		{"\"value\": 6", "\"value\": 22", "\"value\" is from 0 to 10 where"},
		{"\"value\": 6", "\"value\": -1", "\"value\" is from 0 to 10 where"},
		{"\"hold\": 0", "\"hold\": -1", "sessions[0].ratings[1].hold: a whole number"},
		{"\"soreness\": 4", "\"soreness\": null",
		 "checkins[0].soreness: a whole number from 0 to 10"},
		{"\"at\": \"2026-11-20", "\"at\": \"2026-11-26",
		 "choices[0].at: this moment has not come yet"},
		{"\"started\": \"2026-11-22T11:00:00.031", "\"started\": \"2027-11-22T11:00:00.031",
		 "sessions[0].started: this moment has not come yet"},
		{"\"ended\": \"2026-11-22", "\"ended\": \"2027-11-22",
		 "sessions[0].ended: this moment has not"},
		{"\"2026-11-22T11:03:00", "\"2027-11-22T11:03:00",
		 "sessions[0].holds[1].started: this moment has not"},
		{"\"at\": \"2026-11-19", "\"at\": \"2036-11-19", "screenings[0].at: this moment has not"},
		{"\"what\": \"tool\"", "\"what\": \"target\"",
		 "there are two choices of \"target\" at 2026-11-20T07:00:00+01:00"},
		{"\"yes\": [2, 9]", "\"yes\": []", "screenings[0]: an answer of yes on the page"},
		{"\"page\": \"emergency\"", "\"page\": \"checked\"", "screenings[0]: an answer of yes on"},
		{"\"yes\": [2, 9]", "\"yes\": [11]", "screenings[0].yes[0]: the number of a question"},
		{"\"yes\": [2, 9]", "\"yes\": 2", "screenings[0].yes: a list"},
		{"\"sessions\": [", "\"sessions\": {", "sessions: a list [ ] is expected"},
		{"\"holds\": []", "\"holds\": [[]]", "sessions[1].holds[0]: an object { } is expected"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char *text = changed(wrong[i].was, wrong[i].is);
		struct err e = {""};
		struct record *r = record_load(text, strlen(text), latest, &e);

		if (r || !strstr(e.text, wrong[i].said))
			fail_msg("%s -> %s: \"%s\" and not \"%s\"", wrong[i].was, wrong[i].is,
				 r ? "read" : e.text, wrong[i].said);
		free(text);
	}
}

/* Whatever is cut off, the file is refused. */
static void a_file_cut_short(void **state)
{
	struct err e;

	(void)state;
	for (size_t n = 0; n < sizeof whole - 3; n++) {
		e.text[0] = '\0';
		assert_null(record_load(whole, n, latest, &e));
		assert_string_not_equal(e.text, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(order_and_unknown_keys_are_of_no_matter),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(a_file_cut_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
