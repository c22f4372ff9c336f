#include "load/atlas_load.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/i18n.h"
#include "load/yaml_text.h"
#include "load/yaml_tree.h"

struct reader {
	struct arena *arena;
	struct diag *diag;
	struct atlas *atlas;
};

/* One key of a map: how its value is read, where it goes and between which figures it must lie.
 * Readers add a diagnostic for a value that is wrong and leave the target alone. */
struct field {
	const char *key;
	void (*read)(struct reader *r, const struct field *f, const struct yaml_node *v, void *into);
	size_t to, to_hi; /* offsets; `to_hi` of the upper figure of a range */
	double lo, hi;    /* bounds of a figure; ms for durations */
	bool optional;
};

/* An error whose message names one word. */
static struct diag_entry *fault(struct reader *r, const char *code, struct span at, const char *message,
				const char *word)
{
	return diag_add(r->diag, DIAG_ERROR, code, at, message, word);
}

static void wrong_value(struct reader *r, const struct field *f, const struct yaml_node *v, const char *legal)
{
	struct diag_entry *e = fault(r, "value", v->at, _("`%s` cannot have this value"), f->key);

	diag_hint(r->diag, e, "%s", legal);
}

/* The text of a scalar; NULL with a diagnostic for anything else. */
static const char *scalar(struct reader *r, const struct field *f, const struct yaml_node *v)
{
	if (v->bad)
		return NULL;
	if (v->kind == YAML_SCALAR && v->n)
		return v->text;
	fault(r, "type", v->at, _("`%s` takes a single value"), f->key);
	return NULL;
}

static void *at_offset(void *into, size_t offset)
{
	return (char *)into + offset;
}

static void read_text(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	const char *s = scalar(r, f, v);

	if (s)
		*(const char **)at_offset(into, f->to) = s;
}

static bool digits(const char **s, const char *end, double *value)
{
	const char *start = *s;

	for (; *s < end && **s >= '0' && **s <= '9'; ++*s)
		*value = *value * 10 + (**s - '0');
	return *s > start;
}

/* A plain decimal figure, all of the `n` bytes. */
static bool parse_number(const char *s, size_t n, double *out)
{
	const char *end = s + n;
	bool minus = n && *s == '-';
	double value = 0, part = 0, scale = 1;

	s += minus;
	if (!digits(&s, end, &value))
		return false;
	if (s < end && *s == '.') {
		const char *point = ++s;

		if (!digits(&s, end, &part))
			return false;
		for (; point < s; point++)
			scale *= 10;
	}
	*out = (minus ? -1 : 1) * (value + part / scale);
	return s == end;
}

static bool parse_whole(const char *s, size_t n, double *out)
{
	return !memchr(s, '.', n) && parse_number(s, n, out);
}

static bool parse_duration(const char *s, size_t n, double *out)
{
	int64_t ms;

	if (duration_parse(s, n, &ms) != DURATION_OK)
		return false;
	*out = (double)ms;
	return true;
}

typedef bool (*parse_fn)(const char *s, size_t n, double *out);

static bool bounded(parse_fn parse, const struct field *f, const char *s, size_t n, double *out)
{
	return parse(s, n, out) && *out >= f->lo && *out <= f->hi;
}

/* One figure, or with `hi` a range `lo..hi`. */
static bool read_figures(struct reader *r, const struct field *f, const struct yaml_node *v, parse_fn parse,
			 double *lo, double *hi, const char *legal)
{
	const char *s = scalar(r, f, v), *dots;
	bool ok;

	if (!s)
		return false;
	dots = strstr(s, "..");
	if (hi)
		ok = dots && bounded(parse, f, s, (size_t)(dots - s), lo) &&
		     bounded(parse, f, dots + 2, strlen(dots + 2), hi) && *lo <= *hi;
	else
		ok = bounded(parse, f, s, strlen(s), lo);
	if (!ok)
		wrong_value(r, f, v, legal);
	return ok;
}

static void read_ms(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double ms;

	if (read_figures(r, f, v, parse_duration, &ms, NULL, _("a length such as 45s or 2m")))
		*(int64_t *)at_offset(into, f->to) = (int64_t)ms;
}

static void read_ms_range(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double lo, hi;

	if (!read_figures(r, f, v, parse_duration, &lo, &hi, _("two lengths such as 10s..2m")))
		return;
	*(int64_t *)at_offset(into, f->to) = (int64_t)lo;
	*(int64_t *)at_offset(into, f->to_hi) = (int64_t)hi;
}

static void read_count(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double n;

	if (read_figures(r, f, v, parse_whole, &n, NULL, _("a whole number within its bounds")))
		*(int *)at_offset(into, f->to) = (int)n;
}

static void read_count_range(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double lo, hi;

	if (!read_figures(r, f, v, parse_whole, &lo, &hi, _("two whole numbers such as 1..7")))
		return;
	*(int *)at_offset(into, f->to) = (int)lo;
	*(int *)at_offset(into, f->to_hi) = (int)hi;
}

static void read_real(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double n;

	if (read_figures(r, f, v, parse_number, &n, NULL, _("a figure such as 0.4, within its bounds")))
		*(double *)at_offset(into, f->to) = n;
}

static void read_real_range(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	double lo, hi;

	if (!read_figures(r, f, v, parse_number, &lo, &hi, _("two figures such as 0.2..0.4")))
		return;
	*(double *)at_offset(into, f->to) = lo;
	*(double *)at_offset(into, f->to_hi) = hi;
}

/* Which of the words the value is; -1 with a diagnostic if none. */
static int read_word(struct reader *r, const struct field *f, const struct yaml_node *v,
		     const char *const *words, size_t n)
{
	const char *s = scalar(r, f, v), *near;
	struct diag_entry *e;

	if (!s)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(s, words[i]))
			return (int)i;
	e = fault(r, "value", v->at, _("`%s` cannot have this value"), f->key);
	diag_expect(r->diag, e, words, n);
	near = text_nearest(s, words, n);
	if (near)
		diag_hint(r->diag, e, _("did you mean \"%s\"?"), near);
	return -1;
}

static void read_part(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	static const char *const words[] = {
		[PART_BUTTOCK] = "buttock", [PART_THIGH] = "thigh", [PART_CALF] = "calf"};
	int i = read_word(r, f, v, words, sizeof words / sizeof *words);

	if (i >= 0)
		*(enum part *)at_offset(into, f->to) = (enum part)i;
}

static void read_flag(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	static const char *const words[] = {"no", "yes"};
	int i = read_word(r, f, v, words, sizeof words / sizeof *words);

	if (i >= 0)
		*(bool *)at_offset(into, f->to) = i;
}

static void read_asks(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	static const char *const words[] = {"calf", "nerve"};
	struct site *s = into;
	int i = read_word(r, f, v, words, sizeof words / sizeof *words);

	if (i >= 0) {
		s->ask_calf = i == 0;
		s->ask_nerve = i == 1;
	}
}

static const struct field *field_of(const struct field *fields, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(fields[i].key, key))
			return &fields[i];
	return NULL;
}

static void unknown_key(struct reader *r, const struct field *fields, size_t n, const struct yaml_node *key)
{
	const char *words[32], *near;
	struct diag_entry *e = fault(r, "unknown-key", key->at, _("there is no key \"%s\" here"),
				     yaml_text_brief(r->arena, key->text));

	assert(n <= sizeof words / sizeof *words);
	for (size_t i = 0; i < n; i++)
		words[i] = fields[i].key;
	diag_expect(r->diag, e, words, n);
	near = text_nearest(key->text, words, n);
	if (near)
		diag_hint(r->diag, e, _("did you mean \"%s\"?"), near);
}

static bool is_map(struct reader *r, const struct yaml_node *v, const char *what)
{
	if (v->kind == YAML_MAP)
		return true;
	if (!v->bad)
		fault(r, "type", v->at, _("`%s` takes keys and values"), yaml_text_brief(r->arena, what));
	return false;
}

static bool has_key(const struct yaml_node *map, const char *key)
{
	for (size_t i = 0; i < map->count; i++)
		if (!strcmp(map->pairs[i].key->text, key))
			return true;
	return false;
}

/* One message for all, since they stand at one place. */
static void missing_keys(struct reader *r, const struct field *fields, size_t n, const struct yaml_node *map,
			 const char *what, struct span at)
{
	struct buf keys = {0};

	for (size_t i = 0; i < n; i++)
		if (!fields[i].optional && !has_key(map, fields[i].key))
			buf_addf(&keys, "%s`%s`", keys.n ? ", " : "", fields[i].key);
	if (keys.n)
		diag_add(r->diag, DIAG_ERROR, "missing-key", at, _("`%s` lacks %s"),
			 yaml_text_brief(r->arena, what), buf_str(&keys));
	buf_free(&keys);
}

/* Reads the map by its table; `what` names it in messages, `name_at` is where its name stands. */
static void read_fields(struct reader *r, const struct field *fields, size_t n, const struct yaml_node *v,
			const char *what, struct span name_at, void *into)
{
	if (!is_map(r, v, what))
		return;
	for (size_t i = 0; i < v->count; i++) {
		const struct field *f = field_of(fields, n, v->pairs[i].key->text);

		if (f)
			f->read(r, f, v->pairs[i].value, into);
		else
			unknown_key(r, fields, n, v->pairs[i].key);
	}
	missing_keys(r, fields, n, v, what, name_at);
}

#define ONE(of, member)    offsetof(struct of, member), 0
#define TWO(of, low, high) offsetof(struct of, low), offsetof(struct of, high)
#define COUNT(table)       (sizeof(table) / sizeof *(table))

enum { DAY_MS = 24 * 3600000 };

static const struct field limit_fields[] = {
	{"press", read_ms_range, TWO(limits, press_min, press_max), 1000, DAY_MS, false},
	{"press-usual", read_ms_range, TWO(limits, press_warn_lo, press_warn_hi), 1000, DAY_MS, false},
	{"presses-a-day", read_count, ONE(limits, presses_most), 1, 100, false},
	{"place-a-day", read_ms, ONE(limits, place_ms), 1000, DAY_MS, false},
	{"tool-stretch", read_ms, ONE(limits, tool_stretch), 1000, DAY_MS, false},
	{"stand", read_ms, ONE(limits, stand_min), 1000, DAY_MS, false},
	{"total", read_ms, ONE(limits, total), 1000, DAY_MS, false},
	{"tool-deep", read_ms, ONE(limits, tool_deep), 1000, DAY_MS, false},
	{"last-walk", read_ms, ONE(limits, last_walk), 1000, DAY_MS, false},
	{"pause", read_ms, ONE(limits, pause_warn), 1000, DAY_MS, false},
	{"more", read_ms, ONE(limits, more), 1000, DAY_MS, false},
	{"pressure", read_count_range, TWO(limits, pressure_lo, pressure_hi), 0, 10, false},
	{"pressure-usual", read_count, ONE(limits, pressure_warn), 0, 10, false},
	{"pressure-gentle", read_count, ONE(limits, gentle_pressure), 0, 10, false},
	{"daily-places", read_count, ONE(limits, daily_places), 1, SITES_BUILT_IN, false},
	{"segments", read_count, ONE(limits, segments), 1, 100000, false},
	{"depth", read_count, ONE(limits, depth), 1, YAML_DEPTH_MOST, false},
	{"rounds-478", read_count, ONE(limits, rounds_478), 1, 100, false},
	{"nerve-line", read_real_range, TWO(limits, nerve_lo, nerve_hi), -1, 1, false},
};

static const struct field site_fields[] = {
	{"code", read_text, ONE(site, code), 0, 0, false},
	{"name", read_text, ONE(site, name), 0, 0, false},
	{"muscle", read_text, ONE(site, muscle), 0, 0, false},
	{"part", read_part, ONE(site, part), 0, 0, false},
	{"along", read_real, ONE(site, along), 0, 1, false},
	{"search", read_real_range, TWO(site, along_lo, along_hi), 0, 1, false},
	{"across", read_real, ONE(site, across), -1, 1, false},
	{"reach", read_text, ONE(site, reach), 0, 0, false},
	{"spreads-to", read_text, ONE(site, spreads_to), 0, 0, false},
	{"press-most", read_ms, ONE(site, press_max_ms), 1000, DAY_MS, true},
	{"asks", read_asks, 0, 0, 0, 0, true},
	{"locked", read_flag, ONE(site, locked), 0, 0, true},
};

static const struct field box_fields[] = {
	{"part", read_part, ONE(zone_box, part), 0, 0, false},
	{"along", read_real_range, TWO(zone_box, along_lo, along_hi), 0, 1, false},
	{"across", read_real_range, TWO(zone_box, across_lo, across_hi), -1, 1, false},
};

static void read_boxes(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	struct zone *z = into;

	if (v->bad)
		return;
	if (v->kind != YAML_LIST || v->count > ZONE_PARTS) {
		wrong_value(r, f, v, _("a list of at most four boxes"));
		return;
	}
	for (size_t i = 0; i < v->count; i++)
		read_fields(r, box_fields, COUNT(box_fields), v->items[i], f->key, v->items[i]->at,
			    &z->box[z->nboxes++]);
}

static const struct field zone_fields[] = {
	{"name", read_text, ONE(zone, name), 0, 0, false},
	{"why", read_text, ONE(zone, why), 0, 0, false},
	{"boxes", read_boxes, 0, 0, 0, 0, false},
};

static void read_version(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	const char *s = scalar(r, f, v);

	(void)into;
	if (s && strcmp(s, "1"))
		wrong_value(r, f, v, _("this program reads version 1"));
}

static void read_limits(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	struct atlas *a = into;

	read_fields(r, limit_fields, COUNT(limit_fields), v, f->key, v->at, &a->limits);
}

/* The map shows the place, so it and the stretch in which people search must be outside all zones,
 * and it must lie in that stretch. */
static void check_site(struct reader *r, const struct yaml_pair *p, const struct site *s)
{
	const double at[] = {s->along, s->along_lo, s->along_hi};

	if (s->along < s->along_lo || s->along > s->along_hi)
		fault(r, "value", p->key->at, _("\"%s\" lies outside its own search"),
		      yaml_text_brief(r->arena, s->id));
	for (size_t i = 0; i < COUNT(at); i++) {
		const struct zone *z = atlas_zone_at(r->atlas, s->part, at[i], s->across);

		if (z)
			diag_add(r->diag, DIAG_ERROR, "zone", p->key->at,
				 _("\"%s\" reaches into %s (%s): %s"), yaml_text_brief(r->arena, s->id),
				 yaml_text_brief(r->arena, z->id), yaml_text_brief(r->arena, z->name),
				 yaml_text_brief(r->arena, z->why));
	}
}

static void read_sites(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	struct atlas *a = into;

	if (!is_map(r, v, f->key))
		return;
	if (v->count != SITES_BUILT_IN) {
		wrong_value(r, f, v, _("the atlas has eleven places"));
		return;
	}
	for (size_t i = 0; i < v->count; i++) {
		struct site *s = &a->site[i];

		s->index = (int)i;
		s->id = v->pairs[i].key->text;
		read_fields(r, site_fields, COUNT(site_fields), v->pairs[i].value, s->id, v->pairs[i].key->at,
			    s);
		for (size_t k = 0; k < i; k++)
			if (s->code && a->site[k].code && text_same(s->code, a->site[k].code))
				fault(r, "duplicate-code", v->pairs[i].key->at,
				      _("the code %s is taken already"), yaml_text_brief(r->arena, s->code));
	}
}

static void read_zones(struct reader *r, const struct field *f, const struct yaml_node *v, void *into)
{
	struct atlas *a = into;

	if (!is_map(r, v, f->key))
		return;
	if (!v->count || v->count > ZONE_MOST) {
		wrong_value(r, f, v, _("one to sixteen zones"));
		return;
	}
	for (size_t i = 0; i < v->count; i++) {
		struct zone *z = &a->zone[a->nzones++];

		z->id = v->pairs[i].key->text;
		read_fields(r, zone_fields, COUNT(zone_fields), v->pairs[i].value, z->id, v->pairs[i].key->at,
			    z);
	}
}

static const struct field top_fields[] = {
	{"atlas", read_version, 0, 0, 0, 0, false},
	{"limits", read_limits, 0, 0, 0, 0, false},
	{"sites", read_sites, 0, 0, 0, 0, false},
	{"zones", read_zones, 0, 0, 0, 0, false},
};

static const struct {
	const struct field *fields;
	size_t n;
} maps[] = {{top_fields, COUNT(top_fields)},
	    {limit_fields, COUNT(limit_fields)},
	    {site_fields, COUNT(site_fields)},
	    {zone_fields, COUNT(zone_fields)},
	    {box_fields, COUNT(box_fields)}};

/* The field of any map with a key of this name; NULL. */
static const struct field *any_field(const char *name, size_t n)
{
	for (size_t m = 0; m < COUNT(maps); m++)
		for (size_t i = 0; i < maps[m].n; i++)
			if (strlen(maps[m].fields[i].key) == n && !memcmp(maps[m].fields[i].key, name, n))
				return &maps[m].fields[i];
	return NULL;
}

static bool is_key(const char *name, size_t n)
{
	return any_field(name, n) != NULL;
}

static bool is_text(const char *name, size_t n)
{
	const struct field *f = any_field(name, n);

	return f && f->read == read_text;
}

static const struct yaml_words words = {.key = is_key, .text = is_text};

/* What needs the whole atlas. */
static void check_whole(struct reader *r, const struct yaml_node *top)
{
	for (size_t i = 0; i < top->count; i++) {
		const struct yaml_node *v = top->pairs[i].value;

		if (!strcmp(top->pairs[i].key->text, "sites"))
			for (size_t k = 0; k < v->count; k++)
				check_site(r, &v->pairs[k], &r->atlas->site[k]);
	}
	for (int i = 0; i < SITES_BUILT_IN; i++)
		if (!r->atlas->site[i].press_max_ms)
			r->atlas->site[i].press_max_ms = r->atlas->limits.press_max;
}

const struct atlas *atlas_load(struct arena *a, struct diag *d, const char *path, const char *bytes, size_t n)
{
	uint16_t source = diag_source(d, path, bytes, n);
	struct reader r = {a, d, arena_alloc(a, sizeof *r.atlas)};
	size_t errors = diag_count(d, DIAG_ERROR);
	bool cut = false;
	const struct yaml_node *top = yaml_tree(a, a, d, source, bytes, n, &words, &cut);

	if (!top || cut)
		return NULL;
	read_fields(&r, top_fields, COUNT(top_fields), top, "atlas", top->at, r.atlas);
	if (diag_count(d, DIAG_ERROR) > errors)
		return NULL;
	check_whole(&r, top);
	return diag_count(d, DIAG_ERROR) > errors ? NULL : r.atlas;
}
