/* The session's screen. Across: the map, the words, and where there is room for it the ladder of
 * steps. Down the words: what and where now, the question if one is asked, time and breath, the
 * knot, what to do, the target, what comes next. What a size has no room for is left out by the
 * ranks of the tables below (view/layout.h); nothing here asks how large the screen is.
 *
 * A frame is two: the still one with all words, which leaves room for what moves and notes where; and
 * on top of a copy of it what moves. While only time passes the still one is kept. */
#include "view/screens/play.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "view/footprints.h"
#include "view/knot.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/pacer.h"
#include "view/screens/parts.h"

/* Where things move; of no height where nothing does. */
struct moving {
	struct rect map, bar, pacer, footprints, knot;
};

/* What the still frame hangs on. Plan and person become others only together, and with `snap.changed`. */
struct still_key {
	const struct plan *plan;
	struct player_snapshot snap;
	struct view_settings set;
	uint64_t saved; /* a hash of the sentence */
	int cols, rows;
	enum tier tier;
};

/* What each moving part was drawn from. */
struct drawn {
	int pulse, arrived, ripple; /* of the place on the map */
	int breath;                 /* of the pacer */
	int64_t part_ms, whole_ms;  /* of bar and footprints */
	int knot;                   /* what is left of it */
};

struct play_memo {
	unsigned char key[sizeof(struct still_key)]; /* as bytes, padding and all */
	struct view_model vm;
	struct moving moving;
	struct canvas *still; /* NULL: nothing is kept */
	struct drawn drawn;
	const struct canvas *on; /* the canvas that the last frame is on, */
	unsigned cleared;        /* unless it has been cleared since */
};

struct play_memo *play_memo_new(void)
{
	return mem_calloc(1, sizeof(struct play_memo));
}

void play_memo_free(struct play_memo *p)
{
	if (!p)
		return;
	canvas_free(p->still);
	free(p);
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Whether the line has the mark of the place on the map before it. */
static bool marked(const struct view_model *vm, int cols)
{
	return vm->site && cols >= 30;
}

/* Whether phase, leg and a time fit a row; else the leg goes before the place. */
static bool leg_fits(const struct view_model *vm, int cols)
{
	return 2 * marked(vm, cols) + text_width(vm->phase) + 2 + text_width(vm->leg_word) + 5 <= cols;
}

/* Row one: the phase, the leg, and where nothing larger shows it the time. */
static void draw_now_line(struct canvas *c, struct rect r, const struct view_model *vm, bool with_time)
{
	int room = r.w, x = r.x;

	if (with_time && vm->big[0] && text_width(vm->big) + 8 < r.w) {
		canvas_text_right(c, r.x, r.y, r.w, STYLE_NOW, vm->big);
		room -= text_width(vm->big) + 1;
	}
	if (marked(vm, r.w)) {
		canvas_glyph(c, x, r.y, GLYPH_NOW, STYLE_NOW);
		x += 2;
	}
	x += canvas_text_in(c, x, r.y, r.x + room - x, STYLE_NOW, vm->phase) + 2;
	if (leg_fits(vm, r.w))
		canvas_text(c, x, r.y, parts_leg_style(vm->leg), vm->leg_word);
}

/* Whether place and muscle fit one row. */
static bool one_row(const struct view_model *vm, int cols)
{
	return text_width(vm->where) + 3 + text_width(vm->muscle) <= cols;
}

static int now_rows(const struct view_model *vm, int cols, bool roomy)
{
	if (!vm->where[0])
		return 1;
	return vm->muscle[0] && !one_row(vm, cols) && roomy ? 3 : 2;
}

static void draw_now(struct canvas *c, struct rect r, const struct view_model *vm, bool with_time)
{
	int x = r.x;

	if (r.h < 1)
		return;
	draw_now_line(c, r, vm, with_time);
	if (r.h < 2)
		return;
	if (!leg_fits(vm, r.w) && vm->leg != LEG_NONE)
		x += canvas_printf(c, x, r.y + 1, parts_leg_style(vm->leg), "%s ", leg_text(vm->leg));
	x += canvas_text_in(c, x, r.y + 1, r.x + r.w - x, STYLE_STRONG, vm->where);
	if (one_row(vm, r.w))
		canvas_text_in(c, x + 3, r.y + 1, r.x + r.w - x - 3, STYLE_DIM, vm->muscle);
	else if (r.h > 2)
		canvas_text_in(c, r.x, r.y + 2, r.w, STYLE_DIM, vm->muscle);
}

/* Two answers, as yes and no, share a row that is wide enough. */
static bool answers_share(const struct view_model *vm, int cols)
{
	int room = cols - (cols < 30 ? 2 : 3);

	for (size_t i = 0; i < vm->nanswers; i++)
		room -= text_width(vm->answers[i].shown) + 1 + text_width(answer_label(&vm->answers[i]));
	return vm->nanswers == 2 && room >= 0;
}

static int answer_rows(const struct view_model *vm, int cols)
{
	return answers_share(vm, cols) ? 1 : (int)vm->nanswers;
}

static void draw_answers(struct canvas *c, struct rect r, const struct view_model *vm)
{
	if (answers_share(vm, r.w)) {
		struct vm_key keys[2];

		for (int i = 0; i < 2; i++)
			keys[i] = (struct vm_key){vm->answers[i].shown, answer_label(&vm->answers[i])};
		parts_keys(c, r, keys, 2);
		return;
	}
	for (int i = 0; i < least(r.h, (int)vm->nanswers); i++) {
		int x = r.x + canvas_text(c, r.x, r.y + i, STYLE_KEY, vm->answers[i].shown) + 2;

		canvas_text_in(c, x, r.y + i, r.x + r.w - x, STYLE_PLAIN, answer_label(&vm->answers[i]));
	}
}

static struct legmap map_of(const struct play_model *m, const struct view_model *vm)
{
	enum { PULSE_STEP = 32 }; /* a tenth of a dot on the largest map */
	struct legmap map = legmap_of(m->plan->atlas, m->who);

	map.mirror = m->set->mirror;
	map.now = vm->site;
	map.now_leg = vm->leg;
	map.now_pulse = m->set->motion ? vm->fullness / PULSE_STEP * PULSE_STEP : 0;
	map.now_arrived = vm->phase_opens ? vm->arrived : 1000;
	map.now_ripple = vm->ripple;
	map.memo = m->set->memo;
	map.zones = vm->site != NULL;
	map.next = vm->next_site;
	map.next_leg = vm->next_leg;
	return map;
}

/* A window on the leg, its frame in the leg's colour. */
static void draw_closeup(struct canvas *c, struct rect r, const struct play_model *m,
			 const struct view_model *vm)
{
	enum { COLS_MOST = 34 };
	struct legmap map = map_of(m, vm);

	if (r.h < 5 || r.w < 12)
		return;
	r.x += r.w > COLS_MOST ? r.w - COLS_MOST : 0;
	r.w = least(r.w, COLS_MOST);
	bool outer_first = (vm->leg == LEG_LEFT) != map.mirror;
	const char *at_left = outer_first ? _("outer") : _("inner");
	const char *at_right = outer_first ? _("inner") : _("outer");
	struct rect below = {r.x + 2, r.y + r.h - 1, r.w - 4, 1};

	canvas_box(c, r, STYLE_FRAME, NULL);
	legmap_closeup(c, layout_inset(r, 1, 1), &map);
	if (text_width(at_left) + text_width(at_right) + 3 > below.w)
		return;
	canvas_text(c, below.x, below.y, STYLE_DIM, at_left);
	canvas_text_right(c, below.x, below.y, below.w, STYLE_DIM, at_right);
}

/* A mark for each repetition, and how many there are. */
static void draw_reps(struct canvas *c, struct rect r, const struct view_model *vm)
{
	enum { PITCH = 3 };
	int most_across = most(1, r.w / PITCH), rows = (vm->reps + most_across - 1) / most_across;
	int across = (vm->reps + rows - 1) / rows;
	int y = r.y + most(0, (r.h - 2 * rows) / 2);

	for (int i = 0; i < vm->reps && y + 2 * (i / across) < r.y + r.h - 1; i++) {
		int rep = i + 1;

		canvas_glyph(c, r.x + PITCH * (i % across), y + 2 * (i / across),
			     rep < vm->rep    ? GLYPH_STEP_DONE
			     : rep == vm->rep ? GLYPH_STEP_NOW
					      : GLYPH_STEP,
			     rep < vm->rep    ? STYLE_BAR
			     : rep == vm->rep ? STYLE_NOW
					      : STYLE_TRACK);
	}
	canvas_text_in(c, r.x, r.y + r.h - 1, r.w, STYLE_STRONG, vm->reps_text);
}

/* What stands beside the figures: the pacer, the repetitions, the walk, or a closer look at the place. */
static void draw_beside(struct canvas *c, struct rect r, const struct play_model *m,
			const struct view_model *vm, struct moving *moving)
{
	if (vm->paced)
		moving->pacer = r;
	else if (vm->reps)
		draw_reps(c, r, vm);
	else if (vm->walking)
		moving->footprints = r;
	else if (vm->closeup)
		draw_closeup(c, r, m, vm);
}

/* Big figures with the bar of the segment under them at the left, a picture beside them. */
static void draw_stage(struct canvas *c, struct rect r, const struct play_model *m,
		       const struct view_model *vm, struct moving *moving)
{
	enum { FIGURES_W = 26 };
	struct band b[] = {{FIGURES_W, FIGURES_W, 0, {0}}, {12, 60, 1, {0}}};
	bool tall = r.h >= 7;
	int rows = tall ? 5 : 3, y;

	if (r.h < 1)
		return;
	layout_cols(r, b, 2);
	y = r.y + (r.h - rows - 2) / 2;
	y = y > r.y ? y : r.y;
	if (vm->big[0] && b[0].r.w) {
		enum style s = vm->counting ? STYLE_NOW : STYLE_DIM; /* a clock that stands is no clock */
		int w = tall ? canvas_digits_tall(c, r.x, y, s, vm->big)
			     : canvas_digits(c, r.x, y, s, vm->big);

		if (!strchr(vm->big, ':')) /* else it could be a rating */
			canvas_text_in(c, r.x + w + 1, y + rows - 1, FIGURES_W - w - 1, STYLE_DIM, _("s"));
		if (y + rows + 1 < r.y + r.h)
			moving->bar = (struct rect){r.x, y + rows + 1, FIGURES_W - 4, 1};
	}
	if (b[1].r.w)
		draw_beside(c, b[1].r, m, vm, moving);
}

/* The rope with the count of breaths beside it, or under it where the rope is tall. */
static void draw_turns(struct canvas *c, struct rect r, const struct view_model *vm, struct moving *moving)
{
	struct band b[] = {{12, 60, 1, {0}}, {2, 2, 2, {0}}, {16, 16, 0, {0}}};

	if (r.h < 1)
		return;
	if (r.h >= 5) {
		moving->knot = (struct rect){r.x, r.y, r.w, r.h - 1};
		canvas_text_in(c, r.x, r.y + r.h - 1, r.w, STYLE_DIM, vm->turns_text);
		return;
	}
	layout_cols(r, b, sizeof b / sizeof *b);
	if (b[0].r.w)
		moving->knot = b[0].r;
	canvas_text_in(c, b[2].r.x, r.y + r.h - 1, b[2].r.w, STYLE_DIM, vm->turns_text);
}

/* The target and the last rating, in words, and on the scale where there is a second row. */
static void draw_target(struct canvas *c, struct rect r, const struct view_model *vm)
{
	int x = r.x;

	if (r.h < 1)
		return;
	if (vm->target[0])
		x += canvas_text_in(c, x, r.y, r.w, STYLE_GOOD, vm->target) + 3;
	if (vm->sore[0] && x + text_width(vm->sore) <= r.x + r.w)
		canvas_text(c, x, r.y, STYLE_STRONG, vm->sore);
	if (r.h > 1)
		parts_scale(c, (struct rect){r.x, r.y + 1, r.w, r.h - 1}, vm->target_lo, vm->target_hi,
			    vm->sore_first, vm->sore_last);
}

/* The parts of the words column, from top to bottom. */
enum part_of_words {
	W_NOW,
	W_GAP1,
	W_LEAD,
	W_GAP2,
	W_QUESTION,
	W_GAP3,
	W_SCALE,
	W_ANSWERS,
	W_LOOK,
	W_STAGE,
	W_BREATH,
	W_BAR,
	W_GAP4,
	W_KNOT,
	W_GAP5,
	W_TEXT,
	W_HINT,
	W_GAP6,
	W_TARGET,
	W_SPACE,
	W_NEXT,
	W_PARTS
};

static struct band rows_of(int lo, int hi, int rank)
{
	return (struct band){lo, hi, rank, {0}};
}

/* A band for wrapped text, or none. Text is not cut to fewer than `whole` rows while anything that
 * matters less can go instead. */
static struct band text_band(const char *text, int cols, int whole, int rank)
{
	int rows = parts_rows(text, cols, 4);

	return rows_of(least(rows, whole), rows, rank);
}

static void ask_bands(struct band *b, const struct view_model *vm, struct rect r)
{
	int rows = parts_rows(vm->question, r.w, 3), answers = answer_rows(vm, r.w);

	b[W_QUESTION] = rows_of(least(rows, r.h > answers ? r.h - answers : 1), rows, 1);
	if (vm->scale && r.w >= SCALE_COLS)
		b[W_SCALE] = rows_of(r.h >= 14 ? 2 : 1, 2, 3);
	if (vm->nanswers)
		b[W_ANSWERS] = rows_of(least(answers, r.h), answers, 0);
	if (vm->question[0])
		b[W_NOW].rank = 2;
}

static void time_bands(struct band *b, const struct view_model *vm, bool stage, int rows)
{
	if (stage && (vm->big[0] || vm->paced) && !vm->question[0]) {
		b[W_STAGE] = rows_of(7, most(12, rows / 2 - 4), 9);
		return;
	}
	if (vm->paced)
		b[W_BREATH] = rows_of(1, 1, 1);
	if (vm->counting)
		b[W_BAR] = rows_of(1, 1, vm->paced ? 5 : 1);
}

/* Blank rows between the parts, while there is room; the later ones go first. */
static void set_gaps(struct band *b, const struct view_model *vm)
{
	static const enum part_of_words gaps[] = {W_GAP1, W_GAP4, W_GAP5, W_GAP6, W_GAP2, W_GAP3};
	int n = vm->question[0] ? 6 : 4;

	for (int i = 0; i < n; i++)
		b[gaps[i]] = rows_of(1, 1, 20 + i);
}

static void lay_out(struct band b[W_PARTS], struct rect r, const struct view_model *vm, bool stage, int whole)
{
	int now = now_rows(vm, r.w, r.h >= 12);
	bool notice = vm->notice[0] != '\0';

	for (int i = 0; i < W_PARTS; i++)
		b[i] = rows_of(0, 0, 99);
	b[W_NOW] = rows_of(least(least(now, 2), r.h), now, 0);
	ask_bands(b, vm, r);
	time_bands(b, vm, stage, r.h);
	if (vm->pressing && vm->knot.turns_all > 0 && !vm->question[0])
		b[W_KNOT] = rows_of(3, most(6, r.h / 5), 7);
	b[vm->question[0] ? W_LEAD : W_TEXT] = text_band(vm->text, r.w, whole, vm->text_matters ? 1 : 3);
	b[W_HINT] = text_band(notice ? vm->notice : vm->hint, r.w, 3,
			      notice || vm->care ? 2
			      : vm->hint_matters ? 10
						 : 30);
	if ((vm->target[0] || vm->sore[0]) && !vm->question[0])
		b[W_TARGET] = rows_of(1, r.w >= SCALE_COLS ? 3 : 1, 7);
	if (vm->question[0] && vm->closeup && !vm->nanswers)
		b[W_LOOK] = rows_of(6, 11, 21);
	b[W_SPACE] = rows_of(1, 999, 50);
	b[W_NEXT] = rows_of(least((int)vm->next[0], 1), 1, 4);
	set_gaps(b, vm);
	layout_rows(r, b, W_PARTS);
}

/* What comes next, with its mark on the map before it if it is a place. */
static void draw_next(struct canvas *c, struct rect r, const struct view_model *vm)
{
	int x = r.x;

	if (r.h < 1)
		return;
	if (vm->next_site && r.w >= 30) {
		canvas_glyph(c, x, r.y, GLYPH_NEXT, STYLE_STRONG);
		x += 2;
	}
	canvas_text_in(c, x, r.y, r.x + r.w - x, STYLE_PLAIN, vm->next);
}

static void draw_words(struct canvas *c, struct rect r, const struct play_model *m,
		       const struct view_model *vm, struct moving *moving)
{
	struct band b[W_PARTS];
	bool notice = vm->notice[0] != '\0';

	lay_out(b, r, vm, true, 3);
	if (b[W_STAGE].r.h == 0)
		lay_out(b, r, vm, false, 3);
	if (b[W_TEXT].r.h == 0 && vm->text[0] && !vm->question[0])
		lay_out(b, r, vm, false, 1);
	draw_now(c, b[W_NOW].r, vm, b[W_STAGE].r.h == 0);
	canvas_wrap(c, b[W_QUESTION].r, STYLE_STRONG, vm->question);
	if (b[W_SCALE].r.h)
		parts_scale(c, b[W_SCALE].r, vm->target_lo, vm->target_hi, RATING_UNKNOWN, vm->rating);
	draw_answers(c, b[W_ANSWERS].r, vm);
	draw_closeup(c, b[W_LOOK].r, m, vm);
	draw_stage(c, b[W_STAGE].r, m, vm, moving);
	if (b[W_BREATH].r.h)
		moving->pacer = b[W_BREATH].r;
	if (b[W_BAR].r.h)
		moving->bar = b[W_BAR].r;
	draw_turns(c, b[W_KNOT].r, vm, moving);
	canvas_wrap(c, b[vm->question[0] ? W_LEAD : W_TEXT].r, STYLE_PLAIN, vm->text);
	canvas_wrap(c, b[W_HINT].r, notice ? vm->notice_style : vm->hint_style,
		    notice ? vm->notice : vm->hint);
	draw_target(c, b[W_TARGET].r, vm);
	draw_next(c, b[W_NEXT].r, vm);
}

static void draw_body(struct canvas *c, struct rect r, const struct play_model *m,
		      const struct view_model *vm, struct moving *moving)
{
	enum { MAP, GAP1, WORDS, GAP2, LADDER, COLUMNS };
	enum { GAP = 3, WORDS_COLS = 40, LADDER_COLS = 36 };
	struct legmap map_legs = map_of(m, vm);
	int room = r.w - WORDS_COLS - GAP;
	bool ladder = parts_map_good(room - GAP - LADDER_COLS);
	int map = parts_map_cols(r.h, ladder ? room - GAP - LADDER_COLS : room);
	struct band b[COLUMNS] = {
		[MAP] = {map, map, 5, {0}},
		[GAP1] = {map ? GAP : 0, GAP, 4, {0}},
		[WORDS] = {least(WORDS_COLS, r.w), 76, 0, {0}},
		[GAP2] = {ladder ? GAP : 0, GAP, 8, {0}},
		[LADDER] = {ladder ? LADDER_COLS : 0, 48, 9, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (b[MAP].r.w) {
		parts_map(c, b[MAP].r, &map_legs);
		moving->map = b[MAP].r;
	}
	draw_words(c, b[WORDS].r, m, vm, moving);
	if (b[LADDER].r.w)
		ladder_draw_played(c, b[LADDER].r, m->plan, m->snap.segment, m->snap.done, -1);
}

static void draw_still(struct canvas *c, const struct play_model *m, const struct view_model *vm,
		       struct moving *moving)
{
	enum { HEAD, GAP, BODY, GAP2, STATUS, STEPS, KEYS, ROWS };
	struct band b[ROWS] = {
		[HEAD] = {1, 1, 5, {0}},
		[GAP] = {1, 1, 8, {0}},
		[BODY] = {least(9, c->rows), 999, 0, {0}},
		[GAP2] = {1, 1, 9, {0}},
		[STATUS] = {vm->status[0] ? 1 : 0, 1, vm->rehearses ? 2 : 7, {0}},
		[STEPS] = {1, 1, 6, {0}},
		[KEYS] = {vm->nkeys || c->rows >= 12 ? 1 : 0, 1, 1, {0}}, /* nothing jumps when it has none */
	};
	struct rect all = layout_inset(canvas_rect(c), c->cols >= 60 ? 1 : 0, 0);

	if (c->rows < 10)
		b[BODY].least = c->rows > 1 && vm->nkeys ? c->rows - 1 : c->rows;
	memset(moving, 0, sizeof *moving);
	canvas_clear(c);
	layout_rows(all, b, ROWS);
	if (b[HEAD].r.h)
		parts_head(c, b[HEAD].r, vm->title, vm->step, vm->left);
	draw_body(c, b[BODY].r, m, vm, moving);
	if (b[STATUS].r.h)
		canvas_text_in(c, all.x, b[STATUS].r.y, all.w, STYLE_WARN, vm->status);
	if (b[STEPS].r.h)
		parts_steps(c, b[STEPS].r, vm);
	if (b[KEYS].r.h)
		parts_keys(c, b[KEYS].r, vm->keys, vm->nkeys);
}

static struct drawn drawn_from(const struct legmap *map, const struct view_model *vm, const struct moving *at)
{
	struct drawn d;

	memset(&d, 0, sizeof d);
	d.pulse = map->now_pulse;
	d.arrived = map->now_arrived;
	d.ripple = map->now_ripple;
	d.breath = pacer_step(at->pacer, vm->fullness);
	d.part_ms = vm->part_ms;
	d.whole_ms = vm->whole_ms;
	d.knot = knot_left(&vm->knot);
	return d;
}

static bool same_place(const struct drawn *a, const struct drawn *b)
{
	return a->pulse == b->pulse && a->arrived == b->arrived && a->ripple == b->ripple;
}

/* The room of a part as it was before it was drawn on. */
static void put_back(struct canvas *c, struct rect r, const struct canvas *still)
{
	struct rect old = canvas_clip(c, r);

	if (still)
		canvas_copy(c, 0, 0, still);
	c->clip = old;
}

/* Draws the moving parts; those that `was` tells to be the same not again, the others on `still`. Both are
 * NULL for a canvas that has none of them yet. */
static struct drawn draw_moving(struct canvas *c, const struct play_model *m, const struct view_model *vm,
				const struct moving *at, const struct drawn *was, const struct canvas *still)
{
	struct legmap map = map_of(m, vm);
	struct drawn d = drawn_from(&map, vm, at);

	if (at->map.h && !(was && same_place(was, &d))) {
		put_back(c, at->map, still);
		parts_map_now(c, at->map, &map);
	}
	if (at->bar.h && !(was && was->part_ms == d.part_ms && was->whole_ms == d.whole_ms))
		canvas_bar(c, at->bar.x, at->bar.y, at->bar.w, d.part_ms, d.whole_ms, STYLE_BAR);
	if (at->footprints.h && !(was && was->part_ms == d.part_ms && was->whole_ms == d.whole_ms)) {
		put_back(c, at->footprints, still);
		footprints_draw(c, at->footprints, d.part_ms, d.whole_ms);
	}
	if (at->pacer.h && !(was && was->breath == d.breath)) {
		put_back(c, at->pacer, still);
		pacer_draw(c, at->pacer, vm->fullness, vm->breath, vm->breath_left);
	}
	if (at->knot.h && !(was && was->knot == d.knot)) {
		put_back(c, at->knot, still);
		knot_draw(c, at->knot, &vm->knot);
	}
	return d;
}

/* As bytes: padding that differs only costs a frame drawn anew. */
static bool is_kept(const struct play_memo *p, const struct still_key *key)
{
	const unsigned char *bytes = (const unsigned char *)key;

	return p->still && memcmp(p->key, bytes, sizeof p->key) == 0;
}

/* Draws on what is kept of the frame before, or keeps what it draws. */
static void draw_with_memo(struct canvas *c, const struct play_model *m)
{
	struct play_memo *p = m->memo;
	struct still_key key;
	bool last; /* the last frame is on the canvas */

	memset(&key, 0, sizeof key);
	key.plan = m->plan;
	key.snap = view_model_still(m);
	key.set = *m->set;
	key.saved = m->saved ? text_hash(TEXT_HASH, m->saved, strlen(m->saved)) : 0;
	key.cols = c->cols;
	key.rows = c->rows;
	key.tier = c->tier;
	last = is_kept(p, &key) && p->on == c && p->cleared == c->cleared;
	if (is_kept(p, &key)) {
		view_model_move(&p->vm, m);
	} else {
		view_model_make(&p->vm, m);
		if (!p->still)
			p->still = canvas_new(c->cols, c->rows, c->tier);
		p->still->tier = c->tier;
		canvas_resize(p->still, c->cols, c->rows);
		draw_still(p->still, m, &p->vm, &p->moving);
		memcpy(p->key, &key, sizeof key);
	}
	c->clip = canvas_rect(c);
	if (!last)
		canvas_copy(c, 0, 0, p->still);
	p->drawn = draw_moving(c, m, &p->vm, &p->moving, last ? &p->drawn : NULL, last ? p->still : NULL);
	p->on = c;
	p->cleared = c->cleared;
}

void play_draw(struct canvas *c, const struct play_model *m)
{
	struct view_model vm;
	struct moving moving;

	if (m->snap.state == PLAYER_SUMMARY || m->snap.state == PLAYER_ENDED) {
		summary_draw(c, m);
	} else if (m->memo) {
		draw_with_memo(c, m);
	} else {
		view_model_make(&vm, m);
		draw_still(c, m, &vm, &moving);
		draw_moving(c, m, &vm, &moving, NULL, NULL);
	}
}
