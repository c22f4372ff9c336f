#include "view/screens/gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/keymap.h"
#include "view/layout.h"
#include "view/screens/parts.h"
#include "view/view_model.h"

enum { BODY_COLS = 72 };

/* "1 [x] " before an item, "1x " where there is little room. */
static int mark_cols(int cols)
{
	return cols >= 30 ? 6 : 3;
}

void gate_open(struct gate_model *m, enum gate g, const struct gate_about *about, struct mono now)
{
	*m = (struct gate_model){.at = g, .quiet = now, .last = -1};
	gate_page(&m->page, g, about);
}

/* False for a key that comes too soon after the page or the last one. */
static bool quiet(struct gate_model *m, struct mono now)
{
	bool long_enough = now.ns - m->quiet.ns >= GATE_QUIET_MS * NS_PER_MS;

	m->quiet = now;
	return long_enough;
}

static enum gate_choice unheard(struct gate_model *m, enum gate_unheard why)
{
	m->unheard = why;
	return GATE_MARKED;
}

enum gate_choice gate_key(struct gate_model *m, uint32_t key, struct mono now)
{
	enum gate_choice choice;

	m->unheard = GATE_HEARD;
	if (gate_key_needs_quiet(&m->page, key)) {
		bool long_enough = quiet(m, now);

		if (m->last < 0)
			return GATE_NONE;
		if (m->top < m->last) {
			m->top++;
			return GATE_MARKED;
		}
		if (!long_enough)
			return unheard(m, GATE_TOO_SOON);
	}
	if (parts_move(key, &m->top, m->last + 1, 3))
		return GATE_MARKED;
	choice = gate_page_key(&m->page, key, &m->marks, &m->value);
	return choice == GATE_NONE ? unheard(m, GATE_NO_SUCH_KEY) : choice;
}

/* ---- drawing: text and items as lines that scroll ---- */

struct line {
	struct text_line text;
	int item; /* the one that begins here; -1: none */
	bool indented, strong;
};

struct lines {
	struct line *p;
	size_t n, room;
};

static void add_text(struct lines *to, const char *text, int cols, int item, bool strong)
{
	size_t n = text_wrap(text, cols, NULL, 0);
	struct text_line *wrapped = mem_calloc(n + 1, sizeof *wrapped);

	text_wrap(text, cols, wrapped, n);
	for (size_t i = 0; i < n; i++) {
		mem_grow((void **)&to->p, to->n, &to->room, sizeof *to->p);
		to->p[to->n++] = (struct line){wrapped[i], i ? -1 : item, item >= 0, strong};
	}
	free(wrapped);
}

/* The one that matters most stands out. */
static void add_paragraphs(struct lines *to, const struct gate_page *p, int cols)
{
	const char *first_end = strchr(p->text, '\n');
	size_t before = to->n, last;

	if (p->text[0])
		add_text(to, p->text, cols, -1, false);
	for (last = to->n; last > before && to->p[last - 1].text.n; last--)
		;
	for (size_t i = before; i < to->n; i++)
		to->p[i].strong = (p->strong == STRONG_LAST && i >= last) ||
				  (p->strong == STRONG_FIRST && (!first_end || to->p[i].text.p < first_end));
}

/* Air between the items where all of it fits all the same. */
static struct lines lines_of(const struct gate_model *m, int cols, bool airy)
{
	struct lines l = {0};
	int indent = mark_cols(cols);

	add_paragraphs(&l, &m->page, cols);
	if (m->page.text[0] && m->page.n)
		add_text(&l, " ", cols, -1, false);
	for (size_t i = 0; i < m->page.n; i++) {
		if (airy && i)
			add_text(&l, " ", cols, -1, false);
		add_text(&l, m->page.item[i], cols - indent, (int)i, m->marks & m->page.bit[i]);
	}
	return l;
}

static void draw_line(struct canvas *c, struct rect r, const struct gate_model *m, const struct line *l)
{
	char *text = mem_strndup(l->text.p, l->text.n);
	int indent = l->indented ? mark_cols(r.w) : 0;
	enum style style = l->strong ? STYLE_STRONG : STYLE_PLAIN;

	if (l->item >= 0) {
		bool marked = m->marks & m->page.bit[l->item];
		const char *box = marked ? "[x]" : "[ ]";

		canvas_printf(c, r.x, r.y, STYLE_KEY, "%c", m->page.key[l->item]);
		if (indent > 3)
			canvas_text(c, r.x + 2, r.y, marked ? STYLE_NOW : STYLE_DIM, box);
		else if (marked)
			canvas_text(c, r.x + 1, r.y, STYLE_NOW, "x");
	}
	canvas_text_in(c, r.x + indent, r.y, r.w - indent, style, text);
	free(text);
}

/* Draws from m->top on, and finds where that ends. A column is kept free for the mark of more. */
static void draw_lines(struct canvas *c, struct rect r, struct gate_model *m, const struct lines *l)
{
	m->last = (int)l->n > r.h ? (int)l->n - r.h : 0;
	m->top = m->top > m->last ? m->last : m->top < 0 ? 0 : m->top;
	for (int y = 0; y < r.h && m->top + y < (int)l->n; y++)
		draw_line(c, (struct rect){r.x, r.y + y, r.w - 2, 1}, m, &l->p[m->top + y]);
	if (m->top < m->last && r.h > 0)
		canvas_glyph(c, r.x + r.w - 1, r.y + r.h - 1, GLYPH_DOWN, STYLE_KEY);
}

/* Why nothing happened, on the last row of the body; what is left of it. */
static struct rect draw_unheard(struct canvas *c, struct rect r, const struct gate_model *m)
{
	struct rect row = layout_middle((struct rect){r.x, r.y + r.h - 1, r.w, 1}, BODY_COLS, 1);

	if (m->unheard == GATE_HEARD || r.h < 2)
		return r;
	canvas_text_in(c, row.x, row.y, row.w, STYLE_WARN,
		       m->unheard == GATE_TOO_SOON ? _("Read it first, then press it again.")
						   : _("Here only the keys below do something."));
	return (struct rect){r.x, r.y, r.w, r.h - 1};
}

static void draw_body(struct canvas *c, struct rect r, struct gate_model *m)
{
	struct lines l;
	bool scale = m->page.answers == ANSWERS_DIGIT && r.w >= SCALE_COLS && r.h >= 6;
	int below = scale ? 3 : 0;

	r = draw_unheard(c, r, m);
	r = layout_middle(r, BODY_COLS, r.h);
	l = lines_of(m, r.w - 2, true);
	if ((int)l.n > r.h) {
		free(l.p);
		l = lines_of(m, r.w - 2, false);
	}
	if ((int)l.n + below < r.h)
		r = layout_middle(r, r.w, (int)l.n + below);
	draw_lines(c, (struct rect){r.x, r.y, r.w, r.h - below}, m, &l);
	if (scale)
		parts_scale(c, (struct rect){r.x, r.y + r.h - 2, SCALE_COLS, 2}, 0, 0, RATING_UNKNOWN,
			    RATING_UNKNOWN);
	free(l.p);
}

/* The keys that answer, where all was shown; before, that there is more. */
static size_t keys_of(const struct gate_model *m, struct vm_key keys[5], char marks[8])
{
	const struct gate_page *p = &m->page;
	const char *enter = parts_key(ACT_GO_ON, NULL).shown;
	bool more = m->top < m->last;
	size_t n = 0;

	if (more)
		keys[n++] = (struct vm_key){"\xe2\x86\x93", _("more")};
	switch (p->answers) {
	case ANSWERS_YES_NO:
		if (more)
			break;
		keys[n++] = (struct vm_key){"y", _("yes")};
		keys[n++] = (struct vm_key){"n", _("no")};
		break;
	case ANSWERS_LIST:
		if (!more)
			keys[n++] = (struct vm_key){enter, m->marks ? p->these : p->none};
		vm_format(marks, 8, p->n > 1 ? "%c-%c" : "%c", p->key[0], p->key[p->n - 1]);
		keys[n++] = (struct vm_key){marks, _("mark")};
		break;
	case ANSWERS_LINE:
		if (!more)
			keys[n++] = (struct vm_key){enter, _("none of these")};
		keys[n++] = (struct vm_key){"c", _("something changed")};
		break;
	case ANSWERS_DIGIT:
		keys[n++] = (struct vm_key){"0-9 t", _("how sore")};
		if (!more)
			keys[n++] = (struct vm_key){enter, _("leave it out")};
		break;
	case ANSWERS_GO_ON:
		if (!more)
			keys[n++] = (struct vm_key){enter, _("go on")};
		break;
	case ANSWERS_REST:
		if (!more)
			keys[n++] = (struct vm_key){enter, _("rest today")};
		keys[n++] = (struct vm_key){"g", _("play all the same")};
		break;
	case ANSWERS_LEAVE:
		if (more)
			break;
		keys[n++] = (struct vm_key){enter, _("leave")};
		return n;
	}
	keys[n++] = (struct vm_key){"Esc", _("leave")};
	if (p->back)
		keys[n++] = (struct vm_key){"p", _("the one before")};
	return n;
}

/* Which of the four pages of the whole list it is; "" for the others. */
static void put_count(char out[VM_LINE], enum gate g)
{
	out[0] = '\0';
	if (g >= GATE_ASK_FALL && g <= GATE_ASK_FIRST)
		vm_format(out, VM_LINE, _("page %d of %d"), (int)(g - GATE_ASK_FALL) + 1, 4);
}

void gate_draw(struct canvas *c, struct gate_model *m)
{
	struct parts_frame f = parts_frame(c, 3);
	struct vm_key keys[5];
	char marks[8], count[VM_LINE];
	size_t n;

	draw_body(c, f.body, m);
	put_count(count, m->at);
	if (m->page.warns)
		canvas_text_in(c, f.head.x, f.head.y, f.head.h ? f.head.w : 0, STYLE_STOP, m->page.title);
	else
		parts_head(c, f.head, m->page.title, count, NULL);
	n = keys_of(m, keys, marks);
	parts_keys(c, f.keys, keys, n);
}
