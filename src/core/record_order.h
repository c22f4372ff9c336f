/* A record's rows in the one order that folds go by, whatever order they are stored in: two machines'
 * records merged, once or twice, fold to the same. Pure. */
#ifndef UNKNOT_CORE_RECORD_ORDER_H
#define UNKNOT_CORE_RECORD_ORDER_H

#include "core/record.h"

enum { ORDERED_KINDS = 4 };

/* Sessions, holds, check-ins and choices oldest first (what is of one moment: by session and number, then by
 * what it says), each once; the other rows as they were. Rows that are in order already, as those read are,
 * are not copied: `rows` then points at the record's own. */
struct ordered {
	struct record rows;
	void *own[ORDERED_KINDS];
};

/* Lives no longer than `r`; free with ordered_free(). */
struct ordered record_in_order(const struct record *r);
void ordered_free(struct ordered *o);

#endif
