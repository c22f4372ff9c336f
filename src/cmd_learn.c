#include <stdio.h>

#include "base/i18n.h"
#include "commands.h"
#include "core/learn.h"
#include "io/term.h"
#include "load/atlas_load.h"

/* Lines over 80 columns are hard to read, however wide the window. */
static int columns(void)
{
	enum { COLS = 80 };
	struct term_report r = term_report(&(struct term_options){0});

	return r.cols > 0 && r.cols < COLS ? r.cols : COLS;
}

static enum exit_code unknown(const char *id)
{
	const char *guess = learn_guess(id);

	fprintf(stderr, _("unknot: there is no page \"%s\""), id);
	if (guess)
		fprintf(stderr, _(" (did you mean \"%s\"?)"), guess);
	fputs("\n", stderr);
	fputs(_("'unknot learn' lists the pages and reads them all.\n"), stderr);
	return EXIT_USAGE;
}

static void add_all(const struct atlas *a, int cols, struct buf *out)
{
	size_t n;
	const struct learn_page *p = learn_pages(&n);

	learn_contents(cols, out);
	for (size_t i = 0; i < n; i++) {
		buf_adds(out, "\n\n");
		learn_text(&p[i], a, cols, out);
	}
}

enum exit_code cmd_learn(const struct options *o)
{
	const struct learn_page *page = o->nargs ? learn_find(o->args[0]) : NULL;
	struct arena *arena;
	const struct atlas *atlas;
	struct buf out = {0};

	if (o->nargs && !page)
		return unknown(o->args[0]);
	arena = arena_new();
	atlas = atlas_built_in(arena);
	if (page)
		learn_text(page, atlas, columns(), &out);
	else
		add_all(atlas, columns(), &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	arena_free(arena);
	return EXIT_DONE;
}
