#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audio/timeline.h"

static const int64_t MS = NS_PER_MS;

/* A device with an 80 ms buffer that began to play at `begun`: a write of a 20 ms chunk returns when
 * the buffer is full again, and `late` after that. */
static void writes(struct timeline *t, struct mono begun, int64_t from, int64_t n, const int64_t *late,
		   size_t nlate)
{
	for (int64_t i = from; i < from + n; i++) {
		struct frames next = mixer_frames((i + 1) * 20 * MS);

		timeline_wrote(t, mono_add_ns(begun, mixer_ns(next) - 80 * MS + late[(size_t)i % nlate]),
			       next, 80 * MS);
	}
}

static void a_steady_device_is_known_to_the_frame(void **state)
{
	(void)state;
	struct timeline t = {0};
	struct mono begun = {5000 * MS};
	const int64_t on_time[] = {0};

	writes(&t, begun, 4, 1, on_time, 1);
	assert_int_equal(timeline_frame(&t, begun).n, 0);
	assert_int_equal(timeline_frame(&t, mono_add_ms(begun, 1000)).n, 48000);
	assert_int_equal(timeline_heard(&t, (struct frames){24000}).ns, mono_add_ms(begun, 500).ns);
	writes(&t, begun, 5, 500, on_time, 1);
	assert_int_equal(timeline_frame(&t, mono_add_ms(begun, 20000)).n, 960000);
}

static void a_thread_that_wakes_late_moves_no_cue(void **state)
{
	(void)state;
	struct timeline t = {0};
	struct mono begun = {5000 * MS};
	const int64_t late[] = {0, 3 * MS, 9 * MS, 1 * MS, 14 * MS, 0, 2 * MS};
	int64_t frame;

	writes(&t, begun, 4, 20, late, 7);
	frame = timeline_frame(&t, mono_add_ms(begun, 1000)).n;
	for (int64_t i = 24; i < 3000; i++) {
		writes(&t, begun, i, 1, late, 7);
		assert_int_equal(timeline_frame(&t, mono_add_ms(begun, 1000)).n, frame);
	}
	assert_in_range(frame, 48000 - 240, 48000 + 240);
}

static void a_stall_is_noticed_at_once(void **state)
{
	(void)state;
	struct timeline t = {0};
	const int64_t on_time[] = {0};

	writes(&t, (struct mono){5000 * MS}, 4, 100, on_time, 1);
	writes(&t, (struct mono){9000 * MS}, 104, 1, on_time, 1); /* the server stood for 4 s */
	assert_int_equal(timeline_heard(&t, (struct frames){0}).ns, 9000 * MS);
}

static void an_underrun_and_a_drifting_card_are_followed(void **state)
{
	(void)state;
	struct timeline t = {0};
	const int64_t on_time[] = {0};

	writes(&t, (struct mono){5000 * MS}, 4, 100, on_time, 1);
	writes(&t, (struct mono){5030 * MS}, 104, TIMELINE_WRITES, on_time,
	       1); /* 30 ms of silence in between */
	assert_int_equal(timeline_heard(&t, (struct frames){0}).ns, 5030 * MS);

	for (int64_t i = 0; i < 5000; i++) { /* 100 ppm slow, for 100 s */
		struct mono begun = {5030 * MS + i * 2000};

		writes(&t, begun, 168 + i, 1, on_time, 1);
		assert_in_range(timeline_heard(&t, (struct frames){0}).ns, begun.ns - 6 * MS,
				begun.ns + 6 * MS);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_steady_device_is_known_to_the_frame),
		cmocka_unit_test(a_thread_that_wakes_late_moves_no_cue),
		cmocka_unit_test(a_stall_is_noticed_at_once),
		cmocka_unit_test(an_underrun_and_a_drifting_card_are_followed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
