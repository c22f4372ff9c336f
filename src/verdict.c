#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "prose.h"

static void print(struct opened *o, const struct plan *plan, bool good)
{
	size_t warnings = diag_count(o->diag, DIAG_WARNING);
	char time[DURATION_TEXT];

	prose_diag(stdout, o->diag);
	if (plan && good)
		prose(stdout,
		      n_("%s: fine, %s with %zu press\n", "%s: fine, %s with %zu presses\n", plan->npresses),
		      o->routine->path, duration_clock(time, plan->planned_ms), plan->npresses);
	else if (!good && warnings && !diag_count(o->diag, DIAG_ERROR))
		prose(stdout,
		      n_("%zu warning, which --strict counts as an error\n",
			 "%zu warnings, which --strict counts as errors\n", warnings),
		      warnings);
}

/* A fault in a file that is used is not to be mended in this one. */
static uint32_t first_line(const struct opened *o)
{
	const struct diag_entry *e = opened_error(o);

	return e && opened_owns(o, e) ? e->at.line : 0;
}

struct verdict verdict_end(struct opened *o, const struct plan *plan, bool strict)
{
	struct verdict v = {.errors = diag_count(o->diag, DIAG_ERROR),
			    .warnings = diag_count(o->diag, DIAG_WARNING),
			    .line = first_line(o)};

	v.good = !v.errors && !(strict && v.warnings);
	if (!o->lent)
		print(o, plan, v.good);
	return v;
}

struct verdict verdict_routine(const struct paths *paths, const char *name, bool strict, struct diag *all)
{
	struct opened r = routine_open(paths, name, all);
	struct person neutral = plan_person_neutral();
	struct plan *plan = opened_ok(&r) ? plan_compile(r.routine, r.atlas, &neutral, r.diag) : NULL;
	struct verdict v = verdict_end(&r, plan, strict);

	v.routine = true;
	plan_free(plan);
	opened_free(&r);
	return v;
}
