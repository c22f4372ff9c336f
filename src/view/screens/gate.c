#include "view/screens/gate.h"

#include "base/i18n.h"
#include "core/keymap.h"
#include "view/layout.h"
#include "view/screens/parts.h"
#include "view/view_model.h"

static bool answer(struct gate_model *m, bool yes, enum gate_choice *choice)
{
	size_t n;
	const struct question *q = screening_questions(&n);

	if (yes)
		m->yes |= 1u << q[m->at].n;
	m->at++;
	m->top = m->last = 0;
	if (yes || m->at >= n)
		*choice = GATE_ANSWERED;
	return true;
}

static bool advice_key(struct gate_model *m, uint32_t key, enum gate_choice *choice)
{
	if (parts_move(key, &m->top, INT16_MAX, 3))
		return true;
	if (key != KEYCODE_ENTER && key != KEYCODE_ESC && key != 'q' && key != KEYCODE_SPACE)
		return false;
	*choice = GATE_LEAVE;
	return true;
}

bool gate_key(struct gate_model *m, uint32_t key, enum gate_choice *choice)
{
	size_t n;

	screening_questions(&n);
	*choice = GATE_NONE;
	if (m->advice != GATE_OPEN && m->advice != GATE_ASK)
		return advice_key(m, key, choice);
	if (key == KEYCODE_ESC || key == 'q') {
		*choice = GATE_LEAVE;
		return true;
	}
	if (m->at >= n)
		return false;
	if (key == 'n' && m->top < m->last) { /* no to what was not read to its end is no answer */
		m->top++;
		return true;
	}
	if (key == 'y' || key == 'n')
		return answer(m, key == 'y', choice);
	if ((key == 'p' || key == KEYCODE_LEFT || key == KEYCODE_BACKSPACE) && m->at > 0) {
		m->at--;
		m->top = 0;
		return true;
	}
	return parts_move(key, &m->top, INT16_MAX, 3);
}

/* Introduction and hint are shown whole or not at all; the question scrolls where it has to. */
static void draw_question(struct canvas *c, struct rect r, struct gate_model *m)
{
	enum { INTRO, GAP1, COUNT, QUESTION, GAP2, ANSWERS, GAP3, HINT, ROWS };
	size_t n;
	const struct question *q = screening_questions(&n);
	const char *intro = _(
		"Before your first press, a few questions: with some troubles pressing is wrong, and help is "
		"right.");
	const char *hint =
		_("After one yes you are told where to get help. Your answers stay on this machine.");
	const char *text = m->at < n ? _(q[m->at].text) : "";
	struct vm_key keys[] = {{"y", _("yes")}, {"n", _("no")}};
	struct vm_key more[] = {{"\xe2\x86\x93", _("more")}, {"y", _("yes")}};
	int rows = parts_rows(text, r.w - 2, 12), intro_rows = m->at == 0 ? parts_rows(intro, r.w, 4) : 0;
	int hint_rows = parts_rows(hint, r.w, 3), most = r.h > 1 ? r.h - 1 : 1;
	char count[VM_LINE];
	struct band b[ROWS] = {
		[INTRO] = {intro_rows, intro_rows, 4, {0}},
		[GAP1] = {intro_rows ? 1 : 0, 1, 7, {0}},
		[COUNT] = {1, 1, 3, {0}},
		[QUESTION] = {rows < most ? rows : most, rows, 0, {0}},
		[GAP2] = {1, 1, 6, {0}},
		[ANSWERS] = {1, 1, 0, {0}},
		[GAP3] = {1, 1, 8, {0}},
		[HINT] = {hint_rows, hint_rows, 5, {0}},
	};

	layout_rows(r, b, ROWS);
	vm_format(count, sizeof count, _("question %d of %d"), (int)(m->at < n ? m->at + 1 : n), (int)n);
	canvas_wrap(c, b[INTRO].r, STYLE_PLAIN, intro);
	canvas_text_in(c, r.x, b[COUNT].r.y, b[COUNT].r.h ? r.w : 0, STYLE_DIM, count);
	int last = parts_lines(c, b[QUESTION].r, STYLE_STRONG, text, m->top);

	m->last = last;
	m->top = m->top > last ? last : m->top;
	parts_keys(c, b[ANSWERS].r, m->top < last ? more : keys, 2);
	canvas_wrap(c, b[HINT].r, STYLE_DIM, hint);
}

void gate_draw(struct canvas *c, struct gate_model *m)
{
	struct vm_key keys[] = {{"Esc", _("leave")}, {"p", _("the one before")}};
	struct vm_key leave[] = {parts_key(ACT_GO_ON, _("leave"))};

	if (m->advice == GATE_EMERGENCY || m->advice == GATE_CLINICIAN) {
		const char *title =
			m->advice == GATE_EMERGENCY ? _("Get help now") : _("Ask a clinician first");
		int last = parts_page(c, title, STYLE_STOP, screening_advice(m->advice), m->top, leave, 1);

		m->top = m->top > last ? last : m->top;
		return;
	}
	struct parts_frame f = parts_frame(c, 9);

	if (f.body.h < 4) { /* the question and its answers before all else */
		f.body = canvas_rect(c);
		f.head.h = f.keys.h = 0;
	}
	parts_head(c, f.head, _("Before you begin"), NULL, NULL);
	draw_question(c, layout_middle(f.body, 72, 14), m);
	parts_keys(c, f.keys, keys, m->at > 0 ? 2 : 1);
}
