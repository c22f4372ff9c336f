/* The compiled-in atlas is right, and every fault of one is told with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "load/atlas_load.h"

extern const unsigned char atlas_yaml[];
extern const size_t atlas_yaml_size;

struct run {
	struct arena *arena;
	struct diag *diag;
	const struct atlas *atlas;
};

static struct run load(const char *text, size_t n)
{
	struct run r = {arena_new(), diag_new(), NULL};

	r.atlas = atlas_load(r.arena, r.diag, "atlas.yaml", text, n);
	return r;
}

static void done(struct run *r)
{
	diag_free(r->diag);
	arena_free(r->arena);
}

/* The shipped text with the first `from` after `after` turned into `to`. */
static char *shipped_with(const char *after, const char *from, const char *to)
{
	char *text = malloc(atlas_yaml_size + 1), *at, *out;

	assert_non_null(text);
	memcpy(text, atlas_yaml, atlas_yaml_size);
	text[atlas_yaml_size] = '\0';
	at = strstr(text, after);
	assert_non_null(at);
	at = strstr(at, from);
	assert_non_null(at);
	out = malloc(atlas_yaml_size + strlen(to) + 1);
	assert_non_null(out);
	sprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	free(text);
	return out;
}

/* The tables are the file: whatever a struct gains must be in src/pack/atlas_tables.c too. */
static void test_tables_are_the_file(void **state)
{
	struct run r = load((const char *)atlas_yaml, atlas_yaml_size);
	const struct atlas *built = atlas_built_in(r.arena);

	(void)state;
	assert_non_null(r.atlas);
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *a = &built->site[i], *b = &r.atlas->site[i];

		assert_string_equal(a->id, b->id);
		assert_string_equal(a->code, b->code);
		assert_string_equal(a->name, b->name);
		assert_string_equal(a->muscle, b->muscle);
		assert_string_equal(a->spreads_to, b->spreads_to);
		assert_string_equal(a->reach, b->reach);
		assert_memory_equal(&a->part, &b->part, sizeof *a - offsetof(struct site, part));
	}
	assert_int_equal(built->nzones, r.atlas->nzones);
	for (int i = 0; i < built->nzones; i++) {
		const struct zone *a = &built->zone[i], *b = &r.atlas->zone[i];

		assert_string_equal(a->id, b->id);
		assert_string_equal(a->name, b->name);
		assert_string_equal(a->why, b->why);
		assert_memory_equal(a->box, b->box, sizeof a->box);
		assert_int_equal(a->nboxes, b->nboxes);
	}
	assert_memory_equal(&built->limits, &r.atlas->limits, sizeof built->limits);
	done(&r);
}

static void test_built_in(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	static const char *const ids[SITES_BUILT_IN] = {
		"thigh-inner-upper", "thigh-outer-middle", "thigh-outer-lower", "thigh-inner-lower",
		"thigh-inner-edge",  "thigh-inner-middle", "buttock-lower",     "buttock-deep",
		"calf-inner",        "calf-outer",         "calf-low"};
	static const char *const codes[SITES_BUILT_IN] = {"T1", "T2", "T3", "T4", "T5", "T6",
							  "H1", "H2", "C1", "C2", "C3"};

	(void)state;
	assert_non_null(a);
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &a->site[i];

		assert_int_equal(s->index, i);
		assert_string_equal(s->id, ids[i]);
		assert_string_equal(s->code, codes[i]);
		assert_non_null(s->name);
		assert_non_null(s->muscle);
		assert_non_null(s->reach);
		assert_non_null(s->spreads_to);
		assert_int_equal(s->part, i < 6 ? PART_THIGH : i < 8 ? PART_BUTTOCK : PART_CALF);
		assert_int_equal(s->ask_calf, i >= 8);
		assert_int_equal(s->ask_nerve, i == 7);
		assert_int_equal(s->locked, i == 7);
		assert_int_equal(s->press_max_ms, i == 7 ? 30000 : 120000);
	}
	arena_free(arena);
}

/* Nowhere in the stretch that is searched along a place lies a no-press zone or, on the thigh, the
 * nerve line; a step of a hundredth misses none of them. */
static void test_places_are_outside_zones(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);

	(void)state;
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &a->site[i];

		for (double t = s->along_lo; t <= s->along_hi; t += 0.01)
			assert_null(atlas_zone_at(a, s->part, t, s->across));
		if (s->part == PART_THIGH)
			assert_true(s->across < a->limits.nerve_lo || s->across > a->limits.nerve_hi);
	}
	arena_free(arena);
}

static void holds(const struct atlas *a, const char *zone, enum part part, double along, double across)
{
	const struct zone *z = atlas_zone_at(a, part, along, across);

	if (!zone) {
		assert_null(z);
		return;
	}
	assert_non_null(z);
	assert_string_equal(z->id, zone);
}

static void test_zones(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);

	(void)state;
	assert_int_equal(a->nzones, 7);
	holds(a, "N1", PART_THIGH, 0.95, -0.4);
	holds(a, "N1", PART_CALF, 0.05, 0);
	holds(a, NULL, PART_THIGH, 0.86, 0.5);
	holds(a, NULL, PART_CALF, 0.14, -0.4);
	holds(a, "N2", PART_THIGH, 0.14, 0.5);
	holds(a, "N2", PART_BUTTOCK, 0.85, 0.4);
	holds(a, NULL, PART_THIGH, 0.17, 0.5);
	holds(a, NULL, PART_THIGH, 0.14, -0.5);
	holds(a, "N3", PART_CALF, 0.15, 0.8);
	holds(a, NULL, PART_CALF, 0.2, 0.8);
	holds(a, "N4", PART_THIGH, 0.1, -0.3);
	holds(a, "N4", PART_BUTTOCK, 0.98, -0.2);
	holds(a, "N4", PART_BUTTOCK, 0.6, -0.95);
	holds(a, "N4", PART_BUTTOCK, 0.7, 0.9);
	holds(a, "N5", PART_CALF, 0.85, 0);
	holds(a, NULL, PART_CALF, 0.78, 0);
	holds(a, "N6", PART_THIGH, 0.4, -0.95);
	holds(a, NULL, PART_THIGH, 0.4, -0.8);
	assert_string_equal(a->zone[6].id, "N7");
	assert_int_equal(a->zone[6].nboxes, 0);
	for (int i = 0; i < a->nzones; i++) {
		assert_non_null(a->zone[i].name);
		assert_non_null(a->zone[i].why);
	}
	arena_free(arena);
}

/* The figures of domain.md 9 and format.md "Limits". */
static void test_limits(void **state)
{
	struct arena *arena = arena_new();
	const struct limits *l = &atlas_built_in(arena)->limits;

	(void)state;
	assert_int_equal(l->press_min, 10000);
	assert_int_equal(l->press_max, 120000);
	assert_int_equal(l->press_warn_lo, 30000);
	assert_int_equal(l->press_warn_hi, 90000);
	assert_int_equal(l->presses_most, 3);
	assert_int_equal(l->place_ms, 5 * 60000);
	assert_int_equal(l->tool_stretch, 15 * 60000);
	assert_int_equal(l->stand_min, 2 * 60000);
	assert_int_equal(l->total, 90 * 60000);
	assert_int_equal(l->tool_deep, 30 * 60000);
	assert_int_equal(l->last_walk, 30000);
	assert_int_equal(l->pause_warn, 10000);
	assert_int_equal(l->more, 30000);
	assert_int_equal(l->pressure_lo, 1);
	assert_int_equal(l->pressure_hi, 7);
	assert_int_equal(l->pressure_warn, 6);
	assert_int_equal(l->gentle_pressure, 4);
	assert_int_equal(l->daily_places, 4);
	assert_int_equal(l->segments, 10000);
	assert_int_equal(l->depth, 16);
	assert_int_equal(l->rounds_478, 4);
	assert_true(l->nerve_lo == -0.1 && l->nerve_hi == 0.15);
	arena_free(arena);
}

struct slip {
	const char *after, *from, *to;
	const char *code;
	const char *on; /* the start of the line that is blamed */
	const char *says;
};

static const struct slip slips[] = {
	{"atlas: 1", "atlas: 1", "atlas: 2", "value", "atlas: 2", "atlas"},
	{"limits:", "presses-a-day: 3", "presses-a-day: three", "value", "  presses-a-day", "presses-a-day"},
	{"limits:", "presses-a-day: 3", "presses-a-day: 3.5", "value", "  presses-a-day", "presses-a-day"},
	{"limits:", "presses-a-day: 3", "presses-a-day: -3", "value", "  presses-a-day", "presses-a-day"},
	{"limits:", "presses-a-day: 3", "presses-a-day: []", "type", "  presses-a-day", "presses-a-day"},
	{"limits:", "total: 90m", "total: 90", "value", "  total", "total"},
	{"limits:", "total: 90m", "totel: 90m", "unknown-key", "  totel", "totel"},
	{"limits:", "  total: 90m", "", "missing-key", "  press:", "total"},
	{"limits:", "press: 10s..120s", "press: 120s..10s", "value", "  press:", "press"},
	{"limits:", "press: 10s..120s", "press: 10s", "value", "  press:", "press"},
	{"limits:", "-0.1..0.15", "-0.1...15", "value", "  nerve-line", "nerve-line"},
	{"sites:", "part: thigh", "part: thihg", "value", "    part: thihg", "part"},
	{"sites:", "along: 0.28", "along: 1.28", "value", "    along: 1.28", "along"},
	{"sites:", "along: 0.28", "along: 0x1", "value", "    along: 0x1", "along"},
	{"sites:", "along: 0.28", "along: 0.50", "value", "  thigh-inner-upper", "thigh-inner-upper"},
	{"sites:", "along: 0.28", "along: nan", "value", "    along: nan", "along"},
	{"sites:", "code: T2", "code: t1", "duplicate-code", "  thigh-outer-middle", "t1"},
	{"sites:", "name: inner thigh, high up", "name:", "type", "    name:", "name"},
	{"sites:", "search: 0.60..0.80", "search: 0.60..0.90", "zone", "  thigh-outer-lower", "N1"},
	{"sites:", "across: -0.8", "across: -0.95", "zone", "  thigh-inner-edge", "N6"},
	{"sites:", "locked: yes", "locked: maybe", "value", "    locked", "locked"},
	{"sites:", "asks: nerve", "asks: nervs", "value", "    asks: nervs", "asks"},
	{"sites:", "  calf-low:", "  calf-low: {}\n  calf-extra:", "value", "  thigh-inner-upper", "sites"},
	{"zones:", "boxes: []", "boxes: none", "value", "    boxes: none", "boxes"},
	{"zones:", "part: calf, along: 0..0.12", "part: calf, along: 0..12", "value", "      - {part: calf",
	 "along"},
	{"zones:", "    name: heel cord and ankle\n", "", "missing-key", "  N5", "name"},
	{"zones:", "across: 0.6..1", "acros: 0.6..1", "unknown-key", "      - {part: calf", "acros"},
};

static bool told(struct diag *d, const struct slip *s)
{
	const struct diag_entry *e;

	for (size_t i = 0; (e = diag_at(d, i)); i++) {
		size_t n;
		const char *line = diag_line(d, e->at.source, e->at.line, &n);

		if (!strcmp(e->code, s->code) && !strncmp(line, s->on, strlen(s->on)) &&
		    strstr(e->message, s->says))
			return true;
	}
	return false;
}

static void test_every_fault_has_its_line(void **state)
{
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		const struct slip *s = &slips[i];
		char *text = shipped_with(s->after, s->from, s->to);
		struct run r = load(text, strlen(text));
		bool ok = told(r.diag, s);

		diag_text(r.diag, &out, false);
		assert_null(r.atlas);
		done(&r);
		free(text);
		if (!ok)
			fail_msg("slip %zu (%s):\n%s", i, s->to, buf_str(&out));
		buf_clear(&out);
	}
	buf_free(&out);
}

static void test_all_faults_in_one_run(void **state)
{
	static const char text[] = "atlas: 1\nlimits: {press: x}\nsites: 3\nzones: {N1: {name: a}}\n";
	struct run r = load(text, sizeof text - 1);

	(void)state;
	assert_null(r.atlas);
	/* A bad range, the other limits, `sites` that are a figure, and `why` and `boxes` of N1. */
	assert_int_equal(diag_count(r.diag, DIAG_ERROR), 4);
	done(&r);
}

static void test_hostile(void **state)
{
	static const char *const texts[] = {"",
					    "[]",
					    "3",
					    "{",
					    "atlas: 1",
					    "sites: {a: }",
					    "limits: []",
					    "atlas: &a 1\nlimits: *b",
					    "zones: {N1: [1, 2]}",
					    "sites: [1,2,3,4,5,6,7,8,9,10,11]",
					    "zones: {N1: {boxes: [[], 3, {}]}}"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct run r = load(texts[i], strlen(texts[i]));

		assert_null(r.atlas);
		assert_true(diag_count(r.diag, DIAG_ERROR) > 0);
		done(&r);
	}
}

/* However the shipped text is cut off or a byte of it spoilt, there is an atlas or an error. */
static void test_spoilt(void **state)
{
	char *text = malloc(atlas_yaml_size);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < atlas_yaml_size; i += 97) {
		struct run r = load((const char *)atlas_yaml, i);

		assert_true(!r.atlas == (diag_count(r.diag, DIAG_ERROR) > 0));
		done(&r);
		memcpy(text, atlas_yaml, atlas_yaml_size);
		text[i] = (char)(i * 31);
		r = load(text, atlas_yaml_size);
		assert_true(!r.atlas == (diag_count(r.diag, DIAG_ERROR) > 0));
		done(&r);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_are_the_file),
		cmocka_unit_test(test_built_in),
		cmocka_unit_test(test_places_are_outside_zones),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_every_fault_has_its_line),
		cmocka_unit_test(test_all_faults_in_one_run),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_spoilt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
