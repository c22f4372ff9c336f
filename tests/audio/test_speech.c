/* The voice and the thread that speaks: lines fit into what the plan gives them, come back in order, and are
 * forgotten when they are cancelled. Without espeak-ng there is nothing to try. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "audio/mixer.h"
#include "audio/speech.h"
#include "core/speech_estimate.h"
#include "io/clock.h"
#include "played.h"

static const struct voice_options english = {"en", NULL, VOICE_RATE, VOICE_PITCH};

/* Whether there is a voice to test. */
static bool has_voice(void)
{
	struct err e;
	struct voice *v = voice_open(&english, &e);

	voice_close(v);
	return v != NULL;
}

static void every_shipped_line_takes_less_than_was_reckoned(void **state)
{
	static const char *const all[] = {"first-sitting",     "daily",     "out-of-the-car",
					  "two-minute-ease",   "evening",   "below-the-knee",
					  "hips-and-sit-bone", "long-chair"};
	struct err e;
	int lines = 0;

	(void)state;
	if (!has_voice())
		skip();
	for (size_t r = 0; r < sizeof all / sizeof *all; r++) {
		struct opened o = played_open(all[r]);
		struct person who = plan_person_neutral();
		struct plan *p = plan_compile(o.routine, o.atlas, &who, NULL);
		struct voice *v = voice_open(
			&(struct voice_options){o.routine->language, NULL, VOICE_RATE, VOICE_PITCH}, &e);

		assert_non_null(v);
		for (size_t i = 0; i < p->ncues; i++) {
			const struct cue *c = &p->cues[i];
			struct voice_line line;

			if (!c->say || !*c->say)
				continue;
			assert_true(voice_say(v, c->say, 0, &line));
			if (mixer_ns((struct frames){line.count}) > c->for_ms * NS_PER_MS)
				fail_msg("%s: \"%s\" takes %lld ms, reckoned were %lld", all[r], c->say,
					 (long long)(line.count / 48), (long long)c->for_ms);
			free(line.frames);
			lines++;
		}
		voice_close(v);
		plan_free(p);
		opened_free(&o);
	}
	assert_true(lines > 100);
}

static void other_languages_take_less_than_was_reckoned(void **state)
{
	static const struct {
		const char *language, *text;
	} lines[] = {
		{"de",
		 "Linkes Bein. Oberschenkel aussen, auf halber H\xc3\xb6he. Lehn dich beim Ausatmen hinein."},
		{"fr",
		 "Jambe gauche. L'ext\xc3\xa9rieur de la cuisse, \xc3\xa0 mi-hauteur. Expirez lentement."},
		{"es",
		 "Pierna izquierda. La parte exterior del muslo, a media altura. Suelta el aire despacio."},
		{"it",
		 "Gamba sinistra. La parte esterna della coscia, a met\xc3\xa0. Espira lentamente e resta."},
		{"pt-BR", "Perna esquerda. Parte externa da coxa, no meio. Solte o ar devagar e fique."},
		{"nl", "Linkerbeen. Buitenkant van het bovenbeen, halverwege. Adem langzaam uit en blijf."},
	};
	struct err e;

	(void)state;
	if (!has_voice())
		skip();
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct voice *v = voice_open(
			&(struct voice_options){lines[i].language, NULL, VOICE_RATE, VOICE_PITCH}, &e);
		int64_t most = speech_estimate(lines[i].text, lines[i].language);
		struct voice_line line;

		assert_non_null(v);
		assert_true(voice_say(v, lines[i].text, 0, &line));
		assert_in_range(line.count / 48, 1000, most);
		free(line.frames);
		voice_close(v);
	}
}

static void a_line_is_fitted_or_left_out(void **state)
{
	static const char text[] = "Hold still for six breaths. A dull ache is fine.";
	struct voice_line line, fast;
	struct err e;
	struct voice *v = voice_open(&english, &e);
	int64_t ms;

	(void)state;
	if (!v)
		skip();
	assert_true(voice_say(v, text, 0, &line));
	ms = line.count / 48;
	assert_true(voice_say(v, text, ms * 9 / 10, &fast));
	assert_in_range(fast.count / 48, ms / 2, ms * 9 / 10);
	assert_false(voice_say(v, text, ms / 2, &(struct voice_line){0}));
	assert_false(voice_say(v, "", 0, &(struct voice_line){0}));
	free(line.frames);
	free(fast.frames);
	voice_close(v);
	assert_null(voice_open(&(struct voice_options){"xx", NULL, VOICE_RATE, VOICE_PITCH}, &e));
	assert_string_equal(e.text, "There is no voice: espeak-ng speaks no \"xx\".");
	assert_null(voice_open(&(struct voice_options){"en", "nobody-at-all", VOICE_RATE, VOICE_PITCH}, &e));
}

static bool wait_for(struct speech *s, struct spoken *out)
{
	struct pollfd ready = {speech_fd(s), POLLIN, 0};

	while (!speech_next(s, out))
		if (poll(&ready, 1, 5000) != 1)
			return false;
	return true;
}

static void lines_come_back_in_order(void **state)
{
	struct speech *s = speech_new(&english);
	struct spoken line;

	(void)state;
	for (uint32_t id = 1; id <= 5; id++)
		speech_ask(s, id, "Rest.", 0, (struct mono){id}, LEG_RIGHT);
	for (uint32_t id = 1; id <= 5; id++) {
		assert_true(wait_for(s, &line));
		assert_int_equal(line.id, id);
		assert_int_equal(line.due.ns, id);
		assert_int_equal(line.leg, LEG_RIGHT);
		assert_int_equal(line.line.frames != NULL, speech_trouble(s)[0] == '\0');
		free(line.line.frames);
	}
	assert_false(speech_next(s, &line));
	assert_true(speech_free(s, 5000));
	assert_true(speech_free(NULL, 0));
}

static void what_is_cancelled_does_not_come_back(void **state)
{
	struct speech *s = speech_new(&english);
	struct pollfd ready = {speech_fd(s), POLLIN, 0};
	struct spoken line;
	unsigned dice = 7;

	(void)state;
	for (uint32_t round = 0; round < 40; round++) {
		for (uint32_t k = 0; k < 4; k++)
			speech_ask(s, round * 10 + k, "A dull ache is fine.", 0, (struct mono){0}, LEG_NONE);
		dice = dice * 1664525 + 1013904223;
		if (dice >> 30 == 0 && wait_for(s, &line)) {
			assert_int_equal(line.id, round * 10);
			free(line.line.frames);
		}
		speech_cancel(s);
		assert_int_equal(poll(&ready, 1, 0), 0);
		assert_false(speech_next(s, &line));
	}
	speech_ask(s, 999, "Rest.", 0, (struct mono){0}, LEG_NONE);
	assert_true(wait_for(s, &line));
	assert_int_equal(line.id, 999);
	free(line.line.frames);
	assert_true(speech_free(s, 5000));
}

static void a_missing_voice_is_told(void **state)
{
	struct speech *s = speech_new(&(struct voice_options){"xx", NULL, VOICE_RATE, VOICE_PITCH});
	struct spoken line;

	(void)state;
	assert_string_equal(speech_trouble(s), "");
	speech_ask(s, 1, "Rest.", 0, (struct mono){0}, LEG_NONE);
	assert_true(wait_for(s, &line));
	assert_null(line.line.frames);
	assert_memory_equal(speech_trouble(s), "There is no voice: ", 19);
	assert_true(speech_free(s, 5000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_line_takes_less_than_was_reckoned),
		cmocka_unit_test(other_languages_take_less_than_was_reckoned),
		cmocka_unit_test(a_line_is_fitted_or_left_out),
		cmocka_unit_test(lines_come_back_in_order),
		cmocka_unit_test(what_is_cancelled_does_not_come_back),
		cmocka_unit_test(a_missing_voice_is_told),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("speech", tests, NULL, NULL);
}
