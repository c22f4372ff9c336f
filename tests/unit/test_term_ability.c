#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "io/term_ability.h"

static struct term_facts xterm(void)
{
	return (struct term_facts){.colours = 256,
				   .auto_margin = true,
				   .eat_newline = true,
				   .term = "xterm-256color",
				   .utf8 = true};
}

static enum depth depth(struct term_facts f)
{
	return term_ability(&f).theme.depth;
}

static void depth_follows_terminfo(void **state)
{
	static const struct {
		int colours;
		enum depth depth;
	} rows[] = {{-1, DEPTH_NONE}, {0, DEPTH_NONE}, {2, DEPTH_NONE},  {8, DEPTH_8},
		    {16, DEPTH_16},   {88, DEPTH_16},  {256, DEPTH_256}, {1 << 24, DEPTH_TRUE}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct term_facts f = xterm();

		f.colours = rows[i].colours;
		assert_int_equal(depth(f), rows[i].depth);
	}
}

static void truecolour_has_to_be_claimed(void **state)
{
	struct term_facts f = xterm();

	(void)state;
	f.colorterm = "yes";
	assert_int_equal(depth(f), DEPTH_256);
	f.colorterm = "truecolor";
	assert_int_equal(depth(f), DEPTH_TRUE);
	f.colorterm = "24bit";
	assert_int_equal(depth(f), DEPTH_TRUE);
	/* inherited from the terminal around GNU screen, which cannot do it; tmux can */
	f.term = "screen.xterm-256color";
	assert_int_equal(depth(f), DEPTH_256);
	f.tmux = "socket,1,0";
	assert_int_equal(depth(f), DEPTH_TRUE);
	f.no_colour = true;
	assert_int_equal(depth(f), DEPTH_NONE);
	f = xterm();
	f.rgb = true;
	assert_int_equal(depth(f), DEPTH_TRUE);
	f.colours = -1; /* a terminal without any colour stays so */
	assert_int_equal(depth(f), DEPTH_NONE);
}

static void the_ground_is_guessed_only_from_what_is_said(void **state)
{
	static const struct {
		const char *colorfgbg;
		enum ground ground;
	} rows[] = {
		{NULL, GROUND_UNKNOWN},   {"", GROUND_UNKNOWN},           {"15;0", GROUND_DARK},
		{"0;15", GROUND_LIGHT},   {"0;default;15", GROUND_LIGHT}, {"0;7", GROUND_LIGHT},
		{"7;8", GROUND_DARK},     {"0;default", GROUND_UNKNOWN},  {"0;", GROUND_UNKNOWN},
		{"0;16", GROUND_UNKNOWN}, {"0;-1", GROUND_UNKNOWN},       {"0;99999999999", GROUND_UNKNOWN},
		{"15", GROUND_UNKNOWN}};
	struct term_facts f = xterm();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		f.colorfgbg = rows[i].colorfgbg;
		assert_int_equal(term_ability(&f).theme.ground, rows[i].ground);
	}
	f.ground = GROUND_LIGHT; /* the person's word stands */
	f.colorfgbg = "15;0";
	assert_int_equal(term_ability(&f).theme.ground, GROUND_LIGHT);
	f = xterm();
	f.term = "linux";
	assert_int_equal(term_ability(&f).theme.ground, GROUND_DARK);
}

static void frames_are_marked_for_terminals_known_by_name(void **state)
{
	static const struct {
		const char *term, *program, *tmux;
		bool sync;
	} rows[] = {{"xterm-kitty", NULL, NULL, true},
		    {"foot", NULL, NULL, true},
		    {"foot-extra", NULL, NULL, true},
		    {"alacritty", NULL, NULL, true},
		    {"xterm-256color", "WezTerm", NULL, true},
		    {"xterm-256color", "iTerm.app", NULL, true},
		    {"xterm-256color", "Apple_Terminal", NULL, false},
		    {"xterm-256color", NULL, NULL, false},
		    {"tmux-256color", "WezTerm", "x", false},
		    {"screen-256color", "WezTerm", NULL, false},
		    {NULL, NULL, NULL, false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct term_facts f = {.term = rows[i].term,
				       .term_program = rows[i].program,
				       .tmux = rows[i].tmux,
				       .colours = 256};

		assert_int_equal(term_ability(&f).sync, rows[i].sync);
	}
}

static void the_tier_follows_locale_person_and_console(void **state)
{
	struct term_facts f = xterm();

	(void)state;
	assert_int_equal(term_ability_tier(&f), TIER_BRAILLE);
	f.term = "linux";
	assert_int_equal(term_ability_tier(&f), TIER_BLOCK);
	f.ascii = true;
	assert_int_equal(term_ability_tier(&f), TIER_ASCII);
	f = xterm();
	f.utf8 = false;
	assert_int_equal(term_ability_tier(&f), TIER_ASCII);
}

static void the_last_cell_scrolls_only_without_xenl(void **state)
{
	struct term_facts f = xterm();

	(void)state;
	assert_false(term_ability(&f).wrap_glitch);
	f.eat_newline = false;
	assert_true(term_ability(&f).wrap_glitch);
	f.auto_margin = false;
	assert_false(term_ability(&f).wrap_glitch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(depth_follows_terminfo),
		cmocka_unit_test(truecolour_has_to_be_claimed),
		cmocka_unit_test(the_ground_is_guessed_only_from_what_is_said),
		cmocka_unit_test(frames_are_marked_for_terminals_known_by_name),
		cmocka_unit_test(the_tier_follows_locale_person_and_console),
		cmocka_unit_test(the_last_cell_scrolls_only_without_xenl),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
