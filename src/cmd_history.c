#include <stdio.h>

#include "commands.h"
#include "io/history.h"
#include "io/paths.h"

enum exit_code cmd_history(const struct options *o)
{
	struct paths paths = paths_find();
	struct err e = {""};
	struct history *h = history_open(paths.history, &e);
	struct record *rows = history_read(h, &e);
	enum history_state state = history_state(h);
	struct buf out = {0};

	if (o->format == FORMAT_JSON)
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
