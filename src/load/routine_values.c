/* Messages of the loader, texts, words, counts, and the one switch from types to their readers. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "load/routine_parts.h"
#include "load/yaml_text.h"

enum { COUNT_MOST = 1000, TITLE_COLUMNS = 60, VALUE_MOST = 200 /* bytes */ };

/* ---- messages ---- */

static struct diag_entry *add(struct routine_load *l, enum diag_severity severity, const char *code,
			      struct span at, const char *fmt, va_list ap)
{
	struct buf text = {0};
	struct diag_entry *e;

	buf_vaddf(&text, fmt, ap);
	e = diag_add(l->d, severity, code, at, "%s", buf_str(&text));
	if (l->path.n)
		diag_path(l->d, e, buf_str(&l->path));
	buf_free(&text);
	return e;
}

struct diag_entry *load_error(struct routine_load *l, const char *code, struct span at, const char *fmt, ...)
{
	struct diag_entry *e;
	va_list ap;

	va_start(ap, fmt);
	e = add(l, DIAG_ERROR, code, at, fmt, ap);
	va_end(ap);
	return e;
}

struct diag_entry *load_warning(struct routine_load *l, const char *code, struct span at, const char *fmt,
				...)
{
	struct diag_entry *e;
	va_list ap;

	va_start(ap, fmt);
	e = add(l, DIAG_WARNING, code, at, fmt, ap);
	va_end(ap);
	return e;
}

bool load_nobody_reads(const struct routine_load *l)
{
	return diag_count(l->d, DIAG_ERROR) > DIAG_MOST;
}

void load_did_you_mean(struct routine_load *l, struct diag_entry *e, const char *text)
{
	diag_hint(l->d, e, _("did you mean \"%s\"?"), text);
	diag_replace(l->d, e, text);
}

void load_guess(struct routine_load *l, struct diag_entry *e, const char *word, const char *const *words,
		size_t n)
{
	const char *near = load_nobody_reads(l) ? NULL : text_nearest(word, words, n);

	diag_expect(l->d, e, words, n);
	if (near)
		load_did_you_mean(l, e, near);
}

const char *load_brief(struct routine_load *l, const char *text)
{
	return yaml_text_brief(l->arena, text);
}

size_t load_down(struct routine_load *l, const char *key)
{
	size_t mark = l->path.n;

	if (mark)
		buf_addc(&l->path, '.');
	buf_adds(&l->path, load_brief(l, key));
	return mark;
}

size_t load_down_item(struct routine_load *l, size_t i)
{
	size_t mark = l->path.n;

	char digits[24], *p = digits + sizeof digits;

	/* every step passes here: printf would take a tenth of the whole reading */
	*--p = '\0';
	*--p = ']';
	do
		*--p = (char)('0' + i % 10);
	while (i /= 10);
	*--p = '[';
	buf_adds(&l->path, p);
	return mark;
}

void load_up(struct routine_load *l, size_t mark)
{
	l->path.n = mark;
	l->path.p[mark] = '\0';
}

char load_first_char(struct routine_load *l, struct span at)
{
	size_t left;
	const char *p = diag_from(l->d, at.source, at.line, at.col, &left);

	return left ? *p : '\0';
}

/* ---- scalars ---- */

/* An empty value: most often a comment took it, or it was forgotten. */
static void refuse_empty(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	struct diag_entry *e = load_error(l, "no-value", v->at, _("`%s` has no value"), name);
	size_t left;
	const char *p = diag_from(l->d, v->at.source, v->at.line, v->at.col, &left);

	while (left && *p == ' ') {
		p++;
		left--;
	}
	if (left && *p == '#')
		diag_hint(l->d, e, "%s",
			  _("# begins a comment; if it belongs to the value, put quotes around it"));
	else
		load_hint_example(l, e, name);
}

static const char *scalar(struct routine_load *l, const char *name, const struct yaml_node *v, bool text)
{
	if (v->bad)
		return NULL;
	if (v->kind != YAML_SCALAR) {
		load_refuse_collection(l, name, v, text);
		return NULL;
	}
	if (!v->n) {
		refuse_empty(l, name, v);
		return NULL;
	}
	return v->text;
}

const char *load_scalar(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	const char *text = scalar(l, name, v, false);

	if (text && load_refuse_curly(l, v))
		return NULL;
	if (!text || v->n <= VALUE_MOST)
		return text;
	load_error(l, "type", v->at, _("`%s` takes a word or two, not a text of this length"), name);
	return NULL;
}

/* ---- text ---- */

/* A plain text that stops at a single blank and #, where a writer seldom means a comment. */
static void warn_comment(struct routine_load *l, const struct yaml_node *v)
{
	size_t left;
	const char *p = diag_from(l->d, v->at.source, v->at.end_line, v->at.end_col, &left);
	struct span at = {v->at.source, v->at.end_line, v->at.end_col + 1, v->at.end_line + 1, 1};

	if (left >= 2 && p[0] == ' ' && p[1] == '#')
		diag_hint(l->d,
			  load_warning(l, "comment", at, "%s",
				       _("the text ends here: a blank and # begin a comment, which nobody "
					 "will see or hear")),
			  "%s", _("put quotes around the text, or two blanks before a comment"));
}

/* One line: every run of line ends is a blank, the ends are trimmed. */
static const char *one_line(struct arena *a, const struct yaml_node *v)
{
	const char *p = v->text, *end = p + v->n;
	char *out, *o;

	while (p < end && (*p == ' ' || *p == '\n'))
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	if (p == v->text && !memchr(p, '\n', (size_t)(end - p)) && !*end)
		return v->text;
	out = o = arena_alloc(a, (size_t)(end - p) + 1);
	for (; p < end; p++)
		if (*p != '\n')
			*o++ = *p;
		else if (o[-1] != ' ')
			*o++ = ' ';
	return out;
}

/* Whether there is a text that is more than blanks; diagnosed if not. */
static bool check_text(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	const char *text = scalar(l, name, v, true);

	if (!text)
		return false;
	if (!v->quoted) {
		warn_comment(l, v);
		load_note_curly(l, name, v);
	}
	if (text[strspn(text, " \n")])
		return true;
	load_error(l, "no-value", v->at, _("`%s` has no value"), name);
	return false;
}

const char *load_text(struct routine_load *l, const char *name, const struct yaml_node *v)
{
	return check_text(l, name, v) ? one_line(l->arena, v) : NULL;
}

static bool set_text(struct routine_load *l, const struct key *k, const struct yaml_node *v, const char **out)
{
	*out = load_text(l, k->name, v);
	return *out != NULL;
}

static bool set_title(struct routine_load *l, const struct key *k, const struct yaml_node *v,
		      struct routine *r)
{
	int width;

	if (!set_text(l, k, v, &r->title))
		return false;
	r->title_at = v->at;
	width = text_width(r->title);
	if (width > TITLE_COLUMNS)
		load_error(l, "title", v->at, _("the title takes %d columns; %d fit on every screen"), width,
			   TITLE_COLUMNS);
	return true;
}

/* `""` is silence; a key with nothing after it is a slip. */
static bool set_speak(struct routine_load *l, const struct key *k, const struct yaml_node *v,
		      const char **out)
{
	if (v->kind == YAML_SCALAR && !v->bad && !v->n) {
		if (v->quoted)
			*out = "";
		else
			diag_hint(l->d, load_error(l, "no-value", v->at, _("`%s` has no value"), k->name),
				  "%s", _("write \"\" for silence"));
		return v->quoted;
	}
	return set_text(l, k, v, out);
}

/* strspn() would make a table of the letters for each id of a file. */
static bool is_of_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c == '.';
}

static bool set_id(struct routine_load *l, const struct key *k, const struct yaml_node *v, const char **out)
{
	const char *text = load_scalar(l, k->name, v), *p = text;
	struct load_file *f = l->file;
	size_t *bucket;

	if (!text)
		return false;
	while (is_of_id(*p))
		p++;
	if (p != text + v->n || v->n > 64) {
		load_error(l, "id", v->at, _("\"%s\" is no id: use letters, digits, - _ and ."), text);
		return false;
	}
	bucket = &f->id_bucket[text_hash(TEXT_HASH, text, v->n) % ID_BUCKETS];
	for (size_t i = *bucket; i; i = f->ids[i - 1].next)
		if (!strcmp(f->ids[i - 1].id, text)) {
			diag_relate(l->d, load_error(l, "id", v->at, _("the id \"%s\" is taken"), text),
				    f->ids[i - 1].at, "%s", _("by this step"));
			return false;
		}
	mem_grow((void **)&f->ids, f->nids, &f->cap_ids, sizeof *f->ids);
	f->ids[f->nids++] = (struct named_step){text, v->at, *bucket};
	*bucket = f->nids;
	*out = text;
	return true;
}

/* ---- words and numbers ---- */

/* The number of a word among others; their count if it is none of them. */
static size_t number_of(const char *word, const char *const *words, size_t n)
{
	size_t i = 0;

	while (i < n && strcmp(words[i], word) != 0)
		i++;
	return i;
}

/* What a step need not ask: `rate: before`. */
static bool is_of_the_session(const char *text)
{
	static const char *const words[][2] = {{"before", ""},   {"after", ""}, {"pain", ""},
					       {"soreness", ""}, {"sore", ""},  {"before and after", ""},
					       {"schmerz", ""}};

	return text_meaning(words, sizeof words / sizeof *words, text) != NULL;
}

/* One of a few words, as the value of its enum; -1 with a diagnostic if it is none of them. */
static int word_value(struct routine_load *l, const struct key *k, const struct yaml_node *v)
{
	const char *words[KEY_NAMES_MOST], *text = load_scalar(l, k->name, v), *legs;
	int first;
	size_t n = routine_words(k->type, words, &first), i;
	struct diag_entry *e;

	if (!text)
		return -1;
	i = number_of(text, words, n);
	if (i < n)
		return first + (int)i;
	e = load_error(l, "word", v->at, _("`%s` cannot be \"%s\""), k->name, text);
	if (k->type == VALUE_YES_NO && yaml_text_yes_no(text)) { /* `on` is nearer to no by its letters */
		diag_expect(l->d, e, words, n);
		load_did_you_mean(l, e, yaml_text_yes_no(text));
		return -1;
	}
	load_guess(l, e, text, words, n);
	if (k->type == VALUE_MEASURE && is_of_the_session(text)) {
		diag_hint(l->d, e,
			  _("take the step out: how sore you feel is asked before and after each session by "
			    "itself; in between "
			    "one of back, leg, reach, stands is asked"));
		return -1;
	}
	legs = k->type == VALUE_LEGS || k->type == VALUE_PRESS ? load_legs_meant(text) : NULL;
	if (legs && (k->type == VALUE_LEGS || number_of(legs, words, n) < n))
		load_did_you_mean(l, e, legs);
	else if (!e->hint) {
		struct buf all = {0};

		buf_list(&all, words, n);
		diag_hint(l->d, e, _("one of: %s"), buf_str(&all));
		buf_free(&all);
	}
	return -1;
}

static bool set_yes_no(struct routine_load *l, const struct key *k, const struct yaml_node *v, bool *out)
{
	int w;

	if (v->kind == YAML_SCALAR && (!strcmp(v->text, "true") || !strcmp(v->text, "false"))) {
		*out = *v->text == 't';
		return true;
	}
	w = word_value(l, k, v);
	*out = w > 0;
	return w >= 0;
}

static bool set_count(struct routine_load *l, const struct key *k, const struct yaml_node *v, int *out)
{
	const char *text = load_scalar(l, k->name, v);
	struct diag_entry *e;
	long count;
	char *end;

	if (!text)
		return false;
	count = *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : -1;
	if (count >= 1 && count <= COUNT_MOST && !*end) {
		*out = (int)count;
		return true;
	}
	e = load_error(l, "count", v->at, _("`%s` takes a whole number from 1 to %d"), k->name, COUNT_MOST);
	if (count >= 1 && count <= COUNT_MOST && (!strcmp(end, "x") || !strcmp(end, " times")))
		load_did_you_mean(l, e, arena_printf(l->arena, "%ld", count));
	else
		load_hint_count(l, e, k->name, text);
	return false;
}

/* The number that a coordinate in words means: `half`, `40%`, and `0,5`, as it is written where the comma divides; NULL
 * for none. */
static const char *fraction_meant(struct routine_load *l, const char *text, bool along)
{
	static const char *const downs[][2] = {{"half", "0.5"},
					       {"halfway", "0.5"},
					       {"half way", "0.5"},
					       {"middle", "0.5"},
					       {"mitte", "0.5"}};
	static const char *const outs[][2] = {{"middle", "0"},   {"centre", "0"},   {"center", "0"},
					      {"mitte", "0"},    {"inner", "-0.5"}, {"outer", "0.5"},
					      {"innen", "-0.5"}, {"aussen", "0.5"}};
	const char *comma = strchr(text, ','), *meant;
	size_t digits = strspn(text, "0123456789");
	int percent = digits && digits < 4 ? atoi(text) : -1;

	if (comma > text && strspn(text, "0123456789-") == (size_t)(comma - text) && comma[1] &&
	    strspn(comma + 1, "0123456789") == strlen(comma + 1))
		return arena_replace(l->arena, text, ",", ".");
	meant = along ? text_meaning(downs, sizeof downs / sizeof *downs, text)
		      : text_meaning(outs, sizeof outs / sizeof *outs, text);
	if (meant || !along || percent < 0 || percent > 100 ||
	    strcmp(text + digits + strspn(text + digits, " "), "%") != 0)
		return meant;
	return arena_printf(l->arena, "%d.%02d", percent / 100, percent % 100);
}

static void refuse_fraction(struct routine_load *l, const struct key *k, const struct yaml_node *v)
{
	bool along = k->type == VALUE_ALONG;
	const char *meant = fraction_meant(l, v->text, along);
	struct diag_entry *e = load_error(
		l, "place", v->at,
		along ? _("`%s` takes a number from 0, the upper end of the part, to 1, its lower end")
		      : _("`%s` takes a number from -1, the inner edge of the part, to 1, its outer edge"),
		k->name);

	if (meant)
		load_did_you_mean(l, e, meant);
}

/* A coordinate on a part of the leg. */
static bool set_fraction(struct routine_load *l, const struct key *k, const struct yaml_node *v, double lo,
			 double *out)
{
	const char *text = load_scalar(l, k->name, v);
	char *end;
	bool plain;
	double f;

	if (!text)
		return false;
	/* strtod() also reads "nan", "inf" and hexadecimal */
	plain = strspn(text, "0123456789.-") == v->n;
	f = strtod(text, &end);
	if (plain && f >= lo && f <= 1 && !*end) {
		*out = f;
		return true;
	}
	refuse_fraction(l, k, v);
	return false;
}

static bool set_version(struct routine_load *l, const struct yaml_node *v)
{
	static const char *const one = "1";
	const char *text = load_scalar(l, "unknot", v);
	struct diag_entry *e;

	if (!text || !strcmp(text, one))
		return text != NULL;
	e = load_error(l, "version", v->at, _("this program reads version 1 of the format, not \"%s\""),
		       text);
	diag_expect(l->d, e, &one, 1);
	load_did_you_mean(l, e, one);
	return false;
}

/* ---- the switch ---- */

#define FIELD(type) ((type *)(void *)((char *)into + k->offset))
#define STEP        ((struct step *)into)
#define DEFAULTS    ((struct hold_defaults *)into)

static bool set_legs(struct routine_load *l, const struct key *k, const struct yaml_node *v, struct step *s)
{
	int w = word_value(l, k, v);

	if (w < 0)
		return false;
	s->legs = (enum legs)w;
	s->legs_given = true;
	s->legs_at = v->at;
	return true;
}

static bool set_say(struct routine_load *l, const struct key *k, const struct yaml_node *v, struct step *s)
{
	s->say_at = v->at;
	return set_text(l, k, v, &s->say);
}

/* The word of an enum, stored by the caller's assignment. */
#define WORD(field, type)                                                                                    \
	do {                                                                                                 \
		w = word_value(l, k, v);                                                                     \
		if (w >= 0)                                                                                  \
			(field) = (type)w;                                                                   \
		return w >= 0;                                                                               \
	} while (0)

bool load_value(struct routine_load *l, const struct key *k, const struct yaml_node *v, void *into)
{
	int w;

	switch (k->type) {
	case VALUE_VERSION:
		return set_version(l, v);
	case VALUE_TITLE:
		return set_title(l, k, v, into);
	case VALUE_TEXT:
		return set_text(l, k, v, FIELD(const char *));
	case VALUE_NOTE:
		return check_text(l, k->name, v);
	case VALUE_LANGUAGE:
		return load_language(l, k->name, v, FIELD(const char *));
	case VALUE_NEEDS:
		return load_texts(l, k->name, v, &((struct routine *)into)->needs,
				  &((struct routine *)into)->nneeds);
	case VALUE_TAGS:
		return load_tags(l, k->name, v, into);
	case VALUE_BREATH:
		return load_breath(l, k->name, v, FIELD(struct pattern));
	case VALUE_PRESSURE:
		return load_pressure(l, v, FIELD(struct pressure));
	case VALUE_PRESS:
		WORD(*FIELD(enum press_legs), enum press_legs);
	case VALUE_BREATHS:
		return load_breaths(l, v);
	case VALUE_SITES:
		return load_sites(l, v);
	case VALUE_DEFAULTS:
		return load_map(l, v, IN_DEFAULTS, "`defaults`", FIELD(struct hold_defaults));
	case VALUE_STEPS:
		if (k->where & IN_TOP)
			return load_steps(l, v, &((struct routine *)into)->steps,
					  &((struct routine *)into)->nsteps);
		return load_steps(l, v, &STEP->steps, &STEP->nsteps);
	case VALUE_LENGTH:
		return load_length(l, k->name, v, false, FIELD(struct length));
	case VALUE_LENGTH_OR_ZERO:
		return load_length(l, k->name, v, true, FIELD(struct length));
	case VALUE_RANGE:
		return load_range(l, k->name, v, FIELD(struct length_range));
	case VALUE_YES_NO:
		return set_yes_no(l, k, v, FIELD(bool));
	case VALUE_COUNT:
		return set_count(l, k, v, FIELD(int));
	case VALUE_PLACES:
		return load_places(l, v, into);
	case VALUE_INSTEAD:
		return load_place(l, k->name, v, &STEP->instead);
	case VALUE_LEGS:
		return set_legs(l, k, v, into);
	case VALUE_STYLE:
		STEP->style_given = true;
		WORD(STEP->style, enum hold_style);
	case VALUE_DEFAULT_STYLE:
		DEFAULTS->style_given = true;
		WORD(DEFAULTS->style, enum hold_style);
	case VALUE_PICK:
		WORD(STEP->pick, enum pick);
	case VALUE_MEASURE:
		WORD(STEP->measure, enum measure);
	case VALUE_USE:
		return load_use(l, v, into);
	case VALUE_CUES:
		return load_cues(l, v, into);
	case VALUE_AT:
		return load_at(l, v, into);
	case VALUE_SOUND:
		WORD(*FIELD(enum sound), enum sound);
	case VALUE_ID:
		return set_id(l, k, v, FIELD(const char *));
	case VALUE_SAY:
		return set_say(l, k, v, into);
	case VALUE_SPEAK:
		return set_speak(l, k, v, FIELD(const char *));
	case VALUE_PART:
		WORD(*FIELD(enum part), enum part);
	case VALUE_ALONG:
		return set_fraction(l, k, v, 0, FIELD(double));
	case VALUE_ACROSS:
		return set_fraction(l, k, v, -1, FIELD(double));
	case VALUE_SECONDS:
		return load_seconds(l, k->name, v, FIELD(int32_t));
	}
	return false;
}
