#include <stdio.h>

#include "commands.h"
#include "configured.h"
#include "core/plan.h"
#include "me.h"
#include "minutes.h"
#include "open_routine.h"

static void print_plan(const struct opened *r, const struct person *who, enum format format)
{
	struct plan *plan = plan_compile(r->routine, r->atlas, who, NULL);
	struct buf out = {0};

	if (format == FORMAT_JSON)
		plan_json(plan, &out);
	else
		plan_text(plan, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	plan_free(plan);
}

enum exit_code cmd_show(const struct options *o)
{
	struct paths paths = paths_find();
	struct opened r = routine_open(&paths, o->args[0], NULL);
	struct err slip;
	enum exit_code code = EXIT_INPUT;

	opened_complain(&r);
	if (opened_ok(&r)) {
		struct person who = plan_person_neutral();

		if (o->me)
			me_from_record(&who, &paths, r.atlas, configured_read(&paths, &slip).level);
		who.legs = o->legs;
		who.minutes_ms = o->minutes_ms;
		if (minutes_enough(&r, &who)) {
			print_plan(&r, &who, o->format);
			code = EXIT_DONE;
		}
	}
	opened_free(&r);
	paths_free(&paths);
	return code;
}
