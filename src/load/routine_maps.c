/* Maps read by the table of keys, and what is said about a key that has no place there. */
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

enum { KEY_MOST = 200 /* bytes of a key that a slip is looked for in */ };

const struct yaml_node *load_find(const struct yaml_node *map, const char *name)
{
	for (size_t i = 0; i < map->count; i++)
		if (!strcmp(map->pairs[i].key->text, name))
			return map->pairs[i].value;
	return NULL;
}

/* ---- keys that have no place ---- */

static bool is_step_name(const char *name)
{
	for (int k = 0; k < STEP_KINDS; k++)
		if (!strcmp(step_kind_name((enum step_kind)k), name))
			return true;
	return false;
}

bool load_refuse_missing_blank(struct routine_load *l, const struct yaml_node *v)
{
	const char *colon = strchr(v->text, ':'), *rest;
	struct diag_entry *e;
	bool odd;
	int n;

	if (v->quoted || !colon || v->n > KEY_MOST || !routine_key_known(v->text, (size_t)(colon - v->text)))
		return false;
	n = (int)(colon - v->text);
	if (!colon[1]) { /* `title:: Two spots`, a key with a colon in it */
		e = load_error(l, "colon", v->at, _("`%.*s` has one colon too many"), n, v->text);
		load_did_you_mean(l, e, arena_strndup(l->arena, v->text, (size_t)n));
		return true;
	}
	odd = !strncmp(colon + 1, "\302\240", 2);
	rest = colon + (odd ? 3 : 1);
	e = load_error(
		l, odd ? "character" : "space", v->at,
		odd ? _("the blank after `%.*s:` is a no-break space, which YAML does not take for one")
		    : _("a blank is missing after `%.*s:`"),
		n, v->text);
	if (v->at.line == v->at.end_line)
		load_did_you_mean(l, e, arena_printf(l->arena, "%.*s: %s", n, v->text, rest));
	return true;
}

static bool refuse_odd_character(struct routine_load *l, const struct yaml_node *key, uint32_t where)
{
	const char *plain = load_plain_spelling(l->arena, key->text);
	struct diag_entry *e;

	if (!plain || key->n > KEY_MOST)
		return false;
	plain += strspn(plain, " ");
	if (!routine_key(where, plain)) {
		char message[160];
		uint32_t cp;

		/* at home deeper in the file: libyaml takes what should indent it for its first letter */
		if (!yaml_text_odd_blank(key->text, key->n, &cp) || !routine_key_known(plain, strlen(plain)))
			return false;
		yaml_text_tell_blank(message, sizeof message, cp);
		e = load_error(l, "character", key->at, "%s", message);
		diag_hint(l->d, e, _("write ordinary blanks before `%s`"), plain);
		return true;
	}
	e = load_error(l, "character", key->at,
		       _("the key \"%s\" has a character that only looks like a plain one"), key->text);
	load_did_you_mean(l, e, plain);
	return true;
}

/* Where a key is at home, in words; NULL if nowhere. */
static const char *home_of(struct routine_load *l, const char *name)
{
	struct buf steps = {0};
	uint32_t where = 0;
	size_t n;
	const struct key *table = routine_keys(&n);
	const char *home;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(table[i].name, name))
			where |= table[i].where;
	for (int k = 0; k < STEP_KINDS; k++)
		if (where & IN_STEP(k))
			buf_addf(&steps, "%s%s", steps.n ? ", " : "", step_kind_name((enum step_kind)k));
	if (steps.n)
		home = arena_printf(l->arena, _("it belongs to a step: %s"), buf_str(&steps));
	else if (where & IN_TOP)
		home = _("it belongs to the top of the file, not indented");
	else if (where & IN_SITE)
		home = _("it belongs to a place under `sites`");
	else if (where & IN_BREATH)
		home = _("it belongs to a breath pattern");
	else
		home = where & IN_CUE ? _("it belongs to a cue") : NULL;
	buf_free(&steps);
	return home;
}

/* What a map is called in messages: a step by its key. */
static const char *what_of(struct routine_load *l, uint32_t where, const char *what)
{
	for (int k = 0; k < STEP_KINDS; k++)
		if (where == IN_STEP(k))
			return arena_printf(l->arena, "`%s`", step_kind_name((enum step_kind)k));
	return what;
}

/* The key that should name its step and does not. */
static void refuse_step_name(struct routine_load *l, const struct yaml_node *key)
{
	struct diag_entry *e =
		load_error(l, "unknown-key", key->at, _("there is no step `%s`"), load_brief(l, key->text));
	const char *names[STEP_KINDS];

	for (int k = 0; k < STEP_KINDS; k++)
		names[k] = step_kind_name((enum step_kind)k);

	diag_expect(l->d, e, names, STEP_KINDS);
	load_did_you_mean(l, e, l->guess);
}

static bool stands_before(struct span a, struct span b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

/* Whether a step of this name is there for the steps under it. */
static bool holds_steps(const char *name)
{
	return !strcmp(name, step_kind_name(STEP_REPEAT)) || !strcmp(name, step_kind_name(STEP_BLOCK));
}

/* `repeat: 2` in a step: its own key for how often, if it has one; NULL. */
static const char *own_count(const struct yaml_node *map, const struct yaml_node *early,
			     const struct yaml_node *late)
{
	if (!early || strcmp(late->text, step_kind_name(STEP_REPEAT)) != 0)
		return NULL;
	if (!strcmp(early->text, step_kind_name(STEP_STRETCH)))
		return "times";
	if (strcmp(early->text, step_kind_name(STEP_MOVE)) != 0)
		return NULL;
	if (!load_find(map, "reps") && !load_find(map, "for"))
		return "reps";
	return load_find(map, "reps") && !load_find(map, "sets") ? "sets" : NULL;
}

/* `hold: 5s` in another step: how long to stay there, and no place. */
static bool refuse_hold_time(struct routine_load *l, const struct yaml_node *map, const struct yaml_node *key,
			     uint32_t where)
{
	const struct yaml_node *v = load_find(map, key->text);
	bool move = where == IN_STEP(STEP_MOVE);
	struct diag_entry *e;
	size_t at, n;

	/* `5 seconds at the top` begins with one */
	if (strcmp(key->text, "hold") != 0 || v->kind != YAML_SCALAR || v->n > KEY_MOST ||
	    !load_find_time(l, v->text, &at, &n) || at)
		return false;
	e = load_error(l, "wrong-place", key->at, _("`hold` presses a place, and \"%s\" is a time"),
		       load_brief(l, v->text));
	if (!v->text[n] && (move || where == IN_STEP(STEP_STRETCH)) && !load_find(map, "for") &&
	    !load_find(map, "reps") && !load_is_meant(map, where, "reps"))
		load_did_you_mean(l, e, "for");
	else if (move)
		diag_hint(
			l->d, e, "%s",
			_("take it out, and tell it in words with say:; how long one repetition takes is its "
			  "each:"));
	else
		diag_hint(l->d, e, "%s", _("take it out"));
	return true;
}

/* Whichever stands first begins the step, whatever names it: the other one lacks its "- ". */
static void refuse_second_step(struct routine_load *l, const struct yaml_node *map,
			       const struct yaml_node *key)
{
	const struct yaml_node *late = key, *early = l->naming;
	uint32_t column;
	struct diag_entry *e;
	const char *name;

	if (early && stands_before(key->at, early->at)) {
		late = early;
		early = key;
	}
	l->naming = NULL;
	name = load_brief(l, late->text);
	column = diag_count(l->d, DIAG_ERROR) < DIAG_MOST ? diag_dash(l->d, late->at) : 0;
	e = load_error(l, "two-steps", late->at, _("`%s` makes this two steps in one"), name);
	if (early && !strcmp(late->text, step_kind_name(STEP_LEGS)) && !holds_steps(early->text) &&
	    !load_find(map, "steps"))
		diag_hint(l->d, e, _("take it out: a `%s` is not done with one leg"), early->text);
	else if (own_count(map, early, late) && !load_find(map, "steps"))
		load_did_you_mean(l, e, own_count(map, early, late));
	else if (holds_steps(late->text))
		diag_hint(l->d, e,
			  _("put `- %s:` and `steps:` above this step, and the step indented under that"),
			  name);
	else if (early && holds_steps(early->text) && load_find(map, "steps"))
		diag_hint(l->d, e, _("move it under `steps:`, as a step that begins with \"- %s:\""), name);
	else if (early && holds_steps(early->text))
		diag_hint(l->d, e,
			  _("put `steps:` on a line above it, and \"- \" before `%s`, indented under that"),
			  name);
	else if (column)
		diag_hint(l->d, e,
			  _("begin the line in column %u with \"- %s:\", so that it is a step of its own"),
			  (unsigned)column, name);
	else
		diag_hint(l->d, e,
			  _("put it on a line of its own that begins with \"- %s:\", so that it is a step"),
			  name);
}

/* `rest` in a counted movement is the time between its sets, not a step after it. */
static bool refuse_rest_of_sets(struct routine_load *l, const struct yaml_node *map,
				const struct yaml_node *key, uint32_t where)
{
	if (where != IN_STEP(STEP_MOVE) || strcmp(key->text, "rest") != 0)
		return false;
	if (!load_find(map, "sets") || load_find(map, "pause"))
		return false;
	load_did_you_mean(l,
			  load_error(l, "wrong-place", key->at, "%s",
				     _("the time between the sets of a `move` is its `pause`")),
			  "pause");
	return true;
}

/* `walk:` with nothing or words after it, and `for: 2m` below: the row of `walk`, which needs no word of its own then. */
static const struct key *refuse_length_below(struct routine_load *l, const struct yaml_node *map,
					     const struct yaml_node *key, uint32_t where)
{
	const char *name = strcmp(key->text, "for")         ? NULL
			   : where == IN_STEP(STEP_WALK)    ? "walk"
			   : where == IN_STEP(STEP_BREATHE) ? "breathe"
			   : where == IN_STEP(STEP_REST)    ? "rest"
							    : NULL;
	const struct yaml_node *v = name ? load_find(map, name) : NULL, *time;
	struct diag_entry *e;
	const char *meant;
	int64_t ms;

	if (!v || v->kind != YAML_SCALAR || v->bad)
		return NULL;
	time = load_find(map, "for");
	/* a time that reads stays one: which of the two was meant, nobody can know */
	if (v->n && (v->n > KEY_MOST || strpbrk(v->text, "0123456789") || time->kind != YAML_SCALAR))
		return NULL;
	e = load_error(l, "wrong-place", key->at, _("how long a `%s` takes stands right after it"), name);
	meant = time->kind == YAML_SCALAR ? load_guess_length(l, time->text, false) : NULL;
	if (!meant && time->kind == YAML_SCALAR && duration_parse(time->text, time->n, &ms) == DURATION_OK)
		meant = time->text;
	if (meant)
		diag_hint(l->d, e, _("write %s: %s, and take this line out"), name, meant);
	else
		diag_hint(l->d, e, _("write the time there, like %s: 2m, and take this line out"), name);
	return routine_key(where, name);
}

/* `– walk`, where the keys of the step above it stand. */
static bool refuse_odd_dash(struct routine_load *l, const struct yaml_node *key, uint32_t where)
{
	size_t mark, n = where & IN_STEPS && !key->quoted ? yaml_text_odd_mark(key->text, key->n, &mark) : 0;
	struct diag_entry *e;
	uint32_t column;

	if (!n || !is_step_name(key->text + n))
		return false;
	column = diag_count(l->d, DIAG_ERROR) < DIAG_MOST ? diag_dash(l->d, key->at) : 0;
	e = load_error(l, "character", key->at, _("\"%.*s\" is not the plain \"-\" that begins a step"),
		       (int)mark, key->text);
	if (column)
		diag_hint(l->d, e,
			  _("begin the line in column %u with \"- %s:\", so that it is a step of its own"),
			  (unsigned)column, key->text + n);
	return true;
}

/* The keys of a map in words, but for the one that names a step, which is there. */
static const char *join_keys(struct routine_load *l, uint32_t where, const char *const *names, size_t n)
{
	struct buf all = {0};
	const char *joined;

	for (size_t i = 0; i < n; i++)
		if (!(where & IN_STEPS) || !l->naming || strcmp(names[i], l->naming->text) != 0)
			buf_addf(&all, "%s%s", all.n ? ", " : "", names[i]);
	joined = arena_strdup(l->arena, buf_str(&all));
	buf_free(&all);
	return joined;
}

static void refuse_key(struct routine_load *l, const struct yaml_node *map, const struct yaml_node *key,
		       uint32_t where, const char *what)
{
	const char *names[KEY_NAMES_MOST], *home, *meant, *name, *legs;
	size_t n;
	struct diag_entry *e;

	if (load_nobody_reads(l)) { /* it is counted, and what was meant by it need not be found out */
		load_error(l, "unknown-key", key->at, "%s", _("there is no such key here"));
		return;
	}
	name = load_brief(l, key->text);
	n = routine_key_names(where, names);
	if (refuse_rest_of_sets(l, map, key, where))
		return;
	if (where & IN_STEPS && is_step_name(key->text)) {
		if (!refuse_hold_time(l, map, key, where))
			refuse_second_step(l, map, key);
		return;
	}
	if (load_refuse_missing_blank(l, key) || refuse_odd_dash(l, key, where) ||
	    refuse_odd_character(l, key, where))
		return;
	if (key == l->guessed) {
		refuse_step_name(l, key);
		return;
	}
	home = where == IN_STEP(STEP_HOLD) ? load_hint_again(key->text) : NULL;
	if (!home)
		home = home_of(l, key->text);
	if (where == IN_TOP && routine_key(IN_DEFAULTS, key->text))
		home = _("it belongs below `defaults:`, indented, or into a step");
	meant = routine_key_meant(where, key->text);
	legs = routine_key(where, "legs") ? load_legs_meant(key->text) : NULL;
	e = home ? load_error(l, "wrong-place", key->at, _("`%s` has no place in %s"), name, what)
		 : load_error(l, "unknown-key", key->at, _("there is no key `%s` in %s"), name, what);
	diag_expect(l->d, e, names, n);
	if (load_hint_habit(l, e, map, key->text, where))
		return;
	if (meant)
		load_did_you_mean(l, e, meant);
	else if (where == IN_TOP && is_step_name(key->text))
		diag_hint(l->d, e, _("put it under `steps:`, with \"- \" before it"));
	else if (home)
		diag_hint(l->d, e, "%s", home);
	else if (legs)
		diag_hint(l->d, e, _("write legs: %s"), legs);
	else
		load_guess(l, e, key->text, names, n);
	if (!e->hint && where & IN_STEPS && *name >= 'A' && *name <= 'Z')
		diag_hint(l->d, e, "%s",
			  _("if it goes on with the text above, put quotes around all of that text"));
	if (!e->hint && !(l->listed & where)) { /* once in a file for each kind of step */
		l->listed |= where;
		diag_hint(l->d, e, _("one of: %s"), join_keys(l, where, names, n));
	}
}

/* Whether a pair belongs below an empty key that stands above it: by its name, or among the keys of a routine as one
 * that names a place or a pattern. */
static bool is_beside(const struct yaml_pair *p, uint32_t where)
{
	if (where)
		return routine_key(where, p->key->text);
	return p->value->kind == YAML_MAP && !routine_key_known(p->key->text, p->key->n);
}

size_t load_refuse_beside(struct routine_load *l, const struct yaml_node *map, size_t i, uint32_t where)
{
	const struct yaml_pair *p = &map->pairs[i];
	struct diag_entry *e;
	struct span last;
	size_t n = 0;

	if (p->value->kind != YAML_SCALAR || p->value->n || p->value->quoted || p->value->bad)
		return 0;
	while (i + n + 1 < map->count && is_beside(&p[n + 1], where))
		n++;
	if (!n)
		return 0;
	e = load_error(l, "type", p->key->at, _("the keys of `%s` stand beside it, and not below it"),
		       load_brief(l, p->key->text));
	last = p[n].key->at;
	if (p[n].value->kind == YAML_MAP)
		last.line = p[n].value->at.end_line;
	yaml_text_hint_indent(l->d, e, p[1].key->at, last);
	return n;
}

/* ---- reading ---- */

static bool is_text(enum value_type t)
{
	return t == VALUE_TEXT || t == VALUE_TITLE || t == VALUE_SAY || t == VALUE_SPEAK;
}

/* `needs:` with `-chair` below it: one text to YAML, with all the items that follow. */
static bool refuse_tight_items(struct routine_load *l, const struct key *k, const struct yaml_node *v)
{
	struct span at = v->at;
	struct diag_entry *e;
	size_t n, blanks = 0;
	const char *p;

	if ((k->type != VALUE_NEEDS && k->type != VALUE_TAGS) || v->kind != YAML_SCALAR || v->quoted ||
	    v->bad || v->text[0] != '-' || strchr(" -", v->text[1]))
		return false;
	p = diag_line(l->d, at.source, at.line, &n);
	while (blanks < n && p[blanks] == ' ')
		blanks++;
	at.end_line = at.line;
	at.end_col = at.col + 1;
	e = load_error(l, "space", at, "%s", _("a blank is missing after the dash"));
	if (blanks + 1 < at.col)
		diag_hint(
			l->d, e,
			_("put each item on a line of its own below `%s:`, indented, with \"- \" before it"),
			k->name);
	else if (v->at.line < v->at.end_line)
		diag_hint(l->d, e, "%s", _("write \"- \" here, and before each item below"));
	else {
		diag_hint(l->d, e, "%s", _("write \"- \""));
		diag_replace(l->d, e, "- ");
	}
	return true;
}

static bool read_key(struct routine_load *l, const struct key *k, const struct yaml_node *v, uint32_t where,
		     void *into)
{
	size_t mark = load_down(l, k->name);
	bool ok;

	l->reading = k;
	l->reading_in = where;
	ok = !refuse_tight_items(l, k, v) && load_value(l, k, v, into);
	l->reading = NULL;

	l->broken |= !ok && routine_value_counts(k->type);
	/* what has a meaning in a step is known when all of the step is */
	if (is_text(k->type) && !(where & (IN_STEPS | IN_CUE)))
		load_check_fills(l, v, 0);
	load_up(l, mark);
	return ok;
}

/* Keys beside the one of the routine they belong below: how many, as load_refuse_beside() has it. Places and patterns
 * are read as they were meant, so that their uses are no faults too. */
static size_t refuse_below(struct routine_load *l, const struct yaml_node *map, size_t i, const struct key *k,
			   const struct yaml_node **value)
{
	size_t n = 0;

	if (k && k->type == VALUE_DEFAULTS)
		return load_refuse_beside(l, map, i, IN_DEFAULTS);
	if (k && (k->type == VALUE_SITES || k->type == VALUE_BREATHS))
		n = load_refuse_beside(l, map, i, 0);
	if (n) {
		struct yaml_node *meant = arena_alloc(l->arena, sizeof *meant);

		*meant = (struct yaml_node){.at = map->pairs[i + 1].key->at,
					    .kind = YAML_MAP,
					    .pairs = &map->pairs[i + 1],
					    .count = n};
		*value = meant;
	}
	return n;
}

/* The step that begins at a key, as the place of the keys below it: they are its own, and lack no home. 0 for none. */
static uint32_t second_step(const struct yaml_node *naming, const struct yaml_node *key, uint32_t where)
{
	if (!(where & IN_STEPS) || !naming || stands_before(key->at, naming->at) || holds_steps(key->text))
		return 0; /* what it needs is told, or it stands first */
	for (int k = 0; k < STEP_KINDS; k++)
		if (k != STEP_LEGS && !strcmp(step_kind_name((enum step_kind)k), key->text))
			return IN_STEP(k);
	return 0;
}

/* The row that a misspelt key of a routine was meant for, if steps refer to what stands below it: that is read as it was
 * meant, so that its uses are no faults too. NULL for none. */
static const struct key *meant_to_refer(struct routine_load *l, const struct yaml_node *map,
					const struct yaml_pair *p, uint32_t where)
{
	static const char *const names[] = {"sites", "breaths"};
	const char *meant;

	if (where != IN_TOP || p->value->kind != YAML_MAP || load_nobody_reads(l))
		return NULL;
	meant = routine_key_meant(where, p->key->text);
	meant = text_nearest(meant ? meant : p->key->text, names, sizeof names / sizeof *names);
	return meant && !routine_key_known(p->key->text, p->key->n) && !load_find(map, meant)
		       ? routine_key(where, meant)
		       : NULL;
}

/* The values of a map by the rows of the table; `values` has room for all of them. */
static bool sort_values(struct routine_load *l, const struct yaml_node *map, uint32_t where, const char *what,
			const struct yaml_node **values)
{
	size_t n;
	const struct key *table = routine_keys(&n), *told = NULL;
	const struct yaml_node *naming = l->naming;
	uint32_t second = 0;
	bool known = true;

	for (size_t i = 0; i < map->count; i++) {
		const struct key *k = routine_key(where, map->pairs[i].key->text);
		size_t beside = refuse_below(l, map, i, k, &values[k ? k - table : 0]);

		if (beside) {
			i += beside;
			known = false;
			continue;
		}
		if (second && routine_key(second, map->pairs[i].key->text)) {
			known = false;
			continue;
		}
		if (k && map->pairs[i].key != l->guessed) {
			values[k - table] = map->pairs[i].value;
			continue;
		}
		k = refuse_length_below(l, map, map->pairs[i].key, where);
		if (k)
			told = k;
		else {
			refuse_key(l, map, map->pairs[i].key, where, what_of(l, where, what));
			k = meant_to_refer(l, map, &map->pairs[i], where);
			if (k)
				values[k - table] = map->pairs[i].value;
			if (!l->naming) /* it was blamed for making two steps */
				second |= second_step(naming, map->pairs[i].key, where);
		}
		known = false;
	}
	if (told)
		values[told - table] = NULL;
	return known;
}

/* One message for all that is missing, since they have one place. */
static void refuse_missing(struct routine_load *l, const struct yaml_node *map, const char *what,
			   const char *names, const char *helps)
{
	struct diag_entry *e;

	if (map->open)
		return;
	e = load_error(l, "missing", map->count ? map->pairs[0].key->at : map->at, _("%s needs %s"), what,
		       names);
	diag_hint(l->d, e, "%s", helps);
}

bool load_is_meant(const struct yaml_node *map, uint32_t where, const char *name)
{
	enum { KEYS_LOOKED_AT = 100 /* no map that means anything has more */ };
	const char *names[KEY_NAMES_MOST];
	size_t n = routine_key_names(where, names);

	for (size_t i = 0; i < map->count && i < KEYS_LOOKED_AT; i++) {
		const struct yaml_node *key = map->pairs[i].key;
		const char *meant = routine_key_meant(where, key->text);

		if (!meant && !routine_key_known(key->text, key->n))
			meant = text_nearest(key->text, names, n);
		if (meant && !strcmp(meant, name) && !routine_key(where, key->text))
			return true;
	}
	return false;
}

/* What to do about a step for other steps that has none of its own. */
static const char *steps_below(struct routine_load *l, const struct yaml_node *map)
{
	return arena_printf(
		l->arena,
		_("write steps: on a line below it, in column %u, and indent the steps that belong to it "
		  "below that"),
		(unsigned)map->at.col);
}

/* Whether a key stands in the value of the first one of a step, and is told of there. */
static bool is_too_deep(const struct yaml_node *map, uint32_t where, const char *name)
{
	return where & IN_STEPS && map->count && map->pairs[0].value->kind == YAML_MAP &&
	       load_find(map->pairs[0].value, name);
}

static bool check_required(struct routine_load *l, const struct yaml_node *map, uint32_t where,
			   const char *what, const struct yaml_node *const *values)
{
	size_t n, missing = 0;
	const struct key *table = routine_keys(&n);
	struct buf names = {0}, helps = {0};
	bool ok = true;

	for (size_t i = 0; i < n; i++)
		if (table[i].required && table[i].where & where && !values[i]) {
			ok = false;
			if (load_is_meant(map, where, table[i].name) ||
			    is_too_deep(map, where, table[i].name))
				continue;
			buf_addf(&helps, "%s`%s`: %s", missing ? " " : "", table[i].name, _(table[i].help));
			buf_addf(&names, "%s`%s`", missing++ ? ", " : "", table[i].name);
		}
	if (missing)
		refuse_missing(l, map, what_of(l, where, what), buf_str(&names),
			       missing == 1 && where & IN_STEPS && map->count &&
					       map->at.col == map->pairs[0].key->at.col &&
					       !strcmp(buf_str(&names), "`steps`")
				       ? steps_below(l, map)
				       : buf_str(&helps));
	buf_free(&helps);
	buf_free(&names);
	return ok;
}

bool load_map(struct routine_load *l, const struct yaml_node *map, uint32_t where, const char *what,
	      void *into)
{
	const struct yaml_node *values[KEYS_MOST] = {0};
	size_t n;
	const struct key *table = routine_keys(&n);
	bool ok;

	if (map->bad)
		return false;
	if (map->kind != YAML_MAP) {
		diag_hint(l->d,
			  load_error(l, "type", map->at, _("%s is a map of keys"), what_of(l, where, what)),
			  "%s", _("write each key on a line of its own, indented below it"));
		return false;
	}
	/* an unknown key may be a time or a dose, misspelt */
	if (!sort_values(l, map, where, what, values))
		l->broken = true;
	ok = check_required(l, map, where, what, values);
	l->broken |= !ok;
	for (size_t i = 0; i < n; i++)
		if (values[i])
			ok &= read_key(l, &table[i], values[i], where, into);
	return ok;
}
