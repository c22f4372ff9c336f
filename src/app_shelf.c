#include "app_shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/screening.h"
#include "go_on.h"
#include "io/catalog.h"
#include "io/clock.h"
#include "load/atlas_load.h"
#include "me.h"
#include "view/ladder.h"
#include "view/places.h"

/* The first thing that is wrong with a routine that cannot be played, and what to type about it. */
static const char *problem_of(struct opened *o, const char *id)
{
	const struct diag_entry *e = opened_error(o);

	if (!e)
		return _("This file holds no routine.");
	if (!e->at.line)
		return arena_printf(o->arena, _("It cannot be played: %s. 'unknot edit %s' opens it."),
				    e->message, id);
	if (opened_owns(o, e))
		return arena_printf(o->arena, _("Line %u: %s. 'unknot edit %s' opens it there."),
				    (unsigned)e->at.line, e->message, id);
	return arena_printf(o->arena, _("Line %u of %s: %s. 'unknot check %s' tells all of it."),
			    (unsigned)e->at.line, text_file_name(diag_source_name(o->diag, e->at.source)),
			    e->message, id);
}

/* In the order of the titles, which are what is seen of them. */
static void put_card(struct shelf *s, struct card card, struct opened o)
{
	size_t at = s->ncards++;

	for (; at && strcasecmp(card_title(&card), card_title(&s->cards[at - 1])) < 0; at--) {
		s->cards[at] = s->cards[at - 1];
		s->opened[at] = s->opened[at - 1];
	}
	s->cards[at] = card;
	s->opened[at] = o;
}

static void add_card(struct shelf *s, const struct paths *paths, const char *path)
{
	struct opened o = routine_open(paths, path, NULL);
	struct card card = {0};
	char *id;

	if (o.routine && o.routine->tag_bits & TAG_PART) {
		opened_free(&o);
		return;
	}
	id = catalog_id(path);
	card.id = arena_strdup(o.arena, id);
	free(id);
	if (opened_ok(&o))
		card.plan = plan_compile(o.routine, o.atlas, &s->who, NULL);
	else
		card.problem = problem_of(&o, card.id);
	put_card(s, card, o);
}

static void open_cards(struct shelf *s, const struct paths *paths)
{
	size_t n;
	char **list = catalog_list(paths, &n);

	s->cards = mem_calloc(n, sizeof *s->cards);
	s->opened = mem_calloc(n, sizeof *s->opened);
	for (size_t i = 0; i < n; i++)
		add_card(s, paths, list[i]);
	catalog_free_list(list, n);
}

/* Whether it may go on is worked out when home is opened, with all that was read then. */
static void find_cut_off(struct shelf *s, const struct history *h)
{
	const struct session_row *row = resume_session(s->rows);
	struct wall now = clock_wall();
	struct err e;

	s->cut_off = NULL;
	s->fits = false;
	s->busy = row && row->outcome == SESSION_OPEN && history_busy(h, &e);
	if (!row || s->busy || (row->outcome != SESSION_OPEN && !resume_in_time(s->rows, row, now)))
		return;
	s->cut_off = row;
	snprintf(s->where, sizeof s->where, "%s", _("where it was cut off"));
	for (size_t i = 0; i < s->ncards && !s->fits; i++) {
		struct go_on g = {0};

		if (strcmp(s->cards[i].id, row->routine) != 0)
			continue;
		g = go_on_look(s->rows, &s->opened[i], s->level, now);
		s->fits = g.fits;
		if (g.fits)
			ladder_where(g.plan, row->segment, s->where, sizeof s->where);
		go_on_free(&g);
	}
}

static void take_rows(struct shelf *s, const struct history *h, struct record *rows)
{
	record_free(s->rows);
	s->rows = rows;
	find_cut_off(s, h);
}

void shelf_reread(struct shelf *s, struct history *h)
{
	struct err e;

	take_rows(s, h, history_read_today(h, clock_wall(), &e));
}

void shelf_read_whole(struct shelf *s, struct history *h)
{
	struct err e;

	take_rows(s, h, history_read(h, &e));
}

void shelf_refold(struct shelf *s, struct history *h)
{
	struct wall now = clock_wall();

	shelf_reread(s, h);
	s->who = plan_person_neutral();
	s->progress = me_from_rows(&s->who, s->rows, s->atlas, s->level, now);
	buf_clear(&s->bruised);
	places_bruised(s->atlas, &s->who, &s->bruised);
	s->today = today_choose(s->rows, &s->progress, now);
}

bool shelf_week_key(struct shelf *s, struct history *h, struct choices_model *week, uint32_t key, bool *back)
{
	enum choices_choice choice;
	struct choice_row row;

	if (!choices_key(week, key, &choice, &row))
		return false;
	switch (choice) {
	case CHOICES_NONE:
		break;
	case CHOICES_CHOSEN:
		row.when = clock_wall();
		history_choice(h, &row);
		break;
	case CHOICES_BACK:
		shelf_refold(s, h);
		*back = true;
		break;
	}
	return true;
}

void shelf_open(struct shelf *s, const struct paths *paths, struct history *h, int level, bool routines)
{
	*s = (struct shelf){.level = level, .arena = arena_new()};
	s->atlas = atlas_built_in(s->arena);
	shelf_refold(s, h);
	if (!routines)
		return;
	open_cards(s, paths);
	find_cut_off(s, h);
}

void shelf_free(struct shelf *s)
{
	for (size_t i = 0; i < s->ncards; i++) {
		plan_free((struct plan *)s->cards[i].plan);
		opened_free(&s->opened[i]);
	}
	free(s->cards);
	free(s->opened);
	buf_free(&s->bruised);
	record_free(s->rows);
	arena_free(s->arena);
	*s = (struct shelf){0};
}

void shelf_refresh(struct shelf *s, const struct paths *paths, struct history *h)
{
	int level = s->level;

	shelf_free(s);
	shelf_open(s, paths, h, level, true);
}

bool shelf_closed(const struct shelf *s)
{
	struct screening answers = screening_fold(s->rows, clock_wall(), true);

	return screening_closes(&answers);
}

/* The one thing that matters most; NULL for none. */
static const char *notice_of(const struct app_options *a, const struct shelf *s)
{
	if (shelf_closed(s))
		return _(
			"Not now: an answer to the safety questions comes first. Enter tells where to turn.");
	if (app_notice(a))
		return app_notice(a);
	if (s->busy)
		return _("Another unknot is in the middle of a session.");
	if (stop_signs_why(&s->progress.signs) != STOP_SIGNS_NONE)
		return _("Several presses felt wrong lately: h says what helps.");
	return s->bruised.n ? buf_str(&s->bruised) : NULL;
}

void home_fill(const struct app_options *a, const struct shelf *s, const struct view_settings *set,
	       struct home_model *home)
{
	*home = (struct home_model){.cards = s->cards,
				    .ncards = s->ncards,
				    .today = &s->today,
				    .record = s->rows,
				    .atlas = s->atlas,
				    .who = &s->who,
				    .progress = &s->progress,
				    .now = clock_wall(),
				    .open = s->cut_off,
				    .open_where = s->cut_off ? s->where : NULL,
				    .open_fits = s->fits,
				    .set = set,
				    .notice = notice_of(a, s),
				    .selected = home->selected};
}
