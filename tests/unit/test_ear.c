#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/ear.h"

static void heard(const char *text, const char *language, const char *want)
{
	struct buf out = {0};

	ear_text(text, language, &out);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void what_is_spoken_stays(void **state)
{
	(void)state;
	heard("Left leg. Outer thigh, half way down.", "en", "Left leg. Outer thigh, half way down.");
	heard("A hand's width in front of the sit bone.", NULL, "A hand's width in front of the sit bone.");
	heard("Well-being is mid-thigh: 20 breaths!", "en-GB", "Well-being is mid-thigh: 20 breaths!");
	heard("H\xc3\xbc"
	      "fte 5 cm",
	      "de",
	      "H\xc3\xbc"
	      "fte 5 cm");
	heard("", "en", "");
}

static void figures_get_their_words(void **state)
{
	(void)state;
	heard("4-6 of 10", "en", "4 to 6 of 10");
	heard("4 \xe2\x80\x93 6 breaths", "en", "4 to 6 breaths");
	heard("about 5/10", "en", "about 5 of 10");
	heard("3 x 10, 3x10", "en", "3 times 10, 3 times 10");
	heard("Hold 30 s, walk 2 min.", "en", "Hold 30 seconds, walk 2 minutes.");
	heard("1 min, 21 s, 5cm", "en", "1 minute, 21 seconds, 5 centimetres");
	heard("5 more seconds, 2 hands", "en", "5 more seconds, 2 hands");
	heard("2 s", "fr", "2 s");
}

static void no_sign_is_read_out(void **state)
{
	(void)state;
	heard("*Now* (slowly) \xe2\x86\x92 rest", "en", "Now, slowly, to rest");
	heard("Ball \xe2\x80\x94 and breath", "en", "Ball, and breath");
	heard("\xe2\x80\xa2 heel & toe #1", "en", "heel and toe 1");
	heard("_soft_ | \"still\"\xe2\x80\xa6", "fr", "soft still.");
	heard("\xff\xfe bad bytes", "en", "bad bytes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_spoken_stays),
		cmocka_unit_test(figures_get_their_words),
		cmocka_unit_test(no_sign_is_read_out),
	};

	return cmocka_run_group_tests_name("ear", tests, NULL, NULL);
}
