#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/keymap.h"

static void every_action_has_one_row(void **state)
{
	(void)state;
	size_t n;
	const struct binding *t = keymap_table(&n);
	assert_int_equal(n, ACTIONS - 1);
	for (enum action a = ACT_NONE + 1; a < ACTIONS; a++) {
		const struct binding *b = keymap_of(a);
		assert_non_null(b);
		assert_int_equal(b->action, a);
		assert_true(b >= t && b < t + n);
		assert_true(b->name[0] && b->shown[0] && b->label[0] && b->help[0]);
		assert_int_equal(b->help[strlen(b->help) - 1], '.');
		assert_true(b->keys[0] != 0);
	}
	assert_null(keymap_of(ACT_NONE));
}

static void no_key_or_name_is_used_twice(void **state)
{
	(void)state;
	size_t n;
	const struct binding *t = keymap_table(&n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < 4 && t[i].keys[k]; k++) {
			int value;
			assert_int_equal(keymap_action(t[i].keys[k], &value), t[i].action);
		}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(t[i].name, t[j].name);
}

static void keys_of_the_product(void **state)
{
	(void)state;
	static const struct {
		uint32_t key;
		enum action action;
	} rows[] = {
		{KEYCODE_ENTER, ACT_GO_ON},
		{KEYCODE_PAGE_DOWN, ACT_GO_ON},
		{' ', ACT_PAUSE},
		{'x', ACT_STOP},
		{KEYCODE_ESC, ACT_STOP},
		{'n', ACT_SKIP},
		{KEYCODE_RIGHT, ACT_SKIP},
		{'p', ACT_BACK},
		{KEYCODE_LEFT, ACT_BACK},
		{'j', ACT_JUMP},
		{KEYCODE_UP, ACT_SORER},
		{KEYCODE_DOWN, ACT_EASIER},
		{'w', ACT_TWITCH},
		{'+', ACT_MORE},
		{'-', ACT_LESS},
		{'s', ACT_SWAP},
		{'m', ACT_MUTE},
		{'v', ACT_VOICE},
		{'b', ACT_BREATH_SOUND},
		{'[', ACT_QUIETER},
		{']', ACT_LOUDER},
		{'?', ACT_HELP},
		{'q', ACT_QUIT},
		{KEYCODE_CTRL_C, ACT_INTERRUPT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int value = 99;
		assert_int_equal(keymap_action(rows[i].key, &value), rows[i].action);
		assert_int_equal(value, 0);
	}
}

static void digits_and_t_rate(void **state)
{
	(void)state;
	int value;
	for (uint32_t d = 0; d <= 9; d++) {
		assert_int_equal(keymap_action('0' + d, &value), ACT_RATE);
		assert_int_equal(value, (int)d);
	}
	assert_int_equal(keymap_action('t', &value), ACT_RATE);
	assert_int_equal(value, 10);
}

static void other_keys_do_nothing(void **state)
{
	(void)state;
	static const uint32_t none[] = {KEYCODE_NONE, KEYCODE_RESIZE, KEYCODE_HANGUP, 'X',
					'z',          0xe9,           0x10ffff,       UINT32_MAX};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		int value;
		assert_int_equal(keymap_action(none[i], &value), ACT_NONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_has_one_row), cmocka_unit_test(no_key_or_name_is_used_twice),
		cmocka_unit_test(keys_of_the_product),      cmocka_unit_test(digits_and_t_rate),
		cmocka_unit_test(other_keys_do_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
