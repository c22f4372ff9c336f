/* config.yaml: every key and value is read, every slip is told with what would be right, and takes nothing
 * else with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "load/config_load.h"

static struct arena *arena;
static struct diag *diag;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	diag_free(diag);
	arena_free(arena);
	return 0;
}

/* Handed over without a byte to spare. */
static struct config load(const char *text)
{
	size_t n = strlen(text);
	char *bytes = malloc(n + (n == 0));
	uint16_t source;
	struct config c;

	memcpy(bytes, text, n);
	source = diag_source(diag, "config.yaml", bytes, n);
	c = config_load(arena, diag, source, bytes, n);
	diag_keep(diag, bytes);
	return c;
}

static void nothing_is_the_default(void **state)
{
	static const char *const texts[] = {"",  "\n",           "  \n# theme: dark\n\t\n",
					    "#", "\357\273\277", "\357\273\277# theme: dark\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct config c = load(texts[i]);

		assert_memory_equal(&c, &config_default, sizeof c);
		assert_int_equal(diag_count(diag, DIAG_ERROR), 0);
	}
}

/* The table itself: each word of each key is taken, and the first is the default. */
static void every_word_is_read(void **state)
{
	(void)state;
	for (enum config_key k = 0; k < CONFIG_KEYS; k++) {
		const struct config_row *row = config_row(k);

		for (int w = 0; w < CONFIG_WORDS && row->words[w]; w++) {
			struct config c = load(arena_printf(arena, "%s: %s\n", row->name, row->words[w]));
			struct config want = config_default;

			config_set(&want, k, w);
			assert_memory_equal(&c, &want, sizeof c);
			assert_int_equal(memcmp(&c, &config_default, sizeof c) == 0, w == 0);
		}
	}
	assert_int_equal(diag_count(diag, DIAG_ERROR), 0);
	assert_true(load("mirror: true\n").mirror);
	assert_int_equal(load("theme: light\nmotion: none\n").theme, THEME_LIGHT);
}

static void maps_hold_numbers_and_names(void **state)
{
	(void)state;
	struct config c =
		load("voice:\n  name: en+f3\n  rate: 150\n  pitch: 60\ngains: { cues: -6, breath: 3 }\n"
		     "mono: yes\ndriver: pulse\nsounds: bells\ncountry: GB\n");

	assert_int_equal(diag_count(diag, DIAG_ERROR), 0);
	assert_string_equal(c.voice_name, "en+f3");
	assert_int_equal(c.voice_rate, 150);
	assert_int_equal(c.voice_pitch, 60);
	assert_int_equal(c.cues_db, -6);
	assert_int_equal(c.breath_db, 3);
	assert_int_equal(c.voice_db, 0);
	assert_true(c.mono);
	assert_string_equal(c.driver, "pulse");
	assert_string_equal(c.sounds, "bells");
	assert_string_equal(c.country, "GB");
	assert_false(load("voice: { on: no }\n").voice);
}

static void slips_are_told_and_take_nothing_with_them(void **state)
{
	static const struct {
		const char *text, *code, *hint;
		unsigned line, col;
	} rows[] = {
		{"theme: drak\nmotion: none\n", "setting", "did you mean \"dark\"?", 1, 8},
		{"motion: none\ntheme: 3\n", "setting",
		 "it is one of: auto, dark, light, high-contrast, colour-blind", 2, 8},
		{"motion: none\nthem: dark\n", "unknown-key", "did you mean \"theme\"?", 2, 1},
		{"motion: none\nzzz: 1\n", "unknown-key",
		 "it is one of: theme, motion, mirror, level, hands-free, find, sync, voice.on, voice.name, "
		 "voice.rate, "
		 "voice.pitch, gains.cues, gains.breath, gains.voice, mono, driver, sounds, country",
		 2, 1},
		{"motion: none\nvoice: { rat: 160 }\n", "unknown-key", "did you mean \"voice.rate\"?", 2, 10},
		{"motion: none\nvoice: 160\n", "type", "as in voice: { rate: 160 }", 2, 8},
		{"motion: none\nvoice:\n  rate: 20\n", "setting", NULL, 3, 9},
		{"motion: none\ngains: { cues: loud }\n", "setting", NULL, 2, 16},
		{"motion: none\nsounds: ../secret\n", "setting",
		 "it is a name of letters, figures, -, _, . and +, and no path", 2, 9},
		{"motion: none\nsounds: ..\n", "setting", NULL, 2, 9},
		{"motion: none\ncountry: atlantis\n", "setting",
		 "it is two letters, as in gb; a country whose number is not known here is left out, and the "
		 "local number is named instead",
		 2, 10},
		{"motion: none\ntheme: [dark]\n", "type", NULL, 2, 8},
		{"motion: none\ntheme: dark\ntheme: light\n", "duplicate-key", NULL, 3, 1},
		{"motion: none\ntheme:dark\n", "space", "did you mean \"theme: dark\"?", 2, 1},
		{"\357\273\277them: dark\nmotion: none\n", "unknown-key", "did you mean \"theme\"?", 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setup(state);
		struct config c = load(rows[i].text);
		const struct diag_entry *e = diag_at(diag, 0);

		assert_non_null(e);
		assert_string_equal(e->code, rows[i].code);
		if (rows[i].hint)
			assert_string_equal(e->hint, rows[i].hint);
		assert_int_equal(e->at.line, rows[i].line);
		assert_int_equal(e->at.col, rows[i].col);
		assert_false(c.motion);
		teardown(state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_the_default, setup, teardown),
		cmocka_unit_test_setup_teardown(every_word_is_read, setup, teardown),
		cmocka_unit_test_setup_teardown(maps_hold_numbers_and_names, setup, teardown),
		cmocka_unit_test(slips_are_told_and_take_nothing_with_them),
	};

	return cmocka_run_group_tests_name("config_load", tests, NULL, NULL);
}
