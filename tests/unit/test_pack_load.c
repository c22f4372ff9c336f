#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "load/pack_load.h"

static struct arena *arena;
static struct diag *d;
static struct buf said;

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	d = diag_new();
	buf_clear(&said);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	diag_free(d);
	buf_free(&said);
	return 0;
}

static struct pack *load_bytes(const char *text, size_t n)
{
	struct pack *p = pack_load(arena, d, diag_source(d, "pack.yaml", text, n), text, n);

	diag_text(d, &said, false);
	return p;
}

static struct pack *load(const char *text)
{
	return load_bytes(text, strlen(text));
}

static void says(const char *words)
{
	if (!strstr(buf_str(&said), words))
		fail_msg("\"%s\" does not say \"%s\"", buf_str(&said), words);
}

static void a_pack(void **state)
{
	(void)state;
	struct pack *p = load("unknot-sounds: 1\n"
			      "title: Mine\n"
			      "about: Recorded in the kitchen.\n"
			      "sounds:\n"
			      "  start: gong.wav\n"
			      "  let-go: \"a b.flac\"\n");

	assert_string_equal(buf_str(&said), "");
	assert_non_null(p);
	assert_string_equal(p->title, "Mine");
	assert_string_equal(p->about, "Recorded in the kitchen.");
	assert_string_equal(p->sound[SOUND_START].file, "gong.wav");
	assert_string_equal(p->sound[SOUND_LET_GO].file, "a b.flac");
	assert_int_equal(p->sound[SOUND_LET_GO].at.line, 6);
	assert_int_equal(p->sound[SOUND_LET_GO].at.col, 11);
	assert_null(p->sound[SOUND_STOP].file);
}

static void every_event_can_have_a_sound(void **state)
{
	(void)state;
	struct buf text = {0};
	struct pack *p;

	buf_adds(&text, "unknot-sounds: 1\nsounds:\n");
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		buf_addf(&text, "  %s: %d.ogg\n", sound_name((enum sound)s), s);
	p = load(text.p);
	assert_string_equal(buf_str(&said), "");
	for (int s = SOUND_NONE + 1; s < SOUND_COUNT_OF; s++)
		assert_non_null(p->sound[s].file);
	buf_free(&text);
}

static void all_slips_in_one_run(void **state)
{
	(void)state;
	struct pack *p = load("unknot-sounds: 2\n"
			      "titel: Mine\n"
			      "sounds:\n"
			      "  strat: gong.wav\n"
			      "  stop: [a, b]\n"
			      "  find: fine.wav\n");

	assert_int_equal(diag_count(d, DIAG_ERROR), 4);
	says("pack.yaml:1:16: error: this unknot reads sound packs of version 1 only [version]");
	says("pack.yaml:2:1: error: a sound pack has no key \"titel\" [unknown-key]");
	says("did you mean \"title\"?");
	says("pack.yaml:4:3: error: no moment of a session is called \"strat\" [event]");
	says("did you mean \"start\"?");
	says("pack.yaml:5:9: error: this should be a line of text [type]");
	assert_string_equal(p->sound[SOUND_FIND].file, "fine.wav"); /* what is right is kept */
	assert_null(p->sound[SOUND_STOP].file);
}

static void a_version_is_needed(void **state)
{
	(void)state;
	load("sounds:\n  start: a.wav\n");
	says("[version]");
	assert_int_equal(diag_count(d, DIAG_ERROR), 1);
}

static void no_name_reaches_outside_the_folder(void **state)
{
	(void)state;
	static const char *const bad[] = {"/etc/passwd", "../default/start.flac",
					  "..",          ".",
					  ".hidden",     "a/b.wav",
					  "a\\b.wav",    "./a.wav",
					  "\"\"",        "~/../x/y"};
	size_t n = sizeof bad / sizeof *bad;

	for (size_t i = 0; i < n; i++) {
		struct buf text = {0};
		struct pack *p;

		buf_addf(&text, "unknot-sounds: 1\nsounds:\n  start: %s\n", bad[i]);
		p = load(text.p);
		if (p && p->sound[SOUND_START].file)
			fail_msg("\"%s\" was taken", bad[i]);
		diag_keep(d, text.p);
	}
	assert_int_equal(diag_count(d, DIAG_ERROR), n);
	assert_false(pack_name_ok("a\tb.wav"));
	assert_false(pack_name_ok("a\x7f"
				  "b.wav"));
	assert_true(pack_name_ok("Gong (low) à 2.wav"));
	says("pack.yaml:3:10: error: a sound is the name of a file beside pack.yaml, so that no pack can "
	     "reach "
	     "elsewhere [sound-name]");
}

static void a_name_of_any_length(void **state)
{
	(void)state;
	struct buf text = {0};
	struct pack *p;

	buf_adds(&text, "unknot-sounds: 1\nsounds:\n  start: ");
	for (int i = 0; i < 5000; i++)
		buf_addc(&text, 'a');
	p = load(text.p);
	assert_null(p->sound[SOUND_START].file);
	says("[sound-name]");
	buf_free(&text);
}

static void what_is_no_pack(void **state)
{
	(void)state;
	static const char *const no[] = {
		"",   "- a\n- b\n", "just words", "sounds: [",  "sounds:\n  start: *nothing",
		"\t", "{",          "[[[[[[[[[[", "a: &a [*a]", "unknot-sounds: 1\nsounds: none\n"};

	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		size_t before = diag_count(d, DIAG_ERROR);

		load(no[i]);
		if (diag_count(d, DIAG_ERROR) == before)
			fail_msg("nothing is said of \"%s\"", no[i]);
	}
	load_bytes("unknot-sounds: 1\nsounds:\n  start: \0\xff\n", 37);
	load_bytes("\0\0\0\0", 4);
}

static void stand_ins_end_in_silence(void **state)
{
	(void)state;
	for (int s = SOUND_NONE; s < SOUND_COUNT_OF; s++) {
		enum sound at = (enum sound)s;
		int steps = 0;

		while (at != SOUND_NONE && steps++ < SOUND_COUNT_OF)
			at = pack_stand_in(at);
		assert_int_equal(at, SOUND_NONE);
	}
	assert_int_equal(pack_stand_in(SOUND_HALF), SOUND_COUNT);
}

static bool is_one(const char *text)
{
	return pack_is_one(text, strlen(text));
}

static void its_keys_tell_a_pack(void **state)
{
	(void)state;
	assert_true(is_one("unknot-sounds: 1\n"));
	assert_true(is_one("title: Mine\nsounds: {start: a.wav}\n"));
	assert_true(is_one("unknot-sounds: 1\ntitle: [\n"));
	assert_false(is_one("unknot: 1\ntitle: x\nsounds: loud\n"));
	assert_false(is_one("title: x\nsounds: loud\nsteps: []\n"));
	assert_false(is_one("title: x\n"));
	assert_false(is_one("sounds\n"));
	assert_false(is_one(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_pack, begin, end),
		cmocka_unit_test_setup_teardown(every_event_can_have_a_sound, begin, end),
		cmocka_unit_test_setup_teardown(all_slips_in_one_run, begin, end),
		cmocka_unit_test_setup_teardown(a_version_is_needed, begin, end),
		cmocka_unit_test_setup_teardown(no_name_reaches_outside_the_folder, begin, end),
		cmocka_unit_test_setup_teardown(a_name_of_any_length, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_pack, begin, end),
		cmocka_unit_test(its_keys_tell_a_pack),
		cmocka_unit_test_setup_teardown(stand_ins_end_in_silence, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
