#include "load/routine_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/limits.h"
#include "load/routine_parts.h"

enum { FILES_MOST = 64 /* that one routine may use, and how deep the search for circles goes */ };

/* ---- the top of a file ---- */

/* `folder/daily.yaml` is daily. */
static const char *id_of(struct arena *a, const char *path)
{
	const char *name = text_file_name(path), *dot = strrchr(name, '.');

	if (dot && dot > name && (!strcmp(dot, ".yaml") || !strcmp(dot, ".yml")))
		return arena_strndup(a, name, (size_t)(dot - name));
	return arena_strdup(a, name);
}

static struct routine *routine_new(struct routine_load *l, const char *path, uint16_t source)
{
	struct routine *r = arena_alloc(l->arena, sizeof *r);

	r->id = id_of(l->arena, path);
	r->path = arena_strdup(l->arena, path);
	r->source = source;
	r->language = "en";
	r->pressure = routine_pressure_default;
	r->breath.breath = routine_breath_default;
	return r;
}

/* A routine says whom it is for; a part is never started by itself. */
static void warn_for_whom(struct routine_load *l, const struct yaml_node *root)
{
	bool suits = load_find(root, "suits") || load_is_meant(root, IN_TOP, "suits"),
	     not_for = load_find(root, "not-for") || load_is_meant(root, IN_TOP, "not-for");
	const struct yaml_node *at = root->pairs[0].key;
	struct diag_entry *e;

	if (l->file->cut || l->file->r->tag_bits & TAG_PART || (suits && not_for))
		return;
	for (size_t i = 0; i < root->count; i++)
		if (!strcmp(root->pairs[i].key->text, "about"))
			at = root->pairs[i].key;
	e = load_warning(l, "for-whom", at->at, "%s",
			 suits     ? _("`not-for` is not given")
			 : not_for ? _("`suits` is not given")
				   : _("`suits` and `not-for` are not given"));
	diag_hint(l->d, e, "%s",
		  suits ? _("tell who should leave it alone")
			: _("tell whom it suits, and who should leave it alone"));
}

static void warn_unused(struct routine_load *l)
{
	struct load_file *f = l->file;

	if (f->cut || l->broken)
		return;
	for (size_t i = 0; i < f->nbreaths; i++)
		if (!f->breaths[i].used)
			load_warning(l, "unused", f->breaths[i].at, _("no step uses the breath pattern `%s`"),
				     f->breaths[i].name);
	for (size_t i = 0; i < f->r->nsites; i++)
		if (!f->site_used[i])
			load_warning(l, "unused", f->r->own_places[i].at, _("no hold uses the place `%s`"),
				     f->r->sites[i]->id);
}

/* `told`: its text has an error, which may have taken its keys. */
static void load_root(struct routine_load *l, const struct yaml_node *root, bool told)
{
	struct load_file *f = l->file;

	f->failed = true;
	l->broken |= f->cut;
	if (!root || root->bad) {
		l->broken = true;
		return;
	}
	if (root->kind != YAML_MAP) {
		l->broken = true;
		diag_hint(
			l->d, load_error(l, "type", root->at, "%s", _("a routine is a map of keys")), "%s",
			root->kind == YAML_LIST
				? _("put `unknot: 1`, `title:`, `about:` and `steps:` above the list; "
				    "`unknot "
				    "new NAME` writes a file to begin with")
				: _("begin the file with unknot: 1; `unknot new NAME` writes a file to begin "
				    "with"));
		return;
	}
	if (!root->count && told) {
		l->broken = true;
		return;
	}
	load_map(l, root, IN_TOP, _("a routine"), f->r);
	f->failed = !f->r->nsteps;
	l->broken |= f->failed;
	if (root->count)
		warn_for_whom(l, root);
	warn_unused(l);
}

static const struct yaml_words words = {.key = routine_key_known, .text = routine_key_is_text, .steps = true};

static struct load_file *read_file(struct routine_load *l, const char *path, const char *bytes, size_t n)
{
	struct load_file *f = mem_calloc(1, sizeof *f);
	struct arena *nodes = arena_new(); /* as large as the routine, so they go as soon as it is read */
	const struct yaml_node *root;
	size_t errors = diag_count(l->d, DIAG_ERROR);
	uint16_t source;

	source = diag_source(l->d, path, bytes, n > YAML_BYTES_MOST ? 0 : n);
	f->r = routine_new(l, path, source);
	mem_grow((void **)&l->files, l->nfiles, &l->cap_files, sizeof *l->files);
	l->files[l->nfiles++] = l->file = f;
	root = yaml_tree(l->arena, nodes, l->d, source, bytes, n, &words, &f->cut);
	load_root(l, root, diag_count(l->d, DIAG_ERROR) > errors);
	l->guessed = NULL;
	arena_free(nodes);
	return f;
}

struct routine_load *routine_load_begin(struct arena *a, const struct atlas *atlas, struct diag *d,
					const char *path, const char *bytes, size_t n)
{
	struct routine_load *l = mem_calloc(1, sizeof *l);

	l->arena = a;
	l->atlas = atlas;
	l->d = d;
	l->next_site = SITES_BUILT_IN;
	read_file(l, path, bytes, n);
	return l;
}

/* ---- files that are used ---- */

static struct pending_use *next_use(struct routine_load *l)
{
	for (; l->file_at < l->nfiles; l->file_at++, l->use_at = 0)
		if (l->use_at < l->files[l->file_at]->nuses)
			return &l->files[l->file_at]->uses[l->use_at];
	return NULL;
}

bool routine_load_wants(struct routine_load *l, const char **from, const char **use)
{
	struct pending_use *u = next_use(l);

	if (!u)
		return false;
	*from = l->files[l->file_at]->r->path;
	*use = u->want;
	return true;
}

static struct load_file *find_file(struct routine_load *l, const char *path)
{
	for (size_t i = 0; i < l->nfiles; i++)
		if (!strcmp(l->files[i]->r->path, path))
			return l->files[i];
	return NULL;
}

/* A sentence as a message has it: no capital, unless a name begins it, and no full stop. */
static const char *as_clause(struct routine_load *l, const struct pending_use *u, const char *sentence,
			     size_t n)
{
	char *clause;

	n -= n && sentence[n - 1] == '.';
	clause = arena_strndup(l->arena, sentence, n);
	if (strncmp(clause, u->want, strlen(u->want)) != 0 && *clause >= 'A' && *clause <= 'Z' &&
	    clause[1] >= 'a' && clause[1] <= 'z' && clause[strcspn(clause, " ./")] == ' ')
		*clause |= 0x20;
	return clause;
}

/* `why`: a sentence or two of whoever looked for the file; the second tells what to do. */
static void refuse_use(struct routine_load *l, const struct pending_use *u, const char *why)
{
	const char *end = strstr(why, ". ");
	size_t first = end ? (size_t)(end - why) : strlen(why);
	struct diag_entry *e =
		diag_add(l->d, DIAG_ERROR, "use", u->step->value_at, "%s", as_clause(l, u, why, first));

	diag_path(l->d, e, u->path);
	if (end)
		diag_hint(l->d, e, "%s", as_clause(l, u, end + 2, strlen(end + 2)));
	l->broken = true;
}

void routine_load_give(struct routine_load *l, const char *path, const char *bytes, size_t n)
{
	struct pending_use u = *next_use(l);
	struct load_file *f = find_file(l, path);

	l->use_at++;
	if (!f && l->nfiles == FILES_MOST) {
		refuse_use(l, &u, _("over 64 files are used, more than can be kept apart"));
		return;
	}
	if (!f)
		f = read_file(l, path, bytes, n);
	if (!f->failed)
		u.step->use = f->r;
	else
		l->broken = true;
}

void routine_load_missing(struct routine_load *l, const char *why)
{
	const struct pending_use *u = next_use(l);

	refuse_use(l, u, why);
	l->use_at++;
}

/* ---- the whole ---- */

static struct load_file *file_of(struct routine_load *l, const struct routine *r)
{
	for (size_t i = 0; i < l->nfiles; i++)
		if (l->files[i]->r == r)
			return l->files[i];
	return NULL;
}

static void refuse_circle(struct routine_load *l, struct pending_use *u, const struct load_file *back_to)
{
	struct diag_entry *e =
		diag_add(l->d, DIAG_ERROR, "circle", u->step->value_at,
			 _("using `%s` here goes round in a circle and would never end"), u->want);

	diag_path(l->d, e, u->path);
	if (back_to->nuses)
		diag_relate(l->d, e, back_to->uses[0].step->value_at, "%s", _("the circle began here"));
	u->step->use = NULL;
	l->broken = true;
}

static void check_circles(struct routine_load *l, struct load_file *f)
{
	f->visiting = 1;
	for (size_t i = 0; i < f->nuses; i++) {
		struct pending_use *u = &f->uses[i];
		struct load_file *to = u->step->use ? file_of(l, u->step->use) : NULL;

		if (!to)
			continue;
		if (to->visiting == 1)
			refuse_circle(l, u, to);
		else if (!to->visiting)
			check_circles(l, to);
	}
	f->visiting = 2;
}

/* Whether a file or one that it uses chooses a leg itself. Circles are cut by now; each file is asked
 * once, since many may use many. */
static bool chooses_leg(struct routine_load *l, struct load_file *f)
{
	for (size_t i = 0; i < f->nuses && !f->legs_known; i++)
		if (f->uses[i].step->use && chooses_leg(l, file_of(l, f->uses[i].step->use)))
			f->has_legs = true;
	f->legs_known = true;
	return f->has_legs;
}

static void check_legs(struct routine_load *l, struct load_file *f)
{
	for (size_t i = 0; i < f->nuses; i++) {
		struct pending_use *u = &f->uses[i];
		struct diag_entry *e;

		if (!u->in_legs || !u->step->use || !chooses_leg(l, file_of(l, u->step->use)))
			continue;
		e = diag_add(l->d, DIAG_ERROR, "legs", u->step->value_at,
			     _("`%s` chooses its legs itself, so it cannot be used for one leg"), u->want);
		diag_path(l->d, e, u->path);
		diag_hint(l->d, e, "%s", _("use it outside `legs`, or take the legs out of it"));
		l->broken = true;
	}
}

static void free_files(struct routine_load *l)
{
	for (size_t i = 0; i < l->nfiles; i++) {
		free(l->files[i]->uses);
		free(l->files[i]->ids);
		free(l->files[i]);
	}
	free(l->files);
	buf_free(&l->path);
}

struct routine *routine_load_finish(struct routine_load *l)
{
	struct load_file *main_file = l->files[0];
	struct routine *r = main_file->failed ? NULL : main_file->r;

	check_circles(l, main_file);
	for (size_t i = 0; i < l->nfiles; i++)
		check_legs(l, l->files[i]);
	/* sums over steps that were not all understood would only bring false alarms */
	if (r && l->broken)
		limits_check_values(r, l->atlas, l->d);
	else if (r)
		limits_check(r, l->atlas, l->d);
	free_files(l);
	free(l);
	return r;
}
