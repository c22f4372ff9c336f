#include "core/stats_order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static int sign(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_holds(const void *pa, const void *pb)
{
	const struct order_hold *a = pa, *b = pb;

	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	if (a->row->when.ms != b->row->when.ms)
		return sign(a->row->when.ms, b->row->when.ms);
	return a->row->n - b->row->n;
}

/* They mostly stand so already: sessions seldom overlap. */
static void sort_holds(struct order *o)
{
	for (size_t i = 1; i < o->nholds; i++) {
		if (compare_holds(&o->holds[i - 1], &o->holds[i]) > 0) {
			qsort(o->holds, o->nholds, sizeof *o->holds, compare_holds);
			return;
		}
	}
}

/* ---- sessions by id ---- */

static size_t slot_of(const struct order *o, const char *id)
{
	size_t i = (size_t)text_hash(TEXT_HASH, id, strlen(id)) & o->mask;

	while (o->table[i] && strcmp(o->sessions[o->table[i] - 1]->id, id) != 0)
		i = (i + 1) & o->mask;
	return i;
}

static void order_sessions(struct order *o, const struct record *r)
{
	size_t size = 4;

	o->sessions = mem_calloc(r->nsessions, sizeof *o->sessions);
	for (size_t i = 0; i < r->nsessions; i++)
		if (!r->sessions[i].rehearsal)
			o->sessions[o->nsessions++] = &r->sessions[i];
	while (size < 2 * o->nsessions)
		size *= 2;
	o->table = mem_calloc(size, sizeof *o->table);
	o->mask = size - 1;
	for (size_t i = 0; i < o->nsessions; i++)
		o->table[slot_of(o, o->sessions[i]->id)] = i + 1;
}

const struct session_row *order_session(const struct order *o, const char *id, size_t *hint)
{
	size_t found;

	if (*hint < o->nsessions && !strcmp(o->sessions[*hint]->id, id))
		return o->sessions[*hint];
	found = o->table[slot_of(o, id)];
	if (!found)
		return NULL;
	*hint = found - 1;
	return o->sessions[*hint];
}

/* ---- places ---- */

/* Places that were met, by site and leg; there are few, and the next hold is mostly on one met lately. */
struct places {
	struct order *o;
	size_t cap, mask;
	size_t *table;
};

static uint64_t place_hash(const char *site, enum leg leg)
{
	return text_hash(TEXT_HASH + (uint64_t)leg, site, strlen(site));
}

static size_t *place_slot(const struct places *p, const char *site, enum leg leg)
{
	size_t i = (size_t)place_hash(site, leg) & p->mask;

	while (p->table[i]) {
		const struct order_place *at = &p->o->places[p->table[i] - 1];

		if (at->leg == leg && !strcmp(at->site, site))
			break;
		i = (i + 1) & p->mask;
	}
	return &p->table[i];
}

static void places_grow(struct places *p)
{
	size_t size = p->mask ? 2 * (p->mask + 1) : 64;

	free(p->table);
	p->table = mem_calloc(size, sizeof *p->table);
	p->mask = size - 1;
	for (size_t i = 0; i < p->o->nplaces; i++)
		*place_slot(p, p->o->places[i].site, p->o->places[i].leg) = i + 1;
}

static size_t place_index(struct places *p, const char *site, enum leg leg)
{
	size_t *slot;

	if (2 * p->o->nplaces >= p->mask)
		places_grow(p);
	slot = place_slot(p, site, leg);
	if (!*slot) {
		mem_grow((void **)&p->o->places, p->o->nplaces, &p->cap, sizeof *p->o->places);
		p->o->places[p->o->nplaces] = (struct order_place){site, leg, 0};
		*slot = ++p->o->nplaces;
	}
	return *slot - 1;
}

static void order_holds(struct order *o, const struct record *r)
{
	struct places places = {.o = o};
	size_t hint = 0;

	o->holds = mem_calloc(r->nholds, sizeof *o->holds);
	for (size_t i = 0; i < r->nholds; i++) {
		const struct hold_row *h = &r->holds[i];

		if (h->rehearsal || h->leg == LEG_NONE || !order_session(o, h->session, &hint))
			continue;
		size_t place = place_index(&places, h->site, h->leg);

		assert(o->places); /* it holds that one at least */
		o->places[place].holds++;
		o->holds[o->nholds++] = (struct order_hold){h, hint, place};
	}
	sort_holds(o);
	free(places.table);
}

struct order order_of(const struct record *r)
{
	struct order o = {0};

	order_sessions(&o, r);
	order_holds(&o, r);

	return o;
}

void order_free(struct order *o)
{
	free(o->sessions);
	free(o->holds);
	free(o->places);

	free(o->table);
}
