/* Names of legs and the geometry of zones, on an atlas made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/atlas.h"

static struct atlas small(void)
{
	struct atlas a = {.nzones = 3};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		a.site[i] = (struct site){.index = i, .id = "elsewhere", .code = "X"};
	a.site[3].id = "thigh-low";
	a.site[3].code = "T4";
	a.zone[0] = (struct zone){
		.id = "N1", .nboxes = 2, .box = {{PART_THIGH, 0.9, 1, -1, 1}, {PART_CALF, 0, 0.1, -1, 1}}};
	a.zone[1] = (struct zone){.id = "N2", .nboxes = 1, .box = {{PART_THIGH, 0, 1, 0.8, 1}}};
	a.zone[2] = (struct zone){.id = "N7"};
	return a;
}

static void test_legs(void **state)
{
	(void)state;
	assert_string_equal(leg_name(LEG_LEFT), "left");
	assert_string_equal(leg_name(LEG_RIGHT), "right");
	assert_string_equal(leg_name(LEG_NONE), "");
	assert_string_equal(leg_text(LEG_RIGHT), "right");
	assert_string_equal(leg_text(LEG_NONE), "");
	assert_int_equal(leg_other(LEG_LEFT), LEG_RIGHT);
	assert_int_equal(leg_other(LEG_RIGHT), LEG_LEFT);
	assert_int_equal(leg_other(LEG_NONE), LEG_NONE);
}

static void test_names(void **state)
{
	struct atlas a = small();

	(void)state;
	assert_ptr_equal(atlas_site(&a, "thigh-low"), &a.site[3]);
	assert_ptr_equal(atlas_site(&a, "THIGH-Low"), &a.site[3]);
	assert_ptr_equal(atlas_site(&a, "t4"), &a.site[3]);
	assert_null(atlas_site(&a, "T44"));
	assert_null(atlas_site(&a, ""));
}

static void test_zone_at(void **state)
{
	struct atlas a = small();

	(void)state;
	assert_ptr_equal(atlas_zone_at(&a, PART_THIGH, 0.9, 0), &a.zone[0]);
	assert_ptr_equal(atlas_zone_at(&a, PART_THIGH, 1, -1), &a.zone[0]);
	assert_ptr_equal(atlas_zone_at(&a, PART_CALF, 0.1, 0.5), &a.zone[0]);
	assert_null(atlas_zone_at(&a, PART_CALF, 0.11, 0.9));
	assert_null(atlas_zone_at(&a, PART_BUTTOCK, 0.95, 0.9));
	assert_ptr_equal(atlas_zone_at(&a, PART_THIGH, 0.5, 0.8), &a.zone[1]);
	assert_null(atlas_zone_at(&a, PART_THIGH, 0.5, 0.79));
}

static void test_zone_near(void **state)
{
	struct atlas a = small();
	struct site low = {.part = PART_THIGH, .along = 0.8, .across = -0.4};
	struct site outer = {.part = PART_THIGH, .along = 0.4, .across = 0.6};

	(void)state;
	assert_true(atlas_zone_near(&a.zone[0], &low, 0.15));
	assert_false(atlas_zone_near(&a.zone[0], &low, 0.05));
	assert_false(atlas_zone_near(&a.zone[1], &low, 0.15)); /* the other edge of the leg */
	assert_true(atlas_zone_near(&a.zone[1], &outer, 0.15));
	assert_false(atlas_zone_near(&a.zone[2], &outer, 1)); /* lies nowhere in particular */
	low.part = PART_CALF;
	assert_false(atlas_zone_near(&a.zone[0], &low, 0.15));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_legs),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_zone_at),
		cmocka_unit_test(test_zone_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
