#include "start.h"

#include "configured.h"
#include "io/log.h"
#include "keep.h"

void start_open(struct start *s, const struct options *o)
{
	*s = (struct start){.paths = paths_find()};
	log_open(s->paths.log);
	s->a = (struct app_options){.o = o, .paths = &s->paths, .config = &s->config};
	s->a.history = history_open(s->paths.history, &s->record);
	s->config = configured_read(&s->paths, &s->settings);
	s->a.record_notice = s->record.text[0] ? s->record.text : NULL;
	s->a.config_notice = s->settings.text[0] ? s->settings.text : NULL;
}

enum exit_code start_close(struct start *s, enum exit_code code)
{
	code = keep_record(s->a.history, code);
	log_close();
	paths_free(&s->paths);
	return code;
}
