/* How long a line takes: an upper bound that grows with the text, and nothing for nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/speech_estimate.h"

static void silence_takes_no_time(void **state)
{
	(void)state;
	assert_int_equal(speech_estimate("", "en"), 0);
}

/* At 175 words a minute a line of fourteen words takes 4.8 s; a bound is above and not far above. */
static void english_is_bounded_at_175_words_a_minute(void **state)
{
	(void)state;
	const char *line = "Lean in a little more as you breathe out and let the knee fall";

	assert_in_range(speech_estimate(line, "en-GB"), 4000, 6000);
	assert_true(speech_estimate(line, NULL) == speech_estimate(line, "en"));
}

static void figures_pauses_and_other_languages_take_longer(void **state)
{
	(void)state;
	assert_true(speech_estimate("Hold 75", "en") > speech_estimate("Hold it", "en"));
	assert_true(speech_estimate("Yes. No.", "en") > speech_estimate("Yes, no ", "en"));
	assert_true(speech_estimate("Yes, no", "en") > speech_estimate("Yes  no", "en"));
	assert_true(speech_estimate("Ruhig halten", "de") > speech_estimate("Ruhig halten", "en"));
	assert_true(speech_estimate("\xe5\x90\xb8\xe6\xb0\x94", "zh") > speech_estimate("ab", "zh"));
}

static void bad_bytes_and_long_texts_do_no_harm(void **state)
{
	(void)state;
	static char text[100000];

	assert_int_equal(speech_estimate("\xff\xc3", "en"), 0);
	memset(text, 'a', sizeof text - 1);
	assert_in_range(speech_estimate(text, "en"), 5000000, 10000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_takes_no_time),
		cmocka_unit_test(english_is_bounded_at_175_words_a_minute),
		cmocka_unit_test(figures_pauses_and_other_languages_take_longer),
		cmocka_unit_test(bad_bytes_and_long_texts_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
