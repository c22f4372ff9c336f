/* Home: the map at the left; at the right what today holds, the routines, what the chosen row is
 * about, and the last sessions. */
#include "view/screens/home.h"

#include <string.h>

#include "base/i18n.h"
#include "core/caps.h"
#include "core/keymap.h"
#include "view/ladder.h"
#include "view/layout.h"
#include "view/legmap.h"
#include "view/places.h"
#include "view/screens/parts.h"
#include "view/trail.h"
#include "view/words.h"

/* The rows that can be chosen, from the top: an open session's two, today's routine, the others in
 * their order. */
enum row_kind { ROW_GO_ON, ROW_KEEP, ROW_TODAY, ROW_CARD };
struct row {
	enum row_kind kind;
	size_t card;
};

static size_t today_card(const struct home_model *m)
{
	for (size_t i = 0; m->today && m->today->routine && i < m->ncards; i++) {
		if (strcmp(m->cards[i].id, m->today->routine) == 0)
			return i;
	}
	return m->ncards;
}

static int open_rows(const struct home_model *m)
{
	return m->open ? 1 + m->open_fits : 0;
}

static int count_rows(const struct home_model *m)
{
	return open_rows(m) + (int)m->ncards;
}

/* What row `n` is. */
static struct row row_at(const struct home_model *m, int n)
{
	size_t today = today_card(m);
	int opens = open_rows(m);

	if (n < opens)
		return (struct row){m->open_fits && n == 0 ? ROW_GO_ON : ROW_KEEP, 0};
	n -= opens;
	if (today < m->ncards) {
		if (n == 0)
			return (struct row){ROW_TODAY, today};
		n -= (size_t)n <= today;
	}
	return (struct row){ROW_CARD, (size_t)n};
}

/* The routine that is next, on a day that does not hold it: its page can be read, and from there it is a choice to
 * begin it all the same. */
static bool for_later(const struct home_model *m, struct row row)
{
	return row.kind == ROW_TODAY && m->today->tomorrow;
}

static bool choose(const struct home_model *m, enum home_choice *choice, size_t *card)
{
	struct row row = row_at(m, m->selected);

	switch (row.kind) {
	case ROW_GO_ON:
		*choice = HOME_GO_ON;
		return true;
	case ROW_KEEP:
		*choice = HOME_KEEP;
		return true;
	case ROW_TODAY:
	case ROW_CARD:
		break;
	}
	*choice = for_later(m, row) ? HOME_PICKER : HOME_PLAY;
	*card = row.card;
	return m->cards[row.card].plan != NULL;
}

/* Whether Enter leads to the page of the chosen row: it is what another day holds, or cannot be played. */
static bool enter_reads(const struct home_model *m)
{
	enum home_choice choice;
	size_t card;

	return m->selected >= 0 && m->selected < count_rows(m) &&
	       (!choose(m, &choice, &card) || choice == HOME_PICKER);
}

bool home_key(struct home_model *m, uint32_t key, enum home_choice *choice, size_t *card)
{
	int rows = count_rows(m);

	*choice = HOME_NONE;
	*card = 0;
	if (m->selected >= rows)
		m->selected = rows > 0 ? rows - 1 : 0;
	if (key == KEYCODE_ENTER && rows > 0) {
		if (choose(m, choice, card))
			return true;
		*choice = HOME_PICKER; /* its page tells why it cannot be played */
		return true;
	}
	if (key == 'r' || key == KEYCODE_RIGHT || key == KEYCODE_TAB) {
		struct row row = rows > 0 ? row_at(m, m->selected) : (struct row){ROW_CARD, 0};

		*card = row.card;
		*choice = HOME_PICKER;
		return true;
	}
	if (key == '?')
		*choice = HOME_HELP;
	else if (key == 'w')
		*choice = HOME_WEEK;
	else if (key == 'e')
		*choice = HOME_RELIEF;
	else if (key == 'h')
		*choice = HOME_LOOKBACK;
	else if (key == 'l')
		*choice = HOME_LEARN;
	else if (key == 'q' || key == KEYCODE_ESC)
		*choice = HOME_QUIT;
	else
		return parts_move(key, &m->selected, rows, 5);
	return true;
}

static void row_title(char *out, size_t n, const struct home_model *m, struct row row)
{
	switch (row.kind) {
	case ROW_GO_ON:
		vm_format(out, n, _("Go on: %s, %s"), m->open->title, m->open_where ? m->open_where : "");
		return;
	case ROW_KEEP:
		vm_format(out, n, _("Finish %s here, and keep what was done"), m->open->title);
		return;
	case ROW_TODAY:
		vm_format(out, n,
			  m->today->rest       ? _("Rest today. Next: %s")
			  : m->today->tomorrow ? _("Next: %s")
					       : _("Today: %s"),
			  card_title(&m->cards[row.card]));
		return;
	case ROW_CARD:
		vm_format(out, n, "%s", card_title(&m->cards[row.card]));
		return;
	}
}

/* What the chosen row is about. */
static const char *row_detail(const struct home_model *m, struct row row)
{
	const struct card *card = m->ncards ? &m->cards[row.card] : NULL;

	switch (row.kind) {
	case ROW_GO_ON:
		return _("The session is as you left it; it goes on with the spot you were at.");
	case ROW_KEEP:
		return _("What you did counts whole. Nothing is lost.");
	case ROW_TODAY:
		return m->today->why;
	case ROW_CARD:
		break;
	}
	if (!card)
		return "";
	return card->problem ? card->problem : card->plan ? card->plan->routine->about : "";
}

/* Beside today's routine: what is good for the legs on a day of rest, or why it should be one lighter. */
static const char *row_beside(const struct home_model *m, struct row row)
{
	if (row.kind != ROW_TODAY)
		return "";
	if (m->today->rest)
		return m->today->instead ? m->today->instead : "";
	return m->progress && !m->today->tomorrow ? lighter_text(m->progress->lighter) : "";
}

/* The routine of the chosen row; NULL if it is none that can be played. */
static const struct card *chosen(const struct home_model *m)
{
	if (m->selected < 0 || m->selected >= count_rows(m))
		return NULL;
	struct row row = row_at(m, m->selected);
	bool card = row.kind == ROW_TODAY || row.kind == ROW_CARD;

	return card && m->cards[row.card].plan ? &m->cards[row.card] : NULL;
}

static void draw_row(struct canvas *c, struct rect r, const struct home_model *m, int n)
{
	struct row row = row_at(m, n);
	bool selected = n == m->selected, card = row.kind == ROW_CARD || row.kind == ROW_TODAY;
	enum style style = selected                             ? STYLE_SELECTED
			   : row.kind == ROW_TODAY              ? STYLE_STRONG
			   : card && m->cards[row.card].problem ? STYLE_WARN
								: STYLE_PLAIN;
	char title[VM_LINE], minutes[VM_LINE] = "";
	int room = r.w - 3;

	row_title(title, sizeof title, m, row);
	if (card)
		card_minutes(minutes, sizeof minutes, &m->cards[row.card]);
	if (selected)
		canvas_fill(c, r, ' ', STYLE_SELECTED);
	if (selected)
		canvas_glyph(c, r.x, r.y, GLYPH_POINTER, STYLE_SELECTED);
	if (minutes[0] && r.w >= 24) {
		canvas_text_right(c, r.x, r.y, r.w - 1, selected ? STYLE_SELECTED : STYLE_DIM, minutes);
		room -= 8;
	}
	canvas_text_in(c, r.x + 2, r.y, room, style, title);
}

static void draw_list(struct canvas *c, struct rect r, const struct home_model *m)
{
	int rows = count_rows(m), top = parts_top(m->selected, rows, r.h);

	for (int y = 0; y < r.h && top + y < rows; y++)
		draw_row(c, (struct rect){r.x, r.y + y, r.w, 1}, m, top + y);
	parts_more(c, r, top, rows, m->selected);
}

static void day_text(char *out, size_t n, struct wall t, struct wall now)
{
	int64_t days = caps_day(now) - caps_day(t);
	struct wall_fields f = wall_fields(t);

	if (days <= 0)
		vm_format(out, n, "%s", _("today"));
	else if (days == 1)
		vm_format(out, n, "%s", _("yesterday"));
	else if (days < 14)
		vm_format(out, n, n_("%d day ago", "%d days ago", (int)days), (int)days);
	else
		vm_format(out, n, "%04d-%02d-%02d", f.year, f.month, f.day);
}

static void draw_session(struct canvas *c, struct rect r, const struct session_row *s, struct wall now)
{
	struct band b[] = {{13, 13, 1, {0}}, {12, 40, 0, {0}}, {8, 8, 3, {0}}, {15, 15, 2, {0}}};
	char text[VM_LINE];

	layout_cols(r, b, sizeof b / sizeof *b);
	day_text(text, sizeof text, s->started, now);
	canvas_text_in(c, b[0].r.x, r.y, b[0].r.w, STYLE_DIM, text);
	canvas_text_in(c, b[1].r.x, r.y, b[1].r.w ? b[1].r.w - 1 : 0, STYLE_PLAIN,
		       s->title ? s->title : s->routine);
	if (s->pain_before != RATING_UNKNOWN && s->pain_after != RATING_UNKNOWN) {
		vm_format(text, sizeof text, "%d \xe2\x86\x92 %d", s->pain_before, s->pain_after);
		canvas_text_in(c, b[2].r.x, r.y, b[2].r.w, STYLE_STRONG, text);
	}
	canvas_text_in(c, b[3].r.x, r.y, b[3].r.w, STYLE_DIM, session_outcome_text(s->outcome));
}

/* Newest first; open ones and rehearsals are no sessions to look back on. */
/* Under their heading. */
static void draw_sessions(struct canvas *c, struct rect r, const struct home_model *m)
{
	int y = 1;

	if (r.h > 1)
		canvas_text_in(c, r.x, r.y, r.w, STYLE_TITLE, _("Last sessions"));
	for (size_t i = m->record ? m->record->nsessions : 0; i-- > 0 && y < r.h;) {
		const struct session_row *s = &m->record->sessions[i];

		if (s->rehearsal || s->outcome == SESSION_OPEN)
			continue;
		draw_session(c, (struct rect){r.x, r.y + y++, r.w, 1}, s, m->now);
	}
}

static int count_sessions(const struct home_model *m, int most)
{
	int n = 0;

	for (size_t i = 0; m->record && i < m->record->nsessions && n < most; i++)
		n += !m->record->sessions[i].rehearsal && m->record->sessions[i].outcome != SESSION_OPEN;
	return n;
}

/* What the marks on the map mean. */
enum { LEGEND_COLS = 46 };

static void draw_legend(struct canvas *c, struct rect r)
{
	int x = r.x;

	for (enum stage s = STAGE_UNKNOWN; s < STAGES && x < r.x + r.w; s++) {
		canvas_glyph(c, x, r.y, stage_glyph(s), stage_style(s));
		x += 2 + canvas_text_in(c, x + 2, r.y, r.x + r.w - x - 2, STYLE_DIM, stage_text(s)) + 2;
	}
}

/* The bands of the words, from the top. */
enum band_of_words {
	W_NOTICE,
	W_GAP1,
	W_WEEK,
	W_TRAIL,
	W_LOOPS,
	W_GAP5,
	W_LIST,
	W_GAP2,
	W_DETAIL,
	W_BESIDE,
	W_NOT_FOR,
	W_FIRST,
	W_GAP4,
	W_LADDER,
	W_SPACE,
	W_GAP7,
	W_STORY,
	W_GAP6,
	W_SESSIONS,
	W_GAP3,
	W_LEGEND,
	W_ROWS
};

/* Texts begin where the titles of the list do. */
static void draw_text(struct canvas *c, struct rect r, enum style s, const char *text)
{
	canvas_wrap(c, (struct rect){r.x + 2, r.y, r.w - 2, r.h}, s, text);
}

/* The board of the game: the week as a trail, and what of it is today's. */
static void draw_week(struct canvas *c, const struct band *b, const struct progress *p)
{
	struct rect week = b[W_WEEK].r, trail = b[W_TRAIL].r;
	char text[VM_LINE];

	trail_text(text, sizeof text, &p->trail);
	if (week.h) {
		int x = week.x + canvas_text_in(c, week.x, week.y, week.w, STYLE_TITLE, _("This week")) + 2;

		canvas_text_in(c, x, week.y, week.x + week.w - x, STYLE_DIM, text);
	}
	trail_draw(c, trail, &p->trail, 1000);
	trail_text_short(text, sizeof text, &p->trail);
	if (trail.h == 1 && trail.w >= TRAIL_COLS_LEAST + 10) /* one row has to say it all */
		canvas_text_in(c, trail.x + TRAIL_COLS_LEAST + 1, trail.y, trail.w - TRAIL_COLS_LEAST - 1,
			       STYLE_DIM, text);
	loops_draw(c, b[W_LOOPS].r, p, p->loops_today);
}

/* The bands that progress takes. */
static void size_week(struct band *b, const struct progress *p, int cols, const char *story)
{
	int trail = !p || cols < TRAIL_COLS_LEAST ? 0 : cols < TRAIL_COLS ? 1 : TRAIL_ROWS;
	int story_rows = parts_rows(story, cols, 3);

	b[W_WEEK] = (struct band){trail > 1 ? 1 : 0, 1, 5, {0}};
	b[W_TRAIL] = (struct band){trail, trail, 4, {0}};
	b[W_LOOPS] = (struct band){p && p->loops_today ? 1 : 0, 1, 9, {0}};
	b[W_GAP5] = (struct band){trail ? 1 : 0, 1, 21, {0}};
	b[W_GAP7] = (struct band){story_rows ? 1 : 0, 1, 25, {0}};
	b[W_STORY] = (struct band){story_rows, story_rows, 26, {0}};
	b[W_GAP6] = (struct band){story_rows ? 1 : 0, 1, 24, {0}};
}

/* What stands below the words of the chosen row. */
static void draw_foot(struct canvas *c, const struct band *b, const struct home_model *m,
		      const struct plan *plan, const char *story)
{
	struct rect steps = b[W_LADDER].r;

	if (steps.h)
		ladder_draw(c, (struct rect){steps.x + 2, steps.y, steps.w - 3, steps.h}, plan, -1, -1);
	canvas_wrap(c, b[W_STORY].r, STYLE_PLAIN, story); /* up or down: neither is praised */
	draw_sessions(c, b[W_SESSIONS].r, m);
	if (b[W_LEGEND].r.h)
		draw_legend(c, b[W_LEGEND].r);
}

static void draw_words(struct canvas *c, struct rect r, const struct home_model *m, const struct plan *plan)
{
	int rows = count_rows(m), sessions = count_sessions(m, 5);
	const char *empty = _("No routine was found. Put one into your routines folder; "
			      "unknot check FILE tells whether it is right.");
	const char *detail = rows > 0 ? row_detail(m, row_at(m, m->selected)) : empty;
	const char *beside = rows > 0 ? row_beside(m, row_at(m, m->selected)) : "";
	const struct progress *p = m->progress && m->progress->days ? m->progress : NULL;
	char story[2 * VM_LINE] = "", not_for[2 * VM_LINE] = "";
	const char *first = sessions         ? ""
			    : enter_reads(m) ? _("The map fills in as you find your spots.")
					     : _("Enter begins. The map fills in as you find your spots.");
	int ladder = plan ? (int)ladder_rows(plan) : 0;
	int detail_rows = parts_rows(detail, r.w - 2, 3), notice = parts_rows(m->notice, r.w, 4);
	int rank = sessions ? 9 : 7; /* who has begun reads the legend, and a page tells for whom it is not */
	int list = r.h - notice > 5 ? r.h - notice - (r.h > 12 ? 8 : 4)
				    : 1; /* rows that it has a right to before all else */
	struct band b[W_ROWS] = {
		[W_NOTICE] = {notice, notice, 2, {0}},
		[W_GAP1] = {notice ? 1 : 0, 1, 20, {0}},
		[W_LIST] = {rows < list ? rows : list, rows, 0, {0}},
		[W_GAP2] = {1,
			    1,
			    rows > list && r.h > 12 ? 3 : 22,
			    {0}}, /* a cut list has no end to be seen */
		[W_DETAIL] = {r.h > 8 || detail_rows < 1 ? detail_rows : 1, detail_rows, 1, {0}},
		[W_BESIDE] = {0, 0, 2, {0}},
		[W_NOT_FOR] = {0, 0, rank, {0}},
		[W_FIRST] = {0, 0, 6, {0}},
		[W_GAP4] = {ladder ? 1 : 0, 1, 31, {0}},
		[W_LADDER] = {ladder < 6 ? ladder : 6, ladder, 28, {0}},
		[W_SPACE] = {1, 999, 29, {0}},
		[W_GAP3] = {1, 1, 23, {0}},
		[W_LEGEND] = {r.w >= LEGEND_COLS ? 1 : 0, 1, 8, {0}},
		[W_SESSIONS] = {sessions ? 1 + (sessions < 3 ? sessions : 3) : 0, sessions + 1, 6, {0}},
	};

	if (plan && plan->routine->not_for)
		vm_format(not_for, sizeof not_for, _("Not for: %s"), plan->routine->not_for);
	b[W_NOT_FOR].least = b[W_NOT_FOR].most = parts_rows(not_for, r.w - 2, 3);
	b[W_FIRST].least = b[W_FIRST].most = parts_rows(first, r.w - 2, 2);
	if (p && m->atlas)
		places_story(story, sizeof story, p, m->atlas);
	size_week(b, p, r.w, story);
	b[W_BESIDE].least = b[W_BESIDE].most = parts_rows(beside, r.w - 2, 2);
	layout_rows(r, b, W_ROWS);
	if (sessions && !b[W_SESSIONS].r.h) { /* the last one is better than none */
		b[W_SESSIONS].least = 2;
		layout_rows(r, b, W_ROWS);
	}
	canvas_wrap(c, b[W_NOTICE].r, STYLE_WARN, m->notice ? m->notice : "");
	if (p)
		draw_week(c, b, p);
	draw_list(c, b[W_LIST].r, m);
	draw_text(c, b[W_DETAIL].r, STYLE_DIM, detail);
	draw_text(c, b[W_BESIDE].r, STYLE_PLAIN, beside);
	draw_text(c, b[W_NOT_FOR].r, STYLE_PLAIN, not_for);
	draw_text(c, b[W_FIRST].r, STYLE_STRONG, first);
	draw_foot(c, b, m, plan, story);
}

/* The map, the words, and where there is room for it the page of the chosen routine; else its steps
 * stand under the words. */
static void draw_body(struct canvas *c, struct rect r, const struct home_model *m)
{
	enum { MAP, GAP1, WORDS, GAP2, PAGE, COLUMNS };
	enum { GAP = 4, WORDS_COLS = 50, PAGE_COLS = 44 };
	int room = r.w - WORDS_COLS - GAP;
	bool page = parts_map_good(room - GAP - PAGE_COLS);
	int map = parts_map_cols(r.h, page ? room - GAP - PAGE_COLS : room);
	const struct card *card = chosen(m);
	struct band b[COLUMNS] = {
		[MAP] = {map, map, 5, {0}},
		[GAP1] = {map ? GAP : 0, GAP, 4, {0}},
		[WORDS] = {r.w < WORDS_COLS ? r.w : WORDS_COLS, 76, 0, {0}},
		[GAP2] = {page ? GAP : 0, GAP, 6, {0}},
		[PAGE] = {page ? PAGE_COLS : 0, 60, 7, {0}},
	};

	layout_cols(r, b, COLUMNS);
	if (b[MAP].r.w && m->atlas) {
		struct legmap legs = legmap_of(m->atlas, m->who);

		legs.mirror = m->set->mirror;
		legs.memo = m->set->memo;
		parts_map(c, b[MAP].r, &legs);
	}
	if (b[PAGE].r.w && card)
		card_draw(c, b[PAGE].r, card);
	draw_words(c, b[WORDS].r, m, card && !b[PAGE].r.w ? card->plan : NULL);
}

enum { HOME_KEYS = 9 };

void home_draw(struct canvas *c, const struct home_model *m)
{
	/* The way out and the help before what is a convenience: a narrow footer has the first ones only. */
	struct vm_key keys[HOME_KEYS] = {parts_key(ACT_GO_ON, enter_reads(m) ? _("routines") : _("begin")),
					 parts_key(ACT_HELP, NULL), parts_key(ACT_QUIT, _("leave"))};
	size_t n = 3;

	keys[n++] = (struct vm_key){"e", _("relief")};
	if (!enter_reads(m)) /* Enter leads there already */
		keys[n++] = (struct vm_key){"r", _("routines")};
	keys[n++] = (struct vm_key){"w", _("week")};
	keys[n++] = (struct vm_key){"h", _("history")};
	keys[n++] = (struct vm_key){"l", _("learn")};
	keys[n++] = (struct vm_key){"\xe2\x86\x91 \xe2\x86\x93", _("choose")};
	struct parts_frame f = parts_frame(c, 10);

	parts_head(c, f.head, _("untie the backs of your legs"), NULL, m->set->sound_notice);
	if (!m->opening)
		draw_body(c, f.body, m);
	parts_keys(c, f.keys, keys, n);
}
