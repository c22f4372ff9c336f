/* Breath patterns of a routine: names, figures, maps. */
#include <string.h>

#include "base/i18n.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

enum { WORD = 48 /* longest value that is taken apart to guess at */, NAME_MOST = 40 };

/* Seconds with up to three decimals at `*s`, as ms. */
static bool take_seconds(const char **s, int32_t *ms)
{
	int32_t whole = 0, part = 0, scale = 100;
	const char *p = *s;

	if (!text_digit(*p))
		return false;
	for (; text_digit(*p); p++)
		if ((whole = whole * 10 + (*p - '0')) > 999)
			return false;
	if (*p == '.' && text_digit(p[1]))
		for (p++; text_digit(*p); p++, scale /= 10) {
			if (!scale)
				return false;
			part += (*p - '0') * scale;
		}
	*ms = whole * 1000 + part;
	*s = p;
	return true;
}

/* `in-out`, `in-top-out` or `in-top-out-bottom`, with a second sip after the in: `2+1-7`. */
static bool parse_figures(const char *s, struct breath *out)
{
	int32_t figure[4];
	int n = 0;

	*out = (struct breath){0};
	for (;;) {
		if (n == 4 || !take_seconds(&s, &figure[n++]))
			return false;
		if (n == 1 && *s == '+') {
			s++;
			if (!take_seconds(&s, &out->sip))
				return false;
		}
		if (!*s)
			break;
		if (*s++ != '-')
			return false;
	}
	if (n < 2)
		return false;
	out->in = figure[0];
	out->top = n > 2 ? figure[1] : 0;
	out->out = figure[n > 2 ? 2 : 1];
	out->bottom = n > 3 ? figure[3] : 0;
	return true;
}

static bool check_bounds(struct routine_load *l, struct span at, const struct breath *b)
{
	const char *why = NULL;
	int64_t cycle = (int64_t)b->in + b->sip + b->top + b->out + b->bottom;

	if (b->in < 1000 || b->in > 20000)
		why = _("the in-breath must take 1 to 20 seconds, which is what stays easy");
	else if (b->out < 1000 || b->out > 20000)
		why = _("the out-breath must take 1 to 20 seconds, which is what stays easy");
	else if (cycle > 60000)
		why = _("a whole breath must not take over 60 seconds, which is what stays easy");
	if (why)
		load_error(l, "pattern", at, "%s", why);
	return !why;
}

/* A map of one pattern: {in: 4, out: 6}. */
static bool load_breath_map(struct routine_load *l, const struct yaml_node *v, struct pattern *out)
{
	struct breath b = {0};

	if (!load_map(l, v, IN_BREATH, _("a breath pattern"), &b) || !check_bounds(l, v->at, &b))
		return false;
	*out = (struct pattern){b, true, v->at};
	return true;
}

bool load_seconds(struct routine_load *l, const char *name, const struct yaml_node *v, int32_t *out)
{
	const char *text = load_scalar(l, name, v), *p = text;
	struct diag_entry *e;

	if (!text)
		return false;
	if (take_seconds(&p, out) && !*p)
		return true;
	*out = 0;
	e = load_error(l, "pattern", v->at, _("`%s` takes a number of seconds, such as 4 or 3.5"), name);
	if (p > text && (!strcmp(p, "s") || !strcmp(p, " s")))
		load_did_you_mean(l, e, arena_strndup(l->arena, text, (size_t)(p - text)));
	return false;
}

/* `4 in 6 out`, `in 4, out 6`: the figures alone, with dashes; as it is if the words stand in
 * another order. */
static const char *without_words(struct routine_load *l, const char *text)
{
	static const char *const orders[][2] = {
		{"#in#out", "1"}, {"in#out#", "1"}, {"#inand#out", "1"}, {"in#andout#", "1"}};
	struct buf shape = {0}, out = {0};
	const char *figures = text;

	for (const char *p = text; *p;) {
		size_t n = strspn(p, "0123456789.");

		if (n) {
			buf_addf(&out, "%s%.*s", out.n ? "-" : "", (int)n, p);
			buf_addc(&shape, '#');
			p += n;
			p += *p == 's' && (!p[1] || p[1] == ' ' || p[1] == ',');
		} else if (!strchr(" ,", *p++)) {
			buf_addc(&shape, p[-1]);
		}
	}
	if (text_meaning(orders, sizeof orders / sizeof *orders, buf_str(&shape)))
		figures = arena_strdup(l->arena, buf_str(&out));
	buf_free(&shape);
	buf_free(&out);
	return figures;
}

/* Figures written otherwise: `4 in 6 out`, `4s-6s`, `4/6`, `4 - 6`, `4,6`, and `4,5-6`, where the comma is no dash. */
const char *load_guess_pattern(struct routine_load *l, const char *text)
{
	const char *plain = load_plain_spelling(l->arena, text);
	struct buf out = {0};
	struct breath b;
	const char *guess = NULL;
	bool dashed;

	if (strlen(text) >= WORD)
		return NULL;
	text = plain ? plain : text;
	text = without_words(l, text);
	dashed = strpbrk(text, "-/:") != NULL;
	for (const char *p = text; *p; p++)
		if (*p == ',' && dashed)
			buf_addc(&out, '.');
		else if (strchr("/:,", *p))
			buf_addc(&out, '-');
		else if (!strchr(" s", *p))
			buf_addc(&out, *p);
	if (parse_figures(buf_str(&out), &b))
		guess = arena_strdup(l->arena, buf_str(&out));
	buf_free(&out);
	return guess;
}

static void hint_names(struct routine_load *l, struct diag_entry *e, const char *const *names, size_t n)
{
	struct buf all = {0};

	buf_list(&all, names, n);
	diag_hint(l->d, e, _("one of %s, or seconds in and out such as 4-6"), load_brief(l, buf_str(&all)));
	buf_free(&all);
}

static bool refuse_pattern(struct routine_load *l, struct span at, const char *text)
{
	const char *names[KEY_NAMES_MOST], *guess = load_guess_pattern(l, text);
	size_t n, built_in;
	const char *const *built = breath_names(&built_in);
	struct diag_entry *e;

	for (n = 0; n < built_in; n++)
		names[n] = built[n];
	for (size_t i = 0; i < l->file->nbreaths && n < KEY_NAMES_MOST; i++)
		names[n++] = l->file->breaths[i].name;
	if (guess && load_plain_spelling(l->arena, text))
		e = load_error(l, "character", at,
			       _("\"%s\" has a character that only looks like a plain one"), text);
	else
		e = load_error(l, "pattern", at, _("there is no breath pattern \"%s\""), text);
	load_guess(l, e, text, names, n);
	if (guess)
		load_did_you_mean(l, e, guess);
	else if (load_is_breaths(text) && l->reading_in & IN_STEPS)
		diag_hint(l->d, e, _("write %s: %s, which is how long; breath: is how each goes"),
			  l->reading_in == IN_STEP(STEP_BREATHE) ? "breathe" : "for", text);
	else if (!e->hint)
		hint_names(l, e, names, n);
	return false;
}

static struct named_breath *own_breath(struct routine_load *l, const char *name)
{
	for (size_t i = 0; i < l->file->nbreaths; i++)
		if (!strcmp(l->file->breaths[i].name, name))
			return &l->file->breaths[i];
	return NULL;
}

/* `breath: [4, 6]`. */
static bool refuse_list(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	struct buf joined = {0};
	const char *guess;

	if (v->kind != YAML_LIST || v->bad)
		return false;
	for (size_t i = 0; i < v->count && joined.n < WORD; i++)
		buf_addf(&joined, "%s%s", i ? "-" : "",
			 v->items[i]->kind == YAML_SCALAR ? v->items[i]->text : "?");
	guess = load_guess_pattern(l, buf_str(&joined));
	buf_free(&joined);
	if (guess)
		load_did_you_mean(
			l, load_error(l, "type", v->at, _("`%s` takes one value, not a list"), name), guess);
	return guess != NULL;
}

bool load_breath(struct routine_load *l, const char *name, const struct yaml_node *v, struct pattern *out)
{
	struct named_breath *own;
	struct breath b;
	const char *text;

	if (v->kind == YAML_MAP && !v->bad)
		return load_breath_map(l, v, out);
	if (refuse_list(l, name, v))
		return false;
	text = load_scalar(l, name, v);
	if (!text)
		return false;
	own = own_breath(l, text);
	if (own) {
		own->used = true;
		b = own->breath;
	} else if (!breath_by_name(text, &b)) {
		if (!parse_figures(text, &b))
			return refuse_pattern(l, v->at, text);
		if (!check_bounds(l, v->at, &b))
			return false;
	}
	*out = (struct pattern){b, true, v->at};
	return true;
}

bool load_hint_pattern_first(struct routine_load *l, struct diag_entry *e, const char *text)
{
	const char *name = text, *time = "6 breaths", *pattern;
	const char *const *built;
	int n = load_take_count(&name);
	size_t built_in;

	name += load_times_sign(name);
	name += strspn(name, " ");
	pattern = own_breath(l, name) ? name : NULL;
	built = breath_names(&built_in);
	for (size_t i = 0; i < built_in && !pattern; i++)
		if (text_same(built[i], name))
			pattern = name = built[i];
	if (!pattern)
		pattern = load_guess_pattern(l, text);
	if (!pattern || load_nobody_reads(l))
		return false;
	if (n && pattern == name)
		diag_hint(l->d, e, _("write %s here, then breath: %s below"),
			  arena_printf(l->arena, n == 1 ? "%d breath" : "%d breaths", n), pattern);
	else
		diag_hint(l->d, e,
			  _("if this is the pattern, write a time here, like %s, then breath: %s below"),
			  time, pattern);
	return true;
}

/* Whether an author may give a pattern this name. */
static bool check_breath_name(struct routine_load *l, const struct yaml_node *key)
{
	struct breath b;

	if (!key->n || key->n > NAME_MOST)
		load_error(l, "name", key->at, _("a pattern's name has 1 to %d letters"), NAME_MOST);
	else if (breath_by_name(key->text, &b))
		load_error(l, "name", key->at, _("\"%s\" is a built-in pattern; give yours another name"),
			   key->text);
	else if (parse_figures(key->text, &b))
		load_error(l, "name", key->at,
			   _("\"%s\" would read as figures; give the pattern a name in letters"), key->text);
	else
		return true;
	return false;
}

bool load_breaths(struct routine_load *l, const struct yaml_node *v)
{
	bool ok = true;

	if (v->kind != YAML_MAP) {
		if (!v->bad)
			diag_hint(l->d,
				  load_error(l, "type", v->at, "%s",
					     _("`breaths` takes a map of names and patterns")),
				  "%s", _("write each on a line of its own below it, like slow: 5-8"));
		return false;
	}
	l->file->breaths = arena_array(l->arena, v->count, sizeof *l->file->breaths);
	for (size_t i = 0; i < v->count; i++) {
		const struct yaml_node *key = v->pairs[i].key;
		size_t mark = load_down(l, key->text);
		struct pattern p;
		bool named = check_breath_name(l, key);
		size_t beside = load_refuse_beside(l, v, i, IN_BREATH);

		/* a pattern that does not read keeps its name, so that its uses are not faults too */
		if (beside || !load_breath(l, yaml_text_brief(l->arena, key->text), v->pairs[i].value, &p)) {
			p.breath = routine_breath_default;
			ok = false;
		}
		if (named)
			l->file->breaths[l->file->nbreaths++] =
				(struct named_breath){key->text, p.breath, key->at, false};
		ok &= named;
		i += beside;
		load_up(l, mark);
	}
	return ok;
}
