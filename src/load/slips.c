/* What people write by habit where the format wants keys: `bridge 3 x 10`, `calf stretch 30s each`, `legs: each`. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

int load_number_word(const char *word)
{
	static const char *const numbers[] = {"one",     "two",       "three",    "four",     "five",
					      "six",     "seven",     "eight",    "nine",     "ten",
					      "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
					      "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
	static const char *const german[] = {"eine",  "zwei",   "drei", "vier", "f\303\274nf",
					     "sechs", "sieben", "acht", "neun", "zehn"};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (text_same(numbers[i], word))
			return (int)i + 1;
	for (size_t i = 0; i < sizeof german / sizeof *german; i++)
		if (text_same(german[i], word))
			return (int)i + 1;
	return text_same("once", word) ? 1 : text_same("twice", word) ? 2 : 0;
}

/* `10 each side`: how many on each leg; 0 if it says no such thing. */
static int count_each(const char *text)
{
	const char *p = text;
	size_t end = load_before_legs(text);
	int n = end ? load_take_count(&p) : 0;

	return n && (size_t)(p - text) >= end ? n : 0;
}

/* `12 reps`, `x3`, `12.0`, `three times`: the number that a text says with no more than what is counted; 0 for none. */
static int number_in(struct routine_load *l, const char *text)
{
	static const char *const counted[][2] = {
		{"", ""},       {".0", ""},           {"x", ""},
		{"reps", ""},   {"rep", ""},          {"repetitions", ""},
		{"times", ""},  {"rounds", ""},       {"round", ""},
		{"sets", ""},   {"set", ""},          {"series", ""},
		{"wdh", ""},    {"wdh.", ""},         {"mal", ""},
		{"runden", ""}, {"s\303\244tze", ""}, {"wiederholungen", ""}};
	const char *p = text + load_times_sign(text);
	size_t word;
	int n;

	p += strspn(p, " ");
	n = load_take_count(&p);
	if (!n) {
		word = strcspn(p, " ");
		n = load_number_word(arena_strndup(l->arena, p, word));
		p += word + strspn(p + word, " ");
	}
	return n && (!strncmp(p, "//", 2) || text_meaning(counted, sizeof counted / sizeof *counted, p)) ? n
													 : 0;
}

/* Two figures where one belongs: `reps: 3 x 10`, `times: 3 x 30s`. */
static bool hint_two_figures(struct routine_load *l, struct diag_entry *e, const char *name, const char *text)
{
	bool reps = !strcmp(name, "reps"), sets = !strcmp(name, "sets"), times = !strcmp(name, "times");
	struct figures f;

	if (!reps && !sets && !times)
		return false;
	load_read_figures(l, text, &f);
	if (times && f.times)
		diag_hint(l->d, e, _("write times: %d, and for: %s below"), f.times, f.time);
	else if (reps && f.times)
		diag_hint(l->d, e, _("write reps: %d, and each: %s below"), f.times, f.time);
	else if (reps && f.sets && f.reps)
		diag_hint(l->d, e, _("write reps: %d, and sets: %d below"), f.reps, f.sets);
	else if (sets && f.sets && f.reps)
		diag_hint(l->d, e, _("write sets: %d, and reps: %d below"), f.sets, f.reps);
	else
		return false;
	return true;
}

void load_hint_count(struct routine_load *l, struct diag_entry *e, const char *name, const char *text)
{
	int n = number_in(l, text), each = count_each(text);

	if (load_nobody_reads(l) || hint_two_figures(l, e, name, text))
		return;
	if (each && strcmp(name, "repeat") != 0)
		diag_hint(l->d, e, _("write %s: %d, and legs: both below"), name, each);
	else if (n)
		load_did_you_mean(l, e, arena_printf(l->arena, "%d", n));
	else
		load_hint_example(l, e, name);
}

/* ---- a time that also says how often ---- */

/* `2 x 30s` and `30s x 2`: how often, and the time in `*time`; 0 if it is neither. */
static int split_times(struct routine_load *l, const char *text, const char **time)
{
	const char *p = text;
	int n = load_take_count(&p);
	size_t sign = n ? load_times_sign(p) : 0;

	p += sign;
	p += strspn(p, " ");
	*time = sign ? load_guess_length(l, p, false) : NULL;
	if (sign && *p && !p[strspn(p, "0123456789")])
		*time = arena_printf(l->arena, "%ss", p);
	if (*time)
		return n;
	for (p = text; *p; p++) {
		const char *rest = p + load_times_sign(p);

		if (p == text || rest == p)
			continue;
		rest += strspn(rest, " ");
		n = load_take_count(&rest);
		*time = n && (!*rest || !strcmp(rest, "times"))
				? load_guess_length(l, arena_strndup(l->arena, text, (size_t)(p - text)),
						    false)
				: NULL;
		if (*time)
			return n;
	}
	return 0;
}

static void say_repeated(struct routine_load *l, struct diag_entry *e, const char *time, int n, bool legs)
{
	bool stretch = l->reading_in == IN_STEP(STEP_STRETCH), move = l->reading_in == IN_STEP(STEP_MOVE);

	if (stretch && n && legs)
		diag_hint(l->d, e, _("write for: %s, then times: %d and legs: both below"), time, n);
	else if (stretch && n)
		diag_hint(l->d, e, _("write for: %s, then times: %d below"), time, n);
	else if (n)
		diag_hint(l->d, e, _("write for: %s, and put the step under the steps of a `repeat: %d`"),
			  time, n);
	else if (stretch || move)
		diag_hint(l->d, e, _("write for: %s, then legs: both below"), time);
	else
		diag_hint(l->d, e, _("write for: %s, as a hold is done on both legs"), time);
}

/* `for: 3 x 10` in a movement: a dose as it is written everywhere, or a time without its unit. */
static bool hint_counted(struct routine_load *l, struct diag_entry *e, const char *text, bool legs)
{
	const char *p = text;
	int sets = load_take_count(&p), reps;

	p += load_times_sign(p);
	p += strspn(p, " ");
	reps = load_is_count(p) ? atoi(p) : 0;
	if (l->reading_in != IN_STEP(STEP_MOVE) || !sets || !reps)
		return false;
	diag_hint(l->d, e,
		  legs ? _("if %d is a count, write reps: %d instead of it, then sets: %d and legs: both "
			   "below; if it "
			   "is seconds, write for: %ds and legs: both, and put the step under the steps of a "
			   "`repeat: %d`")
		       : _("if %d is a count, write reps: %d instead of it, then sets: %d below; if it is "
			   "seconds, "
			   "write for: %ds, and put the step under the steps of a `repeat: %d`"),
		  reps, reps, sets, reps, sets);
	return true;
}

bool load_hint_repeated(struct routine_load *l, struct diag_entry *e, const char *text)
{
	enum { LONGEST = 48 };
	const struct key *k = l->reading;
	size_t legs = strlen(text) < LONGEST ? load_before_legs(text) : 0;
	const char *time, *once = legs ? arena_strndup(l->arena, text, legs) : text;
	int n;

	if (load_nobody_reads(l) || !k || strcmp(k->name, "for") != 0 || l->reading_in == IN_STEP(STEP_SAY) ||
	    strlen(text) >= LONGEST)
		return false;
	if (hint_counted(l, e, once, legs > 0))
		return true;
	n = split_times(l, once, &time);
	if (!n && legs)
		time = load_guess_length(l, once, false);
	if (!time)
		return false;
	say_repeated(l, e, time, n, legs > 0);
	return true;
}

/* ---- figures in the text of a movement or a stretch ---- */

static void add_key(struct buf *keys, const char *key, const char *value)
{
	buf_addf(keys, "%s`%s: %s`", keys->n ? ", " : "", key, value);
}

static void add_count(struct buf *keys, const char *key, int n)
{
	buf_addf(keys, "%s`%s: %d`", keys->n ? ", " : "", key, n);
}

/* The keys of a movement that its text names. */
static void move_meant(const struct figures *f, struct buf *keys)
{
	if (f->reps) {
		add_count(keys, "reps", f->reps);
		if (f->sets > 1)
			add_count(keys, "sets", f->sets);
	} else if (f->time) {
		add_key(keys, "for", f->time);
	}
}

static void stretch_meant(const struct yaml_node *map, const struct figures *f, struct buf *keys)
{
	int times = f->times ? f->times : f->sets ? 0 : f->reps;

	if (f->time && !load_find(map, "for"))
		add_key(keys, "for", f->time);
	if (times > 1 && !load_find(map, "times"))
		add_count(keys, "times", times);
}

/* `Nerve glide, right leg`: the leg that a text names at its end; NULL for none. */
static const char *leg_at_end(const char *text)
{
	static const char *const words[][2] = {{" right leg", "right"},  {" left leg", "left"},
					       {" right side", "right"}, {" left side", "left"},
					       {"(right)", "right"},     {"(left)", "left"}};
	size_t n = strlen(text);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (n > strlen(words[i][0]) && text_same(text + n - strlen(words[i][0]), words[i][0]))
			return words[i][1];
	return NULL;
}

/* The keys that say what the figures in the text of a step say; how often the whole step is to be done, or 0. */
static int keys_meant(struct routine_load *l, const struct yaml_node *map, const struct step *s,
		      struct buf *keys)
{
	bool move = s->kind == STEP_MOVE, told = move && (load_find(map, "for") || load_find(map, "reps"));
	struct figures f;

	load_read_figures(l, s->text, &f);
	if (!move)
		stretch_meant(map, &f, keys);
	else if (!told)
		move_meant(&f, keys);
	if (!load_find(map, "legs") && !l->in_legs && (f.each_leg || leg_at_end(s->text)))
		add_key(keys, "legs", f.each_leg ? "both" : leg_at_end(s->text));
	return move && !told && f.times > 1 ? f.times : 0;
}

void load_note_figures(struct routine_load *l, const struct yaml_node *map, const struct step *s)
{
	enum { TEXT_MOST = 200 };
	const struct yaml_node *v = load_find(map, step_kind_name(s->kind));
	struct buf keys = {0};
	struct diag_entry *e;
	int often;

	/* nobody reads that far: a hostile file must not take its time */
	if (!s->text || !v || v->n > TEXT_MOST || diag_count(l->d, DIAG_NOTE) > DIAG_MOST)
		return;
	often = keys_meant(l, map, s, &keys);
	if (keys.n) {
		e = diag_add(l->d, DIAG_NOTE, "figures", v->at, "%s",
			     _("this text is only shown and spoken: nothing counts or times by it"));
		diag_path(l->d, e,
			  arena_printf(l->arena, "%s.%s", buf_str(&l->path), step_kind_name(s->kind)));
		if (often)
			diag_hint(l->d, e,
				  _("write below it: %s, and put the step under the steps of a `repeat: %d`"),
				  buf_str(&keys), often);
		else
			diag_hint(l->d, e, _("write below it: %s"), buf_str(&keys));
	}
	buf_free(&keys);
}

const char *load_hint_again(const char *name)
{
	static const char *const again[] = {"times",   "reps",        "sets",  "rounds",
					    "repeats", "repetitions", "count", "set"};

	for (size_t i = 0; i < sizeof again / sizeof *again; i++)
		if (!strcmp(again[i], name))
			return _("put the hold under the steps of a repeat: step to do it again");
	return NULL;
}

/* The whole number that stands under a key; NULL if there is none. */
static const char *count_under(const struct yaml_node *map, const char *name)
{
	const struct yaml_node *v = load_find(map, name);

	return v && v->kind == YAML_SCALAR && load_is_count(v->text) ? v->text : NULL;
}

/* `left: 30s` and `right: 40s` in one step. */
static bool hint_two_legs(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map,
			  const char *legs)
{
	enum { KEYS_LOOKED_AT = 100 /* no map that means anything has more */ };
	const char *other = !strcmp(legs, "left") ? "right" : !strcmp(legs, "right") ? "left" : NULL;

	for (size_t i = 0; other && i < map->count && i < KEYS_LOOKED_AT; i++) {
		const char *too = load_legs_meant(map->pairs[i].key->text);

		if (!too || strcmp(too, other) != 0)
			continue;
		diag_hint(l->d, e, "%s",
			  _("if they differ, write the step twice, once with legs: left and once with legs: "
			    "right; if not, "
			    "write legs: both"));
		return true;
	}
	return false;
}

bool load_hint_habit(struct routine_load *l, struct diag_entry *e, const struct yaml_node *map,
		     const char *name, uint32_t where)
{
	bool breathes = routine_key(where, "breath") != NULL,
	     in_or_out = !strcmp(name, "in") || !strcmp(name, "out");
	const char *legs = routine_key(where, "legs") ? load_legs_meant(name) : NULL;

	/* the map is searched for what a key is about alone: it may be long */
	if (!(where & IN_STEPS))
		return false;
	if (breathes && in_or_out && count_under(map, "in") && count_under(map, "out"))
		diag_hint(l->d, e, _("write breath: %s-%s"), count_under(map, "in"), count_under(map, "out"));
	else if (breathes && !strcmp(name, "breaths") && count_under(map, name))
		diag_hint(l->d, e, _("write %s: %s breaths"),
			  where == IN_STEP(STEP_BREATHE) ? "breathe" : "for", count_under(map, name));
	else if (text_same(name, "if") || text_same(name, "when"))
		diag_hint(
			l->d, e, "%s",
			_("no step asks first: a person skips it with n, and optional: yes lets it drop out "
			  "when time is short"));
	else if (legs)
		return hint_two_legs(l, e, map, legs);
	return e->hint != NULL;
}

/* ---- curly quotes, as a word processor makes them ---- */

bool load_refuse_curly(struct routine_load *l, const struct yaml_node *v)
{
	size_t first, last;
	struct diag_entry *e;

	if (v->quoted || !yaml_text_curly(v->text, v->n, &first, &last))
		return false;
	e = load_error(l, "character", v->at, "%s",
		       _("these quotes are curly, and only plain ones stand around a value"));
	load_did_you_mean(l, e, arena_strndup(l->arena, v->text + first, v->n - first - last));
	return true;
}

void load_note_curly(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	size_t first, last;
	struct diag_entry *e;
	const char *inner;

	if (!yaml_text_curly(v->text, v->n, &first, &last) || diag_count(l->d, DIAG_NOTE) > DIAG_MOST)
		return;
	inner = arena_strndup(l->arena, v->text + first, v->n - first - last);
	e = diag_add(l->d, DIAG_NOTE, "character", v->at,
		     _("the curly quotes are part of this `%s`, and will be shown"), name);
	diag_path(l->d, e, buf_str(&l->path));
	if (strpbrk(inner, "\"\\\n")) {
		diag_hint(l->d, e, "%s", _("if they are not meant, take them out"));
		return;
	}
	diag_hint(l->d, e, _("if they are not meant, write \"%s\""), load_brief(l, inner));
	diag_replace(l->d, e, arena_printf(l->arena, "\"%s\"", inner));
}

/* ---- what a value looks like ---- */

const char *load_example(const char *name)
{
	static const struct {
		const char *name, *value;
	} examples[] = {{"hold", "T2"},         {"stretch", "Calf"},      {"move", "Bridge"},
			{"walk", "2m"},         {"breathe", "6 breaths"}, {"rate", "back"},
			{"repeat", "2"},        {"block", "Left"},        {"legs", "both"},
			{"rest", "30s"},        {"say", "Sit down."},     {"for", "40s"},
			{"find", "15s"},        {"ease", "5s"},           {"pressure", "4..6"},
			{"breath", "long-out"}, {"reps", "10"},           {"sets", "3"},
			{"times", "2"},         {"each", "3s"},           {"pause", "30s"}};

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		if (!strcmp(examples[i].name, name))
			return examples[i].value;
	return NULL;
}

void load_hint_example(struct routine_load *l, struct diag_entry *e, const char *name)
{
	const char *value = load_example(name);

	if (value)
		diag_hint(l->d, e, _("write it like %s: %s"), name, value);
}

/* ---- a list or a map where one value belongs ---- */

static bool is_item(const struct yaml_node *v, size_t i, const char *text)
{
	return i < v->count && v->items[i]->kind == YAML_SCALAR && text_same(v->items[i]->text, text);
}

/* `hold: [T2: left, T3: right]`. */
static bool hint_place_and_leg(struct routine_load *l, struct diag_entry *e, const struct yaml_node *v)
{
	const char *legs = v->kind == YAML_MAP ? load_legs_meant(v->pairs[0].value->text) : NULL;

	if (!legs || l->reading_in != IN_STEP(STEP_HOLD) || !atlas_site(l->atlas, v->pairs[0].key->text))
		return false;
	diag_hint(l->d, e, _("write hold: %s as a step, then legs: %s below"), v->pairs[0].key->text, legs);
	return true;
}

/* `legs: [left, right]`, `walk: [60s]`, `hold: {site: T2, for: 40s}`. */
static void hint_collection(struct routine_load *l, struct diag_entry *e, const char *name,
			    const struct yaml_node *v)
{
	const struct yaml_node *one = v->count == 0          ? NULL
				      : v->kind == YAML_LIST ? v->items[0]
							     : v->pairs[0].value;

	if (v->kind == YAML_LIST && !strcmp(name, "legs") && v->count == 2 && is_item(v, 0, "left") &&
	    is_item(v, 1, "right"))
		load_did_you_mean(l, e, "both");
	else if (v->kind == YAML_LIST && !strcmp(name, "legs") && v->count == 2 && is_item(v, 0, "right") &&
		 is_item(v, 1, "left"))
		load_did_you_mean(l, e, "right first");
	else if (!one || one->kind != YAML_SCALAR || !one->n || one->n > 40)
		return;
	else if (hint_place_and_leg(l, e, v))
		;
	else if (v->count == 1)
		load_did_you_mean(l, e, one->text);
	else if (v->kind == YAML_MAP)
		diag_hint(l->d, e,
			  _("write %s: %s, and the other keys below it, each beginning where `%s` does"),
			  name, one->text, name);
}

/* A text that began with [ or { and so became a list or a map. */
static bool is_bracket_slip(struct routine_load *l, const struct yaml_node *v)
{
	char c = load_first_char(l, v->at);

	return c == '[' || c == '{';
}

/* `move:` with `name: Bridge` below it, as other formats have it. */
static bool is_named_below(const struct yaml_node *v)
{
	static const char *const names[] = {"name", "title", "text", "what", "exercise", "description"};

	for (size_t i = 0; v->count && i < sizeof names / sizeof *names; i++)
		if (text_same(v->pairs[0].key->text, names[i]))
			return v->pairs[0].value->kind == YAML_SCALAR;
	return false;
}

/* `stretch:` with `for: 30s` indented below it: the keys of the step, where its value belongs. */
static bool hint_keys_below(struct routine_load *l, struct diag_entry *e, const char *name,
			    const struct yaml_node *v)
{
	if (!(l->reading_in & IN_STEPS) || v->kind != YAML_MAP || !v->count ||
	    !routine_key(l->reading_in, v->pairs[0].key->text))
		return false;
	if (load_example(name))
		diag_hint(l->d, e,
			  _("write its value right after it, like %s: %s, and let the keys below begin where "
			    "`%s` "
			    "does"),
			  name, load_example(name), name);
	else
		diag_hint(l->d, e,
			  _("write its value right after it, and let the keys below begin where `%s` does"),
			  name);
	return true;
}

void load_refuse_collection(struct routine_load *l, const char *name, const struct yaml_node *v, bool text)
{
	struct diag_entry *e;

	if (text && is_bracket_slip(l, v)) {
		e = load_error(l, "start", v->at, _("a text that begins with %c needs quotes around it"),
			       load_first_char(l, v->at));
		diag_hint(l->d, e, "%s", _("without them it is a list or a map"));
		return;
	}
	e = load_error(l, "type", v->at,
		       v->kind == YAML_LIST ? _("`%s` takes one value, not a list")
					    : _("`%s` takes one value, not a map of keys"),
		       name);
	if (hint_keys_below(l, e, name, v))
		return;
	if (!text || (v->kind == YAML_MAP && is_named_below(v)))
		hint_collection(l, e, name, v);
	else if (v->kind == YAML_LIST)
		diag_hint(l->d, e, "%s", _("write one text, or a step for each"));
	else if (v->kind == YAML_MAP)
		diag_hint(l->d, e, "%s", _("if the colon belongs to the text, put quotes around it"));
}

/* The value of `legs` that words mean which stand beside a place; NULL if they mean none. */
const char *load_legs_meant(const char *text)
{
	static const char *const words[][2] = {{"left", "left"},
					       {"left leg", "left"},
					       {"left side", "left"},
					       {"right", "right"},
					       {"right leg", "right"},
					       {"right side", "right"},
					       {"worse leg", "worse"},
					       {"worse side", "worse"},
					       {"both", "both"},
					       {"l", "left"},
					       {"r", "right"},
					       {"links", "left"},
					       {"rechts", "right"},
					       {"beide", "both"},
					       {"beide Seiten", "both"},
					       {"beide Beine", "both"},
					       {"left first", "both"},
					       {"each", "both"},
					       {"each leg", "both"},
					       {"each side", "both"},
					       {"both legs", "both"},
					       {"both sides", "both"},
					       {"per side", "both"},
					       {"per leg", "both"},
					       {"je Seite", "both"},
					       {"je Bein", "both"},
					       {"pro Seite", "both"},
					       {"pro Bein", "both"},
					       {"left, right", "both"},
					       {"left/right", "both"},
					       {"left / right", "both"},
					       {"l/r", "both"},
					       {"left & right", "both"},
					       {"left + right", "both"},
					       {"worse", "worse"},
					       {"right, left", "right first"},
					       {"right leg first", "right first"},
					       {"rechts zuerst", "right first"},
					       {"rechts, links", "right first"},
					       {"rechts/links", "right first"},
					       {"links zuerst", "both"},
					       {"links, rechts", "both"},
					       {"links/rechts", "both"},
					       {"links und rechts", "both"},
					       {"beidseitig", "both"},
					       {"right/left", "right first"},
					       {"all", "both"},
					       {"left and right", "both"}};

	return text_meaning(words, sizeof words / sizeof *words, text);
}
