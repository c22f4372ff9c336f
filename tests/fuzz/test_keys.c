/* Hundreds of sessions of shipped routines at the keys of somebody who presses anything, the same in every
 * run (keys_once.h tells what must hold). Run in the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "keys_once.h"
#include "mutate.h"

enum { SESSIONS = 400 };

/* Mostly time, so that something happens between the keys; what ends a session seldom. */
static unsigned char key(uint64_t *dice)
{
	static const char keys[] = "\r\r\r xnp0123456789t+-swq\x1b\1\2yn5\5\5\6";

	if (mutate_below(dice, 3))
		return (unsigned char)(0x80 + mutate_below(dice, mutate_below(dice, 20) ? 110 : 128));
	return (unsigned char)keys[mutate_below(dice, sizeof keys - 1)];
}

static void anything_pressed(void **state)
{
	uint64_t dice = 8;
	int ended = 0;

	(void)state;
	for (int i = 0; i < SESSIONS; i++) {
		unsigned char bytes[KEYS_MOST];

		for (size_t n = 0; n < KEYS_MOST; n++)
			bytes[n] = n < KEYS_HEAD ? (unsigned char)mutate_random(&dice) : key(&dice);
		bytes[3] = i % 4 ? 0 : bytes[3];
		ended += keys_once(bytes, KEYS_MOST) != SESSION_OPEN;
	}
	assert_in_range(ended, SESSIONS / 8, SESSIONS);
	for (int i = 0; i < KEYS_ROUTINES * PERSONS; i++)
		keys_play_free(keys_play(i / PERSONS, i % PERSONS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(anything_pressed)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
