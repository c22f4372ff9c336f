/* The cues of a step: words and sounds at moments inside it. */
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"

const char *load_before_end(struct routine_load *l, const char *text)
{
	static const char *const ends[] = {" before end", " before the end", " vor Ende", " vor dem Ende",
					   " left"};
	const char *time;

	if (*text == '-') {
		time = load_guess_length(l, text + 1 + strspn(text + 1, " "), false);
		return time ? arena_printf(l->arena, "-%s", time) : NULL;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(text), end = strlen(ends[i]);

		if (n <= end || !text_same(text + n - end, ends[i]))
			continue;
		time = load_guess_length(l, arena_strndup(l->arena, text, n - end), false);
		return time ? arena_printf(l->arena, "-%s", time) : NULL;
	}
	return NULL;
}

/* `- half: Breathe.`: the moment as the key of what is said then. */
static bool refuse_moment_key(struct routine_load *l, const struct yaml_node *v)
{
	const char *key = v->kind == YAML_MAP && v->count == 1 ? v->pairs[0].key->text : NULL;
	const char *time = key && *key == '-' ? load_guess_length(l, key + 1, false) : NULL;
	struct diag_entry *e;

	if (!key || load_nobody_reads(l) || v->pairs[0].value->kind != YAML_SCALAR)
		return false;
	if (time)
		time = arena_printf(l->arena, "-%s", time);
	else
		time = !strcmp(key, "half") ? key : load_guess_length(l, key, true);
	if (!time)
		return false;
	e = load_error(l, "cue", v->pairs[0].key->at, "%s",
		       _("the moment of a cue is the value of its `at`"));
	diag_hint(l->d, e, _("write at: %s, and what to say on a line of its own below it, after say:"),
		  time);
	return true;
}

static bool load_cue(struct routine_load *l, const struct yaml_node *v, struct step_cue *out)
{
	if (refuse_moment_key(l, v))
		return false;
	if (!load_map(l, v, IN_CUE, _("a cue"), out))
		return false;
	out->at = v->at;
	if (out->say || out->speak || out->sound)
		return true;
	if (v->count > 1)
		return false; /* what it should do was refused by its key */
	diag_hint(l->d, load_error(l, "cue", v->at, "%s", _("this cue does nothing")), "%s",
		  _("give it say, speak or sound"));
	return false;
}

/* `cues: half`, or the keys of a cue without their dash. */
static void refuse_no_list(struct routine_load *l, const struct yaml_node *v)
{
	struct diag_entry *e = load_error(l, "type", v->at, _("`%s` takes a list"), "cues");
	const struct yaml_node *first = v->kind == YAML_MAP && v->count ? v->pairs[0].key : v;
	const char *moment = NULL;

	if (first->kind == YAML_SCALAR && first->n && !load_nobody_reads(l))
		moment = load_moment_meant(l, first->text);
	if (first != v && (!moment || routine_key(IN_CUE, first->text))) {
		diag_hint(l->d, e, _("put \"- \" before `%s`"), load_brief(l, first->text));
		return;
	}
	diag_hint(l->d, e,
		  _("write \"- at: %s\" on a line of its own below it, indented, and say: with the words on "
		    "the "
		    "next, under `at`"),
		  moment ? moment : "half");
}

bool load_cues(struct routine_load *l, const struct yaml_node *v, struct step *s)
{
	bool ok = true;

	if (v->bad)
		return false;
	if (v->kind != YAML_LIST) {
		refuse_no_list(l, v);
		return false;
	}
	s->cues = arena_array(l->arena, v->count, sizeof *s->cues);
	for (size_t i = 0; i < v->count; i++) {
		size_t mark = load_down_item(l, i);

		if (load_cue(l, v->items[i], &s->cues[s->ncues]))
			s->ncues++;
		else
			ok = false;
		load_up(l, mark);
	}
	return ok;
}
