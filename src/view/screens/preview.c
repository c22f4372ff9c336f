/* The preview. What is wrong stands below the whole width, since excerpts of a file are long; the ladder gives
 * way to it, but the chosen step stays seen. */
#include "view/screens/preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/screens/parts.h"
#include "view/screens/preview_breath.h"
#include "view/screens/preview_faults.h"
#include "view/screens/preview_step.h"
#include "view/words.h"

const int32_t preview_speeds[PREVIEW_SPEEDS] = {500, 1000, 1500, 2000, 4000, 8000, 16000, 60000, 240000};

/* ---- keys ---- */

static int rows_of(const struct preview_model *m)
{
	return m->plan ? (int)ladder_rows(m->plan) : 0;
}

static void open_page(struct preview_model *m, enum preview_page page)
{
	m->page = m->page == page ? PREVIEW_PLAN : page;
	m->top = 0;
}

static bool page_key(struct preview_model *m, uint32_t key)
{
	if (key == KEYCODE_ESC || key == 'q' || key == KEYCODE_ENTER || key == KEYCODE_BACKSPACE)
		m->page = PREVIEW_PLAN;
	else
		return parts_move(key, &m->top, INT16_MAX, 10);
	return true;
}

static bool change_speed(struct preview_model *m, int by)
{
	int to = m->speed + by;

	if (to >= 0 && to < PREVIEW_SPEEDS)
		m->speed = to;
	return true;
}

bool preview_key(struct preview_model *m, uint32_t key, enum preview_choice *choice)
{
	int rows = rows_of(m);

	*choice = PREVIEW_NONE;
	if (key == 'e' || key == '?') {
		open_page(m, key == 'e' ? PREVIEW_FAULTS : PREVIEW_KEYS);
		return true;
	}
	if (m->page != PREVIEW_PLAN)
		return page_key(m, key);
	if (key == 'q' || key == KEYCODE_ESC)
		*choice = PREVIEW_QUIT;
	else if (rows && key == KEYCODE_ENTER)
		*choice = PREVIEW_PLAY;
	else if (rows && key == KEYCODE_SPACE)
		*choice = PREVIEW_HEAR;
	else if (key == '+' || key == '=')
		return change_speed(m, 1);
	else if (key == '-')
		return change_speed(m, -1);
	else
		return rows && parts_move(key, &m->selected, rows, 10);
	return true;
}

/* ---- the ladder with times ---- */

enum { AT_COLS = 6, FOR_COLS = 6, LEG_COLS = 6 };

static void draw_row(struct canvas *c, struct rect r, const struct plan *p, size_t first, bool selected)
{
	const struct segment *s = &p->segments[first];
	enum style quiet = selected ? STYLE_SELECTED : STYLE_DIM;
	enum style style = selected ? STYLE_SELECTED : STYLE_PLAIN;
	char what[VM_LINE], time[DURATION_TEXT];
	int x = r.x + 2, room = r.w - 2;

	if (selected)
		canvas_fill(c, r, ' ', STYLE_SELECTED);
	canvas_glyph(c, r.x, r.y, selected ? GLYPH_POINTER : GLYPH_STEP,
		     selected ? STYLE_SELECTED : parts_leg_style(s->leg));
	if (room > 34) {
		canvas_text_right(c, x, r.y, AT_COLS, quiet, duration_clock(time, s->at_ms));
		x += AT_COLS + 2;
		room -= AT_COLS + 2;
	}
	if (room > 20) {
		duration_clock(time, preview_step_ms(p, first));
		canvas_text_right(c, r.x, r.y, r.w - 1, quiet, time);
		if (s->optional)
			canvas_put(c, r.x + r.w - 1, r.y, '?', quiet, 0);
		room -= FOR_COLS + 1;
	}
	if (s->leg != LEG_NONE) {
		canvas_text_in(c, x, r.y, room, selected ? style : parts_leg_style(s->leg), leg_text(s->leg));
		x += LEG_COLS;
		room -= LEG_COLS;
	}
	words_what(what, sizeof what, s);
	canvas_text_in(c, x, r.y, room, style, what);
}

static void draw_ladder(struct canvas *c, struct rect r, const struct preview_model *m)
{
	int rows = rows_of(m), top = parts_top(m->selected, rows, r.h);

	for (int y = 0, row = top; y < r.h && row < rows; y++, row++)
		draw_row(c, (struct rect){r.x, r.y + y, r.w, 1}, m->plan,
			 ladder_segment(m->plan, (size_t)row), row == m->selected);
	parts_more(c, r, top, rows, m->selected);
}

/* ---- the chosen step ---- */

static size_t chosen(const struct preview_model *m)
{
	return ladder_segment(m->plan, (size_t)m->selected);
}

/* Room for all of it comes before the breath. Of less than three rows nobody learns what to do; a low window has the
 * row that tells where it stands and what is heard. */
static int step_least(int said, int room, int whole)
{
	int least = said < room ? said : room;

	return whole < 8 ? 1 : least > 3 ? least : 3;
}

/* How it breathes, with an empty row before it. */
static int breath_rows(const struct preview_model *m)
{
	int rows = preview_breath_rows(m->plan, chosen(m));

	return rows ? 1 + rows : 0;
}

static void draw_breath(struct canvas *c, struct rect r, const struct preview_model *m)
{
	preview_breath_draw(c, parts_below(r, 1), m->plan, chosen(m));
}

/* ---- the whole ---- */

static void totals(char *out, size_t n, const struct plan *p, bool words)
{
	char a[DURATION_TEXT], b[DURATION_TEXT], d[DURATION_TEXT];

	duration_clock(a, p->planned_ms);
	duration_clock(b, p->shortest_ms);
	duration_clock(d, p->longest_ms);
	if (words)
		vm_format(out, n, _("Planned %s; %s at the shortest, %s at the longest."), a, b, d);
	else
		vm_format(out, n, _("%s (%s to %s)"), a, b, d);
}

static void draw_totals(struct canvas *c, struct rect r, const struct plan *p)
{
	char line[VM_LINE];

	if (r.h < 1)
		return;
	totals(line, sizeof line, p, true);
	if (text_width(line) > r.w)
		totals(line, sizeof line, p, false);
	canvas_text_in(c, r.x, r.y, r.w, STYLE_STRONG, line);
}

static void draw_map(struct canvas *c, struct rect r, const struct preview_model *m)
{
	struct legmap legs = parts_order_map(m->plan, m->atlas, m->who, m->set);
	size_t at = chosen(m);

	if (at < m->plan->nsegments) {
		legs.next = m->plan->segments[at].site;
		legs.next_leg = m->plan->segments[at].leg;
	}
	parts_map(c, r, &legs);
}

/* Ladder, step and breath one under the other. */
static void draw_column(struct canvas *c, struct rect r, const struct preview_model *m)
{
	enum { LADDER, GAP, STEP, BREATH, ROWS };
	int breath = breath_rows(m), said = preview_step_rows(m, chosen(m), r.w);
	int ladder = r.h < 4 ? 1 : r.h < 8 ? 3 : r.h < 12 ? 4 : r.h / 3;
	struct band b[ROWS] = {
		[LADDER] = {ladder, rows_of(m), 0, {0}},
		[GAP] = {r.h < 8 ? 0 : 1, 1, 3, {0}},
		[STEP] = {step_least(said, r.h - ladder - 1, r.h), said, 2, {0}},
		[BREATH] = {breath, breath, 4, {0}},
	};

	layout_rows(r, b, ROWS);
	draw_ladder(c, b[LADDER].r, m);
	preview_step_draw(c, b[STEP].r, m, chosen(m));
	draw_breath(c, b[BREATH].r, m);
}

/* Beside the ladder the map; in a wide window the step has a column of its own. */
static void draw_plan(struct canvas *c, struct rect r, const struct preview_model *m)
{
	enum { LADDER, GAP1, STEP, GAP2, MAP, COLUMNS };
	enum { GAP = 3, LADDER_COLS = 46, STEP_COLS = 34 };
	bool apart = r.w >= LADDER_COLS + STEP_COLS + 2 * GAP + 24;
	int map = parts_map_cols(r.h, r.w - LADDER_COLS - GAP - (apart ? STEP_COLS + GAP : 0));
	struct band b[COLUMNS] = {
		[LADDER] = {r.w < LADDER_COLS ? r.w : LADDER_COLS, apart ? 64 : 999, 1, {0}},
		[GAP1] = {apart ? GAP : 0, GAP, 3, {0}},
		[STEP] = {apart ? STEP_COLS : 0, 64, 2, {0}},
		[GAP2] = {map ? GAP : 0, GAP, 5, {0}},
		[MAP] = {map, map, 4, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (b[STEP].r.w) {
		int said = preview_step_rows(m, chosen(m), b[STEP].r.w), breath = breath_rows(m);
		struct band v[] = {{step_least(said, b[STEP].r.h, b[STEP].r.h), said, 0, {0}},
				   {breath, breath, 1, {0}}};

		draw_ladder(c, b[LADDER].r, m);
		layout_rows(b[STEP].r, v, 2);
		preview_step_draw(c, v[0].r, m, chosen(m));
		draw_breath(c, v[1].r, m);
	} else {
		draw_column(c, b[LADDER].r, m);
	}
	if (b[MAP].r.w && m->atlas)
		draw_map(c, b[MAP].r, m);
}

static void draw_body(struct canvas *c, struct rect r, struct preview_model *m)
{
	enum { TOTALS, GAP1, PLAN, GAP2, FAULTS, ROWS };
	bool bad = diag_count(m->diag, DIAG_ERROR) > 0;
	int lines = preview_faults_lines(m, r.w), half = bad ? (r.h + 1) / 2 : r.h / 4;
	int room = half < 1 ? 1 : lines < half ? lines : half;
	struct band b[ROWS] = {
		[TOTALS] = {1, 1, 3, {0}},
		[GAP1] = {1, 1, 8, {0}},
		[PLAN] = {r.h < 8           ? 1
			  : bad && r.h < 14 ? 3
					    : 5,
			  999,
			  2,
			  {0}},
		[GAP2] = {1, 1, 7, {0}},
		[FAULTS] = {bad ? room : 1, room, bad ? 0 : 1, {0}},
	};

	if (!m->plan) {
		preview_faults_draw(c, r, m, 0);
		return;
	}
	layout_rows(r, b, ROWS);
	draw_totals(c, b[TOTALS].r, m->plan);
	draw_plan(c, b[PLAN].r, m);
	preview_faults_draw(c, b[FAULTS].r, m, 0);
}

/* "2" as `2x`, 500 as `0.5x`. */
static const char *speed_text(char out[16], int32_t milli)
{
	vm_format(out, 16, milli % 1000 ? "%d.%dx" : "%d%.0dx", (int)(milli / 1000),
		  (int)(milli % 1000 / 100));
	return out;
}

static void draw_keys_page(struct canvas *c, struct preview_model *m)
{
	struct vm_key keys[] = {{"Esc", _("back")}};
	const char *text = _(
		"The preview follows the file: save it, and it is drawn anew.\n\n"
		"Up, Down, Page Up, Page Down, Home, End: walk the steps\n"
		"Space: hear the voice and the sounds of the step; again: silence\n"
		"Enter: play from the step on, as a rehearsal; q there leads back here\n"
		"+ and -: how fast to play\n"
		"e: everything that is wrong with the file\n"
		"m, v, b, [ and ]: mute, voice, breath sounds, volume\n"
		"q: leave\n\n"
		"A time marked ? is dropped when time is short. The longest counts the 30 s more that are "
		"offered, "
		"once, where a spot has not let go.\n\n"
		"A rehearsal is kept as one and left out of every count. Above 1.5 times there is no voice, "
		"above 4 times no sound.");
	int last = parts_page(c, _("Keys of the preview"), STYLE_TITLE, text, m->top, keys, 1);

	m->top = m->top > last ? last : m->top;
}

static void draw_faults_page(struct canvas *c, struct preview_model *m)
{
	struct vm_key keys[] = {{"Esc", _("back")}, {"\xe2\x86\x91 \xe2\x86\x93", _("read on")}};
	struct parts_frame f = parts_frame(c, 9);
	int last = preview_faults_lines(m, f.body.w) - f.body.h;

	m->top = m->top > last ? last : m->top;
	m->top = m->top < 0 ? 0 : m->top;
	parts_head(c, f.head, m->name, NULL, NULL);
	preview_faults_draw(c, f.body, m, m->top);
	parts_keys(c, f.keys, keys, 2);
}

static void draw_plan_page(struct canvas *c, struct preview_model *m)
{
	char play[VM_LINE], speed[16];
	struct vm_key hear = {_("Space"), m->heard_ms >= 0 && !m->soundless ? _("silence") : _("hear")},
		      enter = {_("Enter"), play}, leave = {"q", _("leave")}, help = {"?", _("keys")},
		      pace = {"+ -", _("speed")}, walk = {"\xe2\x86\x91 \xe2\x86\x93", _("walk the steps")};
	bool bad = diag_count(m->diag, DIAG_ERROR) > 0;
	struct vm_key all = {"e", bad ? _("all errors") : _("all that is wrong")};
	/* where few of them fit, what is wrong comes before what can be heard */
	struct vm_key right[] = {hear, enter, leave, help, pace, walk},
		      doubtful[] = {hear, enter, leave, help, all, pace, walk},
		      wrong[] = {all, enter, leave, help, hear, pace, walk}, no_plan[] = {leave, help, all};
	struct parts_frame f = parts_frame(c, 9);
	const char *status = m->notice              ? m->notice
			     : m->set->sound_notice ? m->set->sound_notice
			     : m->set->muted        ? _("muted")
						    : NULL;

	vm_format(play, sizeof play, _("play at %s"), speed_text(speed, preview_speeds[m->speed]));
	parts_head(c, f.head, m->name, m->plan ? m->plan->routine->title : NULL, status);
	draw_body(c, f.body, m);
	if (!m->plan)
		parts_keys(c, f.keys, no_plan, sizeof no_plan / sizeof *no_plan);
	else if (bad)
		parts_keys(c, f.keys, wrong, sizeof wrong / sizeof *wrong);
	else if (diag_at(m->diag, 0))
		parts_keys(c, f.keys, doubtful, sizeof doubtful / sizeof *doubtful);
	else
		parts_keys(c, f.keys, right, sizeof right / sizeof *right);
}

void preview_draw(struct canvas *c, struct preview_model *m)
{
	int rows = rows_of(m);

	m->selected = m->selected >= rows && rows ? rows - 1 : m->selected;
	switch (m->page) {
	case PREVIEW_PLAN:
		draw_plan_page(c, m);
		break;
	case PREVIEW_FAULTS:
		draw_faults_page(c, m);
		break;
	case PREVIEW_KEYS:
		draw_keys_page(c, m);
		break;
	}
}
