/* What people write by habit where the format wants keys: `bridge 3 x 10`, `calf stretch 30s each`, `legs: each`. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

/* Whether so much is wrong that nothing more is printed: a hostile file must not take its time. */
static bool nobody_reads(const struct routine_load *l)
{
	return diag_count(l->d, DIAG_ERROR) > DIAG_MOST;
}

/* What stands between two numbers of which one says how often: its bytes; 0 for none. */
static size_t times_sign(const char *p)
{
	static const char *const signs[] = {"x",     "X",       "\xc3\x97", "*",
					    "times", "sets of", "set of",   "sets x"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(p, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

/* `3 x 10` anywhere in a text: sets and reps. */
static bool find_sets(const char *text, int *sets, int *reps)
{
	enum { MOST = 1000 };

	for (const char *p = text; *p; p++) {
		char *end;
		long a, b;
		size_t sign;

		if (*p < '0' || *p > '9' || (p > text && p[-1] >= '0' && p[-1] <= '9'))
			continue;
		a = strtol(p, &end, 10);
		end += strspn(end, " ");
		sign = times_sign(end);
		if (!sign)
			continue;
		end += sign;
		end += strspn(end, " ");
		b = *end >= '0' && *end <= '9' ? strtol(end, NULL, 10) : 0;
		if (a < 1 || a > MOST || b < 1 || b > MOST)
			continue;
		*sets = (int)a;
		*reps = (int)b;
		return true;
	}
	return false;
}

/* Whether a text names a part of the leg where places are, and a time. */
static bool is_of_a_place(const char *text)
{
	static const char *const parts[] = {"thigh", "calf", "buttock", "hamstring"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcasestr(text, parts[i]))
			return true;
	return false;
}

/* `1. walk`, `a) walk`: a list that was numbered elsewhere. */
static bool hint_number(struct routine_load *l, struct diag_entry *e, const char *text)
{
	size_t mark = 0, n = yaml_text_odd_mark(text, strlen(text), &mark);

	if (!n && text[0] && text[1] == ')' && text[2] == ' ')
		n = 3, mark = 2;
	if (!n || !text[n])
		return false;
	diag_hint(l->d, e, _("take the \"%.*s\" away: the \"- \" alone begins a step"), (int)mark, text);
	return true;
}

void load_hint_step(struct routine_load *l, struct diag_entry *e, const char *text)
{
	int sets, reps;

	if (hint_number(l, e, text))
		return;
	if (find_sets(text, &sets, &reps))
		diag_hint(l->d, e, _("write move: before it, then reps: %d and sets: %d below"), reps, sets);
	else if (strcasestr(text, "stretch"))
		diag_hint(l->d, e, "%s", _("write stretch: before it, then for: 30s and legs: both below"));
	else if (is_of_a_place(text))
		diag_hint(l->d, e, "%s", _("write hold: and a place, like hold: T2, then for: 40s below"));
	else
		diag_hint(l->d, e, "%s", _("if it is a text to show, write say: before it"));
}

/* `ten`: the number that a word is; 0 for none. */
static int number_of(const char *word)
{
	static const char *const numbers[] = {"one",     "two",       "three",    "four",     "five",
					      "six",     "seven",     "eight",    "nine",     "ten",
					      "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
					      "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (text_same(numbers[i], word))
			return (int)i + 1;
	return text_same("once", word) ? 1 : text_same("twice", word) ? 2 : 0;
}

/* Words that mean each leg where they end a text. */
static const char *const per_leg[] = {"each side", "each leg", "both sides", "both legs", "per side",
				      "per leg",   "a side",   "a leg",      "each",      "both"};

/* The bytes of a text before words that mean each leg, at its end; 0 if there are none or only they. */
static size_t before_legs(const char *text)
{
	static const char *const between = " ,:-(";
	size_t n = strlen(text);

	while (n && strchr(". )", text[n - 1]))
		n--;
	for (size_t i = 0; i < sizeof per_leg / sizeof *per_leg; i++) {
		size_t word = strlen(per_leg[i]), at = n - word;

		if (n <= word || strncasecmp(text + at, per_leg[i], word) != 0 ||
		    !strchr(between, text[at - 1]))
			continue;
		while (at && strchr(between, text[at - 1]))
			at--;
		return at;
	}
	return 0;
}

/* A whole number that can count at `*p`, which goes past it and the blanks behind it; 0 if there is none. */
static int take_count(const char **p)
{
	enum { MOST = 100 };
	char *end;
	long n = **p >= '0' && **p <= '9' ? strtol(*p, &end, 10) : 0;

	if (n < 1 || n > MOST)
		return 0;
	*p = end + strspn(end, " ");
	return (int)n;
}

/* `10 each side`: how many on each leg; 0 if it says no such thing. */
static int count_each(const char *text)
{
	const char *p = text;
	size_t end = before_legs(text);
	int n = end ? take_count(&p) : 0;

	return n && (size_t)(p - text) >= end ? n : 0;
}

void load_hint_count(struct routine_load *l, struct diag_entry *e, const char *name, const char *text)
{
	int sets, reps, n = number_of(text), each = count_each(text);

	if (!strcmp(name, "reps") && find_sets(text, &sets, &reps))
		diag_hint(l->d, e, _("write reps: %d, and sets: %d below"), reps, sets);
	else if (each)
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
	int n = take_count(&p);
	size_t sign = n ? times_sign(p) : 0;

	p += sign;
	p += strspn(p, " ");
	*time = sign ? load_guess_length(l, p, false) : NULL;
	if (sign && *p && !p[strspn(p, "0123456789")])
		*time = arena_printf(l->arena, "%ss", p);
	if (*time)
		return n;
	for (p = text; *p; p++) {
		const char *rest = p + times_sign(p);

		if (p == text || rest == p)
			continue;
		rest += strspn(rest, " ");
		n = take_count(&rest);
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

bool load_hint_repeated(struct routine_load *l, struct diag_entry *e, const char *text)
{
	enum { LONGEST = 48 };
	const struct key *k = l->reading;
	size_t legs = strlen(text) < LONGEST ? before_legs(text) : 0;
	const char *time, *once = legs ? arena_strndup(l->arena, text, legs) : text;
	int n;

	if (nobody_reads(l) || !k || strcmp(k->name, "for") != 0 || l->reading_in == IN_STEP(STEP_SAY) ||
	    strlen(text) >= LONGEST)
		return false;
	n = split_times(l, once, &time);
	if (!n && legs)
		time = load_guess_length(l, once, false);
	if (!time)
		return false;
	say_repeated(l, e, time, n, legs > 0);
	return true;
}

/* ---- figures in the text of a movement or a stretch ---- */

/* `x 10`, `10 reps`: a count by itself; 0 for none. */
static int find_reps(const char *text)
{
	for (const char *p = text; *p; p++) {
		const char *rest = p;
		int n;

		if (p > text && p[-1] != ' ' && p[-1] != ',' && p[-1] != '(')
			continue;
		rest += times_sign(p);
		rest += rest > p ? strspn(rest, " ") : 0;
		n = take_count(&rest);
		if (n && (*p < '0' || *p > '9'))
			return n;
		if (n && (!strncmp(rest, "reps", 4) || !strncmp(rest, "times", 5) || !strcmp(rest, "x")))
			return n;
	}
	return 0;
}

static bool is_count(const char *text)
{
	return *text >= '1' && *text <= '9' && strlen(text) < 4 && !text[strspn(text, "0123456789")];
}

/* A time with its unit, anywhere in a text, as the format writes it; NULL for none. */
static const char *find_time(struct routine_load *l, const char *text)
{
	for (const char *p = text; *p; p++) {
		size_t n = strspn(p, "0123456789");
		const char *time;

		if (!n)
			continue;
		n += strspn(p + n, " ");
		n += strspn(p + n, "abcdefghijklmnopqrstuvwxyz");
		time = n < 24 ? load_guess_length(l, arena_strndup(l->arena, p, n), false) : NULL;
		if (time)
			return time;
		p += strspn(p, "0123456789") - 1;
	}
	return NULL;
}

/* Whether a text says at its end that it is for each leg, and not only that both move: `Calf, 30 s each`. */
static bool is_for_each_leg(const char *text)
{
	size_t n = before_legs(text);

	return n &&
	       (text[strcspn(text, "0123456789")] || strchr(",:(-", text[n]) || strcasestr(text + n, "side"));
}

static void add_key(struct buf *keys, const char *key, const char *value)
{
	buf_addf(keys, "%s`%s: %s`", keys->n ? ", " : "", key, value);
}

static void add_count(struct buf *keys, const char *key, int n)
{
	buf_addf(keys, "%s`%s: %d`", keys->n ? ", " : "", key, n);
}

/* The keys that say what the figures in the text of a step say. */
static void keys_meant(struct routine_load *l, const struct yaml_node *map, const struct step *s,
		       struct buf *keys)
{
	bool timed = load_find(map, "for"), counted = load_find(map, "reps");
	int sets = 0, reps = 0;
	const char *time = timed || counted ? NULL : find_time(l, s->text);

	find_sets(s->text, &sets, &reps);
	if (time) {
		add_key(keys, "for", time);
		if (s->kind == STEP_STRETCH && sets > 1 && atoi(time) == reps && !load_find(map, "times"))
			add_count(keys, "times", sets);
	} else if (s->kind == STEP_MOVE && !timed && !counted) {
		reps = sets ? reps : find_reps(s->text);
		if (reps)
			add_count(keys, "reps", reps);
		if (sets > 1)
			add_count(keys, "sets", sets);
	}
	if (!load_find(map, "legs") && !l->in_legs && is_for_each_leg(s->text))
		add_key(keys, "legs", "both");
}

void load_note_figures(struct routine_load *l, const struct yaml_node *map, const struct step *s)
{
	enum { TEXT_MOST = 200 };
	const struct yaml_node *v = load_find(map, step_kind_name(s->kind));
	struct buf keys = {0};
	struct diag_entry *e;

	/* nobody reads that far: a hostile file must not take its time */
	if (!s->text || !v || v->n > TEXT_MOST || diag_count(l->d, DIAG_NOTE) > DIAG_MOST)
		return;
	keys_meant(l, map, s, &keys);
	if (keys.n) {
		e = diag_add(l->d, DIAG_NOTE, "figures", v->at, "%s",
			     _("this text is only shown and spoken: nothing counts or times by it"));
		diag_path(l->d, e,
			  arena_printf(l->arena, "%s.%s", buf_str(&l->path), step_kind_name(s->kind)));
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
	if (text && v->kind == YAML_MAP)
		diag_hint(l->d, e, "%s", _("if the colon belongs to the text, put quotes around it"));
	else if (!text)
		hint_collection(l, e, name, v);
}

/* ---- steps without their key ---- */

/* `T2: 30s`, `outer thigh: both sides 40 s`: a place and how long. */
static bool hint_place(struct routine_load *l, struct diag_entry *e, const char *name, const char *time)
{
	size_t n;
	const char *places = load_places_meant(l, name, &n);

	time = time ? time : load_example("for");
	if (n == 1)
		diag_hint(l->d, e, _("write hold: %s, then for: %s below"), places, time);
	else if (n)
		diag_hint(l->d, e, _("write hold: and one of %s, then for: %s below"), places, time);
	return n > 0;
}

/* `calf stretch: 3 x 30 s each`. */
static void hint_stretch(struct routine_load *l, struct diag_entry *e, const char *name, const char *text,
			 const char *time)
{
	const char *once;
	size_t legs = before_legs(text);
	int n = split_times(l, legs ? arena_strndup(l->arena, text, legs) : text, &once);
	struct buf more = {0};

	if (n > 1)
		buf_addf(&more, _(" and times: %d"), n);
	if (legs)
		buf_adds(&more, _(" and legs: both"));
	diag_hint(l->d, e, _("write stretch: %s, then for: %s%s below"), name, n > 1 ? once : time,
		  buf_str(&more));
	buf_free(&more);
}

bool load_hint_kind(struct routine_load *l, struct diag_entry *e, const struct yaml_pair *first)
{
	const char *name = load_brief(l, first->key->text), *text = first->value->text, *time;
	int sets, reps;

	if (nobody_reads(l) || first->value->kind != YAML_SCALAR || first->value->n > 60)
		return false;
	if (hint_number(l, e, first->key->text))
		return true;
	time = load_guess_length(l, text, false);
	time = time ? time : find_time(l, text);
	if (hint_place(l, e, name, time))
		return true;
	if (time && strcasestr(name, "walk"))
		diag_hint(l->d, e, _("write walk: %s"), time);
	else if (time && strcasestr(name, "stretch"))
		hint_stretch(l, e, name, text, time);
	else if (find_sets(text, &sets, &reps))
		diag_hint(l->d, e, _("write move: %s, then reps: %d and sets: %d below"), name, reps, sets);
	else if (time)
		diag_hint(l->d, e, _("write move: %s, then for: %s below"), name, time);
	else if ((reps = is_count(text) ? atoi(text) : find_reps(text)) > 0)
		diag_hint(l->d, e, _("write move: %s, then reps: %d below"), name, reps);
	else
		return false;
	return true;
}

bool load_hint_no_colon(struct routine_load *l, struct diag_entry *e, const char *name, const char *rest)
{
	static const char *const texts[] = {"move", "stretch", "say"};
	const char *time;

	if (nobody_reads(l) || *rest != ' ' || strlen(rest) > 60)
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
	return false;
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
					       {"left, right", "both"},
					       {"all", "both"},
					       {"left and right", "both"}};

	return text_meaning(words, sizeof words / sizeof *words, text);
}

bool load_hint_place_legs(struct routine_load *l, struct diag_entry *e, const char *places, size_t n,
			  const char *rest)
{
	const char *legs = load_legs_meant(rest + strspn(rest, " ,"));

	if (legs && n == 1)
		diag_hint(l->d, e, _("write %s here, then legs: %s below"), places, legs);
	else if (legs)
		diag_hint(l->d, e, _("write one of %s here, then legs: %s below"), places, legs);
	return legs != NULL;
}
