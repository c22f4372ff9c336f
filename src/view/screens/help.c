#include "view/screens/help.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/keymap.h"
#include "view/layout.h"
#include "view/places.h"
#include "view/screens/parts.h"

/* What every page of help begins with: the things to know before any key. */
static const char *const basics[] = {
	N_("A dull ache that you can breathe with is fine. Sharp, electric, numb or tingling: stop with x."),
	N_("Stopping, easing off and resting never count against you."),
};

enum { KEY_COLS = 9, BASICS = sizeof basics / sizeof *basics };

bool help_key(struct help_model *m, uint32_t key, bool *back)
{
	*back = key == KEYCODE_ENTER || key == KEYCODE_ESC || key == 'q' || key == '?' || key == 'x';
	return *back || parts_move(key, &m->top, INT16_MAX, 10);
}

/* A page that is drawn line by line, some of it above or below what is seen. */
struct scroll {
	struct canvas *c;
	struct rect r;
	int at; /* the line to draw next, from the top of what is seen */
};

static void add_text(struct scroll *s, enum style style, const char *text)
{
	int rows = parts_rows(text, s->r.w, INT16_MAX);

	canvas_wrap(s->c, (struct rect){s->r.x, s->r.y + s->at, s->r.w, rows}, style, text);
	s->at += rows;
}

static void add_key(struct scroll *s, const char *key, const char *help)
{
	int w = s->r.w - KEY_COLS, rows = parts_rows(help, w > 12 ? w : s->r.w, INT16_MAX);

	canvas_text(s->c, s->r.x, s->r.y + s->at, STYLE_KEY, key);
	if (w > 12) {
		canvas_wrap(s->c, (struct rect){s->r.x + KEY_COLS, s->r.y + s->at, w, rows}, STYLE_PLAIN,
			    help);
		s->at += rows;
		return;
	}
	s->at++;
	add_text(s, STYLE_PLAIN, help);
}

static void add_looks(struct scroll *s)
{
	for (enum stage l = STAGE_UNKNOWN; l < STAGES; l++) {
		canvas_glyph(s->c, s->r.x, s->r.y + s->at, stage_glyph(l), stage_style(l));
		canvas_text_in(s->c, s->r.x + KEY_COLS, s->r.y + s->at, s->r.w - KEY_COLS, STYLE_PLAIN,
			       stage_text(l));
		s->at++;
	}
	canvas_glyph(s->c, s->r.x, s->r.y + s->at, GLYPH_NOW, STYLE_NOW);
	canvas_text_in(s->c, s->r.x + KEY_COLS, s->r.y + s->at++, s->r.w - KEY_COLS, STYLE_PLAIN,
		       _("pressed now"));
	canvas_glyph(s->c, s->r.x, s->r.y + s->at, GLYPH_NEXT, STYLE_STRONG);
	canvas_text_in(s->c, s->r.x + KEY_COLS, s->r.y + s->at++, s->r.w - KEY_COLS, STYLE_PLAIN,
		       _("comes next"));
}

static void add_home(struct scroll *s)
{
	static const char *const keys[][2] = {
		{"e", N_("Quick relief after driving, sitting or running.")},
		{"r", N_("All routines.")},
		{"w", N_("Your week.")},
		{"h", N_("What your record tells.")},
		{"l", N_("Short pages to read; in a session, about what is asked.")},
	};

	add_text(s, STYLE_TITLE, _("At home"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		add_key(s, keys[i][0], _(keys[i][1]));
	s->at++;
}

static void add_session(struct scroll *s, bool titled)
{
	size_t n;
	const struct binding *b = keymap_table(&n);

	if (titled)
		add_text(s, STYLE_TITLE, _("In a session"));
	for (size_t i = 0; i < n; i++)
		add_key(s, _(b[i].shown), _(b[i].help));
	s->at++;
}

/* Draws the whole page shifted up by `top`; returns how many lines it has. */
static int draw_page(struct canvas *c, struct rect r, bool home, int top)
{
	struct rect old = canvas_clip(c, r);
	struct scroll s = {c, r, -top};

	for (size_t i = 0; i < BASICS; i++)
		add_text(&s, STYLE_STRONG, _(basics[i]));
	s.at++;
	if (home)
		add_home(&s);
	add_session(&s, home); /* who is in one needs no title */
	if (!home)
		add_home(&s);
	add_text(&s, STYLE_TITLE, _("On the map"));
	add_looks(&s);
	c->clip = old;
	return s.at + top;
}

void help_draw(struct canvas *c, struct help_model *m)
{
	struct vm_key keys[] = {parts_key(ACT_GO_ON, _("back")), {"\xe2\x86\x91 \xe2\x86\x93", _("scroll")}};
	struct parts_frame f = parts_frame(c, 9);

	f.body.w = f.body.w < 78 ? f.body.w - 2 : 78; /* the last column is the mark's */
	int lines = draw_page(c, (struct rect){0, 0, f.body.w, 0}, m->home, 0);
	int last = lines > f.body.h ? lines - f.body.h : 0;

	m->top = m->top > last ? last : m->top < 0 ? 0 : m->top;
	draw_page(c, f.body, m->home, m->top);
	if (m->top < last && f.body.h > 0)
		canvas_glyph(c, f.body.x + f.body.w + 1, f.body.y + f.body.h - 1, GLYPH_DOWN, STYLE_KEY);
	parts_head(c, f.head, _("Keys"), NULL, NULL);
	parts_keys(c, f.keys, keys, last > 0 ? 2 : 1);
}
