#include "view/screens/lookback.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "view/layout.h"
#include "view/screens/lookback_pages.h"
#include "view/screens/parts.h"

static const char *const names[LOOKBACK_PAGES] = {
	[LOOKBACK_PAIN] = N_("Pain"),     [LOOKBACK_MEASURES] = N_("Measures"),
	[LOOKBACK_DAYS] = N_("Days"),     [LOOKBACK_MAP] = N_("Map"),
	[LOOKBACK_PLACES] = N_("Places"), [LOOKBACK_SESSIONS] = N_("Sessions"),
};

static void (*const pages[LOOKBACK_PAGES])(struct canvas *c, struct rect r, struct lookback_model *m) = {
	[LOOKBACK_PAIN] = lookback_pain,     [LOOKBACK_MEASURES] = lookback_measures,
	[LOOKBACK_DAYS] = lookback_days,     [LOOKBACK_MAP] = lookback_map,
	[LOOKBACK_PLACES] = lookback_places, [LOOKBACK_SESSIONS] = lookback_sessions,
};

/* How far back plots go, in weeks; 0 is all there is. */
static const struct lookback_range ranges[] = {{0, N_("all there is")},
					       {52, N_("the last year")},
					       {26, N_("the last half year")},
					       {13, N_("the last 13 weeks")}};
enum { RANGES = sizeof ranges / sizeof *ranges };

const struct lookback_range *lookback_range(const struct lookback_model *m)
{
	return &ranges[m->range >= 0 && m->range < RANGES ? m->range : 0];
}

static bool has_list(enum lookback_page p)
{
	return p == LOOKBACK_PLACES || p == LOOKBACK_SESSIONS;
}

static bool has_range(enum lookback_page p)
{
	return p == LOOKBACK_PAIN || p == LOOKBACK_MEASURES;
}

/* What the arrows move among: the rows of a list, or the first lines that a cut page may begin with. */
static int rows_of(const struct lookback_model *m)
{
	if (m->page == LOOKBACK_DAYS)
		return m->last + 1;
	return m->page == LOOKBACK_PLACES ? (int)m->stats->nplaces : lookback_count_sessions(m);
}

/* The pages stand in a ring. */
static void turn(struct lookback_model *m, int by)
{
	m->page = (enum lookback_page)(((int)m->page + by + LOOKBACK_PAGES) % LOOKBACK_PAGES);
	m->selected = m->last = 0;
}

/* + shows more of the past. */
static bool change_range(struct lookback_model *m, uint32_t key)
{
	bool more = key == '+' || key == KEYCODE_UP || key == 'k',
	     less = key == '-' || key == KEYCODE_DOWN || key == 'j';

	if (!has_range(m->page) || !(more || less))
		return false;
	m->range += less - more;
	m->range = m->range < 0 ? 0 : m->range >= RANGES ? RANGES - 1 : m->range;
	return true;
}

enum { ROWS_AT_ONCE = 10 };

bool lookback_key(struct lookback_model *m, uint32_t key, enum lookback_choice *choice)
{
	*choice = LOOKBACK_NONE;
	if (key == KEYCODE_RIGHT || key == KEYCODE_TAB || key == KEYCODE_ENTER || key == 'l')
		turn(m, 1);
	else if (key == KEYCODE_LEFT || key == 'h')
		turn(m, -1);
	else if (key >= '1' && key < '1' + LOOKBACK_PAGES)
		turn(m, (int)(key - '1') - (int)m->page);
	else if (key == KEYCODE_ESC || key == KEYCODE_BACKSPACE || key == 'q')
		*choice = LOOKBACK_BACK;
	else if (key == '?')
		*choice = LOOKBACK_HELP;
	else if (!change_range(m, key))
		return (has_list(m->page) || m->last > 0) &&
		       parts_move(key, &m->selected, rows_of(m), ROWS_AT_ONCE);
	return true;
}

/* All names in a row, the page's own standing out; alone where there is no room for all. */
static void draw_names(struct canvas *c, struct rect r, enum lookback_page page)
{
	enum { GAP = 3 };
	int w = 0, x = r.x;

	for (int i = 0; i < LOOKBACK_PAGES; i++)
		w += text_width(_(names[i])) + GAP;
	if (r.h < 1)
		return;
	if (w > r.w) {
		canvas_printf(c, r.x, r.y, STYLE_TITLE, _("%s, page %d of %d"), _(names[page]), (int)page + 1,
			      (int)LOOKBACK_PAGES);
		return;
	}
	for (int i = 0; i < LOOKBACK_PAGES; i++) {
		enum style s = i == (int)page ? STYLE_SELECTED : STYLE_DIM;

		canvas_put(c, x, r.y, ' ', s, 15);
		x += 1 + canvas_text(c, x + 1, r.y, s, _(names[i]));
		canvas_put(c, x, r.y, ' ', s, 15);
		x += GAP - 1;
	}
}

static void draw_nothing(struct canvas *c, struct rect r)
{
	canvas_wrap(c, r, STYLE_PLAIN,
		    _("Nothing played yet, so there is nothing to look back on. After the first session this "
		      "shows "
		      "how sore you were before and after, and every spot with its story."));
}

void lookback_draw(struct canvas *c, struct lookback_model *m)
{
	struct vm_key keys[5] = {{"Esc", _("back")}, {"\xe2\x86\x90 \xe2\x86\x92", _("pages")}};
	struct parts_frame f = parts_frame(c, 7);
	enum { NAMES, GAP, PAGE, BANDS };
	struct band b[BANDS] = {[NAMES] = {f.body.h >= 10 ? 1 : 0, 1, 2, {0}},
				[GAP] = {f.body.h >= 14 ? 1 : 0, 1, 3, {0}},
				[PAGE] = {1, 999, 0, {0}}};
	char page[VM_LINE];
	size_t n = 2;

	if (has_range(m->page) && m->stats->ndays)
		keys[n++] = (struct vm_key){"- +", _("less or more of the past")};
	layout_rows(f.body, b, BANDS);
	vm_format(page, sizeof page, _("page %d of %d"), (int)m->page + 1, (int)LOOKBACK_PAGES);
	parts_head(c, f.head, b[NAMES].r.h ? _("History") : _(names[m->page]), NULL,
		   b[NAMES].r.h ? NULL : page);
	draw_names(c, b[NAMES].r, m->page);
	if (m->stats->ndays)
		pages[m->page](c, b[PAGE].r, m);
	else
		draw_nothing(c, b[PAGE].r);
	if (m->last > 0)
		keys[n++] = (struct vm_key){"\xe2\x86\x91 \xe2\x86\x93", _("more of it")};
	else if (has_list(m->page))
		keys[n++] = (struct vm_key){"\xe2\x86\x91 \xe2\x86\x93", _("choose")};
	keys[n++] = parts_key(ACT_HELP, NULL);
	parts_keys(c, f.keys, keys, n);
}
