#include "view/screens/relief_page.h"

#include "base/duration.h"
#include "base/i18n.h"
#include "core/keymap.h"
#include "view/screens/parts.h"
#include "view/view_model.h"

static const struct {
	char key;
	const char *what;
} rows[RELIEF_AFTERS] = {
	[AFTER_SITTING] = {'s', N_("I have sat for long")},
	[AFTER_DRIVING] = {'d', N_("I drove")},
	[AFTER_RUNNING] = {'r', N_("I ran")},
};

/* What it comes to in that time. */
static struct card fit(const struct card *card, int64_t give_ms, struct person who)
{
	struct card fitted = *card;

	who.minutes_ms = give_ms;
	fitted.plan = give_ms && card->plan->planned_ms > give_ms
			      ? plan_compile(card->plan->routine, card->plan->atlas, &who, NULL)
			      : NULL;
	return fitted;
}

static const struct card *card_of(const struct relief_page *m, int i)
{
	if (m->card[i] < 0)
		return NULL;
	return m->fitted[i].plan ? &m->fitted[i] : &m->cards[m->card[i]];
}

void relief_page_close(struct relief_page *m)
{
	for (int i = 0; i < RELIEF_AFTERS; i++)
		plan_free((struct plan *)m->fitted[i].plan);
	*m = (struct relief_page){0};
}

struct relief_page relief_page_open(const struct card *cards, size_t n, int64_t minutes_ms,
				    const struct person *who)
{
	struct relief_page m = {.cards = cards, .minutes_ms = minutes_ms};
	struct relief_routine list[RELIEF_CARDS];

	n = n < RELIEF_CARDS ? n : RELIEF_CARDS;
	for (size_t i = 0; i < n; i++)
		list[i] = (struct relief_routine){cards[i].id, cards[i].plan};
	for (int i = 0; i < RELIEF_AFTERS; i++) {
		m.card[i] = relief_choose(list, n, (enum relief_after)i, minutes_ms, &m.give_ms[i]);
		if (m.card[i] >= 0)
			m.fitted[i] = fit(&cards[m.card[i]], m.give_ms[i], *who);
	}
	return m;
}

bool relief_page_key(struct relief_page *m, uint32_t key, enum relief_page_choice *choice)
{
	*choice = RELIEF_NONE;
	for (int i = 0; i < RELIEF_AFTERS; i++)
		if (key == (uint32_t)rows[i].key) {
			m->selected = i;
			key = KEYCODE_ENTER;
		}
	if (key == KEYCODE_ENTER)
		*choice = m->card[m->selected] >= 0 ? RELIEF_PLAY : RELIEF_NONE;
	else if (key == KEYCODE_ESC || key == 'q' || key == KEYCODE_LEFT || key == KEYCODE_BACKSPACE)
		*choice = RELIEF_BACK;
	else
		return parts_move(key, &m->selected, RELIEF_AFTERS, RELIEF_AFTERS);
	return true;
}

/* What would be played, and how long it would take. */
static void answer_of(const struct relief_page *m, int i, char *out, size_t n)
{
	char clock[DURATION_TEXT];
	const struct card *card = card_of(m, i);
	int64_t planned = card ? card->plan->planned_ms : 0;
	enum leg only;

	if (!card) {
		vm_format(out, n, "%s", _("there is no routine for it"));
		return;
	}
	duration_clock(clock, planned);
	if (m->give_ms[i] > m->minutes_ms)
		/* TRANSLATORS: a routine's title and the least time it takes, which is more than there is */
		vm_format(out, n, _("%s  %s at least"), card_title(card), clock);
	else if (m->fitted[i].plan && plan_time_for_one_leg(card->plan, &only))
		/* TRANSLATORS: a routine's title and its time, which is too short for both legs */
		vm_format(out, n,
			  only == LEG_LEFT ? _("%s  %s, the left leg only") : _("%s  %s, the right leg only"),
			  card_title(card), clock);
	else if (planned < m->minutes_ms && !m->fitted[i].plan)
		/* TRANSLATORS: a routine's title and its time, which is less than there is */
		vm_format(out, n, _("%s  %s, the longest there is"), card_title(card), clock);
	else
		vm_format(out, n, "%s  %s", card_title(card), clock);
}

static void draw_row(struct canvas *c, struct rect r, const struct relief_page *m, int i)
{
	enum { WHAT_COLS = 24 };
	bool selected = i == m->selected;
	enum style style = selected ? STYLE_SELECTED : m->card[i] < 0 ? STYLE_DIM : STYLE_PLAIN;
	char key[2] = {rows[i].key, '\0'}, answer[VM_LINE];

	if (selected)
		canvas_fill(c, r, ' ', style);
	if (selected)
		canvas_glyph(c, r.x, r.y, GLYPH_POINTER, style);
	canvas_text(c, r.x + 2, r.y, selected ? style : STYLE_KEY, key);
	canvas_text_in(c, r.x + 5, r.y, r.w - 5 < WHAT_COLS ? r.w - 5 : WHAT_COLS - 1, style,
		       _(rows[i].what));
	answer_of(m, i, answer, sizeof answer);
	if (r.w > WHAT_COLS + 20)
		canvas_text_in(c, r.x + 5 + WHAT_COLS, r.y, r.w - WHAT_COLS - 6, selected ? style : STYLE_DIM,
			       answer);
}

/* What the chosen one is, where it has not been said beside it. */
static void draw_chosen(struct canvas *c, struct rect r, const struct relief_page *m)
{
	const struct card *card = card_of(m, m->selected);
	char answer[VM_LINE];

	if (r.h < 1)
		return;
	if (card && r.h > 6 && r.w >= 40) {
		card_draw(c, r, card);
		return;
	}
	answer_of(m, m->selected, answer, sizeof answer);
	canvas_wrap(c, r, STYLE_DIM, answer);
}

void relief_page_draw(struct canvas *c, const struct relief_page *m)
{
	struct vm_key keys[] = {parts_key(ACT_GO_ON, _("begin")), {"Esc", _("back")}};
	struct parts_frame f = parts_frame(c, RELIEF_AFTERS + 2);
	bool roomy = f.body.h >= RELIEF_AFTERS + 6;
	int y = f.body.y;

	parts_head(c, f.head, _("Quick relief"), NULL, NULL);
	if (f.body.h > RELIEF_AFTERS)
		canvas_text_in(c, f.body.x, y++, f.body.w, STYLE_TITLE, _("What are you stiff from?"));
	y += roomy;
	for (int i = 0; i < RELIEF_AFTERS && y < f.body.y + f.body.h; i++, y++)
		draw_row(c, (struct rect){f.body.x, y, f.body.w, 1}, m, i);
	y += roomy;
	draw_chosen(c, (struct rect){f.body.x, y, f.body.w, f.body.y + f.body.h - y}, m);
	parts_keys(c, f.keys, keys, sizeof keys / sizeof *keys);
}
