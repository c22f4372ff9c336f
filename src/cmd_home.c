#include <stdio.h>
#include <unistd.h>

#include "app.h"
#include "base/i18n.h"
#include "configured.h"
#include "io/log.h"
#include "io/term.h"
#include "keep.h"

enum exit_code cmd_home(const struct options *o)
{
	struct paths paths;
	struct app_options a = {.o = o};
	struct err e = {""}, slip;
	struct config config;
	enum exit_code code;

	if (o->plain || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		commands_help();
		return EXIT_DONE;
	}
	if (!term_usable()) {
		fputs(_("unknot: this terminal cannot show a screen. 'unknot play --plain' plays line by "
			"line.\n"),
		      stderr);
		return EXIT_ENVIRONMENT;
	}
	paths = paths_find();
	log_open(paths.log);
	a.paths = &paths;
	a.history = history_open(paths.history, &e);
	a.record_notice = e.text[0] ? e.text : NULL;
	config = configured_read(&paths, &slip);
	a.config = &config;
	a.config_notice = slip.text[0] ? slip.text : NULL;
	code = app_run(&a, NULL);
	code = keep_record(a.history, code);
	log_close();
	paths_free(&paths);
	return code;
}
