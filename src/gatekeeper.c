#include "gatekeeper.h"

#include <string.h>

#include "core/caps.h"
#include "io/clock.h"
#include "me.h"
#include "reliefs.h"

static bool presses_calf(const struct plan *p)
{
	for (size_t i = 0; i < p->npresses; i++)
		if (p->presses[i].site->ask_calf)
			return true;
	return false;
}

/* What the plan wants asked, for this person as the answers have it now: a calf that is ruled out is not
 * pressed, and so not asked about. */
static void look_at_plan(struct gatekeeper *k)
{
	struct person who = plan_person_neutral();
	struct plan *plan;

	k->start.session = k->routine != NULL;
	if (!k->routine)
		return;
	me_from_rows(&who, k->rows, k->atlas, k->level, clock_wall());
	who.legs = k->legs;
	plan = plan_without_words(k->routine, k->atlas, &who);
	/* what the tag `driving` brings is in the line that a person answers before each session */
	k->start.calf = k->start.person_here ? presses_calf(plan) : plan->ask_calf;
	k->start.nerve = plan->ask_nerve;
	plan_free(plan);
}

void gatekeeper_not_yet(const struct paths *paths, const struct opened *r, const struct record *rows,
			struct wall now, struct buf *out)
{
	unsigned tags = r->routine->tag_bits;
	const char *locked = tags & TAG_DEEP ? caps_deep_locked(rows, r->atlas, now) : NULL;

	if (locked)
		buf_adds(out, locked);
	else if (tags & TAG_RELIEF)
		reliefs_advice(paths, rows, now, out);
}

enum gate gatekeeper_next(struct gatekeeper *k)
{
	look_at_plan(k);
	return gate_next(k->rows, clock_wall(), &k->start);
}

struct gate_about gatekeeper_about(const struct gatekeeper *k)
{
	struct gate_about about = gate_about(k->rows, k->atlas, clock_wall(), k->call);

	about.start = k->start;
	return about;
}

static void add_screening(struct record *r, const struct screening_row *row)
{
	struct screening_row *more = arena_array(r->arena, r->nscreenings + 1, sizeof *more);

	if (r->nscreenings)
		memcpy(more, r->screenings, r->nscreenings * sizeof *more);
	more[r->nscreenings++] = *row;
	r->screenings = more;
}

static void add_checkin(struct record *r, const struct checkin_row *row)
{
	struct checkin_row *more = arena_array(r->arena, r->ncheckins + 1, sizeof *more);

	if (r->ncheckins)
		memcpy(more, r->checkins, r->ncheckins * sizeof *more);
	more[r->ncheckins] = *row;
	more[r->ncheckins++].where = arena_strdup(r->arena, row->where);
	r->checkins = more;
}

bool gatekeeper_answer(struct gatekeeper *k, enum gate g, unsigned value)
{
	struct gate_row row;

	gate_answer(&k->start, g, value, k->rows, k->atlas, clock_wall(), &row);
	switch (row.kind) {
	case GATE_ROW_NONE:
		break;
	case GATE_ROW_SCREENING:
		history_screening(k->history, &row.screening);
		add_screening(k->rows, &row.screening);
		break;
	case GATE_ROW_CHECKIN:
		history_checkin(k->history, &row.checkin);
		add_checkin(k->rows, &row.checkin);
		break;
	case GATE_ROW_CHOICE:
		history_choice(k->history, &row.choice);
		break;
	}
	return g != GATE_TELL_REST || value;
}
