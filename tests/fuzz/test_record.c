/* Thousands of broken records, the same ones in every run: none may crash or hang, what is refused is said
 * in a sentence fit for a terminal, and what is read comes out the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mutate.h"
#include "record_once.h"

enum { ROUNDS = 6000, CHANGES_MOST = 4 };

static const char seed[] =
	"{\"version\": 1, \"sessions\": [{\"id\": \"fedcba9876543210fedcba9876543210\", \"routine\": "
	"\"daily\","
	" \"title\": \"Every \\u00e9 \\ud83d\\ude00\", \"plan\": \"fedcba9876543210\", \"rehearsal\": false,"
	" \"started\": \"2026-11-22T11:00:00.031+01:00\", \"ended\": null, \"outcome\": null, \"planned_s\": "
	"300,"
	" \"active_s\": 301.504, \"by_choice\": true, \"pain_before\": 5, \"pain_after\": null,"
	" \"numb_after\": true, \"position\": {\"segment\": 7, \"leg\": \"right\", \"at_s\": 31.25},"
	" \"ratings\": [{\"what\": \"sore\", \"value\": 6, \"hold\": 0, \"at\": \"2026-11-22T11:01:01Z\"}],"
	" \"holds\": [{\"n\": 0, \"site\": \"calf-low\", \"leg\": \"left\","
	" \"started\": \"2026-11-22T11:01:00+01:00\", \"planned_s\": 40, \"held_s\": 32.25, \"tool_s\": 50.5,"
	" \"outcome\": \"released\", \"why\": null, \"sore_before\": 6, \"sore_after\": 3, \"twitches\": "
	"2}]}],"
	" \"checkins\": [{\"at\": \"2026-11-23T07:00:00+01:00\", \"soreness\": 4, \"bruise\": true,"
	" \"where\": \"\"}], \"choices\": [{\"at\": \"2026-11-20T07:00:00+01:00\", \"what\": \"target\","
	" \"value\": \"4\"}], \"screenings\": [{\"at\": \"2026-11-19T07:00:00+01:00\", \"page\": "
	"\"emergency\","
	" \"yes\": [2, 9]}]}";

static const char *const words[] = {"{",    "}",           "[",       "]",        ",",
				    ":",    "\"",          "\\",      "\\u0000",  "\\ud800",
				    "null", "true",        "false",   "0",        "-1",
				    "1e9",  "99999999999", "0.5",     "11",       "\"x\": [[[[",
				    "\377", "\xc2\x9b",    "\033[2J", "\"id\": ", "\"n\": 0, ",
				    "Z",    "\"left\"",    " ",       "\n"};

static void broken_records(void **state)
{
	uint64_t dice = 8;
	int read = 0;

	(void)state;
	assert_true(record_once(seed, sizeof seed - 1));
	for (int round = 0; round < ROUNDS; round++) {
		struct buf b = {0};

		buf_adds(&b, seed);
		for (size_t k = 0; k <= mutate_below(&dice, CHANGES_MOST); k++)
			mutate(&b, &dice, words, sizeof words / sizeof *words);
		read += record_once(buf_str(&b), b.n);
		buf_free(&b);
	}
	/* not so broken that only the first bytes of it are looked at */
	assert_in_range(read, ROUNDS / 100, ROUNDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(broken_records)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
