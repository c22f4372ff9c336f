/* The places of a hold, and an author's own places. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "load/routine_parts.h"

enum { NAMES_MOST = SITES_BUILT_IN + SITE_MOST, ID_MOST = 40 };

/* ---- naming a place ---- */

/* The place of this id or code: the author's own or the atlas's. NULL if there is none. */
static const struct site *find_site(struct routine_load *l, const char *name)
{
	struct routine *r = l->file->r;

	for (size_t i = 0; i < r->nsites; i++)
		if (text_same(r->sites[i]->id, name) ||
		    (r->sites[i]->code && text_same(r->sites[i]->code, name))) {
			l->file->site_used[i] = true;
			return r->sites[i];
		}
	return atlas_site(l->atlas, name);
}

/* All ids, then (for a guess only) the codes. Returns the count of the ids; `*all` of both. */
static size_t site_names(struct routine_load *l, const char *out[NAMES_MOST], size_t *all)
{
	size_t n = 0, ids;

	for (int i = 0; i < SITES_BUILT_IN; i++)
		out[n++] = l->atlas->site[i].id;
	for (size_t i = 0; i < l->file->r->nsites && n < NAMES_MOST - SITES_BUILT_IN; i++)
		out[n++] = l->file->r->sites[i]->id;
	ids = n;
	for (int i = 0; i < SITES_BUILT_IN; i++)
		out[n++] = l->atlas->site[i].code;
	*all = n;
	return ids;
}

const char *load_as_list(struct routine_load *l, const char *text)
{
	static const char between[] = ", &+/;()[]{}";
	char *copy = arena_strdup(l->arena, text), *save = NULL, *word;
	struct buf out = {0};
	const char *list = NULL, *one = NULL;
	size_t n = 0;

	for (word = strtok_r(copy, between, &save); word; word = strtok_r(NULL, between, &save)) {
		if (n && !strcmp(word, "and"))
			continue;
		if (!find_site(l, word))
			goto out;
		buf_addf(&out, "%s%s", n++ ? ", " : "[", word);
		one = word;
	}
	buf_addc(&out, ']');
	if (n)
		list = n > 1 ? arena_strdup(l->arena, buf_str(&out)) : one;
out:
	buf_free(&out);
	return list;
}

/* A key that ran into the line of the place: `T2 for: 60s` cannot reach here, `T2 for 60s` can. */
static const char *first_word_site(struct routine_load *l, const char *text)
{
	size_t n = strcspn(text, " ,:");
	const char *word = arena_strndup(l->arena, text, n);

	return text[n] && find_site(l, word) ? word : NULL;
}

/* Every code is one letter from any other, so a guess would be idle. */
static void hint_codes(struct routine_load *l, struct diag_entry *e)
{
	struct buf codes = {0};

	for (int i = 0; i < SITES_BUILT_IN; i++)
		buf_addf(&codes, "%s%s", i ? ", " : "", l->atlas->site[i].code);
	diag_hint(l->d, e, _("the codes are %s"), buf_str(&codes));
	buf_free(&codes);
}

/* Places that are written in another way than as a list, or one with more round it than its name. */
static void refuse_list(struct routine_load *l, struct span at, const char *text, const char *list)
{
	load_did_you_mean(l,
			  *list == '['
				  ? load_error(l, "site", at, "%s", _("several places are written as a list"))
				  : load_error(l, "site", at, _("there is no site \"%s\""), text),
			  list);
}

/* `[T2; T4]` and `{T2, T4}`, which are a list of one and a map to YAML. */
static bool refuse_as_list(struct routine_load *l, const struct yaml_node *v)
{
	const char open = v->kind == YAML_MAP ? '{' : '[', *list;
	struct buf text = {0};
	bool right = v->kind == YAML_LIST, plain = true;

	if (v->kind == YAML_SCALAR || v->bad || v->count > SITE_MOST || load_first_char(l, v->at) != open)
		return false;
	for (size_t i = 0; i < v->count && plain; i++) {
		const struct yaml_node *one = v->kind == YAML_LIST ? v->items[i] : v->pairs[i].key;

		/* with a value of its own it is a key */
		plain = one->kind == YAML_SCALAR &&
			(v->kind == YAML_LIST ||
			 (v->pairs[i].value->kind == YAML_SCALAR && !v->pairs[i].value->n));
		if (!plain)
			break;
		right = right && find_site(l, one->text);
		buf_addf(&text, "%s%s", i ? ", " : "", one->text);
	}
	if (!plain || right) {
		buf_free(&text);
		return false;
	}
	list = load_as_list(l, buf_str(&text));
	if (list && v->kind == YAML_MAP && *list != '[')
		load_did_you_mean(l,
				  load_error(l, "type", v->at, "%s",
					     _("`hold` takes a place or a list of them, not a map of keys")),
				  list);
	else if (list)
		refuse_list(l, v->at, buf_str(&text), list);
	buf_free(&text);
	return list != NULL;
}

static bool refuse_site(struct routine_load *l, struct span at, const char *text)
{
	const char *names[NAMES_MOST], *plain, *list, *first;
	size_t all, ids = site_names(l, names, &all);
	struct diag_entry *e;

	plain = load_plain_spelling(l->arena, text);
	list = load_as_list(l, text);
	first = list ? NULL : first_word_site(l, text);
	if (plain && find_site(l, plain)) {
		e = load_error(l, "character", at,
			       _("\"%s\" has a character that only looks like a plain one"), text);
		load_did_you_mean(l, e, plain);
		return false;
	}
	if (list) {
		refuse_list(l, at, text, list);
		return false;
	}
	e = load_error(l, "site", at, _("there is no site \"%s\""), text);
	if (first) {
		diag_expect(l->d, e, names, ids);
		if (!load_hint_press(l, e, text))
			diag_hint(l->d, e,
				  _("put what comes after \"%s\" on a line of its own, as a key such as for: "
				    "%s"),
				  first, load_example("for"));
		return false;
	}
	if (strlen(text) > 2)
		load_guess(l, e, text, names, all);
	else
		hint_codes(l, e);
	if (!e->hint)
		load_guess_place(l, e, text, names, ids);
	diag_expect(l->d, e, names, ids);
	return false;
}

/* `[outer thigh, half way down]` is one place of the screen cut in two by its comma: its id, or NULL. */
static const char *cut_name(struct routine_load *l, const struct yaml_node *a, const struct yaml_node *b)
{
	size_t n;

	if (a->kind != YAML_SCALAR || b->kind != YAML_SCALAR)
		return NULL;
	for (int i = 0; i < SITES_BUILT_IN; i++) {
		const char *name = l->atlas->site[i].name;

		n = strcspn(name, ",");
		if (name[n] && a->n == n && text_same(arena_strndup(l->arena, name, n), a->text) &&
		    text_same(name + n + 2, b->text))
			return l->atlas->site[i].id;
	}
	return NULL;
}

static void refuse_cut_name(struct routine_load *l, const struct yaml_node *a, const struct yaml_node *b,
			    const char *id)
{
	load_did_you_mean(l,
			  load_error(l, "site", span_join(a->at, b->at), _("there is no site \"%s, %s\""),
				     a->text, b->text),
			  id);
}

bool load_place(struct routine_load *l, const char *name, const struct yaml_node *v, struct place *out)
{
	const char *text = load_scalar(l, name, v);
	const struct site *site;

	if (!text)
		return false;
	site = find_site(l, text);
	if (!site)
		return refuse_site(l, v->at, text);
	*out = (struct place){site, v->at};
	return true;
}

bool load_places(struct routine_load *l, const struct yaml_node *v, struct step *s)
{
	size_t n = v->kind == YAML_LIST ? v->count : 1;
	bool ok = true;

	if (v->kind == YAML_LIST && !n && !v->open) {
		load_error(l, "no-value", v->at, "%s", _("the list of places is empty"));
		return false;
	}
	if (refuse_as_list(l, v))
		return false;
	s->places = arena_array(l->arena, n, sizeof *s->places);
	for (size_t i = 0; i < n; i++) {
		size_t mark = v->kind == YAML_LIST ? load_down_item(l, i) : l->path.n;
		const char *id = i + 1 < n ? cut_name(l, v->items[i], v->items[i + 1]) : NULL;

		if (id) {
			refuse_cut_name(l, v->items[i], v->items[i + 1], id);
			i++;
			ok = false;
		} else if (load_place(l, "hold", v->kind == YAML_LIST ? v->items[i] : v,
				      &s->places[s->nplaces]))
			s->nplaces++;
		else
			ok = false;
		load_up(l, mark);
	}
	return ok;
}

/* ---- an author's own places ---- */

static const char *const id_letters = "abcdefghijklmnopqrstuvwxyz0123456789-";

/* The id that a name was meant for: `Wade Mitte` as wade-mitte, with the umlauts as they are written without; NULL if
 * nothing of it is left, or the place is taken. */
static const char *guess_id(struct routine_load *l, const struct yaml_node *map, const struct yaml_node *key)
{
	static const char *const letters[][2] = {{"\303\244", "ae"}, {"\303\266", "oe"}, {"\303\274", "ue"},
						 {"\303\204", "ae"}, {"\303\226", "oe"}, {"\303\234", "ue"},
						 {"\303\237", "ss"}, {" ", "-"},         {"_", "-"},
						 {".", "-"}};
	const char *id = key->n <= ID_MOST && !load_nobody_reads(l) ? key->text : "";
	char *small;

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		id = arena_replace(l->arena, id, letters[i][0], letters[i][1]);
	small = arena_strdup(l->arena, id);
	for (char *p = small; *p; p++)
		*p |= *p >= 'A' && *p <= 'Z' ? 0x20 : 0;
	if (!*small || *small == '-' || strlen(small) > ID_MOST || small[strspn(small, id_letters)])
		return NULL;
	return find_site(l, small) || load_find(map, small) ? NULL : small;
}

/* Whether a place may be read under this key. One whose name will not do is read too, so that its uses are no faults:
 * `*id` is the one that it should have then. */
static bool check_id(struct routine_load *l, const struct yaml_node *map, const struct yaml_node *key,
		     const char **id)
{
	struct routine *r = l->file->r;
	struct diag_entry *e;
	const char *meant;

	*id = key->text;
	for (size_t i = 0; i < r->nsites && i < SITE_MOST; i++)
		if (text_same(r->sites[i]->id, key->text))
			return false;
	if (!key->n || key->n > ID_MOST || strspn(key->text, id_letters) != key->n || key->text[0] == '-') {
		e = load_error(l, "name", key->at,
			       _("\"%s\" cannot name a place: use small letters, digits and -"),
			       load_brief(l, key->text));
		meant = guess_id(l, map, key);
		if (meant) {
			load_did_you_mean(l, e, meant);
			*id = meant;
		}
		return key->n && key->n <= ID_MOST;
	}
	if (atlas_site(l->atlas, key->text)) {
		load_error(l, "name", key->at, _("\"%s\" is a built-in place; give yours another id"),
			   load_brief(l, key->text));
		return false;
	}
	return true;
}

/* What the atlas would hold for a place of its own: the caps of an ordinary one, and the clot
 * question on a calf. */
static void complete_site(struct routine_load *l, struct site *s)
{
	s->press_max_ms = l->atlas->limits.press_max;
	s->ask_calf = s->part == PART_CALF;
	s->along_lo = s->along_hi = s->along;
}

/* `v`: NULL once it was diagnosed. A place under a name that will not do is found by that too, as by a code. */
static void add_site(struct routine_load *l, const char *id, const struct yaml_node *key,
		     const struct yaml_node *v)
{
	struct routine *r = l->file->r;
	struct site *s = arena_alloc(l->arena, sizeof *s);

	/* a place that does not read keeps its name and lies where one may, so that it is one fault only */
	if (!v || !load_map(l, v, IN_SITE, _("a site"), s)) {
		l->broken = true;
		*s = l->atlas->site[0];
	}
	s->id = id;
	s->code = id == key->text ? NULL : key->text;
	if (l->next_site == SITE_MOST) {
		load_error(l, "name", key->at, _("there are over %d places of its own, which is too many"),
			   SITE_MOST - SITES_BUILT_IN);
		s->index = SITE_MOST - 1;
	} else {
		s->index = l->next_site++;
	}
	complete_site(l, s);
	r->own_places[r->nsites] = (struct place){s, key->at};
	r->sites[r->nsites++] = s;
}

/* `sites:` with the keys of a place right below it. */
static bool refuse_no_id(struct routine_load *l, const struct yaml_node *v)
{
	struct diag_entry *e;
	int places = 0;

	if (!v->count || !routine_key(IN_SITE, v->pairs[0].key->text) ||
	    v->pairs[0].value->kind != YAML_SCALAR)
		return false;
	for (size_t i = 0; i < v->count; i++)
		places += !strcmp(v->pairs[i].key->text, v->pairs[0].key->text);
	e = load_error(l, "type", v->pairs[0].key->at, "%s",
		       _("the keys of a place stand right below `sites`, and its id is missing"));
	diag_hint(l->d, e, "%s",
		  places > 1 ? _("write an id of your own, like my-place:, on a line above the keys of each "
				 "place, and indent the keys below it")
			     : _("write an id of your own, like my-place:, on a line above them, and indent "
				 "them below it"));
	return true;
}

bool load_sites(struct routine_load *l, const struct yaml_node *v)
{
	struct routine *r = l->file->r;
	size_t n = v->kind == YAML_MAP ? v->count : 0;

	if (v->kind != YAML_MAP) {
		if (!v->bad)
			diag_hint(l->d,
				  load_error(l, "type", v->at, "%s",
					     _("`sites` takes a map of ids and places")),
				  "%s", _("write each id on a line of its own, its keys indented below it"));
		return false;
	}
	if (refuse_no_id(l, v))
		return false;
	r->sites = arena_array(l->arena, n, sizeof *r->sites);
	r->own_places = arena_array(l->arena, n, sizeof *r->own_places);
	l->file->site_used = arena_array(l->arena, n, sizeof *l->file->site_used);
	for (size_t i = 0; i < n; i++) {
		size_t mark = load_down(l, v->pairs[i].key->text);

		size_t beside = load_refuse_beside(l, v, i, IN_SITE);
		const char *id;

		if (check_id(l, v, v->pairs[i].key, &id))
			add_site(l, id, v->pairs[i].key, beside ? NULL : v->pairs[i].value);
		i += beside;
		load_up(l, mark);
	}
	return true;
}
