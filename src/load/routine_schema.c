/* The schema for editors, from the table of keys. A step is one object that lists every key: which
 * key names it is the loader's to say, since `oneOf` makes editors give misleading messages. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "core/breath.h"
#include "load/routine_keys.h"
#include "load/routine_load.h"

/* What editors should let through; the loader is stricter where a regular expression would only
 * puzzle people. */
#define ONE_LENGTH "([0-9]+(\\.[0-9]+)?[hms])+|[0-9]+:[0-5][0-9](\\.[0-9]+)?|[0-9]+ breaths?"
#define LENGTH     "^(" ONE_LENGTH ")$"
#define RANGE      "^(" ONE_LENGTH "|[0-9.:hms]+\\.\\.[0-9.:hms]+|[0-9]+\\.\\.[0-9]+ breaths?)$"

static void put(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_string(j, value);
}

static void type_of(struct json *j, const char *a, const char *b, const char *c)
{
	json_key(j, "type");
	json_flat(j, '[');
	json_string(j, a);
	if (b)
		json_string(j, b);
	if (c)
		json_string(j, c);
	json_end(j);
}

/* Plain YAML values such as `no` or 12 are text to the loader, whatever an editor takes them for. */
static void any_text(struct json *j)
{
	type_of(j, "string", "number", "boolean");
}

static void matching(struct json *j, const char *pattern)
{
	put(j, "type", "string");
	put(j, "pattern", pattern);
}

static void integers(struct json *j, int lo, int hi)
{
	put(j, "type", "integer");
	json_key(j, "minimum");
	json_int(j, lo);
	json_key(j, "maximum");
	json_int(j, hi);
}

static void words(struct json *j, enum value_type t)
{
	const char *names[KEY_NAMES_MOST];
	size_t n = routine_words(t, names, NULL);

	json_key(j, "enum");
	json_flat(j, '[');
	for (size_t i = 0; i < n; i++)
		json_string(j, names[i]);
	if (t == VALUE_YES_NO) {
		json_bool(j, true);
		json_bool(j, false);
	}
	json_end(j);
}

static void reference(struct json *j, const char *name)
{
	json_key(j, "items");
	json_flat(j, '{');
	put(j, "$ref", name);
	json_end(j);
}

/* What editors offer, beside which anything may stand. */
static void offer(struct json *j, const char *const *names, size_t n)
{
	json_key(j, "examples");
	json_flat(j, '[');
	for (size_t i = 0; i < n; i++)
		json_string(j, names[i]);
	json_end(j);
}

static void list_of_texts(struct json *j, enum value_type t)
{
	const char *tags[KEY_NAMES_MOST];

	put(j, "type", "array");
	json_key(j, "items");
	json_flat(j, '{');
	any_text(j);
	if (t == VALUE_TAGS)
		offer(j, tags, routine_tags(tags));
	json_end(j);
}

static void properties(struct json *j, const struct atlas *atlas, uint32_t where);

static void map_of(struct json *j, const struct atlas *atlas, uint32_t where)
{
	put(j, "type", "object");
	properties(j, atlas, where);
}

/* A map whose keys the author chooses. */
static void named_maps(struct json *j, const struct atlas *atlas, uint32_t where)
{
	put(j, "type", "object");
	json_key(j, "additionalProperties");
	json_object(j);
	if (where == IN_BREATH)
		type_of(j, "string", "object", NULL);
	else
		put(j, "type", "object");
	properties(j, atlas, where);
	json_end(j);
}

static void places(struct json *j, const struct atlas *atlas)
{
	const char *ids[SITES_BUILT_IN];

	for (int i = 0; i < SITES_BUILT_IN; i++)
		ids[i] = atlas->site[i].id;
	offer(j, ids, SITES_BUILT_IN);
}

static void pattern_names(struct json *j)
{
	size_t n;
	const char *const *names = breath_names(&n);

	offer(j, names, n);
}

static void value(struct json *j, const struct atlas *atlas, enum value_type t)
{
	char levels[40];

	switch (t) {
	case VALUE_VERSION:
		integers(j, 1, 1);
		break;
	case VALUE_TITLE:
	case VALUE_TEXT:
	case VALUE_NOTE:
	case VALUE_SAY:
	case VALUE_SPEAK:
	case VALUE_LANGUAGE:
		any_text(j);
		break;
	case VALUE_ID:
		any_text(j);
		put(j, "pattern", "^[A-Za-z0-9._-]{1,64}$");
		break;
	case VALUE_USE:
		put(j, "type", "string");
		break;
	case VALUE_NEEDS:
	case VALUE_TAGS:
		list_of_texts(j, t);
		break;
	case VALUE_BREATH:
		type_of(j, "string", "object", NULL);
		pattern_names(j);
		properties(j, atlas, IN_BREATH);
		break;
	case VALUE_PRESSURE:
		type_of(j, "integer", "string", NULL);
		json_key(j, "minimum");
		json_int(j, atlas->limits.pressure_lo);
		json_key(j, "maximum");
		json_int(j, atlas->limits.pressure_hi);
		snprintf(levels, sizeof levels, "^[%d-%d](\\.\\.[%d-%d])?$", atlas->limits.pressure_lo,
			 atlas->limits.pressure_hi, atlas->limits.pressure_lo, atlas->limits.pressure_hi);
		put(j, "pattern", levels);
		break;
	case VALUE_BREATHS:
		named_maps(j, atlas, IN_BREATH);
		break;
	case VALUE_SITES:
		named_maps(j, atlas, IN_SITE);
		break;
	case VALUE_DEFAULTS:
		map_of(j, atlas, IN_DEFAULTS);
		break;
	case VALUE_STEPS:
		put(j, "type", "array");
		json_key(j, "minItems");
		json_int(j, 1);
		reference(j, "#/definitions/step");
		break;
	case VALUE_LENGTH:
	case VALUE_LENGTH_OR_ZERO:
		matching(j, LENGTH);
		break;
	case VALUE_RANGE:
		matching(j, RANGE);
		break;
	case VALUE_COUNT:
		integers(j, 1, 1000);
		break;
	case VALUE_PLACES:
		type_of(j, "string", "array", NULL);
		json_key(j, "items");
		json_flat(j, '{');
		put(j, "type", "string");
		json_end(j);
		places(j, atlas);
		break;
	case VALUE_INSTEAD:
		put(j, "type", "string");
		places(j, atlas);
		break;
	case VALUE_CUES:
		put(j, "type", "array");
		reference(j, "#/definitions/cue");
		break;
	case VALUE_AT:
		matching(j, "^(half|-?(([0-9]+(\\.[0-9]+)?[hms])+|[0-9]+:[0-5][0-9](\\.[0-9]+)?))$");
		break;
	case VALUE_ALONG:
	case VALUE_ACROSS:
		put(j, "type", "number");
		json_key(j, "minimum");
		json_int(j, t == VALUE_ALONG ? 0 : -1);
		json_key(j, "maximum");
		json_int(j, 1);
		break;
	case VALUE_SECONDS:
		put(j, "type", "number");
		break;
	case VALUE_PRESS:
	case VALUE_YES_NO:
	case VALUE_LEGS:
	case VALUE_STYLE:
	case VALUE_DEFAULT_STYLE:
	case VALUE_PICK:
	case VALUE_MEASURE:
	case VALUE_SOUND:
	case VALUE_PART:
		words(j, t);
		break;
	}
}

/* The sentences of all rows that have this name in these maps. */
static void describe(struct json *j, uint32_t where, const char *name)
{
	struct buf text = {0};
	size_t n;
	const struct key *keys = routine_keys(&n);

	for (size_t i = 0; i < n; i++)
		if (keys[i].where & where && !strcmp(keys[i].name, name))
			buf_addf(&text, "%s%s", text.n ? " " : "", keys[i].help);
	put(j, "description", buf_str(&text));
	buf_free(&text);
}

static void required(struct json *j, uint32_t where)
{
	size_t n;
	const struct key *keys = routine_keys(&n);

	json_key(j, "required");
	json_flat(j, '[');
	for (size_t i = 0; i < n; i++)
		if (keys[i].where & where && keys[i].required)
			json_string(j, keys[i].name);
	json_end(j);
}

/* Of a part of a breath: in and out take from 1 s to 20 s, the others may be left out. */
static void seconds(struct json *j, bool in_or_out)
{
	json_key(j, "minimum");
	json_int(j, in_or_out ? 1 : 0);
	json_key(j, "maximum");
	json_int(j, in_or_out ? 20 : 60);
}

static void properties(struct json *j, const struct atlas *atlas, uint32_t where)
{
	const char *names[KEY_NAMES_MOST];
	size_t n = routine_key_names(where, names);

	json_key(j, "additionalProperties");
	json_bool(j, false);
	/* only some kinds of step need `steps` */
	if (!(where & (IN_STEPS | IN_DEFAULTS)))
		required(j, where);
	json_key(j, "properties");
	json_object(j);
	for (size_t i = 0; i < n; i++) {
		const struct key *key = routine_key(where, names[i]);

		json_key(j, names[i]);
		json_object(j);
		describe(j, where, names[i]);
		value(j, atlas, key->type);
		if (key->type == VALUE_SECONDS)
			seconds(j, key->required);
		json_end(j);
	}
	json_end(j);
}

static void definition(struct json *j, const struct atlas *atlas, const char *name, uint32_t where)
{
	json_key(j, name);
	json_object(j);
	map_of(j, atlas, where);
	json_end(j);
}

void routine_schema(const struct atlas *atlas, struct buf *out)
{
	struct json j = json_to(out, true);

	json_object(&j);
	put(&j, "$schema", "http://json-schema.org/draft-07/schema#");
	put(&j, "title", "unknot routine, version 1");
	map_of(&j, atlas, IN_TOP);
	json_key(&j, "definitions");
	json_object(&j);
	definition(&j, atlas, "step", IN_STEPS);
	definition(&j, atlas, "cue", IN_CUE);
	json_end(&j);
	json_end(&j);
}
