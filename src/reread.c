#include "reread.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "io/clock.h"
#include "io/watch.h"

struct reread {
	const struct paths *paths;
	char *path; /* the file that was opened; NULL: it was none */
	struct watch *watch;
	struct gatekeeper gate;
	bool gated;
};

struct reread *reread_new(const struct paths *paths, const struct opened *played,
			  const struct gatekeeper *gone_through)
{
	struct reread *r = mem_calloc(1, sizeof *r);
	const char *path = played->routine->path;

	r->paths = paths;
	r->path = strcmp(path, "-") != 0 ? mem_strdup(path) : NULL;
	r->watch = watch_new(false);
	r->gated = gone_through != NULL;
	if (gone_through)
		r->gate = *gone_through;
	if (r->path)
		opened_watch(played, r->path, r->watch);
	return r;
}

void reread_free(struct reread *r)
{
	if (!r)
		return;
	watch_free(r->watch);
	free(r->path);
	free(r);
}

int reread_fd(const struct reread *r)
{
	return r ? watch_fd(r->watch) : -1;
}

struct mono reread_deadline(const struct reread *r)
{
	return r ? watch_deadline(r->watch) : MONO_NEVER;
}

/* Most messages are clauses, some are sentences already. */
static void end_sentence(struct buf *why)
{
	if (!strchr(".?!", why->p[why->n - 1]))
		buf_addc(why, '.');
}

/* Its first error: "Line 14: what is wrong." */
static void tell_error(struct opened *o, const char *path, struct buf *why)
{
	const struct diag_entry *e = NULL;
	const char *name;

	for (size_t i = 0; (e = diag_at(o->diag, i)) && e->severity != DIAG_ERROR; i++)
		;
	if (!e)
		return;
	name = text_file_name(diag_source_name(o->diag, e->at.source));
	path = text_file_name(path);
	if (!e->at.line && !strcmp(e->code, "file")) /* it could not be read: a sentence that names it */
		buf_adds(why, e->message);
	else if (!e->at.line)
		buf_addf(why, _("%s: %s"), name, e->message);
	else if (strcmp(name, path) != 0)
		buf_addf(why, _("%s, line %d: %s"), name, (int)e->at.line, e->message);
	else
		buf_addf(why, _("Line %d: %s"), (int)e->at.line, e->message);
	end_sentence(why);
}

/* A lock that the routine played did not have, or a question that comes before this one. */
static void tell_gate(struct reread *r, const struct opened *played, const struct opened *now,
		      struct buf *why)
{
	enum gate g;

	r->gate.routine = now->routine;
	r->gate.atlas = now->atlas;
	if (now->routine->tag_bits & ~played->routine->tag_bits)
		gatekeeper_not_yet(r->paths, now, r->gate.rows, clock_wall(), why);
	if (why->n)
		return;
	g = gatekeeper_next(&r->gate);
	if (g == GATE_ASK_CALF)
		buf_adds(why, _("It presses a calf now, and a question comes before that."));
	else if (g == GATE_TELL_NERVE)
		buf_adds(why, _("It presses deep in the buttock now, and a notice comes before that."));
	else if (g != GATE_OPEN)
		buf_adds(why, _("It has a question before it now: begin anew to answer it."));
}

bool reread_look(struct reread *r, const struct opened *played, struct opened *now, struct buf *why)
{
	*now = (struct opened){0};
	if (!r || !r->path || !watch_changed(r->watch, clock_mono()))
		return false;
	buf_clear(why);
	*now = routine_open(r->paths, r->path, NULL);
	opened_watch(now, r->path, r->watch);
	if (!opened_ok(now))
		tell_error(now, r->path, why);
	else if (r->gated)
		tell_gate(r, played, now, why);
	if (!why->n)
		return true;
	buf_adds(why, _(" The routine goes on as it was."));
	opened_free(now);
	return true;
}
