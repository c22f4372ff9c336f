#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "io/term.h"
#include "plain_begin.h"
#include "start.h"

enum exit_code cmd_home(const struct options *o)
{
	struct start s;

	if (plain_asked(o) || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		commands_help();
		return EXIT_DONE;
	}
	if (!term_usable()) {
		fputs(_("unknot: this terminal cannot show a screen. 'unknot play --plain' plays line by "
			"line.\n"),
		      stderr);
		return EXIT_ENVIRONMENT;
	}
	start_open(&s, o);
	return start_close(&s, app_run(&s.a, NULL));
}
