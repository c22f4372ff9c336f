/* The steps of a routine and their cues. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "load/routine_parts.h"

/* ---- what kind of step ---- */

static int kind_by_name(const char *name)
{
	for (int k = 0; k < STEP_KINDS; k++) {
		const char *one = step_kind_name((enum step_kind)k);

		if (one[0] == name[0] && !strcmp(one, name))
			return k;
	}
	return STEP_KINDS;
}

static size_t kind_names(const char *out[STEP_KINDS])
{
	for (int k = 0; k < STEP_KINDS; k++)
		out[k] = step_kind_name((enum step_kind)k);
	return STEP_KINDS;
}

/* Whether a step is one by itself: no detail of another, and not there for the steps below it. */
static bool is_plain(int kind)
{
	return kind >= STEP_STRETCH && kind <= STEP_USE;
}

/* The first kind, in the order of the format, that the map has a key for; `*key` that key. One that is a step by itself
 * begins it, so that the name of another below it lacks its dash. */
static int kind_of(const struct yaml_node *map, const struct yaml_node **key)
{
	int kind = STEP_KINDS;

	for (size_t i = 0; i < map->count; i++) {
		int k = kind_by_name(map->pairs[i].key->text);

		if (k == STEP_LEGS && (kind == STEP_REST || kind == STEP_SAY) && !load_find(map, "steps"))
			continue; /* it would need steps, and is one key too many */
		if (k < kind && !is_plain(kind)) {
			kind = k;
			*key = map->pairs[i].key;
		}
	}
	return kind;
}

/* The step that a key was meant to name, as `hodl`, `press` or `hold:T2` do; NULL if it seems none. */
static const char *meant_kind(struct routine_load *l, const struct yaml_node *key)
{
	const char *names[STEP_KINDS], *plain = load_plain_spelling(l->arena, key->text);
	const char *text = plain ? plain + strspn(plain, " ") : key->text;
	size_t n = kind_names(names);

	return text_nearest(arena_strndup(l->arena, text, strcspn(text, ":")), names, n);
}

/* The part of a routine that a step with steps of its own is by its first key: `rounds: 3`, `section: Legs`; NULL for
 * none. */
static const char *meant_part(const struct yaml_node *map)
{
	static const char *const titles[][2] = {{"title", "block"}, {"name", "block"},  {"section", "block"},
						{"part", "block"},  {"phase", "block"}, {"group", "block"}};
	const char *first = map->count ? map->pairs[0].key->text : "";

	if (!load_find(map, "steps"))
		return NULL;
	return load_hint_again(first) ? "repeat"
				      : text_meaning(titles, sizeof titles / sizeof *titles, first);
}

/* The kind that a misspelt key was meant for, so that the rest of the step is still read. */
static int guess_kind(struct routine_load *l, const struct yaml_node *map, const struct yaml_node **key)
{
	l->guess = map->count ? routine_key_meant(0, map->pairs[0].key->text) : NULL;
	if (!l->guess)
		l->guess = meant_part(map);
	if (l->guess)
		*key = map->pairs[0].key;
	for (size_t i = 0; !l->guess && i < map->count; i++) {
		*key = map->pairs[i].key;
		if (!routine_key(IN_STEPS, (*key)->text))
			l->guess = meant_kind(l, *key);
	}
	l->guessed = l->guess ? *key : NULL;
	return l->guess ? kind_by_name(l->guess) : STEP_KINDS;
}

/* Whether `say`, `rest` or `legs` only seems to name the step: it may be the detail of one whose own
 * name, the first key, is unknown. A key that is like one of theirs is theirs. */
static bool is_detail(const struct yaml_node *map, int kind)
{
	const struct yaml_node *first = map->pairs[0].key;
	const char *keys[KEY_NAMES_MOST];

	if (kind == STEP_REPEAT && !load_find(map, "steps"))
		return routine_key_meant(0, first->text) != NULL;
	if (kind != STEP_SAY && kind != STEP_REST && kind != STEP_LEGS)
		return false;
	if (load_find(map, "steps"))
		return false;
	if (routine_key(IN_STEPS, first->text) || strchr(first->text, ':'))
		return false;
	if (routine_key_meant(IN_STEP(kind), first->text))
		return false;
	return !text_nearest(first->text, keys, routine_key_names(IN_STEP(kind), keys));
}

/* ---- a key of the step above that got a dash of its own ---- */

/* A list of steps, and where in it one stands. */
struct among {
	const struct yaml_node *list;
	size_t i;
};

/* The step that a key would belong to without its dash: the last that has a name, of the few right above; NULL for
 * none. `*kind` is its kind. */
static const struct yaml_node *step_above(struct among here, int *kind)
{
	enum { FAR = 6 };
	const struct yaml_node *key;

	for (size_t i = here.i; i-- && here.i - i < FAR;) {
		const struct yaml_node *up = here.list->items[i];

		if (up->kind != YAML_MAP)
			break;
		*kind = kind_of(up, &key);
		if (*kind < STEP_KINDS && up->count && (*kind != STEP_LEGS || up->count > 1))
			return up;
	}
	return NULL;
}

/* `- reps: 10` below a movement. */
static bool refuse_own_dash(struct routine_load *l, const struct yaml_node *map, struct among here)
{
	const struct yaml_node *key = map->count ? map->pairs[0].key : NULL;
	int kind;
	const struct yaml_node *above = key ? step_above(here, &kind) : NULL;
	struct diag_entry *e;

	if (!above || !routine_key(IN_STEP(kind), key->text) || load_find(above, key->text))
		return false;
	e = load_error(l, "wrong-place", key->at,
		       _("`%s` is a key of the `%s` above, and no step of its own"), key->text,
		       step_kind_name((enum step_kind)kind));
	diag_hint(l->d, e, _("take the \"- \" before it away, and let it begin in column %u"),
		  (unsigned)above->at.col);
	return true;
}

/* `- pause: 20s` behind a movement that has sets, which is no `rest` then. */
static bool is_pause_of_sets(const struct yaml_node *map, struct among here)
{
	int kind;
	const struct yaml_node *above =
		map->count == 1 && !strcmp(map->pairs[0].key->text, "pause") ? step_above(here, &kind) : NULL;

	return above && kind == STEP_MOVE &&
	       (load_find(above, "sets") || above != here.list->items[here.i - 1]);
}

/* Whether every key of a map may stand in a step of this kind. */
static bool could_be_in(const struct yaml_node *map, int kind)
{
	for (size_t i = 0; i < map->count; i++)
		if (!routine_key(IN_STEP(kind), map->pairs[i].key->text))
			return false;
	return true;
}

/* `- legs: both` without steps, behind a step that may have it: which of the two was meant, nobody can know. */
static bool refuse_legs_alone(struct routine_load *l, const struct yaml_node *map, struct among here)
{
	int kind;
	const struct yaml_node *above = !map->open ? step_above(here, &kind) : NULL;
	struct diag_entry *e;

	if (!above || kind == STEP_LEGS || !could_be_in(map, kind) || load_find(above, "legs") ||
	    map->pairs[0].value->kind != YAML_SCALAR)
		return false;
	l->broken = true;
	e = load_error(l, "missing", map->pairs[0].key->at, _("%s needs %s"), "`legs`", "`steps`");
	diag_hint(
		l->d, e,
		_("if it belongs to the `%s` above, take the \"- \" before it away, and let it begin in "
		  "column "
		  "%u; if not, write steps: on a line below it, and indent the steps that belong to it below "
		  "that"),
		step_kind_name((enum step_kind)kind), (unsigned)above->at.col);
	return true;
}

static void refuse_kind(struct routine_load *l, const struct yaml_node *map, struct among here)
{
	const char *names[STEP_KINDS];
	size_t n = kind_names(names);
	struct diag_entry *e;

	l->broken = true;
	if (map->open || refuse_own_dash(l, map, here))
		return;
	if (map->count && !routine_key(IN_STEPS, map->pairs[0].key->text))
		e = load_error(l, "step", map->pairs[0].key->at, _("there is no step `%s`"),
			       load_brief(l, map->pairs[0].key->text));
	else
		e = load_error(l, "step", map->count ? map->pairs[0].key->at : map->at, "%s",
			       _("this step does not say what to do"));
	diag_expect(l->d, e, names, n);
	if (map->count && !routine_key(IN_STEPS, map->pairs[0].key->text) && load_hint_kind(l, e, map))
		return;
	diag_hint(l->d, e, "%s",
		  _("it needs one of hold, stretch, move, walk, breathe, rate, use, repeat, block, legs, "
		    "rest, say"));
}

/* ---- something else where a step should stand ---- */

/* The first word of a text, in small letters. */
static const char *first_word(struct routine_load *l, const char *text)
{
	enum { WORD_MOST = 16 };
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
	char *word = arena_strndup(l->arena, text, n < WORD_MOST ? n : WORD_MOST);

	for (char *p = word; *p; p++)
		*p |= 0x20;
	return word;
}

/* What a text that begins with the name of a step was meant for. With a capital letter it may as well be a sentence:
 * `Move the chair back.`; false then, and nothing said. */
static bool hint_begun(struct routine_load *l, struct diag_entry *e, const char *text, const char *first)
{
	int kind = kind_by_name(first);
	const char *rest = text + strlen(first);

	if (kind == STEP_KINDS)
		return false;
	if (!strncmp(text, first, strlen(first)) || !*rest)
		return load_hint_no_colon(l, e, first, rest), true;
	return kind != STEP_MOVE && kind != STEP_STRETCH && load_hint_no_colon(l, e, first, rest);
}

/* `- "walk: 1m"`: the quotes make one text of the key and its value. */
static bool refuse_quoted(struct routine_load *l, const struct yaml_node *v)
{
	const char *colon = v->quoted ? strstr(v->text, ": ") : NULL;
	struct diag_entry *e;

	if (!colon || kind_by_name(arena_strndup(l->arena, v->text, (size_t)(colon - v->text))) == STEP_KINDS)
		return false;
	e = load_error(l, "step", v->at, _("\"%s\" is not a step"), load_brief(l, v->text));
	diag_hint(l->d, e, "%s", _("take the quotes away: they make a text of the key and its value"));
	if (v->at.line == v->at.end_line && !strchr(colon + 1, ':') && !strpbrk(v->text, "\"'#&*[]{}\\\n"))
		diag_replace(l->d, e, v->text);
	return true;
}

/* `walkï¼45s`, as East Asian keyboards have it. */
static bool refuse_wide_colon(struct routine_load *l, const struct yaml_node *v)
{
	static const char wide[] = "\357\274\232";
	const char *colon = strstr(v->text, wide), *rest = colon ? colon + strlen(wide) : NULL;
	struct diag_entry *e;

	if (v->quoted || !colon || !routine_key_known(v->text, (size_t)(colon - v->text)))
		return false;
	e = load_error(l, "character", v->at, "%s", _("the colon after a key is the plain one"));
	load_did_you_mean(l, e,
			  arena_printf(l->arena, "%.*s: %s", (int)(colon - v->text), v->text,
				       rest + strspn(rest, " ")));
	return true;
}

static bool refuse_step(struct routine_load *l, const struct yaml_node *v)
{
	struct diag_entry *e;
	const char *first;

	l->broken = true;
	if (v->bad)
		return false;
	if (v->kind == YAML_LIST) {
		diag_hint(l->d, load_error(l, "step", v->at, "%s", _("a list stands where a step should")),
			  "%s", _("one \"- \" is enough for a step"));
		return false;
	}
	if (!v->n) {
		diag_hint(l->d, load_error(l, "step", v->at, "%s", _("this step is empty")), "%s",
			  _("write what to do after the \"- \", like walk: 60s"));
		return false;
	}
	if (load_refuse_missing_blank(l, v) || refuse_wide_colon(l, v) || refuse_quoted(l, v))
		return false;
	first = first_word(l, v->text);
	e = load_error(l, "step", v->at, _("\"%s\" is not a step"), load_brief(l, v->text));
	if (atlas_site(l->atlas, v->text))
		load_did_you_mean(l, e, arena_printf(l->arena, "hold: %s", v->text));
	else if (v->quoted || !hint_begun(l, e, v->text, first))
		load_hint_step(l, e, v->text);
	if (!e->hint)
		diag_hint(l->d, e, _("write a colon, a blank and a value after it, like %s: %s"), first,
			  load_example(first) ? load_example(first) : "...");
	return false;
}

/* ---- checks of a whole step ---- */

/* Whether a value that only counts with `reps` was told of already. */
static bool is_refused(const struct step *s, const char *name, const struct yaml_node *v)
{
	if (!strcmp(name, "each"))
		return !s->each.given;
	if (!strcmp(name, "pause"))
		return !s->pause.given;
	return v->kind != YAML_SCALAR || (s->sets == 1 && strcmp(v->text, "1") != 0);
}

static void check_counted(struct routine_load *l, const struct yaml_node *map, const struct step *s)
{
	static const char *const counted[] = {"each", "sets", "pause"};
	struct diag_entry *e;

	if (load_find(map, "reps") || load_is_meant(map, IN_STEP(STEP_MOVE), "reps"))
		return;
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		const struct yaml_node *v = load_find(map, counted[i]);

		if (!v || is_refused(s, counted[i], v))
			continue;
		e = load_error(l, "move", v->at, _("`%s` only counts with `reps`"), counted[i]);
		if (s->for_.lo.given && !strcmp(counted[i], "sets"))
			diag_hint(l->d, e,
				  _("take it out, and put the step under the steps of a `repeat: %d`"),
				  s->sets);
		else
			diag_hint(l->d, e, "%s", _("say how many repetitions"));
	}
}

static void check_move(struct routine_load *l, const struct yaml_node *map, const struct step *s)
{
	if (s->reps && s->for_.lo.given)
		diag_hint(l->d,
			  load_error(l, "move", s->for_.lo.at, "%s",
				     _("a movement is counted with `reps` or timed with `for`, not both")),
			  "%s", _("take one of them out"));
	check_counted(l, map, s);
}

/* A leg is chosen once: by the step itself or by the `legs` around it. */
static void check_legs(struct routine_load *l, const struct step *s)
{
	struct diag_entry *e;

	if (s->legs_given)
		l->file->has_legs = true;
	if (!s->legs_given || !l->in_legs)
		return;
	e = load_error(
		l, "legs", s->legs_at, "%s",
		_("the `legs` around this step chooses the leg already, and it is done whole on each"));
	diag_hint(l->d, e, "%s", _("take one of the two out"));
	l->broken = true;
}

/* What can be filled in for the placeholders of a step's texts. */
static unsigned legal_fills(const struct routine_load *l, const struct step *s)
{
	unsigned legal = 0;
	bool muscles = s->nplaces > 0;

	for (size_t i = 0; i < s->nplaces; i++)
		muscles &= s->places[i].site->muscle != NULL;
	if (s->kind == STEP_HOLD)
		legal |= FILL_LEG | FILL_SITE | FILL_TIME | FILL_BREATHS | (muscles ? FILL_MUSCLE : 0U);
	if (s->kind == STEP_STRETCH || s->kind == STEP_BREATHE)
		legal |= FILL_TIME | FILL_BREATHS;
	if (s->kind == STEP_MOVE || s->kind == STEP_WALK || s->kind == STEP_REST ||
	    (s->kind == STEP_SAY && s->for_.lo.given))
		legal |= FILL_TIME;
	/* the steps of a part may run on the leg that the `use` of it names */
	if (l->in_legs || s->legs_given || l->file->r->tag_bits & TAG_PART)
		legal |= FILL_LEG;
	return legal;
}

static void check_texts(struct routine_load *l, const struct yaml_node *map, uint32_t where, unsigned legal)
{
	for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++) {
		const struct yaml_node *v = map->pairs[i].value;
		const struct key *k;
		size_t mark;

		if (v->kind == YAML_MAP || (v->kind == YAML_SCALAR && !load_may_fill(v)))
			continue;
		k = routine_key(where, map->pairs[i].key->text);
		if (!k)
			continue;
		mark = load_down(l, k->name);
		if (k->type == VALUE_TEXT || k->type == VALUE_SAY || k->type == VALUE_SPEAK)
			load_check_fills(l, v, legal);
		if (k->type == VALUE_CUES && v->kind == YAML_LIST)
			for (size_t c = 0; c < v->count; c++)
				check_texts(l, v->items[c], IN_CUE, legal);
		load_up(l, mark);
	}
}

/* ---- use ---- */

/* An id or a path below the folder of this file: nothing that leads out of it. */
static bool leads_out(const char *want)
{
	for (const char *p = want; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
		if (!strncmp(p, "..", 2) && (!p[2] || p[2] == '/'))
			return true;
	return *want == '/';
}

bool load_use(struct routine_load *l, const struct yaml_node *v, struct step *s)
{
	const char *want = load_scalar(l, "use", v);

	if (!want)
		return false;
	if (leads_out(want)) {
		load_error(l, "use", v->at, "%s",
			   _("`use` takes an id or a path without .. below this file, so that a routine can "
			     "be given "
			     "away whole"));
		return false;
	}
	s->text = want;
	return true;
}

static void add_use(struct routine_load *l, struct step *s)
{
	struct load_file *f = l->file;

	mem_grow((void **)&f->uses, f->nuses, &f->cap_uses, sizeof *f->uses);
	f->uses[f->nuses++] = (struct pending_use){s, s->text, arena_printf(l->arena, "%s.use", s->path),
						   l->in_legs || s->legs_given};
}

/* ---- a step ---- */

/* Whether enough of the step is known to judge times and doses with it. */
static bool is_whole(const struct step *s)
{
	switch (s->kind) {
	case STEP_HOLD:
		return s->nplaces > 0;
	case STEP_STRETCH:
	case STEP_MOVE:
	case STEP_BLOCK:
	case STEP_SAY:
	case STEP_USE:
		return s->text != NULL;
	case STEP_WALK:
	case STEP_BREATHE:
	case STEP_REST:
		return s->length.given;
	case STEP_RATE:
		return true;
	case STEP_REPEAT:
		return s->count > 0;
	case STEP_LEGS:
		return s->legs_given;
	case STEP_KINDS:
		break;
	}
	return false;
}

static void set_defaults(struct step *s)
{
	s->times = 1;
	s->sets = 1;
	s->legs = s->kind == STEP_HOLD ? LEGS_BOTH : LEGS_NONE;
}

/* What an unread value leaves behind must not read as a count of nothing. */
static void mend_counts(struct step *s)
{
	if (!s->times)
		s->times = 1;
	if (!s->sets)
		s->sets = 1;
}

static void check_step(struct routine_load *l, const struct yaml_node *map, const struct step *s)
{
	if (s->kind == STEP_MOVE)
		check_move(l, map, s);
	if (s->kind == STEP_MOVE || s->kind == STEP_STRETCH)
		load_note_figures(l, map, s);
	check_legs(l, s);
	check_texts(l, map, IN_STEP(s->kind), legal_fills(l, s));
}

/* `- block:` with the list of its steps right below: what stands there is no title. */
static bool refuse_steps_as_value(struct routine_load *l, const struct yaml_node *map, int kind)
{
	const char *name = step_kind_name((enum step_kind)kind);
	const struct yaml_node *v = load_find(map, name);
	struct diag_entry *e;

	if ((kind != STEP_BLOCK && kind != STEP_REPEAT && kind != STEP_LEGS) || !v || v->kind != YAML_LIST ||
	    !v->count || v->items[0]->kind != YAML_MAP || load_find(map, "steps"))
		return false;
	l->broken = true;
	e = load_error(l, "steps", map->pairs[0].key->at,
		       _("the steps of this `%s` stand where its own value belongs"), name);
	diag_hint(l->d, e,
		  kind == STEP_BLOCK
			  ? _("write the title after it, like block: %s, and steps: on a line of its own "
			      "above the list, in column %u")
		  : kind == STEP_REPEAT
			  ? _("write how often after it, like repeat: %s, and steps: on a line of its own "
			      "above the list, in column %u")
			  : _("write which legs after it, like legs: %s, and steps: on a line of its own "
			      "above the list, in column %u"),
		  load_example(name), (unsigned)map->at.col);
	return true;
}

static bool load_step(struct routine_load *l, struct among here, struct step *s)
{
	const struct yaml_node *v = here.list->items[here.i], *key = NULL;
	bool outer_legs = l->in_legs;
	int kind;

	s->n = ++l->file->r->step_count;
	if (v->kind != YAML_MAP)
		return refuse_step(l, v);
	kind = kind_of(v, &key);
	l->guessed = NULL;
	if (kind == STEP_KINDS || is_detail(v, kind))
		kind = guess_kind(l, v, &key);
	if (kind == STEP_KINDS || is_pause_of_sets(v, here)) {
		refuse_kind(l, v, here);
		return false;
	}
	if (kind == STEP_LEGS && refuse_legs_alone(l, v, here))
		return false;
	s->kind = (enum step_kind)kind;
	s->at = key->at;
	s->value_at = load_find(v, key->text)->at;
	s->path = arena_strdup(l->arena, buf_str(&l->path));
	set_defaults(s);
	if (refuse_steps_as_value(l, v, kind))
		return false;
	l->in_legs |= s->kind == STEP_LEGS;
	l->naming = key;
	load_map(l, v, IN_STEP(kind), NULL, s);
	l->in_legs = outer_legs;
	mend_counts(s);
	check_step(l, v, s);
	if (!is_whole(s)) {
		l->broken = true;
		return false;
	}
	if (s->kind == STEP_USE)
		add_use(l, s);
	return true;
}

/* ---- a list of steps ---- */

/* Whether the next line that holds anything begins a list item. */
static bool list_follows(struct routine_load *l, struct span at)
{
	for (uint32_t line = at.line + 1; line <= diag_lines(l->d, at.source); line++) {
		size_t n, blanks = 0;
		const char *p = diag_line(l->d, at.source, line, &n);

		while (blanks < n && p[blanks] == ' ')
			blanks++;
		if (blanks < n && p[blanks] != '#')
			return p[blanks] == '-';
	}
	return false;
}

/* `-walk: 60s`, which is a key to YAML. */
static bool is_dashed(const char *key)
{
	return *key == '-' && routine_key_known(key + 1, strlen(key + 1));
}

static bool refuse_steps(struct routine_load *l, const struct yaml_node *v)
{
	struct diag_entry *e;

	l->broken = true;
	if (v->bad || (l->file->cut && !v->n))
		return false;
	if (v->kind == YAML_MAP && v->count && is_dashed(v->pairs[0].key->text)) {
		e = load_error(l, "space", v->pairs[0].key->at, "%s", _("a blank is missing after the dash"));
		load_did_you_mean(l, e, arena_printf(l->arena, "- %s", v->pairs[0].key->text + 1));
		return false;
	}
	if (v->kind == YAML_MAP) {
		e = load_error(l, "steps", v->at, "%s", _("`steps` takes a list"));
		if (v->count)
			diag_hint(l->d, e, _("put \"- \" before `%s`, and before each step that follows"),
				  v->pairs[0].key->text);
		return false;
	}
	if (v->kind == YAML_SCALAR && v->n) {
		e = load_error(l, "steps", v->at, "%s", _("`steps` takes a list"));
		diag_hint(l->d, e, "%s",
			  _("write each step on a line of its own below it, beginning with \"- \""));
		return false;
	}
	e = load_error(l, "steps", v->at, "%s", _("`steps` is empty"));
	diag_hint(l->d, e, "%s",
		  v->kind == YAML_SCALAR && list_follows(l, v->at)
			  ? _("indent the list that follows, so that it stands under `steps`")
			  : _("write each step on a line of its own below it, indented and beginning with "
			      "\"- \""));
	return false;
}

bool load_steps(struct routine_load *l, const struct yaml_node *v, struct step **steps, size_t *n)
{
	bool ok = true;

	if (v->kind != YAML_LIST || !v->count)
		return refuse_steps(l, v);
	if ((size_t)l->file->r->step_count + v->count > (size_t)l->atlas->limits.segments) {
		l->broken = true;
		load_error(l, "size", v->at, _("there are over %d steps, more than anyone could do"),
			   l->atlas->limits.segments);
		return false;
	}
	*steps = arena_array(l->arena, v->count, sizeof **steps);
	for (size_t i = 0; i < v->count; i++) {
		size_t mark = load_down_item(l, i);

		if (load_step(l, (struct among){v, i}, &(*steps)[*n]))
			++*n;
		else
			(*steps)[*n] = (struct step){0}, ok = false;
		load_up(l, mark);
	}
	return ok;
}
