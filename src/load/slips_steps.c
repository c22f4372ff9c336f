/* Steps that people write without their key: `walk 2 min`, `bridge: 3 x 10`, `Calf stretch 30s each`. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

enum { TEXT_MOST = 200 /* bytes of a text that figures are looked for in */, NAME_MOST = 60 };

static bool has_one_of(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasestr(text, words[i]))
			return true;
	return false;
}

/* Whether a text names a part of the leg where places are. */
static bool is_of_a_place(const char *text)
{
	static const char *const parts[] = {"thigh", "calf", "buttock", "hamstring"};

	return has_one_of(text, parts, sizeof parts / sizeof *parts);
}

static bool is_stretch(const char *text)
{
	static const char *const words[] = {"stretch", "dehn", "to chest", "to-chest"};

	return has_one_of(text, words, sizeof words / sizeof *words);
}

/* `1. walk`, `a) walk`: a list that was numbered elsewhere. */
static bool hint_number(struct routine_load *l, struct diag_entry *e, const char *text)
{
	size_t mark = 0, n = yaml_text_odd_mark(text, strlen(text), &mark);

	if (!n || !text[n])
		return false;
	diag_hint(l->d, e, _("take the \"%.*s\" away: the \"- \" alone begins a step"), (int)mark, text);
	return true;
}

/* ---- the keys that say what figures say ---- */

const char *load_keys_in_words(struct routine_load *l, const char *const *keys, size_t n)
{
	struct buf all = {0};
	const char *words;

	for (size_t i = 0; i < n; i++)
		buf_addf(&all, "%s%s", !i ? "" : i + 1 < n ? ", " : _(" and "), keys[i]);
	words = arena_strdup(l->arena, buf_str(&all));
	buf_free(&all);
	return words;
}

/* The keys of a movement that is counted; those of a stretch, or of a movement that is timed. */
static const char *counted_keys(struct routine_load *l, const struct figures *f)
{
	const char *keys[3];
	size_t n = 0;

	keys[n++] = arena_printf(l->arena, "reps: %d", f->reps);
	if (f->sets)
		keys[n++] = arena_printf(l->arena, "sets: %d", f->sets);
	if (f->each_leg)
		keys[n++] = "legs: both";
	return load_keys_in_words(l, keys, n);
}

static const char *timed_keys(struct routine_load *l, const char *time, int times, bool each_leg)
{
	const char *keys[3];
	size_t n = 0;

	if (time)
		keys[n++] = arena_printf(l->arena, "for: %s", time);
	if (times > 1)
		keys[n++] = arena_printf(l->arena, "times: %d", times);
	if (each_leg)
		keys[n++] = "legs: both";
	return n ? load_keys_in_words(l, keys, n) : NULL;
}

/* Says which step to write, with the keys below it; without a name the text that stands there is one. */
static void hint_step(struct routine_load *l, struct diag_entry *e, const char *kind, const char *name,
		      const char *keys)
{
	if (name)
		diag_hint(l->d, e, _("write %s: %s, then %s below"), kind, name, keys);
	else
		diag_hint(l->d, e, _("write %s: before it, then %s below"), kind, keys);
}

/* A time that is done several times is a stretch or a movement, and only a stretch counts that by itself. */
static void hint_repeated(struct routine_load *l, struct diag_entry *e, const char *name,
			  const struct figures *f)
{
	const char *keys = timed_keys(l, f->time, f->times, f->each_leg);

	if (name)
		diag_hint(l->d, e,
			  _("if it is a stretch, write stretch: %s, then %s below; a movement goes with "
			    "move: and for: %s under the steps of a `repeat: %d`"),
			  name, keys, f->time, f->times);
	else
		diag_hint(l->d, e,
			  _("if it is a stretch, write stretch: before it, then %s below; a movement goes "
			    "with move: and for: %s under the steps of a `repeat: %d`"),
			  keys, f->time, f->times);
}

/* The hint for what is a stretch by its words; false if its figures are those of a movement. */
static bool hint_stretch(struct routine_load *l, struct diag_entry *e, const char *name,
			 const struct figures *f)
{
	const char *keys;

	if (f->sets && !f->time)
		return false;
	keys = timed_keys(l, f->time, f->times ? f->times : f->sets ? 0 : f->reps, f->each_leg);
	hint_step(l, e, "stretch", name, keys ? keys : _("for: 30s and legs: both"));
	return true;
}

/* ---- a text that stands as a step ---- */

/* The step that a single word is, as people name it; NULL for none. */
static const char *timed_step(const char *word)
{
	static const char *const words[][2] = {
		{"walk", "walk"},          {"walking", "walk"},    {"gehen", "walk"},
		{"spazieren", "walk"},     {"rest", "rest"},       {"resting", "rest"},
		{"pause", "rest"},         {"break", "rest"},      {"wait", "rest"},
		{"ausruhen", "rest"},      {"breathe", "breathe"}, {"breathing", "breathe"},
		{"atmen", "breathe"},      {"walk for", "walk"},   {"rest for", "rest"},
		{"wait for", "rest"},      {"of walking", "walk"}, {"of rest", "rest"},
		{"breathe for", "breathe"}};

	return text_meaning(words, sizeof words / sizeof *words, word);
}

/* `Walk 2 min`, `2 min gehen`: one word and one time. */
static bool hint_timed_step(struct routine_load *l, struct diag_entry *e, const char *text)
{
	size_t at, n, before;
	const char *time = load_find_time(l, text, &at, &n), *after, *kind;

	if (!time)
		return false;
	after = text + at + n;
	after += strspn(after, " .");
	for (before = at; before && strchr(" ,", text[before - 1]);)
		before--;
	if (before && *after)
		return false;
	kind = timed_step(before ? arena_strndup(l->arena, text, before) : after);
	if (kind)
		load_did_you_mean(l, e, arena_printf(l->arena, "%s: %s", kind, time));
	return kind != NULL;
}

/* A press: `places` is what stands after hold:, where only the author knows the place. */
static void hint_hold(struct routine_load *l, struct diag_entry *e, const char *places,
		      const struct press_words *w)
{
	const char *keys[2], *all;
	size_t n = 0;

	keys[n++] = arena_printf(l->arena, "for: %s", w->time ? w->time : load_example("for"));
	if (w->legs)
		keys[n++] = arena_printf(l->arena, "legs: %s", w->legs);
	all = load_keys_in_words(l, keys, n);
	if (w->often > 1)
		diag_hint(l->d, e,
			  _("write hold: %s, then %s below, and put the step under the steps of a `repeat: "
			    "%d`"),
			  places, all, w->often);
	else
		diag_hint(l->d, e, _("write hold: %s, then %s below"), places, all);
}

/* `T2 40 s x 2`, `outer thigh, left leg, 40 s`: a press by its place; false if no place has all the other words. */
static bool hint_press(struct routine_load *l, struct diag_entry *e, const char *text)
{
	struct press_words w;
	size_t n = load_take_press(l, text, false, &w);

	if (n > 1)
		w.places = arena_printf(l->arena, _("and one of %s"), w.places);
	if (n)
		hint_hold(l, e, w.places, &w);
	return n > 0;
}

void load_hint_step(struct routine_load *l, struct diag_entry *e, const char *text)
{
	struct figures f = {0};

	if (!load_nobody_reads(l) && strlen(text) <= TEXT_MOST) {
		if (hint_number(l, e, text) || hint_timed_step(l, e, text) || hint_press(l, e, text))
			return;
		load_read_figures(l, text, &f);
	}
	if (is_stretch(text) && hint_stretch(l, e, NULL, &f))
		return;
	if (f.reps)
		hint_step(l, e, "move", NULL, counted_keys(l, &f));
	else if (is_of_a_place(text))
		hint_hold(l, e, _("and a place, like hold: T2"),
			  &(struct press_words){.time = f.time, .often = f.times});
	else if (f.times > 1)
		hint_repeated(l, e, NULL, &f);
	else if (f.time)
		diag_hint(l->d, e,
			  _("if it is a movement, write move: before it, then %s below; if it is a text to "
			    "show, "
			    "write say: before it"),
			  timed_keys(l, f.time, 0, f.each_leg));
	else
		diag_hint(l->d, e, "%s", _("if it is a text to show, write say: before it"));
}

/* ---- a key that is no step ---- */

/* `T2: 30s`, `outer thigh: both sides 40 s`: a place and how long. */
static bool hint_place(struct routine_load *l, struct diag_entry *e, const char *name,
		       const struct figures *f)
{
	size_t n;
	const char *places = load_places_meant(l, name, &n);

	if (n > 1)
		places = arena_printf(l->arena, _("and one of %s"), places);
	if (n)
		hint_hold(l, e, places, &(struct press_words){.time = f->time, .often = f->times});
	return n > 0;
}

/* `3 rounds`, `3x`, `repeat 3`: how often; 0 for none. */
static int rounds_in(const char *name)
{
	static const char *const words[][2] = {{"", ""},     {"x", ""},      {"times", ""}, {"rounds", ""},
					       {"sets", ""}, {"runden", ""}, {"mal", ""}};
	const char *p = name;
	bool repeat = !strncasecmp(name, "repeat ", 7);
	int n;

	p += repeat ? 7 : 0;
	n = load_take_count(&p);
	return n && (repeat || p > name) && text_meaning(words, sizeof words / sizeof *words, p) ? n : 0;
}

/* `3 rounds:`, `left:` and `Warm up:` with the steps below them. */
static bool hint_part_of_steps(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map)
{
	const struct yaml_node *key = map->pairs[0].key, *v = map->pairs[0].value;
	bool list = v->kind == YAML_LIST && v->count && v->items[0]->kind == YAML_MAP;
	const char *name = load_brief(l, key->text), *meant;
	int n = rounds_in(name);

	if (!list && (v->kind != YAML_SCALAR || v->n || !load_find(map, "steps")))
		return false;
	if (n)
		meant = arena_printf(l->arena, "repeat: %d", n);
	else if (load_legs_meant(name))
		meant = arena_printf(l->arena, "legs: %s", load_legs_meant(name));
	else
		meant = arena_printf(l->arena, key->quoted ? "block: \"%s\"" : "block: %s", name);
	if (list)
		diag_hint(l->d, e,
			  _("write %s, and steps: on a line of its own above the list, in column %u"), meant,
			  (unsigned)map->at.col);
	else
		diag_hint(l->d, e, _("write %s"), meant);
	return true;
}

/* `squats: 10`, `plank: 30 sec`: an exercise by its figures; false if it has none. */
static bool hint_exercise(struct routine_load *l, struct diag_entry *e, const char *name, const char *text,
			  struct figures *f)
{
	if (!f->time && !f->reps && load_is_count(text))
		f->reps = atoi(text);
	if (f->time && !f->times && (strcasestr(name, "walk") || strcasestr(name, "gehen")))
		diag_hint(l->d, e, _("write walk: %s"), f->time);
	else if (f->time && is_stretch(name))
		hint_stretch(l, e, name, f);
	else if (f->reps)
		hint_step(l, e, "move", name, counted_keys(l, f));
	else if (f->times > 1)
		hint_repeated(l, e, name, f);
	else if (f->time)
		hint_step(l, e, "move", name, timed_keys(l, f->time, 0, f->each_leg));
	else
		return false;
	return true;
}

bool load_hint_kind(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map)
{
	const struct yaml_pair *first = &map->pairs[0];
	const char *name = load_brief(l, first->key->text), *text = first->value->text, *time;
	struct figures f;

	if (load_nobody_reads(l))
		return false;
	if (hint_part_of_steps(l, e, map))
		return true;
	if (first->value->kind != YAML_SCALAR || first->value->n > NAME_MOST || load_hint_again(name))
		return false;
	if (hint_number(l, e, first->key->text))
		return true;
	load_read_figures(l, text, &f);
	time = load_guess_length(l, text, false);
	f.time = time ? time : f.time;
	return hint_place(l, e, name, &f) || hint_exercise(l, e, name, text, &f);
}

/* ---- a step without its colon ---- */

/* `breathe 4 in 6 out`, `walk around for 2 min`. */
static bool hint_loose(struct routine_load *l, struct diag_entry *e, const char *name, const char *rest)
{
	const char *pattern = !strcmp(name, "breathe") ? load_guess_pattern(l, rest) : NULL;
	struct figures f;

	if (pattern) {
		diag_hint(l->d, e, _("write breathe: and a time, like breathe: %s, then breath: %s below"),
			  load_example(name), pattern);
		return true;
	}
	if (strcmp(name, "walk") != 0)
		return false;
	load_read_figures(l, rest, &f);
	if (f.time && !f.times && !f.reps)
		diag_hint(l->d, e, _("write walk: %s"), f.time);
	return e->hint != NULL;
}

bool load_hint_no_colon(struct routine_load *l, struct diag_entry *e, const char *name, const char *rest)
{
	static const char *const texts[] = {"move", "stretch", "say"};
	const char *time;

	if (load_nobody_reads(l) || *rest != ' ' || strlen(rest) > NAME_MOST)
		return false;
	rest += strspn(rest, " ");
	time = load_guess_length(l, rest, false);
	if (time && (!strcmp(name, "walk") || !strcmp(name, "rest") || !strcmp(name, "breathe"))) {
		load_did_you_mean(l, e, arena_printf(l->arena, "%s: %s", name, time));
		return true;
	}
	if (!strcmp(name, "hold") && atlas_site(l->atlas, rest)) {
		load_did_you_mean(l, e, arena_printf(l->arena, "%s: %s", name, rest));
		return true;
	}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!strcmp(texts[i], name) && strspn(rest, "\"'*&!@%[]{}>|?`-#,") == 0 &&
		    !strchr(rest, ':')) {
			load_did_you_mean(l, e, arena_printf(l->arena, "%s: %s", name, rest));
			return true;
		}
	return hint_loose(l, e, name, rest);
}
