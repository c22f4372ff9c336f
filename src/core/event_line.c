#include "core/event_line.h"

#include "base/json.h"
#include "core/keymap.h"

/* A line in the making; what has no meaning in it is -1 or NULL. */
struct line {
	const char *event;
	int64_t at_ms;
	struct mono due, t;
	int n;
	const char *phase, *leg, *site, *sound;
};

static void text_or_null(struct json *j, const char *key, const char *s)
{
	json_key(j, key);
	json_string(j, s && *s ? s : NULL);
}

static struct json line_begin(struct buf *out, const struct line *l, struct mono began)
{
	struct json j = json_to(out, false);
	json_object(&j);
	text_or_null(&j, "event", l->event);
	json_key(&j, "at");
	if (l->at_ms < 0)
		json_null(&j);
	else
		json_seconds(&j, l->at_ms);
	json_key(&j, "due");
	json_seconds_ns(&j, l->due.ns - began.ns);
	json_key(&j, "t");
	json_seconds_ns(&j, l->t.ns - began.ns);
	json_key(&j, "n");
	if (l->n < 0)
		json_null(&j);
	else
		json_int(&j, l->n);
	text_or_null(&j, "phase", l->phase);
	text_or_null(&j, "leg", l->leg);
	text_or_null(&j, "site", l->site);
	text_or_null(&j, "sound", l->sound);
	return j;
}

static void line_end(struct json *j)
{
	json_end(j);
	buf_addc(j->out, '\n');
}

static const char *event_word(enum effect_kind k)
{
	switch (k) {
	case FX_SEGMENT:
		return "segment";
	case FX_CUE_DUE:
		return "cue";
	case FX_PAUSE:
		return "pause";
	case FX_RESUME:
		return "resume";
	case FX_STOP:
		return "stop";
	case FX_END:
		return "end";
	case FX_CUE:
	case FX_BREATH:
	case FX_CANCEL:
	case FX_HOLD:
	case FX_RATING:
	case FX_NOTICE:
	case FX_REPLAN:
	case FX_POSITION:
	case EFFECT_KINDS:
		break;
	}
	return NULL;
}

void event_line_effect(struct buf *out, const struct effect *e, struct mono began, struct mono t)
{
	const char *word = event_word(e->kind);
	if (!word)
		return;
	struct json j = line_begin(out,
				   &(struct line){.event = word,
						  .at_ms = e->at_ms,
						  .due = e->due,
						  .t = t,
						  .n = e->segment,
						  .phase = e->segment < 0 ? NULL : phase_name(e->phase),
						  .leg = leg_name(e->leg),
						  .site = e->site ? e->site->id : NULL,
						  .sound = sound_name(e->sound)},
				   began);
	if (e->kind == FX_CUE_DUE)
		text_or_null(&j, "say", e->say);
	if (e->kind == FX_END)
		text_or_null(&j, "outcome", session_outcome_name(e->session.outcome));
	line_end(&j);
}

/* The key as a person would write it: itself, or a word for one that cannot be seen. */
static const char *key_word(uint32_t key, char room[5])
{
	static const struct {
		uint32_t key;
		const char *word;
	} words[] = {
		{KEYCODE_ENTER, "enter"},
		{KEYCODE_ESC, "esc"},
		{KEYCODE_CTRL_C, "ctrl-c"},
		{KEYCODE_SPACE, "space"},
		{KEYCODE_BACKSPACE, "backspace"},
		{KEYCODE_TAB, "tab"},
		{KEYCODE_UP, "up"},
		{KEYCODE_DOWN, "down"},
		{KEYCODE_LEFT, "left"},
		{KEYCODE_RIGHT, "right"},
		{KEYCODE_PAGE_UP, "page-up"},
		{KEYCODE_PAGE_DOWN, "page-down"},
		{KEYCODE_HOME, "home"},
		{KEYCODE_END, "end"},
		{KEYCODE_RESIZE, "resize"},
		{KEYCODE_HANGUP, "hang-up"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].key == key)
			return words[i].word;
	return key > ' ' && utf8_encode(room, key) ? room : "other";
}

/* Whether the session is at a segment of its plan. */
static bool among_steps(const struct player_snapshot *s)
{
	switch (s->state) {
	case PLAYER_RUN:
	case PLAYER_WAIT:
	case PLAYER_ASK:
	case PLAYER_WALK:
	case PLAYER_PAUSED:
	case PLAYER_REFIND:
	case PLAYER_STOPPED:
	case PLAYER_AFTER_STOP:
	case PLAYER_QUIT:
		return true;
	case PLAYER_READY:
	case PLAYER_PAIN:
	case PLAYER_NUMB:
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
	return false;
}

void event_line_key(struct buf *out, uint32_t key, const struct player_snapshot *s, struct mono began,
		    struct mono t)
{
	char room[5];
	struct line l = {.event = "key", .at_ms = s->at_ms, .due = t, .t = t, .n = -1};
	if (among_steps(s)) {
		l.n = s->segment;
		l.phase = phase_name(s->phase);
		l.leg = leg_name(s->leg);
		l.site = s->site ? s->site->id : NULL;
	}
	struct json j = line_begin(out, &l, began);
	text_or_null(&j, "key", key_word(key, room));
	line_end(&j);
}

void event_line_saved(struct buf *out, int hold, struct mono began, struct mono t)
{
	struct json j = line_begin(
		out, &(struct line){.event = "saved", .at_ms = -1, .due = t, .t = t, .n = -1}, began);
	json_key(&j, "hold");
	json_int(&j, hold);
	line_end(&j);
}
