#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "commands.h"
#include "core/plan.h"
#include "io/catalog.h"
#include "open_routine.h"

enum { ID_COLS = 20 };

static void list_json(struct json *j, const struct routine *r, const struct plan *p)
{
	json_object(j);
	json_key(j, "id");
	json_string(j, r->id);
	json_key(j, "title");
	json_string(j, r->title);
	json_key(j, "about");
	json_string(j, r->about);
	json_key(j, "tags");
	json_flat(j, '[');
	for (size_t i = 0; i < r->ntags; i++)
		json_string(j, r->tags[i]);
	json_end(j);
	json_key(j, "minutes");
	json_seconds(j, p->planned_ms / 60); /* thousandths of a minute */
	json_key(j, "path");
	json_string(j, r->path);
	json_end(j);
}

static void list_text(struct buf *out, const struct routine *r, const struct plan *p)
{
	char time[DURATION_TEXT];
	int used = text_width(r->id);
	size_t from = out->n;

	buf_addf(out, "%s", r->id);
	text_clean(out->p + from, out->n - from, false); /* a file may be called anything */
	buf_addf(out, "%*s %8s  %s\n", used < ID_COLS ? ID_COLS - used : 0, "",
		 duration_clock(time, p->planned_ms), r->title);
}

enum exit_code cmd_list(const struct options *o)
{
	struct paths paths = paths_find();
	struct person neutral = plan_person_neutral();
	struct buf out = {0};
	struct json j = json_to(&out, true);
	size_t n;
	char **list = catalog_list(&paths, &n);

	if (o->format == FORMAT_JSON) {
		json_object(&j);
		json_key(&j, "routines");
		json_array(&j);
	}
	for (size_t i = 0; i < n; i++) {
		struct opened r = routine_open(&paths, list[i], NULL);

		if (!opened_ok(&r)) {
			char *id = catalog_id(list[i]);

			text_clean(id, strlen(id), false); /* a file may be called anything */
			fprintf(stderr,
				_("unknot: the routine \"%s\" has errors: 'unknot check %s' tells them\n"),
				id, id);
			free(id);
		} else if (!(r.routine->tag_bits & TAG_PART)) {
			struct plan *p = plan_compile(r.routine, r.atlas, &neutral, NULL);

			if (o->format == FORMAT_JSON)
				list_json(&j, r.routine, p);
			else
				list_text(&out, r.routine, p);
			plan_free(p);
		}
		opened_free(&r);
	}
	if (o->format == FORMAT_JSON) {
		json_end(&j);
		json_end(&j);
	} else if (!n) {
		buf_adds(&out,
			 _("There are no routines on the search path. A file can be played by its path.\n"));
	}
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	catalog_free_list(list, n);
	paths_free(&paths);
	return EXIT_DONE;
}
