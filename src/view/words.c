#include "view/words.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "view/view_model.h"

/* One row a notice; `%d` takes its value. The order is enum notice's. */
static const struct {
	const char *text;
	enum style style;
} notices[NOTICES] = {
	[NOTICE_NONE] = {"", STYLE_PLAIN},
	[NOTICE_EASE_OFF] = {N_("That is a lot. Ease off until it is a dull ache you can breathe with."),
			     STYLE_WARN},
	[NOTICE_LIGHTER] = {N_("More than the %d to aim for: a little less pressure."), STYLE_WARN},
	[NOTICE_PAUSED_EASE_OFF] = {N_("Paused. Ease off the tool; the time waits for you."), STYLE_WARN},
	[NOTICE_STILL_THERE] = {N_("Still there? Ease off if you like; Space goes on."), STYLE_WARN},
	[NOTICE_GAP] = {N_("Some time went by, so the session is paused. Space goes on."), STYLE_WARN},
	[NOTICE_WALK_PUT_IN] =
		{N_("A quarter of an hour on the tool is enough: two minutes of walking come first."),
		 STYLE_GOOD},
	[NOTICE_SHARE_HAD] = {N_("That place has had its share for today, so it is left out."), STYLE_GOOD},
	[NOTICE_ANOTHER_DAY] = {N_("That spot can wait for another day."), STYLE_GOOD},
	[NOTICE_LET_GO] = {N_("It let go."), STYLE_GOOD},
	[NOTICE_ENDS_WITH_BREATH] = {N_("Good. It ends with this breath; Enter again ends it now."),
				     STYLE_GOOD},
	[NOTICE_ENDS_AT_LOWER] = {N_("Good. It ends with its shorter time; Enter again ends it now."),
				  STYLE_GOOD},
	[NOTICE_MORE_OFFERED] = {N_("Not yet? + gives it %d seconds more, gently."), STYLE_GOOD},
	[NOTICE_MORE_TAKEN] = {N_("%d seconds more, at 3 of 10."), STYLE_GOOD},
	[NOTICE_CAP] = {N_("No more than this on one place: the muscle needs the rest."), STYLE_GOOD},
	[NOTICE_SWAPPED] = {N_("The legs have changed places."), STYLE_GOOD},
	[NOTICE_NO_SWAP_NOW] = {N_("The legs can be swapped between two presses."), STYLE_DIM},
	[NOTICE_NOTHING_TO_SWAP] = {N_("There are no legs to swap here: the routine says which."), STYLE_DIM},
	[NOTICE_TWITCH] = {N_("Twitch noted."), STYLE_GOOD},
	[NOTICE_RATED] = {N_("%d of 10, noted."), STYLE_GOOD},
	[NOTICE_PAIN_NOW] = {N_("How sore you feel now: %d of 10, noted."), STYLE_GOOD},
	[NOTICE_ONE_MORE_BREATH] = {N_("One breath more."), STYLE_GOOD},
	[NOTICE_ONE_LESS_BREATH] = {N_("One breath less."), STYLE_GOOD},
	[NOTICE_TEN_MORE] = {N_("Ten seconds more."), STYLE_GOOD},
	[NOTICE_TEN_LESS] = {N_("Ten seconds less."), STYLE_GOOD},
	[NOTICE_SKIPPED] = {N_("Skipped."), STYLE_GOOD},
	[NOTICE_BACK] = {N_("Once more from here."), STYLE_GOOD},
	[NOTICE_WORSE_LEG] = {N_("The %s is the sorer one, so it comes first."), STYLE_GOOD},
	[NOTICE_PLACE_CLOSED] = {N_("That place rests for today."), STYLE_WARN},
	[NOTICE_WHICH] = {N_("Say what it was first: 1 to 4. What follows depends on it."), STYLE_WARN},
	[NOTICE_FORGOTTEN] = {N_("The pause grew long, so the session was closed. What was done is kept."),
			      STYLE_GOOD},
};

/* The rows with a figure have their format spelled out again, where the compiler can check it. */
void words_notice(char *out, size_t n, enum notice notice, int value, enum leg worse, enum style *s)
{
	if (s)
		*s = notices[notice].style;
	if (notice == NOTICE_RATED)
		vm_format(out, n, _("%d of 10, noted."), value);
	else if (notice == NOTICE_PAIN_NOW)
		vm_format(out, n, _("How sore you feel now: %d of 10, noted."), value);
	else if (notice == NOTICE_LIGHTER)
		vm_format(out, n, _("More than the %d to aim for: a little less pressure."), value);
	else if (notice == NOTICE_MORE_OFFERED)
		vm_format(out, n, _("Not yet? + gives it %d seconds more, gently."), value);
	else if (notice == NOTICE_MORE_TAKEN)
		vm_format(out, n, _("%d seconds more, at 3 of 10."), value);
	else if (notice == NOTICE_EASE_OFF && value > 1) /* the second time ends the hold */
		vm_format(out, n, "%s", _("Still a lot, so this press ends here. Come off it slowly."));
	else if (notice == NOTICE_WORSE_LEG)
		vm_format(out, n, _("The %s is the sorer one, so it comes first."), words_leg(worse));
	else
		vm_format(out, n, "%s", notice == NOTICE_NONE ? "" : _(notices[notice].text));
}

const char *words_phase(enum phase p)
{
	switch (p) {
	case PHASE_FIND:
		return _("Find the spot");
	case PHASE_SINK:
		return _("Sink in");
	case PHASE_HOLD:
		return _("Hold");
	case PHASE_EASE:
		return _("Ease off");
	case PHASE_REST:
		return _("Rest");
	case PHASE_SAY:
		return _("Listen");
	case PHASE_MOVE:
		return _("Move");
	case PHASE_STRETCH:
		return _("Stretch");
	case PHASE_WALK:
		return _("Walk");
	case PHASE_BREATHE:
		return _("Breathe");
	case PHASE_RATE:
		return _("Take stock");
	case PHASES:
		break;
	}
	return "";
}

const char *words_leg(enum leg leg)
{
	switch (leg) {
	case LEG_LEFT:
		return _("left leg");
	case LEG_RIGHT:
		return _("right leg");
	case LEG_NONE:
		break;
	}
	return "";
}

const char *words_hold(enum hold_outcome o)
{
	switch (o) {
	case HOLD_RELEASED:
		return _("let go");
	case HOLD_FULL:
		return _("full time");
	case HOLD_EASED_OFF:
		return _("eased off");
	case HOLD_STOPPED:
		return _("stopped");
	case HOLD_SKIPPED:
		return _("skipped");
	case HOLD_INTERRUPTED:
		return _("interrupted");
	}
	return "";
}

void words_length(char *out, size_t n, int64_t ms)
{
	long s = (long)((ms + 500) / 1000), min = s / 60;
	char minutes[64];

	vm_format(minutes, sizeof minutes, n_("%ld minute", "%ld minutes", min), min);
	if (min == 0)
		vm_format(out, n, n_("%ld second", "%ld seconds", s), s);
	else if (s % 60 == 0)
		vm_format(out, n, "%s", minutes);
	else
		vm_format(out, n, n_("%s %ld second", "%s %ld seconds", s % 60), minutes, s % 60);
}

void words_what(char *out, size_t n, const struct segment *s)
{
	bool named = s->phase == PHASE_WALK || s->phase == PHASE_REST || s->phase == PHASE_BREATHE;

	if (s->site)
		vm_format(out, n, "%s", s->site->name);
	else
		vm_format(out, n, "%s", named || !s->text || !s->text[0] ? words_phase(s->phase) : s->text);
}

void words_segment(char *out, size_t n, const struct segment *s)
{
	char what[VM_LINE];

	words_what(what, sizeof what, s);
	if (s->leg != LEG_NONE)
		vm_format(out, n, "%s: %s", words_leg(s->leg), what);
	else
		vm_format(out, n, "%s", what);
}

static const char *measure_question(const struct segment *s)
{
	switch (s->measure) {
	case MEASURE_BACK:
		return _("How sore is your back now, 0 to 10?");
	case MEASURE_LEG:
		return _("How sore is your leg now, 0 to 10?");
	case MEASURE_REACH:
		return _("How far from the floor are your fingertips, in hand widths, 0 to 10?");
	case MEASURE_STANDS:
		return _("How did standing up feel, 0 easy to 10 hard?");
	}
	return "";
}

const char *words_question(const struct player_snapshot *s, const struct plan *p)
{
	switch (s->state) {
	case PLAYER_PAIN:
		return _("How sore do you feel now, 0 to 10?");
	case PLAYER_ASK:
		return s->segment >= 0 && (size_t)s->segment < p->nsegments
			       ? measure_question(&p->segments[s->segment])
			       : "";
	case PLAYER_WAIT:
		return s->site ? _("Found it? A digit says how sore it is; Enter goes on.")
			       : _("Enter goes on when you are ready.");
	case PLAYER_STOPPED:
		return _("Good that you stopped. What was it?");
	case PLAYER_AFTER_STOP:
		return _("What now?");
	case PLAYER_NUMB:
		return _("A numb or weak foot or leg for over ten minutes?");
	case PLAYER_QUIT:
		return _("End the session here? What you did is kept.");
	case PLAYER_READY:
	case PLAYER_RUN:
	case PLAYER_WALK:
	case PLAYER_PAUSED:
	case PLAYER_REFIND:
	case PLAYER_SUMMARY:
	case PLAYER_ENDED:
	case PLAYER_STATES:
		break;
	}
	return "";
}

const char *words_stop_signs(void)
{
	return _("A dull ache is fine. Sharp, tingling or numb: stop.");
}

const char *words_paused(const struct player_snapshot *s)
{
	switch (s->pause_why) {
	case PAUSE_KEY:
		return s->site ? _("Ease off the tool. The time waits for you.")
			       : _("The time waits for you.");
	case PAUSE_STILL_THERE:
		return _("Two holds went by without a key. Still there?");
	case PAUSE_GAP:
		return _("Some time went by unseen, so the session waits here.");
	case PAUSE_SUSPEND:
		return _("The machine slept, so the session waits here.");
	}
	return "";
}

/* Whether the press that was stopped last was so for a stop sign. */
static bool stop_sign(const struct player_snapshot *s)
{
	enum stop_why why = s->nresults > 0 ? s->results[s->nresults - 1].why : WHY_NONE;

	return why == WHY_SHARP || why == WHY_NUMB;
}

const char *words_after_stop(const struct player_snapshot *s)
{
	if (s->nearby_offered)
		return _("5 cm away only once the feeling has quite gone.");
	return stop_sign(s) ? _("Wait until the feeling has quite gone.")
			    : _("A cramp, throbbing, feeling faint: wait until it has gone, or end here.");
}

const char *words_after_stop_care(const struct player_snapshot *s)
{
	return stop_sign(s) ? _("A foot numb or weak for more than ten minutes: no more sessions, ask a "
				"clinician.")
			    : "";
}

void words_target(char *out, size_t n, const struct pressure *p)
{
	if (p->lo == p->hi)
		vm_format(out, n, _("aim for %d of 10"), p->hi);
	else
		vm_format(out, n, _("aim for %d to %d of 10"), p->lo, p->hi);
}
