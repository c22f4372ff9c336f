/* Moments as text: what is written is read back, and what is no moment is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/duration.h"

static void moments_come_back(void **state)
{
	static const struct wall some[] = {
		{0, 0},
		{INT64_C(1795341600000), 3600},
		{INT64_C(1795341600031), -12600},
		{INT64_C(1795341600100), 50400},
		{INT64_C(951782399999), 0},            /* 2000-02-28 */
		{INT64_C(7258118399999), -3600},       /* the last of 2199 */
		{INT64_C(1709210096789), -(11 * 3600)} /* 2024-02-29 */
	};
	char text[WALL_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		struct wall back = {-1, -1};

		assert_true(wall_parse(wall_stamp(text, some[i]), &back));
		assert_int_equal(back.ms, some[i].ms);
		assert_int_equal(back.offset_s, some[i].offset_s);
	}
	assert_string_equal(wall_stamp(text, some[1]), "2026-11-22T11:00:00+01:00");
	assert_string_equal(wall_stamp(text, some[2]), "2026-11-22T06:30:00.031-03:30");
	assert_string_equal(wall_format(text, some[2]), "2026-11-22T06:30:00-03:30");
}

/* A zone with seconds: the offset is cut to minutes, the moment stands. */
static void old_zones(void **state)
{
	struct wall t = {INT64_C(1795341600000), 1172}, back;
	char text[WALL_TEXT];

	(void)state;
	assert_string_equal(wall_stamp(text, t), "2026-11-22T10:19:00+00:19");
	assert_true(wall_parse(text, &back));
	assert_int_equal(back.ms, t.ms);
	assert_int_equal(back.offset_s, 1140);
}

static void other_spellings(void **state)
{
	struct wall t;

	(void)state;
	assert_true(wall_parse("2026-11-22T10:00:00Z", &t));
	assert_int_equal(t.ms, INT64_C(1795341600000));
	assert_int_equal(t.offset_s, 0);
	assert_true(wall_parse("2026-11-22T10:00:00.5-00:00", &t));
	assert_int_equal(t.ms, INT64_C(1795341600500));
}

static void no_moments(void **state)
{
	static const char *const none[] = {"",
					   "2026",
					   "2026-11-22",
					   "2026-11-22T10:00:00",
					   "2026-11-22 10:00:00Z",
					   "2026-11-22T10:00Z",
					   "2026-13-01T10:00:00Z",
					   "2026-02-29T10:00:00Z",
					   "2026-00-10T10:00:00Z",
					   "2026-01-00T10:00:00Z",
					   "2026-11-22T24:00:00Z",
					   "2026-11-22T10:60:00Z",
					   "2026-11-22T10:00:60Z",
					   "2026-11-22T10:00:00.Z",
					   "2026-11-22T10:00:00.1234Z",
					   "2026-11-22T10:00:00+1:00",
					   "2026-11-22T10:00:00+24:00",
					   "2026-11-22T10:00:00+01:60",
					   "2026-11-22T10:00:00Zz",
					   "2026-11-22T10:00:00z",
					   "1969-12-31T23:59:59Z",
					   "2200-01-01T00:00:00Z",
					   "99999999999999-11-22T10:00:00Z",
					   "-026-11-22T10:00:00Z",
					   "2026-11-22T10:00:00+01:00 "};
	struct wall t = {7, 7};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (wall_parse(none[i], &t))
			fail_msg("\"%s\" was read", none[i]);
	assert_int_equal(t.ms, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_come_back),
		cmocka_unit_test(old_zones),
		cmocka_unit_test(other_spellings),
		cmocka_unit_test(no_moments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
