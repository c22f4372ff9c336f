#include "configured.h"

#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "io/catalog.h"
#include "load/config_load.h"

/* The notice has room for one; where the others are told. */
static void add_more(struct err *notice, struct diag *d, const char *path)
{
	struct err first = *notice;
	int more = 0;

	while (diag_at(d, (size_t)more + 1))
		more++;
	err_set(notice,
		n_("%.300s (and %d more: unknot check %s)", "%.300s (and %d more: unknot check %s)", more),
		first.text, more, path);
}

static struct config take(const struct file *f, struct err *notice)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new();
	struct config c = config_load(a, d, diag_source(d, f->path, f->bytes, f->n), f->bytes, f->n);
	const struct diag_entry *e = diag_at(d, 0);
	struct buf all = {0};

	if (e) {
		diag_text(d, &all, isatty(STDERR_FILENO));
		fputs(buf_str(&all), stderr);
		err_set(notice, _("config.yaml, line %u: %s"), (unsigned)e->at.line, e->message);
		if (diag_at(d, 1))
			add_more(notice, d, f->path);
	}
	buf_free(&all);
	diag_free(d);
	arena_free(a);
	return c;
}

struct config configured_read(const struct paths *paths, struct err *notice)
{
	struct config c = config_default;
	struct buf path = {0};
	struct file f;

	notice->text[0] = '\0';
	buf_addf(&path, "%s/config.yaml", paths->config);
	if (access(path.p, F_OK) == 0 && catalog_read(path.p, CONFIG_BYTES_MOST, &f, notice)) {
		c = take(&f, notice);
		file_free(&f);
	}
	buf_free(&path);
	return c;
}
