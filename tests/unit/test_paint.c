/* Painted bytes are read back by libvterm and compared with the canvas. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "view/paint.h"

struct screen {
	VTerm *vt;
	VTermScreen *cells;
	struct paint *paint;
	struct paint_ability able;
	struct buf out;
};

static struct screen screen_open(int cols, int rows, struct paint_ability able)
{
	struct screen s = {vterm_new(rows, cols), NULL, paint_new(able), able, {0}};

	vterm_set_utf8(s.vt, 1);
	s.cells = vterm_obtain_screen(s.vt);
	vterm_screen_reset(s.cells, 1);
	return s;
}

static void screen_close(struct screen *s)
{
	vterm_free(s->vt);
	paint_free(s->paint);
	buf_free(&s->out);
}

/* Paints and feeds the bytes to the terminal; their number. */
static size_t screen_paint(struct screen *s, const struct canvas *c)
{
	bool wrote;

	buf_clear(&s->out);
	wrote = paint_frame(s->paint, c, &s->out);
	assert_int_equal(wrote, s->out.n > 0);
	vterm_input_write(s->vt, buf_str(&s->out), s->out.n);
	return s->out.n;
}

static void same_colour(const VTermColor *got, int32_t want, bool is_default)
{
	if (want < 0) {
		assert_true(is_default);
		return;
	}
	assert_true(VTERM_COLOR_IS_RGB(got));
	assert_int_equal(got->rgb.red << 16 | got->rgb.green << 8 | got->rgb.blue, want);
}

/* The terminal shows the canvas: characters, accents and, in truecolour, looks. */
static void screen_equals(const struct screen *s, const struct canvas *c)
{
	for (int y = 0; y < c->rows; y++)
		for (int x = 0; x < c->cols; x++) {
			const struct cell *want = &c->cells[y * c->cols + x];
			struct theme_look look =
				theme_look(&s->able.theme, (enum style)want->style, want->level);
			VTermScreenCell got;

			vterm_screen_get_cell(s->cells, (VTermPos){y, x}, &got);
			if (want->ch == 0) {
				assert_int_equal(got.chars[0], (uint32_t)-1);
				continue;
			}
			assert_int_equal(got.chars[0] ? got.chars[0] : ' ', want->ch);
			assert_int_equal(got.chars[0] ? got.chars[1] : 0, want->mark);
			assert_int_equal(got.attrs.reverse, !!(look.attrs & LOOK_REVERSE));
			same_colour(&got.bg, look.bg, VTERM_COLOR_IS_DEFAULT_BG(&got.bg));
			if (want->ch == ' ' && look.bg < 0)
				continue; /* ink cannot be seen on a blank */
			assert_int_equal(got.attrs.bold, !!(look.attrs & LOOK_BOLD));
			same_colour(&got.fg, look.fg, VTERM_COLOR_IS_DEFAULT_FG(&got.fg));
		}
}

/* A small generator, so that a failure repeats. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

static void scribble(struct canvas *c, uint32_t *seed, int strokes)
{
	static const char *const texts[] = {"hold", "日本", "e\xcc\x81", "a b  c",
					    "⣿⣿",   "▄█",   "x",         "          "};

	for (int i = 0; i < strokes; i++) {
		enum style s = (enum style)(next_random(seed) % STYLES);
		int x = (int)(next_random(seed) % (unsigned)c->cols),
		    y = (int)(next_random(seed) % (unsigned)c->rows);

		switch (next_random(seed) % 4) {
		case 0:
			canvas_dot(c, 2 * x, 4 * y, s, (int)(next_random(seed) % 16));
			break;
		case 1:
			canvas_fill(c, (struct rect){x, y, 5, 2}, ' ', s);
			break;
		default:
			canvas_text(c, x, y, s, texts[next_random(seed) % 8]);
			break;
		}
	}
}

static const struct paint_ability truecolour = {{DEPTH_TRUE, GROUND_DARK, PALETTE_USUAL}, false, false};

static void random_canvases_arrive_as_drawn(void **state)
{
	static const int sizes[][2] = {{1, 1}, {2, 1}, {7, 3}, {40, 12}, {80, 24}};
	uint32_t seed = 7;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct screen s = screen_open(sizes[i][0], sizes[i][1], truecolour);
		struct canvas *c = canvas_new(sizes[i][0], sizes[i][1], TIER_BRAILLE);

		for (int frame = 0; frame < 150; frame++) {
			if (frame % 10 == 0)
				canvas_clear(c);
			if (frame % 37 == 0)
				paint_invalidate(s.paint);
			scribble(c, &seed, 1 + (int)(next_random(&seed) % 12));
			screen_paint(&s, c);
			screen_equals(&s, c);
			assert_int_equal(screen_paint(&s, c), 0);
		}
		canvas_free(c);
		screen_close(&s);
	}
}

static void small_changes_cost_few_bytes(void **state)
{
	struct screen s = screen_open(80, 24, truecolour);
	struct canvas *c = canvas_new(80, 24, TIER_BRAILLE);

	(void)state;
	canvas_text(c, 10, 5, STYLE_PLAIN, "0:19 left");
	screen_paint(&s, c);
	canvas_text(c, 10, 5, STYLE_PLAIN, "0:18 left");
	screen_paint(&s, c);
	assert_string_equal(buf_str(&s.out), "\033[6;14H8");
	/* neighbours in one pen: two digits and what lies between, one move */
	canvas_text(c, 10, 5, STYLE_PLAIN, "1:17 left");
	screen_paint(&s, c);
	assert_string_equal(buf_str(&s.out), "\033[6;11H1:17");
	/* far apart in a row: a relative move */
	canvas_text(c, 10, 5, STYLE_PLAIN, "2:17 lefT");
	screen_paint(&s, c);
	assert_string_equal(buf_str(&s.out), "\033[6;11H2\033[7CT");
	/* the first column needs no column */
	canvas_put(c, 0, 0, 'x', STYLE_PLAIN, 0);
	screen_paint(&s, c);
	assert_string_equal(buf_str(&s.out), "\033[1Hx");
	canvas_free(c);
	screen_close(&s);
}

static void a_blanks_ink_is_no_change(void **state)
{
	struct screen s = screen_open(10, 1, truecolour);
	struct canvas *c = canvas_new(10, 1, TIER_BRAILLE);

	(void)state;
	screen_paint(&s, c);
	canvas_text(c, 0, 0, STYLE_NOW, "   ");
	assert_int_equal(screen_paint(&s, c), 0);
	canvas_text(c, 0, 0, STYLE_SELECTED, "   "); /* a background is seen */
	assert_true(screen_paint(&s, c) > 0);
	canvas_free(c);
	screen_close(&s);
}

static void without_colours_levels_are_no_change(void **state)
{
	struct screen s = screen_open(
		10, 1, (struct paint_ability){{DEPTH_NONE, GROUND_DARK, PALETTE_USUAL}, false, false});
	struct canvas *c = canvas_new(10, 1, TIER_BRAILLE);

	(void)state;
	canvas_put(c, 0, 0, 'x', STYLE_BREATH, 1);
	screen_paint(&s, c);
	canvas_put(c, 0, 0, 'x', STYLE_BREATH, 9);
	assert_int_equal(screen_paint(&s, c), 0);
	assert_null(strstr(buf_str(&s.out), "38;"));
	canvas_free(c);
	screen_close(&s);
}

static void frames_are_synchronised_where_asked(void **state)
{
	struct screen s = screen_open(
		10, 1, (struct paint_ability){{DEPTH_16, GROUND_DARK, PALETTE_USUAL}, true, false});
	struct canvas *c = canvas_new(10, 1, TIER_BRAILLE);
	const char *begin = "\033[?2026h", *end = "\033[?2026l";

	(void)state;
	canvas_text(c, 0, 0, STYLE_NOW, "now");
	screen_paint(&s, c);
	assert_int_equal(strncmp(buf_str(&s.out), begin, 8), 0);
	assert_int_equal(strcmp(buf_str(&s.out) + s.out.n - 8, end), 0);
	/* the style is put back before the end */
	assert_int_equal(strncmp(buf_str(&s.out) + s.out.n - 11, "\033[m", 3), 0);
	assert_int_equal(screen_paint(&s, c), 0);
	canvas_free(c);
	screen_close(&s);
}

static void the_last_cell_is_spared_where_it_would_scroll(void **state)
{
	struct screen s = screen_open(
		4, 2, (struct paint_ability){{DEPTH_NONE, GROUND_DARK, PALETTE_USUAL}, false, true});
	struct canvas *c = canvas_new(4, 2, TIER_BRAILLE);
	VTermScreenCell cell;

	(void)state;
	canvas_text(c, 0, 0, STYLE_PLAIN, "abcd");
	canvas_text(c, 0, 1, STYLE_PLAIN, "efgh");
	screen_paint(&s, c);
	vterm_screen_get_cell(s.cells, (VTermPos){1, 2}, &cell);
	assert_int_equal(cell.chars[0], 'g');
	vterm_screen_get_cell(s.cells, (VTermPos){1, 3}, &cell);
	assert_int_equal(cell.chars[0], 0);
	canvas_text(c, 2, 1, STYLE_PLAIN, "日");
	screen_paint(&s, c);
	assert_null(strstr(buf_str(&s.out), "日"));
	assert_int_equal(screen_paint(&s, c), 0);
	canvas_free(c);
	screen_close(&s);
}

static void another_size_repaints(void **state)
{
	struct screen s = screen_open(20, 5, truecolour);
	struct canvas *c = canvas_new(20, 5, TIER_BRAILLE);
	uint32_t seed = 3;

	(void)state;
	for (int i = 1; i < 30; i++) {
		int cols = 1 + i * 7 % 60, rows = 1 + i * 5 % 17;

		vterm_set_size(s.vt, rows, cols);
		canvas_resize(c, cols, rows);
		scribble(c, &seed, 20);
		screen_paint(&s, c);
		assert_non_null(strstr(buf_str(&s.out), "\033[2J"));
		screen_equals(&s, c);
	}
	canvas_free(c);
	screen_close(&s);
}

static void a_broken_grid_does_no_harm(void **state)
{
	struct screen s = screen_open(3, 1, truecolour);
	struct canvas *c = canvas_new(3, 1, TIER_BRAILLE);

	(void)state;
	c->cells[0].ch = 0;      /* a right half with no left one */
	c->cells[2].ch = 0x65e5; /* a wide one at the edge */
	c->cells[1].ch = 'x';
	screen_paint(&s, c);
	assert_non_null(strstr(buf_str(&s.out), "x"));
	assert_null(strstr(buf_str(&s.out), "日"));
	canvas_free(c);
	screen_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_canvases_arrive_as_drawn),
		cmocka_unit_test(small_changes_cost_few_bytes),
		cmocka_unit_test(a_blanks_ink_is_no_change),
		cmocka_unit_test(without_colours_levels_are_no_change),
		cmocka_unit_test(frames_are_synchronised_where_asked),
		cmocka_unit_test(the_last_cell_is_spared_where_it_would_scroll),
		cmocka_unit_test(another_size_repaints),
		cmocka_unit_test(a_broken_grid_does_no_harm),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
