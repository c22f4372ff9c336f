/* The leg map: every place has a cell of its own on its own leg, the picture keeps inside of its
 * rectangle, the mirror turns it round, and what is marked can be seen. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/legmap.h"
#include "view/legmap_data.h"
#include "view_fixture.h"

static struct fixture f;

static int setup(void **state)
{
	(void)state;
	fixture_init(&f);
	return 0;
}

static const struct cell *at(const struct canvas *c, int x, int y)
{
	assert_in_range(x, 0, c->cols - 1);
	assert_in_range(y, 0, c->rows - 1);
	return &c->cells[y * c->cols + x];
}

static void the_places_keep_apart(void **state)
{
	struct legmap m = legmap_of(&f.atlas, &f.who);

	(void)state;
	for (int rows = LEGMAP_ROWS_LEAST; rows <= 50; rows++) {
		struct rect r = {0, 0, legmap_cols(rows), rows};
		bool taken[60][80] = {{false}};

		for (int i = 0; i < SITES_BUILT_IN; i++) {
			for (enum leg leg = LEG_LEFT; leg <= LEG_RIGHT; leg++) {
				int x, y;

				assert_true(legmap_spot(r, &m, &f.atlas.site[i], leg, &x, &y));
				assert_in_range(x, 0, r.w - 1);
				assert_in_range(y, 0, r.h - 1);
				assert_int_equal(2 * x + 1 > r.w, leg == LEG_RIGHT);
				assert_false(taken[y][x]);
				taken[y][x] = true;
			}
		}
	}
}

/* Higher on the leg is higher on the map, outer is further from the middle. */
static void the_places_lie_where_the_atlas_says(void **state)
{
	struct legmap m = legmap_of(&f.atlas, &f.who);
	struct rect r = {0, 0, legmap_cols(40), 40};
	int x[3], y[3];

	(void)state;
	legmap_spot(r, &m, &f.atlas.site[1], LEG_RIGHT, &x[0], &y[0]); /* T2 */
	legmap_spot(r, &m, &f.atlas.site[2], LEG_RIGHT, &x[1], &y[1]); /* T3: lower, further out */
	legmap_spot(r, &m, &f.atlas.site[3], LEG_RIGHT, &x[2], &y[2]); /* T4: as low, inside */
	assert_true(y[0] < y[1]);
	assert_int_equal(y[1], y[2]);
	assert_true(x[2] < x[1]);
	assert_true(leg_height(PART_BUTTOCK, 1) == leg_height(PART_THIGH, 0));
	assert_true(leg_height(PART_THIGH, 1) == leg_height(PART_CALF, 0));
}

/* The tissue under each place is the muscle that the atlas names. */
static void the_places_lie_on_their_muscles(void **state)
{
	static const enum leg_tissue want[SITES_BUILT_IN] = {
		TISSUE_HAM_INNER,  TISSUE_HAM_OUTER,  TISSUE_HAM_OUTER, TISSUE_HAM_INNER,
		TISSUE_THIGH_SIDE, TISSUE_HAM_INNER,  TISSUE_BUTTOCK,   TISSUE_BUTTOCK,
		TISSUE_CALF_INNER, TISSUE_CALF_OUTER, TISSUES,
	};

	(void)state;
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const struct site *s = &f.atlas.site[i];
		enum leg_tissue t = leg_point_at(leg_height(s->part, s->along), s->across).tissue;

		if (want[i] != TISSUES)
			assert_int_equal(t, want[i]);
	}
}

static void the_outline_is_that_of_a_leg(void **state)
{
	double widest = 0;

	(void)state;
	for (int i = 0; i <= 1000; i++) {
		struct leg_edges e = leg_edges_at(i / 1000.);

		assert_true(e.in >= 0);
		assert_true(e.out > e.in + 0.03);
		widest = e.out > widest ? e.out : widest;
	}
	assert_true(widest <= leg_half_width());
	assert_true(widest > leg_half_width() - 0.01);
	struct leg_edges knee = leg_edges_at(0.56), calf = leg_edges_at(0.68), ankle = leg_edges_at(0.91);

	assert_true(calf.out - calf.in > knee.out - knee.in);
	assert_true(ankle.out - ankle.in < 0.6 * (calf.out - calf.in));
}

static void draw(struct canvas *c, struct rect r, const struct legmap *m)
{
	legmap_draw(c, r, m);
	legmap_draw_now(c, r, m);
}

static void nothing_is_drawn_beside_it(void **state)
{
	struct canvas *c = canvas_new(90, 60, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, &f.who);

	(void)state;
	m.now = &f.atlas.site[7];
	m.now_leg = LEG_LEFT;
	m.now_pulse = 1000;
	for (int rows = 1; rows <= 55; rows += 3) {
		struct rect r = {7, 2, 3 + rows, rows};

		canvas_clear(c);
		draw(c, r, &m);
		for (int y = 0; y < c->rows; y++) {
			for (int x = 0; x < c->cols; x++) {
				bool in = x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;

				if (!in)
					assert_int_equal(at(c, x, y)->ch, ' ');
			}
		}
	}
	canvas_free(c);
}

static int count_style(const struct canvas *c, enum style s)
{
	int n = 0;

	for (int i = 0; i < c->cols * c->rows; i++)
		n += c->cells[i].style == s && c->cells[i].ch != ' ';
	return n;
}

static void the_place_pressed_stands_out(void **state)
{
	struct canvas *c = canvas_new(40, 40, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, &f.who);
	struct rect r = canvas_rect(c);
	int x, y;

	(void)state;
	m.now = &f.atlas.site[3];
	m.now_leg = LEG_RIGHT;
	m.zones = true;
	draw(c, r, &m);
	assert_true(legmap_spot(r, &m, m.now, LEG_RIGHT, &x, &y));
	assert_int_equal(at(c, x, y)->style, STYLE_NOW);
	assert_true(count_style(c, STYLE_NOW) > 4);  /* the ring */
	assert_true(count_style(c, STYLE_ZONE) > 4); /* the hollow of the knee is near T4 */
	m.now = &f.atlas.site[8];
	canvas_clear(c);
	m.zones = false;
	draw(c, r, &m);
	assert_int_equal(count_style(c, STYLE_ZONE), 0);
	canvas_free(c);
}

/* Without a place being pressed all zones are shown: hatched with strokes that need no colour, with their
 * figures on both legs alike, and no place on top. */
static void zones_are_hatched_and_numbered(void **state)
{
	static const enum tier tiers[] = {TIER_ASCII, TIER_BLOCK, TIER_BRAILLE};
	struct legmap m = legmap_of(&f.atlas, &f.who);

	(void)state;
	m.zones = true;
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
		struct canvas *c = canvas_new(60, 20, tiers[i]);
		const char *hatch = theme_glyph(tiers[i], GLYPH_HATCH);
		int strokes[2] = {0}, figures[2][2] = {{0}};
		uint32_t stroke = 0;

		assert_true(utf8_next(&hatch, hatch + strlen(hatch), &stroke));
		legmap_draw(c, canvas_rect(c), &m);
		for (int k = 0; k < c->cols * c->rows; k++) {
			const struct cell *cell = &c->cells[k];
			int right = k % c->cols >= c->cols / 2;

			strokes[right] += cell->ch == stroke && cell->style == STYLE_ZONE;
			assert_true(cell->style < STYLE_UNKNOWN || cell->style > STYLE_QUIET);
			if (cell->style != STYLE_STRONG)
				continue;
			assert_in_range(cell->ch, '1', '2');
			figures[right][cell->ch - '1']++;
		}
		assert_in_range(strokes[0], 4, 60);
		assert_int_equal(strokes[0], strokes[1]);
		for (int leg = 0; leg < 2; leg++) {
			assert_int_equal(figures[leg][0], 1); /* two boxes that touch */
			assert_int_equal(figures[leg][1], 1);
		}
		canvas_free(c);
	}
}

static void states_have_shapes_of_their_own(void **state)
{
	struct canvas *c = canvas_new(40, 40, TIER_ASCII);
	struct legmap m = legmap_of(&f.atlas, &f.who);
	int x, y;

	(void)state;
	draw(c, canvas_rect(c), &m);
	legmap_spot(canvas_rect(c), &m, &f.atlas.site[1], LEG_LEFT, &x, &y); /* rated 6 */
	assert_int_equal(at(c, x, y)->style, STYLE_SORE);
	assert_int_equal(at(c, x, y)->ch, (unsigned char)theme_glyph(TIER_ASCII, GLYPH_SORE)[0]);
	legmap_spot(canvas_rect(c), &m, &f.atlas.site[0], LEG_RIGHT, &x, &y); /* rated 2 */
	assert_int_equal(at(c, x, y)->style, STYLE_QUIET);
	legmap_spot(canvas_rect(c), &m, &f.atlas.site[3], LEG_RIGHT, &x, &y); /* rated 4 */
	assert_int_equal(at(c, x, y)->style, STYLE_EASING);
	legmap_spot(canvas_rect(c), &m, &f.atlas.site[8], LEG_LEFT, &x, &y); /* pressed, not rated */
	assert_int_equal(at(c, x, y)->style, STYLE_FOUND);
	legmap_spot(canvas_rect(c), &m, &f.atlas.site[10], LEG_LEFT, &x, &y);
	assert_int_equal(at(c, x, y)->style, STYLE_UNKNOWN);
	canvas_free(c);
}

static void the_mirror_turns_it_round(void **state)
{
	struct legmap m = legmap_of(&f.atlas, &f.who);
	struct rect r = {0, 0, legmap_cols(30), 30};
	int x, y, mx, my;

	(void)state;
	legmap_spot(r, &m, &f.atlas.site[1], LEG_LEFT, &x, &y);
	m.mirror = true;
	legmap_spot(r, &m, &f.atlas.site[1], LEG_LEFT, &mx, &my);
	assert_int_equal(y, my);
	assert_in_range(x + mx, r.w - 2, r.w);
	assert_true(mx > x);
}

static int dots(const struct canvas *c)
{
	int n = 0;

	for (int i = 0; i < c->cols * c->rows; i++)
		for (unsigned d = c->dots[i]; d; d &= d - 1)
			n++;
	return n;
}

/* What is kept is what would be drawn. */
static void a_kept_map_is_the_same(void **state)
{
	struct canvas *c = canvas_new(60, 45, TIER_BRAILLE), *k = canvas_new(60, 45, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, &f.who);
	struct legmap_memo *memo = legmap_memo_new();

	(void)state;
	for (int i = 0; i < 60; i++) {
		struct rect r = {i % 5, i % 3, 30 + i % 25, 14 + i * 7 % 31};

		m.now = i % 4 ? &f.atlas.site[i % SITES_BUILT_IN] : NULL;
		m.now_leg = (enum leg)(i / 7 % 3);
		m.zones = i % 3 == 0;
		m.mirror = i % 11 > 5;
		m.now_pulse = i * 100 % 1000;
		c->tier = k->tier = (enum tier)(i / 20);
		for (int again = 0; again < 2; again++) {
			canvas_clear(c);
			canvas_clear(k);
			m.memo = NULL;
			draw(c, r, &m);
			m.memo = memo;
			draw(k, r, &m);
			assert_memory_equal(c->cells, k->cells,
					    (size_t)(c->cols * c->rows) * sizeof *c->cells);
		}
	}
	legmap_memo_free(memo);
	canvas_free(c);
	canvas_free(k);
}

/* Without a colour: the muscle that is worked is full of dots, the other leg is thin. */
static void the_pressed_leg_comes_forward(void **state)
{
	struct canvas *c = canvas_new(legmap_cols(40), 40, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, NULL);
	int left = 0, right = 0;

	(void)state;
	m.now_leg = LEG_LEFT;
	draw(c, canvas_rect(c), &m);
	for (int i = 0; i < c->cols * c->rows; i++)
		for (unsigned d = c->dots[i]; d; d &= d - 1)
			*(i % c->cols < c->cols / 2 ? &left : &right) += 1;
	assert_true(left * 2 > right * 3);
	canvas_free(c);
}

/* The ring comes in from afar, and another goes out when the spot lets go. */
static void rings_lead_the_eye(void **state)
{
	struct canvas *c = canvas_new(legmap_cols(40), 40, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, &f.who);
	int still, style;

	(void)state;
	m.now = &f.atlas.site[1];
	m.now_leg = LEG_LEFT;
	draw(c, canvas_rect(c), &m);
	still = count_style(c, STYLE_NOW);
	m.now_arrived = 0;
	canvas_clear(c);
	draw(c, canvas_rect(c), &m);
	assert_true(count_style(c, STYLE_NOW) > still);
	m.now_arrived = 1000;
	m.now_ripple = 500;
	canvas_clear(c);
	draw(c, canvas_rect(c), &m);
	style = count_style(c, STYLE_GOOD);
	assert_true(style > 8);
	canvas_free(c);
}

static void a_closer_look_has_the_place_well_inside(void **state)
{
	struct canvas *c = canvas_new(50, 20, TIER_BRAILLE);
	struct legmap m = legmap_of(&f.atlas, &f.who);
	struct rect r = {10, 4, 30, 9};

	(void)state;
	legmap_closeup(c, r, &m);
	assert_int_equal(dots(c), 0);
	m.now_leg = LEG_RIGHT;
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		m.now = &f.atlas.site[i];
		canvas_clear(c);
		legmap_closeup(c, r, &m);
		int marks = 0;

		for (int x = r.x + 4; x < r.x + r.w - 4; x++)
			marks += at(c, x, 8)->ch == 0x25c9 && at(c, x, 8)->style == STYLE_NOW;
		assert_int_equal(marks, 1);
		assert_true(dots(c) > 200);
		for (int k = 0; k < c->cols * c->rows; k++) {
			int x = k % c->cols, y = k / c->cols;

			if (x < r.x || x >= r.x + r.w || y < r.y || y >= r.y + r.h)
				assert_int_equal(c->cells[k].ch, ' ');
		}
	}
	canvas_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_places_keep_apart, setup),
		cmocka_unit_test_setup(the_places_lie_where_the_atlas_says, setup),
		cmocka_unit_test_setup(the_places_lie_on_their_muscles, setup),
		cmocka_unit_test(the_outline_is_that_of_a_leg),
		cmocka_unit_test_setup(nothing_is_drawn_beside_it, setup),
		cmocka_unit_test_setup(the_place_pressed_stands_out, setup),
		cmocka_unit_test_setup(zones_are_hatched_and_numbered, setup),
		cmocka_unit_test_setup(states_have_shapes_of_their_own, setup),
		cmocka_unit_test_setup(the_mirror_turns_it_round, setup),
		cmocka_unit_test_setup(a_kept_map_is_the_same, setup),
		cmocka_unit_test_setup(the_pressed_leg_comes_forward, setup),
		cmocka_unit_test_setup(rings_lead_the_eye, setup),
		cmocka_unit_test_setup(a_closer_look_has_the_place_well_inside, setup),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("legmap", tests, NULL, NULL);
}
