#include "view/answers.h"

#include "base/i18n.h"
#include "core/keymap.h"

/* No letters: n and s mean something else while a press runs, and would be put down here by habit. */
static const struct answer why[] = {
	{'1', 0, "1", N_("sharp or electric"), EV_ANSWER, WHY_SHARP},
	{'2', 0, "2", N_("numb or tingling"), EV_ANSWER, WHY_NUMB},
	{'3', 0, "3", N_("too sore"), EV_ANSWER, WHY_TOO_SORE},
	{'4', 0, "4", N_("something else"), EV_ANSWER, WHY_OTHER},
};

/* A new press last: nobody should press again by habit. The others have the same figures where it is not offered. */
static const struct answer after_stop[] = {
	{'1', 'n', "1", N_("go on to the next place"), EV_ANSWER, AFTER_NEXT},
	{'2', 'q', "2", N_("end the session"), EV_ANSWER, AFTER_END},
	{'3', 'c', "3", N_("try 5 cm away, at 3 of 10"), EV_ANSWER, AFTER_NEARBY},
};

/* Where the player does not offer 5 cm away. */
static const struct answer after_stop_far[] = {
	{'1', 'n', "1", N_("go on to the next place"), EV_ANSWER, AFTER_NEXT},
	{'2', 'q', "2", N_("end the session"), EV_ANSWER, AFTER_END},
};

static const struct answer yes_no[] = {
	{'y', 0, "y", N_("yes"), EV_ANSWER, 1},
	{'n', 0, "n", N_("no"), EV_ANSWER, 0},
};

static const struct answer quit[] = {
	{'y', 'q', "y", N_("end it"), EV_ANSWER, 1},
	{'n', KEYCODE_ESC, "n", N_("carry on"), EV_ANSWER, 0},
};

#define TABLE(t) (*n = sizeof(t) / sizeof(t)[0], (t))

const struct answer *answers_of(const struct player_snapshot *s, size_t *n)
{
	switch (s->state) {
	case PLAYER_STOPPED:
		return TABLE(why);
	case PLAYER_AFTER_STOP:
		return s->nearby_offered ? TABLE(after_stop) : TABLE(after_stop_far);
	case PLAYER_NUMB:
		return TABLE(yes_no);
	case PLAYER_QUIT:
		return TABLE(quit);
	case PLAYER_READY:
	case PLAYER_PAIN:
	case PLAYER_RUN:
	case PLAYER_WAIT:
	case PLAYER_ASK:
	case PLAYER_WALK:
	case PLAYER_PAUSED:
	case PLAYER_REFIND:
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
	*n = 0;
	return NULL;
}

const char *answer_label(const struct answer *a)
{
	return _(a->label);
}

bool answers_key(const struct player_snapshot *s, uint32_t key, struct player_event *ev)
{
	size_t n;
	const struct answer *a = answers_of(s, &n);

	if (s->press && key == KEYCODE_ESC) /* over a press it stays what it is there: it stops */
		return false;
	for (size_t i = 0; i < n; i++) {
		if (key != a[i].key && (a[i].also == 0 || key != a[i].also))
			continue;
		*ev = (struct player_event){a[i].kind, a[i].value};
		return true;
	}
	return false;
}
