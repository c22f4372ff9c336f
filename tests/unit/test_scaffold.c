/* A routine of one's own from three answers: every combination passes as strictly as may be, within its time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/plan.h"
#include "load/atlas_load.h"
#include "load/routine_load.h"
#include "load/scaffold.h"

enum { MINUTE_MS = 60000, ALL = (1 << SITES_BUILT_IN) - 1 };

/* The places whose bits are set. */
static void choose(struct scaffold *s, const struct atlas *a, unsigned bits)
{
	s->nplaces = 0;
	for (int i = 0; i < SITES_BUILT_IN; i++)
		if (bits & 1u << i)
			s->place[s->nplaces++] = &a->site[i];
}

/* Loads and plans what was written; fails with all that is wrong with it. */
static int64_t planned(const char *text, size_t n, const struct atlas *a, int *presses)
{
	struct arena *arena = arena_new();
	struct diag *d = diag_new();
	struct routine_load *l = routine_load_begin(arena, a, d, "mine.yaml", text, n);
	struct routine *r = routine_load_finish(l);
	struct person who = plan_person_neutral();
	struct plan *p = r && !diag_count(d, DIAG_ERROR) ? plan_compile(r, a, &who, d) : NULL;
	int64_t ms = p ? p->planned_ms : -1;

	if (diag_at(d, 0)) {
		struct buf out = {0};

		diag_text(d, &out, false);
		fail_msg("%s\n%s", text, buf_str(&out));
	}
	*presses = p ? (int)p->npresses : 0;
	plan_free(p);
	diag_free(d);
	arena_free(arena);
	return ms;
}

/* Writes, reads back, and holds it to what was promised. Presses of both legs. */
static int passes(const struct scaffold *s, const struct atlas *a)
{
	struct buf out = {0};
	struct err e = {""};
	struct scaffold_made told = {0};
	int presses = 0;

	if (!scaffold_write(s, a, &out, &told, &e))
		fail_msg("%s: %s", scaffold_when_name(s->when), e.text);
	assert_int_equal(planned(out.p, out.n, a, &presses), told.planned_ms);
	assert_true(told.planned_ms <= s->minutes_ms);
	assert_true(presses > 0);
	buf_free(&out);
	return presses;
}

static bool has_calf(const struct scaffold *s)
{
	for (size_t i = 0; i < s->nplaces; i++)
		if (s->place[i]->ask_calf)
			return true;
	return false;
}

static void every_combination_passes(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	static const int minutes[] = {2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 90};
	struct scaffold s = {.id = "mine"};

	(void)state;
	for (int w = 0; w < SCAFFOLD_WHENS; w++) {
		s.when = (enum scaffold_when)w;
		for (size_t m = 0; m < sizeof minutes / sizeof *minutes; m++) {
			s.minutes_ms = minutes[m] * (int64_t)MINUTE_MS;
			/* each alone, and steps through the rest that meet every pair */
			for (unsigned bits = 1; bits <= ALL; bits += bits & (bits - 1) ? 53 : 1) {
				choose(&s, a, bits);
				if (s.when != WHEN_DRIVING || !has_calf(&s))
					passes(&s, a);
			}
			for (int i = 0; i < SITES_BUILT_IN; i++) {
				choose(&s, a, 1u << i);
				if (s.when != WHEN_DRIVING || !has_calf(&s))
					passes(&s, a);
			}
			choose(&s, a, s.when == WHEN_DRIVING ? 0xff : ALL);
			passes(&s, a);
		}
	}
	arena_free(arena);
}

/* Enough time holds all that was asked for, on both legs; more time is not filled with more pressing. */
static void time_is_used(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	struct scaffold s = {.id = "mine", .when = WHEN_ANY, .minutes_ms = 10 * MINUTE_MS};
	struct buf out = {0};
	struct scaffold_made ten, ninety, made;

	(void)state;
	choose(&s, a, 7);
	assert_int_equal(passes(&s, a), 6);
	assert_true(scaffold_write(&s, a, &out, &ten, NULL));
	assert_true(ten.planned_ms >= 9 * MINUTE_MS);
	s.minutes_ms = 90 * MINUTE_MS;
	assert_true(scaffold_write(&s, a, &out, &ninety, NULL));
	assert_true(ninety.planned_ms > ten.planned_ms && ninety.planned_ms < 25 * MINUTE_MS);
	s.minutes_ms = 4 * MINUTE_MS;
	assert_int_equal(passes(&s, a), 2); /* one place a leg, in turns */
	s.minutes_ms = 2 * MINUTE_MS;
	assert_int_equal(passes(&s, a), 1);
	assert_true(scaffold_write(&s, a, &out, &made, NULL));
	assert_int_equal(made.legs, 1);
	assert_int_equal(made.slots, 1);
	buf_free(&out);
	arena_free(arena);
}

/* What is shown behind a # can be had by taking the # away. */
static void other_steps_are_steps(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	struct scaffold s = {.id = "mine", .when = WHEN_ANY, .minutes_ms = 10 * MINUTE_MS};
	struct buf out = {0}, more = {0};
	struct scaffold_made ms;
	int presses;

	(void)state;
	choose(&s, a, 1);
	assert_true(scaffold_write(&s, a, &out, &ms, NULL));
	for (const char *p = out.p; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		bool shown = p > strstr(out.p, "Other steps") && !strncmp(p, "  # ", 4);

		buf_addf(&more, "%s%.*s\n", shown ? "  " : "", (int)strcspn(p, "\n") - (shown ? 4 : 0),
			 p + (shown ? 4 : 0));
	}
	assert_true(planned(more.p, more.n, a, &presses) > ms.planned_ms + 2 * MINUTE_MS);
	assert_int_equal(presses, 2 + 4);
	buf_free(&out);
	buf_free(&more);
	arena_free(arena);
}

static void what_cannot_be_is_told(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	struct scaffold s = {.id = "mine", .when = WHEN_ANY, .minutes_ms = MINUTE_MS};
	struct buf out = {0};
	struct err e = {""};
	struct scaffold_made ms;

	(void)state;
	choose(&s, a, 1);
	assert_false(scaffold_write(&s, a, &out, &ms, &e));
	assert_non_null(strstr(e.text, "1m50s"));
	s.minutes_ms = 5 * MINUTE_MS;
	s.when = WHEN_DRIVING;
	assert_true(scaffold_places("C2, T1", a, &s, &e));
	assert_false(scaffold_write(&s, a, &out, &ms, &e));
	assert_non_null(strstr(e.text, "calf-outer"));
	assert_int_equal(out.n, 0);
	arena_free(arena);
}

static void places_are_read(void **state)
{
	struct arena *arena = arena_new();
	const struct atlas *a = atlas_built_in(arena);
	struct scaffold s = {0};
	struct err e = {""};

	(void)state;
	assert_true(scaffold_places(" t2, Thigh-Inner-Lower ,T2,", a, &s, &e));
	assert_int_equal(s.nplaces, 2);
	assert_string_equal(s.place[0]->code, "T2");
	assert_string_equal(s.place[1]->code, "T4");
	assert_true(scaffold_places("T1 T3 calf-inner", a, &s, &e));
	assert_int_equal(s.nplaces, 3);
	assert_false(scaffold_places("", a, &s, &e));
	assert_false(scaffold_places(" , ", a, &s, &e));
	assert_false(scaffold_places("T1, outer thigh", a, &s, &e));
	assert_non_null(strstr(e.text, "thigh-outer-middle, thigh-outer-lower"));
	assert_false(scaffold_places("thigh-inner-uper", a, &s, &e));
	assert_non_null(strstr(e.text, "thigh-inner-upper"));
	assert_false(scaffold_places("elbow", a, &s, &e));
	arena_free(arena);
}

static void names_are_safe(void **state)
{
	static const char *const good[] = {"mine", "my-legs", "2-min", "Abend_1", "f\xc3\xbcr-mich", "x"};
	static const char *const bad[] = {"",
					  "-x",
					  "_x",
					  ".",
					  "..",
					  ".x",
					  "a/b",
					  "a b",
					  "a.b",
					  "a\nb",
					  "a\x1b[2J",
					  "a\xff",
					  "\xff",
					  "a:",
					  "atlas",
					  "Config",
					  "pack",
					  "\xcc\x81",
					  "a\xe2\x80\x93z",
					  "\xe2\x86\x92"};
	char longest[80];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(scaffold_name(good[i], NULL));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(scaffold_name(bad[i], NULL));
	struct err e;

	assert_false(scaffold_name("Mein \xc3\x9c"
				   "bungsplan!",
				   &e)); /* what is proposed keeps its letters */
	assert_non_null(strstr(e.text, "like Mein-\xc3\x9c"
				       "bungsplan."));
	assert_false(scaffold_name("\xff \xff", &e));
	assert_non_null(strstr(e.text, "like my-legs."));
	memset(longest, 'a', sizeof longest);
	longest[60] = '\0';
	assert_true(scaffold_name(longest, NULL));
	longest[60] = 'a', longest[61] = '\0';
	assert_false(scaffold_name(longest, NULL));
}

static void copied(const char *text, const char *want)
{
	struct buf out = {0};

	scaffold_copy(text, strlen(text), "from \n\x1b", &out);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
}

static void a_copy_says_where_it_is_from(void **state)
{
	(void)state;
	copied("unknot: 1\n", "# from ??\nunknot: 1\n");
	copied("# yaml-language-server: x\nunknot: 1\n", "# yaml-language-server: x\n# from ??\nunknot: 1\n");
	copied("# yaml-language-server: x", "# yaml-language-server: x\n# from ??\n");
	copied("\xef\xbb\xbfunknot: 1\n", "\xef\xbb\xbf# from ??\nunknot: 1\n");
	copied("", "# from ??\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_combination_passes),
		cmocka_unit_test(time_is_used),
		cmocka_unit_test(other_steps_are_steps),
		cmocka_unit_test(what_cannot_be_is_told),
		cmocka_unit_test(places_are_read),
		cmocka_unit_test(names_are_safe),
		cmocka_unit_test(a_copy_says_where_it_is_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
