/* Every screen at any size from 1x1 to 200x60 in every tier, with snapshots that no player would
 * give: nothing crashes, nothing is drawn outside of its canvas, no cell is left half a character,
 * and no word is cut without an ellipsis. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view_scenes.h"

enum { ROUNDS = 1500 };

static uint64_t rnd(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static int between(uint64_t *s, int lo, int hi)
{
	return lo + (int)(rnd(s) % (uint64_t)(hi - lo + 1));
}

/* Figures in and well out of range. */
static int64_t wild(uint64_t *s)
{
	static const int64_t odd[] = {0, -1, 1, 999, 1000, 59999, 60000, 3600000, INT64_C(86400000), -5000};

	return rnd(s) % 4 ? (int64_t)(rnd(s) % 200000) : odd[rnd(s) % (sizeof odd / sizeof *odd)];
}

static struct player_snapshot wild_snapshot(struct fixture *f, uint64_t *s)
{
	struct player_snapshot p = scene_over(f, (enum session_outcome)between(s, 0, SESSION_INTERRUPTED));

	p.state = (enum player_state)between(s, 0, PLAYER_STATES - 1);
	p.under = (enum player_state)between(s, 0, PLAYER_STATES - 1);
	p.pause_why = (enum pause_why)between(s, 0, PAUSE_SUSPEND);
	p.after = rnd(s) & 1;
	p.segment = between(s, -1, (int)f->plan.nsegments + 1);
	p.next = between(s, -1, (int)f->plan.nsegments + 1);
	p.phase = (enum phase)between(s, 0, PHASES - 1);
	p.leg = (enum leg)between(s, 0, LEG_RIGHT);
	p.site = rnd(s) % 3 ? &f->atlas.site[between(s, 0, SITES_BUILT_IN - 1)] : NULL;
	p.elapsed_ms = wild(s);
	p.length_ms = wild(s);
	p.left_ms = wild(s);
	p.total_left_ms = wild(s);
	p.session_ms = wild(s);
	p.session_length_ms = wild(s);
	p.released = rnd(s) & 1;
	p.more_offered = rnd(s) & 1;
	p.nearby = rnd(s) & 1;
	p.nearby_offered = rnd(s) & 1;
	p.pressure = (struct pressure){between(s, 0, 10), between(s, 0, 10), true, {0}};
	p.breath = (struct breath_now){(enum breath_phase)between(s, 0, BREATH_BOTTOM), wild(s), wild(s), 0,
				       between(s, 0, 1000)};
	p.turns = between(s, -1, 20);
	p.turns_all = between(s, 0, 12);
	p.sore_before = between(s, -1, 10);
	p.sore_now = between(s, -1, 10);
	p.last_sore = between(s, -1, 10);
	p.pain_before = between(s, -1, 10);
	p.pain_after = between(s, -1, 10);
	p.rating = between(s, -1, 10);
	p.notice = (enum notice)between(s, 0, NOTICES - 1);
	p.notice_value = between(s, -1, 40);
	p.worse = (enum leg)between(s, 0, LEG_RIGHT);
	p.nresults = (size_t)between(s, 0, 4);
	return p;
}

static void draw_any(struct canvas *c, struct fixture *f, uint64_t *s)
{
	if (rnd(s) % 3 == 0) {
		scene_draw(c, scene_names[between(s, 0, SCENES - 1)], f);
		return;
	}
	fixture_init(f);
	f->set.mirror = rnd(s) & 1;
	f->set.muted = rnd(s) & 1;
	f->set.sound_notice = rnd(s) & 1 ? "No sound device was found; the session is silent." : NULL;
	scene_play(c, f, wild_snapshot(f, s), NULL, STYLE_PLAIN);
}

/* A cell is a character of one cell, or a wide one with its right half after it. */
static void check_cells(const struct canvas *c)
{
	for (int y = 0; y < c->rows; y++) {
		for (int x = 0; x < c->cols; x++) {
			const struct cell *cell = &c->cells[y * c->cols + x];

			assert_in_range(cell->style, 0, STYLES - 1);
			assert_in_range(cell->level, 0, 15);
			assert_true(cell->ch >= ' ' || (cell->ch == 0 && x > 0));
		}
	}
}

static void any_snapshot_at_any_size(void **state)
{
	static struct fixture f;
	uint64_t s = UINT64_C(88172645463325252);
	struct canvas *c = canvas_new(1, 1, TIER_BRAILLE);

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		c->tier = (enum tier)between(&s, 0, TIER_BRAILLE);
		canvas_resize(c, rnd(&s) % 3 ? between(&s, 1, 90) : between(&s, 1, 200),
			      rnd(&s) % 3 ? between(&s, 1, 30) : between(&s, 1, 60));
		draw_any(c, &f, &s);
		check_cells(c);
	}
	canvas_free(c);
}

enum { WORD = 48, WORDS = 8000 };

static bool letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

/* The next word of `*p`, moved past it: false at the end. */
static bool next_word(const char **p, char word[WORD])
{
	size_t n = 0;

	while (**p && !letter(**p))
		++*p;
	while (letter((*p)[n]) && n < WORD - 1)
		n++;
	memcpy(word, *p, n);
	word[n] = '\0';
	*p += n;
	return n > 0;
}

struct words {
	char word[WORDS][WORD];
	size_t n;
};

static int by_letters(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void draw_text(const char *name, int cols, int rows, struct buf *out)
{
	static struct fixture f;
	struct canvas *c = canvas_new(cols, rows, TIER_BRAILLE);

	scene_draw(c, name, &f);
	canvas_text_dump(c, out);
	canvas_free(c);
}

/* All words that the widest screens have, and those that only small ones need. */
static void known_words(struct words *all)
{
	struct buf b = {0};

	buf_adds(&b, "scroll page now ");
	for (int i = 0; i < SCENES; i++)
		draw_text(scene_names[i], 200, 60, &b);
	const char *p = buf_str(&b);

	for (all->n = 0; all->n < WORDS && next_word(&p, all->word[all->n]);)
		all->n++;
	assert_in_range(all->n, 100, WORDS - 1);
	qsort(all->word, all->n, WORD, by_letters);
	buf_free(&b);
}

/* Counts words that are neither known nor followed by an ellipsis. */
static int cut_words(const char *name, int cols, int rows, const struct words *all)
{
	struct buf b = {0};
	char word[WORD];
	int cut = 0;

	draw_text(name, cols, rows, &b);
	for (const char *p = buf_str(&b); next_word(&p, word);) {
		if (strncmp(p, "\xe2\x80\xa6", 3) == 0 || bsearch(word, all->word, all->n, WORD, by_letters))
			continue;
		print_error("%s at %dx%d: \"%s\" is no whole word\n", name, cols, rows, word);
		cut++;
	}
	buf_free(&b);
	return cut;
}

static void no_word_is_cut_without_an_ellipsis(void **state)
{
	static struct words all;
	int cut = 0;

	(void)state;
	known_words(&all);
	for (int i = 0; i < SCENES; i++) {
		for (int cols = 20; cols <= 130; cols += 11) {
			for (int rows = 4; rows <= 44; rows += 5)
				cut += cut_words(scene_names[i], cols, rows, &all);
		}
	}
	assert_int_equal(cut, 0);
}

/* Cells of the map: nothing else is drawn in these styles. */
static int map_cells(const struct canvas *c)
{
	int n = 0;

	for (int i = 0; i < c->cols * c->rows; i++)
		n += c->cells[i].style >= STYLE_SKIN && c->cells[i].style <= STYLE_SOLEUS;
	return n;
}

/* A window that grows keeps its map, at least as large. */
static void a_larger_window_loses_nothing(void **state)
{
	static const struct {
		int cols, rows;
	} sizes[] = {{80, 24}, {80, 40},  {80, 45},  {80, 48}, {80, 50},
		     {80, 60}, {100, 60}, {120, 60}, {200, 60}};
	static const char *const scenes[] = {"hold", "find", "home", "summary"};
	static struct fixture f;

	(void)state;
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		int least = 1;

		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			struct canvas *c = canvas_new(sizes[k].cols, sizes[k].rows, TIER_BRAILLE);

			scene_draw(c, scenes[i], &f);
			if (map_cells(c) < least)
				print_error("%s at %dx%d\n", scenes[i], c->cols, c->rows);
			assert_true(map_cells(c) >= least);
			least = k == 0 ? map_cells(c) : least;
			canvas_free(c);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_snapshot_at_any_size),
		cmocka_unit_test(no_word_is_cut_without_an_ellipsis),
		cmocka_unit_test(a_larger_window_loses_nothing),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("screens_fit", tests, NULL, NULL);
}
