#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/event_line.h"
#include "core/keymap.h"

static const struct mono began = {INT64_C(5000000000)};
static const struct mono due = {INT64_C(17500000000)};
static const struct mono t = {INT64_C(17500012000)};
static const struct site site = {.id = "thigh-outer-middle"};

static void a_cue_has_its_line_when_it_sounds(void **state)
{
	(void)state;
	struct buf b = {0};
	struct effect e = {.kind = FX_CUE,
			   .due = due,
			   .at_ms = 12500,
			   .segment = 3,
			   .leg = LEG_LEFT,
			   .site = &site,
			   .phase = PHASE_HOLD,
			   .sound = SOUND_HALF,
			   .say = "A \"quote\""};
	event_line_effect(&b, &e, began, t);
	assert_string_equal(buf_str(&b), "");
	e.kind = FX_CUE_DUE;
	event_line_effect(&b, &e, began, t);
	assert_string_equal(
		buf_str(&b),
		"{\"event\": \"cue\", \"at\": 12.5, \"due\": 12.500000, \"t\": 12.500012, \"n\": 3, "
		"\"phase\": \"hold\", \"leg\": \"left\", \"site\": \"thigh-outer-middle\", \"sound\": "
		"\"half\", \"say\": \"A \\\"quote\\\"\"}\n");
	buf_free(&b);
}

static void every_effect_with_a_line_has_its_word(void **state)
{
	(void)state;
	static const struct {
		enum effect_kind kind;
		const char *word;
	} rows[] = {
		{FX_SEGMENT, "segment"}, {FX_CUE_DUE, "cue"}, {FX_PAUSE, "pause"}, {FX_RESUME, "resume"},
		{FX_STOP, "stop"},       {FX_END, "end"},     {FX_CUE, NULL},      {FX_BREATH, NULL},
		{FX_CANCEL, NULL},       {FX_HOLD, NULL},     {FX_RATING, NULL},   {FX_NOTICE, NULL},
		{FX_REPLAN, NULL},       {FX_POSITION, NULL},
	};
	assert_int_equal(sizeof rows / sizeof *rows, EFFECT_KINDS);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		struct effect e = {.kind = rows[i].kind, .due = due, .segment = -1};
		event_line_effect(&b, &e, began, t);
		if (!rows[i].word) {
			assert_string_equal(buf_str(&b), "");
		} else {
			char head[40] = "{\"event\": \"";
			strcat(strcat(head, rows[i].word), "\"");
			assert_memory_equal(buf_str(&b), head, strlen(head));
			assert_ptr_equal(strchr(buf_str(&b), '\n'), buf_str(&b) + b.n - 1);
		}
		buf_free(&b);
	}
}

static void keys_are_written_so_that_they_can_be_read(void **state)
{
	(void)state;
	static const struct {
		uint32_t key;
		const char *end;
	} rows[] = {
		{KEYCODE_ENTER, "\"key\": \"enter\"}\n"},
		{' ', "\"key\": \"space\"}\n"},
		{'x', "\"key\": \"x\"}\n"},
		{'"', "\"key\": \"\\\"\"}\n"},
		{0xe9, "\"key\": \"\xc3\xa9\"}\n"},
		{KEYCODE_UP, "\"key\": \"up\"}\n"},
		{KEYCODE_NONE, "\"key\": \"other\"}\n"},
		{UINT32_MAX, "\"key\": \"other\"}\n"},
		{0x01, "\"key\": \"other\"}\n"},
	};
	struct player_snapshot s = {.state = PLAYER_RUN, .segment = 2, .at_ms = 4000, .phase = PHASE_WALK};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		size_t n = strlen(rows[i].end);
		event_line_key(&b, rows[i].key, &s, began, t);
		assert_true(b.n > n);
		assert_string_equal(buf_str(&b) + b.n - n, rows[i].end);
		assert_non_null(strstr(buf_str(&b), "\"at\": 4, "));
		assert_non_null(strstr(buf_str(&b), "\"n\": 2, \"phase\": \"walk\", \"leg\": null"));
		buf_free(&b);
	}
	struct buf b = {0};
	s.state = PLAYER_SUMMARY;
	event_line_key(&b, 'q', &s, began, t);
	assert_non_null(strstr(buf_str(&b), "\"n\": null, \"phase\": null"));
	buf_free(&b);
}

static void a_saved_hold_has_its_number(void **state)
{
	(void)state;
	struct buf b = {0};
	event_line_saved(&b, 4, began, t);
	assert_string_equal(
		buf_str(&b),
		"{\"event\": \"saved\", \"at\": null, \"due\": 12.500012, \"t\": 12.500012, \"n\": null, "
		"\"phase\": null, \"leg\": null, \"site\": null, \"sound\": null, \"hold\": 4}\n");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cue_has_its_line_when_it_sounds),
		cmocka_unit_test(every_effect_with_a_line_has_its_word),
		cmocka_unit_test(keys_are_written_so_that_they_can_be_read),
		cmocka_unit_test(a_saved_hold_has_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
