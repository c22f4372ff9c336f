#include "view/screens/choices.h"

#include <stdio.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "core/caps.h"
#include "core/keymap.h"
#include "view/layout.h"
#include "view/screens/parts.h"
#include "view/trail.h"

enum { ROW_TARGET, ROW_TOOL, ROW_REST, ROWS };

struct choices_model choices_open(const struct progress *p)
{
	return (struct choices_model){.progress = *p, .day = p->trail.today};
}

static bool hand_out(struct choices_model *m, const char *what, enum choices_choice *choice,
		     struct choice_row *row)
{
	*row = (struct choice_row){.what = what, .value = m->value};
	*choice = CHOICES_CHOSEN;
	return true;
}

static bool choose_target(struct choices_model *m, int target, enum choices_choice *choice,
			  struct choice_row *row)
{
	if (target < TARGET_LEAST || target > TARGET_MOST || target == m->progress.trail.target)
		return true;
	progress_choose_target(&m->progress, target);
	snprintf(m->value, sizeof m->value, "%d", target);
	return hand_out(m, "target", choice, row);
}

static bool choose_tool(struct choices_model *m, int tool, enum choices_choice *choice,
			struct choice_row *row)
{
	if (tool < 0 || tool >= TOOLS)
		return true;
	m->progress.tool = (enum tool)tool;
	snprintf(m->value, sizeof m->value, "%s", tool_name(m->progress.tool));
	return hand_out(m, "tool", choice, row);
}

static bool choose_rest(struct choices_model *m, enum choices_choice *choice, struct choice_row *row)
{
	const struct trail *t = &m->progress.trail;
	bool rest = !t->rest[m->day];

	day_format(m->value, m->progress.day - t->today + m->day);
	progress_choose_rest(&m->progress, m->day, rest);
	return hand_out(m, rest ? "rest" : "no-rest", choice, row);
}

static void move_day(struct choices_model *m, int by)
{
	int day = m->day + by;

	if (day >= m->progress.trail.today && day < WEEK_DAYS)
		m->day = day;
}

/* One more or one less of the chosen row; Enter goes on to the next of it, and round. */
static bool change(struct choices_model *m, int by, bool round, enum choices_choice *choice,
		   struct choice_row *row)
{
	int target = m->progress.trail.target + by, tool = (int)m->progress.tool + by;

	switch (m->selected) {
	case ROW_TARGET:
		return choose_target(m, round && target > TARGET_MOST ? TARGET_LEAST : target, choice, row);
	case ROW_TOOL:
		return choose_tool(m, round ? tool % TOOLS : tool, choice, row);
	default:
		break;
	}
	if (round)
		return choose_rest(m, choice, row);
	move_day(m, by);
	return true;
}

bool choices_key(struct choices_model *m, uint32_t key, enum choices_choice *choice, struct choice_row *row)
{
	*choice = CHOICES_NONE;
	if (key == KEYCODE_ESC || key == 'q' || key == KEYCODE_BACKSPACE)
		*choice = CHOICES_BACK;
	else if (key == KEYCODE_RIGHT || key == '+')
		return change(m, 1, false, choice, row);
	else if (key == KEYCODE_LEFT || key == '-')
		return change(m, -1, false, choice, row);
	else if (key == KEYCODE_ENTER || key == KEYCODE_SPACE)
		return change(m, 1, true, choice, row);
	else if (m->selected == ROW_TARGET && key >= '0' + TARGET_LEAST && key <= '0' + TARGET_MOST)
		return choose_target(m, (int)key - '0', choice, row);
	else
		return parts_move(key, &m->selected, ROWS, 1);
	return true;
}

/* ---- drawing ---- */

static void rest_text(char *out, size_t n, const struct choices_model *m)
{
	const struct trail *t = &m->progress.trail;

	vm_format(out, n, t->rest[m->day] ? _("%s: planned") : _("%s: not planned"), trail_day(m->day));
}

static void row_text(char *label, char *value, size_t n, const struct choices_model *m, int row)
{
	const struct progress *p = &m->progress;

	switch (row) {
	case ROW_TARGET:
		vm_format(label, n, "%s", _("Target"));
		vm_format(value, n, n_("%d day a week", "%d days a week", p->trail.target), p->trail.target);
		return;
	case ROW_TOOL:
		vm_format(label, n, "%s", _("Tool"));
		vm_format(value, n, "%s", tool_text(p->tool));
		return;
	default:
		vm_format(label, n, "%s", _("Rest days"));
		rest_text(value, n, m);
		return;
	}
}

static void draw_row(struct canvas *c, struct rect r, const struct choices_model *m, int row)
{
	int label_cols = r.w >= 30 ? 14 : 0; /* the values alone tell, too */
	char label[VM_LINE], value[VM_LINE];
	bool selected = row == m->selected;
	enum style style = selected ? STYLE_SELECTED : STYLE_PLAIN;

	row_text(label, value, sizeof label, m, row);
	if (selected) {
		canvas_fill(c, r, ' ', STYLE_SELECTED);
		canvas_glyph(c, r.x, r.y, GLYPH_POINTER, STYLE_SELECTED);
	}
	canvas_text_in(c, r.x + 2, r.y, label_cols, style, label);
	canvas_text_in(c, r.x + 2 + label_cols, r.y, r.w - 2 - label_cols, style, value);
}

/* What the chosen row means, and why there is no more of it. */
static const char *row_help(int row)
{
	switch (row) {
	case ROW_TARGET:
		return _("As many days as fit your week. Two skips are in reserve and spend themselves.");
	case ROW_TOOL:
		return _("Soft is where everybody begins. A harder one only once mornings are easy.");
	default:
		return _("A rest day that is planned counts as kept: the muscles need those, too.");
	}
}

static void draw_skill(struct canvas *c, struct rect r, const struct progress *p, enum skill s)
{
	const struct skill_state *k = &p->skill[s];
	bool done = k->have >= k->need;
	char count[VM_LINE];

	canvas_glyph(c, r.x, r.y, done ? GLYPH_CHECK : GLYPH_STEP, done ? STYLE_GOOD : STYLE_DIM);
	canvas_text_in(c, r.x + 2, r.y, 16, done ? STYLE_STRONG : STYLE_PLAIN, skill_name(s));
	vm_format(count, sizeof count, _("%d of %d"), k->have, k->need);
	canvas_text_in(c, r.x + 18, r.y, 9, STYLE_DIM, done ? "" : count);
	canvas_text_in(c, r.x + 27, r.y, r.w - 27, STYLE_DIM, r.w >= 70 ? skill_how(s) : "");
}

static void lock_text(char *out, size_t n, const struct progress *p)
{
	if (p->clean_opener >= CAPS_CLEAN_FOR_LOCKED)
		vm_format(out, n, "%s", _("The place deep in the buttock is open."));
	else
		vm_format(out, n,
			  _("The place deep in the buttock opens after %d easy sessions on the lower "
			    "buttock: %d "
			    "so far."),
			  CAPS_CLEAN_FOR_LOCKED, p->clean_opener);
}

static void draw_body(struct canvas *c, struct rect r, const struct choices_model *m)
{
	enum { LIST, GAP1, HELP, GAP2, TRAIL, WEEK, GAP3, LABEL, SKILL_ROWS, GAP4, LOCK, BANDS };
	const struct progress *p = &m->progress;
	const char *help = row_help(m->selected);
	char lock[2 * VM_LINE], week[VM_LINE];
	int help_rows = parts_rows(help, r.w, 2), trail = r.w >= TRAIL_COLS ? TRAIL_ROWS : 1;

	lock_text(lock, sizeof lock, p);
	trail_text(week, sizeof week, &p->trail);
	int lock_rows = parts_rows(lock, r.w, 2), list = r.h < ROWS ? 1 : ROWS;
	struct band b[BANDS] = {
		[LIST] = {list, ROWS, 0, {0}},
		[GAP1] = {1, 1, 10, {0}},
		[HELP] = {help_rows, help_rows, 1, {0}},
		[GAP2] = {1, 1, 11, {0}},
		[TRAIL] = {r.w >= TRAIL_COLS_LEAST ? trail : 0, trail, 2, {0}},
		[WEEK] = {1, 1, 3, {0}},
		[GAP3] = {1, 1, 12, {0}},
		[LABEL] = {1, 1, 5, {0}},
		[SKILL_ROWS] = {SKILLS, SKILLS, 4, {0}},
		[GAP4] = {1, 1, 13, {0}},
		[LOCK] = {lock_rows, lock_rows, 6, {0}},
	};

	layout_rows(r, b, BANDS);
	for (int y = 0, top = parts_top(m->selected, ROWS, b[LIST].r.h); y < b[LIST].r.h; y++)
		draw_row(c, (struct rect){r.x, b[LIST].r.y + y, r.w, 1}, m, top + y);
	canvas_wrap(c, b[HELP].r, STYLE_DIM, help);
	trail_draw(c, b[TRAIL].r, &p->trail, 1000);
	canvas_text_in(c, r.x, b[WEEK].r.y, b[WEEK].r.h ? r.w : 0, STYLE_PLAIN, week);
	canvas_text_in(c, r.x, b[LABEL].r.y, b[LABEL].r.h ? r.w : 0, STYLE_TITLE, _("Skills"));
	for (int s = 0; s < SKILLS && b[SKILL_ROWS].r.h; s++)
		draw_skill(c, (struct rect){r.x, b[SKILL_ROWS].r.y + s, r.w, 1}, p, (enum skill)s);
	canvas_wrap(c, b[LOCK].r, STYLE_DIM, lock);
}

void choices_draw(struct canvas *c, const struct choices_model *m)
{
	struct vm_key keys[] = {
		{"\xe2\x86\x90 \xe2\x86\x92", m->selected == ROW_REST ? _("day") : _("less, more")},
		parts_key(ACT_GO_ON, m->selected == ROW_REST ? _("rest or not") : _("next")),
		{"Esc", _("back")},
		{"\xe2\x86\x91 \xe2\x86\x93", _("choose")}};
	struct parts_frame f = parts_frame(c, 9);

	f.body.w = f.body.w < 100 ? f.body.w : 100;
	parts_head(c, f.head, _("your week"), NULL, NULL);
	draw_body(c, f.body, m);
	parts_keys(c, f.keys, keys, sizeof keys / sizeof *keys);
}
