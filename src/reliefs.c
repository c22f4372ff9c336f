#include "reliefs.h"

#include <stdlib.h>

#include "base/mem.h"
#include "core/caps.h"
#include "core/relief.h"
#include "io/catalog.h"
#include "open_routine.h"

/* Most starts of a day are its first. */
static bool any_lately(const struct record *rows, struct wall now)
{
	const struct session_row *last = rows->nsessions ? &rows->sessions[rows->nsessions - 1] : NULL;

	return last && caps_day(last->started) >= caps_day(now) - 1;
}

void reliefs_advice(const struct paths *paths, const struct record *rows, struct wall now, struct buf *out)
{
	struct opened *opened;
	const char **ids;
	char **list;
	size_t n, nids = 0;
	struct relief_today t;

	if (!any_lately(rows, now))
		return;
	list = catalog_list(paths, &n);
	opened = mem_calloc(n, sizeof *opened);
	ids = mem_calloc(n, sizeof *ids);
	for (size_t i = 0; i < n; i++) {
		opened[i] = routine_open(paths, list[i], NULL);
		if (opened[i].routine && opened[i].routine->tag_bits & TAG_RELIEF)
			ids[nids++] = opened[i].routine->id;
	}
	t = relief_today(rows, ids, nids, now);
	relief_advice(&t, out);
	for (size_t i = 0; i < n; i++)
		opened_free(&opened[i]);
	free(opened);
	free(ids);
	catalog_free_list(list, n);
}
