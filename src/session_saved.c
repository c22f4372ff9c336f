/* A routine that is edited while its session is paused: what was saved is read again, and the session stands in the
 * new plan where it stood in the old one. Outside a pause nothing is read: nobody's hold changes under them. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/plan_keep.h"
#include "io/clock.h"
#include "io/log.h"
#include "session_state.h"
#include "view/ladder.h"

bool session_paused(const struct session *s)
{
	return player_snapshot(s->player, clock_mono()).state == PLAYER_PAUSED;
}

/* The key of the segment that it stands at; 0 behind the last. */
static uint64_t key_now(const struct session *s)
{
	int n = player_snapshot(s->player, clock_mono()).segment;

	return (size_t)n < s->plan->nsegments ? s->plan->segments[n].key : 0;
}

/* Presses before the place where it stands that are still to come: they were moved there. */
static int to_come(const struct session *s, const struct player_snapshot *snap)
{
	size_t here = (size_t)snap->segment;
	int n = 0;

	for (size_t i = 0, end; i < here && (end = plan_row_next(s->plan, i)) <= here; i = end)
		n += s->plan->segments[i].press >= 0 && !snap->done[end - 1];
	return n;
}

/* Where it stands: the number that the head of the screen and plain mode show too. */
static void tell_place(struct session *s, enum player_reloaded how)
{
	struct player_snapshot snap = player_snapshot(s->player, clock_mono());
	int n = snap.segment, moved = to_come(s, &snap);
	int step = (int)ladder_row(s->plan, n) + 1;

	if ((size_t)n >= s->plan->nsegments)
		buf_adds(&s->saved, _("The routine was saved and read again: nothing is left of it."));
	else if (how == RELOADED_HERE)
		buf_addf(&s->saved, _("The routine was saved and read again: still at step %d."), step);
	else if (how == RELOADED_ANEW)
		buf_addf(&s->saved, _("The routine was saved and read again: step %d begins anew."), step);
	else
		buf_addf(&s->saved,
			 _("The routine was saved and read again. That step is gone: it goes on at step %d."),
			 step);
	if (moved)
		buf_addf(&s->saved,
			 n_(" %d press moved before it comes next.", " %d presses moved before it come next.",
			    moved),
			 moved);
}

/* The row of the session tells of the routine as it is now: with the plan that it makes for the person as the session
 * began, so that one that is cut off goes on with the file as it was read last. */
static void tell_record(struct session *s)
{
	const struct routine *r = s->routine.routine;
	struct plan *begun = plan_without_words(r, s->routine.atlas, &s->before);

	s->row.routine = r->id;
	s->row.title = r->title;
	s->row.plan_hash = begun->hash;
	s->row.planned_ms = begun->planned_ms;
	plan_free(begun);
	if (s->recorded)
		history_end(s->o.history, &s->row);
	log_line("session %s: %s was saved and read again, plan %016llx", s->row.id, s->row.routine,
		 (unsigned long long)s->row.plan_hash);
}

void session_stands_here(struct session *s)
{
	player_free(s->stood);
	s->stood = NULL;
	while (s->nplans)
		plan_free(s->plans[--s->nplans]);
}

const struct plan *session_plan_before(const struct session *s)
{
	return s->nplans ? s->plans[s->nplans - 1] : NULL;
}

/* What a save took out may be back with the next: both are looked up from where the session stood before. */
static void stand_as_before(struct session *s)
{
	mem_grow((void **)&s->plans, s->nplans, &s->room_plans, sizeof *s->plans);
	s->plans[s->nplans++] = s->plan;
	if (s->stood)
		player_restore(s->player, s->stood);
	else
		s->stood = player_copy(s->player);
}

/* The player stands in the new routine's plan as it would have begun; then what it has learned since makes it this
 * person's, as after a rating. */
static enum player_reloaded change_plan(struct session *s)
{
	struct person who = s->before;
	enum player_reloaded how;
	uint64_t key;

	stand_as_before(s);
	who.swapped = player_person(s->player).swapped;
	s->plan = plan_without_words(s->routine.routine, s->routine.atlas, &who);
	how = player_reload(s->player, s->plan);
	key = key_now(s);
	session_replan(s);
	return how == RELOADED_HERE && key != key_now(s) ? RELOADED_ON : how;
}

static void take_routine(struct session *s, const struct opened *now)
{
	mem_grow((void **)&s->earlier, s->nearlier, &s->room_earlier, sizeof *s->earlier);
	s->earlier[s->nearlier++] = s->routine;
	s->routine = *now;
	tell_place(s, change_plan(s));
	tell_record(s);
	s->told.told_segment = -1;
	if (s->o.speed_milli <= SPEED_SILENT)
		speaker_start(s->o.speaker, s->routine.routine->language);
	session_event(s, (struct player_event){EV_TICK, 0}); /* hands out what came of it */
}

bool session_take_saved(struct session *s)
{
	struct opened now;

	if (!session_paused(s)) {
		session_stands_here(s);
		buf_clear(&s->saved);
		return false;
	}
	if (!reread_look(s->reread, &s->routine, &now, &s->saved))
		return false;
	s->saved_style = now.routine ? STYLE_GOOD : STYLE_WARN;
	if (now.routine)
		take_routine(s, &now);
	if (s->o.plain)
		buf_addf(&s->lines, "%s\n", buf_str(&s->saved));
	return true;
}

void session_forget_saved(struct session *s)
{
	session_stands_here(s);
	free(s->plans);
	reread_free(s->reread);
	for (size_t i = 0; i < s->nearlier; i++)
		opened_free(&s->earlier[i]);
	free(s->earlier);
	buf_free(&s->saved);
}
