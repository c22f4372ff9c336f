/* The rows of a record that is in order (core/record_order.h) by session and by place. Rehearsals, and holds of a session that is not there, are left out. For stats.c alone. */
#ifndef UNKNOT_CORE_STATS_ORDER_H
#define UNKNOT_CORE_STATS_ORDER_H

#include "core/record.h"

struct order_hold {
	const struct hold_row *row;
	size_t session, place; /* indexes into `sessions` and `places` */
};

struct order {
	const struct session_row **sessions;
	size_t nsessions;
	struct order_hold *holds; /* by session, then time; those of a session stand together */
	size_t nholds;
	struct order_place {
		const char *site;
		enum leg leg;
		size_t holds;
	} * places;
	size_t nplaces;
	
	size_t *table, mask;               /* sessions by id: index + 1, 0 for none; open addressing */
};

/* `r` is in order. */
struct order order_of(const struct record *r);
void order_free(struct order *o);

/* The session of that id, NULL if it is not there. `*hint` (begin with 0) remembers where it was found. */
const struct session_row *order_session(const struct order *o, const char *id, size_t *hint);

#endif
