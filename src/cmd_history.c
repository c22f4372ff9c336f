#include <stdio.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "commands.h"
#include "core/stats.h"
#include "io/history.h"
#include "io/paths.h"
#include "load/atlas_load.h"
#include "view/stats_report.h"

/* The days up to the newest entry: a page that was made from a record can be made again from it. */
static void report(struct buf *out, const struct record *rows, int days)
{
	int64_t newest = stats_newest(rows);
	struct stats *s = stats_of(rows, newest == INT64_MIN ? newest : newest - days + 1, newest);
	struct arena *arena = arena_new();

	stats_report(s, rows, atlas_built_in(arena), out);
	arena_free(arena);
	stats_free(s);
}

enum exit_code cmd_history(const struct options *o)
{
	struct paths paths;
	struct err e = {""};
	struct buf out = {0};

	if (o->report_days && o->format != FORMAT_TEXT) {
		fputs(_("unknot: --report is a page of Markdown and takes no --format\n"), stderr);
		return EXIT_USAGE;
	}
	paths = paths_find();
	struct history *h = history_open(paths.history, &e);
	struct record *rows = history_read(h, &e);
	enum history_state state = history_state(h);

	if (o->report_days)
		report(&out, rows, o->report_days);
	else if (o->format == FORMAT_JSON)
		record_json(rows, &out);
	else if (o->format == FORMAT_CSV)
		record_csv(rows, &out);
	else
		record_text(rows, &out);
	if (state != HISTORY_NONE)
		fputs(buf_str(&out), stdout);
	if (e.text[0])
		fprintf(stderr, "unknot: %s\n", e.text);
	buf_free(&out);
	record_free(rows);
	history_close(h, 0);
	paths_free(&paths);
	return state == HISTORY_NONE ? EXIT_ENVIRONMENT : EXIT_DONE;
}
